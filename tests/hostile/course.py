"""A course folder with the small assignment, its class of cases, and the grading of it."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook

from answers.answer_runner import ROOT
from grading.walls import Wall
from tests import commands
from tests.hostile.case import AFTER, SECRET, TESTS, Case, fill_in, hand_in, instructor
from tools.sample_course import environment

LIMITS = """
c.ForkServer.stay = 0
c.Execute.timeout = 3
c.Execute.grace = 2
c.Execute.repeat_timeout = 0.3
c.Sandbox.wall_seconds = 20
c.Sandbox.memory = 400
c.Sandbox.scratch = 16
c.Sandbox.cpu_seconds = 12
c.Sandbox.processes = 100
c.Sandbox.output = 256
"""
# What holds without models: the fork server imports no TensorFlow.
NO_MODELS = """
c.ForkServer.preload = ["numpy"]
c.ForkServer.rehearsal = c.ForkServer.warm_up = ""
"""
ASSIGNMENT = "trials"
# `python -m grading`, which leaves a note of the memory that it has used itself. What getrusage
# tells counts that of the process which has started it, too.
MEASURED = """
import atexit, re
from grading.applications import main
def note():
    told = open("/proc/self/status").read()
    open("peak.txt", "w").write(re.search(r"VmHWM:\\s+(\\d+) kB", told)[1])
atexit.register(note)
main()
"""


def make(
    course: Path,
    chosen: list[Case],
    honest_every: int = 0,
    wall: str | None = None,
    models: bool = True,
) -> list[str]:
    """Write the course with a submission for each case, and an honest one before every so many.
    wall: the one that submissions must have. models: whether its notebook has the exercise about a
    model. Returns the students in order.
    """
    source = course / "source" / ASSIGNMENT
    source.mkdir(parents=True)
    (source / "trial.ipynb").write_text(nbformat.writes(instructor(models)))
    (course / "nbgrader_config.py").write_text(
        f"exec(open({str(ROOT / 'nbgrader_config.py')!r}).read(), "
        f"globals() | {{'__file__': {str(ROOT / 'nbgrader_config.py')!r}}})\n{LIMITS}"
        + (f"c.Sandbox.wall = {str(wall)!r}\n" if wall else "")
        + ("" if models else NO_MODELS)
    )
    (course / "keys.txt").write_text(f"{SECRET}-file\n")
    run(course, "generate_assignment", ASSIGNMENT, "--create")
    released = nbformat.read(course / "release" / ASSIGNMENT / "trial.ipynb", 4)
    students = []
    for number, case in enumerate(chosen):
        rows = [(f"s{number:03}-{case.name}", case)]
        if honest_every and number % honest_every == 0:
            rows.insert(0, (f"s{number:03}--honest", Case()))
        for student, work in rows:
            hand_in(course / "submitted" / student / ASSIGNMENT, fill_in(released, work), work)
            students.append(student)
    return students


def run(
    course: Path, *arguments: str, code: int = 0, as_user: tuple[str, ...] | None = None
) -> subprocess.CompletedProcess:
    """Run an nbgrader command on the course, as_user: by tests.as_user, with these options."""
    return python(course, "-m", "nbgrader", *arguments, code=code, as_user=as_user)


def grade(
    course: Path, command: str, *options: str, as_user: tuple[str, ...] | None = None
) -> subprocess.CompletedProcess:
    """Run one of the engine's commands for a class on the course. peak_of reads what it used."""
    return python(course, "-c", MEASURED, command, ASSIGNMENT, *options, as_user=as_user)


def peak_of(course: Path) -> float:
    """Megabytes that the last command of the engine itself has used at most."""
    return float((course / "peak.txt").read_text()) / 1024


def python(
    course: Path,
    *arguments: str,
    code: int = 0,
    as_user: tuple[str, ...] | None = None,
) -> subprocess.CompletedProcess:
    """Run Python on the course."""
    env = environment() | {"GRADER_SECRET": f"{SECRET}-environment"}
    if arguments[0] == "-m" and as_user != ("--root",):
        who = () if as_user is None else ("-m", "tests.as_user", *as_user, "--forked")
        done = commands.python(course, *who, *arguments, environment=env)
    else:
        command = [sys.executable, *arguments]
        if as_user is not None:
            command = [sys.executable, "-m", "tests.as_user", *as_user, *command]
        done = subprocess.run(command, cwd=course, env=env, capture_output=True, text=True)
    assert done.returncode == code, done.stdout + done.stderr
    return done


def scores(course: Path) -> dict[str, dict[str, float]]:
    """The automatic score of each test cell of each student."""
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        return {
            submission.student.id: {
                grade.cell.name: grade.auto_score
                for book in submission.notebooks
                for grade in book.grades
            }
            for submission in gradebook.assignment_submissions(ASSIGNMENT)
        }


def points(case: Case, models: bool = True) -> dict[str, float]:
    """The scores that a case must get. models: as make has it."""
    return {
        name: 0 if name in case.lost else most
        for name, (most, _) in TESTS.items()
        if models or name not in AFTER["build"]
    }


def log(course: Path) -> dict[str, dict]:
    """What the log of the last run says of each student."""
    path = max((course / "logs").glob("*.jsonl"), key=lambda file: file.stat().st_mtime)
    return {entry["student"]: entry for entry in map(json.loads, path.read_text().splitlines())}


def main(course: Path, names: list[str]) -> int:
    """Grade some cases, by name, and say what became of them; for work on a case.

    A first name --landlock has them graded behind the second wall.
    """
    from tests.hostile.case import cases

    wall = Wall.LANDLOCK if "--landlock" in names else None
    names = [name for name in names if not name.startswith("--")]
    subprocess.run(["rm", "-rf", str(course)], check=True)  # some are too deep for shutil
    chosen = [case.behind(wall) for case in cases() if not names or case.name in names]
    make(course, chosen, wall=wall)
    started = time.monotonic()
    done = run(course, "autograde", ASSIGNMENT)
    run(course, "generate_feedback", ASSIGNMENT)
    print(done.stderr[-3000:] if "ERROR" in done.stderr else "", end="")
    said, given = log(course), scores(course)
    for number, case in enumerate(chosen):
        student = f"s{number:03}-{case.name}"
        got, want = given[student], points(case)
        entry = said.get(student, {})
        verdict = "ok " if got == want else "BAD"
        print(f"{verdict} {case.name:28} {entry.get('seconds', {}).get('all')} s", end="  ")
        print({k: v for k, v in entry.get("outcomes", {}).items() if v != "passed"})
        for key in ("repaired", "notes", "unreadable"):
            print(f"      {key}: {entry[key]}\n" if entry.get(key) else "", end="")
        if got != want:
            print(f"      got {got}\n      want {want}")
    print(f"{len(chosen)} in {time.monotonic() - started:.1f} s; {course}")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
