"""Python commands in processes forked from one that has imported nbgrader and the engine.

Beside what tools/commands.py says of them, they know the version of a new gradebook, which nbgrader
asks alembic's command for. tests/started.py has those that a test disturbs while they run. What is
about starting is started by hand.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import nbgrader.api

from answers.answer_runner import ROOT
from tools import sample_course
from tools.commands import IMPORTED, become, import_all

MORE = ("grading.batch.check", "grading.extension", "lms.collect")
MOST = 2**18  # bytes of a request

# What stands for `python` and `nbgrader` on a path: it has the command forked, with its own folder,
# environment and files. Modules that are given as files, and what is in other folders, start anew.
TYPED = """#!{python} -IS
import json, os, socket, sys

name, arguments = os.path.basename(sys.argv[0]), sys.argv[1:]
asked = arguments if name == "python" else ["-m", name, *arguments]
here = os.path.join(os.getcwd(), "")
if asked[:1] != ["-m"] or not here.startswith({folders}):
    real = os.path.join({bin!r}, name)
    os.execv(real, [real, *arguments])
# What a command starts by name is what would be without these.
others = os.pathsep.join(path for path in os.get_exec_path() if path != {place!r})
with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as server:
    server.connect({address!r})
    request = json.dumps([here, asked, dict(os.environ) | {{"PATH": others}}]).encode()
    socket.send_fds(server, [request], [0, 1, 2])
    code = json.loads(server.recv(64))
sys.exit(code if code >= 0 else 128 - code)
"""


class Server:
    """A process that forks commands. It ends when this one does.

    first: a folder whose packages are taken before those of this repository. more: what it imports
    beside what most commands need.
    """

    def __init__(self, first: Path = ROOT, more: tuple[str, ...] = ()) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.address = f"{self.folder.name}/socket"
        path = os.pathsep.join([str(first), str(ROOT)])
        with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as listening:
            listening.bind(self.address)
            listening.listen()
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.commands", str(listening.fileno()), *more],
                cwd=first, env=sample_course.environment() | {"PYTHONPATH": path},
                pass_fds=[listening.fileno()], stdin=subprocess.PIPE,
            )  # fmt: skip

    def ask(
        self, folder: Path, arguments: Sequence[str], env: Mapping, files: list[int]
    ) -> socket.socket:
        """Have `python ARGUMENTS` begin in a folder. Returns what its status() comes by.

        files: for its input, output and errors.
        """
        asked = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        asked.connect(self.address)
        request = json.dumps([str(folder), arguments, dict(env)]).encode()
        socket.send_fds(asked, [request], files)
        return asked

    def typed(self, place: Path, folders: Sequence[Path]) -> None:
        """Make a folder with a `python` and an `nbgrader` for a shell, which are forked by this
        where they are called in one of these folders or below.
        """
        place.mkdir()
        text = TYPED.format(
            python=sys.executable, bin=str(Path(sys.executable).parent), address=self.address,
            place=str(place), folders=tuple(os.path.join(folder, "") for folder in folders),
        )  # fmt: skip
        for name in ("python", "nbgrader"):
            (place / name).write_text(text)
            (place / name).chmod(0o755)

    def close(self) -> None:
        """End it."""
        self.process.communicate()
        self.folder.cleanup()


def status(asked: socket.socket) -> int:
    """The exit status of what was asked for, when it has ended."""
    return int(json.loads(asked.recv(64)))


@cache
def server() -> Server:
    """The one that most tests share."""
    return Server()


def python(
    folder: Path, *arguments: str, environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """What `python ARGUMENTS`, of which the first is -m, does in a folder."""
    said = []
    environment = environment or sample_course.environment()
    with open(os.devnull) as no, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        files = [no.fileno(), out.fileno(), err.fileno()]
        with server().ask(folder, arguments, environment, files) as asked:
            code = status(asked)
        for file in (out, err):
            file.seek(0)
            said.append(file.read().decode())
    return subprocess.CompletedProcess(arguments, code, *said)


def serve(requests: socket.socket) -> tuple[list[str], Path, dict[str, str]]:
    """Fork a process for each request. Returns in that process, with what it is to become."""
    working: dict[int, tuple[int, socket.socket]] = {}  # by its descriptor: number, who asked
    while True:
        watched: list[Any] = [0, requests, *working]
        ready = select.select(watched, [], [])[0]
        if 0 in ready:  # whoever started this has ended
            sys.exit()
        for ended in working.keys() & ready:
            process, asked = working.pop(ended)
            os.close(ended)
            code = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
            with asked, contextlib.suppress(OSError):
                asked.send(json.dumps(code).encode())
        if requests in ready:
            asked, _ = requests.accept()
            request, files, *_ = socket.recv_fds(asked, MOST, 3)
            process = os.fork()
            if not process:
                break
            working[os.pidfd_open(process)] = process, asked
            for file in files:
                os.close(file)
    for each in (requests, asked, *(other for _, other in working.values())):
        each.close()
    for number, file in enumerate(files):
        os.dup2(file, number)
    for file in (*files, *working):
        os.close(file)
    # What they were may have been another kind of file.
    sys.stdin, sys.stdout = os.fdopen(0), os.fdopen(1, "w")
    sys.stderr = os.fdopen(2, "w", buffering=1, errors="backslashreplace")
    folder, arguments, environment = json.loads(request)
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
    number, *more = sys.argv[1:]
    import_all((*IMPORTED, *MORE, *more))
    become(*serve(socket.socket(fileno=int(number))))


if __name__ == "__main__":
    main()
