"""More kinds of tests that other courses have; see kinds_course, which has them too.

Each kind: its cells. The whole of a solution cell is the solution.
`python -m tests.kinds_course FOLDER tests/kinds_more.py` grades them by stock nbgrader too.
"""

from __future__ import annotations

BESIDE: dict[str, str] = {}
KINDS: dict[str, list[tuple[str, str]]] = {
    "an attribute of an array is set": [
        ("L", "import numpy as np\nfixed = np.arange(3.0)"),
        ("S", "def total(x):\n    return x.sum()"),
        ("T", "fixed.flags.writeable = False\nassert total(fixed) == 3"),
    ],
    "pandas.testing": [
        ("L", """import pandas as pd"""),
        (
            "S",
            """def tidy(df):
    return df.rename(columns=str.lower).set_index('k')""",
        ),
        (
            "T",
            """df = pd.DataFrame({'K': ['a', 'b'], 'V': [1, 2]})
want = pd.DataFrame({'v': [1, 2]}, index=pd.Index(['a', 'b'], name='k'))
pd.testing.assert_frame_equal(tidy(df), want)""",
        ),
        ("T", """pd.testing.assert_index_equal(tidy(df).index, pd.Index(['a', 'b'], name='k'))"""),
    ],
    "pandas groupby multiindex": [
        (
            "L",
            """import pandas as pd
df = pd.DataFrame({'g': ['a','b','a'], 'h': [1,1,2], 'v': [1.,2.,3.]})""",
        ),
        (
            "S",
            """s = df.groupby(['g', 'h'])['v'].sum()
p = df.pivot_table(index='g', columns='h', values='v')""",
        ),
        ("T", """assert s.loc[('a', 2)] == 3 and s.index.names == ['g', 'h']"""),
        ("T", """assert p.shape == (2, 2) and p.isna().sum().sum() == 1"""),
    ],
    "pandas dates": [
        ("L", """import pandas as pd"""),
        (
            "S",
            """idx = pd.date_range('2020-01-01', periods=3, freq='D')
ts = pd.Series([1, 2, 3], index=idx)
per = ts.to_period('M')
iv = pd.cut(pd.Series([1, 5]), [0, 2, 6])""",
        ),
        ("T", """assert ts['2020-01-02'] == 2 and ts.index.freq == 'D'"""),
        ("T", """assert str(per.index[0]) == '2020-01'"""),
        ("T", """assert iv.cat.categories[0].right == 2"""),
        ("T", """assert ts.resample('2D').sum().tolist() == [3, 3]"""),
    ],
    "pandas dtypes": [
        (
            "L",
            """import pandas as pd
import numpy as np""",
        ),
        (
            "S",
            """c = pd.Series(['x', 'y', 'x'], dtype='category')
n = pd.Series([1, None], dtype='Int64')
st = pd.Series(['a', None], dtype='string')
tz = pd.Series(pd.to_datetime(['2020-01-01']).tz_localize('Europe/Oslo'))
sp = pd.Series(pd.arrays.SparseArray([0, 0, 1]))""",
        ),
        ("T", """assert list(c.cat.categories) == ['x', 'y']"""),
        ("T", """assert n.isna().sum() == 1 and str(n.dtype) == 'Int64'"""),
        ("T", """assert st.str.upper()[0] == 'A'"""),
        ("T", """assert str(tz.dt.tz) == 'Europe/Oslo'"""),
        ("T", """assert sp.sum() == 1"""),
    ],
    "mock as an argument with methods": [
        (
            "S",
            """def save(db, x):
    db.insert(x)
    return db.count()""",
        ),
        (
            "T",
            """from unittest.mock import Mock
db = Mock()
db.count.return_value = 7
assert save(db, 'a') == 7
db.insert.assert_called_once_with('a')""",
        ),
    ],
    "pytest raises": [
        ("L", """import pytest"""),
        (
            "S",
            """def root(x):
    if x < 0: raise ValueError('negative: %d' % x)
    return x ** .5""",
        ),
        (
            "T",
            """with pytest.raises(ValueError, match='negative'):
    root(-1)""",
        ),
        ("T", """assert root(4) == pytest.approx(2.0)"""),
        (
            "T",
            """with pytest.raises(ValueError) as info:
    root(-3)
assert '-3' in str(info.value) and info.type is ValueError""",
        ),
    ],
    "pytest warns": [
        ("L", """import pytest, warnings"""),
        (
            "S",
            """def old():
    warnings.warn('old', DeprecationWarning)
    return 1""",
        ),
        (
            "T",
            """with pytest.warns(DeprecationWarning):
    assert old() == 1""",
        ),
        (
            "T",
            """with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter('always')
    old()
assert len(w) == 1 and 'old' in str(w[0].message)""",
        ),
    ],
    "inspect": [
        (
            "S",
            """def fact(n):
    return 1 if n < 2 else n * fact(n - 1)
def gen():
    yield 1
class A:
    def m(self): return 1""",
        ),
        (
            "T",
            """import inspect
assert inspect.isfunction(fact) and 'fact(n - 1)' in inspect.getsource(fact)""",
        ),
        (
            "T",
            """import inspect
assert inspect.isgeneratorfunction(gen)""",
        ),
        (
            "T",
            """import inspect
assert inspect.isclass(A) and 'm' in dict(inspect.getmembers(A))""",
        ),
        (
            "T",
            """import inspect, ast
tree = ast.parse(inspect.getsource(fact))
assert not any(isinstance(n, (ast.For, ast.While)) for n in ast.walk(tree))""",
        ),
    ],
    "capsys-like": [
        (
            "S",
            """def table(n):
    for i in range(1, n + 1): print(i, i * i, sep='\\t')""",
        ),
        (
            "T",
            """import io, sys
old, sys.stdout = sys.stdout, io.StringIO()
try:
    table(2)
    out = sys.stdout.getvalue()
finally:
    sys.stdout = old
assert out == '1\\t1\\n2\\t4\\n'""",
        ),
        (
            "T",
            """%%capture cap
table(1)
""",
        ),
        ("T", """assert cap.stdout == '1\\t1\\n'"""),
        (
            "T",
            """from IPython.utils.capture import capture_output
with capture_output() as c: table(1)
assert c.stdout.split() == ['1', '1']""",
        ),
    ],
    "stderr and logging": [
        ("L", """import sys, logging"""),
        (
            "S",
            """def warn(x): print(x, file=sys.stderr)
def log(x): logging.getLogger('app').warning('got %s', x)""",
        ),
        (
            "T",
            """import io
from contextlib import redirect_stderr
with redirect_stderr(io.StringIO()) as e: warn('no')
assert e.getvalue() == 'no\\n'""",
        ),
    ],
    "decimal": [
        ("L", """from decimal import Decimal, getcontext, localcontext"""),
        ("S", """def price(x): return (Decimal(x) * Decimal('1.25')).quantize(Decimal('0.01'))"""),
        ("T", """assert price('1.1') == Decimal('1.38') and isinstance(price('1'), Decimal)"""),
        ("T", """assert str(price('2')) == '2.50' and price('2').as_tuple().exponent == -2"""),
    ],
    "datetime with tz": [
        (
            "L",
            """from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo""",
        ),
        (
            "S",
            """def utc(d): return d.astimezone(timezone.utc)
oslo = datetime(2020, 7, 1, 12, tzinfo=ZoneInfo('Europe/Oslo'))""",
        ),
        (
            "T",
            """d = datetime(2020, 1, 1, tzinfo=timezone(timedelta(hours=2)))
assert utc(d).hour == 22""",
        ),
        ("T", """assert oslo.utcoffset() == timedelta(hours=2)"""),
        (
            "T",
            """assert utc(datetime(2020, 1, 1, 12, tzinfo=ZoneInfo('Europe/Oslo'))).hour == 11""",
        ),
    ],
    "enum of the student's": [
        ("L", """from enum import Enum, IntEnum"""),
        (
            "S",
            """class Colour(Enum):
    RED = 1
    BLUE = 2
class Level(IntEnum):
    LOW = 1
    HIGH = 2""",
        ),
        ("T", """assert Colour.RED.value == 1 and Colour.RED.name == 'RED'"""),
        ("T", """assert len(Colour) == 2 and [c.name for c in Colour] == ['RED', 'BLUE']"""),
        ("T", """assert Colour(1) is Colour.RED"""),
        ("T", """assert Colour['BLUE'] == Colour.BLUE"""),
        ("T", """assert Level.LOW < Level.HIGH and Level.HIGH == 2"""),
        ("T", """assert issubclass(Colour, Enum)"""),
    ],
    "namedtuple of the student's": [
        (
            "S",
            """from collections import namedtuple
Point = namedtuple('Point', 'x y')
def mid(a, b): return Point((a.x + b.x) / 2, (a.y + b.y) / 2)""",
        ),
        (
            "T",
            """p = mid(Point(0, 0), Point(2, 4))
assert p == (1, 2) and p.x == 1 and p._fields == ('x', 'y')""",
        ),
        ("T", """assert isinstance(mid(Point(0, 0), Point(1, 1)), Point)"""),
        (
            "T",
            """x, y = Point(1, 2)
assert Point._fields == ('x', 'y') and Point(1, 2)._asdict() == {'x': 1, 'y': 2}""",
        ),
    ],
    "typing NamedTuple": [
        (
            "S",
            """from typing import NamedTuple
class P(NamedTuple):
    x: int
    y: int = 0
    def norm(self): return abs(self.x) + abs(self.y)""",
        ),
        ("T", """assert P.__annotations__ == {'x': int, 'y': int}"""),
    ],
    "itertools": [
        ("L", """import itertools"""),
        (
            "S",
            """def pairs(xs): return itertools.combinations(xs, 2)
def evens(): return itertools.count(0, 2)
m = map(str, [1, 2]); z = zip([1], 'a'); e = enumerate('ab'); r = reversed([1, 2])""",
        ),
        ("T", """assert list(pairs('abc')) == [('a', 'b'), ('a', 'c'), ('b', 'c')]"""),
        ("T", """assert list(itertools.islice(evens(), 3)) == [0, 2, 4]"""),
        (
            "T",
            """assert list(m) == ['1', '2']
assert list(z) == [(1, 'a')]
assert dict(e) == {0: 'a', 1: 'b'}
assert list(r) == [2, 1]""",
        ),
        (
            "T",
            """it = iter(pairs('ab'))
assert next(it) == ('a', 'b')
assert next(it, None) is None""",
        ),
    ],
    "generator with throw and return": [
        (
            "S",
            """def g():
    try:
        while True: yield 1
    except ValueError:
        yield 'caught'
    return 5
def outer():
    r = yield from inner()
    yield r
def inner():
    yield 1
    return 'end'""",
        ),
        (
            "T",
            """it = g()
next(it)
assert it.throw(ValueError) == 'caught'""",
        ),
        ("T", """assert list(outer()) == [1, 'end']"""),
        (
            "T",
            """import types
assert isinstance(g(), types.GeneratorType)""",
        ),
    ],
    "context managers": [
        (
            "S",
            """from contextlib import contextmanager
class Timer:
    def __enter__(self): self.on = True; return self
    def __exit__(self, *a): self.on = False; return True
@contextmanager
def tag(name, out):
    out.append('<' + name)
    yield name
    out.append('>')""",
        ),
        (
            "T",
            """t = Timer()
with t as x:
    assert x is t and t.on
assert not t.on""",
        ),
        (
            "T",
            """with Timer() as t:
    raise ValueError('swallowed')
assert t.on is False""",
        ),
        ("T", """assert hasattr(Timer, '__enter__') and hasattr(Timer(), '__exit__')"""),
    ],
    "properties": [
        (
            "S",
            """class T:
    def __init__(self, c): self._c = c
    @property
    def f(self): return self._c * 9 / 5 + 32
    @f.setter
    def f(self, v):
        if v < -500: raise ValueError('too cold')
        self._c = (v - 32) * 5 / 9
    @staticmethod
    def zero(): return 0
    @classmethod
    def boiling(cls): return cls(100)""",
        ),
        (
            "T",
            """t = T(0)
assert t.f == 32
t.f = 212
assert t._c == 100""",
        ),
        (
            "T",
            """try:
    T(1).f = -900
except ValueError as e:
    assert 'cold' in str(e)
else:
    assert False""",
        ),
        ("T", """assert T.zero() == 0 and T.boiling().f == 212"""),
        ("T", """assert isinstance(T.f, property)"""),
        ("T", """assert isinstance(T.boiling(), T)"""),
    ],
    "operator overloading": [
        (
            "S",
            """class V:
    def __init__(self, x, y): self.x, self.y = x, y
    def __add__(self, o): return V(self.x + o.x, self.y + o.y)
    def __mul__(self, k): return V(self.x * k, self.y * k)
    __rmul__ = __mul__
    def __eq__(self, o): return isinstance(o, V) and (self.x, self.y) == (o.x, o.y)
    def __neg__(self): return V(-self.x, -self.y)
    def __getitem__(self, i): return (self.x, self.y)[i]
    def __len__(self): return 2
    def __repr__(self): return f'V({self.x}, {self.y})'
    def __lt__(self, o): return self.x < o.x
    def __hash__(self): return hash((self.x, self.y))
    def __contains__(self, k): return k in (self.x, self.y)
    def __call__(self, k): return self.x * k
    def __abs__(self): return 5
    def __iter__(self): return iter((self.x, self.y))
    def __float__(self): return 1.5
    def __int__(self): return 1""",
        ),
        ("T", """assert V(1, 2) + V(3, 4) == V(4, 6)"""),
        ("T", """assert -V(1, 2) == V(-1, -2) and V(1, 2)[1] == 2 and len(V(1, 2)) == 2"""),
        ("T", """assert repr(V(1, 2)) == 'V(1, 2)'"""),
        ("T", """assert V(1, 2) < V(2, 0) and sorted([V(2, 0), V(1, 0)])[0].x == 1"""),
        ("T", """assert len({V(1, 2), V(1, 2)}) == 1"""),
        ("T", """assert V(2, 0)(4) == 8 and abs(V(1, 1)) == 5 and tuple(V(1, 2)) == (1, 2)"""),
        (
            "T",
            """assert V(1, 2) == V(1, 2), 'eq'
assert not (V(1, 2) == V(0, 0))""",
        ),
        ("T", """assert V(1, 2) in [V(0, 0), V(1, 2)]"""),
        ("T", """assert sum([V(1, 1), V(2, 2)], V(0, 0)) == V(3, 3)"""),
        (
            "T",
            """x = V(1, 2)
x += V(1, 1)
assert (x.x, x.y) == (2, 3)""",
        ),
        ("T", """assert {V(1, 2): 'a'}[V(1, 2)] == 'a'"""),
        ("T", """assert f'{V(1, 2)}' == 'V(1, 2)' and str(V(1, 2)) == 'V(1, 2)'"""),
    ],
    "exceptions with attributes": [
        (
            "S",
            """class Insufficient(Exception):
    def __init__(self, need, have):
        super().__init__(f'need {need}, have {have}')
        self.need, self.have = need, have
def pay(need, have):
    if have < need: raise Insufficient(need, have)
    try:
        return 1 / (have - need)
    except ZeroDivisionError as e:
        raise ValueError('exact') from e""",
        ),
        (
            "T",
            """try:
    pay(5, 3)
except Insufficient as e:
    assert (e.need, e.have) == (5, 3)
else:
    assert False""",
        ),
        (
            "T",
            """try:
    pay(5, 3)
except Insufficient as e:
    assert str(e) == 'need 5, have 3' and e.args == ('need 5, have 3',)""",
        ),
        (
            "T",
            """try:
    pay(3, 3)
except ValueError as e:
    assert isinstance(e.__cause__, ZeroDivisionError)
else:
    assert False""",
        ),
        (
            "T",
            """assert issubclass(Insufficient, Exception)
assert not issubclass(Insufficient, ValueError)""",
        ),
        (
            "T",
            """import pytest
with pytest.raises(Insufficient): pay(5, 1)""",
        ),
    ],
    "recursion and lru_cache": [
        (
            "S",
            """from functools import lru_cache
@lru_cache(maxsize=None)
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
def hanoi(n, a, b, c):
    return [] if n == 0 else hanoi(n - 1, a, c, b) + [(a, c)] + hanoi(n - 1, b, a, c)""",
        ),
        ("T", """assert fib(80) == 23416728348467685"""),
        (
            "T",
            """fib.cache_clear()
fib(10)
assert fib.cache_info().misses == 11""",
        ),
        ("T", """assert len(hanoi(5, 'A', 'B', 'C')) == 31"""),
        ("T", """assert fib.__wrapped__(1) == 1"""),
        (
            "T",
            """import sys
old = sys.getrecursionlimit()
try:
    def deep(n): return 0 if n == 0 else 1 + deep(n - 1)
    assert fib(90) > 0
finally:
    sys.setrecursionlimit(old)""",
        ),
    ],
    "closures and partial": [
        (
            "S",
            """from functools import partial
from operator import mul
def counter():
    n = 0
    def inc():
        nonlocal n
        n += 1
        return n
    return inc
double = partial(mul, 2)
compose = lambda f, g: lambda x: f(g(x))""",
        ),
        (
            "T",
            """c, d = counter(), counter()
assert (c(), c(), d()) == (1, 2, 1)""",
        ),
        ("T", """assert double(4) == 8"""),
        ("T", """assert double.func(2, 3) == 6 and double.args == (2,)"""),
        ("T", """assert compose(lambda x: x + 1, lambda x: x * 2)(3) == 7"""),
        ("T", """assert compose.__name__ == '<lambda>'"""),
    ],
    "regex objects": [
        (
            "S",
            """import re
word = re.compile(r'(?P<w>\\w+)')
def find(t): return re.search(r'(\\d+)-(\\d+)', t)""",
        ),
        ("T", """assert word.findall('a b') == ['a', 'b']"""),
        (
            "T",
            """m = find('x 10-20')
assert m and m.group(1) == '10' and m.groups() == ('10', '20')""",
        ),
        ("T", """assert word.pattern.startswith('(?P')"""),
        ("T", """assert find('none') is None"""),
        (
            "T",
            """import re
assert isinstance(word, re.Pattern)""",
        ),
        ("T", """assert bool(re.fullmatch(word, 'abc'))"""),
    ],
    "pathlib and files": [
        (
            "L",
            """from pathlib import Path
import os, json, csv""",
        ),
        (
            "S",
            """Path('out').mkdir(exist_ok=True)
Path('out/a.txt').write_text('hi')
def save(rows, name):
    with open(name, 'w', newline='') as f: csv.writer(f).writerows(rows)
def dump(d): json.dump(d, open('d.json', 'w'))
here = Path('out') / 'a.txt'
dump({'k': [1]})""",
        ),
        ("T", """assert Path('out/a.txt').read_text() == 'hi'"""),
        (
            "T",
            """save([[1, 'a'], [2, 'b']], 'rows.csv')
assert open('rows.csv').read().split() == ['1,a', '2,b']""",
        ),
        ("T", """assert json.load(open('d.json')) == {'k': [1]}"""),
        (
            "T",
            """assert here == Path('out/a.txt')
assert here.name == 'a.txt'
assert here.suffix == '.txt'""",
        ),
        ("T", """assert os.path.exists('out/a.txt') and os.listdir('out') == ['a.txt']"""),
        (
            "T",
            """import pandas as pd
save([['a'], [1]], 'p.csv')
assert pd.read_csv('p.csv').a.tolist() == [1]""",
        ),
    ],
    "a test writes a file that the answer reads": [
        (
            "S",
            """def count(name):
    with open(name) as f: return sum(1 for _ in f)
def lines(f): return [l.strip() for l in f]""",
        ),
        (
            "T",
            """with open('t.txt', 'w') as f: f.write('a\\nb\\n')
assert count('t.txt') == 2""",
        ),
        (
            "T",
            """import io
assert lines(io.StringIO('a\\nb')) == ['a', 'b']""",
        ),
        (
            "T",
            """import os
os.remove('t.txt') if os.path.exists('t.txt') else None
try:
    count('t.txt')
except FileNotFoundError:
    pass
else:
    assert False""",
        ),
    ],
    "sqlite": [
        ("L", """import sqlite3"""),
        (
            "S",
            """con = sqlite3.connect(':memory:')
con.execute('create table t (a int, b text)')
con.executemany('insert into t values (?, ?)', [(1, 'x'), (2, 'y')])
def rows(con): return con.execute('select * from t order by a').fetchall()""",
        ),
        ("T", """assert rows(con) == [(1, 'x'), (2, 'y')]"""),
    ],
    "matplotlib figures": [
        (
            "L",
            """import matplotlib.pyplot as plt
import numpy as np""",
        ),
        (
            "S",
            """def draw(x, y):
    fig, ax = plt.subplots(figsize=(4, 3))
    ax.scatter(x, y, color='red', label='pts')
    ax.bar([1, 2], [3, 4])
    ax.set_xlabel('x'); ax.set_ylabel('y'); ax.set_title('T'); ax.legend(); ax.set_xlim(0, 5)
    return fig, ax
fig2, axes = plt.subplots(2, 2)
axes[0, 0].plot([1, 2], 'r--', linewidth=3)
ax3 = plt.figure().add_subplot(111)
h = ax3.hist([1, 1, 2], bins=2)""",
        ),
        (
            "T",
            """fig, ax = draw([1, 2], [3, 4])
assert ax.get_xlabel() == 'x'
assert ax.get_title() == 'T'
assert ax.get_xlim() == (0, 5)""",
        ),
        (
            "T",
            """assert len(ax.collections) == 1
assert np.asarray(ax.collections[0].get_offsets()).tolist() == [[1, 3], [2, 4]]""",
        ),
        ("T", """assert [p.get_height() for p in ax.patches] == [3, 4]"""),
        ("T", """assert axes.shape == (2, 2)"""),
        (
            "T",
            """assert axes[0, 0].lines[0].get_linestyle() == '--'
assert axes[0, 0].lines[0].get_linewidth() == 3""",
        ),
        ("T", """assert h[0].tolist() == [2, 1] and len(fig2.axes) == 4"""),
        ("T", """assert [t.get_text() for t in ax.get_legend().get_texts()] == ['pts']"""),
        (
            "T",
            """import matplotlib
assert isinstance(fig, matplotlib.figure.Figure)""",
        ),
        ("T", """assert isinstance(ax, plt.Axes)"""),
        ("T", """assert fig.get_size_inches().tolist() == [4, 3]"""),
        ("T", """assert ax.get_lines() == [] or len(ax.lines) == 0"""),
    ],
    "dict views": [
        (
            "S",
            """def keys(d): return d.keys()
vals = {'a': 1}.values()
items = {'a': 1}.items()""",
        ),
        ("T", """assert list(keys({'x': 1})) == ['x']"""),
        ("T", """assert list(vals) == [1] and ('a', 1) in items"""),
        ("T", """assert keys({'x': 1}) == {'x'}"""),
    ],
    "structured arrays": [
        ("L", """import numpy as np"""),
        (
            "S",
            """a = np.array([('x', 1), ('y', 2)], dtype=[('n', 'U5'), ('v', 'i4')])
r = np.rec.array([(1, 2.)], names='a,b')""",
        ),
        ("T", """assert a['v'].sum() == 3 and a.dtype.names == ('n', 'v')"""),
        ("T", """assert r.a[0] == 1"""),
    ],
    "sparse matrices": [
        (
            "L",
            """import numpy as np
import scipy.sparse as sp""",
        ),
        (
            "S",
            """m = sp.csr_matrix(np.eye(3))
def dens(m): return m.nnz / np.prod(m.shape)""",
        ),
        ("T", """assert m.nnz == 3 and m.shape == (3, 3)"""),
        ("T", """assert np.allclose(m.toarray(), np.eye(3))"""),
        ("T", """assert dens(sp.eye(4, format='csr')) == .25"""),
        ("T", """assert sp.issparse(m)"""),
        ("T", """assert np.allclose((m @ np.ones(3)), 1)"""),
    ],
    "masked arrays and others of numpy": [
        ("L", """import numpy as np"""),
        (
            "S",
            """m = np.ma.array([1, 2, 3], mask=[0, 1, 0])
d = np.datetime64('2020-01-01'); td = np.timedelta64(3, 'D')
s = np.array(['a', 'bc'])
o = np.array([1, 'a', None], dtype=object)
ix = np.ix_([0], [1])
mat = np.matrix([[1, 2]])
dt = np.dtype('f4')
b = np.bool_(True)
f16 = np.float16(1.5)
z = np.zeros((0, 3))
fo = np.asfortranarray(np.ones((2, 3)))""",
        ),
        ("T", """assert m.sum() == 4 and m.mask.tolist() == [False, True, False]"""),
        ("T", """assert d + td == np.datetime64('2020-01-04')"""),
        ("T", """assert s.dtype.kind == 'U' and o[2] is None"""),
        ("T", """assert mat.shape == (1, 2)"""),
        ("T", """assert dt == np.float32"""),
        ("T", """assert b and f16 == 1.5 and z.shape == (0, 3) and fo.flags.f_contiguous"""),
        ("T", """assert isinstance(b, np.bool_) and isinstance(f16, np.floating)"""),
    ],
    "bytes and memoryview": [
        (
            "S",
            """b = b'\\x00\\xff'; ba = bytearray(b'ab'); mv = memoryview(b'xyz')
def enc(t): return t.encode('utf-8')
def flip(b): b.reverse()""",
        ),
        ("T", """assert b[1] == 255 and ba == b'ab' and enc('é') == b'\\xc3\\xa9'"""),
        ("T", """assert mv[0] == 120 and bytes(mv) == b'xyz'"""),
        (
            "T",
            """x = bytearray(b'ab')
flip(x)
assert x == b'ba'""",
        ),
        (
            "T",
            """import array
assert enc('a') == memoryview(b'a')""",
        ),
    ],
    "array and deque and heap": [
        (
            "S",
            """from array import array
from collections import deque, ChainMap
import heapq
a = array('i', [1, 2])
q = deque([1, 2], maxlen=2)
q.append(3)
def push(h, x): heapq.heappush(h, x)
ch = ChainMap({'a': 1}, {'b': 2})""",
        ),
        ("T", """assert a.tolist() == [1, 2]"""),
        ("T", """assert q == deque([2, 3]) and q.maxlen == 2"""),
        (
            "T",
            """h = [3]
push(h, 1)
assert h == [1, 3]""",
        ),
        ("T", """assert ch['b'] == 2"""),
        ("T", """assert sum(a) == 3 and a[0] == 1"""),
    ],
    "async functions": [
        (
            "S",
            """import asyncio
async def later(x):
    await asyncio.sleep(0)
    return x + 1
async def many(xs): return await asyncio.gather(*map(later, xs))
async def agen():
    for i in range(2): yield i""",
        ),
        ("T", """assert await later(1) == 2"""),
        (
            "T",
            """import asyncio
assert await asyncio.gather(later(1), later(2)) == [2, 3]""",
        ),
        ("T", """assert await many([1, 2]) == [2, 3]"""),
        (
            "T",
            """import inspect
assert inspect.iscoroutinefunction(later)""",
        ),
        ("T", """assert [x async for x in agen()] == [0, 1]"""),
    ],
    "type hints": [
        (
            "S",
            """from typing import Optional, get_type_hints
def f(x: int, y: 'list[int]' = None) -> Optional[float]: return None
Vector = list[float]
class A:
    n: int = 3
    def m(self, k: str) -> bool: return True""",
        ),
        ("T", """assert f.__annotations__['x'] is int"""),
        (
            "T",
            """from typing import Optional
assert f.__annotations__['return'] == Optional[float]""",
        ),
        (
            "T",
            """from typing import get_type_hints
assert get_type_hints(f)['x'] is int""",
        ),
        ("T", """assert A.__annotations__ == {'n': int}"""),
        ("T", """assert Vector == list[float]"""),
        (
            "T",
            """import inspect
assert inspect.signature(f).parameters['y'].default is None""",
        ),
        ("T", """assert A.m.__annotations__ == {'k': str, 'return': bool}"""),
    ],
    "dataclasses": [
        (
            "S",
            """from dataclasses import dataclass, field
@dataclass
class Book:
    title: str
    price: float = 1.0
    tags: list = field(default_factory=list)
@dataclass(frozen=True, order=True)
class Pt:
    x: int
    y: int""",
        ),
        ("T", """assert Book('a') == Book('a') and Book('a') != Book('b')"""),
        ("T", """assert repr(Book('a')) == "Book(title='a', price=1.0, tags=[])\""""),
        (
            "T",
            """from dataclasses import is_dataclass, fields, asdict
assert is_dataclass(Book)
assert [f.name for f in fields(Book)] == ['title', 'price', 'tags']""",
        ),
        (
            "T",
            """from dataclasses import asdict
assert asdict(Book('a')) == {'title': 'a', 'price': 1.0, 'tags': []}""",
        ),
        (
            "T",
            """try:
    Pt(1, 2).x = 3
except AttributeError:
    pass
else:
    assert False""",
        ),
        ("T", """assert sorted([Pt(2, 1), Pt(1, 5)])[0] == Pt(1, 5)"""),
        ("T", """assert len({Pt(1, 2), Pt(1, 2)}) == 1"""),
        (
            "T",
            """from dataclasses import replace
assert replace(Pt(1, 2), x=5) == Pt(5, 2)""",
        ),
        (
            "T",
            """b = Book('t')
b.tags.append('x')
assert b.tags == ['x'] and Book('u').tags == []""",
        ),
        ("T", """assert Book('a').__dict__ == {'title': 'a', 'price': 1.0, 'tags': []}"""),
        ("T", """assert vars(Pt(1, 2)) == {'x': 1, 'y': 2}"""),
    ],
    "abstract classes": [
        (
            "S",
            """from abc import ABC, abstractmethod
class Shape(ABC):
    @abstractmethod
    def area(self): ...
class Sq(Shape):
    def __init__(self, a): self.a = a
    def area(self): return self.a ** 2""",
        ),
        (
            "T",
            """try:
    Shape()
except TypeError:
    pass
else:
    assert False""",
        ),
        (
            "T",
            """assert Sq(2).area() == 4 and isinstance(Sq(2), Shape) and issubclass(Sq, Shape)""",
        ),
    ],
    "singletons and class attributes": [
        (
            "S",
            """class One:
    _i = None
    count = 0
    def __new__(cls):
        if cls._i is None: cls._i = super().__new__(cls)
        One.count += 1
        return cls._i""",
        ),
        ("T", """assert One() is One()"""),
        (
            "T",
            """before = One.count
One()
assert One.count == before + 1""",
        ),
        (
            "T",
            """One.count = 100
One()
assert One.count == 101""",
        ),
        ("T", """assert hasattr(One, 'count') and not hasattr(One, 'none')"""),
    ],
    "the student's class inherits the instructor's": [
        (
            "L",
            """class Animal:
    def __init__(self, name): self.name = name
    def speak(self): return 'I am ' + self.name + self.sound()
    def sound(self): raise NotImplementedError""",
        ),
        (
            "S",
            """class Dog(Animal):
    def sound(self): return ' woof'""",
        ),
        ("T", """assert Dog('Rex').speak() == 'I am Rex woof'"""),
        ("T", """assert issubclass(Dog, Animal)"""),
        ("T", """assert isinstance(Dog('x'), Animal)"""),
        ("T", """assert Dog.__name__ == 'Dog' and Dog('x').name == 'x'"""),
        (
            "T",
            """def intro(a: Animal): return a.speak()
assert intro(Dog('Y')) == 'I am Y woof'""",
        ),
    ],
    "a test's class inherits the student's": [
        (
            "S",
            """class Base:
    def run(self): return self.step() + 1
    def step(self): return 0""",
        ),
        (
            "T",
            """from unittest.mock import patch
with patch.object(Base, 'step', return_value=9):
    assert Base().run() == 10""",
        ),
        (
            "T",
            """b = Base()
b.step = lambda: 3
assert b.run() == 4""",
        ),
        (
            "T",
            """old = Base.step
Base.step = lambda self: 7
try:
    assert Base().run() == 8
finally:
    Base.step = old""",
        ),
    ],
    "an object of the instructor's as argument": [
        (
            "L",
            """class Node:
    def __init__(self, v, next=None): self.v, self.next = v, next
class Account:
    def __init__(self): self.balance = 0
    def deposit(self, x): self.balance += x""",
        ),
        (
            "S",
            """def length(n):
    k = 0
    while n: k, n = k + 1, n.next
    return k
def pay(acc): acc.deposit(5); return acc
def push(n, v): return Node(v, n)
def rev(n):
    p = None
    while n: n.next, p, n = p, n, n.next
    return p""",
        ),
        ("T", """assert length(Node(1, Node(2))) == 2 and length(None) == 0"""),
        (
            "T",
            """a = Account()
r = pay(a)
assert a.balance == 5 and r is a""",
        ),
        (
            "T",
            """n = push(Node(1), 0)
assert n.v == 0 and n.next.v == 1 and isinstance(n, Node)""",
        ),
        (
            "T",
            """n = rev(Node(1, Node(2, Node(3))))
assert [n.v, n.next.v, n.next.next.v] == [3, 2, 1]""",
        ),
    ],
    "monkeypatching": [
        ("L", """import math, time, random"""),
        (
            "S",
            """def area(r): return math.pi * r ** 2
def stamp(): return time.time()
def dice(): return random.randint(1, 6)
def helper(): return 1
def use(): return helper() + 1""",
        ),
        (
            "T",
            """from unittest.mock import patch
with patch('time.time', return_value=5.0): assert stamp() == 5.0""",
        ),
        (
            "T",
            """from unittest.mock import patch
with patch('random.randint', return_value=6) as r:
    assert dice() == 6
r.assert_called_once_with(1, 6)""",
        ),
        (
            "T",
            """old = helper
helper = lambda: 10
try:
    assert use() == 11
finally:
    helper = old""",
        ),
        (
            "T",
            """import builtins
old = builtins.input
builtins.input = lambda p='': '3'
try:
    assert use() == 2
finally:
    builtins.input = old""",
        ),
        (
            "T",
            """from unittest.mock import patch
with patch.object(math, 'pi', 3): assert area(1) == 3""",
        ),
        (
            "T",
            """from unittest.mock import patch
with patch.dict('os.environ', {'HOME': '/x'}):
    import os
    assert os.environ['HOME'] == '/x'""",
        ),
        (
            "T",
            """from unittest.mock import patch
with patch(f'{__name__}.helper', return_value=4): assert use() == 5""",
        ),
    ],
    "input several times": [
        (
            "S",
            """def ask():
    while True:
        t = input('n: ')
        if t.isdigit(): return int(t)
        print('again')""",
        ),
        (
            "T",
            """from unittest.mock import patch
with patch('builtins.input', side_effect=['a', '5']), patch('builtins.print') as p:
    assert ask() == 5
assert p.call_count == 1""",
        ),
        (
            "T",
            """answers = iter(['9'])
import builtins
old = builtins.input
builtins.input = lambda *a: next(answers)
assert ask() == 9
builtins.input = old""",
        ),
    ],
    "a linked structure of the student's": [
        (
            "S",
            """class Node:
    def __init__(self, v): self.v, self.left, self.right = v, None, None
class Tree:
    def __init__(self): self.root = None
    def insert(self, v):
        if self.root is None: self.root = Node(v); return
        n = self.root
        while True:
            side = 'left' if v < n.v else 'right'
            if getattr(n, side) is None: setattr(n, side, Node(v)); return
            n = getattr(n, side)
    def __iter__(self):
        def walk(n):
            if n: yield from walk(n.left); yield n.v; yield from walk(n.right)
        return walk(self.root)
    def __len__(self): return sum(1 for _ in self)
    def __contains__(self, v): return any(x == v for x in self)""",
        ),
        (
            "T",
            """t = Tree()
for v in [3, 1, 2]: t.insert(v)
assert list(t) == [1, 2, 3] and len(t) == 3""",
        ),
        ("T", """assert t.root.v == 3 and t.root.left.right.v == 2 and t.root.right is None"""),
        ("T", """assert t.root.left == t.root.left and t.root is t.root"""),
    ],
    "scipy results": [
        (
            "L",
            """import numpy as np
from scipy import optimize, stats""",
        ),
        (
            "S",
            """res = optimize.minimize(lambda x: (x[0] - 1) ** 2, [0.])
dist = stats.norm(0, 1)
tt = stats.ttest_1samp([1., 2., 3.], 0)
root = optimize.root_scalar(lambda x: x - 1, bracket=[0, 3])""",
        ),
        ("T", """assert abs(res.x[0] - 1) < 1e-4 and res.success"""),
        ("T", """assert abs(dist.cdf(0) - .5) < 1e-9"""),
        ("T", """assert tt.pvalue < .1 and abs(tt[0] - tt.statistic) < 1e-9"""),
        ("T", """assert abs(root.root - 1) < 1e-6 and root.converged"""),
    ],
    "a decorator with state": [
        (
            "S",
            """class Count:
    def __init__(self, f): self.f, self.n = f, 0
    def __call__(self, *a): self.n += 1; return self.f(*a)
@Count
def hi(x): return x
def memo(f):
    cache = {}
    def g(x):
        if x not in cache: cache[x] = f(x)
        return cache[x]
    g.cache = cache
    return g""",
        ),
        ("T", """assert hi(3) == 3 and hi.n >= 1"""),
        (
            "T",
            """calls = []
m = memo(lambda x: calls.append(x) or x * 2)
assert m(2) == 4 and m(2) == 4 and calls == [2]""",
        ),
        (
            "T",
            """m = memo(len)
m('ab')
assert m.cache == {'ab': 2}""",
        ),
        (
            "T",
            """@memo
def slow(x): return x + 1
assert slow(1) == 2""",
        ),
    ],
    "slots, descriptors, metaclass": [
        (
            "S",
            """class P:
    __slots__ = ('x',)
    def __init__(self, x): self.x = x
class Meta(type):
    def __call__(cls, *a): o = super().__call__(*a); o.made = True; return o
class M(metaclass=Meta): pass
class Pos:
    def __set_name__(self, o, n): self.n = '_' + n
    def __get__(self, o, t=None): return getattr(o, self.n)
    def __set__(self, o, v):
        if v < 0: raise ValueError('neg')
        setattr(o, self.n, v)
class D:
    v = Pos()""",
        ),
        (
            "T",
            """try:
    P(1).y = 2
except AttributeError: pass
else: assert False""",
        ),
        ("T", """assert M().made is True"""),
        (
            "T",
            """d = D()
d.v = 3
assert d.v == 3""",
        ),
        (
            "T",
            """try:
    D().v = -1
except ValueError: pass
else: assert False""",
        ),
    ],
    "iterators of the student's": [
        (
            "S",
            """class Countdown:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n <= 0: raise StopIteration
        self.n -= 1
        return self.n + 1
class Seq:
    def __getitem__(self, i):
        if i > 2: raise IndexError
        return i * i""",
        ),
        ("T", """assert list(Countdown(3)) == [3, 2, 1]"""),
        (
            "T",
            """c = Countdown(1)
assert next(c) == 1
try:
    next(c)
except StopIteration: pass
else: assert False""",
        ),
        ("T", """assert list(Seq()) == [0, 1, 4]"""),
        ("T", """assert iter(c) is c"""),
        ("T", """assert sum(Countdown(4)) == 10 and max(Countdown(3)) == 3"""),
        ("T", """assert [x for x, y in zip(Countdown(2), 'ab')] == [2, 1]"""),
        (
            "T",
            """a, *b = Countdown(3)
assert b == [2, 1]""",
        ),
    ],
    "modules and math": [
        (
            "L",
            """import math
import numpy as np""",
        ),
        (
            "S",
            """sin = math.sin
total = np.sum
k = math.pi
lib = math""",
        ),
        ("T", """assert sin(0) == 0 and total([1, 2]) == 3"""),
        ("T", """assert lib.sqrt(4) == 2"""),
    ],
    "groups of pandas": [
        (
            "P",
            """import pandas as pd
df=pd.DataFrame({'g':list('aab'),'v':[1,2,6]})""",
        ),
        (
            "S",
            """gb = df.groupby('g')
def norm(d): return d.groupby('g')['v'].transform(lambda s: s - s.mean())
def top(d, n): return d.sort_values('v', ascending=False).head(n)
sizes = gb.size()
desc = df.describe()
corr = df.assign(w=df.v*2)[['v','w']].corr()""",
        ),
        ("T", """assert gb.ngroups == 2"""),
        ("T", """assert gb['v'].sum()['a'] == 3"""),
        ("T", """assert norm(df).tolist() == [-.5, .5, 0]"""),
        ("T", """assert top(df, 1).index[0] == 2"""),
        ("T", """assert sizes.to_dict() == {'a': 2, 'b': 1}"""),
        ("T", """assert desc.loc['mean', 'v'] == 3 and desc.loc['50%'].v == 2"""),
        ("T", """assert abs(corr.iloc[0, 1] - 1) < 1e-9"""),
        ("T", """assert [k for k, _ in gb] == ['a', 'b']"""),
        ("T", """assert gb.get_group('a').shape == (2, 2)"""),
    ],
    "categorical arrays": [
        ("L", """import pandas as pd"""),
        (
            "S",
            """size = pd.Categorical(['s','l','m'], categories=['s','m','l'], ordered=True)
ser = pd.Series(size)
bins = pd.cut([1, 5, 9], bins=[0, 3, 6, 10], labels=['low','mid','high'])
q = pd.qcut(pd.Series(range(8)), 4)
dum = pd.get_dummies(pd.Series(['x','y','x']))
codes, uniq = pd.factorize(['b','a','b'])""",
        ),
        ("T", """assert size.ordered and list(size.codes) == [0, 2, 1]"""),
        ("T", """assert ser.max() == 'l' and ser.sort_values().tolist() == ['s', 'm', 'l']"""),
        ("T", """assert (ser > 's').sum() == 2"""),
        ("T", """assert list(bins) == ['low', 'mid', 'high'] and bins.categories[0] == 'low'"""),
        ("T", """assert q.nunique() == 4 and q.iloc[0].left < 0 < q.iloc[7].right"""),
        ("T", """assert dum.columns.tolist() == ['x', 'y'] and dum['x'].sum() == 2"""),
        ("T", """assert isinstance(ser.dtype, pd.CategoricalDtype)"""),
    ],
    "random generators as arguments": [
        ("L", """import numpy as np"""),
        (
            "S",
            """def sample(seed, n):
    rng = np.random.default_rng(seed)
    return rng.normal(size=n)
def shuffle(xs, rng):
    rng.shuffle(xs)
    return xs
def boot(x, rng, n): return np.array([rng.choice(x, len(x)).mean() for _ in range(n)])
def walk(n, seed=None):
    np.random.seed(seed)
    return np.cumsum(np.random.choice([-1, 1], n))""",
        ),
        (
            "T",
            """np.testing.assert_allclose(sample(3, 4), np.random.default_rng(3).normal(size=4))""",
        ),
        (
            "T",
            """rng = np.random.default_rng(0)
xs = list(range(5))
ys = shuffle(xs, rng)
ref = list(range(5)); np.random.default_rng(0).shuffle(ref)
assert xs == ref and ys is xs""",
        ),
        (
            "T",
            """rng = np.random.default_rng(1)
b = boot(np.arange(10.), rng, 50)
assert b.shape == (50,) and abs(b.mean() - 4.5) < 1""",
        ),
        (
            "T",
            """r1, r2 = np.random.default_rng(1), np.random.default_rng(1)
assert (boot([1., 2.], r1, 5) == boot([1., 2.], r2, 5)).all()
assert r1.random() == r2.random()""",
        ),
        (
            "T",
            """rng = np.random.default_rng(1)
before = rng.bit_generator.state['state']['state']
boot([1., 2.], rng, 1)
assert rng.bit_generator.state['state']['state'] != before""",
        ),
        (
            "T",
            """np.random.seed(5); want = np.cumsum(np.random.choice([-1, 1], 6))
assert (walk(6, 5) == want).all()""",
        ),
        (
            "T",
            """rng = np.random.Generator(np.random.MT19937(3))
b = boot([1., 5.], rng, 3)
assert b.shape == (3,)""",
        ),
    ],
    "statsmodels": [
        (
            "L",
            """import numpy as np, pandas as pd
import statsmodels.api as sm
import statsmodels.formula.api as smf
d = pd.DataFrame({'x': np.arange(10.), 'y': 2 * np.arange(10.) + 1})""",
        ),
        (
            "S",
            """res = smf.ols('y ~ x', data=d).fit()
model = sm.OLS(d.y, sm.add_constant(d.x))
fit2 = model.fit()""",
        ),
        (
            "T",
            """assert abs(res.params['x'] - 2) < 1e-6
assert abs(res.params['Intercept'] - 1) < 1e-6""",
        ),
        ("T", """assert res.rsquared > .99 and res.nobs == 10"""),
        ("T", """assert res.pvalues['x'] < .05 and res.conf_int().shape == (2, 2)"""),
        ("T", """assert np.allclose(fit2.predict([[1, 3]]), 7)"""),
        ("T", """assert 'OLS Regression Results' in str(res.summary())"""),
        ("T", """assert np.abs(fit2.resid).max() < 1e-6"""),
    ],
    "attributes of plots": [
        (
            "L",
            """import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd""",
        ),
        (
            "S",
            """def hist(x, bins):
    fig, ax = plt.subplots()
    ax.hist(x, bins=bins, color='green', alpha=.5, edgecolor='k')
    ax.set(xlabel='value', ylabel='count', title='Hist')
    ax.grid(True)
    return ax
def lines():
    fig, axs = plt.subplots(1, 2, sharey=True)
    axs[0].plot([0, 1], [0, 1], 'r--', label='one', marker='o')
    axs[0].plot([0, 1], [1, 0], label='two')
    axs[0].legend(loc='upper left')
    axs[1].imshow(np.eye(3), cmap='gray')
    axs[1].axhline(1)
    fig.suptitle('Both')
    return fig
bar = pd.Series([1, 2], index=['a', 'b']).plot.bar()
plt.figure()
pie = plt.pie([1, 2], labels=['x', 'y'])
plt.figure()
box = plt.boxplot([1, 2, 3])
plt.figure()
sc = plt.scatter([1, 2], [3, 4], c=[0, 1], s=[10, 20])""",
        ),
        (
            "T",
            """ax = hist([1, 2, 2, 3], 3)
assert len(ax.patches) == 3 and [p.get_height() for p in ax.patches] == [1, 2, 1]""",
        ),
        (
            "T",
            """ax = hist([1], 2)
assert ax.get_xlabel() == 'value' and ax.title.get_text() == 'Hist'""",
        ),
        (
            "T",
            """ax = hist([1], 2)
from matplotlib.colors import to_rgb, to_rgba
assert to_rgba(ax.patches[0].get_facecolor())[:3] == to_rgb('green')""",
        ),
        (
            "T",
            """fig = lines()
assert len(fig.axes) == 2 and fig._suptitle.get_text() == 'Both'""",
        ),
        (
            "T",
            """a = lines().axes[0]
assert [l.get_label() for l in a.lines] == ['one', 'two'] and a.lines[0].get_marker() == 'o'""",
        ),
        (
            "T",
            """a = lines().axes[0]
assert a.lines[0].get_color() == 'r' and len(a.get_legend_handles_labels()[0]) == 2""",
        ),
        (
            "T",
            """a = lines().axes[0]
np.testing.assert_array_equal(a.lines[1].get_xydata(), [[0, 1], [1, 0]])""",
        ),
        (
            "T",
            """a = lines().get_axes()[1]
assert a.images[0].get_array().shape == (3, 3) and a.images[0].get_cmap().name == 'gray'""",
        ),
        (
            "T",
            """assert [t.get_text() for t in bar.get_xticklabels()] == ['a', 'b']
assert len(bar.containers) == 1""",
        ),
        ("T", """assert len(pie[0]) == 2 and pie[1][0].get_text() == 'x'"""),
        (
            "T",
            """assert set(box) >= {'boxes', 'medians'} and box['medians'][0].get_ydata()[0] == 2""",
        ),
        (
            "T",
            """assert sc.get_offsets().shape == (2, 2) and sc.get_sizes().tolist() == [10, 20]""",
        ),
        (
            "T",
            """from matplotlib.figure import Figure
assert isinstance(lines(), Figure)""",
        ),
        (
            "T",
            """ax = hist([1, 2], 2)
assert ax.get_ylim()[0] == 0 and ax.xaxis.get_label_text() == 'value'""",
        ),
    ],
    "dataclasses with methods": [
        (
            "S",
            """from dataclasses import dataclass, field
@dataclass
class Item:
    name: str
    price: float
    qty: int = 1
    total: float = field(init=False)
    def __post_init__(self):
        if self.price < 0: raise ValueError('price must not be negative')
        self.total = self.price * self.qty
@dataclass
class Cart:
    items: list = field(default_factory=list)
    def add(self, item): self.items.append(item); return self
    @property
    def total(self): return sum(i.total for i in self.items)
    def __len__(self): return len(self.items)
    def __iter__(self): return iter(self.items)
@dataclass(order=True)
class Card:
    sort_index: int = field(init=False, repr=False)
    rank: int
    suit: str = 'h'
    def __post_init__(self): self.sort_index = self.rank
@dataclass
class Sub(Item):
    extra: str = ''""",
        ),
        ("T", """assert Item('a', 2.0, 3).total == 6"""),
        (
            "T",
            """import pytest
with pytest.raises(ValueError, match='must not be negative'): Item('a', -1)""",
        ),
        (
            "T",
            """c = Cart().add(Item('a', 1.0)).add(Item('b', 2.0))
assert c.total == 3 and len(c) == 2""",
        ),
        (
            "T",
            """c = Cart()
c.add(Item('a', 1.0))
assert c.items == [Item('a', 1.0)] and c.items[0].name == 'a'""",
        ),
        ("T", """assert [i.name for i in Cart([Item('z', 1)])] == ['z']"""),
        ("T", """assert Card(3) < Card(4) and max(Card(2), Card(9)).rank == 9"""),
        ("T", """assert repr(Card(3)) == "Card(rank=3, suit='h')\""""),
        (
            "T",
            """import dataclasses
assert [f.name for f in dataclasses.fields(Item)] == ['name', 'price', 'qty', 'total']""",
        ),
        (
            "T",
            """import dataclasses
assert dataclasses.asdict(Item('a', 2.0)) == {'name': 'a', 'price': 2.0, 'qty': 1, 'total': 2.0}""",
        ),
        (
            "T",
            """import dataclasses
assert dataclasses.is_dataclass(Item) and dataclasses.is_dataclass(Item('a', 1))""",
        ),
        (
            "T",
            """import dataclasses
assert dataclasses.replace(Item('a', 2.0), qty=5).total == 10""",
        ),
        (
            "T",
            """assert isinstance(Sub('s', 1.0), Item) and Sub('s', 1.0, extra='e').extra == 'e'""",
        ),
        (
            "T",
            """a = Item('a', 2.0)
a.qty = 7
assert a.qty == 7 and a != Item('a', 2.0)""",
        ),
        (
            "T",
            """import copy
a = Cart([Item('a', 1.0)])
b = copy.deepcopy(a)
b.items[0].name = 'q'
assert a.items[0].name == 'a'""",
        ),
    ],
    "enumerations with methods": [
        (
            "S",
            """from enum import Enum, Flag, auto, IntEnum, unique
class Planet(Enum):
    EARTH = (5.97, 6.37)
    MARS = (0.64, 3.39)
    def __init__(self, mass, radius): self.mass, self.radius = mass, radius
    @property
    def density(self): return self.mass / self.radius
class Perm(Flag):
    R = auto()
    W = auto()
    X = auto()
class Day(IntEnum):
    MON = 1
    SUN = 7
    def is_weekend(self): return self >= 6
def nxt(d): return Day.SUN if d == Day.MON else Day.MON
class Color(str, Enum):
    RED = 'red'""",
        ),
        ("T", """assert Planet.EARTH.mass == 5.97 and Planet.MARS.density < 1"""),
        ("T", """assert [p.name for p in Planet] == ['EARTH', 'MARS']"""),
        ("T", """assert Planet((0.64, 3.39)) is Planet.MARS"""),
        ("T", """assert (Perm.R | Perm.W) & Perm.R and not Perm.R & Perm.X"""),
        ("T", """assert Perm.R in (Perm.R | Perm.W)"""),
        ("T", """assert Day.SUN.is_weekend() and not Day.MON.is_weekend()"""),
        ("T", """assert nxt(Day.MON) is Day.SUN and nxt(Day.SUN) == Day.MON"""),
        ("T", """assert Day(7) == 7 and Day['MON'].value == 1"""),
        ("T", """assert Color.RED == 'red' and Color('red').name == 'RED'"""),
        (
            "T",
            """import pytest
with pytest.raises(ValueError): Day(3)""",
        ),
        ("T", """assert {Day.MON: 'x'}[Day.MON] == 'x' and len(Planet.__members__) == 2"""),
    ],
    "named tuples with methods": [
        (
            "S",
            """from collections import namedtuple
from typing import NamedTuple
class Vec(namedtuple('Vec', 'x y')):
    def norm(self): return (self.x ** 2 + self.y ** 2) ** .5
    def __add__(self, o): return Vec(self.x + o.x, self.y + o.y)
class Emp(NamedTuple):
    name: str
    pay: float = 1.0
    def raised(self, k): return self._replace(pay=self.pay * k)
Student = namedtuple('Student', ['name', 'grades'], defaults=[()])
def best(students): return max(students, key=lambda s: sum(s.grades))""",
        ),
        ("T", """assert Vec(3, 4).norm() == 5"""),
        ("T", """assert Vec(1, 2) + Vec(3, 4) == Vec(4, 6)"""),
        ("T", """assert Vec(1, 2) == (1, 2) and Vec(1, 2)[1] == 2"""),
        ("T", """assert Emp('a', 2.0).raised(2).pay == 4 and Emp('b').pay == 1"""),
        (
            "T",
            """a, b = Emp('n', 3.0)
assert (a, b) == ('n', 3.0)""",
        ),
        ("T", """assert best([Student('a', [1]), Student('b', [5])]).name == 'b'"""),
        ("T", """assert Student('q').grades == () and Student._fields == ('name', 'grades')"""),
        ("T", """assert isinstance(Emp('a'), tuple) and len(Emp('a')) == 2"""),
        (
            "T",
            """assert Emp._field_defaults == {'pay': 1.0}
assert Emp('a')._asdict() == {'name': 'a', 'pay': 1.0}""",
        ),
        (
            "T",
            """import pytest
with pytest.raises(AttributeError): Student('q').name = 1""",
        ),
    ],
    "operators with numbers": [
        (
            "S",
            """class Money:
    def __init__(self, a): self.a = a
    def __add__(self, o): return Money(self.a + (o.a if isinstance(o, Money) else o))
    __radd__ = __add__
    def __sub__(self, o): return Money(self.a - getattr(o, 'a', o))
    def __mul__(self, k): return Money(self.a * k)
    def __truediv__(self, k):
        if k == 0: raise ZeroDivisionError('no')
        return Money(self.a / k)
    def __pow__(self, k): return Money(self.a ** k)
    def __iadd__(self, o): self.a += getattr(o, 'a', o); return self
    def __neg__(self): return Money(-self.a)
    def __float__(self): return float(self.a)
    def __int__(self): return int(self.a)
    def __round__(self, n=0): return Money(round(self.a, n))
    def __lt__(self, o): return self.a < o.a
    def __eq__(self, o): return self.a == getattr(o, 'a', o)
    def __hash__(self): return hash(self.a)
    def __str__(self): return f'${self.a:.2f}'
    def __matmul__(self, o): return self.a * o.a
    def __divmod__(self, k): return divmod(self.a, k)
    def __lshift__(self, k): return Money(self.a << k)""",
        ),
        ("T", """assert (Money(2) * 3).a == 6 and (Money(2) + 1).a == 3"""),
        ("T", """assert sum([Money(1), Money(2)]).a == 3 and (5 + Money(1)).a == 6"""),
        (
            "T",
            """m = Money(1)
n = m
m += 4
assert m.a == 5 and n is m""",
        ),
        (
            "T",
            """import pytest
with pytest.raises(ZeroDivisionError): Money(1) / 0""",
        ),
        (
            "T",
            """assert float(Money(2)) == 2.0
assert int(Money(3)) == 3 and round(Money(2.26), 1).a == 2.3""",
        ),
        ("T", """assert str(Money(3) - 1) == '$2.00' and (Money(2) ** 3).a == 8"""),
        (
            "T",
            """assert Money(2) @ Money(3) == 6
assert divmod(Money(7), 2) == (3, 1) and (Money(1) << 2).a == 4""",
        ),
        ("T", """assert min(Money(3), Money(1)).a == 1 and Money(1) < Money(2)"""),
        ("T", """assert Money(5) == 5"""),
        ("T", """assert {Money(1): 'x'}[Money(1)] == 'x' and Money(1) in [Money(2), Money(1)]"""),
        ("T", """assert Money(1) + Money(2) == Money(3)"""),
        (
            "T",
            """import math
assert math.isclose(Money(1.5), 1.5) and math.floor(float(Money(1.5))) == 1""",
        ),
        (
            "T",
            """import pytest
with pytest.raises(TypeError): Money(1) % 2""",
        ),
    ],
    "inheritance": [
        (
            "L",
            """class Shape:
    def __init__(self, name): self.name = name
    def area(self): raise NotImplementedError
    def __str__(self): return f'{self.name}: {self.area():.1f}'
    def __len__(self): return 4""",
        ),
        (
            "S",
            """import math
from abc import ABC, abstractmethod
class Circle(Shape):
    def __init__(self, r): super().__init__('circle'); self.r = r
    def area(self): return math.pi * self.r ** 2
class Square(Shape):
    sides = 4
    def __init__(self, a): super().__init__('square'); self.a = a
    def area(self): return self.a ** 2
class Named:
    def hello(self): return 'hi ' + self.name
class Both(Square, Named): pass
class Base(ABC):
    @abstractmethod
    def go(self): ...
class Impl(Base):
    def go(self): return 'went'
class Bad(Base): pass""",
        ),
        (
            "T",
            """assert str(Square(2)) == 'square: 4.0' and abs(Circle(1).area() - 3.14159) < 1e-4""",
        ),
        (
            "T",
            """assert isinstance(Circle(1), Shape)
assert issubclass(Square, Shape)
assert not issubclass(Circle, Square)""",
        ),
        ("T", """assert Both(3).hello() == 'hi square' and Both.sides == 4"""),
        ("T", """assert [round(s.area()) for s in [Circle(1), Square(2)]] == [3, 4]"""),
        ("T", """assert Circle.__bases__ == (Shape,) and Both.__bases__ == (Square, Named)"""),
        (
            "T",
            """import pytest
with pytest.raises(TypeError): Bad()
with pytest.raises(TypeError, match='abstract'): Base()""",
        ),
        (
            "T",
            """import inspect
assert inspect.isabstract(Base)
assert not inspect.isabstract(Impl)
assert Base.__abstractmethods__ == frozenset({'go'})""",
        ),
        (
            "T",
            """assert type(Circle(1)) is Circle
assert type(Circle(1)).__name__ == 'Circle'
assert Circle(2).__class__ == Circle""",
        ),
        ("T", """assert len(Square(1)) == 4"""),
        ("T", """assert Circle.area is not Shape.area and 'area' in vars(Circle)"""),
        (
            "T",
            """assert hasattr(Circle(1), 'r')
assert not hasattr(Square(1), 'r')
assert getattr(Square(1), 'zzz', None) is None""",
        ),
    ],
    "what objects and classes have": [
        (
            "S",
            """class Account:
    rate = .1
    _count = 0
    def __init__(self, owner, balance=0):
        self.owner = owner
        self.__balance = balance
        self._log = []
        Account._count += 1
    @property
    def balance(self): return self.__balance
    @balance.setter
    def balance(self, v):
        if not isinstance(v, (int, float)): raise TypeError('number')
        if v < 0: raise ValueError('negative balance')
        self.__balance = v
    @property
    def readonly(self): return 1
    @classmethod
    def count(cls): return cls._count
    @staticmethod
    def valid(x): return x > 0
    def deposit(self, x): self.balance += x; self._log.append(('dep', x)); return self.balance
    def __repr__(self): return f"Account('{self.owner}', {self.balance})"
    def __del__(self): pass""",
        ),
        (
            "T",
            """a = Account('ann', 5)
assert a.deposit(3) == 8 and a.balance == 8 and a._log == [('dep', 3)]""",
        ),
        (
            "T",
            """a = Account('ann', 5)
assert a._Account__balance == 5 and not hasattr(a, '__balance')""",
        ),
        (
            "T",
            """a = Account('x')
try:
    a.readonly = 2
    assert False
except AttributeError as e:
    pass""",
        ),
        (
            "T",
            """import pytest
a = Account('x')
with pytest.raises(ValueError, match='negative'): a.balance = -1
with pytest.raises(TypeError): a.balance = 'q'""",
        ),
        (
            "T",
            """n = Account.count()
Account('y')
assert Account.count() == n + 1""",
        ),
        ("T", """assert Account.valid(3) and Account('q').valid(1) and Account.rate == .1"""),
        (
            "T",
            """b = Account('b'); b.rate = .5
assert Account.rate == .1 and b.rate == .5""",
        ),
        (
            "T",
            """assert isinstance(Account.balance, property)
assert Account.balance.fset is not None
assert Account.readonly.fset is None""",
        ),
        (
            "T",
            """assert repr(Account('z', 1)) == "Account('z', 1)"
assert f"{Account('z', 1)!r}" == str(Account('z', 1))""",
        ),
        (
            "T",
            """a = Account('d'); del a.owner
assert not hasattr(a, 'owner')""",
        ),
    ],
    "exceptions with members": [
        (
            "S",
            """class AppError(Exception):
    '''Base.'''
    code = 7
class NotFound(AppError, KeyError):
    def __init__(self, key, where='db'):
        super().__init__(f'{key} not in {where}')
        self.key, self.where = key, where
    def __str__(self): return f'missing {self.key}'
class Low(ValueError):
    def __init__(self, have): self.have = have
    @property
    def lack(self): return 10 - self.have
def find(d, k):
    try: return d[k]
    except KeyError: raise NotFound(k) from None
def wrap(x):
    try: return int(x)
    except ValueError as e: raise AppError('bad', x) from e
def low(n):
    if n < 10: raise Low(n)
    return n
def safe(f, *a):
    try: return f(*a)
    except Exception as e: return type(e).__name__, str(e)
def collect(fs):
    errs = []
    for f in fs:
        try: f()
        except Exception as e: errs.append(e)
    return errs""",
        ),
        (
            "T",
            """import pytest
with pytest.raises(NotFound) as info: find({}, 'a')
assert info.value.key == 'a' and str(info.value) == 'missing a'""",
        ),
        (
            "T",
            """try:
    find({}, 'q')
except KeyError as e:
    assert isinstance(e, AppError) and e.code == 7
else: assert False""",
        ),
        (
            "T",
            """try: wrap('z')
except AppError as e:
    assert e.args == ('bad', 'z') and isinstance(e.__cause__, ValueError)
else: assert False""",
        ),
        (
            "T",
            """try: low(4)
except Low as e: assert e.have == 4 and e.lack == 6
else: assert False""",
        ),
        (
            "T",
            """e = NotFound('k')
assert e.key == 'k' and str(e) == 'missing k' and isinstance(e, KeyError)""",
        ),
        (
            "T",
            """assert str(AppError('hello')) == 'hello'
assert AppError.__doc__ == 'Base.'
assert AppError.code == 7""",
        ),
        (
            "T",
            """def boom(): raise ZeroDivisionError('by zero')
assert safe(boom) == ('ZeroDivisionError', 'by zero')""",
        ),
        (
            "T",
            """def boom(): raise NotFound('x')
assert safe(boom)[0] == 'NotFound'""",
        ),
        (
            "T",
            """assert issubclass(NotFound, AppError)
assert issubclass(NotFound, LookupError)
assert NotFound.__mro__[1] is AppError""",
        ),
        (
            "T",
            """try: find({}, 'q')
except NotFound as e: assert e.__cause__ is None and e.__suppress_context__
else: assert False""",
        ),
        (
            "T",
            """import pytest
with pytest.raises(AppError): raise AppError('x')""",
        ),
        (
            "T",
            """import traceback
try: low(1)
except Low: assert 'Low' in traceback.format_exc()
else: assert False""",
        ),
    ],
    "subclasses of builtins": [
        (
            "S",
            """class Stack(list):
    def push(self, x): self.append(x)
    def peek(self): return self[-1]
class Low(dict):
    def __getitem__(self, k): return super().__getitem__(k.lower())
    def __setitem__(self, k, v): super().__setitem__(k.lower(), v)
class Celsius(float):
    def f(self): return self * 9 / 5 + 32
class Up(str):
    def shout(self): return self.upper() + '!'
class Evens(set):
    def add(self, x):
        if x % 2: raise ValueError('odd')
        super().add(x)
from collections import UserDict, UserList, Counter, OrderedDict, defaultdict
class LRU(OrderedDict):
    def put(self, k, v):
        self[k] = v
        if len(self) > 2: self.popitem(last=False)
class UD(UserDict):
    def __missing__(self, k): return 'none'
class Bag(Counter):
    def total2(self): return sum(self.values())""",
        ),
        (
            "T",
            """s = Stack(); s.push(1); s.push(2)
assert s.peek() == 2 and len(s) == 2 and s[0] == 1""",
        ),
        (
            "T",
            """s = Stack([1, 2])
assert s == [1, 2]""",
        ),
        (
            "T",
            """d = Low(); d['A'] = 1
assert d['a'] == 1 and 'a' in d and list(d) == ['a']""",
        ),
        ("T", """assert Celsius(100).f() == 212 and Celsius(1) + 1 == 2.0"""),
        ("T", """assert Up('a').shout() == 'A!' and Up('ab').title() == 'Ab'"""),
        (
            "T",
            """e = Evens(); e.add(2)
assert 2 in e and len(e) == 1""",
        ),
        (
            "T",
            """u = UD(a=1)
assert u['a'] == 1 and u['zz'] == 'none' and dict(u) == {'a': 1}""",
        ),
        ("T", """assert Bag('aab').total2() == 3 and Bag('aab').most_common(1) == [('a', 2)]"""),
        (
            "T",
            """assert sorted(Stack([3, 1])) == [1, 3]
assert sum(Stack([1, 2])) == 3
assert list(map(str, Stack([1]))) == ['1']""",
        ),
    ],
    "generators and iterators as arguments": [
        (
            "S",
            """import itertools, functools
def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b
def chunks(xs, n):
    it = iter(xs)
    while c := list(itertools.islice(it, n)): yield c
def lines(path):
    with open(path) as f:
        for l in f: yield l.rstrip()
def running():
    n = t = 0
    avg = None
    while True:
        x = yield avg
        n += 1; t += x
        avg = t / n
squares = (x * x for x in range(4))
def take(n, it): return list(itertools.islice(it, n))
groups = itertools.groupby(sorted('abca'))
class Range:
    def __init__(self, n): self.n = n
    def __iter__(self): yield from range(self.n)
def flat(xs):
    for x in xs:
        if isinstance(x, list): yield from flat(x)
        else: yield x""",
        ),
        (
            "T",
            """import itertools
assert list(itertools.islice(fib(), 6)) == [0, 1, 1, 2, 3, 5]""",
        ),
        (
            "T",
            """g = fib()
assert [next(g) for _ in range(3)] == [0, 1, 1] and next(g) == 2""",
        ),
        ("T", """assert list(chunks(range(5), 2)) == [[0, 1], [2, 3], [4]]"""),
        (
            "T",
            """r = running(); next(r)
assert r.send(2) == 2 and r.send(4) == 3
r.close()
import pytest
with pytest.raises(StopIteration): next(r)""",
        ),
        ("T", """assert sum(squares) == 14"""),
        ("T", """assert take(2, iter('abc')) == ['a', 'b']"""),
        (
            "T",
            """def nums():
    n = 0
    while True:
        yield n
        n += 1
assert take(3, nums()) == [0, 1, 2]""",
        ),
        (
            "T",
            """g = (c for c in 'xyz')
assert take(1, g) == ['x'] and next(g) == 'y'""",
        ),
        (
            "T",
            """import types, inspect
assert isinstance(fib(), types.GeneratorType) and inspect.isgeneratorfunction(fib)""",
        ),
        (
            "T",
            """r = Range(3)
assert list(r) == list(r) == [0, 1, 2] and iter(r) is not r""",
        ),
        ("T", """assert list(flat([1, [2, [3]]])) == [1, 2, 3]"""),
        (
            "T",
            """from collections.abc import Iterator, Generator, Iterable
assert isinstance(fib(), Iterator)
assert isinstance(fib(), Generator)
assert isinstance(Range(1), Iterable)""",
        ),
        (
            "T",
            """assert not isinstance(fib(), list)
assert iter(fib()) is not None
assert hasattr(fib(), '__next__')""",
        ),
        ("T", """assert {k: len(list(g)) for k, g in groups} == {'a': 2, 'b': 1, 'c': 1}"""),
        (
            "T",
            """import inspect
g = fib()
assert inspect.getgeneratorstate(g) == 'GEN_CREATED'""",
        ),
    ],
    "functools and closures": [
        (
            "S",
            """import functools, time
from functools import lru_cache, partial, reduce, wraps, singledispatch
from functools import total_ordering, cached_property
def counter(start=0):
    def inc(by=1):
        nonlocal start
        start += by
        return start
    return inc
def log(f):
    @wraps(f)
    def g(*a, **k):
        print('calling', f.__name__)
        return f(*a, **k)
    return g
def repeat(n):
    def deco(f):
        @wraps(f)
        def g(*a): return [f(*a) for _ in range(n)]
        return g
    return deco
@lru_cache(maxsize=32)
def fib(n): return n if n < 2 else fib(n-1) + fib(n-2)
add3 = partial(lambda a, b, c: a + b + c, 1, c=3)
def product(xs): return reduce(lambda a, b: a * b, xs, 1)
@singledispatch
def show(x): return 'any'
@show.register
def _(x: int): return 'int'
@show.register(list)
def _l(x): return 'list'
@total_ordering
class Ver:
    def __init__(self, n): self.n = n
    def __eq__(self, o): return self.n == o.n
    def __lt__(self, o): return self.n < o.n
class Lazy:
    calls = 0
    @cached_property
    def value(self):
        Lazy.calls += 1
        return 42
def compose(*fs): return reduce(lambda f, g: lambda x: f(g(x)), fs)
def apply_n(f, n, x):
    for _ in range(n): x = f(x)
    return x
def curry(f): return lambda a: lambda b: f(a, b)
@repeat(2)
def hi(x):
    'Say hi.'
    return 'hi ' + x""",
        ),
        (
            "T",
            """c = counter(5)
assert c() == 6 and c(by=4) == 10""",
        ),
        (
            "T",
            """import io, contextlib
@log
def sq(x): return x * x
with contextlib.redirect_stdout(io.StringIO()) as f: r = sq(3)
assert r == 9 and f.getvalue() == 'calling sq\\n' and sq.__name__ == 'sq'""",
        ),
        (
            "T",
            """@repeat(3)
def one(): return 1
assert one() == [1, 1, 1]""",
        ),
        (
            "T",
            """assert hi('a') == ['hi a', 'hi a']
assert hi.__doc__ == 'Say hi.' and hi.__name__ == 'hi'""",
        ),
        (
            "T",
            """fib.cache_clear(); fib(20)
info = fib.cache_info()
assert info.hits == 18 and info.currsize == 21 and info.maxsize == 32""",
        ),
        ("T", """assert fib.cache_parameters()['maxsize'] == 32 and hasattr(fib, 'cache_info')"""),
        ("T", """assert add3(2) == 6 and add3.args == (1,) and add3.keywords == {'c': 3}"""),
        ("T", """assert product([2, 3]) == 6 and product([]) == 1"""),
        ("T", """assert show(1) == 'int' and show([]) == 'list' and show('') == 'any'"""),
        ("T", """assert show.registry.keys() >= {int, list} and show.dispatch(int)(1) == 'int'"""),
        (
            "T",
            """assert Ver(1) <= Ver(1)
assert Ver(2) > Ver(1)
assert Ver(1) != Ver(2)
assert max(Ver(1), Ver(3)).n == 3""",
        ),
        (
            "T",
            """z = Lazy(); n = Lazy.calls
assert z.value == 42 and z.value == 42 and Lazy.calls == n + 1""",
        ),
        (
            "T",
            """assert compose(str, abs)(-3) == '3'
assert compose(lambda x: x + 1, lambda x: x * 2)(5) == 11""",
        ),
        ("T", """assert apply_n(lambda x: x * 2, 3, 1) == 8 and curry(max)(3)(7) == 7"""),
        (
            "T",
            """seen = []
apply_n(lambda x: seen.append(x) or x + 1, 3, 0)
assert seen == [0, 1, 2]""",
        ),
        ("T", """assert c.__closure__ is not None and counter.__defaults__ == (0,)"""),
        (
            "T",
            """assert callable(counter())
assert counter().__name__ == 'inc'
assert counter().__qualname__ == 'counter.<locals>.inc'""",
        ),
    ],
    "more context managers": [
        (
            "S",
            """import contextlib, time, os
class Temp:
    def __init__(self, path): self.path = path
    def __enter__(self):
        self.f = open(self.path, 'w')
        return self.f
    def __exit__(self, *a): self.f.close(); os.remove(self.path)
@contextlib.contextmanager
def setting(d, k, v):
    old = d.get(k)
    d[k] = v
    try: yield d
    finally: d[k] = old
class Sup:
    def __init__(self, *e): self.e = e
    def __enter__(self): return self
    def __exit__(self, t, v, tb): self.seen = t; return t is not None and issubclass(t, self.e)
class Timer:
    def __enter__(self): self.t = time.perf_counter(); return self
    def __exit__(self, *a): self.elapsed = time.perf_counter() - self.t""",
        ),
        (
            "T",
            """with Sup(ValueError) as s: raise ValueError('x')
assert s.seen is ValueError""",
        ),
        (
            "T",
            """import pytest
with pytest.raises(KeyError):
    with Sup(ValueError): raise KeyError('x')""",
        ),
        (
            "T",
            """with Timer() as t: sum(range(1000))
assert t.elapsed >= 0""",
        ),
        (
            "T",
            """d = {'a': 1}
with setting(d, 'a', 5) as e:
    assert e['a'] == 5
assert d['a'] == 1""",
        ),
        (
            "T",
            """import contextlib
with contextlib.ExitStack() as st:
    s = st.enter_context(Sup(OSError))
assert s.seen is None""",
        ),
    ],
    "files, databases and trees": [
        (
            "L",
            """import json, csv, sqlite3, os
import xml.etree.ElementTree as ET""",
        ),
        (
            "S",
            """def load(p):
    with open(p) as f: return json.load(f)
def save(obj, p):
    with open(p, 'w') as f: json.dump(obj, f, indent=2, sort_keys=True)
def rows(p):
    with open(p, newline='') as f: return list(csv.DictReader(f))
def write(rs, p):
    with open(p, 'w', newline='') as f:
        w = csv.DictWriter(f, fieldnames=list(rs[0]))
        w.writeheader(); w.writerows(rs)
conn = sqlite3.connect(':memory:')
conn.execute('create table t (id integer primary key, name text)')
conn.executemany('insert into t(name) values (?)', [('a',), ('b',)])
conn.commit()
def query(c, sql, *a): return c.execute(sql, a).fetchall()
def make_db(path):
    c = sqlite3.connect(path)
    c.execute('create table if not exists u (x int)')
    c.execute('insert into u values (1)')
    c.commit(); c.close()
root = ET.fromstring('<a><b k="1">t</b><b/></a>')
def titles(el): return [b.text for b in el.findall('b')]
class Enc(json.JSONEncoder):
    def default(self, o): return list(o) if isinstance(o, set) else super().default(o)
def copy_file(a, b):
    with open(a, 'rb') as f, open(b, 'wb') as g: g.write(f.read())
cur = conn.cursor()
cur.execute('select * from t')
os.makedirs('sub/deep', exist_ok=True)
open('sub/deep/x.bin', 'wb').write(bytes(range(4)))""",
        ),
        (
            "T",
            """save({'b': 1, 'a': [None]}, 'o.json')
assert json.load(open('o.json')) == {'a': [None], 'b': 1}
assert open('o.json').read().startswith('{\\n  "a"')""",
        ),
        (
            "T",
            """with open('i.csv', 'w') as f: f.write('n,v\\nx,1\\n')
assert rows('i.csv') == [{'n': 'x', 'v': '1'}]""",
        ),
        (
            "T",
            """write([{'p': 1, 'q': 2}], 'w.csv')
with open('w.csv', newline='') as f: assert list(csv.reader(f)) == [['p', 'q'], ['1', '2']]""",
        ),
        ("T", """assert conn.execute('select count(*) from t').fetchone()[0] == 2"""),
        (
            "T",
            """cur2 = conn.cursor()
cur2.execute('select name from t order by name desc')
assert cur2.fetchall() == [('b',), ('a',)]""",
        ),
        (
            "T",
            """assert root.tag == 'a' and root.find('b').attrib == {'k': '1'} and len(root) == 2""",
        ),
        (
            "T",
            """assert [e.tag for e in root.iter()] == ['a', 'b', 'b']
assert root[0].get('k') == '1'""",
        ),
        ("T", """assert json.dumps({1, 1}, cls=Enc) == '[1]'"""),
        ("T", """assert cur.fetchone() == (1, 'a') and cur.description[1][0] == 'name'"""),
        (
            "T",
            """assert os.path.exists('sub/deep/x.bin')
assert open('sub/deep/x.bin', 'rb').read() == b'\\x00\\x01\\x02\\x03'""",
        ),
    ],
    "programs that are talked to": [
        (
            "S",
            """import sys, random, time, datetime, os
def game(secret=None):
    secret = secret or random.randint(1, 10)
    n = 0
    while True:
        g = int(input('Guess: ')); n += 1
        if g == secret: print(f'Right in {n}'); return n
        print('low' if g < secret else 'high')
def menu():
    opts = []
    for line in sys.stdin:
        if line.strip() == 'q': break
        opts.append(line.strip())
    return opts
def main(argv=None):
    argv = argv or sys.argv
    if len(argv) < 2: sys.exit('usage')
    print(argv[1], file=sys.stdout, end='')
def now(): return datetime.datetime.now().year
def env(k): return os.environ.get(k, 'none')
def sleepy(): time.sleep(5); return time.time()
def progress(n, cb):
    for i in range(n): cb(i, total=n)
def fetch(client, url):
    r = client.get(url, timeout=3)
    if r.status_code != 200: raise RuntimeError('bad status')
    return r.json()['v']
def dice(n): return [random.choice('abc') for _ in range(n)]
def err(): print('oops', file=sys.stderr)""",
        ),
        (
            "T",
            """from unittest.mock import patch
with patch('builtins.input', side_effect=['3', '9', '5']): assert game(5) == 3""",
        ),
        (
            "T",
            """import io
from unittest.mock import patch
typed = patch('builtins.input', side_effect=['5'])
with typed, patch('sys.stdout', new_callable=io.StringIO) as out: game(5)
assert out.getvalue() == 'Right in 1\\n'""",
        ),
        (
            "T",
            """from unittest.mock import patch
with patch('random.randint', return_value=7), patch('builtins.input', return_value='7'):
    assert game() == 1""",
        ),
        (
            "T",
            """import io, sys
old = sys.stdin
sys.stdin = io.StringIO('a\\nb\\nq\\nc\\n')
try: assert menu() == ['a', 'b']
finally: sys.stdin = old""",
        ),
        (
            "T",
            """import io, contextlib
f = io.StringIO()
with contextlib.redirect_stdout(f): main(['p', 'x'])
assert f.getvalue() == 'x'""",
        ),
        (
            "T",
            """import sys
from unittest.mock import patch
import io
with patch.object(sys, 'argv', ['p', 'zz']), patch('sys.stdout', io.StringIO()) as o: main()
assert o.getvalue() == 'zz'""",
        ),
        (
            "T",
            """from unittest.mock import patch
import datetime
with patch('datetime.datetime') as d:
    d.now.return_value.year = 1999
    assert now() == 1999""",
        ),
        (
            "T",
            """import os
from unittest.mock import patch
with patch.dict(os.environ, {'ZED': 'yes'}): assert env('ZED') == 'yes'""",
        ),
        (
            "T",
            """from unittest.mock import Mock, call
cb = Mock()
progress(2, cb)
assert cb.call_args_list == [call(0, total=2), call(1, total=2)]""",
        ),
        (
            "T",
            """from unittest.mock import Mock
c = Mock()
c.get.return_value.status_code = 200
c.get.return_value.json.return_value = {'v': 4}
assert fetch(c, 'u') == 4
c.get.assert_called_once_with('u', timeout=3)""",
        ),
        (
            "T",
            """from unittest.mock import MagicMock
import pytest
c = MagicMock()
c.get.return_value.status_code = 404
with pytest.raises(RuntimeError, match='bad'): fetch(c, 'u')""",
        ),
        (
            "T",
            """import io, contextlib
e = io.StringIO()
with contextlib.redirect_stderr(e): err()
assert 'oops' in e.getvalue()""",
        ),
        (
            "T",
            """inputs = iter(['1', '2'])
import builtins
orig = builtins.input
builtins.input = lambda _='': next(inputs)
try: assert game(2) == 2
finally: builtins.input = orig""",
        ),
        (
            "T",
            """prompts = []
from unittest.mock import patch
with patch('builtins.input', lambda p: prompts.append(p) or '4'): game(4)
assert prompts == ['Guess: ']""",
        ),
    ],
    "async objects and threads": [
        (
            "S",
            """import asyncio, threading, queue, concurrent.futures as cf
async def fetch(x):
    await asyncio.sleep(0)
    if x < 0: raise ValueError('neg')
    return x * 2
async def gather(xs): return await asyncio.gather(*(fetch(x) for x in xs), return_exceptions=True)
async def ticker(n):
    for i in range(n):
        yield i
        await asyncio.sleep(0)
class ACtx:
    async def __aenter__(self): self.on = True; return self
    async def __aexit__(self, *a): self.on = False
    def __await__(self): return fetch(4).__await__()
def run_all(fs):
    with cf.ThreadPoolExecutor(2) as ex: return list(ex.map(lambda f: f(), fs))
def total(n):
    out = []; lock = threading.Lock()
    def work(i):
        with lock: out.append(i)
    ts = [threading.Thread(target=work, args=(i,)) for i in range(n)]
    [t.start() for t in ts]; [t.join() for t in ts]
    return sorted(out)
q = queue.Queue(); q.put(3)
async def limited(coros, n):
    sem = asyncio.Semaphore(n)
    async def one(c):
        async with sem: return await c
    return await asyncio.gather(*map(one, coros))""",
        ),
        ("T", """assert await fetch(2) == 4"""),
        (
            "T",
            """r = await gather([1, -1])
assert r[0] == 2 and isinstance(r[1], ValueError)""",
        ),
        ("T", """assert [i async for i in ticker(3)] == [0, 1, 2]"""),
        (
            "T",
            """async with ACtx() as a: assert a.on
assert not a.on""",
        ),
        ("T", """assert await ACtx() == 8"""),
        ("T", """assert run_all([lambda: 1, lambda: 2]) == [1, 2]"""),
        ("T", """assert total(4) == [0, 1, 2, 3]"""),
        (
            "T",
            """import queue
assert isinstance(q, queue.Queue) and q.get_nowait() == 3 and q.empty()""",
        ),
        (
            "T",
            """import pytest
with pytest.raises(ValueError): await fetch(-1)""",
        ),
        (
            "T",
            """import asyncio
assert await asyncio.wait_for(fetch(1), 2) == 2 and asyncio.iscoroutinefunction(fetch)""",
        ),
        (
            "T",
            """import asyncio, inspect
c = fetch(1)
assert asyncio.iscoroutine(c) and await c == 2""",
        ),
    ],
    "signatures and docstrings": [
        (
            "S",
            """def area(r: float, *, unit: str = 'cm') -> float:
    '''Area of a circle.

    >>> area(1)
    3.14
    '''
    return round(3.14159 * r * r, 2)
class Doc:
    '''A doc.'''
    x: int = 1
    def m(self, a, b=2, *args, **kw) -> str:
        '''M.'''
        return ''
answer: int = 42
lam = lambda x, y=1: x""",
        ),
        (
            "T",
            """assert area.__doc__.startswith('Area')
assert Doc.__doc__ == 'A doc.' and Doc.m.__doc__ == 'M.'""",
        ),
        (
            "T",
            """import inspect
sig = inspect.signature(area)
assert str(sig) == "(r: float, *, unit: str = 'cm') -> float\"""",
        ),
        (
            "T",
            """import inspect
p = inspect.signature(Doc.m).parameters
assert list(p) == ['self', 'a', 'b', 'args', 'kw']
assert p['b'].default == 2
assert p['args'].kind is inspect.Parameter.VAR_POSITIONAL""",
        ),
        (
            "T",
            """assert area.__annotations__ == {'r': float, 'unit': str, 'return': float}
assert Doc.__annotations__ == {'x': int}""",
        ),
        (
            "T",
            """import inspect
assert inspect.getdoc(area).splitlines()[0] == 'Area of a circle.'
assert inspect.isfunction(area)
assert not inspect.isclass(area)""",
        ),
        (
            "T",
            """import doctest
p = doctest.DocTestParser().get_doctest(area.__doc__, {'area': area}, 'area', None, 0)
r = doctest.DocTestRunner(verbose=False)
r.run(p)
assert r.summarize(verbose=False).failed == 0""",
        ),
        (
            "T",
            """import inspect, ast
src = inspect.getsource(area)
assert 'round' in src and isinstance(ast.parse(src).body[0], ast.FunctionDef)""",
        ),
        (
            "T",
            """import inspect
assert 'lambda' in inspect.getsource(lam) and lam.__name__ == '<lambda>'""",
        ),
        (
            "T",
            """import typing
assert typing.get_type_hints(Doc.m)['return'] is str""",
        ),
        (
            "T",
            """import inspect
assert 'area' in [n for n, o in list(globals().items()) if inspect.isfunction(o)]""",
        ),
        ("T", """assert area.__kwdefaults__ == {'unit': 'cm'}"""),
        (
            "T",
            """import inspect
assert inspect.getfullargspec(Doc.m).args == ['self', 'a', 'b']""",
        ),
        (
            "T",
            """import re, inspect
assert not re.search(r'\\bfor\\b|\\bwhile\\b', inspect.getsource(area))""",
        ),
        (
            "T",
            """import math, inspect
assert len(inspect.getsource(area).splitlines()) == 7""",
        ),
    ],
}
