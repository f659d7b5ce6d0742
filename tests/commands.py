"""Python commands in processes forked from one that has imported nbgrader and the engine.

Beside what tools/commands.py says of them, they know the version of a new gradebook, which nbgrader
asks alembic's command for. What a test disturbs while it runs, and what is about starting, is
started by `tools.sample_course.start` or by hand.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
from functools import cache
from pathlib import Path

import nbgrader.api

from tools import sample_course
from tools.commands import IMPORTED, become, import_all

MORE = ("grading.batch.check", "grading.extension", "lms.collect")
MOST = 2**18  # bytes of a request
LOCK = threading.Lock()


@cache
def server() -> socket.socket:
    """The socket of the process that forks commands. It ends when this one does."""
    mine, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    command = [sys.executable, "-m", "tests.commands", str(its.fileno())]
    subprocess.Popen(
        command, cwd=sample_course.ROOT, env=sample_course.environment(),
        pass_fds=[its.fileno()], stdin=subprocess.DEVNULL,
    )  # fmt: skip
    its.close()
    return mine


def python(
    folder: Path, *arguments: str, environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """What `python ARGUMENTS`, of which the first is -m, does in a folder."""
    told = [str(folder), arguments, environment or sample_course.environment()]
    said = []
    with LOCK, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        socket.send_fds(server(), [json.dumps(told).encode()], [out.fileno(), err.fileno()])
        code = os.waitstatus_to_exitcode(json.loads(server().recv(MOST)))
        for file in (out, err):
            file.seek(0)
            said.append(file.read().decode())
    return subprocess.CompletedProcess(arguments, code, *said)


def serve(requests: socket.socket) -> tuple[list[str], Path, dict[str, str]]:
    """Fork a process for each request. Returns in that process, with what it is to become."""
    while True:
        request, fds, *_ = socket.recv_fds(requests, MOST, 2)
        if not request:
            sys.exit()
        child = os.fork()
        if not child:
            break
        for fd in fds:
            os.close(fd)
        requests.send(json.dumps(os.waitpid(child, 0)[1]).encode())
    requests.close()
    folder, arguments, environment = json.loads(request)
    for number, fd in enumerate(fds, 1):
        os.dup2(fd, number)
        os.close(fd)
    return arguments, Path(folder), environment


def ask_alembic_once() -> None:
    """Have nbgrader ask alembic's command for the version of a new gradebook once in this process:
    it always says the same.
    """
    nbgrader.api.get_alembic_version = cache(nbgrader.api.get_alembic_version)


def main() -> None:
    """Import, serve, and become the command in each process that is forked for one."""
    ask_alembic_once()
    nbgrader.api.get_alembic_version()
    import_all((*IMPORTED, *MORE))
    become(*serve(socket.socket(fileno=int(sys.argv[1]))))


if __name__ == "__main__":
    main()
