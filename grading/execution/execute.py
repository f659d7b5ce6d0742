"""nbgrader's Execute, warm and refereed: student's cells in one process, tests in another."""

from __future__ import annotations

import signal
import time
from contextlib import suppress
from dataclasses import replace
from typing import Any

from jupyter_core.utils import run_sync
from nbformat import NotebookNode
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.preprocessors import Execute as StockExecute
from traitlets import Float, default

from grading.checked import current
from grading.command_errors import stop_if_unread
from grading.execution.course import notebooks_of, suited
from grading.execution.files import NO_FILES, AccompanyingFiles, accompanying, files_in, pack
from grading.execution.graded_by import graded_by
from grading.execution.outputs import messages
from grading.execution.pair_pool import PairPool
from grading.execution.session import GradingSession, Stop
from grading.execution.turns import Turns
from grading.late import forget_extensions
from grading.log import LogEntry, RunLog, plain
from grading.process import ForkServer
from grading.sharing import share
from grading.submission import SubmissionExporter
from grading.walls import Wall

RESTARTS = 4  # of a submission that ends its own process
ATTEMPTS = 3  # to run a notebook whose processes something else ends
KILLED = f"signal {int(signal.Signals.SIGKILL)}"  # not by us: our own has another reason
MUCH = 0.4  # of the seconds that a cell may take
SECONDS = ("cpu", "waited", "starved")  # that a process tells of
PATIENCE = 3  # times the seconds, for who was starved: what else the machine does may go on
STARVED = (
    "It ran out of time while other processes had the processor, so it was run again, alone: what "
    "counts is the second run."
)
# Settings of nbgrader's Execute that hold here too.
OF_NBCLIENT = (
    "timeout", "interrupt_on_timeout", "error_on_timeout", "raise_on_iopub_timeout", "allow_errors"
)  # fmt: skip


def starved(processes: dict[str, dict[str, Any]], timeout: float) -> bool:
    """Whether a process, or the grader that attends to it, was ready and had no processor for a
    good part of the seconds that a cell may take, and for longer than all that it used: in the cell
    that ran out of time, or in all. Where they wait for each other, so do all of them together.
    """
    much = timeout * MUCH
    each = [[report.get(what, 0.0) for what in SECONDS] for report in processes.values()]
    together = [sum(seconds) for seconds in zip(*each, strict=True)]
    return any(
        starved > much or waited > max(cpu, much) for cpu, waited, starved in [*each, together]
    )


class GradingExporter(SubmissionExporter):
    """Reads submissions, and sees to it before the first that the fork server runs."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stop_if_unread(self)
        if getattr(self.parent, "runs_here", True):
            server = ForkServer.instance(parent=self)
            course = getattr(self.parent, "coursedir", None)
            if course is not None:
                share(course)
                with Gradebook(course.db_url) as gradebook, suppress(MissingEntry):
                    forget_extensions(gradebook, course.assignment_id, self)
            if course is not None and server.socket is None:
                server.suit(suited(server.trait_values(config=True), notebooks_of(course)))
            server.wait()
            if server.usable:
                server.attached(PairPool).begin()
            if course is not None and (unchecked := current(course, course.assignment_id)[1]):
                self.log.warning(unchecked)


class ProcessesLost(RuntimeError):
    """Something outside the grading ended the processes of a submission, again and again."""


class Execute(StockExecute):
    """Runs a submission for Autograde.

    timeout is nbgrader's own setting: seconds for a cell of the submission, and for what one test
    calls of it. The other settings are those of Sandbox and ForkServer.
    """

    repeat_timeout = Float(
        1.0, min=0.1, help="Seconds for a call of a function that has run out of time before."
    ).tag(config=True)

    @default("error_on_timeout")
    def _error_on_timeout_default(self) -> dict[str, Any]:
        name, why = "CellTimeoutError", "the cell ran too long and was stopped"
        return {"ename": name, "evalue": why, "traceback": [f"\x1b[0;31m{name}\x1b[0m: {why}"]}

    @property
    def timeouts(self) -> dict[str, float | None]:
        """The settings of time, by name."""
        return {name: getattr(self, name) for name in ("timeout", "repeat_timeout", "grace")}

    grace = Float(
        10.0, min=0.1, help="Seconds that a cell which was interrupted may take to stop. Its "
        "process is ended then, and the cells after it are run in a new one."
    ).tag(config=True)  # fmt: skip

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any], km: Any = None
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Run a sanitized submission, and log it. Raises nothing that the submission causes."""
        server = ForkServer.instance(parent=self)
        files = accompanying(resources.get("metadata", {}).get("path"))
        course = self.files_of_course(resources["nbgrader"]["assignment"])
        RunLog.instance(parent=self).write(self.run(nb, resources, files, server, course))
        return nb, resources

    def files_of_course(self, assignment: str) -> AccompanyingFiles:
        """The files beside the instructor's notebooks, if it is known where these are."""
        coursedir = getattr(getattr(self.parent, "parent", None), "coursedir", None)
        if coursedir is None:
            return NO_FILES
        folder = coursedir.format_path(coursedir.source_directory, ".", assignment)
        return pack(files_in(folder, coursedir.ignore))

    def run(
        self,
        nb: NotebookNode,
        resources: dict[str, Any],
        files: AccompanyingFiles,
        server: ForkServer,
        course_files: AccompanyingFiles = NO_FILES,
    ) -> LogEntry:
        """Run all cells of nb in place. Returns what is to be said of it.

        files lie beside the notebook; those of them that are the instructor's, course_files, beside
        the tests too.

        Raises ProcessesLost if something outside the grading ended its processes.
        """
        if "grading" not in nb.metadata:
            raise RuntimeError(
                "grading.execution.Execute runs what grading.submission.Repair has checked: put "
                "that into c.Autograde.sanitize_preprocessors, as grading.configure does."
            )
        language = nb.metadata.get("kernelspec", {}).get("language", "python")
        if not str(language).lower().startswith("python"):
            raise RuntimeError(
                f"The instructor's notebook is written for {language}. The grading engine runs "
                "Python alone: grade this assignment with nbgrader's own Execute."
            )
        started = time.monotonic()
        server.wait()
        note = dict(nb.metadata["grading"])
        instructor = note.pop("instructor", {})
        entry = LogEntry(
            **{name: resources["nbgrader"][name] for name in
               ("student", "assignment", "notebook")},
            **{name: note[name] for name in ("submitted", "unreadable", "repaired")
               if name in note},
            wall=server.wall,
        )  # fmt: skip
        entry.graded_by = note["graded_by"] = graded_by(
            instructor.pop("digest", ""), course_files, self.timeouts, server
        )
        if server.usable:
            session = self.run_warm(nb, resources, (files, course_files), server, entry, instructor)
            entry.outcomes, entry.causes = session.outcomes, session.causes
            entry.notes, entry.fetched = [*map(plain, session.notes)], session.fetched
            entry.unguarded, entry.seconds = session.unguarded, session.seconds
            entry.messages = messages(nb, entry.outcomes)
        else:
            stock = StockExecute(parent=self.parent, config=self.config)
            stock.preprocess(nb, resources)
        note["outcomes"] = {name: str(outcome) for name, outcome in entry.outcomes.items()}
        if entry.notes:
            note["notes"] = entry.notes
        if entry.unguarded:
            note["unguarded"] = entry.unguarded
        if server.wall is Wall.NONE:
            note["sandbox"] = "not sandboxed"
            self.log.warning("not sandboxed: %s", entry.notebook)
        nb.metadata["grading"] = note
        entry.seconds["all"] = time.monotonic() - started
        entry.seconds = {name: round(spent, 4) for name, spent in entry.seconds.items()}
        return entry

    def run_warm(
        self,
        nb: NotebookNode,
        resources: dict[str, Any],
        files: tuple[AccompanyingFiles, AccompanyingFiles],
        server: ForkServer,
        entry: LogEntry,
        instructor: dict[str, Any],
    ) -> GradingSession:
        """Run all cells: again if a fault outside ends the processes, again and alone if it ran out
        of time while others had the processor, and again without the cell that did if the
        submission ends its own process.
        """
        turns = server.attached(Turns)
        stops: dict[int, Stop] = {}
        given: dict[int, Stop] = {}
        used: dict[str, dict[str, float]] = {}  # since it was first started, by process
        kills, restarts, was_starved, deadline, before = 0, RESTARTS, False, 0.0, 0.0
        why = ""
        while kills < ATTEMPTS:
            started = time.monotonic()
            known = {index: replace(stop) for index, stop in stops.items()}
            with turns.alone() if was_starved else turns.beside():
                pair = server.attached(PairPool).take()
                forked = time.monotonic()
                deadline += (forked - started) * bool(deadline)  # to wait is no time of its own
                session = GradingSession(
                    nb, pair, server.settings, instructor, resources=resources, parent=self,
                    stops=known, restarts=restarts, given=given, iopub_timeout=self.grace,
                    patience=PATIENCE if was_starved else 1, repeat_timeout=self.repeat_timeout,
                    **{name: getattr(self, name) for name in OF_NBCLIENT},
                )  # fmt: skip
                session.deadline = deadline
                try:
                    run_sync(session.grade)(*files)
                finally:
                    ending = time.monotonic()
                    entry.processes = pair.end()
            session.seconds["wait for processes"] = forked - started
            session.seconds["end"] += time.monotonic() - ending
            reasons = {report["reason"] for report in entry.processes.values()}
            began = all(report["began"] for report in entry.processes.values())
            limit = self.timeout or server.settings["wall_seconds"]
            reports = {**entry.processes, "grader": session.grader}
            used = {name: {what: used.get(name, {}).get(what, 0.0) + report.get(what, 0.0)
                           for what in SECONDS}
                    for name, report in reports.items()}  # fmt: skip
            # In a sandbox, no submission can do that to itself. A machine without memory can, so
            # in the end it counts as the submission's own.
            killed = KILLED in reasons and server.wall is not Wall.NONE and kills + 1 < ATTEMPTS
            # Before its first cell, nothing of the submission's but its files could end them.
            idle = not session.began and not (session.ended_by_files and kills + 1 == ATTEMPTS)
            if not was_starved and session.out_of_time and starved(used, limit):
                self.log.warning("%s: %s", entry.student, STARVED)
                was_starved, stops, restarts, deadline = True, {}, RESTARTS, 0.0
            elif not began or killed or idle:
                self.log.warning("the processes of a submission were lost: it is run again")
                why = session.ended or session.lost or ", ".join(sorted(reasons))
                kills += 1
            elif session.stopped:
                stops, deadline, restarts = known, session.deadline, restarts - 1
            else:
                session.notes[:0] = [STARVED] if was_starved else []
                session.seconds |= {"runs before": before} if before else {}
                return session
            before += time.monotonic() - started
        raise ProcessesLost(
            f"the processes of this submission were ended from outside, or never began, {ATTEMPTS} "
            f"times: it was not graded. Is the machine out of memory? ({why})"
        )
