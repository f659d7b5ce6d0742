"""Its exceptions say what a hidden test called it with, for the feedback to show."""

from tests.hostile.case import Case

CASE = Case(
    cells={
        "double": """
class Telling(Exception):
    def __init__(self, x):
        super().__init__(f'called with <{x}>', x)
        self.add_note(f'called with <{x}>')
        self.__notes__.append(x)
    __str__ = __repr__ = lambda self: f'called with <{self.args[1]}>'
def double(x):
    get_ipython().display_formatter.format(x)
    print(f'called with <{x}>')
    raise Telling(x) from ValueError(f'called with <{x}>')
""",
        "total": "def total(values):\n    raise AssertionError(f'called with <{values}>')",
    },
    lost={"test_double", "test_double_hidden", "test_total", "test_total_hidden"},
    says_not=r"with &lt;(21|-3|0\.5|\[5)|with <(21|-3|0\.5|\[5)",
)
