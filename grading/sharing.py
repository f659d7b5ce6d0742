"""A course that several people grade, each with an account of their own: groupshared."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SQLITE = "sqlite:///"
# What is made in the course folder beside nbgrader's own steps.
MADE = (".grading.lock", ".grading", ".releases", "logs", "downloaded", "uploads")


def share(course: Any) -> None:
    """Where c.CourseDirectory.groupshared is set, let the group write what this process makes from
    here on, whatever the umask, and what its user has made in the course folder before.

    nbgrader opens to the group what its converters write, and nothing else. course is nbgrader's
    CourseDirectory.
    """
    if not course.groupshared:
        return
    os.umask(os.umask(0o077) & ~0o070)
    for path in _made(course):
        with contextlib.suppress(OSError):
            told = path.lstat()
            more = 0o2070 if stat.S_ISDIR(told.st_mode) else 0o060
            plain = stat.S_ISDIR(told.st_mode) or stat.S_ISREG(told.st_mode)
            if plain and told.st_uid == os.geteuid() and told.st_mode & more != more:
                path.chmod(stat.S_IMODE(told.st_mode) | more)


def _made(course: Any) -> Iterator[Path]:
    """The gradebook, and what else is made in a course folder; of what is deep, the folders."""
    if course.db_url.startswith(SQLITE):
        yield Path(course.db_url.removeprefix(SQLITE))
    for name in MADE:
        path = Path(course.root, name)
        yield path
        for folder, folders, _ in os.walk(path):
            yield from (Path(folder, inner) for inner in folders)
