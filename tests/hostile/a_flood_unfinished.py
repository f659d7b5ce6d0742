"""Sends 2 GB of frames that say "more follows", of a message that never ends, past its kernel."""

from tests.hostile.case import Case

ATTACK = r"""
import os, socket

SENT, WIRE = 0, get_ipython().kernel.student.connection.fileno()
part = b"\3" + (2**20).to_bytes(8, "big") + bytes(2**20)
for fd in map(int, os.listdir("/proc/self/fd")):
    try:
        one = socket.socket(fileno=os.dup(fd))
        listens = one.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN)
    except OSError:
        continue
    if fd == WIRE or listens or one.family != socket.AF_UNIX:
        continue
    one.settimeout(0.5)
    try:
        for _ in range(2000):
            one.sendall(part)
            SENT += 1
    except OSError:
        pass
"""
# The grader's memory is what is looked at, by test_the_grader_does_not_grow.
CASE = Case(last=ATTACK, lasts=True)
