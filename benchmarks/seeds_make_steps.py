"""Sentences of 2_make_steps that rest on a random draw, each with a check for other seeds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from answers.answer_runner import read_notebook


def _leak(seed: int) -> dict[str, Any]:
    """The names that the notebook's cell about look-ahead binds, drawn with seed."""
    cells = {cell.id: cell.source for cell in read_notebook("2_make_steps").cells}
    names: dict[str, Any] = {"np": np, "print": lambda *_: None}
    exec(cells["leak-demo"].replace("default_rng(7)", f"default_rng({seed})"), names)
    return names


CLAIMS: list[tuple[str, Callable[[int], bool]]] = [
    (
        "An error of exactly zero, on a random walk, whose next step nobody can know.",
        lambda seed: _leak(seed)["leaking"] == 0 and _leak(seed)["honest"] > 0.5,
    ),
]
