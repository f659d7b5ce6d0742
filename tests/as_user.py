"""`python -m tests.as_user [--root] [--no-namespaces] COMMAND...`: a command as an ordinary user.

From a root shell. With `--user NUMBER --group NUMBER` first, as that user. With --no-namespaces,
that user may not make user namespaces, as in many containers. With --root, the user is root, and
may not unshare or mount at all, as in a container. With --forked behind all of these but --root,
the command is of this Python, with a umask of 022, and needs no new process: it begins with -m.

The interpreter may lie in a folder that only root may enter (/root). In a mount namespace of its
own, the command sees such folders with nothing in them but what it needs.
"""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from pathlib import Path

from grading.process import linux, sandbox
from tools.commands import become

CAP_SYS_PTRACE, CAP_SYS_ADMIN = 19, 21
USER = 54321  # a user without a name, a home or anything else


def open_up(path: Path) -> None:
    """Let everyone reach path, in this mount namespace."""
    for folder in reversed(path.parents):
        if not folder.stat().st_mode & stat.S_IXOTH:
            aside = tempfile.mkdtemp()
            linux.mount(str(path), aside, flags=linux.MS_BIND | linux.MS_REC)
            linux.mount("none", str(folder), "tmpfs", 0, "mode=755,size=1m")
            path.mkdir(parents=True)
            linux.mount(aside, str(path), flags=linux.MS_BIND | linux.MS_REC)
            return


def main() -> None:
    """Become the user and the command."""
    linux.unshare(linux.CLONE_NEWNS)
    linux.mount("none", "/", flags=linux.MS_REC | linux.MS_PRIVATE)
    for path in {Path(sys.base_prefix).resolve(), Path(__file__).resolve().parents[1]}:
        open_up(path)
    home = tempfile.mkdtemp()
    command = sys.argv[1:]
    if command[0] == "--root":
        for capability in (CAP_SYS_ADMIN, CAP_SYS_PTRACE):
            linux.prctl(linux.PR_CAPBSET_DROP, capability)
        os.execvp(command[1], command[1:])
    user = group = USER
    if command[0] == "--user":
        user, group, command = int(command[1]), int(command[3]), command[4:]
    os.chown(home, user, group)
    os.setgroups([])
    os.setresgid(group, group, group)
    os.setresuid(user, user, user)
    os.environ |= {"HOME": home, "USER": f"user{user}", "LOGNAME": f"user{user}"}
    linux.prctl(linux.PR_SET_DUMPABLE, 1)
    if command[0] == "--no-namespaces":
        command.pop(0)
        sandbox.enter_user_namespace(0)
        Path("/proc/sys/user/max_user_namespaces").write_text("0")
    if command[0] == "--forked":
        os.umask(0o022)
        become(command[1:], Path.cwd(), dict(os.environ))
    os.execvp(command[0], command)


if __name__ == "__main__":
    main()
