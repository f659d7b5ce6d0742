"""Values of the student's own classes that are data beside what these classes add: exceptions, and
numbers, text and tuples with methods.
"""

from __future__ import annotations

from typing import Any

from grading.wire import errors, stand_ins
from grading.wire.handles import handle_of, own_members
from grading.wire.kinds import Kind, Reader, Writer
from grading.wire.stand_in_classes import DATA_OF, data_of, key_of_error, make_data, settle_error

PLAIN = (bool, int, float, complex, str, bytes, type(None))


class ErrorKind(Kind):
    """An exception as a value: its classes by name, what it says, and what it carries."""

    tag, module = "exception", "builtins"

    def encode(self, value: Any, writer: Writer) -> dict[str, Any] | None:
        if not isinstance(value, Exception):
            return None
        codec, kind = writer.codec, type(value)
        if not codec.peer.trusting and (key := key_of_error(value)):
            return {"yours": key}
        if not codec.peer.trusting and kind.__module__ != "builtins":
            return None
        own = codec.peer.trusting and any(base.__module__ == "__main__" for base in kind.__mro__)
        of = writer.value(kind) if own else None  # first, so that it is known there as what it is
        told = errors.describe(value, 99, codec.keys, lines=False)
        carried = errors.carried_by(value)
        names = [[name, writer.value(content)] for name, content in carried["own"]]
        return {"exception": told | {"thing": codec.keep(value)}, "own": names,
                "args": [writer.value(part) for part in carried["args"]],
                "class": of or writer.value(kind)}  # fmt: skip

    def decode(self, told: dict[str, Any], reader: Reader) -> Any:
        reader.value(told["class"])
        own = [[str(name), reader.value(content)] for name, content in told["own"]]
        carried = {"args": [reader.value(part) for part in told["args"]], "own": own}
        description = told["exception"]
        made = errors.rebuild(description, reader.codec.classes, carried)
        reader.codec.peer.met_error(made)
        settle_error(made, reader.codec.peer.call, description)
        return made


class DataKind(Kind):
    """An object of a class of the student's that adds to numbers, text or tuples: these are here,
    and compared here; what the class adds is asked for.
    """

    tag, module = "data", "builtins"

    def encode(self, value: Any, writer: Writer) -> dict[str, Any] | None:
        if not writer.codec.peer.trusting:
            return None
        kind = type(value)
        base = data_of(kind)
        if base is None or kind is base:
            return None
        of = writer.codec.class_of(kind)
        if "class" not in of:
            return None
        data = writer.value(DATA_OF[base](value))
        return {"data": writer.codec.keep(value), "class": of, "is": data,
                "about": f"an object of type {kind.__name__}"[:100],
                "classes": [parent.__name__[:100] for parent in kind.__mro__[:-1]]}  # fmt: skip

    def decode(self, told: dict[str, Any], reader: Reader) -> Any:
        codec, key, about = reader.codec, int(told["data"]), str(told["about"])[:100]
        known = codec.stand_ins.get(key)
        base = next((base for base in (tuple, frozenset) if isinstance(known, base)), None)
        # What holds something that changes is another value the next time.
        if known is not None and (
            base is None or all(type(part) in PLAIN for part in DATA_OF[base](known))
        ):
            stand_ins.arrived(known, again=True)
            return known
        kind = codec.class_here(told["class"])
        if "_data" not in own_members(kind):
            codec.meet(told)
            made: Any = handle_of(told["classes"][0])(key, about)
        else:
            made = make_data(kind, reader.value(told["is"]), codec.peer.call, key, about)
        codec.stand_ins[key] = made
        return made
