"""Leaves daemons in sessions of their own that wait for the end of the grading to leave a mark."""

from tests.hostile.case import MARK, Case

ATTACK = r"""
import os, signal, socket, subprocess, sys, time

CODE = '''
import glob, os, signal, socket, time
for number in range(1, 64):
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass
kept = []
for end in range(3000):  # longer than a class is graded
    time.sleep(0.1)
    for place in ["/tmp", "/var/tmp", "/dev/shm", "/home", "/root", "/srv", "/proc/1/cwd"]:
        try:
            open(f"{place}/MARK-{os.getpid()}", "w").write("still here")
            kept[:] = [socket.socket(socket.AF_UNIX)]  # more are memory that it has used up
            kept[-1].bind(f"\\\\0MARK-{end}")
        except OSError:
            pass
'''
for number in range(4):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            subprocess.Popen(["MARK-daemon", "-c", CODE], executable=sys.executable,
                             start_new_session=True, close_fds=number < 2)
            if number % 2:
                exec(CODE)
        os._exit(0)
    os.wait()
""".replace("MARK", MARK)
CASE = Case(first=ATTACK)
