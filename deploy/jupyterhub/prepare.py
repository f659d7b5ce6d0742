"""`python -m deploy.jupyterhub.prepare`, as root: what the hub needs of the machine.

Two groups, the course's account with a copy of this course, nbgrader's exchange, the hub's own
folder, and the configuration in /etc/jupyterhub; the course's id names them. Run again, it changes
nothing that is there but the configuration. docs/hub.md says the same in words.
"""

from __future__ import annotations

import grp
import os
import pwd
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from traitlets.config.loader import PyFileConfigLoader

ROOT = Path(__file__).resolve().parents[2]
COURSE = str(
    PyFileConfigLoader("nbgrader_config.py", path=str(ROOT)).load_config().CourseDirectory.course_id
)
ACCOUNT = f"grader-{COURSE}"
GRADERS, STUDENTS = f"formgrade-{COURSE}", f"nbgrader-{COURSE}"
CONFIG = Path("/etc/jupyterhub")
STATE = Path("/srv/jupyterhub")
EXCHANGE = Path("/srv/nbgrader/exchange")
FOLDER = Path("/home") / ACCOUNT / COURSE


def folder(path: Path, mode: int, owner: str = "root") -> None:
    """Make a folder of that owner and, whatever the umask, of that mode. Left alone if it is there.

    So a site's stricter modes stay.
    """
    if not path.exists():
        path.mkdir(parents=True)
        user = pwd.getpwnam(owner)
        os.chown(path, user.pw_uid, user.pw_gid)
        path.chmod(mode)


def account(name: str, groups: tuple[str, ...] = ()) -> None:
    """Make an account of the machine with a home that nobody else may enter, and join the groups.

    It has no password until somebody gives it one.
    """
    try:
        pwd.getpwnam(name)
    except KeyError:
        command = ["useradd", "--create-home", "--user-group", "--shell", "/bin/bash"]
        subprocess.run([*command, "--key", "HOME_MODE=0700", name], check=True)
    for group in groups:
        subprocess.run(["usermod", "--append", "--groups", group, name], check=True)


def as_account(*command: str) -> None:
    """Run a command in the course folder as the course's account. Raises CalledProcessError."""
    user = pwd.getpwnam(ACCOUNT)
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    subprocess.run(
        command, cwd=FOLDER, check=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        user=user.pw_uid, group=user.pw_gid, extra_groups=[], umask=0o022,
        env={"HOME": user.pw_dir, "USER": ACCOUNT, "PATH": path, "LANG": "C.UTF-8",
             "JUPYTER_CONFIG_PATH": f"{CONFIG}/jupyter/course:{CONFIG}/jupyter/all"},
    )  # fmt: skip


def groups() -> None:
    """The two groups whose members may sign in."""
    for name in (GRADERS, STUDENTS):
        subprocess.run(["groupadd", "--force", name], check=True)
        grp.getgrnam(name)


def exchange() -> None:
    """nbgrader's exchange, tighter than nbgrader makes it where nbgrader allows.

    nbgrader wants its root writable for all. The sticky bit keeps users from renaming the course's
    folder away and putting one of their own in its place. Submissions go into a folder that only
    the course's account can list; in it too, nobody can move what another put there.
    """
    folder(EXCHANGE, 0o1777)
    course = EXCHANGE / COURSE
    folder(course, 0o755, ACCOUNT)
    folder(course / "outbound", 0o755, ACCOUNT)
    folder(course / "inbound", 0o3733, ACCOUNT)
    folder(course / "feedback", 0o711, ACCOUNT)


def not_copied() -> Callable[[str, list[str]], set[str]]:
    """What is no part of the course's source, for copytree: what git ignores, whatever folder it is
    in, git's own, caches, and the release, which is made there."""
    lines = (ROOT / ".gitignore").read_text().splitlines()
    ignored = {line.removesuffix("/*").strip("/") for line in lines if line and line[0] not in "#!"}
    names = {path.rpartition("/")[2] for path in ignored}
    return shutil.ignore_patterns(".git", ".*cache", "release", *names)


def course() -> None:
    """The course folder, in the home of the course's account."""
    account(ACCOUNT)
    if not FOLDER.exists():
        shutil.copytree(ROOT, FOLDER, ignore=not_copied())
        user = pwd.getpwnam(ACCOUNT)
        for path in (FOLDER, *FOLDER.rglob("*")):
            os.chown(path, user.pw_uid, user.pw_gid, follow_symlinks=False)


def config() -> None:
    """The hub's configuration, into /etc/jupyterhub."""
    here = Path(__file__).parent
    CONFIG.mkdir(mode=0o755, exist_ok=True)
    shutil.copy(here / "jupyterhub_config.py", CONFIG)
    for name in ("jupyter", "warm"):
        shutil.copytree(here / name, CONFIG / name, dirs_exist_ok=True)
    for name in ("jupyterhub_config.py", "jupyter/all/nbgrader_config.py"):
        text = (CONFIG / name).read_text()
        (CONFIG / name).write_text(re.sub(r'^(\S+ = )"rnn"', rf'\1"{COURSE}"', text, flags=re.M))
    folder(STATE, 0o700)
    folder(STATE / "warm", 0o700)


def main() -> None:
    """All of it."""
    if not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,21}", COURSE):  # a group's name has 32 at most
        sys.exit(
            f"c.CourseDirectory.course_id is {COURSE!r}. Accounts and groups are named by it: on a"
            " hub it has at most 22 small letters, digits, - and _."
        )
    groups()
    course()
    exchange()
    config()


if __name__ == "__main__":
    if os.getuid() != 0:
        sys.exit("This makes accounts and folders of the machine: run it as root.")
    main()
