"""One verdict on all notebooks, see test_parity.py, and the points of stock nbgrader."""

import re
import shutil

import pytest

from answers.answer_runner import ROOT
from tests.contract import EXERCISES
from tests.test_parity import compared
from tools import sample_course

pytestmark = pytest.mark.depends_on(
    "grading", "answers", "lms", "tools", "nbgrader_config.py", "source/module7",
    "tests/contract.py", "tests/test_parity.py", "tests/commands.py", "requirements.lock",
)  # fmt: skip


@pytest.mark.parametrize("notebook", list(EXERCISES))
def test_the_places_agree_test_by_test(notebook, runner, engine):
    count, problems = compared(notebook, runner, engine)
    assert count > 0
    assert problems == []


def test_the_solutions_have_the_points_that_stock_nbgrader_gives(tmp_path):
    shutil.copytree(ROOT / "source" / "module7", tmp_path / "source" / "module7")
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    done = sample_course.run(tmp_path, "-m", "grading", "check", "module7")
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"module7: (\d+) tests in 7 notebooks\..* points in \1\.$", done.stdout, re.M)
