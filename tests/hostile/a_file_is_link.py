"""A link to the instructor's notebook in place of the notebook."""

from tests.hostile.case import ALL, Case


def hand_in(folder, notebook):
    (folder / "trial.ipynb").symlink_to("../../../source/trials/trial.ipynb")


CASE = Case(hand_in=hand_in, lost=ALL)
