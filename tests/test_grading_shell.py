"""Cells of plain Python are run as they are, and IPython's own syntax as IPython does."""

import ast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from IPython.core.async_helpers import _should_be_async
from IPython.core.compilerop import CachingCompiler
from IPython.core.inputtransformer2 import TransformerManager

from answers.answer_runner import notebooks, read_notebook
from grading.worker.shell import skip_transforms


class Shell:
    """What IPython does to a cell before it runs it, without the rest of a shell."""

    def __init__(self):
        self.input_transformer_manager = TransformerManager()
        self.input_transformers_post = []
        self.transform_cell = self.input_transformer_manager.transform_cell
        self.compile = CachingCompiler()

    def should_run_async(self, raw_cell, *, transformed_cell=None):
        return _should_be_async(transformed_cell)

    def seen(self, cell):
        """The text that IPython makes of a cell, how it means it, and whether that awaits."""
        text = None
        try:
            text = self.transform_cell(cell)
            meant = ast.dump(self.compile.ast_parse(text, "cell"))
        except (SyntaxError, ValueError) as error:
            meant = type(error)
        return text, meant, text and self.should_run_async(cell, transformed_cell=text)


@pytest.fixture(scope="module")
def shells():
    """One as it is, and one that spares plain Python."""
    spared = Shell()
    skip_transforms(spared)
    return Shell(), spared


def check_alike(shells, source):
    """Both give texts of the same meaning, and await the same."""
    theirs, ours = (shell.seen(source)[1:] for shell in shells)
    assert ours == theirs


@pytest.mark.parametrize(
    "source",
    ["%matplotlib inline\nx = 1", "!ls", "x?", "?x", "files = !ls", "%%capture\nx", ">>> x = 1",
     "  x = 1\n  y = 2", "", "\n\nx = 1\n", "x = '''\n%time\n!ls\n'''", "x = 1 \\\n  %2", "x = (",
     "def f():\n    %time x\n    return 1", "a = %time 1", "'''>>> doc'''", "x;", "await f()",
     "In [1]: x = 1", "async with x: pass",
     "def f():\n    await x", "[x async for x in y]", "x = 'await'",
     "x = 5\\\n%3", "(x\n%y)", "[1,\n!= 2]"],
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


def test_a_cell_is_parsed_once_for_each_time_that_it_runs(monkeypatch):
    shell = Shell()
    skip_transforms(shell)
    parsed, parse = [], ast.parse
    monkeypatch.setattr(ast, "parse", lambda text, *more: parsed.append(text) or parse(text, *more))
    trees = []
    for _ in range(2):
        assert shell.transform_cell("x = 1") == shell.transform_cell("x = 1") == "x = 1\n"
        trees.append(shell.compile.ast_parse("x = 1\n"))
    assert parsed == ["x = 1\n"] * 2
    trees.append(shell.compile.ast_parse("x = 1\n"))
    assert len({*map(id, trees)}) == 3
    assert len({*map(ast.dump, trees)}) == 1


def test_what_a_cell_has_imported_from_the_future_counts_for_the_next():
    shell = Shell()
    skip_transforms(shell)
    shell.compile("from __future__ import barry_as_FLUFL", "cell", "exec")
    with pytest.raises(SyntaxError):
        shell.compile.ast_parse(shell.transform_cell("1 != 2"))


MARKS = ["%", "%%", "!", "?", "/", ",", ";", ">>> ", "... ", "...: ", "In [1]: ", "In [2]:"]
PYTHON = ["x", "1", "=", "(", ")", "[", "]", "'", '"""', "\\", "#", ":", "\n", "\n  ", " ", "if x:"]


@settings(max_examples=500)
@given(st.lists(st.sampled_from(MARKS + PYTHON), max_size=12).map("".join))
def test_any_text_means_what_it_means_to_ipython(shells, source):
    check_alike(shells, source)
