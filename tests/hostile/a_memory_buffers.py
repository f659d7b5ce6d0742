"""Keeps more than its memory in the kernel's buffers of sockets and pipes, in many processes."""

from tests.hostile.case import HONEST, Case

ATTACK = r"""
import fcntl, os, socket, time

held = []


def stuff():
    taken = 0
    while taken < 2**28:
        try:
            held.append(socket.socketpair())
        except OSError:
            break
        for part in held[-1]:
            part.setblocking(False)
            part.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 2**24)
            try:
                while True:
                    taken += part.send(b"\1" * 100_000)
            except OSError:
                pass
    return taken


ways = []
for number in range(6):
    read, write = os.pipe()
    ways.append(read)
    if os.fork() == 0:
        os.write(write, b"%d\n" % stuff())
        time.sleep(60)
        os._exit(0)
    os.close(write)
total = sum(int(os.read(way, 100) or 0) for way in ways)
print(total)
time.sleep(60)
assert total > 0.5e9
"""
CASE = Case(
    cells={"answer": ATTACK + HONEST["answer"]},
    lost={"test_answer"},
)
