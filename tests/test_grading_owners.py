"""Who makes something ends it: a fork server its processes, its pairs, sockets and folders."""

import gc
import os
import sys
import tempfile
from pathlib import Path

import nbformat
import psutil
import pytest
from traitlets.config import Config

from grading.execution import (
    AccompanyingFiles,
    Execute,
    Job,
    execute,
    servers,
    settings_of,
    versions,
)
from tests.hostile.case import Case, fill_in, instructor

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the sandbox is Linux's")


def job(memory):
    """An honest submission, with a limit on its memory."""
    config = Config(
        {
            "ForkServer": {"preload": [], "rehearsal": "", "warm_up": ""},
            "Sandbox": {"memory": memory},
            "RunLog": {"folder": ""},
        }
    )
    notebook = fill_in(instructor(), Case())
    notebook.cells = [cell for cell in notebook.cells if "build" not in cell.id]
    next(cell for cell in notebook.cells if cell.id == "setup").source = "import numpy as np"
    notebook.metadata["grading"] = {}
    names = {"student": "ada", "assignment": "trials", "notebook": "trial"}
    return Job(
        names, nbformat.writes(notebook), AccompanyingFiles(),
        settings_of(Execute(config=config)), versions(),
    )  # fmt: skip


def held():
    """What this process holds: its children, and how many open files; not what is garbage."""
    gc.collect()
    return psutil.Process().children(recursive=True), len(os.listdir("/proc/self/fd"))


def test_three_jobs_with_different_settings_leave_nothing_behind(monkeypatch):
    folders = []
    make = tempfile.mkdtemp

    def recorded(*args, **options):
        folders.append(Path(make(*args, **options)))
        return str(folders[-1])

    monkeypatch.setattr(tempfile, "mkdtemp", recorded)
    execute(job(700))  # what a first run opens for good, such as libraries' own files
    servers.stop()
    before = held()
    for memory in (701, 702, 703):
        for _ in range(2):  # with the second, a pair is forked ahead
            result = execute(job(memory))
            assert set(result.entry.outcomes.values()) == {"passed"}
        assert len(servers.started) == 1
    servers.stop()
    assert held() == before
    assert len(folders) == 14  # of each job's pair, of the pairs forked ahead, and of the engine
    assert [folder for folder in folders if folder.exists()] == []
