"""What became of an assignment, read from the gradebook, the logs and the course folder.

Student ids, names and messages are text as submissions gave it, to be escaped where it is shown.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
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

from grading.exercises import exercise_of
from grading.log import LogEntry
from grading.submission import only_extended

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
    names: dict[str, tuple[str, str]]  # student -> last and first name, as far as known
    notebooks: dict[str, float]  # notebook -> points
    exercises: list[Exercise]
    submitted: list[str] = field(default_factory=list)  # students with a submission
    stamps: list[datetime] = field(default_factory=list)  # when it came, as far as known; UTC
    touched: set[tuple[str, str]] = field(default_factory=set)  # (student, notebook) handed in
    late: dict[str, float] = field(default_factory=dict)  # student -> seconds after the due date
    # (student, notebook) -> points off, for late
    penalties: dict[tuple[str, str], float] = field(default_factory=dict)
    flagged: set[tuple[str, str]] = field(default_factory=set)  # (student, notebook)


def read_gradebook(gradebook: Gradebook, coursedir: CourseDirectory, name: str) -> Grades:
    """Read what the gradebook knows of the assignment called name, in a handful of queries.

    coursedir tells who has an extension and handed in nothing. Raises nbgrader's MissingEntry
    where there is no such assignment.
    """
    assignment = gradebook.find_assignment(name)
    db = gradebook.db
    people = db.query(Student.id, Student.first_name, Student.last_name).all()
    rows = db.query(Notebook.id, Notebook.name).filter(Notebook.assignment_id == assignment.id)
    books = {book: called for book, called in rows.order_by(Notebook.name)}  # noqa: C416
    exercises, owners = read_exercises(db, books)
    points = dict.fromkeys(books.values(), 0.0)
    for exercise in exercises:
        points[exercise.notebook] += exercise.points
    grades = Grades(
        course=assignment.course_id,
        due=f"{assignment.duedate:%Y-%m-%d %H:%M} UTC" if assignment.duedate else "",
        roster={student: shown_name(student, first, last) for student, first, last in people},
        names={student: (last or "", first or "") for student, first, last in people},
        notebooks=points,
        exercises=exercises,
    )

    submission, paper = SubmittedAssignment, SubmittedNotebook
    absent = only_extended(coursedir, gradebook, name)
    papers = {}  # (student, notebook) of each submitted notebook, by its id
    for student, stamp, extension in (
        db.query(submission.student_id, submission.timestamp, submission.extension)
        .filter(submission.assignment_id == assignment.id)
        .order_by(submission.student_id)
    ):
        if student in absent:
            continue
        grades.submitted.append(student)
        if stamp:
            grades.stamps.append(stamp)
        if stamp and assignment.duedate:
            over = stamp - assignment.duedate - (extension or timedelta())
            if over > timedelta():
                grades.late[student] = over.total_seconds()
    for id_, student, book, penalty, flagged in (
        db.query(paper.id, submission.student_id, paper.notebook_id,
                 paper.late_submission_penalty, paper.flagged)
        .join(submission, submission.id == paper.assignment_id)
        .filter(submission.assignment_id == assignment.id)
    ):  # fmt: skip
        if student in absent:
            continue
        papers[id_] = key = (student, books[book])
        if penalty:
            grades.penalties[key] = penalty
        if flagged:
            grades.flagged.add(key)
    mine = paper.notebook_id.in_(books)
    for id_, cell, score, waits in (
        db.query(Grade.notebook_id, Grade.cell_id, Grade.score, Grade.needs_manual_grade)
        .join(paper, paper.id == Grade.notebook_id)
        .filter(mine)
    ):
        if id_ in papers and cell in owners:
            student, exercise = papers[id_][0], owners[cell]
            exercise.earned[student] = exercise.earned.get(student, 0.0) + score
            if waits:
                exercise.waiting.add(student)
            if score or waits:
                grades.touched.add(papers[id_])
    for id_, cell in (
        db.query(Comment.notebook_id, Comment.cell_id)
        .join(paper, paper.id == Comment.notebook_id)
        .filter(mine, Comment.auto_comment == UNANSWERED)
    ):
        if id_ in papers:
            grades.touched.add(papers[id_])
            if cell in owners:
                owners[cell].unanswered.add(papers[id_][0])
    return grades


def read_exercises(db: Any, books: dict[str, str]) -> tuple[list[Exercise], dict[str, Exercise]]:
    """The exercises of notebooks (id -> name), and to which each of their cells (id) belongs."""
    solutions: dict[str, dict[str, str]] = {book: {} for book in books}
    exercises: dict[tuple[str, str], Exercise] = {}
    owners = {}
    for cell, called, book in db.query(
        SolutionCell.id, SolutionCell.name, SolutionCell.notebook_id
    ).filter(SolutionCell.notebook_id.in_(books)):
        solutions[book][called] = cell
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
            owners[cell] = exercise
    for (book, called), exercise in exercises.items():
        if called in solutions[book]:
            owners[solutions[book][called]] = exercise
    return sorted(
        exercises.values(), key=lambda exercise: (exercise.notebook, exercise.name)
    ), owners


def shown_name(student: str, first: str | None, last: str | None) -> str:
    """How a student is called on the page."""
    name = " ".join(part for part in (first, last) if part)
    return f"{name} ({student})" if name else student


@dataclass
class Logs:
    """What the logs of grading runs say of an assignment."""

    entries: dict[tuple[str, str], LogEntry] = field(default_factory=dict)  # (student, notebook)
    order: dict[tuple[str, str], int] = field(default_factory=dict)  # place of (notebook, test)
    runs: int = 0
    newest: float = 0.0  # seconds since the epoch
    broken: int = 0  # lines that could not be read


def read_logs(folder: Path, assignment: str) -> Logs:
    """Read all logs in a folder. Of a notebook that several runs have logged, the newest counts."""
    logs = Logs()
    for path in sorted(folder.glob("*.jsonl"), key=age):
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
        any_of_it = False
        for line in filter(str.strip, lines):
            try:
                entry = LogEntry.from_json(line)
            except ValueError:
                logs.broken += 1  # a run that was killed may leave half a line
                continue
            if entry.assignment != assignment:
                continue
            logs.entries[entry.student, entry.notebook] = entry
            any_of_it = True
            for place, test in enumerate(entry.outcomes):
                logs.order[entry.notebook, test] = place
        if any_of_it:
            logs.runs += 1
            logs.newest = max(logs.newest, path.stat().st_mtime)
    return logs


def age(path: Path) -> tuple[str, int]:
    """What sorts logs from the oldest to the newest: the second of the start, then the end."""
    stamp = path.stem.removeprefix("autograde-").split("-")[0]
    return stamp, path.stat().st_mtime_ns


@dataclass
class Answers:
    """What an autograded notebook has in its answers, by the name of the cell."""

    texts: dict[str, str] = field(default_factory=dict)
    stops: dict[str, str] = field(default_factory=dict)  # the error with which it stopped, if any
    pictures: dict[str, dict[str, Any]] = field(default_factory=dict)  # its attachments


def read_answers(path: str) -> Answers:
    """The answers in an autograded notebook; none in a file that is not what grading wrote.

    An answer that says itself that it is not written yet does not count as stopped.
    """
    answers = Answers()
    try:
        for cell in json.loads(Path(path).read_text(encoding="utf-8"))["cells"]:
            flags = cell.get("metadata", {}).get("nbgrader", {})
            if not flags.get("solution") and not flags.get("task"):
                continue
            source = cell.get("source", "")
            answers.texts[flags["grade_id"]] = "".join(source)
            answers.pictures[flags["grade_id"]] = cell.get("attachments") or {}
            for output in cell.get("outputs", []):
                if output["output_type"] == "error" and output["ename"] != "NotImplementedError":
                    answers.stops[flags["grade_id"]] = f"{output['ename']}: {output['evalue']}"
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Answers()
    return answers


class CourseFiles:
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
        return quote(os.fsencode(os.path.relpath(path, start))) if path else ""
