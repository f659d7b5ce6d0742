# ruff: noqa: E501
"""Kinds of tests that other courses have, each with a right answer and a wrong one.

Under stock nbgrader the right answer has every point of its kind, and the wrong one none.
`python -m tests.kinds_compared [KIND ...]` runs both, in one process as stock nbgrader does and by
the engine.
"""

from __future__ import annotations

from typing import NamedTuple


class WithWrong(NamedTuple):
    """A kind: an answer, a wrong one, its tests, and a locked cell above them."""

    right: str
    wrong: str
    tests: tuple[str, ...]
    above: str = ""

    def cells(self, wrong: bool = False) -> list[tuple[str, str]]:
        """Its cells, as kinds_course has them."""
        above = [("L", self.above)] if self.above else []
        answer = ("S", self.wrong if wrong else self.right)
        return [*above, answer, *(("T", test) for test in self.tests)]


HIDDEN = "### BEGIN HIDDEN TESTS\n{}\n### END HIDDEN TESTS"
KINDS: dict[str, WithWrong] = {
    "an answer is hashed": WithWrong(
        "answer1 = 42\nanswer2 = 'B'\nanswer3 = [1, 2.5]\nanswer4 = {'b': 1, 'a': 2}\n"
        "answer5 = 3.14159",
        "answer1 = 42.0\nanswer2 = 'b'\nanswer3 = (1, 2.5)\nanswer4 = {'a': 2}\nanswer5 = 3.15",
        (
            "from hashlib import md5\nassert md5(str(answer1).encode('utf-8')).hexdigest() == "
            "'a1d0c6e83f027327d8461063f4ac58a6'",
            "from hashlib import sha1\nassert sha1(str(type(answer1)).encode('utf-8') + b'x')"
            ".hexdigest() == sha1(b\"<class 'int'>x\").hexdigest(), 'type is not int'",
            "import hashlib\nassert hashlib.sha256(bytes(answer2, 'utf8')).hexdigest() == "
            "'df7e70e5021544f4834bbee64a9e3789febc4be81470df629cad6ddb03320a5c'",
            "import hashlib\nassert hashlib.md5(str(type(answer3)).encode()).hexdigest() == "
            "hashlib.md5(b\"<class 'list'>\").hexdigest()",
            "import hashlib, json\nsaid = json.dumps(answer4, sort_keys=True).encode()\n"
            'assert hashlib.md5(said).hexdigest() == hashlib.md5(b\'{"a": 2, "b": 1}\').hexdigest()',
            "from hashlib import sha1\nassert sha1(str(round(answer5, 2)).encode()).hexdigest() == "
            "sha1(b'3.14').hexdigest()",
        ),
    ),
    "types to the letter": WithWrong(
        "mean = 2.5\nn = 3\nname = 'Ada'\nrow = (1, 'a')\nflags = [True, False]\nnothing = None\n"
        "word = b'raw'\nz = 3 + 4j",
        "mean = '2.5'\nn = 3.0\nname = b'Ada'\nrow = [1, 'a']\nflags = [1, 0]\nnothing = 0\n"
        "word = 'raw'\nz = 5.0",
        (
            "assert type(mean) is float, 'a float, please'",
            "assert type(n) == int and not isinstance(n, bool)",
            "assert isinstance(name, str) and type(name).__name__ == 'str'",
            "assert type(row) in (tuple,) and str(type(row)) == \"<class 'tuple'>\"",
            "assert all(type(f) is bool for f in flags)",
            "assert nothing is None",
            "assert isinstance(word, (bytes, bytearray)) and word.decode() == 'raw'",
            "assert isinstance(z, complex) and abs(z) == 5 and z.conjugate() == 3 - 4j",
        ),
    ),
    "frames to the letter": WithWrong(
        "sales = pd.DataFrame({'shop': ['a', 'b', 'a'], 'sum': [1., 2., 3.]})\n"
        "by_shop = sales.groupby('shop', as_index=False)['sum'].mean()\n"
        "wide = sales.assign(n=[1, 1, 2]).pivot(index='shop', columns='n', values='sum')\n"
        "joined = sales.merge(pd.DataFrame({'shop': ['a', 'b'], 'city': ['X', 'Y']}), on='shop')\n"
        "stamped = sales.set_index(pd.to_datetime(['2021-01-01', '2021-01-15', '2021-02-01']))\n"
        "kinds = sales['shop'].astype('category')\n"
        "multi = sales.assign(n=[1, 1, 2]).set_index(['shop', 'n']).sort_index()\n"
        "def clean(df):\n    return df.dropna().drop_duplicates().reset_index(drop=True)",
        "sales = pd.DataFrame({'shop': ['a', 'b', 'a'], 'Sum': [1, 2, 3]})\n"
        "by_shop = sales.groupby('shop')['Sum'].mean()\nwide = sales\njoined = sales\n"
        "stamped = sales\nkinds = sales['shop']\nmulti = sales\n"
        "def clean(df):\n    return df.dropna()",
        (
            "assert sorted(sales.columns) == ['shop', 'sum'] and len(sales.index) == 3",
            "expected = pd.DataFrame({'shop': ['a', 'b'], 'sum': [2., 2.]})\n"
            "pd.testing.assert_frame_equal(by_shop, expected)",
            "assert wide.loc['a', 2] == 3. and wide.isnull().sum().sum() == 1",
            "assert set(joined.columns) == {'shop', 'sum', 'city'}\n"
            "assert joined.query('city == \"X\"')['sum'].tolist() == [1., 3.]",
            "assert stamped.index.month.tolist() == [1, 1, 2]\n"
            "assert stamped['sum'].resample('MS').sum().tolist() == [3., 3.]",
            "assert kinds.dtype == 'category' and list(kinds.cat.categories) == ['a', 'b']",
            "assert multi.index.nlevels == 2\nassert multi.xs(2, level='n')['sum'].iloc[0] == 3.",
            "raw = pd.DataFrame({'q': [1., 1., None]})\n"
            "pd.testing.assert_frame_equal(clean(raw), pd.DataFrame({'q': [1.]}))\n"
            "assert len(raw) == 3",
            HIDDEN.format(
                "assert sales.dtypes['sum'] == np.float64\n"
                "assert sales.iloc[2].to_dict() == {'shop': 'a', 'sum': 3.0}"
            ),
        ),
        "import pandas as pd\nimport numpy as np",
    ),
    "the current figure": WithWrong(
        "def draw(x, y):\n    plt.figure(figsize=(4, 3))\n    plt.plot(x, y, 'r-', label='line')\n"
        "    plt.xlabel('t')\n    plt.title('Growth')\n    plt.legend()\n"
        "def panels():\n    plt.subplots(1, 2)\n"
        "def bars(d):\n    plt.bar(list(d), list(d.values()))",
        "def draw(x, y):\n    return 'Growth'\ndef panels():\n    pass\ndef bars(d):\n    pass",
        (
            "plt.close('all')\ndraw([1, 2], [3, 4])\nax = plt.gca()\n"
            "assert ax.get_title() == 'Growth' and ax.get_xlabel() == 't'",
            "plt.close('all')\ndraw([1, 2], [3, 4])\nfig = plt.gcf()\n"
            "line = fig.axes[0].get_lines()[0]\n"
            "assert list(line.get_ydata()) == [3, 4] and line.get_color() == 'r'",
            "plt.close('all')\npanels()\nassert len(plt.gcf().get_axes()) == 2",
            "plt.close('all')\nassert not plt.get_fignums()\nbars({'a': 1, 'b': 3})\n"
            "assert [bar.get_height() for bar in plt.gca().patches] == [1, 3]\n"
            "assert len(plt.get_fignums()) == 1",
            HIDDEN.format(
                "plt.close('all')\ndraw([1], [5])\n"
                "texts = [t.get_text() for t in plt.gca().get_legend().get_texts()]\n"
                "assert texts == ['line']"
            ),
        ),
        "import matplotlib.pyplot as plt",
    ),
    "the text of an answer": WithWrong(
        "def total(xs):\n    '''The sum of xs.\n\n    >>> total([1, 2])\n    3\n    '''\n"
        "    return 0 if not xs else xs[0] + total(xs[1:])\n"
        "squares = lambda n: [i * i for i in range(n)]",
        "def total(xs):\n    s = 0\n    for x in xs: s += x\n    return 0\n"
        "def squares(n):\n    out = []\n    for i in range(n): out.append(i)\n    return out",
        (
            "import inspect, re\nsource = inspect.getsource(total)\n"
            "assert not re.search(r'\\b(for|while)\\b', source), 'no loops'",
            "import inspect\nassert 'total(' in inspect.getsource(total).split(':', 1)[1]",
            "import doctest, io, contextlib\nout = io.StringIO()\n"
            "with contextlib.redirect_stdout(out):\n"
            "    doctest.run_docstring_examples(total, {'total': total})\n"
            "assert total.__doc__ and out.getvalue() == ''",
            "import ast, inspect, textwrap\n"
            "tree = ast.parse(textwrap.dedent(inspect.getsource(squares)).strip())\n"
            "assert any(isinstance(node, ast.ListComp) for node in ast.walk(tree))",
            "assert total.__doc__.strip().startswith('The sum')",
        ),
    ),
    "what a function is made of": WithWrong(
        "def make(n):\n    def add(x, y=1):\n        return x + y + n\n    return add\n"
        "def power(base, exp, /, *, mod=None):\n"
        "    result = base ** exp\n    return result if mod is None else result % mod\n"
        "def fact(n):\n    return 1 if n < 2 else n * fact(n - 1)\n"
        "def plain(a: int, b: int = 2) -> int:\n    return a + b",
        "def make(n):\n    return max\n"
        "def power(base, exp=2):\n    return base\n"
        "def fact(n):\n    p = 1\n    for i in range(n): p *= i\n    return p\n"
        "def plain(a, c, b=3):\n    return a",
        (
            "add = make(3)\nassert add.__closure__ is not None",
            "assert make(3).__closure__[0].cell_contents == 3",
            "assert make(3).__code__.co_freevars == ('n',)",
            "assert power.__code__.co_posonlyargcount == 2\nassert power.__kwdefaults__ == {'mod': None}",
            "assert 'fact' in fact.__code__.co_names, 'it does not call itself'",
            "assert plain.__code__.co_argcount == 2 and plain.__defaults__ == (2,)",
            "assert plain.__annotations__ == {'a': int, 'b': int, 'return': int}",
            "assert power.__code__.co_varnames[:3] == ('base', 'exp', 'mod')",
            "import inspect\nkinds = [p.kind.name for p in inspect.signature(power).parameters.values()]\n"
            "assert kinds == ['POSITIONAL_ONLY', 'POSITIONAL_ONLY', 'KEYWORD_ONLY']",
            HIDDEN.format(
                "assert make(5).__closure__ is not None and len(make(5).__closure__) == 1"
            ),
            "assert getattr(make(1), '__closure__', None)",
        ),
    ),
    "an error that is wanted": WithWrong(
        "def root(x):\n    if isinstance(x, str): raise TypeError('a number, not text')\n"
        "    if x < 0: raise ValueError(f'{x} is negative')\n    return x ** .5\n"
        "def pick(d, k):\n    if k not in d: raise KeyError(k)\n    return d[k]\n"
        "def stop(code):\n    import sys\n    sys.exit(code)\n"
        "def check(x):\n    assert x > 0, 'positive only'\n    return x",
        "def root(x):\n    return 0\ndef pick(d, k):\n    return d.get(k)\n"
        "def stop(code):\n    return code\ndef check(x):\n    return x",
        (
            "try:\n    root(-4)\nexcept ValueError as error:\n    assert '-4' in str(error)\n"
            "else:\n    raise AssertionError('no ValueError')",
            "import pytest\nwith pytest.raises(TypeError, match='number'):\n    root('4')",
            "raised = False\ntry:\n    root(-1)\nexcept Exception as e:\n"
            "    raised = type(e) is ValueError\nassert raised",
            "import pytest\nwith pytest.raises(KeyError) as info:\n    pick({}, 'q')\n"
            "assert info.value.args == ('q',)",
            "import pytest\nwith pytest.raises(SystemExit) as info:\n    stop(2)\n"
            "assert info.value.code == 2",
            "try:\n    stop('bye')\nexcept SystemExit as end:\n    assert str(end) == 'bye'\n"
            "else:\n    assert False",
            "import unittest\nclass T(unittest.TestCase):\n    def runTest(self):\n"
            "        with self.assertRaisesRegex(ValueError, 'neg'): root(-9)\n"
            "        self.assertRaises(KeyError, pick, {}, 1)\n"
            "assert unittest.TextTestRunner(stream=open('/dev/null', 'w')).run(T()).wasSuccessful()",
            "try:\n    check(-1)\nexcept AssertionError as e:\n    said = str(e)\n"
            "else:\n    said = ''\nassert said == 'positive only'",
        ),
    ),
    "unittest in a cell": WithWrong(
        "def fizz(n):\n    return 'Fizz' if n % 3 == 0 else str(n)\n"
        "class Counter2:\n    def __init__(self): self.n = 0\n"
        "    def up(self): self.n += 1; return self",
        "def fizz(n):\n    return n\nclass Counter2:\n    def __init__(self): self.n = 1\n"
        "    def up(self): return None",
        (
            "import unittest, io\nclass TestFizz(unittest.TestCase):\n"
            "    def test_three(self): self.assertEqual(fizz(3), 'Fizz')\n"
            "    def test_one(self): self.assertEqual(fizz(1), '1')\n"
            "suite = unittest.TestLoader().loadTestsFromTestCase(TestFizz)\n"
            "result = unittest.TextTestRunner(stream=io.StringIO()).run(suite)\n"
            "assert result.testsRun == 2 and not result.failures and not result.errors",
            "import unittest, io\nclass TestUp(unittest.TestCase):\n"
            "    def setUp(self): self.c = Counter2()\n"
            "    def test_up(self):\n        self.assertIsInstance(self.c, Counter2)\n"
            "        self.c.up().up()\n        self.assertEqual(self.c.n, 2)\n"
            "r = unittest.main(argv=['x', 'TestUp'], exit=False, "
            "testRunner=unittest.TextTestRunner(stream=io.StringIO()))\n"
            "assert r.result.wasSuccessful()",
            "from unittest import TestCase\ntc = TestCase()\ntc.maxDiff = None\n"
            "tc.assertCountEqual([fizz(i) for i in range(1, 4)], ['1', '2', 'Fizz'])\n"
            "tc.assertAlmostEqual(Counter2().up().n, 1.0)",
        ),
    ),
    "arguments that are changed, or must not be": WithWrong(
        "def double(xs):\n    for i, x in enumerate(xs): xs[i] = 2 * x\n"
        "def added(d, k, v):\n    return {**d, k: v}\n"
        "def scale(a):\n    a *= 2\n"
        "def fill(df):\n    df['z'] = df['x'] + 1\n"
        "def grow(s, x):\n    s.add(x)\n    return None",
        "def double(xs):\n    return [2 * x for x in xs]\n"
        "def added(d, k, v):\n    d[k] = v\n    return d\n"
        "def scale(a):\n    return 2 * a\n"
        "def fill(df):\n    return df.assign(z=df['x'] + 1)\n"
        "def grow(s, x):\n    return s | {x}",
        (
            "xs = [1, 2]\nassert double(xs) is None and xs == [2, 4]",
            "d = {'a': 1}\nnew = added(d, 'b', 2)\nassert d == {'a': 1} and new == {'a': 1, 'b': 2}",
            "import numpy as np\na = np.ones(3)\nscale(a)\nassert (a == 2).all()",
            "import pandas as pd\ndf = pd.DataFrame({'x': [1]})\nfill(df)\n"
            "assert 'z' in df.columns and df.loc[0, 'z'] == 2",
            "s = {1}\ngrow(s, 2)\nassert s == {1, 2}",
            "inner = [[1], [2]]\ndouble(inner[0])\nassert inner == [[2], [2]]",
        ),
    ),
    "an argument that an object holds": WithWrong(
        "class Shop:\n    def __init__(self, stock): self.stock = stock\n"
        "    def sell(self, name):\n        self.stock[name] -= 1\n        return self.stock[name]\n"
        "class Stats:\n    def __init__(self, data): self.data = list(data)\n"
        "    def mean(self): return sum(self.data) / len(self.data)\n"
        "class View:\n    def __init__(self, data): self.data = data\n"
        "    def total(self): return sum(self.data)\n"
        "def memo(f, cache):\n    def g(x):\n        if x not in cache: cache[x] = f(x)\n"
        "        return cache[x]\n    return g\n"
        "def logged(log):\n    def deco(f):\n        def g(*a):\n            log.append(a)\n"
        "            return f(*a)\n        return g\n    return deco\n"
        "def pairs(seen):\n    for x in 'ab':\n        seen.append(x)\n        yield x",
        "class Shop:\n    def __init__(self, stock): self.stock = dict(stock)\n"
        "    def sell(self, name):\n        self.stock[name] -= 1\n        return self.stock[name]\n"
        "class Stats:\n    def __init__(self, data): self.data = data\n"
        "    def mean(self): return sum(self.data) / len(self.data)\n"
        "class View:\n    def __init__(self, data): self.data = list(data)\n"
        "    def total(self): return sum(self.data)\n"
        "def memo(f, cache):\n    return f\n"
        "def logged(log):\n    return lambda f: f\n"
        "def pairs(seen):\n    yield from 'ab'",
        (
            "stock = {'tea': 3}\nshop = Shop(stock)\nassert shop.sell('tea') == 2\n"
            "assert stock == {'tea': 2}",
            "data = [1, 3]\ns = Stats(data)\ndata.append(100)\nassert s.mean() == 2, 'keep a copy'",
            "data = [1, 3]\nv = View(data)\ndata.append(4)\nassert v.total() == 8",
            "cache = {}\nsq = memo(lambda x: x * x, cache)\nassert sq(3) == 9 and cache == {3: 9}",
            "calls = []\n@logged(calls)\ndef add(a, b): return a + b\n"
            "add(1, 2)\nassert calls == [(1, 2)]",
            "seen = []\nit = pairs(seen)\nnext(it)\nassert seen == ['a']\nnext(it)\n"
            "assert seen == ['a', 'b']",
            HIDDEN.format(
                "stock = {'tea': 1}\nshop = Shop(stock)\nshop.sell('tea')\nassert stock['tea'] == 0"
            ),
            "data = []\nv = View(data)\nv.data.append(7)\nassert data == [7]",
        ),
    ),
    "objects of a class of the test's": WithWrong(
        "def chorus(animals):\n    return [a.speak() for a in animals]\n"
        "def save(store, k, v):\n    store.put(k, v)\n    return store.size\n"
        "def size(x):\n    return len(x)\n"
        "def first(xs):\n    return xs[0]\n"
        "def every(xs):\n    return [x for x in xs]\n"
        "def call(f, x):\n    return f(x)\n"
        "def mark(o):\n    o.seen = True\n    return o",
        "def chorus(animals):\n    return ['quack' for a in animals]\n"
        "def save(store, k, v):\n    return 0\ndef size(x):\n    return 0\n"
        "def first(xs):\n    return None\ndef every(xs):\n    return []\n"
        "def call(f, x):\n    return x\ndef mark(o):\n    return 1",
        (
            "class Duck:\n    def speak(self): return 'quack'\n"
            "class Robot:\n    def __init__(self, n): self.n = n\n"
            "    def speak(self): return f'beep {self.n}'\n"
            "assert chorus([Duck(), Robot(3)]) == ['quack', 'beep 3']",
            "class Fake:\n    def __init__(self): self.rows, self.size = {}, 0\n"
            "    def put(self, k, v):\n        self.rows[k] = v\n        self.size += 1\n"
            "fake = Fake()\nassert save(fake, 'a', 1) == 1 and fake.rows == {'a': 1}",
            "class Three:\n    def __len__(self): return 3\nassert size(Three()) == 3",
            "class Seq:\n    def __getitem__(self, i): return i + 10\nassert first(Seq()) == 10",
            "class Twice:\n    def __iter__(self): return iter([1, 2])\n"
            "assert every(Twice()) == [1, 2]",
            "class Adder:\n    calls = 0\n    def __call__(self, x):\n        self.calls += 1\n"
            "        return x + 1\nadder = Adder()\nassert call(adder, 2) == 3 and adder.calls == 1",
            "class Box: pass\nbox = Box()\nassert mark(box) is box and box.seen",
        ),
    ),
    "a test's class below the answer's": WithWrong(
        "from abc import ABC, abstractmethod\n"
        "class Shape(ABC):\n    def __init__(self, name='shape'): self.name = name\n"
        "    @abstractmethod\n    def area(self): ...\n"
        "    def describe(self): return f'{self.name} of {self.area()}'\n"
        "class Base:\n    def template(self): return self.step() * 2\n"
        "    def step(self): return 1\n"
        "class Registry:\n    known = []\n"
        "    def __init_subclass__(cls, **k):\n        Registry.known.append(cls.__name__)",
        "class Shape:\n    def area(self): return 0\n    def describe(self): return ''\n"
        "class Base:\n    def template(self): return 2\nclass Registry:\n    known = []",
        (
            "class Sq(Shape):\n    def __init__(self, a):\n        super().__init__('square')\n"
            "        self.a = a\n    def area(self): return self.a ** 2\n"
            "assert Sq(3).describe() == 'square of 9'",
            "class Bad(Shape): pass\ntry:\n    Bad()\nexcept TypeError:\n    pass\n"
            "else:\n    raise AssertionError('Shape.area is not abstract')",
            "class Mine(Base):\n    def step(self): return 21\nassert Mine().template() == 42",
            "class Plugin(Registry): pass\nassert Registry.known[-1] == 'Plugin'",
            "class More(Base):\n    def step(self): return super().step() + 4\n"
            "m = More()\nassert m.template() == 10 and isinstance(m, Base)",
        ),
    ),
    "files at a path that is made up": WithWrong(
        "import csv\ndef save(rows, path):\n    with open(path, 'w', newline='') as f:\n"
        "        csv.writer(f).writerows(rows)\n"
        "def count(path):\n    with open(path) as f:\n        return len(f.read().split())\n"
        "def load(path):\n    import json\n    with open(path) as f: return json.load(f)",
        "def save(rows, path):\n    return None\ndef count(path):\n    return 0\n"
        "def load(path):\n    return {}",
        (
            "import tempfile, os\nwith tempfile.TemporaryDirectory() as folder:\n"
            "    path = os.path.join(folder, 'out.csv')\n    save([[1, 2]], path)\n"
            "    assert os.path.exists(path)\n    assert open(path).read().strip() == '1,2'",
            "import tempfile, os\nwith tempfile.NamedTemporaryFile('w', suffix='.txt', delete=False)"
            " as f:\n    f.write('a b c')\ntry:\n    assert count(f.name) == 3\n"
            "finally:\n    os.unlink(f.name)",
            "import tempfile, json\nfrom pathlib import Path\n"
            "folder = Path(tempfile.mkdtemp())\n"
            "(folder / 'd.json').write_text(json.dumps({'k': 1}))\n"
            "assert load(folder / 'd.json') == {'k': 1}",
            "import os, uuid\nname = f'out_{uuid.uuid4().hex}.csv'\nsave([['x']], name)\n"
            "assert open(name).read() == 'x\\n' or open(name).read() == 'x\\r\\n'",
        ),
    ),
    "log records": WithWrong(
        "import logging\nlogger = logging.getLogger('shop')\n"
        "def sell(n):\n    if n > 3: logger.warning('low stock: %d', n)\n"
        "    logger.info('sold %s', n)\n    return n",
        "def sell(n):\n    print('low stock')\n    return n",
        (
            "import unittest\nwith unittest.TestCase().assertLogs('shop', level='INFO') as cm:\n"
            "    sell(5)\nassert cm.output == ['WARNING:shop:low stock: 5', 'INFO:shop:sold 5']",
            "import logging, io\nstream = io.StringIO()\nhandler = logging.StreamHandler(stream)\n"
            "logging.getLogger('shop').addHandler(handler)\n"
            "try:\n    sell(9)\nfinally:\n    logging.getLogger('shop').removeHandler(handler)\n"
            "assert 'low stock: 9' in stream.getvalue()",
        ),
    ),
    "a database of the test's": WithWrong(
        "def names(con):\n    return [r[0] for r in con.execute('select name from p order by name')]\n"
        "def add(con, name):\n    con.execute('insert into p values (?)', (name,))\n    con.commit()\n"
        "query = 'SELECT count(*) FROM p'",
        "def names(con):\n    return []\ndef add(con, name):\n    pass\nquery = 'SELECT 1'",
        (
            "import sqlite3\ncon = sqlite3.connect(':memory:')\n"
            "con.execute('create table p (name text)')\n"
            "con.executemany('insert into p values (?)', [('b',), ('a',)])\n"
            "assert names(con) == ['a', 'b']",
            "import sqlite3\ncon = sqlite3.connect(':memory:')\n"
            "con.execute('create table p (name text)')\nadd(con, 'z')\n"
            "assert con.execute('select * from p').fetchall() == [('z',)]",
            "import sqlite3\ncon = sqlite3.connect(':memory:')\n"
            "con.execute('create table p (name text)')\n"
            "con.executemany('insert into p values (?)', [('b',), ('a',)])\n"
            "assert con.execute(query).fetchone() == (2,)",
        ),
    ),
    "ordering and hashing": WithWrong(
        "from functools import total_ordering\n@total_ordering\nclass Grade:\n"
        "    def __init__(self, n): self.n = n\n"
        "    def __eq__(self, o):\n        return self.n == o.n if isinstance(o, Grade) else NotImplemented\n"
        "    def __lt__(self, o):\n        if not isinstance(o, Grade): return NotImplemented\n"
        "        return self.n < o.n\n"
        "    def __hash__(self): return hash(self.n)\n    def __repr__(self): return f'Grade({self.n})'\n"
        "    def __bool__(self): return self.n > 0",
        "class Grade:\n    def __init__(self, n): self.n = n",
        (
            "assert sorted([Grade(3), Grade(1)])[0].n == 1 and Grade(2) >= Grade(2)",
            "assert len({Grade(1), Grade(1), Grade(2)}) == 2",
            "try:\n    Grade(1) < 'x'\nexcept TypeError:\n    pass\nelse:\n    assert False\n"
            "assert repr([Grade(1)]) == '[Grade(1)]'",
            "assert not Grade(0) and Grade(1)",
            "a, b = Grade(4), Grade(4)\nassert hash(a) == hash(b)",
            "assert max([Grade(2), Grade(7), Grade(5)], key=lambda g: g.n) == Grade(7)",
            "import bisect\ngs = [Grade(1), Grade(5)]\nbisect.insort(gs, Grade(3))\n"
            "assert [g.n for g in gs] == [1, 3, 5]",
            "assert Grade(1) != 5 and not (Grade(1) == 'Grade(1)') and repr(Grade(2)) == 'Grade(2)'",
        ),
    ),
    "protocols and properties": WithWrong(
        "class Celsius:\n    def __init__(self, t): self.t = t\n"
        "    @property\n    def t(self): return self._t\n"
        "    @t.setter\n    def t(self, v):\n"
        "        if v < -273.15: raise ValueError('below absolute zero')\n        self._t = v\n"
        "    @property\n    def f(self): return self._t * 9 / 5 + 32\n"
        "    @classmethod\n    def from_f(cls, f): return cls((f - 32) * 5 / 9)\n"
        "    @staticmethod\n    def unit(): return 'C'\n"
        "class Pile:\n    def __init__(self): self._x = []\n    def __len__(self): return len(self._x)\n"
        "    def push(self, x): self._x.append(x)\n    def __contains__(self, x): return x in self._x\n"
        "    def __iter__(self): return iter(self._x)\n    def __getitem__(self, i): return self._x[i]",
        "class Celsius:\n    def __init__(self, t): self.t = t\n    f = 0\n"
        "class Pile:\n    def push(self, x): pass\n    def __len__(self): return 0",
        (
            "c = Celsius(100)\nassert c.f == 212\nc.t = 0\nassert c.f == 32",
            "import pytest\nwith pytest.raises(ValueError, match='absolute'): Celsius(-300)",
            "import pytest\nwith pytest.raises(AttributeError): Celsius(1).f = 5\n"
            "assert isinstance(Celsius.f, property) and Celsius.from_f(212).t == 100",
            "assert Celsius.unit() == 'C' and Celsius(2).unit() == 'C'",
            "from typing import Protocol, runtime_checkable\n@runtime_checkable\n"
            "class Sized2(Protocol):\n    def __len__(self): ...\n    def push(self, x): ...\n"
            "p = Pile()\np.push(4)\nassert isinstance(p, Sized2) and len(p) == 1",
            "from collections.abc import Sized, Iterable, Container\np = Pile()\np.push(1)\n"
            "assert isinstance(p, Sized) and isinstance(p, Iterable) and isinstance(p, Container)\n"
            "assert 1 in p and 2 not in p",
            "p = Pile()\nfor x in 'abc': p.push(x)\nassert [*p] == ['a', 'b', 'c'] and p[-1] == 'c'\n"
            "assert p[0:2] == ['a', 'b'] and list(enumerate(p))[1] == (1, 'b')",
        ),
    ),
    "frozen and ordered dataclasses": WithWrong(
        "from dataclasses import dataclass, field\n@dataclass(frozen=True, order=True)\nclass Point:\n"
        "    x: float\n    y: float = 0.0\n    def dist(self): return (self.x**2 + self.y**2) ** .5\n"
        "@dataclass\nclass Team:\n    name: str\n    members: list[str] = field(default_factory=list)\n"
        "    size: int = field(init=False, default=0)\n"
        "    def __post_init__(self): self.size = len(self.members)",
        "class Point:\n    def __init__(self, x, y=0): self.x, self.y = x, y\n"
        "    def dist(self): return 0\nclass Team:\n    members = []\n"
        "    def __init__(self, name, members=members): self.name, self.members = name, members",
        (
            "import dataclasses\np = Point(3., 4.)\nassert p.dist() == 5\n"
            "try:\n    p.x = 1\nexcept dataclasses.FrozenInstanceError:\n    pass\nelse:\n    assert False",
            "assert Point(1., 2.) == Point(1., 2.) and Point(1., 2.) < Point(2., 0.)",
            "assert str(Point(1.0)) == 'Point(x=1.0, y=0.0)'",
            "a, b = Team('a'), Team('b')\na.members.append('x')\nassert b.members == []",
            "import dataclasses\nassert dataclasses.asdict(Team('t', ['q'])) == "
            "{'name': 't', 'members': ['q'], 'size': 1}",
            "assert len({Point(1., 1.), Point(1., 1.)}) == 1",
            "import dataclasses\nassert {f.name: f.type for f in dataclasses.fields(Point)} == "
            "{'x': float, 'y': float}",
            "match Point(1., 2.):\n    case Point(x, y): assert (x, y) == (1., 2.)\n"
            "    case _: assert False",
        ),
    ),
    "enumerations and flags": WithWrong(
        "from enum import Enum, Flag, IntEnum, auto\nclass Suit(Enum):\n    HEARTS = 'h'\n    CLUBS = 'c'\n"
        "class Access(Flag):\n    READ = auto()\n    WRITE = auto()\n    BOTH = READ | WRITE\n"
        "def other(s): return Suit.CLUBS if s is Suit.HEARTS else Suit.HEARTS",
        "class Suit:\n    HEARTS = 'h'\n    CLUBS = 'c'\nclass Access:\n    READ = 1\n    WRITE = 1\n"
        "def other(s): return s",
        (
            "assert [s.value for s in Suit] == ['h', 'c'] and Suit('h') is Suit.HEARTS",
            "assert other(Suit.HEARTS) is Suit.CLUBS",
            "assert Access.READ | Access.WRITE == Access.BOTH and Access.READ in Access.BOTH",
            "import enum\nassert issubclass(Suit, enum.Enum) and isinstance(Suit.CLUBS, Suit)",
            "assert list(Suit.__members__) == ['HEARTS', 'CLUBS'] and len(Access) == 2 or False",
            "try:\n    Suit('x')\nexcept ValueError:\n    pass\nelse:\n    assert False",
            "assert {Suit.HEARTS: 1}[other(Suit.CLUBS)] == 1",
        ),
    ),
    "tuples with names, and typed dicts": WithWrong(
        "from typing import NamedTuple, TypedDict\nclass Movie(TypedDict, total=False):\n    title: str\n"
        "    year: int\nclass Emp(NamedTuple):\n    name: str\n    pay: float = 1.0\n"
        "def make(t, y) -> Movie: return {'title': t, 'year': y}\n"
        "def raise_pay(e, k): return e._replace(pay=e.pay * k)",
        "class Movie: pass\nclass Emp:\n    def __init__(self, *a): pass\ndef make(t, y): return [t, y]\n"
        "def raise_pay(e, k): return e",
        (
            "assert make('M', 1999) == {'title': 'M', 'year': 1999}",
            "assert Movie.__annotations__ == {'title': str, 'year': int}",
            "e = raise_pay(Emp('a', 2.0), 3)\nassert e == ('a', 6.0) and e.pay == 6.0",
            "assert Emp._fields == ('name', 'pay') and Emp('b').pay == 1.0",
            "assert Movie(title='q') == {'title': 'q'}",
            "name, pay = Emp('z', 4.0)\nassert (name, pay) == ('z', 4.0)",
        ),
    ),
    "exact numbers": WithWrong(
        "from decimal import Decimal, getcontext, ROUND_HALF_UP\nfrom fractions import Fraction\n"
        "def cents(x): return Decimal(str(x)).quantize(Decimal('0.01'), ROUND_HALF_UP)\n"
        "def harmonic(n): return sum((Fraction(1, i) for i in range(1, n + 1)), Fraction(0))\n"
        "def roots(a, b, c):\n    import cmath\n    d = cmath.sqrt(b * b - 4 * a * c)\n"
        "    return (-b + d) / (2 * a), (-b - d) / (2 * a)\nbig = 2 ** 200",
        "def cents(x): return round(x, 2)\ndef harmonic(n): return sum(1 / i for i in range(1, n))\n"
        "def roots(a, b, c): return 0, 0\nbig = 2.0 ** 200",
        (
            "from decimal import Decimal\nassert cents(2.675) == Decimal('2.68')",
            "from fractions import Fraction\nassert harmonic(4) == Fraction(25, 12)",
            "assert roots(1, 0, 1) == (1j, -1j)",
            "assert big.bit_length() == 201 and str(big).startswith('16069')",
            "assert harmonic(3).numerator == 11 and harmonic(3).denominator == 6",
            "import cmath\nassert cmath.isclose(roots(1, -2, 5)[0], 1 + 2j)",
        ),
    ),
    "bytes and views": WithWrong(
        "def xor(a, b): return bytes(x ^ y for x, y in zip(a, b))\n"
        "def header(data): return memoryview(data)[:2]\n"
        "def patch(buf): buf[0] = 255\n"
        "def pack(n):\n    import struct\n    return struct.pack('>I', n)\n"
        "def b64(t):\n    import base64\n    return base64.b64encode(t.encode())",
        "def xor(a, b): return a\ndef header(data): return data\ndef patch(buf): return b''\n"
        "def pack(n): return str(n)\ndef b64(t): return t",
        (
            "assert xor(b'\\x01\\x02', b'\\x03\\x03') == b'\\x02\\x01'",
            "assert isinstance(header(b'abcd'), memoryview) and header(b'abcd').tobytes() == b'ab'",
            "buf = bytearray(b'abc')\npatch(buf)\nassert buf[0] == 255 and len(buf) == 3",
            "import struct\nassert struct.unpack('>I', pack(258)) == (258,) and pack(1).hex() == '00000001'",
            "import base64\nassert base64.b64decode(b64('hé')).decode() == 'hé'",
        ),
    ),
    "dates and zones": WithWrong(
        "from datetime import datetime, date, timedelta, timezone\nfrom zoneinfo import ZoneInfo\n"
        "def age(born, on): return on.year - born.year - ((on.month, on.day) < (born.month, born.day))\n"
        "def to_zone(d, z): return d.astimezone(ZoneInfo(z))\n"
        "def parse(t): return datetime.strptime(t, '%d/%m/%Y %H:%M')\n"
        "def span(a, b): return b - a\n"
        "def mondays(y, m):\n    import calendar\n"
        "    return [d for d in calendar.Calendar().itermonthdates(y, m) if d.weekday() == 0 and d.month == m]",
        "def age(born, on): return on.year - born.year\ndef to_zone(d, z): return d\n"
        "def parse(t): return t\ndef span(a, b): return (b - a).days\ndef mondays(y, m): return []",
        (
            "from datetime import date\nassert age(date(2000, 5, 6), date(2020, 5, 5)) == 19",
            "from datetime import datetime, timezone\n"
            "there = to_zone(datetime(2021, 7, 1, 12, tzinfo=timezone.utc), 'America/New_York')\n"
            "assert there.hour == 8 and there.tzname() == 'EDT'",
            "import datetime as dt\nassert parse('01/02/2020 03:04') == dt.datetime(2020, 2, 1, 3, 4)\n"
            "assert isinstance(parse('01/02/2020 03:04'), dt.datetime)",
            "from datetime import datetime, timedelta\n"
            "assert span(datetime(2020, 1, 1), datetime(2020, 1, 2, 12)) == timedelta(days=1, hours=12)",
            "import datetime\nassert mondays(2024, 1)[0] == datetime.date(2024, 1, 1) and len(mondays(2024, 1)) == 5",
            "from datetime import datetime, timedelta, timezone\n"
            "d = datetime(2021, 1, 1, tzinfo=timezone(timedelta(hours=-5)))\n"
            "assert to_zone(d, 'UTC').isoformat() == '2021-01-01T05:00:00+00:00'",
        ),
    ),
    "files of many forms": WithWrong(
        "import csv, json, sqlite3, os\nfrom pathlib import Path\n"
        "def to_csv(rows, name):\n    with open(name, 'w', newline='') as f:\n"
        "        w = csv.DictWriter(f, ['a', 'b'])\n        w.writeheader()\n        w.writerows(rows)\n"
        "def merge(paths, out):\n    Path(out).write_text(''.join(Path(p).read_text() for p in paths))\n"
        "def longest(name):\n    with open(name) as f: return max((l.strip() for l in f), key=len)\n"
        "def append(name, line):\n    with open(name, 'a') as f: f.write(line + '\\n')\n"
        "to_csv([{'a': 1, 'b': 2}], 'made.csv')\nos.makedirs('deep/er', exist_ok=True)\n"
        "Path('deep/er/note.md').write_text('# T')\njson.dump({'n': [1, 2]}, open('made.json', 'w'))",
        "def to_csv(rows, name): pass\ndef merge(paths, out): pass\ndef longest(name): return ''\n"
        "def append(name, line): pass",
        (
            "import os\nassert os.path.exists('made.csv'), 'no file'\n"
            "assert open('made.csv').readline().strip() == 'a,b'",
            "import pandas as pd\nassert pd.read_csv('made.csv').to_dict('records') == [{'a': 1, 'b': 2}]",
            "import json\nwith open('made.json') as f: assert json.load(f)['n'] == [1, 2]",
            "from pathlib import Path\np = Path('deep') / 'er' / 'note.md'\n"
            "assert p.exists() and p.read_text() == '# T'",
            "open('one.txt', 'w').write('1\\n')\nopen('two.txt', 'w').write('22\\n')\n"
            "merge(['one.txt', 'two.txt'], 'both.txt')\nassert open('both.txt').read() == '1\\n22\\n'",
            "with open('lines.txt', 'w') as f: f.write('a\\nlong one\\nbb\\n')\n"
            "assert longest('lines.txt') == 'long one'",
            "import os\nif os.path.isfile('log.txt'): os.remove('log.txt')\nappend('log.txt', 'x')\n"
            "append('log.txt', 'y')\nassert open('log.txt').read().splitlines() == ['x', 'y']",
        ),
    ),
    "what is printed and typed": WithWrong(
        "def greet():\n    name = input('Name? ')\n    print(f'Hello, {name}!')\n"
        "def triangle(n):\n    for i in range(1, n + 1): print('*' * i)\n"
        "def table(rows):\n    print('\\n'.join(f'{k:<5}{v:>4}' for k, v in rows))\n"
        "def ask_sum():\n    total = 0\n    while (t := input()) != 'q': total += int(t)\n    print(total)",
        "def greet(): return 'Hello'\ndef triangle(n): return '*' * n\ndef table(rows): pass\n"
        "def ask_sum(): print(0)",
        (
            "import io, sys\nfrom unittest.mock import patch\n"
            "with patch('builtins.input', return_value='Bo'), patch('sys.stdout', new=io.StringIO()) as out:\n"
            "    greet()\nassert out.getvalue() == 'Hello, Bo!\\n'",
            "from contextlib import redirect_stdout\nfrom io import StringIO\nbuf = StringIO()\n"
            "with redirect_stdout(buf): triangle(3)\nassert buf.getvalue() == '*\\n**\\n***\\n'",
            "import io, contextlib\nwith contextlib.redirect_stdout(io.StringIO()) as s:\n"
            "    table([('a', 1), ('bb', 22)])\nassert s.getvalue().splitlines()[1] == 'bb     22'",
            "import io, sys\nsaved = sys.stdin, sys.stdout\nfrom unittest import mock\n"
            "with mock.patch('builtins.input', side_effect=['3', '4', 'q']), mock.patch('builtins.print') as p:\n"
            "    ask_sum()\np.assert_called_once_with(7)",
            "calls = []\n_print = print\nprint = lambda *a, **k: calls.append(a)\n"
            "try:\n    triangle(2)\nfinally:\n    print = _print\nassert calls == [('*',), ('**',)]",
        ),
    ),
    "time, depth and seeds": WithWrong(
        "import random, time\nimport numpy as np\nfrom functools import lru_cache\n"
        "def fib(n, memo={}):\n    if n < 2: return n\n    if n not in memo: memo[n] = fib(n - 1) + fib(n - 2)\n"
        "    return memo[n]\n"
        "def simulate(n, seed):\n    rng = np.random.default_rng(seed)\n    return rng.integers(1, 7, n)\n"
        "def flip(n): return [random.choice('HT') for _ in range(n)]\n"
        "def noise(n): return np.random.normal(size=n)\n"
        "def depth(n): return 0 if n == 0 else 1 + depth(n - 1)",
        "import time\ndef fib(n): time.sleep(.3); return 0\ndef simulate(n, seed): return [7] * n\n"
        "def flip(n): return ['H'] * n\ndef noise(n): return [0.] * n\ndef depth(n): return 0",
        (
            "import time\nbegin = time.time()\nassert fib(90) == 2880067194370816120\n"
            "assert time.time() - begin < 2",
            "import numpy as np\nassert (simulate(5, 1) == np.random.default_rng(1).integers(1, 7, 5)).all()",
            "import random\nrandom.seed(2)\nwant = [random.choice('HT') for _ in range(8)]\n"
            "random.seed(2)\nassert flip(8) == want",
            "import numpy as np\nnp.random.seed(0)\ngot = noise(3)\nnp.random.seed(0)\n"
            "np.testing.assert_allclose(got, np.random.normal(size=3))",
            "import sys\nold = sys.getrecursionlimit()\nsys.setrecursionlimit(3000)\n"
            "try:\n    assert depth(500) == 500\nfinally:\n    sys.setrecursionlimit(old)",
            "import timeit\nassert timeit.timeit(lambda: fib(30), number=3) < 3 and fib(10) == 55",
            "from collections import Counter\nimport random\nrandom.seed(1)\nc = Counter(flip(300))\n"
            "assert 100 < c['H'] < 200",
        ),
    ),
    "lazy things": WithWrong(
        "import itertools\ndef primes():\n    found = []\n    for n in itertools.count(2):\n"
        "        if all(n % p for p in found):\n            found.append(n)\n            yield n\n"
        "def averager():\n    total = count = 0\n    avg = None\n    while True:\n        x = yield avg\n"
        "        total += x\n        count += 1\n        avg = total / count\n"
        "def windows(xs, n):\n    its = itertools.tee(xs, n)\n    for i, it in enumerate(its):\n"
        "        next(itertools.islice(it, i, i), None)\n    return zip(*its)\n"
        "def flatten(x):\n    for y in x:\n        if isinstance(y, list): yield from flatten(y)\n        else: yield y",
        "def primes(): return iter([2, 3, 4])\ndef averager():\n    while True: yield 0\n"
        "def windows(xs, n): return []\ndef flatten(x): return x",
        (
            "from itertools import islice, takewhile\nassert list(islice(primes(), 5)) == [2, 3, 5, 7, 11]\n"
            "assert list(takewhile(lambda p: p < 8, primes())) == [2, 3, 5, 7]",
            "a = averager()\nnext(a)\nassert a.send(10) == 10 and a.send(20) == 15",
            "assert list(windows([1, 2, 3], 2)) == [(1, 2), (2, 3)]\nassert not isinstance(windows([1], 1), list)",
            "import types\nassert isinstance(flatten([]), types.GeneratorType)\n"
            "assert list(flatten([1, [2, [3]]])) == [1, 2, 3]",
            "import inspect\nassert inspect.isgeneratorfunction(primes)\ng = primes()\n"
            "assert (next(g), next(g)) == (2, 3)\ng.close()",
            "def source():\n    for i in (5, 6):\n        pulled.append(i)\n        yield [i]\n"
            "pulled = []\ng = flatten(source())\nassert next(g) == 5 and pulled == [5], 'not lazy'",
        ),
    ),
    "decorators": WithWrong(
        "import functools, time\ndef count_calls(f):\n    @functools.wraps(f)\n    def g(*a, **k):\n"
        "        g.calls += 1\n        return f(*a, **k)\n    g.calls = 0\n    return g\n"
        "def retry(times):\n    def deco(f):\n        @functools.wraps(f)\n        def g(*a):\n"
        "            for i in range(times):\n                try: return f(*a)\n"
        "                except ValueError:\n                    if i == times - 1: raise\n"
        "        return g\n    return deco\n"
        "def validate(*types):\n    def deco(f):\n        def g(*a):\n"
        "            if not all(map(isinstance, a, types)): raise TypeError('wrong type')\n"
        "            return f(*a)\n        return g\n    return deco\n"
        "@count_calls\ndef hello(n):\n    'Say it.'\n    return 'hi ' * n",
        "def count_calls(f): return lambda *a: f(*a)\ndef retry(times): return lambda f: f\n"
        "def validate(*types): return lambda f: f\ndef hello(n): return ''",
        (
            "@count_calls\ndef sq(x): return x * x\nassert sq(2) == 4 and sq(3) == 9 and sq.calls == 2",
            "tries = []\n@retry(3)\ndef flaky():\n    tries.append(1)\n    if len(tries) < 3: raise ValueError\n"
            "    return 'ok'\nassert flaky() == 'ok' and len(tries) == 3",
            "@validate(int, str)\ndef rep(n, s): return n * s\nassert rep(2, 'a') == 'aa'\n"
            "try:\n    rep('a', 2)\nexcept TypeError as e:\n    assert 'wrong' in str(e)\nelse:\n    assert False",
            "assert hello.__name__ == 'hello' and hello.__doc__ == 'Say it.'\nhello(1)\nassert hello.calls >= 1",
            "assert hello.__wrapped__(2) == 'hi hi '",
            "@count_calls\ndef named(a, b=2):\n    '''Doc.'''\n    return a\nimport inspect\n"
            "assert named.__name__ == 'named' and str(inspect.signature(named)) == '(a, b=2)'",
            "import pytest\n@retry(2)\ndef bad(): raise ValueError('never')\nn = []\n"
            "@retry(2)\ndef worse():\n    n.append(1)\n    raise ValueError\n"
            "with pytest.raises(ValueError): worse()\nassert len(n) == 2",
        ),
    ),
    "callbacks that raise": WithWrong(
        "class Rejected(Exception):\n    pass\n"
        "class Timeout(Rejected):\n    def __init__(self, n): super().__init__(f'after {n}'); self.n = n\n"
        "def attempt(f):\n    try:\n        return f()\n    except Rejected as e:\n        return f'rejected: {e}'\n"
        "def count_bad(fs):\n    n = 0\n    for f in fs:\n        try: f()\n        except Timeout as e: n += e.n\n"
        "        except Rejected: n += 1\n    return n",
        "class Rejected(Exception):\n    pass\nclass Timeout(Exception):\n    def __init__(self, n): self.n = n\n"
        "def attempt(f): return None\ndef count_bad(fs): return 0",
        (
            "def no(): raise Rejected('full')\nassert attempt(no) == 'rejected: full'",
            "def slow(): raise Timeout(3)\nassert attempt(slow) == 'rejected: after 3'",
            "def no(): raise Rejected\ndef slow(): raise Timeout(5)\nassert count_bad([no, slow, slow]) == 11",
            "from unittest.mock import Mock\nm = Mock(side_effect=[Rejected('a'), 7])\n"
            "assert attempt(m) == 'rejected: a' and attempt(m) == 7",
            "def odd(): raise KeyError('q')\ntry:\n    attempt(odd)\nexcept KeyError as e:\n"
            "    assert e.args == ('q',)\nelse:\n    assert False",
        ),
    ),
    "coroutines": WithWrong(
        "import asyncio\nasync def fetch(n):\n    await asyncio.sleep(0)\n    return n * 2\n"
        "async def both(a, b): return await asyncio.gather(fetch(a), fetch(b))\n"
        "async def count(n):\n    for i in range(n):\n        await asyncio.sleep(0)\n        yield i\n"
        "class Pool:\n    async def __aenter__(self): self.open = True; return self\n"
        "    async def __aexit__(self, *e): self.open = False\n    async def get(self): return 5",
        "async def fetch(n): return n\nasync def both(a, b): return 0\nasync def count(n):\n    yield 9\n"
        "class Pool:\n    pass",
        (
            "assert await fetch(4) == 8",
            "import asyncio\nassert await both(1, 2) == [2, 4]\nassert asyncio.iscoroutinefunction(fetch)",
            "assert [i async for i in count(3)] == [0, 1, 2]",
            "async with Pool() as p:\n    assert p.open and await p.get() == 5\nassert not p.open",
            "import asyncio\nresults = await asyncio.gather(*(fetch(i) for i in range(3)))\n"
            "assert results == [0, 2, 4]",
        ),
    ),
    "scientific results": WithWrong(
        "import numpy as np\nfrom scipy import optimize, integrate, stats, interpolate, linalg\n"
        "fit, cov = optimize.curve_fit(lambda x, a, b: a * x + b, np.arange(5.), 2 * np.arange(5.) + 1)\n"
        "best = optimize.minimize_scalar(lambda x: (x - 2) ** 2)\narea, err = integrate.quad(np.sin, 0, np.pi)\n"
        "spline = interpolate.interp1d([0, 1, 2], [0, 1, 4])\nreg = stats.linregress([0, 1, 2], [1, 3, 5])\n"
        "sol = integrate.solve_ivp(lambda t, y: -y, (0, 1), [1.0])\nlu = linalg.lu(np.array([[2., 1], [1, 3]]))\n"
        "def gradient(f, x, h=1e-6): return (f(x + h) - f(x - h)) / (2 * h)\n"
        "def newton(f, x):\n    for _ in range(30): x = x - f(x) / gradient(f, x)\n    return x",
        "import numpy as np\nfit = cov = np.zeros(2)\nbest = None\narea = err = 0\nspline = max\nreg = (0, 0)\n"
        "sol = None\nlu = ()\ndef gradient(f, x): return 0\ndef newton(f, x): return x",
        (
            "import numpy as np\nnp.testing.assert_allclose(fit, [2, 1], atol=1e-6)\nassert cov.shape == (2, 2)",
            "assert best.success and abs(best.x - 2) < 1e-6",
            "assert abs(area - 2) < 1e-9 and err < 1e-6",
            "assert float(spline(1.5)) == 2.5",
            "assert abs(reg.slope - 2) < 1e-9 and abs(reg.rvalue - 1) < 1e-9",
            "import numpy as np\nassert sol.success and abs(sol.y[0, -1] - np.exp(-1)) < 1e-2",
            "import numpy as np\np, l, u = lu\nassert np.allclose(p @ l @ u, [[2, 1], [1, 3]])",
            "assert abs(newton(lambda x: x * x - 2, 1.0) - 2 ** .5) < 1e-9",
            "import math\nassert abs(gradient(math.sin, 0.) - 1) < 1e-6",
        ),
        "import scipy",
    ),
    "context managers of the answer": WithWrong(
        "from contextlib import contextmanager, AbstractContextManager\n"
        "class Tx:\n    def __init__(self, log): self.log = log\n"
        "    def __enter__(self): self.log.append('begin'); return self\n"
        "    def __exit__(self, t, v, tb):\n        self.log.append('rollback' if t else 'commit')\n"
        "        return t is ValueError\n"
        "@contextmanager\ndef indent(out):\n    out.append('(')\n    try: yield out\n    finally: out.append(')')",
        "class Tx:\n    def __init__(self, log): self.log = log\n    def __enter__(self): return self\n"
        "    def __exit__(self, *a): pass\nfrom contextlib import contextmanager\n"
        "@contextmanager\ndef indent(out): yield out",
        (
            "log = []\nwith Tx(log): log.append('work')\nassert log == ['begin', 'work', 'commit']",
            "log = []\nwith Tx(log): raise ValueError('x')\nassert log == ['begin', 'rollback']",
            "out = []\nwith indent(out):\n    assert out == ['(']\n    out.append('x')\nassert out == ['(', 'x', ')']",
            "log = []\ntry:\n    with Tx(log): raise KeyError('k')\nexcept KeyError:\n    pass\n"
            "assert log[-1] == 'rollback'",
        ),
    ),
    "points in part": WithWrong(
        "def mean(xs): return sum(xs) / len(xs)\ndef median(xs):\n    s = sorted(xs)\n    n = len(s)\n"
        "    return s[n // 2] if n % 2 else (s[n // 2 - 1] + s[n // 2]) / 2",
        "def mean(xs): return None\ndef median(xs): return None",
        (
            "score = 0\nif mean([1, 3]) == 2: score += .5\nif median([3, 1, 2]) == 2: score += .5\nscore",
            "points = [mean([2]) == 2, median([1, 2]) == 1.5]\nsum(points) / len(points)",
            "def helper(f, xs, want): return f(xs) == want\nassert helper(mean, [4, 6], 5)",
            HIDDEN.format("assert helper(median, [5, 1, 9], 5)"),
            "earlier = mean\ndef mean(xs): return -1\nassert mean([1]) == -1 and earlier([1, 2]) == 1.5",
        ),
    ),
    "a test that sets the answer anew": WithWrong(
        "inventory = {'apple': 3}\ndef buy(name, n):\n    inventory[name] = inventory.get(name, 0) + n\n"
        "    return inventory[name]\nrate = 1.1\ndef price(x): return round(x * rate, 2)\n"
        "class Config:\n    debug = False\ndef mode(): return 'debug' if Config.debug else 'fast'",
        "inventory = {}\ndef buy(name, n): return n\nrate = 2\ndef price(x): return x\n"
        "class Config:\n    debug = False\ndef mode(): return 'fast'",
        (
            "inventory = {'apple': 10}\nassert buy('apple', 5) == 15",
            "rate = 2\nassert price(3) == 6.0",
            "Config.debug = True\ntry:\n    assert mode() == 'debug'\nfinally:\n    Config.debug = False",
            "inventory = {}\nbuy('pear', 2)\nassert inventory == {'pear': 2}",
        ),
    ),
    "linked structures": WithWrong(
        "class Node:\n    def __init__(self, value, next=None): self.value, self.next = value, next\n"
        "class LinkedList:\n    def __init__(self, xs=()):\n        self.head = None\n"
        "        for x in reversed(list(xs)): self.head = Node(x, self.head)\n"
        "    def __iter__(self):\n        n = self.head\n        while n: yield n.value; n = n.next\n"
        "    def __len__(self): return sum(1 for _ in self)\n"
        "    def __eq__(self, o): return isinstance(o, LinkedList) and list(self) == list(o)\n"
        "    def reverse(self):\n        p, n = None, self.head\n"
        "        while n: n.next, p, n = p, n, n.next\n        self.head = p\n"
        "def has_cycle(node):\n    seen = set()\n    while node:\n        if id(node) in seen: return True\n"
        "        seen.add(id(node)); node = node.next\n    return False",
        "class Node:\n    def __init__(self, value, next=None): self.value, self.next = None, None\n"
        "class LinkedList:\n    def __init__(self, xs=()): self.head = None\n    def __iter__(self): return iter(())\n"
        "    def reverse(self): pass\ndef has_cycle(node): return None",
        (
            "l = LinkedList([1, 2, 3])\nassert list(l) == [1, 2, 3] and len(l) == 3",
            "l = LinkedList([1, 2, 3])\nl.reverse()\nassert [*l] == [3, 2, 1] and l.head.value == 3",
            "assert LinkedList([1]) == LinkedList([1]) and LinkedList([1]) != LinkedList([2])",
            "a, b = Node(1), Node(2)\na.next, b.next = b, a\nassert has_cycle(a)\nb.next = None\n"
            "assert has_cycle(a) is False",
            "n = Node(1, Node(2))\nassert n.next.value == 2 and n.next.next is None",
            "x = Node(5)\nassert x.next is None\nx.next = Node(6)\nassert isinstance(x.next, Node) and x.next.value == 6",
        ),
    ),
    "state of the answer's notebook": WithWrong(
        "count = 0\nlog = []\nseen = set()\nbest = None\ndef up():\n    global count\n    count += 1\n    log.append(count)\n    return count\n"
        "def note(x):\n    global best\n    seen.add(x)\n    best = x if best is None else max(best, x)\nclass Bank:\n    accounts = {}\n    def open(self, n): Bank.accounts[n] = 0; return self",
        "count = 0\nlog = []\nseen = set()\nbest = None\ndef up(): return 1\ndef note(x): pass\nclass Bank:\n    accounts = {}\n    def open(self, n): return self",
        (
            "up()\nassert count == 1 and log == [1]",
            "before = len(log)\nup()\nup()\nassert len(log) == before + 2",
            "note(4)\nnote(2)\nassert seen == {4, 2} and best == 4",
            "Bank().open('a')\nassert Bank.accounts == {'a': 0}",
            "log.clear()\nup()\nassert len(log) == 1",
            "seen.discard(4)\nnote(9)\nassert 4 not in seen and 9 in seen",
        ),
    ),
    "frames kept by objects": WithWrong(
        "import pandas as pd, numpy as np\nclass Cleaner:\n    def __init__(self, df): self.df = df.copy()\n    def fill(self, v): self.df = self.df.fillna(v); return self\n    def result(self): return self.df\n"
        "class Scaler:\n    def fit(self, X): self.mean_ = X.mean(axis=0); self.std_ = X.std(axis=0); return self\n    def transform(self, X): return (X - self.mean_) / self.std_",
        "class Cleaner:\n    def __init__(self, df): self.df = df\n    def fill(self, v): return self\n    def result(self): return self.df\nclass Scaler:\n    def fit(self, X): self.mean_ = 0; return self\n    def transform(self, X): return X",
        (
            "import pandas as pd\nd = pd.DataFrame({'a': [1., None]})\nc = Cleaner(d)\nassert c.fill(0).result()['a'].tolist() == [1., 0.] and d['a'].isna().sum() == 1",
            "import numpy as np\nX = np.array([[1., 2.], [3., 6.]])\ns = Scaler().fit(X)\nassert np.allclose(s.transform(X).mean(axis=0), 0) and np.allclose(s.mean_, [2, 4])\nassert (X == [[1, 2], [3, 6]]).all()",
            "import numpy as np\nX = np.arange(6.).reshape(3, 2)\nassert np.allclose(Scaler().fit(X).transform(X).std(axis=0), 1)",
        ),
    ),
    "strategies and observers of the test's": WithWrong(
        "class Subject:\n    def __init__(self): self._obs = []\n    def attach(self, o): self._obs.append(o)\n    def detach(self, o): self._obs.remove(o)\n    def notify(self, e):\n        for o in self._obs: o.update(e)\n"
        "class Sorter:\n    def __init__(self, strategy): self.strategy = strategy\n    def sort(self, xs): return self.strategy.sort(xs)\n"
        "def area_of(shapes): return sum(s.area() for s in shapes)\ndef describe(x): return f'{x}!'\ndef equal(a, b): return a == b\ndef biggest(xs): return max(xs)\ndef total(xs): return sum(xs[1:], xs[0])\ndef kind(x): return type(x).__name__\ndef use(cm):\n    with cm as c: return c\ndef attrs(o): return sorted(vars(o))",
        "class Subject:\n    def attach(self, o): pass\n    def detach(self, o): pass\n    def notify(self, e): pass\nclass Sorter:\n    def __init__(self, s): pass\n    def sort(self, xs): return xs\ndef area_of(s): return 0\ndef describe(x): return ''\ndef equal(a, b): return None\ndef biggest(xs): return None\ndef total(xs): return None\ndef kind(x): return ''\ndef use(cm): return None\ndef attrs(o): return []",
        (
            "class Obs:\n    def __init__(self): self.got = []\n    def update(self, e): self.got.append(e)\na, b = Obs(), Obs()\ns = Subject()\ns.attach(a)\ns.attach(b)\ns.notify('x')\ns.detach(b)\ns.notify('y')\nassert a.got == ['x', 'y'] and b.got == ['x']",
            "class Desc:\n    def sort(self, xs): return sorted(xs, reverse=True)\nassert Sorter(Desc()).sort([1, 3, 2]) == [3, 2, 1]",
            "from abc import ABC, abstractmethod\nclass Sh(ABC):\n    @abstractmethod\n    def area(self): ...\nclass Sq2(Sh):\n    def __init__(self, a): self.a = a\n    def area(self): return self.a ** 2\nassert area_of([Sq2(2), Sq2(3)]) == 13",
            "class N:\n    def __str__(self): return 'n'\nassert describe(N()) == 'n!'",
            "class P:\n    def __init__(self, x): self.x = x\n    def __eq__(self, o): return self.x == o.x\nassert equal(P(1), P(1)) is True and equal(P(1), P(2)) is False",
            "from functools import total_ordering\n@total_ordering\nclass W:\n    def __init__(self, w): self.w = w\n    def __eq__(self, o): return self.w == o.w\n    def __lt__(self, o): return self.w < o.w\nassert biggest([W(1), W(7), W(3)]).w == 7",
            "class V:\n    def __init__(self, x): self.x = x\n    def __add__(self, o): return V(self.x + o.x)\nassert total([V(1), V(2), V(4)]).x == 7",
            "class Some: pass\nassert kind(Some()) == 'Some'",
            "class CM:\n    def __enter__(self): self.on = True; return 'in'\n    def __exit__(self, *a): self.on = False\ncm = CM()\nassert use(cm) == 'in' and cm.on is False",
            "class O2:\n    def __init__(self): self.a, self.b = 1, 2\nassert attrs(O2()) == ['a', 'b']",
            HIDDEN.format(
                "class Odd:\n    def update(self, e): self.e = e\no = Odd()\ns = Subject()\ns.attach(o)\ns.notify(5)\nassert o.e == 5"
            ),
        ),
    ),
    "classes derived in tests, more": WithWrong(
        "class Animal:\n    count = 0\n    def __init__(self, name): self.name = name; Animal.count += 1\n    def speak(self): return '...'\n    def intro(self): return f'{self.name}: {self.speak()}'\n    @property\n    def upper(self): return self.name.upper()\n    @classmethod\n    def make(cls, n): return cls(n)\n    @staticmethod\n    def legs(): return 4\n    def __repr__(self): return f'{type(self).__name__}({self.name})'\n    def __eq__(self, o): return isinstance(o, Animal) and self.name == o.name\n    def __lt__(self, o): return self.name < o.name\n    __hash__ = None\nclass Visitor:\n    def visit(self, n): return getattr(self, 'visit_' + type(n).__name__)(n)",
        "class Animal:\n    count = 0\n    def __init__(self, name): pass\n    def speak(self): return ''\n    def intro(self): return ''\n    upper = ''\n    @classmethod\n    def make(cls, n): return None\n    def legs(self): return 4\n    def __repr__(self): return ''\nclass Visitor:\n    def visit(self, n): return None",
        (
            "class Cat(Animal):\n    def speak(self): return 'meow'\nc = Cat('Tom')\nassert c.intro() == 'Tom: meow' and isinstance(c, Animal) and issubclass(Cat, Animal)",
            "class Cow(Animal):\n    def speak(self): return 'moo'\nassert Cow.make('B').speak() == 'moo' and type(Cow.make('B')) is Cow",
            "class Hen(Animal):\n    def __init__(self, n, eggs):\n        super().__init__(n)\n        self.eggs = eggs\nh = Hen('h', 3)\nassert (h.name, h.eggs, h.upper) == ('h', 3, 'H')",
            "class Fly(Animal): pass\nassert repr(Fly('z')) == 'Fly(z)' and Fly.legs() == 4",
            "class A2(Animal):\n    def intro(self): return super().intro() + '!'\nassert A2('q').intro() == 'q: ...!'",
            "class B2(Animal): pass\nassert sorted([B2('z'), B2('a')])[0].name == 'a'",
            "class B3(Animal):\n    @property\n    def upper(self): return 'U' + super().upper\nassert B3('x').upper == 'UX'",
            "class Num: pass\nclass MyV(Visitor):\n    def visit_Num(self, n): return 'num'\nassert MyV().visit(Num()) == 'num'",
            "class D1(Animal):\n    def speak(self): return 'd1'\nclass D2(D1):\n    def speak(self): return super().speak() + '+'\nassert D2('n').intro() == 'n: d1+'",
            "before = Animal.count\nclass E1(Animal): pass\nE1('a'); E1('b')\nassert Animal.count == before + 2",
        ),
    ),
    "a refusal that is waited for": WithWrong(
        "def safe(x):\n    if not isinstance(x, int): raise TypeError('int please')\n    return x\ndef same(x):\n    if x is None: raise ValueError('none')\n    return x",
        "import threading\ndef safe(x): return threading.Lock()\ndef same(x): return threading.Lock()",
        (
            "raised = False\ntry:\n    safe('a').release\nexcept TypeError:\n    raised = True\nassert raised",
            "import pytest\nwith pytest.raises(Exception): same(None) is None or same(None).locked()\nassert same(1) == 1",
        ),
    ),
    "sequences and iteration protocols": WithWrong(
        "from collections.abc import Sequence, MutableMapping\nclass Deck(Sequence):\n    def __init__(self, n): self._c = list(range(n))\n    def __len__(self): return len(self._c)\n    def __getitem__(self, i): return self._c[i]\nclass D(MutableMapping):\n    def __init__(self): self._d = {}\n    def __getitem__(self, k): return self._d[k]\n    def __setitem__(self, k, v): self._d[k] = v\n    def __delitem__(self, k): del self._d[k]\n    def __iter__(self): return iter(self._d)\n    def __len__(self): return len(self._d)",
        "class Deck:\n    def __init__(self, n): pass\nclass D:\n    pass",
        (
            "d = Deck(4)\nassert len(d) == 4 and d[-1] == 3 and d[1:3] == [1, 2] and 2 in d",
            "from collections.abc import Sequence\nassert isinstance(Deck(1), Sequence) and list(reversed(Deck(3))) == [2, 1, 0]",
            "m = D()\nm['a'] = 1\nm.update(b=2)\nassert dict(m) == {'a': 1, 'b': 2} and m.get('z') is None and m.pop('a') == 1",
            "m = D()\nm.setdefault('k', []).append(5)\nassert m['k'] == [5]",
            "import random\nrandom.seed(0)\nassert random.choice(Deck(5)) in range(5)",
            "assert Deck(3).index(2) == 2 and Deck(3).count(9) == 0",
        ),
    ),
    "numpy closely": WithWrong(
        "import numpy as np\ndef norm(v): return v / np.linalg.norm(v)\ndef mask(a): return a[a > a.mean()]\nA = np.eye(2, dtype=np.float32)\nv = np.arange(3)[:, None]\ndef fill(a): a[:] = 7; return a\ndef solve(A, b): return np.linalg.solve(A, b)",
        "import numpy as np\ndef norm(v): return v\ndef mask(a): return a\nA = np.eye(2)\nv = np.arange(3)\ndef fill(a): return a + 7\ndef solve(A, b): return b",
        (
            "np_ = __import__('numpy')\nassert np_.isclose(np_.linalg.norm(norm(np_.array([3., 4.]))), 1)",
            "import numpy as np\nnp.testing.assert_array_equal(mask(np.array([1, 2, 9])), [9])",
            "import numpy as np\nassert A.dtype == np.float32 and A.flags.c_contiguous and A.sum() == 2",
            "assert v.shape == (3, 1) and v.ndim == 2",
            "import numpy as np\na = np.zeros(3)\nb = fill(a)\nassert b is a and (a == 7).all()",
            "import numpy as np, pytest\nwith pytest.raises(np.linalg.LinAlgError): solve(np.zeros((2, 2)), np.ones(2))",
        ),
    ),
}
