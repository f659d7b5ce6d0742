"""One notebook being graded: nbclient, with the tests in a process of their own.

nbclient drives the student's kernel as it drives any. Locked cells run on both sides. Test cells
are run by the referee, and their outputs, from which nbgrader takes the score, are the referee's.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import json
import re
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from queue import Empty
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionComplete
from nbconvert.filters import strip_ansi
from nbformat import NotebookNode
from nbgrader import utils
from nbgrader.preprocessors import Execute as StockExecute
from traitlets import Float

from grading.compiled import compiled
from grading.execution.files import AccompanyingFiles
from grading.execution.outputs import MESSAGE, error_output, make_well_formed
from grading.execution.plan import Part, PlannedCell, needs_of, pushed, supplied
from grading.execution.provisioner import Pair, WarmKernelManager
from grading.names import DATA, Names, definitions_of, names_of
from grading.outcomes import Outcome
from grading.process import Starving
from grading.submission import (
    A_LINE,
    hidden_regions,
    is_test,
    runs_among_students,
    wide,
    without_regions,
)
from grading.worker import STOPPED

# A file that a test reads and the submission may have written: data, nothing that can be imported.
DATA_FILE = re.compile(rf"([\w-]+/){{0,3}}[\w-]+{DATA}")
# No data of a submission's is read by a test that could make code of it.
UNPICKLES = re.compile(
    r"pickle|joblib|dill|shelve|marshal|torch\.load|fileConfig|runpy|import_module|__import__"
    r"|load_(source|module)|\byaml\.load\b|\b(unsafe|full)_load|\b(Unsafe|Full|C)?Loader\b"
)
MAKES_CODE = re.compile(rf"{UNPICKLES.pattern}|\b(exec|eval)\b")
FLOOD = 32 * 2**20  # bytes from a process, in a cell or a test, at which it is ended
SMALL = 2**15  # bytes of a message that is read of a process that was interrupted
# Where a cell was interrupted, as IPython has it; and, between two statements, as its shell does.
IN_CELL = re.compile(r"^Cell In ?\[\d+\], line ([1-9]\d{0,8})\b", re.M)
BETWEEN = re.compile(re.escape(STOPPED).replace(r"\{\}", r"(\d{1,9})"))
REPLY = 2**23  # bytes of a referee's reply
ENVELOPE = 2**16  # bytes of a message of the kernel's beside what a cell puts out
AN_OUTPUT = 1024  # bytes that one counts for at least, in what is kept of a notebook
A_MOMENT = 0.002  # seconds
HEARTBEAT = 0.1  # seconds
IDLE = {"execution_state": "idle"}
NO_RESULT = "Not all tests gave a result: {}. This needs a person."
SHOWN = {"stream", "display_data", "execute_result", "error", "update_display_data"}
# What a kernel may say of a cell. Of all else, nbclient would log the word as it is.
HEARD = (*SHOWN, "status", "execute_input", "clear_output", "comm_open", "comm_msg", "comm_close")
NO_MODULE = re.compile(r"^ModuleNotFoundError: No module named '([\w.]{1,100})'")
REASONS = {
    "memory": Outcome.OUT_OF_MEMORY, "cpu": Outcome.TIMED_OUT, "time": Outcome.TIMED_OUT,
    "processes": Outcome.PROCESS_ENDED, "folder": Outcome.PROCESS_ENDED,
    "open files": Outcome.PROCESS_ENDED,
}  # fmt: skip
# What is no verdict on an answer, if another run came to one.
CUT_SHORT = {
    Outcome.TIMED_OUT, Outcome.OUT_OF_MEMORY, Outcome.PROCESS_ENDED, Outcome.NO_RESULT,
}  # fmt: skip


@dataclass
class Stop:
    """A cell at which the student's process came to its end, and what is kept of that run.

    outcome, cause: of a test. times: how often it ended so. in_time: of a verdict, whether nothing
    of the submission had run out of time before.
    """

    why: str
    outputs: list[NotebookNode]
    outcome: Outcome | None = None
    cause: str = ""
    times: int = 1
    in_time: bool = True

    @property
    def note(self) -> str:
        """What the log says of it."""
        if self.outcome is Outcome.NO_RESULT:
            return NO_RESULT.format(self.why)
        return (
            f"The submission's process ended: {self.why}. The cells after that were run in a new "
            "one."
        )


@lru_cache(maxsize=4096)
def has(pattern: re.Pattern[str], source: str) -> bool:
    """Whether a cell of the instructor's, the same for a whole class, has what is looked for."""
    return bool(pattern.search(source))


class GradingSession(NotebookClient):
    """Runs the cells of a notebook, and keeps what is to be said of it.

    settings are those of Sandbox. Where the student's process ends at a cell, by no limit on the
    whole notebook, the session ends there, and stops has that cell: a new session with these stops
    runs the rest. What such a cell of the student's defines is there, what it does is left out;
    a test has the result that it had. restarts: how many more there may be. given: the verdicts of
    earlier runs on tests, by the place of their cell. They stand: else a submission that guesses
    would end its process to guess again. patience: how many times the seconds of each limit it has;
    where it has more, verdicts that were not in time stand only where this run comes to none.
    """

    repeat_timeout = Float(1.0, help="Seconds for a call of a function that was late before.")
    iopub_timeout: Any = Float(10.0, help="Seconds that an interrupted cell may take to stop.")
    on_cell_executed = StockExecute.on_cell_executed

    def __init__(
        self,
        nb: NotebookNode,
        pair: Pair,
        settings: dict[str, Any],
        instructor: dict[str, Any] | None = None,
        stops: dict[int, Stop] | None = None,
        restarts: int = 0,
        given: dict[int, Stop] | None = None,
        patience: int = 1,
        **options: Any,
    ) -> None:
        super().__init__(nb, None, **options)
        self.patience = patience
        self.pair, self.settings = pair, settings
        self.stops = {} if stops is None else stops
        self.restarts = restarts
        self.given = {} if given is None else given
        self.stopped = False  # at a cell that is among the stops now
        told = instructor or {}
        self.parts = [
            Part(**{**part, "theirs": frozenset(part["theirs"])}) for part in told.get("parts", [])
        ]
        self.place_of = {part.name: place for place, part in enumerate(self.parts) if part.name}
        self.reads = frozenset(told.get("reads", []))  # by functions of the instructor's answers
        # What the referee is told once.
        self.told: dict[str, Any] = {
            key: told[key] for key in ("modules", "classes", "examples") if key in told
        }
        self.frank = bool(told.get("frank"))  # whether hidden tests say what others do
        # Tests that do not give the instructor's own solution here what they give it elsewhere.
        self.doubted = frozenset(told.get("doubted", []))
        self.regions = hidden_regions(self)  # of a cell that students do not have
        self.ran: set[int] = set()  # parts that the referee has run
        self.later: set[str] = set()  # names that functions of cells there read when called
        self.history: list[str] = []
        self.broken: set[str] = set()  # names of instructor's cells that failed beside the tests
        self.beside: frozenset[str] = frozenset()  # names of the instructor's files
        self.deadline = 0.0
        self.again = False  # whether it can be started again
        self.ended = ""  # why the student's process is no more
        self.lost = ""  # why the referee is no more
        self.outcomes: dict[str, Outcome] = {}
        self.causes: dict[str, str] = {}
        self.fetched: dict[str, list[str]] = {}
        self.unguarded: list[str] = []  # tests that ran in the student's process
        self.notes: list[str] = []
        self.seconds: dict[str, float] = {}
        self.size = 0  # bytes that the running cell has put out
        self.flooded, self.flooded_at = False, 0.0
        self.kept, self.width = 0, 1  # characters of all outputs, and bytes that each takes
        self.late = False  # a cell of the submission's, or who waited for it, ran out of time
        self.began = True  # whether its processes were there for the first cell
        self.ended_by_files = False  # whether its files were too much for its process
        self.said: Any = None  # by its process, when it had done what it was asked for
        # Of the grader: seconds of the processor, and how long it could not attend to the session.
        self.grader = {"cpu": 0.0, "waited": 0.0}
        self.starving = Starving()  # how long that in a cell

    @property
    def out_of_time(self) -> bool:
        """Whether it lost anything to a time-out."""
        timed_out = Outcome.TIMED_OUT
        return self.late or timed_out in self.outcomes.values() or timed_out in self.ended

    @contextlib.contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """Add the time of the block to a phase."""
        started = time.monotonic()
        try:
            yield
        finally:
            passed = time.monotonic() - started
            self.seconds[name] = self.seconds.get(name, 0.0) + passed

    async def grade(self, files: AccompanyingFiles, course_files: AccompanyingFiles) -> None:
        """Run all cells of the notebook, in place. Its files lie beside them, and course_files,
        which are the instructor's, beside the tests.
        """
        self.reader, self.writer = await asyncio.open_connection(
            sock=self.pair.control, limit=REPLY
        )
        began, used = time.monotonic(), time.thread_time()
        self.deadline = self.deadline or began + self.settings["wall_seconds"] * self.patience
        self.km = WarmKernelManager(pair=self.pair)
        attending = asyncio.ensure_future(self.attend())
        try:
            with self.phase("kernel"):
                try:
                    await self.async_start_new_kernel()
                    self.kc = self.km.client()
                    self.kc.start_channels()
                    await self.kc.wait_for_ready(timeout=60)
                    self.kc.allow_stdin = False
                    for channel in (self.kc.shell_channel, self.kc.iopub_channel):
                        channel.weigh = self.weigh
                        channel.socket.large = self.settings["output"] * 1024 + ENVELOPE
                    await self.send_files(files, course_files)
                except (RuntimeError, OSError) as error:
                    self.end_student(f"{Outcome.PROCESS_ENDED} before its first cell ({error})")
            self.began = not (self.ended or self.lost)
            self.deadline += time.monotonic() - began  # it counts from the first cell
            plan = [self.planned(cell) for cell in self.nb.cells]
            wanted = supplied(plan)
            for index, cell in enumerate(self.nb.cells):
                if cell.cell_type == "code" and cell.source.strip():
                    self.next_cell()
                    await self.run_cell(cell, index)
                if index in wanted and not self.stopped:
                    with self.phase("supplied cells"):
                        await self.run_unseen(plan[index].supplied, index)
                if self.stopped:
                    return
            self.notes += dict.fromkeys(stop.note for stop in self.stops.values())
            for cell in self.nb.cells:
                if cell.cell_type == "code":
                    make_well_formed(cell)
        finally:
            attending.cancel()
            self.next_cell()
            self.grader["cpu"] = time.thread_time() - used
            self.grader["starved"] = self.starving.starved
            with self.phase("end"):
                self.writer.close()
                if self.kc is not None:
                    self.kc.stop_channels()
                self.km.context.destroy(linger=0)

    async def attend(self) -> None:
        """Count how much later than asked for the grader comes back to the session: what is late
        then may be the machine's fault.
        """
        while True:
            before = time.monotonic()
            await asyncio.sleep(HEARTBEAT)
            self.grader["waited"] += max(time.monotonic() - before - HEARTBEAT, 0.0)

    def next_cell(self) -> None:
        """Tell all who may wait for a processor that a cell begins, and whether the one before it
        counts: whether something had run out of time by its end.
        """
        self.starving.next_cell(time.thread_time(), self.grader["waited"], self.out_of_time)
        for process in (self.pair.student, self.pair.referee):
            process.next_cell(self.out_of_time)

    async def settle(self) -> None:
        """Wait until what was interrupted has heard of it: else what is run next would be."""
        while not self.ended and not self.pair.student.has_all and time.monotonic() < self.deadline:
            await asyncio.sleep(A_MOMENT)

    # -- cells ------------------------------------------------------------------------------------

    def planned(self, cell: NotebookNode) -> PlannedCell:
        """A cell as the plan sees it."""
        if cell.cell_type != "code":
            return PlannedCell(Names(), runs=False)
        tags = cell.metadata.get("tags", [])
        if "skip-execution" in tags:
            return PlannedCell(names_of(cell.source), False, cell.source)
        if is_test(cell) and not runs_among_students(cell):
            text = without_regions(cell.source, self.regions)
            return PlannedCell(names_of(text), False, text)
        return PlannedCell(names_of(cell.source), runs=True)

    async def run_unseen(self, source: str, index: int, rest: bool = True) -> None:
        """Run a text in the student's process at the place of a cell, which stays as it is."""
        cell, counted = self.nb.cells[index], self.code_cells_executed
        if source:
            await self.run_student(nbformat.v4.new_code_cell(source), index, rest)
        self.nb.cells[index], self.code_cells_executed = cell, counted

    def more(self, cell: NotebookNode) -> dict[str, Any]:
        """What the referee must know of a trusted cell beyond its source."""
        name = cell.metadata.nbgrader["grade_id"]
        names = names_of(cell.source)
        more: dict[str, Any] = {}
        place = self.place_of.get(name)
        if place is not None:
            needs = needs_of(self.parts, place, frozenset(self.later))
            first = [part for part in needs.first if part not in self.ran]
            self.ran |= {*first}
            for part in first:
                self.later |= names_of(self.parts[part].source).later
            more = {"first": [self.parts[part].source for part in first],
                    "theirs": sorted(needs.theirs),
                    "push": pushed(self.parts, place, self.reads)}  # fmt: skip
        self.later |= names.later
        more |= self.told
        self.told = {}
        if self.frank and self.regions[0][0] in cell.source:
            more["withheld"] = True
        if names.reads & {"In", "_ih"}:
            more["history"] = self.history
        files = {word for word in names.words if DATA_FILE.fullmatch(word)} - self.beside
        if not self.makes_code(cell.source):
            more |= {"files": sorted(files), "paths": is_test(cell)}
        return {key: value for key, value in more.items() if value}

    def makes_code(self, source: str) -> bool:
        """Whether a trusted cell could make code of a file, itself or by what others define."""
        return has(MAKES_CODE, source) or any(has(UNPICKLES, part.source) for part in self.parts)

    async def run_cell(self, cell: NotebookNode, index: int) -> None:
        """Run one cell where it belongs."""
        tags = cell.metadata.get("tags", [])
        if "skip-execution" in tags:
            return
        if is_test(cell) and not runs_among_students(cell):
            with self.phase("tests"):
                await self.run_test(cell, index)
            return
        if utils.is_locked(cell) and not is_test(cell):
            with self.phase("locked cells"):
                more = self.more(cell)
                if more.get("theirs") or more.get("files"):
                    await self.run_student(cell, index, trusted=True)
                    reply = await self.ask_with_submission(cell, hidden=False, more=more)
                else:
                    trusted = self.ask_referee(cell.source, test=False, hidden=False, more=more)
                    reply, _ = await asyncio.gather(
                        trusted, self.run_student(cell, index, trusted=True)
                    )
                self.history.append(cell.source)
                if reply.get("outcome", Outcome.PASSED) != Outcome.PASSED:
                    name = cell.metadata.nbgrader["grade_id"]
                    if reply.get("own"):
                        self.broken |= names_of(cell.source).binds
                    self.notes.append(
                        f"The locked cell {name} failed beside the tests: {error_of(reply)}"
                    )
            return
        self.history.append(cell.source)
        with self.phase("student's cells"):
            await self.run_student(cell, index)
        if is_test(cell):
            name = cell.metadata.nbgrader["grade_id"]
            self.unguarded.append(name)
            failed = utils.has_failed(cell) or self.ended
            self.outcomes[name] = Outcome.FAILED if failed else Outcome.PASSED
            self.check_score(cell)

    async def run_student(
        self, cell: NotebookNode, index: int, rest: bool = True, trusted: bool = False
    ) -> None:
        """Run a cell in the student's process. Whatever becomes of it, the grading goes on.

        rest: of a cell that is stopped for what it puts out, whether to define what it would have
        defined after that: it would have got there, and whether it stops or ends is chance.
        trusted: whether the cell is the instructor's.
        """
        cell.outputs = []
        await self.settle()
        # The kernel repeats the source of a cell, in JSON, before it puts anything out.
        echo = json.dumps(cell.source, ensure_ascii=False).encode("utf-8", "replace")
        self.size, self.flooded = -len(echo), False
        if not self.ended and time.monotonic() > self.deadline:
            self.end_student("timed out: the notebook took too long")
        if self.ended:
            cell.outputs = [error_output("NotRun", f"not run: {self.ended}")]
            return
        if index in self.stops:
            await self.run_definitions(cell, index)
            return
        if trusted and self.kc is not None and (data := compiled(cell.source)):
            self.kc.shell_channel.buffers = [data]
        try:
            await self.async_execute_cell(cell, index, store_history=True)
        except Exception as error:
            if self.flooded:
                self.end_student("too much output", {})
            elif (report := self.pair.student.poll(0.2)) is not None:
                self.end_student(REASONS.get(report["reason"], Outcome.PROCESS_ENDED), report)
            else:
                late = isinstance(error, TimeoutError)
                self.end_student(
                    "timed out" if late else f"{Outcome.PROCESS_ENDED} ({type(error).__name__})", {}
                )
            cell.outputs.append(error_output("ProcessEnded", f"the process ended: {self.ended}"))
            self.stop_at(cell, index)
        stopped = any(output.output_type == "error" for output in cell.outputs)
        if self.flooded:
            cell.outputs.append(self.too_much("the cell"))
        if self.flooded and stopped and not self.ended and rest:
            below = definitions_of(cell.source, line_of_error(cell))
            await self.run_unseen(below, index, rest=False)
            if self.stopped:
                self.stops[index].outputs = cell.outputs

    async def run_definitions(self, cell: NotebookNode, index: int) -> None:
        """Run what a cell defines that has ended the student's process before. Its outputs stay.

        Of one that never came to its end, not what is below all that it does: where such a cell can
        be interrupted, that is not there either.
        """
        stop = self.stops.pop(index)
        defined = definitions_of(cell.source, reached=stop.why == Outcome.TIMED_OUT)
        await self.run_unseen(defined if stop.times == 1 else "", index)
        if self.stopped:
            self.stops[index].times += stop.times
        self.stops.setdefault(index, stop).outputs = stop.outputs
        cell.outputs = stop.outputs
        self.code_cells_executed += 1

    def stop_at(self, cell: NotebookNode, index: int) -> None:
        """End this session at a cell, if a process has ended and may be started again."""
        if self.again and self.restarts > 0:
            self.stops[index] = self.result_of(cell)
            self.stopped = True

    def too_much(self, what: str) -> NotebookNode:
        """The output that says so of what was interrupted for what it put out."""
        most = self.settings["output"]
        message = f"more than {most} kilobytes of output: {what} was stopped"
        return error_output("TooMuchOutput", message)

    def result_of(self, cell: NotebookNode) -> Stop:
        """What is kept of a cell for another run."""
        name = cell.metadata.get("nbgrader", {}).get("grade_id", "")
        in_time = self.patience > 1 or not self.out_of_time
        outcome, cause = self.outcomes.get(name), self.causes.get(name, "")
        return Stop(self.ended or self.lost, cell.outputs, outcome, cause, in_time=in_time)

    async def run_test(self, cell: NotebookNode, index: int) -> None:
        """Have the referee run a test cell. Its outputs are what the score is taken from."""
        name = cell.metadata.nbgrader["grade_id"]
        self.code_cells_executed += 1
        cell.execution_count = self.code_cells_executed
        if (stop := self.stops.get(index)) and stop.outcome is not None:
            self.history.append(cell.source)
            self.take(stop, cell, name)
            return
        reply = await self.ask_with_submission(
            cell, hidden=self.is_hidden(cell), more=self.more(cell)
        )
        self.history.append(cell.source)
        cell.outputs = [nbformat.from_dict(output) for output in reply.get("outputs", [])]
        if reply.get("undefined"):
            self.tell_why(cell, index, str(reply["undefined"]))
        self.outcomes[name] = Outcome.of(reply.get("outcome"))
        self.fetched[name] = reply.get("fetched", [])
        if reply.get("cause"):
            self.causes[name] = str(reply["cause"])[:MESSAGE]
        if self.outcomes[name] in (Outcome.FAILED, Outcome.NO_ANSWER) and (
            name in self.doubted or self.broken & names_of(cell.source).reads
        ):
            self.outcomes[name] = Outcome.CANNOT_TRAVEL
        if self.outcomes[name] != Outcome.PASSED:
            for problem in reply.get("trouble", []):
                self.notes.append(f"{name} needs a cell of the instructor's that failed: {problem}")
            if not utils.has_failed(cell):
                why = self.lost or "the referee failed"
                cell.outputs.append(error_output("NotGraded", f"no result: {why}"))
        if self.flooded and self.outcomes[name] != Outcome.PASSED:
            cell.outputs.append(self.too_much("your code"))
        if self.ended and self.outcomes[name] == Outcome.PROCESS_ENDED:
            report = self.pair.student.poll(0.2) or {}
            self.outcomes[name] = REASONS.get(report.get("reason", ""), Outcome.PROCESS_ENDED)
        self.check_score(cell)
        cut_short, before = self.outcomes[name] in CUT_SHORT, self.given.get(index)
        if before and before.outcome and (cut_short or before.in_time or self.patience == 1):
            self.take(before, cell, name)
        elif not cut_short:
            self.given[index] = self.result_of(cell)
        if self.lost and not self.ended:  # a value of the submission's can be too much for it
            self.again = time.monotonic() < self.deadline
        self.stop_at(cell, index)

    def take(self, kept: Stop, cell: NotebookNode, name: str) -> None:
        """Give a test what another run has said of it."""
        assert kept.outcome is not None
        cell.outputs, self.outcomes[name] = kept.outputs, kept.outcome
        self.causes.pop(name, None)
        self.causes |= {name: kept.cause} if kept.cause else {}

    def tell_why(self, cell: NotebookNode, index: int, name: str) -> None:
        """Add to a test's words, that a name is not defined, why the cell did not define it."""
        for above in reversed(self.nb.cells[:index]):
            if above.cell_type != "code" or utils.is_locked(above):
                continue
            errors = [output for output in above.outputs if output.output_type == "error"]
            if name in names_of(above.source).binds or (utils.is_solution(above) and errors):
                if errors and cell.outputs:
                    said = f"{errors[-1].ename}: {errors[-1].evalue}"
                    why = f"The cell that should define it stopped: {said[:MESSAGE]}"
                    if no_module := NO_MODULE.search(said):
                        why += (
                            f"\n`{no_module[1]}` is not there when notebooks are graded: do without"
                            " it, or ask for it."
                        )
                        note = f"Not installed for grading: {no_module[1]}."
                        self.notes += [note] if note not in self.notes else []
                    last = cell.outputs[-1]
                    last.evalue = f"{last.evalue}\n{why}"
                    last.traceback = [*last.traceback, *why.split("\n")]
                return

    def is_hidden(self, cell: NotebookNode) -> bool:
        """Whether students are not to see what is in a test."""
        return self.regions[0][0] in cell.source and not self.frank

    async def ask_with_submission(
        self, cell: NotebookNode, hidden: bool, more: dict[str, Any]
    ) -> dict[str, Any]:
        """Have the referee run a cell while the student's process answers its questions."""
        serving = listening = None
        await self.settle()
        self.size, self.flooded = 0, False
        if time.monotonic() > self.deadline:
            self.end_student("timed out: the notebook took too long")
        if not self.ended:
            assert self.kc is not None
            request = self.kc.session.msg("serve_request", {})
            self.kc.shell_channel.send(request)
            serving = asyncio.ensure_future(self.drain(request["header"]["msg_id"]))
            listening = asyncio.ensure_future(self.overhear(request["header"]["msg_id"]))
        reply = await self.ask_referee(cell.source, test=True, hidden=hidden, more=more)
        if serving is not None and listening is not None:
            done, _ = await asyncio.wait([serving], timeout=0.5 if reply.get("gone") else 5)
            if not done:
                serving.cancel()
                self.late = True
                self.end_student("it did not come back from a test", {})
            elif serving.result():
                self.end_student(serving.result(), self.pair.student.poll())
            await self.hear_out(listening)
        return reply

    async def ask_referee(
        self, source: str, test: bool, hidden: bool, more: dict[str, Any]
    ) -> dict[str, Any]:
        """Have the referee run a cell; interrupt the student's process where it asks for that."""
        if self.lost:
            return {}
        seconds = self._get_timeout(None)
        order = {"source": source, "test": test, "hidden": hidden, **more}
        again = min(self.repeat_timeout * self.patience, seconds)
        order |= {"seconds": seconds, "repeat_timeout": again}
        parts = {part: compiled(part) for part in (source, *more.get("first", ()))}
        order["compiled"] = {part: base64.b64encode(data).decode() for part, data in parts.items()}
        return await self.order(order, seconds + 15)

    async def order(self, order: dict[str, Any], limit: float) -> dict[str, Any]:
        """The referee's reply to an order; what there is of it if it gives none in time."""
        try:
            self.writer.write(json.dumps(order).encode() + b"\n")
            while True:
                line = await asyncio.wait_for(self.reader.readline(), limit)
                reply = json.loads(line)
                if "fault" in reply:
                    self.notes.append(f"The referee failed, this needs a person: {reply['fault']}")
                if "done" in reply:
                    return reply
                self.pair.student.signal(signal.SIGINT)
        except TimeoutError:
            self.late, self.lost = True, "the test ran for too long"
        except (ValueError, OSError):
            report = self.pair.referee.poll(0.5) or {}
            self.lost = f"the process of the tests ended ({report.get('reason', 'unknown')})"
        self.pair.referee.signal(signal.SIGKILL)
        self.notes.append(NO_RESULT.format(self.lost))
        return {}

    async def drain(self, request: str) -> str:
        """Take in what the kernel says while it serves the wire. Returns why it ended, if so."""
        assert self.kc is not None
        while True:
            with contextlib.suppress(Empty):
                message = await self.kc.shell_channel.get_msg(timeout=0.25)
                if message["parent_header"].get("msg_id") == request:
                    self.said = message["content"]
                    return ""
            if (report := self.pair.student.poll()) is not None:
                return REASONS.get(report["reason"], Outcome.PROCESS_ENDED)

    async def overhear(self, request: str) -> None:
        """Take in what the kernel puts out during a test, so that it is counted and not kept."""
        assert self.kc is not None
        while True:
            message = await self.kc.iopub_channel.get_msg(timeout=None)
            if message["parent_header"].get("msg_id") == request and message["content"] == IDLE:
                return

    async def hear_out(self, listening: asyncio.Future[None]) -> None:
        """Wait for the rest of what was put out during a test: it would count for the next cell.

        That there was too much is known when it has come, so as long as more comes, it is taken in.
        """
        size = None
        while not (listening.done() or self.ended) and size != self.size:
            size = self.size
            await asyncio.wait([listening], timeout=0.5)
        if self.flooded and not listening.done():
            self.end_student("too much output", {})
        listening.cancel()

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
                    # In its place: nbgrader itself raises an error over such a result.
                    cell.outputs = [error_output("NotAScore", message)]
                    self.outcomes[name] = Outcome.FAILED
                    self.notes.append(f"{name}: {message}. This needs a person.")
                    return

    # -- nbclient's hooks -------------------------------------------------------------------------

    def _get_timeout(self, cell: NotebookNode | None) -> float:  # type: ignore[override]
        left = self.deadline - time.monotonic()
        return max(min((self.timeout or left) * self.patience, left), 0.1)

    async def _async_handle_timeout(
        self, timeout: int, cell: NotebookNode | None = None
    ) -> dict[str, Any] | None:
        self.late = True
        return await super()._async_handle_timeout(timeout, cell)

    def weigh(self, size: int) -> bool:
        """Count what the student's process sends, of whatever kind. Whether it is to be read."""
        self.size += size
        if self.size > self.settings["output"] * 1024 and not self.flooded:
            self.flooded, self.flooded_at = True, time.monotonic()
            self.pair.student.signal(signal.SIGINT)
        late = self.flooded and time.monotonic() - self.flooded_at > self._get_timeout(None)
        if (late or self.size > FLOOD) and not self.ended:
            self.end_student("too much output", {})
        # What was on its way when it was interrupted is let go by; that it has stopped is read.
        return not self.flooded or (size < SMALL and not self.ended)

    def process_message(
        self, msg: dict[str, Any], cell: NotebookNode, cell_index: int
    ) -> NotebookNode | None:
        """Take in one message of a running cell, as long as its outputs are not too large."""
        if msg["msg_type"] != "status" and self.flooded:
            return None
        if msg["msg_type"] not in HEARD:
            return None
        # A test's are what its score is taken from, and have the limit of its cell.
        if msg["msg_type"] in SHOWN and not is_test(cell) and not self.keeps(msg["content"]):
            return None
        try:
            return super().process_message(msg, cell, cell_index)
        except CellExecutionComplete:
            raise
        except Exception as error:
            self.log.debug("a malformed message of the kernel was dropped: %r", error)
            return None

    def keeps(self, content: Any) -> bool:
        """Whether there is room for an output among those of the whole notebook."""
        told = json.dumps(content, ensure_ascii=False)
        widest = max(self.width, wide(told))
        size = len(told) + A_LINE * told.count("\\n")
        kept = self.kept + max(size, AN_OUTPUT // widest)
        if kept * widest <= 2 * self.settings["output"] * 1024:
            self.kept, self.width = kept, widest
            return True
        note = "There were more outputs than are kept."
        self.notes += [note] if note not in self.notes else []
        return False

    def handle_comm_msg(self, *_: Any) -> None:
        """Widgets are nothing to grade: neither their state nor their buffers are kept."""

    # -- ends and beginnings ----------------------------------------------------------------------

    def end_student(self, why: str, report: dict[str, Any] | None = None) -> None:
        """End the student's process; what was asked of it and is not yet answered, is lost.

        report: of an end that was of one cell's making, where it was not a limit on the whole.
        """
        if not self.ended:
            self.ended = why
            whole = report is None or report.get("reason") in REASONS
            self.again = not whole and time.monotonic() < self.deadline
            if not (self.again and self.restarts > 0):
                self.notes.append(f"The submission's process ended: {why}.")
        self.pair.student.signal(signal.SIGKILL)

    async def send_files(self, files: AccompanyingFiles, course: AccompanyingFiles) -> None:
        """Put the files that accompany the notebook beside it; the tests get the instructor's."""
        self.beside = frozenset(course.names)
        if course.archive:
            archive = base64.b64encode(course.archive).decode()
            await self.order({"files": archive, "modules": course.modules}, 60)
        if files.left_out:
            self.notes.append(f"{files.left_out} files were too much to accompany it.")
        if not files.archive:
            return
        assert self.kc is not None
        request = self.kc.session.msg("files_request", {"modules": course.modules})
        parts = [*self.kc.session.serialize(request), files.archive]
        answer = asyncio.ensure_future(self.drain(request["header"]["msg_id"]))
        await asyncio.wait_for(self.kc.shell_channel.socket.send_slowly(parts), 60)
        if why := await asyncio.wait_for(answer, 60):
            self.ended_by_files = True
            self.end_student(why)
        elif isinstance(self.said, dict) and (fault := self.said.get("fault")):
            raise RuntimeError(f"its files could not be put beside it: {fault}")


def line_of_error(cell: NotebookNode) -> int:
    """The line of a cell at which an error came, as its process has it; 0 if it does not say.

    It counts for what that process itself is given to run, and for nothing else.
    """
    with contextlib.suppress(AttributeError, IndexError, KeyError, TypeError, ValueError):
        errors = [output for output in cell.outputs if output.output_type == "error"]
        text = strip_ansi("\n".join(str(line) for error in errors for line in error.traceback))
        return int([*IN_CELL.findall(text), *BETWEEN.findall(text)][0])
    return 0


def error_of(reply: dict[str, Any]) -> str:
    """The error in the referee's reply, on one line."""
    errors = [output for output in reply.get("outputs", []) if output.get("output_type") == "error"]
    text = f"{errors[-1]['ename']}: {errors[-1]['evalue']}" if errors else "no result"
    return " ".join(text.split())[:MESSAGE]
