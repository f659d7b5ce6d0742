"""The hub's spawner: a user's server is forked warm where it can be, and is found as it is up."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import socket
from pathlib import Path
from typing import Any

from jupyterhub.spawner import LocalProcessSpawner
from jupyterhub.utils import random_port
from traitlets import Unicode

LOOK = 0.02  # seconds between two looks whether a server is up


class WarmSpawner(LocalProcessSpawner):
    """JupyterHub's LocalProcessSpawner, whose servers are forked by fork.py.

    They are started as LocalProcessSpawner starts them while that process is not there. The hub
    itself looks in on a server that starts at growing intervals, which costs a second.
    """

    socket = Unicode(help="Where fork.py listens. Only the hub's user may reach it.").tag(
        config=True
    )

    port: int
    handle: int | None = None  # of a server that was forked
    began: str = ""  # when

    async def start(self) -> tuple[str, int]:
        """Start the server, and wait until it listens. Returns where."""
        if self.port == 0:
            self.port = random_port()
        if self.shell_cmd or self.popen_kwargs or not await self.fork():
            await super().start()
        while await self.poll() is None and not await self.listens():
            await asyncio.sleep(LOOK)
        return (self.ip or "127.0.0.1", self.port)

    async def fork(self) -> bool:
        """Have the server forked. Whether it was."""
        request = {
            "user": self.user.name, "command": [*self.cmd, *self.get_args()], "env": self.get_env(),
        }  # fmt: skip
        try:
            pid, handle = await asyncio.to_thread(ask, self.socket, json.dumps(request).encode())
        except OSError as error:
            self.log.info("%s starts cold: nobody forks it (%s)", self._log_name, error)
            return False
        self.release()
        self.proc, self.pid, self.handle, self.began = None, pid, handle, beginning(pid)
        return True

    async def _signal(self, sig: int) -> bool:
        """Send the server a signal. Whether it is still there."""
        if self.handle is None:
            return bool(await super()._signal(sig))
        try:
            signal.pidfd_send_signal(self.handle, sig)
        except ProcessLookupError:
            return False
        return True

    def get_state(self) -> dict[str, Any]:
        """What the hub keeps, so as to find the server when it starts again itself."""
        state: dict[str, Any] = super().get_state()
        return state if self.handle is None else state | {"began": self.began}

    def load_state(self, state: dict[str, Any]) -> None:
        """Find the server again. If its number is another's now, it has ended."""
        super().load_state(state)
        if "began" not in state:
            return
        self.release()
        with contextlib.suppress(OSError):
            self.handle = os.pidfd_open(self.pid)
        self.began = state["began"]
        if self.handle is None or beginning(self.pid) != self.began:
            self.release()
            self.pid = 0

    def clear_state(self) -> None:
        """Forget the server."""
        super().clear_state()
        self.release()

    def release(self) -> None:
        """Let go of the handle."""
        if self.handle is not None:
            os.close(self.handle)
        self.handle, self.began = None, ""

    async def listens(self) -> bool:
        """Whether the server takes connections."""
        with contextlib.suppress(OSError):
            _, writer = await asyncio.open_connection(self.ip or "127.0.0.1", self.port)
            writer.close()
            return True
        return False


def beginning(pid: int) -> str:
    """When a process began, and since which start of the machine; empty if it is no more."""
    try:
        after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return after_name[19] + " " + Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    except OSError:
        return ""


def ask(place: str, request: bytes) -> tuple[int, int]:
    """Send a request to the process that listens at a place. Returns the server's number, and a
    handle of it.

    Raises OSError if nobody does, or if the server could not become its user's.
    """
    with socket.socket(socket.AF_UNIX) as talk:
        talk.connect(place)
        # First of all from that process, which is root's: what the server says tells no more than
        # that it is there.
        pid, handles, _, _ = socket.recv_fds(talk, 64, 1, socket.MSG_CMSG_CLOEXEC)
        if not handles:
            raise ConnectionError("no process was forked")
        try:
            talk.sendall(request)
            talk.shutdown(socket.SHUT_WR)
            if not talk.recv(64):
                raise ConnectionError("it could not become the user's")
        except OSError:
            os.close(handles[0])
            raise
        return int(pid), handles[0]
