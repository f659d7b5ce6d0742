"""Raises the AssertionError itself, returns NotImplemented, and answers with an exception."""

from tests.hostile.case import ALL, Case

CASE = Case(
    cells={
        "double": "def double(x):\n    raise AssertionError('passed')",
        "total": "def total(values):\n    return NotImplemented",
        "build": "def build(units):\n    return KeyError",
        "answer": "answer = AssertionError()",
    },
    lost=ALL,
)
