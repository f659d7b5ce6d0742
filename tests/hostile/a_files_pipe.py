"""Honest, with a named pipe beside the notebook, on which a copy would wait for ever."""

import os

import nbformat

from tests.hostile.case import Case


def hand_in(folder, notebook):
    (folder / "trial.ipynb").write_text(nbformat.writes(notebook))
    os.mkfifo(folder / "data.csv")


CASE = Case(hand_in=hand_in)
