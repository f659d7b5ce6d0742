"""What a page shows first, and what it folds or leaves out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from nbconvert.filters import strip_ansi
from nbformat import NotebookNode
from nbgrader import preprocessors
from nbgrader.api import MissingEntry
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import is_grade, is_locked, is_solution

from grading.exercises import exercise_of
from grading.pages.freshness import NotebookGrades

# Errors whose name says nothing to a student.
PLAIN = ("AssertionError", "NotRight")


class Grades(NbGraderPreprocessor):
    """Put points and comments into a notebook, of what FeedbackPage has read of the gradebook."""

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """As nbgrader's GetGrades. Raises MissingEntry where the gradebook lacks a cell."""
        here, grades = resources["nbgrader"], resources["grades"]
        for cell in nb.cells:
            flags = cell.metadata.get("nbgrader", {})
            name, task = flags.get("grade_id"), flags.get("task")
            if flags.get("solution") or task:
                flags["comment"] = grades.comments.get(name)
            if flags.get("grade") or task:
                if name not in grades.points:
                    raise MissingEntry(f"the gradebook knows no points of {name}")
                flags["score"], flags["points"] = grades.points[name]
        here["late_penalty"] = grades.penalty
        here["score"] = sum(score for score, _ in grades.points.values()) - grades.penalty
        here["max_score"] = sum(most for _, most in grades.points.values())
        return nb, resources


@dataclass
class Exercise:
    """What a student's page says first of an exercise."""

    name: str
    anchor: str  # of its place in the notebook's page
    score: float = 0.0
    points: float = 0.0
    waits: float = 0.0  # points that a person has still to give
    comment: str = ""
    said: list[str] = field(default_factory=list)  # by the tests that did not pass

    @property
    def lost(self) -> bool:
        """Whether there is something to be told of points that are not there."""
        return bool(self.points - self.waits > self.score or self.said)


def exercises(cells: Iterable[Mapping[str, Any]], grades: NotebookGrades) -> list[Exercise]:
    """The exercises of an autograded notebook that have points or a comment, in order."""
    graded = [cell for cell in cells if "nbgrader" in cell["metadata"]]
    flags_of = [cell["metadata"]["nbgrader"] for cell in graded]
    answers = {flags["grade_id"] for flags in flags_of if flags.get("solution")}
    rows: dict[str, Exercise] = {}
    for cell, flags in zip(graded, flags_of, strict=True):
        if not flags.get("grade") and not flags.get("task"):
            continue
        test = flags["grade_id"]
        own = test in answers or flags.get("task")
        name = test if own else exercise_of(test, answers)
        row = rows.setdefault(name, Exercise(name, f"comment-{name}" if name in answers else test))
        score, points = grades.points.get(test, (0.0, 0.0))
        row.score += score
        row.points += points
        row.waits += points if test in grades.waiting else 0
        row.comment = grades.comments.get(name) or ""
        # Of a test that somebody has given all points for by hand, there is nothing to say.
        row.said += [] if own or score >= points > 0 else said(cell)
    return [row for row in rows.values() if row.points or row.comment]


def said(cell: Mapping[str, Any]) -> list[str]:
    """What the outputs of a test's cell say of its failure, without colours."""
    return [
        strip_ansi(
            output["evalue"]
            if output["ename"] in PLAIN
            else f"{output['ename']}: {output['evalue']}"
        )
        for output in cell.get("outputs", [])
        if output["output_type"] == "error"
    ]


class Contents(NbGraderPreprocessor):
    """List the exercises, for the beginning of the page."""

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Put the list of Exercise into resources, as contents."""
        resources["contents"] = exercises(nb.cells, resources["grades"])
        return nb, resources


class _OfTheInstructor:
    """Leaves alone what is not the instructor's: a student may write a delimiter, too."""

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict[str, Any], index: int
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Clear the cell if it is locked."""
        if not is_locked(cell) or is_solution(cell):
            return cell, resources
        return super().preprocess_cell(cell, resources, index)  # type: ignore[misc]


class ClearHiddenTests(_OfTheInstructor, preprocessors.ClearHiddenTests):
    """nbgrader's, over the instructor's cells alone."""


class ClearMarkScheme(_OfTheInstructor, preprocessors.ClearMarkScheme):
    """nbgrader's, over the instructor's cells alone."""


class FoldedCells(NbGraderPreprocessor):
    """Show of a test, and of any folded cell, its first line, and of its error the message.

    A traceback would quote the source: of a hidden test, for one.
    """

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict[str, Any], index: int
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Cut the source to its first line, and tracebacks to the message."""
        is_test = is_grade(cell) and not is_solution(cell)
        if not is_test and not cell.metadata.get("jupyter", {}).get("source_hidden"):
            return cell, resources
        first, _, rest = cell.source.partition("\n")
        cell.source = f"{first} ..." if rest else first
        for output in cell.get("outputs", []):
            if output.output_type == "error" and output.ename != "NotRight":
                output.traceback = [f"{output.ename}: {output.evalue}"]
        return cell, resources
