"""Honest, with files larger than a submission may bring, one of them with holes."""

import nbformat

from tests.hostile.case import Case


def hand_in(folder, notebook):
    (folder / "trial.ipynb").write_text(nbformat.writes(notebook))
    (folder / "data.csv").write_bytes(b"1,2,3\n" * (15 * 2**20 // 6))
    (folder / "more.csv").write_bytes(b"1,2,3\n" * (15 * 2**20 // 6))
    with open(folder / "holes.bin", "wb") as file:
        file.truncate(300 * 2**20)


CASE = Case(hand_in=hand_in)
