"""The simple recurrent layer: its states, its weights in two layouts, its gradients through time.

Lecture: Module 7, "RNN: the working", "Parameter calculation" and "The problem". The course's
layout is W (l_out, l_in), U (l_out, l_out), b (l_out,). Leading axes of samples and states are a
batch.
"""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

if TYPE_CHECKING:
    import keras


def _weights(W: ArrayLike, U: ArrayLike, b: ArrayLike) -> tuple[NDArray, NDArray, NDArray]:
    W, U, b = (np.asarray(part, dtype=float) for part in (W, U, b))
    if W.ndim != 2 or U.shape != (len(W), len(W)) or b.shape != (len(W),):
        raise ValueError(
            "W, U and b must have shapes (l_out, l_in), (l_out, l_out) and (l_out,), "
            f"but they have {W.shape}, {U.shape} and {b.shape}"
        )
    return W, U, b


def _fits(name: str, value: ArrayLike, ndim: int, size: int) -> NDArray:
    array = np.asarray(value, dtype=float)
    if array.ndim < ndim or array.shape[-1] != size:
        raise ValueError(
            f"the last axis of {name} must have {size} values, but it is {array.shape}"
        )
    return array


def rnn_step(x: ArrayLike, h: ArrayLike, W: ArrayLike, U: ArrayLike, b: ArrayLike) -> NDArray:
    """The state after one step, tanh(W . x + U . h + b).

    x has shape (..., l_in), h (..., l_out). Returns (..., l_out).
    Raises ValueError if the shapes do not fit.
    """
    W, U, b = _weights(W, U, b)
    x, h = _fits("x", x, 1, W.shape[1]), _fits("h", h, 1, len(W))
    return np.tanh(np.einsum("oi,...i->...o", W, x) + np.einsum("op,...p->...o", U, h) + b)


def rnn_forward(
    X: ArrayLike, W: ArrayLike, U: ArrayLike, b: ArrayLike, h0: ArrayLike | None = None
) -> NDArray:
    """The states after every step, from h0, or from zero.

    X has shape (..., steps, l_in), h0 (..., l_out). Returns (..., steps, l_out); h0 is not in it.
    Raises ValueError if the shapes do not fit.
    """
    W, U, b = _weights(W, U, b)
    states = _fits("X", X, 2, W.shape[1]) @ W.T + b  # what each step adds, whatever the state
    h = np.zeros(len(W)) if h0 is None else _fits("h0", h0, 1, len(W))
    for step in range(states.shape[-2]):
        h = states[..., step, :] = np.tanh(states[..., step, :] + h @ U.T)
    return states


def from_keras(
    kernel: ArrayLike, recurrent_kernel: ArrayLike, bias: ArrayLike
) -> tuple[NDArray, NDArray, NDArray]:
    """The weights of a Keras SimpleRNN as (W, U, b).

    kernel has shape (l_in, l_out), recurrent_kernel (l_out, l_out), bias (l_out,).
    Raises ValueError if the shapes do not fit.
    """
    W, U = (np.einsum("io->oi", np.asarray(part)) for part in (kernel, recurrent_kernel))
    return _weights(W, U, np.array(bias))


def rnn_params(l_in: int, l_out: int) -> int:
    """How many numbers W, U and b hold: l_out * l_in + l_out * l_out + l_out.

    Raises ValueError if l_in or l_out is less than 1.
    """
    l_in, l_out = operator.index(l_in), operator.index(l_out)
    if min(l_in, l_out) < 1:
        raise ValueError(f"l_in and l_out must be integers >= 1, but they are {l_in} and {l_out}")
    return l_out * (l_in + l_out + 1)


def build_rnn() -> keras.Model:
    """The lecture's model: (16, 64) -> SimpleRNN(32) -> Dense(1, sigmoid), 3137 parameters."""
    import keras

    inputs = keras.Input((16, 64))
    state = keras.layers.SimpleRNN(32)(inputs)
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(state))


def _jacobians(H: NDArray, U: NDArray) -> NDArray:
    """d h_T / d h_t for t = 1 .. T, (..., T, l_out, l_out), from the states H (..., T, l_out)."""
    # Forward mode: after step s, jacobians[..., t, :, :] is d h_s / d h_t for every t <= s.
    jacobians = np.zeros((*H.shape, H.shape[-1]))
    for step in range(H.shape[-2]):
        h = H[..., step, :]
        one_step = (1 - h**2)[..., np.newaxis] * U
        jacobians = one_step[..., np.newaxis, :, :] @ jacobians
        jacobians[..., step, :, :] = np.eye(U.shape[0])
    return jacobians


def jacobian_norms(X: ArrayLike, W: ArrayLike, U: ArrayLike, b: ArrayLike) -> NDArray:
    """The spectral norm of d h_T / d h_t for t = 1 .. T, from a zero state; the last is 1.

    d h_T / d h_t is the product of diag(1 - h_s^2) U for s = T .. t + 1 (the chain rule on the
    recurrence). X has shape (..., T, l_in). Returns (..., T).
    Raises ValueError if the shapes do not fit.
    """
    _, U, _ = _weights(W, U, b)
    return np.linalg.norm(_jacobians(rnn_forward(X, W, U, b), U), ord=2, axis=(-2, -1))


def weight_gradient(
    X: ArrayLike, W: ArrayLike, U: ArrayLike, b: ArrayLike, g: ArrayLike
) -> NDArray:
    """The share of every step in the gradient of a loss with respect to W, from a zero state.

    The share of step t is the outer product of diag(1 - h_t^2) (d h_T / d h_t)^T g and x_t
    (backpropagation through time); the gradient is the sum of the shares. X has shape
    (..., T, l_in), g, the gradient with respect to h_T, (..., l_out).
    Returns (..., T, l_out, l_in).
    Raises ValueError if the shapes do not fit.
    """
    W, U, b = _weights(W, U, b)
    X, g = _fits("X", X, 2, W.shape[1]), _fits("g", g, 1, len(W))
    H = rnn_forward(X, W, U, b)
    at_sums = (1 - H**2) * np.einsum("...toj,...o->...tj", _jacobians(H, U), g)
    return np.einsum("...to,...ti->...toi", at_sums, X)


def input_gradients(
    X: ArrayLike, W: ArrayLike, U: ArrayLike, b: ArrayLike, activation: str = "tanh"
) -> NDArray:
    """The norm of d |h_T|^2 / d x_t for t = 1 .. T, from a zero state, for "tanh" or "sigmoid".

    X has shape (..., T, l_in). Returns (..., T). W, U and b may have the same leading axes as X:
    then each sample has a layer of its own. Raises ValueError for another activation.
    """
    X, W, U, b = (np.asarray(part, dtype=float) for part in (X, W, U, b))
    if activation not in ("tanh", "sigmoid"):
        raise ValueError(f"activation must be 'tanh' or 'sigmoid', but it is {activation!r}")
    # sigmoid(z) = (1 + tanh(z / 2)) / 2
    factor = 1.0 if activation == "tanh" else 0.5
    h, states = np.zeros(b.shape), []
    for step in range(X.shape[-2]):
        z = np.einsum("...oi,...i->...o", W, X[..., step, :])
        z = z + np.einsum("...op,...p->...o", U, h) + b
        h = factor * np.tanh(factor * z) + (1 - factor)
        states.append(h)
    back, norms = 2 * h, []
    for h in reversed(states):
        at_sum = back * (1 - h**2 if activation == "tanh" else h * (1 - h))
        norms.append(np.linalg.norm(np.einsum("...oi,...o->...i", W, at_sum), axis=-1))
        back = np.einsum("...op,...o->...p", U, at_sum)
    return np.stack(norms[::-1], axis=-1)
