"""Ignores all signals, has alarms ring and itself be stopped, and defers its end."""

from tests.hostile.case import MARK, Case

ATTACK = r"""
import atexit, os, signal, threading, time, weakref

for number in range(1, 65):
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass
signal.signal(signal.SIGALRM, lambda *_: os.kill(os.getpid(), signal.SIGSTOP))
signal.setitimer(signal.ITIMER_REAL, 0.02, 0.02)
for number in range(1, 65):
    if number != signal.SIGALRM:
        os.kill(os.getpid(), number)
    for task in os.listdir("/proc/self/task"):
        signal.pthread_kill(threading.get_ident(), signal.SIGSTOP)


def stay():
    while True:
        for place in ("/tmp", "/var/tmp", "/dev/shm", "/srv"):
            try:
                open(f"{place}/MARK-at-exit", "w")
            except OSError:
                pass
        time.sleep(0.1)


class Stays:
    __del__ = lambda self: stay()


kept = Stays()
atexit.register(stay)
threading._register_atexit(stay)
threading.Thread(target=stay).start()
""".replace("MARK", MARK)
CASE = Case(
    first=ATTACK,
    # An interrupt that is ignored ends the process instead.
    cells={"answer": "while True:\n    pass"},
    lost={"test_answer"},
    lasts=True,
)
