"""What a submission may not do through what a test shares with it, in courses of one test each."""

import pytest

from tests.kinds_course import SOLUTION, hidden, points, run

ASK = """
import time
student = get_ipython().kernel.student
def ask(key, *args, op=None):
    question = {'call': key, 'with': [list(args), {'dict': []}]} | ({'op': op} if op else {})
    student.send({'ask': question}, [])
    return student.receive(time.monotonic() + 2)[0]['answer']
"""


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
    **{
        name: f"""
made = []
def add(): made.append(1)
class Has:
    def __init__(self): self.kind, self.back = {name}, add
f(Has())"""
        for name in ("eval", "exec", "compile")
    },
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


# What a test may do with text, and the answer whose text would have the test's own names.
RUNS_TEXT = {
    "its source": ("import inspect\nns = {}\nexec(inspect.getsource(f), ns)",
                   "def f(x):\n    return x\nmade.append(1)"),
    "its text": ("eval(f(1))", "f = lambda x: 'made.append(1)'"),
    "its text in another": ("exec(f'y = {f(1)}')", "f = lambda x: 'made.append(1)'"),
    "a tree of its text": ("import ast\nexec(compile(ast.parse(f(1)), 'a', 'exec'))",
                           "f = lambda x: 'made.append(1)'"),
    "its docstring": ("import doctest\ndoctest.run_docstring_examples(f, globals())",
                      "def f(x):\n    '''>>> made.append(1)'''"),
    "the time it takes": ("import timeit\ntimeit.timeit(f(1), number=1, globals=globals())",
                          "f = lambda x: 'made.append(1)'"),
    "a cell": ("get_ipython().run_cell(f(1))", "f = lambda x: 'made.append(1)'"),
    "in a namespace": ("exec('exec(text)', {'text': f(1), 'made': made})",
                       "f = lambda x: 'made.append(1)'"),
}  # fmt: skip


@pytest.mark.parametrize(("test", "answer"), RUNS_TEXT.values(), ids=RUNS_TEXT)
@pytest.mark.parametrize("swallowed", [False, True])
def test_no_text_of_a_submission_becomes_code_beside_the_tests(engine, test, answer, swallowed):
    lines = "\n    ".join(test.splitlines())
    test = f"try:\n    {lines}\nexcept Exception:\n    pass" if swallowed else test
    answer = f"made = []\n{answer}"
    book = graded(engine, answer, "made = []\n" + test + "\nassert not made, 'it ran'")
    assert [*book.entry.outcomes.values()] == ["cannot travel"]
    assert "student-process" in " ".join(book.entry.messages.values())


INSTRUCTORS = {
    "a constant": "assert eval('f(3)') == 3",
    "a text above": "CODE = 'y = f(2)\\nz = y + 1'\nexec(CODE)\nassert z == 3",
    "in a function's names": "def g(y):\n    return eval('f(y) + 1')\nassert g(1) == 2",
    "a literal of the answer's": "assert eval(repr(f([1, -2.5, 'a']))) == [1, -2.5, 'a']",
    "what is looked at": "import ast\nassert isinstance(ast.parse(f('x + 1')), ast.Module)",
    "its own examples": "def g():\n    '''\n    >>> f(1)\n    1\n    '''\n"
                        "import doctest\nf(1)\nrun = doctest.DocTestRunner(verbose=False)\n"
                        "for test in doctest.DocTestFinder().find(g, 'g', globs=globals()):\n"
                        "    assert run.run(test).attempted == 1 and not run.failures",
    "the time it takes": "import timeit\nnames = {'f': f}\n"
                         "assert timeit.timeit('f(1)\\nf(2)', number=1, globals=names) > 0",
    "a class of a library's": "from dataclasses import dataclass\n"
                              "@dataclass\nclass P:\n    x: int\n"
                              "assert P(f(1)).x == 1",
    "a named tuple": "from collections import namedtuple\nassert namedtuple('P', 'x')(f(1)).x == 1",
}  # fmt: skip


@pytest.mark.parametrize("test", INSTRUCTORS.values(), ids=INSTRUCTORS)
def test_the_instructors_own_text_does(engine, test):
    assert points(graded(engine, "f = lambda x: x", test)) == [1]


def test_examples_of_the_solution_run_and_those_of_a_submission_do_not(engine):
    text = "def f(x):\n    {}'''>>> f({})\n    2\n    '''\n    return 2"
    solution = ("S", text.format("### BEGIN SOLUTION\n    ", 1) + "\n    ### END SOLUTION")
    test = ("T", "import doctest\ndoctest.run_docstring_examples(f, {'f': f})")
    for answer, expected in ((text.format("", 1), [1]), (text.format("", "open('a')"), [0])):
        assert points(run(engine, [solution, test], {0: answer})) == expected


def test_what_lies_beside_the_notebook_makes_code_of_the_instructors_text_alone(engine):
    beside = {"helper.py": "made = []\ndef go(text): exec(text)\n", "code.txt": "value = 3\n"}
    test = ("T", "import helper\nhelper.go(f(1))\nassert not helper.made, 'it ran'")
    own = ("T", "import helper\nhelper.go('made.append(2)')\nexec(open('code.txt').read())\n"
                "assert helper.made == [2] and value == 3")  # fmt: skip
    book = run(engine, [SOLUTION, test, own], {0: "f = lambda x: 'made.append(1)'"}, beside)
    assert [*book.entry.outcomes.values()] == ["cannot travel", "passed"]


LOCK = "import threading\nlock = threading.Lock()\ndef f(x): return lock"
FINDS_OUT = {
    "hasattr": "assert not hasattr(f(1), 'wrong')",
    "getattr": "assert getattr(f(1), 'wrong', None) is None",
    "except": "try:\n    f(1).wrong\nexcept AttributeError:\n    pass",
    "of a generator": "assert not hasattr(f(1), 'gi_running')",
    "a special name": "assert not hasattr(Own, '__set_name__')",
}
ANSWERS = {
    "of a generator": "def f(x): return (y for y in [x])",
    "a special name": "class Own:\n    def __set_name__(self, *_): pass",
}


@pytest.mark.parametrize("way", FINDS_OUT)
@pytest.mark.parametrize("wrap", [str, hidden], ids=["visible", "hidden"])
def test_a_test_is_not_passed_by_what_is_not_told(engine, way, wrap):
    test = wrap(f"{FINDS_OUT[way]}")
    book = graded(engine, ANSWERS.get(way, LOCK), test)
    assert [*book.entry.outcomes.values()] == ["cannot travel"]


POSES = """
class Poses:
    __module__ = {module!r}
    __iter__ = lambda self: self
    __next__ = lambda self: 4
    __eq__ = lambda self, other: seen.append(other) or True
    __hash__ = lambda self: 4
    __array__ = lambda self, *_: __import__('numpy').array(4)
Poses.__name__ = {name!r}
seen = []
def f(x): return Poses()
"""


@pytest.mark.parametrize(
    ("module", "name"),
    [("builtins", "generator"), ("builtins", "zip"), ("itertools", "count"), ("builtins", "int"),
     ("itertools", "__loader__")],
)  # fmt: skip
@pytest.mark.parametrize("test", ["assert f(1) == 4", "assert 4 == f(1)", "assert f(1) in [4]",
                                  "import numpy as np\nassert np.allclose(f(1), 4)"])  # fmt: skip
def test_what_says_that_it_is_an_iterator_of_pythons_equals_nothing(engine, module, name, test):
    shows = "assert False, seen"
    book = graded(engine, POSES.format(module=module, name=name), hidden(test), shows)
    assert points(book) == [0, 0]
    assert book.entry.messages["T2"] == "[]"


def test_the_docstring_of_a_hidden_tests_function_is_not_told(engine):
    answer = "seen = []\ndef f(g):\n    seen.append(g.__doc__)\n    return g"
    test = "def g():\n    'The answer is 31337.'\nassert f(g) is g and g.__doc__.endswith('31337.')"
    book = graded(engine, answer, hidden(test), "assert False, seen")
    assert points(book) == [1, 0]
    assert "31337" not in repr(book.cells[-1].outputs)


FORGES_FOLDER = """
import base64, grading.worker.student as student
data = base64.b64encode(b'print(1)').decode()
names = ['../up.txt', '/tmp/up.txt', 'a.py', 'b/../../up.txt', '.hid.txt', 'b/.x/c.txt', 'up', '',
         'a.txt\\x00', 'deep/' * 6 + 'a.txt', 'ok/there.txt']
student.news_of_folder = lambda folder, known: [
    ['..', '../up', '/tmp/up', '.', '', 'a/../../up', 'ok'], [[name, data] for name in names]]
def f(x): return 1
"""


def test_in_a_folder_of_a_tests_an_answer_makes_files_of_data_and_nothing_else(engine):
    test = """
import os, tempfile
before = {*os.listdir('.')}
with tempfile.TemporaryDirectory(dir='.') as folder:
    f(folder)
    made = sorted(os.path.relpath(os.path.join(path, name), folder)
                  for path, folders, files in os.walk(folder) for name in folders + files)
    assert made == ['ok', 'ok/there.txt'], made
    assert {*os.listdir('.')} - before == {os.path.basename(folder)}
"""
    book = graded(engine, FORGES_FOLDER, test)
    assert points(book) == [1], book.entry.messages


def test_no_file_is_given_to_an_answer_that_a_test_has_not_passed_it(engine):
    answer = """
import os
def f(x):
    return sorted(name for path, _, names in os.walk(x) for name in names), os.path.exists('mine')
"""
    test = """
import os
os.makedirs('mine')
os.makedirs('passed/within')
for name in ('mine/' + 'secret.txt', 'passed/a.txt', 'passed/within/b.txt', 'passed/code.py'):
    with open(name, 'w') as file:
        file.write('x')
assert f('passed') == (['a.txt', 'b.txt'], False), f('passed')
"""
    assert points(graded(engine, answer, hidden(test))) == [1]


def test_a_large_answer_in_a_folder_is_cut(engine):
    answer = """
import os
def f(folder):
    for number in range(300):
        with open(os.path.join(folder, f'{number}.txt'), 'w') as file:
            file.write('x' * 10 ** 5)
"""
    test = """
import os, tempfile
with tempfile.TemporaryDirectory() as folder:
    f(folder)
    sizes = [os.path.getsize(os.path.join(folder, name)) for name in os.listdir(folder)]
    assert 0 < len(sizes) <= 100 and sum(sizes) < 2 ** 23
"""
    assert points(graded(engine, answer, test)) == [1]
