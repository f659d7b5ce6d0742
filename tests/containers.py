"""Podman with runc, and the course's image on a base of Debian's packages."""

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from answers.answer_runner import ROOT

BASE, IMAGE = "localhost/course-base", "localhost/course"
LOCK = Path(tempfile.gettempdir(), "course-image.lock")
ORDINARY = 1000  # the image's user
SCRIPTS = ROOT / "deploy" / "image"
# As a restricted pod of Kubernetes: nothing but a scratch folder can be written, no privilege.
RESTRICTED = ("--cap-drop", "all", "--security-opt", "no-new-privileges", "--read-only")


class Podman:
    """Podman as it is set up, but with runc and modest limits."""

    def __init__(self, folder):
        configuration = Path(folder, "containers.conf")
        configuration.write_text(
            # Podman's defaults are higher than a root without CAP_SYS_RESOURCE can give.
            '[containers]\ndefault_ulimits = ["nofile=4096:4096", "nproc=4096:4096"]\n'
            '[engine]\nruntime = "runc"\ncgroup_manager = "cgroupfs"\nevents_logger = "file"\n'
        )
        self.environment = os.environ | {"CONTAINERS_CONF": str(configuration)}

    def start(self, *command):
        """Start a command; its two streams are read together."""
        return subprocess.Popen(command, cwd=ROOT, env=self.environment, text=True,
                                stdout=subprocess.PIPE, stderr=subprocess.STDOUT)  # fmt: skip

    def __call__(self, *arguments):
        """What podman says. Raises AssertionError with it if podman fails."""
        return self.call("podman", *arguments)

    def call(self, *command):
        """What a command says. Raises AssertionError with it if it fails."""
        process = self.start(*command)
        said, _ = process.communicate()
        assert process.returncode == 0, said
        return said


def give(folder):
    """Let the image's user own a folder."""
    for path in (folder, *folder.rglob("*")):
        os.chown(path, ORDINARY, ORDINARY)


def certificates(folder):
    """Write a folder for each part of the cluster, which the image's user can read."""
    command = [sys.executable, "-m", "grading", "certificates", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True)
    give(folder)
    return folder


@pytest.fixture(scope="session")
def podman():
    """Podman, with the image built. Skips, with the reason, where no container can run."""
    if os.geteuid() != 0:
        pytest.skip("the base image is made as root")
    for needed in ("podman", "runc", "mmdebstrap"):
        if shutil.which(needed) is None:
            pytest.skip(f"{needed} is not installed: .ci/run installs it")
    with tempfile.TemporaryDirectory() as folder, open(LOCK, "w") as lock:
        podman = Podman(folder)
        fcntl.flock(lock, fcntl.LOCK_EX)  # two of pytest's workers would build at once
        if podman.start("podman", "image", "exists", BASE).wait():
            podman.call(str(SCRIPTS / "base.sh"), BASE)
        trial = podman.start("podman", "run", "--rm", "--network", "none", BASE, "true")
        said, _ = trial.communicate()
        if trial.returncode:
            pytest.skip(f"no container can run here: {said.strip()}")
        podman.call(str(SCRIPTS / "offline.sh"), IMAGE, BASE)
        fcntl.flock(lock, fcntl.LOCK_UN)
        yield podman
