"""nbgrader's Execute, warm and refereed: student's cells in one process, tests in another.

nbclient drives the student's kernel as it drives any. Locked cells run on both sides. Test cells
are run by the referee, and their outputs, from which nbgrader takes the score, are the referee's.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import signal
import time
from dataclasses import dataclass, field
from queue import Empty
from typing import Any

import nbformat
from jupyter_core.utils import run_sync
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionComplete
from nbformat import NotebookNode
from nbgrader import utils
from nbgrader.preprocessors import ClearHiddenTests
from nbgrader.preprocessors import Execute as StockExecute
from traitlets import Float

from grading.execution.files import Files, accompanying
from grading.execution.outputs import error_output, make_well_formed, messages
from grading.execution.pair_pool import bench_of
from grading.execution.provisioner import Pair, WarmKernelManager
from grading.log import RunLog
from grading.process import ForkServer
from grading.submission import SubmissionExporter

STUDENT_PROCESS = "student-process"  # tag of a test cell that must run among the student's code
ATTEMPTS = 3  # to run a notebook whose processes something else ends
ENDED = "process ended"
KILLED = f"signal {int(signal.Signals.SIGKILL)}"  # not by us: our own has another reason
REASONS = {"memory": "out of memory", "cpu": "timed out", "time": "timed out"}


class GradingExporter(SubmissionExporter):
    """Reads submissions, and sees to it before the first that the fork server runs."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if getattr(self.parent, "runs_here", True):
            ForkServer.instance(parent=self).wait()


class ProcessesLost(RuntimeError):
    """Something outside the grading ended the processes of a submission, again and again."""


@dataclass
class Case:
    """One notebook being graded: its processes, and what is to be said of it."""

    pair: Pair
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    deadline: float
    ended: str = ""  # why the student's process is no more
    lost: str = ""  # why the referee is no more
    outcomes: dict[str, str] = field(default_factory=dict)
    borrowed: dict[str, list[str]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)
    size: int = 0  # characters that the running cell has put out
    flooded: bool = False

    @contextlib.contextmanager
    def phase(self, name: str) -> Any:
        """Add the time of the block to a phase."""
        started = time.monotonic()
        try:
            yield
        finally:
            passed = time.monotonic() - started
            self.seconds[name] = self.seconds.get(name, 0.0) + passed


class Execute(StockExecute):
    """Runs a submission for Autograde.

    timeout is nbgrader's own setting: seconds for a cell of the submission, and for what one test
    calls of it. The other settings are those of Sandbox and ForkServer.
    """

    again = Float(
        1.0, min=0.1, help="Seconds for a call of a function that has run out of time before."
    ).tag(config=True)
    case: Case

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any], km: Any = None
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Run a sanitized submission, and log it. Raises nothing that the submission causes."""
        server = ForkServer.instance(parent=self)
        files = accompanying(resources.get("metadata", {}).get("path"))
        RunLog.instance(parent=self).write(self.run(nb, resources, files, server))
        return nb, resources

    def run(
        self, nb: NotebookNode, resources: dict[str, Any], files: Files, server: ForkServer
    ) -> dict[str, Any]:
        """Run all cells of nb in place. Returns what is to be said of it: its entry in the log.

        Raises ProcessesLost if something outside the grading ended its processes.
        """
        if "grading" not in nb.metadata:
            raise RuntimeError(
                "grading.execute.Execute runs what grading.repair.Repair has checked: put that "
                "into c.Autograde.sanitize_preprocessors, see nbgrader_config.py."
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
        entry: dict[str, Any] = {"seconds": {}, "processes": {}}
        if not server.usable:
            note["outcomes"] = {}
            stock = StockExecute(parent=self.parent, config=self.config)
            stock.preprocess(nb, resources)
        else:
            case, reports = self.run_warm(nb, resources, files, server)
            note["outcomes"] = case.outcomes
            if case.notes:
                note["notes"] = case.notes
            entry = {"borrowed": case.borrowed, "seconds": case.seconds, "processes": reports}
        if not server.sandboxed:
            note["sandbox"] = "not sandboxed"
            self.log.warning("not sandboxed: %s", resources["nbgrader"]["notebook"])
        nb.metadata["grading"] = note
        entry["seconds"] |= {"all": time.monotonic() - started}
        entry["seconds"] = {name: round(spent, 4) for name, spent in entry["seconds"].items()}
        return {
            **{key: resources["nbgrader"][key] for key in ("student", "assignment", "notebook")},
            **note,
            "messages": messages(nb, note["outcomes"]),
            **entry,
            "sandboxed": server.sandboxed,
        }

    def run_warm(
        self, nb: NotebookNode, resources: dict[str, Any], files: Files, server: ForkServer
    ) -> tuple[Case, dict[str, dict[str, Any]]]:
        """Run all cells with a pair of processes; again if a fault outside ends them."""
        for attempt in range(1, ATTEMPTS + 1):
            started = time.monotonic()
            pair = bench_of(server).take()
            forked = time.monotonic()
            NotebookClient.__init__(self, nb, None)
            self.reset_execution_trackers()
            self._check_assign_resources(resources)
            self.server = server
            self.interrupt_on_timeout = True
            self.iopub_timeout = 2  # of a cell that was interrupted and does not stop
            try:
                run_sync(self.grade)(pair, files)
            finally:
                ending = time.monotonic()
                reports = pair.end()
            self.case.seconds["wait for processes"] = forked - started
            self.case.seconds["end"] += time.monotonic() - ending
            reasons = {report["reason"] for report in reports.values()}
            # In a sandbox, no submission can do that to itself. A machine without memory can, so
            # in the end it counts as the submission's own.
            killed = KILLED in reasons and server.sandboxed and attempt < ATTEMPTS
            if "lost" not in reasons and not killed:
                return self.case, reports
            self.log.warning("the processes of a submission were lost: it is run again")
        raise ProcessesLost(
            f"the processes of this submission were ended from outside {ATTEMPTS} times: it was "
            "not graded. Is the machine out of memory?"
        )

    async def grade(self, pair: Pair, files: Files) -> None:
        """Run all cells of self.nb with a pair of processes."""
        settings = self.server.settings
        reader, writer = await asyncio.open_connection(sock=pair.control, limit=2**26)
        deadline = time.monotonic() + settings["wall_seconds"]
        self.case = case = Case(pair, reader, writer, deadline)
        self.km = WarmKernelManager(pair=pair)
        try:
            with case.phase("kernel"):
                try:
                    await self.async_start_new_kernel()
                    self.kc = self.km.client()
                    self.kc.start_channels(hb=False)
                    await self.kc.wait_for_ready(timeout=60)
                    self.kc.allow_stdin = False
                    self.kc.shell_channel.weigh = self.kc.iopub_channel.weigh = self.weigh
                    await self.send_files(files)
                except (RuntimeError, TimeoutError) as error:
                    self.end_student(f"{ENDED} before its first cell ({error})")
            for index, cell in enumerate(self.nb.cells):
                if cell.cell_type == "code" and cell.source.strip():
                    await self.run_cell(cell, index)
            for cell in self.nb.cells:
                if cell.cell_type == "code":
                    make_well_formed(cell)
        finally:
            with case.phase("end"):
                writer.close()
                if self.kc is not None:
                    self.kc.stop_channels()
                self.km.context.destroy(linger=0)

    # -- cells ------------------------------------------------------------------------------------

    async def run_cell(self, cell: NotebookNode, index: int) -> None:
        """Run one cell where it belongs."""
        tags = cell.metadata.get("tags", [])
        if "skip-execution" in tags:
            return
        is_test = utils.is_grade(cell) and not utils.is_solution(cell)
        if is_test and STUDENT_PROCESS not in tags:
            with self.case.phase("tests"):
                await self.run_test(cell)
            return
        if utils.is_locked(cell) and not is_test:
            with self.case.phase("locked cells"):
                trusted = self.ask_referee(cell.source, test=False, hidden=False)
                reply, _ = await asyncio.gather(trusted, self.run_student(cell, index))
                if reply.get("outcome", "passed") != "passed":
                    name = cell.metadata.nbgrader["grade_id"]
                    self.case.notes.append(f"The locked cell {name} failed beside the tests.")
            return
        with self.case.phase("student's cells"):
            await self.run_student(cell, index)
        if is_test:
            name = cell.metadata.nbgrader["grade_id"]
            self.case.notes.append(f"{name} ran in the student's process, as its tag says.")
            failed = utils.has_failed(cell) or self.case.ended
            self.case.outcomes[name] = "failed" if failed else "passed"
            self.check_score(cell)

    async def run_student(self, cell: NotebookNode, index: int) -> None:
        """Run a cell in the student's process. Whatever becomes of it, the grading goes on."""
        case = self.case
        cell.outputs = []
        # The kernel repeats the source of a cell, in JSON, before it puts anything out.
        echo = json.dumps(cell.source, ensure_ascii=False).encode("utf-8", "replace")
        case.size, case.flooded = -len(echo), False
        if not case.ended and time.monotonic() > case.deadline:
            self.end_student("timed out: the notebook took too long")
        if case.ended:
            cell.outputs = [error_output("NotRun", f"not run: {case.ended}")]
            return
        try:
            await self.async_execute_cell(cell, index, store_history=True)
        except Exception as error:
            if case.flooded:
                self.end_student("too much output")
            elif (report := case.pair.student.poll(0.2)) is not None:
                self.end_student(REASONS.get(report["reason"], ENDED))
            else:
                late = isinstance(error, TimeoutError)
                self.end_student("timed out" if late else f"{ENDED} ({type(error).__name__})")
            cell.outputs.append(error_output("ProcessEnded", f"the process ended: {case.ended}"))
        if case.flooded:
            most = self.server.settings["output"]
            message = f"more than {most} kilobytes of output: the cell was stopped"
            cell.outputs.append(error_output("TooMuchOutput", message))

    async def run_test(self, cell: NotebookNode) -> None:
        """Have the referee run a test cell. Its outputs are what the score is taken from."""
        case, name = self.case, cell.metadata.nbgrader["grade_id"]
        self.code_cells_executed += 1
        cell.execution_count = self.code_cells_executed
        begin = ClearHiddenTests(parent=self).begin_test_delimeter
        serving = listening = None
        case.size, case.flooded = 0, False
        if time.monotonic() > case.deadline:
            self.end_student("timed out: the notebook took too long")
        if not case.ended:
            assert self.kc is not None
            request = self.kc.session.msg("serve_request", {})
            self.kc.shell_channel.send(request)
            serving = asyncio.ensure_future(self.drain(request["header"]["msg_id"]))
            listening = asyncio.ensure_future(self.overhear())
        reply = await self.ask_referee(cell.source, test=True, hidden=begin in cell.source)
        cell.outputs = [nbformat.from_dict(output) for output in reply.get("outputs", [])]
        case.outcomes[name] = reply.get("outcome", "referee ended")
        case.borrowed[name] = reply.get("borrowed", [])
        if case.outcomes[name] != "passed" and not utils.has_failed(cell):
            why = case.lost or "the referee failed"
            cell.outputs.append(error_output("NotGraded", f"no result: {why}"))
        if serving is not None and listening is not None:
            done, _ = await asyncio.wait([serving], timeout=0.5 if reply.get("gone") else 5)
            listening.cancel()
            if not done:
                serving.cancel()
                self.end_student("it did not come back from a test")
            elif serving.result():
                self.end_student(serving.result())
        if case.ended and case.outcomes[name] == ENDED:
            report = case.pair.student.poll(0.2) or {}
            case.outcomes[name] = REASONS.get(report.get("reason", ""), ENDED)
        self.check_score(cell)

    async def ask_referee(self, source: str, test: bool, hidden: bool) -> dict[str, Any]:
        """Have the referee run a cell; interrupt the student's process where it asks for that."""
        case = self.case
        if case.lost:
            return {}
        seconds = self._get_timeout(None)
        order = {"source": source, "test": test, "hidden": hidden}
        order |= {"seconds": seconds, "again": min(self.again, seconds)}
        limit = seconds + 15
        try:
            case.writer.write(json.dumps(order).encode() + b"\n")
            while True:
                line = await asyncio.wait_for(case.reader.readline(), limit)
                reply = json.loads(line)
                if "fault" in reply:
                    case.notes.append(f"The referee failed, this needs a person: {reply['fault']}")
                if "done" in reply:
                    return reply
                case.pair.student.signal(signal.SIGINT)
        except TimeoutError:
            case.lost = "the test ran for too long"
        except (ValueError, OSError):
            report = case.pair.referee.poll(0.5) or {}
            case.lost = f"the process of the tests ended ({report.get('reason', 'unknown')})"
        case.pair.referee.signal(signal.SIGKILL)
        case.notes.append(f"Not all tests gave a result: {case.lost}. This needs a person.")
        return {}

    async def drain(self, request: str) -> str:
        """Take in what the kernel says while it serves the wire. Returns why it ended, if so."""
        assert self.kc is not None
        while True:
            with contextlib.suppress(Empty):
                message = await self.kc.shell_channel.get_msg(timeout=0.25)
                if message["parent_header"].get("msg_id") == request:
                    return ""
            if (report := self.case.pair.student.poll()) is not None:
                return REASONS.get(report["reason"], ENDED)

    async def overhear(self) -> None:
        """Take in what the kernel puts out during a test, so that it is counted and not kept."""
        assert self.kc is not None
        while True:
            await self.kc.iopub_channel.get_msg(timeout=None)

    def check_score(self, cell: NotebookNode) -> None:
        """Make sure that nbgrader can take a score from the outputs: no NaN, not above the most."""
        points = float(cell.metadata.nbgrader["points"])
        for output in cell.outputs:
            if output.output_type != "execute_result":
                continue
            text = output.get("data", {}).get("text/plain", "")
            output.data["text/plain"] = text = text if isinstance(text, str) else "".join(text)
            with contextlib.suppress(ValueError):
                if not 0 <= float(text) <= points:
                    name = cell.metadata.nbgrader["grade_id"]
                    message = f"the test gave {text}, which is not between 0 and {points:g} points"
                    cell.outputs.append(error_output("NotAScore", message))
                    self.case.outcomes[name] = "failed"
                    self.case.notes.append(f"{name}: {message}. This needs a person.")
                    return

    # -- nbclient's hooks -------------------------------------------------------------------------

    def _get_timeout(self, cell: NotebookNode | None) -> float:  # type: ignore[override]
        left = self.case.deadline - time.monotonic()
        return max(min(self.timeout or left, left), 0.1)

    def weigh(self, size: int) -> bool:
        """Count what the student's process sends, of whatever kind. Whether it is to be read."""
        case, most = self.case, self.server.settings["output"] * 1024
        case.size += size
        if case.size > 4 * most:
            case.flooded = True
            if not case.ended:
                self.end_student("too much output")
            return False
        if case.size > most and not case.flooded:
            case.flooded = True
            case.pair.student.signal(signal.SIGINT)
        return True

    def process_message(
        self, msg: dict[str, Any], cell: NotebookNode, cell_index: int
    ) -> NotebookNode | None:
        """Take in one message of a running cell, as long as its outputs are not too large."""
        if msg["msg_type"] != "status" and self.case.flooded:
            return None
        try:
            return super().process_message(msg, cell, cell_index)
        except CellExecutionComplete:
            raise
        except Exception as error:
            self.log.debug("a malformed message of the kernel was dropped: %r", error)
            return None

    def handle_comm_msg(self, *_: Any) -> None:
        """Widgets are nothing to grade: neither their state nor their buffers are kept."""

    # -- ends and beginnings ----------------------------------------------------------------------

    def end_student(self, why: str) -> None:
        """End the student's process; what was asked of it and is not yet answered, is lost."""
        if not self.case.ended:
            self.case.ended = why
            self.case.notes.append(f"The submission's process ended: {why}.")
        self.case.pair.student.signal(signal.SIGKILL)

    async def send_files(self, files: Files) -> None:
        """Put the files that accompany the notebook into the scratch folder."""
        if files.left_out:
            self.case.notes.append(f"{files.left_out} files were too much to accompany it.")
        if not files.archive:
            return
        assert self.kc is not None
        sent = self.kc.session.send(
            self.kc.shell_channel.socket, "files_request", {}, buffers=[files.archive]
        )
        if why := await asyncio.wait_for(self.drain(sent["header"]["msg_id"]), 60):
            self.end_student(why)
