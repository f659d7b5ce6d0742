"""Answers graded by the grading engine, as answer_runner grades them in one process.

`python -m answers.engine_runner [NOTEBOOK [EXERCISE]]` grades the library through the engine.
"""

from __future__ import annotations

import copy
import sys
import time
from collections.abc import Collection
from functools import cache
from typing import Any

from nbgrader import utils
from traitlets.config import Config

from answers.answer_runner import (
    SOURCE,
    Outcome,
    cells_for,
    complaints,
    notebooks,
    read_answers,
    read_by,
    read_notebook,
)
from grading.execution import Execute, imports_of
from grading.process import ForkServer
from grading.submission import is_test, parts_of


class EngineRunner:
    """Runs notebooks through grading.execution.Execute, without nbgrader's files around it."""

    def __init__(self, **sandbox: Any) -> None:
        config = Config({"Sandbox": sandbox, "RunLog": {"folder": ""}})
        config.ForkServer.preload = imports_of(SOURCE.glob("*.ipynb"))
        config.ForkServer.warm_up = ""  # run after run, no pair waits long enough for it
        self.execute = Execute(config=config)
        ForkServer.instance(parent=self.execute).wait()

    @staticmethod
    @cache
    def instructor(notebook: str) -> dict[str, Any]:
        """What grading knows of the instructor's notebook."""
        return parts_of(read_notebook(notebook).cells, {})

    def run(
        self, notebook: str, replaced: dict[str, str], tests: Collection[str] | None = None
    ) -> Outcome:
        """Run a notebook with some cells replaced; see answers.answer_runner.run."""
        nb = copy.deepcopy(read_notebook(notebook))
        if tests is not None:
            chosen = cells_for(notebook, frozenset(tests), read_by(replaced))
            nb.cells = [cell for cell in nb.cells if cell.id in chosen]
        for cell in nb.cells:
            cell.source = replaced.get(cell.id, cell.source)
        nb.metadata["grading"] = {"instructor": self.instructor(notebook)}
        resources = {
            "nbgrader": {"student": "", "assignment": "", "notebook": notebook},
            "metadata": {"path": ""},
        }
        started = time.perf_counter()
        self.execute.preprocess(nb, resources)
        self.notes = nb.metadata["grading"].get("notes", [])
        outcome = Outcome(wall_seconds=time.perf_counter() - started)
        for cell in nb.cells:
            if cell.cell_type != "code" or "skip-execution" in cell.metadata.get("tags", []):
                continue
            errors = [output for output in cell.outputs if output.output_type == "error"]
            message = f"{errors[0].ename}: {errors[0].evalue}" if errors else None
            if is_test(cell):
                score, most = utils.determine_grade(cell)
                outcome.tests[cell.id] = message or (None if score == most else f"{score} points")
            elif message:
                outcome.errors[cell.id] = message
        return outcome


def main() -> int:
    """Print the outcome of every answer asked for, and of each notebook's own solutions."""
    chosen = sys.argv[1:]
    runner = EngineRunner()
    failures = 0
    for name in [name for name in notebooks() if not chosen or name == chosen[0]]:
        outcome = runner.run(name, {})
        bad = outcome.errors | outcome.failed
        failures += bool(bad)
        print(f"{name}: own solutions, {outcome.wall_seconds:.2f} s", bad or "all pass", flush=True)
    answers = read_answers(*chosen)
    for answer in answers:
        outcome = runner.run(answer.notebook, {answer.exercise: answer.code})
        problems = complaints(answer, outcome)
        failures += bool(problems)
        if problems:
            print(f"BAD {answer}\n      " + "\n      ".join(problems), flush=True)
    print(f"{len(answers)} answers, {failures} not graded as they must be")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
