"""Grading stops where it cannot wall submissions in, and nothing outlives it."""

import errno
import json
import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nbformat
import psutil
import pytest
from traitlets.config import Config

from grading.execution import Execute
from grading.process import (
    ForkServer,
    SandboxUnavailable,
    landlock,
    linux,
    sandbox,
    seccomp,
    supervisor,
)
from grading.walls import Wall
from tests import kinds_course
from tests.hostile import course as small
from tests.hostile.case import instructor
from tests.kinds_course import run
from tests.started import Started
from tests.supervised import seen_behind
from tools import sample_course
from tools.sample_course import ASSIGNMENT

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the sandbox is Linux's")
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
ALONE = "--ForkServer.stay=0"  # with a fork server of its own
POINTS = {"test_double": (1, None, False), "test_double_hidden": (2, None, False)}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A course with one submission."""
    folder = tmp_path_factory.mktemp("made") / "course"
    sample_course.make(folder, 1, more=sample_course.STAYS)
    return folder


@pytest.fixture
def course(made):
    """A copy of it, which everyone may write to."""
    # not in pytest's own folder, which other users may not enter
    folder = Path(shutil.copytree(made, Path(tempfile.mkdtemp()) / "course"))
    for path in [folder.parent, folder, *folder.rglob("*")]:
        path.chmod(0o777)
    yield folder
    shutil.rmtree(folder.parent)


def points(course):
    """What each test of the first notebook, whose answer is right, has."""
    snapshot = sample_course.snapshot(course)
    return {name: snapshot[f"s000 one {name}"] for name in POINTS}


@as_root
def test_grading_stops_with_the_reason_and_writes_nothing(course):
    done = small.run(
        course, "autograde", ASSIGNMENT, "--Sandbox.wall=namespaces", code=1,
        as_user=("--no-namespaces",),
    )  # fmt: skip
    assert "cannot be run in a sandbox on this machine: the first wall" in done.stderr
    assert "unshare" in done.stderr
    assert "user.max_user_namespaces" in done.stderr
    assert "c.Sandbox.unprotected = True" in done.stderr
    assert not (course / "autograded").exists()
    assert not (course / "logs").exists()


@as_root
def test_without_a_sandbox_every_report_says_so(course):
    done = small.run(
        course, "autograde", ASSIGNMENT, "--Sandbox.unprotected=True", "--Sandbox.wall=namespaces",
        ALONE, as_user=("--no-namespaces",),
    )  # fmt: skip
    assert "not sandboxed: one" in done.stderr
    (entry,) = small.log(course).values()
    assert entry["wall"] == "none"
    graded = nbformat.read(course / "autograded" / "s000" / ASSIGNMENT / "one.ipynb", 4)
    assert graded.metadata["grading"]["sandbox"] == "not sandboxed"
    assert points(course) == POINTS


@as_root
@pytest.mark.parametrize(
    ("as_user", "wall"),
    [(None, "namespaces"), ((), "namespaces"), (("--no-namespaces",), "landlock"),
     (("--root",), "landlock")],
    ids=["root", "user", "user in a container", "root in a container"],
)  # fmt: skip
def test_the_best_wall_that_can_be_had_is_chosen_and_said(course, as_user, wall):
    small.run(course, "autograde", ASSIGNMENT, ALONE, as_user=as_user)
    (entry,) = small.log(course).values()
    assert entry["wall"] == wall
    assert points(course) == POINTS


def test_every_setting_has_a_help_text_and_can_be_given_on_the_command_line(course):
    options = (
        "--Sandbox.memory=700", "--Sandbox.wall_seconds=99", "--Execute.timeout=7",
        "--Sandbox.memroy=700",
    )  # fmt: skip
    done = small.run(course, "autograde", ASSIGNMENT, *options)
    assert "`memroy` not recognized by `Sandbox`" in done.stderr
    assert done.stderr.count("not recognized") == 1
    from grading.log import RunLog
    from grading.process import Sandbox

    for kind in (Sandbox, ForkServer, RunLog):
        for name, trait in kind.class_own_traits(config=True).items():
            assert trait.help, name


def elsewhere(monkeypatch, **sandbox):
    """An Execute on a machine that is not Linux."""
    config = Config({"Sandbox": sandbox, "RunLog": {"folder": ""}})
    server = ForkServer(config=config)
    server.usable = False
    monkeypatch.setattr(ForkServer, "instance", lambda **_: server)
    return Execute(config=config)


def small_notebook():
    notebook = instructor()
    for cell in notebook.cells:
        if cell.id == "setup":
            cell.source = "import numpy as np"
        if cell.id == "double":
            cell.source = "def double(x):\n    return 3 * x"
    notebook.metadata["grading"] = {}
    return notebook


def resources():
    return {
        "nbgrader": {"student": "", "assignment": "", "notebook": "trial"},
        "metadata": {"path": ""},
    }


def test_other_systems_are_refused_unless_allowed(monkeypatch):
    with pytest.raises(SandboxUnavailable, match="not Linux"):
        elsewhere(monkeypatch).preprocess(small_notebook(), resources())


def test_other_systems_run_the_stock_execution_and_say_so(monkeypatch):
    graded, _ = elsewhere(monkeypatch, unprotected=True).preprocess(small_notebook(), resources())
    assert graded.metadata["grading"]["sandbox"] == "not sandboxed"
    cells = {cell.id: cell for cell in graded.cells}
    assert cells["test_double"].outputs[0].ename == "AssertionError"
    assert cells["test_total"].outputs == []


def test_killing_the_grader_ends_all_that_it_started(course):
    path = course / "submitted" / "s000" / ASSIGNMENT / "two.ipynb"  # with it, a pair forked ahead
    notebook = nbformat.read(path, 4)
    cell = next(cell for cell in notebook.cells if cell.id == "double")
    cell.source = "import time\ntime.sleep(1000)"
    nbformat.write(notebook, path)
    options = ("--Execute.timeout=100", ALONE)
    grader = Started(course, "-m", "nbgrader", "autograde", ASSIGNMENT, *options)
    started: list[psutil.Process] = []
    deadline = time.monotonic() + 60
    while len(started) < 9 and time.monotonic() < deadline:
        # the server, two pairs of processes, and the supervisor of each
        started = psutil.Process(grader.pid).children(recursive=True)
        time.sleep(0.1)
    assert len(started) >= 9
    grader.send_signal(signal.SIGKILL)
    grader.communicate()
    gone, alive = psutil.wait_procs(started, timeout=10)
    assert alive == []


def test_a_log_line_is_json_with_outcomes_times_and_memory(course):
    small.run(course, "autograde", ASSIGNMENT)
    (path,) = (course / "logs").glob("*.jsonl")
    entries = {entry["notebook"]: entry for entry in map(json.loads, path.read_text().splitlines())}
    entry = entries["one"]
    assert set(entry["outcomes"].values()) == {"passed"}
    assert {"kernel", "tests", "student's cells", "all"} <= set(entry["seconds"])
    assert entry["processes"]["student"]["peak"] > 0
    assert entry["repaired"] == []


def test_the_engine_is_where_formgraders_button_and_the_api_grade(course, monkeypatch):
    code = (
        "import asyncio\nfrom nbgrader.apps import NbGraderAPI\n"
        "from traitlets.config import Config\nfrom traitlets.config.loader import "
        "PyFileConfigLoader\n"
        "config = PyFileConfigLoader('nbgrader_config.py').load_config()\n"
        "async def handler():\n"  # as formgrader calls it, inside a running loop
        "    return NbGraderAPI(config=config).autograde('quick', 's000')\n"
        "result = asyncio.run(handler())\n"
        "assert result['success'], result\n"
    )
    (course / "button.py").write_text(code)
    done = sample_course.run(course, "-m", "button")
    assert done.returncode == 0, done.stderr
    assert points(course) == POINTS
    assert set(small.log(course)) == {"s000"}


def test_a_submission_that_was_not_checked_first_is_not_run(monkeypatch):
    notebook = small_notebook()
    del notebook.metadata["grading"]
    with pytest.raises(RuntimeError, match="sanitize_preprocessors"):
        elsewhere(monkeypatch, unprotected=True).preprocess(notebook, resources())


def test_a_course_in_another_language_is_refused_in_words(monkeypatch):
    notebook = small_notebook()
    notebook.metadata["kernelspec"]["language"] = "R"
    with pytest.raises(RuntimeError, match="written for R"):
        elsewhere(monkeypatch, unprotected=True).preprocess(notebook, resources())


def test_alembic_is_at_hand():
    assert shutil.which("alembic", path=os.path.dirname(sys.executable))


def test_what_a_machine_may_give_its_users_no_submission_has():
    code = """
import resource
from grading.process.sandbox import SIGNALS, Sandbox, limit
names = ["RTPRIO", "NICE", "MSGQUEUE", "SIGPENDING"]
given = [getattr(resource, "RLIMIT_" + name, None) for name in names]
most = dict(zip(given, [0, 0, 0, SIGNALS]))
limit(Sandbox().settings(), 0)
for what in filter(None, given):
    assert 0 <= resource.getrlimit(what)[1] <= most[what]
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_what_is_compiled_while_submissions_are_graded_is_not_seen(engine):
    """Python may write a module's compiled text anew at any time, with its place in it."""
    compiled = Path(pytest.__file__).parents[1] / "__pycache__"
    later = compiled / f"__editable___later_{os.getpid()}.pyc"
    look = "import glob, sys\nseen = glob.glob(sys.prefix + '/lib/python3*/site-packages/{}')"
    cells = [("P", look.format("__pycache__/*")), ("T", "assert seen == []"),
             ("P", look.format("numpy/__init__.py")), ("T", "assert len(seen) == 1")]  # fmt: skip
    compiled.mkdir(exist_ok=True)
    try:
        run(engine, cells)  # in which the fork server starts, if it has not
        later.write_text("here")
        assert kinds_course.points(run(engine, cells)) == [1, 1]
    finally:
        later.unlink(missing_ok=True)


# -- each layer and each limit by itself ----------------------------------------------------------
#
# Where two layers hold the same, no submission shows that one of them is lost: so the other is
# taken away here, and a process behind the wall tries the one thing. None has a control group.

each_wall = pytest.mark.parametrize("wall", [Wall.NAMESPACES, Wall.LANDLOCK])
MEGABYTE = 2**20
LASTS = 20  # seconds, of a process that something has to end


@pytest.fixture
def behind():
    """What a function finds behind a wall, and the report of its process."""
    folder = tempfile.mkdtemp()  # on the disk that holds /tmp

    def see(wall, look, **limits):
        if wall is Wall.LANDLOCK and (why := sandbox.hindrance()):
            pytest.skip(why)
        return seen_behind(wall, folder, look, **limits)

    yield see
    supervisor.clear(folder)


@pytest.fixture
def without(monkeypatch):
    """Take away a layer of the walls, by the function that puts it up."""
    return lambda module, name: monkeypatch.setattr(module, name, lambda *_, **__: None)


@pytest.fixture
def reachable():
    """A file, a server and an abstract socket of the grader's."""
    with tempfile.NamedTemporaryFile() as file, socket.create_server(("127.0.0.1", 0)) as server, \
            socket.socket(socket.AF_UNIX) as door:  # fmt: skip
        door.bind(name := f"\0grading-{os.getpid()}")
        door.listen()
        yield file.name, server.getsockname(), name


def errors(**ways):
    """What each way is answered: the name of its error, or what it returns, as text."""
    said = {}
    for name, way in ways.items():
        try:
            said[name] = str(way())
        except OSError as error:
            said[name] = errno.errorcode[error.errno]
    return said


def connect(family, address):
    with socket.socket(family) as client:
        client.connect(address)


def writable_mounts():
    with open("/proc/self/mountinfo") as file:
        mounts = [line.split() for line in file]
    flags = {mount[4]: mount[5].split(",") for mount in mounts}  # of several at a place, the last
    return [place for place in flags if "rw" in flags[place]]


def test_of_the_jail_the_scratch_folder_alone_can_be_written_to(behind, without):
    without(landlock, "restrict")
    seen, report = behind(Wall.NAMESPACES, writable_mounts)
    assert seen == [sandbox.SCRATCH], report


def namespaces():
    names = ("cgroup", "ipc", "mnt", "net", "pid", "user", "uts")
    return {name: os.readlink(f"/proc/self/ns/{name}") for name in names}


def test_the_first_wall_has_each_namespace_of_its_own(behind, without, reachable):
    without(landlock, "restrict")
    without(seccomp, "filter_calls")
    _, server, name = reachable
    seen, report = behind(
        Wall.NAMESPACES,
        lambda: [
            namespaces(),
            errors(
                parent=os.getppid,
                own=os.getpid,
                tcp=lambda: connect(socket.AF_INET, server),
                abstract=lambda: connect(socket.AF_UNIX, name),
            ),
        ],
    )
    inside, said = seen
    assert not set(inside.values()) & set(namespaces().values()), report
    assert said == {"parent": "0", "own": "1", "tcp": "ENETUNREACH", "abstract": "ECONNREFUSED"}


def test_landlock_alone_holds_files_tcp_signals_and_abstract_sockets(behind, without, reachable):
    without(seccomp, "filter_calls")
    file, server, name = reachable
    seen, report = behind(
        Wall.LANDLOCK,
        lambda: errors(
            reads=lambda: open(file).close(),
            writes=lambda: open(file, "w").close(),
            makes=lambda: os.mkdir(f"{file}-d"),
            lists=lambda: os.listdir(os.path.dirname(file)),
            tcp=lambda: connect(socket.AF_INET, server),
            serves=lambda: socket.create_server(("127.0.0.1", 0)).close(),
            signal=lambda: os.kill(os.getppid(), 0),
            abstract=lambda: connect(socket.AF_UNIX, name),
            own_signal=lambda: os.kill(os.getpid(), 0),
            own_file=lambda: open("own", "w").close(),
        ),
    )
    assert seen == {
        **dict.fromkeys(("reads", "writes", "makes", "lists", "tcp", "serves"), "EACCES"),
        **dict.fromkeys(("signal", "abstract"), "EPERM"),
        **dict.fromkeys(("own_signal", "own_file"), "None"),
    }, report


@each_wall
def test_each_wall_has_its_own_filter_of_calls(behind, without, wall):
    without(landlock, "restrict")
    seen, report = behind(
        wall,
        lambda: errors(
            socket=lambda: socket.socket().close(),
            mode=lambda: os.chmod(".", 0o711) or oct(os.stat(".").st_mode & 0o777),
            priority=lambda: os.setpriority(os.PRIO_PGRP, 0, 5),
            mount=lambda: linux.mount("none", "/", "tmpfs"),
        ),
    )
    alone = wall is Wall.LANDLOCK
    assert seen == {
        "socket": "ENOTSUP" if alone else "None",
        "mode": "0o700" if alone else "0o711",
        "priority": "EPERM" if alone else "None",
        "mount": "ENOSYS",
    }, report


def fill(files, size):
    """Write files of a size. Returns how many were written whole, and the error of the next."""
    for number in range(files):
        try:
            with open(f"filler-{number}", "wb", 0) as file:
                left = size
                while left:
                    left -= file.write(bytes(left))
        except OSError as error:
            return number, errno.errorcode[error.errno]
    return files, ""


def fill_deleted():
    """Write files that no name tells of any more, and hold them."""
    held = [os.open(f"filler-{number}", os.O_CREAT | os.O_WRONLY) for number in range(8)]
    for number, file in enumerate(held):
        os.unlink(f"filler-{number}")
        os.write(file, bytes(MEGABYTE // 2))
    return held


def test_the_scratch_folder_of_the_first_wall_has_a_size(behind):
    seen, report = behind(Wall.NAMESPACES, lambda: fill(16, MEGABYTE // 2), scratch=2)
    assert seen == [4, "ENOSPC"], report


def test_the_scratch_folder_of_the_first_wall_has_so_many_names(behind):
    seen, report = behind(Wall.NAMESPACES, lambda: fill(5000, 0))
    assert seen[1] == "ENOSPC", report
    assert 4000 < seen[0] <= 4096


@pytest.mark.parametrize(
    "write",
    [lambda: fill(16, MEGABYTE // 2), lambda: fill(5000, 0), fill_deleted],
    ids=["bytes", "names", "deleted"],
)
def test_who_outgrows_the_scratch_folder_of_the_second_wall_is_ended(behind, write):
    def look():
        held = write()
        time.sleep(LASTS)
        return held

    seen, report = behind(Wall.LANDLOCK, look, scratch=2)
    assert (seen, report["reason"]) == (None, "folder")


@each_wall
def test_no_file_is_larger_than_the_scratch_folder(behind, wall):
    def look():
        with open("sparse", "wb") as file:
            return errors(
                larger=lambda: file.truncate(2 * MEGABYTE + 1),
                as_large=lambda: file.truncate(2 * MEGABYTE),
            )

    seen, report = behind(wall, look, scratch=2)
    assert seen == {"larger": "EFBIG", "as_large": str(2 * MEGABYTE)}, report


@each_wall
def test_the_kernel_has_each_limit_of_a_process(behind, wall):
    def look():
        names = ("CPU", "FSIZE", "NOFILE", "CORE", "MEMLOCK", "DATA", "NPROC")
        return {name: resource.getrlimit(getattr(resource, f"RLIMIT_{name}")) for name in names}

    seen, report = behind(wall, look, cpu_seconds=7, scratch=2, memory=64, processes=40)
    assert all(soft == hard for soft, hard in seen.values()), report
    most = {name: hard for name, (_, hard) in seen.items()}
    least = {"DATA": 64 * MEGABYTE, "NPROC": 40}  # and what this process and this user have
    assert all(most.pop(name) >= least[name] for name in least)
    assert most == {"CPU": 7, "FSIZE": 2 * MEGABYTE, "NOFILE": 512, "CORE": 1, "MEMLOCK": 0}


@each_wall
def test_memory_of_several_processes_counts_together(behind, wall):
    def look():
        # What forks share with this process counts in part alone: so many that it matters little.
        for _ in range(20):
            if os.fork() == 0:
                held = bytes([1]) * (30 * MEGABYTE)  # less than each may have
                time.sleep(LASTS)
                os._exit(len(held))
        time.sleep(LASTS)

    seen, report = behind(wall, look, memory=64)
    assert (seen, report["reason"]) == (None, "memory")


@each_wall
def test_orphans_end_with_the_process(behind, wall):
    def look():
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            signal.signal(number, signal.SIG_IGN)
        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0:
                os.setsid()
                time.sleep(LASTS)
            os._exit(0)
        os.wait()
        return "left"

    seen, report = behind(wall, look)
    assert (seen, report["reason"], report["goes on"]) == ("left", "ended", False)
