"""nbgrader's *Validate* with a kernel that is forked warm: an extension of a user's server.

All else is nbgrader's: the handler, the validator, the cells that are run and what is said.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import socket
from typing import Any

from jupyter_client.kernelspec import NoSuchKernel
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning import LocalProvisioner
from nbgrader import preprocessors
from nbgrader.server_extensions.validate_assignment import handlers
from nbgrader.validator import Validator
from traitlets import List

from .fork import CHANNEL, LAUNCHER


class Forked:
    """A kernel's process, as its provisioner wants it: the part of Popen that is used."""

    stdin = stdout = stderr = None

    def __init__(self, channel: socket.socket, request: dict[str, Any]) -> None:
        """Have it forked. Raises OSError if nobody does."""
        mine, its = socket.socketpair()
        with mine:
            with its:
                socket.send_fds(channel, [b"k"], [its.fileno()])
            mine.sendall(json.dumps(request).encode())
            mine.shutdown(socket.SHUT_WR)
            said = mine.recv(64)
        if not said:
            raise ConnectionError("no kernel was forked")
        self.pid = int(said)
        self.handle = os.pidfd_open(self.pid)

    def poll(self) -> int | None:
        """None while it runs. How it ended is not known."""
        return 0 if select.select([self.handle], [], [], 0)[0] else None

    def wait(self) -> int:
        """Wait for its end."""
        select.select([self.handle], [], [])
        os.close(self.handle)
        return 0

    def send_signal(self, number: int) -> None:
        """Send it a signal."""
        signal.pidfd_send_signal(self.handle, number)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)


class Provisioner(LocalProvisioner):
    """A local kernel that is forked, if it is this environment's IPython."""

    channel: socket.socket
    process: Any

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """Launch the kernel."""
        if LAUNCHER not in cmd:
            return await super().launch_kernel(cmd, **kwargs)
        cwd = kwargs.get("cwd") or os.getcwd()
        try:
            self.process = Forked(self.channel, {"command": cmd, "env": kwargs["env"], "cwd": cwd})
        except OSError:
            return await super().launch_kernel(cmd, **kwargs)
        self.pid = self.pgid = self.process.pid
        self.cwd = cwd
        return self.connection_info


class KernelManager(AsyncKernelManager):
    """A manager of kernels that are forked."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        with contextlib.suppress(NoSuchKernel):  # which starting it says
            self.provisioner = Provisioner(kernel_spec=self.kernel_spec, parent=self)


class Execute(preprocessors.Execute):
    """nbgrader's, with such a manager."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"kernel_manager_class": KernelManager, **kwargs})


class WarmValidator(Validator):
    """nbgrader's, with such kernels."""

    preprocessors = List([preprocessors.CheckCellMetadata, preprocessors.ClearOutput, Execute])


def _load_jupyter_server_extension(server: Any) -> None:
    """Load nbgrader's extension, with warm kernels if this server was forked itself."""
    if number := os.environ.pop(CHANNEL, ""):
        Provisioner.channel = socket.socket(fileno=int(number))
        handlers.Validator = WarmValidator
    handlers.load_jupyter_server_extension(server)


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "warm.validate"}]
