"""The hub's spawner: a user's server is forked warm where it can be, and is found as it is up."""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket

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
            pid = await asyncio.to_thread(ask, self.socket, json.dumps(request).encode())
        except OSError as error:
            self.log.info("%s starts cold: nobody forks it (%s)", self._log_name, error)
            return False
        self.proc, self.pid = None, int(pid or 0)
        return bool(pid)

    async def listens(self) -> bool:
        """Whether the server takes connections."""
        with contextlib.suppress(OSError):
            _, writer = await asyncio.open_connection(self.ip or "127.0.0.1", self.port)
            writer.close()
            return True
        return False


def ask(place: str, request: bytes) -> bytes:
    """Send a request to the process that listens at a place. Returns its answer.

    Raises OSError if nobody does.
    """
    with socket.socket(socket.AF_UNIX) as talk:
        talk.connect(place)
        talk.sendall(request)
        talk.shutdown(socket.SHUT_WR)
        return talk.recv(64)
