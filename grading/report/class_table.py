"""The table of the class: each student by notebook and by exercise, as a page and as CSV."""

from __future__ import annotations

import csv
import datetime
import io
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from grading.report.findings import Findings
from grading.report.page import TEMPLATES, environment
from grading.report.results import Exercise
from grading.spreadsheet import harmless

MISSING, WAITING = "missing", "waiting"  # what a cell says that has no points
OLDER = "graded by older tests"
SORT = (TEMPLATES / "sort.js").read_text(encoding="utf-8")
SORT_HASH = f"sha256-{b64encode(sha256(SORT.encode()).digest()).decode()}"


@dataclass(frozen=True)
class Cell:
    """What a student has in an exercise, in a notebook, or in all.

    points: those that are known, without what waits for a person. notes: a word or two each.
    """

    points: float
    waits: bool = False
    missing: bool = False
    notes: tuple[str, ...] = ()
    href: str = ""

    @property
    def score(self) -> str:
        """The points, or why there are none yet; never a 0 that stands for something else."""
        if self.missing:
            return MISSING
        return WAITING if self.waits else number(self.points)

    @property
    def sorts(self) -> float:
        """What a column is sorted by: whoever has nothing there comes first or last."""
        return -1.0 if self.missing else self.points


@dataclass(frozen=True)
class Row:
    """A student's line."""

    student: str
    last_name: str
    first_name: str
    late: float  # seconds
    penalty: float  # points off, in all
    total: Cell
    notebooks: list[Cell]
    exercises: list[Cell]

    @property
    def shown(self) -> str:
        """How the student is called; the id where there is no name."""
        return ", ".join(filter(None, (self.last_name, self.first_name))) or self.student

    @property
    def id_shown(self) -> str:
        """The id, where it is not the name."""
        return "" if self.shown == self.student else self.student

    @property
    def waiting(self) -> int:
        """How many answers wait for a person."""
        return sum(cell.waits for cell in self.exercises)

    @property
    def missing(self) -> int:
        """How many notebooks were not handed in."""
        return sum(cell.missing for cell in self.notebooks)

    @property
    def notes(self) -> list[str]:
        """What is to be said of the student, in words."""
        notes = [f"late, {span(self.late)}"] if self.late else []
        notes += [f"{self.penalty:g} points off for it"] if self.penalty else []
        return notes


def number(points: float) -> str:
    """Points as text, without what sums of floats add."""
    return f"{points:.9f}".rstrip("0").rstrip(".")


def span(seconds: float) -> str:
    """A time span in words: "2 days, 3:05:00"."""
    return str(datetime.timedelta(seconds=round(seconds)))


class ClassTable:
    """The lines of all who are in the gradebook, in the order of their names."""

    def __init__(self, findings: Findings, older: Mapping[str, Sequence[str]]) -> None:
        """older: by student the notebooks that other tests have graded than those of now."""
        self.findings, self.grades, self.older = findings, findings.grades, older
        self.exercises = [exercise for exercise in self.grades.exercises if exercise.points]
        order = sorted(
            self.grades.roster,
            key=lambda student: (*map(str.casefold, self.name(student)), student),
        )
        self.rows = [self.row(student) for student in order]
        self.most = sum(self.grades.notebooks.values())

    def name(self, student: str) -> tuple[str, str]:
        """A student's last and first name; the id where there is none."""
        last, first = self.grades.names[student]
        return (last, first) if last or first else (student, "")

    def row(self, student: str) -> Row:
        """A student's line."""
        exercises = [self.exercise(student, exercise) for exercise in self.exercises]
        notebooks = [self.notebook(student, name, exercises) for name in self.grades.notebooks]
        off = sum(self.grades.penalties.get((student, name), 0.0) for name in self.grades.notebooks)
        last, first = self.grades.names[student]
        return Row(
            student, last, first,
            self.grades.late.get(student, 0.0), off,
            Cell(
                sum(cell.points for cell in notebooks),
                waits=any(cell.waits for cell in notebooks),
                missing=all(cell.missing for cell in notebooks),
            ),
            notebooks, exercises,
        )  # fmt: skip

    def exercise(self, student: str, exercise: Exercise) -> Cell:
        """What a student has in an exercise."""
        if (student, exercise.notebook) not in self.findings.handed_in:
            return Cell(0.0, missing=True)
        waits = student in exercise.waiting
        notes = ("no answer",) if not waits and student in self.findings.silent(exercise) else ()
        return Cell(exercise.earned.get(student, 0.0), waits, notes=notes)

    def notebook(self, student: str, name: str, cells: list[Cell]) -> Cell:
        """What a student has in a notebook, its penalty taken off; nobody has less than nothing."""
        key = (student, name)
        if key not in self.findings.handed_in:
            return Cell(0.0, missing=True)
        mine = [
            cell
            for exercise, cell in zip(self.exercises, cells, strict=True)
            if exercise.notebook == name
        ]
        notes = []
        if (entry := self.findings.entries.get(key)) is not None:
            notes += ["could not be read"] if entry.unreadable else []
            notes += ["repaired"] if entry.repaired and not entry.unreadable else []
        notes += [OLDER] if name in self.older.get(student, ()) else []
        points = sum(cell.points for cell in mine if not cell.waits)
        return Cell(
            max(points - self.grades.penalties.get(key, 0.0), 0.0),
            any(cell.waits for cell in mine),
            notes=tuple(notes),
            href=self.findings.files.link(key, self.findings.start),
        )

    def csv(self) -> str:
        """The table as CSV, a line for each student and a column for each exercise.

        A score is empty while it is not final, or of other tests than those of now. In the columns
        of notebooks and exercises stands "waiting" for what a person has yet to grade, and
        "missing" for what was not handed in.
        """
        text = io.StringIO(newline="")
        write = csv.writer(text, lineterminator="\n").writerow
        write(
            ["id", "last_name", "first_name", "score", "max_score", "so_far", "missing", "waiting",
             "late_seconds", "penalty", "repaired", *map(harmless, self.grades.notebooks),
             *(harmless(f"{exercise.notebook}/{exercise.name}") for exercise in self.exercises)]
        )  # fmt: skip
        for row in self.rows:
            final = not (row.total.waits or row.total.missing or self.older.get(row.student))
            repaired = [
                name
                for name, cell in zip(self.grades.notebooks, row.notebooks, strict=True)
                if "repaired" in cell.notes
            ]
            write(
                [harmless(row.student), harmless(row.last_name), harmless(row.first_name),
                 row.total.score if final else "", number(self.most),
                 "" if row.total.missing else number(row.total.points), row.missing, row.waiting,
                 round(row.late), number(row.penalty), harmless(" ".join(repaired)),
                 *(cell.score for cell in (*row.notebooks, *row.exercises))]
            )  # fmt: skip
        return text.getvalue()

    def page(self, assignment: str, made: str) -> str:
        """The table as a page. Its one script, which sorts, is named in the page's policy."""
        return environment().get_template("class.html.j2").render(
            assignment=assignment,
            course=self.grades.course,
            made=made,
            rows=self.rows,
            most=self.most,
            notebooks=self.grades.notebooks,
            exercises=self.exercises,
            groups=[
                (name, sum(exercise.notebook == name for exercise in self.exercises))
                for name in self.grades.notebooks
            ],
            counts=self.counts(),
            script=SORT,
            script_hash=SORT_HASH,
        )  # fmt: skip

    def counts(self) -> dict[str, int]:
        """How many students something is to be said of."""
        return {
            "students": len(self.rows),
            "nothing handed in": some(row.total.missing for row in self.rows),
            "a notebook missing": some(0 < row.missing < len(row.notebooks) for row in self.rows),
            "an answer waiting": some(row.waiting for row in self.rows),
            "late": some(row.late for row in self.rows),
        }


def some(values: Iterable[Any]) -> int:
    """How many of values hold."""
    return sum(bool(value) for value in values)
