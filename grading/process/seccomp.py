"""The filter of system calls: a list of those that are allowed, as a program of the kernel's.

What Python, NumPy, Matplotlib, TensorFlow and their like need is on the list, by name. What is not
is answered as an old kernel answers it, so that libraries fall back: what makes namespaces, mounts,
or memory that no process is seen to have (memfd, System V, message queues, rings, vmsplice), what
looks into other processes, and what no namespace holds apart (keyrings, counters). clone3, whose
flags a filter cannot see, is among these.
"""

from __future__ import annotations

import ctypes
import platform
import struct
from dataclasses import dataclass

from grading.process.linux import PR_SET_DUMPABLE, call


@dataclass(frozen=True)
class Machine:
    """What a filter must know of a machine: its number for the audit, and which numbers it uses."""

    audit: int
    column: int  # of ALLOWED
    seccomp: int  # the number of seccomp(2)


MACHINES = {"x86_64": Machine(0xC000003E, 0, 317), "aarch64": Machine(0xC00000B7, 1, 277)}
# Of each call that a submission may make, its numbers on x86_64 and on aarch64; None: not there.
ALLOWED: dict[str, tuple[int | None, int | None]] = {
    # files
    "access": (21, None), "chdir": (80, 49), "chmod": (90, None), "chown": (92, None),
    "close": (3, 57), "close_range": (436, 436), "copy_file_range": (326, 285), "creat": (85, None),
    "dup": (32, 23), "dup2": (33, None), "dup3": (292, 24), "faccessat": (269, 48),
    "faccessat2": (439, 439), "fadvise64": (221, 223), "fallocate": (285, 47), "fchdir": (81, 50),
    "fchmod": (91, 52), "fchmodat": (268, 53), "fchmodat2": (452, 452), "fchown": (93, 55),
    "fchownat": (260, 54), "fcntl": (72, 25), "fdatasync": (75, 83), "fgetxattr": (193, 10),
    "flistxattr": (196, 13), "flock": (73, 32), "fstat": (5, 80), "fstatfs": (138, 44),
    "fsync": (74, 82), "ftruncate": (77, 46), "futimesat": (261, None), "getcwd": (79, 17),
    "getdents": (78, None), "getdents64": (217, 61), "getxattr": (191, 8), "ioctl": (16, 29),
    "lchown": (94, None), "lgetxattr": (192, 9), "link": (86, None), "linkat": (265, 37),
    "listxattr": (194, 11), "llistxattr": (195, 12), "lseek": (8, 62), "lstat": (6, None),
    "mkdir": (83, None), "mkdirat": (258, 34), "mknod": (133, None), "mknodat": (259, 33),
    "newfstatat": (262, 79), "open": (2, None), "openat": (257, 56), "openat2": (437, 437),
    "pipe": (22, None), "pipe2": (293, 59), "pread64": (17, 67), "preadv": (295, 69),
    "preadv2": (327, 286), "pwrite64": (18, 68), "pwritev": (296, 70), "pwritev2": (328, 287),
    "read": (0, 63), "readahead": (187, 213), "readlink": (89, None), "readlinkat": (267, 78),
    "readv": (19, 65), "rename": (82, None), "renameat": (264, 38), "renameat2": (316, 276),
    "rmdir": (84, None), "sendfile": (40, 71), "stat": (4, None), "statfs": (137, 43),
    "statx": (332, 291), "symlink": (88, None), "symlinkat": (266, 36), "sync": (162, 81),
    "sync_file_range": (277, 84), "syncfs": (306, 267), "truncate": (76, 45), "umask": (95, 166),
    "unlink": (87, None), "unlinkat": (263, 35), "utime": (132, None), "utimensat": (280, 88),
    "utimes": (235, None), "write": (1, 64), "writev": (20, 66),
    # memory
    "brk": (12, 214), "cachestat": (451, 451), "get_mempolicy": (239, 236), "madvise": (28, 233),
    "map_shadow_stack": (453, 453), "membarrier": (324, 283), "mincore": (27, 232),
    "mlock": (149, 228), "mlock2": (325, 284), "mmap": (9, 222), "mprotect": (10, 226),
    "mremap": (25, 216), "mseal": (462, 462), "msync": (26, 227), "munlock": (150, 229),
    "munlockall": (152, 231), "munmap": (11, 215), "pkey_alloc": (330, 289),
    "pkey_free": (331, 290), "pkey_mprotect": (329, 288),
    # processes and threads
    "arch_prctl": (158, None), "capget": (125, 90), "capset": (126, 91), "clone": (56, 220),
    "execve": (59, 221), "execveat": (322, 281), "exit": (60, 93), "exit_group": (231, 94),
    "fork": (57, None), "futex": (202, 98), "futex_requeue": (456, 456), "futex_wait": (455, 455),
    "futex_waitv": (449, 449), "futex_wake": (454, 454), "get_robust_list": (274, 100),
    "getcpu": (309, 168), "getegid": (108, 177), "geteuid": (107, 175), "getgid": (104, 176),
    "getgroups": (115, 158), "getpgid": (121, 155), "getpgrp": (111, None), "getpid": (39, 172),
    "getppid": (110, 173), "getpriority": (140, 141), "getresgid": (120, 150),
    "getresuid": (118, 148), "getrlimit": (97, 163), "getrusage": (98, 165), "getsid": (124, 156),
    "gettid": (186, 178), "getuid": (102, 174), "ioprio_get": (252, 31), "ioprio_set": (251, 30),
    "kill": (62, 129), "pause": (34, None), "pidfd_open": (434, 434),
    "pidfd_send_signal": (424, 424), "prctl": (157, 167), "prlimit64": (302, 261),
    "restart_syscall": (219, 128), "rseq": (334, 293), "rt_sigaction": (13, 134),
    "rt_sigpending": (127, 136), "rt_sigprocmask": (14, 135), "rt_sigqueueinfo": (129, 138),
    "rt_sigreturn": (15, 139), "rt_sigsuspend": (130, 133), "rt_sigtimedwait": (128, 137),
    "rt_tgsigqueueinfo": (297, 240), "sched_get_priority_max": (146, 125),
    "sched_get_priority_min": (147, 126), "sched_getaffinity": (204, 123),
    "sched_getattr": (315, 275), "sched_getparam": (143, 121), "sched_getscheduler": (145, 120),
    "sched_rr_get_interval": (148, 127), "sched_setaffinity": (203, 122),
    "sched_setattr": (314, 274), "sched_setparam": (142, 118), "sched_setscheduler": (144, 119),
    "sched_yield": (24, 124), "set_robust_list": (273, 99), "set_tid_address": (218, 96),
    "setfsgid": (123, 152), "setfsuid": (122, 151), "setgid": (106, 144), "setgroups": (116, 159),
    "setpgid": (109, 154), "setpriority": (141, 140), "setregid": (114, 143),
    "setresgid": (119, 149), "setresuid": (117, 147), "setreuid": (113, 145),
    "setrlimit": (160, 164), "setsid": (112, 157), "setuid": (105, 146), "sigaltstack": (131, 132),
    "signalfd": (282, None), "signalfd4": (289, 74), "tgkill": (234, 131), "times": (100, 153),
    "tkill": (200, 130), "vfork": (58, None), "wait4": (61, 260), "waitid": (247, 95),
    # waiting and time
    "alarm": (37, None), "clock_getres": (229, 114), "clock_gettime": (228, 113),
    "clock_nanosleep": (230, 115), "epoll_create": (213, None), "epoll_create1": (291, 20),
    "epoll_ctl": (233, 21), "epoll_pwait": (281, 22), "epoll_pwait2": (441, 441),
    "epoll_wait": (232, None), "eventfd": (284, None), "eventfd2": (290, 19),
    "getitimer": (36, 102), "gettimeofday": (96, 169), "nanosleep": (35, 101), "poll": (7, None),
    "ppoll": (271, 73), "pselect6": (270, 72), "select": (23, None), "setitimer": (38, 103),
    "time": (201, None), "timer_create": (222, 107), "timer_delete": (226, 111),
    "timer_getoverrun": (225, 109), "timer_gettime": (224, 108), "timer_settime": (223, 110),
    "timerfd_create": (283, 85), "timerfd_gettime": (287, 87), "timerfd_settime": (286, 86),
    # sockets
    "accept": (43, 202), "accept4": (288, 242), "bind": (49, 200), "connect": (42, 203),
    "getpeername": (52, 205), "getsockname": (51, 204), "getsockopt": (55, 209),
    "listen": (50, 201), "recvfrom": (45, 207), "recvmmsg": (299, 243), "recvmsg": (47, 212),
    "sendmmsg": (307, 269), "sendmsg": (46, 211), "sendto": (44, 206), "setsockopt": (54, 208),
    "shutdown": (48, 210), "socket": (41, 198), "socketpair": (53, 199),
    # about the machine
    "getrandom": (318, 278), "sysinfo": (99, 179), "uname": (63, 160),
}  # fmt: skip

# Calls whose arguments are looked at: the name of the part of the program that does so.
LOOKED_AT = {
    "mmap": "mmap", "clone": "clone", "fcntl": "locks", "setsockopt": "option", "socket": "socket",
    "socketpair": "socket",
    # what all of the machine has still to write would be written, again and again
    **dict.fromkeys(("sync", "syncfs"), "ignored"),
}  # fmt: skip
# The same, where no namespaces hold a submission apart: of what Landlock has no rule for, nothing
# may reach a process or a file of the same user. Modes, owners and times of files stay as they are,
# and "done" is the answer, for copying a file ends with them. So it is with the scheduling of
# others, which a library sets for each of its threads and may end the process over.
ALONE = LOOKED_AT | {
    # fallocate takes space that no count of written bytes tells of; the C library writes instead
    **dict.fromkeys(("bind", "connect", "fallocate", "listen", "sendmsg", "sendmmsg"), "absent"),
    **dict.fromkeys(
        ("chmod", "fchmod", "fchmodat", "fchmodat2", "chown", "fchown", "fchownat", "lchown",
         "futimesat", "utime", "utimensat", "utimes"), "ignored"
    ),
    **dict.fromkeys(
        ("sched_setaffinity", "sched_setattr", "sched_setparam", "sched_setscheduler"), "schedule"
    ),
    "fcntl": "fcntl", "ioctl": "ioctl", "ioprio_set": "forbidden", "prctl": "prctl",
    "prlimit64": "of itself", "setpriority": "niceness", "socket": "no sockets",
    "socketpair": "pair",
}  # fmt: skip
# Of sockets; the network namespace holds them. The C library asks what interfaces there are by
# netlink, and some libraries do not survive that it cannot: of its protocols, that one.
AF_UNIX, AF_INET, AF_INET6, AF_NETLINK, NETLINK_ROUTE = 1, 2, 10, 16, 0
FAMILIES = (AF_UNIX, AF_INET, AF_INET6)
NEW_NAMESPACES = 0x7E020080  # of clone's flags
# Of mmap's flags: which to look at, and which are refused.
SHARED, SHARED_ANONYMOUS = 0x23, 0x21
# Sizes of a socket's buffers: setting them does nothing.
SOL_SOCKET, BUFFERS = 1, (7, 8, 32, 33)
# Of pairs of sockets, those kinds that cannot send to another's address.
KIND, STREAM, SEQPACKET = 0xF, 1, 5
# Of fcntl: leases and watches on files, and the size of a pipe.
F_SETLEASE, F_NOTIFY, F_SETPIPE_SZ = 1024, 1026, 1031
# Locks on parts of files: the kernel keeps any number, in memory that it counts for nobody. What a
# submission writes nobody else does, so that "done" is the answer.
LOCKS = (6, 7, 37, 38)
# Of ioctl: blocking, closing on exec, how much waits, and whether it is a terminal.
IOCTLS = (0x5421, 0x5452, 0x5450, 0x5451, 0x541B, 0x5401, 0x5413)
EPERM, ENOTTY, ENOSYS, EOPNOTSUPP, EAFNOSUPPORT = 1, 25, 38, 95, 97

# Operations of BPF, and where a filter finds what: offsets in struct seccomp_data.
LOAD, JUMP, EQUAL, AT_LEAST, ANY_BIT, MASK, GIVE = 0x20, 0x05, 0x15, 0x35, 0x45, 0x54, 0x06
NUMBER, AUDIT, SECOND, THIRD, FOURTH = 0, 4, 24, 32, 40
FIRST = 16
RET_ALLOW, RET_ERRNO = 0x7FFF0000, 0x50000
SET_MODE_FILTER, SPEC_ALLOW = 1, 4  # without the second, older kernels slow the process down

Step = tuple[int, int, str, str]  # operation, operand, where to go if so, and if not; "": next
ENDS: dict[str, list[Step]] = {
    "mmap": [
        (LOAD, FOURTH, "", ""), (MASK, SHARED, "", ""),
        (EQUAL, SHARED_ANONYMOUS, "forbidden", "allowed"),
    ],
    "option": [
        (LOAD, SECOND, "", ""), (EQUAL, SOL_SOCKET, "", "allowed"), (LOAD, THIRD, "", ""),
        *((EQUAL, option, "ignored", "") for option in BUFFERS), (GIVE, RET_ALLOW, "", ""),
    ],
    "clone": [(LOAD, FIRST, "", ""), (ANY_BIT, NEW_NAMESPACES, "forbidden", "allowed")],
    "socket": [
        (LOAD, FIRST, "", ""), (EQUAL, AF_NETLINK, "netlink", ""),
        *((EQUAL, family, "allowed", "") for family in FAMILIES), (JUMP, 0, "no family", ""),
    ],
    "netlink": [(LOAD, THIRD, "", ""), (EQUAL, NETLINK_ROUTE, "allowed", "no family")],
    "pair": [
        (LOAD, FIRST, "", ""), (EQUAL, AF_UNIX, "", "no family"), (LOAD, SECOND, "", ""),
        (MASK, KIND, "", ""), (EQUAL, STREAM, "allowed", ""),
        (EQUAL, SEQPACKET, "allowed", "no sockets"),
    ],
    "of itself": [(LOAD, FIRST, "", ""), (EQUAL, 0, "allowed", "forbidden")],
    "schedule": [(LOAD, FIRST, "", ""), (EQUAL, 0, "allowed", "ignored")],
    "niceness": [
        (LOAD, FIRST, "", ""), (EQUAL, 0, "", "forbidden"), (LOAD, SECOND, "", ""),
        (EQUAL, 0, "allowed", "forbidden"),
    ],
    "fcntl": [
        (LOAD, SECOND, "", ""),
        *((EQUAL, order, "forbidden", "") for order in (F_SETLEASE, F_NOTIFY, F_SETPIPE_SZ)),
        (JUMP, 0, "locks", ""),
    ],
    "locks": [
        (LOAD, SECOND, "", ""), *((EQUAL, order, "ignored", "") for order in LOCKS),
        (JUMP, 0, "allowed", ""),
    ],
    "prctl": [(LOAD, FIRST, "", ""), (EQUAL, PR_SET_DUMPABLE, "forbidden", "allowed")],
    "ioctl": [
        (LOAD, SECOND, "", ""), *((EQUAL, order, "allowed", "") for order in IOCTLS),
        (GIVE, RET_ERRNO | ENOTTY, "", ""),
    ],
    # libzmq takes this answer; after others it aborts.
    "no sockets": [(GIVE, RET_ERRNO | EOPNOTSUPP, "", "")],
    "no family": [(GIVE, RET_ERRNO | EAFNOSUPPORT, "", "")],
    "ignored": [(GIVE, RET_ERRNO, "", "")],
    "absent": [(GIVE, RET_ERRNO | ENOSYS, "", "")],
    "forbidden": [(GIVE, RET_ERRNO | EPERM, "", "")],
    "allowed": [(GIVE, RET_ALLOW, "", "")],
}  # fmt: skip


def verdicts(column: int, looked_at: dict[str, str]) -> list[tuple[int, str]]:
    """Where the verdict on a call's number changes, and to what: a part of the program, by name."""
    by_number = {
        numbers[column]: looked_at.get(name, "allowed") for name, numbers in ALLOWED.items()
    }
    changes = [(0, by_number.get(0, "absent"))]
    for number in range(1, max(filter(None, by_number)) + 2):
        verdict = by_number.get(number, "absent")
        if verdict != changes[-1][1]:
            changes.append((number, verdict))
    return changes


def search(changes: list[tuple[int, str]]) -> list[Step]:
    """Steps that find the verdict by halving. Jumps within it are counted, as "+N"."""
    if len(changes) == 1:
        return [(JUMP, 0, changes[0][1], "")]
    half = len(changes) // 2
    low, high = search(changes[:half]), search(changes[half:])
    return [(AT_LEAST, changes[half][0], f"+{len(low)}", ""), *low, *high]


def program(machine: Machine, alone: bool = False) -> bytes:
    """The filter for a machine, as struct sock_filter has it. alone: there are no namespaces."""
    looked_at = ALONE if alone else LOOKED_AT
    parts: dict[str, list[Step]] = {
        "": [
            (LOAD, AUDIT, "", ""), (EQUAL, machine.audit, "+1", ""), (JUMP, 0, "absent", ""),
            (LOAD, NUMBER, "", ""), *search(verdicts(machine.column, looked_at)),
        ],
        **ENDS,
    }  # fmt: skip
    places: dict[str, int] = {}
    steps: list[Step] = []
    for name, part in parts.items():
        places[name] = len(steps)
        steps += part
    code = b""
    for place, (operation, operand, *ways) in enumerate(steps):
        jumps = [
            int(way) if way.startswith("+") else places[way] - place - 1 if way else 0
            for way in ways
        ]
        if operation == JUMP:
            operand, jumps = jumps[0], [0, 0]
        code += struct.pack("=HBBI", operation, *jumps, operand)
    return code


def filter_calls(alone: bool = False) -> None:
    """Refuse what is not ALLOWED, sockets of other families and shared anonymous memory, from here
    on for good; alone, where there are no namespaces, what ALONE says, too.

    Needs PR_SET_NO_NEW_PRIVS. Raises OSError where the kernel has no seccomp.
    """
    machine = MACHINES[platform.machine()]
    code = program(machine, alone)
    held = ctypes.create_string_buffer(code, len(code))
    head = struct.pack("@HP", len(code) // 8, ctypes.addressof(held))
    call("syscall", machine.seccomp, SET_MODE_FILTER, SPEC_ALLOW, head, about="seccomp")
