"""A file of twenty megabytes that as JSON is seven million dictionaries."""

import nbformat

from tests.hostile.case import Case


def hand_in(folder, notebook):
    text = nbformat.writes(notebook)
    assert text.startswith("{")
    many = "{}," * (20 * 2**20 // 3)
    (folder / "trial.ipynb").write_text('{"more": [' + many + "1]," + text[1:])


CASE = Case(hand_in=hand_in)
