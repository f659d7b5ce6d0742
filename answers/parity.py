"""`python -m answers.parity [NOTEBOOK] [--slices N] [--stock N]`: is a verdict the same everywhere?

The library's answers are graded in IPython's shell, as in a student's notebook, in the library's
own runner, by the engine, and (--stock, a sample: a kernel that loads TensorFlow each time) by
nbgrader's own way of running a notebook. A notebook's answers are graded together, one to each
exercise at a time, and compared test by test: passed or not.
"""

from __future__ import annotations

import argparse
import copy
import re
import sys
from collections.abc import Callable, Iterator
from itertools import zip_longest

from nbgrader import utils

from answers.answer_runner import (
    Answer,
    Outcome,
    Runner,
    exercises,
    notebooks,
    read_answers,
    read_notebook,
    run,
)
from answers.shell_runner import run_in_shell
from grading.submission import is_test

Slice = dict[str, Answer]  # one answer to each exercise of a notebook


def slices(notebook: str) -> list[Slice]:
    """The library's answers to a notebook, one to each exercise at a time."""
    columns = [read_answers(notebook, exercise) for exercise in exercises(notebook)]
    return [{answer.exercise: answer for answer in row if answer} for row in zip_longest(*columns)]


def code_of(answers: Slice) -> dict[str, str]:
    """The solution cells of a slice."""
    return {exercise: answer.code for exercise, answer in answers.items()}


def run_stock(notebook: str, replaced: dict[str, str]) -> Outcome:
    """Run a notebook in a kernel of its own, as nbgrader does without the engine."""
    from nbgrader.preprocessors import Execute

    nb = copy.deepcopy(read_notebook(notebook))
    for cell in nb.cells:
        cell.source = replaced.get(cell.id, cell.source)
    Execute(timeout=120, allow_errors=True).preprocess(nb, {"metadata": {"path": "."}})
    outcome = Outcome()
    for cell in nb.cells:
        if is_test(cell):
            score, most = utils.determine_grade(cell)
            texts = [
                output.get("evalue") or output.get("text", "")
                for output in cell.outputs
                if output.output_type == "error" or output.get("name") == "stderr"
            ]
            outcome.tests[cell.id] = None if score == most else "; ".join(texts) or f"{score}"
    return outcome


def differences(places: dict[str, Outcome]) -> Iterator[str]:
    """The tests on whose outcome the places do not agree, with what each says."""
    tests = {test for outcome in places.values() for test in outcome.tests}
    for test in sorted(tests):
        said = {place: outcome.tests.get(test, "not run") for place, outcome in places.items()}
        if len({text is None for text in said.values()}) > 1:
            yield test + "".join(
                f"\n        {place}: {(text or 'passed')[:300]}" for place, text in said.items()
            )


def compare(
    notebook: str,
    chosen: list[Slice],
    runner: Runner,
    engine: Callable[[str, dict[str, str]], Outcome] | None,
    stock: int,
) -> tuple[int, list[str]]:
    """How many verdicts were compared, and where the places differ."""
    calls = [(notebook, code_of(answers)) for answers in chosen]
    in_process, in_shell = runner.call(run, calls), runner.call(run_in_shell, calls)
    compared, problems = 0, []
    for place, answers in enumerate(chosen):
        places = {"in process": in_process[place], "notebook": in_shell[place]}
        if engine:
            places["engine"] = engine(*calls[place])
        if place < stock:
            places["stock nbgrader"] = run_stock(*calls[place])
        compared += len(places["notebook"].tests) * (len(places) - 1)
        titles = "; ".join(f"{name}: {answer.title}" for name, answer in answers.items())
        problems += [f"{difference}\n        ({titles})" for difference in differences(places)]
    return compared, problems


def main() -> int:
    """Print the table and the tests that differ; exit with 1 if any does."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("notebook", nargs="?", default=".")
    parser.add_argument("--slices", type=int, help="grade only so many answers to each exercise")
    parser.add_argument("--stock", type=int, default=0, help="so many of them by stock nbgrader")
    options = parser.parse_args()
    from answers.engine_runner import EngineRunner

    runner, engine, bad = Runner(), EngineRunner(), 0
    print(f"{'notebook':16} {'answers':>8} {'places':>6} {'verdicts':>8} {'differ':>6}")
    for notebook in notebooks():
        if re.match(options.notebook, notebook):
            chosen = slices(notebook)[: options.slices]
            compared, problems = compare(notebook, chosen, runner, engine.run, options.stock)
            answers = sum(map(len, chosen))
            places = 4 if options.stock else 3
            print(f"{notebook:16} {answers:8} {places:6} {compared:8} {len(problems):6}")
            print("".join(f"    {problem}\n" for problem in problems), end="", flush=True)
            bad += len(problems)
    runner.close()
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
