"""Honest submissions beside the loudest hostile ones, two at a time on one processor.

`python -m tests.hostile.neighbours FOLDER [--no-cgroups] [CASE ...]` grades a class in which each
of these has an honest one before and after it, and says what the honest ones have lost: nothing.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from tests.hostile import course as small
from tests.hostile.case import Case, cases

LOUDEST = (
    "cpu_spinners", "fork_bomb", "thread_bomb", "zombies", "memory_forks", "memory_programs",
    "memory_buffers", "flood_display", "disk_filler", "loop_in_c",
)  # fmt: skip


def main(folder: Path, words: list[str]) -> int:
    """Grade, and print each honest submission's points beside its neighbour."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    names = [word for word in words if not word.startswith("--")] or LOUDEST
    known = {case.name: case for case in cases()}
    subprocess.run(["rm", "-rf", str(folder)], check=True)
    students = small.make(folder, [known[name] for name in names], honest_every=1)
    if "--no-cgroups" in words:
        with open(folder / "nbgrader_config.py", "a") as file:
            file.write("c.Sandbox.cgroups = False\n")
    started = time.monotonic()
    small.grade(folder, "autograde", "--jobs", "2")
    said, given = small.log(folder), small.scores(folder)
    want, failed = small.points(Case()), 0
    for student in students:
        got = given[student]
        entry = said[student]
        if "-honest" in student:
            failed += got != want
        print(
            f"{student:28} {sum(got.values()):4g} points, {entry['seconds']['all']:6.1f} s, "
            f"{entry['processes']['student']['reason']} {entry['notes'] or ''}"
        )
    print(f"{failed} honest submissions lost points; {time.monotonic() - started:.0f} s in all")
    return min(failed, 1)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
