"""Every cell is there three times, with the same id and metadata, answers before stubs: honest."""

import json
from copy import deepcopy

from tests.hostile.case import STUB, Case


def hand_in(folder, notebook):
    copies = []
    for cell in notebook.cells:
        stub = deepcopy(cell)
        if cell.metadata.get("nbgrader", {}).get("solution"):
            stub.source = STUB
        copies += [cell, cell, stub]
    (folder / "trial.ipynb").write_text(json.dumps(notebook | {"cells": copies}))


CASE = Case(hand_in=hand_in)
