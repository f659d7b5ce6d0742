"""`python -m benchmarks.grading [STUDENTS] [REPEATS]`: stock nbgrader against the grading engine.

The same submissions, all seven notebooks, right and wrong answers of the library, are graded by
`nbgrader autograde` with nbgrader's own execution and with the engine, alternating. Prints the
ratio, the seconds a notebook and where they go, the time of the cells alone in a bare warm process
(the floor), and memory.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

import nbformat
import psutil
from nbgrader.api import Gradebook

from answers.answer_runner import ROOT, Runner, exercises, notebooks, read_answers
from tools import sample_course
from tools.demo import SampleStudent, environment, fill_in, right, run, wrong

STOCK = """
c.Autograde.exporter_class = "nbconvert.exporters.NotebookExporter"
c.Autograde.sanitize_preprocessors = [
    "nbgrader.preprocessors.ClearOutput", "nbgrader.preprocessors.DeduplicateIds",
    "nbgrader.preprocessors.OverwriteKernelspec", "nbgrader.preprocessors.OverwriteCells",
    "nbgrader.preprocessors.CheckCellMetadata",
]
c.Autograde.autograde_preprocessors = [
    "nbgrader.preprocessors.Execute", "nbgrader.preprocessors.IgnorePattern",
    "nbconvert.preprocessors.ClearMetadataPreprocessor", "nbgrader.preprocessors.LimitOutput",
    "nbgrader.preprocessors.SaveAutoGrades", "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]
c.Execute.timeout = 30
"""


def student(number: int) -> SampleStudent:
    """A member of the class: half of the exercises right, each student in other ways."""

    def code(notebook: str, exercise: str) -> str:
        place = exercises(notebook).index(exercise)
        if (place + number) % 3 == 0:
            return wrong(notebook, exercise, number)
        return right(notebook, exercise, number)

    return SampleStudent(f"s{number:03}", "", code)


def make_course(folder: Path, students: int, names: list[str] | None = None) -> None:
    """A course with submissions of these notebooks, or all, and a configuration for each way."""
    for name in names or notebooks():
        path = Path("source", "module7", f"{name}.ipynb")
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / path, folder / path)
    run(folder, "generate_assignment", "module7", "--create")
    for number in range(students):
        person = student(number)
        target = folder / "submitted" / person.name / "module7"
        target.mkdir(parents=True)
        for path in sorted((folder / "release" / "module7").glob("*.ipynb")):
            done = fill_in(nbformat.read(path, 4), path.stem, person)
            (target / path.name).write_text(nbformat.writes(done))
    base = (
        f"exec(open({str(ROOT / 'nbgrader_config.py')!r}).read(), "
        f"globals() | {{'__file__': {str(ROOT / 'nbgrader_config.py')!r}}})\n"
    )
    for name, extra in (("stock", STOCK), ("engine", "")):
        (folder / name).mkdir()
        (folder / name / "nbgrader_config.py").write_text(base + extra)


class Memory(threading.Thread):
    """Watches the memory of a process and its descendants. Looking costs time: not while timing."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.process = psutil.Process(pid)
        self.most = 0.0  # megabytes of all together, shared pages counted once (PSS)
        self.of_each = 0.0  # megabytes that one process of a submission has for itself (USS)
        self.start()

    def run(self) -> None:
        while self.process.is_running() and self.process.status() != psutil.STATUS_ZOMBIE:
            with contextlib.suppress(psutil.Error):
                family = [self.process, *self.process.children(recursive=True)]
                figures = {process: process.memory_full_info() for process in family}
                self.most = max(self.most, sum(info.pss for info in figures.values()) / 2**20)
                # Below the grader: the fork server, keepers, and what the keepers watch.
                for process in family:
                    if len(process.parents()) - len(self.process.parents()) == 3:
                        self.of_each = max(self.of_each, figures[process].uss / 2**20)
            time.sleep(0.1)


def grade(folder: Path, how: str, watch: bool = False) -> tuple[float, dict[str, float], Any]:
    """Grade all submissions. Returns seconds, scores and, if it is to watch, the memory."""
    shutil.rmtree(folder / "autograded", ignore_errors=True)
    database = folder / f"{how}.db"
    shutil.copy(folder / "gradebook.db", database)
    command = [sys.executable, "-m", "nbgrader", "autograde", "module7"]
    command += [f"--CourseDirectory.root={folder}", f"--db=sqlite:///{database}"]
    command += ["--student=s000"] if watch else []
    started = time.perf_counter()
    pipes: Any = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, cwd=folder / how, env=environment(), **pipes) as process:
        memory = Memory(process.pid) if watch else None
        _, errors = process.communicate()
    if process.returncode:
        raise RuntimeError(errors.decode())
    seconds = time.perf_counter() - started
    return seconds, scores(database), memory


def step(course: Path, how: str, database: Path, *command: str) -> float:
    """Run one command of a job, with the configuration of one way. Returns its seconds."""
    started = time.perf_counter()
    place = (f"--CourseDirectory.root={course}", f"--db=sqlite:///{database}")
    done = sample_course.run(course / how, "-m", *command, *place)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return time.perf_counter() - started


def scores(database: Path) -> dict[str, float]:
    """The automatic score of each test cell in a gradebook, by student, notebook and cell."""
    with Gradebook(f"sqlite:///{database}") as gradebook:
        return {
            f"{book.student.id} {notebook.name} {grade.cell.name}": grade.auto_score
            for notebook in gradebook.find_assignment("module7").notebooks
            for book in gradebook.notebook_submissions(notebook.name, "module7")
            for grade in book.grades
        }


def floor(students: int) -> float:
    """Seconds a notebook of the cells alone, each in a bare forked process that is warm."""
    runner, spent = Runner(), []
    for name in notebooks():
        runner.run(name, {})
        for number in range(students):
            person = student(number)
            code = {each: person.code(name, each) for each in exercises(name)}
            spent.append(runner.run(name, {k: v for k, v in code.items() if v}).wall_seconds)
    runner.close()
    return statistics.mean(spent)


def main() -> int:
    """Run the benchmark and print its figures."""
    students = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    repeats = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    read_answers()
    folder = Path(tempfile.mkdtemp(prefix="grading-"))
    make_course(folder, students)
    count = students * len(notebooks())
    print(f"{count} notebooks of {students} students, {os.cpu_count()} cores", flush=True)
    ratios = []
    for turn in range(repeats):
        fast, ours, _ = grade(folder, "engine")
        slow, theirs, _ = grade(folder, "stock")
        differ = {key: (theirs[key], ours[key]) for key in theirs if theirs[key] != ours[key]}
        ratios.append(slow / fast)
        stock, ours_each = slow / count, fast / count
        print(f"turn {turn + 1}: stock {stock:.2f} s a notebook, engine {ours_each:.3f}, ratio "
              f"{slow / fast:.1f}; scores that differ: {differ or 'none'}", flush=True)  # fmt: skip
    log = max((folder / "logs").glob("*.jsonl"))
    entries = [json.loads(line) for line in log.read_text().splitlines()]
    inside = statistics.mean(entry["seconds"]["all"] for entry in entries)
    print("where the engine's time goes, seconds a notebook:")
    names = sorted({name for entry in entries for name in entry["seconds"]} - {"all"})
    for name in names:
        spent = statistics.mean(entry["seconds"].get(name, 0) for entry in entries)
        print(f"  {name:20} {spent:.3f}")
    print(f"  {'nbgrader, start':20} {fast / count - inside:.3f}")
    least = floor(students)
    print(f"the cells alone in a bare warm process: {least:.3f}; above that: "
          f"{fast / count - least:.3f}")  # fmt: skip
    cpu = statistics.mean(
        sum(part["cpu"] for part in entry["processes"].values()) for entry in entries
    )
    print(f"processor time of a submission's two processes: {cpu:.3f}")
    ours_most, theirs_most = (grade(folder, how, watch=True)[2] for how in ("engine", "stock"))
    print(f"memory of everything: stock {theirs_most.most:.0f} MB, engine {ours_most.most:.0f} MB; "
          f"a process of a submission adds at most {ours_most.of_each:.0f} MB")  # fmt: skip
    print(f"ratio, median of {repeats}: {statistics.median(ratios):.1f}")
    shutil.rmtree(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
