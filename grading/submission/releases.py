"""What students were handed, release by release, so that no change of the instructor's is taken for
a student's.

The newest release lies in release/. Of those before it, `.releases/ASSIGNMENT.json` in the course
folder keeps what repair must know: of each cell its kind, a digest of its text, its marks and tags.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from grading.submission.matching import SubmittedCell, marks_of
from grading.writing import write_whole

FOLDER = ".releases"


class Releases:
    """The releases of a notebook, the newest among them; each is its cells by their names."""

    def __init__(self, releases: Sequence[Mapping[str, Any]] = ()) -> None:
        self.releases = releases

    @classmethod
    def of(cls, course: Any, assignment: str, notebook: str) -> Releases:
        """Those of a course. course is nbgrader's CourseDirectory, None: nothing is known."""
        if course is None:
            return cls()
        known = kept(course, assignment).get(notebook, [])
        newest = current(course, assignment, notebook).get(notebook)
        return cls([*known, *([newest] if newest else [])])

    def knows(self, cell: SubmittedCell) -> bool:
        """Whether students were handed this cell so: its kind and text."""
        told = described(cell)[:2]
        return any(release.get(name_of(cell), [])[:2] == told for release in self.releases)

    def knows_marks(self, cell: SubmittedCell) -> bool:
        """Whether students were handed this cell with such marks."""
        marks = described(cell)[2]
        return any(release.get(name_of(cell), [0, 0, 0])[2] == marks for release in self.releases)

    def knows_name(self, name: str) -> bool:
        """Whether a cell of that name was handed out."""
        return any(name in release for release in self.releases)

    def always_had(self, cell: SubmittedCell) -> bool:
        """Whether a cell was in all releases, as far as is known."""
        return all(name_of(cell) in release for release in self.releases)


def remember(course: Any, assignment: str) -> None:
    """Keep what is in release/ of an assignment, which is about to be replaced."""
    known = kept(course, assignment)
    for notebook, cells in current(course, assignment).items():
        releases = known.setdefault(notebook, [])
        if cells not in releases:
            releases.append(cells)
    if known:
        path = Path(course.root, FOLDER, f"{assignment}.json")
        path.parent.mkdir(exist_ok=True)
        write_whole(path, json.dumps(known))


def kept(course: Any, assignment: str) -> dict[str, list[dict[str, Any]]]:
    """The earlier releases of an assignment, by notebook."""
    try:
        return dict(json.loads(Path(course.root, FOLDER, f"{assignment}.json").read_text()))
    except (OSError, ValueError):
        return {}


def current(course: Any, assignment: str, notebook: str = "") -> dict[str, dict[str, Any]]:
    """The release of an assignment that is there, by notebook. notebook: that one alone."""
    folder = Path(course.format_path(course.release_directory, ".", assignment))
    notebooks = {}
    for path in sorted(folder.glob("*.ipynb")):
        if notebook and path.stem != notebook:
            continue
        with contextlib.suppress(Exception):  # what cannot be read was handed to nobody
            told = path.stat()
            notebooks[path.stem] = _cells_in(path, told.st_size, told.st_mtime_ns)
    return notebooks


@lru_cache(100)
def _cells_in(path: Path, size: int, changed: int) -> dict[str, Any]:
    """What is kept of a released notebook, read again when its file has changed."""
    return cells_of(nbformat.read(path, 4))


def cells_of(notebook: NotebookNode) -> dict[str, Any]:
    """What is kept of a released notebook."""
    cells = map(SubmittedCell, notebook.cells)
    return {name: described(cell) for cell in cells if (name := name_of(cell))}


def name_of(cell: SubmittedCell) -> str:
    """What a cell is found by: its grade_id, or its id if it has none."""
    return cell.grade_id or str(cell.node.get("id") or "")


def described(cell: SubmittedCell) -> list[Any]:
    """A cell as it is kept: its kind, a digest of its text, and its marks."""
    text = hashlib.sha256(cell.text.encode("utf-8", "replace")).hexdigest()[:16]
    return [cell.kind, text, marks_of(cell) if cell.grade_id else {}]
