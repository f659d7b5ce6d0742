"""The page that a student gets back: what nbgrader's own feedback has, told by exercise."""

from __future__ import annotations

from typing import Any

from nbconvert.exporters import HTMLExporter
from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor

from grading.results import exercise_of


class FeedbackExporter(HTMLExporter):
    """HTML, with settings apart from those of formgrader's pages. See nbgrader_config.py."""


class Contents(NbGraderPreprocessor):
    """List the exercises, for the page's contents. Comes after nbgrader's GetGrades."""

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Put the list into resources: of each exercise name, anchor, score, points, comment."""
        cells = [cell.metadata.nbgrader for cell in nb.cells if "nbgrader" in cell.metadata]
        answers = {flags.grade_id: flags for flags in cells if flags.get("solution")}
        found: dict[str, dict[str, Any]] = {}
        for flags in cells:
            if not flags.get("grade") and not flags.get("task"):
                continue
            own = flags.grade_id in answers or flags.get("task")
            name = flags.grade_id if own else exercise_of(flags.grade_id, answers)
            # nbgrader's page has comment-NAME at each answer, NAME at each cell with points.
            anchor = f"comment-{name}" if name in answers else flags.grade_id
            row = found.setdefault(name, {"name": name, "anchor": anchor, "score": 0, "points": 0})
            row["score"] += flags.get("score") or 0
            row["points"] += flags.get("points") or 0
            row["comment"] = bool(answers.get(name, flags).get("comment"))
        resources["contents"] = [row for row in found.values() if row["points"] or row["comment"]]
        return nb, resources
