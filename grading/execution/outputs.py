"""Outputs of cells: those that are well-formed, and what they say of a test."""

from __future__ import annotations

import json
from collections.abc import Mapping

import nbformat
from nbformat import NotebookNode

from grading.outcomes import Outcome

MESSAGE = 500  # characters of a message that the log keeps
MOST_CELLS = 10**6  # that a kernel may say that it has run
SIZE = ("width", "height")  # of a picture


def messages(nb: NotebookNode, outcomes: Mapping[str, Outcome]) -> dict[str, str]:
    """What each test that did not pass says, by the test's name."""
    texts = {}
    for cell in nb.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        if outcomes.get(name, Outcome.PASSED) != Outcome.PASSED:
            said = [output.evalue for output in cell.outputs if output.output_type == "error"]
            texts[name] = shortened(said[-1]) if said else ""
    return texts


def shortened(text: str) -> str:
    """A message as the log keeps it: of a long one the beginning, and the end with the cause."""
    most = MESSAGE - 10
    return text if len(text) <= MESSAGE else f"{text[:150]}\n[...]\n{text[150 - most :]}"


def error_output(name: str, message: str) -> NotebookNode:
    """An nbformat error output that shows a message alone."""
    lines = [f"{name}: {message}"]
    return nbformat.from_dict(
        {"output_type": "error", "ename": name, "evalue": message, "traceback": lines}
    )


def make_well_formed(cell: NotebookNode) -> None:
    """Drop what a student's process has said of a cell that fits no notebook."""
    cell.outputs = [output for output in cell.outputs if well_formed(output)]
    for output in cell.outputs:
        if "metadata" in output:  # of which pages use the size, without quotes
            output.metadata = {
                kind: {k: v for k, v in told.items() if k in SIZE and type(v) is int}
                for kind, told in output.metadata.items()
                if isinstance(told, dict)
            }
    count = cell.execution_count
    if type(count) is not int or not 0 <= count < MOST_CELLS:
        cell.execution_count = None


def well_formed(output: NotebookNode) -> bool:
    """Whether an output that a student's process has made fits the notebook format."""
    try:
        nbformat.validate(output, version=4, ref="output")
        json.dumps(output, allow_nan=False, ensure_ascii=False).encode()
    except Exception:
        return False
    return True
