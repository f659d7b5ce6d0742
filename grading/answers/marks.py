"""Points and comments for whole groups, written to the gradebook as formgrader writes them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from nbgrader.api import Comment, Grade, Gradebook

from grading.answers.groups import Answers, Group

PARTS = 500  # rows that are asked for at once


class BadMarksError(ValueError):
    """What was typed is not points. The message says what is wrong, for a person."""


@dataclass
class Marks:
    """What is to be written: points by the id of the grade, and texts by that of the comment."""

    points: dict[str, float | None] = field(default_factory=dict)
    comments: dict[str, str | None] = field(default_factory=dict)
    answers: int = 0
    outdated: int = 0  # groups that have changed since the page was shown: left as they are


def marks(answers: Answers, form: Mapping[str, str]) -> Marks:
    """What a form that was sent back gives to whom. Only what was changed in it counts.

    Its fields are those of answers.html.j2. Raises BadMarksError if something in it is not points;
    nothing is to be written then.
    """
    made = Marks()
    groups = {group.key: group for group in answers.groups}
    for key in form.get("groups", "").split():
        points, comment = _typed(form, key, len(answers.tests))
        if not points and comment is None:
            continue
        given = {
            number: _points(text, answers.tests[number].points) if text else None
            for number, text in points.items()
        }
        group = groups.get(key)
        if group is None or form.get(f"seen {key}") != group.seen:
            made.outdated += 1
        else:
            _give(made, group, given, comment)
    return made


def _typed(form: Mapping[str, str], key: str, tests: int) -> tuple[dict[int, str], str | None]:
    """The points by the number of the test, and the comment, that differ from what was shown.

    A group's own fields count before those for all that are ticked.
    """
    points, comment = {}, None
    for number in range(tests):
        text = form.get(f"points {key} {number}", "").strip()
        if text != form.get(f"was {key} {number}", ""):
            points[number] = text
    text = plain(form.get(f"comment {key}", ""))
    if text != plain(form.get(f"was {key}", "")):
        comment = text
    if form.get(f"tick {key}"):
        if (text := form.get("points", "").strip()) and tests == 1:
            points.setdefault(0, text)
        if comment is None:
            comment = plain(form.get("comment", "")) or None
    return points, comment


def _give(
    made: Marks, group: Group, given: Mapping[int, float | None], comment: str | None
) -> None:
    made.answers += len(group.members)
    for member in group.members:
        for number, points in given.items():
            if (grade := member.points[number]) is not None:
                made.points[grade.id] = points
        if comment is not None and member.comment is not None:
            made.comments[member.comment[0]] = comment or None


def plain(text: str) -> str:
    """A text as it was typed: browsers send other ends of lines."""
    return text.replace("\r\n", "\n").strip()


def _points(text: str, most: float) -> float:
    try:
        points = float(text.strip().replace(",", "."))
    except ValueError:
        raise BadMarksError(f"{text.strip()[:40]!r} is not a number of points.") from None
    if not math.isfinite(points) or not 0 <= points <= most:
        raise BadMarksError(f"{points:g} is not from 0 to {most:g} points.")
    return points


def as_text(points: float | None) -> str:
    """Points as a form shows them."""
    return "" if points is None else f"{points:g}"


def write(gradebook: Gradebook, given: Marks) -> None:
    """Write it in one transaction, each row as formgrader's own handlers do.

    Where it fails, nothing is written when the gradebook is closed.
    """
    db = gradebook.db
    for grade in _rows(db, Grade, list(given.points)):
        grade.manual_score = given.points[grade.id]
        grade.needs_manual_grade = grade.manual_score is None and grade.auto_score is None
    for comment in _rows(db, Comment, list(given.comments)):
        comment.manual_comment = given.comments[comment.id]
    db.commit()


def _rows(db, kind, ids):  # type: ignore[no-untyped-def]  # SQLAlchemy's session and models
    for start in range(0, len(ids), PARTS):
        yield from db.query(kind).filter(kind.id.in_(ids[start : start + PARTS])).all()
