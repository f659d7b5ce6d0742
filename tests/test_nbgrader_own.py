"""nbgrader's own tests of grading, from its installed wheel, with the engine plugged in."""

import os
import re
import subprocess
import sys

import pytest

from answers.answer_runner import ROOT

pytestmark = pytest.mark.depends_on(
    "grading",
    "answers/answer_runner.py",
    "tests/nbgrader_plugin.py",
    "tests/commands.py",
    "tools/commands.py",
    "tools/sample_course.py",
    "lms",
    "requirements.lock",
)

# Tests that fail with the engine, and why that is meant.
DIFFERENT = {
    "test_grade_empty_timestamp": "a timestamp that holds no time is set aside, and ends nothing",
    "test_side_effects": "a file that a submission writes stays in its sandbox",
    "test_handle_failure": "a submission with unknown cells is mended and graded",
    "test_handle_failure_single_notebook": "a submission with unknown cells is mended and graded",
    "test_missing_source_kernelspec": "whatever kernel a submission names, Python runs it",
}
SUITES = {
    "autograde": "nbgrader.tests.apps.test_nbgrader_autograde",
    "validator": "nbgrader.tests.test_validator",
    "preprocessors": "nbgrader.tests.preprocessors",
}
# Of the preprocessors, those that grading and feedback go through; see tests/nbgrader_plugin.py.
THOSE = {
    "preprocessors": "SaveAutoGrades or Overwrite or IgnorePattern or LimitOutput or LockCells or "
    "ClearHiddenTests or ClearMarkScheme or GetGrades"
}


@pytest.fixture(scope="module")
def config(tmp_path_factory):
    """A folder with the engine's part of nbgrader_config.py, for courses that are not ours."""
    folder = tmp_path_factory.mktemp("config")
    (folder / "nbgrader_config.py").write_text(
        "from grading import configure\nc = get_config()\nconfigure(c)\n"
        "c.Execute.timeout = 30\nc.RunLog.folder = ''\nc.ForkServer.preload = []\n"
        "c.ForkServer.rehearsal = c.ForkServer.warm_up = ''\n"
    )
    return folder


@pytest.mark.parametrize("suite", list(SUITES))
def test_nbgraders_own_tests_pass_but_for_those_that_are_listed(suite, config, tmp_path):
    path = os.pathsep.join([os.path.dirname(sys.executable), os.environ["PATH"]])
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST_")}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist",
         "-p", "tests.nbgrader_plugin", "-W", "ignore", "-k", THOSE.get(suite, ""),
         "--pyargs", SUITES[suite]],
        cwd=tmp_path, capture_output=True, text=True,
        env=environment | {
            "PATH": path, "JUPYTER_CONFIG_PATH": str(config), "PYTHONPATH": str(ROOT)
        },
    )  # fmt: skip
    failed = set(re.findall(r"^(?:FAILED|ERROR) .*::(\w+)", done.stdout, re.M))
    passed = re.search(r"(\d+) passed", done.stdout)
    assert passed, done.stdout[-3000:]
    assert int(passed[1]) >= {"autograde": 34, "validator": 20, "preprocessors": 50}[suite]
    assert failed == (set(DIFFERENT) if suite == "autograde" else set()), done.stdout[-5000:]
