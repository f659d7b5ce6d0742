"""What is known of an assignment's source, as it lies in the course folder: what `python -m grading
check` has found of it, and of which source the last release is."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from grading.writing import write_whole

LEFT_OUT = {".ipynb_checkpoints", "__pycache__"}
NEVER = "{0} was never checked: python -m grading check {0} says which tests differ from nbgrader's"
CHANGED = "{0} has changed since it was checked: run python -m grading check {0} again"


@dataclass
class Checked:
    """What a check has found. source: the fingerprint of the source that it was of.

    doubted: by notebook, the tests that give the instructor's own solution fewer points under the
    engine than under stock nbgrader.
    """

    source: str
    doubted: dict[str, list[str]] = field(default_factory=dict)

    def write(self, path: Path) -> None:
        """Write it, whole or not at all."""
        path.parent.mkdir(exist_ok=True)
        write_whole(path, json.dumps(asdict(self), indent=1) + "\n")


def place(root: str | Path, assignment: str) -> Path:
    """Where what was found of an assignment lies, in the course folder root."""
    return Path(root) / ".grading" / f"check-{assignment}.json"


def read(path: Path) -> Checked | None:
    """What was found; None if there is nothing that can be read."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        doubted = {str(book): [*map(str, tests)] for book, tests in told["doubted"].items()}
        return Checked(str(told["source"]), doubted)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def fingerprint(source: str | Path) -> str:
    """The SHA-256 of the names and contents of an assignment's source."""
    digest = hashlib.sha256()
    folder = Path(source)
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if path.is_file() and not LEFT_OUT & {*name.parts}:
            digest.update(f"{name}\0{path.stat().st_size}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def remember_release(coursedir: Any, assignment: str) -> None:
    """Keep the fingerprint of an assignment's source, of which a release is made."""
    path = _of_release(coursedir, assignment)
    path.parent.mkdir(exist_ok=True)
    write_whole(path, fingerprint(_source(coursedir, assignment)) + "\n")


def differs_from_release(coursedir: Any, assignment: str) -> bool:
    """Whether an assignment's source has changed since it was released, or is not there any more,
    as far as is known."""
    path, source = _of_release(coursedir, assignment), _source(coursedir, assignment)
    return path.is_file() and path.read_text().strip() != fingerprint(source)


def _of_release(coursedir: Any, assignment: str) -> Path:
    return Path(coursedir.root, ".grading", f"release-{assignment}.txt")


def _source(coursedir: Any, assignment: str) -> Path:
    return Path(coursedir.format_path(coursedir.source_directory, ".", assignment))


def current(coursedir: Any, assignment: str) -> tuple[Checked | None, str]:
    """What a check has found of the source as it is now; or None, and why, in one line.

    coursedir: nbgrader's CourseDirectory. A course without sources has nothing to say.
    """
    source = _source(coursedir, assignment)
    if not source.is_dir():
        return None, ""
    check = read(place(coursedir.root, assignment))
    if check is None:
        return None, NEVER.format(assignment)
    if check.source != fingerprint(source):
        return None, CHANGED.format(assignment)
    return check, ""
