"""The student's end of the wire: hands out what the submission defined, and calls its functions."""

from __future__ import annotations

import base64
import builtins
import contextlib
import io
import logging
import os
import random
import socket
import sys
from collections.abc import Iterator
from functools import partial
from typing import Any

import numpy as np
from IPython.core.error import StdinNotImplementedError

from grading.wire import (
    MAX_BYTES,
    OF_THE_WIRE,
    OPERATIONS,
    Blobs,
    CannotTravel,
    Gone,
    Peer,
    is_held,
    is_record_class,
    kinds,
)
from grading.worker.folders import MAX_FILE, MOST_FILES, walked
from grading.worker.interrupts import Interrupts

kinds()  # while this is imported, in the fork server, which sees all that is installed
MAX_RECORDS = 1000  # of a log
PRINTED = 200_000  # characters that a function may print while a test captures it
REDIRECTIONS: dict[str, Any] = {"stdout": contextlib.redirect_stdout,
                                "stderr": contextlib.redirect_stderr}  # fmt: skip
SHARED = (list, dict, set, bytearray, np.ndarray)  # of which two names may share one


class Said(io.StringIO):
    """Keeps what is printed, up to a limit."""

    def write(self, text: str) -> int:
        return super().write(text[: max(PRINTED - self.tell(), 0)])


def signature(name: str) -> tuple[int, int] | None:
    """Size and time of a file, which change when it is written."""
    with contextlib.suppress(OSError):
        about = os.stat(name)
        return about.st_size, about.st_mtime_ns
    return None


def content_of(name: str) -> str | None:
    """What is in a file, as base64; None if there is none."""
    with contextlib.suppress(OSError), open(name, "rb") as file:
        return base64.b64encode(file.read(MAX_FILE)).decode()
    return None


def put(files: dict[str, bytes | None]) -> None:
    """Write these files as a test has them, None: it has none."""
    for name, data in files.items():
        with contextlib.suppress(OSError):
            if data is None:
                os.unlink(name)
                continue
            os.makedirs(os.path.dirname(name) or ".", exist_ok=True)
            with open(name, "wb") as file:
                file.write(data)


def make_folder(name: str) -> None:
    """Make a folder that a test has made for itself. Raises CannotTravel where that may not be."""
    try:
        os.makedirs(name, exist_ok=True)
    except OSError:
        raise CannotTravel(
            f"{name} is a folder of the test's, and cannot be made where the answer runs."
        ) from None


def in_folder(folder: str) -> tuple[list[str], dict[str, Any]]:
    """The folders in a folder; and the files in all these, as they are: of a large one a part."""
    folders: list[str] = []
    files: dict[str, Any] = {}
    for path, _, names in walked(folder):
        folders.append(path)
        files |= {os.path.join(path, name): None for name in names[:MOST_FILES]}
    return folders[1:], {name: signature(name) for name in files}


def news_of_folder(folder: str, known: dict[str, Any]) -> list[list[Any]]:
    """The folders in a folder; and the files that are new in these, with what is in them."""
    folders, files = in_folder(folder)
    told: list[list[Any]] = []
    size = 0
    for name, now in files.items():
        if now != known.get(name) and now is not None and len(told) < MOST_FILES:
            size += now[0]
            told += [[os.path.relpath(name, folder), content_of(name)]] if size < MAX_FILE else []
    return [[os.path.relpath(path, folder) for path in folders], told]


def set_environment(values: dict[str, str | None]) -> None:
    """Give these variables these values; None: there is none."""
    for name, value in values.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value


class Records(logging.Handler):
    """Keeps what is logged, up to a limit, for a test that listens."""

    def __init__(self) -> None:
        super().__init__()
        self.records: list[list[Any]] = []

    def emit(self, record: logging.LogRecord) -> None:
        if len(self.records) < MAX_RECORDS:
            with contextlib.suppress(Exception):  # a message that does not fit its arguments
                self.records.append([record.name, record.levelno, record.getMessage()[:1000],
                                     record.lineno, record.funcName])  # fmt: skip


@contextlib.contextmanager
def listened(levels: dict[str, int], records: Records) -> Iterator[None]:
    """Have loggers log from these levels on, and keep what they log."""
    loggers = {logging.getLogger(name): level for name, level in levels.items()}
    before = {logger: logger.level for logger in loggers}
    others = [*logging.root.handlers]
    logging.root.handlers[:] = [records]
    for logger, level in loggers.items():
        logger.setLevel(level)
    try:
        yield
    finally:
        logging.root.handlers[:] = others
        for logger, level in before.items():
            logger.setLevel(level)


def no_input(*_: Any) -> str:
    """In place of input(): nobody is there to type."""
    raise StdinNotImplementedError("raw_input was called, but nobody is there to type.")


@contextlib.contextmanager
def read_from(stream: Any, input_too: bool) -> Iterator[None]:
    """Have standard input be a stream. As in a kernel, input() does not read it; input_too: unless
    it is the test's own.
    """
    before, sys.stdin = sys.stdin, stream
    real = builtins.input
    builtins.input = real if input_too else no_input
    try:
        yield
    finally:
        sys.stdin, builtins.input = before, real


class StudentPeer(Peer):
    """Answers the referee out of the names of a notebook. It trusts the referee."""

    trusting = True

    def __init__(
        self, connection: socket.socket, names: dict[str, Any], interrupts: Interrupts | None = None
    ) -> None:
        super().__init__(connection)
        self.names, self.interrupts = names, interrupts or Interrupts()
        self.records: frozenset[str] = frozenset()  # classes of the instructor's, by name
        self.fetched: dict[str, Any] = {}  # what a test has of the notebook's names
        self.changed_names: list[list[Any]] = []

    def own_class(self, name: str) -> type | None:
        """The class of that name: what the referee names is the instructor's, as it is here."""
        value = self.names.get(name)
        return value if isinstance(value, type) else None

    def is_record(self, kind: Any) -> bool:
        name = kind.__name__
        return name in self.records and self.names.get(name) is kind and is_record_class(kind)

    def tensor(self, array: np.ndarray) -> Any:
        import tensorflow as tf

        return tf.constant(array)

    def answer(self, question: dict[str, Any], blobs: Blobs) -> tuple[Any, list[bytes]]:
        """Two questions: {"get": [names]} and {"call": key, "with": arguments}."""
        try:
            with self.interrupts.stop_this():
                return self.answer_to(question, blobs)
        except KeyboardInterrupt:
            raise InterruptedError("it was interrupted") from None

    def ask(
        self, question: dict[str, Any], blobs: list[bytes], key: int = 0, name: str = ""
    ) -> tuple[dict[str, Any], Blobs]:
        """The answer of the other end: no interrupt loses a part of it."""
        with self.interrupts.not_this():
            return super().ask(question, blobs, key, name)

    def answer_to(self, question: dict[str, Any], blobs: Blobs) -> tuple[Any, list[bytes]]:
        """The answer, which an interrupt may stop."""
        if "files" in question:
            return self.lend_files(question["files"])
        if "get" not in question:
            return self.run(question, blobs)
        self.records = frozenset(question.get("records", ()))
        self.held.take(self.codec.decode(question.get("news", []), blobs))
        self.fetched = {name: self.names[name] for name in question["get"] if name in self.names}
        documents: dict[str, list] = {}
        parts: list[bytes] = []
        first: dict[int, str] = {}
        size = 0
        for name in question["get"]:
            if name not in self.names:
                continue
            value = self.names[name]
            if isinstance(value, SHARED) and id(value) in first:
                documents[name] = [{"same": first[id(value)]}, 0]
                continue
            first[id(value)] = name
            document, more = self.lend(value)
            if more and (size := size + sum(map(len, more))) > MAX_BYTES - 2**20:
                size -= sum(map(len, more))
                words = f"something that cannot travel: more than {MAX_BYTES // 2**20} MB at once"
                document, more = {"thing": self.codec.keep(value), "about": words}, []
            documents[name] = [document, len(parts)]
            if is_held(value):
                number = self.held.number(value, -1)
                self.held.hold(number, value)
                documents[name].append(number)
            parts += more
        return {"found": documents}, parts

    def lend_files(self, names: list[str]) -> tuple[dict[str, Any], list[bytes]]:
        """Those of these files that there are, as bytes."""
        places: dict[str, int] = {}
        parts: list[bytes] = []
        for name in names:
            with contextlib.suppress(OSError), open(name, "rb") as file:
                places[name] = len(parts)
                parts.append(file.read(MAX_FILE + 1))
        return {"found": places}, parts

    @contextlib.contextmanager
    def as_there(self, here: dict[str, Any], answer: dict[str, Any]) -> Iterator[None]:
        """Have a function see what the test that calls it has changed, for as long as it runs."""
        builtin, changed = here.get("builtins", {}), here.get("globals", {})
        gone = here.get("gone", [])
        before = {name: self.names[name] for name in (*changed, *gone) if name in self.names}
        real = {name: getattr(builtins, name) for name in builtin}
        streams = {name: Said() for name in ("stdout", "stderr") if here.get(name)}
        watched, records = here.get("watch", []), Records()
        for folder in here.get("folders", []):
            make_folder(folder)
        put(here.get("files", {}))
        seen = {name: signature(name) for name in watched}
        known = {folder: in_folder(folder)[1] for folder in here.get("look", [])}
        patched = [
            (sys.modules[module], name, value)
            for module, name, value in here.get("patched", [])
            if module in sys.modules
        ]
        originals = [(module, name, getattr(module, name)) for module, name, _ in patched]
        if "random" in here:
            random.setstate(here["random"][0])
            np.random.set_state(here["random"][1])  # noqa: NPY002
        argv, environ = sys.argv, {name: os.environ.get(name) for name in here.get("environ", {})}
        sys.argv = here.get("argv", argv)
        set_environment(here.get("environ", {}))
        self.names.update(changed)
        for name in gone:
            self.names.pop(name, None)
        vars(builtins).update(builtin)
        for module, name, value in patched:
            setattr(module, name, value)
        put_there = {name: self.told(value) for name, value in changed.items() if is_held(value)}
        try:
            with contextlib.ExitStack() as stack:
                for name, stream in streams.items():
                    stack.enter_context(REDIRECTIONS[name](stream))
                if "logs" in here:
                    stack.enter_context(listened(here["logs"], records))
                if "stdin" in here:
                    stack.enter_context(read_from(here["stdin"], input_too="input" in builtin))
                yield
        finally:
            self.note_names(changed, put_there)
            sys.argv = argv
            set_environment(environ)
            for module, name, value in originals:
                setattr(module, name, value)
            vars(builtins).update(real)
            for name in changed:
                self.names.pop(name, None)
            self.names.update(before)
            answer |= {name: stream.getvalue() for name, stream in streams.items()}
            if changed := [
                [place, content_of(name)]
                for place, name in enumerate(watched) if signature(name) != seen[name]
            ]:  # fmt: skip
                answer["files"] = changed  # by their places: a name can be another one there
            if known:
                answer["looked"] = [
                    [place, *news_of_folder(folder, files)]
                    for place, (folder, files) in enumerate(known.items())
                ]
            if records.records:
                answer["logs"] = records.records
            if "stdin" in here:
                with contextlib.suppress(ValueError):  # it was closed
                    answer["read"] = here["stdin"].tell()

    def told(self, value: Any) -> Any:
        """A collection as the other end is told of it; None if it cannot be."""
        try:
            return self.codec.encode(value)
        except OF_THE_WIRE:
            return None

    def note_names(self, put: dict[str, Any], before: dict[str, Any]) -> None:
        """Note which names of a test's have another value, and which of its collections, that it
        has put in their place, have changed. before: how these were told.
        """
        for name in self.fetched.keys() - put.keys():
            if name in self.names and self.names[name] is not self.fetched[name]:
                self.fetched[name] = self.names[name]
                self.changed_names.append([name, self.names[name]])
        self.changed_names += [
            [name, put[name]] for name, told in before.items()
            if self.names.get(name) is put[name] and self.told(put[name]) != told
        ]  # fmt: skip

    def news_of_names(self) -> list[list[Any]]:
        news, self.changed_names = self.changed_names, []
        return news

    def function_of(self, question: dict[str, Any]) -> Any:
        """What is to be called: a function that was lent, or something to do with an object."""
        if not (op := question.get("op")):
            return super().function_of(question)
        value = self.codec.kept.get(question["call"])
        return partial(OPERATIONS[op], value)

    def lend(self, value: Any) -> tuple[Any, list[bytes]]:
        """value as the wire has it; if it cannot be written down, something that says why."""
        try:
            return self.codec.encode(value)
        except Exception as error:
            about = f"something that cannot travel: {error}"[:300]
            return {"thing": self.codec.keep(value), "about": about}, []

    def serve(self) -> None:
        """Answer until the referee says {"bye": true} or is gone."""
        with contextlib.suppress(Gone):
            while True:
                message, parts = self.receive()
                if "bye" in message:
                    return
                self.respond(message, parts)
