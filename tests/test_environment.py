"""A course whose packages live in another environment than nbgrader's."""

import json
import subprocess
import sys
import sysconfig

import nbformat
import pytest

from grading.execution.course import interpreter_of
from grading.process import SandboxUnavailable
from tools import sample_course

LOOK = "import only_there\nprint(only_there.WORDS)\n"


@pytest.fixture
def other(tmp_path, monkeypatch):
    """The Python of another environment, which is a kernel by the name of `other`.

    It has the packages of this one, which submissions may read then, a module of its own, and
    nothing of the engine.
    """
    folder = tmp_path / "other"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    (packages,) = folder.glob("lib/python*/site-packages")
    (packages / "here.pth").write_text(sysconfig.get_path("purelib"))
    (packages / "only_there.py").write_text("WORDS = 'from the other'")
    python = folder / "bin" / "python"
    kernel = tmp_path / "jupyter" / "kernels" / "other"
    kernel.mkdir(parents=True)
    told = {"argv": [str(python), "-m", "ipykernel_launcher"], "display_name": "Other",
            "language": "python"}  # fmt: skip
    (kernel / "kernel.json").write_text(json.dumps(told))
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "jupyter"))
    return python


def book(path, kernel):
    """A notebook with this kernel."""
    spec = {"name": kernel, "display_name": kernel, "language": "python"}
    nbformat.write(nbformat.v4.new_notebook(metadata={"kernelspec": spec}), path)
    return path


def test_the_kernels_python_is_the_notebooks_and_one_for_all(tmp_path, other):
    there, here, gone = (book(tmp_path / f"{name}.ipynb", name) for name in
                         ("other", "python3", "never-installed"))  # fmt: skip
    assert interpreter_of([there, gone]) == str(other)
    assert interpreter_of([here, gone]) == ""
    with pytest.raises(SandboxUnavailable, match="different environments"):
        interpreter_of([there, here])


def course_with(tmp_path, other, monkeypatch):
    """A course whose notebooks have that kernel."""
    own = sample_course.source()
    own.metadata.kernelspec.name = "other"
    monkeypatch.setattr(sample_course, "source", lambda: own)
    course = tmp_path / "course"
    sample_course.make(course, 1, first=LOOK)
    with (course / "nbgrader_config.py").open("a") as file:
        file.write(f"c.Sandbox.readable = [{sys.prefix!r}]\n")
    return course


def test_submissions_run_with_the_kernels_python(tmp_path, other, monkeypatch):
    course = course_with(tmp_path, other, monkeypatch)
    done = sample_course.grade(course)
    assert done.returncode == 0, done.stdout + done.stderr
    cells = json.loads((course / "autograded/s000/quick/one.ipynb").read_text())["cells"]
    said = [cell["outputs"] for cell in cells if cell["cell_type"] == "code"]
    assert said[0][0]["text"] == ["from the other\n"]
    assert not any(output["output_type"] == "error" for output in said[1])


def test_a_python_that_cannot_run_them_stops_the_run_with_a_word(tmp_path, other, monkeypatch):
    course = course_with(tmp_path, other, monkeypatch)
    (there,) = other.parents[1].glob("lib/python*/site-packages/here.pth")
    there.unlink()
    for command in (["grading", "autograde"], ["nbgrader", "autograde"], ["grading", "check"]):
        done = sample_course.run(course, "-m", *command, sample_course.ASSIGNMENT)
        assert done.returncode == 1, done.stdout + done.stderr
        assert f"Submissions are to run with {other}" in done.stderr
        assert "No module named 'ipykernel'" in done.stderr
        assert f"{other} -m pip install ipykernel numpy" in done.stderr
    assert not any((course / "autograded").glob("s*"))
