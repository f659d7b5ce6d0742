"""`python -m benchmarks.phases [REPEATS] [NOTEBOOK ...]`: where the time of one notebook goes.

Each notebook of the assignment, right and wrong answers of the library, is graded REPEATS times by
a process that is warm, one at a time, each time beside the machine's own floor: the same cells
alone in a bare forked process that has TensorFlow imported. Prints the median of each phase in
wall seconds, and the processor seconds of everything: of the grader (reading and repair, the run,
what comes after it), of the submission's two processes, and of the fork server and supervisors.
Processor seconds hold on a busy machine; wall seconds do not. No process warms up ahead: where all
processors are busy, that is how a class is graded.
"""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

import psutil

from answers.answer_runner import Runner, exercises, notebooks, read_answers
from benchmarks.grading import make_course, student
from benchmarks.recording import command
from grading.batch import autograde
from grading.execution import CourseNotebook, Graded, Submission, grade, handed_in, servers

FLOOR = "floor: the cells alone"
Figures = dict[str, float]


def all_of(process: psutil.Process) -> float:
    """Processor seconds of a process and of all that it has seen end."""
    times = process.cpu_times()
    return times.user + times.system + times.children_user + times.children_system


class Phases:
    """Grades what it is given, several times, and keeps the figures of each."""

    def __init__(self, repeats: int) -> None:
        self.repeats = repeats
        self.runner = Runner()
        self.runner.run(notebooks()[0], {}, tests=())  # where answers/ can be imported
        self.found: dict[str, list[Figures]] = defaultdict(list)

    def grade(self, submission: Submission) -> Graded:
        """What grade() makes of a submission."""
        names = submission.resources["nbgrader"]
        author = student(int(names["student"][1:]))
        code = {each: author.code(names["notebook"], each) for each in exercises(names["notebook"])}
        grade(submission)  # which warms both sides up
        for _ in range(self.repeats):
            alone = self.runner.run(names["notebook"], {k: v for k, v in code.items() if v})
            graded, figures = self.measured(submission)
            figures |= {f"wall {FLOOR}": alone.wall_seconds, f"cpu {FLOOR}": alone.cpu_seconds}
            self.found[names["notebook"]].append(figures)
        return graded

    def measured(self, submission: Submission) -> tuple[Graded, Figures]:
        """A submission graded once, and what each part took."""
        figures: Figures = defaultdict(float)
        server = next(
            child
            for child in psutil.Process().children()
            if "grading.process.server" in child.cmdline()
        )
        run, through = handed_in.run, CourseNotebook.through

        def timed(what: str, function: Any, *arguments: Any) -> Any:
            wall, processor = time.perf_counter(), time.process_time()
            try:
                return function(*arguments)
            finally:
                figures[f"wall {what}"] += time.perf_counter() - wall
                figures[f"cpu grader: {what}"] += time.process_time() - processor

        handed_in.run = lambda *given: timed("run", run, *given)
        CourseNotebook.through = lambda *given: timed("repair, marks", through, *given)  # type: ignore[method-assign]
        before, started = all_of(server), time.process_time()
        try:
            graded: Graded = timed("all", grade, submission)
        finally:
            handed_in.run = run
            CourseNotebook.through = through  # type: ignore[method-assign]
        del figures["cpu grader: all"]
        grader = time.process_time() - started
        for phase, seconds in graded.entry.seconds.items():
            figures[f"wall run: {phase}"] = seconds
        figures["cpu grader: the rest"] = grader - sum(
            value for name, value in figures.items() if name.startswith("cpu grader")
        )
        for name, report in graded.entry.processes.items():
            figures[f"cpu {name}"] = report["cpu"]
        two = figures["cpu student"] + figures["cpu referee"]
        time.sleep(1.5)  # until the server has seen the ends, and the next pair has started
        figures["cpu forks and supervisors"] = all_of(server) - before - two
        figures["cpu all"] = two + figures["cpu forks and supervisors"] + grader
        return graded, figures

    def table(self) -> list[str]:
        """The medians, a column for each notebook."""
        books = sorted(self.found)
        names = sorted(
            {name for each in self.found.values() for figures in each for name in figures}
        )
        lines = ["  ".join([f"{'seconds':34}", *(f"{book[:9]:>9}" for book in books)])]
        for name in names:
            cells = [statistics.median(figures.get(name, 0.0) for figures in self.found[book])
                     for book in books]  # fmt: skip
            lines.append("  ".join([f"{name:34}", *(f"{value:9.3f}" for value in cells)]))
        ratios = [
            statistics.median(
                figures["cpu all"] / figures[f"cpu {FLOOR}"] for figures in self.found[book]
            )
            for book in books
        ]
        lines.append("  ".join([f"{'processor, ratio to the floor':34}",
                                *(f"{ratio:9.2f}" for ratio in ratios)]))  # fmt: skip
        return lines


def main() -> int:
    """Run the benchmark and print its figures."""
    repeats = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    read_answers()
    folder = Path(tempfile.mkdtemp(prefix="phases-"))
    make_course(folder, 1, sys.argv[2:] or notebooks())
    phases = Phases(repeats)
    os.chdir(folder / "engine")
    autograde.grade = phases.grade
    command(
        folder,
        f"sqlite:///{folder / 'gradebook.db'}",
        "--jobs=1",
        "--ForkServer.stay=0",
        "--ForkServer.warm_up=",
    )
    servers.stop()
    phases.runner.close()
    print("\n".join(phases.table()))
    os.chdir("/")
    shutil.rmtree(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
