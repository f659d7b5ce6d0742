"""How much of files and folders a test and an answer share; each end keeps to it by itself."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator

MAX_FILE = 8 * 2**20  # bytes of a file
MOST_FOLDERS = 50  # of a test's, and in each of them
MOST_FILES = 100  # in a folder, and that an answer makes in a call


def walked(folder: str) -> Iterator[tuple[str, list[str], list[str]]]:
    """A folder and those in it, with what is in each; of a large one a part."""
    return itertools.islice(os.walk(folder), MOST_FOLDERS)
