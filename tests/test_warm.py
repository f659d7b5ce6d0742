"""Validate on the hub, with kernels that are forked warm: what it says is what nbgrader says."""

import asyncio
import contextlib
import html
import json
import os
import select
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import psutil
import pytest
from nbclient.exceptions import DeadKernelError
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.validator import Validator
from traitlets.config import Config

from answers.answer_runner import ROOT
from deploy.jupyterhub.warm import fork, spawner, validate
from tools.sample_course import flags

# The process beside a user's server; what it has imported is told by a mark.
BESIDE = """
import socket, sys
import numpy
import ipykernel.kernelapp
from deploy.jupyterhub.warm import fork
numpy.mark = "warm"
fork.keras_says = {"floatx": "float32"}
fork.kernels(socket.socket(fileno=int(sys.argv[1])))
"""
CASES = {
    "right": ("def f(x):\n    return 2 * x", "assert f(2) == 4"),
    "wrong": ("def f(x):\n    return 3 * x", "assert f(2) == 4, 'twice, please'"),
    "not written": ("raise NotImplementedError()", "assert f(2) == 4"),
    "on stderr": ("import sys\nprint('x', file=sys.stderr)", "print('y', file=sys.stderr)"),
    "partial": ("x = 1", "1"),
    "one cell takes too long": ("import time\nx = 1", "time.sleep(60)"),
    "reads its environment": ("import os", "assert os.environ['NBGRADER_VALIDATING'] == '1'"),
    "has processes of its own": ("import subprocess", "assert subprocess.call(['true']) == 0"),
}  # fmt: skip


def forking():
    """A process that forks kernels, and the channel to it."""
    mine, its = socket.socketpair()
    process = subprocess.Popen(
        [sys.executable, "-c", BESIDE, str(its.fileno())], pass_fds=[its.fileno()], cwd=ROOT
    )
    its.close()
    return process, mine


@pytest.fixture(scope="module")
def beside():
    """The channel to a process that forks kernels."""
    process, mine = forking()
    validate.Provisioner.channel = mine
    yield mine
    mine.close()
    process.wait()


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A home folder of one's own, in which the kernel starts."""
    for name in os.environ:
        if name.startswith(fork.EARLY):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def notebook(solution, test):
    """Write a notebook with an answer and a test of two points."""
    cells = [
        new_code_cell(solution, metadata=flags("f", solution=True)),
        new_code_cell(test, metadata=flags("test_f", grade=True, locked=True, points=2)),
    ]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(new_notebook(cells=cells, metadata=kernel), "book.ipynb")


def said(kind):
    """What a validator says of the notebook."""
    config = Config()
    config.Execute.timeout = 4
    config.Execute.shutdown_kernel = "immediate"
    return kind(config=config).validate("book.ipynb")


def printed(code):
    """What a cell of a forked kernel prints, as JSON."""
    notebook("", f"import json\nraise ValueError('<<' + json.dumps({code}) + '>>')")
    error = html.unescape(said(validate.WarmValidator)["failed"][0]["error"])
    return json.loads(error.rpartition("<<")[2].partition(">>")[0])


@pytest.mark.parametrize("name", CASES)
def test_the_verdict_is_nbgraders(beside, home, name):
    notebook(*CASES[name])
    assert said(validate.WarmValidator) == said(Validator)


def test_a_kernel_is_forked_and_draws_numbers_of_its_own(beside, home):
    code = (
        "[__import__('numpy').mark, __import__('numpy').random.rand(), __import__('os').getcwd()]"
    )
    first, second = printed(code), printed(code)
    assert first[0] == second[0] == "warm"
    assert first[1] != second[1]
    assert first[2] == str(home)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (".keras/keras.json", '{"floatx": "float64"}'),
        (".keras/keras.json", "{"),
        (".config/matplotlib/matplotlibrc", "figure.dpi: 50"),
        ("matplotlibrc", "figure.dpi: 50"),
        (".fonts/one.ttf", ""),
    ],
)
def test_who_has_settings_of_their_own_gets_a_kernel_that_reads_them(beside, home, path, text):
    (home / path).parent.mkdir(parents=True, exist_ok=True)
    (home / path).write_text(text)
    assert printed("getattr(__import__('numpy'), 'mark', 'cold')") == "cold"


def test_what_is_set_for_the_interpreter_is_read_by_one(beside, home, monkeypatch):
    monkeypatch.setenv("PYTHONHASHSEED", "5")
    code = "[getattr(__import__('numpy'), 'mark', 'cold'), hash('a')]"
    first, second = printed(code), printed(code)
    assert first == second
    assert first[0] == "cold"


def test_kerass_usual_settings_are_no_settings(beside, home):
    (home / ".keras").mkdir()
    (home / ".keras" / "keras.json").write_text('{"floatx": "float32"}')
    assert printed("getattr(__import__('numpy'), 'mark', 'cold')") == "warm"


def test_a_kernel_that_ends_itself_is_told_as_nbgrader_tells_it(beside, home):
    notebook("import os", "os._exit(3)")
    for kind in (validate.WarmValidator, Validator):
        with pytest.raises(DeadKernelError):
            said(kind)


def test_where_nobody_forks_the_kernel_starts_as_ever(home, monkeypatch):
    alone, other = socket.socketpair()
    other.close()
    monkeypatch.setattr(validate.Provisioner, "channel", alone, raising=False)
    notebook(*CASES["right"])
    assert said(validate.WarmValidator) == {}
    alone.close()


def test_kernels_end_with_the_server(home):
    process, mine = forking()
    kernel = validate.Forked(
        mine, {"command": ["python", "-m", fork.LAUNCHER, "-f", str(home / "kernel.json")],
               "env": dict(os.environ), "cwd": str(home)},
    )  # fmt: skip
    assert kernel.poll() is None
    mine.close()
    assert process.wait() == 0
    kernel.wait()


@pytest.fixture
def forker(home):
    """The process that forks servers, and where it listens."""
    place = home / "socket"
    process = subprocess.Popen(
        [sys.executable, "-c", f"from deploy.jupyterhub.warm import fork; fork.SERVER = fork.KERNEL"
         f" = (); fork.main({str(place)!r})"], cwd=ROOT,
    )  # fmt: skip
    try:
        while not place.exists():
            assert process.poll() is None
            time.sleep(0.05)
        yield process, place
        assert process.poll() is None
    finally:
        process.kill()
        process.wait()


def test_the_hubs_process_learns_nothing_of_who_asks(forker):
    """It forks before it reads: what is asked for is not in its memory."""
    process, place = forker
    secret = "f3b1c0ffee" * 4
    assert place.stat().st_mode & 0o077 == 0
    request = {"command": ["/bin/true"], "env": {"PYTHONX": secret}, "user": "no such user"}
    with pytest.raises(ConnectionError, match="could not become"):
        spawner.ask(str(place), json.dumps(request).encode())
    assert secret.encode() not in memory(process.pid)


def test_which_process_it_is_is_said_before_that_is_anybodys(forker):
    _, place = forker
    with socket.socket(socket.AF_UNIX) as talk:
        talk.settimeout(30)
        talk.connect(str(place))
        pid, handles, _, _ = socket.recv_fds(talk, 64, 1)  # it has not heard for whom
        assert psutil.Process(int(pid)).ppid() == forker[0].pid
        signal.pidfd_send_signal(handles[0], signal.SIGKILL)
        assert talk.recv(64) == b""
        os.close(handles[0])


def test_the_hub_signals_the_process_that_it_got_and_no_other(forker):
    """Also when its number is another's meanwhile, and when the hub has been started again."""
    request = {"command": ["/bin/sleep", "60"], "env": {"PYTHONX": "1"}}
    bystander = subprocess.Popen(["/bin/sleep", "60"])
    time.sleep(0.05)  # the kernel tells when a process began in hundredths of a second
    hubs, again, later = (spawner.WarmSpawner() for _ in range(3))
    try:
        pid, handle = spawner.ask(str(forker[1]), json.dumps(request).encode())
        hubs.pid, hubs.handle, hubs.began = pid, handle, spawner.beginning(pid)
        state = hubs.get_state()
        again.load_state(state)
        assert again.pid == pid
        assert asyncio.run(again.poll()) is None
        hubs.pid = again.pid = bystander.pid
        assert asyncio.run(hubs._signal(signal.SIGKILL))
        select.select([handle], [], [], 30)
        for server in (hubs, again):
            assert asyncio.run(server.poll()) == 0
            assert server.handle is None
        assert bystander.poll() is None
        later.load_state(state | {"pid": bystander.pid})
        assert asyncio.run(later.poll()) == 0
    finally:
        bystander.kill()
        bystander.wait()


def memory(pid):
    """All that a process may read and write of its own memory."""
    parts = []
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as file:
        for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
            where, rights, *_ = line.split()
            if rights.startswith("rw"):
                start, end = (int(part, 16) for part in where.split("-"))
                with contextlib.suppress(OSError):
                    file.seek(start)
                    parts.append(file.read(end - start))
    return b"".join(parts)
