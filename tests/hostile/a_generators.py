"""Answers with a generator, an endless iterator, a coroutine, a lock and a file."""

from tests.hostile.case import ALL, Case

CASE = Case(
    first="import itertools, threading\nendless = itertools.count(6)",
    cells={
        "double": "def double(x):\n    yield 2 * x",
        "total": "def total(values):\n    return endless if values[0] < 5 else open('x', 'w')",
        "build": "async def build(units):\n    return threading.Lock()",
        "answer": "answer = itertools.repeat({'a': [1, 2.5], 'b': 'yes'})",
    },
    lost=ALL,
    # A generator travels, and is not what the test asks for, as under stock nbgrader.
    outcome={"test_double": "failed", "test_answer": "cannot travel"},
)
