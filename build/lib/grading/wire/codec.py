"""Values as JSON and arrays, and back: what can cross the wire, and as what."""

from __future__ import annotations

import base64
import io
import math
import sys
from collections.abc import Callable
from typing import Any, Protocol

import numpy as np

from grading.wire.errors import OF_THE_WIRE, CannotTravel, NoAttribute, OutOfTime

MAX_BYTES = 64 * 2**20  # of one message
MAX_DEPTH = 40  # of lists within lists
MAX_NODES = 1_000_000  # values in one message
KINDS = "biufcSUmM"  # of arrays: numbers, text and dates; no objects, no records


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


class End(Protocol):
    """What a codec asks of the end of the wire that it serves; see Peer."""

    trusting: bool

    def tensor(self, array: np.ndarray) -> Any:
        """What a tensor of the other end becomes here."""

    def call(self, key: int, name: str, args: tuple, kwargs: dict[str, Any]) -> Any:
        """Call a function of the other end."""


class Codec:
    """Turns values into messages and back, for one end of the wire.

    kept holds what this end has lent to the other (functions, and what cannot travel), by key.
    """

    def __init__(self, peer: End) -> None:
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
            from grading.wire import models

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
                from grading.wire import models

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
