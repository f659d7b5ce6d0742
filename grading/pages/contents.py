"""What a page shows first, and what it folds or leaves out."""

from __future__ import annotations

from typing import Any

from nbformat import NotebookNode
from nbgrader import preprocessors
from nbgrader.api import MissingEntry
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import is_grade, is_locked, is_solution

from grading.exercises import exercise_of


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
        resources["waiting"] = grades.waiting
        return nb, resources


class Contents(NbGraderPreprocessor):
    """List the exercises, for the page's contents. Comes after Grades."""

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Put the list into resources: of each exercise name, anchor, score, points, comment."""
        cells = [cell.metadata.nbgrader for cell in nb.cells if "nbgrader" in cell.metadata]
        answers = {flags.grade_id: flags for flags in cells if flags.get("solution")}
        rows: dict[str, dict[str, Any]] = {}
        for flags in cells:
            if not flags.get("grade") and not flags.get("task"):
                continue
            own = flags.grade_id in answers or flags.get("task")
            name = flags.grade_id if own else exercise_of(flags.grade_id, answers)
            # nbgrader's page has comment-NAME at each answer, NAME at each cell with points.
            anchor = f"comment-{name}" if name in answers else flags.grade_id
            row = rows.setdefault(
                name, {"name": name, "anchor": anchor, "score": 0, "points": 0, "waits": 0}
            )
            row["score"] += flags.get("score") or 0
            row["points"] += flags.get("points") or 0
            if flags.grade_id in resources.get("waiting", ()):
                row["waits"] += flags.get("points") or 0
            row["comment"] = bool(answers.get(name, flags).get("comment"))
        resources["waits"] = sum(row["waits"] for row in rows.values())
        resources["contents"] = [row for row in rows.values() if row["points"] or row["comment"]]
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
