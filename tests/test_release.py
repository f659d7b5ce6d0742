"""release/ is what `make release` makes, and holds nothing that students must not see."""

import shutil

import nbformat
import pytest
from traitlets.config import Config

from answers.answer_runner import ROOT, points_of_tests
from tests.contract import EXERCISES
from tools.demo import run
from tools.preprocessors import OpenInColab
from tools.publish import MARKS, lines, secret_lines

RELEASE = ROOT / "release" / "module7"
each_notebook = pytest.mark.parametrize("name", list(EXERCISES))


def test_made_again_it_is_the_same_to_the_byte(tmp_path):
    shutil.copytree(ROOT / "source", tmp_path / "source")
    run(tmp_path, "generate_assignment", "module7", "--create")
    made = {path.name: path.read_bytes() for path in (tmp_path / "release" / "module7").iterdir()}
    kept = {path.name: path.read_bytes() for path in RELEASE.iterdir()}
    assert sorted(made) == sorted(kept)
    assert [name for name in made if made[name] != kept[name]] == []


@each_notebook
def test_no_line_of_a_solution_hidden_test_or_marking_scheme_is_in_it(name):
    secret = secret_lines(ROOT / "source" / "module7")
    assert secret
    released = set()
    for cell in nbformat.read(RELEASE / f"{name}.ipynb", 4).cells:
        released |= lines(cell.source)
    assert secret & released == set()


@each_notebook
def test_no_mark_of_nbgrader_and_no_output_is_in_it(name):
    notebook = nbformat.read(RELEASE / f"{name}.ipynb", 4)
    for cell in notebook.cells:
        assert not MARKS.search(cell.source)
        assert "open-in-colab" not in cell.source
        assert not cell.get("outputs")
        assert cell.get("execution_count") is None


@each_notebook
def test_what_is_graded_cannot_be_deleted_and_tests_cannot_be_edited(name):
    for cell in nbformat.read(RELEASE / f"{name}.ipynb", 4).cells:
        if "nbgrader" in cell.metadata:
            assert cell.metadata.deletable is False
            assert cell.metadata.get("editable", True) == cell.metadata.nbgrader.solution


@each_notebook
def test_as_handed_out_it_scores_nothing(name, runner):
    """Its visible tests and the source's hidden ones fail on its stubs."""
    released = nbformat.read(RELEASE / f"{name}.ipynb", 4)
    stubs = {cell.id: cell.source for cell in released.cells if cell.id in EXERCISES[name]}
    assert set(stubs) == set(EXERCISES[name])
    outcome = runner.run(name, stubs)
    points = points_of_tests(name)
    assert set(points) == set(outcome.tests)
    assert [test for test in outcome.tests if test not in outcome.failed and points[test]] == []


@pytest.mark.parametrize(
    ("setting", "last_line"),
    [
        ("", "text"),
        (
            "a-university/rnn/blob/main/module7",
            "[Open in Colab](https://colab.research.google.com/github/"
            "a-university/rnn/blob/main/module7/2_make_steps.ipynb)",
        ),
    ],
)
def test_the_link_to_colab_comes_from_one_setting(setting, last_line):
    cell = nbformat.v4.new_markdown_cell("text\n\n<!-- open-in-colab -->")
    notebook = nbformat.v4.new_notebook(cells=[cell])
    preprocessor = OpenInColab(config=Config(OpenInColab={"github_path": setting}))
    made, _ = preprocessor.preprocess(notebook, {"unique_key": "2_make_steps"})
    assert made.cells[0].source.splitlines()[-1] == last_line
