"""Honest, with a timestamp file that is no time: it must not end the grading of everybody."""

import nbformat

from tests.hostile.case import Case


def hand_in(folder, notebook):
    (folder / "trial.ipynb").write_text(nbformat.writes(notebook))
    (folder / "timestamp.txt").write_text("yesterday")


CASE = Case(hand_in=hand_in)
