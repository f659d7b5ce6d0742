"""A Dask cluster on loopback."""

from __future__ import annotations

import subprocess
import sys
import time

from answers.answer_runner import ROOT
from grading.batch.certificates import CA, CERTIFICATE, KEY
from tools import sample_course


def tls_options(folder):
    """Dask's options for a part whose certificates lie in a folder."""
    return ["--tls-ca-file", f"{folder}/{CA}", "--tls-cert", f"{folder}/{CERTIFICATE}",
            "--tls-key", f"{folder}/{KEY}"]  # fmt: skip


class Cluster:
    """A Dask scheduler and workers, each a process with a folder of its own, on loopback.

    certificates: the folder that `python -m grading certificates` made, for TLS.
    """

    def __init__(self, folder, certificates=None):
        self.folder = folder
        self.certificates = certificates
        self.processes = []
        info = folder / "scheduler.json"
        self.start("scheduler", "dask", "scheduler", "--host", "127.0.0.1", "--port", "0",
                   "--no-dashboard", "--no-jupyter", "--scheduler-file", str(info),
                   *self.tls("scheduler"))  # fmt: skip
        self.address = ""
        deadline = time.monotonic() + 60
        while not self.address and time.monotonic() < deadline:
            time.sleep(0.1)
            if info.exists() and '"address"' in (text := info.read_text()):
                self.address = text.split('"address": "')[1].split('"')[0]

    def tls(self, part):
        if self.certificates is None:
            return []
        return ["--protocol", "tls", *tls_options(self.certificates / part)]

    def start(self, name, *command, code=ROOT):
        (self.folder / name).mkdir()
        environment = sample_course.environment()
        environment |= {
            "PYTHONPATH": str(code),
            "HOME": str(self.folder),
        }
        with open(self.folder / f"{name}.log", "w") as log:
            self.processes.append(
                subprocess.Popen([sys.executable, "-m", *command], cwd=self.folder / name,
                                 env=environment, stdout=log, stderr=log)
            )  # fmt: skip
        return self.processes[-1]

    def worker(self, name, **options):
        return self.start(name, "dask", "worker", self.address, "--nthreads", "1", "--no-nanny",
                          "--no-dashboard", "--host", "127.0.0.1", "--memory-limit", "0",
                          "--local-directory", str(self.folder / name), *self.tls("worker"),
                          **options)  # fmt: skip

    def stop(self):
        for process in self.processes:
            process.kill()
            process.wait()
