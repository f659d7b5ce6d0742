"""Autograding a class: many notebooks at once, recorded by one process, and safe to interrupt.

nbgrader's own converter does all that it does for a submission. What differs: notebooks are run
ahead, by an executor, and what is written appears under its name only when it is whole.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import shutil
import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from logging import Logger
from pathlib import Path
from typing import Any

import nbformat
from nbgrader import utils
from nbgrader.api import Assignment, Gradebook, MissingEntry, Student, SubmittedAssignment
from nbgrader.converters import Autograde, NbGraderException
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import undefer
from traitlets import Bool, Integer, Unicode
from traitlets.utils.importstring import import_item

from grading.batch.progress import Progress
from grading.checked import current
from grading.execution import (
    Execute,
    Job,
    JobRefused,
    Result,
    execute,
    files_in,
    graded_by,
    notebooks_of,
    pack,
    servers,
    settings_of,
    suited,
    versions,
    what_changed,
)
from grading.gradebook_check import missing
from grading.late import assign_penalties, forget_extensions
from grading.log import LogEntry, RunLog
from grading.process import ForkServer
from grading.submission import MAX_BYTES, Repair, fingerprint, note_of

PARTIAL = ".partial"  # in the folder of what is autograded: what is not whole yet
LEAST_AHEAD = 16  # notebooks


@dataclass
class Report:
    """What became of a run: the log's entries, who was up to date, and who failed, and why.

    outdated: who was graded by something else than what is now, which notebooks, and what changed;
    again: whether these were graded again. penalties: whose late penalty is another one now.
    gone: who was taken out of the gradebook after a grading, and whose submission is still there.
    late: seconds, of those whose submissions were graded. waiting: submissions of the whole class
    with answers that a person must grade.
    """

    entries: list[LogEntry] = field(default_factory=list)
    current: list[str] = field(default_factory=list)
    outdated: dict[str, str] = field(default_factory=dict)
    again: bool = True
    penalties: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)
    late: dict[str, float] = field(default_factory=dict)
    waiting: int = 0
    unchecked: str = ""  # why nothing is known of how the tests compare with stock nbgrader
    jobs: int = 0
    seconds: float = 0.0


class ClassAutograde(Autograde):
    """Autogrades as Autograde does, many notebooks at a time."""

    jobs = Integer(
        os.cpu_count() or 1, min=1, help="Notebooks that run at a time on this machine."
    ).tag(config=True)
    scheduler = Unicode(
        "", help="Address of a Dask scheduler, whose workers run the notebooks; empty: run here."
    ).tag(config=True)

    regrade = Bool(
        True,
        help="""Whether notebooks that were graded by other tests, points, files, settings, or by
        another version of the engine, than there are now, are graded again; if not, they are only
        named.""",
    ).tag(config=True)

    release_command = Unicode(
        "nbgrader generate_assignment {assignment}",
        help="How this course releases an assignment, as messages tell it.",
    ).tag(config=True)

    runs_here = False  # what GradingExporter asks: whether it is to start the fork server

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.report = Report()
        self.partial = False
        self.ready: dict[str, Future[Result]] = {}
        first = [pp if isinstance(pp, type) else import_item(pp) for pp in
                 self.autograde_preprocessors[:1]]  # fmt: skip
        if not first or not issubclass(first[0], Execute):
            raise NbGraderException(
                "c.Autograde.autograde_preprocessors must begin with grading.execute.Execute, as "
                "in the course's nbgrader_config.py."
            )
        self.engine: Execute = first[0](parent=self)

    # -- the run --------------------------------------------------------------------------------

    def convert_notebooks(self) -> None:
        """Grade all submissions that are due. Raises NbGraderException if one could not be."""
        started = time.monotonic()
        root = Path(self.coursedir.format_path(self.coursedir.autograded_directory, ".", "."))
        with sole_run(Path(self.coursedir.root), self.log), self.executor() as executor:
            shutil.rmtree(root / PARTIAL, ignore_errors=True)
            try:
                self.grade_all(executor)
            finally:
                shutil.rmtree(root / PARTIAL, ignore_errors=True)
        self.report.seconds = time.monotonic() - started
        if self.report.failed:
            raise NbGraderException(f"{len(self.report.failed)} submissions could not be graded")

    @contextlib.contextmanager
    def executor(self) -> Iterator[Executor]:
        """Where notebooks run: threads of this process, or Dask's workers."""
        if self.scheduler:
            from grading.batch.cluster import workers

            with workers(self.scheduler) as (executor, self.report.jobs):
                yield executor
            return
        self.report.jobs = self.jobs
        executor = ThreadPoolExecutor(self.jobs, "grading")
        try:
            yield executor
        finally:
            executor.shutdown(wait=False, cancel_futures=True)

    def grade_all(self, executor: Executor) -> None:
        """Keep the executor busy, and record submissions as their notebooks are done."""
        self.prepare()
        everyone = {
            folder: books for folder, books in self.assignments.items() if not self.is_gone(folder)
        }
        waiting = deque(sorted(everyone))
        running: dict[str, list[Future[Result]]] = {}
        due = {folder: self.due(folder, everyone[folder]) for folder in everyone}
        total = sum(map(len, due.values()))
        ahead = max(LEAST_AHEAD, 4 * self.report.jobs)
        with Progress(total, self.log) as progress:
            while waiting or running:
                busy = [f for futures in running.values() for f in futures if not f.done()]
                if waiting and len(busy) < ahead:
                    folder = waiting.popleft()
                    running[folder] = self.run_ahead(executor, folder, due[folder], progress)
                    continue
                done = [
                    folder for folder, futures in running.items() if all(f.done() for f in futures)
                ]
                for folder in done:
                    student = self.ids(folder)[1]
                    if not due[folder] and student not in self.report.outdated:
                        self.report.current.append(student)
                    self.record(folder, due[folder] or everyone[folder], running.pop(folder))
                if not done:
                    wait(busy, return_when=FIRST_COMPLETED)
        self.look_back()

    def look_back(self) -> None:
        """Bring late penalties up to date, and find out what the gradebook says at the end."""
        graded = {entry.student for entry in self.report.entries}
        with Gradebook(self.coursedir.db_url, self.coursedir.course_id) as gradebook:
            name = self.coursedir.assignment_id
            self.report.penalties = assign_penalties(gradebook, name, self)
            submissions = gradebook.db.query(SubmittedAssignment).join(Assignment)
            submissions = submissions.filter(Assignment.name == name)
            for submission in submissions.options(undefer(SubmittedAssignment.needs_manual_grade)):
                self.report.waiting += submission.needs_manual_grade
                if submission.student_id in graded and submission.total_seconds_late:
                    self.report.late[submission.student_id] = submission.total_seconds_late

    def record(self, folder: str, notebooks: list[str], futures: list[Future[Result]]) -> None:
        """Have nbgrader record a submission whose notebooks were run."""
        for future in futures:
            if isinstance(error := future.exception(), JobRefused):
                self.log.error("%s", error)
                raise NbGraderException(str(error))
        self.assignments = {folder: notebooks}
        student = self.ids(folder)[1]
        try:
            super().convert_notebooks()
        except NbGraderException as error:
            if isinstance(error.__context__, SQLAlchemyError):
                raise error.__context__ from None
            if error.__context__ is not None:  # not of this submission alone
                raise
            why = next((str(f.exception()) for f in futures if f.exception()), "see the log above")
            self.report.failed[student] = why
            if shutil.disk_usage(self.coursedir.root).free < 2**20:
                message = "the disk is full: make room, and run the same command again"
                self.log.error(message)
                raise NbGraderException(message) from None
        finally:
            self.partial = False

    # -- ahead of the recording -----------------------------------------------------------------

    def ids(self, folder: str) -> tuple[str, str]:
        """The assignment and the student of a folder of submissions."""
        resources = self.init_single_notebook_resources(os.path.join(folder, "x.ipynb"))["nbgrader"]
        return resources["assignment"], resources["student"]

    def is_gone(self, folder: str) -> bool:
        """Whether a submission is of somebody who was graded and then taken out of the gradebook:
        nbgrader would enter them again, without a name. The report has them.
        """
        assignment, student = self.ids(folder)
        gone = (
            bool(self.students)
            and student not in self.students
            and Path(self._format_dest(assignment, student)).exists()
        )
        if gone:
            self.report.gone.append(student)
        return gone

    def due(self, folder: str, notebooks: list[str]) -> list[str]:
        """The notebooks of a submission that are to be graded: all of them, if it is one that
        nbgrader's init_destination would grade, of which we must know before it removes what there
        is, or if one was changed since; else those that something else has graded than what is now.
        """
        notebooks = sorted(notebooks)
        assignment, student = self.ids(folder)
        if student in self.coursedir.student_id_exclude.split(","):
            return []
        there = Path(self._format_dest(assignment, student))
        names = [Path(path).name for path in notebooks]
        if self.force or not there.exists():
            return notebooks
        if self.coursedir.notebook_id != "*" and not all((there / n).exists() for n in names):
            return notebooks
        new = self.coursedir.get_existing_timestamp(folder)
        old = self.coursedir.get_existing_timestamp(str(there))
        if new is not None and old is not None and new > old:
            return notebooks
        most = getattr(self.exporter, "max_bytes", MAX_BYTES)
        if changed := [path for path in notebooks if is_changed(Path(path), there, most)]:
            self.changed.add(str(there))
            names = sorted(Path(path).name for path in changed)
            self.log.warning("%s: changed since it was graded: %s", student, ", ".join(names))
            return notebooks
        return self.outdated(student, there, notebooks)

    def outdated(self, student: str, there: Path, notebooks: list[str]) -> list[str]:
        """Those of a student's notebooks in the folder there that something else has graded than
        what is now. They are named in the report."""
        changes: dict[str, list[str]] = {}
        for path in notebooks:
            note = note_of(there / Path(path).name)
            if Path(path).stem in self.now and "outcomes" in note:
                changes[path] = what_changed(note.get("graded_by"), self.now[Path(path).stem])
        old = [path for path, what in changes.items() if what]
        if not old:
            return []
        names = ", ".join(Path(path).stem for path in old)
        what = dict.fromkeys(what for path in old for what in changes[path])
        self.report.outdated[student] = f"{names} ({', '.join(what)})"
        if not self.regrade:
            return []
        self.changed.add(str(there))
        self.unchanged.update(old)
        return old

    def prepare(self) -> None:
        """Find out what is the same for all notebooks of this run."""
        self.settings = settings_of(self.engine)
        self.settings["ForkServer"] = suited(
            self.settings["ForkServer"], notebooks_of(self.coursedir)
        )
        if self.scheduler:
            self.settings["ForkServer"]["stay"] = 0.0  # elsewhere, Dask's workers stay
        if self.scheduler or self.jobs >= (os.cpu_count() or 1):
            # No processor is idle while the next pair of processes waits.
            self.settings["ForkServer"]["warm_up"] = ""
        _, self.report.unchecked = current(self.coursedir, self.coursedir.assignment_id)
        self.changed: set[str] = set()  # folders of what was graded before, and is to be again
        self.unchanged: set[str] = set()  # notebooks of which what grades them alone has changed
        self.report.again = self.regrade
        name = self.coursedir.assignment_id
        with Gradebook(self.coursedir.db_url, self.coursedir.course_id) as gradebook:
            if lacking := missing(gradebook):
                raise NbGraderException(lacking)
            self.students = {student for (student,) in gradebook.db.query(Student.id)}
            try:
                self.known = {book.name for book in gradebook.find_assignment(name).notebooks}
                forget_extensions(gradebook, name, self)
            except MissingEntry:
                raise NbGraderException(
                    f"the gradebook of this course folder knows no assignment {name} yet. "
                    f"Release it first: {self.release_command.format(assignment=name)}"
                ) from None
        source = self.coursedir.format_path(self.coursedir.source_directory, ".", name)
        self.of_course = files_in(source, self.coursedir.ignore)  # beside the notebooks, by name
        self.course_files = pack(self.of_course)
        self.now = {
            book: self.grading_now(name, book) for book in self.known if self.engine.enabled
        }

    def grading_now(self, assignment: str, notebook: str) -> dict[str, str]:
        """What would grade a notebook now."""
        here = {"assignment": assignment, "notebook": notebook, "db_url": self.coursedir.db_url}
        return graded_by(
            Repair(parent=self.exporter).tests(here), self.course_files,
            self.engine.timeouts, ForkServer(parent=self.engine),
        )  # fmt: skip

    def run_ahead(
        self, executor: Executor, folder: str, notebooks: list[str], progress: Progress
    ) -> list[Future[Result]]:
        """Sanitize the notebooks of a submission that is due, and have them run."""
        futures = []
        for path in notebooks:
            if Path(path).stem in self.known:
                self.ready[path] = self.run_one(executor, folder, path)
                self.ready[path].add_done_callback(lambda _: progress.step())
                futures.append(self.ready[path])
        return futures

    def run_one(self, executor: Executor, folder: str, path: str) -> Future[Result]:
        """Sanitize a notebook and have it run."""
        try:
            self._init_preprocessors()
            resources = self.init_single_notebook_resources(path)
            text, _ = self.exporter.from_filename(path, resources=resources)
            names = {key: resources["nbgrader"][key] for key in
                     ("student", "assignment", "notebook")}  # fmt: skip
            if not self.engine.enabled:
                done: Future[Result] = Future()
                done.set_result(Result(text, LogEntry(**names)))
                return done
            if not self.scheduler:
                with servers.use(self.settings) as server:
                    server.wait()  # before anything is written
            files = pack(self.accompanying(folder))
            job = Job(names, text, files, self.settings, versions(), self.course_files)
            return executor.submit(execute, job)
        except Exception as error:  # one submission's trouble is not the others'
            failed: Future[Result] = Future()
            failed.set_exception(error)
            return failed

    def accompanying(self, submitted: str) -> dict[str, Path]:
        """The files that nbgrader will put beside a submission's notebooks, by name."""
        assignment, _ = self.ids(submitted)
        kept = set(self.exclude_overwriting.get(assignment, []))
        files = files_in(submitted, self.coursedir.ignore) | {
            name: path for name, path in self.of_course.items() if name not in kept
        }
        return dict(sorted(files.items()))

    # -- what nbgrader calls for each submission --------------------------------------------------

    def init_destination(self, assignment_id: str, student_id: str) -> bool:
        """Whether to grade a submission; from here on its files go to a place aside."""
        there = str(Path(self._format_dest(assignment_id, student_id)))
        self.partial = super().init_destination(assignment_id, student_id) or there in self.changed
        return self.partial

    def _format_dest(self, assignment_id: str, student_id: str, escape: bool = False) -> str:
        where = self.coursedir.autograded_directory
        where = os.path.join(where, PARTIAL) if self.partial else where
        return self.coursedir.format_path(where, student_id, assignment_id, escape=escape)

    def convert_single_notebook(self, notebook_filename: str) -> None:
        """Record a notebook that was run."""
        result = self.ready.pop(notebook_filename).result()
        self.log.info("Autograding %s", notebook_filename)
        resources = self.exporter._init_resources(
            self.init_single_notebook_resources(notebook_filename)
        )
        resources["metadata"]["name"] = resources["nbgrader"]["notebook"]
        if notebook_filename in self.unchanged:
            resources["nbgrader"]["before"] = self.before(notebook_filename)
        self._sanitizing = False
        try:
            self.exporter._preprocessors = []
            for preprocessor in self.autograde_preprocessors[1:]:
                self.exporter.register_preprocessor(preprocessor)
            output, resources = self.exporter.from_notebook_node(result.notebook(), resources)
            self.write_single_notebook(output, resources)
        finally:
            self._sanitizing = True
        RunLog.instance(parent=self).write(result.entry)
        self.report.entries.append(result.entry)

    def before(self, path: str) -> dict[str, Any]:
        """The graded cells, by name, of a submission's notebook as it was graded before."""
        assignment, student = self.ids(os.path.dirname(path))
        folder = self.coursedir.format_path(
            self.coursedir.autograded_directory, student, assignment
        )
        cells = nbformat.read(Path(folder, Path(path).name), 4).cells
        return {cell.metadata.nbgrader.grade_id: cell for cell in cells if utils.is_grade(cell)}

    def set_permissions(self, assignment_id: str, student_id: str) -> None:
        """The end of a submission: what is whole now goes to its place."""
        super().set_permissions(assignment_id, student_id)
        whole = Path(os.path.normpath(self._format_dest(assignment_id, student_id)))
        self.partial = False
        there = Path(os.path.normpath(self._format_dest(assignment_id, student_id)))
        if not there.exists():
            there.parent.mkdir(parents=True, exist_ok=True)
            os.rename(whole, there)
            return
        for path in sorted(path for path in whole.rglob("*") if not path.is_dir()):
            target = there / path.relative_to(whole)
            target.parent.mkdir(parents=True, exist_ok=True)
            os.replace(path, target)


def is_changed(submitted: Path, graded: Path, max_bytes: int) -> bool:
    """Whether a notebook is another one than that which was graded into a folder.

    One that somebody else has graded, or that is older than its grading, counts as the same.
    """
    try:
        if submitted.lstat().st_mtime <= (graded / submitted.name).lstat().st_mtime:
            return False
        known = note_of(graded / submitted.name)
        return "submitted" in known and known["submitted"] != fingerprint(submitted, max_bytes)
    except OSError:
        return False


@contextlib.contextmanager
def sole_run(course: Path, log: Logger) -> Iterator[None]:
    """Hold the course for one run. Raises NbGraderException if another one holds it.

    Where files cannot be locked, as on some network file systems, it says so, and holds nothing.
    """
    path = course / ".grading.lock"
    with open(path, "a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):
            file.seek(0)
            who = file.read(200).strip() or "unknown"
            raise NbGraderException(
                f"another run grades this course already ({who}). Wait for its end, or stop it: "
                "what it has graded is kept, and the next run goes on from there."
            ) from None
        except OSError as error:  # a file system without locks
            log.warning(
                "%s cannot be locked (%s): see to it yourself that no second run grades this "
                "course at the same time", path, error.strerror,
            )  # fmt: skip
        file.truncate(0)
        file.write(json.dumps({"process": os.getpid(), "since": time.strftime("%F %T")}))
        file.flush()
        yield
        file.truncate(0)
