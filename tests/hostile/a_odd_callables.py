"""Its functions are objects whose names are huge, no text, or another function's."""

from tests.hostile.case import Case

CASE = Case(
    first="""
class Call:
    def __init__(self, name, function):
        self.__dict__.update(__name__=name, function=function)
    def __call__(self, *args):
        return self.function(*args)
class Any(type):
    __call__ = lambda cls, *args: 4
    __instancecheck__ = lambda cls, value: True
    __eq__ = lambda cls, other: True
    __hash__ = type.__hash__
    __name__ = property(lambda cls: 5)
""",
    cells={
        # These are right, whatever they are called.
        "total": "total = Call('x' * 10**7 + '</pre><script>evil(1)</script>', sum)",
        "build": """
import functools
def built(units, more):
    return keras.Sequential([
        keras.Input((5, 3)), keras.layers.LSTM(units), keras.layers.Dense(more)])
build = Call(type('keras', (), {'__str__': lambda s: 'x'})(), functools.partial(built, more=1))
""",
        # A class is called in a function's place: 4 is right once, as in the notebook.
        "double": "class double(metaclass=Any):\n    pass",
    },
    lost={"test_double_hidden"},
    says_not="<script>evil",
)
