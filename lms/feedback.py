"""Feedback pages in one archive, laid out as an LMS takes them back for a whole class at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook, MissingEntry

from grading.pages import outdated, pages_of
from lms import systems
from lms.collect import MEMORY, recall
from lms.tables import MOST, LmsError, some
from lms.zips import write_zip


def bundle(course: Any, assignment: str, lms: str, target: Path) -> list[str]:
    """Write the pages of all who handed in through an LMS to target, a zip.

    course is nbgrader's CourseDirectory. Returns what is in it and who is not, in lines. Raises
    LmsError where a page is older than its grade: an LMS shows what it was given first, too.
    """
    system = systems.find(lms)
    collected = Path(course.root) / "downloaded" / assignment / MEMORY
    everybody = recall(collected)
    memory = {student: one for student, one in everybody.items() if one["lms"] == system.name}
    if not memory:
        raise LmsError(
            f"{collected}: nothing of {assignment} was collected from {system.title}: first"
            f" nbgrader zip_collect {assignment}"
        )
    with Gradebook(course.db_url, course.course_id) as gradebook:
        pages = _pages(course, gradebook, assignment)
        lines = []
        if without := sorted(memory.keys() - pages.keys()):
            lines.append(
                f"no feedback for {some(without)}: python -m grading feedback {assignment}"
            )
        if others := sorted(pages.keys() - everybody.keys()):
            lines.append(f"no upload of {some(others)} to attach to")
        pages = {student: found for student, found in pages.items() if student in memory}
        old = outdated(course, gradebook, assignment, pages)
    if old:
        told = [f"  {student}: {', '.join(books)}" for student, books in old.items()]
        raise LmsError(
            f"nothing was packed: {sum(map(len, old.values()))} pages are missing, or are not of"
            " the points, comments and submissions that there are now:",
            *told[:MOST],
            *([f"  and those of {len(told) - MOST} more students"] if told[MOST:] else []),
            f"make them anew: python -m grading feedback {assignment}",
        )
    files: dict[str, bytes | Path] = {}
    for student, found in pages.items():
        whence = memory[student]
        named = system.pages(whence, found)
        if twice := files.keys() & named.keys():
            raise LmsError(f"{collected}: two students have {sorted(twice)[0]!r}: collect again")
        files |= named
    if not files:
        raise LmsError(*lines)
    write_zip(target, files)
    size = target.stat().st_size / 2**20
    return [f"{target}: {len(files)} files for {len(pages)} students, {size:.1f} MiB", *lines]


def _pages(course: Any, gradebook: Gradebook, assignment: str) -> dict[str, list[Path]]:
    """The feedback pages of all students who have any."""
    try:
        books = [book.name for book in gradebook.find_assignment(assignment).notebooks]
    except MissingEntry:
        raise LmsError(f"no such assignment in the gradebook: {assignment}") from None
    students = sorted(student.id for student in gradebook.students)
    found = {student: pages_of(course, assignment, student, books) for student in students}
    return {student: pages for student, pages in found.items() if pages}
