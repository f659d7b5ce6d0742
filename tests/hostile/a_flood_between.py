"""Floods the grader with messages while a test runs, when nobody reads what a kernel says."""

from tests.hostile.case import Case

CASE = Case(
    cells={
        "double": """
import time
kernel = get_ipython().kernel
text = 'x' * (5 * 2**20)
def double(x):
    for n in range(10):
        kernel.session.send(kernel.iopub_socket, 'stream', {'name': 'stdout', 'text': text}, {})
    return None
"""
    },
    # Whether or not its process is ended for that, the answers below it count.
    lost={"test_double", "test_double_hidden"},
)
