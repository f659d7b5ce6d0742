"""What a calibration has found, in lines of text: what differs, why, and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from grading.batch.calibration import Comparison
from grading.outcomes import Outcome
from grading.submission import STUDENT_PROCESS

# What an error says: how the test could be worded so that it needs no tag.
REWORDINGS = (
    (r"MB (cannot travel )?at once|parts cannot travel|nested more than",
     "have it look at less at once: a part of the value, its size or a sum"),
    (r"cannot be compared, computed with or searched",
     "compare what its attributes or methods return (numbers, text, lists), not the object"),
    (r"an array of objects", "have the answer be an array of numbers, or a list"),
    (r"the module ", "import the module in the test, or in a locked cell"),
    (r"ModuleNotFoundError|FileNotFoundError",
     "put the file beside the notebook in source/, so that it is there on both sides"),
    (r"has no attribute|Tests get numbers",
     "ask for a number, a text, a list or an array of it, which a function of the answer returns"),
    (r"between tests, nobody answers", "call the answer in the test itself, not in a cell between"),
)  # fmt: skip
GENERAL = "have it use only what the answer's functions return"


def lines_about(assignment: str, found: Sequence[Comparison]) -> list[str]:
    """What was found of an assignment."""
    lines = [
        f"{assignment}: {len(found)} tests in {len({one.notebook for one in found})} notebooks. "
        f"The instructor's solutions have stock nbgrader's points in "
        f"{sum(one.equal for one in found)}."
    ]
    for title, told in (
        ("To do", _to_do(found)),
        ("Own solutions without all points, under stock nbgrader too", _wrong(found)),
        ("More points here", _more(found)),
        ("The untouched release", _empty(found)),
        ("Run in the student's process, as forgeable as under stock nbgrader", _unguarded(found)),
    ):
        if said := [*told]:
            lines += [f"{title}: {len(said)}", *(f"  {line}" for line in said)]
    return lines


def _name(one: Comparison) -> str:
    return f"{one.notebook}, {one.test}"


def _to_do(found: Sequence[Comparison]) -> Iterator[str]:
    for one in found:
        if one.open:
            yield (
                f"{_name(one)}: {one.here.points:g} of the {one.stock.points:g} points that stock "
                f"nbgrader gives. {why(one)} {advice(one)}"
            )
        elif one.tag and not one.written:
            yield (
                f"{_name(one)}: a test that needs the tag {STUDENT_PROCESS} uses what this one "
                "binds, or the other way round: tag both."
            )


def why(one: Comparison) -> str:
    """Why the instructor's own solution lost points, in a sentence."""
    said = one.here.said or "it gave no result"
    end = "" if said.endswith((".", "!", "?")) else "."
    if one.here.outcome in (Outcome.PASSED, Outcome.FAILED, Outcome.NO_ANSWER):
        return f"Its test found something else than in one process: {said}{end}"
    return f"{str(one.here.outcome).capitalize()}: {said}{end}"


def advice(one: Comparison) -> str:
    """What to do about it, in a sentence."""
    reword = next((how for what, how in REWORDINGS if re.search(what, one.here.said)), GENERAL)
    if one.tag and one.settled:
        return f"Reword it: {reword}. Or tag the cell {STUDENT_PROCESS} (--write-tags)."
    return f"Reword it: {reword}. The tag {STUDENT_PROCESS} does not help."


def _wrong(found: Sequence[Comparison]) -> Iterator[str]:
    for one in found:
        if one.stock.points < one.most and not one.here.points > one.stock.points:
            yield f"{_name(one)}: {one.stock.points:g} of {one.most:g}. {one.stock.said}".rstrip()


def _more(found: Sequence[Comparison]) -> Iterator[str]:
    for one in found:
        if one.here.points > one.stock.points:
            yield (
                f"{_name(one)}: {one.here.points:g}, {one.stock.points:g} under stock nbgrader. "
                f"{one.stock.said}"
            ).rstrip()


def _empty(found: Sequence[Comparison]) -> Iterator[str]:
    for one in found:
        here, stock = one.empty_here.points, one.empty_stock.points
        if here != stock:
            yield (
                f"{_name(one)}: {here:g} points without an answer, {stock:g} under stock nbgrader. "
                f"{one.empty_here.said or one.empty_stock.said}"
            ).rstrip()
        elif here > 0:
            yield f"{_name(one)}: {here:g} of {one.most:g} points without an answer."


def _unguarded(found: Sequence[Comparison]) -> Iterator[str]:
    for one in found:
        if one.tagged or one.written:
            yield _name(one) + (": the tag was written into the source" if one.written else "")
