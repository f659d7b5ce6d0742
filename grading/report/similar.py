"""Submissions that have more in common than chance and the lecture explain: for a person to judge.

Two answers are alike whose forms (forms.py) are equal or nearly so. What many write alike says
nothing, so each answer that two students share counts by how few others have it, in bits:
log2(answers / those alike). Pairs are told that share several uncommon answers and stand far out
of all pairs of the class. This is no verdict: two may have learned together.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

RUN = 5  # tokens in a row that are compared
ALIKE = 0.8  # share of their runs that two answers have in common, from which they are alike
UNCOMMON = 0.1  # share of a class up to which an answer is uncommon
SEVERAL = 3  # uncommon answers that a pair shares at least
FENCE = 3.0  # interquartile ranges above the upper quartile of all pairs
TOKEN = re.compile(r"\w+|[^\w\s]")


class Shared(NamedTuple):
    """An answer that two students share; alike is how many students have it in all."""

    notebook: str
    exercise: str
    equal: bool
    alike: int
    of: int  # students who gave an answer


@dataclass
class Pair:
    """Two students, the uncommon answers that they share, and in how many both gave an answer."""

    students: tuple[str, str]
    bits: float
    both: int = 0
    alike: int = 0
    uncommon: list[Shared] = field(default_factory=list)


def pairs(answers: Mapping[tuple[str, str], Mapping[str, str]]) -> list[Pair]:
    """The pairs that stand out, the most remarkable first.

    answers has for each (notebook, exercise) the form of each student's answer.
    """
    students = sorted({student for forms in answers.values() for student in forms})
    place = {student: number for number, student in enumerate(students)}
    if len(students) < 3:
        return []
    bits = np.zeros((len(students), len(students)))
    exercises: list[tuple[tuple[str, str], _Alike, dict[str, int]]] = []
    for key, forms in answers.items():
        if len(forms) < 3:
            continue
        alike = _Alike(list(forms.values()))
        who = np.array([place[student] for student in forms])
        bits[np.ix_(who, who)] += alike.bits[np.ix_(alike.form, alike.form)]
        exercises.append((key, alike, {student: number for number, student in enumerate(forms)}))
    upper = np.triu_indices(len(students), 1)
    low, high = np.quantile(bits[upper], (0.25, 0.75))
    fence = high + FENCE * (high - low)
    told = []
    for first, second in zip(*np.nonzero(np.triu(bits > fence, 1)), strict=True):
        pair = Pair((students[first], students[second]), float(bits[first, second]))
        for (notebook, exercise), alike, numbers in exercises:
            if pair.students[0] in numbers and pair.students[1] in numbers:
                pair.both += 1
                forms_of = [alike.form[numbers[student]] for student in pair.students]
                if count := int(alike.count[forms_of[0], forms_of[1]]):
                    pair.alike += 1
                    if count <= max(2, UNCOMMON * len(numbers)):
                        pair.uncommon.append(
                            Shared(notebook, exercise, forms_of[0] == forms_of[1], count,
                                   len(numbers))
                        )  # fmt: skip
        if len(pair.uncommon) >= SEVERAL:
            told.append(pair)
    return sorted(told, key=lambda pair: (-pair.bits, pair.students))


class _Alike:
    """Which answers to one exercise are alike.

    form: the number of each answer's form. count, bits: of two forms, how many answers are like
    either of them, and what that says; 0 where they are not alike.
    """

    def __init__(self, texts: list[str]) -> None:
        numbers: dict[str, int] = {}
        self.form = np.array([numbers.setdefault(text, len(numbers)) for text in texts])
        near = self.near([_runs(text) for text in numbers])
        having = np.bincount(self.form)
        by = near.astype(float)
        each = by @ having
        self.count = np.where(near, each[:, None] + each[None, :] - (by * having) @ by.T, 0)
        self.bits = np.log2(len(texts) / np.where(near, self.count, len(texts)))

    @staticmethod
    def near(runs: list[frozenset[tuple[str, ...]]]) -> np.ndarray:
        """Of each two, whether they are alike: a matrix of truth values."""
        seen: dict[tuple[str, ...], list[int]] = {}
        for number, some in enumerate(runs):
            for run in some:
                seen.setdefault(run, []).append(number)
        common = [which for which in seen.values() if len(which) > 1]
        holds = np.zeros((len(runs), len(common)), dtype=np.float32)
        for column, which in enumerate(common):
            holds[which, column] = 1
        both = holds @ holds.T
        sizes = np.array([len(some) for some in runs], dtype=np.float32)
        either = sizes[:, None] + sizes[None, :] - both
        near: np.ndarray = both >= ALIKE * either
        np.fill_diagonal(near, True)
        return near


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    tokens = TOKEN.findall(text)
    return frozenset(
        tuple(tokens[start : start + RUN]) for start in range(max(len(tokens) - RUN + 1, 1))
    )
