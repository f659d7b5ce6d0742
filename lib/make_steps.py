"""Segments of a series: makeSteps, their number, and segments with the value to predict.

Lecture: Module 7, "Time step" and "makeSteps".
"""

from __future__ import annotations

import operator

import numpy as np
from numpy.typing import ArrayLike, NDArray


def _at_least_one(name: str, value: object) -> int:
    try:
        number = operator.index(value)  # type: ignore[arg-type]
    except TypeError:
        number = 0
    if number < 1:
        raise ValueError(f"{name} must be an integer >= 1, but it is {value!r}")
    return number


def _series(dat: ArrayLike) -> NDArray:
    series = np.asarray(dat)
    if series.ndim != 1:
        raise ValueError(f"dat must be one-dimensional, but its shape is {series.shape}")
    return series


def makeSteps(dat: ArrayLike, length: int, dist: int) -> NDArray:
    """The segments of dat that hold length values and start dist apart.

    dat has shape (n,). Returns a new array (count_steps(n, length, dist), length) of dat's type.
    Raises ValueError if dat is not one-dimensional or length or dist is not an integer >= 1.
    """
    series = _series(dat)
    length, dist = _at_least_one("length", length), _at_least_one("dist", dist)
    if len(series) < length:
        return np.empty((0, length), series.dtype)
    windows = np.lib.stride_tricks.sliding_window_view(series, length)
    return windows[::dist].copy()


def count_steps(n_values: int, length: int, dist: int) -> int:
    """How many segments makeSteps makes of n_values values, without making them."""
    length, dist = _at_least_one("length", length), _at_least_one("dist", dist)
    return max(0, -(-(n_values - length + 1) // dist))


def make_pairs(dat: ArrayLike, length: int, dist: int, horizon: int = 1) -> tuple[NDArray, NDArray]:
    """Segments as makeSteps gives them, and for each the value horizon places after its last.

    dat has shape (n,). Returns X (m, length) and y (m,); segments without a target are left out.
    Raises ValueError as makeSteps does, and if horizon is not an integer >= 1.
    """
    series, horizon = _series(dat), _at_least_one("horizon", horizon)
    X = makeSteps(series[: max(len(series) - horizon, 0)], length, dist)
    last = np.arange(len(X)) * dist + length - 1
    return X, series[last + horizon]
