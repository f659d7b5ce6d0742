"""The exporters of `nbgrader export --exporter=lms.export.CanvasExporter`, by that name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from nbgrader.api import Gradebook
from nbgrader.plugins import CsvExportPlugin

from grading.gradebook_check import in_words
from lms.canvas import CanvasExporter
from lms.errors import LmsError
from lms.final_grades import (
    NOT_YET,
    NOTHING,
    OLDER,
    UNKNOWN,
    UNREAD,
    WAITS,
    FinalGrades,
    LeftOut,
    Standing,
)
from lms.moodle import MoodleExporter, MoodleWorksheetExporter
from lms.tables import write_csv

__all__ = ["CanvasExporter", "CsvExporter", "MoodleExporter", "MoodleWorksheetExporter"]

# nbgrader's columns, and what became of the submission.
HEADER = [
    "assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email",
    "raw_score", "late_submission_penalty", "score", "max_score", "state",
]  # fmt: skip
STATES = {
    NOT_YET: "not graded yet",
    UNKNOWN: "late penalty not known",
    WAITS: "waiting",
    UNREAD: "unreadable",
    OLDER: "graded by older tests",
}
MISSING = "nothing handed in"
NOT_FINAL = 3  # the exit status where a line has no points, or nobody has a line


class CsvExporter(FinalGrades, CsvExportPlugin):
    """nbgrader's own table, grades.csv, in which no 0 stands for a grade that is not there.

    Who waits for a person, whose file could not be read and who handed in nothing has a line
    without points, which says so in its last column. Exits with 3 if there is any such line, or
    none at all.
    """

    left_out = "without points"

    def export(self, gradebook: Gradebook) -> None:
        """Write the table of all assignments; see the class."""
        target = Path(self.to or "grades.csv")
        left = LeftOut()
        try:
            with in_words(self.parent):
                rows = list(self._rows(gradebook, left))
                write_csv(target, [HEADER, *rows])
        except LmsError as problem:
            self.parent.fail(str(problem))
        self.log.info("%s: %d lines", target, len(rows))
        self.name_left_out(left)
        if not rows:
            self.log.warning(
                "the gradebook has no student or no assignment, so there is nobody in the table."
                " Import the roster, and release the assignment, first."
            )
        if left or not rows:
            self.parent.exit(NOT_FINAL)

    def _rows(self, gradebook: Gradebook, left: LeftOut) -> Iterator[list[object]]:
        """The lines of all assignments; left gets who has one without points."""
        for assignment in self.assignments(gradebook):
            for standing in self.standings(gradebook, assignment):
                student, submission = standing.student, standing.submission
                empty = self._why_not(standing)
                for why, detail in empty.items():
                    detail = f"{assignment.name}: {detail}" if detail else assignment.name
                    left.add(student.id, why, detail)
                penalty = submission.late_submission_penalty if submission else 0.0
                raw = submission.score if submission else 0.0
                of_all = [round(value, 9) for value in (raw, penalty, standing.score)]
                points = ["", "", ""] if empty else of_all
                yield [
                    assignment.name, assignment.duedate,
                    submission.timestamp if submission else None, student.id,
                    student.last_name, student.first_name, student.email, *points,
                    assignment.max_score, _state(standing),
                ]  # fmt: skip

    def _why_not(self, standing: Standing) -> dict[str, str]:
        """Why a line has no points, and what to say of it; empty: it has."""
        if standing.is_missing:
            return {} if self.missing_is_zero else {NOTHING: ""}
        return {why: ", ".join(which) for why, which in self.reasons(standing).items()}


def _state(standing: Standing) -> str:
    """What became of a submission, in the words of the table."""
    if standing.is_missing:
        return MISSING
    said = [": ".join(filter(None, [STATES[why], ", ".join(which)]))
            for why, which in standing.open.items()]  # fmt: skip
    return "; ".join(said) or "final"
