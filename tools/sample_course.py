"""A course that is graded in no time: plain Python, no TensorFlow, and a class of any size."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.api import Gradebook

from answers.answer_runner import ROOT

ASSIGNMENT = "quick"
NOTEBOOKS = ("one", "two")
CONFIG = """
c.ForkServer.stay = 0
c.ForkServer.preload = []
c.ForkServer.rehearsal = ""
c.ForkServer.warm_up = ""
"""
STAYS = "c.ForkServer.stay = 600\n"  # which CONFIG says not: gradings after the first begin at once
SOLUTION = "def double(x):\n    ### BEGIN SOLUTION\n    return 2 * x\n    ### END SOLUTION"
HIDDEN = "### BEGIN HIDDEN TESTS\nassert double('a') == 'aa', 'not text'\n### END HIDDEN TESTS"
ANSWERS = (
    "def double(x):\n    return x + x",
    "def double(x):\n    return x * x",
    "def double(x):\n    return 2 * float(x)",
)


def flags(name: str, points: int | None = None, **given: bool) -> dict[str, Any]:
    """nbgrader's metadata of a cell."""
    marks: dict[str, Any] = {"grade": False, "locked": False, "solution": False, "task": False}
    marks |= given | {"grade_id": name, "schema_version": 3}
    if points is not None:
        marks["points"] = points
    return {"nbgrader": marks}


def source() -> NotebookNode:
    """The instructor's notebook: 1 and 2 points for code, 3 for a written answer."""
    cells = [
        new_code_cell(SOLUTION, id="double", metadata=flags("double", solution=True)),
        *(
            new_code_cell(
                code, id=name, metadata=flags(name, grade=True, locked=True, points=points)
            )
            for name, code, points in (
                ("test_double", "assert double(3) == 6, 'not a number'", 1),
                ("test_double_hidden", HIDDEN, 2),
            )
        ),
        new_markdown_cell(
            "Your answer",
            id="written",
            metadata=flags("written", grade=True, solution=True, points=3),
        ),
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return new_notebook(cells=cells, metadata={"kernelspec": kernel})


def make(course: Path, students: int, first: str = "", more: str = "") -> None:
    """Write a course with that many submissions.

    first: code that each of them runs first. more: lines of the configuration.
    """
    folder = course / "source" / ASSIGNMENT
    folder.mkdir(parents=True)
    for name in NOTEBOOKS:
        (folder / f"{name}.ipynb").write_text(nbformat.writes(source()))
    config = ROOT / "nbgrader_config.py"
    (course / "nbgrader_config.py").write_text(
        f"exec(open({str(config)!r}).read(), globals() | {{'__file__': {str(config)!r}}})\n"
        f"{CONFIG}{more}"
    )
    done = run(course, "-m", "nbgrader", "generate_assignment", ASSIGNMENT, "--create")
    assert done.returncode == 0, done.stderr
    for number in range(students):
        target = course / "submitted" / f"s{number:03}" / ASSIGNMENT
        target.mkdir(parents=True)
        (target / "timestamp.txt").write_text("2026-01-02 03:04:05 UTC")
        for place, name in enumerate(NOTEBOOKS):
            notebook = nbformat.read(course / "release" / ASSIGNMENT / f"{name}.ipynb", 4)
            cells = {cell.id: cell for cell in notebook.cells}
            cells["double"].source = first + ANSWERS[(number + place) % len(ANSWERS)]
            if number % 2:
                cells["written"].source = "Because."
            (target / f"{name}.ipynb").write_text(nbformat.writes(notebook))


def hurry(course: Path) -> None:
    """Have commands wait for a moment, not seconds, for a gradebook that another program holds."""
    url = f"sqlite:///{course / 'gradebook.db'}?timeout=0.1"
    with open(course / "nbgrader_config.py", "a") as config:
        config.write(f"c.CourseDirectory.db_url = {url!r}\n")


def environment() -> dict[str, str]:
    """The environment of commands that grade the course."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    return os.environ | {"PATH": path, "PYTHONPATH": str(ROOT)}


def start(course: Path, *arguments: str, **options: Any) -> subprocess.Popen[str]:
    """Start a Python command in the course folder."""
    return subprocess.Popen(
        [sys.executable, *arguments], cwd=course, env=environment(), text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options,
    )  # fmt: skip


def run(course: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a Python command in the course folder."""
    process = start(course, *arguments)
    out, err = process.communicate()
    return subprocess.CompletedProcess(arguments, process.returncode, out, err)


def grade(course: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command that grades a class."""
    return run(course, "-m", "grading", "autograde", ASSIGNMENT, *arguments)


def snapshot(course: Path) -> dict[str, Any]:
    """All that grading has made: each row of the gradebook, and each file of autograded/.

    Of the files, the moments at which cells ran are left out.
    """
    made: dict[str, Any] = {}
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        for submission in gradebook.assignment_submissions(ASSIGNMENT):
            made[submission.student_id] = str(submission.timestamp)
            for book in submission.notebooks:
                who = f"{submission.student_id} {book.name}"
                made[who] = book.late_submission_penalty
                for grade in book.grades:
                    made[f"{who} {grade.cell.name}"] = (
                        grade.auto_score, grade.manual_score, grade.needs_manual_grade
                    )  # fmt: skip
                for comment in book.comments:
                    made[f"{who} # {comment.cell.name}"] = (
                        comment.auto_comment, comment.manual_comment
                    )  # fmt: skip
    for path in (course / "autograded").rglob("*"):
        if path.is_file():
            text = re.sub(r'"[\w-]+T[\w:.]+Z"', "(a time)", path.read_text())
            made[str(path.relative_to(course))] = text
    return made
