"""What this machine can do for grading: which wall it has, and that the wall holds."""

from __future__ import annotations

import os
import socket
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook
from traitlets.config import Config

from grading.execution import AccompanyingFiles, Execute, ProcessesLost, pack
from grading.log import LogEntry
from grading.outcomes import Outcome
from grading.process import ForkServer, SandboxUnavailable
from grading.walls import Wall

MEGABYTE = 2**20
# What a file says, where it forbids user namespaces to ordinary users, and what allows them.
FORBIDDING = {
    "/proc/sys/kernel/apparmor_restrict_unprivileged_userns": (
        "1",
        "sudo install -m 644 deploy/apparmor/grading /etc/apparmor.d/ && sudo apparmor_parser -r "
        "/etc/apparmor.d/grading, and grade by aa-exec -p grading -- COMMAND",
    ),
    "/proc/sys/user/max_user_namespaces": ("0", "sudo sysctl user.max_user_namespaces=10000"),
    "/proc/sys/kernel/unprivileged_userns_clone": (
        "0", "sudo sysctl kernel.unprivileged_userns_clone=1"
    ),
}  # fmt: skip
CONTAINER = (
    "docker run --security-opt seccomp=unconfined --security-opt apparmor=unconfined "
    "--security-opt systempaths=unconfined, or the like, where the first wall is wanted"
)
# What the honest notebook uses of the files beside it.
BESIDE = {"six.txt": "6", "sevens.py": "SEVEN = 7"}
HONEST = "from sevens import SEVEN\nanswer = int(open('six.txt').read()) * SEVEN"
# What a hostile submission tries, in words that stay in `reached` if it succeeds.
HOSTILE = """
import os, signal, socket
reached = []
def attempt(what, way):
    try:
        way()
    except Exception:
        return
    reached.append(what)
def send(kind, address):
    one = socket.socket(kind, socket.SOCK_STREAM)
    one.settimeout(1)
    one.connect(address)
attempt("a file of the grader's", lambda: open({secret!r}).read())
attempt("the folder of it", lambda: os.listdir({folder!r}))
attempt("writing beside it", lambda: open({secret!r} + "-2", "w"))
attempt("writing to the system", lambda: open("/usr/reached", "w"))
attempt("a server of this machine", lambda: send(socket.AF_INET, ("127.0.0.1", {port})))
attempt("a socket of the grader's", lambda: send(socket.AF_UNIX, {path!r}))
attempt("the grader's environment", lambda: open("/proc/{pid}/environ").read())
attempt("signals to the grader", lambda: os.kill({pid}, signal.SIGCONT))
attempt("becoming root", lambda: os.setuid(0))
"""


@dataclass
class MachineFindings:
    """What this machine can do.

    problem: why there is no better wall; better: what would bring one; both empty for the best.
    jobs: how many notebooks fit into the memory at a time, if each takes all that it may.
    failed: what the two notebooks of the proof show to be wrong; empty if all is as it must be.
    """

    wall: Wall = Wall.NONE
    problem: str = ""
    better: str = ""
    processors: int = 1
    memory: int = 0  # megabytes that are free
    limit: int = 0  # megabytes that a submission may have
    jobs: int = 0
    failed: list[str] = field(default_factory=list)
    groups: str = ""  # the control groups of submissions, in words
    no_groups: str = ""  # why there are none

    @property
    def good(self) -> bool:
        """Whether submissions can be graded here."""
        return self.wall is not Wall.NONE and not self.failed

    def lines(self) -> list[str]:
        """The findings in words."""
        said = [f"Wall: {self.wall.about}"]
        if self.problem:
            said.append(f"  why no better one: {self.problem}")
        if self.better:
            said.append(f"  what would bring it: {self.better}")
        if self.groups:
            said.append(f"Control groups: {self.groups}: the kernel holds a submission's limits")
        elif self.no_groups:
            said.append(f"Control groups: none, so a supervisor looks: {self.no_groups}")
        said.append(
            f"Memory: {self.memory} MB are free; {self.jobs} notebooks at a time fit if each takes "
            f"the {self.limit} MB that it may (c.Sandbox.memory); {self.processors} processors"
        )
        if self.wall is not Wall.NONE:
            said.append("An honest and a hostile notebook were graded: " + (
                "; ".join(self.failed) or "both as they must be"))  # fmt: skip
        return said


def machine_findings(config: Config | None = None) -> MachineFindings:
    """Find out, by grading two small notebooks with the settings of config."""
    # What the course imports is not needed here, and takes seconds.
    mine = Config({"ForkServer": {"preload": ["numpy"], "rehearsal": "", "warm_up": ""}})
    settings = Config(config or {})
    settings.merge(mine)
    server = ForkServer(config=settings)
    findings = MachineFindings(processors=os.cpu_count() or 1, limit=server.settings["memory"])
    findings.memory = free_memory() // MEGABYTE
    findings.jobs = findings.memory // findings.limit
    try:
        server.wait()
        findings.wall, findings.problem = server.wall, server.problem
        findings.groups, findings.no_groups = server.groups, server.no_groups
        if findings.wall is not Wall.NONE:
            findings.failed = prove(server, settings)
    except SandboxUnavailable:
        findings.problem = server.problem
    finally:
        server.stop()
    if findings.problem and not server.settings["wall"]:
        findings.better = improvement()
    return findings


def improvement() -> str:
    """The command that would allow the first wall, as far as this machine tells what forbids it."""
    if sys.platform != "linux":
        return "Linux, in a virtual machine"
    for path, (forbidding, command) in FORBIDDING.items():
        try:
            if Path(path).read_text().strip() == forbidding:
                return command
        except OSError:
            continue
    return CONTAINER


def free_memory() -> int:
    """Bytes that are free: of the machine, or of the container if it may have less."""
    free = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_AVPHYS_PAGES")
    try:
        lines = Path("/proc/meminfo").read_text().splitlines()
        free = next(
            1024 * int(line.split()[1]) for line in lines if line.startswith("MemAvailable")
        )
    except (OSError, StopIteration):
        pass
    for most, used in (
        ("memory.max", "memory.current"),
        ("memory/memory.limit_in_bytes", "memory/memory.usage_in_bytes"),
    ):
        try:
            root = Path("/sys/fs/cgroup")
            left = int((root / most).read_text()) - int((root / used).read_text())
        except (OSError, ValueError):
            continue
        free = min(free, max(left, 0))
    return free


def prove(server: ForkServer, config: Config) -> list[str]:
    """Grade an honest and a hostile notebook. Returns what is not as it must be."""
    failed = []
    with tempfile.TemporaryDirectory() as folder, socket.create_server(("127.0.0.1", 0)) as door, \
            socket.socket(socket.AF_UNIX) as other:  # fmt: skip
        secret, path = f"{folder}/secret", f"{folder}/socket"
        Path(secret).write_text("secret")
        other.bind(path)
        other.listen()
        hostile = HOSTILE.format(
            secret=secret, folder=folder, port=door.getsockname()[1], path=path, pid=os.getpid()
        )
        for name, text in BESIDE.items():
            Path(folder, name).write_text(text)
        beside = pack({name: Path(folder, name) for name in BESIDE})
        for what, answer, test in (
            ("the honest notebook", HONEST, "assert answer == 42, answer"),
            ("the hostile notebook reached", hostile, "assert not reached, ', '.join(reached)"),
        ):
            try:
                entry = run(server, config, answer, test, beside)
            except ProcessesLost as error:
                failed.append(f"{what}: {error}")
                continue
            if entry.outcomes.get("test") is not Outcome.PASSED:
                failed.append(f"{what}: {entry.messages.get('test') or '; '.join(entry.notes)}")
    return failed


def run(
    server: ForkServer, config: Config, answer: str, test: str, files: AccompanyingFiles
) -> LogEntry:
    """The log's entry of a notebook with an answer and a test, and files beside it."""
    book: NotebookNode = new_notebook(
        cells=[
            new_code_cell(source, metadata={"nbgrader": {
                "grade_id": name, "schema_version": 3, "cell_type": "code",
                "solution": name == "answer", "grade": name == "test", "locked": name == "test",
                "points": 1, "task": False,
            }})
            for name, source in (("answer", answer), ("test", test))
        ],
        metadata={"grading": {}},
    )  # fmt: skip
    resources = {
        "nbgrader": {"student": "", "assignment": "", "notebook": ""}, "metadata": {"path": ""}
    }  # fmt: skip
    return Execute(config=config).run(book, resources, files, server)
