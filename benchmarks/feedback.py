"""`python -m benchmarks.feedback [STUDENTS] [REPEATS]`: what a feedback page costs.

The same graded class, all seven notebooks, gets its feedback by `nbgrader generate_feedback` as
nbgrader has it and by `python -m grading feedback`, alternating, one process each. Prints the
processor seconds of a page, of the whole command and above its start.
"""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from answers.answer_runner import notebooks, read_answers
from benchmarks.grading import make_course, step

COMMANDS = {
    "stock": ("nbgrader", "generate_feedback"),
    "ours": ("grading", "feedback", "--jobs", "1"),
}


def make_pages(course: Path, how: str, *options: str) -> tuple[float, int]:
    """Write the feedback afresh. Returns processor seconds and the bytes of all pages."""
    shutil.rmtree(course / "feedback", ignore_errors=True)
    module, command, *more = COMMANDS[how]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    gradebook = course / "gradebook.db"
    step(course, how, gradebook, module, command, "module7", *more, *options)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return spent, sum(page.stat().st_size for page in course.glob("feedback/*/*/*.html"))


def graded_course(folder: Path, students: int) -> None:
    """A graded class, and a folder with the configuration of each way."""
    make_course(folder, students)
    step(folder, "engine", folder / "gradebook.db", "grading", "autograde", "module7")
    (folder / "engine").rename(folder / "ours")
    (folder / "stock" / "nbgrader_config.py").write_text("")


def main() -> int:
    """Run the benchmark and print its figures."""
    students = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    repeats = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    read_answers()
    folder = Path(tempfile.mkdtemp(prefix="feedback-"))
    graded_course(folder, students)
    count = students * len(notebooks())
    print(f"{count} pages of {students} students, {os.cpu_count()} cores", flush=True)
    ratios = []
    for turn in range(repeats):
        spent = {}
        for how in COMMANDS:
            start, _ = make_pages(folder, how, "--student=s000", "--notebook=1_independence")
            whole, size = make_pages(folder, how)
            spent[how] = whole / count
            print(f"turn {turn + 1}, {how:5}: {whole / count:.3f} s of processor a page, "
                  f"{(whole - start) / (count - 1):.3f} above the first; "
                  f"{size / count / 1024:.0f} KiB a page", flush=True)  # fmt: skip
        ratios.append(spent["stock"] / spent["ours"])
    print(f"ratio, median of {repeats}: {statistics.median(ratios):.1f}")
    shutil.rmtree(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
