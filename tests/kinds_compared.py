"""Right and wrong answers of many kinds of tests, run as stock nbgrader does and by the engine.

`python -m tests.kinds_compared [KIND ...]` names each test whose points differ, each that a wrong
answer gains by, and each that a wrong answer loses for another reason than that it is wrong.
"""

from __future__ import annotations

import sys
from functools import partial

from answers.engine_runner import EngineRunner
from grading.batch.calibration import Calibration
from grading.outcomes import Outcome
from grading.process import ForkServer
from tests.kinds_course import light_engine, notebook, run_text
from tests.kinds_of_courses import KINDS as OF_COURSES
from tests.kinds_of_libraries import KINDS as OF_LIBRARIES
from tests.kinds_wrong_too import KINDS

OF_THE_ANSWER = (Outcome.PASSED, Outcome.FAILED, Outcome.NO_ANSWER)


def main(engine: EngineRunner, chosen: list[str]) -> int:
    """Compare the kinds in whose names one of these words is; all, without any."""
    calibration = Calibration(partial(run_text, engine))
    tests = equal = gains = 0
    for kind, parts in (KINDS | OF_COURSES | OF_LIBRARIES).items():
        if chosen and not any(word in kind for word in chosen):
            continue
        right, wrong = notebook(parts.cells()), notebook(parts.cells(wrong=True))
        names = [cell.metadata.nbgrader.grade_id for cell in right.cells
                 if cell.metadata.get("nbgrader", {}).get("grade")]  # fmt: skip
        stock, stock_wrong = (
            calibration.marks(kind, book, right, names) for book in (right, wrong)
        )
        here, here_wrong = (
            calibration.marks(kind, book, right, [], frank=book is right) for book in (right, wrong)
        )
        for name in names:
            tests += 1
            same = here[name].points == stock[name].points
            equal += same
            if not same:
                print(f"- {kind}, {name}: {here[name]}, under stock {stock[name].points:g}")
            if stock[name].points != 1 or stock_wrong[name].points != 0:
                print(f"? {kind}, {name}: under stock {stock[name]}, {stock_wrong[name]}")
            if here_wrong[name].points > stock_wrong[name].points:
                gains += 1
                print(f"! {kind}, {name}: a wrong answer has {here_wrong[name].points:g}")
            elif here_wrong[name].outcome not in OF_THE_ANSWER:
                print(f"~ {kind}, {name}: of a wrong answer: {here_wrong[name]}")
    wall = ForkServer.instance().wall
    print(f"{equal} of {tests} tests equal; wrong answers gain in {gains}; behind {wall}")
    return int(equal != tests or gains > 0)


if __name__ == "__main__":
    with light_engine() as light:
        sys.exit(main(light, sys.argv[1:]))
