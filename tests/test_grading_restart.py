"""A submission whose process ends goes on in a new one: only what ended it is lost.

No test here depends on how long anything takes: what must be stopped never ends by itself.
"""

import asyncio
import os
import signal
import socket
import sys
import threading
import time
from pathlib import Path

import pytest

from answers.engine_runner import EngineRunner
from grading.execution.execute import RESTARTS, ProcessesLost
from grading.execution.files import AccompanyingFiles
from grading.execution.pair_pool import PairPool
from grading.execution.provisioner import fork_pair
from grading.execution.session import GradingSession
from grading.names import Names, definitions_of, names_of
from grading.process import ForkServer, Process
from grading.process.supervisor import PASSED_ON
from grading.process.usage import children
from grading.worker.interrupts import Interrupts
from tests.kinds_course import points, run

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the sandbox is Linux's")
# The letters are those of tests.kinds_course: plain, solution, test.
CELLS = [
    ("P", "import math"),
    ("S", "def double(x):\n    return 2 * x"),
    ("T", "assert double(3) == 6"),
    ("S", "def half(x):\n    return x / 2"),
    ("T", "assert half(3) == 1.5"),
]
EXIT = "import os\nos._exit(0)"
DEAF = """
import signal, time
signal.signal(signal.SIGINT, signal.SIG_IGN)
while True:
    time.sleep(60)
"""


@pytest.fixture(scope="module")
def engine():
    """Runs notebooks; a cell has a second, and another to stop."""
    runner = EngineRunner()
    runner.execute.timeout, runner.execute.grace = 1, 1.0
    return runner


@pytest.mark.parametrize(
    ("place", "source"),
    [
        (0, EXIT),
        (0, DEAF),
        (0, "quit()"),
        (1, f"{CELLS[1][1]}\nquit()"),
        (1, f"{CELLS[1][1]}\n{EXIT}"),
        (1, f"{CELLS[1][1]}\n{DEAF}"),
        (1, f"{CELLS[1][1]}\n!kill -9 $PPID\n{EXIT}"),
        (3, f"{CELLS[3][1]}\n%matplotlib inline\n{EXIT}"),
        (0, "class Ends:\n    import os\n    os._exit(0)"),
        (0, f"{EXIT}\n%%broken"),
    ],
)
def test_a_cell_that_ends_the_process_costs_no_other_answer(engine, place, source):
    book = run(engine, CELLS, {place: source})
    assert points(book) == [1, 1]


@pytest.mark.parametrize("flood", ["print('again' * 10**6)", "sys.stderr.write('again' * 2**10)"])
def test_a_cell_that_puts_out_too_much_costs_nothing(engine, flood, monkeypatch):
    monkeypatch.setattr(engine.execute, "timeout", 60)
    double = "def double(x):\n    return x * math.sqrt(4)"
    rest = f"import math, sys\nfor _ in range(10**6):\n    {flood}\n{double}"
    book = run(engine, CELLS, {1: rest})
    assert points(book) == [1, 1]
    assert book.cells[1].source == rest
    assert book.cells[1].outputs[-1].output_type == "error"


def test_what_was_made_before_it_was_stopped_stays(engine, monkeypatch):
    monkeypatch.setattr(engine.execute, "timeout", 60)
    rest = "made = [1]\nmade[0] = 2\nprint('*' * 2**23)\ndef double(x):\n    return made[0] * x"
    assert points(run(engine, CELLS, {1: rest})) == [1, 1]


BETWEEN = """
import _thread
ip = get_ipython()
run_statement = ip.run_code
async def run_code(code, *given, **more):
    ip.run_code = run_statement
    {how}
ip.run_code = run_code
"""
BEFORE_IT_IS_RUN = "_thread.interrupt_main()\n    return await run_statement(code, *given, **more)"
AS_IT_BEGINS = """from functools import partial
    import IPython.core.interactiveshell as of_shell, operator
    def run(*given):
        del of_shell.exec
        list(map(operator.call, [_thread.interrupt_main, partial(exec, *given)]))
    of_shell.exec = run
    return await run_statement(code, *given, **more)"""


@pytest.mark.parametrize("how", [BEFORE_IT_IS_RUN, AS_IT_BEGINS])
def test_what_was_made_stays_where_it_was_stopped_between_two_statements(engine, how, monkeypatch):
    monkeypatch.setattr(engine.execute, "timeout", 60)
    hook = f"exec(compile({BETWEEN.format(how=how)!r}, 'elsewhere', 'exec'))"
    rest = f"made = []\nmade.append(2)\nprint('*' * 2**23)\n{hook}\nfactor = 1"
    book = run(engine, CELLS, {1: f"{rest}\ndef double(x):\n    return factor * made[0] * x"})
    assert points(book) == [1, 1]
    assert "The cell was stopped after line 4." in str(book.cells[1].outputs)


def test_an_interrupt_that_comes_when_a_cell_is_done_costs_no_reply(engine):
    late = """
import os, signal, sys
flush = sys.stdout.flush
def flush_and_interrupt():
    flush()
    os.kill(os.getpid(), signal.SIGINT)
sys.stdout.flush = flush_and_interrupt
"""
    book = run(engine, CELLS, {0: late})
    assert points(book) == [1, 1]
    assert book.cells[0].outputs == []


def test_an_interrupt_that_comes_late_stops_nothing_else(engine, monkeypatch):
    monkeypatch.setattr(engine.execute, "timeout", 60)
    at_once = Process.signal

    def late(self, number):
        if number == signal.SIGINT:
            self.sent += 1
            threading.Timer(0.5, self.supervisor.sendall, [bytes([number])]).start()
        else:
            at_once(self, number)

    monkeypatch.setattr(Process, "signal", late)
    slow = "def double(x):\n    import time\n    time.sleep(2)\n    return 2 * x"
    assert points(run(engine, CELLS, {1: f"print('*' * 2**23)\n{slow}"})) == [1, 1]


def test_an_interrupt_tears_no_message():
    interrupts = Interrupts()
    interrupts.come(signal.SIGINT, None)  # where nothing is to be stopped
    with interrupts.stop_this(), interrupts.not_this():
        pass
    with interrupts.not_this():
        interrupts.come(signal.SIGINT, None)
    steps = []

    def read():
        with interrupts.not_this():
            interrupts.come(signal.SIGINT, None)
            steps.append("the rest of the message")
        steps.append("what it says")

    with pytest.raises(KeyboardInterrupt), interrupts.stop_this():
        read()
    assert steps == ["the rest of the message"]
    with pytest.raises(KeyboardInterrupt), interrupts.stop_this():
        interrupts.come(signal.SIGINT, None)
    assert not interrupts.allowed


def test_that_an_interrupt_has_come_is_known():
    mine, its = socket.socketpair()
    process = Process(mine)
    assert process.has_all
    process.signal(signal.SIGINT)
    process.signal(signal.SIGINT)
    its.sendall(PASSED_ON)
    assert not process.has_all
    its.sendall(PASSED_ON)
    assert process.has_all
    its.sendall(b'{"reason": "ended"}')
    its.close()
    assert process.poll(10) == {"reason": "ended"}


def test_each_signal_is_passed_on_and_the_grader_told(engine):
    pair = fork_pair(ForkServer.instance(parent=engine.execute))
    try:
        pair.student.next_cell(late=False)  # which is no signal, and is not answered
        pair.student.signal(0)  # which does nothing
        until = time.monotonic() + 60
        while not pair.student.has_all and time.monotonic() < until:
            time.sleep(0.01)
        assert pair.student.has_all
        assert pair.student.report is None
        assert len(pair.student.text) == pair.student.sent == 1
    finally:
        reports = pair.end()
    assert reports["student"]["reason"] == "killed"


@pytest.mark.parametrize("ends", ["", "\n1 / 0"])
def test_a_copy_that_a_cell_or_an_answer_forks_takes_nothing_of_its_own(engine, ends):
    forks = f"import os\nfor _ in range(5):\n    if os.fork() == 0:\n        break{ends}"
    double = "def double(x):\n    os.fork()\n    return 2 * x"
    assert points(run(engine, CELLS, {0: forks, 1: double})) == [1, 1]


def test_a_cell_that_goes_on_after_a_flood_is_left_as_it_is(engine, monkeypatch):
    monkeypatch.setattr(engine.execute, "timeout", 60)
    goes_on = (
        "try:\n    print('*' * 2**23)\n    while True:\n        pass\nexcept KeyboardInterrupt:"
    )
    rest = f"made = []\n{goes_on}\n    made.append(2)\ndef double(x):\n    return made[0] * x"
    assert points(run(engine, CELLS, {1: rest})) == [1, 1]


@pytest.mark.parametrize("endless", ["while True:\n    pass", DEAF])
def test_a_cell_that_never_ends_defines_nothing_below(engine, endless):
    rest = f"{endless}\ndef double(x):\n    return 2 * x"
    assert points(run(engine, CELLS, {1: rest})) == [0, 1]


def test_what_ended_it_is_shown_and_a_person_is_told(engine):
    book = run(engine, CELLS, {0: DEAF})
    assert book.entry.notes[-1] == (  # on a busy machine, it was starved too
        "The submission's process ended: timed out. The cells after that were run in a new one."
    )
    assert book.cells[0].outputs[-1].ename == "ProcessEnded"
    assert book.cells[0].source == DEAF


def test_nothing_is_read_of_a_cell_that_nobody_writes():
    assert definitions_of("x = 1\n" * 10**5) == ""
    assert definitions_of("def f():\n    return " + " + ".join(["'a'"] * 3000)) == ""
    for mark in ",;/":
        assert names_of(mark * 90_000) == Names()  # each is a line of its own to IPython
    assert names_of("a" + "\u0301\u0323" * 40_000 + " = 1") == Names()
    assert definitions_of("a" + "\u0301\u0323" * 40_000 + " = 1") == ""
    for line in ("!ls\n", "%time\n", "f?\n", "?f\n", "f = !ls\n", ",f a\n"):
        assert definitions_of(line * 600) == ""
        assert names_of(line * 600) == Names()


def test_ipythons_lines_in_a_cell_as_people_write_them_are_no_hindrance():
    source = "%matplotlib inline\nfiles = !ls\n!pip install x\nhelp?\n" + "value = 1\n" * 300
    assert {"files", "value"} <= names_of(source).binds
    assert names_of("\u00e9t\u00e9 = '\u0e01\u0e33\u0e48'").binds == {"\u00e9t\u00e9"}


def test_a_function_that_ends_it_costs_its_own_tests_alone(engine):
    ends = "def double(x):\n    import os\n    os._exit(0)"
    book = run(engine, CELLS, {1: ends})
    assert points(book) == [0, 1]
    assert book.entry.outcomes["T2"] == "process ended"
    deaf = "def double(x):\n" + "\n".join(f"    {line}" for line in DEAF.split("\n"))
    book = run(engine, CELLS, {1: deaf})
    assert points(book) == [0, 1]
    assert book.entry.outcomes["T2"] == "timed out"


def test_what_ends_the_process_of_the_tests_costs_that_test_alone(engine):
    cells = [("T", EXIT) if place == 2 else cell for place, cell in enumerate(CELLS)]
    book = run(engine, cells)
    assert points(book) == [0, 1]
    assert book.entry.outcomes["T2"] == "no result"
    assert [note for note in book.entry.notes if "This needs a person" in note]


def test_it_is_not_started_again_for_ever(engine):
    cells = [("P", "x = 1")] * (RESTARTS + 1) + CELLS
    book = run(engine, cells, dict.fromkeys(range(RESTARTS), EXIT))
    assert points(book) == [1, 1]
    book = run(engine, cells, dict.fromkeys(range(RESTARTS + 1), EXIT))
    assert points(book) == [0, 0]
    assert book.entry.notes[0] == "The submission's process ended: process ended."


def test_what_a_cell_defines_is_told_from_what_it_does():
    source = "import math\nN = [1, 'a']\nf = lambda x: x\nmodel = fit()\nquit()\nprint(N)"
    assert definitions_of(source) == "import math\nN = [1, 'a']\nf = lambda x: x"
    assert definitions_of("def (") == ""
    assert definitions_of(source, below=2) == "f = lambda x: x"
    source = "import math\nfit()\nN = 2\nwhile True:\n    pass\ndef f():\n    return N"
    assert definitions_of(source, reached=True) == "import math\nN = 2"
    assert definitions_of("N = 2", reached=True) == "N = 2"


def first_runs(monkeypatch, happens):
    """Have what happens(session) does happen in the first session that begins, and only there."""
    grade, sessions = GradingSession.grade, []

    async def first(session, *files):
        sessions.append(session)
        if len(sessions) == 1:
            happens(session)
        await grade(session, *files)

    monkeypatch.setattr(GradingSession, "grade", first)
    return sessions


def test_what_ends_the_processes_before_the_first_cell_costs_nothing(engine, monkeypatch):
    def end(session):
        session.pair.student.signal(signal.SIGKILL)

    sessions = first_runs(monkeypatch, end)
    book = run(engine, CELLS, {})
    assert points(book) == [1, 1]
    assert len(sessions) == 2
    assert book.entry.notes == []


@pytest.mark.parametrize("given", [True, False])
def test_processes_that_never_begin_are_given_up(engine, monkeypatch, given):
    """What ends them again and again may be in the submission's files; before these, it is not."""

    async def fail(session, *_):
        session.ended_by_files = given
        raise OSError("no first word")

    monkeypatch.setattr(GradingSession, "send_files", fail)
    if given:
        book = run(engine, CELLS, {})
        assert points(book) == [0, 0]
        assert "before its first cell (no first word)" in book.entry.notes[0]
    else:
        with pytest.raises(ProcessesLost, match="no first word"):
            run(engine, CELLS, {})


def test_the_files_of_a_submission_are_given_after_all_else(engine, monkeypatch):
    order, drain, asked = GradingSession.order, GradingSession.drain, []

    async def order_noted(session, what, limit):
        asked.append("tests")
        return await order(session, what, limit)

    async def drain_noted(session, request):
        asked.append("submission")
        return await drain(session, request)

    monkeypatch.setattr(GradingSession, "order", order_noted)
    monkeypatch.setattr(GradingSession, "drain", drain_noted)
    run(engine, CELLS, {}, {"data.csv": "1"})
    assert asked[:2] == ["tests", "submission"]


def test_a_fault_of_ours_with_its_files_costs_a_submission_nothing(engine, monkeypatch):
    monkeypatch.setattr(AccompanyingFiles, "modules", 5)  # no list, which nobody can go through
    with pytest.raises(ProcessesLost, match="its files could not be put beside it: TypeError"):
        run(engine, CELLS, {}, {"data.csv": "1"})


def test_a_process_of_the_tests_that_could_not_be_started_costs_nothing(engine, monkeypatch):
    spawn, targets = ForkServer.spawn, []

    def first_fails(server, target, *given, **more):
        targets.append(target)
        with monkeypatch.context() as patch:
            if target == "referee" and targets.count(target) == 1:
                patch.setitem(server.settings, "cpu_seconds", "none")
            return spawn(server, target, *given, **more)

    monkeypatch.setattr(ForkServer, "spawn", first_fails)
    ForkServer.instance().attached(PairPool).close()  # the next pair is forked now
    book = run(engine, CELLS, {})
    assert points(book) == [1, 1]
    assert book.entry.notes == []


def test_what_had_ended_before_it_was_told_to_was_not_ended_by_that(engine):
    """A supervisor that is slow, on a machine whose memory is short, finds both at once."""
    server = ForkServer.instance(parent=engine.execute)
    before = children(server.server.pid)
    pair = fork_pair(server)
    processes = [pair.student, pair.referee]
    until = time.monotonic() + 60
    for process in processes:
        process.signal(0)
    while not all(process.has_all for process in processes) and time.monotonic() < until:
        time.sleep(0.01)
    supervisors = children(server.server.pid) - before
    watched = set().union(*map(children, supervisors))
    assert len(supervisors) == len(watched) == 2
    try:
        for pid in supervisors:
            os.kill(pid, signal.SIGSTOP)
        for pid in watched:
            os.kill(pid, signal.SIGKILL)
        while not all(map(has_ended, watched)) and time.monotonic() < until:
            time.sleep(0.01)
        for process in processes:
            process.signal(signal.SIGKILL)
    finally:
        for pid in supervisors:
            os.kill(pid, signal.SIGCONT)
    assert {report["reason"] for report in pair.end().values()} == {"signal 9"}


def has_ended(pid):
    """Whether a process has, with all of its threads: before that nobody can collect it."""
    state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    return state == "Z" and len(os.listdir(f"/proc/{pid}/task")) == 1


def test_the_seconds_of_a_notebook_count_from_its_first_cell(engine, monkeypatch):
    """To begin with, the grader reads its own modules; that it does so slowly is not theirs."""
    send_files = GradingSession.send_files

    async def slow(session, *files):
        await asyncio.sleep(2)
        await send_files(session, *files)

    def limit(session):
        session.deadline = time.monotonic() + 2

    monkeypatch.setattr(GradingSession, "send_files", slow)
    first_runs(monkeypatch, limit)
    assert points(run(engine, CELLS, {})) == [1, 1]


def test_time_in_which_the_grader_did_not_attend_costs_nothing(engine, monkeypatch):
    """It has one thread a session. While that is stopped, no cell is run."""
    run_student = GradingSession.run_student

    async def stopped(session, cell, index, *given, **more):
        if session is sessions[0] and index == 1:
            session.deadline = time.monotonic() + 1
            asyncio.get_running_loop().call_soon(time.sleep, 2)
            await asyncio.sleep(0.01)
        await run_student(session, cell, index, *given, **more)

    monkeypatch.setattr(GradingSession, "run_student", stopped)
    sessions = first_runs(monkeypatch, lambda session: None)
    assert points(run(engine, CELLS, {})) == [1, 1]
    assert len(sessions) == 2


def test_each_cell_is_announced_and_whether_anything_was_late(engine, monkeypatch):
    told = []
    monkeypatch.setattr(sys.modules["grading.execution.execute"], "starved", lambda *_: False)
    monkeypatch.setattr(Process, "next_cell", lambda _, late: told.append(late))
    book = run(engine, CELLS, {0: "import time\ntime.sleep(600)"})
    assert len(told) == 2 * (len(book.cells) + 1)  # to both processes, and once more at the end
    assert told[:4] == [False, False, True, True]
    assert all(told[2:])
