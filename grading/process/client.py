"""The fork server, seen from the grader: is started, asked for processes, and ended."""

from __future__ import annotations

import atexit
import contextlib
import errno
import fcntl
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol, TypeVar, cast

from traitlets import Bool, Dict, Float, List, Unicode
from traitlets.config import SingletonConfigurable

from grading.process import resident
from grading.process.sandbox import Sandbox, SandboxUnavailable
from grading.process.supervisor import IN_TIME, OVERDUE
from grading.walls import Wall
from grading.worker import LATE, MAINS

ATTEMPTS = 3  # to reach the server
MARK = "nb-"  # how the folder of a run begins
NO_LOCKS = (  # of a file system; NFS locks no folder
    errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOLCK, errno.EINVAL, errno.EBADF,
)  # fmt: skip
SHORT = "/tmp"  # where it is if it holds sockets, whose names have to be short
SLOWEST = 120.0  # seconds for the end of a process, and of all that it started
# Parts of the engine that do not run beside submissions.
NOT_BESIDE = ("answers", "batch", "execution", "pages", "report", "submission")
LOST = {
    "reason": "lost",
    "began": False,
    "peak": 0,
    "cpu": 0.0,
}  # the report of a process whose supervisor is no more
REFUSAL = """Submissions cannot be run in a sandbox on this machine: {}.
Grading needs Linux with user namespaces, or Linux 6.12 or later with Landlock: see docs/grading.md.
To grade without protection, which lets submissions read and change your files, set
c.Sandbox.unprotected = True."""


class Closeable(Protocol):
    """What has an end."""

    def close(self) -> None:
        """Give up all that it holds."""


Owned = TypeVar("Owned", bound=Closeable)


class Process:
    """A process of the fork server, seen from the grader."""

    def __init__(self, supervisor: socket.socket) -> None:
        self.supervisor = supervisor
        self.report: dict[str, Any] | None = None
        self.text = b""
        self.sent = 0  # signals

    def poll(self, timeout: float = 0.0) -> dict[str, Any] | None:
        """Its final report, None while it runs. {"reason": why it ended, "began": whether it could
        be started, "peak": MB, "cpu": s}

        The reason is "lost" if its supervisor was ended from outside: then nothing is known of it.
        """
        deadline = time.monotonic() + timeout
        while self.report is None:
            self.supervisor.settimeout(max(deadline - time.monotonic(), 0.0))
            try:
                piece = self.supervisor.recv(4096)
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
            self.supervisor.settimeout(5)
            self.supervisor.sendall(bytes([number]))
            self.sent += 1

    def next_cell(self, late: bool) -> None:
        """Have its supervisor know that a cell begins, and whether one before ran out of time."""
        with contextlib.suppress(OSError):
            self.supervisor.settimeout(5)
            self.supervisor.sendall(bytes([OVERDUE if late else IN_TIME]))

    @property
    def has_all(self) -> bool:
        """Whether every signal that was sent has come to the process, or it has ended."""
        if self.report is None and self.sent > len(self.text):
            self.poll()
        return self.report is not None or self.sent <= len(self.text)

    def close(self, timeout: float = SLOWEST) -> dict[str, Any]:
        """Wait for the end of a process that was told to end, and return its report."""
        report = self.poll(timeout) or LOST | {"reason": "slow to end", "began": True}
        self.supervisor.close()
        return report


class ForkServer(SingletonConfigurable):
    """Starts the server and asks it for processes. One for each grading process."""

    stay = Float(
        0.0,
        min=0.0,
        help="""Seconds that the server stays after the last grading, so that the next one begins at
        once; 0: it ends with the grading. `python -m grading stop` ends it.""",
    ).tag(config=True)
    preload = List(
        Unicode(),
        ["numpy", "matplotlib.pyplot", "matplotlib_inline.backend_inline"],
        help="Modules that the server imports once, those of them that are installed.",
    ).tag(config=True)
    imports = Bool(
        True, help="Whether it imports, too, what the instructor's notebooks of the assignment do."
    ).tag(config=True)
    interpreter = Unicode(
        "",
        help="""The Python that runs submissions, with ipykernel and NumPy in its environment;
        empty: that of the kernel that the instructor's notebooks name, or else the grader's own.
        """,
    ).tag(config=True)
    rehearsal = Unicode(
        """
import sys
if "matplotlib.pyplot" in sys.modules:
    import matplotlib.pyplot
    matplotlib.pyplot.plot([1, 2])
    matplotlib.pyplot.savefig("/dev/null", format="png")
if "keras" in sys.modules:
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
import sys
if "keras" in sys.modules:
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
         "TF_NUM_INTRAOP_THREADS": "2", "TF_NUM_INTEROP_THREADS": "2", "OMP_NUM_THREADS": "2",
         "TF_ENABLE_ONEDNN_OPTS": "0", "PYTHONNOUSERSITE": "1", "PYTHONDONTWRITEBYTECODE": "1",
         "NBGRADER_EXECUTION": "autograde", "CUDA_VISIBLE_DEVICES": "-1"},
        help="""The whole environment of submissions. With oneDNN, TensorFlow looks through all of
        its kernels at the first use of each operation: a quarter of a short submission's time.
        Without its numbers of threads it has several for each processor of the machine.""",
    ).tag(config=True)  # fmt: skip

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.settings = Sandbox(parent=self).settings()
        self.lock = threading.RLock()
        self.owned: dict[Any, Closeable] = {}
        self.wall = Wall.NAMESPACES
        self.problem = ""  # why not a better one
        self.groups = ""  # which control groups submissions have, in words; empty: none
        self.no_groups = ""  # why not
        self.folder = contextlib.ExitStack()  # in which a server finds the engine
        self.usable = sys.platform == "linux"
        self.stays = False  # whether the server does, for other gradings
        self.socket: socket.socket | None = None
        self.notes: Any = None  # the file where its libraries write
        self.server: subprocess.Popen | None = None

    def start(self) -> None:
        """Start the server, or join one that stays, if none is there."""
        if self.socket is not None and (self.server is None or self.server.poll() is None):
            return
        if self.socket is not None:
            self.socket.close()
        sweep()
        python = self.python()
        first = json.dumps(
            [[*LATE, *self.preload], self.rehearsal, [*MAINS.values()], self.settings, self.stay]
        )
        self.ready = False
        if self.stay and self.own:
            name = resident.fingerprint(first, self.environment)
            try:
                self.socket, notes = resident.joined(
                    name, lambda its, notes: self.launch(python, its, first, notes, "stays")
                )
            except OSError as error:
                self.log.warning("no fork server can stay: %s", error)
            else:
                self.notes = notes.open("rb")
                self.server = None
                atexit.register(self.stop)
                return
        mine, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        # Its own libraries write their start-up notes to standard error, whatever they are asked.
        self.notes = tempfile.TemporaryFile()  # noqa: SIM115
        self.server = self.launch(python, its, first, self.notes)
        its.close()
        self.socket = mine
        atexit.register(self.stop)

    def launch(
        self, python: str, its: socket.socket, first: str, notes: Any, *marks: str
    ) -> subprocess.Popen:
        """Start a server, with its socket and what it is told first.

        marks: what whoever lists processes sees in its arguments.
        """
        python, path = self.copied(python)
        server = subprocess.Popen(
            [python, "-P", "-m", "grading.process.server", str(its.fileno()), *marks],
            pass_fds=[its.fileno()],
            env=self.environment | {"PYTHONPATH": path},
            cwd="/",
            stdin=subprocess.PIPE,
            stdout=notes,
            stderr=notes,
            start_new_session=True,
        )
        assert server.stdin is not None
        with contextlib.suppress(BrokenPipeError), server.stdin:
            server.stdin.write(first.encode())
        return server

    def suit(self, told: dict[str, Any]) -> None:
        """Take what the instructor's notebooks ask of it."""
        self.preload, self.interpreter = told["preload"], told["interpreter"]

    def python(self) -> str:
        """The Python to start. Raises SandboxUnavailable if it cannot run submissions."""
        python = self.interpreter or sys.executable
        if not self.own:
            problem = trial_of(python, self.environment)
            if problem:
                raise SandboxUnavailable(
                    f"Submissions are to run with {python}, the Python of the notebooks' kernel or "
                    f"of c.ForkServer.interpreter, which cannot do it: {problem}. It must be "
                    "Python 3.11 or newer with ipykernel and NumPy: "
                    f"{python} -m pip install ipykernel numpy"
                )
        return python

    def copied(self, python: str) -> tuple[str, str]:
        """That Python, and a folder in which it finds the engine, until stop().

        Both by names that say nothing of where they lie: submissions can read them.
        """
        self.folder.close()
        place = self.folder.enter_context(temporary())
        place.chmod(0o711)
        engine = Path(__file__).parents[1]
        elsewhere = shutil.ignore_patterns(*NOT_BESIDE)
        shutil.copytree(engine, place / "engine" / engine.name, ignore=elsewhere)
        prefix = Path(python).parent.parent
        if (prefix / "pyvenv.cfg").is_file():
            (place / "python").symlink_to(prefix)
            python = str(place / "python" / "bin" / Path(python).name)
        return python, str(place / "engine")

    @property
    def own(self) -> bool:
        """Whether submissions run with the grader's own Python."""
        return self.interpreter in ("", sys.executable)

    def wait(self) -> None:
        """Wait until the server has imported what it must. Raises SandboxUnavailable.

        Where there is no Linux and submissions may run unprotected, there is no server either.
        """
        if not self.usable:
            if not self.settings["unprotected"]:
                raise SandboxUnavailable(REFUSAL.format(f"it runs {sys.platform}, not Linux"))
            self.wall = Wall.NONE
            return
        with self.lock:
            for last in range(ATTEMPTS - 1, -1, -1):
                self.start()
                if self.ready or self.listen(last=not last):
                    return

    def listen(self, last: bool) -> bool:
        """Hear from a new server that it is ready, or why not. Raises SandboxUnavailable.

        Returns False if it was one that stayed, and ends just now, unless that is the last try.
        """
        assert self.socket is not None
        answer: dict[str, Any] = {}
        with contextlib.suppress(ConnectionError):
            answer = json.loads(self.socket.recv(65536) or b"{}")
        if not answer and self.server is None and not last:
            self.socket.close()
            self.socket = None
            return False
        if "error" in answer or not answer:
            self.stop()
            self.notes.seek(0)
            said = self.notes.read().decode(errors="replace")[-2000:]
            self.problem = reason = answer.get("error", f"the fork server ended: {said}")
            raise SandboxUnavailable(REFUSAL.format(reason))
        self.wall, self.problem = Wall(answer["wall"]), answer["problem"]
        self.groups, self.no_groups = answer["groups"], answer["no_groups"]
        self.ready, self.stays = True, bool(answer["stays"])
        if self.stays:
            self.log.info(
                "the fork server (%.0f MB) stays for %.0f s after the last grading; to end it: "
                "python -m grading stop", answer["memory"], self.stay,
            )  # fmt: skip
        return True

    def spawn(self, target: str, fds: list[int], **arguments: Any) -> Process:
        """Fork a process that runs the main of target with fds and arguments."""
        mine, its = socket.socketpair()
        request = json.dumps([MAINS[target], self.settings, arguments]).encode()
        for _ in range(ATTEMPTS):
            self.wait()
            assert self.socket is not None
            try:
                socket.send_fds(self.socket, [request], [its.fileno(), *fds])
            except ConnectionError:  # the server was ended from outside
                self.log.warning("the fork server ended and is started again")
                if self.server:
                    self.server.wait(10)
                else:
                    self.socket.close()
                    self.socket = None
            else:
                break
        its.close()
        return Process(mine)

    def attached(self, kind: Callable[[ForkServer], Owned]) -> Owned:
        """The one object that kind makes of this server; stop() closes it."""
        with self.lock:
            if kind not in self.owned:
                self.owned[kind] = kind(self)
            return cast(Owned, self.owned[kind])

    def stop(self) -> None:
        """End the server, every process that it started, and what is attached to it.

        A server that stays does so.
        """
        atexit.unregister(self.stop)
        while self.owned:
            self.owned.popitem()[1].close()
        if self.socket is not None:
            self.socket.close()
        if self.server is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.server.wait(5)
            self.server.kill()
            self.server.wait()
        self.socket = self.server = None
        self.folder.close()


def sweep() -> None:
    """Remove the folders that runs have left that broke off: those that nobody has locked."""
    for place in {SHORT, tempfile.gettempdir()}:
        for left in Path(place).glob(f"{MARK}*"):
            with contextlib.suppress(OSError), held(left):
                shutil.rmtree(left)


@contextlib.contextmanager
def temporary(place: str | None = None) -> Iterator[Path]:
    """A new folder, which is locked, and removed at the end; in a place, else where such are."""
    with contextlib.ExitStack() as stack:
        for attempt in range(ATTEMPTS, 0, -1):
            path = Path(tempfile.mkdtemp(prefix=MARK, dir=place))
            try:
                stack.enter_context(held(path))
            except OSError as error:
                if error.errno in NO_LOCKS:  # then no other run can lock, and so remove, it either
                    break
                with contextlib.suppress(OSError):
                    path.rmdir()
                if attempt == 1:  # another run has just removed what nobody held
                    raise
            else:
                break
        try:
            yield path
        finally:
            shutil.rmtree(path, ignore_errors=True)


@contextlib.contextmanager
def held(path: Path) -> Iterator[None]:
    """Lock a folder of this user's. Raises OSError if it is none, or another run holds it."""
    folder = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        if os.fstat(folder).st_uid != os.geteuid():
            raise PermissionError(1, "it is another user's", str(path))
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.stat(path)
        yield
    finally:
        os.close(folder)


def trial_of(python: str, environment: dict[str, str]) -> str:
    """Why a Python cannot run submissions, in its own last words; empty if it can."""
    code = (
        "import sys; sys.version_info >= (3, 11) or sys.exit(f'it is {sys.version.split()[0]}'); "
        "import ipykernel, numpy"
    )
    try:
        done = subprocess.run(
            [python, "-c", code], env=environment, cwd="/", capture_output=True, text=True
        )
    except OSError as error:
        return str(error)
    return (done.stderr.strip().splitlines() or ["it ends"])[-1] if done.returncode else ""
