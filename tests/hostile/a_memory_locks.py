"""Locks parts of files: the kernel keeps any number, in memory that it counts for nobody."""

from tests.hostile.case import HONEST, Case

ATTACK = r"""
import fcntl, os

file, held = open("/tmp/locked", "w"), []
for way in (fcntl.lockf, fcntl.lockf):
    way(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, 2 * len(held))
    child = os.fork()
    if child == 0:
        try:
            way(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, 2 * len(held))
        except OSError:
            os._exit(1)
        os._exit(0)
    held.append(os.waitpid(child, 0)[1])
assert any(held)
"""
CASE = Case(
    cells={"answer": ATTACK + HONEST["answer"]},
    lost={"test_answer"},
    says="AssertionError",
)
