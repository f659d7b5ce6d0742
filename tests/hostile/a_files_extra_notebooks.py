"""Other notebooks beside its own: the same, unreadable ones, one named like a pattern."""

import nbformat

from tests.hostile.case import Case


def hand_in(folder, notebook):
    text = nbformat.writes(notebook)
    for name in "trial", "Copy of trial", "trial-Copy1", "[a-z]*", "TRIAL", ".hidden", "x\ny":
        (folder / f"{name}.ipynb").write_text(text)
    (folder / "trial").mkdir()
    (folder / "trial" / "trial.ipynb").write_text("{")
    (folder / "broken.ipynb").write_text("{")
    (folder / "trial_files").mkdir()
    (folder / "trial.html").write_text("<script>evil(1)</script>")


CASE = Case(hand_in=hand_in, says_not="<script>evil")
