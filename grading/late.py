"""Late penalties as they are now.

nbgrader works out a penalty when a submission is autograded, and keeps it. Points that a person
gives later, a due date or an extension that is moved later, a policy that is set later change it.
"""

from __future__ import annotations

import logging
from typing import Any

from nbgrader.api import Gradebook
from nbgrader.preprocessors import AssignLatePenalties
from traitlets.config import LoggingConfigurable

METHOD = "Using late submission penalty method"  # what nbgrader's plug-in says of each notebook


def assign_penalties(gradebook: Gradebook, assignment: str, parent: Any) -> list[str]:
    """Work out the penalties of all submissions of an assignment anew, by the plug-in that parent's
    configuration names, and keep them. Returns the students whose penalty has changed.

    Raises MissingEntry if there is no such assignment.
    """
    forget_extensions(gradebook, assignment, parent)
    rule: Any = AssignLatePenalties(parent=parent)
    rule.init_plugin()
    changed = []
    for submission in gradebook.find_assignment(assignment).submissions:
        late = max(submission.total_seconds_late, 0.0)
        student = submission.student_id
        for book in submission.notebooks:
            before = book.late_submission_penalty
            if not late and not before:
                continue
            penalty = None
            if late:
                rule.log.addFilter(_of_interest)
                try:
                    penalty = rule.plugin_inst.late_submission_penalty(student, book.score, late)
                finally:
                    rule.log.removeFilter(_of_interest)
            if penalty is not None:
                penalty = min(max(penalty, 0.0), book.score)
            if (penalty or 0.0) != (before or 0.0):
                book.late_submission_penalty = penalty
                changed.append(student)
    gradebook.db.commit()
    return sorted(set(changed))


def forget_extensions(gradebook: Gradebook, assignment: str, parent: LoggingConfigurable) -> None:
    """Take the extensions of an assignment without a due date away, and say whose: they mean
    nothing, and nbgrader stops at them. Raises MissingEntry if there is no such assignment.
    """
    known = gradebook.find_assignment(assignment)
    extended = [one for one in known.submissions if one.extension is not None]
    if known.duedate is not None or not extended:
        return
    for submission in extended:
        submission.extension = None
    gradebook.db.commit()
    names = ", ".join(sorted(one.student_id for one in extended))
    parent.log.warning(
        "%s has no due date (any more): the extensions of %s are taken away", assignment, names
    )


def _of_interest(record: logging.LogRecord) -> bool:
    return not str(record.msg).startswith(METHOD)
