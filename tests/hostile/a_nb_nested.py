"""JSON nested a hundred thousand deep in every place, and numbers that no machine can hold."""

from tests.hostile.case import ALL, Case


def hand_in(folder, notebook):
    deep = "[" * 10**5 + "]" * 10**5
    text = f'{{"cells": {deep}, "metadata": {{"x": 1{"0" * 10**4}}}, "nbformat": 4}}'
    (folder / "trial.ipynb").write_text(text)


CASE = Case(hand_in=hand_in, lost=ALL)
