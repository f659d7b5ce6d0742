"""Leaves processes that do nothing but work, in sessions of their own, while its cells sleep."""

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from tests.hostile.case import Case

# They begin when its own tests are done, and would end with its process: long after its neighbours
# have run out of time.
ATTACK = r"""
import os, time
WAITS, GO = os.pipe()
if os.fork() == 0:
    os.read(WAITS, 1)
    for _ in range(40):
        if os.fork() == 0:
            os.setsid()
            while True:
                pass
    time.sleep(100)
    os._exit(0)
"""


def change(notebook: NotebookNode) -> None:
    """Let them go, and sleep: longer than a notebook may take, also one that was starved."""
    notebook.cells += [new_code_cell("os.write(GO, b'!')")]
    notebook.cells += [new_code_cell("import time; time.sleep(2)") for _ in range(40)]


CASE = Case(first=ATTACK, change=change, says="(the process ended|not run): timed out", lasts=True)
