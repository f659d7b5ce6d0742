"""A notebook to run, as a function of values alone, so that it can run anywhere.

A Job names everything that running a submission needs; `execute` needs no gradebook and no shared
disk. `python -m grading check` runs such; for a class's submissions see handed_in.
"""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.preprocessors import ClearHiddenTests, ClearMarkScheme
from traitlets.config import Config

from grading.execution.execute import Execute
from grading.execution.files import NO_FILES, AccompanyingFiles
from grading.execution.graded_by import versions
from grading.log import LogEntry
from grading.process import ForkServer, SandboxUnavailable


class JobRefused(RuntimeError):
    """A process cannot do this job, nor any other of the same run. The message says why."""


@dataclass(frozen=True)
class Job:
    """A sanitized notebook to run. names: the student, assignment and notebook."""

    names: dict[str, str]
    text: str
    files: AccompanyingFiles
    settings: dict[str, dict[str, Any]]
    made_by: dict[str, str]  # see versions()
    # Those of the files that are the instructor's: the tests have them, and no others.
    course_files: AccompanyingFiles = NO_FILES


@dataclass(frozen=True)
class Result:
    """The notebook with its outputs, as JSON, and its entry for the log."""

    text: str
    entry: LogEntry

    def notebook(self) -> NotebookNode:
        """The notebook."""
        return nbformat.v4.reads(self.text)


def settings_of(execute: Execute) -> dict[str, dict[str, Any]]:
    """What a process elsewhere must know of the configuration, as JSON's types."""
    server, hidden = ForkServer(parent=execute), ClearHiddenTests(parent=execute)
    scheme = ClearMarkScheme(parent=execute)
    return {
        "Execute": execute.timeouts,
        "ForkServer": server.trait_values(config=True),
        "Sandbox": server.settings,
        "ClearHiddenTests": hidden.trait_values(config=True),
        "ClearMarkScheme": scheme.trait_values(config=True),
        "RunLog": {"folder": ""},
    }


def check_versions(made_by: dict[str, str], all_of_it: bool = False) -> None:
    """Raise JobRefused if a job was made by other versions() than this process has."""
    here = versions(all_of_it)
    differ = [
        f"{name} {made_by.get(name, 'missing')} there, {here.get(name, 'missing')} here"
        for name in {**made_by, **here}
        if made_by.get(name) != here.get(name)
    ]
    if differ:
        raise JobRefused(
            f"this worker is not from the course's version, and refuses its work: "
            f"{'; '.join(differ)}. Start workers with the same engine, in the same environment."
        )


def execute(job: Job) -> Result:
    """Run a job.

    Raises JobRefused if it was made by other versions than this process has, or if there is no
    sandbox here; ProcessesLost as Execute.run does.
    """
    check_versions(job.made_by)
    notebook = nbformat.v4.reads(job.text)
    entry = run(notebook, job.names, job.settings, job.files, job.course_files)
    return Result(nbformat.v4.writes(notebook), entry)


def run(
    notebook: NotebookNode,
    names: dict[str, str],
    settings: dict[str, dict[str, Any]],
    files: AccompanyingFiles,
    course_files: AccompanyingFiles,
) -> LogEntry:
    """Run a notebook in place. Raises JobRefused and ProcessesLost as execute() does."""
    resources = {"nbgrader": names, "metadata": {"path": ""}}
    with servers.use(settings) as server:
        try:
            server.wait()
        except SandboxUnavailable as error:  # a SystemExit, which is for the main thread alone
            raise JobRefused(str(error)) from None
        return Execute(config=Config(settings)).run(
            notebook, resources, files, server, course_files
        )


class Servers:
    """The fork servers of this process, one for each configuration that is in use."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.users: dict[str, int] = {}
        self.started: dict[str, ForkServer] = {}

    @contextlib.contextmanager
    def use(self, settings: dict[str, dict[str, Any]]) -> Iterator[ForkServer]:
        """A fork server with these settings. Ends those with others that nobody uses any more."""
        key = json.dumps(settings, sort_keys=True)
        with self.lock:
            for other in [name for name in self.started if name != key and not self.users[name]]:
                self.started.pop(other).stop()
            if key not in self.started:
                self.started[key] = ForkServer(config=Config(settings))
            server = self.started[key]
            self.users[key] = self.users.get(key, 0) + 1
        try:
            yield server
        finally:
            with self.lock:
                self.users[key] -= 1

    def stop(self) -> None:
        """End all of them. For when no job runs."""
        with self.lock:
            while self.started:
                self.started.popitem()[1].stop()


servers = Servers()
