"""`python -m tools.minutes [NOTEBOOK]`: how long a notebook takes, by one rule for all.

Text is read at 200 words a minute and code at 20 lines a minute; what is folded away is not read.
An exercise takes a minute for each line of its solution and one for its test, a written answer
three. A notebook's header says the sum, to the next five minutes: tools/notebooks.py writes it.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import nbformat
from nbformat import NotebookNode

SOURCE = Path(__file__).resolve().parent.parent / "source" / "module7"
WORDS, LINES = 200, 20  # read in a minute
EXERCISE, SOLUTION_LINE, WRITTEN, PICTURE = 1.0, 1.0, 3.0, 0.2  # minutes
LONGEST = 100
SOLUTION = re.compile(r"### BEGIN SOLUTION\n(.*?)### END SOLUTION", re.S)
SAID = re.compile(r"(?<=\*\*Time\*\* about )\d+(?= minutes)")
SCHEME = re.compile(r"=== BEGIN MARK SCHEME ===.*?=== END MARK SCHEME ===", re.S)


def parts(notebook: NotebookNode) -> dict[str, float]:
    """The minutes that reading text, reading code and doing the exercises take."""
    words = lines = exercises = 0.0
    for cell in notebook.cells:
        flags = cell.metadata.get("nbgrader", {})
        if cell.cell_type == "markdown":
            if flags.get("solution"):
                exercises += WRITTEN
            elif cell.id.startswith("fig-"):
                words += PICTURE * WORDS
            else:
                words += len(SCHEME.sub("", cell.source).split())
        elif flags.get("solution"):
            solution = "".join(SOLUTION.findall(cell.source))
            exercises += EXERCISE + SOLUTION_LINE * count(solution)
            lines += count(SOLUTION.sub("", cell.source))
        elif not cell.metadata.get("jupyter", {}).get("source_hidden"):
            lines += count(cell.source)
    return {"text": words / WORDS, "code": lines / LINES, "exercises": exercises}


def count(source: str) -> int:
    """Lines of code that say something."""
    return sum(bool(line.strip()) for line in source.splitlines())


def minutes(notebook: NotebookNode) -> int:
    """What the header should say: the sum, to the next five minutes."""
    return 5 * round(sum(parts(notebook).values()) / 5)


def said(notebook: NotebookNode) -> int:
    """What the header says."""
    match = SAID.search(notebook.cells[0].source)
    return int(match[0]) if match else 0


def main() -> int:
    """Print the table; exit with 1 if a header says something else or a notebook is too long."""
    bad = 0
    print(f"{'notebook':16} {'text':>6} {'code':>6} {'exercises':>9} {'sum':>5} {'header':>6}")
    for path in [Path(name) for name in sys.argv[1:]] or sorted(SOURCE.glob("*.ipynb")):
        notebook = nbformat.read(path, 4)
        by_part, by_rule = parts(notebook), minutes(notebook)
        text = "".join(f" {by_part[part]:{width}.0f}" for part, width in
                       (("text", 6), ("code", 6), ("exercises", 9)))  # fmt: skip
        print(f"{path.stem:16}{text} {by_rule:5} {said(notebook):6}")
        bad += by_rule != said(notebook) or by_rule > LONGEST
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
