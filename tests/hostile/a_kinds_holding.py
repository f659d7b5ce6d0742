"""Keeps what it is called with, changes it later, and hands it out again as its own."""

from tests.hostile.case import Case

CASE = Case(
    first="""
kept = []
class Holder:
    def __init__(self, values): self.values = values
    def __eq__(self, other): self.values[:] = [0]; return True
    def __call__(self, *args): kept.append(args); return self
    def __next__(self): self.values.clear(); return 0
    __iter__ = lambda self: self
""",
    cells={
        "double": """
class Double(Holder):
    def __call__(self, x):
        global double
        double = Double([x])
        kept.append(x)
        try:
            kept[0][...] = 0
        except TypeError:
            pass
        return kept[0]
double = Double([])
""",
        "total": """
def total(values):
    kept.append(values)
    def later():
        values[:] = [26]
        yield values
    return later()
""",
        "build": "build = Holder([4])",
    },
    lost={
        "test_double", "test_double_hidden", "test_total", "test_total_hidden", "test_build",
        "test_build_hidden",
    },
)  # fmt: skip
