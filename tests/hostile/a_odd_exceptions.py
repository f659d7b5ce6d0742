"""Fails with exceptions that no handler expects: of all kinds, lying about class and message."""

from tests.hostile.case import Case

CASE = Case(
    cells={
        "double": """
class Lies(BaseException):
    __class__ = property(lambda self: AssertionError)
    __eq__ = lambda self, other: True
    __hash__ = None
    __bool__ = lambda self: False
    def __str__(self):
        raise self
    __repr__ = __str__
    __traceback__ = property(lambda self: 5)
KINDS = iter([Lies(), ExceptionGroup('x', [Lies.__new__(KeyError)]), GeneratorExit()] * 4)
def double(x):
    raise next(KINDS)
""",
        "total": """
KINDS_2 = iter([UnicodeDecodeError('utf-8', b'', 0, 1, 'x'), SystemExit(0), StopIteration(5),
                SyntaxError('x', ('f', 5, 5, 'x')), KeyboardInterrupt(), AssertionError()] * 4)
def total(values):
    raise next(KINDS_2)
""",
        "answer": "raise type('X' * 10**6, (Exception,), {'__module__': 5})('x' * 10**5)",
    },
    lost={"test_double", "test_double_hidden", "test_total", "test_total_hidden", "test_answer"},
)
