"""Grades that may go out: which are final, how many points they are, and who is left out and why.

An exporter writes one file for each assignment. A person whose grade is not final, or whom the LMS
would not know, gets no line and is named: an LMS takes an empty cell as a grade deleted.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nbgrader.api import Assignment, Gradebook, MissingEntry, Student
from nbgrader.plugins import ExportPlugin
from traitlets import Bool, Dict

from lms.tables import MOST, LmsError, some

WAITS = "waiting for a person to grade"
UNREAD = "with a file that could not be read"
FIRST = {  # what can be done about a reason, in terms of the exporter's name
    WAITS: "; to export what there is: --{}.ungraded=True",
    UNREAD: "; ask for the file again, or export its 0: --{}.unreadable_is_zero=True",
}


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


class LMSExporter(ExportPlugin):
    """What all exporters share: which grades are final, and how many points they are."""

    lms = ""

    points = Dict(
        help="Points that an assignment has in the LMS, where those are not nbgrader's, as "
        "{'module7': 10}. Grades are scaled to them."
    ).tag(config=True)
    columns = Dict(
        help="The LMS's name of an assignment, where it is not nbgrader's, as "
        "{'module7': 'Module 7: sequences'}."
    ).tag(config=True)
    ungraded = Bool(
        False, help="Export people too whose answers still wait for a person to grade them."
    ).tag(config=True)
    unreadable_is_zero = Bool(
        False, help="Export people too of whom a file could not be read, which scored 0."
    ).tag(config=True)
    missing_is_zero = Bool(
        False, help="Export 0 for people without a submission, rather than nothing."
    ).tag(config=True)

    def export(self, gradebook: Gradebook) -> None:
        """Write a file for each assignment; see the class."""
        wanted = [str(name) for name in self.assignment]
        found = [one for one in gradebook.assignments if not wanted or one.name in wanted]
        absent = set(wanted) - {one.name for one in found}
        try:
            if absent:
                raise LmsError(f"no such assignment in the gradebook: {', '.join(sorted(absent))}")
            if self.to and len(found) != 1:
                raise LmsError("--to names one file: name one assignment too, with --assignment")
            for assignment in found:
                self._left: dict[str, list[str]] = {}
                default = self.course / "uploads" / f"{self.lms}-{assignment.name}.csv"
                target = Path(self.to) if self.to else default
                grades = list(self._grades(gradebook, assignment))
                count = self.write(target, assignment, grades)
                self._say_who_is_left_out()
                self.log.info("%s: %d grades of %s", target, count, assignment.name)
        except LmsError as problem:
            self.parent.fail(str(problem))

    def write(self, target: Path, assignment: Assignment, grades: list[Grade]) -> int:
        """Write the LMS's table. Returns how many grades are in it."""
        raise NotImplementedError

    @property
    def course(self) -> Path:
        """The course folder."""
        return Path(self.parent.coursedir.root)

    def leave_out(self, student: str, why: str, detail: str = "") -> None:
        """Note that a student is not in the file; why is the same text for all with one reason."""
        self._left.setdefault(why, []).append(f"{student} ({detail})" if detail else student)

    def _say_who_is_left_out(self) -> None:
        """Name who is not in the file, by reason; first those of whom somebody has to do something.

        Whole lists go to the debug log: people without a submission may be most of a course.
        """
        for why in sorted(self._left, key=lambda why: (why not in FIRST, why != WAITS)):
            everybody = sorted(self._left[why])
            more = FIRST.get(why, "").format(type(self).__name__)
            if len(everybody) > MOST:
                more += "; --log-level=DEBUG names all"
                self.log.debug("not exported, all %s: %s", why, ", ".join(everybody))
            self.log.warning(
                "not exported: %d %s: %s%s", len(everybody), why, some(everybody), more
            )

    def _grades(self, gradebook: Gradebook, assignment: Assignment) -> Iterator[Grade]:
        wanted = [str(name) for name in self.student]
        scale = 1.0
        early = []
        if assignment.name in self.points:
            if not assignment.max_score:
                raise LmsError(f"{assignment.name} has no points in the gradebook to scale from")
            scale = float(self.points[assignment.name]) / assignment.max_score
        for student in gradebook.students:
            if wanted and student.id not in wanted:
                continue
            try:
                submission = gradebook.find_submission(assignment.name, student.id)
            except MissingEntry:
                if self.missing_is_zero:
                    yield Grade(student, 0.0, "no submission")
                else:
                    self.leave_out(student.id, f"without a submission of {assignment.name}")
                continue
            books = sorted(submission.notebooks, key=lambda book: book.name)
            waiting = [book.name for book in books if book.needs_manual_grade]
            # Points above 0 are a person's, who has looked at the file.
            unread = [
                book.name
                for book in books
                if not book.score and self._unreadable(assignment.name, student.id, book.name)
            ]
            reasons = {
                UNREAD: [] if self.unreadable_is_zero else unread,
                WAITS: [] if self.ungraded else waiting,
            }
            for why, which in reasons.items():
                if which:
                    self.leave_out(student.id, why, ", ".join(which))
            if any(reasons.values()):
                continue
            if waiting:
                early.append(student.id)
            penalty = submission.late_submission_penalty
            words = [f"{book.name} {book.score:g}/{book.max_score:g}" for book in books]
            words += [f"late {-penalty:g}"] if penalty else []
            points = max(0.0, submission.score - penalty) * scale
            yield Grade(student, points, "; ".join(words))
        if early:
            self.log.warning(
                "exported before a person graded: %d: %s", len(early), some(sorted(early))
            )

    def _unreadable(self, assignment: str, student: str, notebook: str) -> bool:
        """Whether the grading engine could not read a file; it says so in the notebook it made."""
        coursedir = self.parent.coursedir
        folder = coursedir.format_path(coursedir.autograded_directory, student, assignment)
        try:
            data = (Path(folder) / f"{notebook}.ipynb").read_bytes()
            if b'"unreadable"' not in data:
                return False
            return bool(json.loads(data)["metadata"].get("grading", {}).get("unreadable"))
        except (OSError, ValueError):
            return False
