"""What the processes of a submission use together, and the end of all of them."""

import mmap
import os
import re
import resource
import select
import signal
import stat
import subprocess
import sys
import tempfile
import time

import pytest

if sys.platform != "linux":
    pytest.skip("the sandbox is Linux's", allow_module_level=True)

from grading.process import linux, server, supervisor, usage
from grading.walls import Wall
from tests.supervised import report_of

SETTINGS = {"memory": 400, "cpu_seconds": 20, "processes": 50, "scratch": 1, "open_files": 99}


@pytest.fixture
def folder():
    """A scratch folder, not in memory alone: on the disk that holds /tmp."""
    path = tempfile.mkdtemp()
    yield path
    if os.path.exists(path):
        supervisor.clear(path)


def child(code, **more):
    """A process that runs code, says "ready", and waits."""
    done = subprocess.Popen(
        [sys.executable, "-c", f"{code}\nprint('ready', flush=True)\nimport time; time.sleep(100)"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, **more,
    )  # fmt: skip
    assert done.stdout.readline() == "ready\n"
    return done


def ended(process):
    process.kill()
    process.wait()
    process.stdout.close()


def reason_of(process, folder, settings):
    """Why a watch of the process would end it.

    A supervisor has no other children; what those of this process have used does not count.
    """
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    settings = SETTINGS | settings
    settings["cpu_seconds"] += ended.ru_utime + ended.ru_stime
    watch = usage.Usage(process.pid, settings, Wall.LANDLOCK, folder)
    watch.looks = -1  # the next look is one at everything
    watch.members = lambda: usage.family(process.pid)
    return watch.look()


WRITE = "import os, mmap; f = open('x', 'w+b'); f.write(b'x' * 2**20 * 2); f.flush()\n"


@pytest.mark.parametrize(
    ("code", "settings", "reason"),
    [
        ("", {}, ""),
        (WRITE, {}, "folder"),
        (WRITE, {"scratch": 4}, ""),
        ("[open(str(n), 'w').close() for n in range(4100)]", {}, "folder"),
        ("[__import__('threading').Thread(target=__import__('time').sleep, args=[100]).start() "
         "for _ in range(9)]", {"processes": 9}, "processes"),
        ("import os\nheld = [open('/dev/null') for _ in range(40)]\n"
         "for _ in range(2):\n    if os.fork() == 0: __import__('time').sleep(100)",
         {}, "open files"),
        ("end = __import__('time').process_time() + 0.2\n"
         "while __import__('time').process_time() < end: pass", {"cpu_seconds": 0.1}, "cpu"),
    ],
    ids=["honest", "bytes", "room", "names", "threads", "open files", "time"],
)  # fmt: skip
def test_what_is_too_much(folder, code, settings, reason):
    process = child(code, cwd=folder)
    try:
        assert reason_of(process, folder, settings) == reason
    finally:
        ended(process)


@pytest.mark.parametrize(
    ("code", "sizes"),
    [
        (WRITE + "os.unlink('x')", [2 * 2**20]),
        (WRITE + "m = mmap.mmap(f.fileno(), 4096); os.unlink('x'); f.close()", "one, unknown"),
        (WRITE + "os.unlink('x'); f.close()", []),
    ],
    ids=["open", "mapped", "gone"],
)
def test_what_is_deleted_and_still_held_is_found(folder, code, sizes):
    process = child(code, cwd=folder)
    try:
        files = usage.deleted_files([process.pid], os.stat(folder).st_dev)
    finally:
        ended(process)
    if sizes == "one, unknown":  # Python's mmap holds a copy of the descriptor, others need not
        assert len(files) == 1
    else:
        assert [size for size in files.values() if size is not None] == sizes


def test_a_mapping_without_a_descriptor_counts_too(folder, monkeypatch):
    path = os.path.join(folder, "x")
    with open(path, "w+b") as file:
        file.write(bytes(2**20))
        file.flush()
        held = mmap.mmap(file.fileno(), 4096)
        number = os.fstat(file.fileno()).st_ino
        os.unlink(path)
    monkeypatch.setattr(usage.os, "scandir", lambda _: (_ for _ in ()).throw(OSError))
    assert usage.deleted_files([os.getpid()], os.stat(folder).st_dev)[number] is None
    held.close()


def test_all_that_it_started_ends_orphans_included():
    pid = os.fork()
    if pid == 0:
        linux.prctl(linux.PR_SET_CHILD_SUBREAPER, 1)
        read, write = os.pipe()
        if os.fork() == 0:  # a daemon, and its own
            os.setsid()
            for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
                signal.signal(number, signal.SIG_IGN)
            os.fork()
            if os.fork():
                os.fork()
            os.write(write, b"1")
            time.sleep(100)
        os.read(read, 1)
        supervisor.end_all()
        os._exit(len(usage.family(os.getpid())) - 1)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0


def test_what_a_supervisor_leaves_behind_that_was_ended_the_server_ends():
    pid = os.fork()
    if pid == 0:
        linux.prctl(linux.PR_SET_CHILD_SUBREAPER, 1)
        supervisors = server.Supervisors(None, os.getpid())
        read, write = os.pipe()
        if (ended_one := os.fork()) == 0:
            if os.fork() == 0:
                os.setsid()
                time.sleep(60)  # it alone holds the pipe then
            os._exit(0)
        os.close(write)
        supervisors.add(ended_one, None)
        for _ in range(1000):
            supervisors.look_after()
            if select.select([read], [], [], 0.01)[0]:
                os._exit(0)
        os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0


def test_a_folder_is_cleared_however_deep_and_whatever_its_rights_and_no_link_is_followed(
    folder, tmp_path
):
    kept = tmp_path / "kept"
    kept.mkdir()
    (kept / "file").write_text("kept")
    kept.chmod(0o755)
    here = os.getcwd()
    os.chdir(folder)
    try:
        for number in range(200):
            os.mkdir("x")
            os.symlink(kept, "link")
            open(f"file{number}", "w").close()
            os.chdir("x")
    finally:
        os.chdir(here)
    os.mkdir(os.path.join(folder, "closed"), 0o300)
    open(os.path.join(folder, "closed", "inside"), "w").close()
    supervisor.clear(folder)
    assert not os.path.exists(folder)
    assert (kept / "file").read_text() == "kept"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o755


@pytest.mark.parametrize(
    ("used", "ready", "stolen", "waited"),  # in a second
    [
        (0.0, 1.0, 0.0, 1.0),
        (0.1, 1.0, 0.0, 0.9),
        (1.0, 1.0, 0.0, 0.0),
        (2.0, 1.0, 0.0, 0.0),
        (0.1, 0.0, 0.8, 0.8),  # by the machine below
        (0.1, 0.3, 0.4, 0.7),
        (0.6, 0.3, 0.4, 0.4),
    ],
)
def test_who_waits_for_its_own_processes_is_not_starved(monkeypatch, used, ready, stolen, waited):
    taken = iter([[5.0, 7.0], [5.0, 7.0 + stolen]])
    monkeypatch.setattr(usage, "stolen_times", lambda: next(taken))
    times = iter([0.0, 1.0])
    monkeypatch.setattr(usage.time, "monotonic", lambda: next(times))
    watch = usage.Usage(os.getpid(), SETTINGS, Wall.NAMESPACES, "")
    watch.spent = 10**6  # beyond what this process and its children have used
    monkeypatch.setattr(usage, "processor_time", lambda pid: (0.0, 10**6 + used))
    monkeypatch.setattr(usage, "waiting_times", lambda members: {1: 0.0, 2: ready, 3: ready / 2})
    monkeypatch.setattr(usage.resource, "getrusage", lambda _: resource.struct_rusage([0] * 16))
    watch.count_time([1])
    assert watch.waited == pytest.approx(waited)


@pytest.mark.parametrize(
    ("status", "spent", "reason"),
    [
        (0, 0.1, "ended"),
        (1 << 8, 12.0, "ended"),
        (signal.SIGKILL, 12.1, "cpu"),
        (signal.SIGKILL, 11.7, "cpu"),  # by the ticks of the kernel, 12
        (signal.SIGKILL, 5.0, "signal 9"),
        (signal.SIGXCPU, 5.0, "cpu"),
        (signal.SIGSEGV, 11.7, "signal 11"),
    ],
)
def test_who_has_used_up_its_processor_time_is_said_to(status, spent, reason):
    assert supervisor.reason_of(status, spent, 12) == reason


def test_what_the_machine_below_takes_is_told_for_each_processor():
    assert len(usage.stolen_times()) == os.cpu_count()


def test_each_thread_of_each_process_can_be_seen_to_wait():
    code = (
        "from threading import Thread\nThread(target=__import__('time').sleep, args=[99]).start()"
    )
    threaded, plain = child(code), child("")
    try:
        threads = {int(name) for name in os.listdir(f"/proc/{threaded.pid}/task")}
        assert len(threads) > 1
        assert usage.waiting_times([threaded.pid, plain.pid]).keys() == threads | {plain.pid}
        assert usage.waiting_times([0]) == {}
    finally:
        ended(threaded)
        ended(plain)


@pytest.mark.skipif(
    tuple(map(int, re.findall(r"\d+", os.uname().release)[:2])) < (6, 1)
    or not os.path.isdir("/sys/kernel/mm/transparent_hugepage"),
    reason="this kernel does not put memory into huge pages when asked",
)
def test_a_server_that_is_ready_has_its_memory_in_huge_pages_and_a_child_copies_small_ones():
    code = """
import mmap, os
from grading.process.server import fetch
from grading.process.usage import kilobytes, memory

held = mmap.mmap(-1, 2**25, flags=mmap.MAP_PRIVATE)
held.write(bytes(range(256)) * 2**17)
fetch([])
assert held[:] == bytes(range(256)) * 2**17
print(kilobytes("/proc/self/smaps_rollup", "AnonHugePages:"))
if os.fork() == 0:
    told = kilobytes("/proc/self/smaps_rollup", "Private_Dirty:"), memory("self")
    held[0] = 7
    now = kilobytes("/proc/self/smaps_rollup", "Private_Dirty:"), memory("self")
    print(now[0] - told[0], now[1] - told[1], flush=True)
    os._exit(0)
os.wait()
print(held[0])
"""
    done = subprocess.run([sys.executable, "-uc", code], capture_output=True, text=True)
    huge, copied, counted, first = map(int, done.stdout.split())
    assert huge >= 2**14, done.stderr
    assert 0 < copied < 512
    assert counted < 2**19
    assert first == 0


def refused(*_):
    raise OSError("No space left on device")


def sleeps(*_):
    time.sleep(100)


@pytest.mark.parametrize(
    ("confine", "main", "order", "reason", "began"),
    [
        (refused, sleeps, b"", "No space left on device", False),
        (lambda *_: os.kill(os.getpid(), signal.SIGKILL), sleeps, b"", "signal 9", False),
        (lambda *_: os._exit(0), sleeps, b"", "ended", False),
        (lambda *_: None, lambda *_: os.kill(os.getpid(), signal.SIGKILL), b"", "signal 9", True),
        (lambda *_: None, lambda *_: os._exit(0), b"", "ended", True),
        (lambda *_: None, refused, b"", "ended", True),
        (lambda *_: None, sleeps, bytes([signal.SIGKILL]), "killed", True),
        (sleeps, sleeps, bytes([signal.SIGKILL]), "killed", True),
    ],
    ids=["refused", "lost in it", "ended in it", "killed", "ended", "failed", "told", "told early"],
)
def test_a_supervisor_says_whether_a_process_began(
    folder, monkeypatch, confine, main, order, reason, began
):
    monkeypatch.setattr(supervisor.sandbox, "confine", confine)
    monkeypatch.setattr(supervisor.importlib, "import_module", main)
    report = report_of(folder, "any", order)
    assert (report["reason"], report["began"]) == (reason, began)


def test_a_supervisor_is_told_of_each_cell_and_tells_how_long_one_starved(folder, monkeypatch):
    def noted(watch, late):
        watch.starving.starved = 10 * watch.starving.starved + 1 + late

    monkeypatch.setattr(supervisor.sandbox, "confine", sleeps)
    monkeypatch.setattr(usage.Usage, "next_cell", noted)
    order = bytes([supervisor.IN_TIME, supervisor.OVERDUE, signal.SIGKILL])
    assert (
        report_of(folder, "any", order)["starved"] == 122
    )  # and one more at the end, which counts
