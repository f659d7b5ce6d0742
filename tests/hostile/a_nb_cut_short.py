"""The file ends in the middle."""

import nbformat

from tests.hostile.case import ALL, Case


def hand_in(folder, notebook):
    text = nbformat.writes(notebook)
    (folder / "trial.ipynb").write_text(text[: len(text) // 2])


CASE = Case(hand_in=hand_in, lost=ALL)
