"""Honest, with a timestamp file that is no text and larger than any time."""

import nbformat

from tests.hostile.case import Case


def hand_in(folder, notebook):
    (folder / "trial.ipynb").write_text(nbformat.writes(notebook))
    (folder / "timestamp.txt").write_bytes(b"\xff\0 99999-99-99 99:99 " * 10**5)


CASE = Case(hand_in=hand_in)
