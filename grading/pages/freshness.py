"""What a page was made from, so that one older than its grade is known.

nbgrader makes a page once: after points, comments or a submission changed it keeps the old one,
unless told to --force. A comment at the end of each page has a checksum of the autograded notebook
and of what the gradebook had of it.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from nbgrader.api import (
    Comment,
    Grade,
    Gradebook,
    GradeCell,
    Notebook,
    SolutionCell,
    SubmittedAssignment,
    SubmittedNotebook,
    TaskCell,
)
from sqlalchemy import literal

from grading.submission import FIRST

MARK = "\n<!-- made from {} -->\n"
AT_THE_END = re.compile(MARK.format("([0-9a-f]{64})").encode() + rb"\Z")


Known = Mapping[str, Mapping[str, list[Any]]]  # what recorded says


def recorded(
    gradebook: Gradebook, assignment: str, students: Collection[str] | None = None
) -> dict[str, dict[str, list[Any]]]:
    """What pages show of the gradebook: points, comments and penalty, by student and notebook.

    Of all students, or of those that are named.
    """
    db, paper = gradebook.db, SubmittedNotebook
    id_of = gradebook.find_assignment(assignment).id
    books = db.query(Notebook.id, Notebook.name).filter(Notebook.assignment_id == id_of)
    called = {row.id: row.name for row in books}
    papers = (
        db.query(paper.id, SubmittedAssignment.student_id, paper.notebook_id,
                 paper.late_submission_penalty)
        .join(SubmittedAssignment, SubmittedAssignment.id == paper.assignment_id)
        .filter(paper.notebook_id.in_(called))
    )  # fmt: skip
    if students is not None:
        # As the indexes have them.
        mine = db.query(SubmittedAssignment.id).filter(
            SubmittedAssignment.assignment_id == id_of, SubmittedAssignment.student_id.in_(students)
        )
        papers = papers.filter(paper.assignment_id.in_([row.id for row in mine]))
    rows_of: dict[str, dict[str, list[Any]]] = defaultdict(dict)
    listed: dict[str, list[Any]] = {}  # by the id of what was handed in
    for id_, whose, book, penalty in papers:
        listed[id_] = rows_of[whose][called[book]] = [penalty or 0.0]
    cells = {
        id_: (name, points)
        for kind in (GradeCell, TaskCell)
        for id_, name, points in db.query(kind.id, kind.name, kind.max_score).filter(
            kind.notebook_id.in_(called)
        )
    } | {
        id_: (name, None)
        for id_, name in db.query(SolutionCell.id, SolutionCell.name).filter(
            SolutionCell.notebook_id.in_(called)
        )
    }
    rows = defaultdict(list)
    for kind, value, waits in (
        (Grade, Grade.score, Grade.needs_manual_grade), (Comment, Comment.comment, literal(False))
    ):  # fmt: skip
        of_these = (
            db.query(kind.notebook_id, kind.cell_id, value, waits)
            .join(paper, paper.id == kind.notebook_id)
            .filter(paper.notebook_id.in_(called))
        )
        if students is not None:
            of_these = of_these.filter(kind.cell_id.in_(cells), kind.notebook_id.in_(listed))
        for id_, cell, said, open_ in of_these:
            if id_ in listed and cell in cells:
                rows[id_].append([kind.__name__, *cells[cell], said or None, bool(open_)])
    for id_, more in rows.items():
        listed[id_] += sorted(more, key=json.dumps)
    return dict(rows_of)


def has_first(known: Mapping[str, list[Any]]) -> bool:
    """Whether a student has a first page. known: what recorded says of the student."""
    return len(known) > 1 and FIRST not in known


@dataclass(frozen=True)
class NotebookGrades:
    """What a page shows of the gradebook, of one notebook: a value of recorded."""

    penalty: float
    points: dict[str, tuple[float, float]]  # score and most, by cell
    waiting: frozenset[str]  # cells whose points a person has still to give
    comments: dict[str, str | None]  # by cell

    @property
    def waits(self) -> float:
        """Points that a person has still to give."""
        return sum(self.points[name][1] for name in self.waiting)

    @classmethod
    def of(cls, known: list[Any]) -> NotebookGrades:
        """known: see recorded."""
        penalty, *rows = known
        grades = [(name, most, said, open_) for kind, name, most, said, open_ in rows
                  if kind == "Grade"]  # fmt: skip
        return cls(
            penalty,
            {name: (said or 0.0, most or 0.0) for name, most, said, _ in grades},
            frozenset(name for name, _, _, open_ in grades if open_),
            {name: said for kind, name, _, said, _ in rows if kind == "Comment"},
        )


def checksum(autograded: Path, known: list[Any] | None) -> str:
    """The checksum of what a page is made from; known: the gradebook's part, None: nothing."""
    made_from = hashlib.sha256(json.dumps(known).encode())
    if autograded.is_file():
        told = autograded.stat()
        made_from.update(_digest(autograded, told.st_size, told.st_mtime_ns))
    return made_from.hexdigest()


@lru_cache(1000)
def _digest(path: Path, size: int, changed: int) -> bytes:
    return hashlib.sha256(path.read_bytes()).digest()


def checksum_of_all(folder: Path, known: Mapping[str, list[Any]]) -> str:
    """The checksum of what a student's first page is made from.

    folder has the autograded notebooks, known the gradebook's part of each.
    """
    sums = [checksum(folder / f"{name}.ipynb", known[name]) for name in sorted(known)]
    return hashlib.sha256(json.dumps(sums).encode()).hexdigest()


def mark_of(page: Path) -> str:
    """The checksum that a page has; empty: none."""
    with page.open("rb") as file:
        file.seek(0, os.SEEK_END)
        file.seek(max(0, file.tell() - 200))
        mark = AT_THE_END.search(file.read())
    return mark[1].decode() if mark else ""


def pages_of(course: Any, assignment: str, student: str, notebooks: Iterable[str]) -> list[Path]:
    """A student's feedback pages: the first one, and those of these notebooks.

    nbgrader copies a student's own pages, too: they are not among them.
    """
    folder = Path(course.format_path(course.feedback_directory, student, assignment))
    pages = [folder / f"{name}.html" for name in dict.fromkeys((FIRST, *sorted(notebooks)))]
    return [page for page in pages if page.is_file() and not page.is_symlink()]


def outdated(
    course: Any,
    known: Known,
    assignment: str,
    pages: Mapping[str, Iterable[Path]],
) -> dict[str, list[str]]:
    """The names of pages, by student, that are not what nbgrader would make of them now.

    course is nbgrader's CourseDirectory, known what recorded says, pages are some students'. Pages
    that are missing count.
    """
    names = {name for books in known.values() for name in books}
    old: dict[str, list[str]] = {}
    for student, made in pages.items():
        folder = Path(course.format_path(course.autograded_directory, student, assignment))
        marks = {page.stem: mark_of(page) for page in made}
        graded = {book.stem for book in folder.glob("*.ipynb")} & names
        mine = known.get(student, {})
        due = {
            name: checksum(folder / f"{name}.ipynb", mine.get(name))
            for name in (marks.keys() - {FIRST}) | graded
        }
        if graded and has_first(mine):
            due[FIRST] = checksum_of_all(folder, mine)
        if wrong := sorted(name for name in due if marks.get(name) != due[name]):
            old[student] = wrong
    return old
