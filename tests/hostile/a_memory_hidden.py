"""Six processes that nobody may look into take more together than one may."""

from tests.hostile.case import ALL, Case

ATTACK = r"""
import ctypes, os, time

libc = ctypes.CDLL(None)
for number in range(6):
    if os.fork() == 0:
        libc.prctl(4, 0, 0, 0, 0)
        kept = bytearray(150 * 2**20)
        kept[:: 4096] = bytes([1]) * len(kept[:: 4096])
        time.sleep(60)
        os._exit(0)
libc.prctl(4, 0, 0, 0, 0)
time.sleep(60)
"""
CASE = Case(first=ATTACK, lost=ALL, outcome={"test_answer": "out of memory"})
