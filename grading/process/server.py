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
import json
import os
import select
import signal
import socket
import sys
from typing import Any

from grading.process import sandbox
from grading.process.supervisor import explain, supervise


def serve(control: socket.socket) -> None:
    """Import, move into the jail, then fork for each request until the grader hangs up."""
    preload, rehearsal, mains, settings = json.loads(control.recv(65536))
    gc.disable()  # imports make much that stays
    problem = None
    try:
        sandbox.separate()
    except OSError as error:
        problem = explain(error)
    for name in [*mains, *preload]:
        with contextlib.suppress(Exception):  # what is not installed, or not for this machine
            importlib.import_module(name)
    heard = rehearse(mains, rehearsal)
    if problem is None:
        try:
            sandbox.enter_jail(settings["readable"])
            problem = trial(settings)
        except (OSError, KeyError) as error:
            problem = explain(error)
    if problem is not None and not settings["unprotected"]:
        control.sendall(json.dumps({"error": problem}).encode())
        return
    control.sendall(json.dumps({"sandboxed": problem is None}).encode())
    settle()
    heard_so_far = b""
    while True:
        while control not in (ready := select.select([control, *heard], [], [], 1.0)[0]):
            for part in ready:
                piece = part.recv(65536)
                heard_so_far += piece
                if not piece:
                    heard = []
                    fetch(json.loads(heard_so_far or b"[]"))
            reap()
        request, fds, _, _ = socket.recv_fds(control, 65536, 16)
        if not request:
            os._exit(0)
        target, settings, arguments = json.loads(request)
        if os.fork() == 0:
            control.close()
            supervisor = socket.socket(fileno=fds[0])
            report = supervise(supervisor, settings, problem is None, target, fds[1:], arguments)
            with contextlib.suppress(OSError):
                supervisor.sendall(json.dumps(report).encode())
            os._exit(0)
        for fd in fds:
            os.close(fd)
        reap()


def settle() -> None:
    """Keep the garbage collector of each child off the memory that it shares with the server."""
    gc.collect()
    gc.freeze()
    gc.enable()


def rehearse(mains: list[str], code: str) -> list[socket.socket]:
    """Find out what kernels and referees import on first use, in a throwaway process.

    Returns the socket on which it will say so. It does its work while the server does its own.
    """
    mine, its = socket.socketpair()
    known = set(sys.modules)
    if os.fork() == 0:
        mine.close()
        for target in mains:
            with contextlib.suppress(Exception):
                importlib.import_module(target).rehearse(code)
        its.sendall(json.dumps([name for name in sys.modules if name not in known]).encode())
        os._exit(0)
    its.close()
    return [mine]


def fetch(names: list[str]) -> None:
    """Import the modules that a rehearsal has found out about."""
    for name in names:
        with contextlib.suppress(Exception):
            importlib.import_module(name)
    settle()


def reap() -> None:
    """Collect supervisors that have ended."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def trial(settings: dict[str, Any]) -> str | None:
    """Wall in a process that does nothing. Returns what prevented it, None if nothing did."""
    mine, its = socket.socketpair()
    pid = os.fork()
    if pid == 0:
        mine.close()
        report = supervise(its, settings, True, "", [], {})
        its.sendall(json.dumps(report).encode())
        os._exit(0)
    its.close()
    text = b""
    while piece := mine.recv(4096):
        text += piece
    os.waitpid(pid, 0)
    mine.close()
    report = json.loads(text or b'{"reason": "the trial process ended"}')
    return None if report["reason"] == "ended" else str(report["reason"])


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # As a module of its own name, so that what is imported later shares this copy.
    from grading.process.server import serve as main

    main(socket.socket(fileno=int(sys.argv[1])))
