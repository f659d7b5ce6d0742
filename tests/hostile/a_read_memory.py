"""Searches all memory of its own process, and every Python object, for what the grader left."""

from tests.hostile.case import Case

ATTACK = r"""
import ctypes, gc, re, sys

LOOT = set()


try:
    MEMORY = open("/proc/self/mem", "rb", 0)
except OSError:  # then it reads what no file lies below, which cannot end it
    MEMORY = None


def search():
    with open("/proc/self/maps") as maps:
        for line in maps:
            area, rights, *_, last = line.split()
            begin, end = (int(part, 16) for part in area.split("-"))
            if "r" not in rights or last.startswith("/usr") or "site-packages" in last:
                continue
            if not MEMORY and ("/" in last or last.startswith("[v")):
                continue
            try:
                if MEMORY:
                    MEMORY.seek(begin)
                    data = MEMORY.read(min(end - begin, 2**27))
                else:
                    data = ctypes.string_at(begin, min(end - begin, 2**27))
            except (OSError, ValueError, OverflowError, MemoryError):
                continue
            LOOT.update(re.findall(rb"wall-of-the[-]court[\w-]*", data))
    for thing in gc.get_objects():
        if type(thing) in (dict, list, tuple) and len(thing) < 1000:
            for part in thing.values() if type(thing) is dict else thing:
                if type(part) is str:
                    LOOT.update(re.findall(r"wall-of-the[-]court[\w-]*", part))


search()
print(LOOT)
"""
CASE = Case(
    first=ATTACK,
    # Again while a hidden test runs and its question is on the wire.
    cells={"double": "def double(x):\n    search()\n    return 2 * x if LOOT else None"},
    last="search()\nprint(LOOT)",
    lost={"test_double", "test_double_hidden"},
)
