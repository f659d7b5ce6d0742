"""Answers with subclasses of int, float, str, list, dict and ndarray whose every method lies."""

from tests.hostile.case import Case

CASE = Case(
    first="""
import numpy as np
def liar(base):
    always = lambda *args, **kwargs: True
    names = '__eq__', '__ge__', '__le__', '__contains__', '__bool__', 'all', 'any'
    lies = {name: always for name in names} | {'__hash__': lambda self: 4}
    lies['__ne__'] = lambda self, other: False
    lies['__abs__'] = lies['__sub__'] = lies['__rsub__'] = lambda *args: 0
    lies['__class__'] = property(lambda self: base)
    lies['__len__'] = lambda self: 2
    return type(base.__name__, (base,), lies)
class Empty(list):
    __iter__ = lambda self: iter(range(3))
    __reduce_ex__ = __reduce__ = lambda self, *args: (print, ('x',))
class Array(np.ndarray):
    __array_ufunc__ = __array_function__ = lambda *args, **kwargs: True
    __array__ = lambda *args, **kwargs: np.array([0, 2, 4])
    shape, dtype, size = property(lambda s: (3,)), property(lambda s: np.dtype(int)), 3
""",
    cells={
        "double": """
def double(x):
    if isinstance(x, np.ndarray):
        return np.zeros(3).view(Array)
    return liar(float)(1) if isinstance(x, float) else liar(int)(1)
""",
        "total": "def total(values):\n    return liar(float)('nan') if values[0] else Empty()",
        "answer": "answer = liar(dict)(a=liar(list)(), b=liar(str)('no'))",
    },
    lost={"test_double", "test_double_hidden", "test_total", "test_total_hidden", "test_answer"},
)
