"""Late penalties as they are now.

nbgrader works out a penalty when a submission is autograded, and keeps it. Points that a person
gives later, a due date or an extension that is moved later, a policy that is set later change it.
"""

from __future__ import annotations

from typing import Any

from nbformat import NotebookNode
from nbgrader.api import Gradebook, SubmittedAssignment
from nbgrader.preprocessors import AssignLatePenalties
from traitlets.config import Configurable


class LatePenalties(AssignLatePenalties):
    """nbgrader's preprocessor, for an assignment without a due date too: there it stops at the
    first extension.
    """

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Work out a notebook's penalty, and keep it."""
        told = resources["nbgrader"]
        names = told["assignment"], told["student"]
        with Gradebook(told["db_url"]) as gradebook:
            if gradebook.find_assignment(told["assignment"]).duedate is None:
                book = gradebook.find_submission_notebook(told["notebook"], *names)
                book.late_submission_penalty = None
                gradebook.db.commit()
                return nb, resources
        return super().preprocess(nb, resources)


def seconds_late(submission: SubmittedAssignment) -> float:
    """How late a submission is, an extension counted; 0 where there is no due date."""
    if submission.assignment.duedate is None:
        return 0.0
    return max(submission.total_seconds_late, 0.0)


def assign_penalties(gradebook: Gradebook, assignment: str, parent: Configurable) -> list[str]:
    """Work out the penalties of all submissions of an assignment anew, by the plug-in that parent's
    configuration names, and keep them. Returns the students whose penalty has changed.

    Raises MissingEntry if there is no such assignment.
    """
    rule: Any = AssignLatePenalties(parent=parent)
    rule.init_plugin()
    changed = []
    for submission in gradebook.find_assignment(assignment).submissions:
        late = seconds_late(submission)
        student = submission.student_id
        for book in submission.notebooks:
            before = book.late_submission_penalty
            if not late and not before:
                continue
            penalty = None
            if late:
                penalty = rule.plugin_inst.late_submission_penalty(student, book.score, late)
            if penalty is not None:
                penalty = min(max(penalty, 0.0), book.score)
            if (penalty or 0.0) != (before or 0.0):
                book.late_submission_penalty = penalty
                changed.append(student)
    gradebook.db.commit()
    return sorted(set(changed))
