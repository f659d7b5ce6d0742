"""A time-out counts only if the submission had the processor: else it is run again, alone."""

import asyncio
import contextlib
import sys
import threading
import time

import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_notebook
from traitlets.config import Config

from grading.execution import Execute
from grading.execution.execute import STARVED, starved
from grading.execution.session import GradingSession
from grading.execution.turns import Turns
from grading.log import LogEntry
from grading.outcomes import Outcome
from grading.walls import Wall


@pytest.mark.parametrize(
    ("report", "verdict"),
    [
        ({"cpu": 0.4, "waited": 29.0}, True),
        ({"cpu": 20.0, "waited": 19.0}, False),  # it used what it got
        ({"cpu": 0.0, "waited": 5.0}, False),  # it slept
        ({"reason": "lost"}, False),
    ],
)
def test_what_starved_means(report, verdict):
    assert starved({"student": report, "referee": {}}, 30) is verdict
    assert starved({"student": {}, "referee": report}, 30) is verdict


class Session:
    """Stands for a session: each run has the next outcome."""

    outcomes_to_come: list[Outcome] = []  # noqa: RUF012

    def __init__(self, *_, **__):
        self.outcomes = {"test": self.outcomes_to_come.pop(0)}
        self.seconds, self.notes, self.ended = {"end": 0.0}, ["a note"], ""
        self.stopped, self.deadline = False, 0.0

    @property
    def out_of_time(self):
        return self.outcomes["test"] is Outcome.TIMED_OUT

    async def grade(self, *_):
        """Nothing runs."""


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
        return {"student": {"reason": "killed", **self.reports.pop(0)}}

    def beside(self):
        self.turns.append("beside")
        return contextlib.nullcontext()

    def alone(self):
        self.turns.append("alone")
        return contextlib.nullcontext()


MODULE = sys.modules["grading.execution.execute"]  # whose name a function of it has taken
HAD, HAD_NOT = {"cpu": 29.0, "waited": 20.0}, {"cpu": 0.2, "waited": 20.0}
LATE, PASSED = Outcome.TIMED_OUT, Outcome.PASSED


@pytest.mark.parametrize(
    ("outcomes", "reports", "turns", "said"),
    [
        ([LATE, PASSED], [HAD_NOT, HAD], ["beside", "alone"], [STARVED, "a note"]),
        ([LATE, LATE], [HAD_NOT, HAD_NOT], ["beside", "alone"], [STARVED, "a note"]),
        ([LATE], [HAD], ["beside"], ["a note"]),
        ([PASSED], [HAD_NOT], ["beside"], ["a note"]),
    ],
    ids=["starved", "starved by itself", "slow", "in time"],
)
def test_who_was_starved_is_run_again_alone_once_and_it_is_said(
    monkeypatch, outcomes, reports, turns, said
):
    Session.outcomes_to_come = [*outcomes]
    monkeypatch.setattr(MODULE, "GradingSession", Session)
    server = Server([*reports])
    session = Execute(config=Config()).run_warm(
        new_notebook(), {}, (None, None), server, LogEntry("ada", "hw", "one"), {}
    )
    assert server.turns == turns
    assert session.notes == said
    assert session.outcomes["test"] is outcomes[-1]


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
