"""Sends answers before they are asked for, and the answers of one test to another."""

from tests.hostile.case import Case

CASE = Case(
    cells={
        "double": """
me = get_ipython().kernel.student
for value in 4, 42, -6, 1.0:
    me.send({'answer': {'found': {'double': [{'function': 1, 'name': 'double'}, 0]}}}, [])
    me.send({'answer': {'value': value, 'changed': [], 'warnings': []}}, [])
def double(x):
    me.send({'answer': {'value': 4, 'changed': [[0, 2]], 'warnings': []}}, [])
    return None
"""
    },
    # From here on every answer is the answer to an earlier question.
    lost={"test_double_hidden", "test_total", "test_total_hidden", "test_build",
          "test_build_hidden", "test_answer"},
)  # fmt: skip
