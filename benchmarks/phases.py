"""`python -m benchmarks.phases [REPEATS] [NOTEBOOK ...]`: where the time of one notebook goes.

Each notebook of the assignment, right and wrong answers of the library, is graded REPEATS times by
a process that is warm, one at a time, each time beside the machine's own floor: the same cells
alone in a bare forked process that has TensorFlow imported. Prints the median of each phase in
wall seconds, and the processor seconds of everything: of the grader (reading and repair, the run,
what comes after it), of the submission's two processes, and of the fork server and supervisors.
Processor seconds hold on a busy machine; wall seconds do not. No process warms up ahead: where all
processors are busy, that is how a class is graded.

What no two processes can do without is measured bare, too: each runs the instructor's cells, each
uses TensorFlow for a first time where the notebook imports it, and they and their supervisors are
forked and end. With the cells alone that is the floor of two processes.
"""

from __future__ import annotations

import contextlib
import io
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
from nbgrader.utils import is_locked

from answers.answer_runner import Runner, cells_to_run, exercises, notebooks, read_answers
from benchmarks.grading import make_course, student
from benchmarks.recording import command
from grading.batch import autograde
from grading.execution import CourseNotebook, Graded, Submission, grade, handed_in, servers
from grading.process import ForkServer

FLOOR = "floor: the cells alone"
MORE = "floor: what a second process repeats"
FORKS = "floor: four forks of what is imported"
TWO = "floor: two processes"
Figures = dict[str, float]


def all_of(process: psutil.Process) -> float:
    """Processor seconds of a process and of all that it has seen end."""
    times = process.cpu_times()
    return times.user + times.system + times.children_user + times.children_system


def again(notebook: str) -> float:
    """Processor seconds of what both processes do with a notebook: the instructor's cells, and what
    its libraries do at first use. For Runner.call, as is forks().
    """
    names: dict[str, Any] = {"__name__": "__main__"}
    cells = [*cells_to_run(notebook, {}, names)]
    given = [cell for cell, _, is_test in cells if is_locked(cell) and not is_test]
    used = time.process_time()
    for cell in given:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(Exception):
            exec(compile(cell.source, cell.id, "exec"), names)
    if any("keras" in source for cell, source, _ in cells if cell not in given):
        exec(ForkServer.warm_up.default_value, {})
    return time.process_time() - used


def forks(number: int) -> float:
    """Processor seconds of so many processes, one after the other, that are forked and end."""
    before = sum(os.times()[:4])
    for _ in range(number):
        pid = os.fork()
        if pid == 0:
            os._exit(0)
        os.waitpid(pid, 0)
    return sum(os.times()[:4]) - before


def row(name: str, cells: list[str]) -> str:
    """A line of the table."""
    return "  ".join([f"{name:44}", *(f"{cell:>9}" for cell in cells)])


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
        # Not beside the runs, for which the next pair of processes waits, and is watched.
        bare = {
            f"cpu {MORE}": self.runner.call(again, [(names["notebook"],)])[0],
            f"cpu {FORKS}": self.runner.call(forks, [(100,)])[0] / 25,
        }
        grade(submission)  # which warms both sides up
        for _ in range(self.repeats):
            alone = self.runner.run(names["notebook"], {k: v for k, v in code.items() if v})
            graded, figures = self.measured(submission)
            figures |= {f"wall {FLOOR}": alone.wall_seconds, f"cpu {FLOOR}": alone.cpu_seconds}
            figures |= bare
            figures[f"cpu {TWO}"] = sum(figures[f"cpu {part}"] for part in (FLOOR, MORE, FORKS))
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
        lines = [row("seconds", [book[:9] for book in books])]
        for name in names:
            medians = (
                statistics.median(figures.get(name, 0.0) for figures in self.found[book])
                for book in books
            )
            lines.append(row(name, [f"{median:.3f}" for median in medians]))
        for least, words in ((FLOOR, "the cells alone"), (TWO, "two processes")):
            ratios = (
                statistics.median(
                    figures["cpu all"] / figures[f"cpu {least}"] for figures in self.found[book]
                )
                for book in books
            )
            lines.append(row(f"processor, ratio to {words}", [f"{ratio:.2f}" for ratio in ratios]))
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
