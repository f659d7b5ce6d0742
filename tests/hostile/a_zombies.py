"""Leaves a thousand ended processes that nobody waits for, and orphans that end one by one."""

from tests.hostile.case import Case

# No constant: where the cell is left out because it ran out of time, so is this.
ANSWER = "answer = dict(a=[1, 2.5], b='yes')"
ATTACK = r"""
import os

many = 0
for number in range(1000):
    child = os.fork()
    if child == 0:
        if os.fork() == 0:
            os._exit(0)
        os._exit(0)
    many += 1
print(many)
"""
CASE = Case(
    cells={"answer": ATTACK + ANSWER},
    lost={"test_answer"},
)
