"""Sends SIGKILL to every process, group and session it can name."""

from tests.hostile.case import Case

ATTACK = r"""
import fcntl, os, signal, socket

REACHED = []


def own(pid):  # its threads, too
    try:
        return os.getsid(pid) == os.getsid(0)
    except OSError:
        return False


def kill_all():
    try:
        os.kill(os.getppid(), 0)
        if os.getpid() != 1:  # no wall at all: that is enough, nobody need die for it
            REACHED.append("the process that watches it")
            return
    except (ProcessLookupError, PermissionError):
        pass
    for pid in range(2, 70_000):
        if own(pid):
            continue
        for way in (os.kill, os.killpg):
            try:
                way(pid, signal.SIGKILL)
                REACHED.append(pid)
            except ProcessLookupError:
                pass
            except PermissionError:  # of a process namespace, it would see nobody
                REACHED.extend([pid] if os.getpid() == 1 else [])
    for number in (signal.SIGKILL, signal.SIGSTOP, signal.SIGHUP):
        for pid in (-1, 0, os.getppid() or -1):
            try:
                signal.signal(signal.SIGHUP, signal.SIG_IGN)
                if pid or os.getpid() == 1:  # of its group it may be the only one
                    os.kill(pid, number)
            except (ProcessLookupError, PermissionError):
                pass
    for owner in (-1, 2, 100, 1000, 5000):  # have the kernel do it, when a socket has something
        one, other = socket.socketpair()
        try:
            fcntl.fcntl(one, fcntl.F_SETOWN, owner)
            fcntl.fcntl(one, 10, signal.SIGKILL)  # F_SETSIG
            fcntl.fcntl(one, fcntl.F_SETFL, os.O_ASYNC | os.O_NONBLOCK)
            other.send(b"x")
        except OSError:
            pass


kill_all()
print(REACHED[:20])
"""
CASE = Case(
    first=ATTACK,
    cells={"double": "def double(x):\n    return 2 * x if REACHED else None"},
    lost={"test_double", "test_double_hidden"},
    outcome={"test_double": "failed"},
)
