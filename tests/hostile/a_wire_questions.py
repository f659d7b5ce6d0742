"""Asks the referee for its names, its functions and nonsense, instead of answering."""

from tests.hostile.case import Case

CASE = Case(
    cells={
        "double": """
import time
me = get_ipython().kernel.student
def double(x):
    for question in (
        {'get': ['hidden_inputs', 'hidden_list', 'In', '_ih', 'get_ipython']}, {'call': 1},
        {'call': 0, 'with': [[], {}]}, {'call': 'print', 'with': [['x'], {}]}, {}, {'with': 5},
        {'call': None}, {'run': 'double = abs'}, {'bye': True}, {'call': {}}, {'call': []},
    ):
        me.send({'ask': question}, [])
        print(question, me.receive(time.monotonic() + 1))
    return 0
"""
    },
    lost={"test_double", "test_double_hidden"},
    outcome={"test_double": "failed"},
    says_not="hidden_inputs&#39;: |wall-of",
)
