"""Follows up an earlier submission, whose link was set aside, with a file to be moved into it."""

import nbformat

from tests.hostile.case import Case


def hand_in(folder, notebook):
    (folder / "trial.ipynb").write_text(nbformat.writes(notebook))
    earlier = folder.parent / ".set-aside" / folder.name  # as the grader may have left it
    earlier.mkdir(parents=True)
    (earlier / "x").symlink_to("../../../..")
    (folder / "x").mkdir()
    (folder / "x" / "gradebook.db").symlink_to("/nowhere")  # without it nobody has a score


CASE = Case(hand_in=hand_in)
