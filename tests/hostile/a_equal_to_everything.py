"""Returns an object that says it is equal to whatever it is compared with."""

from tests.hostile.case import Case

CASE = Case(
    first=(
        "class Yes(int):\n    def __eq__(self, other):\n        return True\n"
        "    __ne__ = lambda self, other: False\n    __hash__ = int.__hash__\n"
        "    def __array__(self, *a, **k):\n        return np.arange(3) * 2\n"
    ),
    cells={"double": "def double(x):\n    return Yes(0)", "answer": "answer = Yes(1)"},
    lost={"test_double", "test_double_hidden", "test_answer"},
)
