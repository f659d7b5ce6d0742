"""Grades for an LMS: the exporters of `nbgrader export --exporter=lms.export.CanvasExporter`.

Each writes one file for each assignment. A person whose grade is not final, or whom the LMS would
not know, gets no line and is named: an LMS takes an empty cell as a grade deleted.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbgrader.api import Assignment, Gradebook, MissingEntry, Student
from nbgrader.plugins import ExportPlugin
from traitlets import Bool, Dict, Unicode

from lms.names import key
from lms.roster import Person, people
from lms.tables import MOST, LmsError, read_csv, some, write_csv

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
        """The points with at most two decimals and a decimal point, as both LMS's read them."""
        return f"{self.points:.2f}".rstrip("0").rstrip(".")


class LMSExporter(ExportPlugin):
    """What both exporters share: which grades are final, and how many points they are."""

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


class CanvasExporter(LMSExporter):
    """Canvas's gradebook import.

    Canvas's own gradebook export, kept by `python -m lms roster canvas FILE`, gives the columns of
    the students and the id of the assignment.
    """

    lms = "canvas"
    gradebook = Unicode(
        "downloaded/canvas.csv", help="Canvas's gradebook export, in the course folder."
    ).tag(config=True)

    def write(self, target: Path, assignment: Assignment, grades: list[Grade]) -> int:
        """Write the table; see LMSExporter."""
        template = self.course / self.gradebook
        of: dict[str, Grade] = {}
        for grade in grades:
            identity, student = grade.student.lms_user_id, grade.student.id
            if not identity:
                self.leave_out(
                    student, "without lms_user_id in the gradebook, by which Canvas knows people"
                )
            elif identity in of:
                raise LmsError(
                    f"{of[identity].student.id} and {student} both have the id {identity}"
                )
            else:
                of[identity] = grade
        if not template.exists():
            self.log.warning(
                "%s is not there: Canvas will know people by their id and %s by its title alone."
                " Better: python -m lms roster canvas FILE, with Canvas's gradebook export",
                template, assignment.name,
            )  # fmt: skip
            head = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"]
            title = self.columns.get(assignment.name, assignment.name)
            most = self.points.get(assignment.name, assignment.max_score)
            lines = [
                [f"{grade.student.last_name or ''}, {grade.student.first_name or ''}",
                 identity, "", grade.student.id, ""]
                for identity, grade in of.items() if re.fullmatch(r"\d+", identity)
            ]  # fmt: skip
        else:
            rows = read_csv(template)
            if "Section" not in rows[0] or "ID" not in rows[0]:
                raise LmsError(f"{template}: not Canvas's gradebook export: no ID, no Section")
            width = rows[0].index("Section") + 1
            head, at = rows[0][:width], self._column(rows[0], width, assignment.name, template)
            title = rows[0][at]
            most = self._points(rows, at, assignment, template)
            lines = [row[:width] for row in rows[1:] if len(row) >= width]
        where = head.index("ID")
        blank = [""] * (len(head) - 1)
        table: list[list[Any]] = [[*head, title], ["    Points Possible", *blank, f"{most:g}"]]
        done = set()
        for row in lines:
            identity = row[where].strip()
            if identity in of and identity not in done:
                table.append([*row, of[identity].text])
                done.add(identity)
        for identity in of.keys() - done:
            self.leave_out(
                of[identity].student.id, f"whose id is not in {self.gradebook}", identity
            )
        write_csv(target, table)
        return len(done)

    def _column(self, header: list[str], width: int, name: str, template: Path) -> int:
        """Which column is the assignment's: TITLE (ID) with its title."""
        title = self.columns.get(name, name)
        candidates = {}
        for at, cell in enumerate(header[width:], width):
            if match := re.fullmatch(r"(.*) \(\d+\)", cell):
                candidates[at] = match[1]
        found = [at for at, cell in candidates.items() if title in (cell, header[at])]
        found = found or [at for at, cell in candidates.items() if key(cell) == key(title)]
        if len(found) == 1:
            return found[0]
        said = "several assignments are" if found else "no assignment is"
        raise LmsError(
            f"{template}: {said} named {title!r}. Name one in c.CanvasExporter.columns ="
            f" {{{name!r}: ...}}: {', '.join(header[at] for at in candidates) or 'it has none'}"
        )

    def _points(
        self, rows: list[list[str]], at: int, assignment: Assignment, template: Path
    ) -> float:
        """The points of the column, which the grades must be in."""
        row = next((row for row in rows if row[0].strip() == "Points Possible"), [])
        cell = row[at].strip() if at < len(row) else ""
        if "read only" in cell:
            raise LmsError(f"{template}: Canvas lets nobody change {rows[0][at]!r}")
        try:
            most = float(cell.replace(",", "."))
        except ValueError:
            return float(self.points.get(assignment.name, assignment.max_score))
        given = float(self.points.get(assignment.name, assignment.max_score))
        if abs(most - given) > 0.005:
            raise LmsError(
                f"{rows[0][at]} has {most:g} points in Canvas and {given:g} in nbgrader. Change it"
                " in Canvas, or have grades scaled: c.CanvasExporter.points ="
                f" {{{assignment.name!r}: {most:g}}}"
            )
        return most


class MoodleExporter(LMSExporter):
    """Moodle's grade import from CSV, by address or ID number, with a column of feedback."""

    lms = "moodle"
    people = Unicode(
        "downloaded/moodle.csv", help="Moodle's list of people, for their ID numbers."
    ).tag(config=True)

    def write(self, target: Path, assignment: Assignment, grades: list[Grade]) -> int:
        """Write the table; see LMSExporter."""
        title = self.columns.get(assignment.name, assignment.name)
        table: list[list[Any]] = [
            ["First name", "Last name", "ID number", "Email address",
             f"Assignment: {title} (Real)", f"Assignment: {title} (Feedback)"]
        ]  # fmt: skip
        numbers = self._numbers()
        for grade in grades:
            student = grade.student
            number = numbers.get((student.email or "").casefold(), "")
            if not (number or student.email):
                self.leave_out(
                    student.id, "without an address in the gradebook, by which Moodle knows people"
                )
                continue
            table.append(
                [
                    student.first_name,
                    student.last_name,
                    number,
                    student.email,
                    grade.text,
                    grade.words,
                ]
            )
        write_csv(target, table)
        return len(table) - 1

    def _numbers(self) -> dict[str, str]:
        """ID numbers by address."""
        path = self.course / self.people
        if not path.exists():
            return {}
        found = [
            one for one in people(read_csv(path), "moodle", path.name) if isinstance(one, Person)
        ]
        return {one.email.casefold(): one.number for one in found if one.email and one.number}


class MoodleWorksheetExporter(LMSExporter):
    """Moodle's grading worksheet, filled in.

    Uploaded at the assignment itself, where grades can still be changed afterwards. The worksheet
    lies with the archives in downloaded/ASSIGNMENT/archive/.
    """

    lms = "moodle-worksheet"

    def write(self, target: Path, assignment: Assignment, grades: list[Grade]) -> int:
        """Write the table; see LMSExporter."""
        folder = self.course / "downloaded" / assignment.name / "archive"
        tables = {path: read_csv(path) for path in sorted(folder.glob("*.csv"))}
        sheets = {path: rows for path, rows in tables.items() if _is_worksheet(rows)}
        if len(sheets) != 1:
            raise LmsError(f"{folder}: expected is one grading worksheet, there are {len(sheets)}")
        ((path, rows),) = sheets.items()
        header = [cell.strip() for cell in rows[0]]
        most = header.index("Maximum Grade") if "Maximum Grade" in header else None
        given = float(self.points.get(assignment.name, assignment.max_score))
        left = {grade.student.id: grade for grade in grades}
        known = {grade.student.lms_user_id: grade for grade in grades if grade.student.lms_user_id}
        known |= {one.student.email.casefold(): one for one in grades if one.student.email}
        lines = {
            one.line: one for one in people(rows, "moodle", path.name) if isinstance(one, Person)
        }
        for number, person in lines.items():
            row = rows[number - 1]
            grade = known.get(person.lms_id) or known.get(person.email.casefold())
            if grade is None or grade.student.id not in left:
                continue
            if most is not None and row[most] and float(row[most].replace(",", ".")) != given:
                raise LmsError(
                    f"{assignment.name} has {row[most]} points in Moodle and {given:g} in nbgrader."
                    " Change it in Moodle, or have grades scaled:"
                    f" c.MoodleWorksheetExporter.points = {{{assignment.name!r}: {row[most]}}}"
                )
            row[header.index("Grade")] = grade.text
            del left[grade.student.id]
        for student in left:
            self.leave_out(student, f"not in {path.name}")
        write_csv(target, rows)
        return len(grades) - len(left)


def _is_worksheet(rows: list[list[str]]) -> bool:
    header = [cell.strip() for cell in rows[0]] if rows else []
    return "Identifier" in header and "Grade" in header
