"""Raises the AssertionError itself, returns NotImplemented, and answers with an exception."""

from tests.hostile.case import Case

CASE = Case(
    cells={
        "double": "def double(x):\n    raise AssertionError('passed')",
        "total": "def total(values):\n    return NotImplemented",
        "build": "def build(units):\n    return KeyError",
        "answer": "answer = AssertionError()",
    },
    lost={"test_double", "test_double_hidden", "test_total", "test_total_hidden", "test_build",
          "test_build_hidden", "test_answer"},
)  # fmt: skip
