"""`python -m benchmarks.kills [TIMES]`: kill a grading run at any moment, and start it again.

Each time another part is killed with SIGKILL: the command, its fork server, or a process below
that. Prints how often the final gradebook and files differed from those of an undisturbed run.
"""

from __future__ import annotations

import collections
import contextlib
import random
import shutil
import signal
import sys
import tempfile
from pathlib import Path
from typing import Any

import psutil

from tools import sample_course
from tools.sample_course import ASSIGNMENT

STUDENTS = 6
LINES = 6 * STUDENTS  # of the log of a whole run
PARTS = ("command", "fork server", "supervisor or process")


def disturb(
    course: Path, part: str, lines: int, chance: random.Random, start: Any = sample_course.start
) -> bool:
    """Grade course, killing a part of it after so many lines of its log; again, until the command
    ends well. start: what starts it at first.

    Returns whether the part was still there. Raises RuntimeError if the command fails when nobody
    kills.
    """
    run = start(course, "-m", "grading", "autograde", ASSIGNMENT, "--jobs", "2",
                "--log-level", "INFO")  # fmt: skip
    assert run.stderr is not None
    for _ in range(lines):
        run.stderr.readline()
    killed = False
    with contextlib.suppress(psutil.Error, IndexError):
        below = psutil.Process(run.pid).children()
        deeper = [process for server in below for process in server.children(recursive=True)]
        victims = dict(zip(PARTS, ([psutil.Process(run.pid)], below, deeper), strict=True))
        chance.choice(victims[part]).send_signal(signal.SIGKILL)
        killed = True
    run.communicate()
    for _ in range(3):
        done = sample_course.grade(course, "--jobs", "2")
        if done.returncode == 0:
            return killed
    raise RuntimeError(done.stderr)


def main() -> int:
    """Print what was killed and what differed."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    folder = Path(tempfile.mkdtemp(prefix="kills-"))
    sample_course.make(folder / "fresh", STUDENTS)
    shutil.copytree(folder / "fresh", folder / "calm")
    sample_course.grade(folder / "calm")
    expected = sample_course.snapshot(folder / "calm")
    killed: collections.Counter[str] = collections.Counter()
    differ = 0
    for number in range(times):
        course = folder / "course"
        shutil.copytree(folder / "fresh", course)
        chance = random.Random(number)
        part = chance.choice(PARTS)
        lines = chance.randint(1, LINES)
        killed[part if disturb(course, part, lines, chance) else "none, it had ended"] += 1
        differ += sample_course.snapshot(course) != expected
        shutil.rmtree(course)
    shutil.rmtree(folder)
    print(f"{times} kills ({dict(killed)}): {differ} runs ended with another result")
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
