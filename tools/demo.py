"""The main job on a sample class: from the release to grades and report. `make demo` runs it.

It works in a scratch course folder (default: .demo), which it empties first, so that a real
gradebook is never touched. The commands are those that an instructor types, each in a process of
its own; what they import is imported once for all of them, and export and report run together.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook, MissingEntry

from answers.answer_runner import ROOT, exercises, read_answers
from tools import commands
from tools.frontends import as_colab_saves

ASSIGNMENT = "module7"
SCRATCH = ROOT / ".demo"


@dataclass(frozen=True)
class SampleStudent:
    """A member of the sample class: what they handed in, and how."""

    name: str
    about: str
    code: Callable[[str, str], str | None]  # (notebook, exercise) -> the cell, None: left blank
    writes: bool = True  # answers the written questions
    saves: Callable[[NotebookNode], str] = nbformat.writes


def right(notebook: str, exercise: str, which: int = 0) -> str:
    """The which-th right answer of the library, counted around."""
    codes = [answer.code for answer in read_answers(notebook, exercise) if answer.right]
    return codes[which % len(codes)]


def wrong(notebook: str, exercise: str, which: int) -> str:
    """The which-th wrong answer of the library, counted around."""
    codes = [answer.code for answer in read_answers(notebook, exercise) if not answer.right]
    return codes[which % len(codes)]


def some_wrong(every: int, which: int) -> Callable[[str, str], str]:
    """A student who gets every so many exercises wrong, in the which-th way."""

    def code(notebook: str, exercise: str) -> str:
        if exercises(notebook).index(exercise) % every == 0:
            return wrong(notebook, exercise, which)
        return right(notebook, exercise)

    return code


def loops(notebook: str, exercise: str) -> str:
    """All right but one exercise, which never ends."""
    if exercise == "count_steps":
        return "def count_steps(n_values, length, dist):\n    while True:\n        pass\n"
    return right(notebook, exercise)


CLASS = [
    SampleStudent("ada", "all right", right),
    SampleStudent("ben", "nothing done", lambda *_: None, writes=False),
    SampleStudent("chloe", "every second exercise wrong", some_wrong(2, 0)),
    SampleStudent("dev", "every third exercise wrong, in other ways", some_wrong(3, 2)),
    SampleStudent("eun", "all right in another way, saved by Colab",
            lambda notebook, exercise: right(notebook, exercise, 1), saves=as_colab_saves),
    SampleStudent("farid", "one exercise never ends", loops),
]  # fmt: skip
BROKEN = "gita"  # hands in a file that is not a notebook


def fill_in(notebook: NotebookNode, name: str, student: SampleStudent) -> NotebookNode:
    """Do a released notebook as the student would. Changes and returns notebook."""
    for cell in notebook.cells:
        flags = cell.metadata.get("nbgrader", {})
        if not flags.get("solution"):
            continue
        if flags["grade"]:
            if student.writes:
                cell.source = f"My answer, in two sentences. This is what {student.name} thinks."
        elif (code := student.code(name, flags["grade_id"])) is not None:
            cell.source = code
    return notebook


def hand_in(course: Path) -> None:
    """Write the submissions of the sample class into course/submitted."""
    for student in CLASS:
        folder = course / "submitted" / student.name / ASSIGNMENT
        folder.mkdir(parents=True)
        for path in sorted((course / "release" / ASSIGNMENT).glob("*.ipynb")):
            notebook = fill_in(nbformat.read(path, 4), path.stem, student)
            (folder / path.name).write_text(student.saves(notebook))
    folder = course / "submitted" / BROKEN / ASSIGNMENT
    folder.mkdir(parents=True)
    (folder / "2_make_steps.ipynb").write_text("Dear instructor, I could not open the notebook.\n")


def environment() -> dict[str, str]:
    """The environment for nbgrader: it calls alembic, which lies beside the interpreter."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    return os.environ | {"PATH": path}


def run(course: Path, *arguments: str) -> None:
    """Run an nbgrader command, its log unseen. Raises CalledProcessError if it fails."""
    command = [sys.executable, "-m", "nbgrader", *arguments, f"--CourseDirectory.root={course}"]
    subprocess.run(
        command, cwd=ROOT, env=environment(), text=True, check=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip


class Command:
    """A command of nbgrader or grading at work, forked from here. shown: whether what it says is
    to be seen."""

    def __init__(self, course: Path, module: str, *arguments: str, shown: bool = False) -> None:
        self.arguments = ["-m", module, *arguments, f"--CourseDirectory.root={course}"]
        self.said = None if shown else tempfile.TemporaryFile("w+")  # noqa: SIM115
        self.process = commands.fork(self.arguments, ROOT, environment(), self.said)

    def done(self) -> None:
        """Wait for its end. Raises CalledProcessError, with what it said, if it failed."""
        if code := os.waitstatus_to_exitcode(os.waitpid(self.process, 0)[1]):
            text = ""
            if self.said:
                self.said.seek(0)
                text = self.said.read()
            raise subprocess.CalledProcessError(code, self.arguments, text)


def show(course: Path, command: str) -> None:
    """Run a command of grading, with what it says. Raises CalledProcessError if it fails."""
    print(f"\npython -m grading {command} {ASSIGNMENT}", flush=True)
    Command(course, "grading", command, ASSIGNMENT, shown=True).done()


def table(course: Path) -> str:
    """The scores, student by notebook, as text."""
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        names = sorted(book.name for book in gradebook.find_assignment(ASSIGNMENT).notebooks)
        most = [gradebook.find_notebook(name, ASSIGNMENT).max_score for name in names]
        rows = [["student", *(name[:9] for name in names), "sum", "by hand"]]
        rows.append(["(most)", *(f"{points:g}" for points in most), f"{sum(most):g}", ""])
        for student in sorted(person.id for person in gradebook.students):
            scores: list[float | None] = []
            waiting = 0
            for name in names:
                try:
                    book = gradebook.find_submission_notebook(name, ASSIGNMENT, student)
                except MissingEntry:
                    scores.append(None)
                else:
                    scores.append(book.score)
                    waiting += sum(grade.needs_manual_grade for grade in book.grades)
            shown = ["-" if score is None else f"{score:g}" for score in scores]
            total = sum(score or 0 for score in scores)
            rows.append([student, *shown, f"{total:g}", str(waiting or "")])
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return "\n".join(
        "  "
        + row[0].ljust(widths[0])
        + "".join("  " + cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))
        for row in rows
    )


def main() -> int:
    """Run the demo; see the module's docstring."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("course", nargs="?", type=Path, default=SCRATCH)
    course = parser.parse_args().course.resolve()
    if course.exists():
        if not (course / ".demo-course").exists() and any(course.iterdir()):
            parser.error(f"{course} exists and was not made by this demo: name another folder")
        shutil.rmtree(course)
    course.mkdir(parents=True)
    (course / ".demo-course").touch()
    started = time.monotonic()

    shutil.copytree(ROOT / "source", course / "source")
    # TensorFlow is loaded while the class is released to and hands in.
    print(f"python -m grading start {ASSIGNMENT}\n", flush=True)
    start = [sys.executable, "-m", "grading", "start", ASSIGNMENT]
    starting = subprocess.Popen(
        [*start, f"--CourseDirectory.root={course}"], cwd=ROOT, env=environment(),
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    commands.import_all()
    print("Release: what students get, without solutions and hidden tests", flush=True)
    Command(course, "nbgrader", "generate_assignment", ASSIGNMENT, "--create").done()
    print(f"Hand in: a sample class of {len(CLASS) + 1}", flush=True)
    for student in CLASS:
        print(f"  {student.name:7} {student.about}")
    print(f"  {BROKEN:7} not a notebook", flush=True)
    hand_in(course)
    starting.wait()  # where no server can stay, it fails, and the grading starts its own
    show(course, "autograde")
    show(course, "feedback")
    print("\nGrades, report", flush=True)
    # Nobody grades this class by hand: what there is of its grades.
    unfinished = ["--CsvExporter.ungraded=True", "--CsvExporter.unreadable_is_zero=True"]
    to = f"--CsvExportPlugin.to={course / 'grades.csv'}"
    export = Command(course, "nbgrader", "export", to, *unfinished)
    report = Command(course, "grading", "report", ASSIGNMENT)
    export.done()
    report.done()
    page = course / f"report-{ASSIGNMENT}.html"

    print("\nScores\n" + table(course))
    print('\n"by hand": written answers that wait for a person to grade them.')
    feedback = course / "feedback" / "chloe" / ASSIGNMENT / "start_here.html"
    print(f"\nDone in {time.monotonic() - started:.0f} s. Where to look next")
    print(f"  {page}: how the class did, for the instructor")
    print(f"  {page.with_name(f'{page.stem}-class.html')}: each student by notebook and exercise")
    print(f"  {course / 'grades.csv'}: the grades, as nbgrader exports them")
    print(f"  {feedback}: what a student gets back")
    print(f"  {course / 'logs'}: what the grading engine says of each notebook")
    print("  make lab: JupyterLab on the course, with formgrader for the written answers")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except subprocess.CalledProcessError as failure:
        sys.exit(f"{failure.output or ''}\n{failure}")
