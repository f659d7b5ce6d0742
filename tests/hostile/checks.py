"""What must be true of a graded class of hostile submissions, whoever graded it.

Hostile submissions gain, learn and leave nothing; honest ones beside them lose nothing. All cases
of tests/hostile are graded in one run by `nbgrader autograde`: by root, with an honest submission
before each (tests/test_hostile_root.py), and by an ordinary user (tests/test_hostile_user.py).
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import nbformat
import psutil
import pytest

from tests.hostile import course as small
from tests.hostile.case import MARK, SECRET, Case, cases

CASES = cases()
each_case = pytest.mark.parametrize("number", range(len(CASES)), ids=[one.name for one in CASES])
# On a busy machine everything takes longer; a submission that hangs takes longer still.
PATIENCE = 6


class Graded:
    """A graded class: the course folder, and what the log says."""

    def __init__(self, folder: Path, as_user: tuple[str, ...] | None) -> None:
        self.folder = folder
        self.students = small.make(folder, honest_between=as_user is None, found=CASES)
        # not by pathlib: some folders are too deep for it
        subprocess.run(["chmod", "-R", "a+rwX", str(folder.parent)], check=True)
        small.run(folder, "autograde", "trials", as_user=as_user)
        small.run(folder, "generate_feedback", "trials", as_user=as_user)
        self.log = small.log(folder)

    def student(self, number: int) -> str:
        """The name under which a case was handed in."""
        return f"s{number:02}-{CASES[number].name}"

    def feedback(self, student: str) -> str:
        """A student's feedback page."""
        return (self.folder / "feedback" / student / "trials" / "trial.html").read_text()


def graded_by(as_user: tuple[str, ...] | None) -> Iterator[Graded]:
    """The class, graded by the user who runs the tests (None) or by an ordinary one."""
    if sys.platform != "linux":
        pytest.skip("the sandbox is Linux's")
    if as_user is not None and os.geteuid() != 0:
        pytest.skip("only root can become another user")
    folder = Path(tempfile.mkdtemp()) / "course"
    yield Graded(folder, as_user)
    subprocess.run(["rm", "-rf", str(folder.parent)], check=True)  # some are too deep for shutil


def test_there_are_enough_cases_and_each_names_its_attack():
    assert len(CASES) >= 40
    assert all(case.attack.endswith(".") and " " in case.attack for case in CASES)


@each_case
def test_it_gets_the_score_that_it_must_get(graded, number):
    assert small.scores(graded.folder, graded.student(number)) == small.points(CASES[number])


@each_case
def test_its_outcomes_and_feedback_say_what_they_must(graded, number):
    case, student = CASES[number], graded.student(number)
    outcomes = graded.log[student]["outcomes"]
    assert {name: outcomes[name] for name in case.outcome} == case.outcome
    page = graded.feedback(student)
    assert re.search(case.says, page)
    if case.says_not:
        assert not re.search(case.says_not, page)


@each_case
def test_it_learns_no_secret(graded, number):
    student = graded.student(number)
    path = graded.folder / "autograded" / student / "trials" / "trial.ipynb"
    said = [cell.outputs for cell in nbformat.read(path, 4).cells if cell.cell_type == "code"]
    assert SECRET not in repr(said)
    assert SECRET not in graded.feedback(student)


@each_case
def test_it_takes_no_longer_than_its_limits(graded, number):
    entry = graded.log[graded.student(number)]
    assert entry["seconds"]["all"] <= PATIENCE * CASES[number].seconds


def test_honest_submissions_before_and_after_each_have_full_marks(graded):
    honest = [name for name in graded.students if "onest" in name]
    assert len(honest) == len(CASES) + 1 or "s00-Honest" not in honest
    lost = {
        name: scores
        for name in honest
        if (scores := small.scores(graded.folder, name)) != small.points(Case())
    }
    assert lost == {}


def test_every_notebook_was_graded_walled_in(graded):
    assert {entry["sandboxed"] for entry in graded.log.values()} == {True}
    assert set(graded.log) == set(graded.students)


def test_no_mark_is_left_on_the_machine(graded):
    places = ["/tmp", "/var/tmp", "/dev/shm", "/run", str(Path.home()), str(graded.folder)]
    prune = ["(", "-name", "pytest-*", "-o", "-name", ".venv", ")", "-prune", "-o"]
    done = subprocess.run(  # some folders are too deep for os.walk
        ["find", *places, "-xdev", *prune, "-name", f"*{MARK}*", "-print"],
        capture_output=True, text=True,
    )  # fmt: skip
    assert done.stdout == ""
    words = [" ".join(process.info["cmdline"] or []) for process in
             psutil.process_iter(["cmdline"])]  # fmt: skip
    assert [line for line in words if MARK in line] == []


def test_nothing_runs_on_when_the_grading_is_over(graded):
    here = [process for process in psutil.process_iter(["cmdline", "cwd"])
            if "grading.process.server" in " ".join(process.info["cmdline"] or [])]  # fmt: skip
    orphans = [process for process in here if process.ppid() == 1]
    assert psutil.wait_procs(orphans, timeout=30)[1] == []  # other tests kill graders meanwhile
