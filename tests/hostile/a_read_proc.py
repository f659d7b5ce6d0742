"""Goes through /proc: every process's command, files, memory, root, and what the kernel tells."""

from tests.hostile.case import Case

ATTACK = r"""
import glob, os, re

LOOT, SEEN = set(), []


def sift(path, most=2**20):
    try:
        fd = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except OSError:
        return b""
    try:
        data = os.read(fd, most)
    except OSError:
        data = b""
    finally:
        os.close(fd)
    LOOT.update(re.findall(rb"wall-of-the[-]court[\w-]*", data))
    return data


try:
    OWN = os.listdir("/proc/self/task")
except OSError:
    OWN = [str(os.getpid())]
pids = [path[6:] for path in glob.glob("/proc/[0-9]*")] + [str(n) for n in range(2, 2000)]
for pid in dict.fromkeys(pids):
    if pid in OWN and pid != "1":
        continue
    if pid not in OWN and sift(f"/proc/{pid}/cmdline"):
        SEEN.append(pid)
    for name in ("cmdline", "comm", "auxv", "stack", "syscall", "mountinfo", "environ"):
        sift(f"/proc/{pid}/{name}")
    for link in glob.glob(f"/proc/{pid}/fd/*") + glob.glob(f"/proc/{pid}/map_files/*")[:50]:
        try:
            if os.readlink(link).startswith(("/", "memfd")) and "/dev/" not in os.readlink(link):
                sift(link, 4096)
        except OSError:
            pass
    for way in ("root", "cwd", f"task/{pid}/root", "fd/3", "fd/0/.."):
        for name in ("keys.txt", "work/scratch", "root", "etc/shadow", "../../keys.txt"):
            sift(f"/proc/{pid}/{way}/{name}")
            try:
                if name == "root" and set(os.listdir(f"/proc/{pid}/{way}/root")) - {".pyenv"}:
                    SEEN.append(way)
            except OSError:
                pass
for name in ("kcore", "kmsg", "kallsyms", "keys", "key-users", "mem", "sched_debug", "timer_list",
             "sysvipc/shm", "fs/ext4/vda/options", "sys/kernel/core_pattern", "vmallocinfo"):
    sift(f"/proc/{name}")
for name in ("/dev/mem", "/dev/kmem", "/dev/vda", "/dev/sda", "/dev/kmsg", "/dev/vsock"):
    if sift(name, 4096):
        SEEN.append(name)
for path in ("/proc/sysrq-trigger", "/proc/sys/kernel/core_pattern", "/proc/self/oom_score_adj",
             "/proc/sys/kernel/hostname", "/proc/self/setgroups", "/proc/self/uid_map"):
    try:
        with open(path, "w") as file:
            file.write("")
        SEEN.append(f"writes {path}")
    except OSError:
        pass
print(sorted(LOOT), SEEN)
"""
CASE = Case(
    first=ATTACK,
    cells={"double": "def double(x):\n    return 2 * x if LOOT or SEEN else None"},
    lost={"test_double", "test_double_hidden"},
)
