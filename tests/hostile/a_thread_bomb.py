"""Starts a thousand threads that do not end, each of which would start more."""

from tests.hostile.case import COMPUTED_ANSWER, Case

ATTACK = r"""
import threading, time

many = []


def more():
    many.append(1)
    try:
        threading.Thread(target=more, daemon=True).start()
        threading.Thread(target=more, daemon=True).start()
    except RuntimeError:
        pass
    time.sleep(10)


threading.stack_size(64 * 1024)
more_threads = threading.Thread(target=more, daemon=True)
more_threads.start()
time.sleep(1)
print(len(many))
assert len(many) > 1000
"""
CASE = Case(
    cells={"answer": ATTACK + COMPUTED_ANSWER},
    lost={"test_answer"},
)
