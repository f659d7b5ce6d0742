"""Leaves a thousand ended processes that nobody waits for, and orphans that end one by one."""

from tests.hostile.case import COMPUTED_ANSWER, Case

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
    cells={"answer": ATTACK + COMPUTED_ANSWER},
    lost={"test_answer"},
)
