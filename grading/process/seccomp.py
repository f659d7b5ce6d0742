"""The filter of system calls, as the program of BPF that the kernel runs for each."""

from __future__ import annotations

import ctypes
import platform
import struct

from grading.process.linux import call

# Of each machine: its number for the audit; the numbers of seccomp, mmap, clone, setsockopt and the
# socket calls; and of the calls that no submission gets. These make memory that no process is seen
# to have (memfd, System V, message queues, rings), make or join namespaces and mounts, or reach
# what no namespace holds apart (keyrings, counters). clone3, whose flags a filter cannot see, is
# answered as an old kernel answers it.
CALLS = {
    "x86_64": (
        0xC000003E, 317, 9, 56, 54, (41, 53),
        (29, 64, 68, 165, 166, 240, 248, 249, 250, 272, 298, 300, 308, 319, 321, 323, 425, 428, 429,
         430, 435, 447),
    ),
    "aarch64": (
        0xC00000B7, 277, 222, 220, 208, (198, 199),
        (194, 190, 186, 40, 39, 180, 217, 218, 219, 97, 241, 262, 268, 279, 280, 282, 425, 428, 429,
         430, 435, 447),
    ),
}  # fmt: skip
FAMILIES = (
    1,
    2,
    10,
    16,
)  # of sockets: unix, inet, inet6, netlink; the network namespace holds them
NEW_NAMESPACES = 0x7E020080
SHARED, SHARED_ANONYMOUS = 0x23, 0x21  # of mmap's flags: which to look at, and which are refused
SOL_SOCKET, BUFFERS = 1, (7, 8, 32, 33)  # sizes of a socket's buffers: setting them does nothing
EPERM, ENOSYS, EAFNOSUPPORT = 1, 38, 97


def filter_calls() -> None:
    """Refuse CALLS, sockets of other families and shared anonymous memory, from here on for good.

    Needs PR_SET_NO_NEW_PRIVS. Raises OSError where the kernel has no seccomp.
    """
    machine, seccomp, mmap, clone, option, sockets, refused = CALLS[platform.machine()]
    load, equal, above, bits, mask, give = 0x20, 0x15, 0x35, 0x45, 0x54, 0x06
    # Each step: operation, operand, where to go if so, and if not; an empty name is the next step.
    parts: dict[str, list[tuple[int, int, str, str]]] = {
        "": [
            (load, 4, "", ""), (equal, machine, "", "absent"),
            (load, 0, "", ""), (above, 0x40000000, "absent", ""),
            *((equal, number, "absent", "") for number in refused),
            (equal, mmap, "mmap", ""), (equal, clone, "clone", ""),
            *((equal, number, "socket", "") for number in sockets),
            (equal, option, "option", ""),
            (give, 0x7FFF0000, "", ""),
        ],
        "mmap": [
            (load, 40, "", ""), (mask, SHARED, "", ""),
            (equal, SHARED_ANONYMOUS, "forbidden", "allowed"),
        ],
        "option": [
            (load, 24, "", ""), (equal, SOL_SOCKET, "", "allowed"),
            (load, 32, "", ""), *((equal, option, "ignored", "") for option in BUFFERS),
            (give, 0x7FFF0000, "", ""),
        ],
        "ignored": [(give, 0x50000, "", "")],
        "clone": [(load, 16, "", ""), (bits, NEW_NAMESPACES, "forbidden", "allowed")],
        "socket": [(load, 16, "", ""), *((equal, family, "allowed", "") for family in FAMILIES)],
        "other family": [(give, 0x50000 | EAFNOSUPPORT, "", "")],
        "absent": [(give, 0x50000 | ENOSYS, "", "")],
        "forbidden": [(give, 0x50000 | EPERM, "", "")],
        "allowed": [(give, 0x7FFF0000, "", "")],
    }  # fmt: skip
    places: dict[str, int] = {}
    steps: list[tuple[int, int, str, str]] = []
    for name, part in parts.items():
        places[name] = len(steps)
        steps += part
    code = b""
    for place, (operation, operand, *ways) in enumerate(steps):
        jumps = [places[way] - place - 1 if way else 0 for way in ways]
        code += struct.pack("=HBBI", operation, *jumps, operand)
    program = ctypes.create_string_buffer(code, len(code))
    head = struct.pack("@HP", len(steps), ctypes.addressof(program))
    # Without SECCOMP_FILTER_FLAG_SPEC_ALLOW (4), older kernels slow the process down.
    call("syscall", seccomp, 1, 4, head, about="seccomp")
