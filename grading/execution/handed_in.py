"""What becomes of a file that was handed in, as a function of values: read, repaired, run, marked.

All that needs no gradebook is done here, by local threads and Dask's workers alike, so that whoever
records has little left to do.
"""

from __future__ import annotations

import hashlib
import pickle
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import nbformat
from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbgrader import utils
from nbgrader.preprocessors import AssignLatePenalties, SaveAutoGrades
from traitlets.config import Config

from grading.execution.files import NO_FILES, AccompanyingFiles
from grading.execution.job import check_versions, run
from grading.log import LogEntry
from grading.submission import HandedIn, Instructors


@dataclass(frozen=True)
class Scores:
    """What the gradebook is to have of a notebook that was run, by the names of its cells.

    points: the tests' own, None where a person must give them. answers: a digest of what points
    are given for. comments: on answers.
    """

    points: dict[str, float | None] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)
    comments: dict[str, str | None] = field(default_factory=dict)

    @classmethod
    def of(cls, notebook: NotebookNode) -> Scores:
        """As nbgrader's SaveAutoGrades has them."""
        scores = cls()
        for cell in notebook.cells:
            name = cell.metadata.get("nbgrader", {}).get("grade_id")
            if utils.is_grade(cell):
                scores.points[name] = utils.determine_grade(cell)[0]
                scores.answers[name] = answer_of(cell)
            if utils.is_solution(cell) or utils.is_task(cell):
                unchanged = cell.metadata.nbgrader.get("checksum") == utils.compute_checksum(cell)
                empty = unchanged and not utils.is_task(cell)
                scores.comments[name] = "No response." if empty else None
        return scores


def answer_of(cell: NotebookNode) -> str:
    """A digest of what points are given for: the text of a cell, and how many it may have."""
    points = float(cell["metadata"]["nbgrader"]["points"])
    return hashlib.sha256(f"{points} {cell['source']}".encode("utf-8", "replace")).hexdigest()[:16]


@dataclass(frozen=True)
class CourseNotebook:
    """What is the same for all submissions of a notebook.

    sanitize, convert: preprocessors before the run and after it; parent: whose configuration and
    course they have, None elsewhere, where config has it. gradebook: elsewhere, an SQLite file with
    what there is of the assignment, and of no student.
    """

    sanitize: tuple[type, ...]
    convert: tuple[type, ...]
    config: Config
    instructors: Instructors
    settings: dict[str, dict[str, Any]]
    made_by: dict[str, str]
    files: AccompanyingFiles = NO_FILES
    runs: bool = True
    parent: Any = None
    gradebook: bytes = b""

    def through(
        self, preprocessors: Sequence[type], notebook: NotebookNode, resources: ResourcesDict
    ) -> tuple[NotebookNode, ResourcesDict]:
        """A notebook as these preprocessors make it. Those that record, record nothing: what there
        is to be recorded is put into resources, as scores.
        """
        for kind in preprocessors:
            if issubclass(kind, SaveAutoGrades):
                resources["scores"] = Scores.of(notebook)
            elif not issubclass(kind, AssignLatePenalties):
                told = {"parent": self.parent} if self.parent else {"config": self.config}
                notebook, resources = kind(**told)(notebook, resources)
        return notebook, resources


@lru_cache(32)
def unpacked(packed: bytes) -> CourseNotebook:
    """What the grader has packed, which a worker trusts."""
    return pickle.loads(packed)


_one_at_a_time = threading.Lock()


@lru_cache(8)
def _file_of(gradebook: bytes) -> Any:
    file = tempfile.NamedTemporaryFile(prefix="assignment-", suffix=".db")  # noqa: SIM115
    file.write(gradebook)
    file.flush()
    return file


@dataclass(frozen=True)
class Submission:
    """A file that was handed in. resources: nbgrader's, of this notebook. course: packed, where it
    is sent elsewhere."""

    file: HandedIn
    resources: dict[str, Any]
    accompanying: AccompanyingFiles
    course: CourseNotebook | bytes


@dataclass(frozen=True)
class Graded:
    """A notebook as it is handed back, its entry for the log, and what is to be recorded, if so."""

    text: str
    entry: LogEntry
    scores: Scores | None


def grade(submission: Submission) -> Graded:
    """Read, repair, run and mark what was handed in.

    Raises JobRefused and ProcessesLost as execute() does.
    """
    course = submission.course
    if isinstance(course, bytes):
        course = unpacked(course)
    if course.runs:
        check_versions(course.made_by)
    here = dict(submission.resources["nbgrader"])
    if course.gradebook:
        with _one_at_a_time:
            file = _file_of(course.gradebook)  # there as long as somebody holds it
        here["db_url"] = f"sqlite:///{file.name}"
    resources = ResourcesDict()
    resources |= submission.resources | {"nbgrader": here, "instructors": course.instructors}
    names = {key: here[key] for key in ("student", "assignment", "notebook")}
    notebook, resources = course.through(course.sanitize, submission.file.notebook(), resources)
    entry = LogEntry(**names)
    if course.runs:
        entry = run(notebook, names, course.settings, submission.accompanying, course.files)
    notebook, resources = course.through(course.convert, notebook, resources)
    nbformat.validate(notebook, relax_add_props=True)
    text = nbformat.v4.writes(notebook)
    return Graded(text + "\n", entry, resources.get("scores"))
