"""Hands out values that change between two looks, and changes arguments after it has returned."""

from tests.hostile.case import Case

CASE = Case(
    first="""
import atexit, threading
class Lazy(dict):
    looks = 0
    def items(self):
        Lazy.looks += 1
        return {'a': [1, 2.5], 'b': 'yes'}.items() if Lazy.looks > 1 else {}.items()
    __iter__ = lambda self: iter(dict(self.items()))
    keys, __len__ = (lambda self: dict(self.items()).keys()), (lambda self: len(self.items()))
""",
    cells={
        "double": """
def double(x):
    yield 2 * x
    yield 2 * x
""",
        "total": """
def total(values):
    threading.Timer(0.05, values.__setitem__, (slice(None), [99])).start()
    return sum(values)
""",
        "answer": "answer = Lazy()",
    },
    lost={"test_double", "test_double_hidden", "test_answer"},
)
