"""Canvas: names of its archives, its gradebook's tables, and files that it takes back.

Layouts are those of canvas-lms: lib/content_zipper.rb (and Attachment.make_unique_filename),
lib/gradebook_exporter.rb, lib/gradebook_importer.rb and the assignment model.

It names a file NAME[_LATE]_USER_ATTACHMENT_FILE, or
[LATE_]anon_XXXXX_ATTACHMENT_FILE where grading is anonymous, NAME being the sortable name in small
letters with all but letters, digits and underscores left out. It reads a user and an attachment of
the newest attempt from a feedback file's name (infer_comment_context_from_filename), and shows the
file to the student under that attachment's name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from nbgrader.api import Assignment
from traitlets import Unicode

from grading.pages import FIRST
from lms.base import LMS, Owner, Pages
from lms.final_grades import Export, Grade, LMSExporter
from lms.names import NOTEBOOK, is_notebook, key
from lms.people import Listed, Match, Person, Roster
from lms.tables import LmsError, number, read_csv, write_csv
from lms.zips import packed

ANONYMOUS = re.compile(
    r"(?P<late>LATE_)?(?P<id>anon_[^\W_]+)_(?P<attachment>\d{1,20})_(?P<file>.+)", re.S
)
TEXT = re.compile(r"(?P<name>.*?)(?P<late>_?LATE)?_(?P<id>\d+|anon_[^\W_]+)_(text|link)\.html")
TEST_STUDENTS = {key("Student, Test"), key("Test Student")}


class Canvas(LMS):
    """Canvas, by Instructure."""

    name, title = "canvas", "Canvas"
    lasting, certain = True, False
    needs = ("lms_id",)
    marks = frozenset({"student", "id", "section"})
    expected = "the gradebook (Grades, Export): a header with Student and ID"
    exporter = "lms.export.CanvasExporter"

    def owners(self, part: str) -> list[Owner]:
        """See LMS. More than one if the student's name or file has numbers between underscores."""
        if named := ANONYMOUS.fullmatch(part):
            prefix = part.removesuffix(named["file"])
            late, number = bool(named["late"]), int(named["attachment"])
            return [Owner(self, named["id"], "", named["file"], late, number, prefix)]
        if named := TEXT.fullmatch(part):
            late = bool(named["late"])
            return [Owner(self, named["id"], named["name"], "", late, plugin="text")]
        tokens = part.split("_")
        owners = []
        for index in range(1, len(tokens) - 2):
            user, attachment = tokens[index : index + 2]
            if all(re.fullmatch(r"[0-9]{1,20}", token) for token in (user, attachment)):
                name, file = "_".join(tokens[:index]), "_".join(tokens[index + 2 :])
                late = name == "LATE" or name.endswith("_LATE")
                name = name.removesuffix("LATE").removesuffix("_") if late else name
                prefix = "_".join(tokens[: index + 2]) + "_"
                owners.append(Owner(self, user, name, file, late, int(attachment), prefix))
        return owners

    def match(self, owner: Owner, roster: Roster, listed: Listed) -> list[Match]:
        """See LMS."""
        match = roster.find(owner.id, [owner.name])
        if not match.student and owner.id.startswith("anon_"):
            match.remark = (
                f"{owner.id}: graded anonymously; download again without it, or name the student"
                " in c.LMSExtractor.students"
            )
        elif not match.student and key(owner.name) in TEST_STUDENTS:
            match.remark = "Canvas's test student"
        return [match]

    def is_no_person(self, cells: Mapping[str, str]) -> bool:
        """See LMS: the line of points, and the one about manual posting."""
        whole = cells.get("name", "")
        return whole.startswith("Points Possible") or not (cells.get("lms_id") or whole)

    def problem(self, person: Person) -> str:
        """See LMS."""
        if not re.fullmatch(r"\d+", person.lms_id):
            return f"{person.last}, {person.first}: no id of Canvas's"
        if key(f"{person.last}{person.first}") in TEST_STUDENTS:
            return f"{person.last}, {person.first}: Canvas's test student"
        return ""

    def pages(self, whence: Mapping[str, Any], pages: Iterable[Path]) -> Pages:
        """See LMS. Each page lies beside the attachment that it is about.

        Those of a student's one archive lie in one archive, the first page with them.
        """
        named: Pages = {}
        together: dict[str, list[Path]] = defaultdict(list)
        made = list(pages)
        first = [page for page in made if page.stem == FIRST]
        for page in made:
            if page in first:
                continue
            origin = whence["notebooks"].get(page.stem, {})
            if not origin.get("current"):
                named[f"{whence['prefix']}{page.name}"] = page
            elif is_notebook(origin["file"]):
                named[f"{origin['prefix']}{NOTEBOOK.sub('', origin['file'])}.html"] = page
            else:
                together[origin["prefix"] + origin["file"]].append(page)
        if len(together) == 1 and not named:
            next(iter(together.values())).extend(first)
        else:
            named |= {f"{whence['prefix']}{page.name}": page for page in first}
        for name, several in together.items():
            archive = name if name.lower().endswith(".zip") else f"{name}.zip"
            named[archive] = packed({page.name: page for page in several})
        return named


class CanvasExporter(LMSExporter):
    """Canvas's gradebook import.

    Canvas's own gradebook export, kept by `python -m lms roster canvas FILE`, gives the columns of
    the students and the id of the assignment.
    """

    lms = "canvas"
    gradebook = Unicode(
        "downloaded/canvas.csv", help="Canvas's gradebook export, in the course folder."
    ).tag(config=True)

    def write(self, target: Path, export: Export) -> int:
        """Write the table; see LMSExporter."""
        assignment, roster = export.assignment, export.roster
        template = self.course / self.gradebook
        of: dict[str, Grade] = {}
        for grade in export.grades:
            identity, student = grade.student.lms_user_id, grade.student.id
            if not identity:
                export.left.add(
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
            rows = read_csv(template, roster.spellings)
            if rows.remark:
                self.log.warning("%s", rows.remark)
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
            export.left.add(
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
        columns = [at for at, cell in candidates.items() if title in (cell, header[at])]
        columns = columns or [at for at, cell in candidates.items() if key(cell) == key(title)]
        if len(columns) == 1:
            return columns[0]
        said = "several assignments are" if columns else "no assignment is"
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
        given = float(self.points.get(assignment.name, assignment.max_score))
        most = number(cell)
        if most is None:
            return given
        if abs(most - given) > 0.005:
            raise LmsError(
                f"{rows[0][at]} has {most:g} points in Canvas and {given:g} in nbgrader. Change it"
                " in Canvas, or have grades scaled: c.CanvasExporter.points ="
                f" {{{assignment.name!r}: {most:g}}}"
            )
        return most
