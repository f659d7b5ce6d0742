"""What a graded class shows: its scores, its exercises, its mistakes. Functions over numbers, text.

The statistics are those of classical item analysis. A mistake is read from what a test said.
"""

from __future__ import annotations

import math
import re
import statistics
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

EASY, HARD = 0.9, 0.3  # mean shares from and up to which an exercise is very easy, very hard
LOW = 0.2  # discriminations below it are low
SILENT = 0.3  # share of students without an answer from which an exercise is often left out
FEW = 30  # submissions below which a discrimination says little

Name = TypeVar("Name")


# -- scores ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Summary:
    """The figures of a distribution; lower and upper are the quartiles."""

    count: int
    mean: float
    least: float
    lower: float
    median: float
    upper: float
    most: float


def summary(values: Sequence[float]) -> Summary | None:
    """The figures of values; None of no values."""
    if not values:
        return None
    least, lower, median, upper, most = (
        quantile(values, share) for share in (0.0, 0.25, 0.5, 0.75, 1.0)
    )
    return Summary(len(values), statistics.fmean(values), least, lower, median, upper, most)


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which a share (0 to 1) of values lies, interpolated between two of them."""
    return float(np.quantile(values, share))


# -- exercises ------------------------------------------------------------------------------------


def discriminations(points: Mapping[Name, Sequence[float]]) -> dict[Name, float | None]:
    """The item-rest correlation of each exercise.

    points has for each exercise the points of every student, the students in one order. The result
    is Pearson's correlation of them with the sum of the points in all other exercises, None where
    that is undefined: fewer than three students, or all alike in either.
    """
    totals = [math.fsum(row) for row in zip(*points.values(), strict=True)]
    return {
        name: correlation(own, [total - one for total, one in zip(totals, own, strict=True)])
        for name, own in points.items()
    }


def correlation(one: Sequence[float], other: Sequence[float]) -> float | None:
    """Pearson's correlation; None of fewer than three pairs, and where one side is constant."""
    if len(one) < 3 or _constant(one) or _constant(other):
        return None
    found = statistics.correlation(one, other)
    return min(max(round(found, 9), -1.0), 1.0) + 0.0  # a zero is not to come out as negative


def _constant(values: Sequence[float]) -> bool:
    least, most = min(values), max(values)
    return most - least <= 1e-9 * max(abs(least), abs(most), 1.0)  # sums of floats are not exact


def interval(correlation: float, count: int) -> tuple[float, float] | None:
    """The 95 % confidence interval of a correlation over count pairs, by Fisher's transformation.

    None for fewer than four pairs, about which it says nothing.
    """
    if count < 4:
        return None
    middle = math.atanh(min(max(correlation, -0.999999), 0.999999))
    reach = 1.959964 / math.sqrt(count - 3)
    return math.tanh(middle - reach), math.tanh(middle + reach)


def advice(mean: float, discrimination: float | None, silent: float) -> list[str]:
    """What to look at in an exercise, in a few words each.

    mean is the mean share of its points, silent the share of students without an answer.
    """
    words = []
    if mean >= EASY:
        words.append("very easy")
    if mean <= HARD:
        words.append("very hard")
    if silent >= SILENT:
        words.append("often left out")
    if discrimination is not None and discrimination < 0:
        words.append("negative discrimination")
    elif discrimination is not None and discrimination < LOW:
        words.append("low discrimination")
    return words


# -- mistakes -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Mistake:
    """What one message says. Those with the same key are the same mistake."""

    key: str
    text: str
    vague: bool = False  # it says that something is not right, and not what


@dataclass(frozen=True)
class Group:
    """A mistake, the students who made it, and the whole message of one of them."""

    text: str
    students: list[str]
    example: str
    vague: bool


_CAUSE = re.compile(r"^ *Likely cause: (.*)", re.M | re.S)
_CLAUSE = re.compile(r"(.+?)(?:[.:?](?:\s|$)|$)", re.S)
_VERDICTS = "is not right|raised |should raise |changed its argument"
_CALL = re.compile(rf"([\w.]+)\(.*?\) ((?:{_VERDICTS}).*)", re.S)
_RAISED = re.compile(r"([\w.]+ raised \w+) for .*?(: .*|$)")
_NUMBER = re.compile(r"(?<![\w.])[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?!\w)")
_LIST = re.compile(r"\[[^\[\]]*\]")
_UNSAID = "its message is not shown"


def mistake(message: str) -> Mistake:
    """The mistake of which a failed test's message tells.

    A `Likely cause` is the mistake: its first clause says which, since visible and hidden tests go
    on differently. Otherwise it is the first line, without the arguments of the call. Numbers and
    lists make no difference.
    """
    if found := _CAUSE.search(message):
        cause = " ".join(found[1].split())
        clause = _CLAUSE.match(cause)
        first = clause[1] if clause else cause
        whole = cause.endswith((".", "?", "!", ")", "`"))  # the log may have cut the message off
        text = cause if whole else f"{cause}…"
        return Mistake(f"cause: {_normal(first)}", text, vague=not whole and first == cause)
    text = message.strip()
    if call := _CALL.match(text):
        text = f"{call[1]} {call[2]}"
    text = text.split("\n")[0].strip()
    if text.endswith("("):  # a call so long that the log ends before its verdict
        text = f"{text[:-1]} is not right."
    if " should raise " in text:  # what came back instead is of no interest
        text = re.sub(r"(It raised nothing) and returned .*", r"\1.", text)
    raised = _RAISED.match(text)
    vague = bool(re.search(r"\bis not right\b", text)) or _UNSAID in text or not text
    return Mistake(_normal(raised[1] + raised[2] if raised else text), text or "no message", vague)


def _normal(text: str) -> str:
    """text without what differs from one time to the next."""
    while (shorter := _LIST.sub("…", text)) != text:
        text = shorter
    return _NUMBER.sub("N", text).casefold()


def mistakes(messages: Iterable[str]) -> dict[Mistake, str]:
    """The mistakes of one student in one exercise, each once, with a message that tells of it.

    messages are those of the tests that failed, in the order of the tests. A message that says no
    more than "not right" counts only where none says more.
    """
    found: dict[str, tuple[Mistake, str]] = {}
    for message in messages:
        one = mistake(message)
        found.setdefault(one.key, (one, message))
    telling = [pair for pair in found.values() if not pair[0].vague]
    return dict(telling or list(found.values())[:1])


def tally(by_student: Mapping[str, Iterable[str]]) -> list[Group]:
    """The mistakes in one exercise, the most frequent first, from each student's messages."""
    found: dict[str, list[tuple[str, Mistake, str]]] = {}
    for student, messages in by_student.items():
        for one, message in mistakes(messages).items():
            found.setdefault(one.key, []).append((student, one, message))
    groups = []
    for cases in found.values():
        texts = Counter(one.text for _, one, _ in cases)
        text = max(texts, key=lambda text: (texts[text], len(text)))
        students = [student for student, _, _ in cases]
        groups.append(Group(text, students, cases[0][2], cases[0][1].vague))
    return sorted(groups, key=lambda group: (-len(group.students), group.text))
