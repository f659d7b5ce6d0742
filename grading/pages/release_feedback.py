"""`nbgrader release_feedback`: to the exchange go pages of the grades of now, and no others.

nbgrader releases whatever lies in feedback/, takes nothing back, and ends with 0 where there is
nothing.
"""

from __future__ import annotations

import glob
import re
from collections.abc import Iterable
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry, Student
from nbgrader.exchange import default
from nbgrader.utils import notebook_hash

from grading.pages.freshness import FIRST, NotebookGrades, mark_of, outdated, pages_of, recorded
from grading.submission import graded_by_older_tests

NAMED = 10  # students in a line
SECRET = "submission_secret.txt"  # of which the name of a page in the exchange is made
NOTES = ("timestamp.txt", SECRET)  # nbgrader stops at a page without one


class ReleaseFeedback(default.ExchangeReleaseFeedback):
    """Releases feedback to folders; see the module's docstring."""

    def copy_files(self) -> None:
        """Release the pages that are up to date, and take those back that are not there any more.

        Raises ExchangeError, after that, if somebody's pages are outdated, or if there are none.
        """
        name = self.coursedir.assignment_id
        folders = self._folders("feedback")
        if not folders:
            self.fail(f"there are no pages of {name}: first python -m grading feedback {name}")
        with Gradebook(self.coursedir.db_url, self.coursedir.course_id) as gradebook:
            try:
                books = [book.name for book in gradebook.find_assignment(name).notebooks]
            except MissingEntry:
                self.fail(f"the gradebook knows no assignment {name}")
            known = {id_ for (id_,) in gradebook.db.query(Student.id)} & folders.keys()
            graded = recorded(gradebook, name, known)
        pages = {who: pages_of(self.coursedir, name, who, books) for who in sorted(known)}
        # What something else than the engine has made says nothing of what it was made from.
        told = {who: made for who, made in pages.items() if all(map(mark_of, made))}
        old = {*outdated(self.coursedir, graded, name, told)}
        old |= {*graded_by_older_tests(self.coursedir, name, told)}
        without = {who for who in folders if not all((folders[who] / n).is_file() for n in NOTES)}
        self._release({*old, *without, *(folders.keys() - known)})
        self._take_back(folders, [FIRST, *books])
        self._warn("not released, as not in the gradebook any more", folders.keys() - known)
        self._warn(f"not released, as submitted without {' and '.join(NOTES)}", without)
        waits = (
            who for who in known - old - without
            if any(NotebookGrades.of(told).waiting for told in graded.get(who, {}).values())
        )  # fmt: skip
        self._warn("released with pages that say what waits for a person", waits)
        if old:
            self._warn("not released, as graded, or given points or comments, since", old)
            self.fail(
                f"make these pages anew, and release again: python -m grading autograde {name} and"
                f" python -m grading feedback {name}"
            )

    def _folders(self, step: str) -> dict[str, Path]:
        """The folders of feedback or submitted, by student; of feedback those that have pages."""
        course = self.coursedir
        place = getattr(course, f"{step}_directory")
        name, wanted = course.assignment_id, course.student_id or "*"
        named = course.format_path(place, "(?P<student>[^/]+)", re.escape(name), escape=True)
        paths = sorted(glob.glob(course.format_path(place, wanted, glob.escape(name))))
        folders = {match["student"]: Path(path) for path in paths
                   if (match := re.fullmatch(named, path))}  # fmt: skip
        pages = step != "feedback"
        return {who: path for who, path in folders.items() if pages or any(path.glob("*.html"))}

    def _release(self, held: set[str]) -> None:
        """Release as nbgrader does, but for those who are held back."""
        excluded = self.coursedir.student_id_exclude
        self.coursedir.student_id_exclude = ",".join(filter(None, [excluded, *sorted(held)]))
        try:
            super().copy_files()
        finally:
            self.coursedir.student_id_exclude = excluded

    def _take_back(self, folders: dict[str, Path], names: Iterable[str]) -> None:
        """Remove from the exchange the pages that feedback/ has no more."""
        back = set()
        for student, submitted in self._folders("submitted").items():
            if not (submitted / SECRET).is_file():
                continue
            secret = (submitted / SECRET).read_text()
            for name in names:
                there = Path(
                    self.dest_path, f"{notebook_hash(secret=secret, notebook_id=name)}.html"
                )
                here = folders.get(student, submitted / "none") / f"{name}.html"
                if there.is_file() and not here.is_file():
                    there.unlink()
                    back.add(student)
        self._warn("taken back, as the page is not in feedback/ any more", back)

    def _warn(self, what: str, students: Iterable[str]) -> None:
        """Say something of students; nothing where there are none."""
        if who := sorted(students):
            more = f", and {len(who) - NAMED} more" if len(who) > NAMED else ""
            self.log.warning("Feedback %s: %s", what, ", ".join(who[:NAMED]) + more)
