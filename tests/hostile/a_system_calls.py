"""Calls what the kernel has for few: bpf, perf, io_uring, userfaultfd, keyctl, modules."""

from tests.hostile.case import HONEST, Case

ATTACK = r"""
import ctypes, errno, os

libc, GOT = ctypes.CDLL(None, use_errno=True), []
some = ctypes.create_string_buffer(4096)
perf = (ctypes.c_uint64 * 16)(0 | 128 << 32, 0)  # processor cycles of all processes
for name, number, arguments in (
    ("bpf map", 321, (0, (ctypes.c_uint32 * 16)(2, 4, 4096, 1000), 64)),
    ("bpf program", 321, (5, some, 64)),
    ("perf of all", 298, (perf, -1, 0, -1, 0)),
    ("perf of the first", 298, (perf, 1, -1, -1, 0)),
    ("io_uring", 425, (64, ctypes.create_string_buffer(120))),
    ("userfaultfd", 323, (0,)),
    ("userfaultfd for users", 323, (1,)),
    ("fanotify", 300, (0, 0)),
    ("module", 175, (some, 4096, b"")),
    ("kexec", 246, (0, 0, 0, 0)),
    ("swap", 167, (b"/tmp/swap", 0)),
    ("accounting", 163, (b"/tmp/acct",)),
    ("quota", 179, (0, b"/dev/vda", 0, 0)),
    ("ports", 173, (0, 65535, 1)),
    ("ioport level", 172, (3,)),
    ("lookup of a handle", 304, (3, some, 0)),
    ("secret memory", 447, (0,)),
    ("key", 248, (b"user", b"a", b"b", 1, -4)),
    ("request for a key", 249, (b"user", b"a", b"b", -3)),
    ("key ring", 250, (0, -3, 1)),
    ("log", 103, (3, some, 4096)),
    ("host name", 170, (b"x", 1)),
    ("time of day", 164, (None, some)),
    ("personality of a host", 155, (b".", b".")),
):
    ctypes.set_errno(0)
    if libc.syscall(number, *arguments) >= 0:
        GOT.append(name)
    print(name, errno.errorcode.get(ctypes.get_errno()), end=", ")
print(GOT)
assert set(GOT)
"""
CASE = Case(
    cells={"answer": ATTACK + HONEST["answer"]},
    lost={"test_answer"},
)
