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


def lines_about(assignment: str, comparisons: Sequence[Comparison]) -> list[str]:
    """What was found of an assignment."""
    notebooks = {comparison.notebook for comparison in comparisons}
    lines = [
        f"{assignment}: {len(comparisons)} tests in {len(notebooks)} notebooks. "
        f"The instructor's solutions have stock nbgrader's points in "
        f"{sum(comparison.equal for comparison in comparisons)}."
    ]
    for title, told in (
        ("To do", _to_do(comparisons)),
        ("Own solutions without all points, under stock nbgrader too", _wrong(comparisons)),
        ("More points here", _more(comparisons)),
        ("The untouched release", _empty(comparisons)),
        (
            "Run in the student's process, as forgeable as under stock nbgrader",
            _unguarded(comparisons),
        ),
    ):
        if said := [*told]:
            lines += [f"{title}: {len(said)}", *(f"  {line}" for line in said)]
    return lines


def _name(comparison: Comparison) -> str:
    return f"{comparison.notebook}, {comparison.test}"


def _to_do(comparisons: Sequence[Comparison]) -> Iterator[str]:
    for comparison in comparisons:
        if comparison.open:
            yield (
                f"{_name(comparison)}: {comparison.here.points:g} of the "
                f"{comparison.stock.points:g} points that stock nbgrader gives. "
                f"{why(comparison)} {advice(comparison)}"
            )
        elif comparison.tag and not comparison.written:
            yield (
                f"{_name(comparison)}: a test that needs the tag {STUDENT_PROCESS} uses what "
                "this one binds, or the other way round: tag both."
            )


def why(comparison: Comparison) -> str:
    """Why the instructor's own solution lost points, in a sentence."""
    said = comparison.here.said or "it gave no result"
    end = "" if said.endswith((".", "!", "?")) else "."
    if comparison.here.outcome in (Outcome.PASSED, Outcome.FAILED, Outcome.NO_ANSWER):
        return f"Its test found something else than in one process: {said}{end}"
    return f"{str(comparison.here.outcome).capitalize()}: {said}{end}"


def advice(comparison: Comparison) -> str:
    """What to do about it, in a sentence."""
    reword = next(
        (how for what, how in REWORDINGS if re.search(what, comparison.here.said)), GENERAL
    )
    if comparison.tag and comparison.settled:
        return f"Reword it: {reword}. Or tag the cell {STUDENT_PROCESS} (--write-tags)."
    return f"Reword it: {reword}. The tag {STUDENT_PROCESS} does not help."


def _wrong(comparisons: Sequence[Comparison]) -> Iterator[str]:
    for comparison in comparisons:
        here, stock = comparison.here, comparison.stock
        if stock.points < comparison.most and not here.points > stock.points:
            name, most = _name(comparison), comparison.most
            yield f"{name}: {stock.points:g} of {most:g}. {stock.said}".rstrip()


def _more(comparisons: Sequence[Comparison]) -> Iterator[str]:
    for comparison in comparisons:
        here, stock = comparison.here, comparison.stock
        if here.points > stock.points:
            yield (
                f"{_name(comparison)}: {here.points:g}, {stock.points:g} under stock nbgrader. "
                f"{stock.said}"
            ).rstrip()


def _empty(comparisons: Sequence[Comparison]) -> Iterator[str]:
    for comparison in comparisons:
        here, stock = comparison.empty_here.points, comparison.empty_stock.points
        if here != stock:
            yield (
                f"{_name(comparison)}: {here:g} points without an answer, {stock:g} under stock "
                f"nbgrader. {comparison.empty_here.said or comparison.empty_stock.said}"
            ).rstrip()
        elif here > 0:
            yield f"{_name(comparison)}: {here:g} of {comparison.most:g} points without an answer."


def _unguarded(comparisons: Sequence[Comparison]) -> Iterator[str]:
    for comparison in comparisons:
        if comparison.tagged or comparison.written:
            yield _name(comparison) + (
                ": the tag was written into the source" if comparison.written else ""
            )
