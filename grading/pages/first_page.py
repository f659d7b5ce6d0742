"""A student's first page: the sum, each notebook and exercise, and what was lost where."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from grading.pages.contents import Exercise, exercises
from grading.pages.freshness import NotebookGrades

TEMPLATES = Path(__file__).parent / "templates"


@dataclass
class Paper:
    """What the page says of a notebook."""

    name: str
    score: float  # without what is taken off
    points: float
    penalty: float
    waits: float
    handed_in: bool
    unreadable: str = ""  # why
    exercises: list[Exercise] = field(default_factory=list)


def paper(path: Path, known: list[Any]) -> Paper:
    """What is told of an autograded notebook; known: see grading.pages.freshness.recorded."""
    grades = NotebookGrades.of(known)
    told = path.stat() if path.is_file() else None
    cells, note = _read(path, told.st_size, told.st_mtime_ns) if told else ([], {})
    return Paper(
        path.stem,
        sum(score for score, _ in grades.points.values()),
        sum(most for _, most in grades.points.values()),
        grades.penalty,
        grades.waits,
        told is not None,
        str(note.get("unreadable") or ""),
        exercises(cells, grades),
    )


@lru_cache(100)
def _read(path: Path, size: int, changed: int) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The cells of an autograded notebook that nbgrader knows, and the engine's note."""
    notebook = json.loads(path.read_bytes())
    cells = [cell for cell in notebook["cells"] if "nbgrader" in cell["metadata"]]
    return cells, notebook["metadata"].get("grading", {})


def first_page(
    assignment: str, folder: Path, known: Mapping[str, list[Any]], look: Mapping[str, str]
) -> str:
    """The page as HTML. look: see FeedbackPage.another_look."""
    papers = [paper(folder / f"{name}.ipynb", known[name]) for name in sorted(known)]
    return environment().get_template("first_page.html.j2").render(
        assignment=assignment,
        papers=papers,
        penalty=sum(notebook.penalty for notebook in papers),
        score=sum(notebook.score - notebook.penalty for notebook in papers),
        points=sum(notebook.points for notebook in papers),
        waits=sum(notebook.waits for notebook in papers),
        look=look,
    )  # fmt: skip


@cache
def environment() -> Environment:
    """Jinja's, which escapes all that stands in the page."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
