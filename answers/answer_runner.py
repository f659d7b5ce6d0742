"""Run a source notebook with some solutions replaced, in a forked process that has TensorFlow.

The answer library lies in answers/NOTEBOOK/EXERCISE.py. Each file holds whole solution cells
one after the other, each under a line `# %% right: how` or `# %% wrong: mistake`. Under a wrong one
may stand, a line each, `# says: REGEX`, which some message shown to the student must match, and
`# cause: REGEX`, which every likely cause that is named must match (case ignored in both).

By hand: `python -m answers [NOTEBOOK [EXERCISE]]` prints every answer and its outcome.
"""

from __future__ import annotations

import ast
import contextlib
import io
import linecache
import multiprocessing
import re
import signal
import symtable
import sys
import time
import traceback
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, TypeVar

import nbformat
from nbformat import NotebookNode

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "source" / "module7"
ANSWERS = Path(__file__).parent
CELL_SECONDS = 10
WAITS = 30
T = TypeVar("T")


@dataclass(frozen=True)
class Answer:
    """One answer of the library: the code of a solution cell, and what must become of it."""

    notebook: str
    exercise: str
    right: bool
    title: str
    code: str
    says: str | None = None
    cause: str | None = None

    def __str__(self) -> str:
        kind = "right" if self.right else "wrong"
        return f"{self.notebook}-{self.exercise}-{kind}-{self.title}".replace(" ", "_")


@dataclass
class Outcome:
    """What a run of a notebook gave: messages by grade_id, None for a pass."""

    tests: dict[str, str | None] = field(default_factory=dict)
    causes: dict[str, str] = field(default_factory=dict)  # likely causes that tests named, too
    errors: dict[str, str] = field(default_factory=dict)  # of cells that are no tests, by cell id
    printed: dict[str, str] = field(default_factory=dict)  # by cell id
    cpu_seconds: float = 0.0
    wall_seconds: float = 0.0

    @property
    def failed(self) -> dict[str, str]:
        """The messages of the tests that did not pass, by grade_id."""
        return {name: text for name, text in self.tests.items() if text}

    def lost(self, notebook: str) -> set[str]:
        """The exercises that lost points."""
        points, owner = points_of_tests(notebook), owners(notebook)
        return {owner[name] for name in self.failed if points[name]}


class CellTimeout(BaseException):
    """A cell ran past its limit. Not an Exception: an answer's own `except` must not catch it."""


@cache
def read_notebook(name: str) -> NotebookNode:
    """The source notebook called name (no suffix)."""
    return nbformat.read(SOURCE / f"{name}.ipynb", 4)


def notebooks() -> list[str]:
    """The names of the source notebooks, in the order of the lecture."""
    return sorted(path.stem for path in SOURCE.glob("*.ipynb"))


def _graded(name: str, solution: bool) -> list[NotebookNode]:
    return [
        cell
        for cell in read_notebook(name).cells
        if cell.cell_type == "code"
        and (flags := cell.metadata.get("nbgrader"))
        and flags["solution"] == solution
        and flags["grade"] != solution
    ]


def exercises(notebook: str) -> list[str]:
    """The names of the autograded exercises of a notebook, in order."""
    return [cell.metadata.nbgrader.grade_id for cell in _graded(notebook, solution=True)]


def cells_of_tests(notebook: str) -> list[NotebookNode]:
    """The test cells of a notebook, in order."""
    return _graded(notebook, solution=False)


@cache
def points_of_tests(notebook: str) -> dict[str, int]:
    """The points of each test cell, by grade_id."""
    return {cell.id: cell.metadata.nbgrader.points for cell in cells_of_tests(notebook)}


@cache
def owners(notebook: str) -> dict[str, str]:
    """The exercise to which each test cell belongs, by grade_id."""
    names = sorted(exercises(notebook), key=len, reverse=True)
    owner_of = {}
    for cell in cells_of_tests(notebook):
        grade_id = cell.metadata.nbgrader.grade_id
        for name in names:
            if grade_id == f"test_{name}" or grade_id.startswith(f"test_{name}_"):
                owner_of[grade_id] = name
                break
    return owner_of


def _globals_read(table: symtable.SymbolTable) -> Iterator[str]:
    """The names that a scope and those in it read from the cell or from other cells."""
    for symbol in table.get_symbols():
        if symbol.is_referenced() and (table.get_type() == "module" or symbol.is_global()):
            yield symbol.get_name()
    for inner in table.get_children():
        yield from _globals_read(inner)


def names_in(source: str) -> tuple[set[str], set[str]]:
    """The names that a cell reads from the notebook, and those that it binds for other cells."""
    table = symtable.symtable(source, "cell", "exec")
    reads = set(_globals_read(table))
    binds = {
        symbol.get_name()
        for symbol in table.get_symbols()
        if symbol.is_assigned() or symbol.is_imported() or symbol.is_namespace()
    }
    return reads, binds


@cache
def names_read(source: str) -> set[str]:
    """The names that a cell reads; none if it is no Python."""
    try:
        return names_in(source)[0]
    except (SyntaxError, ValueError):
        return set()


@cache
def builds_on(notebook: str) -> dict[str, set[str]]:
    """For each exercise, itself and those that its solution or its tests use, however far down."""
    names = exercises(notebook)
    uses: dict[str, set[str]] = {name: {name} for name in names}
    cells = [(cell.metadata.nbgrader.grade_id, cell) for cell in _graded(notebook, True)]
    cells += [
        (owners(notebook)[cell.metadata.nbgrader.grade_id], cell)
        for cell in cells_of_tests(notebook)
    ]
    for name, cell in cells:
        uses[name] |= names_in(cell.source)[0] & set(names)
    for _ in names:
        uses = {name: set().union(*(uses[other] for other in used)) for name, used in uses.items()}
    return uses


def tests_for(notebook: str, exercise: str) -> set[str]:
    """The tests that an answer to an exercise can fail: its own, and those of what builds on it."""
    uses = builds_on(notebook)
    return {test for test, name in owners(notebook).items() if exercise in uses[name]}


def read_by(replaced: Mapping[str, str]) -> frozenset[str]:
    """The names that some solutions read."""
    return frozenset(name for code in replaced.values() for name in names_read(code))


@cache
def cells_for(
    notebook: str, tests: frozenset[str], names: frozenset[str] = frozenset()
) -> frozenset[str]:
    """The ids of the cells that must run for some tests: they, and what binds names for them.

    names are others that are needed: those that an answer reads.
    """
    kept, wanted = {"setup"}, {*names}
    for cell in reversed(read_notebook(notebook).cells):
        if cell.cell_type == "code":
            reads, binds = names_in(cell.source)
            hidden = cell.id in owners(notebook) and "### BEGIN HIDDEN TESTS" in cell.source
            tables = cell.id.startswith("mistakes")  # which tests find by name
            if cell.id in tests or tables or (binds & wanted and not hidden):
                kept.add(cell.id)
                wanted |= reads
    return frozenset(kept)


def read_answers(notebook: str = "", exercise: str = "") -> list[Answer]:
    """The answer library, or what there is for one notebook or exercise."""
    answers = []
    for path in sorted(ANSWERS.glob(f"{notebook or '*'}/{exercise or '*'}.py")):
        parts = re.split(r"^# %% (right|wrong): (.+)$", path.read_text(), flags=re.M)
        if len(parts) < 4:
            raise ValueError(f"{path}: no line `# %% right: ...` or `# %% wrong: ...`")
        for kind, title, code in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
            notes = {}
            while note := re.match(r"\s*# (says|cause): (.+)\n", code):
                notes[note[1]] = note[2].strip()
                code = code[note.end() :]
            answers.append(
                Answer(
                    notebook=path.parent.name,
                    exercise=path.stem,
                    right=kind == "right",
                    title=title.strip(),
                    code=code.strip("\n"),
                    **notes,
                )
            )
    return answers


@contextlib.contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Stop a cell that works for so many processor seconds, or sleeps for WAITS times as long.

    Raises CellTimeout in it. How busy the machine is does not matter.
    """

    def stop(*_: Any) -> None:
        raise CellTimeout(f"stopped after {seconds} s")

    timers = ((signal.SIGPROF, signal.ITIMER_PROF, 1), (signal.SIGALRM, signal.ITIMER_REAL, WAITS))
    for number, timer, times in timers:
        signal.signal(number, stop)
        signal.setitimer(timer, seconds * times)
    try:
        yield
    finally:
        for _, timer, _ in timers:
            signal.setitimer(timer, 0)


def _execute(source: str, name: str, names: dict[str, Any]) -> Any:
    """Run a cell. Returns the value of its last line if that is an expression: Jupyter's output."""
    tree = ast.parse(source, name)
    last = tree.body[-1] if tree.body else None
    if not isinstance(last, ast.Expr):
        exec(compile(tree, name, "exec"), names)
        return None
    tree.body.pop()
    exec(compile(tree, name, "exec"), names)
    return eval(compile(ast.Expression(last.value), name, "eval"), names)


def cells_to_run(
    notebook: str,
    replaced: dict[str, str],
    names: dict[str, Any],
    whole: bool = False,
    tests: frozenset[str] | None = None,
) -> Iterator[tuple[NotebookNode, str, bool]]:
    """The code cells of a notebook, one by one as they are run, with source; whether it is a test.

    A cell that grading skips is run where it binds a name that an answer reads and that names, the
    notebook's names so far, lack. whole: all are run. tests: only these, and what they need.
    """
    read = read_by(replaced)
    chosen = None if tests is None else cells_for(notebook, tests, read)
    for cell in read_notebook(notebook).cells:
        if cell.cell_type != "code" or (chosen is not None and cell.id not in chosen):
            continue
        skipped = "skip-execution" in cell.metadata.get("tags", []) and not whole
        if skipped and not (read & names_in(cell.source)[1] - names.keys()):
            continue
        is_test = cell.metadata.get("nbgrader", {}).get("grade", False)
        yield cell, replaced.get(cell.id, cell.source), is_test


def run(
    notebook: str,
    replaced: dict[str, str],
    tests: Collection[str] | None = None,
    whole: bool = False,
    seconds: float = CELL_SECONDS,
) -> Outcome:
    """Run the code cells of a notebook in this process, as grading does.

    whole runs those too that grading skips; given tests, only these run and what they need.
    """
    import matplotlib.pyplot as plt

    plt.show = lambda *_, **__: plt.close("all")
    outcome, names = Outcome(), {"__name__": "__main__"}
    started, cpu = time.perf_counter(), time.process_time()
    chosen = None if tests is None else frozenset(tests)
    for cell, source, is_test in cells_to_run(notebook, replaced, names, whole, chosen):
        linecache.cache[cell.id] = (len(source), None, source.splitlines(True), cell.id)
        out, err, message = io.StringIO(), io.StringIO(), None
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                with time_limit(seconds):
                    value = _execute(source, cell.id, names)
                if is_test and value is not None:
                    message = "shows a value, which nbgrader would take for partial credit"
            except (Exception, CellTimeout, SystemExit) as error:
                message = f"{type(error).__name__}: {error}"
                if is_test and getattr(error, "cause", None):
                    outcome.causes[cell.id] = error.cause  # type: ignore[union-attr]
                if not isinstance(error, AssertionError) and not is_test:
                    message += "\n" + traceback.format_exc()
        if is_test and not message and err.getvalue():
            message = f"stderr: {err.getvalue()}"
        outcome.printed[cell.id] = out.getvalue()
        if is_test:
            outcome.tests[cell.id] = message
        elif message:
            outcome.errors[cell.id] = message
    outcome.cpu_seconds = time.process_time() - cpu
    outcome.wall_seconds = time.perf_counter() - started
    return outcome


def _call_and_send(pipe: Connection, function: Callable, calls: Sequence, options: Any) -> None:
    if "answers.warm" not in sys.modules:  # else the import would count as the notebook's time
        raise RuntimeError("answers.warm was not imported ahead: start where it can be imported")
    for args in calls:
        pipe.send(function(*args, **options))


class Runner:
    """Runs notebooks in processes forked from one that has imported TensorFlow."""

    def __init__(self, jobs: int = 1) -> None:
        self.context = multiprocessing.get_context("forkserver")
        self.context.set_forkserver_preload(["answers.warm"])
        self.threads = ThreadPoolExecutor(jobs)

    def run(self, notebook: str, replaced: dict[str, str], **options: Any) -> Outcome:
        """Run a notebook in a process of its own; see run for the arguments."""
        return self.run_all(notebook, [replaced], **options)[0]

    def run_all(
        self, notebook: str, answers: Sequence[dict[str, str]], **options: Any
    ) -> list[Outcome]:
        """Run a notebook once for each of answers, one after the other, in one process."""
        return self.call(run, [(notebook, replaced) for replaced in answers], **options)

    def call(self, function: Callable[..., T], calls: Sequence[tuple], **options: Any) -> list[T]:
        """What a function of a module returns for each of calls, all made in one process."""
        here, there = self.context.Pipe(duplex=False)
        process = self.context.Process(
            target=_call_and_send, args=(there, function, [*calls], options), daemon=True
        )
        process.start()
        there.close()
        try:
            return [here.recv() for _ in calls]
        except EOFError:
            what = getattr(function, "__name__", function)
            raise RuntimeError(f"the process that called {what} ended without an answer") from None
        finally:
            process.join(10)
            process.kill()

    def submit(self, notebook: str, replaced: dict[str, str], **options: Any) -> Future[Outcome]:
        """Start a run and return its future."""
        return self.threads.submit(self.run, notebook, replaced, **options)

    def close(self) -> None:
        """Drop what has not started."""
        self.threads.shutdown(cancel_futures=True)


def complaints(answer: Answer, outcome: Outcome) -> list[str]:
    """What became of an answer that must not: empty if it was graded as it must be."""
    problems = []
    lost = outcome.lost(answer.notebook)
    if answer.right:
        problems += [f"lost points on {name}" for name in sorted(lost)]
        problems += [f"cell {name}: {text}" for name, text in outcome.errors.items()]
        problems += [f"{name}: {text}" for name, text in outcome.failed.items()]
    else:
        if answer.exercise not in lost:
            problems.append("lost no points")
        uses = builds_on(answer.notebook)
        problems += [
            f"lost points on {name}, which does not build on it"
            for name in sorted(lost)
            if answer.exercise not in uses[name]
        ]
        shown = outcome.failed.values()
        if answer.says and not any(re.search(answer.says, text, re.I | re.S) for text in shown):
            problems.append(f"no message says {answer.says!r}; shown was: {' | '.join(shown)}")
        problems += [
            f"{name} names a false cause: {cause}"
            for name, cause in outcome.causes.items()
            if answer.cause and not re.search(answer.cause, cause, re.I | re.S)
        ]
    return problems
