"""The supervisor of one process: forks it, watches its limits, and reports its end."""

from __future__ import annotations

import contextlib
import errno
import importlib
import os
import random
import select
import signal
import socket
import sys
import time
import traceback
from stat import S_ISDIR
from typing import Any

from grading.process import linux, sandbox
from grading.process.cgroups import Group
from grading.process.usage import Usage, children
from grading.walls import Wall

LONGEST = 60.0  # seconds to end all processes of a submission
NEARLY = 0.9  # of the seconds of the processor, from which on they may be used up
# What the grader is told of each signal. Its report follows, where JSON may have it.
PASSED_ON = b" "
WALLED_IN = b"\0"  # what a new process says when it begins; nothing of a submission's hears it
# What the grader says when a cell begins, which is no signal and is not answered: whether anything
# of the submission's has run out of time by then.
IN_TIME, OVERDUE = CELLS = b"\xfe\xff"
END = bytes([signal.SIGKILL])  # what a grader that hangs up has ordered
TICK = 0.05  # seconds between two looks of a supervisor at what its processes use


def explain(error: Exception) -> str:
    """Why a step of walling in failed, with what is known of its cause."""
    number = error.errno if isinstance(error, OSError) else None
    hint = {
        errno.ENOSPC: " (sysctl user.max_user_namespaces allows no more)",
        errno.EPERM: " (the system or its container forbids it)",
    }.get(number or 0, "")
    return f"{getattr(error, 'strerror', None) or str(error) or repr(error)}{hint}"


def reason_of(status: int, spent: float, most: float) -> str:
    """Why a process has ended that nobody here has ended. status: as os.waitpid gives it; spent and
    most: seconds of the processor that it used and might use.

    The kernel ends who has used them all, but counts by its clock's ticks, and tells the exact time
    afterwards: they differ by a few in a hundred.
    """
    if not os.WIFSIGNALED(status):
        return "ended"
    number = os.WTERMSIG(status)
    used_up = number == signal.SIGKILL and spent > most * NEARLY
    return "cpu" if used_up or number == signal.SIGXCPU else f"signal {number}"


def supervise(
    grader: socket.socket,
    settings: dict[str, Any],
    wall: Wall,
    group: Group | None,
    scratch: str,
    target: str,
    fds: list[int],
    arguments: dict[str, Any],
) -> dict[str, Any]:
    """Fork the process, watch it, and return the report of its end.

    group: its own, if it has one. scratch: its writable folder, where the wall has none of its own.
    """
    started = time.monotonic()
    trouble, said = os.pipe()
    outside, door = os.pipe()
    if wall is Wall.NAMESPACES:
        sandbox.enter_user_namespace(
            linux.CLONE_NEWPID | linux.CLONE_NEWNET | linux.CLONE_NEWIPC | linux.CLONE_NEWUTS
        )
    else:
        linux.prctl(linux.PR_SET_CHILD_SUBREAPER, 1)  # what it leaves behind becomes ours
    pid = os.fork()
    if pid == 0:
        grader.close()
        os.close(trouble)
        os.close(outside)
        try:
            if group:
                group.enter()
        except OSError:
            os.write(door, b"!")
        os.close(door)
        become(said, settings, wall, scratch, target, fds, arguments)
    os.close(said)
    os.close(door)
    for fd in fds:
        os.close(fd)
    usage = Usage(pid, settings, wall, scratch, group)
    if os.read(outside, 1):  # what the group counts is nothing then
        group = usage.group = None
    os.close(outside)
    reason, status = "", None
    watched: list[Any] = [grader]
    with contextlib.suppress(OSError):  # Linux before 5.3 has none: then its end is seen at a tick
        watched.append(os.pidfd_open(pid))
    while status is None:
        ready = select.select(watched, [], [], TICK)[0]
        orders = (grader.recv(64) or END) if grader in ready else b""
        status = reap().get(pid)  # first: what ended before the order was not ended by it
        for number in orders if status is None else b"":
            if number in CELLS:
                usage.next_cell(late=number == OVERDUE)
                continue
            if number == signal.SIGKILL:
                reason = reason or "killed"
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)
        signals = orders.translate(None, CELLS)
        if status is None and orders and not signals and time.monotonic() - usage.looked < TICK:
            continue  # cells begin more often than it has to look
        with contextlib.suppress(OSError):
            grader.sendall(PASSED_ON * len(signals))
        if status is None and not reason and (reason := usage.look()):
            os.kill(pid, signal.SIGKILL)
        if time.monotonic() - started > settings["wall_seconds"] + 2 * sandbox.WAITS:
            reason = reason or "time"
            os.kill(pid, signal.SIGKILL)
    if group:
        with contextlib.suppress(OSError):  # all end without it, too
            group.end()
    if wall is not Wall.NAMESPACES:
        end_all()
    usage.settle()
    words = os.read(trouble, 2000)
    # One that was told to end may not have come so far; that is nobody's fault.
    began = words == WALLED_IN or (not words and reason == "killed")
    if not began and words:
        reason = words.decode(errors="replace")
    elif not reason:
        reason = reason_of(status, usage.spent, settings["cpu_seconds"])
        if group and group.out_of_memory:
            reason = "memory"
    return {
        "reason": reason,
        "began": began,
        "peak": round(usage.peak / 2**20, 1),
        "cpu": round(usage.spent, 3),
        "waited": round(usage.waited, 3),
        "starved": round(usage.starving.starved, 3),
        "wall": round(time.monotonic() - started, 3),
        "cgroup": group.version if group else 0,
    }


def reap() -> dict[int, int]:
    """Collect children that have ended: their statuses, by their numbers."""
    ended = {}
    with contextlib.suppress(ChildProcessError):
        while (child := os.waitpid(-1, os.WNOHANG))[0]:
            ended[child[0]] = child[1]
    return ended


def end_all() -> None:
    """End all processes that descend from this one, each when it has become a child of it: nobody
    else then collects it, so that its number is nobody else's.
    """
    deadline = time.monotonic() + LONGEST
    while time.monotonic() < deadline:
        if os.geteuid() in sandbox.USERS:  # all of this user's is the submission's
            with contextlib.suppress(ProcessLookupError):
                os.kill(-1, signal.SIGKILL)
        left = children("self")
        for child in left:
            os.kill(child, signal.SIGKILL)
        reap()
        if not left:
            return


def clear(folder: str) -> None:
    """Remove a folder that nobody uses any more, however deep it is and whatever rights are set.

    What lies in a folder in it is moved up, until there is none. No link is followed.
    """
    os.chmod(folder, 0o700)
    top = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        while names := os.listdir(top):
            for name in names:
                if not S_ISDIR(os.stat(name, dir_fd=top, follow_symlinks=False).st_mode):
                    os.unlink(name, dir_fd=top)
                    continue
                os.chmod(name, 0o700, dir_fd=top)
                inner = os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=top)
                for entry in os.listdir(inner):
                    if S_ISDIR(os.stat(entry, dir_fd=inner, follow_symlinks=False).st_mode):
                        os.chmod(entry, 0o700, dir_fd=inner)
                    new = os.urandom(12).hex()
                    os.rename(entry, new, src_dir_fd=inner, dst_dir_fd=top)
                os.close(inner)
                os.rmdir(name, dir_fd=top)
    finally:
        os.close(top)
    os.rmdir(folder)


def become(
    said: int,
    settings: dict[str, Any],
    wall: Wall,
    scratch: str,
    target: str,
    fds: list[int],
    arguments: dict[str, Any],
) -> None:
    """In the new process: wall it in and run the main of target. Never returns."""
    try:
        keep_open = {0, 1, 2, said, *fds}
        with open(os.devnull, "r+b", buffering=0) as nowhere:
            for number in (0, 1, 2):
                os.dup2(nowhere.fileno(), number)
        highest = max(int(name) for name in os.listdir("/proc/self/fd"))
        for number in set(range(3, highest + 1)) - keep_open:
            with contextlib.suppress(OSError):
                os.close(number)
        sandbox.confine(settings, wall, scratch)
        os.write(said, WALLED_IN)
        os.close(said)
        if not target:
            os._exit(0)
        random.seed()
        if "numpy" in sys.modules:
            sys.modules["numpy"].random.seed()
        importlib.import_module(target).main(fds, **arguments)
    except BaseException as error:
        with contextlib.suppress(OSError):
            os.write(said, (str(error) or traceback.format_exc())[-1500:].encode())
    os._exit(1)
