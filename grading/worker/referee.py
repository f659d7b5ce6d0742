"""The referee: runs the instructor's cells, in a process that no student code ever enters.

Names that only the submission defines come over the wire. The grader speaks to it by lines of
JSON: the arguments of TestRunner.run are answered by the cell's outputs and outcome; on the way
the referee may say {"interrupt": name}: a function of the submission takes too long. {"files": an
archive, "modules": the names it has} are the instructor's files, put beside the notebook.
"""

from __future__ import annotations

import base64
import builtins
import contextlib
import functools
import io
import json
import logging
import os
import pathlib
import random
import re
import signal
import socket
import stat
import sys
import tempfile
import time
import traceback
import types
from collections.abc import Iterable
from typing import Any, cast

import numpy as np
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from traitlets.config import Config

from grading import wire
from grading.names import DATA, globals_of
from grading.outcomes import Outcome
from grading.worker.beside import put_beside
from grading.worker.colab import stand_in_for_colab
from grading.worker.folders import MAX_FILE, MOST_FILES, MOST_FOLDERS, walked
from grading.worker.made_code import MadeCode
from grading.worker.shell import RefereeShell, skip_transforms, take_in

MAX_OUTPUT = 200_000  # characters of one cell
MAX_LOGGED = 1000  # records of a log that an answer may make in a call
MESSAGE = 8000  # characters of an exception's message
SLACK = 20_000_000  # nanoseconds by which a file's time may be before the clock's
DATA_NAME = re.compile(f"{DATA}$")
WITHIN = re.compile(r"([\w -][\w .-]{0,99}/){0,4}[\w -][\w .-]{0,99}")  # a path in such a folder
# A test that puts something in the place of what a module has.
PATCHES = re.compile(r"patch|setattr|\w\.\w+\s*=[^=]")
# A test that looks into what a function is made of.
LOOKS_INTO = re.compile(r"__(code|closure|globals)__|\bco_[a-z]+|getclosurevars")
# A test that asks pyplot for what is drawn.
PYPLOT = re.compile(r"\b(gcf|gca|get_fignums|fignum_exists|get_figlabels)\b")
# A test that listens for log records.
LISTENS = re.compile(r"assertLogs|assertNoLogs|caplog|addHandler|basicConfig")
STREAMS = ("stdout", "stderr")
PATCHED = ("print", "input")  # builtins that a test may replace for the student's functions too
# Text that the student's exception said is put between these where a message quotes it.
BEGIN, END = "\ue000", "\ue001"
QUOTED = re.compile(f"{BEGIN}[^{BEGIN}{END}]*{END}")
NOT_SHOWN = "(its message is not shown)"
# What may happen on the way to a failure, and counts for more than the failure, the gravest first.
GRAVEST = (
    Outcome.TIMED_OUT, Outcome.OUT_OF_MEMORY, Outcome.PROCESS_ENDED, Outcome.CANNOT_TRAVEL
)  # fmt: skip
# What no test is passed with, even if it goes on from the exception.
NO_ANSWER_CAME = (Outcome.TIMED_OUT, Outcome.PROCESS_ENDED, Outcome.CANNOT_TRAVEL)
LATEST = 4.5  # seconds that a test may take beyond its own, a last call and the grace for it


# Of a hidden test, the words are ours: what a submission says may hold what it was called with.
HIDDEN = {
    wire.CannotTravel: ("CannotTravel", "your code gave something that cannot be checked here"),
    wire.Gone: ("Gone", "the submission's process ended before this test was done"),
    wire.TimedOut: ("TimedOut", "a call of your code took too long"),
    wire.OutOfTime: ("TimedOut", "the test took too long"),
}


def _is_text(stream: Any) -> bool:
    return type(stream) is io.StringIO and not stream.closed


class Referee(wire.Peer):
    """The referee's end of the wire. It believes nothing that the other end says."""

    def __init__(self, connection: socket.socket, control: Any) -> None:
        super().__init__(connection)
        self.control = control
        self.seconds = self.repeat_timeout = 1.0
        self.deadline = 0.0
        self.was_late: set[int] = set()
        self.gone: str | None = None
        self.answered = True  # whether the student's process serves
        self.events: list[Outcome] = []
        self.quotes: list[str] = []  # what the student's exceptions said, not to be quoted
        self.of_errors: set[int] = set()  # keys of what exceptions of hidden tests have
        self.hidden = False
        self.take_in()
        self.streams: dict[str, Any] = {}  # sys.stdout and its like if no test replaces them
        self.originals: dict[tuple[str, str], Any] = {}  # what modules have that a test may patch
        self.of_pyplot: dict[str, Any] = {}  # its own functions, while others are in their place
        self.files = SharedFiles()
        self.given: dict[str, Any] = {}  # what was fetched for this test
        self.pushed: frozenset[str] = frozenset()  # names whose values here hold there too
        self.were: frozenset[str] = frozenset()  # those of them that were there before the test
        self.listens = False  # whether the test listens for log records
        self.seeded = False  # whether the test seeds random numbers
        self.was_seeded = False  # since the student's process was told
        self.states: list[Any] = []
        self.names: dict[str, Any] = {}
        self.own: set[str] = set()
        self.of_tests: set[str] = set()  # those of them that a test has bound
        self.records: list[Any] = []  # classes of the instructor's that are at both ends
        self.heard_of: list[BaseException] = []  # these exceptions

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

    def heard(self, error: BaseException) -> BaseException:
        if isinstance(error, MemoryError):
            self.events.append(Outcome.OUT_OF_MEMORY)
        elif isinstance(error, NotImplementedError):
            self.events.append(Outcome.NO_ANSWER)
        elif type(error).__name__ in ("CannotTravel", "NoAttribute"):
            self.events.append(Outcome.CANNOT_TRAVEL)
            return wire.CannotTravel(str(error))
        self.quotes.append(str.__str__(Quoted(str(error))))
        self.heard_of.append(error)
        if self.hidden:
            self.quotes += wire.said_only(error, Quoted)
        return error

    def met_error(self, error: BaseException) -> None:
        if self.hidden:
            self.quotes += [str.__str__(Quoted(str(error))), *wire.said_only(error, Quoted)]

    def of_error(self, value: Any) -> Any:
        """Of a hidden test, what an exception has is quoted as what it says is."""
        if self.hidden and isinstance(value, str):
            quoted = Quoted(str.__str__(value))
            self.quotes.append(str.__str__(quoted))
            return quoted
        if self.hidden and (key := wire.key_of(value)):
            self.of_errors.add(key)
        return value

    def _call(self, key: int, name: str, args: tuple, kwargs: dict[str, Any], op: str) -> Any:
        __tracebackhide__ = True
        given = (*args, *kwargs.values())
        lists = [part for value in given if type(value) in (list, tuple) for part in value[:20]]
        self.files.named((*given, *lists))
        return super()._call(key, name, args, kwargs, op)

    def call(self, key: int, name: str, args: tuple, kwargs: dict[str, Any], op: str = "") -> Any:
        __tracebackhide__ = True
        value = super().call(key, name, args, kwargs, op)
        return self.of_error(value) if key in self.of_errors else value

    def described(self, error: BaseException, skip: int) -> dict[str, Any]:
        """Of a hidden test, neither what an assertion says nor what led to an exception."""
        told = super().described(error, skip)
        if self.hidden:
            told["cause"] = None
            told["message"] = "" if isinstance(error, AssertionError) else told["message"]
        return told

    def own_class(self, name: str) -> type | None:
        """The class that the instructor's cells have defined under that name."""
        value = self.names.get(name) if name in self.own else None
        return value if isinstance(value, type) and not wire.key_of(value) else None

    def is_own_record(self, kind: Any) -> bool:
        """Whether the instructor's cells define a class, of whose objects fields are all."""
        return wire.is_record_class(kind) and self.own_class(kind.__name__) is kind

    def is_record(self, kind: Any) -> bool:
        return any(kind is known for known in self.records) and self.is_own_record(kind)

    # -- what a test has changed that the student's functions must see ---------------------------

    def begin(self, source: str, push: list[str]) -> None:
        """Take in how things are before a test."""
        self.pushed, self.seeded = frozenset(push), "seed" in source
        self.listens = LISTENS.search(source) is not None
        self.were = self.pushed & self.names.keys()
        if self.seeded:
            self.states = random_states()
            self.was_seeded = False
            random.seed = self.noticing(random.seed)  # type: ignore[method-assign]
            np.random.seed = self.noticing(np.random.seed)
        if PYPLOT.search(source) and "matplotlib.pyplot" in sys.modules:
            pyplot = vars(sys.modules["matplotlib.pyplot"])
            before = frozenset(pyplot["get_fignums"]())
            self.of_pyplot = {name: pyplot[name] for name in wire.OF_PYPLOT}
            pyplot.update({name: self.drawn(name, before) for name in wire.OF_PYPLOT})
        self.originals = self.patchable(source) if PATCHES.search(source) else {}

    def drawn(self, name: str, before: frozenset[int]) -> Any:
        """A function of pyplot's that says what the answer has drawn, until the test itself has
        drawn something. before: the numbers of the figures that are older than the test.
        """
        original, numbers = self.of_pyplot[name], self.of_pyplot["get_fignums"]

        @functools.wraps(original)
        def asking(*args: Any, **kwargs: Any) -> Any:
            if name != "close" and not before.issuperset(numbers()):
                return original(*args, **kwargs)
            if name == "close":
                original(*args, **kwargs)
            return self.call(0, f"pyplot.{name}", args, kwargs, op=f"pyplot.{name}")

        return asking

    def take_in(self) -> None:
        """Note what both sides have by now, of what a test may set."""
        self.stdin, self.argv, self.environ = sys.stdin, [*sys.argv], {**os.environ}

    def end(self) -> None:
        """Put back what was changed for a test."""
        if self.of_pyplot:
            vars(sys.modules["matplotlib.pyplot"]).update(self.of_pyplot)
            self.of_pyplot = {}
        random.seed = getattr(random.seed, "__wrapped__", random.seed)  # type: ignore[method-assign]
        np.random.seed = getattr(np.random.seed, "__wrapped__", np.random.seed)

    def patchable(self, source: str) -> dict[tuple[str, str], Any]:
        """What the modules that a test names have under the words in it."""
        words = set(re.findall(r"[A-Za-z_]\w*", source))
        paths = {path.rpartition(".")[0] for path in re.findall(r"[A-Za-z_][\w.]*", source)}
        named = [self.names.get(word, sys.modules.get(word)) for word in (*words, *paths)]
        modules = {
            module.__name__: module for module in named if isinstance(module, types.ModuleType)
        }
        return {
            (name, word): vars(module)[word]
            for name, module in modules.items() if name not in NOT_PATCHED
            for word in words & vars(module).keys()
        }  # fmt: skip

    def noticing(self, seed: Any) -> Any:
        """A function that seeds random numbers, with a note that it was called."""

        @functools.wraps(seed)
        def seeding(*args: Any, **kwargs: Any) -> Any:
            self.was_seeded = True
            return seed(*args, **kwargs)

        return seeding

    def around(self) -> dict[str, Any]:
        here: dict[str, Any] = {}
        replaced = {name: getattr(builtins, name) for name in PATCHED
                    if getattr(builtins, name) is not BUILTINS[name]}  # fmt: skip
        for name, stream in self.streams.items():
            if getattr(sys, name) is not stream:
                here[name] = True
        patched = [
            [module, name, vars(sys.modules[module]).get(name)]
            for (module, name), original in self.originals.items()
            if vars(sys.modules[module]).get(name, original) is not original
        ]
        if patched:
            here["patched"] = patched
        if sys.stdin is not self.stdin and _is_text(sys.stdin):
            here["stdin"] = sys.stdin
        if sys.argv != self.argv:
            here["argv"] = [str(part) for part in sys.argv]
        if changed := {name: os.environ.get(name)
                       for name in self.environ.keys() | os.environ.keys()
                       if os.environ.get(name) != self.environ.get(name)}:  # fmt: skip
            here["environ"] = changed
        if files := self.files.changed():
            here["files"] = files
        if self.listens:
            here["logs"] = {
                name: logger.getEffectiveLevel()
                for name, logger in (*logging.root.manager.loggerDict.items(), ("", logging.root))
                if isinstance(logger, logging.Logger) and (logger.handlers or logger.level)
            }
        if self.files.watched or self.files.folders:
            here["watch"] = self.files.watched
            here["look"] = self.files.folders
            above = {os.path.dirname(name) for name in self.files.watched if os.path.isabs(name)}
            here["folders"] = sorted(above | {*self.files.all_folders()})
        if replaced:
            here["builtins"] = replaced
        changed = {
            name: self.names[name]
            for name in self.pushed
            if name in self.names and self.names[name] is not self.given.get(name, self)
        }
        if changed:
            here["globals"] = changed
        if gone := [name for name in self.were if name not in self.names]:
            here["gone"] = gone
        if self.seeded and ((states := random_states()) != self.states or self.was_seeded):
            self.states, self.was_seeded = states, False
            here["random"] = states
        return here

    def rebound(self, news: Any) -> None:
        """The names that a test has fetched are the student's; in the place of what it has set
        itself there is no other value, but what a collection holds may be another.
        """
        for name, value in news:
            old = self.names.get(name, self)
            if name in self.given and old is self.given[name]:
                self.names[name] = self.given[name] = value
            elif name in self.pushed and wire.is_held(old) and type(old) is type(value):
                wire.update(old, value)

    def said(self, answer: dict[str, Any]) -> None:
        for name in STREAMS:
            text = answer.get(name)
            if isinstance(text, str) and getattr(sys, name) is not self.streams.get(name):
                getattr(sys, name).write(text[:MAX_OUTPUT])
        if type(read := answer.get("read")) is int and _is_text(sys.stdin):
            sys.stdin.seek(min(max(read, 0), len(sys.stdin.getvalue())))  # type: ignore[union-attr]
        if isinstance(files := answer.get("files"), list):
            watched = self.files.watched
            self.files.take({watched[int(place)]: data for place, data in files})
        for place, folders, files in answer.get("looked", [])[: len(self.files.folders)]:
            self.files.take_folder(self.files.folders[int(place)], folders, files)
        for name, level, text, line, function in answer.get("logs", [])[:MAX_LOGGED]:
            logger = logging.getLogger(str(name)[:100])
            if self.listens and logger.isEnabledFor(int(level)):
                said = (str(text)[:1000], (), None, str(function)[:100])
                logger.handle(logger.makeRecord(logger.name, int(level), "", int(line), *said))

    def ask(self, question: Any, blobs: Any, key: int = 0, name: str = "") -> Any:
        if self.gone:
            raise wire.Gone(self.gone)
        if not self.answered:
            raise wire.CannotTravel("between tests, nobody answers for the submission.")
        try:
            return super().ask(question, blobs, key, name)
        except wire.Gone as error:
            late = isinstance(error, wire.Late)
            self.hang_up(Outcome.TIMED_OUT if late else Outcome.PROCESS_ENDED)
            raise wire.Gone(f"{self.gone} ({error})") from None
        except wire.OutOfTime:
            self.hang_up(Outcome.TIMED_OUT)
            raise

    def hang_up(self, event: Outcome) -> None:
        """Give the submission up: in the middle of a message there is no going on."""
        self.gone = "the submission's process ended before this test was done"
        self.events.append(event)
        with contextlib.suppress(OSError):
            self.connection.close()

    def answer(self, question: dict[str, Any], blobs: wire.Blobs) -> Any:
        """A submission may call back what a test gave it to call; nothing else."""
        return self.run(question, blobs)

    def function_of(self, question: dict[str, Any]) -> Any:
        """What a test gave to call; or the looking up of an attribute of one of its mocks."""
        value = self.codec.kept.get(question.get("call", 0))
        op = question.get("op")
        if op == "getattr" and wire.is_mock(value):
            return functools.partial(wire.attribute_of_mock, value)
        if op in wire.OF_OBJECTS and wire.is_lent_object(value):
            return wire.operation_on(value, op, wire.OPERATIONS[op])
        if op == "next" and wire.is_lent_iterator(value):
            return functools.partial(wire.OPERATIONS[op], value)
        if question.get("call") not in self.codec.to_call:  # a class or a database can be, too
            raise ValueError("there is no such function")
        return super().function_of(question)

    def fetch_names(self, names: list[str]) -> dict[str, Any]:
        """The values of those names that the submission defines."""
        # A class that a test defines is not over there.
        records = {name: self.names.get(name, self) for name in self.own - self.of_tests}
        records = {name: kind for name, kind in records.items() if self.is_own_record(kind)}
        self.records = [*records.values()]
        news, blobs = self.codec.encode(self.held.news())
        question = {"get": names, "records": sorted(records), "news": news}
        answer, parts = self.ask(question, blobs, name="the submission")
        encoded = answer.get("found", {})
        values: dict[str, Any] = {}
        for name in names:
            if isinstance(encoded, dict) and name in encoded:
                try:
                    document, place, *number = encoded[name]
                    if isinstance(document, dict) and "same" in document:
                        values[name] = values[document["same"]]
                        continue
                    value = self.codec.decode(document, parts[int(place) :])
                    values[name] = self.shared(value, *number) if number else value
                except wire.CannotTravel as error:
                    values[name] = wire.Handle(0, f"something that cannot travel: {error}")
                except wire.OutOfTime:
                    raise
                except Exception as error:
                    values[name] = wire.Handle(0, f"a malformed answer ({error})")
        return values

    def fetch_files(self, names: list[str]) -> dict[str, bytes]:
        """Those of these files that the submission has written, as bytes."""
        answer, parts = self.ask({"files": names}, [], name="the submission")
        places = answer.get("found", {})
        files = {}
        with contextlib.suppress(Exception):
            files = {name: bytes(parts[int(places[name])]) for name in names if name in places}
        return {name: data for name, data in files.items() if len(data) <= MAX_FILE}


class SharedFiles:
    """Files that a test names: those that the submission writes are here, and the other way round.

    What was there before the test is the instructor's, and stays as it is.
    """

    def __init__(self) -> None:
        self.watched: list[str] = []
        self.folders: list[str] = []  # of the test's, which it has named to an answer
        self.open = False  # whether files may be shared that a test names only when it runs
        self.began = 0
        self.known: dict[str, Any] = {}  # how each one was when both sides had it the same
        self.made: set[str] = set()

    def watch(self, names: list[str], written: dict[str, bytes]) -> None:
        """Begin with these names. written: those that the submission has written."""
        self.watched = [name for name in names if not os.path.lexists(name)]
        self.known = dict.fromkeys(self.watched)
        self.take({name: base64.b64encode(data).decode() for name, data in written.items()})

    def named(self, values: Iterable[Any]) -> None:
        """Watch the files, too, that a test names to an answer: new ones, and its own."""
        for value in values:
            if not (self.open and isinstance(value, (str, pathlib.PurePath))):
                continue
            name = os.fspath(value)
            if name not in self.folders and self.is_folder_of_test(name):
                self.folders.append(name)
            self.notice(name)

    def notice(self, name: str) -> None:
        """Watch a file if it is the test's."""
        if name not in self.watched and self.is_of_test(name):
            self.watched.append(name)
            self.known[name] = None

    def is_folder_of_test(self, name: str) -> bool:
        """Whether a path is that of a folder of a test's own, or beside the notebook."""
        if len(name) > 300 or "\0" in name or len(self.folders) >= MOST_FOLDERS:
            return False
        return os.path.isdir(name) and self.is_below(os.path.realpath(name), strictly=True)

    @staticmethod
    def is_below(folder: str, strictly: bool = False) -> bool:
        """Whether a folder is one in which a test may write, or strictly is in one."""
        known = {*map(os.path.realpath, (os.getcwd(), tempfile.gettempdir()))}
        if strictly and folder in known:
            return False
        return any(os.path.commonpath([folder, place]) == place for place in known)

    def all_folders(self) -> list[str]:
        """Those that were named to an answer, and those in them."""
        return [path for folder in self.folders for path, *_ in walked(folder)]

    def is_of_test(self, name: str) -> bool:
        """Whether a path is that of a file of data which the test has made, or which could be made
        in a folder of its own or beside the notebook.
        """
        if len(name) > 300 or not DATA_NAME.search(name) or "\0" in name:
            return False
        folder = os.path.realpath(os.path.dirname(name) or ".")
        if not os.path.isdir(folder) or not self.is_below(folder):
            return False
        if not os.path.lexists(name):
            return True
        now = signature(name)
        return now is not None and now[1] >= self.began

    def changed(self) -> dict[str, Any]:
        """Those that are another here than the submission knows: what is in them, or None."""
        changed: dict[str, Any] = {}
        for folder in self.folders:
            for path, _, files in walked(folder):
                for name in files:
                    self.notice(os.path.join(path, name))
        for name in self.watched:
            now = signature(name)
            if now != self.known[name]:
                self.known[name] = now
                self.made.add(name)
                changed[name] = None
                if now is not None and now[0] <= MAX_FILE:
                    with open(name, "rb") as file:
                        changed[name] = file.read(MAX_FILE)
        return changed

    def take(self, files: dict[str, Any]) -> None:
        """What the submission has in them now: as base64, or None."""
        for name in self.watched:
            if name not in files:
                continue
            with contextlib.suppress(OSError, ValueError, TypeError):
                if files[name] is None:
                    os.unlink(name)
                else:
                    data = base64.b64decode(files[name])[:MAX_FILE]
                    os.makedirs(os.path.dirname(name) or ".", exist_ok=True)
                    with open(name, "wb") as file:
                        file.write(data)
                    self.made.add(name)
            self.known[name] = signature(name)

    def take_folder(self, folder: str, folders: Any, files: Any) -> None:
        """What the submission has in a folder now: the folders in it, and new files of data."""
        within = {str(path) for path in folders[:MOST_FOLDERS] if WITHIN.fullmatch(str(path))}
        for path in within:
            os.makedirs(os.path.join(folder, path), exist_ok=True)
        for path, data in files[:MOST_FILES]:
            name = os.path.join(folder, str(path))
            if WITHIN.fullmatch(str(path)) and self.is_of_test(name) and name not in self.watched:
                self.watched.append(name)
                self.take({name: data})
        for path, *_ in [*walked(folder)][:0:-1]:
            if os.path.relpath(path, folder) not in within:
                with contextlib.suppress(OSError):  # there is something in it
                    os.rmdir(path)

    def clear(self) -> None:
        """Remove what was there for one test alone."""
        for name in self.made:
            with contextlib.suppress(OSError):
                os.unlink(name)
                if not os.path.isabs(name):
                    os.removedirs(os.path.dirname(name) or "/")
        self.watched, self.folders, self.made, self.open = [], [], set(), False


def signature(name: str) -> tuple[int, int] | None:
    """Size and time of a regular file, which change when it is written."""
    try:
        now = os.stat(name, follow_symlinks=False)
    except OSError:
        return None
    return (now.st_size, now.st_mtime_ns) if stat.S_ISREG(now.st_mode) else None


class Quoted(str):
    """What a student's exception said: a message that quotes it, does so between two marks."""

    def __new__(cls, text: str) -> Quoted:
        return super().__new__(cls, text.replace(BEGIN, "").replace(END, ""))

    def marked(self) -> str:
        """The text between its marks."""
        return f"{BEGIN}{str.__str__(self)}{END}"

    def __format__(self, spec: str) -> str:
        return self.marked()

    def __repr__(self) -> str:
        return self.marked()

    def __str__(self) -> str:
        return self

    def __add__(self, other: str) -> str:
        return self.marked() + other

    def __radd__(self, other: str) -> str:
        return other + self.marked()


# What a process of ours runs by, and what is shared in other ways.
NOT_PATCHED = {"builtins", "sys", "__main__", "IPython", "grading"}
BUILTINS = {name: getattr(builtins, name) for name in PATCHED}


def random_states() -> list[Any]:
    """How Python's and NumPy's own random numbers go on, as JSON's types and arrays."""
    name, keys, *rest = cast(tuple, np.random.get_state())  # noqa: NPY002
    return [random.getstate(), [name, keys.tolist(), *rest]]


NO_HISTORY = Config({"HistoryManager": {"enabled": False}})


class TestRunner:
    """The instructor's names, and the running of the instructor's cells over them."""

    def __init__(self, referee: Referee) -> None:
        self.referee = referee
        self.shell = RefereeShell.instance(config=NO_HISTORY)
        skip_transforms(self.shell)
        self.names = referee.names = self.shell.user_ns
        self.own: set[str] = referee.own
        self.made_code = MadeCode(self.shell)
        self.later: set[str] = set()  # what functions of earlier cells read when they are called
        self.fetched: set[str] = set()
        self.bound: set[str] = set()  # by the cell before
        # The error is told once, by error(): that of a cell within a magic (%%capture) too.
        self.shown: BaseException | None = None
        self.shell._showtraceback = self.shell.showtraceback = self.note  # type: ignore[method-assign]
        self.formatter: Any = self.shell.display_formatter
        signal.signal(signal.SIGALRM, self.stop)

    def run(
        self,
        source: str,
        test: bool,
        hidden: bool,
        seconds: float = 30.0,
        repeat_timeout: float = 1.0,
        compiled: dict[str, str] | None = None,
        **more: Any,
    ) -> dict[str, Any]:
        """Run a cell. Returns its nbformat outputs, its outcome and what it fetched.

        test: whether the student's process answers; seconds: for a call of a function, or
        repeat_timeout if it was late before; hidden: whether the student is not to see the source.
        compiled: what the grader has made of it and of cells that it needs, by their sources.
        more: see prepare(); withheld: whether it is hidden, though it is to say what others do.
        """
        referee = self.referee
        self.made_code.cells += [source, *more.get("first", ())]
        for text, data in (compiled or {}).items():
            take_in(self.shell, text, base64.b64decode(data))
        referee.events, referee.quotes, referee.heard_of = [], [], []
        referee.codec.met.clear()
        referee.hidden, referee.answered = hidden, test
        referee.withholds = hidden or bool(more.pop("withheld", False))
        referee.seconds, referee.repeat_timeout = seconds, repeat_timeout
        referee.deadline = time.monotonic() + seconds + 1
        referee.runs = test
        signal.setitimer(signal.ITIMER_REAL, seconds + LATEST, 1.0)
        refused = wire.refusals()
        missing: set[str] = set()
        trouble: list[str] = []
        error: BaseException | None = None
        captured = result = None
        try:
            missing = self.prepare(source, test, **more)
        except (wire.Gone, wire.TimedOut, wire.OutOfTime) as problem:
            error = problem
        if error is None:
            with capture_output() as captured, contextlib.redirect_stderr(captured._stdout):
                referee.streams = {name: getattr(sys, name) for name in STREAMS}
                trouble = [*filter(None, map(self.run_part, more.get("first", ())))]
                sys.stdout.seek(0)  # what these print is not the test's
                sys.stdout.truncate()
                self.shown = None
                result = self.shell.run_cell(source, store_history=False)
            referee.streams = {}
            error = result.error_before_exec or result.error_in_exec or self.shown
            if error is None and test:
                error = self.passed_over(refused)
        referee.runs = False
        signal.setitimer(signal.ITIMER_REAL, 0)
        self.clear()
        if not test:
            referee.take_in()
        if error is not None and referee.withholds:
            referee.held.clear()  # what the test has computed in them is not for the student
        stays = test and self.is_own(error) and self.stays_there(error)
        if test and not referee.gone:
            with contextlib.suppress(wire.Gone, OSError):
                referee.send({"bye": True}, [])
        referee.answered = False
        outputs = self.outputs(captured, result, hidden)
        if error is not None:
            refusal = wire.last_refusal() if wire.refusals() > refused and not hidden else ""
            outputs.append(self.error(error, hidden, missing, refusal))
        told = stays or wire.refusals() > refused or self.told(source)
        return {
            "outputs": outputs,
            "outcome": self.outcome(error, missing, told),
            "cause": vars(error).get("cause", "") if error and self.is_own(error) else "",
            "fetched": sorted(self.fetched - missing),
            "gone": referee.gone is not None,
            "undefined": self.missing_name(error, missing),
            "own": self.is_own(error),
            "trouble": trouble if error is not None else [],
        }

    def prepare(
        self,
        source: str,
        test: bool,
        first: tuple[str, ...] | list[str] = (),
        theirs: tuple[str, ...] | list[str] = (),
        push: list[str] | None = None,
        modules: list[str] | None = None,
        classes: list[str] | None = None,
        examples: tuple[str, ...] | list[str] = (),
        history: list[str] | None = None,
        files: list[str] | None = None,
        paths: bool = False,
    ) -> set[str]:
        """See to what a cell needs. Returns the names that the submission does not define.

        first: the instructor's cells to be run before. theirs: names that are the student's though
        a trusted cell above has bound them. push: names whose values, set by a test, the student's
        functions see. modules, classes, examples: those that the instructor's cells import, define
        and have for doctest, told once. history: the sources of the cells before. files: names of
        files that the submission may have written. paths: whether it may write, and read, those
        that the cell names when it runs.
        """
        referee = self.referee
        for name in self.fetched - self.bound:
            self.names.pop(name, None)
        reads: set[str] = set()
        self.bound = set()
        for part in (*first, source):
            with contextlib.suppress(SyntaxError):
                cell = self.shell.transform_cell(part)
                known = self.shell.ready.get(cell)
                read, later, binds = known.globals if known else globals_of(cell)
                reads |= read
                self.later |= later
                self.own |= binds
                self.bound |= binds
                referee.of_tests -= binds
                referee.of_tests |= binds if test and part is source else set()
            if LOOKS_INTO.search(part):
                referee.codec.look_into()
        self.made_code.cells += examples
        if modules is not None:
            referee.modules = frozenset(modules)
        if classes is not None:
            referee.class_names = frozenset(classes)
        if history is not None:
            self.names["In"] = self.names["_ih"] = [*history, source]
        self.fetched = set(theirs) | {
            name
            for name in (reads | self.later) - self.own
            if name not in self.names and not hasattr(builtins, name)
        }
        referee.given = {}
        if not test:
            self.fetched = set()
            return set()
        if self.fetched:
            for name in theirs:
                self.names.pop(name, None)
            referee.given = referee.fetch_names(sorted(self.fetched))
            self.names.update(referee.given)
        missing = self.fetched - referee.given.keys()
        if files:
            referee.files.watch(files, referee.fetch_files(files))
        referee.files.open = paths
        referee.files.began = time.time_ns() - SLACK
        referee.begin(source, push or [])
        return missing

    def note(self, *told: Any, **_: Any) -> None:
        """In place of showing an exception: some magics show what their cell raises, and go on."""
        given = (value for value in told if isinstance(value, BaseException))
        self.shown = sys.exc_info()[1] or next(given, None) or self.shown

    def clear(self) -> None:
        """Remove what was there for one cell alone."""
        self.referee.end()
        self.referee.files.clear()

    def run_part(self, source: str) -> str:
        """Run an instructor's cell that a test needs. Returns what went wrong."""
        done = self.shell.run_cell(source, store_history=False, silent=True)
        problem = done.error_before_exec or done.error_in_exec
        return f"{type(problem).__name__}: {problem}"[:300] if problem is not None else ""

    def passed_over(self, refused: int) -> BaseException | None:
        """Why a test that ended well is not passed: it took a refusal, or that no answer came, for
        the exception that it waited for.
        """
        events = [event for event in NO_ANSWER_CAME if event in self.referee.events]
        if not events and wire.refusals() == refused:
            return None
        why = wire.last_refusal() if wire.refusals() > refused else f"{events[0]}."
        return wire.CannotTravel(f"the test goes on where it got no answer: {why}")

    def stays_there(self, error: BaseException | None) -> bool:
        """Whether a test failed over a file or a module that the submission has and we have not."""
        if isinstance(error, ModuleNotFoundError):
            name = f"{error.name}.py"
        elif isinstance(error, FileNotFoundError):
            name = str(error.filename)
        else:
            return False
        with contextlib.suppress(wire.Gone, wire.TimedOut, wire.OutOfTime):
            return bool(self.referee.fetch_files([name]))
        return False

    def told(self, source: str) -> bool:
        """Whether a test speaks of a class of which it got an object that cannot travel."""
        words = set(re.findall(r"\w+", source))
        return any(words & classes for classes in self.referee.codec.met)

    @staticmethod
    def missing_name(error: BaseException | None, missing: set[str]) -> str:
        """The name that the submission does not define, if a test stopped because of it."""
        return error.name if isinstance(error, NameError) and error.name in missing else ""

    def is_own(self, error: BaseException | None) -> bool:
        """Whether an exception is the instructor's own, and not one that the submission raised."""
        return error is not None and not any(error is other for other in self.referee.heard_of)

    def stop(self, *_: Any) -> None:
        """Called when the time of a test is up: the submission may have made it endless."""
        if self.referee.runs:
            raise wire.OutOfTime("the test took too long.")

    def outcome(
        self, error: BaseException | None, missing: set[str], cannot: bool = False
    ) -> Outcome:
        """passed, or why not. cannot: whether something that the test used could not travel."""
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
        # A function has said what it has.
        of_stand_in = (
            isinstance(error, AttributeError)
            and wire.key_of(error.obj)
            and error.name != "__wrapped__"
            and (not isinstance(error.obj, types.FunctionType) or str(error.name).startswith("_"))
        )
        if isinstance(error, wire.CannotTravel) or (of_stand_in and self.is_own(error)):
            return Outcome.CANNOT_TRAVEL
        if Outcome.NO_ANSWER in events or self.missing_name(error, missing):
            return Outcome.NO_ANSWER
        return Outcome.CANNOT_TRAVEL if cannot else Outcome.FAILED

    def outputs(self, captured: Any, result: Any, hidden: bool) -> list[dict[str, Any]]:
        """What the cell printed and showed, as nbformat outputs. Of a hidden test: its score."""
        if captured is None:
            return []
        outputs: list[dict[str, Any]] = []
        if captured.stdout and not hidden:
            text = captured.stdout[:MAX_OUTPUT]
            outputs.append({"output_type": "stream", "name": "stdout", "text": text})
        shown = [("display_data", output.data) for output in captured.outputs if output.data]
        if self.shell.value_to_show(result) is not None:
            with contextlib.suppress(Exception):
                data, _ = self.formatter.format(result.result)
                shown.append(("execute_result", data))
        for kind, data in shown:
            entry = {"output_type": kind, "data": data, "metadata": {}}
            if kind == "execute_result":
                entry["execution_count"] = None
                if hidden:
                    entry["data"] = {"text/plain": data.get("text/plain", "")}
            elif hidden:
                continue
            if len(json.dumps(entry, default=str)) <= MAX_OUTPUT:
                outputs.append(entry)
        return outputs

    def error(
        self, error: BaseException, hidden: bool, missing: set[str], refusal: str
    ) -> dict[str, Any]:
        """An exception as an nbformat output. Of a hidden test: its message and no more.

        refusal: what a stand-in has refused on the way to it.
        """
        kind, message = type(error).__name__[:100], said_by(error)
        if name := self.missing_name(error, missing):
            kind, message = "NotDefined", f"the submission does not define `{name}`."
        if hidden and isinstance(error, wire.OF_THE_WIRE):
            kind, message = HIDDEN[next(base for base in HIDDEN if isinstance(error, base))]
        elif hidden and not self.is_own(error):
            bases = (base for base in type(error).__mro__ if base.__module__ == "builtins")
            kind = next(base.__name__ for base in bases if hasattr(builtins, base.__name__))
            message = f"your code raised an exception here {NOT_SHOWN}"
        elif hidden:
            # An exception that renders itself is made by a course's checks, in words of their own.
            quotes = [] if hasattr(error, "_render_traceback_") else self.referee.quotes
            message = without_quotes(message, quotes) or "a hidden test failed"
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
            # Not of what it came from: a line of the submission's would be asked for.
            told = traceback.TracebackException(type(error), error, None, lookup_lines=False)
            lines += told.format_exception_only()
        if refusal and not isinstance(error, wire.CannotTravel):
            message = f"{message} ({refusal})" if message else refusal
            lines.append(f"On the way: {refusal}")
        lines = "\n".join(lines)[:MAX_OUTPUT].split("\n")
        return {"output_type": "error", "ename": kind, "evalue": message, "traceback": lines}


def said_by(error: BaseException) -> str:
    """What an exception says: that may be for an object of the submission's to say."""
    try:
        return str(error)[:MESSAGE]
    except Exception:
        return "(what it says cannot be told)"


def without_quotes(message: str, quotes: list[str]) -> str:
    """A message without what the student's exceptions said, where it was put in.

    Where a message was made in another way than by formatting, there is no mark: there the last
    place is taken at which a quote stands as a word of its own.
    """
    marked = set(quotes) & {quoted[1:-1] for quoted in QUOTED.findall(message)}
    message = QUOTED.sub(NOT_SHOWN, message)
    for quote in dict.fromkeys(quotes):
        if not quote.strip() or quote in marked:
            continue
        places = [*re.finditer(rf"(?<!\w){re.escape(quote)}(?!\w)", message)]
        if places:
            message = message[: places[-1].start()] + NOT_SHOWN + message[places[-1].end() :]
    return message.replace(BEGIN, "").replace(END, "")[: MESSAGE + 1000]


def main(fds: list[int], warm_up: str) -> None:
    """Run the instructor's cells until the grader hangs up. fds: the wire, the grader's socket."""
    control = socket.socket(fileno=fds[1]).makefile("rw", encoding="utf-8", errors="replace")
    referee = Referee(socket.socket(fileno=fds[0]), control)
    runner = TestRunner(referee)
    with contextlib.suppress(Exception):
        exec(warm_up, {})
    stand_in_for_colab()
    sys.path.insert(0, os.getcwd())
    for line in control:
        order = json.loads(line)
        try:
            if "files" in order and "source" not in order:
                archive = base64.b64decode(order["files"])
                runner.made_code.files = put_beside(archive, order["modules"])
                referee.beside = frozenset(order["modules"])
                reply: dict[str, Any] = {"done": True}
            else:
                reply = {"done": True} | runner.run(**order)
        except Exception:  # a fault of the referee's own: no result, and a person is told
            reply = {"done": True, "fault": traceback.format_exc()[-2000:]}
        control.write(json.dumps(reply, default=str, ensure_ascii=False) + "\n")
        control.flush()
    os._exit(0)


def rehearse(code: str) -> None:
    """Run what test cells do, with nobody at the other end of the wire."""
    RefereeShell.clear_instance()
    InteractiveShell.clear_instance()
    with open(os.devnull, "w") as nowhere:
        runner = TestRunner(Referee(socket.socketpair()[0], nowhere))
        for source in ("print(1)", "1 / 0", code):
            runner.run(source, test=False, hidden=False)
