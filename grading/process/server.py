"""The fork server: imports the libraries once, and forks a walled-in process for each request.

Three kinds of process: the *server*, which holds nothing secret and runs no student code; for each
request a *supervisor*, which watches limits and reports; and in the supervisor's namespaces the
process asked for, a student's kernel or a referee. The grader talks to the server by datagrams that
carry file descriptors, and to each supervisor by a socket of its own: if it hangs up, all that it
asked for ends, and the server, unless that is to stay for other graders (resident.py).
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import itertools
import json
import os
import random
import select
import signal
import socket
import sys
import tempfile
import time
from collections.abc import Iterable
from typing import Any

from grading.process import cgroups, linux, memory, sandbox
from grading.process.resident import STOP
from grading.process.supervisor import clear, explain, reap, supervise
from grading.process.usage import children, kilobytes
from grading.walls import Wall

GRACE = 3.0  # seconds for supervisors to end with their grader


def serve(its: socket.socket, first: str) -> None:
    """Import, move into the jail, then fork for each request until the graders hang up.

    its: the socket of the one grader; or where others knock, for a server that stays. first: what
    it is told, in JSON.
    """
    preload, rehearsal, mains, settings, stay = json.loads(first)
    gc.disable()  # imports make much that stays
    wall, problem = choose(settings)
    groups, no_groups = cgroups.found(settings["cgroups"])
    if wall is Wall.NAMESPACES:
        sandbox.separate()
    with memory.objects_in_heap():
        for name in [*mains, *preload]:
            with contextlib.suppress(Exception):  # what is not installed, or not for this machine
                importlib.import_module(name)
    heard, rehearsing = rehearse(mains, rehearsal)
    sandbox.forget_places()
    if wall is Wall.NAMESPACES:
        sandbox.enter_jail(settings["readable"])
    refused = wall is Wall.NONE and not settings["unprotected"]
    answer = {"error": problem} if refused else {"wall": wall, "problem": problem}
    answer |= {"groups": groups.about if groups else "", "no_groups": no_groups}
    # Elsewhere a submission could see where others knock.
    graders = Graders(its, stay if wall is Wall.NAMESPACES else 0.0, answer)
    if refused:
        graders.next(1.0)  # where others knock, the first of them hears it
        return
    settle()
    heard_so_far = b""
    supervisors = Supervisors(groups, rehearsing)
    users = itertools.cycle(shuffled(sandbox.USERS))
    linux.prctl(linux.PR_SET_CHILD_SUBREAPER, 1)  # what a supervisor that was ended leaves behind
    while (ready := graders.next(1.0, heard)) or not graders.gone:
        for part in ready:
            if part in heard:
                piece = part.recv(65536)
                heard_so_far += piece
                if not piece:
                    heard = []
                    fetch(json.loads(heard_so_far or b"[]"))
            elif part in graders.here and (asked := graders.asked(part)):
                request, fds = asked
                target, limits, arguments = json.loads(request)
                user, group = next(users), supervisors.group(limits)
                pid = os.fork()
                if pid == 0:
                    graders.close()
                    grader = socket.socket(fileno=fds[0])
                    watch_over(user, grader, limits, wall, group, target, fds[1:], arguments)
                supervisors.add(pid, group)
                for fd in fds:
                    os.close(fd)
        supervisors.look_after()
    supervisors.close()
    os._exit(0)


class Graders:
    """Those whom the server serves: one, or whoever knocks. Each is given the answer first."""

    def __init__(self, its: socket.socket, stay: float, answer: dict[str, Any]) -> None:
        knocked_at = its.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN)
        self.door = its if knocked_at else None
        self.stay = stay if knocked_at else 0.0
        self.answer = answer | {"stays": self.stay}
        self.here: list[socket.socket] = []
        self.left = time.monotonic()  # when the last one hung up
        if not knocked_at:
            self.let_in(its)

    def let_in(self, grader: socket.socket) -> None:
        """Serve a grader from now on. The answer says how many megabytes the server has, too."""
        megabytes = kilobytes("/proc/self/status", "RssAnon:") / 1024
        with contextlib.suppress(OSError):
            grader.sendall(json.dumps(self.answer | {"memory": megabytes}).encode())
        self.here.append(grader)

    @property
    def gone(self) -> bool:
        """Whether nobody is here, and the time is over that it stays for others."""
        return not self.here and time.monotonic() > self.left + self.stay

    def next(self, seconds: float, more: list[socket.socket] | None = None) -> list[socket.socket]:
        """The sockets on which something has come in that time. Lets in whoever knocks there."""
        door = [self.door] if self.door else []
        ready = select.select([*door, *self.here, *(more or [])], [], [], seconds)[0]
        if self.door in ready:
            assert self.door is not None
            self.let_in(self.door.accept()[0])
            if not self.stay:
                self.shut()
        return ready

    def asked(self, grader: socket.socket) -> tuple[bytes, list[int]] | None:
        """A request and its file descriptors; None if the grader has hung up, or ends the stay."""
        try:
            request, fds, _, _ = socket.recv_fds(grader, 65536, 16)
        except OSError:
            request, fds = b"", []
        if request and request != STOP:
            return request, fds
        if request and self.door:
            self.shut()
        self.here.remove(grader)
        grader.close()
        self.left = time.monotonic()
        return None

    def shut(self) -> None:
        """Let in nobody else, and end when nobody is here."""
        self.stay = 0.0
        if self.door:
            self.door.close()
        self.door = None

    def close(self) -> None:
        """Let go of all, in a process that is none of the server's business any more."""
        for part in [*self.here, *([self.door] if self.door else [])]:
            part.close()


def watch_over(
    user: int,
    grader: socket.socket,
    settings: dict[str, Any],
    wall: Wall,
    group: cgroups.Group | None,
    *what: Any,
) -> None:
    """Supervise, as that user if this is root, and tell the grader of the end. Never returns."""
    scratch = ""
    try:
        if os.geteuid() == 0 and wall is not Wall.NONE:
            sandbox.become_user(user)
        if wall is not Wall.NAMESPACES:
            scratch = tempfile.mkdtemp(prefix="nb", dir=sandbox.SCRATCH)
        report = supervise(grader, settings, wall, group, scratch, *what)
    except Exception as error:  # or its end would be reported to nobody
        report = {"reason": explain(error), "began": False, "peak": 0, "cpu": 0.0}
    with contextlib.suppress(OSError):
        grader.sendall(json.dumps(report).encode())
    grader.close()
    if scratch:
        clear(scratch)
    os._exit(0)


def shuffled(users: Iterable[int]) -> list[int]:
    """The users in an order of this server's own: another grader's is another."""
    mixed = [*users]
    random.shuffle(mixed)
    return mixed


def choose(settings: dict[str, Any]) -> tuple[Wall, str]:
    """The first wall that can be had of those that are wanted, and why not those before it."""
    wanted = [Wall(settings["wall"])] if settings["wall"] else [Wall.NAMESPACES, Wall.LANDLOCK]
    problems: list[str] = []
    for wall in wanted:
        problem = trial(settings, wall)
        if not problem:
            return wall, "; ".join(problems)
        problems.append(f"{wall.about}: {problem}")
    return Wall.NONE, "; ".join(problems)


def settle() -> None:
    """Keep the garbage collector of each child off the memory that it shares with the server."""
    gc.collect()
    gc.freeze()
    gc.enable()


def rehearse(mains: list[str], code: str) -> tuple[list[socket.socket], int]:
    """Find out what kernels and referees import on first use, in a throwaway process.

    Returns the socket on which it will say so, and its number. It does its work while the server
    does its own.
    """
    mine, its = socket.socketpair()
    known = set(sys.modules)
    pid = os.fork()
    if pid == 0:
        mine.close()
        for target in mains:
            with contextlib.suppress(Exception):
                importlib.import_module(target).rehearse(code)
        its.sendall(json.dumps([name for name in sys.modules if name not in known]).encode())
        os._exit(0)
    its.close()
    return [mine], pid


def fetch(names: list[str]) -> None:
    """Import the modules that a rehearsal has found out about."""
    with memory.objects_in_heap():
        for name in names:
            with contextlib.suppress(Exception):
                importlib.import_module(name)
    gc.collect()
    memory.fill_holes()
    settle()
    memory.use_huge_pages()


class Supervisors:
    """The supervisors of a server, and the groups of what they watch."""

    def __init__(self, groups: cgroups.Groups | None, rehearsing: int) -> None:
        self.groups = groups
        self.alive = {rehearsing}
        self.group_of: dict[int, str] = {}
        self.left: set[str] = set()  # groups to be removed

    def group(self, limits: dict[str, Any]) -> cgroups.Group | None:
        """A new group; None if there are none, or the kernel has no more: then they are watched."""
        with contextlib.suppress(OSError):
            return self.groups.make(limits) if self.groups else None
        return None

    def add(self, pid: int, group: cgroups.Group | None) -> None:
        """Take in a new supervisor, and what it watches."""
        self.alive.add(pid)
        if group:
            self.group_of[pid] = group.name
            group.close()

    def look_after(self) -> None:
        """Collect supervisors that have ended, and end what those left behind that were ended."""
        ended = reap()
        self.alive.difference_update(ended)
        self.left |= {self.group_of.pop(pid) for pid in ended if pid in self.group_of}
        for child in children("self") - self.alive:
            os.kill(child, signal.SIGKILL)
        if self.groups:
            self.left = {name for name in self.left if not self.groups.remove(name)}

    def close(self) -> None:
        """Remove all groups, when the supervisors have heard that the grader is gone."""
        if not self.groups:
            return
        deadline = time.monotonic() + GRACE
        while self.group_of and time.monotonic() < deadline:
            self.look_after()
            time.sleep(0.01)
        self.groups.close()


def trial(settings: dict[str, Any], wall: Wall) -> str:
    """Wall in a process that does nothing. Returns what prevented it; empty if nothing did."""
    mine, its = socket.socketpair()
    pid = os.fork()
    if pid == 0:
        mine.close()
        try:
            if wall is Wall.LANDLOCK and (problem := sandbox.hindrance()):
                raise OSError(problem)
            if wall is Wall.NAMESPACES:
                sandbox.separate()
                sandbox.enter_jail(settings["readable"])
        except Exception as error:
            its.sendall(json.dumps({"reason": explain(error)}).encode())
            os._exit(0)
        watch_over(sandbox.USERS[0], its, settings, wall, None, "", [], {})
    its.close()
    text = b""
    while piece := mine.recv(4096):
        text += piece
    os.waitpid(pid, 0)
    mine.close()
    report = json.loads(text or b'{"reason": "the trial process ended"}')
    return "" if report["reason"] == "ended" else str(report["reason"])


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # As a module of its own name, so that what is imported later shares this copy.
    from grading.process.server import serve as main

    main(socket.socket(fileno=int(sys.argv[1])), sys.stdin.read())
