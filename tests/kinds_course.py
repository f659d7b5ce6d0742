"""Small notebooks, one for each kind of test that other courses have, graded by engine and stock.

`python -m tests.kinds_course FOLDER [FILE.py]` makes the course in FOLDER, hands in the
instructor's own solutions, grades them by the engine and by nbgrader's own execution, and says
which tests come out equal. FILE.py may hold another KINDS and BESIDE, in the same form.
"""

from __future__ import annotations

import json
import runpy
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

import nbformat
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader import utils
from nbgrader.api import Gradebook
from traitlets.config import Config

from answers.answer_runner import ROOT
from answers.engine_runner import EngineRunner
from grading.execution import Result, pack
from grading.execution.files import NO_FILES
from grading.process import ForkServer
from grading.submission import parts_of
from tests.hostile import course as small
from tools.sample_course import flags

BEGIN, END = "### BEGIN SOLUTION\n", "\n### END SOLUTION"
SOLUTION = ("S", "def f(x):\n    ### BEGIN SOLUTION\n    return x\n    ### END SOLUTION")
# Cells: a letter and a source. P plain, L locked, S solution, K skipped, T a test of one point.
KINDS: dict[str, list[tuple[str, str]]] = {
    "a plain cell imports and defines": [
        (
            "P",
            "import statistics\nlimits = {'low': 2}\ndef near(a, b): return abs(a - b) < .1",
        ),
        ("S", f"def middle(x):\n{BEGIN}    return statistics.mean(x){END}"),
        ("T", "assert near(middle([1, 3]), statistics.mean([1, 3]))"),
        ("T", "assert middle([1, 3]) == limits['low']"),
    ],
    "an answer's cell imports": [
        ("S", f"from math import sqrt\n{BEGIN}root = sqrt(9){END}"),
        ("T", "assert root == sqrt(9)"),
    ],
    "an answer imports for itself": [
        ("S", f"{BEGIN}import string\nletters = len(string.digits){END}"),
        ("T", "assert letters == len(string.digits)"),
    ],
    "a plain cell computes from the answer": [
        ("S", f"def half(x):\n{BEGIN}    return x / 2{END}"),
        ("P", "quarter = half(half(4))"),
        ("T", "assert quarter == 1"),
    ],
    "a locked cell calls the answer": [
        ("S", f"def half(x):\n{BEGIN}    return x / 2{END}"),
        ("L", "quarter = half(half(4))"),
        ("T", "assert quarter == 1"),
    ],
    "a locked stub is filled": [
        ("L", "capital = None"),
        ("S", f"{BEGIN}capital = 'Oslo'{END}"),
        ("T", "assert capital == 'Oslo'"),
    ],
    "a test rebinds the answer, a later answer rebinds what a test bound": [
        ("S", f"{BEGIN}words = ['b', 'a']{END}"),
        ("T", "words = sorted(words)\nfor n in range(3): assert words == ['a', 'b']"),
        ("T", "assert words[0] == 'a' and n == 2"),
        ("S", f"{BEGIN}n = 7{END}"),
        ("T", "assert n == 7"),
    ],
    "a test sets what the answer reads": [
        ("S", f"price = 2\ndef cost(n):\n{BEGIN}    return n * price{END}"),
        ("T", "price = 5\nassert cost(2) == 10"),
    ],
    "a test looks into globals": [
        ("S", f"{BEGIN}count = 3{END}"),
        ("T", "assert 'count' in globals(), 'define count'\nassert globals()['count'] == 3"),
        ("T", "assert 'count' in dir()"),
    ],
    "a test patches a helper, print and input": [
        (
            "S",
            f"def ask():\n    return 1\ndef talk():\n{BEGIN}    print(ask() + 1)\n"
            f"    return input('? '){END}",
        ),
        (
            "T",
            "from unittest.mock import patch\nwith patch('__main__.ask', return_value=5), "
            "patch('builtins.print') as p, patch('builtins.input', return_value='y'):\n"
            "    assert talk() == 'y'\np.assert_called_once_with(6)",
        ),
    ],
    "stdout": [
        ("S", f"def hello(name):\n{BEGIN}    print('hello', name){END}"),
        (
            "T",
            "import io\nfrom contextlib import redirect_stdout\nwith redirect_stdout(io.StringIO())"
            " as said:\n    hello('you')\nassert said.getvalue() == 'hello you\\n'",
        ),
    ],
    "a seed": [
        ("L", "import random\nimport numpy as np"),
        ("S", f"def draw():\n{BEGIN}    return random.random() + np.random.rand(){END}"),
        (
            "T",
            "random.seed(3); np.random.seed(3)\na = draw()\nrandom.seed(3); np.random.seed(3)\n"
            "assert a == draw()\nassert draw() != a",
        ),
        (
            "T",
            "random.seed(4); np.random.seed(4)\na = draw()\nrandom.seed(4); np.random.seed(4)\n"
            "assert a == random.random() + np.random.rand()",
        ),
    ],
    "a class, its objects and its exceptions": [
        (
            "S",
            f"{BEGIN}class Empty(Exception): pass\nclass Stack:\n    def __init__(self): "
            "self.items = []\n    def push(self, x): self.items.append(x); return self\n"
            "    def pop(self):\n        if not self.items: raise Empty('nothing')\n"
            "        return self.items.pop()\n    def __len__(self): return len(self.items)\n"
            f"    def __str__(self): return 'Stack'\nmine = Stack(){END}",
        ),
        (
            "T",
            "s = Stack()\ns.push(1).push([2])\nassert (len(s), s.pop(), s.items) == (2, [2], [1])",
        ),
        ("T", "assert isinstance(mine, Stack) and str(mine) == 'Stack' and mine.items == []"),
        (
            "T",
            "try:\n    Stack().pop()\nexcept Empty as error:\n"
            "    assert 'nothing' in str(error)\n"
            "else:\n    raise AssertionError('no Empty')",
        ),
    ],
    "generators": [
        ("S", f"def squares(n):\n{BEGIN}    for i in range(n): yield i * i{END}"),
        ("T", "assert list(squares(3)) == [0, 1, 4]"),
        ("T", "assert next(squares(1)) == 0"),
    ],
    "a generator that is sent something": [
        ("S", f"def total():\n{BEGIN}    t = 0\n    while True: t += yield t{END}"),
        ("T", "g = total()\nassert next(g) == 0 and g.send(3) == 3 and g.send(4) == 7\ng.close()"),
    ],
    "a decorated function": [
        ("L", "from functools import wraps"),
        (
            "S",
            f"def twice(f):\n{BEGIN}    @wraps(f)\n    def g(x): return f(f(x))\n"
            f"    return g{END}\n@twice\ndef more(x): return x + 1",
        ),
        ("T", "assert more(1) == 3 and more.__wrapped__(1) == 2 and more.__name__ == 'more'"),
    ],
    "a test takes a helper away": [
        ("S", f"def area(x):\n{BEGIN}    return square(x){END}"),
        ("S", f"def square(x):\n{BEGIN}    return x * x{END}"),
        (
            "T",
            "kept = square\ndel square\ntry:\n    area(1)\nexcept NameError:\n    pass\nelse:\n"
            "    raise AssertionError('area does not use square')\nfinally:\n    square = kept",
        ),
        ("T", "assert area(3) == square(3) == 9"),
    ],
    "a plain cell empties the notebook": [
        ("P", "%reset -f\nimport math"),
        ("S", f"def root(x):\n{BEGIN}    return math.sqrt(x){END}"),
        ("T", "assert math.isclose(root(9), 3)"),
    ],
    "an answer changes what a plain cell made": [
        ("P", "table = {'a': 1}\nrow = [3, 1]"),
        ("P", "table['b'] = 2"),
        ("T", "assert table == {'a': 1, 'b': 2} and row == [3, 1]"),
        ("S", f"{BEGIN}table['c'] = 3\nrow.sort(){END}"),
        ("P", "row.append(4)"),
        ("T", "assert table == {'a': 1, 'b': 2, 'c': 3} and row == [1, 3, 4]"),
    ],
    "polynomials": [
        ("L", "import numpy as np"),
        (
            "S",
            f"{BEGIN}p = np.polynomial.Polynomial([1, 2], [0, 1])\n"
            f"q = np.poly1d([1., 0, -1], variable='z'){END}",
        ),
        (
            "T",
            "assert p.coef.tolist() == [1, 2] and p.domain.tolist() == [0, 1] and p.degree() == 1",
        ),
        ("T", "assert sorted(q.roots) == [-1, 1] and q(2) == 3 and q.variable == 'z'"),
    ],
    "random generators": [
        ("L", "import numpy as np"),
        ("S", f"{BEGIN}rng = np.random.default_rng(3){END}\ndef draw(rng): return rng.integers(9)"),
        ("T", "same = np.random.default_rng(3)\nassert rng.random() == same.random()"),
        ("T", "assert draw(np.random.default_rng(5)) == np.random.default_rng(5).integers(9)"),
    ],
    "images": [
        ("L", "import numpy as np\nfrom PIL import Image\nblank = Image.new('RGB', (4, 2), 'red')"),
        ("S", f"def crop(image):\n{BEGIN}    return image.crop((0, 0, 2, 2)){END}"),
        ("T", "assert crop(blank).size == (2, 2) and crop(blank).getpixel((0, 0)) == (255, 0, 0)"),
        (
            "T",
            "assert isinstance(crop(blank), Image.Image) and np.asarray(crop(blank)).sum() == 1020",
        ),
    ],
    "values of many types": [
        (
            "L",
            "from collections import Counter, defaultdict, deque, namedtuple\nfrom datetime import "
            "date\nfrom decimal import Decimal\nfrom enum import Enum\nfrom fractions import "
            "Fraction\nimport numpy as np\nCity = namedtuple('City', 'name size')\n"
            "class Colour(Enum):\n    RED = 1",
        ),
        (
            "S",
            f"{BEGIN}c, d = Counter('aab'), defaultdict(int)\nq, m = deque([1]), "
            "np.ma.masked_less([1, 5], 3)\ncity, red = City('Oslo', 7), Colour.RED\n"
            f"day, tenth, third = date(2020, 1, 1), Decimal('0.1'), Fraction(1, 3){END}",
        ),
        ("T", "assert c.most_common(1) == [('a', 2)] and d['new'] == 0 and list(q) == [1]"),
        ("T", "assert m.sum() == 5 and city.name == 'Oslo' and isinstance(city, City)"),
        ("T", "assert red is Colour.RED and day.year == 2020 and tenth * 3 == Decimal('0.3')"),
        ("T", "assert third + third + third == 1 and isinstance(third, Fraction)"),
    ],
    "pandas": [
        ("L", "import pandas as pd"),
        (
            "S",
            f"{BEGIN}table = pd.DataFrame({{'a': [1, 2], 'b': ['x', None]}})\ndef means(t): "
            f"return t.mean(numeric_only=True){END}",
        ),
        ("T", "assert isinstance(table, pd.DataFrame) and table.shape == (2, 2)\ntable.head(1)"),
        ("T", "pd.testing.assert_series_equal(means(table), table[['a']].mean())"),
    ],
    "a plot": [
        ("L", "import matplotlib.pyplot as plt"),
        ("S", f"{BEGIN}plt.plot([1, 4]); plt.title('T'){END}\nax = plt.gca()"),
        ("T", "assert ax.get_title() == 'T' and len(ax.get_lines()) == 1"),
        ("T", "assert list(ax.get_lines()[0].get_ydata()) == [1, 4]"),
    ],
    "what a function says of itself": [
        ("S", f"def f(x: int, k=2):\n    'Doc.'\n{BEGIN}    return [x for _ in range(k)]{END}"),
        ("T", "import inspect\nassert 'for' in inspect.getsource(f) and f.__doc__ == 'Doc.'"),
        ("T", "import inspect\nassert list(inspect.signature(f).parameters) == ['x', 'k']"),
        ("T", "assert f.__annotations__ == {'x': int}"),
    ],
    "the history of cells": [
        ("S", f"{BEGIN}2 + 3{END}"),
        ("T", "assert '2 + 3' in In[-2]"),
    ],
    "files and modules beside": [
        ("L", "sizes = [int(line) for line in open('sizes.txt')]"),
        (
            "S",
            f"{BEGIN}total = sum(sizes); open('out.csv', 'w').write('a,b'){END}\n"
            "def one(): return 1",
        ),
        ("T", "assert total == sum(sizes)"),
        ("T", "from checks import check_one\ncheck_one(one)"),
        ("T", "assert open('out.csv').read() == 'a,b'"),
        ("T", "from tqdm import ours\nassert ours == one()"),
    ],
    "part of the points": [
        ("S", f"{BEGIN}x = 1{END}"),
        ("T", "score = 0.5 if x == 1 else 0\nscore"),
        ("T", "assert x == 1\n0.25;"),
        ("T", "### BEGIN HIDDEN TESTS\nx * 0.75\n### END HIDDEN TESTS"),
    ],
    "magics and commands": [
        ("L", "%matplotlib inline\nimport numpy as np"),
        ("S", f"{BEGIN}x = np.arange(3){END}"),
        (
            "T",
            "%matplotlib inline\n!echo hello\nsaid = !echo you\nassert x.sum() == 3\n"
            "assert said == ['you']",
        ),
        ("T", "%%time\nassert x.sum() == 3"),
    ],
    "the name of a builtin": [
        ("S", f"def sum(x):\n{BEGIN}    return 'mine'{END}"),
        ("T", "assert sum([1]) == 'mine'"),
    ],
    "identity": [
        ("S", f"{BEGIN}a = [1]; b = a; c = [1]{END}\ndef same(x): return x"),
        ("T", "assert a is b and a is not c"),
        ("T", "z = [1]\nassert same(z) is z"),
    ],
    "large arrays": [
        ("L", "import numpy as np"),
        ("S", f"{BEGIN}a = np.zeros(5_000_000); b = np.ones((1000, 10_000)){END}"),
        ("T", "assert a.shape == (5_000_000,) and b.shape == (1000, 10_000) and b.sum() == 10**7"),
    ],
}
BESIDE = {"sizes.txt": "3\n4\n", "tqdm.py": "ours = 1\n",
          "checks.py": "def check_one(f):\n    assert f() == 1\n"}  # fmt: skip
# What stock nbgrader gives where it is not all points.
POINTS = {("part of the points", 0): 0.5, ("part of the points", 2): 0.75}
# Answers that lose every point of their kind's tests, under stock nbgrader too.
WRONG = {
    "a plain cell imports and defines": "def middle(x): return 9\ndef near(a, b): return True\n"
    "limits = {'low': 9}",
    "an answer's cell imports": "root = 4\nsqrt = lambda x: 4",
    "a plain cell computes from the answer": "def half(x):\n    return x",
    "a locked cell calls the answer": "def half(x):\n    return x",
    "a test sets what the answer reads": "price = 2\ndef cost(n):\n    return n * 2",
    "a test looks into globals": "counts = 3",
    "stdout": "def hello(name):\n    return f'hello {name}\\n'",
    "a seed": "def draw():\n    import os\n    return int.from_bytes(os.urandom(4), 'big')",
    "generators": "def squares(n):\n    yield from [5] * n",
    "pandas": "class Frame(pd.DataFrame):\n    shape = (2, 2)\n    head = lambda self, n: 1\n"
    "table = Frame()\ndef means(t): return Frame()",
    "a plot": "plt.plot([1, 5])\nax = plt.gca()",
    "a test takes a helper away": "def area(x):\n    return 0",
    "random generators": "import numpy as np\nclass R(np.random.Generator): pass\n"
    "rng = R(np.random.MT19937(3))\ndef draw(rng): return -1",
    "polynomials": "import numpy as np\nclass P(np.polynomial.Polynomial): pass\np = P([2, 1])\n"
    "q = 3",
    "images": "from PIL import Image\nclass Mine(Image.Image):\n    size = (2, 2)\n"
    "def crop(image): return Mine()",
    "identity": "a, b, c = [1], [1], [1]\ndef same(x): return [1]",
    "the name of a builtin": "def sum(x):\n    return 'yours'",
}


CONFIG = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
c = get_config()
import grading
from grading.configuration import configure
configure(c)
c.CourseDirectory.course_id = "kinds"
"""
STOCK = "c = get_config()\nc.CourseDirectory.course_id = 'kinds'\n"


def notebook(cells: list[tuple[str, str]]) -> Any:
    """The instructor's notebook of a kind."""
    made = []
    for number, (letter, source) in enumerate(cells):
        cell = new_code_cell(source, id=f"c{number}")
        if letter == "K":
            cell.metadata["tags"] = ["skip-execution"]
        elif letter != "P":
            name = f"{letter}{number}"
            points: dict[str, Any] = {"points": 1} if letter == "T" else {}
            cell.metadata.update(
                flags(
                    name, grade=letter == "T", solution=letter == "S", locked=letter in "LT",
                    **points,
                )
            )  # fmt: skip
        made.append(cell)
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return new_notebook(cells=made, metadata={"kernelspec": kernel})


def hidden(test: str) -> str:
    """A test that is hidden."""
    return f"### BEGIN HIDDEN TESTS\n{test}\n### END HIDDEN TESTS"


# What these kinds import, most of them several times. None needs TensorFlow.
PRELOAD = [
    "numpy", "pandas", "scipy.optimize", "scipy.stats", "matplotlib.pyplot",
    "matplotlib_inline.backend_inline", "PIL.Image", "pytest", "unittest.mock",
]  # fmt: skip


@contextmanager
def light_engine() -> Iterator[EngineRunner]:
    """The engine, with a fork server of its own that has imported no TensorFlow."""
    server = ForkServer(config=Config(ForkServer={"preload": PRELOAD, "warm_up": ""}))
    with mock.patch.object(ForkServer, "_instance", server):
        try:
            yield EngineRunner()
        finally:
            server.stop()


def run(
    engine: EngineRunner,
    cells: list[tuple[str, str]],
    answers: dict[int, str] | None = None,
    beside: dict[str, str] | None = None,
) -> Any:
    """The notebook of a kind, run by the engine as a submission. answers: sources by place."""
    book = notebook(cells)
    told = parts_of(book.cells, {})
    for number, source in (answers or {}).items():
        book.cells[number].source = source
    book.metadata["grading"] = {"instructor": told}
    names = {"student": "", "assignment": "", "notebook": "kind"}
    with tempfile.TemporaryDirectory() as folder:
        for name, text in (beside or {}).items():
            (Path(folder) / name).write_text(text)
        files = pack({path.name: path for path in sorted(Path(folder).iterdir())})
        server = ForkServer.instance()
        book.entry = engine.execute.run(book, {"nbgrader": names}, files, server, files)
    return book


def run_text(engine: EngineRunner, name: str, text: str) -> Result:
    """A notebook's text as it is, run by the engine."""
    book = nbformat.reads(text, 4)
    names = {"student": "", "assignment": "", "notebook": name}
    entry = engine.execute.run(book, {"nbgrader": names}, NO_FILES, ForkServer.instance())
    return Result(nbformat.writes(book), entry)


def points(book: Any) -> list[float]:
    """The points of each test of a notebook that was run."""
    return [utils.determine_grade(cell)[0] for cell in book.cells if utils.is_grade(cell)]


def make(course: Path, config: str, kinds: dict[str, list], beside: dict[str, str]) -> None:
    """Write the course, release it, and hand in the solutions."""
    shutil.rmtree(course, ignore_errors=True)
    source = course / "source" / "kinds"
    source.mkdir(parents=True)
    (course / "nbgrader_config.py").write_text(config)
    for name, text in beside.items():
        (source / name).write_text(text)
    for kind, cells in kinds.items():
        nbformat.write(notebook(cells), source / f"{kind}.ipynb")
    small.run(course, "generate_assignment", "kinds", "--create")
    shutil.copytree(source, course / "submitted" / "ann" / "kinds")


def grade(course: Path) -> dict[str, float]:
    """Grade the solutions. Returns the points of each test, by notebook and name."""
    small.run(course, "autograde", "kinds")
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", "kinds") as gradebook:
        submission = gradebook.find_submission("kinds", "ann")
        return {
            f"{book.name}/{grade.cell.name}": grade.auto_score
            for book in submission.notebooks
            for grade in book.grades
        }


def main(folder: Path, kinds: dict[str, list], beside: dict[str, str]) -> int:
    """Print which tests the engine and stock nbgrader give the same points."""
    kept = folder / "stock.json"
    if not kept.exists():
        make(folder / "stock", STOCK, kinds, beside)
        kept.write_text(json.dumps(grade(folder / "stock")))
    stock = json.loads(kept.read_text())
    make(folder / "engine", CONFIG, kinds, beside)
    engine = grade(folder / "engine")
    said: dict[str, str] = {}
    for path in (folder / "engine" / "logs").glob("*.jsonl"):
        for line in path.read_text().splitlines():
            entry = json.loads(line)
            for test, outcome in entry["outcomes"].items():
                text = f"{outcome}: {entry['messages'].get(test, '')} {entry['notes']}"
                said[f"{entry['notebook']}/{test}"] = text
    for test, points in sorted(engine.items()):
        same = points == stock.get(test)
        print("=" if same else "-", test, points, stock.get(test), "" if same else said.get(test))
    equal = sum(points == stock.get(test) for test, points in engine.items())
    print(f"{equal} of {len(engine)} tests have the points that stock nbgrader gives")
    return 0


if __name__ == "__main__":
    other = runpy.run_path(sys.argv[2]) if len(sys.argv) > 2 else globals()
    sys.exit(main(Path(sys.argv[1]), other["KINDS"], other["BESIDE"]))
