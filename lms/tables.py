"""Tables as an LMS or a spreadsheet writes them, and files that are whole or not there."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from grading import spreadsheet
from grading.writing import write_whole
from lms.archives import noise
from lms.encodings import decode
from lms.errors import LmsError

MOST = 10  # names in a line, lines of a kind


def csv_files(folder: Path) -> list[Path]:
    """The CSV files of a folder, sorted; no links, and none that a system put there."""
    return [
        path
        for path in sorted(folder.iterdir() if folder.is_dir() else [])
        if path.name.lower().endswith(".csv")
        and path.is_file()
        and not path.is_symlink()
        and not noise((path.name,))
    ]


class Table(list[list[str]]):
    """A table's rows, with its text, and what is to be said of its file; empty: nothing."""

    def __init__(self, rows: Iterable[list[str]], text: str = "", remark: str = "") -> None:
        """See the class."""
        super().__init__(rows)
        self.text = text
        self.remark = remark


def read_csv(path: Path, names: Iterable[str] = ()) -> Table:
    """The table in a CSV file, in any of the usual encodings and separators.

    names: of people who may be in it. A file that is not UTF-8 is read as what most of them are
    in. Raises LmsError for a file that is not there or is no CSV.
    """
    try:
        return parse_csv(path.read_bytes(), path.name, names)
    except OSError as problem:
        raise LmsError(f"{path}: cannot be read: {problem.strerror}") from None


def parse_csv(data: bytes, name: str, names: Iterable[str] = ()) -> Table:
    """The table in the bytes of a file; name is for what is said of it. See read_csv."""
    text, remark = decode(data, name, names)
    return Table(
        (row for row in _rows(text, name) if any(cell.strip() for cell in row)), text, remark
    )


def _rows(text: str, name: str) -> list[list[str]]:
    """The rows of a text, by the separator that makes the most lines as long as the first."""
    if told := re.match(r'"?sep=(.)"?\r?\n', text):  # as Excel marks it
        separators, text = told[1], text[told.end() :]
    else:
        separators = ",;\t|"
    tables, problems = [], []
    for separator in separators:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        rows, start = [], 1
        try:
            for row in reader:
                rows += [row] if row else []
                start = reader.line_num + 1
        except csv.Error as problem:
            unclosed = reader.line_num > start or str(problem) == "unexpected end of data"
            why = "a quotation mark has no other that ends it" if unclosed else str(problem)
            problems.append(f"line {start}: {why}")
            continue
        width = len(rows[0]) if rows else 0
        alike = sum(len(row) == width for row in rows) if width > 1 else 0
        tables.append((alike, width, rows))
    if not tables:
        raise LmsError(f"{name}: not a CSV file: {problems[0]}")
    return max(tables, key=lambda table: table[:2])[2]


def number(cell: str) -> float | None:
    """The number in a cell, with a decimal point or comma, and with either between thousands."""
    text = cell.strip().replace("\u00a0", "").replace(" ", "").replace("'", "")
    last = max(text.rfind("."), text.rfind(","))
    if {".", ","} <= set(text):
        text = text[:last].replace(".", "").replace(",", "") + "." + text[last + 1 :]
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None


def some(names: Iterable[str]) -> str:
    """The first names in one line, and how many more there are."""
    listed = list(names)
    more = len(listed) - MOST
    return ", ".join(listed[:MOST]) + (f", and {more} more" if more > 0 else "")


def harmless(cell: object) -> str:
    """A cell that a spreadsheet shows and does not run as a formula; numbers stay what they are."""
    return spreadsheet.harmless("" if cell is None else str(cell))


def write_csv(path: Path, rows: Iterable[Sequence[object]]) -> None:
    """Write rows as CSV in UTF-8, each cell harmless. Makes the file's folder if need be."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(
        [harmless(cell) for cell in row] for row in rows
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, text.getvalue())
