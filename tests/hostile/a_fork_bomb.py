"""Forks as fast as it can, and so does every process it has forked."""

from tests.hostile.case import COMPUTED_ANSWER, Case

ATTACK = r"""
import os, time

read, write = os.pipe()
end = time.monotonic() + 5


def bomb():
    while time.monotonic() < end:
        try:
            if os.fork() == 0:
                os.write(write, b"1")
                time.sleep(0.001)
                return bomb()
        except OSError:
            time.sleep(0.01)
    os._exit(0)


if os.fork() == 0:
    bomb()
os.set_blocking(read, False)
many = 0
while many < 2000:  # far more than it may have at a time, for they do not end
    time.sleep(0.1)
    try:
        many += len(os.read(read, 4096))
    except BlockingIOError:
        pass
"""
CASE = Case(
    cells={"answer": ATTACK + COMPUTED_ANSWER},
    lost={"test_answer"},
    lasts=True,
)
