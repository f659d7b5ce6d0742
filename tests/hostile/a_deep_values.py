"""Answers with values ten thousand deep, or that contain themselves."""

from tests.hostile.case import Case

CASE = Case(
    first="""
deep = {}
for n in range(10_000):
    deep = {'a': deep, 'b': [deep]} if n % 2 else {'a': deep}
cycle = [1]
cycle.append(cycle)
ring = {'a': cycle}
ring['b'] = ring
def nest(x, n=5000):
    return nest if n else nest(x, n - 1)
""",
    cells={
        "double": "def double(x):\n    return deep",
        "total": "def total(values):\n    values.append(values)\n    return cycle",
        "answer": "answer = ring",
    },
    lost={"test_double", "test_double_hidden", "test_total", "test_total_hidden", "test_answer"},
    outcome={"test_double": "cannot travel", "test_answer": "cannot travel"},
)
