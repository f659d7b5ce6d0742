"""Collects the archives of Canvas and Moodle: the plug-ins of `nbgrader zip_collect`.

nbgrader's own extractor unpacks whatever there is, and its own collector knows one pattern of
names. Here the extractor looks at every member of every archive, decides whose notebook it is and
which try is the newest, and writes STUDENT/NOTEBOOK.ipynb for these alone. A table says what became
of each member. The collector then has nothing left to decide.
"""

from __future__ import annotations

import glob
import hashlib
import json
import logging
import re
import secrets
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import dateutil.tz
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.apps import ZipCollectApp
from nbgrader.plugins import ExtractorPlugin, FileNameCollectorPlugin
from sqlalchemy.engine import make_url
from traitlets import Bool, Dict, Integer, Unicode

from grading.gradebook_check import in_words
from grading.sharing import share
from grading.submission import not_handed_in
from grading.writing import write_whole
from lms import archives, systems
from lms.archives import Entry, Limits
from lms.base import LMS
from lms.errors import LmsError, shown
from lms.members import HEADER, KEPT, Course, File, Submission
from lms.names import is_notebook
from lms.people import Listed, Person, Roster
from lms.plan import Plan, plan_collection
from lms.summary import Summary
from lms.tables import Table, csv_files, read_csv, write_csv

TABLE, MEMORY = "collected.csv", "collected.json"
SECRET = "submission_secret.txt"  # nbgrader release_feedback stops at a submission without one
# What nbgrader says of each file and student while it copies.
EACH = (
    "Parsing file: ", "Copying from: ", "  Copying to: ", "Creating timestamp: ",
    "Found collected timestamp", "Clearing existing files in ", "Directory not found. Creating: ",
)  # fmt: skip


class LMSExtractor(ExtractorPlugin):
    """Reads an LMS's archives for ZipCollectApp; see the module's docstring."""

    students = Dict(
        help="Students of the gradebook by the id or name that the LMS has for them, where the "
        "gradebook's lms_user_id and names do not say it, as {'anon_a1B2c': 'ada'}; of a team"
        " several, as {'The Austins': ['ada', 'ben']}."
    ).tag(config=True)
    timezone = Unicode(
        "UTC",
        help="Time zone of the times in archives and in Moodle's grading worksheet, and of those "
        "that are printed, as 'Asia/Singapore'.",
    ).tag(config=True)
    dayfirst = Bool(
        None,
        allow_none=True,
        help="Whether 03/06/2025 in Moodle's grading worksheet is 3 June. Unset, the other dates"
        " of the worksheet tell; where they do not, such a time is named and not used.",
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

    def __init__(self, **kwargs: Any) -> None:
        """See the class. Ends the command where there is no folder to collect from."""
        super().__init__(**kwargs)
        app = self.parent
        if isinstance(app, ZipCollectApp):
            folder = Path(app.coursedir.root, app.collect_directory_structure.format(
                downloaded=app.downloaded_directory, assignment_id=self._assignment,
                collect_step=app.archive_directory))  # fmt: skip
            if not folder.is_dir():
                app.fail("%s", self._no_folder(folder))

    def _no_folder(self, folder: Path) -> str:
        """That there is nothing to collect from, and what there is instead."""
        known = sorted({
            path.name
            for place in (self.parent.coursedir.source_directory,
                          self.parent.coursedir.release_directory)
            for path in Path(self.parent.coursedir.root, place).glob("*")
            if path.is_dir()
        })  # fmt: skip
        named = f"; assignments of this course: {', '.join(known)}" if known else ""
        return (
            f"There is no folder {folder}. Put what the LMS gives for download into it, and run the"
            f" same command again{named}"
        )

    def extract(self, archive_path: str, extracted_path: str) -> None:
        """Read the archives and files in archive_path; write what is taken to extracted_path.

        Beside extracted_path come collected.csv, with a line for each member, and
        collected.json, from which feedback bundles know where each notebook came from.
        """
        share(self.parent.coursedir)
        source, target = Path(archive_path), Path(extracted_path)
        if dateutil.tz.gettz(self.timezone) is None:
            self.parent.fail(f"c.LMSExtractor.timezone: {self.timezone!r} is no time zone")
        for left in target.parent.glob(".collecting-*"):  # by a run that was killed
            shutil.rmtree(left)
        staging = Path(tempfile.mkdtemp(prefix=".collecting-", dir=target.parent))
        try:
            origins = recall(target.parent / MEMORY)
            course = self._course(source, target)
            entries = list(_put_aside(archives.read_folder(source, self._limits()), staging))
            self.plan = plan_collection(entries, course, origins, self.keep)
            self._carry_out(course, staging, target)
        except LmsError as problem:
            self.parent.fail(str(problem))
        finally:
            shutil.rmtree(staging)
        table = target.parent / TABLE
        summary = Summary(
            self.plan, self._assignment, course.notebooks, self.timezone, course.no_such
        )
        self._say_at_the_end(list(summary.lines(table, source)))

    @property
    def _assignment(self) -> str:
        return self.parent.coursedir.assignment_id

    def _limits(self) -> Limits:
        return Limits(
            self.max_file, self.max_ratio, self.max_depth, self.max_total, self.max_members,
            self.max_nested_total, self.max_nested_members,
        )  # fmt: skip

    # What a plan is made from

    def _course(self, source: Path, target: Path) -> Course:
        """All that is known of the course, its people, and what was collected before."""
        given = {
            said: (students,) if isinstance(students, str) else tuple(students)
            for said, students in self.students.items()
        }
        with in_words(self.parent), _gradebook(self.parent) as gradebook:
            roster = Roster.of(gradebook, given) if gradebook else Roster(given=given)
            notebooks = self._notebooks(gradebook)
            due = {
                student: _due(gradebook, self._assignment, student)
                for student in ["", *roster.students]
            }
        listed, tables = self._listed(source, roster)
        zone = dateutil.tz.gettz(self.timezone)
        assert zone is not None
        return Course(
            notebooks, roster, listed, tables,
            FileNameCollectorPlugin(parent=self.parent).named_regexp, target, zone, due,
            self._submissions(), self.dayfirst,
        )  # fmt: skip

    def _notebooks(self, gradebook: Gradebook | None) -> tuple[str, ...]:
        """The assignment's notebooks, as they were released, else as source or gradebook have."""
        coursedir = self.parent.coursedir
        for folder in (coursedir.release_directory, coursedir.source_directory):
            path = Path(coursedir.format_path(folder, ".", self._assignment))
            if notebooks := sorted(book.stem for book in path.glob("*.ipynb")):
                return tuple(notebooks)
        with suppress(MissingEntry):
            if gradebook:
                books = gradebook.find_assignment(self._assignment).notebooks
                return tuple(sorted(book.name for book in books))
        self.log.warning("%s is neither released nor in source/: its notebooks are not known",
                         self._assignment)  # fmt: skip
        return ()

    def _listed(self, source: Path, roster: Roster) -> tuple[dict[str, Listed], dict[str, LMS]]:
        """The tables that say who is who in the archives beside them: their persons, and files."""
        persons: dict[str, list[Person]] = defaultdict(list)
        tables: dict[str, LMS] = {}
        for name, system in systems.SYSTEMS.items():
            kept = Path(self.parent.coursedir.root) / system.roster
            if kept.is_file() and (table := self._table(kept, roster)):
                with suppress(LmsError):
                    # It may be of another assignment: no number or time of it counts here.
                    persons[name] += [
                        replace(person, lms_id="", submitted="")
                        for person in system.people(table, kept.name)
                        if isinstance(person, Person)
                    ]
        for path in csv_files(source):
            if table := self._table(path, roster):
                for name, system in systems.SYSTEMS.items():
                    try:
                        listed = system.listing(table, path.name)
                    except LmsError as problem:
                        self.log.warning("%s", problem)
                        continue
                    if listed:
                        persons[name] += listed
                        tables[archives.clean(path.name)] = system
        return {name: Listed.of(people) for name, people in persons.items()}, tables

    def _table(self, path: Path, roster: Roster) -> Table | None:
        """The table in a file; None, and a word, if it is none."""
        try:
            if path.stat().st_size > self.max_file:
                return None
            table = read_csv(path, roster.spellings)
        except LmsError as problem:
            self.log.warning("%s", problem)
            return None
        if table.remark:
            self.log.warning("%s", table.remark)
        return table

    def _submissions(self) -> dict[str, Submission]:
        """What lies in submitted/, by student."""
        coursedir = self.parent.coursedir
        step, root = coursedir.submitted_directory, Path(coursedir.root)
        shape = coursedir.directory_structure.format(
            nbgrader_step=step, student_id="*", assignment_id=glob.escape(self._assignment)
        )
        named = coursedir.format_path(
            step, "(?P<student>[^/]+)", re.escape(self._assignment), escape=True
        )
        submissions = {}
        for path in sorted(glob.glob(shape, root_dir=root)):
            if match := re.fullmatch(named, str(root / path)):
                student = match["student"]
                graded = Path(coursedir.format_path(
                    coursedir.autograded_directory, student, self._assignment))  # fmt: skip
                submissions[student] = Submission(
                    {
                        book.stem: File(book, book.stat().st_size, _digest(book.read_bytes()))
                        for book in sorted((root / path).glob("*.ipynb"))
                        if book.is_file() and not book.is_symlink()
                    },
                    coursedir.get_existing_timestamp(str(root / path)),
                    graded.exists(),
                    coursedir.get_existing_timestamp(str(graded)),
                )
        return submissions

    def _folder(self, student: str) -> Path:
        """A student's submission."""
        coursedir = self.parent.coursedir
        return Path(coursedir.format_path(coursedir.submitted_directory, student, self._assignment))

    # Its carrying out

    def _carry_out(self, course: Course, staging: Path, target: Path) -> None:
        """Write what is taken, the table of it, and whence it came."""
        for student, books in self.plan.taken.items():
            (target / student).mkdir()
            files = course.submitted.get(student, Submission()).files
            for name, row in books.items():
                here = files[name].path if row.status == KEPT else staging / row.digest
                shutil.copyfile(here, target / student / f"{name}.ipynb")
            (target / student / SECRET).write_text(_secret(self._folder(student) / SECRET))
        write_csv(target.parent / TABLE, [HEADER, *(row.cells() for row in self.plan.rows)])
        memory = json.dumps(self.plan.origins, indent=1, sort_keys=True, ensure_ascii=False)
        write_whole(target.parent / MEMORY, memory)

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
            absent = not_handed_in(app.coursedir, some_of_it=False)
            print("\n".join(shown(line) for line in [*lines, *absent]), flush=True)
            if not self.plan.taken:
                app.fail("Nothing was collected")

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
        told: dict[str, Any] = {"student_id": student, "file_id": path.name}
        if when := extractor.plan.times.get(student):
            told["timestamp"] = when
        return told


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


def _put_aside(entries: Iterable[Entry], staging: Path) -> Iterator[Entry]:
    """The entries without their bytes: those of notebooks go into a folder, by their digest."""
    for entry in entries:
        if is_notebook(entry.path[-1]):
            entry = replace(entry, digest=_digest(entry.data))
            (staging / entry.digest).write_bytes(entry.data)
        yield replace(entry, data=b"")


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _secret(path: Path) -> str:
    """What hides a student's feedback in the exchange: as it was, else a new one."""
    if path.is_file() and not path.is_symlink() and path.stat().st_size < 1000:
        return path.read_text("utf-8", "replace")
    return secrets.token_hex(64)
