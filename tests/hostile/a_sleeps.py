"""Sleeps for days: in a cell, in a test, and holding the lock of the interpreter."""

from tests.hostile.case import HONEST, Case

CASE = Case(
    first="import time\ntime.sleep(10**6)",
    cells={
        "total": "import time\n\n\ndef total(values):\n    time.sleep(10**6)",
        "answer": "import ctypes\nctypes.PyDLL(None).sleep(10**6)\n" + HONEST["answer"],
    },
    lost={"test_total", "test_total_hidden", "test_answer"},
    outcome={"test_total": "timed out"},
    lasts=True,
)
