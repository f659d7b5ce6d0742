"""What there is to report of an assignment: read from the gradebook, the logs and the course folder.

Student ids, names and messages are text as submissions gave it, to be escaped wherever it is shown.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

from nbgrader.api import (
    Comment,
    Grade,
    Gradebook,
    GradeCell,
    Notebook,
    SolutionCell,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
    TaskCell,
)
from nbgrader.coursedir import CourseDirectory

UNANSWERED = "No response."  # nbgrader's comment on a solution cell that is as it was released


@dataclass
class Exercise:
    """A solution cell and the tests behind it, or a written answer, and what each student got."""

    notebook: str
    name: str
    written: bool
    points: float = 0.0
    tests: list[str] = field(default_factory=list)
    earned: dict[str, float] = field(default_factory=dict)  # points, by student
    waiting: set[str] = field(default_factory=set)  # students whose answer waits for a person
    unanswered: set[str] = field(default_factory=set)  # students whose cell is as released


@dataclass
class Grades:
    """What the gradebook knows of an assignment."""

    course: str
    due: str
    roster: dict[str, str]  # student -> name to show, all in the gradebook
    submitted: list[str]  # students with a submission
    stamps: list[Any]  # when they were handed in, as far as known
    notebooks: dict[str, float]  # notebook -> points
    exercises: list[Exercise]
    touched: set[tuple[str, str]]  # (student, notebook) that must have been handed in
    penalties: dict[str, float]  # student -> points off for being late


def read_gradebook(gradebook: Gradebook, name: str) -> Grades:
    """Read what the gradebook knows of the assignment called name, in a handful of queries.

    Raises nbgrader's MissingEntry where there is no such assignment.
    """
    assignment = gradebook.find_assignment(name)
    db = gradebook.db
    roster = {
        student: shown_name(student, first, last)
        for student, first, last in db.query(Student.id, Student.first_name, Student.last_name)
    }
    found = db.query(Notebook.id, Notebook.name).filter(Notebook.assignment_id == assignment.id)
    books = {book: called for book, called in found.order_by(Notebook.name)}  # noqa: C416
    solutions: dict[str, set[str]] = {book: set() for book in books}
    names = {}  # of cells, by id
    for cell, called, book in db.query(
        SolutionCell.id, SolutionCell.name, SolutionCell.notebook_id
    ).filter(SolutionCell.notebook_id.in_(books)):
        solutions[book].add(called)
        names[cell] = (book, called)
    exercises: dict[tuple[str, str], Exercise] = {}
    owner = {}  # the exercise of each graded cell, by the cell's id
    for kind in (GradeCell, TaskCell):
        for cell, called, book, points in db.query(
            kind.id, kind.name, kind.notebook_id, kind.max_score
        ).filter(kind.notebook_id.in_(books)):
            written = kind is TaskCell or called in solutions[book]
            key = (book, called if written else exercise_of(called, solutions[book]))
            exercise = exercises.setdefault(key, Exercise(books[book], key[1], written))
            exercise.written = exercise.written or written
            exercise.points += points
            exercise.tests.append(called)
            owner[cell] = exercise

    submissions = (
        db.query(SubmittedAssignment.id, SubmittedAssignment.student_id,
                 SubmittedAssignment.timestamp)
        .filter(SubmittedAssignment.assignment_id == assignment.id)
        .order_by(SubmittedAssignment.student_id)
        .all()
    )  # fmt: skip
    students = {submission: student for submission, student, _ in submissions}
    papers, penalties = {}, dict.fromkeys(students.values(), 0.0)
    for paper, submission, book, penalty in (
        db.query(SubmittedNotebook.id, SubmittedNotebook.assignment_id,
                 SubmittedNotebook.notebook_id, SubmittedNotebook.late_submission_penalty)
        .filter(SubmittedNotebook.notebook_id.in_(books))
    ):  # fmt: skip
        papers[paper] = (students[submission], books[book])
        penalties[students[submission]] += penalty or 0.0
    touched = set()
    for paper, cell, score, waits in (
        db.query(Grade.notebook_id, Grade.cell_id, Grade.score, Grade.needs_manual_grade)
        .join(SubmittedNotebook, SubmittedNotebook.id == Grade.notebook_id)
        .filter(SubmittedNotebook.notebook_id.in_(books))
    ):  # fmt: skip
        if cell not in owner:
            continue
        student, exercise = papers[paper][0], owner[cell]
        exercise.earned[student] = exercise.earned.get(student, 0.0) + score
        if waits:
            exercise.waiting.add(student)
        if score or waits:
            touched.add(papers[paper])
    for paper, cell in (
        db.query(Comment.notebook_id, Comment.cell_id)
        .join(SubmittedNotebook, SubmittedNotebook.id == Comment.notebook_id)
        .filter(SubmittedNotebook.notebook_id.in_(books), Comment.auto_comment == UNANSWERED)
    ):
        touched.add(papers[paper])
        if cell in names and names[cell] in exercises:
            exercises[names[cell]].unanswered.add(papers[paper][0])
    points = dict.fromkeys(books.values(), 0.0)
    for exercise in exercises.values():
        points[exercise.notebook] += exercise.points
    return Grades(
        course=assignment.course_id,
        due=f"{assignment.duedate:%Y-%m-%d %H:%M} UTC" if assignment.duedate else "",
        roster=roster,
        submitted=list(students.values()),
        stamps=sorted(stamp for _, _, stamp in submissions if stamp),
        notebooks=points,
        exercises=sorted(exercises.values(), key=lambda one: (one.notebook, one.name)),
        touched=touched,
        penalties={student: off for student, off in penalties.items() if off},
    )


def shown_name(student: str, first: str | None, last: str | None) -> str:
    """How a student is called on the page."""
    name = " ".join(part for part in (first, last) if part)
    return f"{name} ({student})" if name else student


def exercise_of(test: str, solutions: Iterable[str]) -> str:
    """The exercise to which a test belongs: test_NAME or test_NAME_ASPECT, of the longest NAME."""
    bare = test.removeprefix("test_")
    fitting = [name for name in solutions if bare == name or bare.startswith(f"{name}_")]
    return max(fitting, key=len, default=bare)


@dataclass(frozen=True)
class Entry:
    """What the newest grading run said of a notebook."""

    outcomes: dict[str, str]
    messages: dict[str, str]
    repaired: list[str]
    notes: list[str]
    unreadable: str
    seconds: dict[str, float]
    peaks: dict[str, float]  # megabytes, by process
    sandboxed: bool


@dataclass
class Logs:
    """What the logs of grading runs say of an assignment."""

    entries: dict[tuple[str, str], Entry] = field(default_factory=dict)  # (student, notebook)
    order: dict[tuple[str, str], int] = field(default_factory=dict)  # place of (notebook, test)
    runs: int = 0
    newest: float = 0.0  # seconds since the epoch
    broken: int = 0  # lines that could not be read


def read_logs(folder: Path, assignment: str) -> Logs:
    """Read all logs in a folder. Of a notebook that several runs have logged, the newest counts."""
    logs = Logs()
    for path in sorted(folder.glob("*.jsonl"), key=age):
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
        found = False
        for line in filter(str.strip, lines):
            try:
                told = json.loads(line)
                if told["assignment"] != assignment:
                    continue
                key = (told["student"], told["notebook"])
                logs.entries[key] = entry = read_entry(told)
            except (ValueError, KeyError, TypeError, AttributeError):
                logs.broken += 1  # a run that was killed may leave half a line
                continue
            found = True
            for place, test in enumerate(entry.outcomes):
                logs.order[told["notebook"], test] = place
        if found:
            logs.runs += 1
            logs.newest = max(logs.newest, path.stat().st_mtime)
    return logs


def age(path: Path) -> tuple[str, int]:
    """What sorts logs from the oldest to the newest: the second of the start, then the end."""
    stamp = path.stem.removeprefix("autograde-").split("-")[0]
    return stamp, path.stat().st_mtime_ns


def read_entry(told: dict[str, Any]) -> Entry:
    """A line of a log. Raises KeyError, TypeError, ValueError or AttributeError if malformed."""
    return Entry(
        outcomes={str(test): str(outcome) for test, outcome in told["outcomes"].items()},
        messages={str(test): str(said) for test, said in told.get("messages", {}).items()},
        repaired=[str(note) for note in told.get("repaired") or []],
        notes=[str(note) for note in told.get("notes") or []],
        unreadable=str(told.get("unreadable") or ""),
        seconds={name: float(spent) for name, spent in told.get("seconds", {}).items()},
        peaks={
            name: float(used["peak"])
            for name, used in told.get("processes", {}).items()
            if used and used.get("peak") is not None
        },
        sandboxed=bool(told.get("sandboxed", True)),
    )


class Files:
    """The notebooks and pages of an assignment that lie in the course folder, and links to them."""

    def __init__(self, coursedir: CourseDirectory, assignment: str, students: Iterable[str]):
        self.pages = dict(self.find(coursedir, "feedback", assignment, students, ".html"))
        self.notebooks = dict(self.find(coursedir, "autograded", assignment, students, ".ipynb"))
        self.submitted = dict(self.find(coursedir, "submitted", assignment, students, ".ipynb"))

    @staticmethod
    def find(
        coursedir: CourseDirectory, step: str, assignment: str, students: Iterable[str], suffix: str
    ) -> Iterator[tuple[tuple[str, str], str]]:
        """Yields ((student, notebook), path) of the files of a step of nbgrader."""
        folder = getattr(coursedir, f"{step}_directory")
        for student in students:
            try:
                with os.scandir(coursedir.format_path(folder, student, assignment)) as entries:
                    for entry in entries:
                        stem, kind = os.path.splitext(entry.name)
                        if kind == suffix and entry.is_file():
                            yield (student, stem), entry.path
            except OSError:
                continue  # nothing of this student

    def link(self, key: tuple[str, str], start: Path) -> str:
        """The address, relative to a folder, of a notebook's feedback page, or else of itself.

        Empty where there is neither.
        """
        path = self.pages.get(key) or self.notebooks.get(key)
        return quote(os.path.relpath(path, start)) if path else ""
