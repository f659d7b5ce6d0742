"""A forked command ends as one that is started: its status, what it says, and what it does last."""

import subprocess
import sys

import pytest

from tests import commands
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
