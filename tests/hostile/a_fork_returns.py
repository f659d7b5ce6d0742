"""Forks in cells and in answers, and the copies go on as it does: as kernels, and with answers."""

from tests.hostile.case import Case

ATTACK = r"""
import os
for number in range(6):
    if os.fork() == 0:
        break
if number == 3:
    1 / 0
"""
CASE = Case(
    first=ATTACK,
    cells={
        "double": "def double(x):\n    return 2 * x + 0 * os.fork()",
        "total": "def total(values):\n    os.fork()\n    return sum(values)",
    },
    last=ATTACK,
)
