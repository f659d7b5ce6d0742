"""Takes 0.8 GB of anonymous shared memory, and hides it from what a process is seen to use."""

from tests.hostile.case import HONEST, Case

ATTACK = r"""
import mmap, os

zero = open("/dev/zero", "r+b") if os.path.exists("/dev/zero") else None
for file in (-1, zero.fileno() if zero else -1):
    for number in range(4):
        held.append(mmap.mmap(file, 100_000_000))
        held[-1].write(data)
        held[-1].madvise(mmap.MADV_DONTNEED)  # the pages stay: they are shared, with nobody
assert all(area[-1] == 1 for area in held)
"""
CASE = Case(
    first="held, data = [], b'\\1' * 100_000_000",
    cells={"answer": ATTACK + HONEST["answer"]},
    lost={"test_answer"},
)
