"""Saved as nbformat 3, with worksheets and headings: honest."""

import json

from tests.hostile.case import Case


def hand_in(folder, notebook):
    cells = [{"cell_type": "heading", "level": 1, "metadata": {}, "source": ["A small assignment"]}]
    outputs = [{"output_type": "pyout", "prompt_number": 1, "text": "5"},
               {"output_type": "pyerr", "ename": 5}]  # fmt: skip
    cells += [
        {"cell_type": "code", "collapsed": False, "input": cell.source, "language": "python",
         "metadata": cell.metadata, "outputs": outputs, "prompt_number": 7}
        for cell in notebook.cells if cell.cell_type == "code"
    ]  # fmt: skip
    document = {"metadata": {"name": ""}, "nbformat": 3, "nbformat_minor": 0}
    document["worksheets"] = [{"cells": cells[:3]}, {"cells": cells[3:], "metadata": {}}]
    (folder / "trial.ipynb").write_text(json.dumps(document))


CASE = Case(hand_in=hand_in)
