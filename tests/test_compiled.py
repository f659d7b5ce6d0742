"""The instructor's cells come compiled: what they do is what IPython makes of their text."""

import traceback

import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

from answers.answer_runner import notebooks, read_notebook
from grading import compiled as module
from grading.compiled import compiled, loaded
from grading.names import globals_of
from grading.worker.shell import RefereeShell, skip_transforms, take_in


@pytest.fixture
def shell():
    RefereeShell.clear_instance()
    InteractiveShell.clear_instance()
    made = RefereeShell()
    skip_transforms(made)
    return made


def run(shell, source, given=True):
    """What becomes of a cell, compiled or not."""
    shell.ready.clear()
    if given:
        take_in(shell, source, compiled(source))
        assert shell.ready
    shell.user_ns.pop("x", None)
    with capture_output() as said:
        result = shell.run_cell(source, store_history=False)
    error = result.error_before_exec or result.error_in_exec
    frames = traceback.extract_tb(error.__traceback__)[1:] if error else []
    places = [(frame.name, frame.lineno, frame.line) for frame in frames if "ipython" in frame[0]]
    return said.stdout, result.result, type(error), str(error), places, shell.user_ns.get("x")


@pytest.mark.parametrize(
    "source",
    ["x = 1", "x = 1\nx + 1", "x = 2\nx + 1;", "print(3)", "def f():\n    1 / 0\nx = 1\nf()",
     "x = [a for a in range(3)]\nx", "class A:\n    def f(self):\n        return 1 / 0\nA().f()",
     "x = 1\nreturn_me", "if True:\n    x = 3\n    x", "'text'", "None",
     "# nothing", "x = 1\n1 / 0"],
)  # fmt: skip
def test_a_compiled_cell_does_what_its_text_does(shell, source):
    assert run(shell, source) == run(shell, source, given=False)


@pytest.mark.parametrize("name", notebooks())
def test_the_courses_cells_are_compiled_and_bind_and_read_what_their_texts_do(name):
    cells = [cell.source for cell in read_notebook(name).cells if cell.cell_type == "code"]
    plain = [source for source in cells if compiled(source)]
    assert len(plain) > len(cells) * 0.9
    for source in plain:
        assert loaded(source, compiled(source)).globals == globals_of(source)


def test_it_is_not_parsed_nor_compiled_again(shell, monkeypatch):
    source = "x = 41\nx + 1"
    take_in(shell, source, compiled(source))
    monkeypatch.setattr("ast.parse", None)
    monkeypatch.setattr("codeop.compile", None, raising=False)
    assert shell.run_cell(source).result == 42


@pytest.mark.parametrize(
    "source",
    ["%time x", "!ls", "await f()", "from __future__ import annotations", "x = (", "return 1",
     "In [1]: x = 1", "'\\d'", "1 is 1", "\ud800"],
)  # fmt: skip
def test_what_depends_on_where_it_runs_is_left_to_ipython(source):
    assert not compiled(source)


def test_code_of_another_text_or_of_another_python_is_refused(monkeypatch):
    data = compiled("x = 1")
    assert loaded("x = 2", data) is None
    assert loaded("x = 1", b"") is None
    monkeypatch.setattr(module, "MAKER", b"another")
    assert loaded("x = 1", data) is None


def test_what_a_cell_has_asked_ipython_for_is_heeded(shell):
    source = "1\n2"
    take_in(shell, source, compiled(source))
    shell.ast_node_interactivity = "none"
    assert shell.run_cell(source).result is None
    shell.ast_node_interactivity = "last_expr"
    shell.run_cell("from __future__ import barry_as_FLUFL", store_history=False)
    source = "1 != 2"
    take_in(shell, source, compiled(source))
    assert isinstance(shell.run_cell(source).error_before_exec, SyntaxError)
