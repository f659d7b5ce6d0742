"""Keep the source notebooks clean: shared cells and figures filled in, no outputs.

`python -m tools.notebooks` rewrites what differs; with `--check` it only names it and exits with 1.
It takes the notebooks of all assignments that begin with the course's set-up cell, and no others.
"""

from __future__ import annotations

import argparse
import base64
import html
import importlib
import inspect
import io
import re
import sys
import textwrap
from pathlib import Path

import nbformat
import numpy as np
from nbformat import NotebookNode
from PIL import Image

from tools import minutes
from tools.figures.style import png

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "source"
SHARED = Path(__file__).parent / "shared"
RULE = ROOT / "grading" / "parts.py"  # which Keras models can be checked

# What a notebook needs beyond what every notebook needs.
EXTRA_PACKAGES = dict.fromkeys(
    ("1_independence", "2_make_steps", "7_forecasting"), ("statsmodels",)
)
WITH_MODELS = ("4_rnn", "5_lstm", "6_stacking", "7_forecasting")
PLACE = "# (what else this notebook needs)\n\n"
PLACE_OF_RULE = re.compile(r"    from grading\.parts import .*\n")
METADATA = {
    "kernelspec": {
        "display_name": "Python 3 (ipykernel)",
        "language": "python",
        "name": "python3",
    },
    "language_info": {"name": "python"},
}
# Colab reads these; the capstone asks it for a GPU.
EXTRA_METADATA = {"7_forecasting": {"accelerator": "GPU", "colab": {"gpuType": "T4"}}}


def setup_cell(name: str) -> str:
    """The text of the set-up cell of the notebook called name (no suffix)."""
    text = (SHARED / "setup.py").read_text()
    extra = "".join(f', "{package}"' for package in EXTRA_PACKAGES.get(name, ()))
    text = text.replace('"tensorflow")', f'"tensorflow"{extra})', 1)
    return text.replace(PLACE, model_checks() if name in WITH_MODELS else "", 1).strip()


def model_checks() -> str:
    """What the set-up cell has for notebooks with models, the rule of the grading engine in it."""
    imports, rule = re.split(
        r"\n\n(?=[A-Z])", RULE.read_text().split('"""', 2)[2].strip(), maxsplit=1
    )
    text = (SHARED / "models.py").read_text()
    text = PLACE_OF_RULE.sub(lambda _: textwrap.indent(rule, "    ") + "\n", text)
    first = re.search(r"(?:    import .*\n)+", text)
    if first:
        lines = {*first[0].splitlines(), *textwrap.indent(imports, "    ").splitlines()}
        text = text.replace(first[0], "\n".join(sorted(lines)) + "\n", 1)
    return f"{text}\n\ncheck_model = apart(make_model_checks, checks)\n\n"


def handin_cell(name: str, assignment: str) -> str:
    """The text of the closing cell of the notebook called name (no suffix)."""
    text = (SHARED / "handin.md").read_text()
    return text.replace("{name}", name).replace("{assignment}", assignment).strip()


def handin_check_cell(name: str, assignment: str, notebook: NotebookNode) -> str:
    """The text of the last cell, which says what is open in the notebook called name."""
    flags = [cell.metadata.get("nbgrader", {}) for cell in notebook.cells]
    answers = [each for each in flags if each.get("solution")]
    text = (SHARED / "handin.py").read_text().replace('NOTEBOOK = ""', f'NOTEBOOK = "{name}"', 1)
    text = text.replace("{assignment}", assignment)
    for table, by_hand in (("EXERCISES", False), ("WRITTEN", True)):
        names = "".join(f'"{each.grade_id}", ' for each in answers if each.grade == by_hand)
        text = text.replace(f"{table}: tuple = ()", f"{table}: tuple = ({names.rstrip()})", 1)
    return text.strip()


def figure_cell(name: str, cell_id: str) -> str:
    """A Markdown cell with the picture that tools/figures draws for cell_id, and its alt text."""
    module = importlib.import_module(f"tools.figures.{name.split('_', 1)[1]}")
    draw = getattr(module, cell_id.replace("-", "_"))
    figure = draw()
    width = round(figure.get_figwidth() * 96)
    alt = html.escape(" ".join(inspect.getdoc(draw).split()))  # type: ignore[union-attr]
    data = base64.b64encode(png(figure)).decode()
    return f'<img width="{width}" alt="{alt}" src="data:image/png;base64,{data}">'


def _same_picture(old: str, new: str) -> bool:
    """True if two figure cells differ in nothing one can see: drawing varies in the last bit."""
    parts = [re.fullmatch(r'(.*)base64,([^"]*)(.*)', text, re.S) for text in (old, new)]
    if not all(parts) or parts[0].group(1, 3) != parts[1].group(1, 3):  # type: ignore[union-attr]
        return False
    images = [
        np.asarray(Image.open(io.BytesIO(base64.b64decode(part.group(2)))).convert("L"), dtype=int)
        for part in parts
        if part
    ]
    return images[0].shape == images[1].shape and bool(np.abs(images[0] - images[1]).mean() < 0.5)


def clean(notebook: NotebookNode, name: str, assignment: str) -> NotebookNode:
    """Fill in what is shared or computed, drop what a run leaves behind. Changes notebook."""
    notebook.metadata = nbformat.from_dict(METADATA | EXTRA_METADATA.get(name, {}))
    for cell in notebook.cells:
        keep = {"nbgrader", "tags"}
        if cell.id == "setup":
            cell.source = setup_cell(name)
            # Shown folded in JupyterLab and on Colab.
            cell.metadata.update(jupyter={"source_hidden": True}, cellView="form")
            keep |= {"jupyter", "cellView"}
        elif cell.id.startswith(("test_", "mistakes")):
            # A test speaks through its message; folded, it does not stand in the way of reading.
            # Colab folds a cell that has a title.
            cell.source = re.sub(r"^# (?!@title )", "# @title ", cell.source)
            cell.metadata.update(jupyter={"source_hidden": True}, cellView="form")
            keep |= {"jupyter", "cellView"}
        elif cell.id == "handin":
            cell.source = handin_cell(name, assignment)
        elif cell.id == "handin-check":
            cell.source = handin_check_cell(name, assignment, notebook)
            # Not graded, and not run by grading: it looks at the notebook from within.
            cell.metadata.update(
                jupyter={"source_hidden": True}, cellView="form", tags=["skip-execution"]
            )
            keep |= {"jupyter", "cellView"}
        elif cell.id.startswith("fig-"):
            new = figure_cell(name, cell.id)
            if not _same_picture(cell.source, new):
                cell.source = new
        cell.source = "\n".join(line.rstrip() for line in cell.source.splitlines())
        cell.metadata = nbformat.from_dict({k: v for k, v in cell.metadata.items() if k in keep})
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    header = notebook.cells[0]
    points = sum(cell.metadata.get("nbgrader", {}).get("points", 0) for cell in notebook.cells)
    header.source = re.sub(r"(?<=\*\*Points\*\* )\d+", str(points), header.source)
    header.source = minutes.SAID.sub(str(minutes.minutes(notebook)), header.source)
    nbformat.validate(notebook)
    return notebook


def main() -> int:
    """Clean every source notebook, or with --check tell which are not clean."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--check", action="store_true", help="change nothing; exit with 1 if unclean"
    )
    parser.add_argument(
        "notebooks", nargs="*", type=Path, help="default: all of source/ that have the set-up cell"
    )
    options = parser.parse_args()
    unclean = 0
    for path in options.notebooks or sorted(SOURCE.glob("*/*.ipynb")):
        before = path.read_text()
        try:
            notebook = nbformat.reads(before, 4)
        except Exception as error:
            print(f"{path} cannot be read as a notebook: {error}")
            return 1
        if not any(cell.get("id") == "setup" for cell in notebook.cells):
            continue
        made = clean(notebook, path.stem, path.resolve().parent.name)
        after = nbformat.writes(made) + "\n"
        if after != before:
            unclean += 1
            what = "not clean, run `make format`" if options.check else "rewritten"
            print(f"{path.parent.name}/{path.name}: {what}")
            if not options.check:
                path.write_text(after)
    return 1 if options.check and unclean else 0


if __name__ == "__main__":
    sys.exit(main())
