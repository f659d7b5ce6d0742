"""In from Canvas and Moodle, graded by the engine, out to both: nbgrader's commands, one by one."""

import csv
import zipfile
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from answers.answer_runner import ROOT
from tests import commands
from tests.hostile.case import flags, locked
from tests.lms import build

GRADES = """\
Student,ID,SIS User ID,SIS Login ID,Section,small (55)
    Points Possible,,,,,3
"Lovelace, Ada",12345,u1,ada@example.org,RNN,
"O'Neil, Ben",12346,u2,ben@example.org,RNN,
"Student, Test",777,,5f1b2c,RNN,
"""
WORKSHEET = """\
Identifier,Full name,Email address,Status,Grade,Maximum Grade,Last modified (submission),\
Last modified (grade)
Participant 1234567,Zoë Müller,zoe@example.org,Submitted,,3.00,"Sunday, 1 June 2025, 9:00 AM",-
"""
KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}


def command(course: Path, *arguments: str) -> str:
    """Run a command as an instructor would, in the course folder. Returns what it said."""
    done = commands.python(course, "-m", *arguments)
    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    return said


def instructor(name: str):
    """A notebook with one exercise, of 1 point that is shown and `points` in all."""
    solution = f"def {name}(x):\n    ### BEGIN SOLUTION\n    return 2 * x\n    ### END SOLUTION"
    test = f"assert {name}(2) == 4, '{name}(2) is not 4'"
    points = {"first": 1, "second": 2}[name]
    cells = [
        locked("setup", "import math"),
        new_code_cell(solution, id=name, metadata=flags(name, solution=True)),
        new_code_cell(
            test, id="test", metadata=flags("test", grade=True, locked=True, points=points)
        ),
    ]
    return new_notebook(cells=cells, metadata=KERNEL)


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course with a small assignment, released, its people known from both LMS's."""
    root = tmp_path_factory.mktemp("course")
    (root / "source" / "small").mkdir(parents=True)
    for name in ("first", "second"):
        (root / "source" / "small" / f"{name}.ipynb").write_text(nbformat.writes(instructor(name)))
    (root / "nbgrader_config.py").write_text(
        f"exec(open({str(ROOT / 'nbgrader_config.py')!r}).read(), "
        f"globals() | {{'__file__': {str(ROOT / 'nbgrader_config.py')!r}}})\n"
        "c.ForkServer.preload = []\nc.ForkServer.rehearsal = ''\nc.ForkServer.warm_up = ''\n"
    )
    command(root, "nbgrader", "generate_assignment", "small", "--create")
    (root / "grades.csv").write_text(GRADES)
    (root / "people.csv").write_text(WORKSHEET)
    command(root, "lms", "roster", "canvas", "grades.csv")
    command(root, "lms", "roster", "moodle", "people.csv")
    return root


def answer(course: Path, name: str, factor: int) -> bytes:
    """A released notebook as a student does it; 2 is right."""
    notebook = nbformat.read(course / "release" / "small" / f"{name}.ipynb", 4)
    for cell in notebook.cells:
        if cell.get("id") == name:
            cell.source = f"def {name}(x):\n    return {factor} * x"
    return nbformat.writes(notebook).encode()


def test_from_both_and_back(course):
    archive = course / "downloaded" / "small" / "archive"
    moodle = "Zoë Müller_1234567_assignsubmission_file_"
    build.write(archive, {
        "submissions.zip": {
            "lovelaceada_12345_900_first.ipynb": answer(course, "first", 3),
            "lovelaceada_12345_950_first-1.ipynb": answer(course, "first", 2),
            "lovelaceada_12345_951_second.ipynb": answer(course, "second", 2),
            "oneilben_12346_902_homework.zip": {
                "hw/first.ipynb": answer(course, "first", 2),
                "hw/second.ipynb": answer(course, "second", 5),
            },
        },
        "RNN-small-4711.zip": {f"{moodle}/second.ipynb": answer(course, "second", 2)},
        "Grades-RNN-small-4711.csv": WORKSHEET.encode(),
    })  # fmt: skip
    said = command(course, "nbgrader", "zip_collect", "small")
    assert "small: 3 students; 5 taken, 1 older" in said

    command(course, "nbgrader", "autograde", "small")
    command(course, "nbgrader", "generate_feedback", "small")

    command(course, "nbgrader", "export", "--exporter=lms.export.CanvasExporter")
    with (course / "uploads" / "canvas-small.csv").open() as file:
        canvas = {row["ID"]: row["small (55)"] for row in csv.DictReader(file)}
    assert canvas == {"": "3", "12345": "3", "12346": "1"}

    command(course, "nbgrader", "export", "--exporter=lms.export.MoodleExporter")
    with (course / "uploads" / "moodle-small.csv").open() as file:
        (zoe,) = (row for row in csv.DictReader(file) if row["First name"] == "Zoë")
    assert zoe["Assignment: small (Real)"] == "2"
    command(course, "nbgrader", "export", "--exporter=lms.export.MoodleWorksheetExporter")
    assert "Submitted,2,3.00" in (course / "uploads" / "moodle-worksheet-small.csv").read_text()

    command(course, "lms", "feedback", "canvas", "small")
    with zipfile.ZipFile(course / "uploads" / "canvas-small-feedback.zip") as pages:
        assert sorted(pages.namelist()) == [
            "lovelaceada_12345_950_first-1.html", "lovelaceada_12345_950_start_here.html",
            "lovelaceada_12345_951_second.html", "oneilben_12346_902_homework.zip",
        ]  # fmt: skip
        with zipfile.ZipFile(pages.open("oneilben_12346_902_homework.zip")) as inner:
            assert b"second(2) is not 4" in inner.read("second.html")
    command(course, "lms", "feedback", "moodle", "small")
    with zipfile.ZipFile(course / "uploads" / "moodle-small-feedback.zip") as pages:
        assert pages.namelist() == [f"{moodle}/start_here.html", f"{moodle}/second.html"]

    # Collected and graded again: nothing to do.
    grades = (course / "uploads" / "canvas-small.csv").read_bytes()
    command(course, "nbgrader", "zip_collect", "small", "--force")
    assert "Skipping existing assignment" in command(course, "nbgrader", "autograde", "small")
    command(course, "nbgrader", "export", "--exporter=lms.export.CanvasExporter")
    assert (course / "uploads" / "canvas-small.csv").read_bytes() == grades
