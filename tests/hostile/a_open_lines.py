"""Fails in lines that, read alone, no parser takes: honest, and no reason to end the tests."""

from tests.hostile.case import Case

CASE = Case(
    cells={
        "double": 'def double(x):\n    raise ValueError(\n        "wrong"\n        # ) """\n    )',
        "total": """
def total(values):
    return '''{}
    '''.format(
        *values).append(
        [])
""",
        "answer": "answer = (",
    },
    lost={"test_double", "test_double_hidden", "test_total", "test_total_hidden", "test_answer"},
    outcome={"test_double": "failed", "test_total_hidden": "failed"},
)
