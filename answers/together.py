"""Answers of the library graded together: several in one run of a notebook.

Two answers can share a run if both are right, or if no test depends on both and neither calls the
other. Of the other tests none runs. What seems not graded as it must be is run again alone and with
all tests, so a complaint is always about one answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from answers.answer_runner import (
    Answer,
    Outcome,
    builds_on,
    complaints,
    names_read,
    tests_for,
)

# Solution cells by exercise, and the tests that are to run: None for all.
Call = tuple[dict[str, str], frozenset[str] | None]
Run = Callable[[list[Call]], Sequence[Outcome]]


def tests_of(answer: Answer) -> set[str]:
    """The tests that depend on an answer."""
    return tests_for(answer.notebook, answer.exercise)


def called(answer: Answer) -> set[str]:
    """The exercises whose names an answer's code reads, and those that these build on."""
    uses = builds_on(answer.notebook)
    return set().union(*(uses[name] for name in names_read(answer.code) & uses.keys()))


def packs(answers: Iterable[Answer]) -> list[list[Answer]]:
    """The answers to a notebook in groups that can share a run, in as few as a greedy choice finds.

    The exercise with the most answers comes first: it decides how many groups there are.
    """
    by_exercise: dict[str, list[Answer]] = {}
    for answer in answers:
        by_exercise.setdefault(answer.exercise, []).append(answer)
    filled: list[list[Answer]] = []
    for same in sorted(by_exercise.values(), key=len, reverse=True):
        for answer in same:
            fitting = (pack for pack in filled if all(apart(answer, other) for other in pack))
            pack = next(fitting, None)
            if pack is None:
                filled.append([answer])
            else:
                pack.append(answer)
    return filled


def apart(answer: Answer, other: Answer) -> bool:
    """Whether neither answer can change what is said of the other."""
    if answer.exercise == other.exercise:
        return False
    if answer.right and other.right:
        return True
    if answer.exercise in called(other) or other.exercise in called(answer):
        return False
    return not (tests_of(answer) & tests_of(other))


def grade(answers: Iterable[Answer], run: Run) -> list[tuple[Answer, Outcome]]:
    """The answers to a notebook, each with what became of the tests that depend on it."""
    groups = packs(answers)
    graded = []
    outcomes = run([call(group) for group in groups])
    for group, outcome in zip(groups, outcomes, strict=True):
        expected = set().union(*(tests_of(answer) for answer in group if not answer.right))
        strange = outcome.failed.keys() - expected
        for answer in group:
            part = outcome if strange else only(outcome, answer)
            if complaints(answer, part):
                part = run([({answer.exercise: answer.code}, None)])[0]
            graded.append((answer, part))
    return graded


def call(group: list[Answer]) -> Call:
    """What a run of a group is asked for."""
    tests = frozenset().union(*(tests_of(answer) for answer in group))
    return {answer.exercise: answer.code for answer in group}, tests


def only(outcome: Outcome, answer: Answer) -> Outcome:
    """The part of an outcome that depends on an answer."""
    mine = tests_of(answer)
    return replace(
        outcome,
        tests={name: text for name, text in outcome.tests.items() if name in mine},
        causes={name: text for name, text in outcome.causes.items() if name in mine},
    )
