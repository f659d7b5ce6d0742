"""Honest, in a folder with folders nineteen hundred deep."""

import os

import nbformat

from tests.hostile.case import Case


def hand_in(folder, notebook):
    (folder / "trial.ipynb").write_text(nbformat.writes(notebook))
    before = os.getcwd()
    os.chdir(folder)
    for _ in range(1900):
        os.mkdir("d")
        os.chdir("d")
    with open("deep.txt", "w") as file:
        file.write("x")
    os.chdir(before)


CASE = Case(hand_in=hand_in)
