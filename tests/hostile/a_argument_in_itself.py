"""Puts an argument into itself, and a huge array into another: what comes back cannot be sent."""

from tests.hostile.case import Case

CASE = Case(
    cells={
        "double": "def double(x):\n    return np.ones(30_000_000) if np.ndim(x) else 2 * x",
        "total": "def total(values):\n    result = sum(values)\n    values.append(values)\n"
        "    return result",
    },
    lost={"test_double_hidden", "test_total", "test_total_hidden"},
    outcome={"test_total": "cannot travel"},
)
