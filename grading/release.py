"""Releasing an assignment: all of it is tried before the old release is touched.

nbgrader removes the old release, makes one notebook after the other, and removes them all if one
cannot be made; one that was handed in already may neither gain nor lose a graded cell.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode
from nbgrader import utils
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import GenerateAssignment, NbGraderException
from nbgrader.preprocessors import SaveCells
from sqlalchemy.exc import SQLAlchemyError
from traitlets.utils.importstring import import_item

from grading.checked import remember_release
from grading.command_errors import stop_if_unread
from grading.gradebook_check import unwritable, words
from grading.sharing import share
from grading.submission import remember

KINDS: dict[str, Callable[[NotebookNode], bool]] = {
    "graded": utils.is_grade,
    "answer": utils.is_solution,
    "task": utils.is_task,
    "marked": lambda cell: any(
        mark(cell) for mark in (utils.is_grade, utils.is_solution, utils.is_locked, utils.is_task)
    ),
}
INSTEAD = """What can be done:
  a test or question that is not to count: keep its cell, and give it 0 points
  a further test of an exercise: write it into a test cell that is there, and change its points
  points for one student beyond the sum: extra credit, in formgrader's manual grading
  a new exercise or notebook: an assignment of its own, source/NAME
  to begin anew, without the grades that there are: nbgrader db assignment remove {assignment}"""


class ReleaseExporter(NotebookExporter):
    """Writes notebooks as nbgrader's own does. Made for a release, it first tries all of it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stop_if_unread(self)
        if isinstance(self.parent, GenerateAssignment):
            share(self.parent.coursedir)
            with contextlib.chdir(self.parent.coursedir.root):
                try:
                    check(self.parent)
                except (SQLAlchemyError, OSError) as error:
                    refuse(self.parent, words(error, self.parent.coursedir.db_url))


def check(converter: GenerateAssignment) -> None:
    """Make all notebooks of a release, and keep none. Raises NbGraderException if one cannot be
    made, or if the gradebook cannot have its cells. Says why, and what can be done.
    """
    if why := "" if converter.no_database else unwritable(converter.coursedir.db_url):
        refuse(converter, why)
    exporter = NotebookExporter(parent=converter, config=converter.config)
    for kind in converter.preprocessors:
        kind = import_item(kind) if isinstance(kind, str) else kind
        if not issubclass(kind, SaveCells):  # which writes to the gradebook
            exporter.register_preprocessor(kind)
    for paths in converter.assignments.values():
        made = {}
        for path in sorted(paths):
            resources = converter.init_single_notebook_resources(path)
            try:
                text, _ = exporter.from_filename(path, resources=resources)
            except Exception as error:
                refuse(converter, f"{path}: {type(error).__name__}: {error}")
            made[Path(path).stem] = marked(nbformat.reads(text, 4))
        assignment = converter.init_single_notebook_resources(paths[0])["nbgrader"]["assignment"]
        if differ := [] if converter.no_database else differences(converter, assignment, made):
            refuse(
                converter, "students have handed in, and after that no notebook and no graded cell "
                "may come or go:", *differ, INSTEAD.format(assignment=assignment),
            )  # fmt: skip
        remember(converter.coursedir, assignment)
        if converter.coursedir.notebook_id == "*":
            remember_release(converter.coursedir, assignment)


def refuse(converter: GenerateAssignment, why: str, *more: str) -> None:
    """Raise NbGraderException, and log it: nbgrader's commands do not."""
    message = "\n".join(
        [f"Nothing was released, and an older release stays as it was: {why}", *more]
    )
    converter.log.error(message)
    raise NbGraderException(message)


def marked(notebook: NotebookNode) -> set[str]:
    """The cells of a notebook that the gradebook knows, each with what it is: "double (answer)"."""
    return {
        f"{cell.metadata.nbgrader.grade_id} ({kind})"
        for cell in notebook.cells
        for kind, holds in KINDS.items()
        if holds(cell)
    }


def differences(
    converter: GenerateAssignment, assignment: str, made: dict[str, set[str]]
) -> list[str]:
    """What cannot go into the gradebook because students have handed in, a line for each."""
    course = converter.coursedir
    with Gradebook(course.db_url, course.course_id) as gradebook:
        try:
            known = gradebook.find_assignment(assignment)
        except MissingEntry:
            return []
        if not known.submissions:
            return []
        lines = []
        there = {book.name: book for book in known.notebooks}
        if course.notebook_id == "*":
            lines += [f"  {name}: a new notebook" for name in sorted(made.keys() - there)]
            lines += [f"  {name}: a notebook that is gone" for name in sorted(there.keys() - made)]
        for name in sorted(made.keys() & there):
            if not there[name].submissions:
                continue
            cells = (there[name].grade_cells, there[name].solution_cells,
                     there[name].task_cells, there[name].source_cells)  # fmt: skip
            old = {
                f"{cell.name} ({kind})"
                for kind, listed in zip(KINDS, cells, strict=True)
                for cell in listed
            }
            for what, names in (("new", made[name] - old), ("gone", old - made[name])):
                lines += [f"  {name}: {what}: {', '.join(sorted(names))}"] if names else []
        return lines
