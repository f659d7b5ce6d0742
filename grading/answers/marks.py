"""Points and comments for whole groups, written to the gradebook as formgrader writes them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from nbgrader.api import Comment, Grade, Gradebook
from sqlalchemy import func

from grading.answers.groups import Answers, Group, Points


class BadMarksError(ValueError):
    """What was typed is not points. The message says what is wrong, for a person."""


class ChangedError(Exception):
    """Somebody else has written to the same answers since they were read."""


@dataclass
class Typed:
    """What was typed for a group, where that differs from what was shown. None takes away."""

    points: dict[int, float | None] = field(default_factory=dict)  # by the number of the test
    extra: dict[int, float | None] = field(default_factory=dict)
    comment: str | None = None

    def __bool__(self) -> bool:
        return bool(self.points or self.extra or self.comment is not None)

    def __str__(self) -> str:
        parts = [f"{as_text(points) or 'no'} points" for points in self.points.values()]
        parts += [f"{as_text(points) or 'no'} extra" for points in self.extra.values()]
        return ", ".join(
            parts + ([self.comment or "no comment"] if self.comment is not None else [])
        )


@dataclass
class Marks:
    """What is to be written, with what stood there when it was read."""

    grades: list[tuple[Points, float | None, float | None]] = field(default_factory=list)
    comments: list[tuple[str, str, str | None]] = field(default_factory=list)  # id, before, after
    answers: int = 0
    lost: list[Typed] = field(default_factory=list)  # for groups that have changed since

    @property
    def outdated(self) -> int:
        """Groups that have changed since the page was shown: left as they are."""
        return len(self.lost)


def marks(answers: Answers, form: Mapping[str, str]) -> Marks:
    """What a form that was sent back gives to whom. Only what was changed in it counts.

    Its fields are those of answers.html.j2. Raises BadMarksError if something in it is not points;
    nothing is to be written then.
    """
    made = Marks()
    groups = {group.key: group for group in answers.groups}
    for key in dict.fromkeys(form.get("groups", "").split()):
        if typed := _typed(form, key, [test.points for test in answers.tests]):
            group = groups.get(key)
            if group is None or form.get(f"seen {key}") != group.seen:
                made.lost.append(typed)
            else:
                _give(made, group, typed)
    return made


def _typed(form: Mapping[str, str], key: str, most: Sequence[float]) -> Typed:
    """What was typed for a group. Its own fields count before those for all that are ticked."""
    made = Typed()
    for number, points in enumerate(most):
        for kind, into, limit in (("points", made.points, points), ("extra", made.extra, math.inf)):
            text = form.get(f"{kind} {key} {number}", "").strip()
            if text != form.get(f"was {kind} {key} {number}", ""):
                into[number] = _points(text, limit) if text else None
    text = plain(form.get(f"comment {key}", ""))
    if text != plain(form.get(f"was {key}", "")):
        made.comment = text
    if form.get(f"tick {key}"):
        if (text := form.get("points", "").strip()) and len(most) == 1:
            made.points.setdefault(0, _points(text, most[0]))
        if made.comment is None:
            made.comment = plain(form.get("comment", "")) or None
    return made


def _give(made: Marks, group: Group, typed: Typed) -> None:
    made.answers += len(group.members)
    for member in group.members:
        for number in {**typed.points, **typed.extra}:
            if (was := member.points[number]) is not None:
                points = typed.points.get(number, was.manual)
                made.grades.append((was, points, typed.extra.get(number, was.extra)))
        if typed.comment is not None and member.comment is not None:
            made.comments.append((*member.comment, typed.comment or None))


def plain(text: str) -> str:
    """A text as it was typed: browsers send other ends of lines."""
    return text.replace("\r\n", "\n").strip()


def _points(text: str, most: float) -> float:
    try:
        points = float(text.strip().replace(",", "."))
    except ValueError:
        raise BadMarksError(f"{text.strip()[:40]!r} is not a number of points.") from None
    if not math.isfinite(points) or points < 0:
        raise BadMarksError(f"{points:g} is not a number of points.")
    if points > most:
        raise BadMarksError(
            f"{points:g} is not from 0 to {most:g} points; what goes beyond is extra credit."
        )
    return points


def as_text(points: float | None) -> str:
    """Points as a form shows them."""
    return "" if points is None else f"{points:g}"


def write(gradebook: Gradebook, given: Marks) -> None:
    """Write it in one transaction, each row as formgrader's own handlers do.

    Raises ChangedError, and writes nothing, if a row is not as it was read: another grader was
    faster.
    """
    db = gradebook.db
    for was, points, extra in given.grades:
        row = db.query(Grade).filter_by(
            id=was.id, manual_score=was.manual, extra_credit=was.extra, auto_score=was.auto
        )
        _update(db, row, manual_score=points, extra_credit=extra,
                needs_manual_grade=points is None and was.auto is None)  # fmt: skip
    for name, before, after in given.comments:
        row = db.query(Comment).filter(
            Comment.id == name, func.coalesce(Comment.manual_comment, "") == before
        )
        _update(db, row, manual_comment=after)
    db.commit()


def _update(db: Any, row: Any, **values: Any) -> None:
    """Write into a row, if it is there."""
    if not row.update(values, synchronize_session=False):
        db.rollback()
        raise ChangedError
