"""CPU and wall seconds of each solved notebook: under grading, and whole.

Under grading: without the cells tagged skip-execution, in a process that has TensorFlow imported.
Whole: all cells. Wall seconds depend on what else the machine does; CPU seconds count all threads.

`python -m benchmarks.notebook_seconds [NOTEBOOK ...]`
"""

from __future__ import annotations

import sys

from answers.answer_runner import Runner, notebooks


def main() -> int:
    """Print the table."""
    runner = Runner()
    failed = 0
    print(f"{'notebook':16} {'grading CPU':>12} {'whole CPU':>10} {'whole wall':>11}")
    for name in sys.argv[1:] or notebooks():
        graded = runner.run(name, {})
        whole = runner.run(name, {}, whole=True, seconds=600)
        print(
            f"{name:16} {graded.cpu_seconds:12.2f} {whole.cpu_seconds:10.1f} "
            f"{whole.wall_seconds:11.1f}",
            flush=True,
        )
        for cell, text in (whole.errors | whole.failed).items():
            failed = 1
            print(f"  {cell}: {text}")
    runner.close()
    return failed


if __name__ == "__main__":
    sys.exit(main())
