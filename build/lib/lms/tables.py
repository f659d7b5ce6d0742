"""Tables as an LMS or a spreadsheet writes them, and files that are whole or not there."""

from __future__ import annotations

import csv
import io
import os
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

MOST = 10  # names in a line, lines of a kind


class LmsError(Exception):
    """Something that the instructor has to know or do; says what, in one or more lines."""

    def __str__(self) -> str:
        return "\n".join(shown(str(line)) for line in self.args)


def read_csv(path: Path) -> list[list[str]]:
    """The rows of a CSV file, separated by commas, semicolons or tabs.

    Raises LmsError for a file that is not there or is no CSV.
    """
    try:
        return parse_csv(path.read_bytes(), path.name)
    except OSError as problem:
        raise LmsError(f"{path}: cannot be read: {problem.strerror}") from None


def parse_csv(data: bytes, name: str) -> list[list[str]]:
    """The rows of a CSV file; name is for the error's text. Raises LmsError if it is none."""
    if b"\0" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise LmsError(f"{name}: not a CSV file; a spreadsheet can save it as one")
    for encoding in ("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
            break
        except UnicodeError:
            continue
    else:
        raise LmsError(f"{name}: neither UTF-8 nor Windows-1252 text: save it as CSV in UTF-8")
    first = text.lstrip("\r\n").split("\n", 1)[0]
    separator = max(",;\t", key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as problem:
        raise LmsError(f"{name}: not a CSV file: {problem}") from None
    return [row for row in rows if any(cell.strip() for cell in row)]


def shown(text: str) -> str:
    """A text of unknown origin for a terminal or a table: what cannot be shown is replaced."""
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)


def some(names: Iterable[str]) -> str:
    """The first names in one line, and how many more there are."""
    listed = list(names)
    more = len(listed) - MOST
    return ", ".join(listed[:MOST]) + (f", and {more} more" if more > 0 else "")


def harmless(cell: object) -> str:
    """A cell that a spreadsheet shows and does not run as a formula; numbers stay what they are."""
    text = shown("" if cell is None else str(cell))
    if text.lstrip()[:1] in ("=", "+", "-", "@", "|", "%") and text != "-":
        try:
            float(text)
        except ValueError:
            return "'" + text
    return text


def write_csv(path: Path, rows: Iterable[Sequence[object]]) -> None:
    """Write rows as CSV in UTF-8, each cell harmless."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(
        [harmless(cell) for cell in row] for row in rows
    )
    write_whole(path, text.getvalue().encode())


def write_whole(path: Path, data: bytes) -> None:
    """Write a file beside its place and rename it: it is whole, or as it was before."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        umask = os.umask(0)
        os.umask(umask)
        os.chmod(beside, 0o666 & ~umask)
        os.replace(beside, path)
    except BaseException:
        os.unlink(beside)
        raise
