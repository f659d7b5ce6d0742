"""Into the gradebook: what nbgrader's own commands save there, many submissions in a transaction.

nbgrader opens the gradebook a dozen times for each submission, and searches all of it for each
cell. Here it is open once, rows are found by the indexes that they have, and what is saved of a
class is saved by a handful of statements. Whatever a person gave is left alone.
"""

from __future__ import annotations

import datetime
import logging
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from nbgrader.api import (
    Assignment,
    Comment,
    Grade,
    Gradebook,
    GradeCell,
    MissingEntry,
    Notebook,
    SolutionCell,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
    TaskCell,
    new_uuid,
)
from sqlalchemy import Table, bindparam, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.sql import Select

from grading.execution import Scores
from grading.late import penalty, seconds_late

GRADE = ("auto_score", "manual_score", "extra_credit", "needs_manual_grade")
Row = dict[str, Any]
Rows = dict[type, defaultdict[str, dict[str, Row]]]  # by kind, paper and cell


@dataclass
class GradedSubmission:
    """A submission that was graded. missing: the notebooks that were not handed in.

    scores: by notebook; before: of notebooks of which what grades them alone has changed, the
    digests by cell of what points were given for before. See grading.execution.Scores.
    """

    student: str
    timestamp: datetime.datetime | None
    missing: Sequence[str] = ()
    scores: dict[str, Scores] = field(default_factory=dict)
    before: dict[str, dict[str, str]] = field(default_factory=dict)


class Recorder:
    """Records the submissions of one assignment.

    late: nbgrader's plug-in that says what is taken off, None: nothing is, nor is it looked at.
    Raises MissingEntry if the gradebook does not know the assignment.
    """

    def __init__(
        self,
        gradebook: Gradebook,
        assignment: str,
        log: logging.Logger,
        late: Any = None,
        create_student: bool = True,
    ) -> None:
        self.gradebook, self.db, self.log = gradebook, gradebook.db, log
        self.name, self.late, self.create_student = assignment, late, create_student
        row = self.db.execute(
            select(Assignment.id, Assignment.duedate).where(Assignment.name == assignment)
        ).first()
        if row is None:
            raise MissingEntry(f"No such assignment: {assignment}")
        self.assignment, self.duedate = row
        books = select(Notebook.id, Notebook.name).where(Notebook.assignment_id == self.assignment)
        self.notebooks = {name: id_ for id_, name in self.db.execute(books)}
        # The cells that have a row in a submission, by notebook: {their names: their ids}.
        self.cells: dict[str, dict[type, dict[str, str]]] = {}
        for book, id_ in self.notebooks.items():
            of_kind = {
                kind: {name: cell for cell, name in self.db.execute(
                    select(kind.id, kind.name).where(kind.notebook_id == id_))}
                for kind in (GradeCell, SolutionCell, TaskCell)
            }  # fmt: skip
            self.cells[book] = {
                Grade: of_kind[GradeCell] | of_kind[TaskCell],
                Comment: of_kind[SolutionCell] | of_kind[TaskCell],
            }
        self.worthless = {
            row.id
            for kind in (GradeCell, TaskCell)
            for row in self.db.execute(
                select(kind.id).where(
                    kind.notebook_id.in_(self.notebooks.values()), kind.max_score == 0
                )
            )
        }
        self.db.rollback()  # nothing is held between two transactions

    def record(self, submissions: Iterable[GradedSubmission]) -> dict[str, str]:
        """Record submissions in one transaction. Returns who could not be recorded, and why.

        Raises SQLAlchemyError, and then none is.
        """
        try:
            failed = self._record({submission.student: submission for submission in submissions})
            self.db.commit()
        except BaseException:
            self.db.rollback()
            raise
        return failed

    def _record(self, submissions: dict[str, GradedSubmission]) -> dict[str, str]:
        changes = _Changes()
        failed = self.know_students(submissions, changes)
        handed = self.submitted(submissions, changes, failed)
        papers: dict[tuple[str, str], Row] = {}  # by student and notebook
        rows: Rows = {Grade: defaultdict(dict), Comment: defaultdict(dict)}
        of = {row["id"]: student for student, row in handed.items()}
        for book in self.notebooks:
            self.read(book, {id_: who for id_, who in of.items() if not changes.is_new(id_)},
                      papers, rows)  # fmt: skip
            self.create(book, {id_: who for id_, who in of.items() if changes.is_new(id_)},
                        papers, rows, changes)  # fmt: skip
        for student, submission in submissions.items():
            if student in failed:
                continue
            try:
                mine = {book: papers[student, book] for book in self.notebooks
                        if (student, book) in papers}  # fmt: skip
                self.save(submission, handed[student], mine, rows, changes)
            except SQLAlchemyError:
                raise
            except Exception as error:  # the course's rule on what is late may raise what it likes
                failed[student] = str(error) or type(error).__name__
        changes.write(self.db)
        return failed

    def know_students(
        self, submissions: Mapping[str, GradedSubmission], changes: _Changes
    ) -> dict[str, str]:
        """Add the students that are not there; those that may not be, with what is to be said."""
        there = {*self.db.execute(select(Student.id).where(Student.id.in_(submissions))).scalars()}
        new = [student for student in submissions if student not in there]
        if not self.create_student:
            failed = {who: f"No student with ID '{who}' exists in the database" for who in new}
            for words in failed.values():
                self.log.error(words)
            return failed
        for student in new:
            changes.insert(Student, {"id": student})
        return {}

    def submitted(
        self,
        submissions: Mapping[str, GradedSubmission],
        changes: _Changes,
        failed: Mapping[str, str],
    ) -> dict[str, Row]:
        """The rows of what was handed in, by student; those that are not there yet are added."""
        kind = SubmittedAssignment
        query = select(kind.id, kind.student_id, kind.timestamp, kind.extension).where(
            kind.assignment_id == self.assignment, kind.student_id.in_(submissions)
        )
        rows = {row["student_id"]: row for row in self.rows(query)}
        for student, submission in submissions.items():
            if student in failed:
                continue
            if student not in rows:
                rows[student] = changes.insert(kind, {
                    "id": new_uuid(), "assignment_id": self.assignment, "student_id": student,
                    "timestamp": None, "extension": None,
                })  # fmt: skip
            if submission.timestamp is not None:
                changes.update(kind, rows[student], timestamp=submission.timestamp)
        return rows

    def rows(self, query: Select[Any]) -> Iterable[Row]:
        """What a query finds."""
        return (dict(row) for row in self.db.execute(query).mappings())

    def read(
        self,
        book: str,
        handed: Mapping[str, str],
        papers: dict[tuple[str, str], Row],
        rows: Rows,
    ) -> None:
        """Read what there is of a notebook. handed: students, by the id of what they handed in."""
        if not handed:
            return
        paper = SubmittedNotebook
        by_id = {}
        for row in self.rows(
            select(paper.id, paper.assignment_id, paper.late_submission_penalty).where(
                paper.notebook_id == self.notebooks[book], paper.assignment_id.in_(handed)
            )
        ):
            papers[handed[row["assignment_id"]], book] = by_id[row["id"]] = row
        for kind, columns in ((Grade, GRADE), (Comment, ("auto_comment",))):
            names = {id_: name for name, id_ in self.cells[book][kind].items()}
            query = select(
                kind.id, kind.cell_id, kind.notebook_id, *(getattr(kind, name) for name in columns)
            ).where(kind.cell_id.in_(names), kind.notebook_id.in_(by_id))  # as the index has them
            for row in self.rows(query):
                rows[kind][row["notebook_id"]][names[row["cell_id"]]] = row

    def create(
        self,
        book: str,
        handed: Mapping[str, str],
        papers: dict[tuple[str, str], Row],
        rows: Rows,
        changes: _Changes,
    ) -> None:
        """Add a notebook, and what there is to be of its cells, to what is new."""
        for id_, student in handed.items():
            paper = changes.insert(SubmittedNotebook, {
                "id": new_uuid(), "notebook_id": self.notebooks[book], "assignment_id": id_,
                "late_submission_penalty": None,
            })  # fmt: skip
            papers[student, book] = paper
            for kind, empty in (
                (Grade, dict.fromkeys(GRADE) | {"needs_manual_grade": True}),
                (Comment, {"auto_comment": None}),
            ):
                rows[kind][paper["id"]] = {
                    name: changes.insert(
                        kind,
                        {"id": new_uuid(), "cell_id": cell, "notebook_id": paper["id"], **empty},
                    )
                    for name, cell in self.cells[book][kind].items()
                }

    def save(
        self,
        submission: GradedSubmission,
        handed: Row,
        papers: Mapping[str, Row],
        rows: Rows,
        changes: _Changes,
    ) -> None:
        """Save a submission's scores, as nbgrader's preprocessors would. Raises MissingEntry if the
        gradebook lacks a row of it, or what the rule on late submissions does, and then nothing of
        it is saved."""
        student = submission.student
        planned: list[tuple[type, Row, Row]] = []
        for book in (*submission.missing, *submission.scores):
            if book not in papers:
                raise MissingEntry(f"No such submitted notebook: {self.name}/{book} for {student}")
        for book in submission.missing:
            nothing = {"auto_score": 0, "needs_manual_grade": False}
            grades = rows[Grade][papers[book]["id"]].values()
            planned += [(Grade, grade, nothing) for grade in grades]
        for book, scores in submission.scores.items():
            known = {kind: rows[kind][papers[book]["id"]] for kind in (Grade, Comment)}
            where = f"{self.name}/{book}"
            for cell, points in scores.points.items():
                if cell not in known[Grade]:
                    raise MissingEntry(f"No such grade: {where}/{cell} for {student}")
                grade = known[Grade][cell]
                waits = grade["manual_score"] is not None or points is None
                same = submission.before.get(book, {}).get(cell) == scores.answers[cell]
                if grade["manual_score"] is not None and same and grade["auto_score"] == points:
                    waits = grade["needs_manual_grade"]
                if grade["cell_id"] in self.worthless and not grade["manual_score"]:
                    waits = False  # an exercise that is not to count
                planned.append((Grade, grade, {"auto_score": points, "needs_manual_grade": waits}))
            for cell, words in scores.comments.items():
                if cell not in known[Comment]:
                    raise MissingEntry(f"No such comment: {where}/{cell} for {student}")
                planned.append((Comment, known[Comment][cell], {"auto_comment": words}))
        if self.late is not None:
            late = seconds_late(handed["timestamp"], self.duedate, handed["extension"])
            to_be = {row["id"]: new for kind, row, new in planned if kind is Grade}
            for book in submission.scores:
                grades = rows[Grade][papers[book]["id"]].values()
                points = sum(score(grade | to_be.get(grade["id"], {})) for grade in grades)
                taken = {"late_submission_penalty": penalty(self.late, student, points, late)}
                planned.append((SubmittedNotebook, papers[book], taken))
        for kind, row, new in planned:
            changes.update(kind, row, **new)


class _Changes:
    """What is to be written of rows that are kept here. A row that is new is written as it is at
    the end."""

    def __init__(self) -> None:
        self.new: dict[type, dict[str, Row]] = {}
        self.changed: dict[type, dict[str, Row]] = {}
        self.ids: set[str] = set()

    def is_new(self, id_: str) -> bool:
        """Whether a row is not in the gradebook yet."""
        return id_ in self.ids

    def insert(self, kind: type, row: Row) -> Row:
        """Add a row."""
        self.new.setdefault(kind, {})[row["id"]] = row
        self.ids.add(row["id"])
        return row

    def update(self, kind: type, row: Row, **values: Any) -> None:
        """Give columns of a row other values."""
        if any(row[name] != value for name, value in values.items()):
            row.update(values)
            if not self.is_new(row["id"]):
                told = {f"new_{name}": value for name, value in values.items()}
                self.changed.setdefault(kind, {}).setdefault(row["id"], {"this": row["id"]})
                self.changed[kind][row["id"]].update(told)

    def write(self, db: Any) -> None:
        """Write all, each kind of row by one statement."""
        for kind in (Student, SubmittedAssignment, SubmittedNotebook, Grade, Comment):
            table: Table = kind.__table__
            if kind in self.new:
                db.execute(table.insert(), [*self.new[kind].values()])
            if kind in self.changed:
                rows = [*self.changed[kind].values()]
                names = [name for name in rows[0] if name != "this"]
                new: dict[str, Any] = {name.removeprefix("new_"): bindparam(name) for name in names}
                db.execute(table.update().where(table.c.id == bindparam("this")).values(new), rows)


def score(grade: Mapping[str, Any]) -> float:
    """What a grade counts, as nbgrader's Grade.score."""
    points = grade["manual_score"] if grade["manual_score"] is not None else grade["auto_score"]
    return 0.0 if points is None else points + (grade["extra_credit"] or 0.0)


def who_waits(gradebook: Gradebook, assignment: str) -> set[str]:
    """The students with answers that a person must grade, or with an extension alone."""
    paper = SubmittedNotebook
    query = (
        select(SubmittedAssignment.student_id)
        .join(paper, paper.assignment_id == SubmittedAssignment.id)
        .join(Grade, Grade.notebook_id == paper.id)
        .join(Notebook, Notebook.id == paper.notebook_id)
        .join(Assignment, Assignment.id == Notebook.assignment_id)
        .where(Assignment.name == assignment, Grade.needs_manual_grade)
    )
    return {*gradebook.db.execute(query).scalars()}


def what_is_recorded(
    gradebook: Gradebook, assignment: str
) -> dict[str, tuple[datetime.datetime | None, set[str]]]:
    """Whose grades the gradebook has: when they handed in, and which notebooks have theirs."""
    paper, submission = SubmittedNotebook, SubmittedAssignment
    ungraded = select(Grade.notebook_id).where(
        Grade.auto_score.is_(None), Grade.manual_score.is_(None), ~Grade.needs_manual_grade
    )
    # Not asked of the database: of a large class some would look through all for each notebook.
    without = {*gradebook.db.execute(ungraded.distinct()).scalars()}
    query = (
        select(paper.id, submission.student_id, submission.timestamp, Notebook.name)
        .join(paper, paper.assignment_id == submission.id)
        .join(Notebook, Notebook.id == paper.notebook_id)
        .join(Assignment, Assignment.id == Notebook.assignment_id)
        .where(Assignment.name == assignment)
    )
    recorded: dict[str, tuple[datetime.datetime | None, set[str]]] = {}
    for its_id, student, timestamp, book in gradebook.db.execute(query):
        if its_id in without:
            continue
        recorded.setdefault(student, (timestamp, set()))[1].add(book)
    return recorded
