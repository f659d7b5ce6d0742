"""All metadata and all ids are gone, as other editors leave it: honest."""

import json

from tests.hostile.case import Case


def hand_in(folder, notebook):
    notebook.metadata = {}
    for cell in notebook.cells:
        cell.metadata = {}
        del cell["id"]
    (folder / "trial.ipynb").write_text(json.dumps(notebook))


CASE = Case(hand_in=hand_in)
