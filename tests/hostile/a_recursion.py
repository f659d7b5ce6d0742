"""Recurses without end: in Python, in C below it, in what it returns, in what it raises."""

from tests.hostile.case import Case

TOTAL = """
def total(values):
    deep = []
    deep.append(deep)
    for n in range(10**5):
        deep = [deep]
    return deep
"""
BUILD = """
class Deep(Exception):
    def __str__(self):
        return str(self)


def build(units):
    error = None
    for n in range(10**4):
        later = Deep()
        later.__cause__ = later.__context__ = error
        error = later
    raise error
"""
CASE = Case(
    cells={"double": "def double(x):\n    return double(x) + 1", "total": TOTAL, "build": BUILD},
    lost={
        "test_double", "test_double_hidden", "test_total", "test_total_hidden", "test_build",
        "test_build_hidden",
    },
)  # fmt: skip
