"""`make hub`: the hub with sample users, on loopback, to try it out. Nothing of it stays.

It runs in a mount and a process namespace of its own. There /etc, /home and /srv are copies in a
scratch folder: the sample accounts are real accounts of the machine, with real processes, but
only in there. This repository is not there, so that no account can read its solutions; the
environment is. When the hub ends, so do all its processes, and the scratch folder goes.
"""

from __future__ import annotations

import argparse
import csv
import os
import secrets
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from deploy.jupyterhub import prepare
from grading.process import linux

ROOT = prepare.ROOT
PROXY = ROOT / "deploy/jupyterhub/node_modules"
PEOPLE = [
    ("ada", prepare.STUDENTS, "Ada", "Lovelace"),
    ("ben", prepare.STUDENTS, "Ben", "Okri"),
    ("ira", prepare.GRADERS, "Ira", "Instructor"),
]


def missing() -> str | None:
    """What this machine lacks to run the hub, or None."""
    if os.getuid() != 0:
        return "it makes accounts and runs servers as them, so run it as root: sudo make hub"
    for command in ("useradd", "chpasswd"):
        if not shutil.which(command):
            return f"there is no {command}: apt-get install passwd"
    if not (PROXY / "configurable-http-proxy").exists():
        return "the hub's proxy is not installed: make hub installs it"
    try:
        subprocess.run(["unshare", "--mount", "--pid", "--fork", "true"], check=True,
                       capture_output=True)  # fmt: skip
    except (OSError, subprocess.CalledProcessError):
        return (
            "root may not make namespaces here (a container without CAP_SYS_ADMIN?), and without"
            " them the sample accounts would be the machine's"
        )
    return None


def copies(scratch: Path) -> None:
    """Make /etc, /home and /srv of this mount namespace copies in a scratch folder."""
    linux.mount("none", "/", flags=linux.MS_REC | linux.MS_PRIVATE)
    linux.mount("proc", "/proc", "proc", linux.MS_NOSUID | linux.MS_NODEV | linux.MS_NOEXEC)
    shutil.copytree("/etc", scratch / "etc", symlinks=True)
    for name in ("home", "srv"):
        (scratch / name).mkdir(mode=0o755)
    for name in ("etc", "home", "srv"):
        linux.mount(str(scratch / name), f"/{name}", flags=linux.MS_BIND)


def hide() -> None:
    """Hide this repository from all, and let everyone reach the environment.

    The interpreter may lie in a folder that only root may enter (/root): such folders are empty in
    this mount namespace but for what is needed.
    """
    shown = {path: path.resolve() for path in (Path(sys.prefix), Path(sys.base_prefix), PROXY)}
    # Held open, folders can still be mounted once others hide them.
    held = {path: os.open(path, os.O_PATH) for path in {*shown, *shown.values()}}
    above = {parent for path in held for parent in path.parents}
    closed = {path for path in above if not path.stat().st_mode & stat.S_IXOTH}
    for path in sorted({ROOT, *closed}):
        if path.exists():  # and is not hidden already, by one further up
            linux.mount("none", str(path), "tmpfs", 0, "mode=755,size=1m")
    for path, number in held.items():
        if not path.exists():
            path.mkdir(parents=True)
            linux.mount(f"/proc/self/fd/{number}", str(path), flags=linux.MS_BIND | linux.MS_REC)
        os.close(number)


def accounts() -> dict[str, str]:
    """Make the sample accounts. Returns their passwords."""
    passwords = {name: secrets.token_hex(4) for name, *_ in PEOPLE}
    for name, group, *_ in PEOPLE:
        prepare.account(name, (group,))
    subprocess.run(
        ["chpasswd"], text=True, check=True,
        input="".join(f"{name}:{word}\n" for name, word in passwords.items()),
    )  # fmt: skip
    return passwords


def release() -> None:
    """Enter the sample students into the gradebook, and hand the module to the exchange."""
    with (prepare.FOLDER / "students.csv").open("w") as file:
        rows = csv.writer(file)
        rows.writerow(["id", "first_name", "last_name"])
        rows.writerows(
            [name, *names] for name, group, *names in PEOPLE if group == prepare.STUDENTS
        )
    for command in (
        ["db", "student", "import", "students.csv"],
        ["generate_assignment", "module7", "--create", "--force"],
        ["release_assignment", "module7"],
    ):
        prepare.as_account(sys.executable, "-m", "nbgrader", *command)


def answers(address: str) -> bool:
    """Whether the hub answers there."""
    try:
        urllib.request.urlopen(f"{address}/hub/health", timeout=5).close()
    except OSError:
        return False
    return True


def inside(scratch: Path, port: int) -> int:
    """Set up and run the hub as the first process of its namespaces. Returns its exit status."""
    copies(scratch)
    prepare.main()
    passwords = accounts()
    hide()
    release()
    path = f"{Path(sys.executable).parent}:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"
    with (scratch / "hub.log").open("w") as log:
        hub = subprocess.Popen(
            [sys.executable, "-m", "jupyterhub", "-f", f"{prepare.CONFIG}/jupyterhub_config.py"],
            cwd=prepare.STATE, stdout=log, stderr=log,
            env={"PATH": path, "LANG": "C.UTF-8", "HUB_PORT": str(port),
                 "HUB_PROXY": f"{PROXY}/configurable-http-proxy/bin/configurable-http-proxy"},
        )  # fmt: skip
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: hub.terminate())
    address = f"http://127.0.0.1:{port}"
    while not answers(address):
        if hub.poll() is not None:
            return hub.returncode or 1
        time.sleep(0.2)
    print(f"The hub runs at {address} until Ctrl-C. Accounts, with passwords:\n")
    for name, group, first, last in PEOPLE:
        kind = "student" if group == prepare.STUDENTS else "instructor"
        print(f"  {name:4} {passwords[name]}  {kind}, {first} {last}")
    print(f"\nThe hub's log is {scratch}/hub.log.", flush=True)
    while True:  # whoever loses a parent becomes a child of this process
        ended, status = os.wait()
        if ended == hub.pid:
            return os.waitstatus_to_exitcode(status)


def main() -> int:
    """Run the hub until it is told to end. Returns the exit status."""
    parser = argparse.ArgumentParser(prog="make hub", description=__doc__)
    parser.add_argument("--port", type=int, default=8000, help="the first of four, on loopback")
    parser.add_argument("--folder", type=Path, help="an empty folder to work in, and to keep")
    options = parser.parse_args()
    if lacking := missing():
        print(f"The hub cannot run here: {lacking}.", file=sys.stderr)
        return 1
    scratch = options.folder or Path(tempfile.mkdtemp(prefix="hub-"))
    scratch.chmod(0o700)  # the accounts reach what is mounted of it, and not the hub's log
    linux.unshare(linux.CLONE_NEWNS | linux.CLONE_NEWPID)
    first = os.fork()
    if not first:
        linux.prctl(linux.PR_SET_PDEATHSIG, signal.SIGKILL)
        return inside(scratch, options.port)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: os.kill(first, signal.SIGTERM))
    status = os.waitstatus_to_exitcode(os.waitpid(first, 0)[1])
    if status:
        log = scratch / "hub.log"
        print(log.read_text()[-3000:] if log.exists() else "", file=sys.stderr)
    if not options.folder:
        shutil.rmtree(scratch)
    return status


if __name__ == "__main__":
    sys.exit(main())
