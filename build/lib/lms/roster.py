"""Who is who: the gradebook's students by the ids and names that an LMS has for them.

A roster is imported from the CSV that an LMS gives: Canvas's gradebook export, Moodle's list of
participants, grade export or grading worksheet. The LMS's id of a person becomes nbgrader's
lms_user_id: for Canvas the user's id, for Moodle the number of the participant.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry

from lms.names import key, plain_key, spelled
from lms.tables import LmsError, read_csv

TEST_STUDENTS = {key("Student, Test"), key("Test Student")}
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
    """One line of an LMS's list; what it does not say is empty."""

    lms_id: str = ""
    first: str = ""
    last: str = ""
    email: str = ""
    login: str = ""
    number: str = ""
    submitted: str = ""
    line: int = 0
    guessed: bool = False  # where the first name ends is a guess


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
    students: dict[str, str] = field(default_factory=dict)  # and their LMS ids, empty: unknown
    named: set[str] = field(default_factory=set)  # students whose name is known
    given: Mapping[str, str] = field(default_factory=dict)  # what the instructor says

    @classmethod
    def of(cls, gradebook: Gradebook, given: Mapping[str, str]) -> Roster:
        """The roster of a gradebook; given maps ids or names of the LMS to students."""
        roster = cls(given=given)
        for student in gradebook.students:
            roster.add(
                student.id,
                student.lms_user_id or "",
                student.first_name or "",
                student.last_name or "",
                student.email or "",
            )
        return roster

    def add(self, student: str, lms_id: str, first: str, last: str, email: str) -> None:
        """Add a student of the gradebook."""
        self.students[student] = lms_id
        if lms_id:
            self.ids[lms_id].add(student)
        if email:
            self.emails[email.casefold()].add(student)
        if first or last:
            self.named.add(student)
            for name in (f"{first} {last}", f"{last} {first}"):
                self.names[key(name)].add(student)
                self.plain[plain_key(name)].add(student)

    def has_name(self, student: str, name: str) -> bool:
        """Whether a student is called so, or has no name in the gradebook."""
        return student not in self.named or student in self.plain.get(plain_key(name), set())

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
                found = {student for student in found if not self.students[student]}
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


def people(rows: list[list[str]], lms: str, name: str) -> Iterator[Person | str]:
    """The persons of an LMS's table, and in words the lines that name none.

    Raises LmsError if the table is not one that this LMS gives.
    """
    columns = header_of(rows[0]) if rows else {}
    named = "name" in columns or {"first", "last"} <= set(columns)
    wanted = {"canvas": ["lms_id"], "moodle": []}[lms]
    if not named or any(column not in columns for column in wanted):
        given = {
            "canvas": "the gradebook (Grades, Export): a header with Student and ID",
            "moodle": "the participants, the grades or the grading worksheet, in English: a header"
            " with First name and Last name, or Full name",
        }[lms]
        raise LmsError(f"{name}: not a table of {lms.title()}'s. Expected is {given}.")
    for number, row in enumerate(rows[1:], 2):
        cells = {column: row[at].strip() for column, at in columns.items() if at < len(row)}
        whole = cells.get("name", "")
        if lms == "canvas" and whole.startswith("Points Possible"):
            continue
        if lms == "canvas" and not cells.get("lms_id") and not whole:
            continue  # the line about manual posting
        whole = re.sub(r'^="(.*)"$', r"\1", whole)  # how Canvas writes a name that starts with =
        first, last = cells.get("first", ""), cells.get("last", "")
        guessed = not first and not last and "," not in whole
        if not first and not last:
            if "," in whole:
                last, first = (part.strip() for part in whole.split(",", 1))
            else:
                first, _, last = whole.rpartition(" ")
        identity = cells.get("lms_id", "")
        if lms == "moodle":  # "Participant 1234567"
            identity = (re.findall(r"\d+$", identity) or [""])[0]
        if not first and not last:
            yield f"line {number}: no name"
        elif lms == "canvas" and not re.fullmatch(r"\d+", identity):
            yield f"line {number}: {whole or f'{first} {last}'}: no id of Canvas's"
        elif lms == "canvas" and key(f"{last}{first}") in TEST_STUDENTS:
            yield f"line {number}: {last}, {first}: Canvas's test student"
        else:
            more = {name: cells.get(name, "") for name in ("email", "login", "number", "submitted")}
            yield Person(identity, first, last, line=number, guessed=guessed, **more)


def student_id(person: Person, by: str) -> str:
    """The id that nbgrader is to have for a person: by their login, email, number or LMS id."""
    email = person.email or (person.login if "@" in person.login else "")
    return {
        "login": person.login or email,
        "email": email,
        "user": (person.login or email).split("@")[0],
        "number": person.number,
        "lms-id": person.lms_id,
    }[by].strip()


def import_roster(gradebook: Gradebook, path: Path, lms: str, by: str = "user") -> list[str]:
    """Add an LMS's persons to the gradebook, or complete them. Returns what was done, in lines.

    A person who is in the gradebook already (by LMS id, address or name) stays who they are. Their
    LMS id, names and address become the LMS's, but nothing becomes empty.
    """
    rows = read_csv(path)
    listed = list(people(rows, lms, path.name))
    roster = Roster.of(gradebook, {})
    added: list[str] = []
    changed: list[str] = []
    same: list[str] = []
    odd: list[str] = []
    taken: dict[str, int] = {}
    for person in listed:
        if isinstance(person, str):
            odd.append(person)
            continue
        who = f"line {person.line}: {person.first} {person.last}".rstrip()
        email = person.email or (person.login if "@" in person.login else "")
        wanted = student_id(person, by)
        whole = f"{person.first} {person.last}"
        own = [wanted, person.number]
        match = roster.find(person.lms_id, [whole], email, own, lasting=lms == "canvas")
        if not match.student and match.remark.startswith("several"):
            odd.append(f"{who}: {match.remark}")
            continue
        if not match.student and wanted in roster.students:
            other = roster.students[wanted]
            odd.append(
                f"{who}: the gradebook's {wanted} is another, whose id is {other} (see --by)"
            )
            continue
        student = match.student or wanted
        problem = usable_id(student) if student else f"no {by} to make an id of (see --by)"
        if problem or student in taken:
            odd.append(f"{who}: {problem or f'the same student as in line {taken[student]}'}")
            continue
        taken[student] = person.line
        told = {
            "first_name": person.first,
            "last_name": person.last,
            "email": email,
            "lms_user_id": person.lms_id,
        }
        told = {name: value for name, value in told.items() if value}
        if person.guessed and student in roster.named and roster.has_name(student, whole):
            del told["last_name"]
            told.pop("first_name", None)
        try:
            known = gradebook.find_student(student)
            before = {name: getattr(known, name) for name in told}
        except MissingEntry:
            gradebook.add_student(student, **told)
            added.append(f"{student} ({person.first} {person.last})")
            continue
        differs = {name: value for name, value in told.items() if before[name] != value}
        if differs:
            gradebook.update_or_create_student(student, **differs)
            words = ", ".join(
                f"{name} {before[name] or 'empty'} -> {differs[name]}" for name in differs
            )
            changed.append(f"{student}: {words}")
        else:
            same.append(student)
    absent = sorted(set(roster.students) - set(taken))
    lines = [f"{len(added)} added, {len(changed)} changed, {len(same)} left alone, {len(odd)} odd"]
    for title, found in (("added", added), ("changed", changed), ("odd", odd)):
        lines += [f"  {title}: {one}" for one in found]
    if absent:
        lines.append(f"  in the gradebook and not in {path.name}: {', '.join(absent)}")
    return lines
