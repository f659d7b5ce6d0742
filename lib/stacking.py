"""Stacks of LSTM layers: shapes, parameter counts, Keras models, and what a stack computes.

Lecture: Module 7, "Stacking" and "How to build stacked lstm in Keras"; the LSTM itself as Keras
computes it (gates i, f, o and candidate c; c_t = f c_{t-1} + i tanh(z_c), h_t = o tanh(c_t)).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lib.lstm import Sets, lstm_params, lstm_step


def stacked_params(l_in: int, units: Sequence[int]) -> list[int]:
    """The parameter counts of LSTM layers of these sizes and of the Dense(1) behind them.

    A layer's l_in is the l_out of the one below; an LSTM has 4 (l_in + l_out + 1) l_out parameters.
    Raises ValueError if there is no layer, or a size is less than 1.
    """
    sizes = [l_in, *units]
    if len(sizes) < 2 or min(sizes) < 1:
        raise ValueError(f"a stack needs one layer or more and sizes from 1 on, not {sizes}")
    return [*(lstm_params(below, here) for below, here in pairwise(sizes)), sizes[-1] + 1]


def output_shapes(steps: int, units: Sequence[int]) -> list[tuple[int | None, ...]]:
    """The output shapes of those layers, the batch size as None.

    Every LSTM but the last returns its sequence. Raises ValueError if there is no layer.
    """
    if not units:
        raise ValueError("a stack needs one layer or more")
    *below, top = units
    return [*((None, steps, size) for size in below), (None, top), (None, 1)]


def _build(shape: tuple[int, int], units: Sequence[int]) -> Any:
    import keras

    lstm = [
        keras.layers.LSTM(size, return_sequences=place < len(units) - 1)
        for place, size in enumerate(units)
    ]
    dense = keras.layers.Dense(1, activation="sigmoid")
    return keras.Sequential([keras.Input(shape), *lstm, dense])


def build_stacked() -> Any:
    """The lecture's model, (3, 5) -> LSTM(7) -> LSTM(9) -> Dense(1, sigmoid): 986 parameters."""
    return _build((3, 5), [7, 9])


def build_repaired() -> Any:
    """(12, 4) -> LSTM(6) -> LSTM(5) -> LSTM(3) -> Dense(1, sigmoid): 616 parameters."""
    return _build((12, 4), [6, 5, 3])


def stacked_forward(
    X: ArrayLike, layers: Sequence[tuple[Sets, Sets, Sets]]
) -> NDArray[np.floating]:
    """The last layer's state after the last step, all layers starting from zero states.

    X has shape (..., steps, l_in). layers holds (W, U, b), bottom layer first, each a mapping with
    the keys "i", "f", "c", "o": W (l_out, l_in), U (l_out, l_out), b (l_out,). Returns an array
    (..., l_out). All layers take step t before any takes step t + 1.
    Raises ValueError if there is no layer, or sizes do not fit.
    """
    sample = np.asarray(X, dtype=float)
    if not layers:
        raise ValueError("a stack needs one layer or more")
    states = [(np.zeros((*sample.shape[:-2], np.size(b["i"]))),) * 2 for _, _, b in layers]
    for t in range(sample.shape[-2]):
        below = sample[..., t, :]
        for place, layer in enumerate(layers):
            states[place] = lstm_step(below, *states[place], *layer)
            below = states[place][0]
    return states[-1][0]
