"""A file of 200 megabytes, all but its beginning white space."""

import nbformat

from tests.hostile.case import ALL, Case


def hand_in(folder, notebook):
    with open(folder / "trial.ipynb", "w") as file:
        file.write(nbformat.writes(notebook))
        for _ in range(200):
            file.write(" " * 2**20)


CASE = Case(hand_in=hand_in, lost=ALL)
