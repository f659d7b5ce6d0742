"""Answers with subclasses of every kind of value, each of which is equal to everything."""

from tests.hostile.case import ALL, Case

CASE = Case(
    first="""
import collections, dataclasses, datetime, decimal, enum, fractions, functools, io, pathlib, types
import pandas as pd
class Yes:
    __eq__ = lambda self, other: True
    __ne__ = lambda self, other: False
    __lt__ = __le__ = __gt__ = __ge__ = __bool__ = __contains__ = lambda self, *args: True
    __sub__ = __rsub__ = __add__ = __radd__ = __abs__ = lambda self, *args: 0
    __hash__ = lambda self: 4
    __array__ = lambda self, *args, **kwargs: np.array([0, 2, 4])
    __array_ufunc__ = lambda self, *args, **kwargs: True
    __reduce__ = lambda self: (exit, ())
    def __getattr__(self, name):
        if name.startswith('__'):
            raise AttributeError(name)
        return self
Number = enum.Enum('Number', {'FOUR': 4})
class Four(Yes, enum.Enum):
    FOUR = 4
Point = collections.namedtuple('Point', 'x')
@dataclasses.dataclass
class Record:
    x: int = 4
    __eq__ = Yes.__eq__
@dataclasses.dataclass
class Plain:
    x: int = 4
Plain.__eq__ = Yes.__eq__
def of(base, *args):
    class Mine(Yes, base):
        __eq__, __ne__, __hash__ = Yes.__eq__, Yes.__ne__, Yes.__hash__
    Mine.__name__, Mine.__module__ = base.__name__, base.__module__
    return Mine(*args)
LIES = [
    Yes(), Four.FOUR, Number.FOUR, Record(), Plain(), of(Point, 4), of(pathlib.PurePosixPath, '4'),
    of(datetime.date, 2020, 1, 4), of(decimal.Decimal, 4), of(fractions.Fraction, 4),
    of(collections.Counter), of(collections.deque), of(set), of(frozenset), of(dict),
    of(io.StringIO),
    of(types.SimpleNamespace), of(pd.Series, [4]), of(pd.DataFrame), of(pd.Index, [5]),
    np.array([4]).view(type('matrix', (np.ndarray,), {'__eq__': Yes.__eq__})),
    types.SimpleNamespace(__eq__=Yes.__eq__), functools.partial(Yes), property(Yes), Yes, [Yes()],
    {'a': Yes(), 'b': Yes()}.values(), np.frompyfunc(lambda _: Yes(), 1, 1)(np.arange(3)),
    pd.Series([Yes()] * 3),
    type('generator', (Yes,), {'__module__': 'builtins', '__iter__': iter, '__next__': abs})(),
    collections.ChainMap({'a': Yes()}), type('Iter', (Yes,), {'__iter__': lambda s: iter([4])})(),
]
lies = iter(LIES * 99)
""",
    cells={
        "double": "def double(x):\n    return next(lies)",
        "total": "def total(values):\n    return next(lies)",
        "build": "def build(units):\n    return next(lies)",
        "answer": "answer = {'a': Yes(), 'b': Record()}",
    },
    lost=ALL,
)
