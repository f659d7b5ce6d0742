"""Gives an answer that contains itself, and one of 200 MB: neither can travel, the rest goes on."""

from tests.hostile.case import Case

CASE = Case(
    cells={
        "double": "double = np.ones(25_000_000)",
        "total": "total = {}\ntotal['a'] = [total]",
        "answer": "answer = {'a': [1, 2.5]}\nanswer['b'] = answer",
    },
    lost={"test_double", "test_double_hidden", "test_total", "test_total_hidden", "test_answer"},
    outcome={
        "test_double": "cannot travel",
        "test_total": "cannot travel",
        "test_answer": "cannot travel",
    },
)
