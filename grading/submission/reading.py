"""Read what a student handed in: any file goes in, a well-formed notebook or a reason comes out."""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode
from nbgrader.converters import Autograde
from nbgrader.utils import parse_utc
from traitlets import Integer

MAX_BYTES = 64 * 2**20
MAX_CELLS = 2000
MAX_DEPTH = 20  # of folders within a submission
MAX_OUTPUTS = 100  # of a cell: the last ones, where an error would be
CELL_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")
KINDS = [
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISLNK, "a link"),
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (lambda mode: stat.S_ISCHR(mode) or stat.S_ISBLK(mode), "a device"),
]


class UnreadableNotebook(ValueError):
    """What was handed in is not a notebook. The message says why: "it is a folder"."""


def read_submission(path: Path, max_bytes: int = MAX_BYTES) -> NotebookNode:
    """The notebook at path as valid nbformat 4.5, whatever wrote it: nbformat 2 to 4 are read.

    Of the metadata only what grading looks at is kept: nbgrader's, tags, and the kernel.
    metadata.orig_nbformat and orig_nbformat_minor are set if the file was older than 4.5.
    A cell that is no cell is left out, a text that is no text is empty, an output that is none
    is left out.

    Raises UnreadableNotebook: path is no regular file, holds more than max_bytes, or is no
    notebook.
    """
    return _notebook(_read_bytes(path, max_bytes))


@dataclass(frozen=True)
class HandedIn:
    """A file that was handed in: its bytes, and if there is no reading it, why."""

    data: bytes = b""
    unreadable: str = ""

    @classmethod
    def of(cls, path: Path, max_bytes: int = MAX_BYTES) -> HandedIn:
        """The file at path, whatever it is."""
        try:
            return cls(_read_bytes(path, max_bytes))
        except UnreadableNotebook as error:
            return cls(unreadable=str(error))

    def notebook(self) -> NotebookNode:
        """The notebook. Its metadata say from which file it was made: {"grading": {"submitted":
        fingerprint}}. One that cannot be read is empty, and they say why: "unreadable".
        """
        grading = {"submitted": "" if self.unreadable else _digest(self.data)}
        try:
            if self.unreadable:
                raise UnreadableNotebook(self.unreadable)
            notebook = _notebook(self.data)
        except UnreadableNotebook as error:
            notebook = nbformat.v4.new_notebook()
            grading["unreadable"] = str(error)
        notebook.metadata["grading"] = nbformat.from_dict(grading)
        return notebook


def _notebook(data: bytes) -> NotebookNode:
    document = _parse(data)
    major, minor, raw_cells = _cells_of(document)
    ids = _Ids(_digest(data)[:12])
    metadata = _notebook_metadata(document.get("metadata"))
    if (major, minor) < (4, 5):
        metadata |= {"orig_nbformat": major, "orig_nbformat_minor": minor}
    return nbformat.from_dict(
        {
            "nbformat": 4,
            "nbformat_minor": 5,
            "metadata": metadata,
            "cells": [_cell(raw, ids) for raw in raw_cells],
        }
    )


def kind_of_file(mode: int) -> str:
    """What the st_mode of something that is no regular file says it is: "a link"."""
    return next((words for test, words in KINDS if test(mode)), "no regular file")


def _read_bytes(path: Path, max_bytes: int) -> bytes:
    try:
        # Not following links, and not waiting for somebody to write into a pipe.
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        mode = os.lstat(path).st_mode if os.path.lexists(path) else stat.S_IFREG
        if not stat.S_ISREG(mode):
            raise UnreadableNotebook(f"it is {kind_of_file(mode)}") from None
        raise UnreadableNotebook(f"it could not be opened: {error.strerror}") from None
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableNotebook(f"it is {kind_of_file(status.st_mode)}")
        with open(handle, "rb", closefd=False) as file:
            data = file.read(max_bytes + 1)
    except OSError as error:
        raise UnreadableNotebook(f"it could not be read: {error.strerror}") from None
    finally:
        os.close(handle)
    if len(data) > max_bytes:
        raise UnreadableNotebook(f"it is larger than {max_bytes / 2**20:g} MiB")
    return data


def fingerprint(path: Path, max_bytes: int = MAX_BYTES) -> str:
    """SHA-256 of a file, by which to tell whether it has changed; empty if it cannot be read."""
    try:
        return _digest(_read_bytes(path, max_bytes))
    except UnreadableNotebook:
        return ""


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _parse(data: bytes) -> dict[str, Any]:
    if not data.strip():
        raise UnreadableNotebook("it is empty")
    try:
        text = data.decode("utf-8-sig")
        document = json.loads(text, parse_int=_int)
    except UnicodeDecodeError:
        raise UnreadableNotebook("it is not UTF-8 text") from None
    except RecursionError:
        raise UnreadableNotebook("it is nested too deeply") from None
    except ValueError as error:
        raise UnreadableNotebook(f"it is not JSON, or was cut short: {error}") from None
    if not isinstance(document, dict) or not document.keys() & {"cells", "worksheets", "nbformat"}:
        raise UnreadableNotebook("it is JSON, but not a notebook")
    return document


def _int(digits: str) -> int | None:
    """A whole number; one so long that Python refuses it means nothing in a notebook."""
    return int(digits) if len(digits) < 19 else None


def _cells_of(document: dict[str, Any]) -> tuple[int, int, list[dict[str, Any]]]:
    """The version of a notebook, and its cells as they are."""
    cells, sheets = document.get("cells"), document.get("worksheets")
    if not isinstance(cells, list) and isinstance(sheets, list):  # before nbformat 4
        lists = [sheet.get("cells") for sheet in sheets if isinstance(sheet, dict)]
        cells = [cell for part in lists if isinstance(part, list) for cell in part]
    major, minor = document.get("nbformat"), document.get("nbformat_minor")
    if type(major) is not int:
        major = 3 if "cells" not in document else 4
    if not 2 <= major <= 4:
        raise UnreadableNotebook(f"it is nbformat {major}, and 2 to 4 can be read")
    if not isinstance(cells, list):
        raise UnreadableNotebook("its cells are not a list")
    if len(cells) > MAX_CELLS:
        raise UnreadableNotebook(f"it has {len(cells)} cells, more than {MAX_CELLS}")
    minor = minor if type(minor) is int and minor >= 0 else 0
    return major, minor, [cell for cell in cells if isinstance(cell, dict)]


class _Ids:
    """Gives each cell its own id: the one it has, or a new one that no other notebook has."""

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        self.seen: set[str] = set()

    def of(self, *candidates: Any) -> str:
        for id_ in candidates:
            if isinstance(id_, str) and CELL_ID.fullmatch(id_) and id_ not in self.seen:
                break
        else:
            id_ = f"{self.prefix}-{len(self.seen)}"
        self.seen.add(id_)
        return id_


def _cell(raw: dict[str, Any], ids: _Ids) -> dict[str, Any]:
    kind, source = raw.get("cell_type"), _text(raw.get("source", raw.get("input")))
    if kind == "heading":  # before nbformat 4
        level = raw.get("level")
        hashes = "#" * (level if type(level) is int and 1 <= level <= 6 else 1)
        kind, source = "markdown", f"{hashes} {' '.join(source.splitlines())}"
    elif kind == "html":
        kind = "markdown"
    elif kind not in ("code", "markdown"):
        kind = "raw"
    metadata = raw.get("metadata")
    metadata = metadata if isinstance(metadata, dict) else {}
    cell = {
        # Colab keeps its ids in the metadata.
        "id": ids.of(raw.get("id"), metadata.get("id")),
        "cell_type": kind,
        "metadata": _cell_metadata(metadata),
        "source": source,
    }
    if kind == "code":
        outputs = raw.get("outputs")
        cell["execution_count"] = None
        cell["outputs"] = list(_outputs(outputs)) if isinstance(outputs, list) else []
    elif attachments := _attachments(raw.get("attachments")):
        cell["attachments"] = attachments
    return cell


def _text(value: Any) -> str:
    """The text of a source, one string or a list of them, as UTF-8 can carry it."""
    if isinstance(value, list):
        value = "".join(line for line in value if isinstance(line, str))
    if not isinstance(value, str):
        return ""
    return value.replace("\r\n", "\n").encode("utf-8", "replace").decode()


def _cell_metadata(raw: dict[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    if isinstance(flags := raw.get("nbgrader"), dict):
        made["nbgrader"] = {
            _text(key): _text(value) if isinstance(value, str) else value
            for key, value in flags.items()
            if value is None or isinstance(value, str | int | float)
        }
    if isinstance(tags := raw.get("tags"), list):
        good = (_text(tag) for tag in tags if isinstance(tag, str))
        made["tags"] = list(dict.fromkeys(tag for tag in good if re.fullmatch("[^,]+", tag)))
    return made


def _notebook_metadata(raw: Any) -> dict[str, Any]:
    kernel = raw.get("kernelspec") if isinstance(raw, dict) else None
    if not isinstance(kernel, dict) or not isinstance(name := kernel.get("name"), str):
        return {}
    return {"kernelspec": {"name": _text(name), "display_name": _text(name)}}


def _bundle(raw: Any) -> dict[str, str]:
    """The texts of a MIME bundle, by type."""
    if not isinstance(raw, dict):
        return {}
    return {_text(k): _text(v) for k, v in raw.items() if isinstance(v, str | list)}


def _attachments(raw: Any) -> dict[str, dict[str, str]]:
    if not isinstance(raw, dict):
        return {}
    return {_text(name): made for name, value in raw.items() if (made := _bundle(value))}


def _outputs(raw: list[Any]) -> Iterator[dict[str, Any]]:
    """The outputs that are well-formed: they matter where nothing is run, with --no-execute."""
    for output in raw[-MAX_OUTPUTS:]:
        kind = output.get("output_type") if isinstance(output, dict) else None
        if kind == "stream" and isinstance(name := output.get("name"), str):
            yield {"output_type": kind, "name": _text(name), "text": _text(output.get("text"))}
        elif kind == "error":
            trace = output.get("traceback")
            yield {
                "output_type": kind,
                "ename": _text(output.get("ename")),
                "evalue": _text(output.get("evalue")),
                "traceback": [_text(line) for line in trace] if isinstance(trace, list) else [],
            }
        elif kind in ("display_data", "execute_result"):
            made = {"output_type": kind, "data": _bundle(output.get("data")), "metadata": {}}
            if kind == "execute_result":
                count = output.get("execution_count")
                made["execution_count"] = count if type(count) is int and count >= 0 else None
            yield made


# -- in nbgrader ---------------------------------------------------------------------------------


def set_aside(folder: Path) -> list[str]:
    """Move out of a submission what nbgrader would stumble over. Returns a note on each.

    nbgrader copies what lies beside the notebooks: it would follow a link into the grader's files,
    and wait for ever on a named pipe. A timestamp.txt that is no time would end the whole grading.
    They go to .set-aside, beside the submission's folder. Notebooks are SubmissionExporter's.
    """
    # A folder of its own each time: what an earlier time has left there is not to be followed.
    place = folder.parent / ".set-aside" / f"{folder.name} {time.time_ns()}"
    notes, waiting = [], [folder]
    while waiting:
        for path in sorted(waiting.pop().iterdir()):
            mode, depth = path.lstat().st_mode, len(path.relative_to(folder).parts)
            if path.suffix == ".ipynb" and depth == 1:
                continue
            why = ""
            if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
                why = f"is {kind_of_file(mode)}"
            elif not str(path).isprintable():
                why = "has a name that cannot be printed"
            elif path == folder / "timestamp.txt" and not _is_time(path):
                why = "holds no time"
            elif depth == 1 and path.suffix == ".html" and path.with_suffix(".ipynb").exists():
                why = "has the name of a feedback page"
            elif depth > MAX_DEPTH:
                why = f"lies more than {MAX_DEPTH} folders deep"
            elif stat.S_ISDIR(mode):
                waiting.append(path)
            if why:
                aside = place / path.relative_to(folder)
                aside.parent.mkdir(parents=True, exist_ok=True)
                os.replace(path, aside)
                notes.append(f"{str(path)!r} {why}: moved to {str(aside)!r}")
    return notes


def _is_time(path: Path) -> bool:
    try:
        with open(path, encoding="utf-8") as file:
            text = file.read(1000).strip()
        return path.stat().st_size < 1000 and (not text or parse_utc(text) is not None)
    except Exception:  # the parser of times raises what it likes
        return False


class SubmissionExporter(NotebookExporter):
    """Autograde's exporter. It reads anything: what is no notebook counts as one without cells."""

    max_bytes = Integer(MAX_BYTES, help="A submitted notebook larger than this is not read.").tag(
        config=True
    )

    def __init__(self, config: Any = None, **options: Any) -> None:
        super().__init__(config=config, **options)
        if isinstance(self.parent, Autograde):
            for folder in [*self.parent.assignments]:
                try:
                    for note in set_aside(Path(folder)):
                        self.log.warning("%s", note)
                except OSError as error:  # on a pipe, nbgrader would wait for ever
                    self.log.error("%s is not graded, it could not be cleared: %s", folder, error)
                    del self.parent.assignments[folder]

    def from_filename(
        self, filename: str, resources: dict[str, Any] | None = None, **options: Any
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Convert the notebook filename. Its metadata are those that HandedIn.notebook() says."""
        if not getattr(self.parent, "_sanitizing", True):  # our own, from the first pass
            return super().from_filename(filename, resources=resources, **options)
        notebook = HandedIn.of(Path(filename), self.max_bytes).notebook()
        if why := notebook.metadata.grading.get("unreadable"):
            self.log.warning("%s could not be read: %s", filename, why)
        path, name = os.path.split(filename)
        resources = self._init_resources(resources)
        resources["metadata"] |= {"name": os.path.splitext(name)[0], "path": path}
        return self.from_notebook_node(notebook, resources=resources, **options)
