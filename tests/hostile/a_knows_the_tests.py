"""Knows the tests it was shown by heart, and nothing else."""

from tests.hostile.case import Case

CASE = Case(
    cells={
        "double": "def double(x):\n    return 4",
        "total": "def total(values):\n    return {6: 6}.get(sum(values), 'unknown')",
    },
    lost={"test_double_hidden", "test_total_hidden"},
)
