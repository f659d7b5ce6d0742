"""The fork server: imports the libraries once, and forks a walled-in process for each request.

Three kinds of process: the *server*, which holds nothing secret and runs no student code; for each
request a *keeper*, which watches limits and reports; and in the keeper's namespaces the process
asked for, a student's kernel or a referee. The grader talks to the server by datagrams that carry
file descriptors, and to each keeper by a socket of its own: if either hangs up, all below it ends.
"""

from __future__ import annotations

import atexit
import contextlib
import errno
import gc
import importlib
import json
import os
import random
import select
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from pathlib import Path
from typing import Any

from traitlets import Dict, List, Unicode
from traitlets.config import SingletonConfigurable

from grading import linux, sandbox
from grading.sandbox import Sandbox, SandboxUnavailable

if sys.platform != "win32":
    import resource

TICK = 0.05  # seconds between two looks of a keeper at what its processes use
ATTEMPTS = 3  # to reach the server
LOST = {"reason": "lost", "peak": 0, "cpu": 0.0}  # the report of a process whose keeper is no more
TARGETS = {"kernel": "grading.kernel", "referee": "grading.referee"}
LATE = (
    "ipykernel.debugger",
    "sqlite3",
    "grading.models",
)  # what these import when they are at work


REFUSAL = """Submissions cannot be run in a sandbox on this machine: {}.
Grading needs Linux with user namespaces, see docs/grading.md. To grade without protection, which
lets submissions read and change your files, set c.Sandbox.unprotected = True."""


class Process:
    """A process of the fork server, seen from the grader."""

    def __init__(self, keeper: socket.socket) -> None:
        self.keeper = keeper
        self.report: dict[str, Any] | None = None
        self.text = b""

    def poll(self, timeout: float = 0.0) -> dict[str, Any] | None:
        """Its final report, None while it runs. {"reason": why it ended, "peak": MB, "cpu": s}

        The reason is "lost" if its keeper was ended from outside: then nothing is known of it.
        """
        deadline = time.monotonic() + timeout
        while self.report is None:
            self.keeper.settimeout(max(deadline - time.monotonic(), 0.0))
            try:
                piece = self.keeper.recv(4096)
            except (BlockingIOError, TimeoutError):
                return None
            except OSError:
                piece = b""
            self.text += piece
            if not piece:
                try:
                    self.report = json.loads(self.text)
                except ValueError:
                    self.report = LOST
        return self.report

    def signal(self, number: int) -> None:
        """Send it a signal."""
        with contextlib.suppress(OSError):
            self.keeper.settimeout(5)
            self.keeper.sendall(bytes([number]))

    def close(self, timeout: float = 5.0) -> dict[str, Any]:
        """Wait for the end of a process that was told to end, and return its report."""
        report = self.poll(timeout) or LOST | {"reason": "slow to end"}
        self.keeper.close()
        return report


class ForkServer(SingletonConfigurable):
    """Starts the server and asks it for processes. One for each grading process."""

    preload = List(
        Unicode(),
        ["numpy", "matplotlib.pyplot", "matplotlib_inline.backend_inline", "tensorflow", "keras",
         "pandas", "statsmodels.api"],
        help="Modules that the server imports once, those of them that are installed.",
    ).tag(config=True)  # fmt: skip
    rehearsal = Unicode(
        """
import matplotlib.pyplot
matplotlib.pyplot.plot([1, 2])
matplotlib.pyplot.savefig("/dev/null", format="png")
import keras, numpy
model = keras.Sequential([keras.Input((3, 2)), keras.layers.LSTM(2), keras.layers.Dense(1)])
model.compile(optimizer="adam", loss="mse")
model.fit(numpy.zeros((1, 3, 2)), numpy.zeros((1, 1)), verbose=0)
keras.saving.deserialize_keras_object(keras.saving.serialize_keras_object(model))
""",
        help="""Python code that a throwaway process runs when the server starts: what it imports,
        the server imports too, so that no submission waits for it.""",
    ).tag(config=True)
    warm_up = Unicode(
        """
import keras, numpy
model = keras.Sequential([keras.Input((3, 2)), keras.layers.LSTM(2), keras.layers.Dense(1)])
model(numpy.zeros((1, 3, 2), "float32"))
model.set_weights(model.get_weights())
keras.utils.clear_session()
""",
        help="""Python code that a process which is forked ahead runs while it waits: what a library
        sets up on first use. Nothing may depend on it; if it fails, nobody is told.""",
    ).tag(config=True)
    environment = Dict(
        {"PATH": "/usr/bin:/bin", "HOME": "/tmp", "LANG": "C.UTF-8", "TF_CPP_MIN_LOG_LEVEL": "3",
         "MPLBACKEND": "module://matplotlib_inline.backend_inline", "MPLCONFIGDIR": "/tmp",
         "TF_ENABLE_ONEDNN_OPTS": "0", "PYTHONNOUSERSITE": "1", "PYTHONDONTWRITEBYTECODE": "1",
         "NBGRADER_EXECUTION": "autograde", "CUDA_VISIBLE_DEVICES": "-1"},
        help="""The whole environment of submissions. With oneDNN, TensorFlow looks through all of
        its kernels at the first use of each operation: a quarter of a short submission's time.""",
    ).tag(config=True)  # fmt: skip

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.settings = Sandbox(parent=self).settings()
        self.lock = threading.RLock()
        self.sandboxed = True
        self.usable = sys.platform == "linux"
        self.socket: socket.socket | None = None
        self.server: subprocess.Popen | None = None

    def start(self) -> None:
        """Start the server, if it does not run."""
        if self.server is not None and self.server.poll() is None:
            return
        if self.socket is not None:
            self.socket.close()
        mine, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        # Its own libraries write their start-up notes to standard error, whatever they are asked.
        self.notes = tempfile.TemporaryFile()  # noqa: SIM115
        self.server = subprocess.Popen(
            [sys.executable, "-P", "-m", "grading.forkserver", str(its.fileno())],
            pass_fds=[its.fileno()],
            env=self.environment | {"PYTHONPATH": str(Path(__file__).parents[1])},
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=self.notes,
            stderr=self.notes,
            start_new_session=True,
        )
        its.close()
        mine.sendall(json.dumps([self.preload, self.rehearsal, self.settings]).encode())
        self.socket = mine
        self.ready = False
        atexit.register(self.stop)

    def wait(self) -> None:
        """Wait until the server has imported what it must. Raises SandboxUnavailable.

        Where there is no Linux and submissions may run unprotected, there is no server either.
        """
        if not self.usable:
            if not self.settings["unprotected"]:
                raise SandboxUnavailable(REFUSAL.format(f"it runs {sys.platform}, not Linux"))
            self.sandboxed = False
            return
        with self.lock:
            self.start()
            if not self.ready:
                self.listen()

    def listen(self) -> None:
        """Hear from a new server that it is ready, or why not. Raises SandboxUnavailable."""
        assert self.socket is not None
        answer: dict[str, Any] = {}
        with contextlib.suppress(ConnectionError):
            answer = json.loads(self.socket.recv(65536) or b"{}")
        if "error" in answer or not answer:
            self.stop()
            self.notes.seek(0)
            said = self.notes.read().decode(errors="replace")[-2000:]
            reason = answer.get("error", f"the fork server ended: {said}")
            raise SandboxUnavailable(REFUSAL.format(reason))
        self.sandboxed = answer["sandboxed"]
        self.ready = True

    def spawn(self, target: str, fds: list[int], **arguments: Any) -> Process:
        """Fork a process that runs the main of target with fds and arguments."""
        mine, its = socket.socketpair()
        request = json.dumps([target, self.settings, arguments]).encode()
        for _ in range(ATTEMPTS):
            self.wait()
            assert self.socket is not None
            try:
                socket.send_fds(self.socket, [request], [its.fileno(), *fds])
            except ConnectionError:  # the server was ended from outside
                self.log.warning("the fork server ended and is started again")
                self.server.wait(10) if self.server else None
            else:
                break
        its.close()
        return Process(mine)

    def stop(self) -> None:
        """End the server and every process that it started."""
        atexit.unregister(self.stop)
        if self.socket is not None:
            self.socket.close()
        if self.server is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.server.wait(5)
            self.server.kill()
            self.server.wait()
        self.socket = self.server = None


# -- the server ----------------------------------------------------------------------------------


def serve(control: socket.socket) -> None:
    """Import, move into the jail, then fork for each request until the grader hangs up."""
    preload, rehearsal, settings = json.loads(control.recv(65536))
    gc.disable()  # imports make much that stays
    problem = None
    try:
        sandbox.separate()
    except OSError as error:
        problem = explain(error)
    for name in [*TARGETS.values(), *LATE, *preload]:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    heard = rehearse(rehearsal)
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
    found = b""
    while True:
        while control not in (ready := select.select([control, *heard], [], [], 1.0)[0]):
            for part in ready:
                piece = part.recv(65536)
                found += piece
                if not piece:
                    heard = []
                    fetch(json.loads(found or b"[]"))
            reap()
        request, fds, _, _ = socket.recv_fds(control, 65536, 16)
        if not request:
            os._exit(0)
        target, settings, arguments = json.loads(request)
        if os.fork() == 0:
            control.close()
            keeper = socket.socket(fileno=fds[0])
            report = keep(keeper, settings, problem is None, target, fds[1:], arguments)
            with contextlib.suppress(OSError):
                keeper.sendall(json.dumps(report).encode())
            os._exit(0)
        for fd in fds:
            os.close(fd)
        reap()


def settle() -> None:
    """Keep the garbage collector of each child off the memory that it shares with the server."""
    gc.collect()
    gc.freeze()
    gc.enable()


def rehearse(code: str) -> list[socket.socket]:
    """Find out what kernels and referees import on first use, in a throwaway process.

    Returns the socket on which it will say so. It does its work while the server does its own.
    """
    mine, its = socket.socketpair()
    known = set(sys.modules)
    if os.fork() == 0:
        mine.close()
        for target in TARGETS.values():
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


def explain(error: Exception) -> str:
    """Why a step of walling in failed, with what is known of its cause."""
    number = error.errno if isinstance(error, OSError) else None
    hint = {
        errno.ENOSPC: " (sysctl user.max_user_namespaces allows no more)",
        errno.EPERM: " (the system or its container forbids user namespaces)",
    }.get(number or 0, "")
    return f"{getattr(error, 'strerror', None) or repr(error)}{hint}"


def reap() -> None:
    """Collect keepers that have ended."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def trial(settings: dict[str, Any]) -> str | None:
    """Wall in a process that does nothing. Returns what prevented it, None if nothing did."""
    mine, its = socket.socketpair()
    pid = os.fork()
    if pid == 0:
        mine.close()
        report = keep(its, settings, True, "", [], {})
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


# -- the keeper ----------------------------------------------------------------------------------


def keep(
    grader: socket.socket,
    settings: dict[str, Any],
    sandboxed: bool,
    target: str,
    fds: list[int],
    arguments: dict[str, Any],
) -> dict[str, Any]:
    """Fork the process, watch it, and return the report of its end."""
    started = time.monotonic()
    trouble, said = os.pipe()
    buffer = 2 * kilobytes("/proc/sys/net/core/wmem_default")  # of a socket, in bytes
    try:
        if sandboxed:
            sandbox.enter_user_namespace(
                linux.CLONE_NEWPID | linux.CLONE_NEWNET | linux.CLONE_NEWIPC
                | linux.CLONE_NEWUTS | linux.CLONE_NEWCGROUP
            )  # fmt: skip
        pid = os.fork()
    except OSError as error:
        return {"reason": explain(error), "peak": 0, "cpu": 0.0}
    if pid == 0:
        grader.close()
        os.close(trouble)
        become(said, settings, sandboxed, target, fds, arguments)
    os.close(said)
    for fd in fds:
        os.close(fd)
    base = memory(pid)
    peak, reason, status, over = 0, "", None, 0
    watched: list[Any] = [grader]
    with contextlib.suppress(OSError):  # Linux before 5.3 has none: then its end is seen at a tick
        watched.append(os.pidfd_open(pid))
    while status is None:
        ready = select.select(watched, [], [], TICK)[0]
        if grader in ready:
            orders = grader.recv(64)
            for number in orders or [signal.SIGKILL]:
                if number == signal.SIGKILL:
                    reason = reason or "killed"
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, number)
        done, code = os.waitpid(pid, os.WNOHANG)
        if done:
            status = code
            break
        one, *others = family(pid)
        own = max(memory(one) - base, 0)
        sent = sockets(pid) * buffer if sandboxed else 0
        used = own + sum(map(memory, others)) + sent
        if used > settings["memory"] * 2**20 and others:  # look closer: forks share what they have
            used = max(own, sum(map(share, [one, *others])) - base) + sent
        peak = max(peak, used)
        # Not at the first look: between fork and exec, a new program has its parent's memory.
        over = over + 1 if used > settings["memory"] * 2**20 else 0
        if over > 1:
            reason = reason or "memory"
            os.kill(pid, signal.SIGKILL)
        if time.monotonic() - started > settings["wall_seconds"] + 3600:
            reason = reason or "time"
            os.kill(pid, signal.SIGKILL)
    words = os.read(trouble, 2000).decode(errors="replace")
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    if words:
        reason = words
    elif not reason:
        number = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
        reason = {0: "ended", signal.SIGXCPU: "cpu"}.get(number, f"signal {number}")
        if number == signal.SIGKILL and usage.ru_utime + usage.ru_stime >= settings["cpu_seconds"]:
            reason = "cpu"
    return {
        "reason": reason,
        "peak": round(peak / 2**20, 1),
        "cpu": round(usage.ru_utime + usage.ru_stime, 3),
        "wall": round(time.monotonic() - started, 3),
    }


def become(
    said: int,
    settings: dict[str, Any],
    sandboxed: bool,
    target: str,
    fds: list[int],
    arguments: dict[str, Any],
) -> None:
    """In the new process: wall it in and run the main of target. Never returns."""
    try:
        keep_open = {0, 1, 2, said, *fds}
        with open(os.devnull, "r+b", buffering=0) as nowhere:
            for number in (0, 1, 2):
                os.dup2(nowhere.fileno(), number)
        highest = max(int(name) for name in os.listdir("/proc/self/fd"))
        for number in set(range(3, highest + 1)) - keep_open:
            with contextlib.suppress(OSError):
                os.close(number)
        if sandboxed:
            sandbox.confine(settings)
        elif target:
            os.chdir(tempfile.mkdtemp())
        os.close(said)
        if not target:
            os._exit(0)
        random.seed()
        if "numpy" in sys.modules:
            sys.modules["numpy"].random.seed()
        importlib.import_module(TARGETS[target]).main(fds, **arguments)
    except BaseException as error:
        with contextlib.suppress(OSError):
            os.write(said, (str(error) or traceback.format_exc())[-1500:].encode())
    os._exit(1)


def memory(pid: int) -> int:
    """Bytes of memory of a process that no file backs, and of the tables of its pages."""
    return 1024 * kilobytes(f"/proc/{pid}/status", "RssAnon:", "RssShmem:", "VmPTE:")


def share(pid: int) -> int:
    """The same, with a part alone of what several processes have together."""
    part = kilobytes(f"/proc/{pid}/smaps_rollup", "Pss_Anon:", "Pss_Shmem:")
    if not part:  # it hides, or this kernel does not tell
        return memory(pid)
    return 1024 * (part + kilobytes(f"/proc/{pid}/status", "VmPTE:"))


def kilobytes(path: str, *names: str) -> int:
    """The sum of the numbers in the lines of that name in a file of /proc; 0 if there is none."""
    try:
        with open(path) as file:
            lines = [line.split() for line in file if not names or line.startswith(names)]
            return sum(int(line[bool(names)]) for line in lines)
    except (OSError, ValueError):
        return 0


def sockets(pid: int) -> int:
    """How many sockets the network namespace of a process has."""
    try:
        with open(f"/proc/{pid}/net/sockstat") as file:
            return int(file.readline().split()[2])
    except (OSError, ValueError, IndexError):
        return 0


def family(pid: int) -> list[int]:
    """A process and all that descend from it. In a process namespace, orphans stay in it."""
    found: list[int] = []
    waiting = [pid]
    while waiting and len(found) < 10_000:
        one = waiting.pop()
        found.append(one)
        with contextlib.suppress(OSError):
            for task in os.listdir(f"/proc/{one}/task"):
                with open(f"/proc/{one}/task/{task}/children") as file:
                    waiting += map(int, file.read().split())
    return found


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # As a module of its own name, so that pickles of nothing and imports agree on one copy.
    from grading.forkserver import serve as main

    main(socket.socket(fileno=int(sys.argv[1])))
