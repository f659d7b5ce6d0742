"""A student's kernel: ipykernel, forked warm, its sockets bound before it was walled in."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import sys
import tempfile
from types import SimpleNamespace
from typing import Any
from unittest import mock

import zmq
from ipykernel import debugger, ipkernel
from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelapp import IPKernelApp
from traitlets import Dict, Type

from grading.worker.beside import put_beside
from grading.worker.colab import stand_in_for_colab
from grading.worker.interrupts import Interrupts
from grading.worker.shell import StudentCompiler, StudentShell, skip_transforms, take_in
from grading.worker.student import StudentPeer

CHANNELS = ("shell", "stdin", "control", "iopub", "hb")


class StudentKernel(IPythonKernel):
    """An IPython kernel that also answers the referee, between cells, when asked to."""

    msg_types = [  # noqa: RUF012
        *IPythonKernel.msg_types,
        "serve_request",
        "files_request",
    ]
    shell_class = Type(StudentShell)
    compiler_class = Type(StudentCompiler)
    student: StudentPeer

    def __init__(self, **options: Any) -> None:
        # For its debugger it asks every module for its file, which copies what the fork shares.
        with (
            mock.patch.object(debugger, "_is_debugpy_available", False),
            mock.patch.object(ipkernel, "sys", SimpleNamespace(modules={})),
        ):
            super().__init__(**options)
        assert self.shell is not None
        self.shell.interrupts = self.interrupts = Interrupts()

    def pre_handler_hook(self) -> None:
        """As ipykernel's; but an interrupt stops what a cell does, and not what the kernel does
        then: the reply, for one, which the grader waits for.
        """
        super().pre_handler_hook()
        signal.signal(signal.SIGINT, self.interrupts.come)

    async def do_execute(self, *args: Any, **options: Any) -> dict[str, Any]:
        """Run a cell."""
        with self.interrupts.stop_this():
            return await super().do_execute(*args, **options)

    async def execute_request(self, stream: Any, ident: Any, parent: dict[str, Any]) -> None:
        """Run a cell. One of the instructor's comes compiled."""
        for data in parent["buffers"]:
            take_in(self.shell, parent["content"]["code"], bytes(data))
        await super().execute_request(stream, ident, parent)

    def files_request(self, stream: Any, ident: Any, parent: dict[str, Any]) -> None:
        """Put the files that accompany the notebook, an archive, beside it. What fits, is there.

        Nothing of the submission's has run by then, so what goes wrong is a fault of ours.
        """
        said = {"status": "ok"}
        try:
            put_beside(parent["buffers"][0], parent["content"]["modules"])
        except Exception as error:
            said = {"status": "error", "fault": f"{type(error).__name__}: {error}"}
        assert self.session is not None
        self.session.send(stream, "files_reply", said, parent, ident=ident)

    def serve_request(self, stream: Any, ident: Any, parent: dict[str, Any]) -> None:
        """Serve the wire until the referee has done with it."""
        self.student.serve()
        assert self.session is not None
        self.session.send(stream, "serve_reply", {"status": "ok"}, parent, ident=ident)


class StudentKernelApp(IPKernelApp):
    """Starts that kernel on sockets that came as file descriptors, without a connection file."""

    kernel_class = StudentKernel
    listening: Dict[int, int] = Dict(help="file descriptor of the listening socket of each channel")

    def parse_command_line(self, argv: Any = None) -> None:
        """There is none: what it is to know, it is made with."""

    def init_connection_file(self) -> None:
        """There is none: the connection came over the fork server's own socket."""

    def write_connection_file(self, **_: Any) -> None:
        """There is none to write."""

    def cleanup_connection_file(self) -> None:
        """There is none to remove."""

    def init_crash_handler(self) -> None:
        """Standard error leads nowhere here."""

    def init_code(self) -> None:
        """There is none to run; IPython's own would look at every module, as the debugger does."""
        assert self.shell is not None
        self.shell.user_ns_hidden.update(self.shell.user_ns)

    def init_heartbeat(self) -> None:
        """Whether the process lives is known from its parent."""

    def _try_bind_socket(self, s: zmq.Socket, port: int) -> int:
        s.setsockopt(zmq.USE_FD, self.listening[port])
        s.setsockopt(zmq.SNDHWM, 0)  # what is not read yet waits here, under this process's limits
        s.bind(f"ipc://{self.ip}-{port}")
        return port


def make(fds: list[int], key: str, path: str) -> StudentKernelApp:
    """A kernel that is ready to start. fds: a listening socket for each of CHANNELS."""
    app = StudentKernelApp.instance(
        transport="ipc",
        ip=path,
        listening=dict(enumerate(fds, 1)),
        **{f"{name}_port": number for number, name in enumerate(CHANNELS, 1)},
        log_level=50,
    )
    app.config.HistoryManager.enabled = False
    app.session.key = key.encode()
    app.initialize([])
    skip_transforms(app.shell)
    return app


def main(fds: list[int], key: str, path: str, warm_up: str) -> None:
    """Run a kernel. fds: the wire, then a listening socket for each of CHANNELS."""
    wire, *listening = fds
    app = make(listening, key, path)
    assert app.shell is not None
    app.kernel.student = StudentPeer(
        socket.socket(fileno=wire), app.shell.user_ns, app.kernel.interrupts
    )
    with contextlib.suppress(Exception):
        exec(warm_up, {})
    stand_in_for_colab()
    sys.path.insert(0, "")  # as a kernel has it: what lies beside the notebook
    app.start()
    os._exit(0)


def rehearse(code: str) -> None:
    """Make a kernel that nobody talks to and run what cells do."""
    with tempfile.TemporaryDirectory() as folder:  # gone before this process can be ended
        listening = [socket.socket(socket.AF_UNIX) for _ in CHANNELS]
        for number, part in enumerate(listening, 1):
            part.bind(f"{folder}/k-{number}")
            part.listen()
    app = make([part.detach() for part in listening], "rehearsal", f"{folder}/k")
    assert app.shell is not None
    for source in ("print(1)", "1 / 0", code):
        app.shell.run_cell(source)
