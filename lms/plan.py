"""Decides what is collected: from members of archives to a plan, which is a value. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from grading.times import Ambiguous, Unclear, day_is_first, read_time
from lms.archives import Entry
from lms.members import KEPT, OLDER, OUT, TAKEN, Course, Row, Submission, owners_of, row_of
from lms.people import Listed, Match

Books = dict[str, dict[str, Row]]  # what is taken, by student and notebook


@dataclass(frozen=True)
class Plan:
    """What becomes of each member, and of each student's submission."""

    rows: tuple[Row, ...] = ()  # sorted by path
    taken: Mapping[str, Mapping[str, Row]] = field(default_factory=dict)  # by student, notebook
    times: Mapping[str, datetime | None] = field(default_factory=dict)  # of submission, in UTC
    late: Mapping[str, str] = field(default_factory=dict)  # what to say of a student's time
    changed: tuple[str, ...] = ()  # who was graded, and whose new files no time shows as newer
    strangers: tuple[str, ...] = ()  # who was collected before, and is not in the gradebook
    origins: Mapping[str, Any] = field(default_factory=dict)  # whence each notebook, for feedback


def plan_collection(
    entries: Iterable[Entry], course: Course, origins: Mapping[str, Any], keep: bool = True
) -> Plan:
    """What to take of all entries. origins: those of the plan before.

    keep: a student's notebooks that were collected before and are in no archive now stay.
    """
    entries = list(entries)
    course = _told(entries, course)
    rows = _without_namesakes([row_of(entry, course) for entry in entries])
    taken, rows = _newest(rows)
    if keep:
        rows += _kept(taken, course)
    times: dict[str, datetime | None] = {}
    late: dict[str, str] = {}
    said: dict[tuple[str, ...], str] = {}
    for student, books in taken.items():
        due = course.due.get(student, course.due.get(""))
        books |= {name: _timed(row, student, course, due) for name, row in books.items()}
        said |= {row.path: row.timing for row in books.values() if row.timing}
        when = times[student] = _submitted(books, course.submitted.get(student, Submission()))
        remarks = sorted({row.timing for row in books.values()} - {""})
        if remarks or (when and due and when > due):
            late[student] = "; ".join(remarks) or "late"
    rows = [
        replace(row, timing=said.get(row.path, "")) if row.status == TAKEN else row for row in rows
    ]
    return Plan(
        tuple(sorted(rows, key=lambda row: row.path)), taken, times, late,
        tuple(sorted(student for student in taken if _unnoticed(student, taken, times, course))),
        _strangers(taken, course), _origins(taken, rows, origins),
    )  # fmt: skip


def _told(entries: Iterable[Entry], course: Course) -> Course:
    """The course, with what names and dates tell of each other."""
    names: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        for owner in owners_of(entry.path)[0]:
            names[owner.lms.name].add(owner.name)
    listed = {
        name: replace(course.listed.get(name, Listed()), names=frozenset(said))
        for name, said in names.items()
    }
    dayfirst = course.dayfirst
    if dayfirst is None:
        people = [person for table in listed.values() for person in table.persons.values()]
        dayfirst = day_is_first(person.submitted for person in people)
    return replace(course, listed={**course.listed, **listed}, dayfirst=dayfirst)


def _without_namesakes(rows: list[Row]) -> list[Row]:
    """Two persons of the LMS who were taken for one student by their name: neither is."""
    ids: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows:
        for match in row.matches:
            if row.status == TAKEN and row.owner and match.by != "team":
                ids[row.owner.lms.name, match.student].add(row.owner.id)
    return [_checked(row, ids) for row in rows]


def _checked(row: Row, ids: Mapping[tuple[str, str], set[str]]) -> Row:
    if row.status != TAKEN or row.owner is None or row.matches[0].by != "name":
        return row
    same = sorted(ids[row.owner.lms.name, row.matches[0].student])
    if len(same) == 1:
        return row
    why = f"persons with the ids {', '.join(same)} have this name: import the roster"
    return replace(row, status=OUT, why=why, notebook="")


def _newest(rows: list[Row]) -> tuple[Books, list[Row]]:
    """Take the newest of each notebook: by Canvas's attachment, else by the archive's time."""
    downloads: dict[str, datetime] = {}
    for row in rows:
        if row.time and len(row.path) == 2:
            downloads[row.path[0]] = max(row.time, downloads.get(row.path[0], row.time))
    rows = [replace(row, download=downloads.get(row.path[0], row.time)) for row in rows]

    def order(number: int) -> tuple[Any, ...]:
        row = rows[number]
        return (row.download or datetime.min, *row.order, row.path, number)

    def attempt(number: int) -> int:
        owner = rows[number].owner
        return owner.attachment if owner else 0

    groups = defaultdict(list)
    for number, row in enumerate(rows):
        if row.status == TAKEN:
            system = row.owner.lms.name if row.owner else ""
            for student in row.students:
                groups[student, row.notebook, system].append(number)
    best = defaultdict(list)
    for (student, notebook, _), numbers in groups.items():
        newest = max(numbers, key=lambda number: (attempt(number), *order(number)))
        best[student, notebook].append(newest)
    chosen = {key: max(numbers, key=order) for key, numbers in best.items()}
    taken: Books = defaultdict(dict)
    for (student, notebook), number in chosen.items():
        taken[student][notebook] = rows[number]
    decided = list(rows)
    for number, row in enumerate(rows):
        if row.status != TAKEN:
            continue
        older = [student for student in row.students if chosen[student, row.notebook] != number]
        for student in older:
            newer = taken[student][row.notebook]
            # What was there in an earlier download was submitted by then.
            if row.when and newer.when and row.digest == newer.digest:
                taken[student][row.notebook] = replace(newer, when=min(newer.when, row.when))
        if older:
            all_of_them = len(older) == len(row.students)
            whose = "" if all_of_them else f" of {', '.join(older)}"
            why = "; ".join(filter(None, [f"newer{whose}: {'/'.join(newer.path)}", row.why]))
            decided[number] = replace(row, status=OLDER if all_of_them else TAKEN, why=why)
    return dict(taken), decided


def _kept(taken: Books, course: Course) -> list[Row]:
    """nbgrader empties a student's folder before it copies: take along what would be lost."""
    rows = []
    for student, books in taken.items():
        for name, file in sorted(course.submitted.get(student, Submission()).files.items()):
            if name in books or (course.notebooks and name not in course.notebooks):
                continue
            path = (str(file.path.parent), file.path.name)
            row = Row(path, KEPT, "collected before", matches=(Match(student),), notebook=name,
                      size=file.size, digest=file.digest)  # fmt: skip
            rows.append(row)
            books[name] = row
    return rows


# When it was submitted


def _timed(row: Row, student: str, course: Course, due: datetime | None) -> Row:
    """The row with a student's time of submission that its LMS tells.

    Archives have the time of the download: the submission was before it. So it counts as in time
    unless the LMS says late.
    """
    owner = row.owner
    listed = None
    if owner:
        match = next(match for match in row.matches if match.student == student)
        identity = match.lms_id if match.by == "team" else owner.id
        listed = course.listed[owner.lms.name].persons.get(identity)
    if listed:
        try:
            when = read_time(listed.submitted, course.dayfirst)
        except Unclear as problem:
            how = ": say which by c.LMSExtractor.dayfirst" if isinstance(problem, Ambiguous) else ""
            row = replace(row, timing=f"the worksheet's time {problem}{how}")
        else:
            return replace(row, when=course.utc(when), exact=True)
    elif owner and owner.late:
        if not due:
            return replace(row, timing="late, but the gradebook has no due date for it")
        return replace(row, when=due + timedelta(seconds=1), exact=True,
                       timing="late: counted as a second after the due date")  # fmt: skip
    if row.when and due and not row.exact:
        return replace(row, when=min(row.when, due))
    return row


def _submitted(books: Mapping[str, Row], before: Submission) -> datetime | None:
    """A student's time of submission, in UTC without zone; None: not known."""
    when = max((row.when for row in books.values() if row.when), default=None)
    exact = any(row.exact for row in books.values())
    if before.time and when and not exact and not _differs(books, before):
        return min(when, before.time)  # a later download of the same
    return when


def _differs(books: Mapping[str, Row], before: Submission) -> bool:
    """Whether anything is not as it was collected before."""
    return any(
        name not in before.files or before.files[name].digest != row.digest
        for name, row in books.items()
    )


def _unnoticed(
    student: str, taken: Books, times: Mapping[str, datetime | None], course: Course
) -> bool:
    """Whether a student was graded before, and nbgrader would not see the new files as newer."""
    before, now = course.submitted.get(student, Submission()), times[student]
    newer = before.graded_time and now and now > before.graded_time
    return before.graded and not newer and _differs(taken[student], before)


def _strangers(taken: Books, course: Course) -> tuple[str, ...]:
    """Whose submission lies there from before, and nobody of the gradebook's is."""
    if not course.roster.students:
        return ()
    return tuple(sorted(course.submitted.keys() - taken.keys() - course.roster.students.keys()))


# Whence it came


def _origins(taken: Books, rows: Iterable[Row], before: Mapping[str, Any]) -> dict[str, Any]:
    """What feedback bundles need: the LMS of each student, and whence each notebook."""
    origins = dict(before)
    for student, books in taken.items():
        owned = [row for row in books.values() if row.owner]
        latest = max(owned, key=_downloaded) if owned else _upload(student, rows)
        if latest is None or latest.owner is None:
            origins.pop(student, None)
            continue
        # Canvas takes back a page only with an attachment of the newest attempt.
        download = latest.path[0] if len(latest.path) > 1 else None
        whence = {
            name: origin | {"current": False}
            for name, origin in origins.get(student, {}).get("notebooks", {}).items()
            if name in books and books[name].status == KEPT
        }
        for name, row in books.items():
            if row.owner:
                current = download is None or row.path[0] == download
                whence[name] = {"prefix": _prefix(row, student), "file": row.owner.file,
                                "current": current}  # fmt: skip
        origins[student] = {
            "lms": latest.owner.lms.name, "prefix": _prefix(latest, student), "notebooks": whence,
        }  # fmt: skip
    return origins


def _prefix(row: Row, student: str) -> str:
    """What the LMS wants to find before the name of a file for a student; empty: it takes none."""
    assert row.owner is not None
    match = next(match for match in row.matches if match.student == student)
    return match.prefix if match.by == "team" else row.owner.prefix


def _upload(student: str, rows: Iterable[Row]) -> Row | None:
    """A student's newest upload of which nothing was taken; None: there is none.

    Its notebook may have come under another name, by hand: feedback goes with the upload.
    """
    uploads = [
        row
        for row in rows
        if student in row.students and row.status == OUT and row.owner and row.owner.prefix
    ]
    attempt = lambda row: (row.owner.attachment, row.time or datetime.min)
    return max(uploads, key=attempt, default=None)


def _downloaded(row: Row) -> datetime:
    return row.download or datetime.min
