"""Feedback pages in one archive, laid out as an LMS takes them back for a whole class at once.

Moodle (mod/assign/feedback/file/importziplib.php) wants the folders that its download has, with any
files in them. Canvas (infer_comment_context_from_filename) reads a user and an attachment of the
newest attempt from a file's name, and shows the file to the student under that attachment's name.
"""

from __future__ import annotations

import io
import os
import tempfile
import zipfile
from collections import defaultdict
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook, MissingEntry

from grading.pages import outdated, pages_of
from lms.collect import MEMORY, recall
from lms.names import NOTEBOOK, is_notebook
from lms.tables import MOST, LmsError, some


def bundle(course: Any, assignment: str, lms: str, target: Path) -> list[str]:
    """Write the pages of all who handed in through an LMS to target, a zip.

    course is nbgrader's CourseDirectory. Returns what is in it and who is not, in lines. Raises
    LmsError where a page is older than its grade: an LMS shows what it was given first, too.
    """
    collected = Path(course.root) / "downloaded" / assignment / MEMORY
    everybody = recall(collected)
    memory = {student: one for student, one in everybody.items() if one["lms"] == lms}
    if not memory:
        raise LmsError(
            f"{collected}: nothing of {assignment} was collected from {lms.title()}: first"
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
        named = _moodle(whence, found) if lms == "moodle" else _canvas(whence, found)
        if twice := files.keys() & named.keys():
            raise LmsError(f"{collected}: two students have {sorted(twice)[0]!r}: collect again")
        files |= named
    if not files:
        raise LmsError(*lines)
    _write(target, files)
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


def _moodle(whence: dict[str, Any], pages: list[Path]) -> dict[str, bytes | Path]:
    """The pages in the student's folder."""
    return {f"{whence['prefix']}/{page.name}": page for page in pages}


def _canvas(whence: dict[str, Any], pages: list[Path]) -> dict[str, bytes | Path]:
    """Each page beside the attachment that it is about; those of one archive in one archive."""
    named: dict[str, bytes | Path] = {}
    together = defaultdict(list)
    for page in pages:
        one = whence["notebooks"].get(page.stem, {})
        if not one.get("current"):
            named[f"{whence['prefix']}{page.name}"] = page
        elif is_notebook(one["file"]):
            named[f"{one['prefix']}{NOTEBOOK.sub('', one['file'])}.html"] = page
        else:
            together[one["prefix"] + one["file"]].append(page)
    for name, found in together.items():
        stem = name if name.lower().endswith(".zip") else f"{name}.zip"
        named[stem] = _packed({page.name: page for page in found})
    return named


def _packed(files: dict[str, Path]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, path in files.items():
            archive.writestr(_info(name), path.read_bytes())
    return packed.getvalue()


def _info(name: str) -> zipfile.ZipInfo:
    """A member with no time of its own, so that the same pages make the same archive."""
    info = zipfile.ZipInfo(name)
    info.external_attr = 0o100644 << 16
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def _write(target: Path, files: dict[str, bytes | Path]) -> None:
    """Write a zip beside its place and rename it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(prefix=f".{target.name}-", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file, zipfile.ZipFile(file, "w") as archive:
            for name, what in files.items():
                data = what if isinstance(what, bytes) else what.read_bytes()
                archive.writestr(_info(name), data)
        os.chmod(beside, 0o644)
        os.replace(beside, target)
    except BaseException:
        os.unlink(beside)
        raise
