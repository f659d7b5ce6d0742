"""What must be true of a graded class of hostile submissions, whoever graded it.

Hostile submissions gain, learn and leave nothing; honest ones beside them lose nothing. All cases
of tests/hostile are graded in one run, two notebooks at a time, with honest submissions between
them: by root (tests/test_hostile_root.py); and those about files, privileges, memory and processes
by an ordinary user (tests/test_hostile_user.py); and these behind the second wall, by root and by
an ordinary user where there are no namespaces (tests/test_hostile_second.py). These whole classes
run when something has changed on which they depend (see whole.py). A sample behind each wall runs
always: tests/test_hostile_sample.py, tests/test_hostile_sample_second.py.
"""

import json
import math
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import nbformat
import psutil
import pytest

from tests.hostile import course as small
from tests.hostile.case import MARK, SECRET, Case, cases, sample

CASES = {case.name: case for case in cases()}
HONEST_EVERY = 10  # cases
# Errors of a cell that somebody else has ended.
ENDED = {"ProcessEnded", "CellTimeoutError", "TooMuchOutput", "KeyboardInterrupt", "NotRun"}


def in_class(module: ModuleType) -> dict[str, Case]:
    """The cases of a module's class, as they are behind its wall: another grader than the user who
    runs the tests has those whose outcome may depend on who grades.
    """
    kind = "of_root" if "--root" in (module.AS_USER or ()) else "of_the_wall"
    chosen = sample([*CASES.values()]) if hasattr(module, "SAMPLE") else [*CASES.values()]
    return {
        case.name: case.behind(module.WALL)
        for case in chosen
        if module.AS_USER is None or getattr(case, kind)
    }


class Graded:
    """A graded class: the course folder, and what the log says."""

    def __init__(self, folder: Path, module: ModuleType) -> None:
        as_user: tuple[str, ...] | None = module.AS_USER
        self.folder, self.wall = folder, module.WALL
        self.models = not hasattr(module, "SAMPLE")
        self.cases = in_class(module)
        self.students = small.make(
            folder, [*self.cases.values()], honest_every=HONEST_EVERY, models=self.models
        )
        # not by pathlib: some folders are too deep for it
        subprocess.run(["chmod", "-R", "a+rwX", str(folder.parent)], check=True)
        small.grade(folder, "autograde", "--jobs", "2", as_user=as_user)
        self.peak = small.peak_of(folder)
        self.log = small.log(folder)
        self.scores = small.scores(folder)
        if as_user is None:  # a page is made of what was graded, whatever the wall
            small.grade(folder, "feedback", "--jobs", "2")

    def points(self, case: Case) -> dict[str, float]:
        """The scores that a case must get."""
        return small.points(case, self.models)

    def student(self, name: str) -> str:
        """The student who handed in a case."""
        return next(student for student in self.students if student.endswith(f"-{name}"))

    def entry(self, name: str) -> str:
        """The log entry of a case, whole: pytest cuts a dict short."""
        return json.dumps(self.log[self.student(name)])

    def autograded(self, name: str) -> nbformat.NotebookNode:
        """The autograded notebook of a case."""
        folder = self.folder / "autograded" / self.student(name) / "trials"
        return nbformat.read(folder / "trial.ipynb", 4)

    def feedback(self, name: str) -> str:
        """The feedback page of a case."""
        path = self.folder / "feedback" / self.student(name) / "trials" / "trial.html"
        return path.read_text()


@pytest.fixture(scope="module")
def graded(request: pytest.FixtureRequest) -> Iterator[Graded]:
    """The class, graded by the user who runs the tests (AS_USER is None) or as tests.as_user has
    it; WALL is the wall that must be chosen. SAMPLE: that it is a sample of the cases.
    """
    as_user = request.module.AS_USER
    if sys.platform != "linux":
        pytest.skip("the sandbox is Linux's")
    if as_user is not None and os.geteuid() != 0:
        pytest.skip("only root can become another user")
    folder = Path(tempfile.mkdtemp()) / "course"
    yield Graded(folder, request.module)
    subprocess.run(["rm", "-rf", str(folder.parent)], check=True)  # some are too deep for shutil


def each(choose: Callable[[Case], object]) -> pytest.MarkDecorator:
    """One test for each case of the class of which there is something to be seen."""
    return pytest.mark.each(choose=choose)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give the tests marked by each their cases: those that the module's class has."""
    for mark in metafunc.definition.iter_markers("each"):
        here = in_class(metafunc.module)
        names = [name for name, case in here.items() if mark.kwargs["choose"](case)]
        assert names, "a test without cases is skipped, and its file is never noted in passed.json"
        metafunc.parametrize("name", names)


@pytest.fixture
def case(graded: Graded, name: str) -> Case:
    """The case called name."""
    return graded.cases[name]


def test_there_are_enough_cases_and_each_names_its_attack():
    assert len(CASES) >= 160
    assert sum(case.of_the_wall for case in CASES.values()) >= 50
    assert all(case.attack.endswith(".") and " " in case.attack for case in CASES.values())


@each(bool)
def test_it_gets_the_score_that_it_must_get(graded, case, name):
    scores = graded.scores[graded.student(name)]
    lost = {test: 0 for test in case.at_risk if scores.get(test) == 0}
    assert scores == graded.points(case) | lost, graded.entry(name)


@each(lambda case: case.outcome)
def test_its_outcomes_are_what_they_must_be(graded, case, name):
    outcomes = graded.log[graded.student(name)]["outcomes"]
    assert {test: outcomes[test] for test in case.outcome} == case.outcome, graded.entry(name)


@each(lambda case: case.of_the_wall and (case.first or case.last))
def test_its_attack_is_not_harmless_for_an_error_of_its_own(graded, name):
    """What one wall allows and the other refuses must not end it before it has tried the rest."""
    own = [cell for cell in graded.autograded(name).cells if cell.id in ("own-first", "own-last")]
    errors = [output for cell in own for output in cell.outputs if output.output_type == "error"]
    assert [error for error in errors if error.ename not in ENDED] == []


@each(bool)
def test_it_learns_no_secret(graded, case, name):
    cells = graded.autograded(name).cells
    assert SECRET not in repr([cell.outputs for cell in cells if cell.cell_type == "code"])


def test_honest_submissions_between_them_have_full_marks(graded):
    honest = [name for name in graded.students if "-honest" in name]
    assert len(honest) == math.ceil(len(graded.cases) / HONEST_EVERY)
    lost = {
        name: graded.log[name] for name in honest if graded.scores[name] != graded.points(Case())
    }
    assert lost == {}, json.dumps(lost)


def test_every_notebook_was_graded_walled_in(graded):
    assert {entry["wall"] for entry in graded.log.values()} == {graded.wall}
    assert set(graded.log) == set(graded.students)


def test_no_mark_is_left_on_the_machine(graded):
    places = ["/tmp", "/var/tmp", "/dev/shm", "/run", str(Path.home()), str(graded.folder)]
    prune = ["(", "-name", "pytest-*", "-o", "-name", ".venv", ")", "-prune", "-o"]
    done = subprocess.run(  # some folders are too deep for os.walk; its own words have no mark
        ["find", *places, "-xdev", *prune, "-name", f"*[{MARK[0]}]{MARK[1:]}*", "-print"],
        capture_output=True, text=True,
    )  # fmt: skip
    assert done.stdout == ""
    words = [" ".join(process.info["cmdline"] or []) for process in
             psutil.process_iter(["cmdline"])]  # fmt: skip
    assert [line for line in words if MARK in line] == []


def test_nothing_runs_on_when_the_grading_is_over(graded):
    # Asked while going through them: one that has ended since is left out, not an error.
    here = [process for process in psutil.process_iter(["cmdline", "ppid"])
            if "grading.process.server" in " ".join(process.info["cmdline"] or [])]  # fmt: skip
    # One that stays after a grading is another test's: this class's course has none.
    orphans = [process for process in here
               if process.info["ppid"] == 1 and process.info["cmdline"][-1] != "stays"]  # fmt: skip
    assert psutil.wait_procs(orphans, timeout=30)[1] == []  # other tests kill graders meanwhile
