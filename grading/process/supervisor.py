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
import tempfile
import time
import traceback
from typing import Any

from grading.process import linux, sandbox

if sys.platform != "win32":
    import resource


CLOCK = os.sysconf("SC_CLK_TCK")  # a second, as /proc counts
TICK = 0.05  # seconds between two looks of a supervisor at what its processes use


def explain(error: Exception) -> str:
    """Why a step of walling in failed, with what is known of its cause."""
    number = error.errno if isinstance(error, OSError) else None
    hint = {
        errno.ENOSPC: " (sysctl user.max_user_namespaces allows no more)",
        errno.EPERM: " (the system or its container forbids user namespaces)",
    }.get(number or 0, "")
    return f"{getattr(error, 'strerror', None) or repr(error)}{hint}"


def supervise(
    grader: socket.socket,
    settings: dict[str, Any],
    sandboxed: bool,
    target: str,
    fds: list[int],
    arguments: dict[str, Any],
) -> dict[str, Any]:
    """Fork the process, watch it, and return the report of its end."""
    started = time.monotonic()
    trouble, said = os.pipe()
    buffer = 2 * kilobytes("/proc/sys/net/core/wmem_default")  # of a socket, in bytes
    try:
        if sandboxed:
            sandbox.enter_user_namespace(
                linux.CLONE_NEWPID | linux.CLONE_NEWNET | linux.CLONE_NEWIPC
                | linux.CLONE_NEWUTS | linux.CLONE_NEWCGROUP
            )  # fmt: skip
        pid = os.fork()
    except OSError as error:
        return {"reason": explain(error), "peak": 0, "cpu": 0.0}
    if pid == 0:
        grader.close()
        os.close(trouble)
        become(said, settings, sandboxed, target, fds, arguments)
    os.close(said)
    for fd in fds:
        os.close(fd)
    base = memory(pid)
    peak, spent, reason, status, over = 0, 0.0, "", None, 0
    watched: list[Any] = [grader]
    with contextlib.suppress(OSError):  # Linux before 5.3 has none: then its end is seen at a tick
        watched.append(os.pidfd_open(pid))
    while status is None:
        ready = select.select(watched, [], [], TICK)[0]
        if grader in ready:
            orders = grader.recv(64)
            for number in orders or [signal.SIGKILL]:
                if number == signal.SIGKILL:
                    reason = reason or "killed"
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, number)
        done, code = os.waitpid(pid, os.WNOHANG)
        if done:
            status = code
            break
        members = family(pid)
        spent = max(spent, sum(map(processor_time, members)))
        if spent > settings["cpu_seconds"] and not reason:
            reason = "cpu"
            os.kill(pid, signal.SIGKILL)
        first, *others = members
        own = max(memory(first) - base, 0)
        sent = sockets(pid) * buffer if sandboxed else 0
        used = own + sum(map(memory, others)) + sent
        if used > settings["memory"] * 2**20 and others:  # look closer: forks share what they have
            used = max(own, sum(map(share, [first, *others])) - base) + sent
        peak = max(peak, used)
        # Not at the first look: between fork and exec, a new program has its parent's memory.
        over = over + 1 if used > settings["memory"] * 2**20 else 0
        if over > 1:
            reason = reason or "memory"
            os.kill(pid, signal.SIGKILL)
        if time.monotonic() - started > settings["wall_seconds"] + 3600:
            reason = reason or "time"
            os.kill(pid, signal.SIGKILL)
    words = os.read(trouble, 2000).decode(errors="replace")
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = max(spent, usage.ru_utime + usage.ru_stime)
    if words:
        reason = words
    elif not reason:
        number = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
        reason = {0: "ended", signal.SIGXCPU: "cpu"}.get(number, f"signal {number}")
        if number == signal.SIGKILL and spent >= settings["cpu_seconds"]:
            reason = "cpu"
    return {
        "reason": reason,
        "peak": round(peak / 2**20, 1),
        "cpu": round(spent, 3),
        "wall": round(time.monotonic() - started, 3),
    }


def become(
    said: int,
    settings: dict[str, Any],
    sandboxed: bool,
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
        if sandboxed:
            sandbox.confine(settings)
        elif target:
            os.chdir(tempfile.mkdtemp())
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


def memory(pid: int) -> int:
    """Bytes of memory of a process that no file backs, and of the tables of its pages."""
    return 1024 * kilobytes(f"/proc/{pid}/status", "RssAnon:", "RssShmem:", "VmPTE:")


def processor_time(pid: int) -> float:
    """Seconds that a process has used, with those of its children that it has waited for."""
    try:
        with open(f"/proc/{pid}/stat") as file:
            fields = file.read().rpartition(")")[2].split()
        return sum(map(int, fields[11:15])) / CLOCK
    except (OSError, ValueError):
        return 0.0


def share(pid: int) -> int:
    """The same, with a part alone of what several processes have together."""
    part = kilobytes(f"/proc/{pid}/smaps_rollup", "Pss_Anon:", "Pss_Shmem:")
    if not part:  # it hides, or this kernel does not tell
        return memory(pid)
    return 1024 * (part + kilobytes(f"/proc/{pid}/status", "VmPTE:"))


def kilobytes(path: str, *names: str) -> int:
    """The sum of the numbers in the lines of that name in a file of /proc; 0 if there is none."""
    try:
        with open(path) as file:
            lines = [line.split() for line in file if not names or line.startswith(names)]
            return sum(int(line[bool(names)]) for line in lines)
    except (OSError, ValueError):
        return 0


def sockets(pid: int) -> int:
    """How many sockets the network namespace of a process has."""
    try:
        with open(f"/proc/{pid}/net/sockstat") as file:
            return int(file.readline().split()[2])
    except (OSError, ValueError, IndexError):
        return 0


def family(pid: int) -> list[int]:
    """A process and all that descend from it. In a process namespace, orphans stay in it."""
    members: list[int] = []
    waiting = [pid]
    while waiting and len(members) < 10_000:
        member = waiting.pop()
        members.append(member)
        with contextlib.suppress(OSError):
            for task in os.listdir(f"/proc/{member}/task"):
                with open(f"/proc/{member}/task/{task}/children") as file:
                    waiting += map(int, file.read().split())
    return members
