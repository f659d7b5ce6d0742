"""What grading knows of the instructor's notebook beyond the cells of a submission."""

from __future__ import annotations

import ast
import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from nbformat import NotebookNode
from nbgrader import utils

from grading.names import DEFINITIONS, IMPORTS, names_of, parsed, plain_python, texts_in
from grading.submission.regions import without_regions

SOLUTION = (("BEGIN SOLUTION", "END SOLUTION"),)
STUDENT_PROCESS = "student-process"  # tag of a test cell that must run among the student's code
MASKED = "numpy.ma"
# Of nbgrader's metadata, what a score depends on.
COUNTS = ("grade_id", "grade", "solution", "locked", "task", "points")


def parts_of(cells: Sequence[NotebookNode], written: Mapping[str, str]) -> dict[str, Any]:
    """The instructor's code cells, as grading.execution plans with them, as JSON's types.

    written: the text of a solution cell in the source, by its name. Nothing of a solution's text is
    kept but the names that it binds, or changes what they stand for, the modules that it imports,
    and its examples for doctest. A test that runs among the student's code is like one: what it
    computes is the student's word, and what it imports and defines is the instructor's.
    """
    parts: list[dict[str, Any]] = []
    classes: set[str] = set()
    modules: set[str] = set()
    reads: set[str] = set()
    examples: set[str] = set()
    imported = frozenset().union(*(names_of(cell.source).imports for cell in cells
                                   if cell.cell_type == "code"))  # fmt: skip
    for cell in cells:
        if cell.cell_type != "code" or "skip-execution" in cell.metadata.get("tags", []):
            continue
        name = cell.metadata.get("nbgrader", {}).get("grade_id", "")
        names = names_of(cell.source)
        classes |= names.classes
        if utils.is_solution(cell):
            whole = written.get(name, cell.source)
            released = statements_of(without_regions(whole, SOLUTION), IMPORTS)
            names = names_of(whole)
            changed = names.changes - imported
            theirs = (names.binds - names_of(released).binds) | changed
            reads |= names.later
            classes |= names.classes
            examples.update(text for text in texts_in(whole) if ">>>" in text)
            parts.append({"kind": "solution", "name": name, "source": released,
                          "theirs": sorted(theirs)})  # fmt: skip
        elif runs_among_students(cell):
            released = statements_of(cell.source, DEFINITIONS)
            reads |= names.later
            parts.append({"kind": "solution", "name": name, "source": released,
                          "theirs": sorted(names.binds - names_of(released).binds)})  # fmt: skip
        elif utils.is_grade(cell) or utils.is_locked(cell):
            parts.append({"kind": "test" if utils.is_grade(cell) else "locked", "name": name,
                          "source": cell.source, "theirs": []})  # fmt: skip
        else:
            reads |= names.later
            parts.append({"kind": "plain", "name": "", "source": cell.source, "theirs": []})
        modules |= names.modules
        if any("mask" in name or name == "ma" for name in names.attributes):
            modules.add(MASKED)  # without an import of its own
    return {"parts": parts, "modules": sorted(modules), "reads": sorted(reads),
            "classes": sorted(classes), "examples": sorted(examples)}  # fmt: skip


def is_test(cell: NotebookNode) -> bool:
    """Whether a cell is code whose outputs make a score."""
    return cell.cell_type == "code" and utils.is_grade(cell) and not utils.is_solution(cell)


def runs_among_students(cell: NotebookNode) -> bool:
    """Whether a cell is a test that its tag puts into the student's process."""
    return is_test(cell) and STUDENT_PROCESS in cell.metadata.get("tags", [])


def digest_of(cells: Sequence[NotebookNode], parts: Mapping[str, Any]) -> str:
    """A digest of all in the instructor's notebook that a score depends on: its code, the released
    text of written answers, points and marks. The text that students read makes no difference.

    cells are the instructor's, as graded; parts is what parts_of() says of them.
    """
    told: list[Any] = [parts]
    for cell in cells:
        flags = cell.metadata.get("nbgrader", {})
        marks = {name: flags[name] for name in COUNTS if flags.get(name)}
        counts = cell.cell_type == "code" or flags.get("solution")
        if counts or "points" in marks:
            tags = sorted(cell.metadata.get("tags", []))
            told.append([cell.cell_type, cell.source if counts else "", tags, marks])
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:16]


def statements_of(source: str, kinds: tuple[type[ast.stmt], ...]) -> str:
    """The statements of these kinds in a cell that are not inside of something."""
    try:
        tree = parsed(plain_python(source))
    except SyntaxError:
        # a body that was all solution is missing: the lines that stand by themselves will do
        lines = [line for line in source.split("\n") if line.startswith(("import ", "from "))]
        try:
            tree = parsed("\n".join(lines))
        except SyntaxError:
            return ""
    return "\n".join(ast.unparse(node) for node in tree.body if isinstance(node, kinds))
