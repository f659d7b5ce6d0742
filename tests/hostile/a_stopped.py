"""Has a child stop the kernel as a debugger does, so that it neither works nor ends."""

from tests.hostile.case import HONEST, Case

ATTACK = r"""
import ctypes, os, time

libc = ctypes.CDLL(None, use_errno=True)
libc.prctl(0x59616D61, ctypes.c_ulong(-1), 0, 0, 0)  # anyone may trace me
if os.fork() == 0:
    print(libc.ptrace(16, 1, 0, 0), ctypes.get_errno())
    time.sleep(600)
    os._exit(0)
time.sleep(10)
"""
CASE = Case(
    cells={"answer": ATTACK + HONEST["answer"]},
    lost={"test_answer"},
)
