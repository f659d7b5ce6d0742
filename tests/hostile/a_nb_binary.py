"""No notebook but a ZIP archive of bytes that are no text."""

from tests.hostile.case import ALL, Case


def hand_in(folder, notebook):
    (folder / "trial.ipynb").write_bytes(b"PK\3\4" + bytes(range(256)) * 1000)


CASE = Case(hand_in=hand_in, lost=ALL)
