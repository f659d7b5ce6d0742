"""A function that never ends and takes no interrupt for an answer."""

from tests.hostile.case import Case

ATTACK = r"""
import signal


def total(values):
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        try:
            while True:
                pass
        except BaseException:
            continue
"""
CASE = Case(
    cells={"total": ATTACK},
    # Nothing else stops it than its end; the cells after it are run in a new process.
    lost={"test_total", "test_total_hidden"},
    outcome={"test_total": "timed out"},
    lasts=True,
)
