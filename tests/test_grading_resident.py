"""A fork server that stays: who joins it, and when it ends."""

import errno
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
import pytest
from traitlets.config import Config

from grading.execution import provisioner
from grading.execution.provisioner import fork_pair
from grading.process import ForkServer, client, resident
from tools import sample_course

QUICK = {"preload": [], "rehearsal": "", "warm_up": "", "stay": 600.0}


def until(true):
    """Wait for something that must happen, however busy the machine is."""
    for _ in range(1000):
        if true():
            return
        time.sleep(0.1)
    raise AssertionError("it did not happen")


@pytest.fixture(autouse=True)
def place(tmp_path_factory, monkeypatch):
    """The folder of the sockets, of this test alone."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("r")))
    yield
    resident.dismiss()
    until(lambda: not servers())


def server(**settings):
    """A fork server of a grading, ready."""
    made = ForkServer(config=Config(ForkServer=QUICK | settings))
    made.wait()
    return made


def servers():
    """The fork servers that this process has started and that stay, by process id."""
    pids = set()
    for child in psutil.Process().children():
        try:
            if child.cmdline()[-1:] == ["stays"]:
                pids.add(child.pid)
        except psutil.ZombieProcess:
            child.wait()
    return pids


def test_it_stays_and_the_next_grading_joins_it():
    server().stop()
    stayed = servers()
    assert len(stayed) == 1
    again = server()
    assert servers() == stayed
    reports = fork_pair(again).end()
    assert {report["reason"] for report in reports.values()} == {"killed"}
    again.stop()


def test_two_gradings_use_it_at_a_time_and_one_that_hangs_up_ends_its_processes_alone():
    first, second = server(), server()
    mine, its = fork_pair(first), fork_pair(second)
    assert len(servers()) == 1
    for process in (mine.student, mine.referee):
        process.supervisor.close()
    first.stop()
    assert its.student.poll(1) is None
    assert fork_pair(second).end()
    its.end()
    second.stop()


def test_it_ends_when_told_but_not_before_whoever_uses_it_is_done():
    busy = server()
    assert resident.dismiss() == 1
    assert fork_pair(busy).end()
    busy.stop()
    until(lambda: not servers())
    assert resident.dismiss() == 0


def test_it_ends_when_nobody_has_used_it_for_a_while():
    server(stay=0.1).stop()
    until(lambda: not servers())


@pytest.mark.parametrize("what", ["settings", "environment", "code"])
def test_it_ends_when_another_is_needed(what, monkeypatch):
    server().stop()
    before = servers()
    if what == "code":
        monkeypatch.setattr(resident.sys, "version", "another Python")
    changed = {"settings": {"preload": ["json"]}, "environment": {"environment": {"A": "1"}}}
    other = server(**changed.get(what, {}))
    until(lambda: not before & servers())
    assert len(servers()) == 1
    other.stop()


def test_one_that_was_killed_is_started_again():
    used = server()
    [pid] = servers()
    server_process = psutil.Process(pid)
    server_process.kill()
    server_process.wait()
    reports = fork_pair(used).end()
    assert {report["reason"] for report in reports.values()} == {"killed"}
    assert len(servers()) == 1
    used.stop()


def test_a_folder_that_others_can_enter_is_not_used(caplog):
    place = resident.folder()
    place.chmod(0o755)
    used = server()
    assert "no fork server can stay" in caplog.text
    used.stop()
    assert not servers()
    place.chmod(0o700)


def test_it_says_how_much_memory_it_has_and_how_to_end_it(caplog):
    caplog.set_level("INFO")
    server().stop()
    assert "MB) stays for 600 s after the last grading; to end it: python -m grading stop" in (
        caplog.text
    )


def test_a_grading_that_knocks_and_leaves_does_not_end_it():
    used = server()
    [path] = resident.folder().glob("*.socket")
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as other:
        other.connect(str(path))
    assert fork_pair(used).end()
    used.stop()


RUN = """
import sys, time
from traitlets.config import Config
from grading.execution import provisioner
from grading.process import ForkServer, client
client.SHORT = provisioner.SHORT = sys.argv[1]
used = ForkServer(config=Config(ForkServer={"preload": [], "rehearsal": "", "warm_up": ""}))
used.wait()
pair = provisioner.fork_pair(used)
print("ready", flush=True)
time.sleep(600)
"""


@pytest.fixture
def short(monkeypatch):
    """A place for the folders of this test's runs alone, with a short path, as sockets need."""
    with tempfile.TemporaryDirectory(prefix="s", dir=client.SHORT) as folder:
        for module in (client, provisioner):
            monkeypatch.setattr(module, "SHORT", folder)
        monkeypatch.setattr(tempfile, "tempdir", folder)
        monkeypatch.setenv("TMPDIR", folder)
        yield Path(folder)


def test_what_a_run_that_was_killed_has_left_goes_with_the_next_and_what_is_used_stays(short):
    def folders():
        """Those that runs have, with the engine's copy or a pair's sockets."""
        return set(short.glob(f"{client.MARK}*"))

    killed = subprocess.Popen([sys.executable, "-c", RUN, str(short)], stdout=subprocess.PIPE)
    assert killed.stdout.readline() == b"ready\n"
    left = folders()
    assert {"engine", "k-1"} <= {path.name for folder in left for path in folder.iterdir()}
    server(stay=0.0).stop()
    assert folders() == left
    killed.kill()
    killed.wait()
    killed.stdout.close()
    last = server(stay=0.0)
    assert not left & folders()
    assert folders()
    last.stop()
    assert not folders()


def test_where_files_cannot_be_locked_folders_are_used_all_the_same(monkeypatch):
    def flock(*_):
        raise OSError(errno.ENOSYS, "Function not implemented")

    monkeypatch.setattr(client.fcntl, "flock", flock)
    with client.temporary() as first, client.temporary() as other:
        client.sweep()
        assert first.is_dir()
        assert other.is_dir()
    assert not first.exists()
    assert not other.exists()


def test_who_joins_a_server_copies_nothing(monkeypatch):
    first = server()
    monkeypatch.setattr(ForkServer, "copied", lambda *_: pytest.fail("it copies"))
    server().stop()
    first.stop()


def test_it_can_be_there_before_the_first_grading(tmp_path):
    def sockets():
        return {(path, path.stat().st_ino) for path in resident.folder().glob("*.socket")}

    course = tmp_path / "course"
    sample_course.make(course, 1)
    stays = "--ForkServer.stay=600"
    done = sample_course.run(course, "-m", "grading", "start", "quick", stays)
    assert done.returncode == 0, done.stderr
    assert "stays for 600 s after the last grading" in done.stdout
    there = sockets()
    assert len(there) == 1
    assert sample_course.grade(course, stays).returncode == 0
    assert sockets() == there  # it has joined it, and started no other
    script = [Path(sys.executable).with_name("nbgrader"), "autograde", "quick", "--force", stays]
    done = subprocess.run(script, cwd=course, env=sample_course.environment(), capture_output=True)
    assert (done.returncode, sockets()) == (0, there), done.stderr
    assert resident.dismiss() == 1


def test_where_none_is_to_stay_none_is_started(tmp_path):
    course = tmp_path / "course"
    sample_course.make(course, 1)
    done = sample_course.run(course, "-m", "grading", "start", "quick")
    assert done.returncode == 1
    assert "c.ForkServer.stay is 0" in done.stderr
    assert not [*resident.folder().glob("*.socket")]
