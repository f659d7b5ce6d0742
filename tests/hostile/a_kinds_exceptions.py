"""Raises exceptions that carry more: a cause, arguments, names and a rendering of their own."""

from tests.hostile.case import ALL, Case

CASE = Case(
    first="""
class Own(ValueError):
    def __init__(self, x):
        super().__init__(f'called_with_{x}')
        self.seen = f'called_with_{x}'
        self.name, self.obj, self.cause, self.outcome = 'double', self, 'passed', 'passed'
        self._render_traceback_ = lambda: [f'called_with_{x}']
        self.__cause__ = self
        self.add_note(f'called_with_{x}')
""",
    cells={
        "double": "def double(x):\n    raise Own(x)",
        "total": "def total(values):\n    raise NameError(f'called_with_{values}', name='total')",
        "build": "def build(units):\n    raise KeyError(Own(units)) from Own(units)",
        "answer": "class Answer(dict):\n    __eq__ = lambda *args: 1 / 0\nanswer = Answer()",
    },
    lost=ALL,
    says_not=r"called_with_(21|-3|0[._]5|\[5, 8, 13\])",
)
