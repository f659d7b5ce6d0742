"""Forecasting: parts in the order of time, scale, a baseline, a stacked LSTM, and feedback.

Lecture: Module 7, "Stacking". Seasonal naive forecasts: R. J. Hyndman and G. Athanasopoulos,
"Forecasting: Principles and Practice", chapter on simple forecasting methods.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray


def split_in_time(series: ArrayLike, train: float, val: float) -> tuple[NDArray, NDArray, NDArray]:
    """The oldest `train` of series, the next `val` of it, and the rest: three new arrays.

    series has shape (n, ...) and is cut along its first axis, at n * train and n * (train + val),
    each rounded to the nearest integer. Raises ValueError if a fraction is not in (0, 1), if both
    add up to 1 or more, or if a part would be empty.
    """
    values = np.asarray(series)
    for name, fraction in (("train", train), ("val", val)):
        if not 0 < fraction < 1:
            raise ValueError(f"{name} must be a fraction between 0 and 1, but it is {fraction!r}")
    if train + val >= 1:
        raise ValueError(f"train + val = {train + val} leaves nothing to test on")
    ends = np.rint(len(values) * np.cumsum([train, val])).astype(int)
    parts = np.split(values, ends)
    if min(map(len, parts)) == 0:
        raise ValueError(f"{len(values)} values are too few: a part would be empty")
    first, second, third = (part.copy() for part in parts)
    return first, second, third


def fit_scaler(train: ArrayLike) -> tuple[float, float]:
    """The mean of train and its population standard deviation, over all values: two floats.

    Raises ValueError if all values are equal: nothing can be divided by a deviation of 0.
    """
    values = np.asarray(train, dtype=float)
    if values.size == 0 or np.ptp(values) == 0:
        raise ValueError("train is constant, so its standard deviation is 0")
    mean = math.fsum(values.flat) / values.size
    return mean, math.sqrt(math.fsum(((values - mean) ** 2).flat) / values.size)


def seasonal_naive_mae(series: ArrayLike, season: int) -> float:
    """Mean absolute error of "this value is the one `season` places ago", where there is one.

    series has shape (n,). Raises ValueError if not 1 <= season < n.
    """
    values = np.asarray(series, dtype=float)
    if not 1 <= season < len(values):
        raise ValueError(f"season must be from 1 to {len(values) - 1}, but it is {season!r}")
    forecast = np.roll(values, season)
    return float(np.abs(values - forecast)[season:].mean())


def build_forecaster(steps: int, units: Sequence[int]) -> Any:
    """A compiled Keras model: input (steps, 1), an LSTM for each of units, Dense(1), linear.

    Every LSTM but the last hands on its whole sequence of states.
    """
    import keras

    inputs = keras.Input((steps, 1))
    y = inputs
    for depth, size in enumerate(units, start=1):
        y = keras.layers.LSTM(size, return_sequences=depth < len(units))(y)
    model = keras.Model(inputs, keras.layers.Dense(1)(y))
    model.compile(optimizer="adam", loss="mae")
    return model


def forecast_ahead(
    predict: Callable[[NDArray], ArrayLike], history: ArrayLike, n: int
) -> NDArray[np.floating]:
    """The next n values after history, each one predicted from the length values before it.

    history has shape (..., length). predict maps such an array of windows to the next values,
    (...). They are fed back: the newest comes in at the end, the oldest drops out. Returns
    (..., n) floats; history is not changed.
    """
    past = np.asarray(history, dtype=float)
    length = past.shape[-1]
    values = np.concatenate([past, np.zeros((*past.shape[:-1], n))], axis=-1)
    for start in range(n):
        window = values[..., start : start + length].copy()
        values[..., start + length] = np.reshape(predict(window), past.shape[:-1])
    return values[..., length:]
