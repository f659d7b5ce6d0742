"""What the processes of a submission use together: read from /proc by their supervisor."""

from __future__ import annotations

import contextlib
import os
import resource
import time
from collections.abc import Iterable
from stat import S_ISREG
from typing import TYPE_CHECKING, Any

from grading.walls import Wall

if TYPE_CHECKING:
    from grading.process.cgroups import Group

CLOCK = os.sysconf("SC_CLK_TCK")  # a second, as /proc counts
MOST_FILES = 4096  # in the scratch folder
# If nothing much is written: how many looks come to one at the scratch folder, and to one at what
# was deleted from it, which takes longer.
OFTEN, SELDOM = 10, 40


class Starving:
    """How long something waits for a processor, cell by cell: what it used in others is no matter.

    starved: seconds that it waited in a cell, the most of those that count and in which it waited
    for longer than it used a processor.
    """

    def __init__(self) -> None:
        self.starved = self.used_before = self.waited_before = 0.0

    def next_cell(self, used: float, waited: float, counts: bool) -> None:
        """Begin another cell. used, waited: so far. counts: whether the one before does."""
        waited_here = waited - self.waited_before
        if counts and waited_here > used - self.used_before:
            self.starved = max(self.starved, waited_here)
        self.used_before, self.waited_before = used, waited


class Usage:
    """Watches a process and all that descend from it.

    scratch: its one writable folder, where that has no size of its own. group: theirs, if they have
    one; what the kernel counts and limits there is not counted here.
    """

    def __init__(
        self,
        pid: int,
        settings: dict[str, Any],
        wall: Wall,
        scratch: str,
        group: Group | None = None,
    ) -> None:
        self.pid, self.settings, self.wall, self.scratch = pid, settings, wall, scratch
        self.group = group
        self.base, self.base_files = memory(pid), open_files(pid)
        self.buffer = 2 * kilobytes("/proc/sys/net/core/wmem_default")  # of a socket, in bytes
        self.peak, self.spent, self.waited = 0, 0.0, 0.0
        self.starving = Starving()
        self.looked = time.monotonic()  # before
        self.ready: dict[int, float] = {}  # at the look before, as waiting_times says
        self.stolen = stolen_times()
        self.seen: dict[int, float] = {}  # seconds of each process, those that ended included
        self.over, self.looks, self.written = 0, 0, 0
        self.deleted = deleted_files([pid], os.stat(scratch).st_dev) if scratch else {}

    def look(self) -> str:
        """Count. Returns why they must end; empty if they need not."""
        self.looks += 1
        members = self.members()
        self.count_time(members)
        if self.spent > self.settings["cpu_seconds"]:
            return "cpu"
        alone = self.wall is not Wall.NAMESPACES
        if alone and sum(map(threads, members)) > self.settings["processes"]:
            return "processes"
        if sum(map(open_files, members)) > self.settings["open_files"]:
            return "open files"
        if self.too_much_memory(members):
            return "memory"
        return self.files(members) if alone else ""

    def members(self) -> list[int]:
        """The process, and then all others."""
        if self.wall is Wall.NAMESPACES:  # orphans stay below its first process
            return family(self.pid)
        return list(dict.fromkeys([self.pid, *family(os.getpid())[1:]]))

    def count_time(self, members: list[int]) -> None:
        """Take in the processor time of all, and how long a thread of theirs waited for a processor
        that none of them had: else one whose own processes crowd it would be taken for starved.

        Of the threads, the one counts that waited longest: the first may wait for another's result,
        and what several wait for each other is no more than one of them then uses. On a virtual
        machine they also wait while the machine itself has no processor, of which the kernel tells
        nobody in particular: as long as the processor from which most was taken.
        """
        before = self.spent
        ended = resource.getrusage(resource.RUSAGE_CHILDREN)
        now = ended.ru_utime + ended.ru_stime
        for member in members:
            own, with_children = processor_time(member)
            self.seen[member] = max(own, self.seen.get(member, 0.0))
            now += with_children
        in_group = self.group.seconds if self.group else 0.0
        self.spent = max(self.spent, now, sum(self.seen.values()), in_group)
        time_now, ready = time.monotonic(), waiting_times(members)
        unused = max(time_now - self.looked - (self.spent - before), 0.0)
        longest = max((ready[thread] - self.ready.get(thread, 0.0) for thread in ready), default=0)
        stolen = stolen_times()
        pairs = zip(self.stolen, stolen, strict=False)  # a processor may come or go
        taken = max((now_gone - gone for gone, now_gone in pairs), default=0.0)
        self.waited += min(max(longest, 0.0) + taken, unused)
        self.looked, self.ready, self.stolen = time_now, ready, stolen

    def next_cell(self, late: bool) -> None:
        """Another cell begins. late: whether something has run out of time before."""
        self.starving.next_cell(self.spent, self.waited, late)

    def settle(self) -> None:
        """Take in what is known when all have ended."""
        self.count_time([])
        self.next_cell(late=True)  # the last one may be
        if self.group:
            self.peak = max(self.peak, self.group.peak)

    def too_much_memory(self, members: list[int]) -> bool:
        """Whether they had more than they may have at two looks in a row. Not at the first: between
        fork and exec, a new program has its parent's memory.
        """
        if self.group and self.group.tells("peak"):
            self.peak = self.group.peak
            return self.group.out_of_memory
        most = self.settings["memory"] * 2**20
        first, *others = members
        own = max(memory(first) - self.base, 0)
        sent = self.sockets(members) * self.buffer
        used = own + sum(map(memory, others)) + sent
        if used > most and others:  # look closer: forks share what they have
            used = max(own, sum(map(share, members)) - self.base) + sent
        self.peak = max(self.peak, used)
        self.over = self.over + 1 if used > most else 0
        return self.over > 1

    def sockets(self, members: list[int]) -> int:
        """How many sockets they have; without a network namespace, how many files they opened."""
        if self.wall is Wall.NAMESPACES:
            return sockets(self.pid)
        if self.wall is Wall.NONE:
            return 0
        return sum(max(open_files(member) - self.base_files, 0) for member in members)

    def files(self, members: list[int]) -> str:
        """Whether the scratch folder has outgrown its size. Looked at when much was written, and
        now and then.
        """
        most = self.settings["scratch"] * 2**20
        written = sum(map(written_bytes, members))
        much = written - self.written >= most // 8
        if not much and self.looks % OFTEN:
            return ""
        if much:
            self.written = written
        size, number = folder_size(self.scratch)
        if size <= most and (much or not self.looks % SELDOM):
            deleted = deleted_files(members, os.stat(self.scratch).st_dev)
            unknown = most // 8  # what such a file counts for
            for inode, held in deleted.items():
                if inode not in self.deleted:
                    size += unknown if held is None else held
        return "folder" if size > most or number > MOST_FILES else ""


def memory(pid: int) -> int:
    """Bytes of memory of a process that no file backs, and of the tables of its pages."""
    return 1024 * kilobytes(f"/proc/{pid}/status", "RssAnon:", "RssShmem:", "VmPTE:")


def share(pid: int) -> int:
    """The same, with a part alone of what several processes have together."""
    part = kilobytes(f"/proc/{pid}/smaps_rollup", "Pss_Anon:", "Pss_Shmem:")
    if not part:  # it hides, or this kernel does not tell
        return memory(pid)
    return 1024 * (part + kilobytes(f"/proc/{pid}/status", "VmPTE:"))


def fields(pid: int) -> list[int]:
    """The numbers of /proc/PID/stat after the state of the process; none if it is no more."""
    try:
        with open(f"/proc/{pid}/stat") as file:
            return [int(word) for word in file.read().rpartition(")")[2].split()[1:]]
    except (OSError, ValueError):
        return []


def processor_time(pid: int) -> tuple[float, float]:
    """Seconds that a process has used: itself, and with the children that it has waited for."""
    own = fields(pid)[10:14]
    return sum(own[:2]) / CLOCK, sum(own) / CLOCK


def threads(pid: int) -> int:
    """How many threads a process has; one if it has ended and nobody has collected it."""
    return max(fields(pid)[16:17], default=0) or 1


def waiting_times(members: Iterable[int]) -> dict[int, float]:
    """Seconds that each thread of processes was ready to run and had no processor."""
    seconds: dict[int, float] = {}
    for member in members:
        with contextlib.suppress(OSError):
            for thread in os.listdir(f"/proc/{member}/task"):
                with (
                    contextlib.suppress(OSError, ValueError, IndexError),
                    open(f"/proc/{member}/task/{thread}/schedstat") as file,
                ):
                    seconds[int(thread)] = int(file.read().split()[1]) / 1e9
    return seconds


def stolen_times() -> list[float]:
    """Seconds of each processor that a machine below this virtual one gave to others.

    Source: proc(5), /proc/stat, steal.
    """
    with contextlib.suppress(OSError), open("/proc/stat") as file:
        lines = (line.split() for line in file if line.startswith("cpu"))
        return [int(line[8]) / CLOCK for line in lines if line[0] != "cpu" and len(line) > 8]
    return []


def open_files(pid: int) -> int:
    """How many files a process has open."""
    try:
        return os.stat(f"/proc/{pid}/fd").st_size or len(os.listdir(f"/proc/{pid}/fd"))
    except OSError:
        return 0


def written_bytes(pid: int) -> int:
    """Bytes that a process has written, to whatever."""
    return kilobytes(f"/proc/{pid}/io", "wchar:", "write_bytes:")


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
    """A process and all that descend from it."""
    members: list[int] = []
    waiting = [pid]
    while waiting and len(members) < 10_000:
        member = waiting.pop()
        members.append(member)
        waiting += children(member)
    return members


def children(pid: int | str) -> set[int]:
    """The processes that a process has started, and those that were left to it. pid: or "self"."""
    pids: set[int] = set()
    with contextlib.suppress(OSError):
        for task in os.listdir(f"/proc/{pid}/task"):
            with open(f"/proc/{pid}/task/{task}/children") as file:
                pids |= {int(word) for word in file.read().split()}
    return pids


def folder_size(path: str) -> tuple[int, int]:
    """Bytes on the disk of what is in a folder, and the number of it; as far as MOST_FILES."""
    size = number = 0
    waiting = [path]
    while waiting and number <= MOST_FILES:
        with contextlib.suppress(OSError), os.scandir(waiting.pop()) as entries:
            for entry in entries:
                number += 1
                if number > MOST_FILES:
                    break
                with contextlib.suppress(OSError):
                    size += entry.stat(follow_symlinks=False).st_blocks * 512
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
    return size, number


def deleted_files(members: Iterable[int], device: int) -> dict[int, int | None]:
    """Files of a device that are deleted and still open or mapped, by their numbers: bytes on the
    disk. None: it is mapped and no more open, so that its size is not told.
    """
    sizes: dict[int, int | None] = {}
    for member in members:
        with contextlib.suppress(OSError), open(f"/proc/{member}/maps") as file:
            for line in file:
                if line.endswith(" (deleted)\n"):
                    _, _, _, where, number, _ = line.split(maxsplit=5)
                    major, minor = (int(part, 16) for part in where.split(":"))
                    if os.makedev(major, minor) == device:
                        sizes.setdefault(int(number), None)
        with contextlib.suppress(OSError), os.scandir(f"/proc/{member}/fd") as entries:
            for entry in entries:
                with contextlib.suppress(OSError):
                    about = os.stat(entry.path)
                    if not about.st_nlink and about.st_dev == device and S_ISREG(about.st_mode):
                        sizes[about.st_ino] = about.st_blocks * 512
    return sizes
