"""Fills its scratch folder, with bytes, with a huge sparse file, with a hundred thousand names."""

from tests.hostile.case import HONEST, Case

ATTACK = r"""
import os

BROKEN = []


def attempt(what, way):
    try:
        way()
        BROKEN.append(what)
    except OSError as error:
        print(what, error)


def fill():
    for number in range(100):
        with open(f"/tmp/filler-{number}", "wb", 0) as file:
            for part in range(5):
                assert file.write(b"1" * 2**20) == 2**20 or 1 / 0


def sparse():
    with open("/tmp/sparse", "wb") as file:
        file.truncate(2**40)


def names():
    os.makedirs("/tmp/many", exist_ok=True)
    for number in range(100_000):
        os.link("/tmp/many/0", f"/tmp/many/{number}") if number else os.mknod("/tmp/many/0")


def folders():
    os.chdir("/tmp")
    for number in range(100_000):
        os.mkdir("x")
        os.chdir("x")


for way in (sparse, names, folders, fill):
    try:
        attempt(way.__name__, way)
    except ZeroDivisionError:
        print("short write")
os.chdir("/tmp")
assert BROKEN
"""
CASE = Case(
    cells={"answer": ATTACK + HONEST["answer"]},
    lost={"test_answer"},
)
