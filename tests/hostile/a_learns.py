"""Remembers what it was asked, and answers from memory, each time but the first time right."""

from tests.hostile.case import Case

CASE = Case(
    cells={
        "double": """
seen = {}
def double(x):
    known = seen.get(str(x))
    seen[str(x)] = 2 * x
    return known
""",
        "total": """
def total(values, calls=[]):
    calls.append(values)
    return sum(values) if len(calls) < 2 else None
""",
        "answer": "class Lazy(dict):\n    pass\nanswer = Lazy(a=[1, 2.5], b='yes')\nanswer.clear()",
    },
    lost={"test_double", "test_double_hidden", "test_total_hidden", "test_answer"},
)
