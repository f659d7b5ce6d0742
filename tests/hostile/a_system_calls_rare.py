"""Tries what looks into other processes, pins memory, or speaks to the kernel in rare ways."""

from tests.hostile.case import HONEST, Case

ATTACK = r"""
import ctypes, errno, os, socket

libc, GOT = ctypes.CDLL(None, use_errno=True), []
some, vec = ctypes.create_string_buffer(4096), (ctypes.c_uint64 * 2)(0, 16)
pipe = os.pipe()
for name, number, arguments in (
    ("ptrace", 101, (0, 0, 0, 0)), ("process_vm_readv", 310, (os.getpid(), vec, 1, vec, 1, 0)),
    ("process_vm_writev", 311, (os.getpid(), vec, 1, vec, 1, 0)),
    ("modify_ldt", 154, (0, some, 16)), ("vmsplice", 278, (pipe[1], vec, 1, 0)),
    ("io_setup", 206, (8, some)),
    ("personality", 135, (0x40000,)), ("fsopen", 430, (b"tmpfs", 0)), ("fsconfig", 431, (3, 0)),
    ("pidfd_getfd", 438, (3, 0, 0)), ("kcmp", 312, (1, 1, 0, 0, 0)), ("clone3", 435, (some, 88)),
    ("landlock", 444, (0, 0, 1)), ("open_tree", 428, (-100, b"/", 1)), ("mq_open", 240, (b"q", 66)),
    ("inotify", 294, (0,)), ("splice", 275, (pipe[0], 0, pipe[1], 0, 1, 0)), ("tee", 276, (0,)),
    ("name_to_handle", 303, (-100, b"/", some, some, 0)), ("x32 getpid", 0x40000000 + 39, ()),
):
    ctypes.set_errno(0)
    if libc.syscall(number, *arguments) >= 0 or ctypes.get_errno() != errno.ENOSYS:
        GOT.append((name, ctypes.get_errno()))
for protocol in range(1, 23):
    try:
        GOT.append(("netlink", socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, protocol)))
    except OSError:
        pass
print(GOT)
assert GOT
"""
CASE = Case(
    cells={"answer": ATTACK + HONEST["answer"]},
    lost={"test_answer"},
    says="AssertionError",
)
