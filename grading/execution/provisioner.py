"""Kernels from the fork server, by Jupyter's own hook: a kernel provisioner and its manager."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jupyter_client.asynchronous import AsyncKernelClient
from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning import KernelProvisionerBase
from traitlets import Instance, Type

from grading.execution.channels import Channel, Line
from grading.process import SHORT, WAITS, ForkServer, Process, temporary
from grading.worker import CHANNELS


@dataclass
class Pair:
    """A student's kernel and its referee, forked and waiting, joined by the wire."""

    student: Process
    referee: Process
    control: socket.socket  # to the referee
    connection: KernelConnectionInfo  # to the kernel, as in a connection file
    folder: Path  # with the kernel's sockets
    held: contextlib.ExitStack  # what keeps the folder, and removes it
    started: float

    @property
    def is_old(self) -> bool:
        """Whether it has waited so long that its supervisors might end it with its notebook."""
        return time.monotonic() - self.started > WAITS

    def end(self) -> dict[str, dict[str, Any]]:
        """End both processes and all that they started. Returns their reports."""
        processes = {"student": self.student, "referee": self.referee}
        for process in processes.values():
            process.signal(signal.SIGKILL)
        reports = {name: process.close() for name, process in processes.items()}
        self.control.close()
        self.held.close()
        return reports


def fork_pair(server: ForkServer, ahead: bool = False) -> Pair:
    """Ask the fork server for a kernel and a referee. Does not wait for them to be ready.

    ahead: nobody waits for them yet, so that they have time to warm up.
    """
    started = time.monotonic()
    held = contextlib.ExitStack()
    folder = held.enter_context(temporary(SHORT))
    key = os.urandom(16).hex()
    names = [f"{folder}/k-{number}" for number in range(1, len(CHANNELS) + 1)]
    listening = []
    for name in names:
        listening.append(socket.socket(socket.AF_UNIX))
        listening[-1].bind(name)
        listening[-1].listen(16)
    wires = socket.socketpair()
    control = socket.socketpair()
    fds = [part.fileno() for part in (wires[0], *listening)]
    warm_up = server.warm_up if ahead else ""
    student = server.spawn("kernel", fds, key=key, path=f"{folder}/k", warm_up=warm_up)
    fds = [wires[1].fileno(), control[1].fileno()]
    referee = server.spawn("referee", fds, warm_up=warm_up)
    for part in (*wires, control[1], *listening):
        part.close()
    connection: Any = {
        "transport": "ipc",
        "ip": f"{folder}/k",
        "key": key.encode(),
        "signature_scheme": "hmac-sha256",
        "kernel_name": "python3",
        **{f"{name}_port": number for number, name in enumerate(CHANNELS, 1)},
    }
    return Pair(student, referee, control[0], connection, folder, held, started)


class WarmProvisioner(KernelProvisionerBase):
    """A kernel that the fork server has forked, in a sandbox."""

    pair: Pair | None = None

    @property
    def has_process(self) -> bool:
        return self.pair is not None

    @property
    def process(self) -> Process | None:
        """The kernel's process."""
        return self.pair.student if self.pair else None

    async def poll(self) -> int | None:
        return None if self.process and self.process.poll() is None else 1

    async def wait(self) -> int | None:
        while await self.poll() is None:
            await asyncio.sleep(0.005)
        return 1

    async def send_signal(self, signum: int) -> None:
        if self.process:
            self.process.signal(signum)

    async def kill(self, restart: bool = False) -> None:
        await self.send_signal(signal.SIGKILL)

    async def terminate(self, restart: bool = False) -> None:
        await self.send_signal(signal.SIGKILL)

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        return await super().pre_launch(cmd=[], **kwargs)

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        assert self.pair is not None
        return self.pair.connection

    async def cleanup(self, restart: bool = False) -> None:
        """The pair is ended by who made it."""


class WarmClient(AsyncKernelClient):
    """A client that takes a kernel's first words for what they are, without fixed pauses."""

    shell_channel_class = Type(Channel)
    iopub_channel_class = Type(Channel)

    def connect_shell(self, identity: bytes | None = None) -> Any:
        return Line(f"{self.ip}-{self.shell_port}", b"DEALER", identity or b"")

    def connect_iopub(self, identity: bytes | None = None) -> Any:
        return Line(f"{self.ip}-{self.iopub_port}", b"SUB", identity or b"")

    def start_channels(self, *args: Any, **options: Any) -> None:
        """Open the channels that are read, and no other."""
        super().start_channels(shell=True, iopub=True, stdin=False, hb=False, control=False)

    def stop_channels(self) -> None:
        """Close those. jupyter_client's own would open the others first."""
        for channel in (self._shell_channel, self._iopub_channel):
            if channel is not None:
                channel.stop()

    async def _async_wait_for_ready(self, timeout: float | None = None) -> None:
        deadline = time.monotonic() + (timeout or 60)
        while True:
            self.kernel_info()
            with contextlib.suppress(Exception):
                await self.shell_channel.get_msg(timeout=0.5)
                # iopub reports on the request once its subscription has arrived
                await self.iopub_channel.get_msg(timeout=0.02)
                return
            if not await self._async_is_alive():
                raise RuntimeError("the kernel ended before it was ready")
            if time.monotonic() > deadline:
                raise RuntimeError("the kernel was not ready in time")

    wait_for_ready = _async_wait_for_ready


class WarmKernelManager(AsyncKernelManager):
    """Manages the kernel of a pair."""

    client_class = "grading.provisioner.WarmClient"
    client_factory: Type = Type(klass=AsyncKernelClient, default_value=WarmClient)
    pair = Instance(Pair)

    @property
    def kernel_spec(self) -> KernelSpec:
        return KernelSpec(argv=["warm"], language="python", display_name="Python 3")

    async def _async_pre_start_kernel(self, **kw: Any) -> tuple[list[str], dict[str, Any]]:
        self.kernel_id = self.kernel_id or self.pair.folder.name
        self.provisioner = WarmProvisioner(
            kernel_id=self.kernel_id, kernel_spec=self.kernel_spec, parent=self
        )
        self.provisioner.pair = self.pair
        return [], kw

    pre_start_kernel = _async_pre_start_kernel
