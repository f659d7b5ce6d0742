"""Cells of plain Python are run as they are, and IPython's own syntax as IPython does."""

import ast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from IPython.core.inputtransformer2 import TransformerManager

from answers.answer_runner import notebooks, read_notebook
from grading.worker.shell import skip_transforms


class Shell:
    """IPython's transformation, without the rest of a shell."""

    def __init__(self):
        self.input_transformer_manager = TransformerManager()
        self.input_transformers_post = []
        self.transform_cell = self.input_transformer_manager.transform_cell


@pytest.fixture(scope="module")
def shells():
    """One as it is, and one that spares plain Python."""
    spared = Shell()
    skip_transforms(spared)
    return Shell(), spared


def check_alike(shells, source):
    """Both give the same text, or texts of the same meaning."""
    theirs, ours = (shell.transform_cell(source) for shell in shells)
    assert ours == theirs or ast.dump(ast.parse(ours)) == ast.dump(ast.parse(theirs))


@pytest.mark.parametrize(
    "source",
    ["%matplotlib inline\nx = 1", "!ls", "x?", "?x", "files = !ls", "%%capture\nx", ">>> x = 1",
     "  x = 1\n  y = 2", "", "\n\nx = 1\n", "x = '''\n%time\n!ls\n'''", "x = 1 \\\n  %2", "x = (",
     "def f():\n    %time x\n    return 1", "a = %time 1", "'''>>> doc'''", "x;", "await f()",
     "In [1]: x = 1", "x = 5\\\n%3", "(x\n%y)", "[1,\n!= 2]"],
)  # fmt: skip
def test_it_transforms_as_ipython_does(shells, source):
    check_alike(shells, source)


@pytest.mark.parametrize("name", notebooks())
def test_it_transforms_the_courses_cells_as_ipython_does(shells, name):
    for cell in read_notebook(name).cells:
        if cell.cell_type == "code":
            check_alike(shells, cell.source)


def test_a_transformer_of_the_students_own_is_heeded():
    shell = Shell()
    skip_transforms(shell)
    assert shell.transform_cell("x = 1") == "x = 1\n"
    shell.input_transformer_manager.line_transforms.append(lambda lines: ["pass\n"])
    assert shell.transform_cell("x = 1") == "pass\n"


MARKS = ["%", "%%", "!", "?", "/", ",", ";", ">>> ", "... ", "...: ", "In [1]: ", "In [2]:"]
PYTHON = ["x", "1", "=", "(", ")", "[", "]", "'", '"""', "\\", "#", ":", "\n", "\n  ", " ", "if x:"]


@settings(max_examples=500)
@given(st.lists(st.sampled_from(MARKS + PYTHON), max_size=12).map("".join))
def test_any_text_means_what_it_means_to_ipython(shells, source):
    check_alike(shells, source)
