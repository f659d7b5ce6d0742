"""Grades that may go out: which are final, how many points they are, and who is left out and why.

One rule for all ways out, grades and pages: what waits for a person, or could not be read, is no
final grade. It is held back or marked, and said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from nbgrader.api import Assignment, Gradebook, MissingEntry, Student, SubmittedAssignment
from nbgrader.plugins import ExportPlugin
from traitlets import Bool, Dict

from grading.gradebook_check import in_words, reach
from grading.late import assign_penalties
from grading.sharing import share
from grading.submission import (
    graded_by_older_tests,
    handed_in,
    handed_in_since,
    note_of,
    only_extended,
)
from lms.errors import LmsError
from lms.people import Roster
from lms.tables import MOST, some

WAITS = "waiting for a person to grade"
UNREAD = "with a file that could not be read"
OLDER = "graded by other tests or points than those of now"
NOT_YET = "who handed in what has not been graded yet"
UNKNOWN = "whose late penalty could not be worked out"
NOTHING = "who handed in nothing"
# What can be done about a reason, in terms of the exporter's name.
FIRST = {
    OLDER: "; first grade again, python -m grading autograde, which keeps what a person gave",
    NOT_YET: "; first grade, python -m grading autograde",
    UNKNOWN: "; mend the late policy that nbgrader_config.py names, and export again",
    WAITS: "; to export what there is: --{}.ungraded=True",
    UNREAD: "; ask for the file again, or export its 0: --{}.unreadable_is_zero=True",
    NOTHING: "; to write 0 for them: --{}.missing_is_zero=True",
}


@dataclass(frozen=True)
class Standing:
    """How far a student's submission is graded. Without one, submission is None."""

    student: Student
    submission: SubmittedAssignment | None = None
    # The notebooks that wait for a person (WAITS), scored 0 unread (UNREAD), whose score is of
    # tests that have changed since (OLDER), or that were handed in since (NOT_YET).
    open: Mapping[str, list[str]] = field(default_factory=dict)

    @property
    def is_missing(self) -> bool:
        """Whether nothing was handed in."""
        return self.submission is None and not self.open

    @property
    def score(self) -> float:
        """Points, a late penalty taken off; none below 0, and none without a submission."""
        if self.submission is None:
            return 0.0
        return max(0.0, self.submission.score - self.submission.late_submission_penalty)


def standings(course: Any, gradebook: Gradebook, assignment: str) -> Iterator[Standing]:
    """How all students of the gradebook stand. course is nbgrader's CourseDirectory."""
    students = [student.id for student in gradebook.students]
    older = graded_by_older_tests(course, assignment, students)
    absent = only_extended(course, gradebook, assignment)
    for student in gradebook.students:
        try:
            submission = gradebook.find_submission(assignment, student.id)
        except MissingEntry:
            submission = None
        if submission is None or student.id in absent:
            there = handed_in(course, assignment, student.id)
            yield Standing(student, open={NOT_YET: there} if there else {})
            continue
        books = sorted(submission.notebooks, key=lambda book: book.name)
        # Points above 0 are a person's, who has looked at the file.
        reasons = {
            UNREAD: [
                book.name
                for book in books
                if not book.score and _unreadable(course, assignment, student.id, book.name)
            ],
            WAITS: [book.name for book in books if book.needs_manual_grade],
            OLDER: older.get(student.id, []),
            NOT_YET: handed_in_since(course, assignment, student.id, [book.name for book in books]),
        }
        yield Standing(student, submission, {why: which for why, which in reasons.items() if which})


def _unreadable(course: Any, assignment: str, student: str, notebook: str) -> bool:
    """Whether the grading engine could not read a file; it says so in the notebook it made."""
    folder = course.format_path(course.autograded_directory, student, assignment)
    return bool(note_of(Path(folder, f"{notebook}.ipynb")).get("unreadable"))


@dataclass(frozen=True)
class Grade:
    """A student's final grade of an assignment, in points of the LMS."""

    student: Student
    points: float
    words: str

    @property
    def text(self) -> str:
        """The points with at most two decimals and a decimal point, as an LMS reads them."""
        return f"{self.points:.2f}".rstrip("0").rstrip(".")


class LeftOut(defaultdict[str, list[str]]):
    """Who gets no grade, by reason; a reason is the same text for all who have it."""

    def __init__(self) -> None:
        """Nobody."""
        super().__init__(list)

    def add(self, student: str, why: str, detail: str = "") -> None:
        """Add a student."""
        self[why].append(f"{student} ({detail})" if detail else student)


@dataclass(frozen=True)
class Export:
    """What is to be written of an assignment, and what a table's people are told by."""

    assignment: Assignment
    grades: list[Grade]
    roster: Roster
    left: LeftOut


class FinalGrades(ExportPlugin):
    """What all exporters share: whose grades are final, and what else may go out."""

    left_out = "not exported"  # what becomes of others, in the words of the log

    def __init__(self, **kwargs: Any) -> None:
        """See the class. nbgrader's command opens the gradebook next, and says nothing in words."""
        super().__init__(**kwargs)
        with in_words(self.parent):
            reach(self.parent.coursedir.db_url)

    ungraded = Bool(
        False, help="Export people too whose answers still wait for a person to grade them."
    ).tag(config=True)
    unreadable_is_zero = Bool(
        False, help="Export people too of whom a file could not be read, which scored 0."
    ).tag(config=True)
    missing_is_zero = Bool(
        False, help="Export 0 for people without a submission, rather than nothing."
    ).tag(config=True)

    def assignments(self, gradebook: Gradebook) -> list[Assignment]:
        """The assignments to export. Raises LmsError if one is not in the gradebook."""
        share(self.parent.coursedir)
        wanted = [str(name) for name in self.assignment]
        assignments = [
            assignment
            for assignment in gradebook.assignments
            if not wanted or assignment.name in wanted
        ]
        if absent := set(wanted) - {assignment.name for assignment in assignments}:
            raise LmsError(f"no such assignment in the gradebook: {', '.join(sorted(absent))}")
        return assignments

    def standings(self, gradebook: Gradebook, assignment: Assignment) -> Iterator[Standing]:
        """How the students stand who are to be exported."""
        wanted = [str(name) for name in self.student]
        penalties = assign_penalties(gradebook, assignment.name, self.parent)
        if penalties.changed:
            self.log.info("late penalties worked out anew: %s", some(penalties.changed))
        for standing in standings(self.parent.coursedir, gradebook, assignment.name):
            if wanted and standing.student.id not in wanted:
                continue
            if standing.student.id in penalties.failed:
                standing = replace(standing, open={**standing.open, UNKNOWN: []})
            yield standing

    def reasons(self, standing: Standing) -> dict[str, list[str]]:
        """Why a grade may not go out, and the notebooks; empty: it may."""
        allowed = {UNREAD: self.unreadable_is_zero, WAITS: self.ungraded}
        return {why: which for why, which in standing.open.items() if not allowed.get(why)}

    def name_left_out(self, left: Mapping[str, list[str]]) -> None:
        """Name who is left out, by reason; first those of whom somebody has to do something.

        Whole lists go to the debug log: people without a submission may be most of a course.
        """
        for why in sorted(left, key=lambda why: (why not in FIRST, why != WAITS)):
            everybody = sorted(left[why])
            more = FIRST.get(why, "").format(type(self).__name__)
            if len(everybody) > MOST:
                more += "; --log-level=DEBUG names all"
                self.log.debug("%s, all %s: %s", self.left_out, why, ", ".join(everybody))
            count, named = len(everybody), some(everybody)
            self.log.warning("%s: %d %s: %s%s", self.left_out, count, why, named, more)


class LMSExporter(FinalGrades):
    """An LMS's table of grades. A person without a final grade, or whom it would not know, gets no
    line and is named: an LMS takes an empty cell as a grade deleted.
    """

    lms = ""

    points = Dict(
        help="Points that an assignment has in the LMS, where those are not nbgrader's, as "
        "{'module7': 10}. Grades are scaled to them."
    ).tag(config=True)
    columns = Dict(
        help="The LMS's name of an assignment, where it is not nbgrader's, as "
        "{'module7': 'Module 7: sequences'}."
    ).tag(config=True)

    def export(self, gradebook: Gradebook) -> None:
        """Write a file for each assignment; of several, one that fails stops no other."""
        try:
            with in_words(self.parent):
                self._export_all(gradebook)
        except LmsError as problem:
            self.parent.fail(str(problem))

    def _export_all(self, gradebook: Gradebook) -> None:
        """See export. Raises LmsError."""
        failed = []
        assignments = self.assignments(gradebook)
        if self.to and len(assignments) != 1:
            raise LmsError("--to names one file: name one assignment too, with --assignment")
        roster = Roster.of(gradebook, {})
        for assignment in assignments:
            try:
                self._export(gradebook, assignment, roster)
            except LmsError as problem:
                if len(assignments) == 1:
                    raise
                self.log.error("%s", problem)
                failed.append(assignment.name)
        if failed:
            raise LmsError(
                f"not exported: {', '.join(failed)}, {len(failed)} of {len(assignments)}"
                " assignments, see above; --assignment=NAME exports one alone"
            )

    def _export(self, gradebook: Gradebook, assignment: Assignment, roster: Roster) -> None:
        """Write the file of an assignment. Raises LmsError."""
        left = LeftOut()
        default = self.course / "uploads" / f"{self.lms}-{assignment.name}.csv"
        target = Path(self.to) if self.to else default
        grades = list(self._grades(gradebook, assignment, left))
        count = self.write(target, Export(assignment, grades, roster, left))
        self.name_left_out(left)
        self.log.info("%s: %d grades of %s", target, count, assignment.name)

    def write(self, target: Path, export: Export) -> int:
        """Write the LMS's table. Returns how many grades are in it."""
        raise NotImplementedError

    @property
    def course(self) -> Path:
        """The course folder."""
        return Path(self.parent.coursedir.root)

    def _grades(
        self, gradebook: Gradebook, assignment: Assignment, left: LeftOut
    ) -> Iterator[Grade]:
        scale = 1.0
        early = []
        if assignment.name in self.points:
            if not assignment.max_score:
                raise LmsError(f"{assignment.name} has no points in the gradebook to scale from")
            scale = float(self.points[assignment.name]) / assignment.max_score
        for standing in self.standings(gradebook, assignment):
            student, submission = standing.student, standing.submission
            if reasons := self.reasons(standing):
                for why, which in reasons.items():
                    left.add(student.id, why, ", ".join(which))
                continue
            if submission is None:
                if self.missing_is_zero:
                    yield Grade(student, 0.0, "no submission")
                else:
                    left.add(student.id, f"without a submission of {assignment.name}")
                continue
            if WAITS in standing.open:
                early.append(student.id)
            books = sorted(submission.notebooks, key=lambda book: book.name)
            penalty = submission.late_submission_penalty
            words = [f"{book.name} {book.score:g}/{book.max_score:g}" for book in books]
            words += [f"late {-penalty:g}"] if penalty else []
            yield Grade(student, standing.score * scale, "; ".join(words))
        if early:
            self.log.warning(
                "exported before a person graded: %d: %s", len(early), some(sorted(early))
            )
