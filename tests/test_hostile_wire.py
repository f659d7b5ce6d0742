"""What a submission may not do through what a test shares with it, in courses of one test each."""

import pytest

from tests.kinds_course import points, run

SOLUTION = ("S", "def f(x):\n    ### BEGIN SOLUTION\n    return x\n    ### END SOLUTION")
ASK = """
import time
student = get_ipython().kernel.student
def ask(key, *args, op=None):
    question = {'call': key, 'with': [list(args), {'dict': []}]} | ({'op': op} if op else {})
    student.send({'ask': question}, [])
    return student.receive(time.monotonic() + 2)[0]['answer']
"""


def hidden(test):
    """A test that is hidden."""
    return f"### BEGIN HIDDEN TESTS\n{test}\n### END HIDDEN TESTS"


def graded(engine, answer, *tests):
    """The notebook with these tests of one answer."""
    return run(engine, [SOLUTION, *(("T", test) for test in tests)], {0: answer})


# What a test gives that is not to be called, though it could be: the classes of what it is
# annotated with, a class that it passes or that its object has, a database, which takes SQL.
NOT_TO_BE_CALLED = {
    "an annotation": """
import io
def back(file: io.FileIO) -> None: pass
f(back)
made = [file for file in gc.get_objects()
        if type(file) is io.FileIO and file.name == '/proc/self/status']""",
    "a class": """
made = []
class Made:
    def __init__(self, path): made.append(path)
f(Made)""",
    "what an object has": """
made = []
class Has:
    def __init__(self): self.kind = Made
class Made:
    def __init__(self, path): made.append(path)
f(Has())""",
    "a function that makes code": """
made = []
def add(): made.append(1)
class Has:
    def __init__(self): self.kind, self.back = eval, add
f(Has())""",
    "a database": """
import sqlite3
database = sqlite3.connect(':memory:')
f(database)
made = database.execute("select 'a' not like 'A' as made").fetchone()[0]""",
}
CALLS_ALL = f"""{ASK}
def f(given):
    getattr(given, 'kind', None)
    for key in range(1, 9):
        ask(key, '/proc/self/status')
        ask(key, 'pragma case_sensitive_like = on')
        ask(key, "__import__('__main__').made.append(1)")
        ask(key, "get_ipython().user_ns['made'].append(1)")
"""


@pytest.mark.parametrize("given", NOT_TO_BE_CALLED.values(), ids=NOT_TO_BE_CALLED)
def test_only_what_was_given_to_be_called_is_called(engine, given):
    book = graded(engine, CALLS_ALL, f"import gc{given}\nassert made, 'nothing was called'")
    assert list(book.entry.messages.values()) == ["nothing was called"]


def test_of_an_object_of_a_tests_only_what_its_class_does_is_done(engine):
    answer = f"""{ASK}
def f(thing):
    given = dict.fromkeys(['mod', 'rmod', 'rmul', 'getitem'], ['%s']) | {{'len': [], 'vars': []}}
    return sorted(op for op in given for key in range(1, 5)
                  if not {{'refused', 'error'}} & ask(key, *given[op], op=op).keys())
"""
    test = """
class Thing:
    def __len__(self): return 1
assert f(Thing()) == ['len', 'vars']"""
    assert points(graded(engine, answer, test)) == [1]


KEEPS = """
class Keeps:
    def __init__(self): self.values, self.seen = [0, 0], []
    def of(self, x):
        if x is None:
            return self.seen
        self.seen.append([*self.values])
        return self.values
keeps = Keeps()
f = keeps.of
"""
COMPUTES = """
values = f(1)
for place, right in enumerate([31337, 5]):
    values[place] -= right
assert values == [0, 0], 'not right'"""


def test_what_a_hidden_test_that_failed_has_computed_is_not_told(engine):
    shows = "f(1)\nassert False, f(None)"
    book = graded(engine, KEEPS, hidden(COMPUTES), shows)
    assert points(book) == [0, 0]
    assert "31337" not in repr(book.cells[-1].outputs)
    assert "[[0, 0], [0, 0]]" in book.entry.messages["T2"]


def test_what_a_visible_test_computes_in_an_answers_list_is_there(engine):
    told = "values = f(1)\nvalues.append(3)\nassert f(1) == [0, 0, 3]"
    assert points(graded(engine, KEEPS, told, hidden(told))) == [1, 0]


SWALLOWS = """
class Swallows:
    def __enter__(self): return self
    def __exit__(self, *error): return True
def f(x): return Swallows()
"""


@pytest.mark.parametrize("base", ["AssertionError", "BaseException"])
def test_an_answer_for_with_takes_no_failure_of_a_test_for_its_own(engine, base):
    test = f"class Failed({base}): pass\nwith f(1):\n    raise Failed('not right')"
    assert points(graded(engine, SWALLOWS, hidden(test))) == [0]


def test_an_answer_for_with_takes_an_exit_for_its_own_if_it_is_to(engine):
    test = "import sys\nwith f(1):\n    sys.exit(3)"
    assert points(graded(engine, SWALLOWS, test)) == [1]


def test_a_tests_database_may_be_empty(engine):
    answer = "def f(database):\n    database.execute('create table t(a)')"
    test = """
import sqlite3
database = sqlite3.connect(':memory:')
f(database)
assert database.execute('select * from t').fetchall() == []"""
    assert points(graded(engine, answer, test)) == [1]


def test_a_function_that_reads_files_is_the_answers_own_there(engine):
    answer = "def f(opens):\n    with opens('a.txt') as file:\n        return file.read()"
    test = """
with open('a.txt', 'w') as file:
    file.write('one')
assert f(open) == 'one'"""
    assert points(graded(engine, answer, test)) == [1]
