"""Who is who: the gradebook's students by the ids and names that an LMS has for them."""

from __future__ import annotations

import re
import unicodedata
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
    "teams": ["group", "groups"],
    "roles": ["role", "roles"],
}
STAFF = re.compile(
    r"\b(teacher|instructor|lecturer|manager|creator|designer|assistant|ta|observer)s?\b", re.I
)
ADDRESS = re.compile(r"[^\s<>:;,\"()]+@[^\s<>:;,\"()]+")


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
    teams: tuple[str, ...] = ()
    line: int = 0
    guessed: bool = False  # where the first name ends is a guess

    @property
    def whole(self) -> str:
        """First and last name."""
        return f"{self.first} {self.last}".strip()


@dataclass
class Match:
    """The student found, or why none is; by: what they were found by.

    Of a member of a team, lms_id and prefix are the member's own: prefix is what the LMS wants to
    find before the name of a file that goes back. another: a student who was not meant.
    """

    student: str = ""
    remark: str = ""
    by: str = ""
    lms_id: str = ""
    prefix: str = ""
    another: str = ""


@dataclass
class Roster:
    """The gradebook's students, to be found by what an LMS calls them."""

    ids: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    names: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    plain: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    emails: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    folded: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # ids
    students: dict[str, Person] = field(default_factory=dict)  # as the gradebook has them
    given: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # by the instructor

    @classmethod
    def of(cls, gradebook: Gradebook, given: Mapping[str, tuple[str, ...]]) -> Roster:
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
        self.folded[id_key(student)].add(student)
        if person.lms_id:
            self.ids[person.lms_id].add(student)
        if person.email:
            self.emails[person.email.casefold()].add(student)
        if person.whole:
            for name in (person.whole, f"{person.last} {person.first}"):
                self.names[key(name)].add(student)
                self.plain[plain_key(name)].add(student)

    @property
    def spellings(self) -> list[str]:
        """The names of all, as the gradebook writes them."""
        return [
            name
            for student in self.students.values()
            for name in (student.first, student.last)
            if name
        ]

    def has_name(self, student: str, name: str) -> bool:
        """Whether a student is called so, or has no name in the gradebook."""
        return not self.students[student].whole or student in self.plain.get(plain_key(name), set())

    def find(
        self,
        lms_id: str = "",
        names: Iterable[str] = (),
        email: str = "",
        own: Iterable[str] = (),
        guess: str = "",
        lasting: bool = True,
    ) -> Match:
        """The one student whom an LMS means, by the surest of what it says.

        own: ids that the institution gives; guess: what may be nbgrader's id, such as what stands
        before the @. lasting: the LMS keeps a person's id, so that another id is another person;
        where it does not, no id counts against both a name and an address.
        """
        names = [name for name in names if name]
        for said in (lms_id, *names):
            if said in self.given:
                return Match(self.given[said][0], "by c.LMSExtractor.students")
        ways = [
            ("id", [self.ids.get(lms_id, set())]),
            ("address", [self.emails.get(email.casefold(), set())]),
            ("id", [{student} for student in own if student in self.students]),
            ("guess", [self.spelled_as(guess)]),
            ("name", [self.names.get(key(name), set()) for name in names]),
            ("name", [self.plain.get(plain_key(name), set()) for name in names]),
        ]
        another = ""
        for number, (by, sets) in enumerate(ways):
            students = set[str]().union(*sets)
            if number and lasting and lms_id:
                students = {student for student in students if not self.students[student].lms_id}
            if number or not lasting:
                others = {
                    student
                    for student in students
                    if self._contradicts(student, by, names, email, lasting)
                }
                another = another or min(others, default="")
                students -= others
            if len(students) == 1:
                (student,) = students
                what = "id" if by == "guess" else by
                if what == "id" and names and not any(self.has_name(student, n) for n in names):
                    return Match(student, f"the LMS calls {student} {names[0]}", what)
                return Match(student, by=what, another=another)
            if students:
                several = ", ".join(sorted(students))
                return Match(remark=f"several students have this {by}: {several}")
        if another:
            return Match(remark=f"{another} is another: {self.describe(another)}", another=another)
        said = ", ".join([*names, *([f"id {lms_id}"] if lms_id else [])])
        return Match(remark=f"no student of the gradebook is {said or 'that'}")

    def spelled_as(self, guess: str) -> set[str]:
        """The student of this id; else those whose id differs in capitals, as addresses may, in
        spaces around it, or in how an accent is written.
        """
        return {guess} if guess in self.students else self.folded.get(id_key(guess), set())

    def nearly(self, guess: str) -> list[str]:
        """Whose id another one is but for capitals, or for zeros that a spreadsheet drops."""
        wanted = id_key(guess).lstrip("0")
        if not id_key(guess).isdecimal():
            return sorted(self.spelled_as(guess))
        alike = (who for who in self.students if id_key(who).isdecimal())
        return sorted(who for who in alike if id_key(who).lstrip("0") == wanted)

    def _contradicts(
        self, student: str, by: str, names: Iterable[str], email: str, lasting: bool
    ) -> bool:
        """Whether a student found by one thing is another person by the others."""
        known = self.students[student]
        named = known.whole and names
        called = bool(named) and any(self.has_name(student, name) for name in names)
        addressed = known.email and email
        same = bool(addressed) and known.email.casefold() == email.casefold()
        if by == "id":
            return bool(named and addressed) and not called and not same
        if by == "guess":
            return bool(named or addressed) and not called and not same
        return by == "name" and bool(addressed) and not same and not lasting

    def describe(self, student: str) -> str:
        """A student's name and address, as far as the gradebook has them."""
        known = self.students[student]
        return ", ".join(filter(None, [known.whole, known.email])) or "of no name"


@dataclass(frozen=True)
class Listed:
    """What tables beside the archives, and the archives' other names, say of an LMS's people."""

    persons: Mapping[str, Person] = field(default_factory=dict)  # by the LMS's id
    teams: Mapping[str, tuple[Person, ...]] = field(default_factory=dict)  # by the name's key
    names: frozenset[str] = frozenset()  # of all owners

    @classmethod
    def of(cls, persons: Iterable[Person]) -> Listed:
        """What persons say; of one who is there twice the last is taken."""
        listed = list(persons)
        latest = {(person.email.casefold(), key(person.whole)): person for person in listed}
        teams: dict[str, tuple[Person, ...]] = {}
        for person in latest.values():
            for team in person.teams:
                teams[key(team)] = (*teams.get(key(team), ()), person)
        return cls({person.lms_id: person for person in listed if person.lms_id}, teams)


def address_in(cell: str) -> str:
    """The address in a cell such as "Ada Lovelace <ada@example.org>"; else the cell as it is."""
    addresses = ADDRESS.findall(cell)
    return addresses[0] if len(addresses) == 1 else cell


def id_key(student: str) -> str:
    """A student's id to compare by: without capitals, and with accents written in one way."""
    return unicodedata.normalize("NFC", student.strip()).casefold()


def usable_id(student: str) -> str:
    """What is wrong with a student's id as the name of a folder; empty: nothing."""
    if not student or len(student) > 128:
        return "an id has 1 to 128 characters"
    if student.startswith((".", "-", "~")) or re.search(r"[/\\*?\[\]{},:<>|\"]|\s$|^\s", student):
        return f"{student!r} cannot be the name of a folder"
    if not student.isprintable():
        return f"{student!r} has characters that cannot be shown"
    return ""


def header_of(row: list[str]) -> dict[str, int]:
    """Which column of a header line has what, by the names of Person's fields."""
    columns = {}
    cells = [spelled(cell) for cell in row]
    for name, headers in COLUMNS.items():
        for header in headers:
            if header in cells:
                columns[name] = cells.index(header)
                break
    return columns
