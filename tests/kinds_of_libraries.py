# ruff: noqa: E501
"""Kinds of tests of courses with pandas, NumPy, plots, mocks and Python's own library; see kinds_wrong_too."""

from __future__ import annotations

from tests.kinds_wrong_too import WithWrong

KINDS: dict[str, WithWrong] = {
    "data science": WithWrong(
        """df = pd.DataFrame({'city': ['O', 'B', 'O', 'T'], 'temp': [1.0, 5.0, 3.0, None], 'day': pd.to_datetime(['2021-01-01', '2021-01-02', '2021-01-08', '2021-02-01'])})
means = df.groupby('city')['temp'].mean()
stats = df.groupby('city').agg(lo=('temp', 'min'), n=('temp', 'size')).reset_index()
filled = df.assign(temp=df['temp'].fillna(df['temp'].mean()))
weekly = df.set_index('day')['temp'].resample('W').mean()
wide = df.pivot_table(index='city', columns=df['day'].dt.month, values='temp', aggfunc='mean')
long = pd.melt(pd.DataFrame({'id': [1, 2], 'a': [3, 4], 'b': [5, 6]}), id_vars='id')
def top(d, n): return d.nlargest(n, 'temp')['city'].tolist()
def zscore(s): return (s - s.mean()) / s.std()
def merge(a, b): return a.merge(b, on='k', how='left', indicator=True)
def clean(d):
    d = d.copy()
    d.columns = [c.strip().lower().replace(' ', '_') for c in d.columns]
    return d.drop_duplicates().dropna(how='all')
corr = pd.DataFrame({'a': [1, 2, 3], 'b': [2, 4, 6.5]}).corr()
counts = df['city'].value_counts()
bins = pd.cut(df['temp'], [0, 2, 6], labels=['low', 'high'])
q = df['temp'].quantile([.25, .5])
def add_total(d): d['total'] = d['a'] + d['b']
apply = df.apply(lambda r: f"{r['city']}{r['day'].day}", axis=1)
cum = df['temp'].cumsum()
ct = pd.crosstab(df['city'], df['temp'] > 2)
expl = pd.Series(['a,b', 'c']).str.split(',').explode()""",
        """df = pd.DataFrame({'city': ['O'], 'temp': [1]})
means = df['temp']
stats = df
filled = df.assign(temp=[None])
weekly = df['temp']
wide = df
long = df
def top(d, n): return []
def zscore(s): return s
def merge(a, b): return a
def clean(d): return d
corr = df
counts = df['city']
bins = df['temp']
q = df['temp']
def add_total(d): pass
apply = df
cum = df['temp']
ct = df
expl = df""",
        (
            "assert means['O'] == 2 and means.index.name == 'city'",
            "pd.testing.assert_series_equal(means, pd.Series([5.0, 2.0, np.nan], index=pd.Index(['B', 'O', 'T'], name='city'), name='temp'))",
            "assert list(stats.columns) == ['city', 'lo', 'n'] and stats.loc[stats.city == 'O', 'n'].item() == 2",
            "assert filled['temp'].isna().sum() == 0 and np.isclose(filled['temp'].iloc[-1], 3)",
            "assert weekly.iloc[0] == 3 and isinstance(weekly.index, pd.DatetimeIndex) and weekly.index.freqstr.startswith('W')",
            "assert wide.loc['O', 1] == 2 and list(wide.columns) == [1]",
            "assert long.shape == (4, 3) and set(long['variable']) == {'a', 'b'}",
            "assert top(pd.DataFrame({'city': list('abc'), 'temp': [1, 9, 5]}), 2) == ['b', 'c']",
            """z = zscore(pd.Series([1., 2., 3.]))
assert abs(z.mean()) < 1e-12 and z.std() == 1""",
            """m = merge(pd.DataFrame({'k': [1, 2]}), pd.DataFrame({'k': [1], 'v': [3]}))
assert m['_merge'].tolist() == ['both', 'left_only'] and m['v'].isna().sum() == 1""",
            """raw = pd.DataFrame({' A b': [1, 1, None]})
out = clean(raw)
assert list(out.columns) == ['a_b'] and len(out) == 1 and list(raw.columns) == [' A b']""",
            "assert corr.loc['a', 'b'] > .99 and corr.equals(corr.T) and corr.shape == (2, 2)",
            "assert counts.to_dict() == {'O': 2, 'B': 1, 'T': 1} and counts.idxmax() == 'O'",
            "assert bins.tolist()[:3] == ['low', 'high', 'high'] and bins.dtype.name == 'category'",
            "assert q.loc[.5] == 3 and q.index.tolist() == [.25, .5]",
            """d = pd.DataFrame({'a': [1], 'b': [2]})
assert add_total(d) is None and d['total'].tolist() == [3]""",
            "assert apply.tolist() == ['O1', 'B2', 'O8', 'T1'] and isinstance(apply, pd.Series)",
            "assert cum.max() == 9 and np.isnan(cum.iloc[-1])",
            "assert ct.loc['O', True] == 1 and ct.values.sum() == 4",
            "assert expl.tolist() == ['a', 'b', 'c'] and expl.index.tolist() == [0, 0, 1]",
            """### BEGIN HIDDEN TESTS
assert df.dtypes['temp'] == float and df['day'].dt.year.unique().tolist() == [2021]
### END HIDDEN TESTS""",
            "pd.testing.assert_frame_equal(stats.sort_values('n', ascending=False).head(1).reset_index(drop=True), pd.DataFrame({'city': ['O'], 'lo': [1.0], 'n': [2]}))",
        ),
        """import pandas as pd
import numpy as np""",
    ),
    "numerics": WithWrong(
        """def euler(f, y0, t):
    y = np.zeros(len(t)); y[0] = y0
    for i in range(len(t) - 1): y[i+1] = y[i] + (t[i+1] - t[i]) * f(y[i], t[i])
    return y
def bisect(f, a, b, tol=1e-9):
    if f(a) * f(b) > 0: raise ValueError('no sign change')
    n = 0
    while b - a > tol:
        m = (a + b) / 2
        if f(a) * f(m) <= 0: b = m
        else: a = m
        n += 1
    return (a + b) / 2, n
def trapz(f, a, b, n):
    x = np.linspace(a, b, n + 1)
    return np.sum((f(x)[1:] + f(x)[:-1]) / 2 * np.diff(x))
class Particle:
    def __init__(self, m, x, v): self.m, self.x, self.v = m, np.array(x, float), np.array(v, float)
    def step(self, force, dt):
        self.v += force / self.m * dt
        self.x += self.v * dt
        return self
    @property
    def energy(self): return .5 * self.m * self.v @ self.v
def walk(n, seed):
    rng = np.random.default_rng(seed)
    return np.cumsum(rng.choice([-1, 1], n))
def pi_mc(n):
    random.seed(42)
    return 4 * sum(random.random()**2 + random.random()**2 < 1 for _ in range(n)) / n
def life(g):
    n = sum(np.roll(g, (i, j), (0, 1)) for i in (-1, 0, 1) for j in (-1, 0, 1) if (i, j) != (0, 0))
    return ((n == 3) | ((g == 1) & (n == 2))).astype(int)
def solve(A, b): return np.linalg.solve(A, b)
def fit(x, y): return np.polyfit(x, y, 1)
def normalize(a): a /= a.sum(); return a
def moving(x, k): return np.convolve(x, np.ones(k) / k, 'valid')
sol = solve_ivp(lambda t, y: -y, (0, 1), [1.0], rtol=1e-8)
opt = minimize(lambda x: (x[0] - 3)**2, [0.0])
root = brentq(lambda x: x**2 - 2, 0, 2)
dist = stats.norm(0, 2)
G = 6.674e-11
c = 3 + 4j
M = np.matrix([[1, 2], [3, 4]])
mask = np.ma.masked_less([1, -1, 2], 0)
st = np.array([(1, 'a')], dtype=[('n', int), ('s', 'U1')])""",
        """def euler(f, y0, t): return np.zeros(len(t))
def bisect(f, a, b, tol=1e-9): return a, 0
def trapz(f, a, b, n): return 0
class Particle:
    def __init__(self, m, x, v): self.m, self.x, self.v = m, np.zeros(2), np.zeros(2)
    def step(self, force, dt): return self
    energy = 0
def walk(n, seed): return np.zeros(n)
def pi_mc(n): return 3
def life(g): return g
def solve(A, b): return b
def fit(x, y): return (0, 0)
def normalize(a): return a
def moving(x, k): return x
sol = opt = root = dist = None
G = 6.6
c = 5
M = np.array([[1, 2]])
mask = np.array([1])
st = np.array([1])""",
        (
            """t = np.linspace(0, 1, 1001)
np.testing.assert_allclose(euler(lambda y, t: -y, 1.0, t)[-1], np.exp(-1), rtol=1e-3)""",
            """x, n = bisect(lambda x: x**2 - 2, 0, 2)
assert abs(x - 2**.5) < 1e-8 and 20 < n < 40""",
            """try:
    bisect(lambda x: x**2 + 1, 0, 1)
    raise AssertionError('no ValueError')
except ValueError as e:
    assert 'sign' in str(e)""",
            """calls = []
def g(x):
    calls.append(x)
    return x - .5
assert abs(bisect(g, 0, 1, 1e-3)[0] - .5) < 1e-2 and len(calls) < 60 and len(calls) > 3""",
            "assert abs(trapz(np.sin, 0, np.pi, 1000) - 2) < 1e-5 and trapz(lambda x: x * 0 + 1, 0, 2, 4) == 2",
            """p = Particle(2, [0, 0], [1, 0]).step(np.array([0., 2.]), .5)
np.testing.assert_array_almost_equal(p.x, [.5, .25])
assert np.isclose(p.energy, 1.25)""",
            """ps = [Particle(1, [i, 0], [0, 1]) for i in range(3)]
for p in ps: p.step(np.zeros(2), 1)
assert [p.x.tolist() for p in ps] == [[0, 1], [1, 1], [2, 1]]""",
            """w = walk(100, 3)
assert w.shape == (100,) and set(np.abs(np.diff(w))) == {1} and np.array_equal(w, walk(100, 3)) and not np.array_equal(w, walk(100, 4))""",
            "assert abs(pi_mc(20000) - np.pi) < .05 and pi_mc(100) == pi_mc(100) and pi_mc(1000) != 3",
            """g = np.zeros((5, 5), int); g[2, 1:4] = 1
assert np.array_equal(life(g), g.T) and np.array_equal(life(life(g)), g)""",
            "np.testing.assert_allclose(solve(np.array([[2., 0], [0, 4]]), np.array([2., 4])), [1, 1])",
            """a, b = fit(np.arange(5), 2 * np.arange(5) + 1)
assert np.isclose(a, 2) and np.isclose(b, 1)""",
            """a = np.array([1., 3.])
out = normalize(a)
assert out is a and a.tolist() == [.25, .75]""",
            "assert moving([1, 2, 3, 4], 2).tolist() == [1.5, 2.5, 3.5]",
            "assert sol.success and np.isclose(sol.y[0, -1], np.exp(-1), atol=1e-6) and sol.t[-1] == 1",
            "assert opt.success and np.isclose(opt.x[0], 3, atol=1e-4) and opt.fun < 1e-6",
            "assert root == pytest.approx(2 ** .5)",
            "assert dist.mean() == 0 and dist.std() == 2 and np.isclose(dist.cdf(0), .5)",
            "assert G == pytest.approx(6.674e-11, rel=1e-3)",
            "assert c.real == 3 and abs(c) == 5 and isinstance(c, complex)",
            "assert (M * M).tolist() == [[7, 10], [15, 22]] and isinstance(M, np.matrix)",
            "assert mask.count() == 2 and mask.mask.tolist() == [False, True, False]",
            "assert st['n'][0] == 1 and st.dtype.names == ('n', 's')",
            """### BEGIN HIDDEN TESTS
for n in (10, 20):
    np.testing.assert_allclose(trapz(np.exp, 0, 1, n * 50), np.e - 1, rtol=1e-4)
### END HIDDEN TESTS""",
        ),
        """import numpy as np
import random
import pytest
from scipy.integrate import solve_ivp
from scipy.optimize import minimize, brentq
from scipy import stats""",
    ),
    "unittest in cells": WithWrong(
        """def add(a, b): return a + b
def div(a, b):
    if b == 0: raise ZeroDivisionError('no')
    return a / b
class Account:
    def __init__(self, b=0): self.balance = b
    def withdraw(self, x):
        if x > self.balance: raise ValueError('insufficient funds')
        self.balance -= x
def warn():
    import warnings
    warnings.warn('careful', UserWarning)
    return 3
def log(x):
    import logging
    logging.getLogger('app').warning('got %s', x)""",
        """def add(a, b): return a
def div(a, b): return a
class Account:
    def __init__(self, b=0): self.balance = 0
    def withdraw(self, x): pass
def warn(): return 3
def log(x): pass""",
        (
            """import unittest
class T(unittest.TestCase):
    def test_add(self):
        self.assertEqual(add(1, 2), 3)
    def test_neg(self):
        self.assertAlmostEqual(add(.1, .2), .3)
r = unittest.TextTestRunner(stream=open('/dev/null', 'w')).run(unittest.defaultTestLoader.loadTestsFromTestCase(T))
assert r.wasSuccessful() and r.testsRun == 2""",
            """import unittest
tc = unittest.TestCase()
with tc.assertRaises(ZeroDivisionError) as cm:
    div(1, 0)
tc.assertIn('no', str(cm.exception))""",
            """import unittest
tc = unittest.TestCase()
a = Account(5)
tc.assertRaisesRegex(ValueError, 'insufficient', a.withdraw, 9)
a.withdraw(2)
tc.assertEqual(a.balance, 3)""",
            """import unittest
tc = unittest.TestCase()
with tc.assertWarns(UserWarning):
    assert warn() == 3""",
            """import unittest
tc = unittest.TestCase()
with tc.assertLogs('app', level='WARNING') as cm:
    log(4)
tc.assertEqual(cm.output, ['WARNING:app:got 4'])""",
            """import unittest
tc = unittest.TestCase()
for a, b, want in [(1, 2, 3), ('a', 'b', 'ab'), ([1], [2], [1, 2])]:
    with tc.subTest(a=a):
        tc.assertEqual(add(a, b), want)""",
            """class TestAccount:
    def setup_method(self): self.a = Account(10)
    def test_withdraw(self):
        self.a.withdraw(4)
        assert self.a.balance == 6
t = TestAccount(); t.setup_method(); t.test_withdraw()""",
            """import unittest
class T(unittest.TestCase):
    def setUp(self): self.a = Account(1)
    def test(self): self.assertEqual(self.a.balance, 1)
suite = unittest.TestSuite([T('test')])
res = unittest.TestResult()
suite.run(res)
assert not res.failures and not res.errors, res.failures""",
            """from hypothesis import given, settings, strategies as st
@settings(max_examples=20, deadline=None)
@given(st.integers(), st.integers())
def prop(a, b): assert add(a, b) == a + b
prop()""",
            """import pytest
@pytest.mark.parametrize('a', [1])
def t(a): assert add(a, 1) == 2
t(1)
with pytest.raises((ValueError, ZeroDivisionError)): div(1, 0)""",
        ),
    ),
    "mocks and input": WithWrong(
        """import random, time, os, datetime
def roll(): return random.randint(1, 6)
def game(): return sum(roll() for _ in range(3))
def ask():
    name = input('Name? ')
    age = int(input('Age? '))
    return f'{name} is {age}'
def loop():
    out = []
    while (x := input()) != 'q': out.append(x)
    return out
def notify(send, users):
    for u in users: send(u, subject='hi')
class Shop:
    def __init__(self, db): self.db = db
    def buy(self, item):
        if self.db.stock(item) < 1: raise LookupError(item)
        self.db.save(item, n=1)
        return self.db.stock(item)
def today(): return datetime.date.today().isoformat()
def wait(): time.sleep(10); return 'done'
def env(): return os.environ.get('MODE', 'none')
def fetch(session): return session.get('http://x').json()['a']
def menu():
    print('1) a')
    c = input('> ')
    print('You chose', c)""",
        """def roll(): return 3
def game(): return 9
def ask(): return 'x'
def loop(): return []
def notify(send, users): pass
class Shop:
    def __init__(self, db): self.db = db
    def buy(self, item): return None
def today(): return ''
def wait(): return ''
def env(): return 0
def fetch(session): return 0
def menu(): print('no')""",
        (
            """from unittest.mock import patch
with patch('random.randint', return_value=4) as r:
    assert game() == 12
assert r.call_count == 3 and r.call_args.args == (1, 6)""",
            """from unittest.mock import patch
with patch('builtins.input', side_effect=['Ann', '30']):
    assert ask() == 'Ann is 30'""",
            """import builtins
values = iter(['a', 'b', 'q'])
old = builtins.input
builtins.input = lambda *a: next(values)
try:
    assert loop() == ['a', 'b']
finally:
    builtins.input = old""",
            """from unittest.mock import Mock, call
send = Mock()
notify(send, ['a', 'b'])
assert send.call_args_list == [call('a', subject='hi'), call('b', subject='hi')]""",
            """from unittest.mock import MagicMock
db = MagicMock()
db.stock.side_effect = [2, 1]
assert Shop(db).buy('x') == 1
db.save.assert_called_once_with('x', n=1)""",
            """from unittest.mock import Mock
import pytest
db = Mock(); db.stock.return_value = 0
with pytest.raises(LookupError):
    Shop(db).buy('x')
db.save.assert_not_called()""",
            """from unittest.mock import patch
with patch('time.sleep') as s:
    assert wait() == 'done'
s.assert_called_once_with(10)""",
            """import os
from unittest.mock import patch
with patch.dict(os.environ, {'MODE': 'test'}):
    assert env() == 'test'
assert env() == 'none'""",
            """from unittest.mock import Mock
s = Mock()
s.get.return_value.json.return_value = {'a': 7}
assert fetch(s) == 7
s.get.assert_called_with('http://x')""",
            """import io, sys
from unittest.mock import patch
with patch('builtins.input', return_value='2'), patch('sys.stdout', new_callable=io.StringIO) as out:
    menu()
assert out.getvalue() == '1) a\\nYou chose 2\\n'""",
            """from unittest.mock import patch
with patch('__main__.roll', side_effect=[1, 2, 3]):
    assert game() == 6""",
            """from unittest.mock import patch
with patch('builtins.input', side_effect=EOFError):
    try:
        ask()
    except EOFError:
        pass
    else:
        assert False""",
            """import datetime
assert today() == datetime.date.today().isoformat()""",
            """prompts = []
def fake(p=''):
    prompts.append(p)
    return '5'
import builtins
old, builtins.input = builtins.input, fake
try:
    ask()
finally:
    builtins.input = old
assert prompts == ['Name? ', 'Age? ']""",
        ),
    ),
    "plots": WithWrong(
        """def draw(x, y):
    fig, ax = plt.subplots()
    ax.plot(x, y, 'r--', label='data')
    ax.set_xlabel('t'); ax.set_title('T'); ax.legend(); ax.set_xlim(0, 5)
    return fig, ax
fig, axes = plt.subplots(1, 2, figsize=(8, 3))
axes[0].bar(['a', 'b'], [1, 2])
axes[1].hist([1, 1, 2], bins=2)
def scatter(ax, x, y): ax.scatter(x, y, c='g'); ax.grid(True)
def current():
    plt.figure(); plt.plot([1, 2]); plt.ylabel('y')
fig2, ax2 = plt.subplots()
ax2.plot([0, 1], [1, 0]); ax2.axhline(.5); ax2.set_yscale('log')
im = plt.figure().gca().imshow(np.eye(3), cmap='gray')""",
        """def draw(x, y):
    fig, ax = plt.subplots()
    return fig, ax
fig, axes = plt.subplots(1, 2)
def scatter(ax, x, y): pass
def current(): pass
fig2, ax2 = plt.subplots()
im = plt.figure().gca().imshow(np.zeros((2, 2)))""",
        (
            """f, ax = draw([1, 2], [3, 4])
line = ax.lines[0]
assert line.get_xdata().tolist() == [1, 2] and line.get_linestyle() == '--' and line.get_color() == 'r'""",
            """f, ax = draw([1, 2], [3, 4])
assert ax.get_xlabel() == 't' and ax.get_title() == 'T' and ax.get_legend_handles_labels()[1] == ['data'] and ax.get_xlim() == (0, 5)""",
            "assert len(fig.axes) == 2 and fig.get_size_inches().tolist() == [8, 3]",
            "assert [p.get_height() for p in axes[0].patches] == [1, 2] and [t.get_text() for t in axes[0].get_xticklabels()] == ['a', 'b']",
            "assert sum(p.get_height() for p in axes[1].patches) == 3",
            """plt.close('all')
current()
assert plt.gca().get_ylabel() == 'y' and len(plt.gca().lines) == 1""",
            "assert ax2.get_yscale() == 'log' and len(ax2.get_lines()) == 2",
            "assert im.get_array().shape == (3, 3) and im.get_cmap().name == 'gray'",
            """from matplotlib.figure import Figure
assert isinstance(fig2, Figure) and ax2.lines[1].get_ydata() == [.5, .5] or ax2.lines[1].get_ydata()[0] == .5""",
            """leg = draw([1], [2])[1].get_legend()
assert leg is not None and leg.get_texts()[0].get_text() == 'data'""",
            """import matplotlib
assert matplotlib.colors.to_hex(draw([1], [2])[1].lines[0].get_color()) == '#ff0000'""",
        ),
        """import matplotlib
matplotlib.use('agg')
import matplotlib.pyplot as plt
import numpy as np""",
    ),
    "inspection and globals": WithWrong(
        """from typing import Callable, Iterable
from functools import lru_cache
MAX = 10
counter = 0
def tick():
    global counter
    counter += 1
def area(r: float, *, scale: float = 1.0) -> float:
    '''Area of a circle.

    >>> area(0)
    0.0
    '''
    return 3.14 * r * r * scale
@lru_cache(maxsize=None)
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
def apply(f: Callable[[int], int], xs: Iterable[int]) -> list[int]: return [f(x) for x in xs]
def no_loops(xs): return sum(map(lambda x: x * 2, xs))
square = lambda x: x ** 2
def var(*args, **kw): return len(args), sorted(kw)
def default(x, acc=None):
    acc = [] if acc is None else acc
    acc.append(x)
    return acc
class Meta:
    '''Docs of Meta.'''
    kind: str = 'm'
    def go(self, x: int = 2) -> int:
        'go!'
        return x
    @staticmethod
    def st(): return 1
    def _private(self): return 2
result = {'a': [1, (2, 3)], 'b': {'c': None}}""",
        """MAX = 9
counter = 0
def tick(): pass
def area(r, scale=2): return 0
def fib(n): return n
def apply(f, xs): return list(xs)
def no_loops(xs):
    t = 0
    for x in xs: t += x
    return t
def square(x): return x
def var(*args, **kw): return 0
def default(x, acc=[]):
    acc.append(x)
    return acc
class Meta:
    kind: int = 3
    def go(self, x): return 0
    def st(self): return 0
    def _private(self): return 0
result = {'a': [1, [2, 3]], 'b': {'c': 0}}""",
        (
            "assert MAX == 10",
            """before = counter
tick(); tick()
assert counter == before + 2""",
            """import inspect
sig = inspect.signature(area)
assert list(sig.parameters) == ['r', 'scale'] and sig.parameters['scale'].kind is inspect.Parameter.KEYWORD_ONLY and sig.parameters['scale'].default == 1.0""",
            "assert area.__annotations__ == {'r': float, 'scale': float, 'return': float}",
            """import inspect
assert inspect.getdoc(area).startswith('Area') and area.__doc__""",
            "assert fib(30) == 832040 and fib.cache_info().misses == 31",
            "assert apply(lambda x: x + 1, [1, 2]) == [2, 3]",
            """import inspect
src = inspect.getsource(no_loops)
assert 'for ' not in src and no_loops([1, 2]) == 6""",
            """import ast, inspect
tree = ast.parse(inspect.getsource(no_loops))
assert not any(isinstance(n, (ast.For, ast.While)) for n in ast.walk(tree)) and no_loops([2]) == 4""",
            "assert square.__name__ == '<lambda>' and square(3) == 9",
            "assert var(1, 2, b=1, a=2) == (2, ['a', 'b'])",
            """assert default(1) == [1] and default(2) == [2]
l = []
assert default(3, l) is l""",
            "assert Meta.__doc__ == 'Docs of Meta.' and Meta.go.__doc__ == 'go!' and Meta.__annotations__ == {'kind': str}",
            """import inspect
assert [n for n, f in inspect.getmembers(Meta, inspect.isfunction) if not n.startswith('_')] == ['go', 'st'] and Meta().go() == 2""",
            "assert callable(Meta.st) and Meta.st() == 1 and Meta()._private() == 2",
            "assert result == {'a': [1, (2, 3)], 'b': {'c': None}}",
            "assert 'area' in globals() and callable(globals()['area']) and area(1) == 3.14",
            """import inspect
assert str(inspect.signature(apply)) == '(f: Callable[[int], int], xs: Iterable[int]) -> list[int]'""",
            """import inspect
assert inspect.isfunction(area) and not inspect.isclass(area) and inspect.isclass(Meta) and area(2) > 12""",
            "assert area.__kwdefaults__ == {'scale': 1.0} and area.__code__.co_argcount == 1",
            """import copy
r = copy.deepcopy(result)
r['a'].append(9)
assert result['a'] == [1, (2, 3)] and r['b'] == {'c': None}""",
        ),
    ),
    "dates and exact numbers": WithWrong(
        """from datetime import date, datetime, timedelta, timezone
from decimal import Decimal, ROUND_HALF_UP, getcontext, localcontext
from fractions import Fraction
def age(born, on): return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
def weekdays(a, b): return [a + timedelta(d) for d in range((b - a).days + 1) if (a + timedelta(d)).weekday() < 5]
def parse(s): return datetime.strptime(s, '%d/%m/%Y %H:%M')
def utc(dt): return dt.astimezone(timezone.utc)
def price(x): return Decimal(x).quantize(Decimal('0.01'), ROUND_HALF_UP)
def total(ps): return sum(map(Decimal, ps), Decimal())
def egypt(f):
    out = []
    while f:
        n = -(-f.denominator // f.numerator)
        out.append(Fraction(1, n)); f -= out[-1]
    return out
deadline = datetime(2024, 2, 29, 12, tzinfo=timezone.utc)
half = Fraction(1, 2)
delta = timedelta(hours=36)
def precise(n):
    with localcontext() as c:
        c.prec = n
        return Decimal(1) / Decimal(3)""",
        """from datetime import *
from decimal import Decimal
from fractions import Fraction
def age(born, on): return on.year - born.year
def weekdays(a, b): return [a]
def parse(s): return s
def utc(dt): return dt
def price(x): return round(float(x), 2)
def total(ps): return sum(map(float, ps))
def egypt(f): return [f]
deadline = datetime(2024, 2, 29, 12)
half = 0.5
delta = timedelta(hours=35)
def precise(n): return 1 / 3""",
        (
            "assert age(date(2000, 5, 2), date(2024, 5, 1)) == 23",
            """w = weekdays(date(2024, 1, 5), date(2024, 1, 9))
assert w == [date(2024, 1, 5), date(2024, 1, 8), date(2024, 1, 9)]""",
            "assert parse('03/02/2021 14:05') == datetime(2021, 2, 3, 14, 5)",
            """z = timezone(timedelta(hours=2))
assert utc(datetime(2024, 1, 1, 12, tzinfo=z)).hour == 10 and utc(datetime(2024, 1, 1, tzinfo=z)).tzinfo is timezone.utc""",
            "assert price('1.005') == Decimal('1.01') and str(price('2')) == '2.00'",
            "assert total(['0.1', '0.2']) == Decimal('0.3')",
            "assert egypt(Fraction(6, 7)) == [Fraction(1, 2), Fraction(1, 3), Fraction(1, 42)]",
            "assert deadline.isoformat() == '2024-02-29T12:00:00+00:00' and deadline.tzinfo == timezone.utc",
            "assert half == Fraction(1, 2) and half.denominator == 2 and isinstance(half, Fraction)",
            "assert delta == timedelta(days=1, hours=12) and delta.total_seconds() == 129600",
            "assert str(precise(5)) == '0.33333' and isinstance(precise(3), Decimal)",
        ),
        """from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction""",
    ),
    "algorithms": WithWrong(
        """import heapq, bisect, collections
def dijkstra(g, s):
    d, h = {s: 0}, [(0, s)]
    while h:
        c, u = heapq.heappop(h)
        for v, w in g[u].items():
            if c + w < d.get(v, float('inf')):
                d[v] = c + w; heapq.heappush(h, (c + w, v))
    return d
def bfs(g, s):
    seen, q = [s], collections.deque([s])
    while q:
        for v in g[q.popleft()]:
            if v not in seen: seen.append(v); q.append(v)
    return seen
def quick(xs, key=lambda x: x):
    if len(xs) < 2: return list(xs)
    p, *r = xs
    return quick([x for x in r if key(x) < key(p)], key) + [p] + quick([x for x in r if key(x) >= key(p)], key)
def insertion(xs):
    n = 0
    for i in range(1, len(xs)):
        while i and xs[i-1] > xs[i]: xs[i-1], xs[i] = xs[i], xs[i-1]; i -= 1; n += 1
    return n
def search(xs, x):
    i = bisect.bisect_left(xs, x)
    return i if i < len(xs) and xs[i] == x else -1
def lcs(a, b):
    t = [[''] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i, x in enumerate(a, 1):
        for j, y in enumerate(b, 1):
            t[i][j] = t[i-1][j-1] + x if x == y else max(t[i-1][j], t[i][j-1], key=len)
    return t[-1][-1]
def knap(ws, vs, c):
    best = [0] * (c + 1)
    for w, v in zip(ws, vs):
        for k in range(c, w - 1, -1): best[k] = max(best[k], best[k-w] + v)
    return best[c]
class LRU:
    def __init__(self, n): self.n, self.d = n, collections.OrderedDict()
    def get(self, k):
        if k not in self.d: return None
        self.d.move_to_end(k); return self.d[k]
    def put(self, k, v):
        self.d[k] = v; self.d.move_to_end(k)
        if len(self.d) > self.n: self.d.popitem(last=False)
class Heap:
    def __init__(self): self.h = []
    def push(self, x): heapq.heappush(self.h, x)
    def pop(self): return heapq.heappop(self.h)
    def __len__(self): return len(self.h)
class Trie:
    def __init__(self): self.root = {}
    def add(self, w):
        n = self.root
        for c in w: n = n.setdefault(c, {})
        n['$'] = True
    def __contains__(self, w):
        n = self.root
        for c in w:
            if c not in n: return False
            n = n[c]
        return '$' in n
def sieve(n):
    s = bytearray([1]) * (n + 1); s[:2] = b'\\0\\0'
    for i in range(2, int(n**.5) + 1):
        if s[i]: s[i*i::i] = bytes(len(s[i*i::i]))
    return [i for i, f in enumerate(s) if f]
def matmul(a, b): return [[sum(x * y for x, y in zip(r, c)) for c in zip(*b)] for r in a]
def merge(a, b): return list(heapq.merge(a, b))
def two_sum(xs, t):
    seen = {}
    for i, x in enumerate(xs):
        if t - x in seen: return seen[t-x], i
        seen[x] = i
def rotate(m): m[:] = [list(r) for r in zip(*m[::-1])]
def change(n, coins): return [n] if n in coins else min(([c] + change(n - c, coins) for c in coins if c < n), key=len)""",
        """def dijkstra(g, s): return {}
def bfs(g, s): return list(g)
def quick(xs, key=None): return xs
def insertion(xs): return 0
def search(xs, x): return xs.index(x) if x in xs else 0
def lcs(a, b): return a
def knap(ws, vs, c): return sum(vs)
class LRU:
    def __init__(self, n): self.d = {}
    def get(self, k): return self.d.get(k)
    def put(self, k, v): self.d[k] = v
class Heap(list):
    def push(self, x): self.append(x)
class Trie:
    def __init__(self): self.w = ''
    def add(self, w): self.w += w
    def __contains__(self, w): return w in self.w
def sieve(n): return list(range(n))
def matmul(a, b): return a
def merge(a, b): return a + b
def two_sum(xs, t): return None
def rotate(m): return m
def change(n, coins): return [1] * n""",
        (
            """g = {'a': {'b': 1, 'c': 5}, 'b': {'c': 2}, 'c': {}}
assert dijkstra(g, 'a') == {'a': 0, 'b': 1, 'c': 3}""",
            """g = {1: [2, 3], 2: [4], 3: [4], 4: [1], 0: []}
assert bfs(g, 1) == [1, 2, 3, 4]""",
            """import random
random.seed(7)
for _ in range(20):
    xs = [random.randint(0, 50) for _ in range(30)]
    ys = xs[:]
    assert quick(xs) == sorted(xs) and xs == ys""",
            "assert quick(['bb', 'a', 'ccc'], key=len) == ['a', 'bb', 'ccc'] and quick([3, 1], key=lambda x: -x) == [3, 1] and quick([2, 1]) == [1, 2]",
            """xs = [3, 2, 1]
n = insertion(xs)
assert xs == [1, 2, 3] and n == 3""",
            """class Counted:
    compared = 0
    def __init__(self, v): self.v = v
    def __lt__(self, o):
        Counted.compared += 1
        return self.v < o.v
    def __eq__(self, o): return self.v == o.v
    __hash__ = None
xs = [Counted(i) for i in range(1000)]
assert search(xs, Counted(700)) == 700 and 3 < Counted.compared < 15""",
            "assert search([1, 3, 5], 3) == 1 and search([1, 3], 2) == -1 and search([], 1) == -1",
            "assert lcs('ABCBDAB', 'BDCABA') in ('BCBA', 'BDAB', 'BCAB')",
            "assert knap([1, 3, 4], [15, 20, 30], 4) == 35",
            """c = LRU(2)
c.put('a', 1); c.put('b', 2); c.get('a'); c.put('c', 3)
assert c.get('b') is None and c.get('a') == 1 and list(c.d) == ['c', 'a']""",
            """h = Heap()
for x in (3, 1, 2): h.push(x)
assert [h.pop() for _ in range(len(h))] == [1, 2, 3]""",
            """t = Trie()
t.add('tea'); t.add('ten')
assert 'tea' in t and 'te' not in t and 'x' not in t""",
            "assert sieve(20) == [2, 3, 5, 7, 11, 13, 17, 19]",
            """import numpy as np
a, b = np.arange(4).reshape(2, 2), np.eye(2, dtype=int) * 2
assert matmul(a.tolist(), b.tolist()) == (a @ b).tolist()""",
            "assert merge([1, 4], [2, 3]) == [1, 2, 3, 4]",
            "assert two_sum([2, 7, 11], 9) == (0, 1) and two_sum([1], 5) is None",
            """m = [[1, 2], [3, 4]]
assert rotate(m) is None and m == [[3, 1], [4, 2]]""",
            "assert len(change(6, (1, 3, 4))) == 2",
            """### BEGIN HIDDEN TESTS
assert sieve(2) == [2] and sieve(1) == [] and dijkstra({'x': {}}, 'x') == {'x': 0}
### END HIDDEN TESTS""",
        ),
    ),
}
