"""A function that never ends: it costs its limit once, not once for every test that calls it."""

from tests.hostile.case import Case

CASE = Case(
    cells={"double": "def double(x):\n    while True:\n        pass"},
    lost={"test_double", "test_double_hidden"},
    outcome={"test_double": "timed out", "test_double_hidden": "timed out"},
)
