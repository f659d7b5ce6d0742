"""A supervisor in a process of its own, as the fork server has it, and what it reports."""

import json
import os
import socket
import sys
import types
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from grading.process import Sandbox, sandbox, supervisor
from grading.process.cgroups import Group
from grading.walls import Wall


def report_of(
    folder: str | Path,
    target: str = "",
    order: bytes = b"",
    group: Group | None = None,
    wall: Wall = Wall.NONE,
    fds: Iterable[int] = (),
    limits: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """What a supervisor reports of a process that runs the main of a module behind a wall.

    target: that module, or empty: then the process ends when it is walled in. order: what the
    grader has told the supervisor. fds: what main is given. limits: other than those of a sandbox.
    An error of the supervisor's is the reason "raised".
    """
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        grader, other = socket.socketpair()
        with other:
            said: dict[str, Any] = {"reason": "raised"}
            try:
                other.sendall(order)
                settings = Sandbox().settings() | {"unprotected": True} | (limits or {})
                if wall is Wall.NAMESPACES:
                    sandbox.separate()
                    sandbox.enter_jail([])
                scratch = "" if wall is Wall.NAMESPACES else str(folder)  # it has one of its own
                said = supervisor.supervise(
                    grader, settings, wall, group, scratch, target, [*fds], {}
                )
            except BaseException as error:
                said["error"] = repr(error)
            os.write(write, json.dumps(said).encode())
        os._exit(0)
    os.close(write)
    with open(read) as file:
        report: dict[str, Any] = json.loads(file.read())
    os.waitpid(pid, 0)
    return report


def seen_behind(
    wall: Wall, folder: str | Path, look: Callable[[], Any], **limits: Any
) -> tuple[Any, dict[str, Any]]:
    """What look returns (as JSON has it; None if it does not) in a process behind a wall, and the
    report of that process, with "goes on": whether something of it does. folder: its scratch folder
    behind the second wall. limits: of the sandbox.
    """
    read, write = os.pipe()

    def main(fds: list[int]) -> None:
        try:
            seen = look()
        except BaseException as error:
            seen = repr(error)
        os.write(fds[0], json.dumps(seen).encode())

    module = types.ModuleType("tests.look")
    module.__dict__["main"] = main
    sys.modules[module.__name__] = module  # behind the wall no file of the tests can be seen
    try:
        report = report_of(folder, module.__name__, wall=wall, fds=[write], limits=limits)
    finally:
        del sys.modules[module.__name__]
        os.close(write)
    told = b""
    os.set_blocking(read, False)
    with open(read, "rb", buffering=0) as pipe:
        while (piece := pipe.read(65536)) is not None and piece:
            told += piece
    report["goes on"] = piece is None  # whoever can still write is alive
    return json.loads(told or b"null"), report
