"""Commands at work, forked as tests/commands.py has it, for tests that disturb them.

`python -m tests.started -m ...`, forked, says its number and becomes the command.
"""

import os
import select
import signal
import sys
import tempfile
from pathlib import Path

from tests import commands
from tools import sample_course
from tools.commands import become


class Started:
    """What `python ARGUMENTS`, of which the first is -m, does in a folder, with as much of what
    subprocess.Popen has as is asked for. variables: of its environment, beside the usual ones.
    """

    def __init__(self, folder: Path, *arguments: str, **variables: str) -> None:
        self.returncode: int | None = None
        self.stdout = tempfile.TemporaryFile("w+")  # noqa: SIM115
        reading, writing = os.pipe()
        self.stderr = os.fdopen(reading)
        environment = sample_course.environment() | variables
        with open(os.devnull) as no, os.fdopen(writing, "w") as err:
            files = [no.fileno(), self.stdout.fileno(), err.fileno()]
            command = ["-m", __name__, *arguments]
            self.ending = commands.server().ask(folder, command, environment, files)
        self.pid = int(self.stderr.readline())

    def poll(self) -> int | None:
        """Its exit status, if it has ended."""
        if self.returncode is None and select.select([self.ending], [], [], 0)[0]:
            self.wait()
        return self.returncode

    def wait(self) -> int:
        """Its exit status, when it has ended."""
        if self.returncode is None:
            self.returncode = commands.status(self.ending)
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Send its process a signal."""
        os.kill(self.pid, number)

    def kill(self) -> None:
        """End its process, unless it has ended."""
        if self.poll() is None:
            self.send_signal(signal.SIGKILL)

    def communicate(self) -> tuple[str, str]:
        """What it says, and what of its errors was not read before, when it has ended."""
        with self.ending, self.stdout, self.stderr:
            err = self.stderr.read()
            self.wait()
            self.stdout.seek(0)
            return self.stdout.read(), err


if __name__ == "__main__":
    print(os.getpid(), file=sys.stderr)
    become(sys.argv[1:], Path.cwd(), dict(os.environ))
