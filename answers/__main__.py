"""`python -m answers [NOTEBOOK [EXERCISE]]`: grade the answer library, and say what comes of it."""

from __future__ import annotations

import sys

from answers.answer_runner import Runner, complaints, notebooks, read_answers


def main() -> int:
    """Print the outcome of every answer asked for, and of each notebook's own solutions."""
    chosen = sys.argv[1:]
    runner = Runner(jobs=2)
    names = [name for name in notebooks() if not chosen or name == chosen[0]]
    own = {name: runner.submit(name, {}) for name in names}
    answers = read_answers(*chosen)
    runs = [
        (answer, runner.submit(answer.notebook, {answer.exercise: answer.code}))
        for answer in answers
    ]
    failures = 0
    for name, future in own.items():
        outcome = future.result()
        bad = outcome.errors | outcome.failed
        failures += bool(bad)
        print(f"{name}: own solutions, {outcome.cpu_seconds:.2f} s of CPU", bad or "all pass")
    for answer, future in runs:
        outcome = future.result()
        problems = complaints(answer, outcome)
        failures += bool(problems)
        print(f"{'BAD ' if problems else 'ok  '}{answer}")
        for text in problems or [*outcome.failed.values()][:1]:
            print("      " + text.replace("\n", "\n      "))
    runner.close()
    print(f"{len(answers)} answers, {failures} not graded as they must be")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
