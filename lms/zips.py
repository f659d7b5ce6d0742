"""Zips that are written: whole or not there, and the same for the same files."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from grading.writing import whole


def packed(files: Mapping[str, Path]) -> bytes:
    """A zip of files, in memory."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, path in files.items():
            archive.writestr(_info(name), path.read_bytes())
    return buffer.getvalue()


def _info(name: str) -> zipfile.ZipInfo:
    """A member with no time of its own, so that the same pages make the same archive."""
    info = zipfile.ZipInfo(name)
    info.external_attr = 0o100644 << 16
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def write_zip(target: Path, files: Mapping[str, bytes | Path]) -> None:
    """Write a zip beside its place and rename it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with whole(target) as file, zipfile.ZipFile(file, "w") as archive:
        for name, what in files.items():
            data = what if isinstance(what, bytes) else what.read_bytes()
            archive.writestr(_info(name), data)
