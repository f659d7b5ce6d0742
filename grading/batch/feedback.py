"""The command that writes a class's feedback: several students' pages at a time, and none stale.

`nbgrader generate_feedback` skips whoever has pages, also when their grades have changed since.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from nbgrader.api import Gradebook, MissingEntry, Student
from nbgrader.converters import GenerateFeedback, NbGraderException
from traitlets import Integer

from grading.batch.progress import Progress
from grading.late import assign_penalties
from grading.pages import FIRST, FeedbackPage, outdated, pages_of, recorded
from grading.submission import graded_by_older_tests


class ClassFeedback(GenerateFeedback):
    """Makes the pages that nbgrader makes, of those students whose pages are not what they were."""

    jobs = Integer(os.cpu_count() or 1, min=1, help="Students whose pages are made at a time.").tag(
        config=True
    )

    assignments: dict[str, list[str]]  # notebooks by folder

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.made = self.current = 0
        self.failed: list[str] = []

    def convert_notebooks(self) -> None:
        """Make all pages that are due. Raises NbGraderException if some could not be made."""
        due = self.due()
        self.current = len(self.assignments) - len(due)
        jobs = min(self.jobs, len(due))
        with (
            Progress(len(due), self.log, "student") as progress,
            forked(jobs, self.make) as results,
        ):
            for student, ok in results(due):
                self.made += ok
                self.failed += [] if ok else [student]
                progress.step()
        if self.failed:
            raise NbGraderException(f"no feedback for {', '.join(sorted(self.failed))}")

    def names(self, folder: str) -> tuple[str, str]:
        """The assignment and the student of a folder of what is autograded."""
        here = self.init_single_notebook_resources(os.path.join(folder, "x.ipynb"))["nbgrader"]
        return here["assignment"], here["student"]

    def due(self) -> list[str]:
        """The folders that pages must be made of. Raises NbGraderException."""
        excluded = self.coursedir.student_id_exclude.split(",")
        names = {folder: self.names(folder) for folder in sorted(self.assignments)}
        assignment = self.coursedir.assignment_id
        with Gradebook(self.coursedir.db_url, self.coursedir.course_id) as gradebook:
            try:
                assign_penalties(gradebook, assignment, self)
                known = recorded(gradebook, assignment)
                students = {student for (student,) in gradebook.db.query(Student.id)}
            except MissingEntry:
                raise NbGraderException(f"the gradebook knows no assignment {assignment}") from None
        self.name_older([student for _, student in names.values()])
        if gone := sorted({student for _, student in names.values()} - students):
            self.log.warning("No pages, not in the gradebook any more: %s", ", ".join(gone))
        excluded += gone
        names = {folder: known for folder, known in names.items() if known[1] not in excluded}
        if isinstance(self.exporter, FeedbackPage):
            self.exporter.known = known
        if self.force:
            return [*names]
        wanted = {
            folder: {FIRST, *(Path(path).stem for path in self.assignments[folder])}
            for folder in names
        }
        pages = {
            student: pages_of(self.coursedir, assignment, student, wanted[folder])
            for folder, (assignment, student) in names.items()
        }
        old = outdated(self.coursedir, known, assignment, pages)
        return [
            folder
            for folder, (_, student) in names.items()
            if wanted[folder] & {*old.get(student, [])}
        ]

    def name_older(self, students: Iterable[str]) -> None:
        """Name those whose pages would show points of tests that have changed since."""
        name = self.coursedir.assignment_id
        if older := graded_by_older_tests(self.coursedir, name, students):
            self.log.warning(
                "%d submissions were graded by other tests or points than those of now, such as "
                "%s's: first run python -m grading autograde %s, which keeps what a person gave",
                len(older), min(older), name,
            )  # fmt: skip

    def make(self, folder: str) -> tuple[str, bool]:
        """Make a student's pages. Returns the student, and whether it went well."""
        student = self.names(folder)[1]
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
