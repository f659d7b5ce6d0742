"""Fills 1 GB of System V shared memory and lets go of it, so that no process has it."""

from tests.hostile.case import HONEST, Case

ATTACK = r"""
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
libc.shmat.restype = ctypes.c_void_p
for number in range(10):
    segment = libc.shmget(0, 100_000_000, 0o600)
    assert segment >= 0
    place = libc.shmat(segment, None, 0)
    assert place != ctypes.c_void_p(-1).value
    ctypes.memset(place, 1, 100_000_000)
    libc.shmdt(ctypes.c_void_p(place))
"""
CASE = Case(
    cells={"answer": ATTACK + HONEST["answer"]},
    lost={"test_answer"},
)
