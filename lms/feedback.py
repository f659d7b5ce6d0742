"""Feedback pages in one archive, laid out for an LMS, or a mail program, and a whole class."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook, MissingEntry

from grading.pages import outdated, pages_of, recorded
from lms import systems
from lms.base import Pages
from lms.collect import MEMORY, recall
from lms.errors import LmsError, shown
from lms.final_grades import FIRST, NOT_YET, OLDER, UNREAD, WAITS, standings
from lms.tables import MOST, some
from lms.zips import write_zip


def bundle(
    course: Any, assignment: str, name: str, target: Path, ungraded: bool = False
) -> list[str]:
    """Write the pages of all whom an outlet (an LMS or mail) can reach to target, a zip.

    course is nbgrader's CourseDirectory. The pages of whoever waits for a person are held back,
    unless ungraded. Returns what is in it and who is not, in lines. Raises LmsError where a page is
    older than its grade: an LMS shows what it was given first, too.
    """
    outlet = systems.outlet(name)
    collected = Path(course.root) / "downloaded" / assignment / MEMORY
    origins = recall(collected)
    with Gradebook(course.db_url, course.course_id) as gradebook:
        pages = _pages(course, gradebook, assignment)
        known = {student.id for student in gradebook.students}
        reached, lines = outlet.recipients(gradebook, origins)
        if not reached:
            raise LmsError(outlet.nobody(assignment), *lines)
        waiting, said = _waiting(course, gradebook, assignment, reached, pages, ungraded)
        lines += said
        if gone := sorted(reached.keys() - known):
            lines.append(f"not in the gradebook any more: {some(gone)}")
        handed_in = {student for student in reached if student in origins or student in pages}
        if without := sorted(handed_in & known - pages.keys()):
            lines.append(
                f"no feedback for {some(without)}: python -m grading feedback {assignment}"
            )
        if others := sorted(pages.keys() - origins.keys() - reached.keys()):
            lines.append(f"no upload of {some(others)} to attach to")
        pages = {who: made for who, made in pages.items() if who in reached.keys() - waiting}
        graded = recorded(gradebook, assignment)
        _refuse_outdated(outdated(course, graded, assignment, pages), assignment)
    sent = {student: (reached[student], _named(outlet.pages(reached[student], made)))
            for student, made in pages.items()}  # fmt: skip
    files: Pages = {}
    for _, named in sent.values():
        if twice := files.keys() & named.keys():
            raise LmsError(f"{collected}: two students have {sorted(twice)[0]!r}: collect again")
        files |= named
    if not files:
        nothing = f"no feedback pages to pack: python -m grading feedback {assignment}"
        raise LmsError(*(lines or [nothing]))
    write_zip(target, files | outlet.contents(sent))
    size = target.stat().st_size / 2**20
    return [f"{target}: {len(files)} files for {len(pages)} students, {size:.1f} MiB", *lines]


def _named(pages: Pages) -> Pages:
    """Pages by names that read as what they are, and lead into no folder: some are students'."""
    return {shown(name).replace("\\", "_"): page for name, page in pages.items()}


def _waiting(
    course: Any, gradebook: Gradebook, assignment: str, reached: Iterable[str],
    pages: Iterable[str], ungraded: bool,
) -> tuple[set[str], list[str]]:  # fmt: skip
    """Whose pages are held back, and what is said of all whose grade is not final."""
    here = set(reached) & set(pages)
    open_: dict[str, list[str]] = defaultdict(list)
    holding, held = {OLDER, NOT_YET} | (set() if ungraded else {WAITS}), set[str]()
    for standing in standings(course, gradebook, assignment):
        for why, books in standing.open.items():
            if standing.student.id in here:
                open_[why].append(f"{standing.student.id} ({', '.join(books)})")
                held |= {standing.student.id} if why in holding else set()
    lines = [
        f"not packed: {len(who)} {why}: {some(who)}{FIRST[why]}"
        for why in (NOT_YET, OLDER)
        if (who := open_.get(why))
    ]
    if who := open_.get(WAITS):
        how = "packed all the same" if ungraded else "not packed"
        more = "" if ungraded else "; to pack what there is: --ungraded"
        lines.append(f"{how}: {len(who)} {WAITS}: {some(who)}{more}")
    if who := open_.get(UNREAD):
        lines.append(f"{len(who)} {UNREAD}, as the page says: {some(who)}")
    return held, lines


def _refuse_outdated(old: Mapping[str, list[str]], assignment: str) -> None:
    """Raise LmsError if there are pages that are not of what there is now."""
    if old:
        told = [f"  {student}: {', '.join(books)}" for student, books in old.items()]
        raise LmsError(
            f"nothing was packed: {sum(map(len, old.values()))} pages are missing, or are not of"
            " the points, comments and submissions that there are now:",
            *told[:MOST],
            *([f"  and those of {len(told) - MOST} more students"] if told[MOST:] else []),
            f"make them anew: python -m grading feedback {assignment}",
        )


def _pages(course: Any, gradebook: Gradebook, assignment: str) -> dict[str, list[Path]]:
    """The feedback pages of all students who have any."""
    try:
        books = [book.name for book in gradebook.find_assignment(assignment).notebooks]
    except MissingEntry:
        raise LmsError(f"no such assignment in the gradebook: {assignment}") from None
    students = sorted(student.id for student in gradebook.students)
    by_student = {student: pages_of(course, assignment, student, books) for student in students}
    return {student: pages for student, pages in by_student.items() if pages}
