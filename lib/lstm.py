"""The LSTM: the slide's carry, the cell that Keras computes, its run, its count, a frozen gate.

Lecture: Module 7, "LSTM", "The internal working of 'carry'" and "Parameters calculation". Keras's
cell: S. Hochreiter and J. Schmidhuber, 1997, with the forget gate of F. Gers, J. Schmidhuber and
F. Cummins, 2000, in the layout of keras.layers.LSTM. Weights come as dicts, an entry a gate:
W[gate] is (l_out, l_in), U[gate] is (l_out, l_out), b[gate] is (l_out,).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

if TYPE_CHECKING:
    import keras

Sets = Mapping[str, ArrayLike]

SLIDE_GATES = "wfh"
KERAS_GATES = "ifco"


# A shut gate underflows to 0, and that is right.
@np.errstate(under="ignore")
def sigmoid(z: ArrayLike) -> NDArray:
    """1 / (1 + exp(-z)) for each element of z, of any shape, without overflow."""
    return np.exp(-np.logaddexp(0.0, -np.asarray(z, dtype=float)))


def _stack(gates: str, W: Sets, U: Sets, b: Sets) -> tuple[NDArray, NDArray, NDArray]:
    """One matrix for all gates: (4 l_out, l_in), (4 l_out, l_out) and (4 l_out,) for four gates."""
    for name, sets in (("W", W), ("U", U), ("b", b)):
        if set(sets) != set(gates):
            raise ValueError(f"{name} must have the keys {list(gates)}, but has {sorted(sets)}")
    stacked = [np.concatenate([np.asarray(s[g], dtype=float) for g in gates]) for s in (W, U, b)]
    rows = len(stacked[2])
    if stacked[0].ndim != 2 or len(stacked[0]) != rows:
        raise ValueError(f"W and b do not fit: stacked shapes {stacked[0].shape} and ({rows},)")
    if stacked[1].shape != (rows, rows // len(gates)):
        raise ValueError(f"U and b do not fit: stacked shapes {stacked[1].shape} and ({rows},)")
    return stacked[0], stacked[1], stacked[2]


def carry_step(
    x: ArrayLike, h: ArrayLike, c: ArrayLike, W: Sets, U: Sets, b: Sets
) -> tuple[NDArray, NDArray]:
    """One step of the slide's four equations, to the letter.

    x is (..., l_in), h and c are (..., l_out), the dicts have the keys "w", "f" and "h".
    Returns the new h and c, (..., l_out). Raises ValueError if keys or shapes do not fit.
    """
    kernel, recurrent, bias = _stack(SLIDE_GATES, W, U, b)
    z = np.asarray(x) @ kernel.T + np.asarray(h) @ recurrent.T + bias
    w, f, new = np.split(sigmoid(z), 3, axis=-1)
    return new, w * np.asarray(h) + np.asarray(c) * f


@np.errstate(under="ignore")
def _update(z: NDArray, c: NDArray) -> tuple[NDArray, NDArray]:
    """h and c from z (..., 4 l_out), what the gates i, f, c, o receive, and the carry before."""
    i, f, candidate, o = np.split(z, 4, axis=-1)
    c = sigmoid(f) * c + sigmoid(i) * np.tanh(candidate)
    return sigmoid(o) * np.tanh(c), c


def lstm_step(
    x: ArrayLike, h: ArrayLike, c: ArrayLike, W: Sets, U: Sets, b: Sets
) -> tuple[NDArray, NDArray]:
    """One step of the LSTM that Keras computes.

    x is (..., l_in), h and c are (..., l_out), the dicts have the keys "i", "f", "c" and "o".
    Returns the new h and c, (..., l_out). Raises ValueError if keys or shapes do not fit.
    """
    kernel, recurrent, bias = _stack(KERAS_GATES, W, U, b)
    z = np.asarray(x) @ kernel.T + np.asarray(h) @ recurrent.T + bias
    return _update(z, np.asarray(c, dtype=float))


def lstm_forward(X: ArrayLike, W: Sets, U: Sets, b: Sets) -> tuple[NDArray, NDArray]:
    """Every state h and every carry c of a run from zero states.

    X is (..., steps, l_in). Returns H and C, (..., steps, l_out); what keras.layers.LSTM returns
    with return_sequences=True is H. Raises ValueError if keys or shapes do not fit.
    """
    kernel, recurrent, bias = _stack(KERAS_GATES, W, U, b)
    from_inputs = np.asarray(X, dtype=float) @ kernel.T + bias
    H = np.zeros((*from_inputs.shape[:-1], from_inputs.shape[-1] // 4))
    C = np.zeros_like(H)
    h = c = np.zeros((*H.shape[:-2], H.shape[-1]))
    for t in range(H.shape[-2]):
        h, c = _update(from_inputs[..., t, :] + h @ recurrent.T, c)
        H[..., t, :], C[..., t, :] = h, c
    return H, C


def freeze_gate(
    W: Sets, U: Sets, b: Sets, gate: str, value: float
) -> tuple[dict[str, NDArray], dict[str, NDArray], dict[str, NDArray]]:
    """W, U and b of an LSTM whose gate "i", "f" or "o" is value at every step, else unchanged.

    sigmoid(b) is all that is left of a gate whose W and U are zero, so b is the logit of value.
    Raises ValueError if keys or shapes do not fit, if gate is another name, or if value is not
    above 0 and below 1.
    """
    _stack(KERAS_GATES, W, U, b)
    if gate not in tuple("ifo"):
        raise ValueError(f"gate must be 'i', 'f' or 'o', not {gate!r}")
    if not 0 < value < 1:
        raise ValueError(f"value must be above 0 and below 1, not {value}")
    new = [{key: np.array(sets[key], dtype=float) for key in sets} for sets in (W, U, b)]
    for sets, number in zip(new, (0.0, 0.0, np.log(value) - np.log1p(-value)), strict=True):
        sets[gate][...] = number
    return new[0], new[1], new[2]


def lstm_params(l_in: int, l_out: int) -> int:
    """The number of parameters of an LSTM layer: four sets W, U, b ("Parameters calculation")."""
    return 4 * l_out * (l_in + l_out + 1)


def build_lstm() -> keras.Model:
    """The lecture's model: (16, 64) -> LSTM(32) -> Dense(1, sigmoid), 12449 parameters."""
    import keras

    return keras.Sequential(
        [
            keras.Input((16, 64)),
            keras.layers.LSTM(32),
            keras.layers.Dense(1, activation="sigmoid"),
        ],
        name="lecture_lstm",
    )
