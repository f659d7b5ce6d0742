"""Publishing copies the release, and refuses whatever could show a solution."""

import shutil
import subprocess

import nbformat
import pytest

from answers.answer_runner import ROOT
from tests import commands
from tools import publish as publishing
from tools.publish import main

LINK = "a-university/rnn/blob/main/notebooks/module7"


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A copy of the course with one notebook, and a public repository beside it. What is released
    for comparison is made in a process that has imported nbgrader.
    """
    monkeypatch.setattr(publishing, "run", commands.python)
    course = tmp_path / "course"
    for step in ("source", "release"):
        (course / step / "module7").mkdir(parents=True)
        shutil.copy(ROOT / step / "module7" / "2_make_steps.ipynb", course / step / "module7")
    shutil.copy(ROOT / "nbgrader_config.py", course)
    for package in ("tools", "grading"):
        (course / package).symlink_to(ROOT / package)
    public = tmp_path / "public"
    public.mkdir()
    subprocess.run(["git", "init", "--quiet", public], check=True)
    return course


def public_files(course):
    """What is in the public repository, by path."""
    public = course.parent / "public"
    return sorted(
        str(path.relative_to(public)) for path in public.rglob("*")
        if path.is_file() and ".git" not in path.parts
    )  # fmt: skip


def publish(course, folder="public"):
    """The exit status of publishing."""
    return main([str(course.parent / folder), "--course", str(course)])


def refused(course, capsys, *words, folder="public"):
    """Check that nothing was published, and that the reason has these words."""
    before = public_files(course)
    assert publish(course, folder) == 1
    reason = capsys.readouterr().err
    assert reason.startswith("Nothing was published.")
    for word in words:
        assert word in reason
    assert public_files(course) == before


def edit(course, cell_id, text, step="release"):
    """Append text to a cell of a notebook of the course."""
    path = course / step / "module7" / "2_make_steps.ipynb"
    notebook = nbformat.read(path, 4)
    (cell,) = [cell for cell in notebook.cells if cell.id == cell_id]
    cell.source += text
    nbformat.write(notebook, path)


def test_it_copies_the_release_and_nothing_else(course, capsys):
    assert publish(course) == 0
    assert public_files(course) == ["module7/2_make_steps.ipynb"]
    copy = course.parent / "public" / "module7" / "2_make_steps.ipynb"
    assert copy.read_bytes() == (ROOT / "release" / "module7" / copy.name).read_bytes()
    assert "github_path is not set" in capsys.readouterr().out
    # A second time, over what is there; what others put there stays, and is named.
    (copy.parent / "0_extra.ipynb").write_text("{}")
    assert publish(course) == 0
    assert "left as they are: 0_extra.ipynb" in capsys.readouterr().out


def test_it_copies_this_courses_release(course, monkeypatch):
    monkeypatch.undo()  # here as from a shell
    public = course.parent / "public"
    assert main([str(public), "--course", str(ROOT)]) == 0
    copies = {path.name: path.read_bytes() for path in public.glob("module7/*.ipynb")}
    assert copies == {path.name: path.read_bytes() for path in ROOT.glob("release/module7/*.ipynb")}


def test_links_lead_to_where_the_copies_lie(course, capsys):
    with (course / "nbgrader_config.py").open("a") as config:
        config.write(f'\nc.OpenInColab.github_path = "{LINK}"\n')
    refused(course, capsys, "not what source/ makes now", "2_make_steps.ipynb", "make release")
    command = ["-m", "nbgrader", "generate_assignment", "module7", "--create", "--force"]
    assert commands.python(course, *command).returncode == 0
    assert publish(course) == 0
    assert public_files(course) == ["notebooks/module7/2_make_steps.ipynb"]
    copy = course.parent / "public" / "notebooks" / "module7" / "2_make_steps.ipynb"
    assert f"https://colab.research.google.com/github/{LINK}/2_make_steps.ipynb" in copy.read_text()


@pytest.mark.parametrize(
    ("cell", "text", "words"),
    [
        ("makeSteps", "\n### BEGIN SOLUTION\npass\n### END SOLUTION", "BEGIN SOLUTION"),
        ("test_makeSteps", "\n### END HIDDEN TESTS", "END HIDDEN TESTS"),
        ("remember", "\n=== BEGIN MARK SCHEME ===", "BEGIN MARK SCHEME"),
        ("makeSteps", "\n    starts = range(0, len(dat) - length + 1, dist)", "starts = range"),
        ("remember", "\nhidden_series = list(range(10))", "differs in: 2_make_steps.ipynb"),
    ],
    ids=["solution", "hidden test", "marking scheme", "line of a solution", "edited"],
)
def test_it_refuses_a_release_that_shows_something(course, capsys, cell, text, words):
    source = (ROOT / "source" / "module7" / "2_make_steps.ipynb").read_text()
    assert "starts = range(0, len(dat) - length + 1, dist)" in source
    edit(course, cell, text)
    refused(course, capsys, words, "make release")


def test_it_refuses_a_line_of_a_hidden_test(course, capsys):
    notebook = nbformat.read(course / "source" / "module7" / "2_make_steps.ipynb", 4)
    (test,) = [cell for cell in notebook.cells if cell.id == "test_makeSteps_errors"]
    line = test.source.splitlines()[2]
    edit(course, "remember", f"\nWe also try {line}\n\n{line}")
    refused(course, capsys, line[:40])


def test_it_refuses_an_output(course, capsys):
    path = course / "release" / "module7" / "2_make_steps.ipynb"
    notebook = nbformat.read(path, 4)
    notebook.cells[1].outputs = [nbformat.v4.new_output("stream", text="the answer")]
    nbformat.write(notebook, path)
    refused(course, capsys, "has an output")


def test_it_refuses_the_source_in_place_of_the_release(course, capsys):
    shutil.rmtree(course / "release")
    shutil.copytree(course / "source", course / "release")
    refused(course, capsys, "never source/")


def test_it_refuses_a_release_that_is_older_than_the_source(course, capsys):
    edit(course, "remember", "\n\nA line more.", step="source")
    refused(course, capsys, "not what source/ makes now")


def test_it_refuses_a_file_that_source_does_not_make(course, capsys):
    (course / "release" / "module7" / "answers.csv").write_text("6, 16, 32")
    refused(course, capsys, "differs in: answers.csv")


def test_it_refuses_a_link_in_the_release(course, capsys):
    (course / "release" / "module7" / "data.csv").symlink_to(course / "nbgrader_config.py")
    refused(course, capsys, "data.csv is a link")


def test_it_refuses_where_there_is_no_release_or_no_source(course, capsys):
    release = course / "release" / "module7" / "2_make_steps.ipynb"
    aside = release.rename(course.parent / "aside.ipynb")
    refused(course, capsys, "has no notebooks", "make release")
    aside.rename(release)
    shutil.rmtree(course / "source")
    refused(course, capsys, "what is secret cannot be told")


def test_it_refuses_a_folder_that_is_no_repository_or_the_courses_own(course, capsys):
    (course.parent / "plain").mkdir()
    refused(course, capsys, "is not the top of a git repository", folder="plain")
    refused(course, capsys, "is not the top of a git repository", folder="nowhere")
    subprocess.run(["git", "init", "--quiet", course], check=True)
    refused(course, capsys, "publish from another one", folder="course")


def test_it_refuses_a_repository_that_shows_a_solution_already(course, capsys):
    shutil.copy(course / "source" / "module7" / "2_make_steps.ipynb", course.parent / "public")
    refused(course, capsys, "is there already", "out of its history")


def test_it_refuses_a_setting_that_is_no_path(course, capsys):
    with (course / "nbgrader_config.py").open("a") as config:
        config.write('\nc.OpenInColab.github_path = "a-university/rnn"\n')
    refused(course, capsys, "should be 'owner/repository/blob/branch/folder'")
