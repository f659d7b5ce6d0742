"""The command that writes a class's feedback: several students' pages at a time, and none stale.

`nbgrader generate_feedback` skips whoever has pages, also when their grades have changed since.
"""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from nbgrader.api import Gradebook, MissingEntry, Student
from nbgrader.converters import GenerateFeedback, NbGraderException
from traitlets import Float, Integer, Unicode

from grading.batch.preprocessors import classes_of
from grading.batch.progress import Progress
from grading.batch.student_pages import Page, PageMaker, StudentFiles, make_pages
from grading.execution import JobRefused, versions
from grading.gradebook_check import FULL, disk_is_full
from grading.late import assign_penalties
from grading.pages import FIRST, FeedbackPage, outdated, pages_of, recorded
from grading.submission import graded_by_older_tests
from grading.writing import try_to_write

AT_A_TIME = 100  # students of whom the gradebook is asked at once
AHEAD = 4  # students, for each whose pages are made
Task = tuple[str, dict[str, list[Any]]]  # a folder, and what recorded says of its student
Made = tuple[str, bool]  # a student, and whether there are pages


class ClassFeedback(GenerateFeedback):
    """Makes the pages that nbgrader makes, of those students whose pages are not what they were."""

    jobs = Integer(os.cpu_count() or 1, min=1, help="Students whose pages are made at a time.").tag(
        config=True
    )
    scheduler = Unicode(
        "", help="Address of a Dask scheduler, whose workers make the pages; empty: made here."
    ).tag(config=True)
    certificates = Unicode(
        "",
        help="""Folder with the grader's certificates for a scheduler that uses TLS, as
        `python -m grading certificates` makes them; empty: as Dask is configured.""",
    ).tag(config=True)
    scheduler_timeout = Float(
        30.0, min=0.0, help="Seconds to wait for the scheduler, and then for its first worker."
    ).tag(config=True)

    assignments: dict[str, list[str]]  # notebooks by folder

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.made = self.current = self.known = 0
        self.failed: list[str] = []
        self.ready: dict[str, Page] = {}  # what workers have made, by notebook

    def convert_notebooks(self) -> None:
        """Make all pages that are due. Raises NbGraderException if some could not be made."""
        due = self.due()
        self.current = self.known - len(due)
        if due:  # or each student's pages would fail for themselves
            place = self.coursedir.format_path(self.coursedir.feedback_directory, ".", ".")
            try_to_write(Path(place))
        with (
            Progress(len(due), self.log, "student") as progress,
            self.makers(len(due)) as results,
        ):
            for student, ok in results(self.with_known(due)):
                self.made += ok
                self.failed += [] if ok else [student]
                progress.step()
        if self.failed:
            why = f": {FULL}" if disk_is_full(self.coursedir.root) else ""
            raise NbGraderException(f"no feedback for {', '.join(sorted(self.failed))}{why}")

    @contextmanager
    def makers(self, count: int) -> Iterator[Callable[[Iterable[Task]], Iterable[Made]]]:
        """A map over so many students: by processes forked here, or by Dask's workers."""
        if not self.scheduler or not count:
            with forked(min(self.jobs, count), self.make) as results:
                yield results
            return
        from grading.batch.cluster import dumped, workers

        kinds = classes_of(self.preprocessors)
        maker = dumped(PageMaker(self.exporter_class, kinds, self.config, versions(True)))
        with workers(self.scheduler, self.certificates, self.scheduler_timeout) as (executor, jobs):
            yield lambda tasks: self.made_by(executor, jobs, maker, tasks)

    def made_by(
        self, executor: Executor, jobs: int, maker: bytes, tasks: Iterable[Task]
    ) -> Iterator[Made]:
        """Have workers make the pages, and write them here."""
        running: deque[tuple[str, Future[dict[str, Page]]]] = deque()
        for folder, known in tasks:
            running.append((folder, executor.submit(make_pages, self.files(folder, known, maker))))
            if len(running) >= AHEAD * jobs:
                yield self.take(*running.popleft())
        while running:
            yield self.take(*running.popleft())

    def files(self, folder: str, known: dict[str, Any], maker: bytes) -> StudentFiles:
        """What a student's pages are made of."""
        student = self.names(folder)[1]
        notebooks = {path.stem: path.read_bytes() for path in Path(folder).glob("*.ipynb")}
        resources = {
            Path(path).stem: self.init_single_notebook_resources(path)
            for path in self.assignments[folder]
        }
        return StudentFiles(notebooks, {student: known}, resources, maker)

    def take(self, folder: str, made: Future[dict[str, Page]]) -> Made:
        """Write the pages that a worker has made of a student's notebooks."""
        try:
            pages = made.result()
        except JobRefused as error:
            raise NbGraderException(str(error)) from None
        except Exception as error:  # one student's trouble is not the others'
            self.log.error("%s: %s", folder, error)
            return self.names(folder)[1], False
        self.ready = {path: pages[Path(path).stem] for path in self.assignments[folder]}
        return self.make((folder, {}))

    def convert_single_notebook(self, notebook_filename: str) -> None:
        """Make a page, or write the one that a worker has made."""
        if notebook_filename not in self.ready:
            super().convert_single_notebook(notebook_filename)
            return
        page, beside = self.ready.pop(notebook_filename)
        resources = self.init_single_notebook_resources(notebook_filename) | {
            "output_extension": self.exporter.file_extension, "outputs": beside
        }  # fmt: skip
        self.write_single_notebook(page, resources)

    def with_known(self, folders: Sequence[str]) -> Iterator[Task]:
        """Each folder with what the gradebook has of its student."""
        name = self.coursedir.assignment_id
        for start in range(0, len(folders), AT_A_TIME):
            students = {folder: self.names(folder)[1] for folder in
                        folders[start : start + AT_A_TIME]}  # fmt: skip
            with Gradebook(self.coursedir.db_url, self.coursedir.course_id) as gradebook:
                known = recorded(gradebook, name, students.values())
            yield from ((folder, known.get(student, {})) for folder, student in students.items())

    def names(self, folder: str) -> tuple[str, str]:
        """The assignment and the student of a folder of what is autograded."""
        here = self.init_single_notebook_resources(os.path.join(folder, "x.ipynb"))["nbgrader"]
        return here["assignment"], here["student"]

    def due(self) -> list[str]:
        """The folders that pages must be made of. Raises NbGraderException."""
        excluded = self.coursedir.student_id_exclude.split(",")
        names = {folder: self.names(folder)[1] for folder in sorted(self.assignments)}
        assignment = self.coursedir.assignment_id
        with Gradebook(self.coursedir.db_url, self.coursedir.course_id) as gradebook:
            try:
                assign_penalties(gradebook, assignment, self)
                students = {student for (student,) in gradebook.db.query(Student.id)}
            except MissingEntry:
                raise NbGraderException(f"the gradebook knows no assignment {assignment}") from None
        self.name_older({*names.values()} & students)
        if gone := sorted({*names.values()} - students):
            self.log.warning("No pages, not in the gradebook any more: %s", ", ".join(gone))
        excluded += gone
        names = {folder: student for folder, student in names.items() if student not in excluded}
        self.known = len(names)
        if self.force:
            return [*names]
        due = []
        for folder, known in self.with_known([*names]):
            student = names[folder]
            wanted = {FIRST, *(Path(path).stem for path in self.assignments[folder])}
            pages = {student: pages_of(self.coursedir, assignment, student, wanted)}
            old = outdated(self.coursedir, {student: known}, assignment, pages)
            if not known or wanted & {*old.get(student, [])}:  # not known: which is then told
                due.append(folder)
        return due

    def name_older(self, students: Iterable[str]) -> None:
        """Name those whose pages would show points of tests that have changed since."""
        name = self.coursedir.assignment_id
        if older := graded_by_older_tests(self.coursedir, name, students):
            self.log.warning(
                "%d submissions were graded by other tests or points than those of now, such as "
                "%s's: first run python -m grading autograde %s, which keeps what a person gave",
                len(older), min(older), name,
            )  # fmt: skip

    def make(self, task: Task) -> Made:
        """Make a student's pages."""
        folder, known = task
        student = self.names(folder)[1]
        if isinstance(self.exporter, FeedbackPage):
            self.exporter.known = {student: known}
        everyone = self.assignments
        self.assignments = {folder: everyone[folder]}
        self.force = True  # or nbgrader leaves pages that are there
        try:
            super().convert_notebooks()
        except NbGraderException:
            return student, False
        finally:
            self.assignments = everyone
        return student, True


Item = TypeVar("Item")
Result = TypeVar("Result")
_function: Any = None


def _call(item: Any) -> Any:
    return _function(item)


@contextmanager
def forked(
    jobs: int, function: Callable[[Item], Result]
) -> Iterator[Callable[[Iterable[Item]], Iterable[Result]]]:
    """A map, in any order, over so many processes forked here; in this one where none can be."""
    global _function
    if jobs < 2 or "fork" not in multiprocessing.get_all_start_methods():
        yield lambda items: map(function, items)
        return
    _function = function  # which the processes inherit: it need not be pickled
    with multiprocessing.get_context("fork").Pool(jobs) as pool:
        yield lambda items: pool.imap_unordered(_call, items)
