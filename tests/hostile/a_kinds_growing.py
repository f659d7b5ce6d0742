"""Returns small values that would become huge, or never end, on the side of the tests."""

from tests.hostile.case import ALL, Case

CASE = Case(
    first="""
import collections, decimal, enum, fractions, itertools, re
import pandas as pd
def forever():
    while True:
        yield 0
loop = type('Loop', (), {'__iter__': lambda self: forever(), '__len__': lambda self: 2**62})
HUGE = itertools.cycle([
    pd.RangeIndex(10**15), range(10**18), forever(), itertools.count(), loop(), 10**4000,
    fractions.Fraction(1, 10**4000), decimal.Decimal('1e999999'), [0] * 3_999_999, loop,
    pd.arrays.SparseArray([0]), re.compile('(a*)*b'),
    enum.Enum('E', {f'a{n}': n for n in range(900)}),
    collections.ChainMap(*[{}] * 9_000), {n: {n: {}} for n in range(200_000)}, 'x' * 10**8,
])
""",
    cells={
        "double": "def double(x):\n    return next(HUGE)",
        "total": "def total(values):\n    return next(HUGE)",
        "build": "def build(units):\n    return next(HUGE)",
        "answer": "answer = {'a': forever(), 'b': itertools.repeat('yes')}",
    },
    lost=ALL,
)
