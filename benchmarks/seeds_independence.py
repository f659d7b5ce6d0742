"""Sentences of 1_independence that rest on a random draw, each with a check for other seeds.

A check runs the notebook's own cells with another seed, and returns whether the sentence holds.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import pairwise
from typing import Any

import keras
import numpy as np
from numpy.typing import NDArray

from answers.answer_runner import read_notebook
from lib.independence import bigram_counts, lag_correlation, persistence_mae, predict_next

Series = dict[str, NDArray[np.float64]]
LAGS = range(1, 61)


def _source(cell_id: str) -> str:
    return next(cell.source for cell in read_notebook("1_independence").cells if cell.id == cell_id)


@cache
def _signals(seed: int) -> tuple[Series, Series]:
    """The four series and their shuffled copies, drawn with seed."""
    names: dict[str, Any] = {"np": np}
    exec(_source("make-signals").replace("default_rng(5)", f"default_rng({seed})"), names)
    return names["signals"], names["shuffled_signals"]


def _inside(series: NDArray[np.float64]) -> float:
    """The share of 60 lag correlations inside the band of the plot."""
    r = np.array([lag_correlation(series, lag) for lag in LAGS])
    return float(np.mean(np.abs(r) < 2 / np.sqrt(len(series))))


@cache
def _errors(seed: int) -> dict[str, tuple[float, float]]:
    """For each series: the error of persistence, ordered and shuffled, in units of the mean's."""
    signals, shuffled = _signals(seed)
    errors = {}
    for name, series in signals.items():
        mean = np.abs(series - series.mean()).mean()
        errors[name] = (
            float(persistence_mae(series) / mean),
            float(persistence_mae(shuffled[name]) / mean),
        )
    return errors


def _persistence_wins(seed: int) -> bool:
    errors = _errors(seed)
    others = [errors["AR(1)"][0], errors["periodic"][0]]
    return errors["random walk"][0] < 0.25 and all(0.35 < error < 0.65 for error in others)


def _ar1_fades(seed: int) -> bool:
    series = _signals(seed)[0]["AR(1)"]
    return 0.85 < float(lag_correlation(series, 1)) < 0.95


def _random_walk_fades_more_slowly(seed: int) -> bool:
    signals = _signals(seed)[0]
    return all(
        lag_correlation(signals["random walk"], lag) > lag_correlation(signals["AR(1)"], lag) + 0.3
        for lag in (12, 24)
    )


def _periodic_comes_back(seed: int) -> bool:
    series = _signals(seed)[0]["periodic"]
    return float(lag_correlation(series, 12)) < -0.7 and float(lag_correlation(series, 24)) > 0.7


def _mixed_is_no_better(seed: int) -> bool:
    names: dict[str, Any] = {"np": np, "print": lambda *_: None}
    exec(_source("story").replace("default_rng(0)", f"default_rng({seed})"), names)
    counts = bigram_counts(names["mixed_past"])
    new = names["mixed_future"]
    right = np.mean([predict_next(counts, char) == after for char, after in pairwise(new)])
    return bool(right < np.mean([after == " " for after in new[1:]]) + 0.01)


@cache
def _trained(seed: int) -> dict[str, list[float]]:
    """Accuracies of the four networks: in order, shuffled, 48 values. One training run each."""
    names: dict[str, Any] = {"np": np, "keras": keras, "print": lambda *_: None}
    exec(_source("make-twins"), names)
    accuracies: dict[str, list[float]] = {}
    once = _source("train-four").replace("range(3)", f"range({seed}, {seed + 1})")
    once = once.replace("    means, low", "    accuracies[kind] = scores[0]\n    means, low")
    exec(once, names | {"accuracies": accuracies})
    return accuracies


def _three_are_close(seed: int) -> bool:
    return min(_trained(seed)[kind][0] for kind in ("Dense", "Conv1D", "SimpleRNN")) >= 0.95


def _shuffled_is_a_coin(seed: int) -> bool:
    return all(0.45 < scores[1] < 0.55 for scores in _trained(seed).values())


def _rnn_is_behind_on_48(seed: int) -> bool:
    return 0 < _trained(seed)["Conv1D"][2] - _trained(seed)["SimpleRNN"][2] < 0.1


CLAIMS: list[tuple[str, Callable[[int], bool]]] = [
    (
        "on the random walk its error is less than a quarter of the mean's, on the other two about "
        "half",
        _persistence_wins,
    ),
    ("On white noise it *loses*.", lambda seed: _errors(seed)["white noise"][0] > 1),
    (
        "On every shuffled copy it loses, by a factor of 1.2 to 1.5",
        lambda seed: all(1.15 < shuffled < 1.55 for _, shuffled in _errors(seed).values()),
    ),
    (
        "about 19 values in 20 fall inside it by chance",
        lambda seed: _inside(_signals(seed)[0]["white noise"]) >= 0.85,
    ),
    ("**AR(1)** starts at about 0.9", _ar1_fades),
    ("The **random walk** fades far more slowly.", _random_walk_fades_more_slowly),
    (
        "The **periodic** series is strongly negative at lag 12, half a period, and back at lag "
        "24.",
        _periodic_comes_back,
    ),
    (
        "**Shuffled, all four look like the white noise**",
        lambda seed: all(_inside(series) >= 0.8 for series in _signals(seed)[1].values()),
    ),
    ("it is no better than “always a space”", _mixed_is_no_better),
    (
        "**Sorted values**: exactly one half.",
        lambda seed: _trained(seed)["sorted values"][0] == 0.5,
    ),
    ("**The other three** all reach 0.95 or more, close to one another.", _three_are_close),
    ("**Shuffled inside**: about one half for all.", _shuffled_is_a_coin),
    ("the RNN a little behind", _rnn_is_behind_on_48),
]
