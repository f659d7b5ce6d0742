"""Landlock: rules of the kernel's by which a process gives up files, TCP, and signals for good.

They need no privilege and hold for all that the process starts. What an open file allows stays
allowed: close what is not wanted before.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Iterable

from grading.process.linux import call

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446  # system calls, on every machine
VERSION, PATH_BENEATH = 1, 1
# The version that can keep signals and abstract sockets in, and the Linux that brought it.
NEEDED, LINUX = 6, "6.12"
EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
MAKE_CHAR, MAKE_BLOCK = 1 << 6, 1 << 11
REFER, TRUNCATE, IOCTL_DEV = 1 << 13, 1 << 14, 1 << 15
# Rights on files that each version brought, and what other versions brought.
FILE_RIGHTS = {1: (1 << 13) - 1, 2: REFER, 3: TRUNCATE, 5: IOCTL_DEV}
BIND_AND_CONNECT_TCP, ABSTRACT_SOCKETS_AND_SIGNALS = 0b11, 0b11
# Of a file that is no folder, there are these alone.
OF_FILES = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE | IOCTL_DEV
QUIET = 1  # the kernel's log says nothing of what is refused; since version 7


def version() -> int:
    """The version of Landlock that this kernel has; 0 if it has none, or it is switched off."""
    try:
        return call("syscall", CREATE_RULESET, None, ctypes.c_size_t(0), VERSION, about="Landlock")
    except OSError:
        return 0


def restrict(read: Iterable[str], use: Iterable[str], write: Iterable[str]) -> None:
    """Leave this process the paths that it may read and run, read and write, and fill; no TCP, and
    nobody to signal, to trace or to reach by an abstract socket but those that share its rules.

    As far as the kernel's version goes: see NEEDED. Paths that do not exist are left out. Needs
    PR_SET_NO_NEW_PRIVS. Raises OSError where the kernel has no Landlock.
    """
    has = version()
    files = sum(rights for since, rights in FILE_RIGHTS.items() if since <= has)
    attributes = (ctypes.c_uint64 * 3)(
        files,
        BIND_AND_CONNECT_TCP if has >= 4 else 0,
        ABSTRACT_SOCKETS_AND_SIGNALS if has >= 6 else 0,
    )
    size = 8 if has < 4 else 16 if has < 6 else 24
    rules = call(
        "syscall", CREATE_RULESET, attributes, ctypes.c_size_t(size), 0, about="Landlock's rules"
    )
    try:
        for paths, rights in (
            (read, EXECUTE | READ_FILE | READ_DIR),
            (use, READ_FILE | WRITE_FILE),
            (write, files & ~(MAKE_CHAR | MAKE_BLOCK | IOCTL_DEV)),
        ):
            for path in paths:
                allow(rules, path, rights & files)
        call("syscall", RESTRICT_SELF, rules, QUIET if has >= 7 else 0, about="Landlock")
    finally:
        os.close(rules)


def allow(rules: int, path: str, rights: int) -> None:
    """Add a rule for path and what is below it, if there is such a thing."""
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        if not os.path.isdir(path):
            rights &= OF_FILES
        rule = rights.to_bytes(8, "little") + place.to_bytes(
            4, "little"
        )  # as both machines have it
        call("syscall", ADD_RULE, rules, PATH_BENEATH, rule, 0, about=f"Landlock, {path}")
    finally:
        os.close(place)
