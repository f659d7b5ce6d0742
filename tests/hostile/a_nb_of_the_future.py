"""Says that it is nbformat 5: nobody can read that, so nothing is answered."""

import json

import nbformat

from tests.hostile.case import ALL, Case


def hand_in(folder, notebook):
    document = json.loads(nbformat.writes(notebook)) | {"nbformat": 5}
    (folder / "trial.ipynb").write_text(json.dumps(document))


CASE = Case(hand_in=hand_in, lost=ALL)
