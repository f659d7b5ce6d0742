"""Makes the kernel use 0.8 GB for page tables, by looking at nothing in many places."""

from tests.hostile.case import HONEST, Case

ATTACK = r"""
import mmap, re

areas = [mmap.mmap(-1, 2**36, mmap.MAP_PRIVATE, mmap.PROT_READ) for number in range(6)]
for area in areas:
    area.madvise(15)  # no huge pages
    np.frombuffer(area, np.int8)[:: 2**21].sum()
used = int(re.search(r"VmPTE:\s+(\d+)", open("/proc/self/status").read())[1])
print(used, "kB")
assert used > 700_000
"""
CASE = Case(
    cells={"answer": ATTACK + HONEST["answer"]},
    lost={"test_answer"},
)
