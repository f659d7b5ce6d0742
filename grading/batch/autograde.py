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
from collections.abc import Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from logging import Logger
from pathlib import Path
from typing import Any

import nbformat
from nbgrader import utils
from nbgrader.api import Gradebook, MissingEntry, Student
from nbgrader.converters import Autograde, BaseConverter, NbGraderException
from nbgrader.preprocessors import AssignLatePenalties, SaveAutoGrades
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from traitlets import Bool, Float, Integer, Unicode

from grading.batch.preprocessors import classes_of
from grading.batch.progress import Progress
from grading.batch.recording import GradedSubmission, Recorder, what_is_recorded, who_waits
from grading.batch.save_grades import SaveGrades
from grading.batch.summary import Report
from grading.checked import current, differs_from_release
from grading.execution import (
    NO_FILES,
    AccompanyingFiles,
    CourseNotebook,
    Execute,
    Graded,
    JobRefused,
    Submission,
    answer_of,
    files_in,
    grade,
    graded_by,
    notebooks_of,
    pack,
    servers,
    settings_of,
    suited,
    versions,
    what_changed,
)
from grading.gradebook_check import FULL, disk_is_full
from grading.late import assign_penalties, forget_extensions, late_rule, who_is_late
from grading.log import LogEntry, RunLog
from grading.process import ForkServer
from grading.submission import (
    HandedIn,
    Repair,
    SubmissionExporter,
    is_changed,
    note_of,
    only_extended,
)

RECORDED = (SaveAutoGrades, SaveGrades, AssignLatePenalties)  # what Recorder does
PARTIAL = ".partial"  # in the folder of what is autograded: what is not whole yet
LEAST_AHEAD = 16  # notebooks


@dataclass
class Pending:
    """A submission that is graded and not recorded yet. whole: where its files are; there: where
    they belong."""

    submission: GradedSubmission
    entries: list[LogEntry]
    whole: Path
    there: Path


class ClassAutograde(Autograde):
    """Autogrades as Autograde does, many notebooks at a time."""

    jobs = Integer(
        os.cpu_count() or 1, min=1, help="Notebooks that run at a time on this machine."
    ).tag(config=True)
    scheduler = Unicode(
        "", help="Address of a Dask scheduler, whose workers run the notebooks; empty: run here."
    ).tag(config=True)
    certificates = Unicode(
        "",
        help="""Folder with the grader's certificates for a scheduler that uses TLS, as
        `python -m grading certificates` makes them; empty: as Dask is configured.""",
    ).tag(config=True)
    scheduler_timeout = Float(
        30.0, min=0.0, help="Seconds to wait for the scheduler, and then for its first worker."
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

    assignments: dict[str, list[str]]  # notebooks by folder
    notebooks: list[str]  # of the submission at hand
    exporter: SubmissionExporter  # as prepare() sees to
    runs_here = False  # what GradingExporter asks: whether it is to start the fork server

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.report = Report()
        self.partial = False
        self.ready: dict[str, Future[Graded]] = {}
        self.pending: list[Pending] = []
        convert = classes_of(self.autograde_preprocessors)
        if not convert or not issubclass(convert[0], Execute):
            raise NbGraderException(
                "c.Autograde.autograde_preprocessors must begin with grading.execution.Execute, as "
                "in the course's nbgrader_config.py."
            )
        self.engine: Execute = convert[0](parent=self)
        self.convert = convert[1:]
        for kind in self.convert:
            if issubclass(kind, SaveAutoGrades | AssignLatePenalties) and kind not in RECORDED:
                raise NbGraderException(
                    f"c.Autograde.autograde_preprocessors has {kind.__name__}, a way of its own to "
                    "record. Grade this course with nbgrader autograde."
                )

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

            given = self.scheduler, self.certificates, self.scheduler_timeout
            with workers(*given) as (executor, self.report.jobs):
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
        running: dict[str, list[Future[Graded]]] = {}
        with Gradebook(self.coursedir.db_url, self.coursedir.course_id) as gradebook:
            self.prepare(gradebook)
            all_of_them = self.assignments
            everyone = {
                folder: all_of_them[folder]
                for folder in all_of_them
                if not (self.is_nobodys(folder) or self.is_gone(folder))
            }
            excluded = {*self.coursedir.student_id_exclude.split(",")}
            waiting = deque(sorted(everyone))
            due = {folder: self.due(folder, everyone[folder]) for folder in everyone}
            total = sum(map(len, due.values()))
            ahead = max(LEAST_AHEAD, 4 * self.report.jobs)
            with Progress(total, self.log) as progress:
                while waiting or running:
                    busy = [f for futures in running.values() for f in futures if not f.done()]
                    held = sum(max(1, len(futures)) for futures in running.values())
                    if waiting and len(busy) < ahead and held < 2 * ahead:
                        folder = waiting.popleft()
                        running[folder] = self.run_ahead(executor, folder, due[folder], progress)
                        continue
                    done = [folder for folder, of in running.items() if all(f.done() for f in of)]
                    for folder in done:
                        student = self.ids(folder)[1]
                        if not (
                            due[folder] or student in excluded or student in self.report.outdated
                        ):
                            self.report.current.append(student)
                        self.hand_over(folder, due[folder] or everyone[folder], running.pop(folder))
                    self.record()
                    if not done:
                        wait(busy, return_when=FIRST_COMPLETED)
            self.look_back(gradebook)

    def look_back(self, gradebook: Gradebook) -> None:
        """Bring late penalties up to date, and find out what the gradebook says at the end."""
        name = self.coursedir.assignment_id
        if self.recorder.late is not None:
            self.report.penalties = assign_penalties(gradebook, name, self).changed
        late = dict(who_is_late(gradebook, name).values())
        self.report.late = {who: late[who] for who in sorted(self.report.students & late.keys())}
        none = only_extended(self.coursedir, gradebook, name)
        self.report.waiting = len(who_waits(gradebook, name) - none)

    def hand_over(self, folder: str, notebooks: list[str], futures: list[Future[Graded]]) -> None:
        """Have nbgrader put together a submission whose notebooks were run."""
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
            self.check_disk()
        finally:
            self.partial = False
            for path in notebooks:
                self.ready.pop(path, None)

    def check_disk(self) -> None:
        """Raise NbGraderException if the disk is full."""
        if disk_is_full(self.coursedir.root):
            self.log.error(FULL)
            raise NbGraderException(FULL) from None

    def record(self) -> None:
        """Record the submissions that are put together, and then put them where they belong."""
        pending, self.pending = self.pending, []
        if not pending:
            return
        try:
            failed = self.recorder.record([waiting.submission for waiting in pending])
            for waiting in pending:
                student = waiting.submission.student
                if student in failed:
                    self.log.error("%s was not recorded: %s", student, failed[student])
                    self.report.failed[student] = failed[student]
                    shutil.rmtree(waiting.whole)
                    continue
                for entry in waiting.entries:
                    RunLog.instance(parent=self).write(entry)
                    self.report.add(entry)
                move(waiting.whole, waiting.there)
                for book in waiting.submission.missing:
                    (waiting.there / f"{book}.ipynb").unlink(missing_ok=True)
        except (SQLAlchemyError, OSError):
            self.check_disk()
            raise

    # -- ahead of the recording -----------------------------------------------------------------

    def ids(self, folder: str) -> tuple[str, str]:
        """The assignment and the student of a folder of submissions."""
        resources = self.init_single_notebook_resources(os.path.join(folder, "x.ipynb"))["nbgrader"]
        return resources["assignment"], resources["student"]

    def is_nobodys(self, folder: str) -> bool:
        """Whether the name of a folder of submissions can be no student's id: no gradebook takes
        it, and none of those that are recorded with it would be.
        """
        student = self.ids(folder)[1]
        try:
            student.encode()
        except UnicodeEncodeError:
            self.report.failed[student] = "the folder's name is not in UTF-8: rename it"
            return True
        return False

    def is_gone(self, folder: str) -> bool:
        """Whether a submission is of somebody who was graded and then taken out of the gradebook:
        nbgrader would enter them again, without a name. The report has them, and whom the
        gradebook does not know yet: a name that was mistyped makes another student.
        """
        assignment, student = self.ids(folder)
        gone = (
            bool(self.students)
            and student not in self.students
            and Path(self._format_dest(assignment, student)).exists()
        )
        if gone:
            self.report.gone.append(student)
        elif self.create_student and self.students and student not in self.students:
            self.report.new.append(student)
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
        most = self.exporter.max_bytes
        changed = [path for path in notebooks if is_changed(Path(path), there, most)]
        files = (f"{book}.ipynb" for book in self.known)
        gone = [n for n in files if (there / n).exists() and not os.path.lexists(f"{folder}/{n}")]
        if changed or gone:
            self.changed.add(str(there))
            told = sorted(Path(path).name for path in changed)
            told += [f"{name} is not there any more" for name in sorted(gone)]
            self.log.warning("%s: changed since it was graded: %s", student, ", ".join(told))
            return notebooks
        when, recorded = self.recorded.get(student, (None, set()))
        books = {Path(name).stem for name in names} & self.known
        # A time that somebody has set in the gradebook is later.
        earlier = old is not None and (when is None or when < old)
        if earlier or not books <= recorded:
            self.changed.add(str(there))
            self.log.warning("%s: graded, and not in the gradebook: a backup of it?", student)
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

    def prepare(self, gradebook: Gradebook) -> None:
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
        name = self.coursedir.assignment_id
        _, self.report.unchecked = current(self.coursedir, name)
        if differs_from_release(self.coursedir, name):
            self.report.unreleased = (
                f"source/{name} has changed since it was released, or is gone; what was released"
                f" grades. To grade by it: {self.release_command.format(assignment=name)}, and this"
                " command again"
            )
        self.changed: set[str] = set()  # folders of what was graded before, and is to be again
        self.unchanged: set[str] = set()  # notebooks of which what grades them alone has changed
        self.report.again = self.regrade
        if not isinstance(self.exporter, SubmissionExporter):
            raise NbGraderException(
                "c.Autograde.exporter_class must be grading.execution.GradingExporter, as in the "
                "course's nbgrader_config.py."
            )
        taken_off = any(issubclass(kind, AssignLatePenalties) for kind in self.convert)
        try:
            self.recorder = Recorder(
                gradebook, name, self.log, late_rule(self) if taken_off else None,
                self.create_student,
            )  # fmt: skip
        except MissingEntry:
            raise NbGraderException(
                f"the gradebook of this course folder knows no assignment {name} yet. "
                f"Release it first: {self.release_command.format(assignment=name)}"
            ) from None
        forget_extensions(gradebook, name, self)
        self.known = {*self.recorder.notebooks}
        self.recorded = what_is_recorded(gradebook, name)
        self.students = {*gradebook.db.execute(select(Student.id)).scalars()}
        gradebook.db.rollback()
        source = self.coursedir.format_path(self.coursedir.source_directory, ".", name)
        self.of_course = files_in(source, self.coursedir.ignore)  # beside the notebooks, by name
        self.course_files = pack(self.of_course)
        courses = {book: self.course_notebook(name, book) for book in self.known}
        self.now = {
            book: graded_by(
                str(course.instructors.notebook.metadata.grading.digest), self.course_files,
                self.engine.timeouts, ForkServer(parent=self.engine),
            ) for book, course in courses.items() if course.runs
        }  # fmt: skip
        self.courses: Mapping[str, CourseNotebook | bytes] = courses
        if self.scheduler:
            from grading.batch.cluster import packed

            self.courses = packed(courses, gradebook, name)

    def course_notebook(self, assignment: str, notebook: str) -> CourseNotebook:
        """What is the same for all submissions of a notebook."""
        here = {"assignment": assignment, "notebook": notebook, "db_url": self.coursedir.db_url}
        return CourseNotebook(
            classes_of(self.sanitize_preprocessors), self.convert, self.config,
            Repair(parent=self.exporter).instructors(here), self.settings, versions(),
            self.course_files, bool(self.engine.enabled), self.exporter,
        )  # fmt: skip

    def run_ahead(
        self, executor: Executor, folder: str, notebooks: list[str], progress: Progress
    ) -> list[Future[Graded]]:
        """Have the notebooks of a submission run that are due."""
        due = [path for path in notebooks if Path(path).stem in self.known]
        try:
            if due and self.engine.enabled and not self.scheduler:
                with servers.use(self.settings) as server:
                    server.wait()  # before anything is written
            files = pack(self.accompanying(folder)) if due else NO_FILES
            futures = [executor.submit(grade, self.submission(path, files)) for path in due]
        except Exception as error:  # one submission's trouble is not the others'
            futures = [Future() for _ in due]
            for future in futures:
                future.set_exception(error)
        for path, future in zip(due, futures, strict=True):
            self.ready[path] = future
            future.add_done_callback(lambda _: progress.step())
        return futures

    def submission(self, path: str, accompanying: AccompanyingFiles) -> Submission:
        """A notebook that was handed in, to be graded wherever that may be."""
        resources = self.resources_of(path)
        if self.scheduler:
            resources["nbgrader"]["db_url"] = ""  # with a password perhaps, and of no use there
        course = self.courses[resources["nbgrader"]["notebook"]]
        return Submission(
            HandedIn.of(Path(path), self.exporter.max_bytes), resources, accompanying, course
        )

    def resources_of(self, path: str) -> dict[str, Any]:
        """nbgrader's resources of a submitted notebook."""
        place, name = os.path.split(path)
        metadata = {"name": os.path.splitext(name)[0], "path": place}
        return self.init_single_notebook_resources(path) | {
            "metadata": metadata, "output_extension": self.exporter.file_extension
        }  # fmt: skip

    def accompanying(self, submitted: str) -> dict[str, Path]:
        """The files that nbgrader will put beside a submission's notebooks, by name."""
        assignment, _ = self.ids(submitted)
        files = files_in(submitted, self.coursedir.ignore) | self.overwriting(assignment)
        return dict(sorted(files.items()))

    def overwriting(self, assignment: str) -> dict[str, Path]:
        """The course's files that replace those of a submission, by name."""
        kept = set(self.exclude_overwriting.get(assignment, []))
        return {name: path for name, path in self.of_course.items() if name not in kept}

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

    def init_assignment(self, assignment_id: str, student_id: str) -> None:
        """Copy the files that accompany a submission, and find out what is to be recorded of it."""
        BaseConverter.init_assignment(self, assignment_id, student_id)
        there = self._format_dest(assignment_id, student_id)
        for name, path in self.overwriting(assignment_id).items():
            target = Path(there, name)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.unlink(missing_ok=True)
            shutil.copy(path, target)
        for notebook in self.notebooks:
            if Path(notebook).stem not in self.known:
                self.log.warning("Skipping unknown notebook: %s", notebook)
        self.notebooks = [
            notebook for notebook in self.notebooks if Path(notebook).stem in self.known
        ]
        if not self.notebooks:
            message = "No notebooks found, did you forget to run 'nbgrader generate_assignment'?"
            self.log.error(message)
            raise NbGraderException(message)
        folder = Path(self._format_source(assignment_id, student_id))
        absent = [book for book in self.recorder.notebooks
                  if not os.path.exists(folder / f"{book}.ipynb")]  # fmt: skip
        for book in absent:
            self.log.warning("No submitted file: %s", folder / f"{book}.ipynb")
        timestamp = self.coursedir.get_existing_timestamp(str(folder))
        self.graded = GradedSubmission(student_id, timestamp, absent)
        self.entries: list[LogEntry] = []

    def convert_single_notebook(self, notebook_filename: str) -> None:
        """Write a notebook that was run."""
        result = self.ready.pop(notebook_filename).result()
        self.log.info("Autograding %s", notebook_filename)
        resources = self.resources_of(notebook_filename)
        name = resources["nbgrader"]["notebook"]
        if result.entry.unreadable:
            self.log.warning("%s could not be read: %s", notebook_filename, result.entry.unreadable)
        if notebook_filename in self.unchanged:
            self.graded.before[name] = self.before(notebook_filename)
        self.write_single_notebook(result.text, resources)
        if result.scores is not None:
            self.graded.scores[name] = result.scores
        self.entries.append(result.entry)

    def before(self, path: str) -> dict[str, str]:
        """What points were given for before in a notebook, by cell: see Scores.answers."""
        folder = self.place(*self.ids(os.path.dirname(path)))
        cells = nbformat.read(folder / Path(path).name, 4).cells
        return {
            cell.metadata.nbgrader.grade_id: answer_of(cell)
            for cell in cells if utils.is_grade(cell)
        }  # fmt: skip

    def place(self, assignment_id: str, student_id: str) -> Path:
        """Where a submission belongs once it is whole."""
        root = self.coursedir.autograded_directory
        return Path(os.path.normpath(self.coursedir.format_path(root, student_id, assignment_id)))

    def set_permissions(self, assignment_id: str, student_id: str) -> None:
        """The end of a submission: it is recorded with the others that are ready, or, where the
        course has something to be done with it, at once."""
        super().set_permissions(assignment_id, student_id)
        whole = Path(os.path.normpath(self._format_dest(assignment_id, student_id)))
        there = self.place(assignment_id, student_id)
        self.pending.append(Pending(self.graded, self.entries, whole, there))
        if self.post_convert_hook:
            self.record()


def move(whole: Path, there: Path) -> None:
    """Put a submission that is whole into its place; what else lies there stays."""
    if not there.exists():
        there.parent.mkdir(parents=True, exist_ok=True)
        os.rename(whole, there)
        return
    for path in sorted(path for path in whole.rglob("*") if not path.is_dir()):
        target = there / path.relative_to(whole)
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(path, target)


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
