"""A folder in place of the notebook, with a notebook in it."""

import nbformat

from tests.hostile.case import ALL, Case


def hand_in(folder, notebook):
    (folder / "trial.ipynb").mkdir()
    (folder / "trial.ipynb" / "trial.ipynb").write_text(nbformat.writes(notebook))


CASE = Case(hand_in=hand_in, lost=ALL)
