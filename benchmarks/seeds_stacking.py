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
def training(seed: int) -> dict[str, Any]:
    """For each task and depth (updates to half the baseline's error, last error / baseline)."""
    names = _run(
        ["setup", "deeper-train"],
        {"64, (0, 1, 2)": f"64, {_starts(seed)}", "default_rng(0)": f"default_rng({seed})"},
    )
    found: dict[str, Any] = {}
    for (task, depth), runs in names["errors"].items():
        errors = np.array(runs) / names["data"][task][1].var()
        below = errors < 0.5
        first = np.where(below.any(axis=1), below.argmax(axis=1) + 1, np.inf) * names["CHUNK"]
        found[task, depth] = first, errors[:, -3:].mean(axis=1)
    return found


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


CLAIMS: list[tuple[str, Callable[[int], bool]]] = []
