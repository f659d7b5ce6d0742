"""The referee: runs the instructor's cells, in a process that no student code ever enters.

Names that only the submission defines come over the wire. The grader speaks to it by lines of
JSON: {"source": text, "test": bool, "hidden": bool, "seconds": for a call, "repeat_timeout": for a
call of a function that was late before} is answered by the cell's outputs and outcome; on the way
the referee may say {"interrupt": name}: a function of the submission takes too long.
"""

from __future__ import annotations

import builtins
import contextlib
import json
import os
import signal
import socket
import symtable
import time
import traceback
from typing import Any

from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

from grading import wire
from grading.outcomes import Outcome
from grading.worker.shell import skip_transforms

MAX_OUTPUT = 200_000  # characters of one cell
# What may happen on the way to a failure, and counts for more than the failure, the gravest first.
GRAVEST = (
    Outcome.TIMED_OUT, Outcome.OUT_OF_MEMORY, Outcome.PROCESS_ENDED, Outcome.CANNOT_TRAVEL
)  # fmt: skip
LATEST = 4.5  # seconds that a test may take beyond its own, a last call and the grace for it


# Of a hidden test, the words are ours: what a submission says may hold what it was called with.
HIDDEN = {
    wire.CannotTravel: ("CannotTravel", "your code gave something that cannot be checked here"),
    wire.Gone: ("Gone", "the submission's process ended before this test was done"),
    wire.TimedOut: ("TimedOut", "a call of your code took too long"),
    wire.OutOfTime: ("TimedOut", "the test took too long"),
}


class Referee(wire.Peer):
    """The referee's end of the wire. It believes nothing that the other end says."""

    def __init__(self, connection: socket.socket, control: Any) -> None:
        super().__init__(connection)
        self.control = control
        self.seconds = self.repeat_timeout = 1.0
        self.deadline = 0.0
        self.was_late: set[int] = set()
        self.gone: str | None = None
        self.events: list[Outcome] = []
        self.quotes: list[str] = []  # what the student's exceptions said, not to be quoted
        self.heard_of: list[Exception] = []  # these exceptions

    def limit(self, key: int, name: str) -> float:
        left = self.deadline - time.monotonic()
        return max(min(self.repeat_timeout if key in self.was_late else self.seconds, left), 0.1)

    def patience(self) -> float:
        return max(self.deadline + 1 - time.monotonic(), 0.1)

    def late(self, key: int, name: str) -> float:
        self.was_late.add(key)
        self.events.append(Outcome.TIMED_OUT)
        self.control.write(json.dumps({"interrupt": name}) + "\n")
        self.control.flush()
        return 2.0

    def heard(self, error: Exception) -> Exception:
        if isinstance(error, MemoryError):
            self.events.append(Outcome.OUT_OF_MEMORY)
        elif isinstance(error, NotImplementedError):
            self.events.append(Outcome.NO_ANSWER)
        elif type(error).__name__ == "CannotTravel":
            self.events.append(Outcome.CANNOT_TRAVEL)
            return wire.CannotTravel(str(error))
        self.quotes.append(str(error))
        self.heard_of.append(error)
        return error

    def ask(self, question: Any, blobs: Any, key: int = 0, name: str = "") -> Any:
        if self.gone:
            raise wire.Gone(self.gone)
        try:
            return super().ask(question, blobs, key, name)
        except wire.Gone as error:
            self.hang_up(Outcome.PROCESS_ENDED)
            raise wire.Gone(f"{self.gone} ({error})") from None
        except wire.OutOfTime:
            self.hang_up(Outcome.TIMED_OUT)
            raise

    def hang_up(self, event: Outcome) -> None:
        """Give the submission up: in the middle of a message there is no going on."""
        self.gone = "the submission's process ended before this test was done"
        self.events.append(event)
        self.connection.close()

    def answer(self, question: dict[str, Any], blobs: list[bytes]) -> Any:
        """A submission may call back what a test gave it to call; nothing else."""
        return self.run(question, blobs)

    def fetch_names(self, names: list[str]) -> dict[str, Any]:
        """The values of those names that the submission defines."""
        answer, parts = self.ask({"get": names}, [], name="the submission")
        found = answer.get("found", {})
        values = {}
        for name in names:
            if isinstance(found, dict) and name in found:
                try:
                    document, place = found[name]
                    if isinstance(document, dict) and "same" in document:
                        values[name] = values[document["same"]]
                        continue
                    values[name] = self.codec.decode(document, parts[int(place) :])
                except wire.CannotTravel as error:
                    values[name] = wire.Handle(0, f"something that cannot travel: {error}")
                except wire.OutOfTime:
                    raise
                except Exception as error:
                    values[name] = wire.Handle(0, f"a malformed answer ({error})")
        return values


def globals_of(source: str) -> tuple[set[str], set[str], set[str]]:
    """The global names that a cell reads, those its functions read, and those that it binds."""
    reads: set[str] = set()
    later: set[str] = set()
    binds: set[str] = set()
    top = symtable.symtable(source, "cell", "exec")
    tables = [top]
    while tables:
        table = tables.pop()
        for symbol in table.get_symbols():
            if table is top or symbol.is_global():
                if symbol.is_referenced():
                    (reads if table is top else later).add(symbol.get_name())
                if symbol.is_assigned() or symbol.is_imported() or symbol.is_namespace():
                    binds.add(symbol.get_name())
        tables += table.get_children()
    return reads | later, later, binds


class TestRunner:
    """The instructor's names, and the running of the instructor's cells over them."""

    def __init__(self, referee: Referee) -> None:
        self.referee = referee
        self.shell = InteractiveShell.instance()
        skip_transforms(self.shell)
        self.names = self.shell.user_ns
        self.own: set[str] = set()
        self.later: set[str] = set()  # what functions of earlier cells read when they are called
        self.fetched: set[str] = set()
        # The error is told once, by error().
        silent = lambda *_, **__: None
        self.shell._showtraceback = self.shell.showtraceback = silent  # type: ignore[method-assign]
        self.running = False
        signal.signal(signal.SIGALRM, self.stop)

    def run(
        self,
        source: str,
        test: bool,
        hidden: bool,
        seconds: float = 30.0,
        repeat_timeout: float = 1.0,
    ) -> dict[str, Any]:
        """Run a cell. Returns its nbformat outputs, its outcome and what it fetched."""
        self.referee.events, self.referee.quotes, self.referee.heard_of = [], [], []
        self.referee.seconds, self.referee.repeat_timeout = seconds, repeat_timeout
        self.referee.deadline = time.monotonic() + seconds + 1
        self.running = test
        signal.setitimer(signal.ITIMER_REAL, seconds + LATEST, 1.0)
        for name in self.fetched:
            self.names.pop(name, None)
        plain = self.shell.transform_cell(source)
        missing: set[str] = set()
        error: BaseException | None = None
        reads: set[str] = set()
        with contextlib.suppress(SyntaxError):
            reads, later, binds = globals_of(plain)
            self.own |= binds
            self.later |= later
        self.fetched = {
            name
            for name in (reads | self.later) - self.own
            if name not in self.names and not hasattr(builtins, name)
        }
        if test and self.fetched:
            try:
                values = self.referee.fetch_names(sorted(self.fetched))
                missing = self.fetched - set(values)
                self.names.update(values)
            except (wire.Gone, wire.TimedOut, wire.OutOfTime) as problem:
                error = problem
        captured = result = None
        if error is None:
            with capture_output() as captured, contextlib.redirect_stderr(captured._stdout):
                result = self.shell.run_cell(source, store_history=False)
            error = result.error_before_exec or result.error_in_exec
        self.running = False
        signal.setitimer(signal.ITIMER_REAL, 0)
        if test and not self.referee.gone:
            with contextlib.suppress(wire.Gone, OSError):
                self.referee.send({"bye": True}, [])
        outputs = self.outputs(captured, result, hidden)
        if error is not None:
            outputs.append(self.error(error, hidden, missing))
        return {
            "outputs": outputs,
            "outcome": self.outcome(error, missing),
            "cause": getattr(error, "cause", "") if self.is_own(error) else "",
            "fetched": sorted(self.fetched - missing),
            "gone": self.referee.gone is not None,
        }

    def is_own(self, error: BaseException | None) -> bool:
        """Whether an exception is the instructor's own, and not one that the submission raised."""
        return error is not None and not any(error is other for other in self.referee.heard_of)

    def stop(self, *_: Any) -> None:
        """Called when the time of a test is up: the submission may have made it endless."""
        if self.running:
            raise wire.OutOfTime("the test took too long.")

    def outcome(self, error: BaseException | None, missing: set[str]) -> Outcome:
        """passed, or why not."""
        if error is None:
            return Outcome.PASSED
        events = self.referee.events
        for event in GRAVEST:
            if event in events:
                return event
        if isinstance(error, wire.OutOfTime):
            return Outcome.TIMED_OUT
        if isinstance(error, wire.Gone):
            return Outcome.PROCESS_ENDED
        if isinstance(error, wire.CannotTravel):
            return Outcome.CANNOT_TRAVEL
        if Outcome.NO_ANSWER in events or (isinstance(error, NameError) and error.name in missing):
            return Outcome.NO_ANSWER
        return Outcome.FAILED

    def outputs(self, captured: Any, result: Any, hidden: bool) -> list[dict[str, Any]]:
        """What the cell printed and showed, as nbformat outputs. Of a hidden test: its score."""
        if captured is None:
            return []
        found: list[dict[str, Any]] = []
        if captured.stdout and not hidden:
            text = captured.stdout[:MAX_OUTPUT]
            found.append({"output_type": "stream", "name": "stdout", "text": text})
        shown = [output for output in captured.outputs if output.data]
        for place, output in enumerate(shown):
            entry = {"output_type": "display_data", "data": output.data, "metadata": {}}
            if place == len(shown) - 1 and result.result is not None:
                entry |= {"output_type": "execute_result", "execution_count": None}
            elif hidden:
                continue
            if len(json.dumps(entry, default=str)) <= MAX_OUTPUT:
                found.append(entry)
        return found

    def error(self, error: BaseException, hidden: bool, missing: set[str]) -> dict[str, Any]:
        """An exception as an nbformat output. Of a hidden test: its message and no more."""
        kind, message = type(error).__name__, str(error)
        if isinstance(error, NameError) and error.name in missing:
            kind, message = "NotDefined", f"the submission does not define `{error.name}`."
        if hidden and isinstance(error, wire.OF_THE_WIRE):
            kind, message = HIDDEN[next(one for one in HIDDEN if isinstance(error, one))]
        elif hidden and not self.is_own(error):
            bases = (base for base in type(error).__mro__ if base.__module__ == "builtins")
            kind = next(base.__name__ for base in bases if hasattr(builtins, base.__name__))
            message = "your code raised an exception here (its message is not shown)"
        elif hidden:
            for quote in filter(None, self.referee.quotes):
                message = message.replace(quote, "(its message is not shown)")
            message = message or "a hidden test failed"
        short = hidden or kind == "NotDefined" or isinstance(error, wire.OF_THE_WIRE)
        if short or hasattr(error, "_render_traceback_"):
            lines = [message if hasattr(error, "_render_traceback_") else f"{kind}: {message}"]
        else:
            steps = [
                step
                for step in traceback.walk_tb(error.__traceback__)
                if "__tracebackhide__" not in step[0].f_locals
            ]
            lines = ["Traceback (most recent call last):"]
            lines += traceback.StackSummary.extract(steps[1:]).format()  # without IPython's own
            lines += traceback.format_exception_only(error)
        lines = "\n".join(lines)[:MAX_OUTPUT].split("\n")
        return {"output_type": "error", "ename": kind, "evalue": message, "traceback": lines}


def main(fds: list[int], warm_up: str) -> None:
    """Run the instructor's cells until the grader hangs up. fds: the wire, the grader's socket."""
    control = socket.socket(fileno=fds[1]).makefile("rw", encoding="utf-8", errors="replace")
    referee = Referee(socket.socket(fileno=fds[0]), control)
    runner = TestRunner(referee)
    with contextlib.suppress(Exception):
        exec(warm_up, {})
    for line in control:
        order = json.loads(line)
        try:
            reply = {"done": True} | runner.run(**order)
        except Exception:  # a fault of the referee's own: no result, and a person is told
            reply = {"done": True, "fault": traceback.format_exc()[-2000:]}
        control.write(json.dumps(reply, default=str, ensure_ascii=False) + "\n")
        control.flush()
    os._exit(0)


def rehearse(code: str) -> None:
    """Run what test cells do, with nobody at the other end of the wire."""
    InteractiveShell.clear_instance()
    with open(os.devnull, "w") as nowhere:
        runner = TestRunner(Referee(socket.socketpair()[0], nowhere))
        for source in ("print(1)", "1 / 0", code):
            runner.run(source, test=False, hidden=False)
