"""`python -m benchmarks.whole_class class|single|jobs|growth|workers`: a class, from end to end.

class [STUDENTS] [SAMPLE]: a class of 200, all seven notebooks, two at a time: what autograding,
feedback, report and export take, memory, and the ratio to stock nbgrader, which grades a sample and
writes its feedback before, and another one after.
single [STUDENTS]: one notebook at a time: wall and processor seconds of a notebook beyond what the
command takes to start, beside those of the cells alone in a bare warm process.
jobs [STUDENTS] [JOBS ...]: notebooks a second with so many jobs at a time (1 2 2 1), the start left
out, against the first, and how many processors that keeps busy; beside it how many times one's work
as many processes do here that only compute.
growth [FEW] [MANY]: seconds a notebook with 100 submissions and with 2,000, one notebook each, of
autograding, feedback and report.
workers [STUDENTS] [REPEATS]: two Dask workers against one, each held to half of the first
processor, as slow machines of their own; the command and the scheduler have the others. Needs root.
"""

from __future__ import annotations

import atexit
import hashlib
import multiprocessing
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
from benchmarks.grading import floor, grade, make_course, scores, step
from tools.local_cluster import Cluster

UNGRADED = "--CsvExporter.ungraded=True"  # written answers wait for a person


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
    seconds = step(course, "engine", database, "grading", "autograde", "module7", *options)
    return seconds, scores(database)


def hand_back(course: Path) -> dict[str, float]:
    """What comes after autograding: seconds of each step."""
    shutil.rmtree(course / "feedback", ignore_errors=True)
    database = course / "class.db"
    steps = {
        "feedback": ("grading", "feedback", "module7", "--jobs", "2"),
        "report": ("grading", "report", "module7"),
        "export": ("nbgrader", "export", f"--to={course / 'grades.csv'}", UNGRADED),
    }
    return {name: step(course, "engine", database, *each) for name, each in steps.items()}


def sample(course: Path, numbers: range) -> tuple[float, float, dict[str, float]]:
    """Stock nbgrader's seconds a notebook for some of the class, autograding and feedback, and
    their scores."""
    whole = course / "submitted"
    aside = course / "aside"
    whole.rename(aside)
    try:
        for number in numbers:
            shutil.copytree(aside / f"s{number:03}", whole / f"s{number:03}")
        graded, scores, _ = grade(course, "stock")
        shutil.rmtree(course / "feedback", ignore_errors=True)
        plain = ("nbgrader", "generate_feedback", "module7")
        pages = step(course, "plain", course / "stock.db", *plain)
    finally:
        shutil.rmtree(whole, ignore_errors=True)
        aside.rename(whole)
    count = len(numbers) * len(notebooks())
    return graded / count, pages / count, scores


def whole_class(folder: Path, students: int = 200, size: int = 5) -> None:
    """A class against stock nbgrader."""
    make_course(folder, students)
    (folder / "plain").mkdir()  # without a configuration: pages as nbgrader has them
    count = students * len(notebooks())
    print(f"{students} students, {count} notebooks, {os.cpu_count()} processors", flush=True)
    graded, pages, some = sample(folder, range(size))
    memory = Memory()
    seconds, ours = grade_class(folder, "--jobs", "2")
    spent = {"autograding": seconds} | hand_back(folder)
    most = memory.stop()
    graded_after, pages_after, more = sample(folder, range(students - size, students))
    theirs = some | more
    differ = {key: (theirs[key], ours[key]) for key in theirs if theirs[key] != ours[key]}
    whole = sum(spent.values())
    each = ", ".join(f"{name} {seconds:.0f} s" for name, seconds in spent.items())
    print(f"the class: {each}; {whole:.0f} s in all, {most:.0f} MB at most")
    print(f"stock, a notebook: {graded:.2f} s and {pages:.2f} for its page before, "
          f"{graded_after:.2f} and {pages_after:.2f} after")  # fmt: skip
    stock = (graded + graded_after) / 2
    job = stock + (pages + pages_after) / 2
    print(
        f"ratio: autograding {stock * count / seconds:.1f}, the whole job {job * count / whole:.1f}"
    )
    print(f"scores that differ in the samples: {differ or 'none'} of {len(theirs)}")


def beyond_start(course: Path, students: int, *options: str) -> tuple[float, float]:
    """Wall and processor seconds of a notebook beyond what the command takes to start, and for its
    first student.
    """
    spent = []
    for more in (("--student=s000",), ()):
        before = os.times()
        seconds, _ = grade_class(course, "--ForkServer.stay=0", *options, *more)
        after = os.times()
        used = after.children_user + after.children_system
        spent.append((seconds, used - before.children_user - before.children_system))
    number = (students - 1) * len(notebooks())
    wall, cpu = ((all_ - few) / number for few, all_ in zip(*spent, strict=True))
    return wall, cpu


def single(folder: Path, students: int = 6) -> None:
    """One notebook at a time, against the cells alone."""
    make_course(folder, students)
    wall, cpu = beyond_start(folder, students, "--jobs=1")
    least = floor(students)
    print(f"a notebook: {wall:.3f} s, {cpu:.3f} of processor; the cells alone {least:.3f} s; "
          f"above that {wall - least:.3f}")  # fmt: skip


def compute(times: int) -> None:
    """Work for a processor alone."""
    data = bytes(4096)
    for _ in range(times):
        data = hashlib.sha256(data * 16).digest() * 128


def together(number: int, times: int = 20_000) -> float:
    """Seconds until so many processes have each done the work of one."""
    with multiprocessing.get_context("fork").Pool(number) as pool:
        started = time.perf_counter()
        pool.map(compute, [times] * number, chunksize=1)
        return time.perf_counter() - started


def jobs(folder: Path, students: int = 6, *numbers: int) -> None:
    """Several notebooks at a time, against one at a time."""
    make_course(folder, students)
    first = 0.0
    for number in numbers or (1, 2, 2, 1):
        wall, cpu = beyond_start(folder, students, f"--jobs={number}")
        rate = 1 / wall
        first = first or rate
        least = number * together(1) / together(number)
        print(
            f"jobs {number}: {rate:.2f} notebooks a second, {rate / first:.2f} times the first; "
            f"{cpu / wall:.2f} processors busy; "
            f"{number} processes that compute do {least:.2f} times one's work",
            flush=True,
        )


def growth(folder: Path, few: int = 100, many: int = 2000) -> None:
    """A small class, a large one, and the small one again."""
    spent: dict[str, dict[int, list[float]]] = {}
    for students in (few, many):
        make_course(folder / str(students), students, ["2_make_steps"])
    for students in (few, many, few):
        course = folder / str(students)
        seconds, _ = grade_class(course, "--jobs", "2")
        steps = {"autograding": seconds} | hand_back(course)
        for name, seconds in steps.items():
            spent.setdefault(name, {few: [], many: []})[students].append(seconds / students)
        each = ", ".join(f"{name} {seconds / students:.4f} s" for name, seconds in steps.items())
        print(f"{students} submissions, each: {each}", flush=True)
    for name, figures in spent.items():
        print(f"{name}: ratio {figures[many][0] / (sum(figures[few]) / 2):.2f}")


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
        "jobs": jobs,
        "growth": growth,
        "workers": workers,
    }
    parts[name](folder, *map(int, numbers))
    shutil.rmtree(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
