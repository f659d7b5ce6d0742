"""The fork server's memory lies so that forks share it: tried in a process of its own."""

import subprocess
import sys

CODE = """
from grading.process import memory

def heap():
    with open("/proc/self/maps") as file:
        place = next(line for line in file if line.rstrip().endswith("[heap]")).split()[0]
    return [int(end, 16) for end in place.split("-")]

def several(number):
    return [bytes(size) for _ in range(number) for size in range(15, 480, 16)]

def share(made):
    return sum(start <= id(one) < end for one in made) / len(made)

with memory.objects_in_heap():
    made = several(2000)
start, end = heap()
print(share(made))
del made[::7]
print(share(several(200)))
made += several(300)
memory.fill_holes()
print(share(several(200)))
"""


def test_objects_lie_in_one_place_and_later_ones_not_between_them():
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True)
    within, into_holes, after = (float(word) for word in done.stdout.split())
    assert within > 0.8
    assert into_holes > 0.3
    assert after < 0.1
