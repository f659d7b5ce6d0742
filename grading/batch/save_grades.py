"""Grades into the gradebook: nbgrader's rules, one transaction a notebook."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from nbformat import NotebookNode
from nbgrader.api import BaseCell, Comment, Grade, Gradebook
from nbgrader.preprocessors import SaveAutoGrades
from sqlalchemy.orm import contains_eager


class SaveGrades(SaveAutoGrades):
    """Saves what nbgrader's own SaveAutoGrades saves, all of a notebook's cells or none.

    That one searches the whole gradebook for each cell, and commits each. What is worth no points
    waits for nobody, unless somebody gave it some. For a whole class, see grading.batch.recording.
    """

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Save the grades of a notebook that was run."""
        here = resources["nbgrader"]
        self.notebook_id, self.assignment_id = here["notebook"], here["assignment"]
        self.student_id, self.db_url = here["student"], here["db_url"]
        with Gradebook(self.db_url) as gradebook:
            self.gradebook = _OneNotebook(
                gradebook, self.notebook_id, self.assignment_id, self.student_id
            )
            for index, cell in enumerate(nb.cells):
                self.preprocess_cell(cell, resources, index)
            gradebook.db.commit()
        return nb, resources

    def _add_score(self, cell: NotebookNode, resources: dict[str, Any]) -> None:
        super()._add_score(cell, resources)
        grade = self.gradebook.find_grade(cell.metadata.nbgrader.grade_id)
        if not cell.metadata.nbgrader.points and not grade.manual_score:
            grade.needs_manual_grade = False  # an exercise that is not to count


class _OneNotebook:
    """What SaveAutoGrades asks a gradebook, answered for one notebook."""

    def __init__(self, gradebook: Gradebook, notebook: str, assignment: str, student: str) -> None:
        book = gradebook.find_submission_notebook(notebook, assignment, student)
        self.gradebook, self.names = gradebook, (notebook, assignment, student)
        self.grades, self.comments = (
            {
                row.cell.name: row
                for row in gradebook.db.query(kind)
                .join(BaseCell, BaseCell.id == kind.cell_id)
                .filter(kind.notebook_id == book.id)
                .options(contains_eager(kind.cell))
            }
            for kind in (Grade, Comment)
        )
        self.db = self

    def find_grade(self, cell: str, *_: str) -> Grade:
        """The grade of a cell."""
        with suppress(KeyError):
            return self.grades[cell]
        return self.gradebook.find_grade(cell, *self.names)  # which says what is missing

    def find_comment(self, cell: str, *_: str) -> Comment:
        """The comment on a cell."""
        with suppress(KeyError):
            return self.comments[cell]
        return self.gradebook.find_comment(cell, *self.names)

    def commit(self) -> None:
        """Nothing yet: all is committed at once."""
