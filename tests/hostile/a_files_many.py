"""Honest, with ten thousand files."""

import nbformat

from tests.hostile.case import Case


def hand_in(folder, notebook):
    (folder / "trial.ipynb").write_text(nbformat.writes(notebook))
    for number in range(10_000):
        place = folder / f"d{number % 100}"
        place.mkdir(exist_ok=True)
        (place / f"{number}.txt").write_text("x")


CASE = Case(hand_in=hand_in)
