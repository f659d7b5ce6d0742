"""What the fork server imports is what the instructor's notebooks import, and no more."""

import json
import subprocess
import sys

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from answers.answer_runner import SOURCE
from grading.execution import imports_of
from tools import sample_course


def write(path, *sources):
    """A notebook with these code cells."""
    cells = [new_markdown_cell("import nothing"), *map(new_code_cell, sources)]
    path.write_text(nbformat.writes(new_notebook(cells=cells)))
    return path


@pytest.mark.parametrize(
    ("source", "modules"),
    [
        ("import numpy as np, os", ["numpy"]),
        ("from scipy.signal import welch", ["scipy.signal"]),
        ("%matplotlib inline\nimport pandas\n!pip install x", ["pandas"]),
        (
            "def f():\n    try:\n        import keras\n    except ImportError:\n        pass",
            ["keras"],
        ),
        (
            "class A:\n    with b:\n        import c\nfor x in y: pass\nelse: import d\n"
            "try: pass\nexcept z: import j\nfinally: import e\nmatch x:\n    case 1: import f\n"
            "if x: import g\nelif y: import h\nelse: import i\nx = lambda: [1 if y else 2]",
            ["d", "e", "g", "c", "j", "f", "h", "i"],
        ),
        ("%%bash\nimport numpy", ["numpy"]),
        ("this is no Python", []),
        ("from . import beside\nfrom __future__ import annotations", []),
        ("import a\x00b", []),
    ],
)
def test_imports_of_a_cell(tmp_path, source, modules):
    assert imports_of([write(tmp_path / "a.ipynb", source)]) == modules


def test_each_once_in_order_over_all_notebooks_and_broken_ones_count_for_nothing(tmp_path):
    broken = tmp_path / "0.ipynb"
    broken.write_text("{")
    paths = [write(tmp_path / "2.ipynb", "import c, a"), write(tmp_path / "1.ipynb", "import a, b")]
    assert imports_of([*paths, broken]) == ["a", "b", "c"]


def test_this_courses_notebooks_import_what_they_need():
    assert {"numpy", "keras", "tensorflow"} <= set(imports_of(SOURCE.glob("*.ipynb")))


def test_where_no_notebook_imports_tensorflow_nothing_of_it_is_loaded(tmp_path):
    course = tmp_path / "course"
    look = "import sys\nprint([m for m in ('keras', 'tensorflow', 'numpy') if m in sys.modules])\n"
    sample_course.make(course, 1, first=look)
    config = course / "nbgrader_config.py"
    config.write_text(config.read_text().partition("\nc.ForkServer")[0])  # with the defaults
    done = sample_course.grade(course)
    assert done.returncode == 0, done.stderr
    text = (course / "autograded/s000/quick/one.ipynb").read_text()
    said = [cell["outputs"] for cell in json.loads(text)["cells"] if cell["cell_type"] == "code"]
    assert said[0][0]["text"] == ["['numpy']\n"]


def test_reading_the_imports_imports_nothing():
    code = (
        "import sys, pathlib; from grading.execution import imports_of;"
        f"imports_of(pathlib.Path({str(SOURCE)!r}).glob('*.ipynb'));"
        "assert not {'tensorflow', 'keras'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
