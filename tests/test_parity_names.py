"""Names: an answer may use what a cell above it binds, and never sees a hidden line."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from answers.answer_runner import notebooks, read_notebook
from grading.execution.plan import Part, PlannedCell, needs_of, pushed, supplied
from grading.names import names_of
from tests.kinds_course import run


@pytest.mark.parametrize(
    ("source", "needs", "binds"),
    [
        ("x = y + 1\nz = x", {"y"}, {"x", "z"}),
        ("x += 1", {"x"}, {"x"}),
        ("for i in range(3): print(i)\ni", {"range", "print"}, {"i"}),
        ("[a * b for a in c]", {"b", "c"}, set()),
        ("def f(x):\n    return x + model.y", {"model"}, {"f"}),
        ("def f():\n    return later\nlater = 1", set(), {"f", "later"}),
        ("def f(x=start): pass", {"start"}, {"f"}),
        ("class A(base):\n    x = 1\n    y = x\n    def m(self): return x", {"base", "x"}, {"A"}),
        ("if a:\n    b = 1\nb", {"a", "b"}, {"b"}),
        ("if a:\n    b = 1\nelse:\n    b = 2\nb", {"a"}, {"b"}),
        ("with open(p) as f:\n    t = f.read()", {"open", "p"}, {"f", "t"}),
        ("import a.b as c, d.e", set(), {"c", "d"}),
        ("def f():\n    global g\n    g = h", {"h"}, {"f", "g"}),
        ("(n := len(m))", {"len", "m"}, {"n"}),
        ("%timeit f(rnn_model)", {"get_ipython", "timeit", "f", "rnn_model"}, set()),
        ("%%time\nx = rnn_model", {"get_ipython", "time", "rnn_model"}, {"x"}),
        ("files = !ls {folder}", {"get_ipython", "ls", "folder"}, {"files"}),
        ("match p:\n    case [a, *b]: q = a", {"p"}, {"a", "b", "q"}),
        ("x = (", set(), set()),
    ],
)
def test_it_is_known_what_a_cell_needs_and_binds(source, needs, binds):
    names = names_of(source)
    assert (names.needs, names.binds) == (needs, binds)


def planned(*cells):
    """A plan of cells: T a test or skipped cell, S one that is run among the student's."""
    return [PlannedCell(names_of(text), kind == "S", text) for kind, text in cells]


@pytest.mark.parametrize(
    ("cells", "wanted"),
    [
        ([("T", "model = build()"), ("S", "n = model.n")], {0}),
        ([("T", "model = build()"), ("S", "n = 5")], set()),
        ([("T", "model = 1"), ("S", "model = 2\nmodel")], set()),
        ([("T", "a = 1"), ("T", "b = a"), ("S", "b")], {0, 1}),
        ([("S", "a = 1"), ("T", "b = a"), ("S", "b")], {1}),
        ([("T", "a = 1"), ("T", "a = 2"), ("S", "a")], {1}),
        ([("T", "a = 1"), ("S", "a = 2"), ("S", "a")], set()),
        ([("S", "a = 2"), ("T", "a = 1"), ("S", "a")], {1}),
        ([("S", "import np"), ("T", "import np"), ("S", "np")], set()),
        ([("S", "a"), ("T", "a = 1")], set()),
        ([("T", "a = 1"), ("S", "def f():\n    return a")], {0}),
    ],
)
def test_a_supplied_cell_is_run_only_if_something_needs_it(cells, wanted):
    assert supplied(planned(*cells)) == wanted


@pytest.mark.parametrize("name", notebooks())
def test_the_notebooks_own_answers_need_no_supplied_cell(name):
    cells = []
    for cell in read_notebook(name).cells:
        if cell.cell_type == "code":
            mark = cell.metadata.get("nbgrader", {})
            test = mark.get("grade") and not mark.get("solution")
            skipped = "skip-execution" in cell.metadata.get("tags", [])
            cells.append(("T" if test or skipped else "S", cell.source))
    assert supplied(planned(*cells)) == set()


@pytest.mark.parametrize(
    "text",
    ["-" * 100_000 + "1", "not " * 20_000 + "1", "1" + "**1" * 30_000, "lambda:" * 14_000 + "1",
     "a" + ".b" * 40_000, "(" * 50_000 + ")" * 50_000, "1 if 1 else " * 8_000 + "1",
     "if 1:pass\n" + "elif 1:pass\n" * 8_000, "a = 1\n" * 1_000_000, "\x00", "\ud800"],
    ids=lambda text: text[:8],
)  # fmt: skip
def test_no_text_of_a_submission_troubles_the_grader(text):
    assert names_of(text).needs <= {"a"}


def test_cells_are_looked_at_in_several_threads():
    """Python 3.11.7 mixes up the depths of trees that are made in two threads."""
    cells = [f"x{n} = " + " + ".join(f"f{n}({m}, [a, {{b: c}}])" for m in range(60))
             for n in range(200)]  # fmt: skip
    with ThreadPoolExecutor(4) as threads:
        told = [*threads.map(names_of, cells)]
    assert all(f"f{n}" in names.needs for n, names in enumerate(told))


def test_whose_a_name_is_follows_from_the_last_cell_that_binds_it():
    parts = [
        Part("locked", "setup", "x = None\nimport np"),
        Part("solution", "s", "", frozenset({"x", "f"})),
        Part("plain", "", "y = f(2)\nz = np.a"),
        Part("test", "t1", "assert y == x"),
        Part("test", "t2", "x = 3\nassert f(1)"),
        Part("test", "t3", "x, y"),
    ]
    first = needs_of(parts, 3, frozenset())
    assert (first.first, first.theirs) == ([2], {"x", "f"})
    assert needs_of(parts, 4, frozenset()).theirs == {"f"}
    assert needs_of(parts, 5, frozenset()).theirs == {"f"}  # x is the second test's now
    assert pushed(parts, 3, frozenset({"x"})) == []
    assert pushed(parts, 4, frozenset({"x"})) == ["x"]
    assert pushed(parts, 4, frozenset()) == []  # no answer's function reads it


# -- through the engine -------------------------------------------------------------------------


def outcomes(book):
    """The outcome of each test."""
    return [*book.metadata["grading"]["outcomes"].values()]


HIDDEN = "### BEGIN HIDDEN TESTS\nsecret = 'hidden words'\n### END HIDDEN TESTS"
CELLS = [
    ("S", "def build():\n    return [1, 2]"),
    ("T", f"built = build()\n{HIDDEN}\nextra = 5\nassert len(built) == 2"),
    ("K", "shown = built[1] + 1"),
    ("S", "n = 2"),
    ("T", "assert n == 2"),
]


@pytest.mark.parametrize(
    "answer",
    ["n = len(built)", "n = shown - 1", "n = extra - 3", "def count():\n    return len(built)\n"
     "n = count()", "n = %timeit -n1 -r1 -q -o built\nn = len(built)"],
)  # fmt: skip
def test_an_answer_may_use_what_a_test_or_a_skipped_cell_above_binds(engine, answer):
    assert outcomes(run(engine, CELLS, {3: answer})) == ["passed", "passed"]


def test_a_visible_test_that_fails_binds_what_it_bound_before(engine):
    book = run(engine, CELLS, {0: "def build():\n    return [1, 2, 3]", 3: "n = len(built) - 1"})
    assert outcomes(book) == ["failed", "passed"]


def test_no_hidden_line_reaches_the_students_process(engine):
    look = """
import gc
built
n = 2
held = [value for thing in gc.get_objects() if type(thing) is dict for value in thing.values()]
print(any(type(value) is str and value == 'hidden' + ' words' for value in held))
print('secret' in globals())
print('hidden' + ' words' in ''.join(In))"""
    book = run(engine, CELLS, {3: look})
    assert outcomes(book) == ["passed", "passed"]
    assert book.cells[3].outputs[0].text == "False\nFalse\nFalse\n"


def test_a_supplied_cell_that_never_ends_is_stopped_and_no_output_of_it_is_kept(engine):
    cells = [("K", "here = 1\nprint('noise')\nwhile True: pass"), ("S", "n = 2"),
             ("T", "assert n == 2")]  # fmt: skip
    engine.execute.timeout = 2
    try:
        book = run(engine, cells, {1: "n = here + 1"})
    finally:
        engine.execute.timeout = 10
    assert outcomes(book) == ["passed"]
    assert book.cells[0].outputs == []
