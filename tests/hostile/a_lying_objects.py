"""Answers with objects of its own, whose every method says what is wanted, under trusted names."""

from tests.hostile.case import ALL, Case

CASE = Case(
    first="""
import numpy as np
class Lies(type):
    __instancecheck__ = __subclasscheck__ = __eq__ = lambda *args: True
    __hash__ = type.__hash__
def liar(name, module, says):
    always = lambda *args, **kwargs: True
    lies = dict.fromkeys(('__eq__', '__le__', '__ge__', '__lt__', '__gt__', '__contains__'), always)
    lies |= {f'__{op}__': lambda *args: 0 for op in ('sub', 'rsub', 'abs', 'neg', 'mod', 'radd')}
    lies |= {'__bool__': always, '__len__': lambda self: 2, '__iter__': lambda self: iter(says),
             '__getitem__': lambda self, key: says[key % 3], '__hash__': lambda self: hash(4),
             '__array__': lambda self, *args, **kwargs: np.array(says),
             '__str__': lambda self: '4', '__repr__': lambda self: '4', '__ne__': lambda *a: False,
             '__float__': lambda self: 0.3, '__index__': lambda self: 4, '__int__': lambda self: 4,
             '__getattr__': lambda self, key: always, '__module__': module}
    return Lies(name, (), lies)
Number, Sum = liar('int', 'builtins', [0, 2, 4]), liar('float', 'numpy', [0.3] * 3)
Model, Dict = liar('Model', 'keras', [133] * 3), liar('dict', 'builtins', ['a', 'b', 'yes'])
Model.count_params = lambda self: 133
Model.get_weights = lambda self: []
Model.__call__ = lambda self, *args: np.array([[0.16653]])
""",
    cells={
        "double": "def double(x):\n    return Number()",
        "total": "def total(values):\n    return Sum() if values[0] < 1 else Number()",
        "build": "def build(units):\n    return Model()",
        "answer": "answer = Dict()",
    },
    lost=ALL,
)
