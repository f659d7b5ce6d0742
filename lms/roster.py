"""Imports a roster: first a plan, which is a value, then its carrying out in the gradebook.

A roster is the CSV that an LMS gives: Canvas's gradebook export, Moodle's list of participants,
grade export or grading worksheet; or a table of nbgrader's own columns. The LMS's id of a person
becomes nbgrader's lms_user_id: for Canvas the user's id, for Moodle the number of the participant.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from nbgrader.api import Gradebook

from grading.writing import write_whole
from lms import systems
from lms.base import LMS
from lms.errors import LmsError
from lms.names import key, seen, spelled
from lms.people import Match, Person, Roster, id_key, usable_id
from lms.tables import read_csv, some

OWN = "csv"  # in place of an LMS's name: a table of nbgrader's own columns
OWN_COLUMNS = {
    "id": ["id", "student_id", "student"],
    "first_name": ["first_name", "firstname", "first"],
    "last_name": ["last_name", "lastname", "surname", "last"],
    "email": ["email", "e_mail", "email_address", "mail"],
}


@dataclass(frozen=True)
class Entry:
    """A student of the gradebook to be: their id, and what is to be written of them."""

    student: str
    values: Mapping[str, str]  # by the names of nbgrader's columns
    said: str


@dataclass(frozen=True)
class RosterPlan:
    """What an import is to do: whom it adds and changes, and in words which lines are odd."""

    added: tuple[Entry, ...] = ()
    changed: tuple[Entry, ...] = ()
    same: tuple[str, ...] = ()
    odd: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()  # students of the gradebook who are not in the list

    def lines(self, file: str) -> list[str]:
        """The plan in words; file is the list's name."""
        counts = {"added": self.added, "changed": self.changed, "left alone": self.same,
                  "odd": self.odd}  # fmt: skip
        lines = [", ".join(f"{len(group)} {name}" for name, group in counts.items())]
        lines += [f"  added: {entry.said}" for entry in self.added]
        lines += [f"  changed: {entry.said}" for entry in self.changed]
        lines += [f"  odd: {line}" for line in self.odd]
        if self.absent:
            lines.append(f"  in the gradebook and not in {file}: {', '.join(self.absent)}")
        return lines


def student_id(person: Person, by: str) -> str:
    """The id that nbgrader is to have for a person: by their login, email, number or LMS id."""
    email = _address(person)
    return {
        "login": person.login or email,
        "email": email,
        "user": (person.login or email).split("@")[0],
        "number": person.number,
        "lms-id": person.lms_id,
    }[by].strip()


def plan_import(
    people: Iterable[Person | str], roster: Roster, lms: LMS, by: str = "user"
) -> RosterPlan:
    """What importing the people of an LMS's table is to do; a line that names none is a text.

    A person who is in the gradebook already (by LMS id, address or name) stays who they are. Their
    LMS id, names and address become the LMS's, but nothing becomes empty.
    """
    added: list[Entry] = []
    changed: list[Entry] = []
    same: list[str] = []
    odd: list[str] = []
    taken: dict[str, Person] = {}
    for person in people:
        if isinstance(person, str):
            odd.append(person)
            continue
        match = _student(person, roster, lms, by)
        student = match.student
        # Two folders whose names differ in capitals are one on some systems.
        folder = student if student in roster.students else student.casefold()
        if not student or folder in taken:
            why = _twice(person, taken[folder], student) if student else match.remark
            odd.append(f"line {person.line}: {person.whole}: {why}")
            continue
        taken[folder] = person
        told = _told(person, roster, student)
        if student not in roster.students:
            said = f"{student} ({person.first} {person.last})"
            if match.another:
                said += f", not {match.another}: {roster.describe(match.another)}"
            added.append(Entry(student, told, said))
            continue
        before = _values(roster.students[student])
        differs = {name: value for name, value in told.items() if before[name] != value}
        words = [f"{name} {before[name] or 'empty'} -> {new}" for name, new in differs.items()]
        if differs:
            changed.append(Entry(student, differs, f"{student}: {', '.join(words)}"))
        else:
            same.append(student)
    absent = sorted(roster.students.keys() - taken.keys())
    return RosterPlan(tuple(added), tuple(changed), tuple(same), tuple(odd), tuple(absent))


def plan_table(rows: list[list[str]], name: str, roster: Roster) -> RosterPlan:
    """What importing a table of nbgrader's own columns is to do: id, first_name, last_name, email.

    Nothing becomes empty. Raises LmsError if the table, a file called name, has no ids.
    """
    titles = [spelled(seen(title)) for title in rows[0]] if rows else []
    columns = {
        field: next((titles.index(title) for title in names if title in titles), None)
        for field, names in OWN_COLUMNS.items()
    }
    if columns["id"] is None:
        first = some(filter(None, map(str.strip, rows[0]))) if rows else "nothing"
        raise LmsError(
            f"{name}: no column is named id. Expected is a first line"
            f" id,first_name,last_name,email. It has: {first[:200]}"
        )
    added: list[Entry] = []
    changed: list[Entry] = []
    same: list[str] = []
    odd: list[str] = []
    lines: dict[str, int] = {}
    for number, row in enumerate(rows[1:], 2):
        told = {field: seen(row[at]) for field, at in columns.items()
                if at is not None and at < len(row) and seen(row[at])}  # fmt: skip
        if not told:
            continue
        student = told.pop("id", "")
        problem = usable_id(student) if student else "no id"
        if before := lines.get(id_key(student)):
            problem = f"has the id of line {before}, and is not imported"
        elif student not in roster.students and (near := roster.nearly(student)):
            problem = f"the gradebook has {' and '.join(near)}: write the id as it is there"
        if problem:
            odd.append(f"line {number}: {student or some(told.values())}: {problem}")
            continue
        lines[id_key(student)] = number
        if student not in roster.students:
            names = f"{told.get('first_name', '')} {told.get('last_name', '')}".strip()
            added.append(Entry(student, told, f"{student} ({names})"))
            continue
        values = _values(roster.students[student])
        differs = {field: value for field, value in told.items() if values[field] != value}
        if differs:
            words = [
                f"{field} {values[field] or 'empty'} -> {new}" for field, new in differs.items()
            ]
            changed.append(Entry(student, differs, f"{student}: {', '.join(words)}"))
        else:
            same.append(student)
    absent = sorted(who for who in roster.students if id_key(who) not in lines)
    return RosterPlan(tuple(added), tuple(changed), tuple(same), tuple(odd), tuple(absent))


def carry_out(plan: RosterPlan, gradebook: Gradebook) -> None:
    """Write what a plan says into the gradebook."""
    for entry in plan.added:
        gradebook.add_student(entry.student, **entry.values)
    for entry in plan.changed:
        gradebook.update_or_create_student(entry.student, **entry.values)


def import_roster(
    gradebook: Gradebook, path: Path, lms: str, by: str = "user", kept: Path | None = None
) -> list[str]:
    """Add an LMS's persons to the gradebook, or complete them. Returns what was done, in lines.

    kept: where a copy of the table goes, in UTF-8, for the exporters need the LMS's own columns.
    """
    roster = Roster.of(gradebook, {})
    table = read_csv(path, roster.spellings)
    titles = {spelled(seen(title)) for title in table[0]} if table else set()
    for other in systems.SYSTEMS.values():
        if other.name != lms and other.marks and other.marks <= titles:
            raise LmsError(
                f"{path.name} is a table of {other.title}'s. Import it as one:"
                f" python -m lms roster {other.name} {shlex.quote(str(path))}"
            )
    if lms == OWN:
        plan = plan_table(table, path.name, roster)
    else:
        system = systems.find(lms)
        plan = plan_import(system.people(table, path.name), roster, system, by)
    if plan.odd and not (plan.added or plan.changed or plan.same):
        raise LmsError(f"{path.name}: nobody is imported: {some(plan.odd)}")
    lines = plan.lines(path.name)
    carry_out(plan, gradebook)
    if kept:
        kept.parent.mkdir(parents=True, exist_ok=True)
        write_whole(kept, table.text)
    if roster.students and plan.added and not (plan.changed or plan.same):
        lines.append(
            f"  nobody of {path.name} was in the gradebook before. If it is another class's list,"
            " take them out again: nbgrader db student remove ID"
        )
    return [*filter(None, [table.remark]), *lines]


def _student(person: Person, roster: Roster, lms: LMS, by: str) -> Match:
    """A person's id in the gradebook, now or to be; another: a namesake who is not meant."""
    wanted = student_id(person, by)
    local = wanted if by == "user" else ""  # what stands before an @ is nobody's for sure
    own = [person.number] if local else [person.number, wanted]
    match = roster.find(
        person.lms_id, [person.whole], _address(person), own, local, lasting=lms.lasting
    )
    if match.student or match.remark.startswith("several"):
        return match
    if wanted in roster.students:
        known = roster.students[wanted]
        whose = f", whose id is {known.lms_id}" if known.lms_id else ""
        whose += f": {roster.describe(wanted)}"
        return Match(
            remark=f"the gradebook's {wanted} is another{whose} (see --by; if they are one, change"
            f" the address first: nbgrader db student add {wanted} --email=...)"
        )
    problem = usable_id(wanted) if wanted else f"no {by} to make an id of (see --by)"
    return Match(remark=problem) if problem else Match(wanted, another=match.another)


def _twice(person: Person, before: Person, student: str) -> str:
    """What is said of a line's person whose id an earlier line's person has."""
    address, other = _address(person), _address(before)
    who = f"{before.whole} of line {before.line}"
    same = address.casefold() == other.casefold()
    if same and key(person.whole) == key(before.whole):
        return f"the same student as in line {before.line}"
    if same and address:
        return f"has the address of {who}, and is not imported: {address}"
    return (
        f"would have the id {student}, which {who} has, and is not imported. If they are two,"
        f" nbgrader db student add ANOTHER-ID --email={address or '...'} and import again, or --by"
    )


def _address(person: Person) -> str:
    return person.email or (person.login if "@" in person.login else "")


def _values(person: Person) -> dict[str, str]:
    """What nbgrader has of a person, by the names of its columns."""
    return {"first_name": person.first, "last_name": person.last, "email": _address(person),
            "lms_user_id": person.lms_id}  # fmt: skip


def _told(person: Person, roster: Roster, student: str) -> dict[str, str]:
    """What the LMS tells of a person that nbgrader can keep."""
    told = {name: value for name, value in _values(person).items() if value}
    known = roster.students.get(student, Person())
    if person.guessed and known.whole and roster.has_name(student, person.whole):
        told.pop("first_name", None)
        told.pop("last_name", None)
    return told
