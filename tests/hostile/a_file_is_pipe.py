"""A named pipe in place of the notebook, on which a grader would wait for ever."""

import os

from tests.hostile.case import ALL, Case

CASE = Case(hand_in=lambda folder, _: os.mkfifo(folder / "trial.ipynb"), lost=ALL)
