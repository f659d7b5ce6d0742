"""The wire between the referee and a student's process: values as data, functions as stand-ins.

A message is a JSON document and its arrays, each in NumPy's .npy format, never a pickle. The two
ends are alike: each can ask, and answers while it waits. What may be asked is the end's own affair
(see Peer.answers); what arrives is checked against sizes before it is read.
"""

from __future__ import annotations

import base64
import io
import json
import math
import socket
import struct
import sys
import time
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

from grading import errors

MAX_BYTES = 64 * 2**20  # of one message
MAX_PARTS = 10_000  # arrays in one message
MAX_DEPTH = 40  # of lists within lists
MAX_NODES = 1_000_000  # values in one message
KINDS = "biufcSUmM"  # of arrays: numbers, text and dates; no objects, no records
MUTABLE = (list, dict, set, tuple, np.ndarray)


class CannotTravel(TypeError):
    """A value that cannot cross the wire was used or sent. The message says what and why."""


class NoAttribute(CannotTravel, AttributeError):
    """An attribute of such a value was asked for: hasattr() and getattr(, , default) may do so."""


class Gone(ConnectionError):
    """The other process ended, or broke the protocol and was hung up on."""


class TimedOut(TimeoutError):
    """The other process did not answer in time."""


class OutOfTime(Exception):
    """The whole test took too long, wherever it was when its time was up."""


OF_THE_WIRE = (CannotTravel, Gone, TimedOut, OutOfTime)


class Handle:
    """What stands for a value that stays on the other side: any use of it says so."""

    def __init__(self, key: int, about: str) -> None:
        object.__setattr__(self, "_Handle__is", (key, about))

    def __repr__(self) -> str:
        return f"<{_handle(self)[1]}, which cannot travel out of the student's process>"

    def _refuse(self, *_: Any, **__: Any) -> Any:
        raise CannotTravel(_refusal(self))

    def __getattr__(self, name: str) -> Any:
        raise NoAttribute(f"{_refusal(self)} (`.{name}` was asked for)")

    __call__ = __iter__ = __len__ = __bool__ = __eq__ = __ne__ = __lt__ = __le__ = _refuse
    __gt__ = __ge__ = __getitem__ = __contains__ = __int__ = __float__ = __index__ = _refuse
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __array__ = _refuse
    __setattr__ = __setitem__ = __enter__ = __next__ = __neg__ = __abs__ = __round__ = _refuse
    __hash__ = object.__hash__


def _refusal(value: Handle) -> str:
    return (
        f"this is {_handle(value)[1]}. Tests get numbers, text, lists, dicts, arrays, functions "
        "and Keras models from a submission; nothing else leaves the student's process."
    )


def _handle(value: Handle) -> tuple[int, str]:
    return object.__getattribute__(value, "_Handle__is")


class Codec:
    """Turns values into messages and back, for one end of the wire.

    kept holds what this end has lent to the other (functions, and what cannot travel), by key.
    """

    def __init__(self, peer: Peer) -> None:
        self.peer = peer
        self.kept: dict[int, Any] = {}
        self.keys: dict[int, int] = {}  # id of a kept object -> key
        self.stand_ins: dict[int, Any] = {}  # key of the other end -> its one stand-in here

    def keep(self, value: Any) -> int:
        """The key under which the other end may name value."""
        key = self.keys.setdefault(id(value), len(self.keys) + 1)
        self.kept[key] = value
        return key

    # -- encoding -------------------------------------------------------------------------------

    def encode(self, value: Any) -> tuple[Any, list[bytes]]:
        """value as JSON's types, and its arrays. Raises CannotTravel if it is too deep or large."""
        self.blobs: list[bytes] = []
        self.nodes = self.size = 0
        return self._encode(value, 0), self.blobs

    def _encode(self, value: Any, depth: int) -> Any:
        self.nodes += 1
        if depth > MAX_DEPTH:
            raise CannotTravel(f"a value nested more than {MAX_DEPTH} deep cannot travel.")
        if self.nodes > MAX_NODES:
            raise CannotTravel(f"a value of more than {MAX_NODES} parts cannot travel.")
        if value is None or isinstance(value, (bool, str)):
            return value if value is None or isinstance(value, bool) else "".join(value)
        if isinstance(value, np.generic):
            return self._array("scalar", np.asarray(value), value)
        if isinstance(value, int):
            return int(value) if abs(value) < 2**63 else {"int": hex(value)}
        if isinstance(value, float):
            return float(value)
        if isinstance(value, complex):
            return {"complex": [value.real, value.imag]}
        if isinstance(value, (bytes, bytearray)):
            return {"bytes": base64.b64encode(value).decode()}
        if isinstance(value, range):
            return {"range": [value.start, value.stop, value.step]}
        if isinstance(value, list):
            return [self._encode(item, depth + 1) for item in value]
        if isinstance(value, (tuple, set, frozenset)):
            tag = next(t for t in (tuple, set, frozenset) if isinstance(value, t)).__name__
            return {tag: [self._encode(item, depth + 1) for item in value]}
        if isinstance(value, dict):
            return {
                "dict": [
                    [self._encode(key, depth + 1), self._encode(item, depth + 1)]
                    for key, item in value.items()
                ]
            }
        if isinstance(value, np.ndarray):
            return self._array("array", value, value)
        return self._encode_other(value)

    def _encode_other(self, value: Any) -> Any:
        if isinstance(value, Handle):
            return {"yours": _handle(value)[0]}
        if (key := getattr(value, "_key_of_stand_in", None)) and self.stand_ins.get(key) is value:
            return {"yours": key}
        if "tensorflow" in sys.modules:
            from grading import models

            if (array := models.array_of_tensor(value)) is not None:
                return self._array("tensor", array, value)
            if models.is_model(value):
                try:
                    config, weights = models.take_apart(value)
                except Exception as error:
                    about = f"a Keras model that cannot be written down ({error})"
                    return {"thing": self.keep(value), "about": about[:300]}
                return {"model": config, "weights": [self._blob(array) for array in weights]}
        if callable(value) and not isinstance(value, type):
            name = getattr(value, "__name__", None)
            name = name if isinstance(name, str) else type(value).__name__
            return {"function": self.keep(value), "name": name[:100]}
        about = f"the class {value.__name__}" if isinstance(value, type) else type(value).__name__
        about = about if isinstance(value, type) else f"an object of type {about}"
        return {"thing": self.keep(value), "about": about[:100]}

    def _array(self, tag: str, array: np.ndarray, value: Any) -> Any:
        if array.dtype.kind == "V" and array.dtype.fields is None:  # bfloat16 and its like
            array = array.astype("float32")
        if array.dtype.kind not in KINDS:
            about = (
                f"an array of {array.dtype}" if array.dtype.kind != "O" else "an array of objects"
            )
            return {"thing": self.keep(value), "about": about[:100]}
        locked = tag == "array" and not array.flags.writeable
        return {tag: self._blob(array)} | ({"locked": True} if locked else {})

    def _blob(self, array: np.ndarray) -> int:
        self.size += array.nbytes
        if self.size > MAX_BYTES:
            raise CannotTravel(f"more than {MAX_BYTES // 2**20} MB cannot travel at once.")
        file = io.BytesIO()
        np.lib.format.write_array(file, np.asarray(array), allow_pickle=False)
        self.blobs.append(file.getvalue())
        return len(self.blobs) - 1

    # -- decoding -------------------------------------------------------------------------------

    def decode(self, document: Any, blobs: list[bytes]) -> Any:
        """The value of a message. Raises ValueError where the message is malformed."""
        try:
            return self._decode(document, blobs)
        except (CannotTravel, OutOfTime):
            raise
        except Exception as error:
            raise ValueError(f"malformed message: {error!r}") from None

    def _decode(self, item: Any, blobs: list[bytes]) -> Any:
        if item is None or isinstance(item, (bool, int, float, str)):
            return item
        if isinstance(item, list):
            return [self._decode(part, blobs) for part in item]
        tag = next(iter(item))
        content = item[tag]
        match tag:
            case "dict":
                return {
                    self._decode(key, blobs): self._decode(part, blobs) for key, part in content
                }
            case "tuple" | "set" | "frozenset":
                kind = {"tuple": tuple, "set": set, "frozenset": frozenset}[tag]
                return kind(self._decode(part, blobs) for part in content)
            case "array":
                array = read_array(blobs[content])
                array.flags.writeable = not item.get("locked")
                return array
            case "scalar":
                return read_array(blobs[content])[()]
            case "tensor":
                return self.peer.tensor(read_array(blobs[content]))
            case "int":
                return int(content, 16)
            case "complex":
                return complex(*map(float, content))
            case "bytes":
                return base64.b64decode(content)
            case "range":
                return range(*map(int, content))
            case "function":
                return self._stand_in(int(content), str(item["name"])[:100])
            case "thing":
                about = str(item["about"])[:300]
                return self.stand_ins.setdefault(int(content), Handle(int(content), about))
            case "yours":
                return self.kept[content]
            case "model":
                from grading import models

                weights = [read_array(blobs[place]) for place in item["weights"]]
                return models.put_together(content, weights, trusted=self.peer.trusting)
        raise ValueError(f"unknown tag {tag!r:.50}")

    def _stand_in(self, key: int, name: str) -> Callable[..., Any]:
        if key not in self.stand_ins:

            def function(*args: Any, **kwargs: Any) -> Any:
                __tracebackhide__ = True
                try:
                    return self.peer.call(key, name, args, kwargs)
                except OF_THE_WIRE as error:
                    raise error.with_traceback(None) from None

            function.__name__ = function.__qualname__ = name
            function.__doc__ = None
            function._key_of_stand_in = key  # type: ignore[attr-defined]
            self.stand_ins[key] = function
        return self.stand_ins[key]


def read_array(blob: bytes) -> np.ndarray:
    """The array of an .npy file, a copy. Raises ValueError unless its size fits its header."""
    file = io.BytesIO(blob)
    version = np.lib.format.read_magic(file)
    if version not in ((1, 0), (2, 0), (3, 0)):
        raise ValueError(f"unknown .npy version {version}")
    read = {
        (1, 0): np.lib.format.read_array_header_1_0,
        (2, 0): np.lib.format.read_array_header_2_0,
        (3, 0): np.lib.format.read_array_header_2_0,
    }[version]
    shape, fortran, dtype = read(file, max_header_size=10_000)
    rest = len(blob) - file.tell()
    if dtype.kind not in KINDS or dtype.hasobject or len(shape) > 32 or min(shape, default=0) < 0:
        raise ValueError(f"an array of {dtype} cannot travel")
    if math.prod(shape) * dtype.itemsize != rest:
        raise ValueError("the size of an array does not fit its header")
    if dtype.itemsize == 0 or rest == 0:
        return np.zeros(shape, dtype)
    flat = np.frombuffer(blob, dtype, offset=file.tell())
    return flat.reshape(shape, order="F" if fortran else "C").copy(order="K")


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


def _updated(old: Any, new: Any) -> Any:
    if isinstance(old, np.ndarray) and isinstance(new, np.ndarray):
        if old.shape != new.shape or old.dtype != new.dtype:
            return new
    elif not isinstance(old, MUTABLE) or type(old) is not type(new):
        return new
    update(old, new)
    return old


def _warning(note: Any) -> tuple[str, type[Warning]]:
    classes, message = note
    kinds = [errors.known(str(module), str(kind)) for module, kind in classes]
    kind = next((kind for kind in kinds if kind and issubclass(kind, Warning)), UserWarning)
    return str(message)[: errors.MESSAGE], kind


class Peer:
    """One end of the wire. trusting: whether the other end's word is good (a student's is not)."""

    trusting = False

    def __init__(self, connection: socket.socket) -> None:
        self.connection = connection
        self.codec = Codec(self)

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

    def answer(self, question: dict[str, Any], blobs: list[bytes]) -> tuple[Any, list[bytes]]:
        """The answer to a question of the other end. Raises ValueError if it may not ask that."""
        raise ValueError("nothing may be asked here")

    # -- calls ------------------------------------------------------------------------------------

    def call(self, key: int, name: str, args: tuple, kwargs: dict[str, Any]) -> Any:
        """Call a function of the other end, which may change the arguments. Raises what it raises.

        Raises TimedOut if it had to be stopped, Gone if its process ended, CannotTravel if an
        argument or the answer cannot cross the wire.
        """
        __tracebackhide__ = True
        document, blobs = self.codec.encode([list(args), kwargs])
        answer, parts = self.ask({"call": key, "with": document}, blobs, key, name)
        try:
            if "refused" in answer:
                raise Gone(f"the other process refused: {str(answer['refused'])[:300]}")
            notes = [_warning(note) for note in answer.get("warnings", [])[:100]]
            for place, new in self.codec.decode(answer.get("changed", []), parts):
                update(args[place] if isinstance(place, int) else kwargs[place], new)
            value = self.codec.decode(answer["value"], parts)
            error = errors.rebuild(answer["error"]) if "error" in answer else None
        except OF_THE_WIRE:
            raise
        except Exception as problem:
            raise Gone(f"the answer of {name} was malformed: {problem}") from None
        for message, kind in notes:
            warnings.warn(message, kind, stacklevel=3)
        if error is not None:
            raise self.heard(error)
        return value

    def heard(self, error: Exception) -> Exception:
        """Called with an exception that the other end's function raised; returns what to raise."""
        return error

    def run(self, question: dict[str, Any], blobs: list[bytes]) -> tuple[Any, list[bytes]]:
        """Do a call that the other end asks for. Raises ValueError if there is no such function."""
        function = self.codec.kept.get(question.get("call", 0))
        if not callable(function):
            raise ValueError("there is no such function")
        args, kwargs = self.codec.decode(question.get("with"), blobs)
        places = {**dict(enumerate(args)), **kwargs}
        mutable = {k: v for k, v in places.items() if isinstance(v, MUTABLE)}
        before = {place: self.codec.encode(value) for place, value in mutable.items()}
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            try:
                value, error = function(*args, **kwargs), None
            except BaseException as raised:
                value, error = None, errors.describe(raised, skip=1)
        answer: dict[str, Any] = {
            "warnings": [
                [[[k.__module__, k.__name__] for k in note.category.__mro__], str(note.message)]
                for note in caught[:100]
            ]
        }
        try:
            changed = [
                [place, value_after]
                for place, value_after in mutable.items()
                if self.codec.encode(value_after) != before[place]
            ]
            document, parts = self.codec.encode([value, changed])
        except Exception as problem:  # too deep, too large, or it refuses to be read
            error = errors.describe(problem, skip=99)
            document, parts = self.codec.encode([None, []])
        answer["value"], answer["changed"] = document
        return (answer | {"error": error} if error else answer), parts

    # -- messages ---------------------------------------------------------------------------------

    def send(self, document: Any, blobs: list[bytes]) -> None:
        """Send one message. Raises CannotTravel if it is too large, Gone if nobody listens."""
        text = json.dumps(document).encode()
        if len(text) + sum(map(len, blobs)) > MAX_BYTES:
            raise CannotTravel(f"more than {MAX_BYTES // 2**20} MB cannot travel at once.")
        head = struct.pack(f"!I{1 + len(blobs)}Q", 1 + len(blobs), len(text), *map(len, blobs))
        try:
            self.connection.settimeout(self.patience())
            self.connection.sendall(b"".join((head, text, *blobs)))
        except OSError as error:
            raise Gone(f"the message could not be delivered: {error}") from None

    def receive(self, deadline: float | None = None) -> tuple[dict[str, Any], list[bytes]]:
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

    def _read(self, size: int, deadline: float | None) -> bytes:
        data = bytearray()
        while len(data) < size:
            if deadline is not None:
                left = deadline - time.monotonic()
                if left <= 0 and not data:
                    raise TimedOut
                if left <= -1:
                    raise Gone("the other process stopped in the middle of a message")
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
        return bytes(data)

    def ask(
        self, question: dict[str, Any], blobs: list[bytes], key: int = 0, name: str = ""
    ) -> tuple[dict[str, Any], list[bytes]]:
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

    def respond(self, message: dict[str, Any], parts: list[bytes]) -> None:
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
        self.send({"answer": answer}, blobs)
