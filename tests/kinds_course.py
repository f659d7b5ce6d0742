"""Small notebooks, one for each kind of test that other courses have, graded by engine and stock.

`python -m tests.kinds_course FOLDER [FILE.py]` makes the course in FOLDER, hands in the
instructor's own solutions, grades them by the engine and by nbgrader's own execution, and says
which tests come out equal. FILE.py may hold another KINDS and BESIDE, in the same form.
"""

from __future__ import annotations

import json
import runpy
import shutil
import sys
from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.api import Gradebook

from answers.answer_runner import ROOT
from tests.hostile import course as small
from tools.sample_course import flags

BEGIN, END = "### BEGIN SOLUTION\n", "\n### END SOLUTION"
# name: cells, each a letter and a source: P plain, L locked, S solution, T a test of one point
KINDS: dict[str, list[tuple[str, str]]] = {}
BESIDE: dict[str, str] = {}
CONFIG = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
c = get_config()
import grading
from grading.configuration import configure
configure(c)
c.CourseDirectory.course_id = "kinds"
"""
STOCK = "c = get_config()\nc.CourseDirectory.course_id = 'kinds'\n"


def notebook(cells: list[tuple[str, str]]) -> Any:
    """The instructor's notebook of a kind."""
    made = []
    for number, (letter, source) in enumerate(cells):
        cell = new_code_cell(source, id=f"c{number}")
        if letter != "P":
            name = f"{letter}{number}"
            points = {"points": 1} if letter == "T" else {}
            cell.metadata.update(
                flags(
                    name, grade=letter == "T", solution=letter == "S", locked=letter in "LT",
                    **points,
                )
            )  # fmt: skip
        made.append(cell)
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return new_notebook(cells=made, metadata={"kernelspec": kernel})


def make(course: Path, config: str, kinds: dict[str, list], beside: dict[str, str]) -> None:
    """Write the course, release it, and hand in the solutions."""
    shutil.rmtree(course, ignore_errors=True)
    source = course / "source" / "kinds"
    source.mkdir(parents=True)
    (course / "nbgrader_config.py").write_text(config)
    for name, text in beside.items():
        (source / name).write_text(text)
    for kind, cells in kinds.items():
        nbformat.write(notebook(cells), source / f"{kind}.ipynb")
    small.run(course, "generate_assignment", "kinds", "--create")
    shutil.copytree(source, course / "submitted" / "ann" / "kinds")


def grade(course: Path) -> dict[str, float]:
    """Grade the solutions. Returns the points of each test, by notebook and name."""
    small.run(course, "autograde", "kinds")
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", "kinds") as gradebook:
        submission = gradebook.find_submission("kinds", "ann")
        return {
            f"{book.name}/{grade.cell.name}": grade.auto_score
            for book in submission.notebooks
            for grade in book.grades
        }


def main(folder: Path, kinds: dict[str, list], beside: dict[str, str]) -> int:
    """Print which tests the engine and stock nbgrader give the same points."""
    kept = folder / "stock.json"
    if not kept.exists():
        make(folder / "stock", STOCK, kinds, beside)
        kept.write_text(json.dumps(grade(folder / "stock")))
    stock = json.loads(kept.read_text())
    make(folder / "engine", CONFIG, kinds, beside)
    engine = grade(folder / "engine")
    said: dict[str, str] = {}
    for path in (folder / "engine" / "logs").glob("*.jsonl"):
        for line in path.read_text().splitlines():
            entry = json.loads(line)
            for test, outcome in entry["outcomes"].items():
                text = f"{outcome}: {entry['messages'].get(test, '')} {entry['notes']}"
                said[f"{entry['notebook']}/{test}"] = text
    for test, points in sorted(engine.items()):
        same = points == stock.get(test)
        print("=" if same else "-", test, points, stock.get(test), "" if same else said.get(test))
    equal = sum(points == stock.get(test) for test, points in engine.items())
    print(f"{equal} of {len(engine)} tests have the points that stock nbgrader gives")
    return 0


if __name__ == "__main__":
    other = runpy.run_path(sys.argv[2]) if len(sys.argv) > 2 else globals()
    sys.exit(main(Path(sys.argv[1]), other["KINDS"], other["BESIDE"]))
