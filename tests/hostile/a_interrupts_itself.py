"""Has a thread interrupt the kernel without end, while it works and while it answers."""

from tests.hostile.case import Case

ATTACK = r"""
import _thread, os, signal, threading, time


def bother():
    while True:
        time.sleep(0.002)
        _thread.interrupt_main()
        os.kill(os.getpid(), signal.SIGINT)


def build(units):
    threading.Thread(target=bother, daemon=True).start()
    return None
"""
CASE = Case(
    # What the interrupts hit after that is chance: nothing is left for them to spoil.
    cells={"build": ATTACK, "answer": None},
    lost={"test_build", "test_build_hidden", "test_answer"},
)
