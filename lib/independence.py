"""What the order of a series tells: lag correlation, persistence, and counts of neighbours.

Lecture: Module 7, "When time is a factor" and "The related inputs".
"""

from __future__ import annotations

import operator
from collections import Counter
from collections.abc import Mapping
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray


def _standardised(part: NDArray[np.float64]) -> NDArray[np.float64]:
    """part (..., n) with mean 0 and length 1 along the last axis."""
    if (np.ptp(part, axis=-1) == 0).any():
        raise ValueError("the correlation of a constant series, or part of one, is not defined")
    centred = part - part.mean(axis=-1, keepdims=True)
    return centred / np.linalg.norm(centred, axis=-1, keepdims=True)


def lag_correlation(series: ArrayLike, lag: int) -> float | NDArray[np.float64]:
    """Pearson's correlation of a series with itself lag values later.

    series has shape (..., n); the result has its leading axes, and is a float for a single series.
    Each of the two parts of n - lag values has its own mean and spread (K. Pearson, "Note on
    regression and inheritance in the case of two parents", 1895), unlike the autocorrelation
    function of statistics packages, which takes those of the whole series.
    Raises ValueError if not 1 <= lag <= n - 2, or if a series or one of its parts is constant.
    """
    values = np.asarray(series, dtype=float)
    n, lag = values.shape[-1], operator.index(lag)
    if not 1 <= lag <= n - 2:
        raise ValueError(
            f"lag must lie in 1 .. {n - 2} for a series of {n} values, but it is {lag}"
        )
    before, after = _standardised(values[..., :-lag]), _standardised(values[..., lag:])
    r = np.clip(np.einsum("...i,...i->...", before, after), -1, 1)
    return float(r) if values.ndim == 1 else r


def persistence_mae(series: ArrayLike) -> float | NDArray[np.float64]:
    """Mean absolute error of the forecast "the next value is this value".

    series has shape (..., n); the result has its leading axes, and is a float for a single series.
    Raises ValueError if n < 2.
    """
    values = np.asarray(series, dtype=float)
    n = values.shape[-1]
    if n < 2:
        raise ValueError(f"persistence needs at least 2 values, the series has {n}")
    error = np.abs(np.diff(values, axis=-1)).mean(axis=-1)
    return float(error) if values.ndim == 1 else error


def bigram_counts(text: str) -> dict[str, dict[str, int]]:
    """How often each character of text is followed by each other: character -> next -> count.

    Only pairs that occur are counted, so a character that is never followed is not a key.
    """
    counts: dict[str, dict[str, int]] = {}
    for (char, after), often in Counter(pairwise(text)).items():
        counts.setdefault(char, {})[after] = often
    return counts


def predict_next(counts: Mapping[str, Mapping[str, int]], char: str) -> str | None:
    """The character that most often came after char; of several, the alphabetically first.

    counts is as bigram_counts gives it. None if char was never seen with a successor.
    """
    followers = sorted(counts.get(char, {}).items(), key=lambda item: (-item[1], item[0]))
    return followers[0][0] if followers else None
