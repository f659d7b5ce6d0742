"""`python -m benchmarks.whole_class class|single|growth|workers`: the command that grades a class.

class [STUDENTS] [SAMPLE]: a class of 200, all seven notebooks, two at a time: notebooks a second,
memory, and the ratio to stock nbgrader, which grades a sample before and another one after.
single [STUDENTS]: one notebook at a time: wall and processor seconds of a notebook beyond what the
command takes to start, beside those of the cells alone in a bare warm process.
growth [FEW] [MANY]: seconds a notebook with 100 submissions and with 2,000, one notebook each.
workers [STUDENTS] [REPEATS]: two Dask workers against one, each held to half of the first
processor, as slow machines of their own; the command and the scheduler have the others. Needs root.
"""

from __future__ import annotations

import atexit
import os
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from distributed import Client

from answers.answer_runner import notebooks, read_answers
from benchmarks.grading import floor, grade, make_course, scores
from tools import sample_course
from tools.local_cluster import Cluster


class Memory(threading.Thread):
    """Watches how much memory of the whole machine is in use beyond what was at the start."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.before = self.least = self.available()
        self.done = threading.Event()
        self.start()

    @staticmethod
    def available() -> float:
        """Megabytes that the machine can still give."""
        with open("/proc/meminfo") as file:
            return next(int(line.split()[1]) for line in file if "MemAvailable" in line) / 1024

    def run(self) -> None:
        while not self.done.wait(0.1):
            self.least = min(self.least, self.available())

    def stop(self) -> float:
        """End watching. Returns the most megabytes that were in use at a time."""
        self.done.set()
        return self.before - self.least


def grade_class(course: Path, *options: str) -> tuple[float, dict[str, float]]:
    """Grade all submissions of a course afresh. Returns seconds and scores."""
    shutil.rmtree(course / "autograded", ignore_errors=True)
    database = course / "class.db"
    shutil.copy(course / "gradebook.db", database)
    started = time.perf_counter()
    done = sample_course.run(course / "engine", "-m", "grading", "autograde", "module7", *options,
                     f"--CourseDirectory.root={course}", f"--db=sqlite:///{database}")  # fmt: skip
    seconds = time.perf_counter() - started
    if done.returncode:
        raise RuntimeError(done.stderr)
    return seconds, scores(database)


def sample(course: Path, numbers: range) -> tuple[float, dict[str, float]]:
    """Stock nbgrader's seconds a notebook for some of the class, and their scores."""
    whole = course / "submitted"
    aside = course / "aside"
    whole.rename(aside)
    try:
        for number in numbers:
            shutil.copytree(aside / f"s{number:03}", whole / f"s{number:03}")
        seconds, scores, _ = grade(course, "stock")
    finally:
        shutil.rmtree(whole, ignore_errors=True)
        aside.rename(whole)
    return seconds / (len(numbers) * len(notebooks())), scores


def whole_class(folder: Path, students: int = 200, size: int = 5) -> None:
    """A class against stock nbgrader."""
    make_course(folder, students)
    count = students * len(notebooks())
    print(f"{students} students, {count} notebooks, {os.cpu_count()} processors", flush=True)
    before, some = sample(folder, range(size))
    memory = Memory()
    seconds, ours = grade_class(folder, "--jobs", "2")
    most = memory.stop()
    after, more = sample(folder, range(students - size, students))
    theirs = some | more
    differ = {key: (theirs[key], ours[key]) for key in theirs if theirs[key] != ours[key]}
    each, stock = seconds / count, (before + after) / 2
    print(f"the class: {seconds:.0f} s, {1 / each:.2f} notebooks a second, {most:.0f} MB at most")
    print(f"stock: {before:.2f} s a notebook before, {after:.2f} after; ratio {stock / each:.1f}")
    print(f"scores that differ in the samples: {differ or 'none'} of {len(theirs)}")


def single(folder: Path, students: int = 6) -> None:
    """One notebook at a time, against the cells alone."""
    make_course(folder, students)
    spent = []
    for options in (("--student=s000",), ()):
        before = os.times()
        seconds, _ = grade_class(folder, "--jobs=1", "--ForkServer.stay=0", *options)
        after = os.times()
        used = after.children_user + after.children_system
        spent.append((seconds, used - before.children_user - before.children_system))
    more = (students - 1) * len(notebooks())
    wall, cpu = ((all_ - few) / more for few, all_ in zip(*spent, strict=True))
    least = floor(students)
    print(f"a notebook: {wall:.3f} s, {cpu:.3f} of processor; the cells alone {least:.3f} s; "
          f"above that {wall - least:.3f}")  # fmt: skip


def growth(folder: Path, few: int = 100, many: int = 2000) -> None:
    """A small class, a large one, and the small one again."""
    spent: dict[int, list[float]] = {few: [], many: []}
    for students in (few, many):
        make_course(folder / str(students), students, ["2_make_steps"])
    for students in (few, many, few):
        seconds, _ = grade_class(folder / str(students), "--jobs", "2")
        spent[students].append(seconds / students)
        print(f"{students} submissions: {seconds / students:.3f} s each", flush=True)
    print(f"ratio {spent[many][0] / (sum(spent[few]) / 2):.2f}")


def drop(group: Path) -> None:
    """Remove a control group, as soon as the last process in it has ended."""
    for _ in range(100):
        try:
            group.rmdir()
            return
        except OSError:
            time.sleep(0.1)


def hold(pid: int, name: str) -> None:
    """Let a process, and what it starts, have half of the first processor."""
    os.sched_setaffinity(pid, {0})
    old, new = Path("/sys/fs/cgroup/cpu"), Path("/sys/fs/cgroup")
    group = (old if old.is_dir() else new) / name
    group.mkdir()
    atexit.register(drop, group)
    if old.is_dir():
        (group / "cpu.cfs_quota_us").write_text("50000")
    else:
        (group / "cpu.max").write_text("50000 100000")
    (group / "cgroup.procs").write_text(str(pid))


def workers(folder: Path, students: int = 10, repeats: int = 2) -> None:
    """One worker, two workers, and again."""
    make_course(folder / "course", students)
    runs: list[dict[str, float]] = []
    for _ in range(repeats):
        spent = []
        for number in (1, 2):
            place = Path(tempfile.mkdtemp(dir=folder))
            cluster = Cluster(place)
            try:
                for which in range(number):
                    hold(cluster.worker(f"worker{which}").pid, place.name + str(which))
                with Client(cluster.address, set_as_default=False) as client:
                    client.wait_for_workers(number, timeout=60)
                where = ("--scheduler", cluster.address)
                grade_class(folder / "course", *where, "--student=s000")  # starts fork servers
                seconds, marks = grade_class(folder / "course", *where)
            finally:
                cluster.stop()
            spent.append(seconds)
            runs.append(marks)
            print(f"{number} workers: {seconds:.1f} s", flush=True)
        print(f"ratio {spent[0] / spent[1]:.2f}", flush=True)
    print("grades: " + ("the same" if all(marks == runs[0] for marks in runs) else "DIFFERENT"))


def main() -> int:
    """Run the benchmark that is named and print its figures."""
    name, *numbers = sys.argv[1:] or ["class"]
    read_answers()
    folder = Path(tempfile.mkdtemp(prefix="class-"))
    parts: dict[str, Callable[..., None]] = {
        "class": whole_class,
        "single": single,
        "growth": growth,
        "workers": workers,
    }
    parts[name](folder, *map(int, numbers))
    shutil.rmtree(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
