"""Saved by Colab as nbformat 4.0, ids in the metadata, and without a kernel: honest."""

import json

import nbformat

from tests.hostile.case import Case


def hand_in(folder, notebook):
    document = json.loads(nbformat.writes(notebook))
    document["nbformat_minor"] = 0
    document["metadata"] = {"colab": {"provenance": []}, "language_info": {"name": "python"}}
    for number, cell in enumerate(document["cells"]):
        cell["metadata"]["id"] = f"Xy{number}_{cell.pop('id')}"
        cell["metadata"]["outputId"] = "5"
    (folder / "trial.ipynb").write_text("\ufeff" + json.dumps(document), encoding="utf-8")


CASE = Case(hand_in=hand_in)
