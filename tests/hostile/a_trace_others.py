"""Attaches to other processes as a debugger would, and reads their memory and open files."""

from tests.hostile.case import Case

ATTACK = r"""
import ctypes, os

REACHED, libc = [], ctypes.CDLL(None, use_errno=True)
SEIZE, DETACH, VM_READ, KCMP = 0x4206, 17, 310, 312
PIDFD_OPEN, PIDFD_GETFD, PIDFD_SIGNAL = 434, 438, 424
buffer = ctypes.create_string_buffer(64)
mine = (ctypes.c_size_t * 2)(ctypes.addressof(buffer), 64)
its = (ctypes.c_size_t * 2)(id(object), 64)


def own(pid):  # its threads, too
    try:
        return os.getsid(pid) == os.getsid(0)
    except OSError:
        return False


for pid in [os.getppid(), *range(1, 40000)]:
    if own(pid):
        continue
    ctypes.set_errno(0)
    if libc.ptrace(SEIZE, pid, 0, 0) == 0:  # without stopping it
        REACHED.append(("ptrace", pid))
        libc.ptrace(DETACH, pid, 0, 0)
    if pid and libc.syscall(VM_READ, pid, mine, 1, its, 1, 0) > 0:
        REACHED.append(("memory", pid))
    fd = libc.syscall(PIDFD_OPEN, pid, 0) if pid else -1
    if fd >= 0:
        if os.getpid() == 1:  # without a namespace of processes, all can be named
            REACHED.append(("process", pid))
        if libc.syscall(PIDFD_SIGNAL, fd, 0, 0, 0) == 0:
            REACHED.append(("signal", pid))
        for number in range(20):
            if libc.syscall(PIDFD_GETFD, fd, number, 0) >= 0:
                REACHED.append(("file", pid, number))
        os.close(fd)
    if pid and libc.syscall(KCMP, os.getpid(), pid, 0, 0, 0) >= 0:
        REACHED.append(("kcmp", pid))
print(REACHED[:20], os.getppid())
"""
CASE = Case(
    first=ATTACK,
    cells={"double": "def double(x):\n    return 2 * x if REACHED else None"},
    lost={"test_double", "test_double_hidden"},
)
