"""`python -m tools.predictions [NOTEBOOK] [--run]`: is a prediction answered before it is made?

For each cell that asks for one (`**Predict`), the answer is looked for below it, up to the next
heading or prediction: numbers of at least two digits and words in bold in the text, with --run also
the numbers that its code cells print. What of these stands in a cell above it in the same section
that is open to read, and not in the question itself, is printed for a person to judge.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from answers.answer_runner import Runner, notebooks, read_notebook

NUMBER = re.compile(r"(?<![\w.])\d[\d,]*\.?\d*(?:e[-+]?\d+)?(?![\w.]*\w)")
BOLD = re.compile(r"\*\*(?=\S)([^*\n]{3,60}?)(?<=\S)\*\*")
PICTURE = re.compile(r'<img[^>]*?alt="([^"]*)"[^>]*>')
ABOVE = 12  # cells of the same section, at most


def text_of(cell: NotebookNode, printed: dict[str, str]) -> str:
    """What a reader sees of a cell: text, a picture's alt text, code and what it prints."""
    source = PICTURE.sub(r"\1", cell.source) if cell.cell_type == "markdown" else cell.source
    return f"{source}\n{printed.get(cell.id, '')}"


def clues(text: str, words: bool) -> set[str]:
    """The numbers of at least two digits in a text, and its marked words."""
    numbers = {number.rstrip(".,") for number in NUMBER.findall(text)}
    numbers = {number for number in numbers if len(re.sub(r"\D", "", number)) > 1}
    return numbers | {bold.strip(" .:") for bold in BOLD.findall(text)} if words else numbers


def is_heading(cell: NotebookNode) -> bool:
    """Whether a new section begins with a cell."""
    return cell.cell_type == "markdown" and bool(re.match(r"##? ", cell.source))


def is_folded_or_answer(cell: NotebookNode) -> bool:
    """Whether a code cell is not read in passing: it is folded, or the student's to write."""
    flags = cell.metadata.get("nbgrader", {})
    return "source_hidden" in cell.metadata.get("jupyter", {}) or bool(flags.get("solution"))


def predictions(
    notebook: NotebookNode, printed: dict[str, str]
) -> dict[str, list[tuple[str, str]]]:
    """For each cell that asks for a prediction: clues to its answer, with the cell above."""
    cells, hits_of = notebook.cells, {}
    for place, cell in enumerate(cells):
        if cell.cell_type != "markdown" or "**Predict" not in cell.source:
            continue
        question = text_of(cell, printed)
        answers: set[str] = set()
        for below in cells[place + 1 : place + 4]:
            if is_heading(below) or "**Predict" in below.source:
                break
            if below.cell_type == "markdown":
                answers |= clues(text_of(below, printed), words=True)
            else:
                answers |= clues(printed.get(below.id, ""), words=False)
        answers -= clues(question, words=True) | {"Predict"}
        hits = []
        for above in reversed(cells[max(place - ABOVE, 1) : place]):
            if above.cell_type == "code" and is_folded_or_answer(above):
                continue
            text = text_of(above, printed)
            numbers = clues(text, words=False)
            hits += [
                (answer, above.id)
                for answer in sorted(answers)
                if answer in numbers or (not answer[0].isdigit() and answer in text)
            ]
            if is_heading(above):
                break
        hits_of[cell.id] = hits
    return hits_of


def outputs(name: str) -> dict[str, str]:
    """What the code cells of a notebook print, by id; those that train are not run."""
    runner = Runner()
    printed = runner.run(name, {}).printed
    runner.close()
    return printed


def main() -> int:
    """Print the predictions with clues to their answers above them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("notebook", nargs="?", default="", help="a name, or a file")
    parser.add_argument("--run", action="store_true", help="run the notebook for what it prints")
    options = parser.parse_args()
    chosen = [options.notebook] if options.notebook else notebooks()
    total = answered = 0
    for name in chosen:
        path = Path(name)
        notebook = nbformat.read(path, 4) if path.suffix else read_notebook(name)
        printed = outputs(path.stem) if options.run else {}
        for cell, hits in predictions(notebook, printed).items():
            total += 1
            answered += bool(hits)
            for answer, above in hits:
                print(f"{path.stem}: {cell}: {answer!r} stands above, in {above}")
    print(f"{total} predictions, {answered} with something of their answer above them")
    return 0


if __name__ == "__main__":
    sys.exit(main())
