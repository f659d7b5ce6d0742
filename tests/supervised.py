"""A supervisor in a process of its own, as the fork server has it, and what it reports."""

import contextlib
import json
import os
import socket

from grading.process import Sandbox, supervisor
from grading.walls import Wall


def report_of(folder, target="", order=b"", group=None):
    """What a supervisor without a wall reports of a process that runs the main of a module.

    target: that module, or empty: then the process ends when it is walled in. order: what the
    grader has told the supervisor. An error of the supervisor's is the reason "raised".
    """
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        grader, other = socket.socketpair()
        with other:
            said = {"reason": "raised"}
            with contextlib.suppress(BaseException):
                other.sendall(order)
                settings = Sandbox().settings() | {"unprotected": True}
                what = (settings, Wall.NONE, group, str(folder), target, [], {})
                said = supervisor.supervise(grader, *what)
            os.write(write, json.dumps(said).encode())
        os._exit(0)
    os.close(write)
    with open(read) as file:
        report = json.loads(file.read())
    os.waitpid(pid, 0)
    return report
