"""The wall around a submission: what a process of it can see, use and reach.

The first wall is made of namespaces, in three steps, because each needs what the one before it
left: `separate` (before anything is imported: a process must have one thread to enter a user
namespace), `enter_jail` (once, in the fork server: an almost empty read-only file system), and
`confine` (in each process forked from it: namespaces, a scratch folder, limits). The second wall
needs no privilege: `confine` alone puts it up, of Landlock's rules and a closer filter of system
calls; around the first it is a second layer. See docs/grading.md for what each promises.
"""

from __future__ import annotations

import contextlib
import glob
import os
import signal
import socket
import sys
import tempfile
from typing import Any

from traitlets import Bool, Enum, Float, Integer, List, Unicode
from traitlets.config import Configurable

from grading.process import landlock, linux, seccomp
from grading.walls import Wall

if sys.platform != "win32":
    import resource

NOBODY = 65534
WAITS = 1800.0  # seconds that a process may wait for its notebook
SIGNALS = 1000  # and timers, that wait for a user's processes
# User ids for root to give to submissions: nobody's, and mapped in most containers.
USERS = range(60578, 61184)
# Where the jail is put together: any folder that covers nothing of what the jail shows.
ROOTS = ("/mnt", "/media", "/srv", "/opt", "/tmp", "/run")
SCRATCH = "/tmp"
DEVICES = ("null", "full", "random", "urandom")  # zero can be mapped as shared memory
FILES = {
    "/etc/passwd": "student:x:1000:1000::/tmp:/bin/false\n",
    "/etc/group": "student:x:1000:\n",
    "/etc/hosts": "127.0.0.1 localhost\n",
    "/etc/nsswitch.conf": "passwd: files\ngroup: files\nhosts: files\n",
}
# Of /proc, what the second wall leaves to see: of the machine, and of the process itself.
OF_MACHINE = tuple(f"/proc/{name}" for name in ("cpuinfo", "meminfo", "stat", "uptime", "version"))
# (TensorFlow ends the process if it cannot read its own command.)
OF_ITSELF = tuple(
    f"/proc/self/{name}" for name in
    ("cmdline", "comm", "fd", "limits", "maps", "smaps_rollup", "stat", "statm", "status")
)  # fmt: skip
SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/etc/ld.so.cache", "/etc/localtime")


# In an environment's packages, what says from where they were installed. What Python compiles of it
# may come later, and is written anew: the folder of it is covered, not the files.
EDITABLE = "__editable__"
RECORDS = ("*.pth", "__editable__*.py", "*.dist-info/direct_url.json", "__pycache__")


class SandboxUnavailable(SystemExit):
    """This machine cannot wall submissions in. Ends the grading: nothing runs unprotected."""


class Sandbox(Configurable):
    """What a submission may use. Each limit holds for one notebook of one student."""

    unprotected = Bool(
        False,
        help="""Run submissions without a sandbox where this machine cannot have one. Their code
        can then read and change whatever the grader can; every report says "not sandboxed".""",
    ).tag(config=True)
    wall = Enum(
        ["", *(str(wall) for wall in Wall if wall is not Wall.NONE)],
        "",
        help="""The wall that submissions must have: "namespaces" or "landlock"; empty: the first of
        them that this machine can have.""",
    ).tag(config=True)
    memory = Integer(2048, min=64, help="Megabytes of memory above what was there at the start."
                     ).tag(config=True)  # fmt: skip
    scratch = Integer(64, min=1, help="Megabytes of the one writable folder.").tag(config=True)
    processes = Integer(
        64,
        min=16,
        help="""Processes and threads at a time. A kernel with TensorFlow has 13, whatever the
        number of processors (c.ForkServer.environment).""",
    ).tag(config=True)
    cpu_seconds = Integer(
        300, min=1, help="Seconds of processor time of all processes of a submission together."
    ).tag(config=True)
    wall_seconds = Float(300.0, min=1, help="Seconds from the first cell to the last."
                         ).tag(config=True)  # fmt: skip
    open_files = Integer(
        4096, min=64, help="Open files of all processes of a submission together."
    ).tag(config=True)
    cgroups = Bool(
        True,
        help="""Have the kernel hold memory, processes, processor time and the share of the
        processor of each process of a submission and all that it starts, by a control group, where
        this machine lets the grader make some. Elsewhere a supervisor looks, 20 times a second.""",
    ).tag(config=True)
    output = Integer(4096, min=16, help="Kilobytes that one cell may put out.").tag(config=True)
    readable = List(
        Unicode(), help="Further files and folders that submissions may read, such as shared data."
    ).tag(config=True)

    def settings(self) -> dict[str, Any]:
        """The settings as JSON's types."""
        return {name: getattr(self, name) for name in self.trait_names(config=True)}


def separate() -> None:
    """Enter namespaces of our own: as root a mount namespace, else a user namespace first.

    Must be called while the process has one thread. Raises OSError where that is not allowed.
    """
    if os.geteuid() == 0:
        linux.unshare(linux.CLONE_NEWNS)
    else:
        enter_user_namespace(linux.CLONE_NEWNS)
    linux.mount("none", "/", flags=linux.MS_REC | linux.MS_PRIVATE)


def enter_user_namespace(flags: int) -> None:
    """Enter a user namespace, in which this user is 1000, and the others that flags name."""
    uid, gid = os.geteuid(), os.getegid()
    linux.unshare(linux.CLONE_NEWUSER | flags)
    for name, text in (
        ("setgroups", "deny"), ("uid_map", f"1000 {uid} 1"), ("gid_map", f"1000 {gid} 1")
    ):  # fmt: skip
        with open(f"/proc/self/{name}", "w") as file:
            file.write(text)


def shown(readable: list[str]) -> list[str]:
    """What submissions can see: the system, the interpreter, and what else they may read."""
    return [*jailed(readable), os.path.realpath(sys.prefix)]


def jailed(readable: list[str]) -> list[str]:
    """The same, without the place where an environment lies that has another name, too."""
    bases = {sys.base_prefix, os.path.realpath(sys.base_prefix)}
    return [*SYSTEM, sys.prefix, *sorted(bases), *readable]


def enter_jail(readable: list[str]) -> None:
    """Put together an almost empty read-only file system, and move into it."""
    paths = jailed(readable)
    root = next(
        path for path in ROOTS
        if os.path.isdir(path) and not any(f"{seen}/".startswith(f"{path}/") for seen in paths)
    )  # fmt: skip
    linux.mount("jail", root, "tmpfs", linux.MS_NOSUID, "mode=755,size=1m")
    for path in paths:
        if path == sys.prefix and os.path.exists(f"{path}/pyvenv.cfg"):
            _show_environment(root, path)
        else:
            _show(root, path)
    for name in DEVICES:
        _show(root, f"/dev/{name}", linux.MS_NOSUID)
    for path, text in FILES.items():
        os.makedirs(root + os.path.dirname(path), exist_ok=True)
        with open(root + path, "w") as file:
            file.write(text)
    os.makedirs(root + SCRATCH, exist_ok=True)
    os.makedirs(root + "/proc", exist_ok=True)
    # The kernel lets a process mount its own /proc only where it can see the whole of another.
    linux.mount("/proc", root + "/proc", flags=linux.MS_BIND | linux.MS_REC)
    for link, target in (("shm", SCRATCH), ("fd", "/proc/self/fd")):
        os.symlink(target, f"{root}/dev/{link}")
    linux.mount("jail", root, flags=linux.MS_REMOUNT | linux.MS_BIND | linux.MS_RDONLY)
    linux.pivot_root(root)
    linux.new_session_keyring()


def forget_places() -> None:
    """Forget where Python has looked for modules outside of its own environment: by now all are
    imported that run beside submissions.
    """
    own = {sys.prefix, sys.base_prefix, sys.exec_prefix}
    sys.path[:] = [path for path in sys.path if path.startswith(tuple(own))]
    sys.path_importer_cache.clear()
    places: list[Any] = [sys.meta_path, sys.path_hooks]
    for finders in places:
        finders[:] = [
            finder
            for finder in finders
            if not str(getattr(finder, "__module__", "")).startswith(EDITABLE)
        ]
    for name in [name for name in sys.modules if name.startswith(EDITABLE)]:
        del sys.modules[name]
    os.environ.pop("PYTHONPATH", None)


def become_user(user: int) -> None:
    """Give up root: be that user, of no group but its own. Where root may not, nobody."""
    os.setgroups([])
    for uid in (user, NOBODY):
        with contextlib.suppress(OSError):
            os.setresgid(uid, uid, uid)
            os.setresuid(uid, uid, uid)
            break
    linux.prctl(linux.PR_SET_DUMPABLE, 1)


def _show(root: str, path: str, flags: int = linux.MS_NOSUID | linux.MS_NODEV) -> None:
    """Let the jail at root have path, read-only, if there is one; a link stays a link."""
    target = root + path
    if not os.path.lexists(path) or os.path.lexists(target):
        return
    os.makedirs(os.path.dirname(target), exist_ok=True)
    if os.path.islink(path):
        os.symlink(os.readlink(path), target)
        _show(root, os.path.join(os.path.dirname(path), os.readlink(path)), flags)
        return
    if os.path.isdir(path):
        os.mkdir(target)
    else:
        open(target, "w").close()
    linux.mount(path, target, flags=linux.MS_BIND)
    # In a user namespace, flags that the mount already has may not be taken away.
    kept = os.statvfs(path).f_flag & (linux.MS_NOSUID | linux.MS_NODEV | linux.MS_NOEXEC)
    linux.mount(
        path, target, flags=linux.MS_REMOUNT | linux.MS_BIND | linux.MS_RDONLY | flags | kept
    )


def _show_environment(root: str, prefix: str) -> None:
    """Let the jail have a virtual environment, without what says where it lies or from where its
    packages came.
    """
    os.makedirs(f"{root}{prefix}/bin")
    for name in os.listdir(f"{prefix}/bin"):
        if name.startswith("python") and os.path.islink(f"{prefix}/bin/{name}"):
            os.symlink(os.readlink(f"{prefix}/bin/{name}"), f"{root}{prefix}/bin/{name}")
    with open(f"{prefix}/pyvenv.cfg") as told, open(f"{root}{prefix}/pyvenv.cfg", "w") as file:
        file.writelines(line for line in told if line.startswith(("home", "include", "version")))
    for name in ("lib", "lib64", "include"):
        _show(root, f"{prefix}/{name}")
    nothing, empty = f"{root}/etc/nothing", f"{root}/etc/empty"
    os.makedirs(empty, exist_ok=True)
    open(nothing, "w").close()
    flags = linux.MS_BIND | linux.MS_RDONLY | linux.MS_NOSUID | linux.MS_NODEV
    for packages in glob.glob(f"{prefix}/lib/python*/site-packages"):
        with contextlib.suppress(OSError):
            os.mkdir(f"{packages}/__pycache__")
        for pattern in RECORDS:
            for path in glob.glob(f"{packages}/{pattern}"):
                cover = empty if os.path.isdir(path) else nothing
                linux.mount(cover, root + path, flags=linux.MS_BIND)
                linux.mount(cover, root + path, flags=flags | linux.MS_REMOUNT)


def _mount_scratch(settings: dict[str, Any]) -> None:
    """Mount the scratch folder. What the jail shows below that place stays to be seen, read-only:
    an interpreter may lie in /tmp.
    """
    paths = dict.fromkeys(jailed(settings["readable"]))
    covered = [path for path in paths if path.startswith(f"{SCRATCH}/") and os.path.lexists(path)]
    links = {path: os.readlink(path) for path in covered if os.path.islink(path)}
    handles = {path: os.open(path, os.O_PATH) for path in covered if os.path.isdir(path)}
    size = f"mode=700,size={settings['scratch']}m,nr_inodes=4096"
    linux.mount("scratch", SCRATCH, "tmpfs", linux.MS_NOSUID | linux.MS_NODEV, size)
    for path in covered:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        if path in links:
            os.symlink(links[path], path)
        elif path in handles and not os.path.lexists(path):
            os.mkdir(path)
            linux.mount(f"/proc/self/fd/{handles[path]}", path, flags=linux.MS_BIND | linux.MS_REC)
    for handle in handles.values():
        os.close(handle)


def confine(settings: dict[str, Any], wall: Wall, scratch: str) -> None:
    """Wall this process in, which its supervisor has just forked; leave it in its scratch folder.

    Raises OSError where the kernel refuses a part of the wall.
    """
    if wall is Wall.NONE:
        os.chdir(scratch)
        return
    linux.prctl(linux.PR_SET_PDEATHSIG, signal.SIGKILL)
    os.setsid()
    with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w") as file:
        file.write("1000")  # should the machine's memory end, submissions go before the grader
    if wall is Wall.NAMESPACES:
        limit(settings, 0)
        _enter_namespaces(settings)
        seen, scratch = ["/"], SCRATCH
    else:
        neighbours = min(os.cpu_count() or 1, 8) * settings["processes"]
        limit(settings, 0 if os.geteuid() in USERS else tasks_of_user() + neighbours)
        seen = [*shown(settings["readable"]), *OF_MACHINE, *OF_ITSELF]
        os.environ |= dict.fromkeys(("HOME", "TMPDIR", "MPLCONFIGDIR"), scratch)
        tempfile.tempdir = None  # it may know another one by now
    os.chdir(scratch)
    linux.drop_capabilities()
    if landlock.version():
        landlock.restrict(seen, [f"/dev/{name}" for name in DEVICES], [scratch])
    seccomp.filter_calls(alone=wall is Wall.LANDLOCK)
    if wall is Wall.LANDLOCK:
        for path in {sys.prefix, sys.base_prefix}:
            if not os.access(path, os.R_OK | os.X_OK):
                raise OSError(
                    f"another user than root cannot read {path}: install Python where everyone may "
                    "read, or grade as an ordinary user"
                )


def hindrance() -> str:
    """Why this kernel cannot have the second wall; empty if it can."""
    has = landlock.version()
    if has >= landlock.NEEDED:
        return ""
    return (
        f"Landlock of version {landlock.NEEDED} (Linux {landlock.LINUX}) or later is needed, and "
        f"here is {f'version {has}' if has else 'none'} (Linux {os.uname().release})"
    )


def _enter_namespaces(settings: dict[str, Any]) -> None:
    """The first wall: this is the first of its process namespace, entered by its parent."""
    linux.unshare(linux.CLONE_NEWNS | linux.CLONE_NEWCGROUP)  # of its own group it sees the root
    safe = linux.MS_NOSUID | linux.MS_NODEV
    _mount_scratch(settings)
    try:
        linux.mount("proc", "/proc", "proc", safe | linux.MS_NOEXEC)
        with contextlib.suppress(OSError), open("/proc/sys/user/max_user_namespaces", "w") as file:
            file.write("0")
        linux.mount("proc", "/proc", flags=linux.MS_REMOUNT | linux.MS_BIND | linux.MS_RDONLY)
    except OSError:  # some containers hide parts of /proc: then there is none at all
        linux.mount("none", "/proc", "tmpfs", safe | linux.MS_NOEXEC, "mode=555,size=4k")
    socket.sethostname("student")


def tasks_of_user() -> int:
    """Processes and threads that this user has: RLIMIT_NPROC counts all of them together."""
    number = 0
    for name in os.listdir("/proc"):
        with contextlib.suppress(OSError):
            if name.isdigit() and os.stat(f"/proc/{name}").st_uid == os.geteuid():
                number += len(os.listdir(f"/proc/{name}/task"))
    return number


def limit(settings: dict[str, Any], more_tasks: int) -> None:
    """Limit what this process and those it starts may use.

    more_tasks: processes and threads that are not theirs and that the kernel counts with them,
    because it counts those of a user. Their supervisor counts theirs.
    """
    megabyte = 2**20
    with open("/proc/self/statm") as file:
        data = int(file.read().split()[5]) * resource.getpagesize()
    for what, most in (
        (resource.RLIMIT_CPU, settings["cpu_seconds"]),
        (resource.RLIMIT_DATA, data + settings["memory"] * megabyte),
        (resource.RLIMIT_FSIZE, settings["scratch"] * megabyte),
        (resource.RLIMIT_NPROC, settings["processes"] + more_tasks),
        (resource.RLIMIT_NOFILE, 512),
        (resource.RLIMIT_CORE, 1),  # of a byte: with 0, a program that takes dumps still starts
        (resource.RLIMIT_MEMLOCK, 0),
        # What a machine may give its users: precedence over all others, and what waits for them.
        (resource.RLIMIT_RTPRIO, 0),
        (resource.RLIMIT_NICE, 0),
        (resource.RLIMIT_MSGQUEUE, 0),
        (resource.RLIMIT_SIGPENDING, SIGNALS),
    ):
        hard = resource.getrlimit(what)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (most, most))
