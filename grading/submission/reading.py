"""Read what a student handed in: any file goes in, a well-formed notebook or a reason comes out."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode
from nbgrader.converters import Autograde
from traitlets import Integer
from traitlets.config import Config

from grading.log import is_seen
from grading.submission import parsing
from grading.submission.parsing import UnreadableNotebook
from grading.times import submitted_in_utc

MAX_BYTES = 64 * 2**20
MAX_DEPTH = 20  # of folders within a submission
FIRST = "start_here"  # the name of a student's first feedback page, where there are several
SMALL = 2**20  # bytes of a file that is read here, and not in a process of its own
SECONDS = 120.0  # for that process
KINDS = [
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISLNK, "a link"),
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (lambda mode: stat.S_ISCHR(mode) or stat.S_ISBLK(mode), "a device"),
]


def read_submission(path: Path, max_bytes: int = MAX_BYTES) -> NotebookNode:
    """The notebook at path as valid nbformat 4.5, whatever wrote it: nbformat 2 to 4 are read.

    Of the metadata only what grading looks at is kept: nbgrader's, tags, and the kernel.
    metadata.orig_nbformat and orig_nbformat_minor are set if the file was older than 4.5.
    A cell that is no cell is left out, a text that is no text is empty, an output that is none
    is left out.

    Raises UnreadableNotebook: path is no regular file, holds more than max_bytes, or is no
    notebook.
    """
    told = HandedIn.of(path, max_bytes).told()
    if "unreadable" in told:
        raise UnreadableNotebook(told["unreadable"])
    return nbformat.from_dict(told["notebook"])


@dataclass(frozen=True)
class HandedIn:
    """A file that was handed in: its bytes, or what there is to know of it, see `parsing.told`."""

    data: bytes = b""
    known: dict[str, Any] | None = None

    @classmethod
    def of(cls, path: Path, max_bytes: int = MAX_BYTES) -> HandedIn:
        """The file at path, whatever it is. A large one is read in a process of its own."""
        try:
            with _opened(path, max_bytes) as file:
                if os.fstat(file.fileno()).st_size <= SMALL:
                    return cls(file.read(SMALL))
                return cls(known=_read_apart(file, max_bytes))
        except UnreadableNotebook as error:
            return cls(known={"digest": "", "unreadable": str(error)})

    def told(self) -> dict[str, Any]:
        """What there is to know of it."""
        return parsing.told(self.data) if self.known is None else self.known

    def notebook(self) -> NotebookNode:
        """The notebook. Its metadata say from which file it was made: {"grading": {"submitted":
        fingerprint}}, and what was "cut". One that cannot be read is empty, and they say why:
        "unreadable".
        """
        told = self.told()
        grading = {"submitted": told["digest"]}
        if "unreadable" in told:
            grading["unreadable"] = told["unreadable"]
            notebook = nbformat.v4.new_notebook()
        else:
            grading |= {"cut": told["cut"]} if told["cut"] else {}
            notebook = nbformat.from_dict(told["notebook"])
        notebook.metadata["grading"] = nbformat.from_dict(grading)
        return notebook


def _read_apart(file: BufferedReader, max_bytes: int) -> dict[str, Any]:
    command = [sys.executable, "-I", "-S", parsing.__file__, str(max_bytes)]
    try:
        done = subprocess.run(command, stdin=file, capture_output=True, timeout=SECONDS)
    except (OSError, subprocess.TimeoutExpired) as error:  # no fault of the file's
        raise RuntimeError(f"this machine could not read the file now: {error}") from error
    if done.returncode == -signal.SIGKILL:
        raise RuntimeError("something ended the process that read the file: is memory short?")
    try:
        told: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        raise UnreadableNotebook("it takes more time or memory than any notebook") from None
    return told


def kind_of_file(mode: int) -> str:
    """What the st_mode of something that is no regular file says it is: "a link"."""
    return next((words for test, words in KINDS if test(mode)), "no regular file")


@contextlib.contextmanager
def _opened(path: Path, max_bytes: int) -> Iterator[BufferedReader]:
    """A regular file that is not too large, open. Raises UnreadableNotebook."""
    try:
        # Not following links, and not waiting for somebody to write into a pipe.
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        mode = os.lstat(path).st_mode if os.path.lexists(path) else stat.S_IFREG
        if not stat.S_ISREG(mode):
            raise UnreadableNotebook(f"it is {kind_of_file(mode)}") from None
        raise UnreadableNotebook(f"it could not be opened: {error.strerror}") from None
    status = os.fstat(handle)
    if not stat.S_ISREG(status.st_mode):
        os.close(handle)
        raise UnreadableNotebook(f"it is {kind_of_file(status.st_mode)}")
    with open(handle, "rb") as file:
        if status.st_size > max_bytes:
            raise UnreadableNotebook(f"it is larger than {max_bytes / 2**20:g} MiB")
        try:
            yield file
        except OSError as error:
            raise UnreadableNotebook(f"it could not be read: {error.strerror}") from None


def fingerprint(path: Path, max_bytes: int = MAX_BYTES) -> str:
    """SHA-256 of a file, by which to tell whether it has changed; empty if it cannot be read."""
    try:
        with _opened(path, max_bytes) as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except UnreadableNotebook:
        return ""


# -- in nbgrader ---------------------------------------------------------------------------------


def set_aside(folder: Path, notebooks: Iterable[str] = ()) -> list[str]:
    """Move out of a submission what nbgrader would stumble over. Returns a note on each.

    nbgrader copies what lies beside the notebooks: it would follow a link into the grader's files,
    and wait for ever on a named pipe. A timestamp.txt that is no time would end the whole grading.
    What is named as the feedback page of one of these notebooks would pass for it, and for one that
    is older than its grade, which holds back the pages of a class. They go to .set-aside, beside
    the submission's folder. Notebooks are SubmissionExporter's.
    """
    # A folder of its own each time: what an earlier time has left there is not to be followed.
    place = folder.parent / ".set-aside" / f"{folder.name} {time.time_ns()}"
    pages = {f"{name}.html" for name in (FIRST, *notebooks)}
    notes, waiting = [], [folder]
    while waiting:
        for path in sorted(waiting.pop().iterdir()):
            mode, depth = path.lstat().st_mode, len(path.relative_to(folder).parts)
            if path.suffix == ".ipynb" and depth == 1:
                continue
            why = ""
            if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
                why = f"is {kind_of_file(mode)}"
            elif not all(map(is_seen, path.name)):
                why = "has a name that cannot be printed"
            elif path == folder / "timestamp.txt" and not _is_time(path):
                why = "holds no time"
            elif depth == 1 and path.name in pages:
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


def most_bytes(config: Config) -> int:
    """Of how many bytes a notebook is read, as the exporter of a course's configuration has it."""
    return int(config.get("GradingExporter", {}).get("max_bytes", MAX_BYTES))


def _is_time(path: Path) -> bool:
    try:
        with open(path, encoding="utf-8") as file:
            text = file.read(1000).strip()
        return path.stat().st_size < 1000 and (not text or submitted_in_utc(text) is not None)
    except Exception:  # the parser of times raises what it likes
        return False


def notebooks_of(autograde: Autograde) -> set[str]:
    """The names of the assignment's notebooks, and of all that were handed in."""
    course = autograde.coursedir
    folders = (course.source_directory, course.release_directory)
    places = [Path(course.format_path(name, ".", course.assignment_id)) for name in folders]
    known = (path for place in places for path in place.glob("*.ipynb"))
    handed_in = (path for paths in autograde.assignments.values() for path in paths)
    return {Path(path).stem for path in (*known, *handed_in)}


class SubmissionExporter(NotebookExporter):
    """Autograde's exporter. It reads anything: what is no notebook counts as one without cells."""

    max_bytes = Integer(MAX_BYTES, help="A submitted notebook larger than this is not read.").tag(
        config=True
    )

    def __init__(self, config: Any = None, **options: Any) -> None:
        super().__init__(config=config, **options)
        if isinstance(self.parent, Autograde):
            notebooks = notebooks_of(self.parent)
            for folder in [*self.parent.assignments]:
                try:
                    for note in set_aside(Path(folder), notebooks):
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
