"""`python -m answers.mutants [NOTEBOOK [EXERCISE]] [--lib] [--every N]`: grade mutants.

Of each notebook's own solutions (with --lib, of the reference solutions), all single-step mutants
are made and graded in process. One that loses no points is equivalent, which
answers/NOTEBOOK/equivalent.json says with the reason, or it has survived: a clause has no test.
"""

from __future__ import annotations

import argparse
import ast
import json
import re
import sys
from concurrent.futures import Future
from dataclasses import dataclass, field

from answers.answer_runner import (
    ANSWERS,
    ROOT,
    Outcome,
    Runner,
    exercises,
    notebooks,
    read_notebook,
    tests_for,
)
from answers.mutation import Mutant
from answers.mutation import mutants as mutants_of

AT_ONCE = 20  # mutants that one process grades
SECONDS = 3.0  # for a cell; a mutant may run on for ever


@dataclass
class Table:
    """What became of the mutants of one exercise."""

    exercise: str
    made: int = 0
    killed: int = 0
    equivalent: list[str] = field(default_factory=list)
    survived: list[Mutant] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"{self.exercise:20} {self.made:6} {self.killed:6} {len(self.equivalent):10} "
            f"{len(self.survived):8}"
        )


HEAD = f"{'exercise':20} {'made':>6} {'killed':>6} {'equivalent':>10} {'survived':>8}"


def read_equivalent(notebook: str) -> dict[tuple[str, str], str]:
    """The reason why a mutant is equivalent, by exercise and change."""
    path = ANSWERS / notebook / "equivalent.json"
    entries = json.loads(path.read_text()) if path.exists() else []
    return {(entry["exercise"], entry["change"]): entry["reason"] for entry in entries}


def solution(notebook: str, exercise: str, lib: bool) -> tuple[str, set[str] | None]:
    """The source of a solution, and which of its functions are mutated (None: all)."""
    if not lib:
        cell = next(cell for cell in read_notebook(notebook).cells if cell.id == exercise)
        return cell.source, None
    text = (ROOT / "lib" / f"{notebook.split('_', 1)[1]}.py").read_text()
    functions = {
        node.name: {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
        for node in ast.parse(text).body
        if isinstance(node, ast.FunctionDef)
    }
    if exercise not in functions:
        return "", None
    helpers = {name for name in functions if name.startswith("_")} & functions[exercise]
    return text, {exercise, *helpers}


def chosen(notebook: str, exercise: str, lib: bool, every: int, start: int) -> list[Mutant]:
    """The mutants of an exercise that are to be graded: every so many of them."""
    source, functions = solution(notebook, exercise, lib)
    return mutants_of(source, functions)[start::every] if source else []


def grade(runner: Runner, notebook: str, exercise: str, mutants: list[Mutant]) -> list[Future]:
    """Start grading mutants, AT_ONCE in a process."""
    options = {"seconds": SECONDS, "tests": tests_for(notebook, exercise)}
    return [
        runner.threads.submit(
            run_some, runner, notebook, exercise, mutants[at : at + AT_ONCE], options
        )
        for at in range(0, len(mutants), AT_ONCE)
    ]


def run_some(
    runner: Runner, notebook: str, exercise: str, mutants: list[Mutant], options: dict
) -> list[Outcome | None]:
    """The outcomes of some mutants; None for one that ends its process."""
    try:
        replaced = [{exercise: mutant.code} for mutant in mutants]
        return [*runner.run_all(notebook, replaced, **options)]
    except RuntimeError:
        if len(mutants) == 1:
            return [None]
        halves = mutants[: len(mutants) // 2], mutants[len(mutants) // 2 :]
        return [
            outcome
            for half in halves
            for outcome in run_some(runner, notebook, exercise, half, options)
        ]


def table(
    notebook: str, exercise: str, mutants: list[Mutant], outcomes: list[Outcome | None]
) -> Table:
    """What became of the mutants of one exercise. One is killed if it loses the exercise points."""
    made = Table(exercise, len(mutants))
    known = read_equivalent(notebook)
    for mutant, outcome in zip(mutants, outcomes, strict=True):
        if outcome is None or exercise in outcome.lost(notebook):
            made.killed += 1
        elif (exercise, mutant.change) in known:
            made.equivalent.append(mutant.change)
        else:
            made.survived.append(mutant)
    return made


def main() -> int:
    """Print the table; exit with 1 if a mutant survived."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("notebook", nargs="?", default="")
    parser.add_argument("exercise", nargs="?", default="")
    parser.add_argument("--lib", action="store_true", help="of the reference solutions")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only each Nth mutant")
    parser.add_argument("--start", type=int, default=0, help="the first of those")
    options = parser.parse_args()
    runner = Runner(jobs=2)
    runs = []
    for notebook in notebooks():
        if not re.match(options.notebook or ".", notebook):
            continue
        for exercise in exercises(notebook):
            if options.exercise in ("", exercise):
                mutants = chosen(notebook, exercise, options.lib, options.every, options.start)
                futures = grade(runner, notebook, exercise, mutants)
                runs.append((notebook, exercise, mutants, futures))
    print(HEAD)
    total = Table("all")
    for notebook, exercise, mutants, futures in runs:
        outcomes = [outcome for future in futures for outcome in future.result()]
        row = table(notebook, exercise, mutants, outcomes)
        print(row, flush=True)
        for mutant in row.survived:
            print(f"    survived: {mutant.change}", flush=True)
        total.made += row.made
        total.killed += row.killed
        total.equivalent += row.equivalent
        total.survived += row.survived
    print(total)
    runner.close()
    return 1 if total.survived else 0


if __name__ == "__main__":
    sys.exit(main())
