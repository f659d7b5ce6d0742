"""Another course moves in: the wheel, one line of configuration, and nothing else of this checkout.

A clean environment without TensorFlow, with the versions of the lock, and with the lowest that are
named. Two notebooks with plain asserts, as nbgrader's own documentation writes them: one reads a
file beside it, one has a written question. Five students hand in; nbgrader's command and the
class's command grade them alike.
"""

import json
import os
import re
import shutil
import subprocess
import sys

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.api import Gradebook

from answers.answer_runner import ROOT
from tools.sample_course import flags

pytestmark = pytest.mark.depends_on(
    "grading",
    "lms",
    "answers/__init__.py",
    "answers/answer_runner.py",
    "tools/__init__.py",
    "tools/sample_course.py",
    "pyproject.toml",
    "LICENSE",
    "requirements.lock",
)
CONFIG = "from grading import configure\n\nc = get_config()\nconfigure(c)\n"
KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}
MEAN = "def mean(values):\n    ### BEGIN SOLUTION\n    return np.mean(values)\n    ### END SOLUTION"
FALL = "### BEGIN SOLUTION\ndistance = 0.5 * 9.81 * times**2\n### END SOLUTION"
ANSWERS = {  # student: (mean, distance), and what test_mean, its hidden test and test_fall score
    "ada": ("def mean(values):\n    return sum(values) / len(values)",
            "distance = np.array([4.905 * t * t for t in times])", (1, 2, 3)),
    "ben": (None, None, (0, 0, 0)),
    "cho": ("def mean(values):\n    return sum(values) // len(values)",
            "distance = 9.81 * times**2", (1, 0, 0)),
    "dev": ("def mean(values):\n    return 2.0", "distance = 0.5 * 9.81 * times**2", (1, 0, 3)),
    "eun": ("def mean(values):\n    while True:\n        pass", "distance = None", (0, 0, 0)),
}  # fmt: skip


def cell_with_points(name, points, source):
    marks = flags(name, grade=True, locked=True, points=points)
    return new_code_cell(source, id=name, metadata=marks)


def notebooks():
    """The two notebooks, as the instructor has them."""
    first = [
        new_code_cell("import numpy as np", id="imports"),
        new_code_cell(MEAN, id="mean", metadata=flags("mean", solution=True)),
        cell_with_points("test_mean", 1, 'assert mean([1, 3]) == 2, "the mean of 1 and 3 is 2"'),
        cell_with_points(
            "test_mean_hidden", 2,
            "### BEGIN HIDDEN TESTS\nassert np.isclose(mean([1, 2]), 1.5)\n### END HIDDEN TESTS",
        ),
    ]  # fmt: skip
    second = [
        new_code_cell(
            "import numpy as np\ntimes = np.loadtxt('times.csv')",
            id="read",
            metadata=flags("read", locked=True),
        ),
        new_code_cell(FALL, id="fall", metadata=flags("fall", solution=True)),
        cell_with_points("test_fall", 3, "np.testing.assert_allclose(distance, 4.905 * times**2)"),
        new_markdown_cell("### Why does the mass not matter?", id="question"),
        new_markdown_cell(
            "Your answer", id="why", metadata=flags("why", grade=True, solution=True, points=4)
        ),
    ]
    return {
        name: new_notebook(cells=cells, metadata={"kernelspec": KERNEL})
        for name, cells in (("1_mean", first), ("2_fall", second))
    }


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel of the engine."""
    if sys.platform != "linux":
        pytest.skip("the sandbox is Linux's")
    folder = tmp_path_factory.mktemp("wheel")
    copy = folder / "copy"  # building leaves things behind
    for name in ("grading", "lms"):
        shutil.copytree(ROOT / name, copy / name)
    for name in ("pyproject.toml", "LICENSE"):
        shutil.copy(ROOT / name, copy)
    subprocess.run([sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps",
                    "--no-build-isolation", "-w", folder, copy], check=True)  # fmt: skip
    (wheel,) = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="module", params=["locked", "lowest"])
def python(tmp_path_factory, wheel, request):
    """An interpreter with the wheel installed, and what it asks for: at the versions of the lock,
    or at the lowest that it names.
    """
    folder = tmp_path_factory.mktemp(request.param)
    lock = (ROOT / "requirements.lock").read_text()
    locked = re.findall(r"^[\w.-]+==[^\s\\]+(?: ;[^\\\n]*)?", lock, re.M)
    (folder / "constraints.txt").write_text("\n".join(locked))
    versions = {
        "locked": ["--constraint", folder / "constraints.txt"],
        "lowest": ["--resolution", "lowest-direct", "--only-binary", ":all:"],
    }[request.param]
    uv = [sys.executable, "-m", "uv", "--quiet"]
    environment = folder / "environment"
    subprocess.run([*uv, "venv", "--python", sys.executable, environment], check=True)
    subprocess.run([*uv, "pip", "install", "--python", environment, "--compile-bytecode",
                    *versions, wheel], check=True)  # fmt: skip
    return environment / "bin" / "python"


@pytest.fixture(scope="module")
def course(tmp_path_factory, python):
    """The course folder, released, handed in and graded by nbgrader's own command."""
    course = tmp_path_factory.mktemp("physics")
    source = course / "source" / "week1"
    source.mkdir(parents=True)
    for name, notebook in notebooks().items():
        nbformat.write(notebook, source / f"{name}.ipynb")
    (source / "times.csv").write_text("0.5\n1.0\n2.0\n")
    (course / "nbgrader_config.py").write_text(CONFIG)
    run(course, python, "nbgrader", "generate_assignment", "week1", "--create")
    for student, (mean, fall, _) in ANSWERS.items():
        folder = course / "submitted" / student / "week1"
        folder.mkdir(parents=True)
        (folder / "times.csv").write_text((source / "times.csv").read_text())
        for name in notebooks():
            notebook = nbformat.read(course / "release" / "week1" / f"{name}.ipynb", 4)
            for cell in notebook.cells:
                answer = {"mean": mean, "fall": fall}.get(cell.id)
                cell.source = answer or cell.source
                if cell.id == "why" and mean:
                    cell.source = "It is on both sides."
            nbformat.write(notebook, folder / f"{name}.ipynb")
    run(course, python, "nbgrader", "autograde", "week1", "--Execute.timeout=5")
    return course


def run(course, python, module, *arguments):
    """Run a module in the clean environment, which knows nothing of this checkout."""
    kept = {key: os.environ[key] for key in ("HOME", "LANG", "TMPDIR") if key in os.environ}
    path = os.pathsep.join([str(python.parent), "/usr/bin", "/bin"])
    done = subprocess.run(
        [python, "-m", module, *arguments], cwd=course, env=kept | {"PATH": path},
        capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def scores(course):
    """What each student's tests scored."""
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        return {
            student: tuple(
                gradebook.find_grade(cell, book, "week1", student).auto_score
                for cell, book in (
                    ("test_mean", "1_mean"), ("test_mean_hidden", "1_mean"), ("test_fall", "2_fall")
                )
            )
            for student in ANSWERS
        }  # fmt: skip


def test_there_is_no_tensorflow_and_no_trace_of_the_checkout(python):
    code = (
        "import importlib.util as util, grading, json; print(json.dumps("
        "[[n for n in ('tensorflow', 'keras', 'distributed', 'tests') if util.find_spec(n)],"
        " grading.__file__]))"
    )
    done = subprocess.run([python, "-I", "-c", code], capture_output=True, text=True, check=True)
    there, file = json.loads(done.stdout)
    assert there == []
    assert str(ROOT) not in file


def test_nbgraders_command_grades_it(course):
    assert scores(course) == {student: points for student, (*_, points) in ANSWERS.items()}
    entries = [json.loads(line) for path in (course / "logs").iterdir()
               for line in path.read_text().splitlines()]  # fmt: skip
    assert len(entries) == 2 * len(ANSWERS)
    assert all(entry["wall"] == "namespaces" and entry["repaired"] == [] for entry in entries)


def test_the_classs_command_grades_it_alike(course, python):
    before = scores(course)
    said = run(course, python, "grading", "autograde", "week1", "--force", "--Execute.timeout=5")
    assert f"Graded {2 * len(ANSWERS)} notebooks of {len(ANSWERS)} submissions" in said
    assert scores(course) == before


def test_there_are_feedback_pages_and_a_report(course, python):
    assert "Feedback written for 5 submissions" in run(
        course, python, "grading", "feedback", "week1"
    )
    page = (course / "feedback" / "cho" / "week1" / "1_mean.html").read_text()
    assert "test_mean_hidden" in page
    assert "np.isclose" not in page
    run(course, python, "grading", "report", "week1")
    report = (course / "report-week1.html").read_text()
    assert "fall" in report
    assert "4 answers of 4 students" in report
