"""Late penalties as they are now.

nbgrader works out a penalty when a submission is autograded, and keeps it. Points that a person
gives later, a due date or an extension that is moved later, a policy that is set later change it.
"""

from __future__ import annotations

import datetime
import logging
import math
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from nbgrader.api import (
    BaseCell,
    Grade,
    Gradebook,
    Notebook,
    SubmittedAssignment,
    SubmittedNotebook,
)
from nbgrader.converters import NbGraderException
from nbgrader.plugins import BasePlugin
from nbgrader.preprocessors import AssignLatePenalties
from sqlalchemy import func, select, update
from traitlets.config import LoggingConfigurable

METHOD = "Using late submission penalty method"  # what nbgrader's plug-in says of each notebook
NAMED = 10  # students in a line
AT_A_TIME = 200  # submissions whose points are read


@dataclass
class Penalties:
    """Whose late penalty is another one now, and whose could not be worked out, and why."""

    changed: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)  # by student


def late_rule(parent: LoggingConfigurable) -> BasePlugin:
    """The plug-in that parent's configuration names.

    Raises NbGraderException, which says what is wrong with it, if it cannot be loaded.
    """
    try:
        rule: Any = AssignLatePenalties(parent=parent)
        rule.init_plugin()
    except Exception as error:  # the course's own code
        named = parent.config.AssignLatePenalties.plugin_class
        why = error.__cause__ or error
        raise NbGraderException(
            f"the late policy c.AssignLatePenalties.plugin_class = {named!r} cannot be loaded:"
            f" {type(why).__name__}: {why}. Mend it, and run the same command again"
        ) from error
    return rule.plugin_inst


def seconds_late(
    timestamp: datetime.datetime | None,
    duedate: datetime.datetime | None,
    extension: datetime.timedelta | None,
) -> float:
    """How late a submission is, an extension counted; 0 where there is no due date."""
    if timestamp is None or duedate is None:
        return 0.0
    return max(0.0, (timestamp - duedate - (extension or datetime.timedelta())).total_seconds())


def penalty(rule: Any, student: str, points: float, late: float) -> float | None:
    """What a rule takes off the points of a notebook; None: nothing. late: seconds.

    Raises whatever the rule raises, and ValueError or TypeError if it does not give a number.
    """
    if not late:
        return None
    rule.log.addFilter(_of_interest)
    try:
        taken = rule.late_submission_penalty(student, points, late)
    finally:
        rule.log.removeFilter(_of_interest)
    if taken is None:
        return None
    if not math.isfinite(off := float(taken)):
        raise ValueError(f"{taken} is no number of points")
    return min(max(off, 0.0), points)


def _of_interest(record: logging.LogRecord) -> bool:
    return not str(record.msg).startswith(METHOD)


def who_is_late(gradebook: Gradebook, assignment: str) -> dict[str, tuple[str, float]]:
    """The submissions of an assignment that are late: the student and how many seconds, by id.

    Raises MissingEntry if there is no such assignment.
    """
    known = gradebook.find_assignment(assignment)
    duedate, submission = known.duedate, SubmittedAssignment
    rows = gradebook.db.execute(
        select(submission.id, submission.student_id, submission.timestamp, submission.extension)
        .where(submission.assignment_id == known.id)
        .execution_options(yield_per=1000)
    )
    delays = ((id_, who, seconds_late(at, duedate, more)) for id_, who, at, more in rows)
    return {id_: (who, late) for id_, who, late in delays if late}


def assign_penalties(
    gradebook: Gradebook, assignment: str, parent: LoggingConfigurable
) -> Penalties:
    """Work out the penalties of all submissions of an assignment anew, by the plug-in that parent's
    configuration names, and keep them; one that cannot be worked out stays, and is said.

    Raises MissingEntry if there is no such assignment, and what late_rule raises.
    """
    forget_extensions(gradebook, assignment, parent)
    rule, db, paper = late_rule(parent), gradebook.db, SubmittedNotebook
    late = who_is_late(gradebook, assignment)
    id_of = gradebook.find_assignment(assignment).id
    books = [*db.execute(select(Notebook.id).where(Notebook.assignment_id == id_of)).scalars()]
    cells = [*db.execute(select(BaseCell.id).where(BaseCell.notebook_id.in_(books))).scalars()]
    punished = db.execute(
        select(SubmittedAssignment.id, SubmittedAssignment.student_id)
        .join(paper, paper.assignment_id == SubmittedAssignment.id)
        .where(SubmittedAssignment.assignment_id == id_of, paper.late_submission_penalty != 0)
    )
    due = {**{id_: (who, 0.0) for id_, who in punished}, **late}
    changed, failed = set(), dict[str, str]()
    for start in range(0, len(due), AT_A_TIME):
        some = [*due][start : start + AT_A_TIME]
        papers = db.execute(
            select(paper.id, paper.assignment_id, paper.late_submission_penalty)
            .where(paper.notebook_id.in_(books), paper.assignment_id.in_(some))
        ).all()  # fmt: skip
        points = dict(
            db.execute(
                select(Grade.notebook_id, func.sum(Grade.score))
                .where(Grade.cell_id.in_(cells), Grade.notebook_id.in_([row.id for row in papers]))
                .group_by(Grade.notebook_id)
            ).all()
        )  # fmt: skip
        new = []
        for id_, handed_in, before in papers:
            student, seconds = due[handed_in]
            try:
                now = penalty(rule, student, points.get(id_) or 0.0, seconds)
            except Exception as error:  # the course's rule may raise what it likes
                failed[student] = repr(error)
                continue
            if (now or 0.0) != (before or 0.0):
                new.append({"id": id_, "late_submission_penalty": now})
                changed.add(student)
        if new:
            gradebook.db.bulk_update_mappings(paper, new)
    gradebook.db.commit()
    by_reason = defaultdict(list)
    for student in sorted(failed):
        by_reason[failed[student]].append(student)
    for why, who in by_reason.items():
        more = f", and {len(who) - NAMED} more" if len(who) > NAMED else ""
        parent.log.error(
            "the late policy fails, so that the late penalty of %s stays as it was: %s",
            ", ".join(who[:NAMED]) + more, why,
        )  # fmt: skip
    return Penalties(sorted(changed), failed)


def forget_extensions(gradebook: Gradebook, assignment: str, parent: LoggingConfigurable) -> None:
    """Take the extensions of an assignment without a due date away, and say whose: they mean
    nothing, and nbgrader stops at them. Raises MissingEntry if there is no such assignment.
    """
    known, handed_in = gradebook.find_assignment(assignment), SubmittedAssignment
    if known.duedate is not None:
        return
    extended = (handed_in.assignment_id == known.id, handed_in.extension.is_not(None))
    names = [*gradebook.db.execute(select(handed_in.student_id).where(*extended)).scalars()]
    if names:
        gradebook.db.execute(update(handed_in).where(*extended).values(extension=None))
        gradebook.db.commit()
        parent.log.warning(
            "%s has no due date (any more): the extensions of %s are taken away",
            assignment, ", ".join(sorted(names)),
        )  # fmt: skip
