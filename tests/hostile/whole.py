"""What must be true of a whole class, beside what checks.py says, and what that depends on."""

import fcntl
import os

import pytest

from tests.hostile import course as small
from tests.hostile.case import Case
from tests.hostile.checks import *  # noqa: F403

DEPENDS = pytest.mark.depends_on(
    "grading",
    "tools/commands.py",
    "tools/sample_course.py",
    "nbgrader_config.py",
    "answers/__init__.py",
    "answers/answer_runner.py",
    "tests/hostile",
    "tests/as_user.py",
    "tests/commands.py",
    "pyproject.toml",
    "requirements.lock",
    machine=True,
)


def test_a_case_that_goes_on_to_a_limit_of_the_whole_notebook_says_that_it_lasts(graded):
    """A case that does not say so may be in the sample, which must not take long."""
    quick = {name for name, case in graded.cases.items() if not (case.lasts or case.at_risk)}
    reasons = {
        name: {end["reason"] for end in graded.log[graded.student(name)]["processes"].values()}
        for name in quick
    }
    assert {name for name in quick if reasons[name] & {"cpu", "time"}} == set()


@pytest.fixture
def honest_peak(tmp_path_factory, tmp_path):
    """Megabytes that grading honest submissions takes: measured once for all classes of a run."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    with (shared / "honest-peak").open("a+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        if not (peak := file.read()):
            course = tmp_path / "course"
            small.make(course, [Case(name="honest"), Case(name="honest-too")])
            small.grade(course, "autograde", "--jobs", "2")
            peak = str(small.peak_of(course))
            file.write(peak)
    return float(peak)


def test_the_grader_does_not_grow(graded, honest_peak):
    """What submissions send costs it little memory above what honest ones cost."""
    assert graded.peak - honest_peak < 96
