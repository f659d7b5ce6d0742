"""Leaves a note for later submissions in a keyring of the kernel, which they share."""

from tests.hostile.case import MARK, Case

ATTACK = r"""
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
GOT = [
    ring
    for ring in (-1, -2, -3, -4, -5, -6)  # of thread, process, session, user, user's session, group
    if libc.syscall(248, b"user", b"MARK", b"the answer is 42", 16, ring) > 0  # add_key
]
for ring in (-3, -4, -5):
    libc.syscall(250, 5, ring, 0x3F3F3F3F)  # KEYCTL_SETPERM: for all
print(GOT)
""".replace("MARK", MARK)
CASE = Case(first=ATTACK)
