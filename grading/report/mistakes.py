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


_CLAUSE = re.compile(r"(.+?)(?:[.:?](?:\s|$)|$)", re.S)
_VERDICTS = "is not right|raised |should raise |changed its argument"
_CALL = re.compile(rf"([\w.]+)\(.*?\) ((?:{_VERDICTS}).*)", re.S)
_RAISED = re.compile(r"([\w.]+ raised \w+) for .*?(: .*|$)")
_NUMBER = re.compile(r"(?<![\w.])[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?!\w)")
_LIST = re.compile(r"\[[^\[\]]*\]")
_UNSAID = "its message is not shown"


def mistake(message: str, cause: str = "") -> Mistake:
    """The mistake of which a failed test's message tells, with the likely cause that it names.

    The cause is the mistake: its first clause says which, since visible and hidden tests go on
    differently. Without one it is the message's first line, without the arguments of the call.
    Numbers and lists make no difference.
    """
    if cause := " ".join(cause.split()):
        clause = _CLAUSE.match(cause)
        return Mistake(f"cause: {_normal(clause[1] if clause else cause)}", cause)
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


def mistakes(said: Iterable[tuple[str, str]]) -> dict[Mistake, str]:
    """The mistakes of one student in one exercise, each once, with a message that tells of it.

    said has the message and the cause of each test that failed, in the order of the tests. A
    message that says no more than "not right" counts only where none says more.
    """
    by_key: dict[str, tuple[Mistake, str]] = {}
    for message, cause in said:
        told = mistake(message, cause)
        by_key.setdefault(told.key, (told, message))
    telling = [pair for pair in by_key.values() if not pair[0].vague]
    return dict(telling or list(by_key.values())[:1])


def tally(by_student: Mapping[str, Iterable[tuple[str, str]]]) -> list[Group]:
    """The mistakes in one exercise, the most frequent first, from what each student was told."""
    by_key: dict[str, list[tuple[str, Mistake, str]]] = {}
    for student, said in by_student.items():
        for told, message in mistakes(said).items():
            by_key.setdefault(told.key, []).append((student, told, message))
    groups = []
    for cases in by_key.values():
        texts = Counter(told.text for _, told, _ in cases)
        text = max(texts, key=lambda text: (texts[text], len(text)))
        students = [student for student, _, _ in cases]
        groups.append(Group(text, students, cases[0][2], cases[0][1].vague))
    return sorted(groups, key=lambda group: (-len(group.students), group.text))
