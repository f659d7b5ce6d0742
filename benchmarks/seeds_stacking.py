"""What 6_stacking says of random draws, tried with other seeds: the notebook's own cells run again.

CLAIMS holds pairs: a sentence, and a function that takes a seed and tells whether it held. A seed
stands for another draw of the data and for three other random starts.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np

from answers.answer_runner import read_notebook

NOTEBOOK = "6_stacking"


def _run(cell_ids: list[str], changes: dict[str, str]) -> dict[str, Any]:
    """The names that these cells of the notebook bind, with some of their text replaced."""
    sources = {cell.id: cell.source for cell in read_notebook(NOTEBOOK).cells}
    text = "\n".join(sources[cell_id] for cell_id in cell_ids)
    for old, new in changes.items():
        if old not in text:
            raise ValueError(f"{NOTEBOOK} no longer says {old!r}")
        text = text.replace(old, new)
    names: dict[str, Any] = {"__name__": "__main__"}
    exec(compile(text, NOTEBOOK, "exec"), names)
    return names


def _starts(seed: int) -> str:
    return f"({3 * seed}, {3 * seed + 1}, {3 * seed + 2})"


@cache
def training(seed: int) -> dict[tuple[str, int], tuple[np.ndarray, np.ndarray]]:
    """For each task and depth (updates to half the baseline's error, last error / baseline)."""
    names = _run(
        ["setup", "deeper-train"],
        {"64, (0, 1, 2)": f"64, {_starts(seed)}", "default_rng(0)": f"default_rng({seed})"},
    )
    results = {}
    for (task, depth), runs in names["errors"].items():
        errors = np.array(runs) / names["data"][task][1].var()
        below = errors < 0.5
        first = np.where(below.any(axis=1), below.argmax(axis=1) + 1, np.inf) * names["CHUNK"]
        results[task, depth] = first, errors[:, -3:].mean(axis=1)
    return results


@cache
def gradients(seed: int) -> np.ndarray:
    """The mean gradient sizes over three starts, (depth, steps), oldest step first."""
    names = _run(["setup", "gradient-paths"], {"(0, 1, 2)]": f"{_starts(seed)}]"})
    sizes = names["gradient_sizes"]
    return np.array(
        [
            np.mean([sizes(depth, 3 * seed + start) for start in range(3)], axis=0)
            for depth in (1, 2, 3)
        ]
    )


def _sooner(seed: int) -> bool:
    medians = {key: float(np.median(first)) for key, (first, _) in training(seed).items()}
    return all(
        medians[task, 3] < medians[task, 1] and medians[task, 2] <= medians[task, 1]
        for task in {task for task, _ in medians}
    )


def _counted(seed: int) -> bool:
    ends = [end for (task, _), (_, end) in training(seed).items() if task.startswith("count")]
    return int((np.concatenate(ends) < 0.05).sum()) >= 8


def _wave(seed: int) -> bool:
    ends = {
        depth: end.mean() for (task, depth), (_, end) in training(seed).items() if "wave" in task
    }
    return bool(ends[1] < ends[3])


def _last_input(seed: int) -> bool:
    newest = gradients(seed)[:, -1]
    return bool(((newest[:-1] / newest[1:] > 5) & (newest[:-1] / newest[1:] < 8)).all())


def _first_input(seed: int) -> bool:
    first, second, third = gradients(seed)[:, 0]
    return bool(second > 1.5 * first and third >= second)


CLAIMS: list[tuple[str, Callable[[int], bool]]] = [
    (
        "**Counted in updates, deeper stacks learned sooner**, on both tasks: the middle one of "
        "three runs with three layers came below half the baseline's error before that of the "
        "single layers, each time, and the one with two layers never later.",
        _sooner,
    ),
    (
        "On the counting task at least eight of nine runs ended below 5 % of the baseline, "
        "whatever their depth.",
        _counted,
    ),
    ("On the wave the single layers caught up, and ended lower than three layers.", _wave),
    ("every fresh layer on that path weakens it by a factor of 5 to 8", _last_input),
    (
        "with a second layer its gradient grows by more than half, and a third does not make it "
        "smaller",
        _first_input,
    ),
]
