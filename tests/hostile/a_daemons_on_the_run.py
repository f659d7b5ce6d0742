"""Processes that are always another: each forks the next, in a session of its own, and ends."""

from tests.hostile.case import Case

ATTACK = r"""
import os, signal

for number in range(3):
    if os.fork() == 0:
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)
        for _ in range(10**9):
            if os.fork():
                os._exit(0)
            os.setsid()
"""
# Each is a process of the submission's until it is collected. Where they have all that it may have,
# TensorFlow ends the process for want of a thread.
CASE = Case(first=ATTACK, at_risk={"test_build", "test_build_hidden"})
