"""A fork server that stays for a while after a grading, so that the next one begins at once.

It listens on a socket in a folder that only its owner can enter. It holds what any fork server
holds: libraries, and nothing of a course, a submission or a gradebook. One stays at a time: when
the code, the settings or the libraries are others, the one before ends as soon as nobody uses it.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import os
import socket
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from traitlets.config import Application

STOP = b"stop"  # what a server is told that is to end when nobody uses it
PATIENCE = 30.0  # seconds until a server that still imports has heard that
WAITING = 64  # graders that knock while the server imports


def folder() -> Path:
    """The folder of the sockets. Raises OSError where it could be somebody else's."""
    place = os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir()
    path = Path(place) / f"grading-{os.geteuid()}"
    with contextlib.suppress(FileExistsError):
        path.mkdir(mode=0o700)
    told = path.lstat()
    if not stat.S_ISDIR(told.st_mode) or told.st_uid != os.geteuid() or told.st_mode & 0o077:
        raise PermissionError(f"{path} is not a folder that only this user can enter: remove it")
    return path


def fingerprint(first: str, environment: dict[str, str]) -> str:
    """What a server was started from: what it was told first, the code, and what is installed."""
    code = sorted(Path(__file__).parents[1].rglob("*.py"))
    # Not the course folder, which is among them too: it changes whenever a gradebook is written.
    # Nor the folder of programs, which is among those of a script in it: all come to one server.
    own, programs = (sys.prefix, sys.base_prefix), os.path.dirname(sys.executable)
    installed = [
        Path(path)
        for path in sys.path
        if path.startswith(own) and path != programs and Path(path).is_dir()
    ]
    changed = [(str(path), path.stat().st_mtime_ns) for path in (*code, *installed)]
    made_from = [first, environment, sys.executable, sys.version, changed]
    return hashlib.sha256(json.dumps(made_from, sort_keys=True).encode()).hexdigest()[:16]


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    with (path / "lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def knock(path: Path) -> socket.socket | None:
    """A connection to the server whose socket that is; None if it is no more."""
    mine = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    try:
        mine.connect(str(path))
    except OSError:
        mine.close()
        path.unlink(missing_ok=True)
        return None
    return mine


def dismiss() -> int:
    """Tell all that stay to end when nobody uses them. Returns how many there were."""
    told = 0
    for path in folder().glob("*.socket"):
        if server := knock(path):
            with server, contextlib.suppress(OSError):
                server.settimeout(PATIENCE)
                server.sendall(STOP)
                told += 1
                while server.recv(65536):  # until it has heard: an early end could be all it hears
                    pass
            path.unlink(missing_ok=True)
    return told


def joined(name: str, start: Callable[[socket.socket, Any], Any]) -> tuple[socket.socket, Path]:
    """A connection to the server of that name, which start(listening, notes) starts if none stays.

    Returns it, and the file where the server's libraries write. Raises OSError.
    """
    place = folder()
    path, notes = place / f"{name}.socket", place / f"{name}.log"
    with _locked(place):
        if (server := knock(path)) is None:
            dismiss()
            for old in place.glob("*.log"):
                old.unlink()
            with (
                socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as listening,
                notes.open("wb") as file,
            ):
                listening.bind(str(path))
                listening.listen(WAITING)
                start(listening, file)
            server = knock(path)
    if server is None:
        raise ConnectionError(f"no fork server answers at {path}")
    return server, notes


class StopApp(Application):
    """`python -m grading stop`."""

    name = "grading-stop"
    description = "End the fork server that stays after a grading, as soon as nobody uses it"

    def start(self) -> None:
        """Tell it, and say so."""
        print("The fork server ends." if dismiss() else "No fork server stays.")
