"""Kinds of tests that other courses have: they give what they give under stock nbgrader.

`python -m tests.kinds_course FOLDER` grades the same notebooks by stock nbgrader too. More kinds
are in test_kinds_more.py.
"""

import os
import subprocess
import sys

import pytest

from grading.outcomes import Outcome
from tests.kinds_course import (
    BESIDE,
    KINDS,
    POINTS,
    SOLUTION,
    WRONG,
    hidden,
    light_engine,
    points,
    run,
)


@pytest.fixture(scope="module")
def engine():
    """The engine without TensorFlow."""
    with light_engine() as engine:
        yield engine


@pytest.mark.parametrize("kind", KINDS)
def test_the_instructors_solution_has_the_points_that_stock_gives(engine, kind):
    book = run(engine, KINDS[kind], beside=BESIDE)
    got = points(book)
    assert got == [POINTS.get((kind, n), 1.0) for n in range(len(got))], book.entry.messages
    assert book.entry.notes == []


@pytest.mark.parametrize("kind", WRONG)
def test_a_wrong_answer_loses_every_point(engine, kind):
    place = next(n for n, (letter, _) in enumerate(KINDS[kind]) if letter == "S")
    book = run(engine, KINDS[kind], {place: WRONG[kind]}, BESIDE)
    assert sum(points(book)) == 0
    assert Outcome.NO_RESULT not in book.entry.outcomes.values()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
def test_files_and_folders_are_at_both_ends_behind_the_second_wall():
    python = [sys.executable, "-m"]
    command = [*python, "tests.as_user", "--no-namespaces", *python, "tests.kinds_compared"]
    said = subprocess.run([*command, "files"], capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stdout + said.stderr
    assert "behind landlock" in said.stdout


MAGICS = ("%%capture said", "%%capture", "%%time", "%%timeit -n1 -r1")


def test_a_test_within_a_magic_fails_where_it_fails(engine):
    tests = [("T", f"{magic}\nassert f(1) == 1, 'not one'") for magic in MAGICS]
    for answer, given in ((None, 1), ("def f(x): return 2", 0), ("def f(x): return y", 0)):
        book = run(engine, [SOLUTION, *tests], {} if answer is None else {0: answer})
        assert points(book) == [given] * len(MAGICS)


def of_test(engine, test, answer, *more):
    """The notebook with one test of one answer, and the error that the test gave."""
    book = run(engine, [*more, SOLUTION, ("T", test)], {len(more): answer})
    errors = [output for output in book.cells[-1].outputs if output.output_type == "error"]
    return book, errors[0] if errors else None


def of_each(engine, tests):
    """The notebook with many tests, each of an answer of its own: what of_test gives of all."""
    cells, answers = [], {}
    for number, (test, answer) in enumerate(tests):
        own = f"f{number}("
        answers[len(cells)] = answer.replace("f(", own)
        cells += [(SOLUTION[0], SOLUTION[1].replace("f(", own)), ("T", test.replace("f(", own))]
    book = run(engine, cells, answers)
    return book, [
        next((output for output in cell.outputs if output.output_type == "error"), None)
        for cell in book.cells[1::2]
    ]


RAISES = "def f(x):\n    raise ValueError({!r})"
TELLS = """
try:
    f(77)
except ValueError as error:
    message = {}
    raise AssertionError(message)
"""


SAID = ("n", "e", "elementwise", "is", "77", "(", "\ue000x\ue001")
WAYS = (
    "f'elementwise is not right: {error}'", "'elementwise is not right: ' + str(error)",
    "'elementwise is not right: %s' % error", "'elementwise is not right: {}'.format(error)",
)  # fmt: skip


def test_a_quote_is_cut_out_of_a_hidden_message_where_it_was_put_in(engine):
    tests = [(hidden(TELLS.format(way)), RAISES.format(said)) for said in SAID for way in WAYS]
    _, errors = of_each(engine, tests)
    assert {error.evalue for error in errors} == {
        "elementwise is not right: (its message is not shown)"
    }


def test_a_hidden_test_may_look_at_what_an_exception_said(engine):
    test = "try:\n    f(1)\nexcept ValueError as error:\n    text = str(error)\n" \
           "    assert text == 'x is odd' and text.startswith('x') and 'odd' in text"  # fmt: skip
    book, _ = of_test(engine, hidden(test), RAISES.format("x is odd"))
    assert points(book) == [1]


def test_no_field_of_an_error_is_without_a_limit(engine):
    for test in (TELLS.format("str(error) * 500"), hidden(TELLS.format("str(error) * 500"))):
        book, error = of_test(engine, test, RAISES.format("x" * 10_000))
        assert len(str(error)) < 250_000
        assert len(error.evalue) < 10_000
    book, error = of_test(
        engine, "f(1)", "def f(x):\n    raise type('X' * 10**6, (Exception,), {})()"
    )
    assert len(error.ename) <= 100


def test_a_failure_on_the_way_from_a_students_exception_is_told_at_once(engine):
    book, error = of_test(engine, TELLS.format("str(error)"), RAISES.format("no"))
    assert [*book.entry.outcomes.values()] == ["failed"]
    assert book.entry.seconds["tests"] < 8
    assert error.evalue == "no"


def test_a_score_above_the_most_is_noticed(engine):
    book, error = of_test(engine, "f(5)", "def f(x): return x")
    assert error.ename == "NotAScore"
    assert points(book) == [0]


def test_what_is_lost_because_it_cannot_travel_is_called_so(engine):
    no_list = "assert isinstance(f(1), list), 'no list'"
    lost = [
        (no_list, "class Own(list): pass\ndef f(x): return Own()"),
        ("assert f(1) == 1", "class Own:\n    __eq__ = lambda *_: True\ndef f(x): return Own()"),
        ("try:\n    ok = f(1) == 1\nexcept TypeError:\n    ok = False\nassert ok",
         "import threading\ndef f(x): return threading.Lock()"),
    ]  # fmt: skip
    tests = [(text, answer) for test, answer in lost for text in (test, hidden(test))]
    book, _ = of_each(engine, [*tests, (no_list, "def f(x): return (1,)")])
    assert sum(points(book)) == 0
    assert [*book.entry.outcomes.values()] == ["cannot travel"] * len(tests) + ["failed"]


def test_a_locked_cell_that_fails_is_told_with_its_error(engine):
    book, _ = of_test(engine, "assert f(1) == 1", "def f(x): return x",
                      ("L", "import no_such_module"))  # fmt: skip
    assert "no_such_module" in book.entry.notes[0]
    assert "ModuleNotFoundError" in book.entry.notes[0]


def test_the_tests_read_the_instructors_files_and_never_a_module_of_the_submission(engine):
    write = "open('checks.py', 'w').write('def check_one(f): pass')\nopen('more.py', 'w').write('')"
    cells = [SOLUTION, ("T", "from checks import check_one\ncheck_one(f)"), ("T", "import more")]
    book = run(engine, cells, {0: f"def f(): return 2\n{write}"}, BESIDE)
    assert points(book) == [0, 0]
    assert [*book.entry.outcomes.values()] == ["failed", "cannot travel"]


def test_a_file_of_the_submission_is_never_read_by_a_test_that_makes_objects_of_it(engine):
    write = "import pickle\npickle.dump([1], open('x.txt', 'wb'))\ndef f(x): return x"
    test = "import pickle\nassert pickle.load(open('x.txt', 'rb')) == [1]"
    book, error = of_test(engine, test, write)
    assert error.ename == "FileNotFoundError"
    assert [*book.entry.outcomes.values()] == ["cannot travel"]
