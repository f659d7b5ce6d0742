"""More kinds of tests that other courses have; see test_kinds.py.

`python -m tests.kinds_course FOLDER tests/kinds_more.py` grades those of kinds_more by stock
nbgrader, `python -m tests.kinds_compared` runs the others as stock does.
"""

import pytest

from tests.kinds_course import light_engine, points, run
from tests.kinds_more import KINDS as MORE
from tests.kinds_of_courses import KINDS as OF_COURSES
from tests.kinds_of_libraries import KINDS as OF_LIBRARIES
from tests.kinds_wrong_too import KINDS as WRONG_TOO

pytestmark = pytest.mark.depends_on(
    "grading",
    "answers/__init__.py",
    "answers/answer_runner.py",
    "answers/engine_runner.py",
    "source/module7",
    "tools",
    "tests/hostile",
    "tests/commands.py",
    "tests/kinds_course.py",
    "tests/kinds_more.py",
    "tests/kinds_of_courses.py",
    "tests/kinds_of_libraries.py",
    "tests/kinds_wrong_too.py",
    "requirements.lock",
    machine=True,
)


@pytest.fixture(scope="module")
def engine():
    """The engine without TensorFlow."""
    with light_engine() as engine:
        yield engine


# Several kinds in one notebook: what one of them binds is nothing to the next.
AT_ONCE = 7


@pytest.mark.parametrize("turn", range(0, len(MORE), AT_ONCE))
def test_more_kinds_have_the_points_that_stock_gives(engine, turn):
    kinds = [*MORE.items()][turn : turn + AT_ONCE]
    book = run(engine, [cell for _, cells in kinds for cell in cells])
    names = [kind for kind, cells in kinds for letter, _ in cells if letter == "T"]
    lost = [name for name, got in zip(names, points(book), strict=True) if got != 1]
    assert lost == [], book.entry.messages
    assert book.entry.notes == []


ALL_WRONG_TOO = WRONG_TOO | OF_COURSES | OF_LIBRARIES


@pytest.mark.parametrize("turn", range(0, len(ALL_WRONG_TOO), AT_ONCE))
def test_a_right_answer_has_every_point_of_its_kind_and_a_wrong_one_none(engine, turn):
    kinds = [*ALL_WRONG_TOO.items()][turn : turn + AT_ONCE]
    names = [kind for kind, parts in kinds for _ in parts.tests]
    right = run(engine, [cell for _, parts in kinds for cell in parts.cells()])
    lost = [name for name, got in zip(names, points(right), strict=True) if got != 1]
    assert lost == [], right.entry.messages
    wrong = run(engine, [cell for _, parts in kinds for cell in parts.cells(wrong=True)])
    won = [name for name, got in zip(names, points(wrong), strict=True) if got != 0]
    assert won == []
