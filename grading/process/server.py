"""The fork server: imports the libraries once, and forks a walled-in process for each request.

Three kinds of process: the *server*, which holds nothing secret and runs no student code; for each
request a *supervisor*, which watches limits and reports; and in the supervisor's namespaces the
process asked for, a student's kernel or a referee. The grader talks to the server by datagrams that
carry file descriptors, and to each supervisor by a socket of its own: if either hangs up, all below
it ends.
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
from collections.abc import Iterable
from typing import Any

from grading.process import linux, sandbox
from grading.process.supervisor import children, clear, explain, reap, supervise
from grading.walls import Wall


def serve(control: socket.socket) -> None:
    """Import, move into the jail, then fork for each request until the grader hangs up."""
    preload, rehearsal, mains, settings = json.loads(control.recv(65536))
    gc.disable()  # imports make much that stays
    wall, problem = choose(settings)
    if wall is Wall.NAMESPACES:
        sandbox.separate()
    for name in [*mains, *preload]:
        with contextlib.suppress(Exception):  # what is not installed, or not for this machine
            importlib.import_module(name)
    heard, rehearsing = rehearse(mains, rehearsal)
    if wall is Wall.NAMESPACES:
        sandbox.enter_jail(settings["readable"])
    if wall is Wall.NONE and not settings["unprotected"]:
        control.sendall(json.dumps({"error": problem}).encode())
        return
    control.sendall(json.dumps({"wall": wall, "problem": problem}).encode())
    settle()
    heard_so_far = b""
    supervisors = {rehearsing}
    linux.prctl(linux.PR_SET_CHILD_SUBREAPER, 1)  # what a supervisor that was ended leaves behind
    for user in itertools.cycle(shuffled(sandbox.USERS)):
        while control not in (ready := select.select([control, *heard], [], [], 1.0)[0]):
            for part in ready:
                piece = part.recv(65536)
                heard_so_far += piece
                if not piece:
                    heard = []
                    fetch(json.loads(heard_so_far or b"[]"))
            look_after(supervisors)
        request, fds, _, _ = socket.recv_fds(control, 65536, 16)
        if not request:
            os._exit(0)
        target, settings, arguments = json.loads(request)
        pid = os.fork()
        if pid == 0:
            control.close()
            supervisor = socket.socket(fileno=fds[0])
            watch_over(user, supervisor, settings, wall, target, fds[1:], arguments)
        supervisors.add(pid)
        for fd in fds:
            os.close(fd)
        look_after(supervisors)


def watch_over(
    user: int, grader: socket.socket, settings: dict[str, Any], wall: Wall, *what: Any
) -> None:
    """Supervise, as that user if this is root, and tell the grader of the end. Never returns."""
    scratch = ""
    try:
        if os.geteuid() == 0 and wall is not Wall.NONE:
            sandbox.become_user(user)
        if wall is not Wall.NAMESPACES:
            scratch = tempfile.mkdtemp(prefix="nb", dir=sandbox.SCRATCH)
        report = supervise(grader, settings, wall, scratch, *what)
    except Exception as error:  # or its end would be reported to nobody
        report = {"reason": explain(error), "peak": 0, "cpu": 0.0}
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
    for name in names:
        with contextlib.suppress(Exception):
            importlib.import_module(name)
    settle()


def look_after(supervisors: set[int]) -> None:
    """Collect supervisors that have ended, and end what those left behind that were ended."""
    supervisors.difference_update(reap())
    for child in children() - supervisors:
        os.kill(child, signal.SIGKILL)


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
        watch_over(sandbox.USERS[0], its, settings, wall, "", [], {})
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

    main(socket.socket(fileno=int(sys.argv[1])))
