"""What an LMS is here: a name, the layout of its archives and tables, and what it takes back.

A further LMS is one class, derived from LMS, in systems.SYSTEMS; or from the course's own
nbgrader_config.py by systems.register.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from nbgrader.api import Gradebook

from lms.errors import LmsError
from lms.names import seen
from lms.people import STAFF, Listed, Match, Person, Roster, address_in, header_of
from lms.tables import some

Pages = dict[str, bytes | Path]  # what lies in an archive for upload, by name


@dataclass(frozen=True)
class Owner:
    """What a name in an archive says of the student whose file it is.

    id: the LMS's; attachment: Canvas's, which grows with each try. prefix: what the LMS wants to
    find before the name of a file that goes back. plugin: "file" for files, else a text entry's.
    """

    lms: LMS
    id: str
    name: str
    file: str = ""
    late: bool = False
    attachment: int = 0
    prefix: str = ""
    plugin: str = "file"


class Outlet(ABC):
    """A way back to students for feedback pages. Its methods are pure."""

    name: ClassVar[str]  # what commands and files call it
    title: ClassVar[str]  # what sentences call it

    @abstractmethod
    def recipients(
        self, gradebook: Gradebook, origins: Mapping[str, Any]
    ) -> tuple[dict[str, Any], list[str]]:
        """Whom pages can be sent to, with what says where, and in lines who has no such place.

        origins is what collected.json says of each student: lms, prefix and notebooks.
        """

    @abstractmethod
    def nobody(self, assignment: str) -> str:
        """What is said where there are no recipients."""

    @abstractmethod
    def pages(self, whence: Any, pages: Iterable[Path]) -> Pages:
        """A student's feedback pages by the names that they have in the archive."""

    def contents(self, sent: Mapping[str, tuple[Any, Pages]]) -> Pages:
        """What else lies in the archive; sent is by student."""
        return {}


class LMS(Outlet):
    """An LMS. Its methods are pure: they read names and tables, and write nothing."""

    lasting: ClassVar[bool]  # whether a person keeps their id, so that another id is another person
    certain: ClassVar[bool]  # whether a name that has its form can be no other name
    needs: ClassVar[Sequence[str]] = ()  # columns of a roster beside names, as fields of Person
    expected: ClassVar[str]  # which table is read as a roster
    marks: ClassVar[frozenset[str]] = frozenset()  # titles that only its own rosters have together
    exporter: ClassVar[str] = ""  # the class that writes its grades, for nbgrader export

    @property
    def roster(self) -> str:
        """Where the table of its people is kept, in the course folder."""
        return f"downloaded/{self.name}.csv"

    # In: archives

    @abstractmethod
    def owners(self, part: str) -> list[Owner]:
        """The owners that a name without slashes may name, the likeliest first; empty: none."""

    @abstractmethod
    def match(self, owner: Owner, roster: Roster, listed: Listed) -> list[Match]:
        """The student whom an owner is, or the students of a team; or one match with the reason."""

    # In: tables

    def people(self, rows: list[list[str]], name: str) -> Iterator[Person | str]:
        """The persons of a table, and in words the lines that name none.

        Raises LmsError if the table, a file called name, is not one that this LMS gives.
        """
        columns = header_of(rows[0]) if rows else {}
        named = "name" in columns or {"first", "last"} <= set(columns)
        if not named or any(column not in columns for column in self.needs):
            titles = some(filter(None, map(str.strip, rows[0]))) if rows else "nothing"
            raise LmsError(
                f"{name}: not a table of {self.title}'s. Expected is {self.expected}. The first"
                f" line has: {titles[:200]}"
            )
        for number, row in enumerate(rows[1:], 2):
            cells = {column: seen(row[at]) for column, at in columns.items() if at < len(row)}
            if self.is_no_person(cells):
                continue
            person = _person(cells, self.identity(cells.get("lms_id", "")), number)
            problem = self.problem(person) if person.whole else "no name"
            roles = cells.get("roles", "")
            if not problem and STAFF.search(roles) and "student" not in roles.casefold():
                problem = f"{person.whole}: {roles}, no student"
            yield f"line {number}: {problem}" if problem else person

    def is_no_person(self, cells: Mapping[str, str]) -> bool:
        """Whether a line, by fields of Person, is about something else, such as points."""
        return False

    def identity(self, cell: str) -> str:
        """The LMS's id of a person, from the cell that has it."""
        return cell

    def problem(self, person: Person) -> str:
        """Why a person is none of the course's; empty: they are."""
        return ""

    def listing(self, rows: list[list[str]], name: str) -> list[Person]:
        """The persons, if a table beside the archives says who is who in them; else none."""
        return []

    # Out: feedback. whence is of collected.json

    def recipients(
        self, gradebook: Gradebook, origins: Mapping[str, Any]
    ) -> tuple[dict[str, Any], list[str]]:
        """See Outlet: those who handed in through this LMS."""
        here = {
            student: origin for student, origin in origins.items() if origin["lms"] == self.name
        }
        nameless = sorted(student for student, origin in here.items() if not origin["prefix"])
        said = f"without a number in {self.title}'s worksheet, and so no folder: {some(nameless)}"
        return {who: here[who] for who in here if who not in nameless}, [said] if nameless else []

    def nobody(self, assignment: str) -> str:
        """See Outlet."""
        return (
            f"nothing of {assignment} was collected from {self.title}: first nbgrader zip_collect"
            f" {assignment}"
        )


def _person(cells: Mapping[str, str], identity: str, line: int) -> Person:
    """The person of a line; without a name if there is none."""
    whole = re.sub(r'^="(.*)"$', r"\1", cells.get("name", ""))  # how Canvas writes =NAME
    first, last = cells.get("first", ""), cells.get("last", "")
    guessed = not first and not last and "," not in whole
    if not first and not last:
        if "," in whole:
            last, first = (part.strip() for part in whole.split(",", 1))
        else:
            first, _, last = whole.rpartition(" ")
    more = {name: cells.get(name, "") for name in ("login", "number", "submitted")}
    more["email"] = address_in(cells.get("email", ""))
    teams = tuple(team.strip() for team in cells.get("teams", "").split(",") if team.strip(" -"))
    return Person(identity, first, last, teams=teams, line=line, guessed=guessed, **more)
