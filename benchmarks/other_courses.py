"""Courses that know nothing of the engine, graded by it and as stock nbgrader does.

`python -m benchmarks.other_courses FOLDER [--jobs N] [--solutions] [COURSE ...]`: each folder in
FOLDER is a course; each folder with notebooks in it, however deep, is an assignment of instructor's
notebooks with what lies beside them; an nbgrader_config.py in FOLDER holds for all. Says for each
course

- in how many tests the instructor's solutions have stock nbgrader's points, before and after the
  tags that calibration would write;
- of wrong answers, one for each solution, in how many tests they have stock's points: in turn a
  mutant of the solution, and one whose functions and names all give one constant. Every other
  answer of a notebook is wrong, and in a second copy the others.

Names each test that differs. Ends with 1 if a wrong answer gains, or a word is false: a test that
was lost here and not there, with an outcome that blames the student.
"""

from __future__ import annotations

import argparse
import ast
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader import utils
from nbgrader.preprocessors import ClearSolutions
from traitlets.config import Config, PyFileConfigLoader

from answers.mutation import mutants
from grading.batch.calibration import Calibration, Comparison, Mark, runner, warmed
from grading.execution import Execute, JobRefused, files_in, pack
from grading.outcomes import Outcome
from grading.submission import is_test

BLAMES = (Outcome.FAILED, Outcome.NO_ANSWER)
CONSTANTS = ("0", "None", "''", "[]", "1.5")


@dataclass
class Count:
    """What was found of a course."""

    tests: int = 0  # of which stock gives the solutions points
    equal: int = 0
    after: int = 0
    wrong: int = 0  # tests of notebooks with a wrong answer
    wrong_equal: int = 0
    gained: int = 0
    false: int = 0
    lines: list[str] = field(default_factory=list)

    def add(self, other: Count) -> None:
        """Add what was found of another notebook."""
        for name in ("tests", "equal", "after", "wrong", "wrong_equal", "gained", "false"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.lines += other.lines

    def __str__(self) -> str:
        return (
            f"solutions: {self.equal} of {self.tests} equal, {self.after} after calibration; wrong "
            f"answers: {self.wrong_equal} of {self.wrong} equal, {self.gained} gained; false words:"
            f" {self.false}"
        )


def constant(source: str, number: int) -> str:
    """An answer whose functions return, and whose names are, one constant."""
    text = CONSTANTS[number % len(CONSTANTS)]
    lines = []
    for node in ast.parse(source).body:
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            lines.append(ast.unparse(node))
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            lines.append(f"def {node.name}({ast.unparse(node.args)}):\n    return {text}")
        elif isinstance(node, ast.ClassDef):
            lines.append(f"class {node.name}:\n    pass")
        elif isinstance(node, (ast.Assign, ast.AnnAssign, ast.AugAssign)):
            names = [n.id for n in ast.walk(node)
                     if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)]  # fmt: skip
            lines += [f"{name} = {text}" for name in names]
    return "\n".join(lines) or "pass"


def wrong(source: str, number: int) -> str | None:
    """A wrong answer in place of a solution; None if the solution is not plain Python."""
    try:
        variants = mutants(source) if number % 2 == 0 else []
        return variants[number * 7 % len(variants)].code if variants else constant(source, number)
    except SyntaxError:
        return None


def wrong_books(solved: NotebookNode) -> Iterator[tuple[str, NotebookNode]]:
    """The notebook with every other answer wrong, twice, with what was put into it."""
    places = [place for place, cell in enumerate(solved.cells)
              if cell.cell_type == "code" and utils.is_solution(cell)]  # fmt: skip
    for turn in range(2):
        book, answers = deepcopy(solved), []
        for number, place in [*enumerate(places)][turn::2]:
            answer = wrong(solved.cells[place].source, number // 2)
            if answer is not None and answer != solved.cells[place].source:
                book.cells[place].source = answer
                answers.append(answer)
        if answers:
            yield "\n\n".join(answers), book


def count_of(calibration: Calibration, name: str, solved: NotebookNode, whole: bool) -> Count:
    """Compare a notebook. whole: with wrong answers."""
    config = Config({"ClearSolutions": {"enforce_metadata": False}})
    empty = ClearSolutions(config=config).preprocess(deepcopy(solved), {})[0]
    comparisons = calibration.compare(name, solved, empty)
    count = Count()
    for comparison in comparisons:
        if comparison.stock.points:
            count.tests += 1
            count.equal += comparison.equal
            count.after += comparison.equal or (comparison.tag and comparison.settled)
        if not comparison.equal:
            count.lines.append(
                f"{name}/{comparison.test} solution: {told(comparison.stock, comparison.here)}"
            )
        count.gained += gains(comparison.stock, comparison.here)
        if gains(comparison.empty_stock, comparison.empty_here):
            count.gained += 1
            words = told(comparison.empty_stock, comparison.empty_here)
            count.lines.append(f"{name}/{comparison.test} empty: {words}")
    if whole:
        compare_wrong(calibration, name, solved, comparisons, count)
    return count


def compare_wrong(
    calibration: Calibration,
    name: str,
    solved: NotebookNode,
    comparisons: list[Comparison],
    count: Count,
) -> None:
    """Compare the wrong answers to a notebook, as it is before it has tags."""
    lost = {comparison.test for comparison in comparisons if comparison.lost}
    tagged = {comparison.test for comparison in comparisons if comparison.tagged}
    for answer, book in wrong_books(solved):
        stock = calibration.marks(
            name, book, solved, [comparison.test for comparison in comparisons]
        )
        here = calibration.marks(name, book, solved, tagged)
        for test, mark in here.items():
            count.wrong += 1
            count.wrong_equal += mark.points == stock[test].points
            gained = gains(stock[test], mark)
            # What check names for the solution, autograde calls "cannot travel".
            false = mark.points < stock[test].points and mark.outcome in BLAMES and test not in lost
            count.gained += gained
            count.false += false
            if gained or false:
                word = "GAINED" if gained else "FALSE WORD"
                count.lines.append(
                    f"{name}/{test} wrong: {told(stock[test], mark)} {word}\n{answer}\n"
                )


def gains(stock: Mark, here: Mark) -> bool:
    """Whether a test gives more here, and stock has looked at the answer and nothing else: not at
    a text on standard error, nor at the time that the whole notebook took.
    """
    judged = "standard error" not in stock.said and not stock.said.startswith("NotRun")
    return here.points > stock.points and judged


def told(stock: Mark, here: Mark) -> str:
    """What a test gave in both ways."""
    return (
        f"{stock.points:g} under stock ({stock.said[:100]}), {here.points:g} here "
        f"({here.outcome}: {here.said[:200]})"
    )


def course_count(folder: Path, jobs: int, whole: bool) -> Count:
    """Compare all notebooks of a course."""
    total = Count()
    paths = [path for path in sorted(folder.rglob("*.ipynb")) if ".ipynb_checkpoints" not in
             path.parts]  # fmt: skip
    config = Config({"RunLog": {"folder": ""}})
    if (folder.parent / "nbgrader_config.py").exists():
        config.merge(PyFileConfigLoader("nbgrader_config.py", str(folder.parent)).load_config())
    settings = warmed(Execute(config=config), paths)

    def of(path: Path) -> Count:
        solved = nbformat.read(path, 4)
        if not any(map(is_test, solved.cells)):
            return Count()
        run = runner(settings, pack(files_in(path.parent, [])))
        try:
            name = str(path.relative_to(folder).with_suffix(""))
            return count_of(Calibration(run), name, solved, whole)
        except (JobRefused, RuntimeError) as error:
            return Count(lines=[f"{path}: {error}"])

    with ThreadPoolExecutor(jobs) as executor:
        for count in executor.map(of, paths):
            total.add(count)
    return total


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("courses", nargs="*")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--solutions", action="store_true", help="no wrong answers")
    options = parser.parse_intermixed_args()
    total, bad = Count(), False
    for folder in sorted(path for path in options.folder.iterdir() if path.is_dir()):
        if options.courses and folder.name not in options.courses:
            continue
        count = course_count(folder, options.jobs, not options.solutions)
        print(f"{folder.name}: {count}")
        print(*(f"  {line}" for line in count.lines), sep="\n", flush=True)
        bad = bad or bool(count.gained or count.false)
        count.lines = []
        total.add(count)
    print(f"all: {total}")
    return int(bad)


if __name__ == "__main__":
    sys.exit(main())
