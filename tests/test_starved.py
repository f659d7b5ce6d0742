"""A time-out counts only if the submission had the processor: else it is run again, alone."""

import asyncio
import contextlib
import itertools
import sys
import threading
import time
from types import SimpleNamespace

import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook, new_output
from traitlets.config import Config

from grading.execution import Execute
from grading.execution.execute import ATTEMPTS, PATIENCE, STARVED, ProcessesLost, starved
from grading.execution.pair_pool import PairPool
from grading.execution.provisioner import Pair
from grading.execution.session import GradingSession, Stop
from grading.execution.turns import Turns
from grading.log import LogEntry
from grading.outcomes import Outcome
from grading.process import WAITS, Starving
from grading.walls import Wall


@pytest.mark.parametrize(
    ("report", "verdict"),
    [
        ({"cpu": 0.4, "waited": 29.0}, True),
        ({"cpu": 20.0, "waited": 19.0}, False),  # it used what it got
        ({"cpu": 0.0, "waited": 5.0}, False),  # it slept
        ({"cpu": 20.0, "waited": 15.0, "starved": 13.0}, True),  # in the cell that was late
        ({"cpu": 20.0, "waited": 15.0, "starved": 11.0}, False),
        ({"reason": "lost"}, False),
    ],
)
def test_what_starved_means(report, verdict):
    assert starved({"student": report, "referee": {}}, 30) is verdict
    assert starved({"student": {}, "referee": report}, 30) is verdict


@pytest.mark.parametrize(
    ("waited", "cpu", "starved_in_it", "verdict"),
    [
        ((5.0, 5.0, 3.0), 0.5, 0.0, True),  # each waited a third of the time for the others
        ((5.0, 5.0, 3.0), 5.0, 0.0, False),  # and used more
        ((4.0, 4.0, 3.0), 0.5, 0.0, False),  # not for long
        ((5.0, 5.0, 3.0), 5.0, 4.5, True),
        ((5.0, 5.0, 3.0), 5.0, 3.5, False),
    ],
)
def test_those_who_wait_for_each_other_starve_together(waited, cpu, starved_in_it, verdict):
    """A test asks the student's process, which answers, and the grader hears of it."""
    reports = {
        name: {"cpu": cpu, "waited": seconds, "starved": starved_in_it}
        for name, seconds in zip(("student", "referee", "grader"), waited, strict=True)
    }
    assert starved(reports, 30) is verdict


LATE, PASSED, FAILED, STOPPED = (
    Outcome.TIMED_OUT, Outcome.PASSED, Outcome.FAILED, Outcome.PROCESS_ENDED
)  # fmt: skip


FIRST_DEADLINE = 5000.0


class Session:
    """Stands for a session: each run has the next outcome."""

    outcomes_to_come: list[Outcome] = []  # noqa: RUF012
    patience: list[int] = []  # noqa: RUF012  (that each was given)

    def __init__(self, *_, **options):
        self.patience.append(options["patience"])
        self.outcomes = {"test": self.outcomes_to_come.pop(0)}
        self.seconds, self.notes, self.ended, self.lost = {"end": 0.0}, ["a note"], "", ""
        self.began, self.ended_by_files = True, False
        self.grader = {"cpu": 0.0, "waited": 0.0}
        self.stopped, self.deadline = self.outcomes["test"] is STOPPED, 0.0

    @property
    def out_of_time(self):
        return self.outcomes["test"] is Outcome.TIMED_OUT

    async def grade(self, *_):
        """Nothing runs."""
        self.deadline = self.deadline or FIRST_DEADLINE


class Server:
    """Stands for a fork server, and for what is attached to it."""

    wall = Wall.NAMESPACES
    settings: dict = {}  # noqa: RUF012

    def __init__(self, reports):
        self.reports, self.turns = reports, []

    def attached(self, kind):
        return self

    def take(self):
        return self

    def end(self):
        return {"student": {"reason": "killed", "began": True, **self.reports.pop(0)}}

    def beside(self):
        self.turns.append("beside")
        return contextlib.nullcontext()

    def alone(self):
        self.turns.append("alone")
        return contextlib.nullcontext()


MODULE = sys.modules["grading.execution.execute"]  # whose name a function of it has taken
POOL = sys.modules["grading.execution.pair_pool"]
HAD, HAD_NOT = {"cpu": 29.0, "waited": 20.0}, {"cpu": 0.2, "waited": 20.0}
IDLE = {"cpu": 0.1, "waited": 0.1}


@pytest.mark.parametrize(
    ("outcomes", "reports", "turns", "said"),
    [
        ([LATE, PASSED], [HAD_NOT, HAD], ["beside", "alone"], [STARVED, "a note"]),
        ([LATE, LATE], [HAD_NOT, HAD_NOT], ["beside", "alone"], [STARVED, "a note"]),
        ([LATE], [HAD], ["beside"], ["a note"]),
        ([PASSED], [HAD_NOT], ["beside"], ["a note"]),
        (
            [STOPPED, LATE, PASSED],
            [HAD_NOT, IDLE, HAD],
            ["beside"] * 2 + ["alone"],
            [STARVED, "a note"],
        ),
    ],
    ids=["starved", "starved by itself", "slow", "in time", "starved before it was stopped"],
)
def test_who_was_starved_is_run_again_alone_once_and_it_is_said(
    monkeypatch, outcomes, reports, turns, said
):
    Session.outcomes_to_come, Session.patience = [*outcomes], []
    monkeypatch.setattr(MODULE, "GradingSession", Session)
    server = Server([*reports])
    session = Execute(config=Config()).run_warm(
        new_notebook(), {}, (None, None), server, LogEntry("ada", "hw", "one"), {}
    )
    assert server.turns == turns
    assert Session.patience == [PATIENCE if turn == "alone" else 1 for turn in turns]
    assert session.notes == said
    assert session.outcomes["test"] is outcomes[-1]


def test_to_wait_for_processes_is_no_time_of_the_submission(monkeypatch):
    clock = itertools.count(1000.0)
    monkeypatch.setattr(MODULE, "time", SimpleNamespace(monotonic=lambda: next(clock)))
    monkeypatch.setattr(MODULE, "GradingSession", Session)
    Session.outcomes_to_come = [STOPPED, PASSED]
    session = Execute(config=Config()).run_warm(
        new_notebook(), {}, (None, None), Server([IDLE, IDLE]), LogEntry("ada", "hw", "one"), {}
    )
    assert session.deadline == FIRST_DEADLINE + 1  # a second passed while it waited for the second


@pytest.mark.parametrize(
    ("sizes", "comes_to_an_end", "flooded", "ended"),
    [
        ([], True, False, ""),
        ([5, 5, 5], True, True, ""),  # however long it takes
        ([5, 5], False, True, "too much output"),
        ([5], False, False, ""),  # of a process that never says that it is idle
    ],
)
def test_what_a_test_had_put_out_is_heard_to_its_end(
    monkeypatch, sizes, comes_to_an_end, flooded, ended
):
    pair = SimpleNamespace(student=SimpleNamespace(signal=lambda number: None))
    session = GradingSession(new_notebook(), pair, {})
    session.flooded, waiting = flooded, [*sizes]

    async def hear():
        listening = asyncio.get_running_loop().create_future()

        async def wait(_, timeout):
            if waiting:
                session.size += waiting.pop(0)
            elif comes_to_an_end:
                listening.set_result(None)

        monkeypatch.setattr(asyncio, "wait", wait)
        await session.hear_out(listening)

    asyncio.run(hear())
    assert (session.size, session.ended) == (sum(sizes), ended)


def test_a_cell_that_is_late_is_known(monkeypatch):
    async def stock(self, timeout, cell):
        return {"content": "stock"}

    assert "_async_handle_timeout" in vars(NotebookClient)
    monkeypatch.setattr(NotebookClient, "_async_handle_timeout", stock)
    session = GradingSession(new_notebook(), None, {})
    assert not session.out_of_time
    reply = asyncio.run(session._async_handle_timeout(3, None))
    assert reply == {"content": "stock"}
    assert session.out_of_time


def test_a_referee_that_does_not_reply_is_late(monkeypatch):
    """It may be the grader that was late to hear the reply."""

    async def ask():
        pair = SimpleNamespace(referee=SimpleNamespace(signal=lambda number: None))
        session = GradingSession(new_notebook(), pair, {})
        session.reader = asyncio.StreamReader()
        session.writer = SimpleNamespace(write=lambda data: None)
        assert await session.order({}, 0.01) == {}
        return session

    session = asyncio.run(ask())
    assert session.lost == "the test ran for too long"
    assert session.out_of_time


def test_a_process_that_does_not_come_back_from_a_test_is_late(monkeypatch):
    async def gone(*_, **__):
        return {"gone": True}

    async def never(*_):
        await asyncio.get_running_loop().create_future()

    async def nothing(*_):
        pass

    for name, done in {"ask_referee": gone, "drain": never, "overhear": never,
                       "settle": nothing, "hear_out": nothing}.items():  # fmt: skip
        monkeypatch.setattr(GradingSession, name, done)
    pair = SimpleNamespace(student=SimpleNamespace(signal=lambda number: None))
    session = GradingSession(new_notebook(), pair, {})
    session.deadline = time.monotonic() + 1000
    session.kc = SimpleNamespace(
        session=SimpleNamespace(msg=lambda *_: {"header": {"msg_id": "one"}}),
        shell_channel=SimpleNamespace(send=lambda request: None),
    )
    asyncio.run(session.ask_with_submission(new_code_cell(), hidden=False, more={}))
    assert session.ended == "it did not come back from a test"
    assert session.out_of_time


@pytest.mark.parametrize("reason", ["ended", "Cannot allocate memory"])
def test_whose_processes_never_began_is_run_again_whatever_the_reason_is(monkeypatch, reason):
    monkeypatch.setattr(MODULE, "GradingSession", Session)
    Session.outcomes_to_come = [FAILED, PASSED]
    server = Server([{"reason": reason, "began": False}, {"reason": reason}])
    session = Execute(config=Config()).run_warm(
        new_notebook(), {}, (None, None), server, LogEntry("ada", "hw", "one"), {}
    )
    assert session.outcomes["test"] is PASSED
    Session.outcomes_to_come = [FAILED] * ATTEMPTS
    server = Server([{"reason": reason, "began": False}] * ATTEMPTS)
    with pytest.raises(ProcessesLost, match=reason):
        Execute(config=Config()).run_warm(
            new_notebook(), {}, (None, None), server, LogEntry("ada", "hw", "one"), {}
        )


@pytest.mark.parametrize(
    ("cells", "starved"),
    [
        ([(20, 0, False), (1, 9, True)], 9),  # who worked long starves in a later cell
        ([(1, 9, False), (10, 0, True)], 0),  # who starved was in time; what was late had it all
        ([(9, 8, True)], 0),  # it used what it got
        ([(1, 5, True), (0, 3, True)], 5),
        ([(0, 0, True)], 0),
    ],
)
def test_each_cell_starves_by_itself(cells, starved):
    """cells: seconds that each used and waited, and whether something had run out of time."""
    starving, used, waited = Starving(), 100.0, 50.0
    starving.next_cell(used, waited, counts=False)  # what was before the first cell is no matter
    for used_here, waited_here, late in cells:
        used, waited = used + used_here, waited + waited_here
        starving.next_cell(used, waited, late)
    assert starving.starved == starved


def test_who_was_starved_has_more_of_each_limit():
    session = GradingSession(new_notebook(), None, {}, timeout=4, patience=PATIENCE)
    session.deadline = time.monotonic() + 1000
    assert session._get_timeout(None) == 4 * PATIENCE
    session.deadline = time.monotonic() + 2
    assert session._get_timeout(None) <= 2


@pytest.mark.parametrize(
    ("before", "in_time", "patience", "now", "counts"),
    [
        (PASSED, True, 1, STOPPED, PASSED),  # when a cell far below had ended the process
        (FAILED, True, 1, LATE, FAILED),
        (FAILED, True, 1, PASSED, FAILED),  # or who guesses would end the process to guess again
        (FAILED, False, 1, PASSED, FAILED),
        (FAILED, True, PATIENCE, PASSED, FAILED),
        (FAILED, False, PATIENCE, PASSED, PASSED),  # starved, it may have failed over that
        (PASSED, False, PATIENCE, LATE, PASSED),
        (None, True, 1, LATE, LATE),
    ],
)
def test_a_verdict_stands_in_other_runs_but_of_one_that_was_starved(
    monkeypatch, before, in_time, patience, now, counts
):
    test = new_code_cell("assert f()")
    test.metadata["nbgrader"] = {"grade_id": "test_f", "grade": True, "points": 2, "locked": True}

    async def answer(*_, **__):
        return {"outcome": str(now), "outputs": [new_output("stream", text="now")]}

    monkeypatch.setattr(GradingSession, "ask_with_submission", answer)
    said = [new_output("stream", text="before")]
    given = {0: Stop("", said, before, in_time=in_time)} if before else {}
    session = GradingSession(new_notebook(cells=[test]), None, {}, given=given, patience=patience)
    asyncio.run(session.run_test(test, 0))
    assert session.outcomes == {"test_f": counts}
    # What failed before a result says so: nbgrader would take a test without an error for passed.
    assert ("before" in str(test.outputs)) is (counts is before and now is not before)


def test_what_was_said_after_a_time_out_was_not_said_in_time():
    session = GradingSession(new_notebook(), None, {})
    cell = new_code_cell()
    assert session.result_of(cell).in_time
    session.late = True
    assert not session.result_of(cell).in_time
    session.patience = PATIENCE  # of the second run, all counts
    assert session.result_of(cell).in_time


def test_alone_is_alone():
    turns, log = Turns(None), []
    begun, go_on = threading.Event(), threading.Event()

    def beside(name):
        with turns.beside():
            log.append(f"{name} begins")
            begun.set()
            go_on.wait(30)
            log.append(f"{name} ends")

    def alone():
        with turns.alone():
            log.append("alone")

    first = threading.Thread(target=beside, args=["first"])
    first.start()
    assert begun.wait(30)
    second = threading.Thread(target=alone)
    second.start()
    while not turns.taken:  # until it waits for the first to end
        time.sleep(0.01)
    third = threading.Thread(target=beside, args=["third"])
    third.start()
    go_on.set()
    for thread in (first, second, third):
        thread.join(30)
    assert log == ["first begins", "first ends", "alone", "third begins", "third ends"]


class Forked(SimpleNamespace):
    """Stands for a pair of processes."""

    student = referee = SimpleNamespace(poll=lambda: None)
    is_old = False


def test_a_pair_is_forked_ahead_where_a_notebook_follows(monkeypatch):
    log = []
    monkeypatch.setattr(
        POOL, "fork_pair", lambda server, ahead=False: log.append(ahead) or Forked()
    )
    pool = PairPool(None)
    pool.begin()
    for _ in range(3):
        log.append("take")
        pool.take()
    assert log == [True, "take", "take", False, True, "take", True]


def test_a_pair_that_has_waited_for_very_long_is_not_taken(monkeypatch):
    """Its supervisors would end it in the middle of the notebook."""
    ends = []
    waited = SimpleNamespace(started=time.monotonic() - WAITS - 1)
    old = Forked(is_old=Pair.is_old.fget(waited), end=lambda: ends.append("old"))
    new = Forked(is_old=Pair.is_old.fget(SimpleNamespace(started=time.monotonic())))
    forked = iter([old, new])
    monkeypatch.setattr(POOL, "fork_pair", lambda server, ahead=False: next(forked))
    pool = PairPool(None)
    pool.begin()
    assert pool.take() is new
    assert ends == ["old"]
