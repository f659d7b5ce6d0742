"""What a graded class shows in numbers: its scores and its exercises.

The statistics are those of classical item analysis.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

EASY, HARD = 0.9, 0.3  # mean shares from and up to which an exercise is very easy, very hard
LOW = 0.2  # discriminations below it are low
SILENT = 0.3  # share of students without an answer from which an exercise is often left out
FEW = 30  # submissions below which a discrimination says little
Name = TypeVar("Name")


@dataclass(frozen=True)
class Summary:
    """The figures of a distribution; lower and upper are the quartiles."""

    count: int
    mean: float
    least: float
    lower: float
    median: float
    upper: float
    most: float


def summary(values: Sequence[float]) -> Summary | None:
    """The figures of values; None of no values."""
    if not values:
        return None
    least, lower, median, upper, most = (
        quantile(values, share) for share in (0.0, 0.25, 0.5, 0.75, 1.0)
    )
    return Summary(len(values), statistics.fmean(values), least, lower, median, upper, most)


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which a share (0 to 1) of values lies, interpolated between two of them."""
    return float(np.quantile(values, share))


def discriminations(points: Mapping[Name, Sequence[float]]) -> dict[Name, float | None]:
    """The item-rest correlation of each exercise.

    points has for each exercise the points of every student, the students in one order. The result
    is Pearson's correlation of them with the sum of the points in all other exercises, None where
    that is undefined: fewer than three students, or all alike in either.
    """
    totals = [math.fsum(row) for row in zip(*points.values(), strict=True)]
    return {
        name: correlation(
            own, [total - own_points for total, own_points in zip(totals, own, strict=True)]
        )
        for name, own in points.items()
    }


def correlation(first: Sequence[float], second: Sequence[float]) -> float | None:
    """Pearson's correlation; None of fewer than three pairs, and where one side is constant."""
    if len(first) < 3 or _constant(first) or _constant(second):
        return None
    value = statistics.correlation(first, second)
    return min(max(round(value, 9), -1.0), 1.0) + 0.0  # a zero is not to come out as negative


def _constant(values: Sequence[float]) -> bool:
    least, most = min(values), max(values)
    return most - least <= 1e-9 * max(abs(least), abs(most), 1.0)  # sums of floats are not exact


def interval(correlation: float, count: int) -> tuple[float, float] | None:
    """The 95 % confidence interval of a correlation over count pairs, by Fisher's transformation.

    None for fewer than four pairs, about which it says nothing.
    """
    if count < 4:
        return None
    middle = math.atanh(min(max(correlation, -0.999999), 0.999999))
    reach = 1.959964 / math.sqrt(count - 3)
    return math.tanh(middle - reach), math.tanh(middle + reach)


def advice(mean: float, discrimination: float | None, silent: float) -> list[str]:
    """What to look at in an exercise, in a few words each.

    mean is the mean share of its points, silent the share of students without an answer.
    """
    words = []
    if mean >= EASY:
        words.append("very easy")
    if mean <= HARD:
        words.append("very hard")
    if silent >= SILENT:
        words.append("often left out")
    if discrimination is not None and discrimination < 0:
        words.append("negative discrimination")
    elif discrimination is not None and discrimination < LOW:
        words.append("low discrimination")
    return words
