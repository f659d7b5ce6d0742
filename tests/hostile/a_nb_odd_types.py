"""Cells that are no cells, sources that are no text, outputs that are no outputs."""

import json

import nbformat

from tests.hostile.case import Case


def hand_in(folder, notebook):
    document = json.loads(nbformat.writes(notebook))
    odd = [None, 5, "x", [], {}, [[]], {"x": 1}, True, 1e999, "\ud800"]
    cells = document["cells"]
    for value in odd:
        cells += [value, {"cell_type": value, "source": value, "metadata": value, "outputs": value}]
        cells.append({"cell_type": "code", "source": [value], "outputs": [value], "id": value})
        cells.append({"cell_type": "code", "source": "1", "metadata": {"nbgrader": value}})
        cells.append({"cell_type": "markdown", "source": "x", "attachments": {"a": value}})
        flags = {"grade_id": value, "grade": True, "points": value, "solution": value}
        cells.append({"cell_type": "code", "source": "1", "metadata": {"nbgrader": flags}})
        cells.append({"cell_type": "code", "source": "", "metadata": {"tags": value}, "outputs": [
            {"output_type": "stream", "name": value, "text": value},
            {"output_type": "display_data", "data": value, "metadata": value},
            {"output_type": "error", "ename": value, "traceback": [value]}]})  # fmt: skip
    document["metadata"] = {"kernelspec": {"name": []}, "language_info": 5, "widgets": "x"}
    (folder / "trial.ipynb").write_text(json.dumps(document))


CASE = Case(hand_in=hand_in)
