"""What was graded of another submission, or by other tests or points, than there are now."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from grading.submission.absent import folder_of
from grading.submission.reading import fingerprint, most_bytes
from grading.submission.repair import Repair


def note_of(graded: Path) -> dict[str, Any]:
    """What the engine has noted in a notebook that it graded; nothing if there is no such note."""
    try:
        note = json.loads(graded.read_bytes())["metadata"]["grading"]
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return note if isinstance(note, dict) else {}


def graded_by_older_tests(
    course: Any, assignment: str, students: Iterable[str]
) -> dict[str, list[str]]:
    """The notebooks, by student, whose score is of other tests or points than those of now.

    course is nbgrader's CourseDirectory. What something else than the engine has graded does not
    count, nor does a notebook of which the course has no file.
    """
    repair = Repair(coursedir=course)

    @cache
    def now(notebook: str) -> str | None:
        here = {"assignment": assignment, "notebook": notebook, "db_url": course.db_url}
        return repair.tests(here) if repair.file(here) else None

    outdated: dict[str, list[str]] = {}
    for student in students:
        folder = folder_of(course, "autograded", student, assignment)
        for path in sorted(folder.glob("*.ipynb")):
            note = note_of(path)
            known = note.get("graded_by") or {}
            if "outcomes" in note and now(path.stem) not in (None, known.get("tests")):
                outdated.setdefault(student, []).append(path.stem)
    return outdated


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


def handed_in_since(
    course: Any, assignment: str, student: str, notebooks: Iterable[str]
) -> list[str]:
    """Which of these notebooks a student has handed in, or in again, since their grading."""
    most = most_bytes(course.config)
    graded = folder_of(course, "autograded", student, assignment)
    if not graded.is_dir():
        return []
    submitted = folder_of(course, "submitted", student, assignment)
    files = [submitted / f"{name}.ipynb" for name in notebooks]
    return [
        file.stem
        for file in files
        if file.exists() and (not (graded / file.name).exists() or is_changed(file, graded, most))
    ]
