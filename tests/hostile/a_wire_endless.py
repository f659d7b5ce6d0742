"""Asks the referee question after question, and reads none of the answers."""

from tests.hostile.case import Case

CASE = Case(
    cells={
        "double": """
me = get_ipython().kernel.student
me.connection.setblocking(True)
def double(x):
    while True:
        try:
            me.send({'ask': {'get': ['hidden_inputs'] * 100}}, [])
        except BaseException:
            pass
"""
    },
    # It does not come back: its process is ended, and the cells after it are run in a new one.
    lost={"test_double", "test_double_hidden"},
    outcome={"test_double": "timed out"},
    lasts=True,
)
