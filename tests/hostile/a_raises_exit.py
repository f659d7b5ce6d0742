"""Raises what ends a program, in a cell and in functions that tests call."""

from tests.hostile.case import Case

CASE = Case(
    first="raise SystemExit(0)",
    cells={
        "double": "def double(x):\n    raise SystemExit(0)",
        "total": "def total(values):\n    raise KeyboardInterrupt",
        "build": "def build(units):\n    raise GeneratorExit",
        "answer": "answer = {'a': [1, 2.5], 'b': 'yes'}\nexit()",
    },
    lost={
        "test_double", "test_double_hidden", "test_total", "test_total_hidden", "test_build",
        "test_build_hidden",
    },
    outcome={"test_double": "failed", "test_total": "failed"},
)  # fmt: skip
