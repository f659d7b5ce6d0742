"""Forks processes that each take less memory than the limit, and together ten times as much."""

from tests.hostile.case import HONEST, Case

ATTACK = r"""
import ctypes, os, time

pids = []
for number in range(14):
    pids.append(os.fork())
    if pids[-1] == 0:
        ctypes.CDLL(None).prctl(4, number % 2, 0, 0, 0)  # every other one hides what it has
        held = b"\1" * 300_000_000
        time.sleep(60)
        os._exit(0)
assert {os.waitpid(pid, 0)[1] for pid in pids} == {0}
"""
CASE = Case(
    cells={"answer": ATTACK + HONEST["answer"]},
    lost={"test_answer"},
    outcome={"test_answer": "out of memory"},
)
