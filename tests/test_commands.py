"""A forked command ends as one that is started: its status, what it says, and what it does last."""

import subprocess
import sys
import time

import pytest

from tests import commands
from tests.started import Started
from tools import sample_course

LAST = """
import atexit, sys, threading, time
atexit.register(print, 'at the end')
print('it runs')
"""
THREADS = """
from concurrent.futures import ThreadPoolExecutor
pool = ThreadPoolExecutor(1)
pool.submit(time.sleep, 0.1).add_done_callback(lambda _: print('done', file=sys.stderr))
threading.Thread(target=lambda: time.sleep(0.1) or print('a thread')).start()
"""


@pytest.mark.parametrize(
    "end",
    ["", "sys.exit()", "sys.exit(3)", "sys.exit(256 + 5)", "sys.exit('in words')", "1 / 0",
     "sys.excepthook = lambda *_: print('told')\n1 / 0", "raise KeyboardInterrupt", THREADS],
)  # fmt: skip
def test_it_ends_as_one_that_is_started(tmp_path, end):
    (tmp_path / "ends.py").write_text(LAST + end)
    real = subprocess.run(
        [sys.executable, "-m", "ends"], cwd=tmp_path, env=sample_course.environment(),
        capture_output=True, text=True,
    )  # fmt: skip
    forked = commands.python(tmp_path, "-m", "ends")
    assert (forked.returncode, forked.stdout) == (real.returncode, real.stdout)
    assert forked.stderr.splitlines()[-1:] == real.stderr.splitlines()[-1:]


def test_one_at_work_can_be_looked_at_and_ended(tmp_path):
    (tmp_path / "works.py").write_text(
        f"{LAST}import os\nprint(os.getpid(), os.environ['A'], file=sys.stderr)\ntime.sleep(600)\n"
    )
    started = Started(tmp_path, "-m", "works", A="b")
    assert started.stderr.readline() == f"{started.pid} b\n"
    assert started.poll() is None
    started.kill()
    assert started.communicate() == ("", "")
    assert started.poll() == started.returncode == -9
    (tmp_path / "works.py").write_text(LAST)
    started = Started(tmp_path, "-m", "works")
    while started.poll() is None:
        time.sleep(0.01)
    assert started.communicate() == ("it runs\nat the end\n", "")
