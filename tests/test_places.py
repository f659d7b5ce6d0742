"""Every notebook runs where students open it: in what Colab gives, old and new, and no more."""

import copy
import json
import re
import subprocess

import nbformat
import pytest

from answers.answer_runner import owners, points_of_tests
from tests.contract import EXERCISES
from tools.student_environments import (
    NEWEST,
    OLDEST,
    STAND_IN,
    environment,
    released,
    run,
    solved,
)

pytestmark = pytest.mark.depends_on(
    "answers",
    "source/module7",
    "tools/stand_in",
    "tools/student_environments.py",
    "tests/contract.py",
    "requirements.lock",
)

SESSION = """import sys, types
makeSteps = len
sys.modules["course_checks"] = types.SimpleNamespace(seen={"makeSteps": len})"""
NOT_WRITTEN = re.compile("NotImplementedError|NotRight: .* not written yet|NameError")


@pytest.fixture(scope="module", params=[OLDEST, NEWEST], ids=lambda place: place.name)
def place(request):
    """A place, installed."""
    environment(request.param)
    return request.param


@pytest.mark.parametrize("name", list(EXERCISES))
def test_solved_it_runs_and_passes_every_test_from_an_empty_folder(name, place, tmp_path):
    """The cells that train run in the newest place."""
    made = run(place, solved(name), tmp_path, whole=place is NEWEST)
    assert made.complaints() == []
    assert set(made.passed) >= set(points_of_tests(name))
    setup = made.notebook.cells[1].outputs
    assert len(setup) == 1
    assert len(setup[0].text.splitlines()) == 1
    said = [c.outputs[-1].text for c in made.notebook.cells if c.id in owners(name) and c.outputs]
    assert len(said) == len(EXERCISES[name])
    count = len(EXERCISES[name])
    report = f"{name}: {count} of {count} exercises pass their visible test.\n"
    assert made.output("handin-check").startswith(report)
    offered = [json.dumps(o) for o in made.notebook.cells[-1].outputs if "data" in o]
    assert any(f"'{name}.ipynb'" in text for text in offered)
    saved = nbformat.read(tmp_path / "content" / f"{name}.ipynb", 4)
    assert [c.source for c in saved.cells] == [c.source for c in made.notebook.cells]


def test_as_handed_out_each_visible_test_says_what_is_to_be_done(place, tmp_path):
    """All seven, one after the other in one session."""
    notebook = released("1_independence")
    cells = [cell for name in EXERCISES for cell in released(name).cells]
    notebook.cells = [cell for cell in cells if cell.cell_type == "code"]
    for number, cell in enumerate(notebook.cells):
        cell.id = cell.id if cell.id.startswith("test_") else f"{number}"
    made = run(place, notebook, tmp_path)
    failed = {line.split(":")[0]: line for line in made.complaints()}
    assert set(failed) >= {f"test_{name}" for names in EXERCISES.values() for name in names}
    for cell, line in failed.items():
        assert NOT_WRITTEN.search(line), (cell, line)


@pytest.mark.parametrize("answers", ["error", ""])
def test_where_colab_does_not_hand_the_notebook_over_it_says_what_to_do(place, answers, tmp_path):
    notebook = solved("2_make_steps")
    check = copy.deepcopy(notebook.cells[-1])
    check.source = check.source.replace("timeout_sec=20", "timeout_sec=1")
    notebook.cells = [
        nbformat.v4.new_code_cell(SESSION, id="session"),
        check,
    ]
    made = run(place, notebook, tmp_path, answers=answers)
    assert made.complaints() == []
    text = made.output("handin-check")
    assert text.startswith("2_make_steps: 1 of 3 exercises pass their visible test.\n")
    assert "File → Download → Download .ipynb, and see that it is named 2_make_steps.ipynb" in text
    assert list((tmp_path / "content").iterdir()) == []


def test_the_places_are_what_they_say(place):
    code = (
        "import importlib.util as util, json, numpy, tensorflow, google.colab.files as files;"
        "print(json.dumps([tensorflow.__version__, numpy.__version__, files.__file__,"
        " util.find_spec('nbgrader')]))"
    )
    python = environment(place)
    done = subprocess.run(
        [python, "-c", code], capture_output=True, text=True, cwd="/",
        env={"PYTHONPATH": str(STAND_IN), "TF_CPP_MIN_LOG_LEVEL": "3"},
    )  # fmt: skip
    tensorflow, numpy, files, nbgrader = json.loads(done.stdout.splitlines()[-1])
    assert f"tensorflow=={tensorflow}" in place.packages
    assert f"numpy=={numpy}" in place.packages
    assert str(STAND_IN) in files
    assert nbgrader is None
