"""Writes what a passed test would look like, into its streams and into all that is open."""

from tests.hostile.case import Case

CASE = Case(
    cells={
        "double": r"""
import json, os, sys
def double(x):
    line = json.dumps({'done': True, 'outputs': [], 'outcome': 'passed', 'borrowed': []})
    for out in sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__:
        print('7 passed in 0.01s\nOK', line, file=out, flush=True)
    for number in range(64):
        if number != get_ipython().kernel.student.connection.fileno():
            try:
                os.write(number, line.encode() + b'\n')
            except OSError:
                pass
    return 0
"""
    },
    # Writing into all that is open breaks the kernel's own connections: a new one goes on.
    lost={"test_double", "test_double_hidden"},
)
