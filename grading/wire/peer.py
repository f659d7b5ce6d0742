"""The wire between the referee and a student's process: values as data, functions as stand-ins.

A message is a JSON document and its arrays, each in NumPy's .npy format, never a pickle. The two
ends are alike: each can ask, and answers while it waits. What may be asked is the end's own affair
(see Peer.answers); what arrives is checked against sizes before it is read.
"""

from __future__ import annotations

import collections
import contextlib
import io
import json
import random
import socket
import struct
import sys
import threading
import time
import types
import warnings
from typing import Any

import numpy as np

from grading.wire import errors
from grading.wire.arrays import Blobs
from grading.wire.codec import MAX_BYTES, Codec
from grading.wire.errors import OF_THE_WIRE, CannotTravel, Gone, Late, OutOfTime, TimedOut
from grading.wire.held import Held, is_held
from grading.wire.kinds import changing
from grading.wire.library_kinds import PlainKind
from grading.wire.pandas_kind import PandasKind
from grading.wire.record_kind import is_plain_dataclass
from grading.wire.stand_in_classes import key_of_error, settle_error

KEPT = 10_000  # things that the other end may ask for, before exceptions are no more kept
PARTS = ("value", "changed", "carried", "news", "rebound")  # of an answer
# What keeps nothing of what it is called with, if it returns data.
PLAIN_FUNCTIONS = (types.FunctionType, types.BuiltinFunctionType, np.ufunc)
FRESH = 2  # references to a value that nobody else has
MAX_PARTS = 10_000  # arrays in one message
STREAMS = (io.StringIO, io.BytesIO)
MUTABLE = (list, dict, set, tuple, np.ndarray, bytearray, collections.deque)
DATABASE = ("sqlite3", "Connection")
GENERATORS = (np.random.Generator, np.random.RandomState, random.Random)


def update(old: Any, new: Any) -> None:
    """Make old what new is, in place, where the caller of a function would see it changed."""
    if isinstance(old, np.ndarray) and isinstance(new, np.ndarray):
        if old.shape != new.shape or old.dtype != new.dtype:
            raise CannotTravel("a function changed the shape or type of its argument in place.")
        old[...] = new
    elif isinstance(old, list) and isinstance(new, list):
        old[:] = [_updated(*pair) for pair in zip(old, new, strict=False)] + new[len(old) :]
    elif isinstance(old, tuple) and isinstance(new, tuple):
        for pair in zip(old, new, strict=False):
            _updated(*pair)
    elif isinstance(old, dict) and isinstance(new, dict):
        items = {key: _updated(old.get(key), item) for key, item in new.items()}
        old.clear()
        old.update(items)
    elif isinstance(old, set) and isinstance(new, set):
        old.clear()
        old.update(new)
    elif isinstance(old, (bytearray, collections.deque)) and type(old) is type(new):
        old.clear()
        old.extend(new)
    elif is_frame(old) and type(old) is type(new):
        PandasKind.update(old, new)
    elif isinstance(old, STREAMS) and type(old) is type(new):
        PlainKind.update(old, new)
    elif type(old) is type(new) and isinstance(old, np.random.Generator):
        old.bit_generator.state = new.bit_generator.state
    elif type(old) is type(new) and isinstance(old, np.random.RandomState):
        old.set_state(new.get_state())
    elif type(old) is type(new) and isinstance(old, random.Random):
        old.setstate(new.getstate())
    elif kind := changing(old):
        kind.update(old, new)


def is_frame(value: Any) -> bool:
    """Whether value is one of pandas' frames or series, which a function can change in place."""
    pandas: Any = sys.modules.get("pandas")
    return hasattr(pandas, "Series") and isinstance(value, (pandas.DataFrame, pandas.Series))


def is_mutable(value: Any) -> bool:
    """Whether a function can change such an argument in place."""
    kind = type(value)
    of_data = isinstance(value, (*MUTABLE, *STREAMS)) or is_frame(value)
    known = of_data or kind in GENERATORS or (kind.__module__, kind.__name__) == DATABASE
    return known or changing(value) is not None


def _updated(old: Any, new: Any) -> Any:
    if isinstance(old, np.ndarray) and isinstance(new, np.ndarray):
        if old.shape != new.shape or old.dtype != new.dtype:
            return new
    elif not is_mutable(old) or type(old) is not type(new):
        return new
    update(old, new)
    return old


def is_of_notebook(error: BaseException) -> bool:
    """Whether an exception is of a class that a cell defines."""
    return isinstance(error, Exception) and type(error).__module__ == "__main__"


def _warning(note: Any) -> tuple[str, type[Warning]]:
    classes, message = note
    kinds = [errors.known(str(module), str(kind)) for module, kind in classes]
    kind = next((kind for kind in kinds if kind and issubclass(kind, Warning)), UserWarning)
    return str(message)[: errors.MESSAGE], kind


class Peer:
    """One end of the wire. trusting: whether the other end's word is good (a student's is not)."""

    trusting = False
    runs = False  # whether a cell runs here, which an exception may end
    withholds = True  # whether the other end is not to see what this end compares
    # What the instructor's notebook imports and defines: what may be named, and answer, here.
    modules: frozenset[str] = frozenset()
    class_names: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()  # modules in files of the instructor's

    def __init__(self, connection: socket.socket) -> None:
        self.connection = connection
        self.codec = Codec(self)
        self.held = Held(self.codec, update)
        self.turn = threading.RLock()  # an answer may call what it was given from several threads

    def is_record(self, kind: Any) -> bool:
        """Whether both ends have a class from the instructor's cells, whose objects are records."""
        return False

    # -- what an end may do its own way -----------------------------------------------------------

    def tensor(self, array: np.ndarray) -> Any:
        """What a tensor of the other end becomes here."""
        return array

    def limit(self, key: int, name: str) -> float | None:
        """Seconds that the other end may take to answer a call of function key."""
        return None

    def late(self, key: int, name: str) -> float | None:
        """Called when it did not. Returns the seconds to wait for a last answer, None: give up."""
        return None

    def patience(self) -> float:
        """Seconds that the other end may take to read what is sent to it."""
        return 30.0

    def answer(self, question: dict[str, Any], blobs: Blobs) -> tuple[Any, list[bytes]]:
        """The answer to a question of the other end. Raises ValueError if it may not ask that."""
        raise ValueError("nothing may be asked here")

    # -- calls ------------------------------------------------------------------------------------

    def call(self, key: int, name: str, args: tuple, kwargs: dict[str, Any], op: str = "") -> Any:
        """Call a function of the other end, which may change the arguments. Raises what it raises.

        op: what to do with an object instead, one of OPERATIONS.

        Raises TimedOut if it had to be stopped, Gone if its process ended, CannotTravel if an
        argument or the answer cannot cross the wire.
        """
        __tracebackhide__ = True
        with self.turn:
            return self._call(key, name, args, kwargs, op)

    def _call(self, key: int, name: str, args: tuple, kwargs: dict[str, Any], op: str) -> Any:
        __tracebackhide__ = True
        here, news = self.around(), self.held.news()
        given: dict[Any, Any] = {**dict(enumerate(args)), **kwargs}
        document, blobs = self.codec.encode([list(args), kwargs, here, news])
        question: dict[str, Any] = {"call": key, "with": document[:2]}
        if here:
            question["here"] = document[2]
        if news:
            question["news"] = document[3]
        if op:
            question["op"] = op
        numbers = {} if self.trusting else {
            place: self.held.number(value) for place, value in given.items() if is_held(value)
        }  # fmt: skip
        if numbers:
            question["numbers"] = [*numbers.items()]
        answer, parts = self.ask(question, blobs, key, name)
        try:
            if "too large" in answer:
                raise CannotTravel(str(answer["too large"])[:300])
            if "refused" in answer:
                raise Gone(f"the other process refused: {str(answer['refused'])[:300]}")
            notes = [_warning(note) for note in answer.get("warnings", [])[:100]]
            for place, new in self.codec.decode(answer.get("changed", []), parts):
                update(given[place], new)
            self.rebound(self.codec.decode(answer.get("rebound", []), parts))
            self.held.take(self.codec.decode(answer.get("news", []), parts))
            if answer.get("holds") is True:
                for place, number in numbers.items():
                    self.held.hold(number, given[place])
            if "same" in answer:  # an argument, handed back
                value = given[answer["same"]]
            else:
                value = self.codec.answer(answer["value"], parts, key)
                value = self.shared(value, answer.get("shares"))
            error = None
            if "error" in answer:
                carried = self.codec.decode(answer.get("carried"), parts)
                error = self.returned(answer["error"]) or errors.rebuild(
                    answer["error"], self.codec.classes, carried, ends=op != "run" and self.runs
                )
            self.said(answer)
        except OF_THE_WIRE:
            raise
        except Exception as problem:
            raise Gone(f"the answer of {name} was malformed: {problem}") from None
        for message, kind in notes:
            warnings.warn(message, kind, stacklevel=3)
        if error is not None and error is self.returned(answer["error"]):
            raise error
        if error is not None:
            heard = self.heard(error)
            settle_error(heard, self.call, answer["error"])
            raise heard
        return value

    def shared(self, value: Any, number: Any) -> Any:
        """What an answer gave; the collection that is held here, if it says that it is that."""
        if type(number) is not int or not is_held(value):
            return value
        known = self.held.values.get(number)
        if type(known) is type(value):
            update(known, value)
            value = known
        elif number > 0:
            return value
        self.held.hold(number, value)
        return value

    def news_of_names(self) -> list[list[Any]]:
        """The names that have another value since the other end was told, and these."""
        return []

    def rebound(self, news: Any) -> None:
        """Called with the names that the other end has given another value, and these."""

    def around(self) -> dict[str, Any]:
        """How things are here, as far as the function must see them while it runs over there."""
        return {}

    def as_there(
        self, here: dict[str, Any], answer: dict[str, Any]
    ) -> contextlib.AbstractContextManager[None]:
        """What to do around a call so that things are as the other end's around() says."""
        return contextlib.nullcontext()

    def said(self, answer: dict[str, Any]) -> None:
        """Called with the whole answer to a call."""

    def function_of(self, question: dict[str, Any]) -> Any:
        """What a question asks to be called: a function that was lent, nothing else."""
        function = self.codec.kept.get(question.get("call", 0))
        if not callable(function) or question.get("op"):
            raise ValueError("there is no such function")
        return function

    def heard(self, error: BaseException) -> BaseException:
        """Called with an exception that the other end's function raised; returns what to raise."""
        return error

    def run(self, question: dict[str, Any], blobs: Blobs) -> tuple[Any, list[bytes]]:
        """Do a call that the other end asks for. Raises ValueError if there is no such function."""
        function = self.function_of(question)
        args, kwargs = self.codec.decode(question.get("with"), blobs)
        self.held.take(self.codec.decode(question.get("news", []), blobs))
        numbers = dict(question.get("numbers", [])) if self.trusting else {}
        for place, number in numbers.items():
            if number in self.held.values:
                of: Any = args if type(place) is int else kwargs
                of[place] = self.shared(of[place], number)
        places = {**dict(enumerate(args)), **kwargs}
        mutable = {
            place: value
            for place, value in places.items()
            if is_mutable(value) or self.is_record(type(value)) or is_plain_dataclass(type(value))
        }
        before = {place: self.codec.encode(value) for place, value in mutable.items()}
        here = self.codec.decode(question["here"], blobs) if "here" in question else {}
        answer: dict[str, Any] = {}
        carried = None
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            try:
                with self.as_there(here, answer):
                    value, error = function(*args, **kwargs), None
            except BaseException as raised:
                value, error = None, self.described(raised, skip=1)
                carried = self.carried(raised)
        answer["warnings"] = [
            [[[k.__module__, k.__name__] for k in note.category.__mro__], str(note.message)]
            for note in caught[:100]
        ]
        try:
            changed = [
                [place, value_after]
                for place, value_after in mutable.items()
                if self.codec.encode(value_after) != before[place]
            ]
            same = [place for place, argument in mutable.items() if argument is value]
            if same:
                answer["same"], value = same[0], None
            plain = isinstance(function, PLAIN_FUNCTIONS)
            held = self.trusting and is_held(value) and not plain and "same" not in answer
            if held and sys.getrefcount(value) > FRESH:
                answer["shares"] = self.held.number(value, -1)
                self.held.hold(answer["shares"], value)
            told = [value, changed, carried, self.held.news(), self.news_of_names()]
            self.codec.lends = False
            document, parts = self.codec.encode(told)
            if numbers and (self.codec.lends or not plain):
                answer["holds"] = True
                for place, number in numbers.items():
                    self.held.hold(number, places[place])
        except Exception as problem:  # too deep, too large, or it refuses to be read
            answer.pop("same", None)
            error = self.described(problem, skip=99)
            document, parts = self.codec.encode([None, [], None, [], []])
        answer |= dict(zip(PARTS, document, strict=True))
        return (answer | {"error": error} if error else answer), parts

    def described(self, error: BaseException, skip: int) -> dict[str, Any]:
        """An exception for the other end: with the lines that it comes from, if they may go."""
        told = errors.describe(error, skip, self.codec.keys, lines=self.trusting)
        if key := key_of_error(error):
            told["yours"] = key
        elif len(self.codec.kept) < KEPT and (
            told["keys"][0] or (not self.trusting and is_of_notebook(error))
        ):
            told["thing"] = self.codec.keep(error)
        return told

    def of_error(self, value: Any) -> Any:
        """Called with what an exception of the other end has, or has returned; returns it."""
        return value

    def met_error(self, error: BaseException) -> None:
        """Called with an exception that came as a value."""

    def returned(self, told: dict[str, Any]) -> BaseException | None:
        """The exception of this end that the other end says it got from here."""
        error = self.codec.kept.get(told.get("yours", 0))
        return error if isinstance(error, BaseException) else None

    def carried(self, error: BaseException) -> dict[str, Any] | None:
        """What an exception carries, if the other end may know it and it can travel."""
        if self.withholds and not self.trusting:
            return None
        try:
            carried = errors.carried_by(error)
            self.codec.encode(carried)
        except Exception:
            return None
        return carried

    # -- messages ---------------------------------------------------------------------------------

    def send(self, document: Any, blobs: list[bytes]) -> None:
        """Send one message. Raises CannotTravel if it is too large, Gone if nobody listens."""
        text = json.dumps(document).encode()
        if len(text) + sum(map(len, blobs)) > MAX_BYTES:
            raise CannotTravel(f"more than {MAX_BYTES // 2**20} MB cannot travel at once.")
        if len(blobs) >= MAX_PARTS:
            raise CannotTravel(f"more than {MAX_PARTS} arrays cannot travel at once.")
        head = struct.pack(f"!I{1 + len(blobs)}Q", 1 + len(blobs), len(text), *map(len, blobs))
        try:
            self.connection.settimeout(self.patience())
            self.connection.sendall(head + text)
            for blob in blobs:
                self.connection.sendall(blob)
        except OSError as error:
            kind = Late if isinstance(error, TimeoutError) else Gone
            raise kind(f"the message could not be delivered: {error}") from None

    def receive(self, deadline: float | None = None) -> tuple[dict[str, Any], Blobs]:
        """The next message. Raises TimedOut at the deadline, Gone at the end or if malformed."""
        (count,) = struct.unpack("!I", self._read(4, deadline))
        if not 1 <= count <= MAX_PARTS:
            raise Gone("the other process sent a message of too many parts")
        sizes = struct.unpack(f"!{count}Q", self._read(8 * count, deadline))
        if sum(sizes) > MAX_BYTES:
            raise Gone(f"the other process sent more than {MAX_BYTES // 2**20} MB at once")
        text, *blobs = [self._read(size, deadline) for size in sizes]
        try:
            document = json.loads(text)
        except (ValueError, RecursionError):
            raise Gone("the other process sent a message that is not JSON") from None
        if not isinstance(document, dict):
            raise Gone("the other process sent a message that is not one")
        return document, blobs

    def _read(self, size: int, deadline: float | None) -> bytearray:
        data = bytearray()
        while len(data) < size:
            if deadline is not None:
                left = deadline - time.monotonic()
                if left <= 0 and not data:
                    raise TimedOut
                if left <= -1:
                    raise Late("the other process stopped in the middle of a message")
                self.connection.settimeout(max(left, 0.05))
            else:
                self.connection.settimeout(None)
            try:
                piece = self.connection.recv(min(size - len(data), 2**20))
            except TimeoutError:
                continue
            except OSError as error:
                raise Gone(str(error)) from None
            if not piece:
                raise Gone("the other process ended")
            data += piece
        return data

    def ask(
        self, question: dict[str, Any], blobs: list[bytes], key: int = 0, name: str = ""
    ) -> tuple[dict[str, Any], Blobs]:
        """Send a question and return its answer; meanwhile answer what the other end asks.

        Raises TimedOut if the answer came only after late(), Gone if none came.
        """
        seconds = self.limit(key, name)
        deadline = None if seconds is None else time.monotonic() + seconds
        self.send({"ask": question}, blobs)
        warned = False
        while True:
            try:
                message, parts = self.receive(deadline)
            except TimedOut:
                grace = None if warned else self.late(key, name)
                if grace is None:
                    raise Gone(f"{name} ran for too long and could not be stopped") from None
                deadline, warned = time.monotonic() + grace, True
                continue
            if isinstance(message.get("answer"), dict):
                if warned:
                    raise TimedOut(f"{name} ran for more than {seconds:g} s and was stopped.")
                return message["answer"], parts
            self.respond(message, parts)

    def respond(self, message: dict[str, Any], parts: Blobs) -> None:
        """Answer one question of the other end. Raises Gone if it is none."""
        question = message.get("ask")
        if not isinstance(question, dict):
            raise Gone("the other process sent neither a question nor an answer")
        try:
            answer, blobs = self.answer(question, parts)
        except OutOfTime:
            raise
        except Exception as error:
            answer, blobs = {"refused": str(error)[:300]}, []
        try:
            self.send({"answer": answer}, blobs)
        except CannotTravel as error:
            self.send({"answer": {"too large": str(error)}}, [])
