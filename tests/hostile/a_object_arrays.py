"""Answers with arrays of objects and of structures that are equal to everything."""

from tests.hostile.case import Case

CASE = Case(
    first="""
import numpy as np
class Yes:
    __eq__ = lambda self, other: True
    __add__ = __sub__ = __abs__ = __le__ = lambda self, *args: True
yes = np.array([Yes()] * 3, object)
""",
    cells={
        "double": "def double(x):\n    return yes if np.ndim(x) else yes[:1]",
        "total": "def total(values):\n    return np.zeros(3, [('x', object), ('y', 'f8')])",
        "answer": "answer = np.array(Yes(), object)",
    },
    lost={"test_double", "test_double_hidden", "test_total", "test_total_hidden", "test_answer"},
    outcome={"test_double": "cannot travel", "test_answer": "cannot travel"},
)
