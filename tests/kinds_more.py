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
}
