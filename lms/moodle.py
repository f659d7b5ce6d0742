"""Moodle: folders of its archives, its tables of people and grades, and what it takes back.

Layouts are those of mod/assign/classes/downloader.php (before 4.1: locallib.php),
mod/assign/feedback/file/importziplib.php, mod/assign/feedback/offline/ and the documentation of
"Grade import".

A download has a folder NAME_NUMBER_assignsubmission_file for each student,
with another underscore at the end before 4.1, or the same before each file name. NUMBER is the
participant's. Where students submit in teams, each member had a folder TEAM-NAME_NUMBER_... before
4.1, and since then the team has one, TEAM_GROUP_..., or "Default group_...", for those of no team.
Feedback goes back in folders by the participant's number, for members of a team, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from nbgrader.api import Assignment
from traitlets import Unicode

from lms.base import LMS, Owner, Pages
from lms.errors import LmsError
from lms.final_grades import Export, LMSExporter
from lms.names import key, plain_key
from lms.people import Listed, Match, Person, Roster, header_of
from lms.tables import Table, csv_files, number, read_csv, write_csv

FOLDER = re.compile(
    r"(?P<name>.+?)(?:_(?P<number>\d+))?_(assignsubmission|assignfeedback)_(?P<plugin>[a-z]+)"
    r"(?:_(?P<file>.*))?",
    re.S,
)
NO_TEAM, BLIND = "Default group", "Participant"  # Moodle's own words, in English
WHO = (
    "put the grading worksheet, which says who is in it, beside the archive, or name them in"
    " c.LMSExtractor.students"
)


class Moodle(LMS):
    """Moodle. A person's id is their number as a participant of one assignment."""

    name, title = "moodle", "Moodle"
    lasting, certain = False, True
    expected = (
        "the participants, the grades or the grading worksheet, in English: a header with First"
        " name and Last name, or Full name"
    )
    exporter = "lms.export.MoodleExporter"

    def owners(self, part: str) -> list[Owner]:
        """See LMS."""
        named = FOLDER.fullmatch(part)
        if not named:
            return []
        file = named["file"] or ""
        prefix = part.removesuffix(file).removesuffix("_") + "_"
        number = named["number"] or ""
        return [Owner(self, number, named["name"], file, prefix=prefix, plugin=named["plugin"])]

    def match(self, owner: Owner, roster: Roster, listed: Listed) -> list[Match]:
        """See LMS."""
        person = listed.persons.get(owner.id, Person())
        team = listed.teams.get(key(owner.name), ())
        if team and plain_key(person.whole) != plain_key(owner.name):
            return self._members(owner, team, roster)
        if person.teams and not self._is(person, owner):
            person = Person()  # a group has that number, too
        match = self._person(person, person.whole or owner.name, roster, owner.id)
        if not match.student and not person.whole:
            match = self._in_a_team(owner, roster, listed) or match
        if not match.student and not match.another and not owner.id:
            match.remark = f"{owner.name} is a team: {WHO}"
        return [match]

    def _person(self, person: Person, name: str, roster: Roster, number: str) -> Match:
        own = [person.number, person.login]
        return roster.find(number, [name], person.email, own, lasting=self.lasting)

    def _is(self, person: Person, owner: Owner) -> bool:
        """Whether a folder's name is a participant's, with or without a team before it."""
        said, whole = plain_key(owner.name), plain_key(person.whole)
        return said.endswith((whole, plain_key(BLIND)))

    def _members(self, owner: Owner, team: Iterable[Person], roster: Roster) -> list[Match]:
        """The students of a team, each with a folder of their own for what goes back."""
        matches, strangers = [], []
        for person in team:
            match = self._person(person, person.whole, roster, person.lms_id)
            if match.student:
                match.remark = "; ".join(filter(None, [f"team {owner.name}", match.remark]))
                match.by, match.lms_id = "team", person.lms_id
                match.prefix = f"{person.whole}_{person.lms_id}_assignsubmission_file_"
                match.prefix = match.prefix.replace("/", "") if person.lms_id else ""
                matches.append(match)
            else:
                strangers.append(person.whole)
        if strangers:
            remark = f"no student of the gradebook is {', '.join(strangers)} of {owner.name}"
            matches = [replace(match, remark=f"{match.remark}; {remark}") for match in matches]
            matches = matches or [Match(remark=remark)]
        return matches

    def _in_a_team(self, owner: Owner, roster: Roster, listed: Listed) -> Match | None:
        """The student of a folder TEAM-NAME; None if it is none.

        Names have hyphens, too. TEAM is one if a table says so, or if all folders have a hyphen and
        another begins with it.
        """
        hyphens = all("-" in name for name in listed.names)
        for hyphen in re.finditer("-", owner.name):
            team, name = owner.name[: hyphen.start()], owner.name[hyphen.end() :]
            others = listed.names - {owner.name}
            shared = hyphens and any(other.startswith(f"{team}-") for other in others)
            if team == NO_TEAM or key(team) in listed.teams or shared:
                match = roster.find(owner.id, [name], lasting=self.lasting)
                if match.student:
                    return replace(match, remark=f"team {team}")
        return None

    def identity(self, cell: str) -> str:
        """See LMS: the number of "Participant 1234567"."""
        named = re.fullmatch(r"(?:\D*\s)?(\d+)", cell)
        return named[1] if named else ""

    def listing(self, rows: list[list[str]], name: str) -> list[Person]:
        """See LMS: the grading worksheet."""
        if "submitted" not in header_of(rows[0] if rows else []):
            return []
        listed = (person for person in self.people(rows, name) if isinstance(person, Person))
        return [person for person in listed if person.lms_id]

    def pages(self, whence: Mapping[str, Any], pages: Iterable[Path]) -> Pages:
        """See LMS: the pages in the student's folder."""
        return {f"{whence['prefix']}/{page.name}": page for page in pages}


class MoodleExporter(LMSExporter):
    """Moodle's grade import from CSV, by address or ID number, with a column of feedback."""

    lms = "moodle"
    people = Unicode(
        "downloaded/moodle.csv", help="Moodle's list of people, for their ID numbers."
    ).tag(config=True)

    def write(self, target: Path, export: Export) -> int:
        """Write the table; see LMSExporter."""
        assignment, roster = export.assignment, export.roster
        title = self.columns.get(assignment.name, assignment.name)
        table: list[list[Any]] = [
            ["First name", "Last name", "ID number", "Email address",
             f"Assignment: {title} (Real)", f"Assignment: {title} (Feedback)"]
        ]  # fmt: skip
        numbers = self._numbers(roster)
        for grade in export.grades:
            student = grade.student
            number = numbers.get((student.email or "").casefold(), "")
            if not (number or student.email):
                export.left.add(
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

    def _numbers(self, roster: Roster) -> dict[str, str]:
        """ID numbers by address."""
        path = self.course / self.people
        if not path.exists():
            return {}
        persons = [
            person
            for person in Moodle().people(read_csv(path, roster.spellings), path.name)
            if isinstance(person, Person)
        ]
        return {
            person.email.casefold(): person.number
            for person in persons
            if person.email and person.number
        }


class MoodleWorksheetExporter(LMSExporter):
    """Moodle's grading worksheet, filled in.

    Uploaded at the assignment itself, where grades can still be changed afterwards. The worksheet
    lies with the archives in downloaded/ASSIGNMENT/archive/.
    """

    lms = "moodle-worksheet"

    def write(self, target: Path, export: Export) -> int:
        """Write the table; see LMSExporter."""
        assignment, roster = export.assignment, export.roster
        path, rows = self._worksheet(assignment, roster)
        header = [cell.strip() for cell in rows[0]]
        most, locked = (
            header.index(title) if title in header else None
            for title in ("Maximum Grade", "Grade can be changed")
        )
        if "Scale" in header:
            raise LmsError(
                f"{path.name}: {assignment.name} is graded by a scale in Moodle, which takes no"
                " points: there, set its grade to the type Point, and download the worksheet again"
            )
        given = float(self.points.get(assignment.name, assignment.max_score))
        left = {grade.student.id: grade for grade in export.grades}
        shut: list[str] = []  # whose grade Moodle lets nobody change there
        lines = {
            person.line: person
            for person in Moodle().people(rows, path.name)
            if isinstance(person, Person)
        }
        for line, person in lines.items():
            row = rows[line - 1]
            match = roster.find(person.lms_id, [person.whole], person.email, lasting=False)
            if match.by == "name" or match.student not in left:
                continue
            grade = left[match.student]
            if most is not None and row[most] and number(row[most]) not in (None, given):
                raise LmsError(
                    f"{assignment.name} has {row[most]} points in Moodle and {given:g} in nbgrader."
                    " Change it in Moodle, or have grades scaled:"
                    f" c.MoodleWorksheetExporter.points = {{{assignment.name!r}: {row[most]}}}"
                )
            if locked is not None and row[locked].strip().casefold() == "no":
                shut.append(match.student)
                continue
            row[header.index("Grade")] = grade.text
            del left[grade.student.id]
        for student in left:
            why = "whose grade is locked in Moodle" if student in shut else f"not in {path.name}"
            export.left.add(student, why)
        write_csv(target, rows)
        return len(export.grades) - len(left)

    def _worksheet(self, assignment: Assignment, roster: Roster) -> tuple[Path, Table]:
        """The one worksheet beside the archives; a copy of it does not count."""
        folder = self.course / "downloaded" / assignment.name / "archive"
        sheets: dict[Path, Table] = {}
        for path in csv_files(folder):
            try:
                rows = read_csv(path, roster.spellings)
            except LmsError as problem:
                self.log.warning("%s", problem)
                continue
            if _is_worksheet(rows) and rows not in sheets.values():
                sheets[path] = rows
                if rows.remark:
                    self.log.warning("%s", rows.remark)
        if len(sheets) != 1:
            said = f": {', '.join(path.name for path in sheets)}" if sheets else ""
            raise LmsError(
                f"{folder}: expected is one grading worksheet, there are {len(sheets)}{said}"
            )
        ((path, rows),) = sheets.items()
        return path, rows


def _is_worksheet(rows: list[list[str]]) -> bool:
    header = [cell.strip() for cell in rows[0]] if rows else []
    return "Identifier" in header and "Grade" in header
