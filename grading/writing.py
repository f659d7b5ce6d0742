"""Files that are whole, or as they were before."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def whole(path: Path) -> Iterator[BinaryIO]:
    """A file to write, which takes its place when the block has ended."""
    handle, beside = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        umask = os.umask(0o077)
        os.umask(umask)
        os.chmod(beside, 0o666 & ~umask)
        os.replace(beside, path)
    except BaseException:
        os.unlink(beside)
        raise


def try_to_write(folder: Path) -> None:
    """Raises OSError if nothing can be written into a folder, or if it cannot be made."""
    is_new = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(bytes(2**16))
    finally:
        if is_new:
            with contextlib.suppress(OSError):  # another process has begun to fill it
                folder.rmdir()


def write_whole(path: Path, data: str | bytes) -> None:
    """Write a file, text as UTF-8, beside its place, and rename it."""
    with whole(path) as file:
        file.write(data.encode() if isinstance(data, str) else data)
