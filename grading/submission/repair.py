"""Make of any submission a notebook with exactly the instructor's graded cells, in their order.

The student's code is kept where it is unambiguous which cell it belongs to. Whatever is mended is
named in notes. A missing or malformed answer is unanswered, never an error and never a pass.
nbgrader_config.py puts SubmissionExporter and Repair into nbgrader's first pass of autograding.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, ClassVar

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import LockCells, NbGraderPreprocessor
from traitlets import Instance, default

from grading.checked import place, read
from grading.submission.absent import shown
from grading.submission.instructor import digest_of, parts_of
from grading.submission.matching import Matching, SubmittedCell, WantedCell, marks_of
from grading.submission.parsing import CELL_ID
from grading.submission.regions import HIDDEN, hidden_regions
from grading.submission.releases import Releases

MISSING = "This cell was missing from the submission."
NONE = Releases()
NOT_READ = "Your file could not be read"


def repair(
    submitted: NotebookNode,
    instructor: NotebookNode,
    *,
    hidden: Sequence[tuple[str, str]] = HIDDEN,
    missing: str = MISSING,
    releases: Releases = NONE,
) -> tuple[NotebookNode, list[str]]:
    """The submission as a notebook with exactly the instructor's graded cells, and what was mended.

    instructor has nbgrader's metadata as it must be, locked cells in full, and of answers the
    stub that students got. hidden are the delimiters of what students did not get, missing is put
    in the place of an answer that is not there. releases are what students were handed: what was so
    in one of them is no change of the student's. Both notebooks are left as they are. The notes are
    sentences that name cells by their grade_id.
    """
    wanted = [WantedCell(cell, number, hidden) for number, cell in enumerate(instructor.cells)]
    given = [SubmittedCell(cell) for cell in submitted.cells]
    matching = Matching(wanted, given, releases.knows)
    dropped = {which for which in matching.free if given[which].text in matching.stubs}

    number_of = {which: number for number, which in matching.matched.items()}
    used = {cell.id for cell in wanted}
    left = {*matching.free}
    extras: dict[int, list[NotebookNode]] = defaultdict(list)
    after = -1
    for which, cell in enumerate(given):
        if which in number_of:
            after = number_of[which]
        elif which in left and which not in dropped:
            extras[after].append(_plain(cell.node, used))
    cells = extras[-1]
    for number, cell in enumerate(wanted):
        if cell.graded or number in matching.matched:
            if (other := matching.elsewhere.get(number)) is None:
                cells.append(_filled(cell, matching.cell(number), missing))
            else:
                cells.append(_filled(cell, None, f"This answer is in the cell {wanted[other]}."))
        cells += extras[number]

    unwanted = {"grading", "widgets", "orig_nbformat", "orig_nbformat_minor"}
    metadata = {key: value for key, value in instructor.metadata.items() if key not in unwanted}
    made = {"nbformat": 4, "nbformat_minor": 5, "metadata": deepcopy(metadata), "cells": cells}
    notes = [*_notes_of_notebook(submitted, instructor, matching)]
    notes += _notes_of_cells(matching, dropped, releases)
    return nbformat.from_dict(made), notes


def _filled(cell: WantedCell, given: SubmittedCell | None, missing: str) -> NotebookNode:
    """The instructor's cell with the student's answer."""
    made = deepcopy(cell.node)
    made.id = cell.id
    for key in ("outputs", "execution_count"):
        made.pop(key, None)
    if cell.kind == "code":
        made.outputs, made.execution_count = [], None
    if given is None:
        # A stub would undo an answer given elsewhere. An answer graded by hand scores 0 by itself
        # only while it is what was released.
        if cell.answer and not cell.by_hand:
            made.source = f"# {missing}" if cell.kind == "code" else missing
        return made
    untouched = cell.holds(given)
    if not cell.locked and not untouched:
        made.source = given.node.source
    if not cell.locked and cell.kind != "code" and given.node.get("attachments"):
        made.attachments = deepcopy(given.node.attachments)
    if cell.kind == given.kind == "code" and (untouched or not cell.locked):
        made.outputs = deepcopy(given.node.get("outputs", []))
    return made


def _plain(node: NotebookNode, used: set[str]) -> NotebookNode:
    """A cell of the student's own: no metadata, and an id that nobody uses."""
    own, number = node.get("id"), len(used)
    while not isinstance(own, str) or not CELL_ID.fullmatch(own) or own in used:
        own, number = f"extra-{number}", number + 1
    used.add(own)
    made = {"id": own, "cell_type": node.cell_type, "metadata": {}, "source": node.source}
    if node.cell_type == "code":
        made |= {"execution_count": None, "outputs": deepcopy(node.get("outputs", []))}
    elif node.get("attachments"):
        made["attachments"] = deepcopy(node.attachments)
    return nbformat.from_dict(made)


def _notes_of_notebook(
    submitted: NotebookNode, instructor: NotebookNode, matching: Matching
) -> Iterator[str]:
    wanted, given, matched = matching.wanted, matching.given, matching.matched
    lost = []
    had_ids = any("id" in cell for cell in instructor.cells)
    if (
        had_ids
        and matched
        and all(wanted[n].id != given[g].node.get("id") for n, g in matched.items())
    ):
        lost.append("cell ids")
    graded = [number for number in sorted(matched) if wanted[number].graded]
    stripped = [str(wanted[number]) for number in graded if not given[matched[number]].grade_id]
    if stripped and len(stripped) == len(graded):
        lost.append("nbgrader's metadata")
    if lost:
        version = [submitted.metadata.get(f"orig_nbformat{part}") for part in ("", "_minor")]
        saved = f"Saved as nbformat {version[0]}.{version[1]}: " if version[0] else ""
        text = f"{saved}{' and '.join(lost)} were restored."
        yield text[0].upper() + text[1:]
    if stripped and len(stripped) < len(graded):
        yield f"nbgrader's metadata was restored in {', '.join(stripped)}."
    kernels = [book.metadata.get("kernelspec", {}).get("name") for book in (submitted, instructor)]
    if None not in kernels and kernels[0] != kernels[1]:
        yield f"The kernel was {shown(kernels[0])} and is {kernels[1]} again."
    order = sorted(matched, key=lambda number: matched[number])
    blocks = SequenceMatcher(None, order, sorted(order), autojunk=False).get_matching_blocks()
    stayed = {number for start, _, n in blocks for number in order[start : start + n]}
    if moved := [str(wanted[number]) for number in sorted(order) if number not in stayed]:
        yield f"Put back in the instructor's order: {', '.join(moved)}."


def _notes_of_cells(matching: Matching, dropped: set[int], releases: Releases) -> Iterator[str]:
    rivals = defaultdict(list)
    for which in matching.free:
        for number in matching.claims[which][:1]:
            rivals[number].append(matching.given[which])
    for number, cell in enumerate(matching.wanted):
        given = matching.cell(number)
        if not cell.graded:
            lost = given is None and releases.always_had(cell)
            if lost and cell.kind == "code" and not cell.skipped:
                yield f"The instructor's cell {cell} was deleted or rewritten."
            continue
        if given is None:
            yield f"{cell} was missing and was put back{' unanswered' if cell.answer else ''}."
        else:
            yield from _notes_of_change(cell, given, releases)
            if (other := matching.elsewhere.get(number)) is not None:
                yield f"{cell} has its answer in {matching.wanted[other]}."
            elif number in matching.pasted:
                yield f"{cell} was as handed out: the answer was in a cell of the student's own."
        for rival in rivals[number]:
            if rival.text in matching.stubs:
                yield f"A copy of {cell} that held only the stub was dropped."
            elif cell.answer or cell.holds(rival):
                yield f"A copy of {cell} is kept as an ordinary cell."
            else:
                yield f"A cell marked as {cell} held something else: it is an ordinary cell now."
    for which in matching.free:
        if which in dropped and not matching.claims[which]:
            yield "A cell that held only a stub was dropped."
        elif (name := matching.given[which].grade_id) and not matching.claims[which]:
            if releases.knows_name(name):
                continue
            yield f"A cell marked as {shown(name)}, which this notebook has not, lost that mark."


def _notes_of_change(cell: WantedCell, given: SubmittedCell, releases: Releases) -> Iterator[str]:
    if cell.locked and not cell.holds(given) and not releases.knows(given):
        yield f"{cell} was changed, and is as released again."
    elif cell.kind != given.kind:
        yield f"{cell} was a {given.kind} cell, and is a {cell.kind} cell again."
    mine, theirs = marks_of(cell), marks_of(given) if given.grade_id else {}
    if releases.knows_marks(given):
        theirs = {}
    changed = [name for name in theirs | mine if theirs and theirs.get(name) != mine.get(name)]
    if {*given.node.metadata.get("tags", [])} - {*cell.node.metadata.get("tags", [])}:
        changed.append("tags")
    if changed:
        yield f"{cell} had other metadata ({', '.join(changed)}), and has the instructor's again."


@dataclass(frozen=True)
class Instructors:
    """What submissions of a notebook are repaired from: the instructor's, and what students got."""

    notebook: NotebookNode
    releases: Releases = NONE


class Repair(NbGraderPreprocessor):
    """Repair a submission, from the gradebook and the course's source or release notebook.

    Where resources has "instructors", from these, and no gradebook is asked.
    The notes go to the log and into the metadata: {"grading": {"repaired": [...]}}. Of a notebook
    that could not be read, "unreadable" beside it says why, and there are no notes.
    """

    coursedir = Instance(CourseDirectory, allow_none=True)
    _built: ClassVar[dict[Any, NotebookNode]] = {}

    @default("coursedir")
    def _coursedir_default(self) -> CourseDirectory | None:
        return getattr(getattr(self.parent, "parent", None), "coursedir", None)

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Repair nb, whose notebook and assignment resources["nbgrader"] names."""
        here = resources["nbgrader"]
        known = nb.metadata.get("grading", {})  # what the exporter says of the file
        unreadable = known.get("unreadable") if not nb.cells else None
        missing = f"{NOT_READ}." if unreadable else MISSING
        theirs = resources.get("instructors") or self.instructors(here)
        instructor = theirs.notebook
        made, notes = repair(
            nb, instructor, hidden=hidden_regions(self), missing=missing, releases=theirs.releases
        )
        grading: dict[str, Any] = {
            "repaired": [] if unreadable else [*known.get("cut", []), *notes]
        }
        if "digest" in instructor.metadata.get("grading", {}):
            grading["instructor"] = instructor.metadata.grading
        if "submitted" in known:
            grading["submitted"] = known["submitted"]
        if unreadable:
            grading["unreadable"] = unreadable
            text = f"**{NOT_READ}: {unreadable}.** Nothing in it could be graded. Hand it in again."
            made.cells.insert(0, nbformat.v4.new_markdown_cell(text, id="unreadable-notebook"))
        made.metadata["grading"] = nbformat.from_dict(grading)
        for note in grading["repaired"]:
            self.log.info("%s, %s: %s", here.get("student"), here["notebook"], note)
        return made, resources

    def instructors(self, here: dict[str, Any]) -> Instructors:
        """What submissions of a notebook are repaired from. here names it."""
        releases = Releases.of(self.coursedir, here["assignment"], here["notebook"])
        return Instructors(self.instructor(here), releases)

    def instructor(self, here: dict[str, Any]) -> NotebookNode:
        """The instructor's notebook: the cells of its file, where graded as the gradebook has them.

        A cell that only the gradebook has stands where it stood when the notebook was released.
        """
        kernel, cells = _from_gradebook(here)
        path = self.file(here)
        version = (path.stat().st_mtime_ns, path.stat().st_size) if path else None
        doubted = self._doubted(here)
        key = (path, version, json.dumps([kernel, cells, doubted]))
        if key not in self._built:
            self._built[key] = self._build(path, kernel, cells, doubted)
        return self._built[key]

    def _doubted(self, here: dict[str, Any]) -> list[str]:
        """The tests that give the instructor's own solution fewer points than stock nbgrader."""
        if self.coursedir is None:
            return []
        check = read(place(self.coursedir.root, here["assignment"]))
        return check.doubted.get(here["notebook"], []) if check else []

    def tests(self, here: dict[str, Any]) -> str:
        """The digest of what grades a notebook now, see digest_of(). here names it."""
        return str(self.instructor(here).metadata.grading.digest)

    def file(self, here: dict[str, Any]) -> Path | None:
        """The course's own notebook, from source/ or else from release/."""
        if self.coursedir is None:
            return None
        for step in (self.coursedir.source_directory, self.coursedir.release_directory):
            path = Path(self.coursedir.format_path(step, ".", here["assignment"]))
            if (path / f"{here['notebook']}.ipynb").is_file():
                return path / f"{here['notebook']}.ipynb"
        return None

    def _build(
        self,
        path: Path | None,
        kernel: dict[str, Any],
        cells: list[dict[str, Any]],
        doubted: list[str],
    ) -> NotebookNode:
        try:
            notebook = nbformat.read(path, 4) if path else nbformat.v4.new_notebook()
        except Exception as error:
            raise NbGraderException(f"{path}, of the course, cannot be read: {error}") from error
        left = {cell["metadata"]["nbgrader"]["grade_id"]: cell for cell in cells}
        order = [*left]
        written = {}
        for cell in notebook.cells:
            flags = cell.metadata.pop("nbgrader", {})
            name = flags.get("grade_id")
            written[name] = cell.source
            if known := left.pop(name, None):
                cell.metadata.update(known["metadata"])
                cell.cell_type, cell.source = known["cell_type"], known["source"]
            elif any(flags.get(flag) for flag in ("grade", "solution", "locked", "task")):
                self.log.warning("%s: the gradebook has no cell %s: not graded", path, name)
        names = [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in notebook.cells]
        place = 0
        for name in order:
            if name in left:
                notebook.cells.insert(place, nbformat.from_dict(left[name]))
                names.insert(place, name)
            place = names.index(name) + 1
        if kernel:
            notebook.metadata.kernelspec = kernel
        parts = parts_of(notebook.cells, written)
        digest = digest_of(notebook.cells, parts)
        notebook.metadata["grading"] = nbformat.from_dict(
            parts | {"digest": digest, "doubted": doubted}
        )
        return LockCells(parent=self).preprocess(notebook, {})[0]


def _from_gradebook(here: dict[str, Any]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The kernelspec and the graded cells that the gradebook has of a notebook."""
    with Gradebook(here["db_url"]) as gradebook:
        try:
            notebook = gradebook.find_notebook(here["notebook"], here["assignment"])
        except MissingEntry:
            return {}, []
        grades = {cell.name: cell.max_score for cell in notebook.grade_cells}
        tasks = {cell.name: cell.max_score for cell in notebook.task_cells}
        solutions = {cell.name for cell in notebook.solution_cells}
        cells = []
        for cell in notebook.source_cells:
            name = cell.name
            flags = {
                "schema_version": 3,
                "grade_id": name,
                "grade": name in grades,
                "solution": name in solutions,
                "locked": cell.locked,
                "task": name in tasks,
                "cell_type": cell.cell_type,
                "checksum": cell.checksum,
            }
            if name in grades | tasks:
                flags["points"] = (grades | tasks)[name]
            cells.append(
                {
                    "cell_type": cell.cell_type,
                    "metadata": {"nbgrader": flags},
                    "source": cell.source or "",
                }
            )
        return json.loads(notebook.kernelspec or "{}") or {}, cells
