"""One student's work, saved by ten programs, comes back through zip_collect to the same scores."""

import json
import re
import shutil
import zipfile

import nbformat
import pytest
from nbgrader.api import Gradebook

from answers.answer_runner import ROOT
from tests import commands
from tests.contract import EXERCISES
from tools.demo import SampleStudent, fill_in, right, wrong
from tools.frontends import WRITERS, with_outputs

FILES = "downloaded/module7/archive"
HUB = "jupyterlab"


def some_of_each(notebook, exercise):
    """Right, wrong in some way, or left blank: by its place among all exercises."""
    place = [name for names in EXERCISES.values() for name in names].index(exercise)
    if place % 8 == 5:
        return None
    return wrong(notebook, exercise, place) if place % 4 == 3 else right(notebook, exercise, place)


# Of the hub's files all are run. Of others those: cells that are equal need not all be run again.
RUN = {
    program: {list(EXERCISES)[(place + more) % len(EXERCISES)] for more in (0, 3)}
    for place, program in enumerate(WRITERS)
} | {HUB: set(EXERCISES)}
WORK = SampleStudent("somebody", "some right, some wrong, some blank", some_of_each)


def worked_on(path):
    """A released notebook after the student's work: answers, cells of their own, and outputs."""
    notebook = fill_in(nbformat.read(path, 4), path.stem, WORK)
    note = nbformat.v4.new_markdown_cell("My own note: look at this again.", id="3f2a91c0")
    trial = nbformat.v4.new_code_cell("1 + 1  # a trial of my own", id="77be01d4")
    notebook.cells.insert(9, note)
    notebook.cells.insert(12, trial)
    notebook.cells.append(nbformat.v4.new_code_cell("", id="9c0de2aa"))  # as running the last adds
    return with_outputs(notebook)


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course after collecting and mending, not run: its folder, and the log."""
    folder = tmp_path_factory.mktemp("course")
    shutil.copytree(ROOT / "source", folder / "source")
    command(folder, "nbgrader", "generate_assignment", "module7", "--create")
    archive = folder / FILES
    archive.mkdir(parents=True)
    work = {path.stem: worked_on(path) for path in (folder / "release" / "module7").iterdir()}
    for program, (saves, _) in WRITERS.items():
        with zipfile.ZipFile(archive / f"{program}.zip", "w") as files:
            for name, notebook in work.items():
                files.writestr(f"{program}_{name}.ipynb", saves(notebook))
    command(folder, "nbgrader", "zip_collect", "module7", "--force")
    grade(folder, "--create", "--no-execute")
    (log,) = (folder / "logs").glob("*.jsonl")
    return folder, [json.loads(line) for line in log.read_text().splitlines()]


@pytest.fixture(scope="module")
def graded(course, tmp_path_factory):
    """A copy of the course folder, in which what RUN names was run."""
    folder = shutil.copytree(course[0], tmp_path_factory.mktemp("graded") / "course")
    for program, names in RUN.items():
        for path in (folder / "submitted" / program / "module7").glob("*.ipynb"):
            if path.stem not in names:
                path.unlink()
    grade(folder, "--force")
    return folder


def grade(folder, *options):
    """Autograde the class."""
    command(folder, "grading", "autograde", "module7", "--jobs=2", *options)


def command(folder, module, *arguments):
    """Run a command of nbgrader or grading on the course."""
    root = f"--CourseDirectory.root={folder}"
    done = commands.python(ROOT, "-m", module, *arguments, root)
    assert done.returncode == 0, done.stderr


def scores(folder, program, name):
    """What each graded cell scored, and whether it waits for a person."""
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as gradebook:
        book = gradebook.find_submission_notebook(name, "module7", program)
        return {
            grade.cell.name: (grade.auto_score, grade.needs_manual_grade) for grade in book.grades
        }


def graded_cells(folder, program, name):
    """The sources of the cells that count, as they were graded, in their order."""
    path = folder / "autograded" / program / "module7" / f"{name}.ipynb"
    cells = nbformat.read(path, 4).cells
    return [(cell.id, cell.source) for cell in cells if "nbgrader" in cell.metadata]


def test_every_file_is_collected(course):
    folder, log = course
    mended = sorted((entry["student"], entry["notebook"]) for entry in log)
    assert mended == sorted((program, name) for program in WRITERS for name in EXERCISES)
    for program in WRITERS:
        names = {path.stem for path in (folder / "submitted" / program / "module7").glob("*.ipynb")}
        assert names == set(EXERCISES)


@pytest.mark.parametrize("program", list(WRITERS))
def test_it_scores_as_the_hubs(graded, program):
    for name in RUN[program]:
        hub = scores(graded, HUB, name)
        assert scores(graded, program, name) == hub, name
        points = [score for score, _ in hub.values() if score is not None]
        assert sum(points) > 0


def test_the_work_has_right_wrong_and_blank_answers(graded):
    """So that equal scores mean something."""
    by_notebook = [scores(graded, HUB, name) for name in EXERCISES]
    tests = [score for each in by_notebook for name, (score, _) in each.items() if "test_" in name]
    assert 0.3 < sum(score == 0 for score in tests) / len(tests) < 0.7


@pytest.mark.parametrize("program", list(WRITERS))
def test_nothing_is_mended_but_what_the_program_lost(course, program):
    folder, _ = course
    for name in EXERCISES:
        path = folder / "autograded" / program / "module7" / f"{name}.ipynb"
        assert nbformat.read(path, 4).metadata.grading.repaired == WRITERS[program][1], name
        assert graded_cells(folder, program, name) == graded_cells(folder, HUB, name), name


@pytest.mark.parametrize("program", list(WRITERS))
def test_the_students_own_cells_are_still_there(course, program):
    for name in EXERCISES:
        path = course[0] / "autograded" / program / "module7" / f"{name}.ipynb"
        text = path.read_text()
        assert len(re.findall("My own note: look at this again", text)) == 1
        assert len(re.findall("a trial of my own", text)) == 1
