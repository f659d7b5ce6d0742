"""Collects the archives of Canvas and Moodle: the plug-ins of `nbgrader zip_collect`.

nbgrader's own extractor unpacks whatever there is, and its own collector knows one pattern of
names. Here the extractor looks at every member of every archive, decides whose notebook it is and
which try is the newest, and writes STUDENT/NOTEBOOK.ipynb for these alone. A table says what became
of each member. The collector then has nothing left to decide.
"""

from __future__ import annotations

import json
import logging
import os
import re
import secrets
import shutil
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import dateutil.parser
import dateutil.tz
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.plugins import ExtractorPlugin, FileNameCollectorPlugin
from nbgrader.utils import parse_utc
from sqlalchemy.engine import make_url
from traitlets import Bool, Dict, Integer, Unicode

from lms import archives, names, systems
from lms.archives import Entry, Limits
from lms.base import LMS, Owner
from lms.people import Match, Person, Roster, usable_id
from lms.tables import MOST, LmsError, read_csv, shown, some, write_csv, write_whole

TABLE, MEMORY = "collected.csv", "collected.json"
SECRET = "submission_secret.txt"  # nbgrader release_feedback stops at a submission without one
TAKEN, OLDER, OUT, REFUSED = "taken", "older", "left out", "refused"
OPENED, KEPT, READ = "opened", "kept", "read"
# What nbgrader says of each file and student while it copies.
EACH = (
    "Parsing file: ", "Copying from: ", "  Copying to: ", "Creating timestamp: ",
    "Found collected timestamp", "Clearing existing files in ", "Directory not found. Creating: ",
)  # fmt: skip
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


@dataclass
class Row:
    """A line of the table: what became of one member."""

    path: tuple[str, ...]
    status: str
    why: str = ""
    timing: str = ""  # what is said of the time of the student's whole submission
    size: int = 0
    time: datetime | None = None  # of the LMS's file, else of the file itself; in UTC
    when: datetime | None = None  # of the submission, as far as the archive says
    exact: bool = False  # whether that is the time itself, and not one before which it was
    student: str = ""
    by: str = ""  # what the student was found by
    notebook: str = ""
    owner: Owner | None = None
    order: tuple = ()
    staged: Path | None = None
    quiet: bool = False  # not worth a line on the terminal

    def cells(self) -> list[object]:
        """The line's cells, in HEADER's order."""
        owner = self.owner
        when = self.time.isoformat(" ", "seconds") if self.time else ""
        return [
            self.path[0], "/".join(self.path[1:]), self.status, self.student, self.notebook,
            owner.lms.name if owner else "", owner.id if owner else "", when, self.size,
            "; ".join(filter(None, [self.why, self.timing])),
        ]  # fmt: skip


@dataclass
class Plan:
    """What is taken, by student and notebook, and each student's time of submission."""

    rows: list[Row] = field(default_factory=list)
    taken: dict[str, dict[str, Row]] = field(default_factory=lambda: defaultdict(dict))
    times: dict[str, datetime | None] = field(default_factory=dict)
    late: dict[str, str] = field(default_factory=dict)  # what to say of a student's time


class LMSExtractor(ExtractorPlugin):
    """Reads an LMS's archives for ZipCollectApp; see the module's docstring."""

    students = Dict(
        help="Students of the gradebook by the id or name that the LMS has for them, where the "
        "gradebook's lms_user_id and names do not say it, as {'anon_a1B2c': 'ada'}."
    ).tag(config=True)
    timezone = Unicode(
        "UTC",
        help="Time zone of the times in archives and in Moodle's grading worksheet, and of those "
        "that are printed, as 'Asia/Singapore'.",
    ).tag(config=True)
    keep = Bool(
        True,
        help="Keep a student's notebooks that were collected before and are in no archive now.",
    ).tag(config=True)
    max_file = Integer(Limits.file, help="Bytes of a file, unpacked.").tag(config=True)
    max_ratio = Integer(Limits.ratio, help="Size unpacked over size packed.").tag(config=True)
    max_depth = Integer(Limits.depth, help="Archives in one another.").tag(config=True)
    max_total = Integer(Limits.total, help="Bytes of an LMS's archive, unpacked.").tag(config=True)
    max_members = Integer(Limits.members, help="Files in an LMS's archive.").tag(config=True)
    max_nested_total = Integer(
        Limits.nested_total, help="Bytes of a student's archive, unpacked."
    ).tag(config=True)
    max_nested_members = Integer(Limits.nested_members, help="Files in a student's archive.").tag(
        config=True
    )
    plan: Plan

    def extract(self, archive_path: str, extracted_path: str) -> None:
        """Read the archives and files in archive_path; write what is taken to extracted_path.

        Beside extracted_path come collected.csv, with a line for each member, and
        collected.json, from which feedback bundles know where each notebook came from.
        """
        source, target = Path(archive_path), Path(extracted_path)
        if dateutil.tz.gettz(self.timezone) is None:
            self.parent.fail(f"c.LMSExtractor.timezone: {self.timezone!r} is no time zone")
        for left in target.parent.glob(".collecting-*"):  # by a run that was killed
            shutil.rmtree(left)
        staging = Path(tempfile.mkdtemp(prefix=".collecting-", dir=target.parent))
        try:
            self._before = recall(target.parent / MEMORY)
            self.plan = self._decide(source, target, staging)
            changed = self._changed()
            for student, books in self.plan.taken.items():
                (target / student).mkdir()
                for name, row in books.items():
                    assert row.staged is not None
                    os.replace(row.staged, target / student / f"{name}.ipynb")
                (target / student / SECRET).write_text(self._secret(student))
        except LmsError as problem:
            self.parent.fail(str(problem))
        finally:
            shutil.rmtree(staging)
        rows = sorted(self.plan.rows, key=lambda row: row.path)
        write_csv(target.parent / TABLE, [HEADER, *(row.cells() for row in rows)])
        self._remember(target.parent / MEMORY)
        self._say_at_the_end(self._report(target.parent / TABLE, source, changed))

    # What each member is

    def _decide(self, source: Path, target: Path, staging: Path) -> Plan:
        app = self.parent
        assignment = app.coursedir.assignment_id
        with _gradebook(app) as gradebook:
            self._roster = (
                Roster.of(gradebook, self.students) if gradebook else Roster(given=self.students)
            )
            due = {one: _due(gradebook, assignment, one) for one in ["", *self._roster.students]}
        self._names, self._target = self._released(), target
        self._pattern = FileNameCollectorPlugin(parent=app).named_regexp
        self._listed: dict[str, dict[str, Person]] = defaultdict(dict)  # by LMS and id
        self._read: dict[str, LMS] = {}
        # Worksheets first: they say who is who in the archives beside them.
        for path in sorted(source.iterdir()):
            if _is_csv(path.name) and path.is_file() and not path.is_symlink():
                self._worksheet(path)
        limits = Limits(
            self.max_file, self.max_ratio, self.max_depth, self.max_total, self.max_members,
            self.max_nested_total, self.max_nested_members,
        )  # fmt: skip
        plan = Plan()
        for number, entry in enumerate(archives.read_folder(source, limits)):
            row = self._row(entry)
            plan.rows.append(row)
            if row.status == TAKEN:
                row.staged = staging / str(number)
                row.staged.write_bytes(entry.data)
        self._namesakes(plan)
        self._newest(plan)
        if self.keep:
            self._kept(plan, staging)
        for student, books in plan.taken.items():
            limit = due.get(student, due[""])
            when = plan.times[student] = self._submitted(student, books, limit)
            said = sorted({row.timing for row in books.values()} - {""})
            if said or (when and limit and when > limit):
                plan.late[student] = "; ".join(said) or "late"
        return plan

    def _released(self) -> list[str]:
        """The assignment's notebooks, as they were released, else as the source has them."""
        coursedir = self.parent.coursedir
        for folder in (coursedir.release_directory, coursedir.source_directory):
            path = Path(coursedir.format_path(folder, ".", coursedir.assignment_id))
            if found := sorted(one.stem for one in path.glob("*.ipynb")):
                return found
        self.log.warning("%s is neither released nor in source/: its notebooks are not known",
                         coursedir.assignment_id)  # fmt: skip
        return []

    def _worksheet(self, path: Path) -> None:
        """Read a table that says who is who in the archives, if it is one of an LMS's."""
        try:
            if path.stat().st_size > self.max_file:
                return
            rows = read_csv(path)
            for system in systems.SYSTEMS.values():
                if listed := system.listing(rows, path.name):
                    self._listed[system.name] |= listed
                    self._read[archives.clean(path.name)] = system
        except LmsError as problem:
            self.log.warning("%s", problem)

    def _row(self, entry: Entry) -> Row:
        times = [self._utc(time) for time in entry.times]
        row = Row(entry.path, OUT, entry.why, size=entry.size, time=times[-1])
        last = entry.path[-1].rstrip("/").rsplit("/", 1)[-1]
        owners, level, at_end = self._owners(entry.path)
        if entry.kind in ("refused", "archive"):
            row.status = REFUSED if entry.kind == "refused" else OPENED
            row.owner, row.quiet = next(iter(owners), None), entry.kind == "archive"
            return row
        if entry.kind == "folder":
            row.why, row.quiet = "a folder", True
            return row
        if reason := archives.noise(entry.path):
            row.why, row.quiet = reason, True
            return row
        if entry.path[0] in self._read:
            row.status, row.why = READ, f"{self._read[entry.path[0]].title}'s grading worksheet"
            return row
        pattern = self._by_pattern(entry)
        if at_end and pattern and not any(self._plausible(owner) for owner in owners):
            owners = []
        if not owners:
            self._take_by_pattern(row, pattern, last)
            return row
        owner, match = self._whose(owners)
        file = owner.file if at_end and owner.file else last
        row.owner, row.student, row.by = owner, match.student, match.by
        row.time = row.when = times[level]
        found = names.notebook(file, self._names)
        if owner.plugin in ("text", "onlinetext"):
            row.why = "a text entry or a link, not a file"
        elif not names.is_notebook(file):
            row.why = "not a notebook"
        elif not found:
            row.why = self._no_such()
        elif entry.size == 0:
            row.why = "an empty file"
        elif not match.student:
            row.why = match.remark
        elif problem := usable_id(match.student):
            row.why = problem
        else:
            row.status, row.notebook = TAKEN, found.notebook
            row.why = "; ".join(filter(None, [match.remark, found.remark]))
            # Times in a student's own archive tell versions apart; in an LMS's all are alike.
            own = times[-1] if len(times) > level + 1 else None
            row.order = (own or datetime.min, found.copy, -entry.path[-1].count("/"))
        return row

    def _no_such(self) -> str:
        return f"no notebook of this assignment is named so; they are {', '.join(self._names)}"

    def _owners(self, path: tuple[str, ...]) -> tuple[list[Owner], int, bool]:
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

    def _plausible(self, owner: Owner) -> bool:
        """Whether a name that could be an LMS's is: its student is known, or its notebook."""
        named = bool(names.notebook(owner.file, self._names))
        return owner.lms.certain or self._known(owner) or named

    def _whose(self, owners: list[Owner]) -> tuple[Owner, Match]:
        """The owner among those that a name may mean, and the student."""
        if len(owners) == 1:
            return owners[0], self._match(owners[0])
        # The name has more numbers than Canvas gives it: the student's name must agree, or the
        # rest must be a notebook's name to the letter.
        known = [one for one in owners if self._known(one)]
        agree = [one for one in known if self._agrees(one)]
        exact = [
            one
            for one in owners
            if (found := names.notebook(one.file, self._names)) and not found.remark
        ]
        for chosen in (agree, exact):
            if len(chosen) == 1:
                return chosen[0], self._match(chosen[0])
        if not known:
            return owners[0], self._match(owners[0])
        return owners[0], Match(
            remark="its name can be read in several ways: say whose it is by"
            " c.LMSExtractor.students, or rename it"
        )

    def _known(self, owner: Owner) -> bool:
        return owner.id in self.students or owner.id in self._roster.ids

    def _agrees(self, owner: Owner) -> bool:
        students = self._roster.ids.get(owner.id, set())
        return owner.id in self.students or any(
            self._roster.has_name(student, owner.name) for student in students
        )

    def _match(self, owner: Owner) -> Match:
        return owner.lms.match(owner, self._roster, self._listed[owner.lms.name])

    # Names by c.FileNameCollectorPlugin.named_regexp, as nbgrader's own collector reads them

    def _by_pattern(self, entry: Entry) -> dict[str, str] | None:
        """The groups of the pattern, applied to the path that nbgrader would have extracted to."""
        outer = [re.sub(r"(\.tar)?\.\w+$", "", name) for name in entry.path[:-1]]
        last = names.NOTEBOOK.sub(".ipynb", entry.path[-1])
        match = re.match(self._pattern, "/".join([str(self._target), *outer, last]))
        groups = match.groupdict() if match and self._pattern else {}
        return groups if groups.get("student_id") and groups.get("file_id") else None

    def _take_by_pattern(self, row: Row, groups: dict[str, str] | None, last: str) -> None:
        if not names.is_notebook(last):
            row.why = "not a notebook"
            return
        if groups is None:
            row.why = ("not named as Canvas or Moodle names files, nor by"
                       " c.FileNameCollectorPlugin.named_regexp")  # fmt: skip
            return
        student = row.student = groups["student_id"]
        found = names.notebook(f"{groups['file_id'].removesuffix('.ipynb')}.ipynb", self._names)
        copy = names.notebook(last, self._names)
        if not found or (copy and self._names and copy.notebook != found.notebook):
            row.why = self._no_such()
        elif problem := usable_id(student):
            row.why = problem
        elif row.size == 0:
            row.why = "an empty file"
        else:
            row.status, row.notebook = TAKEN, found.notebook
            if student not in self._roster.students:
                row.why = f"{student} is not in the gradebook yet"
            row.when = row.time
            row.order = (row.time or datetime.min, copy.copy if copy else 0, 0)
            if groups.get("timestamp"):
                row.when, row.exact = _stated(groups["timestamp"]), True
                row.order = (row.when or datetime.min, *row.order[1:])

    # Which of several is taken

    def _namesakes(self, plan: Plan) -> None:
        """Two persons of the LMS who were taken for one student by their name: neither is."""
        ids = defaultdict(set)
        for row in plan.rows:
            if row.status == TAKEN and row.owner:
                ids[row.owner.lms.name, row.student].add(row.owner.id)
        for row in plan.rows:
            if row.status == TAKEN and row.owner and row.by == "name":
                found = sorted(ids[row.owner.lms.name, row.student])
                if len(found) > 1:
                    row.status = OUT
                    row.why = (
                        f"persons with the ids {', '.join(found)} have this name: import the roster"
                    )

    def _newest(self, plan: Plan) -> None:
        """Take the newest of each notebook: by Canvas's attachment, else by the archive's time."""
        downloads: dict[str, datetime] = {}
        for row in plan.rows:
            if row.time and len(row.path) == 2:
                downloads[row.path[0]] = max(row.time, downloads.get(row.path[0], row.time))
        groups = defaultdict(list)
        for number, row in enumerate(plan.rows):
            if row.status == TAKEN:
                when = downloads.get(row.path[0], row.time)
                lms = row.owner.lms.name if row.owner else ""
                attempt = row.owner.attachment if row.owner else 0
                row.order = (attempt, when or datetime.min, *row.order, row.path, number)
                groups[row.student, row.notebook, lms].append(row)
        best = defaultdict(list)
        for (student, notebook, _), rows in groups.items():
            best[student, notebook].append(max(rows, key=lambda row: row.order))
        for (student, notebook), rows in best.items():
            plan.taken[student][notebook] = max(rows, key=lambda row: row.order[1:])
        for row in plan.rows:
            if row.status == TAKEN and (newest := plan.taken[row.student][row.notebook]) is not row:
                row.status = OLDER
                row.why = "; ".join(filter(None, [f"newer: {'/'.join(newest.path)}", row.why]))
                assert row.staged is not None
                assert newest.staged is not None
                # What was there in an earlier download was submitted by then.
                if row.when and newest.when and _same(row.staged, newest.staged):
                    newest.when = min(newest.when, row.when)

    def _kept(self, plan: Plan, staging: Path) -> None:
        """nbgrader empties a student's folder before it copies: copy what would be lost."""
        for student, books in plan.taken.items():
            for path in sorted(self._submission(student).glob("*.ipynb")):
                known = not self._names or path.stem in self._names
                if path.stem in books or not known or path.is_symlink() or not path.is_file():
                    continue
                row = Row((str(path.parent), path.name), KEPT, "collected before", student=student)
                row.notebook, row.size = path.stem, path.stat().st_size
                row.staged = staging / f"kept-{len(plan.rows)}"
                shutil.copyfile(path, row.staged)
                plan.rows.append(row)
                books[path.stem] = row

    def _submission(self, student: str) -> Path:
        coursedir = self.parent.coursedir
        return Path(
            coursedir.format_path(coursedir.submitted_directory, student, coursedir.assignment_id)
        )

    def _secret(self, student: str) -> str:
        """What hides a student's feedback in the exchange: as it was, else a new one."""
        path = self._submission(student) / SECRET
        if path.is_file() and not path.is_symlink() and path.stat().st_size < 1000:
            return path.read_text("utf-8", "replace")
        return secrets.token_hex(64)

    # When it was submitted

    def _submitted(
        self, student: str, books: dict[str, Row], due: datetime | None
    ) -> datetime | None:
        """A student's time of submission, in UTC without zone; None: not known.

        Archives have the time of the download: the submission was before it. So it counts as in
        time unless the LMS says late.
        """
        for row in books.values():
            owner = row.owner
            if owner and (person := self._listed[owner.lms.name].get(owner.id)):
                said = person.submitted
                try:
                    row.when = self._utc(dateutil.parser.parse(said, dayfirst=True))
                    row.exact = True
                except (ValueError, OverflowError):
                    row.timing = f"the worksheet's time {said!r} cannot be read"
            elif owner and owner.late:
                row.timing = "late, but the gradebook has no due date for it"
                if due:
                    row.when, row.exact = due + timedelta(seconds=1), True
                    row.timing = "late: counted as a second after the due date"
            elif row.when and due and not row.exact:
                row.when = min(row.when, due)
        when = max((row.when for row in books.values() if row.when), default=None)
        exact = any(row.exact for row in books.values())
        before = self.parent.coursedir.get_existing_timestamp(str(self._submission(student)))
        if before and when and not exact and not self._differs(student, books):
            return min(when, before)  # a later download of the same
        return when

    def _differs(self, student: str, books: dict[str, Row]) -> bool:
        """Whether anything is not as it was collected before."""
        folder = self._submission(student)
        for name, row in books.items():
            old = folder / f"{name}.ipynb"
            if row.staged and not (old.is_file() and _same(old, row.staged)):
                return True
        return False

    def _utc(self, when: datetime | None) -> datetime | None:
        if when is None:
            return None
        if when.tzinfo is None:
            when = when.replace(tzinfo=dateutil.tz.gettz(self.timezone))
        return when.astimezone(UTC).replace(tzinfo=None)

    # What is said and remembered

    def _changed(self) -> list[str]:
        """Students graded before whose new files nbgrader would not see as newer."""
        changed = []
        coursedir = self.parent.coursedir
        for student, books in self.plan.taken.items():
            graded = Path(coursedir.format_path(
                coursedir.autograded_directory, student, coursedir.assignment_id))  # fmt: skip
            if not graded.exists():
                continue
            before = coursedir.get_existing_timestamp(str(graded))
            now = self.plan.times.get(student)
            if not (before and now and now > before) and self._differs(student, books):
                changed.append(student)
        return sorted(changed)

    def _remember(self, path: Path) -> None:
        """Write what feedback bundles need: the LMS of each student, and whence each notebook."""
        memory = self._before
        for student, books in self.plan.taken.items():
            owned = [row for row in books.values() if row.owner]
            latest = max(owned, key=lambda row: row.order[1]) if owned else self._upload(student)
            if latest is None or latest.owner is None:
                memory.pop(student, None)
                continue
            # Canvas takes back a page only with an attachment of the newest attempt.
            download = latest.path[0] if len(latest.path) > 1 else None
            whence = memory.get(student, {}).get("notebooks", {})
            for name in list(whence):
                if name not in books or books[name].status != KEPT:
                    del whence[name]
                else:
                    whence[name]["current"] = False
            for name, row in books.items():
                if row.owner:
                    current = download is None or row.path[0] == download
                    whence[name] = {"prefix": row.owner.prefix, "file": row.owner.file,
                                    "current": current}  # fmt: skip
            memory[student] = {
                "lms": latest.owner.lms.name, "prefix": latest.owner.prefix, "notebooks": whence,
            }  # fmt: skip
        write_whole(path, json.dumps(memory, indent=1, sort_keys=True, ensure_ascii=False).encode())

    def _upload(self, student: str) -> Row | None:
        """A student's newest upload of which nothing was taken; None: there is none.

        Its notebook may have come under another name, by hand: feedback goes with the upload.
        """
        found = [
            row
            for row in self.plan.rows
            if row.student == student and row.status == OUT and row.owner and row.owner.prefix
        ]
        attempt = lambda row: (row.owner.attachment, row.time or datetime.min)
        return max(found, key=attempt, default=None)

    def _report(self, table: Path, source: Path, changed: list[str]) -> list[str]:
        plan, assignment = self.plan, self.parent.coursedir.assignment_id
        counts = Counter(row.status for row in plan.rows)
        statuses = [TAKEN, OLDER, OUT, REFUSED, OPENED, KEPT, READ]
        words = ", ".join(f"{counts[one]} {one}" for one in statuses if counts[one])
        lines = [f"{assignment}: {len(plan.taken)} students; {words or 'nothing there'}"]
        if times := sorted(when for when in plan.times.values() if when):
            first, last = self._shown_time(times[0]), self._shown_time(times[-1])
            lines.append(f"  submitted {first}" + (f" to {last}" if last != first else ""))
        lines += [*self._who(), *self._which()]
        for student, said in sorted(plan.late.items()):
            lines.append(f"  {student}: {said} ({self._shown_time(plan.times[student])})")
        if any(row.why == self._no_such() for row in plan.rows if row.status == OUT):
            lines.append(f"To take a file for a notebook, copy it into {source} as"
                         " STUDENT_NOTEBOOK.ipynb, and collect again")  # fmt: skip
        if changed:
            lines.append("Files changed after they were graded, but no time says so. Grade again:")
            lines += [
                f"  python -m grading autograde {assignment} --force --student {one}"
                for one in changed
            ]
            lines.append(f"and then: python -m grading feedback {assignment}")
        return [*lines, f"Every file has a line in {table}"]

    def _who(self) -> Iterator[str]:
        """How many students have all notebooks, and who has which others."""
        groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for student, books in sorted(self.plan.taken.items()):
            groups[tuple(sorted(books))].append(student)
        for found, students in sorted(groups.items(), key=lambda one: (-len(one[1]), one[0])):
            if self._names and set(self._names) <= set(found):
                yield f"  all notebooks: {len(students)} students"
            else:
                yield f"  {', '.join(found)}: {len(students)} students: {some(students)}"

    def _which(self) -> Iterator[str]:
        """The files of which there is something to say; of many that are alike, the first."""
        groups = defaultdict(list)
        for row in sorted(self.plan.rows, key=lambda row: row.path):
            if row.why and not row.quiet:
                reason = row.why if row.status in (OUT, REFUSED) else ""
                groups[row.status, reason].append(row)
        order = [READ, KEPT, TAKEN, OLDER, REFUSED, OUT]
        for (status, _), rows in sorted(
            groups.items(), key=lambda one: (order.index(one[0][0]), one[0])
        ):
            for row in rows[:MOST]:
                yield f"  {status}: {'/'.join(row.path)}: {row.why}"
            if more := len(rows) - len(rows[:MOST]):
                yield f"  {status}: and {more} more"

    def _shown_time(self, when: datetime | None) -> str:
        """A time of UTC's in the course's zone, which is named."""
        if when is None:
            return "no time"
        there = when.replace(tzinfo=UTC).astimezone(dateutil.tz.gettz(self.timezone))
        return f"{there:%Y-%m-%d %H:%M:%S} {self.timezone}"

    def _say_at_the_end(self, lines: list[str]) -> None:
        """Print lines when nbgrader has copied all files, and keep it from a line for each file.

        ZipCollectApp calls no plug-in after the last file, so its own method is wrapped. With
        --debug nbgrader says what it always does.
        """
        app = self.parent
        copy, quiet = app.process_extracted_files, app.log_level > logging.DEBUG
        few = lambda record: not (quiet and str(record.msg).startswith(EACH))

        def copy_and_say() -> None:
            app.log.addFilter(few)
            try:
                copy()
            finally:
                app.log.removeFilter(few)
            print("\n".join(shown(line) for line in lines), flush=True)

        app.process_extracted_files = copy_and_say


class LMSCollector(FileNameCollectorPlugin):
    """Says of each file that LMSExtractor wrote whose it is."""

    def collect(self, submitted_file: str) -> dict | None:
        """Student, notebook and time of a file in the extracted folder; None: nothing of ours."""
        extractor = getattr(self.parent, "extractor_plugin_inst", None)
        if not isinstance(extractor, LMSExtractor):
            return super().collect(submitted_file)
        path = Path(submitted_file)
        student = path.parent.name
        if student not in extractor.plan.taken:
            return None
        found: dict[str, Any] = {"student_id": student, "file_id": path.name}
        if when := extractor.plan.times.get(student):
            found["timestamp"] = when
        return found


def recall(path: Path) -> dict[str, Any]:
    """What collected.json says of each student; empty if there is none."""
    try:
        return json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except ValueError:
        raise LmsError(f"{path} is damaged: delete it, and collect again") from None


@contextmanager
def _gradebook(app: Any) -> Iterator[Gradebook | None]:
    """The course's gradebook; None where there is none yet."""
    file = make_url(app.coursedir.db_url)
    if file.drivername == "sqlite" and file.database and not Path(file.database).exists():
        yield None
    else:
        with Gradebook(app.coursedir.db_url, app.coursedir.course_id) as gradebook:
            yield gradebook


def _due(gradebook: Gradebook | None, assignment: str, student: str) -> datetime | None:
    """When a student has to hand in, with an extension if there is one; "": any student."""
    if gradebook is None:
        return None
    with suppress(MissingEntry):
        due = gradebook.find_assignment(assignment).duedate
        if due and student:
            with suppress(MissingEntry):
                return gradebook.find_submission(assignment, student).duedate
        return due
    return None


def _stated(text: str) -> datetime | None:
    """A time that a file's name states, as nbgrader's own collector reads it; None: none."""
    try:
        return parse_utc(text)
    except (ValueError, OverflowError):
        return None


def _is_csv(name: str) -> bool:
    return name.lower().endswith(".csv")


def _same(one: Path, other: Path) -> bool:
    return one.stat().st_size == other.stat().st_size and one.read_bytes() == other.read_bytes()
