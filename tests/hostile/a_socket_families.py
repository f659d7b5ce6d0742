"""Binds a socket of a kind that network namespaces do not hold: the host could see it."""

from tests.hostile.case import HONEST, Case

ATTACK = r"""
import socket

OPEN = []
for family in range(46):
    if family in (socket.AF_UNIX, socket.AF_INET, socket.AF_INET6, socket.AF_NETLINK):
        continue
    for kind in (1, 2, 3, 5):
        for protocol in (0, 1, 6):
            try:
                OPEN.append((family, socket.socket(family, kind, protocol)))
            except OSError:
                pass
for family, one in OPEN:
    if family == socket.AF_VSOCK:
        one.bind((socket.VMADDR_CID_ANY, 54_321))
        one.listen()
        print("listening", one.getsockname())
        break
print(OPEN)
assert OPEN
"""
CASE = Case(
    cells={"answer": ATTACK + HONEST["answer"]},
    lost={"test_answer"},
)
