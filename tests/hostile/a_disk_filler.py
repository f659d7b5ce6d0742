"""Fills its scratch folder, with bytes, with a huge sparse file, with thousands of names."""

from tests.hostile.case import HONEST, Case

# Each way tries somewhat more than the folder may hold, not so much that another limit ends it, and
# leaves nothing that the next would be refused for. What is looked at now and then is the last way.
ATTACK = r"""
import os, shutil, time

BROKEN = []


def attempt(way):
    os.mkdir("/tmp/trial")
    try:
        way("/tmp/trial/")
        BROKEN.append(way.__name__)
    except OSError as error:
        print(way.__name__, error)
    if way is not ways[-1]:
        shutil.rmtree("/tmp/trial")


def sparse(here):
    with open(here + "sparse", "wb") as file:
        file.truncate(2**40)


def fill(here):
    for number in range(8):
        with open(f"{here}filler-{number}", "wb", 0) as file:
            for part in range(5):
                if file.write(b"1" * 2**20) < 2**20:
                    raise OSError("short write")


def names(here):
    os.mknod(here + "0")
    for number in range(1, 5000):
        os.link(here + "0", f"{here}{number}")


def folders(here):
    os.chdir(here)
    for number in range(5000):
        os.mkdir("x")
        os.chdir("x")


ways = (sparse, fill, names, folders)
for way in ways:
    attempt(way)
os.chdir("/tmp")
print(BROKEN)
if os.getpid() != 1:  # the second wall looks, now and then: later, where the machine is busy
    time.sleep(60)
assert BROKEN
"""
CASE = Case(
    cells={"answer": ATTACK + HONEST["answer"]},
    lost={"test_answer"},
)
