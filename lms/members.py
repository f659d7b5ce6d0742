"""What each member of an LMS's archive is: whose, which notebook, and why it is none. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, tzinfo
from pathlib import Path

from grading.times import submitted_in_utc
from lms import archives, names, systems
from lms.archives import Entry
from lms.base import LMS, Owner
from lms.people import Listed, Match, Roster, usable_id

TAKEN, OLDER, OUT, REFUSED = "taken", "older", "left out", "refused"
OPENED, KEPT, READ = "opened", "kept", "read"
NO_TABLE = "not a notebook, nor Moodle's grading worksheet in English"
STATUSES = [TAKEN, OLDER, OUT, REFUSED, OPENED, KEPT, READ]
HEADER = [
    "archive",
    "member",
    "status",
    "student",
    "notebook",
    "lms",
    "lms_id",
    "time",
    "bytes",
    "why",
]


@dataclass(frozen=True)
class File:
    """A notebook that was collected before."""

    path: Path
    size: int
    digest: str


@dataclass(frozen=True)
class Submission:
    """What a student's folder in submitted/ has, and when it was submitted and graded, if so."""

    files: Mapping[str, File] = field(default_factory=dict)  # by notebook
    time: datetime | None = None
    graded: bool = False
    graded_time: datetime | None = None


@dataclass(frozen=True)
class Course:
    """All that decides on a member beside its own name and bytes."""

    notebooks: tuple[str, ...] = ()  # the assignment's
    roster: Roster = field(default_factory=Roster)
    listed: Mapping[str, Listed] = field(default_factory=dict)  # by LMS
    tables: Mapping[str, LMS] = field(default_factory=dict)  # the files that list them
    pattern: str = ""  # c.FileNameCollectorPlugin.named_regexp; empty: STUDENT_NOTEBOOK
    extracted: Path = Path()  # where nbgrader would have extracted to, which the pattern sees
    zone: tzinfo = UTC
    due: Mapping[str, datetime | None] = field(default_factory=dict)  # by student; "": any other
    submitted: Mapping[str, Submission] = field(default_factory=dict)  # by student
    dayfirst: bool | None = None  # whether 03/06/2025 is 3 June; None: not known

    def utc(self, when: datetime | None) -> datetime | None:
        """A time in UTC without zone; one that names no zone is of the course's."""
        if when is None:
            return None
        if when.tzinfo is None:
            when = when.replace(tzinfo=self.zone)
        return when.astimezone(UTC).replace(tzinfo=None)

    @property
    def not_named(self) -> str:
        """What is said of a notebook whose name says nothing of whose it is."""
        titles = " or ".join(sorted(system.title for system in systems.SYSTEMS.values()))
        names_files = f"not named as {titles} names files, nor"
        if self.pattern:
            return f"{names_files} by c.FileNameCollectorPlugin.named_regexp"
        if not self.notebooks:
            return f"{names_files} otherwise, as the assignment's notebooks are not known"
        return f"{names_files} as STUDENT_NOTEBOOK.ipynb; they are {', '.join(self.notebooks)}"

    def no_notebook(self, file: str) -> str:
        """What is said of a file whose name does not end as a notebook's does."""
        stem = re.sub(r"\.\w+$", "", file)
        if names.notebook(f"{stem}.ipynb", list(self.notebooks)) and self.notebooks:
            return "not a notebook by its ending; if it is one, rename it to end in .ipynb"
        return "not a notebook"

    @property
    def no_such(self) -> str:
        """What is said of a notebook that is none of the assignment's."""
        return f"no notebook of this assignment is named so; they are {', '.join(self.notebooks)}"


@dataclass(frozen=True)
class Row:
    """A line of the table: what becomes of one member."""

    path: tuple[str, ...]
    status: str
    why: str = ""
    timing: str = ""  # what is said of the time of the student's whole submission
    size: int = 0
    time: datetime | None = None  # of the LMS's file, else of the file itself; in UTC
    download: datetime | None = None  # of the whole archive
    when: datetime | None = None  # of the submission, as far as the archive says
    exact: bool = False  # whether that is the time itself, and not one before which it was
    matches: tuple[Match, ...] = ()  # whose it is; of a team several students
    notebook: str = ""
    owner: Owner | None = None
    order: tuple[datetime, int, int] = (datetime.min, 0, 0)  # among a student's own files
    digest: str = ""
    quiet: bool = False  # not worth a line on the terminal

    @property
    def students(self) -> tuple[str, ...]:
        """Whose it is."""
        return tuple(match.student for match in self.matches if match.student)

    def cells(self) -> list[object]:
        """The line's cells, in HEADER's order."""
        owner = self.owner
        when = self.time.isoformat(" ", "seconds") if self.time else ""
        return [
            self.path[0], "/".join(self.path[1:]), self.status, ", ".join(self.students),
            self.notebook,
            owner.lms.name if owner else "", owner.id if owner else "", when, self.size,
            "; ".join(filter(None, [self.why, self.timing])),
        ]  # fmt: skip


def row_of(entry: Entry, course: Course) -> Row:
    """What an entry is, seen alone: its notebook is taken unless another is newer."""
    time = course.utc(entry.times[-1])
    row = Row(entry.path, OUT, entry.why, size=entry.size, time=time, digest=entry.digest)
    owners, level, at_end = owners_of(entry.path)
    if entry.kind in ("refused", "archive"):
        opened = entry.kind == "archive"
        owner = next(iter(owners), None)
        return replace(row, status=OPENED if opened else REFUSED, owner=owner, quiet=opened)
    if entry.kind == "folder":
        return replace(row, why="a folder", quiet=True)
    if reason := archives.noise(entry.path):
        return replace(row, why=reason, quiet=True)
    if entry.path[0] in course.tables:
        system = course.tables[entry.path[0]]
        return replace(row, status=READ, why=f"{system.title}'s grading worksheet")
    pattern = _by_pattern(entry, course)
    if at_end and pattern and not any(_plausible(owner, course) for owner in owners):
        owners = []
    if not owners:
        return _row_by_pattern(row, pattern, course)
    owner, matches = _whose(owners, course)
    # Times in a student's own archive tell versions apart; in an LMS's all are alike.
    own = time if len(entry.path) > level + 1 else None
    time = course.utc(entry.times[level])
    row = replace(row, owner=owner, matches=tuple(matches), time=time, when=time)
    return _row_by_owner(row, owner, own, at_end, course)


def _row_by_owner(
    row: Row, owner: Owner, own: datetime | None, at_end: bool, course: Course
) -> Row:
    """The row of a file whose owner an LMS's name says: its own name, if that is at the end.

    own: the file's time in the student's own archive.
    """
    file = owner.file if at_end and owner.file else _last(row.path)
    named = names.notebook(file, list(course.notebooks))
    if owner.plugin in ("text", "onlinetext"):
        return replace(row, why="a text entry or a link, not a file")
    if not names.is_notebook(file):
        return replace(row, why=course.no_notebook(file))
    if not named:
        return replace(row, why=course.no_such)
    if row.size == 0:
        return replace(row, why="an empty file")
    remark = "; ".join(dict.fromkeys(match.remark for match in row.matches if match.remark))
    problems = [problem for student in row.students if (problem := usable_id(student))]
    if problems or not row.students:
        return replace(row, why="; ".join(problems) or remark)
    return replace(
        row, status=TAKEN, notebook=named.notebook,
        why="; ".join(filter(None, [remark, named.remark])),
        order=(own or datetime.min, named.copy, -row.path[-1].count("/")),
    )  # fmt: skip


def _last(path: tuple[str, ...]) -> str:
    """A member's name without folders."""
    return path[-1].rstrip("/").rsplit("/", 1)[-1]


def owners_of(path: tuple[str, ...]) -> tuple[list[Owner], int, bool]:
    """Whose a member is, by the outermost name that says it.

    Returns also which of the path's names that is in, and whether it is the member's own.
    What lies in a student's archive says nothing of whose it is.
    """
    split = [(level, part) for level in range(min(2, len(path)))
             for part in path[level].split("/") if part]  # fmt: skip
    for number, (level, part) in enumerate(split, 1):
        for system in systems.SYSTEMS.values():
            if owners := system.owners(part):
                return owners, level, number == len(split) and level == len(path) - 1
    return [], 0, False


def _plausible(owner: Owner, course: Course) -> bool:
    """Whether a name that could be an LMS's is: its student is known, or its notebook."""
    named = bool(names.notebook(owner.file, list(course.notebooks)))
    return owner.lms.certain or _known(owner, course) or named


def _whose(owners: list[Owner], course: Course) -> tuple[Owner, list[Match]]:
    """The owner among those that a name may mean, and the student or students."""
    if len(owners) == 1:
        return owners[0], _match(owners[0], course)
    # The name has more numbers than the LMS gives it: the student's name must agree, or the
    # rest must be a notebook's name to the letter.
    known = [owner for owner in owners if _known(owner, course)]
    agree = [owner for owner in known if _agrees(owner, course)]
    exact = [
        owner
        for owner in owners
        if (named := names.notebook(owner.file, list(course.notebooks))) and not named.remark
    ]
    for chosen in (agree, exact):
        if len(chosen) == 1:
            return chosen[0], _match(chosen[0], course)
    if not known:
        return owners[0], _match(owners[0], course)
    why = (
        "its name can be read in several ways: say whose it is by c.LMSExtractor.students, or"
        " rename it"
    )
    return owners[0], [Match(remark=why)]


def _match(owner: Owner, course: Course) -> list[Match]:
    for said in (owner.id, owner.name):
        if students := course.roster.given.get(said):
            return [Match(student, "by c.LMSExtractor.students") for student in students]
    return owner.lms.match(owner, course.roster, course.listed.get(owner.lms.name, Listed()))


def _known(owner: Owner, course: Course) -> bool:
    return owner.id in course.roster.given or owner.id in course.roster.ids


def _agrees(owner: Owner, course: Course) -> bool:
    students = course.roster.ids.get(owner.id, set())
    return owner.id in course.roster.given or any(
        course.roster.has_name(student, owner.name) for student in students
    )


# Names that no LMS gave: STUDENT_NOTEBOOK.ipynb, or by c.FileNameCollectorPlugin.named_regexp


def _by_pattern(entry: Entry, course: Course) -> dict[str, str] | None:
    """What a file's own name says: student_id and file_id, at times timestamp; None: nothing.

    A pattern is applied to the path that nbgrader would have extracted to, as its own collector
    does.
    """
    if not course.pattern:
        return _student_and_notebook(_last(entry.path), course)
    outer = [re.sub(r"(\.tar)?\.\w+$", "", name) for name in entry.path[:-1]]
    last = names.NOTEBOOK.sub(".ipynb", entry.path[-1])
    match = re.match(course.pattern, "/".join([str(course.extracted), *outer, last]))
    groups = match.groupdict() if match else {}
    return groups if groups.get("student_id") and groups.get("file_id") else None


def _student_and_notebook(file: str, course: Course) -> dict[str, str] | None:
    """The parts of STUDENT_NOTEBOOK.ipynb, whose NOTEBOOK is one of the assignment's.

    Of several ways to part them the one with a student of the gradebook is taken, then the
    one with the shortest.
    """
    ways = []
    for underscore in re.finditer("_", file) if course.notebooks else []:
        student, rest = file[: underscore.start()], file[underscore.end() :]
        named = names.notebook(rest, list(course.notebooks))
        if student and named and names.begins(rest, named.notebook):
            if len(known := course.roster.spelled_as(student)) == 1:
                (student,) = known
            ways.append((student not in course.roster.students, len(student), student, named))
    if not ways:
        return None
    *_, student, named = min(ways, key=lambda way: way[:2])
    return {"student_id": student, "file_id": named.notebook}


def _row_by_pattern(row: Row, groups: dict[str, str] | None, course: Course) -> Row:
    """The row of a file that has no LMS's name."""
    last = _last(row.path)
    if not names.is_notebook(last):
        loose = len(row.path) == 1 and last.lower().endswith(".csv")
        return replace(row, why=NO_TABLE if loose else course.no_notebook(last))
    if groups is None:
        return replace(row, why=course.not_named)
    student, released = groups["student_id"], list(course.notebooks)
    row = replace(row, matches=(Match(student),))
    named = names.notebook(f"{groups['file_id'].removesuffix('.ipynb')}.ipynb", released)
    copy = names.notebook(last, released)
    if not named or (course.pattern and copy and released and copy.notebook != named.notebook):
        return replace(row, why=course.no_such)
    if problem := usable_id(student):
        return replace(row, why=problem)
    if row.size == 0:
        return replace(row, why="an empty file")
    remark = ""
    if student not in course.roster.students:
        near = "".join(f"; {who} is" for who in course.roster.nearly(student))
        remark = f"{student} is not in the gradebook yet{near}"
    when, exact = row.time, False
    if groups.get("timestamp"):
        when, exact = _stated(groups["timestamp"]), True
    return replace(
        row, status=TAKEN, notebook=named.notebook, when=when, exact=exact,
        why=remark,
        order=(when or datetime.min, copy.copy if copy else 0, 0),
    )  # fmt: skip


def _stated(text: str) -> datetime | None:
    """A time that a file's name states, as nbgrader's own collector reads it; None: none."""
    try:
        return submitted_in_utc(text)
    except (ValueError, OverflowError):
        return None
