"""Control groups: what the kernel itself counts and limits for all processes of a submission.

Each process that a supervisor watches, and all that descends from it, has a group of its own, in a
folder of the fork server's. Version 2 needs a group that is delegated to the grader, as by
`systemd-run --user --scope`; version 1 needs root. The folder is locked for as long as the server
or one of its supervisors lives: one that nobody holds is of a run that broke off, and is removed.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import signal
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from grading.process.usage import family, fields

MARK = "grading-"  # how the folders of servers begin
LEAF = "grader"  # in version 2, where those go who are no submission
MEGABYTE = 2**20
ATTEMPTS = 3  # to have a folder that nobody takes for one that was left
PATIENCE = 10.0  # seconds for the processes of a group to be gone
MOST_WEIGHT = {1: 262_144, 2: 10_000}
# What each version's files are called. Those that are read, by what they tell:
READ = {
    1: {
        "peak": "memory.max_usage_in_bytes", "now": "memory.usage_in_bytes",
        "full": "memory.failcnt", "killed": "memory.oom_control", "time": "cpuacct.usage",
    },
    2: {
        "peak": "memory.peak", "now": "memory.current", "full": "memory.events",
        "killed": "memory.events", "time": "cpu.stat",
    },
}  # fmt: skip
WEIGHT = {1: ("cpu.shares", 1024), 2: ("cpu.weight", 100)}  # and that of one group
CONTROLLERS = {1: ("memory", "pids", "cpu", "cpuacct"), 2: ("memory", "pids", "cpu")}
START = "start the grading by systemd-run --user --scope -p Delegate=yes COMMAND"


def limits(version: int, settings: dict[str, Any]) -> dict[str, list[tuple[str, int, bool]]]:
    """What is written into files of a group, by controller: name, value, and whether it must be.

    The writable folder may lie in memory: it has its own size, and adds to the group's.
    """
    memory = (settings["memory"] + settings["scratch"]) * MEGABYTE
    with_swap = memory + MEGABYTE  # more, or the kernel counts failures there alone
    tasks = [("pids.max", settings["processes"], True)]
    if version == 1:
        return {
            "memory": [("memory.limit_in_bytes", memory, True),
                       ("memory.memsw.limit_in_bytes", with_swap, False)],
            "pids": tasks,
        }  # fmt: skip
    return {
        "memory": [("memory.max", memory, True), ("memory.swap.max", 0, False),
                   ("memory.oom.group", 1, False)],
        "pids": tasks,
    }  # fmt: skip


@dataclass
class Group:
    """The group of one process, by open files: a supervisor has no other way to it."""

    version: int
    name: str
    folders: list[int]  # one for each tree
    doors: list[int] = field(default_factory=list)  # where a process enters, of each
    files: dict[str, int] = field(default_factory=dict)  # those that are read, by what they tell
    kill: int | None = None
    most: int = 0  # bytes, where the kernel keeps no peak

    def enter(self) -> None:
        """Put this process into the group."""
        for door in self.doors:
            os.write(door, b"0")

    def tells(self, what: str) -> bool:
        """Whether it counts that."""
        return what in self.files

    @property
    def peak(self) -> int:
        """Bytes that it has had at most, those of the kernel on its behalf included."""
        self.most = max(self.most, self.read("peak"), self.read("now"))
        return self.most

    @property
    def out_of_memory(self) -> bool:
        """Whether the kernel has ended one of it because it had all that it may have."""
        full = self.read("full", "oom" if self.version == 2 else "")
        return full > 0 and self.read("killed", "oom_kill") > 0

    @property
    def seconds(self) -> float:
        """Processor time of all that were ever in it."""
        if self.version == 2:
            return self.read("time", "usage_usec") / 1e6
        return self.read("time") / 1e9

    def read(self, what: str, name: str = "") -> int:
        """A number that it tells: the only one of the file, or the one in the line of that name."""
        if what not in self.files:
            return 0
        with contextlib.suppress(OSError, ValueError):
            for line in os.pread(self.files[what], 4096, 0).decode().splitlines():
                key, _, value = line.rpartition(" ")
                if key == name:
                    return int(value)
        return 0

    def members(self) -> set[int]:
        """The processes in it."""
        # Opened each time: version 1 tells one opener for a second what it told before.
        with open(opened(self.folders[0], "cgroup.procs", os.O_RDONLY)) as file:
            return {int(line) for line in file} - {0}  # of another process namespace

    def end(self) -> None:
        """End all that is in it."""
        deadline = time.monotonic() + PATIENCE
        if self.kill is not None:
            with contextlib.suppress(OSError):
                os.write(self.kill, b"1")
        while (left := self.members()) and time.monotonic() < deadline:
            for pid in left:
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.kill(pid, signal.SIGKILL)
            time.sleep(0.002)

    @property
    def fds(self) -> list[int]:
        """All of its open files."""
        own = [] if self.kill is None else [self.kill]
        return [*self.folders, *self.doors, *self.files.values(), *own]

    def close(self) -> None:
        """Let go of the open files. The group stays."""
        for fd in self.fds:
            os.close(fd)


@dataclass
class Groups:
    """The folder of a server in each tree, and the groups in it.

    homes: the open folder of each controller; in version 2 there is one tree for all. places: the
    open folders in which these lie, and their names there.
    """

    version: int
    homes: dict[str, int]
    places: list[tuple[int, int, str]]
    made: int = 0
    living: set[str] = field(default_factory=set)

    @property
    def about(self) -> str:
        """Which version, and what it holds, in words."""
        words = {"memory": "memory", "pids": "processes", "cpu": "processor"}
        return f"version {self.version} ({', '.join(words[c] for c in words if c in self.homes)})"

    def make(self, settings: dict[str, Any]) -> Group:
        """A new group with these limits. Raises OSError."""
        self.made += 1
        name = str(self.made)
        self.living.add(name)
        folders: dict[int, int] = {}
        group = Group(self.version, name, [])
        try:
            for home in dict.fromkeys(self.homes.values()):
                os.mkdir(name, dir_fd=home)
                folders[home] = opened(home, name, os.O_RDONLY | os.O_DIRECTORY)
                group.folders.append(folders[home])
            for controller, home in self.homes.items():
                for file, value, needed in limits(self.version, settings).get(controller, ()):
                    with contextlib.nullcontext() if needed else contextlib.suppress(OSError):
                        write(folders[home], file, str(value))
            for folder in group.folders:
                group.doors.append(opened(folder, "cgroup.procs", os.O_WRONLY))
                for what, file in READ[self.version].items():
                    if what in group.files:
                        continue
                    with contextlib.suppress(OSError):
                        group.files[what] = opened(folder, file, os.O_RDONLY)
                if self.version == 2:
                    with contextlib.suppress(OSError):  # Linux before 5.14
                        group.kill = opened(folder, "cgroup.kill", os.O_WRONLY)
        except OSError:
            group.close()
            self.remove(name)
            raise
        self.weigh()
        return group

    def weigh(self) -> None:
        """Let the folder weigh as much as all that is in it: each then has one task's share."""
        if "cpu" in self.homes:
            file, share = WEIGHT[self.version]
            weight = min(max(len(self.living), 1) * share, MOST_WEIGHT[self.version])
            with contextlib.suppress(OSError):
                write(self.homes["cpu"], file, str(weight))

    def remove(self, name: str) -> bool:
        """Remove a group, whose processes have ended. Returns whether it is gone."""
        for home in dict.fromkeys(self.homes.values()):
            try:
                os.rmdir(name, dir_fd=home)
            except FileNotFoundError:
                pass
            except OSError:  # the last of them is not quite gone
                return False
        self.living.discard(name)
        self.weigh()
        return True

    def close(self) -> None:
        """Remove the folder, with all that is in it."""
        for place, home, name in self.places:
            clear(home)
            with contextlib.suppress(OSError):
                os.rmdir(name, dir_fd=place)


def found(wanted: bool) -> tuple[Groups | None, str]:
    """The groups that a server can have here; None, and why not."""
    if not wanted:
        return None, "c.Sandbox.cgroups is off"
    problems = []
    try:
        mounted = mounts()
    except (OSError, ValueError) as error:
        return None, f"what is mounted here is not to be seen: {error}"
    for version, home_of in ((2, second), (1, first)):
        groups = Groups(version, {}, [])
        try:
            home_of(mounted, groups.homes, groups.places)
            try_out(groups)
        except (OSError, ValueError) as error:
            where, what = getattr(error, "filename", None), getattr(error, "strerror", None)
            problems.append(f"version {version}: {where or ''} {what or error}")
            with contextlib.suppress(OSError):
                groups.close()
        else:
            return groups, ""
    return None, "; ".join(problems)


def try_out(groups: Groups) -> None:
    """See whether a process can enter a group and leave it by its end. Raises OSError."""
    group = groups.make({"memory": 64, "scratch": 1, "processes": 16})
    pid = os.fork()
    if pid == 0:
        try:
            group.enter()
            os._exit(0)
        except OSError as error:
            os._exit(error.errno or 255)
    failed = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    group.close()
    groups.remove(group.name)
    if failed:
        raise OSError(failed, f"no process can enter a group: {os.strerror(failed)}")


@dataclass(frozen=True)
class Mount:
    """Where a tree of groups is mounted, which part of it, and this process's place in the tree."""

    point: str
    root: str
    place: str

    @property
    def folder(self) -> str:
        """This process's own group. Raises FileNotFoundError if it is not among what is mounted."""
        inner = os.path.relpath(self.place, self.root)
        if inner.startswith("..") or not os.path.isdir(path := os.path.join(self.point, inner)):
            raise FileNotFoundError(2, "this process's own group is not to be seen", self.point)
        return os.path.normpath(path)


def mounts(process: str = "/proc/self") -> dict[str, Mount]:
    """The trees that are mounted here, by controller; that of version 2 has the name ""."""
    with open(f"{process}/cgroup", errors="surrogateescape") as file:
        lines = [line.rstrip("\n").split(":", 2) for line in file]
    own = {name: place for _, names, place in lines for name in names.split(",")}
    trees: dict[str, Mount] = {}
    with open(f"{process}/mountinfo", "rb") as file:
        for line in file:
            about, _, rest = line.rstrip(b"\n").partition(b" - ")
            kind, _, options = (os.fsdecode(word) for word in rest.split(b" "))  # one may be empty
            root, point = map(unescaped, about.split(b" ")[3:5])
            names = {"cgroup2": [""], "cgroup": options.split(",")}.get(kind, [])
            for name in names:
                if name in own:
                    trees.setdefault(name, Mount(point, root, own[name]))
    return trees


def unescaped(word: bytes) -> str:
    """A path as the kernel writes it in a table, where a space is \\040."""
    return os.fsdecode(re.sub(rb"\\([0-3][0-7]{2})", lambda code: bytes([int(code[1], 8)]), word))


def first(
    mounted: dict[str, Mount], homes: dict[str, int], places: list[tuple[int, int, str]]
) -> None:
    """Make a server's folders in the trees of version 1. Raises OSError if there is none."""
    made: dict[str, int] = {}  # one for each tree, which may have several controllers
    for controller in CONTROLLERS[1]:
        if controller in mounted:
            base = mounted[controller].folder
            if base not in made:
                made[base] = folder_in(base, places)
            homes[controller] = made[base]
    if "memory" not in homes:
        raise FileNotFoundError(2, "no memory controller is mounted")


def second(
    mounted: dict[str, Mount],
    homes: dict[str, int],
    places: list[tuple[int, int, str]],
    wanted: Iterable[str] = CONTROLLERS[2],
) -> None:
    """Make a server's folder in the tree of version 2, with the controllers that are wanted, as far
    as there are any. Raises OSError if the first is not there, or the group is not the grader's.

    The topmost that is to be seen here is the grader's: a container's own, or the machine's.
    """
    if "" not in mounted:
        raise FileNotFoundError(2, "it is not mounted")
    base = mounted[""].folder
    if os.path.basename(base) == LEAF:  # where another grading has put this one
        base = os.path.dirname(base)
    with open(f"{base}/cgroup.controllers") as file:
        there = file.read().split()
    has = [controller for controller in wanted if controller in there]
    if not has:
        raise FileNotFoundError(2, f"no memory controller is delegated; {START}", base)
    with open(f"{base}/cgroup.subtree_control") as file:
        if not set(has) <= set(file.read().split()):
            if mounted[""].place != "/" and not delegated(base):
                raise PermissionError(1, f"it is not delegated; {START}", base)
            move_aside(base)
            for controller in has:
                write_path(f"{base}/cgroup.subtree_control", f"+{controller}")
    home = folder_in(base, places)
    for controller in has:
        homes[controller] = home
        write(home, "cgroup.subtree_control", f"+{controller}")


def delegated(base: str) -> bool:
    """Whether a group was given to the grader. To a user, by the right to write in it, which root
    has everywhere: for root, systemd must have marked it.
    """
    if os.geteuid() != 0:
        return True
    for mark in ("user.delegate", "trusted.delegate"):
        with contextlib.suppress(OSError):
            if os.getxattr(base, mark) == b"1":
                return True
    return False


def move_aside(base: str) -> None:
    """Move this process and its kin out of a group that is to have groups in it.

    Raises PermissionError if others are in it: they are not ours to move.
    """
    if not os.path.exists(f"{base}/cgroup.type"):  # the root, to which that does not apply
        return
    with open(f"{base}/cgroup.procs") as file:
        members = {int(line) for line in file}
    mine = {*ancestors(os.getpid()), *family(os.getppid())}
    if others := members - mine:
        raise PermissionError(
            1, f"there are other processes in it, such as {min(others)}; {START}", base
        )
    with contextlib.suppress(FileExistsError):
        os.mkdir(f"{base}/{LEAF}")
    for pid in members:
        with contextlib.suppress(ProcessLookupError):
            write_path(f"{base}/{LEAF}/cgroup.procs", str(pid))


def ancestors(pid: int) -> Iterator[int]:
    """A process, its parent, and so on."""
    while pid > 0:
        yield pid
        pid = next(iter(fields(pid)), 0)


def folder_in(base: str, places: list[tuple[int, int, str]]) -> int:
    """Make a server's folder in base, and lock it. Returns it, open; adds it to places.

    Raises OSError. What others have left there and nobody holds is removed.
    """
    place = os.open(base, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    sweep(place)
    for attempt in range(ATTEMPTS, 0, -1):
        name = MARK + os.urandom(6).hex()
        os.mkdir(f"{base}/{name}")
        try:
            home = opened(place, name, os.O_RDONLY | os.O_DIRECTORY)
            fcntl.flock(home, fcntl.LOCK_EX | fcntl.LOCK_NB)
            os.stat(name, dir_fd=place)
        except OSError:  # another server has just swept
            if attempt == 1:
                raise
        else:
            places.append((place, home, name))
            return home
    raise AssertionError


def sweep(place: int) -> None:
    """Remove the folders of servers that are no more, and end what is in them."""
    for name in os.listdir(place):
        if not name.startswith(MARK):
            continue
        with contextlib.suppress(OSError):
            home = opened(place, name, os.O_RDONLY | os.O_DIRECTORY)
            try:
                fcntl.flock(home, fcntl.LOCK_EX | fcntl.LOCK_NB)
                clear(home)
                os.rmdir(name, dir_fd=place)
            finally:
                os.close(home)


def clear(home: int) -> None:
    """End and remove the groups in a folder."""
    for name in os.listdir(home):
        with contextlib.suppress(OSError):
            group = Group(0, name, [opened(home, name, os.O_RDONLY | os.O_DIRECTORY)])
            try:
                group.end()
            finally:
                group.close()
            os.rmdir(name, dir_fd=home)


def opened(folder: int, name: str, flags: int) -> int:
    """A file of an open folder, open."""
    return os.open(name, flags | os.O_CLOEXEC, dir_fd=folder)


def write(folder: int, name: str, text: str) -> None:
    """Write a file of an open folder."""
    file = opened(folder, name, os.O_WRONLY)
    try:
        os.write(file, text.encode())
    finally:
        os.close(file)


def write_path(path: str, text: str) -> None:
    """Write a file of the kernel's."""
    with open(path, "w") as file:
        file.write(text)
