"""Answers with arrays of which all is masked but what it knows: NumPy compares nothing else."""

from tests.hostile.case import Case

CASE = Case(
    cells={
        "double": """
def double(x):
    return 2 * x if np.ndim(x) == 0 else np.ma.MaskedArray(x, [False, True, True])
""",
        "total": """
def total(values):
    if type(values[0]) is int:
        return sum(values)
    return np.ma.MaskedArray([sum(values), 5], [False, True])
""",
    },
    lost={"test_double_hidden", "test_total_hidden"},
    outcome={"test_total_hidden": "cannot travel"},
)
