"""Asks every open file of its process for more, and gives it orders: end, fork, a score, files."""

from tests.hostile.case import Case

LOOK = r"""
import json, os, signal, socket, struct

GOT, WIRE = [], get_ipython().kernel.student.connection.fileno()
for fd in map(int, os.listdir("/proc/self/fd")):
    try:
        target = os.readlink(f"/proc/self/fd/{fd}")
    except OSError:
        continue
    known = "/dev/null", "/dev/urandom", f"/proc/{os.getpid()}/fd"
    if target.startswith("/") and target not in known:
        GOT.append(target)
    if fd == WIRE or not target.startswith("socket:"):
        continue
    one = socket.socket(fileno=os.dup(fd))
    one.setblocking(False)
    try:
        pid, *_ = struct.unpack("3i", one.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))
        if pid not in (0, os.getpid()) and os.getpid() == 1:  # else it is no secret
            GOT.append(("the number of a process outside", pid))
        _, files, *_ = socket.recv_fds(one, 65536, 50, socket.MSG_PEEK)
        GOT += [("files", fd, files)] if files else []
    except OSError:
        pass
    one.close()
print(GOT)
"""
ORDER = r"""
if GOT:
    answer = {'a': [1, 2.5], 'b': 'yes'}
for fd in map(int, os.listdir("/proc/self/fd")):
    for order in (
        bytes([signal.SIGKILL]),
        json.dumps(["referee", {}, {"warm_up": "open('/tmp/was-here', 'w')"}]).encode(),
        b'{"done": true, "outcome": "passed", "outputs": [], "borrowed": []}\n',
        b'{"reason": "ended", "peak": 0, "cpu": 0}',
    ):
        try:
            one = socket.socket(fileno=os.dup(fd))
            one.setblocking(False)
            if fd != WIRE and one.family == socket.AF_UNIX:
                socket.send_fds(one, [order], [0, 1, WIRE])
        except OSError:
            pass
"""
CASE = Case(
    first=LOOK,
    # The orders come last: they make a mess of its own kernel's connections.
    cells={"answer": ORDER},
    lost={"test_answer"},
)
