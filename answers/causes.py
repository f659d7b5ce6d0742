"""`python -m answers.causes [NOTEBOOK [EXERCISE]]`: do the messages name the mistakes?

For each wrong answer of the library: whether a test that it fails names a likely cause, and whether
one is false. Which is true, the library says under the answer's title: `# cause: REGEX`.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass

from answers.answer_runner import (
    Answer,
    Outcome,
    Runner,
    exercises,
    notebooks,
    read_answers,
    tests_for,
)

SHARE = 0.8  # of a notebook's wrong answers whose mistake is named


@dataclass
class Row:
    """How many wrong answers get a likely cause, none, or a false one."""

    named: int = 0
    none: int = 0
    false: int = 0
    said: int = 0  # answers of which the library says what is true

    @property
    def share(self) -> float:
        """The share of answers that get a cause, none of them false."""
        return self.named / max(self.named + self.none + self.false, 1)


def verdict(answer: Answer, outcome: Outcome) -> str:
    """named, none or false."""
    causes = list(outcome.causes.values())
    if answer.cause and any(not re.search(answer.cause, cause, re.I | re.S) for cause in causes):
        return "false"
    return "named" if causes else "none"


def outcomes_of(runner: Runner, notebook: str, exercise: str) -> list[tuple[Answer, Outcome]]:
    """The wrong answers to an exercise, each with what its own tests make of it."""
    wrong = [answer for answer in read_answers(notebook, exercise) if not answer.right]
    replaced = [{exercise: answer.code} for answer in wrong]
    tests = tests_for(notebook, exercise)
    return [*zip(wrong, runner.run_all(notebook, replaced, tests=tests), strict=True)]


def main() -> int:
    """Print, for each notebook, the table and the answers without a cause or with a false one."""
    chosen = [*sys.argv[1:], "", ""]
    runner, bad = Runner(jobs=2), 0
    print(f"{'notebook':16} {'named':>6} {'none':>6} {'false':>6} {'share':>6} {'truth said':>10}")
    for notebook in [name for name in notebooks() if chosen[0] in ("", name)]:
        row, lines = Row(), []
        names = [name for name in exercises(notebook) if chosen[1] in ("", name)]
        futures = [runner.threads.submit(outcomes_of, runner, notebook, name) for name in names]
        for answer, outcome in [pair for future in futures for pair in future.result()]:
            kind = verdict(answer, outcome)
            setattr(row, kind, getattr(row, kind) + 1)
            row.said += answer.cause is not None
            if kind != "named":
                lines.append(f"    {kind}: {answer.exercise}: {answer.title}")
                lines += [f"        {cause}" for cause in outcome.causes.values()]
        print(
            f"{notebook:16} {row.named:6} {row.none:6} {row.false:6} {row.share:6.0%} {row.said:10}"
        )
        print("\n".join(lines), flush=True)
        bad += row.false or row.share < SHARE
    runner.close()
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
