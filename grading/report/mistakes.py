"""The mistakes of a class, read from what tests said."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


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
