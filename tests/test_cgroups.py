"""Control groups: what is written and read in each version, and that the kernel keeps to it."""

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

if sys.platform != "linux":
    pytest.skip("the sandbox is Linux's", allow_module_level=True)

from grading.process import cgroups
from grading.process.cgroups import Groups, Mount
from grading.process.usage import Usage
from grading.walls import Wall
from tests.supervised import report_of

SETTINGS = {"memory": 100, "scratch": 4, "processes": 20}
MB = 2**20
V2 = {
    "memory.peak": "9437184\n", "memory.current": "4096\n", "cgroup.procs": "",
    "memory.events": "low 0\nhigh 0\nmax 7\noom 0\noom_kill 0\noom_group_kill 0\n",
    "cpu.stat": "usage_usec 2500000\nuser_usec 2000000\nsystem_usec 500000\n",
    "memory.max": "", "memory.swap.max": "", "memory.oom.group": "",
    "pids.max": "", "cpu.weight": "", "cgroup.kill": "", "cgroup.subtree_control": "",
    "cgroup.controllers": "cpuset cpu io memory pids\n", "cgroup.type": "domain\n",
}  # fmt: skip
V1 = {
    "memory": {
        "memory.max_usage_in_bytes": "9437184\n", "memory.usage_in_bytes": "4096\n",
        "memory.failcnt": "0\n", "memory.limit_in_bytes": "",
        "memory.oom_control": "oom_kill_disable 0\nunder_oom 0\noom_kill 0\n",
        "memory.memsw.limit_in_bytes": "", "cgroup.procs": "",
    },
    "pids": {"pids.max": "", "cgroup.procs": ""},
    "cpu": {"cpu.shares": "", "cgroup.procs": ""},
    "cpuacct": {"cpuacct.usage": "2500000000\n", "cgroup.procs": ""},
}  # fmt: skip


@pytest.fixture
def tree(tmp_path, monkeypatch):
    """A folder that does as the kernel's do: a new folder has its files, and goes with them."""
    mkdir, rmdir = os.mkdir, os.rmdir

    def filled(path, mode=0o777, *, dir_fd=None):
        mkdir(path, mode, dir_fd=dir_fd)
        here = os.readlink(f"/proc/self/fd/{dir_fd}") if dir_fd is not None else ""
        full = os.path.join(here, path)
        kind = os.path.relpath(full, tmp_path).split(os.sep)[0]
        for name, text in (V2 if kind == "unified" else V1[kind]).items():
            with open(f"{full}/{name}", "w") as file:
                file.write(text)

    monkeypatch.setattr(cgroups.os, "mkdir", filled)

    def emptied(path, *, dir_fd=None):
        full = os.path.join(os.readlink(f"/proc/self/fd/{dir_fd}"), path)
        for name in os.listdir(full):
            os.unlink(f"{full}/{name}")
        rmdir(full)

    monkeypatch.setattr(cgroups.os, "rmdir", emptied)
    for name in ("unified", *V1):
        filled(str(tmp_path / name))
    return tmp_path


def of_a_tree(tree, version):
    homes, places = {}, []
    if version == 2:
        (tree / "unified" / "cgroup.type").unlink()  # the root: nobody has to move
        cgroups.second({"": Mount(str(tree / "unified"), "/", "/")}, homes, places)
    else:
        cgroups.first({name: Mount(str(tree / name), "/", "/") for name in V1}, homes, places)
    return Groups(version, homes, places)


def file_of(tree, version, controller, file, group="1"):
    kind = "unified" if version == 2 else controller
    (path,) = (tree / kind).glob(f"{cgroups.MARK}*/{group}/{file}")
    return path


def text_of(*where):
    return file_of(*where).read_text().strip()


@pytest.mark.parametrize(
    ("version", "written", "weight", "killed"),
    [
        (1, {("memory", "memory.limit_in_bytes"): 104 * MB, ("pids", "pids.max"): 20,
             ("memory", "memory.memsw.limit_in_bytes"): 105 * MB}, ("cpu.shares", 2048),
         {"memory.failcnt": "4\n", "memory.oom_control": "under_oom 0\noom_kill 1\n"}),
        (2, {("memory", "memory.max"): 104 * MB, ("memory", "memory.swap.max"): 0,
             ("memory", "memory.oom.group"): 1, ("pids", "pids.max"): 20}, ("cpu.weight", 200),
         {"memory.events": "max 9\noom 1\noom_kill 1\n"}),
    ],
)  # fmt: skip
def test_what_is_written_and_read_in_each_version(tree, version, written, weight, killed):
    groups = of_a_tree(tree, version)
    group, other = groups.make(SETTINGS), groups.make(SETTINGS)
    for (controller, file), value in written.items():
        assert int(text_of(tree, version, controller, file)) == value
    file, value = weight
    assert int(text_of(tree, version, "cpu", file, "")) == value  # that of two tasks
    assert (group.peak, group.seconds, group.out_of_memory) == (9 * MB, 2.5, False)
    group.enter()
    assert text_of(tree, version, "memory", "cgroup.procs") == "0"
    for name, text in killed.items():
        file_of(tree, version, "memory", name).write_text(text)
    assert group.out_of_memory
    group.close(), other.close()
    assert groups.remove("1")
    assert groups.remove("2")
    groups.close()
    assert not list(tree.glob(f"*/{cgroups.MARK}*"))


def test_a_death_that_was_not_of_its_own_limit_is_not_its_own(tree):
    groups = of_a_tree(tree, 2)
    group = groups.make(SETTINGS)
    events = file_of(tree, 2, "memory", "memory.events")
    events.write_text("oom 0\noom_kill 1\n")  # the machine's memory ended
    assert not group.out_of_memory
    group.close()


@pytest.mark.parametrize("missing", ["memory.peak", "cgroup.kill", "cpu.weight"])
def test_older_kernels_lack_some_files(tree, monkeypatch, missing):
    monkeypatch.delitem(V2, missing)
    groups = of_a_tree(tree, 2)
    group = groups.make(SETTINGS)
    assert group.peak == (4096 if missing == "memory.peak" else 9 * MB)
    group.close()
    assert groups.remove(group.name)


@pytest.mark.parametrize(
    ("own", "mountinfo", "expected"),
    [
        ("0::/user.slice/a.scope",
         "30 24 0:26 / /sys/fs/cgroup rw shared:4 - cgroup2 cgroup2 rw,nsdelegate",
         {"": ("/sys/fs/cgroup", "/", "/user.slice/a.scope")}),
        ("5:cpu,cpuacct:/x\n4:memory:/a\n0::/",
         "31 30 0:27 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct\n"
         "32 30 0:28 /a /sys/fs/cgroup/memory ro - cgroup cgroup rw,memory",
         {"cpu": ("/sys/fs/cgroup/cpu,cpuacct", "/", "/x"),
          "cpuacct": ("/sys/fs/cgroup/cpu,cpuacct", "/", "/x"),
          "memory": ("/sys/fs/cgroup/memory", "/a", "/a")}),
        ("0::/", "33 30 0:29 / /with\\040space rw - cgroup2 none rw",
         {"": ("/with space", "/", "/")}),
        ("", "34 30 0:1 / / rw - ext4 /dev/vda rw", {}),
        ("0::/", "24 1 0:5 / /mnt rw - tmpfs  rw\n30 24 0:26 / /a rw - cgroup2 cgroup2 rw",
         {"": ("/a", "/", "/")}),
        ("0::/", "24 1 0:5 / /\udcff rw - tmpfs none rw\n30 24 0:26 / /é rw - cgroup2 none rw",
         {"": ("/é", "/", "/")}),
    ],
    ids=["version 2", "version 1", "a space", "none", "an empty source", "no UTF-8"],
)  # fmt: skip
def test_where_trees_are_mounted(tmp_path, own, mountinfo, expected):
    (tmp_path / "cgroup").write_text(own + "\n" if own else "")
    (tmp_path / "mountinfo").write_bytes(os.fsencode(mountinfo + "\n"))
    assert cgroups.mounts(str(tmp_path)) == {name: Mount(*told) for name, told in expected.items()}


@pytest.mark.parametrize("error", [FileNotFoundError(2, "no such file"), ValueError("odd")])
@pytest.mark.parametrize("where", ["mounts", "second", "try_out"])
def test_whatever_is_odd_here_there_is_an_answer(monkeypatch, error, where):
    def fails(*_):
        raise error

    monkeypatch.setattr(cgroups, "mounts", dict)
    monkeypatch.setattr(cgroups, "second", lambda *_: None)
    monkeypatch.setattr(cgroups, where, fails)
    groups, why = cgroups.found(True)
    assert groups is None
    assert (error.args[-1]) in why


class Shut(cgroups.Group):
    """A group that nothing can enter, or that cannot be read at the end."""

    def enter(self):
        if self.name == "no entry":
            raise OSError(errno.EBUSY, "busy")

    def members(self):
        raise OSError(errno.ENODEV, "gone")


@pytest.mark.parametrize(("name", "version"), [("no entry", 0), ("no end", 2)])
def test_a_group_that_fails_fails_no_submission(tmp_path, name, version):
    report = report_of(tmp_path, group=Shut(2, name, []))
    assert report["reason"] == "ended", report
    assert report["cgroup"] == version


def test_controllers_that_are_mounted_together_have_one_folder(tree, monkeypatch):
    for name, text in V1["cpuacct"].items():
        (tree / "cpu" / name).write_text(text)
    monkeypatch.setitem(V1, "cpu", V1["cpu"] | V1["cpuacct"])
    homes, places = {}, []
    where = {name: name.replace("cpuacct", "cpu") for name in V1}
    cgroups.first(
        {name: Mount(str(tree / at), "/", "/") for name, at in where.items()}, homes, places
    )
    groups = Groups(1, homes, places)
    assert homes["cpu"] == homes["cpuacct"]
    assert len(list((tree / "cpu").glob(f"{cgroups.MARK}*"))) == 1
    open_before = len(os.listdir("/proc/self/fd"))
    group = groups.make(SETTINGS)
    assert group.seconds == 2.5
    group.enter()
    assert text_of(tree, 1, "cpu", "cgroup.procs") == "0"
    assert text_of(tree, 1, "cpu", "cpu.shares", "") == "1024"
    group.close()
    assert len(os.listdir("/proc/self/fd")) == open_before
    groups.close()


def test_a_group_outside_of_what_is_mounted_is_none(tmp_path):
    (tmp_path / "inner").mkdir()
    assert Mount(str(tmp_path), "/a", "/a/inner").folder == f"{tmp_path}/inner"
    for root, place in (("/a", "/b"), ("/", "/../outside"), ("/", "/not/there")):
        with pytest.raises(FileNotFoundError):
            _ = Mount(str(tmp_path), root, place).folder


def test_what_was_not_delegated_is_said_with_what_would_do_it(tree):
    (tree / "unified" / "cgroup.controllers").write_text("cpuset hugetlb\n")
    with pytest.raises(FileNotFoundError, match=r"systemd-run --user --scope"):
        cgroups.second({"": Mount(str(tree / "unified"), "/", "/")}, {}, [])


@pytest.mark.parametrize("mark", ["", "user.delegate", "trusted.delegate"])
def test_root_moves_itself_only_where_systemd_has_delegated(tree, monkeypatch, mark):
    def getxattr(path, name):
        if name == mark:
            return b"1"
        raise OSError(errno.ENODATA, "none")

    monkeypatch.setattr(cgroups.os, "geteuid", lambda: 0)
    monkeypatch.setattr(cgroups.os, "getxattr", getxattr)
    base = tree / "unified" / "session-1.scope"
    os.mkdir(str(base))
    (base / "cgroup.procs").write_text(f"{os.getpid()}\n")
    mounted = {"": Mount(str(tree / "unified"), "/", "/session-1.scope")}
    if mark:
        cgroups.second(mounted, {}, places := [])
        Groups(2, {}, places).close()
        assert (base / cgroups.LEAF / "cgroup.procs").read_text() == str(os.getpid())
    else:
        with pytest.raises(
            PermissionError, match="not delegated; start the grading by systemd-run"
        ):
            cgroups.second(mounted, {}, [])
        assert not [path for path in base.iterdir() if path.is_dir()]


def test_who_is_moved_aside_and_who_is_not(tree):
    base = tree / "unified"
    other = subprocess.Popen(["sleep", "60"], start_new_session=True)
    try:
        (base / "cgroup.procs").write_text(f"1\n{os.getpid()}\n{os.getppid()}\n")
        cgroups.move_aside(str(base))
        assert (base / cgroups.LEAF / "cgroup.procs").read_text() in map(
            str, (1, os.getpid(), os.getppid())
        )
        (base / "cgroup.procs").write_text("999999999\n")
        with pytest.raises(PermissionError, match=r"other processes in it, such as 999999999"):
            cgroups.move_aside(str(base))
    finally:
        other.kill()
        other.wait()


def test_it_can_be_turned_off():
    assert cgroups.found(False) == (None, "c.Sandbox.cgroups is off")


# -- with the kernel's own -------------------------------------------------------------------------


@pytest.fixture
def groups():
    """The groups that this machine has."""
    groups, why = cgroups.found(True)
    if groups is None:
        pytest.skip(f"no control groups here: {why}")
    yield groups
    groups.close()


def in_group(group, code):
    """A process of Python that runs code in a group."""
    pid = os.fork()
    if pid == 0:
        group.enter()
        os.execv(sys.executable, [sys.executable, "-S", "-c", code])
    return pid


def until(condition):
    deadline = time.monotonic() + 30
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert condition()


def test_memory_of_all_is_held_and_its_peak_known(groups):
    group = groups.make(SETTINGS)
    code = (
        "import os, time\n"
        "for _ in range(3):\n    if os.fork() == 0:\n        x = b'1' * 60_000_000\n"
        "        time.sleep(60)\n"
        "os.wait()"
    )
    pid = in_group(group, code)
    until(lambda: group.out_of_memory)
    group.end()
    os.waitpid(pid, 0)
    assert 60 * MB < group.peak <= 104 * MB
    assert group.members() == set()
    group.close()
    until(lambda: groups.remove(group.name))


def test_a_watch_takes_memory_and_time_from_the_group(groups):
    group = groups.make(SETTINGS)
    spins = (
        "import os, signal, time\nsignal.signal(signal.SIGCHLD, signal.SIG_IGN)\n"
        "for _ in range(20):\n    if os.fork() == 0:\n        os.setsid()\n"
        "        end = time.process_time() + 0.02\n        while time.process_time() < end: pass\n"
        "        os._exit(0)\n    time.sleep(0.03)\n"
    )  # each ends between two looks, and nobody has waited for it
    pid = in_group(group, spins)
    settings = SETTINGS | {"cpu_seconds": 0.3, "open_files": 100}
    watch = Usage(pid, settings, Wall.NAMESPACES, "", group)
    os.waitpid(pid, 0)
    until(lambda: watch.look() == "cpu")
    assert watch.spent > 0.3
    watch.settle()
    assert watch.peak == group.peak > MB
    group.close()


def test_processes_and_threads_are_held(groups):
    group = groups.make(SETTINGS)
    code = (
        "import os, sys, time\nnumber = 0\n"
        "try:\n    while number < 100:\n        if os.fork() == 0: time.sleep(60)\n"
        "        number += 1\nexcept BlockingIOError:\n    os._exit(number)\n"
    )
    pid = in_group(group, code)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == SETTINGS["processes"] - 1
    assert len(group.members()) == SETTINGS["processes"] - 1
    group.end()
    assert group.members() == set()
    group.close()


def test_what_a_run_that_broke_off_has_left_is_ended_and_removed(groups):
    read, write = os.pipe()
    broken = os.fork()
    if broken == 0:
        mine, _ = cgroups.found(True)
        left = mine.make(SETTINGS)
        if os.fork() == 0:
            left.enter()
            for fd in {*mine.homes.values(), *left.fds}:  # as a submission has none of them
                os.close(fd)
            os.write(write, str(os.getpid()).encode())
            os.close(write)
            time.sleep(100)
        os.close(write)
        signal.pause()
    os.close(write)
    left = int(os.read(read, 100))
    os.close(read)
    before = {name for place, _, _ in groups.places for name in os.listdir(place)}
    for place, _, _ in groups.places:
        cgroups.sweep(place)  # it is held: nothing happens
    assert before == {name for place, _, _ in groups.places for name in os.listdir(place)}
    os.kill(broken, signal.SIGKILL)
    os.waitpid(broken, 0)
    for place, _, _ in groups.places:
        cgroups.sweep(place)
    mine = {name for _, _, name in groups.places}
    after = {name for place, _, _ in groups.places for name in os.listdir(place)}
    assert len(before - after) == len(groups.places)
    assert mine <= after
    until(lambda: psutil.pid_exists(left) is False or psutil.Process(left).status() == "zombie")


VERSION_2 = """
import os, signal, sys, time
from grading.process import cgroups
homes, places = {}, []
cgroups.second(cgroups.mounts(), homes, places, wanted=["hugetlb"])
groups = cgroups.Groups(2, homes, places)
cgroups.limits = lambda *_: {}
group = groups.make({})
if os.fork() == 0:
    group.enter()
    if os.fork() == 0:
        os.setsid()
    end = time.process_time() + 0.2
    while time.process_time() < end: pass
    time.sleep(100)
while len(group.members()) < 2 or group.seconds < 0.4:
    time.sleep(0.02)
print(open("/proc/self/cgroup").read().split("0::")[1].strip())
group.end()
assert group.kill is not None and group.members() == set()
os.wait()
group.close()
while not groups.remove(group.name):
    time.sleep(0.02)
groups.close()
print("done")
"""


def test_version_2_for_real_as_far_as_this_machine_has_it():
    """Moving aside, controllers, entering, time, the end of all: with a controller that is free."""
    mounted = cgroups.mounts().get("")
    if mounted is None or not os.access(mounted.point, os.W_OK):
        pytest.skip("no version 2 here")
    base = f"{mounted.folder}/test-{os.getpid()}"
    control = f"{mounted.folder}/cgroup.subtree_control"
    if "hugetlb" not in Path(mounted.folder, "cgroup.controllers").read_text().split():
        pytest.skip("no controller of version 2 is free here")
    had = "hugetlb" in Path(control).read_text().split()
    try:
        cgroups.write_path(control, "+hugetlb")
        os.mkdir(base)
        os.setxattr(base, "user.delegate", b"1")
        enter = f"import os\nopen({base!r} + '/cgroup.procs', 'w').write('0')\n"
        done = subprocess.run(
            [sys.executable, "-c", enter + VERSION_2], capture_output=True, text=True, timeout=60
        )
        assert done.stdout.split()[-1:] == ["done"], done.stdout + done.stderr
        assert done.stdout.split()[0].endswith(f"/test-{os.getpid()}/{cgroups.LEAF}")
        assert sorted(name for name in os.listdir(base) if os.path.isdir(f"{base}/{name}")) == [
            cgroups.LEAF
        ]
    finally:
        for path in (f"{base}/{cgroups.LEAF}", base):
            if os.path.isdir(path):
                os.rmdir(path)
        if not had:
            cgroups.write_path(control, "-hugetlb")
