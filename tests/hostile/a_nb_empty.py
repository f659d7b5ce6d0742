"""A file of no bytes."""

from tests.hostile.case import ALL, Case

CASE = Case(hand_in=lambda folder, _: (folder / "trial.ipynb").touch(), lost=ALL)
