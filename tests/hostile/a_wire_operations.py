"""Asks the referee to read, call and change what a test has lent, and to patch its own process."""

from tests.hostile.case import Case

CASE = Case(
    cells={
        "double": """
import time
from grading.wire import OPERATIONS
me = get_ipython().kernel.student
def double(x):
    here = {'dict': [['globals', {'dict': [['double', 4]]}], ['builtins', {'dict': [['abs', 4]]}]]}
    for op in [*OPERATIONS, '', None, '__globals__']:
        for key in (1, 2, 3):
            me.send({'ask': {'call': key, 'op': op, 'with': [['__globals__'], {'dict': []}]}}, [])
            print(op, me.receive(time.monotonic() + 1))
    me.send({'ask': {'call': 1, 'here': here, 'with': [[], {'dict': []}]}}, [])
    me.send({'ask': {'files': ['/etc/passwd', '../x']}}, [])
    print(me.receive(time.monotonic() + 1), me.receive(time.monotonic() + 1))
    return 0
"""
    },
    lost={"test_double", "test_double_hidden"},
    outcome={"test_double": "failed"},
    says_not="hidden_inputs&#39;: |wall-of|root:",
)
