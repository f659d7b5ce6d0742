"""`python -m grading check`: what the instructor's own solutions get, here and under nbgrader."""

import json
from copy import deepcopy
from functools import partial

import nbformat
import pytest
from nbgrader.preprocessors import ClearSolutions

from grading import checked
from grading.batch.calibration import Calibration, tag_in
from grading.batch.comparison_words import lines_about
from grading.outcomes import Outcome
from tests.hostile import course as small
from tests.kinds_course import BEGIN, CONFIG, END, hidden, light_engine, notebook, run_text
from tools.sample_course import STAYS

# An object of a library that no cell of the instructor's imports, and so is asked nothing.
LOCK = ("S", f"def lock():\n{BEGIN}    import threading\n    return threading.Lock(){END}")
TAKES = ("T", "taken = lock().acquire()\nassert taken")


@pytest.fixture(scope="module")
def run():
    """What runs a notebook."""
    with light_engine() as engine:
        yield partial(run_text, engine)


def compare(run, *cells):
    """The comparison of each test of a notebook, by the test's place."""
    solved = notebook([*cells])
    empty = ClearSolutions().preprocess(deepcopy(solved), {})[0]
    return [*Calibration(run).compare("book", solved, empty)]


def test_a_test_that_differs_is_named_with_why_and_what_helps(run):
    (comparison,) = comparisons = compare(run, LOCK, TAKES)
    assert (comparison.stock.points, comparison.here.points) == (1, 0)
    assert comparison.here.outcome is Outcome.CANNOT_TRAVEL
    assert comparison.tag
    assert comparison.settled
    text = "\n".join(lines_about("week1", comparisons))
    assert "book, T1: 0 of the 1 points that stock nbgrader gives. Cannot travel: " in text
    assert "an object of type lock" in text
    assert "Or tag the cell student-process (--write-tags)." in text


def test_what_is_equal_is_not_to_be_done(run):
    solution = ("S", f"def f():\n{BEGIN}    return 2{END}")
    comparisons = compare(run, solution, ("T", "assert f() == 2"))
    assert lines_about("week1", comparisons) == [
        "week1: 1 tests in 1 notebooks. The instructor's solutions have stock nbgrader's points "
        "in 1."
    ]


def test_a_hidden_test_says_why_too(run):
    (comparison,) = compare(run, LOCK, ("T", hidden(TAKES[1])))
    assert "an object of type lock" in comparison.here.said


def test_tests_with_and_without_the_tag_use_each_others_names(run):
    comparisons = compare(
        run,
        LOCK,
        ("T", "import math\nhalf = 1 / 2\ndef twice(x): return 2 * x"),
        ("T", "taken = lock().acquire()\ndef thrice(x): return 3 * x\n"
              "assert taken and math.floor(half) == 0 and twice(1) == 2"),
        ("T", "assert taken and thrice(half) == 1.5"),
    )  # fmt: skip
    assert [comparison.stock.points for comparison in comparisons] == [1, 1, 1]
    assert [comparison.test for comparison in comparisons if comparison.tag] == ["T2"]
    assert all(comparison.settled for comparison in comparisons)


def test_a_test_whose_hidden_names_a_tagged_one_uses_gets_the_tag_too(run):
    comparisons = compare(
        run, LOCK, ("T", hidden("limit = 1")), ("T", f"{TAKES[1]}\nassert limit == 1")
    )
    assert [comparison.tag for comparison in comparisons] == [True, True]
    assert all(comparison.settled for comparison in comparisons)
    assert "tag both" in "\n".join(lines_about("week1", comparisons))


def test_the_untouched_release_and_solutions_that_are_wrong_are_told(run):
    text = "\n".join(
        lines_about("w", compare(run, LOCK, ("T", "2 > 1"), ("T", "assert lock is None")))
    )
    assert "book, T1: 1 of 1 points without an answer." in text
    assert "book, T2: 0 of 1. AssertionError" in text


def test_standard_error_costs_points_under_stock_nbgrader_alone(run):
    note = ("T", "import sys\nprint('note', file=sys.stderr)")
    (comparison,) = comparisons = compare(run, LOCK, note)
    assert (comparison.stock.points, comparison.here.points) == (0, 1)
    assert not comparison.lost
    assert "standard error" in "\n".join(lines_about("w", comparisons))


def test_a_tag_is_all_that_is_written_into_the_source(tmp_path):
    path = tmp_path / "a.ipynb"
    nbformat.write(notebook([LOCK, TAKES, ("T", "pass")]), path)
    before = path.read_text()
    tag_in(path, ["T1"])
    cells = json.loads(path.read_text())["cells"]
    assert [cell["metadata"].get("tags") for cell in cells] == [None, ["student-process"], None]
    del cells[1]["metadata"]["tags"]
    assert json.loads(before)["cells"] == cells
    assert before == path.read_text().replace(',\n    "tags": [\n     "student-process"\n    ]', "")
    assert [path.name for path in tmp_path.iterdir()] == ["a.ipynb"]


def test_a_check_is_of_one_source(tmp_path):
    (tmp_path / "source" / "w").mkdir(parents=True)
    file = tmp_path / "source" / "w" / "a.ipynb"
    file.write_text("{}")

    class Course:
        root, source_directory = str(tmp_path), "source"

        @staticmethod
        def format_path(step, student, assignment):
            return str(tmp_path / step / student / assignment)

    assert checked.current(Course, "w")[1].startswith("w was never checked: python -m grading")
    place = checked.place(tmp_path, "w")
    checked.Checked(checked.fingerprint(file.parent), {"a": ["t"]}).write(place)
    assert checked.current(Course, "w") == (checked.read(place), "")
    file.write_text("{ }")
    assert "w has changed since it was checked" in checked.current(Course, "w")[1]
    place.write_text("[]")
    assert "never checked" in checked.current(Course, "w")[1]


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course folder whose one test needs the tag, and which a student has handed in."""
    course = tmp_path_factory.mktemp("course")
    source = course / "source" / "w"
    source.mkdir(parents=True)
    (course / "nbgrader_config.py").write_text(
        f"{CONFIG}c.ForkServer.preload = []\nc.ForkServer.rehearsal = c.ForkServer.warm_up = ''\n"
        + STAYS
    )
    # Its words are wrong of a submission that is right: no list leaves the student's process.
    test = "assert isinstance(made(), list), 'not a list'"
    answer = f"def made():\n{BEGIN}    class Own(list): pass\n    return Own(){END}"
    nbformat.write(notebook([("S", answer), ("T", test)]), source / "book.ipynb")
    small.run(course, "generate_assignment", "w", "--create")
    there = course / "submitted" / "ann" / "w"
    there.mkdir(parents=True)
    (there / "book.ipynb").write_text((source / "book.ipynb").read_text())
    return course


def grading(course, *arguments, code=0):
    """What a command of the engine says."""
    return small.python(course, "-m", "grading", *arguments, code=code).stdout


def last_entry(course):
    """The newest line of the log."""
    path = max((course / "logs").glob("*.jsonl"), key=lambda file: file.stat().st_mtime)
    return json.loads(path.read_text().splitlines()[-1])


def test_from_a_course_that_was_never_checked_to_tags_in_its_source(course):
    assert "w was never checked" in grading(course, "autograde", "w")

    assert "book, T1: 0 of the 1 points" in grading(course, "check", "w", code=1)
    said = grading(course, "autograde", "w", "--force")
    assert "checked" not in said
    assert "Cannot travel: 1\n  ann, book: T1" in said

    said = grading(course, "check", "w", "--write-tags")
    assert "book, T1: the tag was written into the source" in said
    assert "student-process" in (course / "source" / "w" / "book.ipynb").read_text()
    said = grading(course, "autograde", "w", "--force")
    assert "checked" not in said
    assert "In the student's process, as forgeable as under stock nbgrader: book, T1" in said
    entry = last_entry(course)
    assert entry["unguarded"] == ["T1"]
    assert entry["outcomes"] == {"T1": "passed"}
    grading(course, "report", "w")
    assert "as their tag student-process says" in (course / "report-w.html").read_text()


# What a test does that is another thing here: its text, and a part of the reason that is told.
OTHER_HERE = {
    "class Mine(Text): pass\nassert Mine('a').twice() == 'aa'":
        "derived from a class of the student's",
    "assert 'math' in sides.__globals__": "It looks into what a function is made of",
    "assert root is math.sqrt": "It asks whether two things are one and the same",
    "assert type(Shape) is Meta": "It looks into how a class is made",
    "assert issubclass(Names, list)": "derived from one of Python's or of a library's",
    "import tempfile, os\npath = os.path.join(tempfile.mkdtemp(), 'a')\nsave(path)\nopen(path)":
        "It makes up the path of a file",
    "import glob\nwrite_all()\nassert glob.glob('*.txt')": "It looks through a folder",
    "import logging\nassert logging.getLogger('app').level == 10": "what the answer has done to",
    "import pytest\nwith pytest.raises(KeyboardInterrupt): end()": "would end a process",
    "class Fake(dict):\n    def ask(self): return 1\nassert ask(Fake()) == 1":
        "of a class that is derived from no type of data",
    "import numpy as np\nassert inner(np.vectorize(abs))": "goes to the answer as a function",
    "import matplotlib.pyplot as plt\nfig = plt.figure()\nname_it()\nassert fig.get_suptitle()":
        "It draws with pyplot itself",
    "import pandas as pd\nheld = pd.DataFrame({'a': [1]})\nwith keeping(held): assert 'b' in held":
        "What a test passes to a generator or a",
    hidden("assert not (Shape() == 3)"): "where the test is hidden, compare what its",
}  # fmt: skip
ANSWERS = """
import math, logging, sys, contextlib
import matplotlib.pyplot as plt
class Meta(type): pass
class Shape(metaclass=Meta):
    def sides(self): return 4
    def __eq__(self, other): return isinstance(other, Shape)
class Names(list): pass
class Text(str):
    def twice(self): return self + self
def sides(shape): return shape.sides()
root = math.sqrt
def save(path):
    with open(path, 'w') as file: file.write('x')
def write_all(): save('all' + '.txt')
logging.getLogger('app').setLevel(10)
def end(): raise KeyboardInterrupt
def ask(client): return client.ask()
def inner(function): return function.pyfunc
def name_it(): plt.suptitle('Named')
@contextlib.contextmanager
def keeping(held):
    held['b'] = 2
    yield
"""


def test_what_a_test_does_that_is_another_thing_here_is_told_with_a_wording(run):
    tests = [("T", text) for text in OTHER_HERE]
    comparisons = compare(run, ("L", "import math"), ("S", ANSWERS), *tests)
    for comparison, (text, reason) in zip(comparisons, OTHER_HERE.items(), strict=True):
        assert (comparison.stock.points, comparison.here.points) == (1, 0), text
        (line,) = (line for line in lines_about("w", [comparison]) if "T" in line and ": 0" in line)
        assert reason in line, line
        assert "Or tag the cell" in line
