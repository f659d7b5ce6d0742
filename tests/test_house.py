"""How the code is kept, as far as a rule can tell, and that each rule can tell."""

import ast

import pytest

from answers.answer_runner import ROOT, notebooks, read_notebook
from tools import house


@pytest.fixture(scope="module")
def trees():
    """The Python files of the repository, parsed."""
    return house.sources(ROOT)


@pytest.mark.parametrize(
    "text",
    [
        "found = 1", "for one in (): pass", "[one for one in ()]", "if (found := 1): pass",
        "with open('x') as found: pass", "def f(one): pass", "lambda *found: 0",
        "try: pass\nexcept OSError as found: pass", "(a, *one), b = c", "f = [0]\nfound: int = 1",
        "match 1:\n    case one: pass", "found += 1",
    ],
)  # fmt: skip
def test_a_local_that_says_nothing_is_noticed(text):
    assert house.vague_locals(ast.parse(text))


@pytest.mark.parametrize("text", ["x.found = 1", "f(one=1)", "found_it = ones = 1", "'found'"])
def test_what_only_looks_like_it_is_not(text):
    assert house.vague_locals(ast.parse(text)) == []


def test_locals_are_called_by_what_they_hold(trees):
    assert len(trees) > 300
    lines = {path: house.vague_locals(tree) for path, tree in trees.items()}
    assert {k: v for k, v in lines.items() if v} == {}


@pytest.mark.parametrize("name", notebooks())
def test_a_notebooks_locals_too(name):
    code = [cell for cell in read_notebook(name).cells if cell.cell_type == "code"]
    lines = {cell.id: house.vague_locals(ast.parse(cell.source)) for cell in code}
    assert {key: numbers for key, numbers in lines.items() if numbers} == {}


def test_a_test_that_asserts_nothing_is_noticed():
    text = """
def check(x): assert x
def ask(x): check(x)
def look(x): print(x)
def test_a(): assert 1
def test_b(): ask(1)
def test_c():
    with pytest.raises(OSError): look(1)
def test_d(): np.testing.assert_allclose(1, 1)
def test_e(): look(1)
def test_f(page): expect(page).to_be_visible()
"""
    assert house.without_assertion({"a.py": ast.parse(text)}) == ["test_e"]


def test_each_test_asserts_something(trees):
    tests = {path: tree for path, tree in trees.items() if path.startswith("tests/")}
    assert house.without_assertion(tests) == []


def test_a_circle_of_imports_is_noticed():
    sources = {
        "p/__init__.py": "from p.a import x",
        "p/a.py": "def f():\n    from p import b",
        "p/b.py": "from p.c import y\nfrom typing import TYPE_CHECKING",
        "p/c.py": "if TYPE_CHECKING:\n    from p.b import z",
    }
    assert house.circles({path: ast.parse(text) for path, text in sources.items()}) == []
    sources["p/c.py"] = "import os\nfrom p.a import z"
    (circle,) = house.circles({path: ast.parse(text) for path, text in sources.items()})
    assert set(circle) == {"p.a", "p.b", "p.c"}


def test_no_modules_import_one_another_in_a_circle(trees):
    assert house.circles(trees) == []
