"""Who is who: the gradebook's students by the ids and names that an LMS has for them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from nbgrader.api import Gradebook

from lms.names import key, plain_key, spelled

# Headers as the LMS writes them in English, spelled as names.spelled does.
COLUMNS = {
    "lms_id": ["id", "identifier"],
    "name": ["student", "full_name", "user_full_name", "name"],
    "first": ["first_name", "firstname"],
    "last": ["last_name", "surname", "lastname"],
    "email": ["email_address", "email"],
    "login": ["sis_login_id", "username"],
    "number": ["id_number", "sis_user_id", "student_id"],
    "status": ["status"],
    "submitted": ["last_modified_submission"],
}


@dataclass(frozen=True)
class Person:
    """One line of an LMS's list, or a student of the gradebook; what is not known is empty."""

    lms_id: str = ""
    first: str = ""
    last: str = ""
    email: str = ""
    login: str = ""
    number: str = ""
    submitted: str = ""
    line: int = 0
    guessed: bool = False  # where the first name ends is a guess

    @property
    def whole(self) -> str:
        """First and last name."""
        return f"{self.first} {self.last}".strip()


@dataclass
class Match:
    """The student found, or why none is; by: what they were found by."""

    student: str = ""
    remark: str = ""
    by: str = ""


@dataclass
class Roster:
    """The gradebook's students, to be found by what an LMS calls them."""

    ids: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    names: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    plain: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    emails: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    students: dict[str, Person] = field(default_factory=dict)  # as the gradebook has them
    given: Mapping[str, str] = field(default_factory=dict)  # what the instructor says

    @classmethod
    def of(cls, gradebook: Gradebook, given: Mapping[str, str]) -> Roster:
        """The roster of a gradebook; given maps ids or names of the LMS to students."""
        roster = cls(given=given)
        for student in gradebook.students:
            roster.add(
                student.id,
                Person(
                    lms_id=student.lms_user_id or "",
                    first=student.first_name or "",
                    last=student.last_name or "",
                    email=student.email or "",
                ),
            )
        return roster

    def add(self, student: str, person: Person) -> None:
        """Add a student of the gradebook."""
        self.students[student] = person
        if person.lms_id:
            self.ids[person.lms_id].add(student)
        if person.email:
            self.emails[person.email.casefold()].add(student)
        if person.whole:
            for name in (person.whole, f"{person.last} {person.first}"):
                self.names[key(name)].add(student)
                self.plain[plain_key(name)].add(student)

    def has_name(self, student: str, name: str) -> bool:
        """Whether a student is called so, or has no name in the gradebook."""
        return not self.students[student].whole or student in self.plain.get(plain_key(name), set())

    def find(
        self,
        lms_id: str = "",
        names: Iterable[str] = (),
        email: str = "",
        own: Iterable[str] = (),
        lasting: bool = True,
    ) -> Match:
        """The one student with the LMS's id, else nbgrader's id or the address, else the name.

        lasting: the LMS keeps a person's id, so that another id is another person.
        """
        names = [name for name in names if name]
        for said in (lms_id, *names):
            if said in self.given:
                return Match(self.given[said], "by c.LMSExtractor.students")
        ways = [
            ("id", [self.ids.get(lms_id, set())]),
            ("id", [{one} for one in own if one in self.students]),
            ("address", [self.emails.get(email.casefold(), set())]),
            ("name", [self.names.get(key(name), set()) for name in names]),
            ("name", [self.plain.get(plain_key(name), set()) for name in names]),
        ]
        for number, (what, sets) in enumerate(ways):
            found = set[str]().union(*sets)
            if number and lasting and lms_id:
                found = {student for student in found if not self.students[student].lms_id}
            if len(found) == 1:
                (student,) = found
                if what == "id" and names and not any(self.has_name(student, n) for n in names):
                    return Match(student, f"the LMS calls {student} {names[0]}", what)
                return Match(student, by=what)
            if found:
                several = ", ".join(sorted(found))
                return Match(remark=f"several students have this {what}: {several}")
        said = ", ".join([*names, *([f"id {lms_id}"] if lms_id else [])])
        return Match(remark=f"no student of the gradebook is {said or 'that'}")


def usable_id(student: str) -> str:
    """What is wrong with a student's id as the name of a folder; empty: nothing."""
    if not student or len(student) > 128:
        return "an id has 1 to 128 characters"
    if student.startswith((".", "-", "~")) or re.search(r"[/\\*?\[\]{},:]|\s$|^\s", student):
        return f"{student!r} cannot be the name of a folder"
    if not student.isprintable():
        return f"{student!r} has characters that cannot be shown"
    return ""


def header_of(row: list[str]) -> dict[str, int]:
    """Which column of a header line has what, by the names of Person's fields."""
    found = {}
    cells = [spelled(cell) for cell in row]
    for name, headers in COLUMNS.items():
        for header in headers:
            if header in cells:
                found[name] = cells.index(header)
                break
    return found
