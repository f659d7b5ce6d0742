"""Objects that are their fields: of a dataclass without code of its own, and of the instructor's.

A class of the instructor's cells is there at both ends. An object of it crosses as its fields, and
is an object of this end's class: what its methods do here is the instructor's text. A dataclass of
the student's is made here again if it is nothing but its fields. An object keeps its identity: what
comes back is the object that was lent, with the fields that it has now.
"""

from __future__ import annotations

import abc
import dataclasses
import functools
import inspect
import types
import typing
from typing import Any

from grading.wire.errors import CannotTravel
from grading.wire.hints import heard_hint
from grading.wire.kinds import Kind, Reader, Writer
from grading.wire.stand_in_classes import FIELD_OPTIONS
from grading.wire.stand_in_functions import told_hint
from grading.wire.values import CLASSES, FIELDS, is_name, is_plain_value

FACTORIES = {kind.__name__: kind for kind in (list, dict, set, tuple, str, int, float, bool)}
OPTIONS = ("init", "repr", "eq", "order", "unsafe_hash", "frozen")
FOUNDATIONS = (object, abc.ABC, typing.Generic)


class RecordKind(Kind):
    """An object or a class of the instructor's cells, and of a plain dataclass of the student's."""

    tag, module = "record", "builtins"

    def encode(self, value: Any, writer: Writer) -> dict[str, Any] | None:
        if isinstance(value, type):
            return self.class_of(value, writer)
        kind, codec = type(value), writer.codec
        if codec.peer.is_record(kind):
            of: Any = {"own": kind.__name__}
        elif is_plain_dataclass(kind):
            of = writer.value(kind)
            if not isinstance(of, dict) or not {"yours", "fields"} & of.keys():
                return None
        else:
            return None
        key = codec.origins.get(id(value), 0)
        told = {"record": of} | ({"yours": key} if key else {"thing": codec.keep(value)})
        if id(value) in codec.written:
            return told
        codec.written.add(id(value))
        state = [[name, writer.value(content)] for name, content in vars(value).items()]
        return told | {"state": state}

    @staticmethod
    def class_of(kind: type, writer: Writer) -> dict[str, Any] | None:
        """A class, with all that it is made of; None if it is of neither kind."""
        codec = writer.codec
        if codec.peer.is_record(kind):
            return {"record": {"own": kind.__name__}, "class": True}
        if not is_plain_dataclass(kind):
            return None
        fields = []
        for field in dataclasses.fields(kind):  # type: ignore[arg-type]
            options = [getattr(field, option) for option in FIELD_OPTIONS]
            default = [] if field.default is dataclasses.MISSING else [writer.value(field.default)]
            factory = getattr(field.default_factory, "__name__", None)
            fields.append([field.name, told_hint(field.type, writer), default, factory, options])
        params = kind.__dataclass_params__  # type: ignore[attr-defined]
        return {
            "record": kind.__name__, "class": True, "thing": codec.keep(kind), "fields": fields,
            "options": [getattr(params, option) for option in OPTIONS], "doc": kind.__doc__,
        }  # fmt: skip

    def decode(self, told: dict[str, Any], reader: Reader) -> Any:
        if told.get("class") is True:
            return self.known(told["record"], reader) or self.made(told, reader)
        codec = reader.codec
        kind: Any = self.known(told["record"], reader) or reader.value(told["record"])
        if not isinstance(kind, type) or not (codec.peer.is_record(kind) or _is_made(kind)
                                              or codec.peer.trusting):  # fmt: skip
            raise ValueError("no record")
        if "yours" in told:
            value = codec.kept[told["yours"]]
            if type(value) is not kind:
                raise ValueError("not such a record")
        else:
            key = int(told["thing"])
            value = codec.records.get(key)
            if type(value) is not kind:
                value = codec.records[key] = object.__new__(kind)
                codec.origins[id(value)] = key
        if "state" in told:
            state = {str(name): reader.value(content) for name, content in told["state"][:FIELDS]}
            for name in [*state]:
                # A method is the instructor's, whatever the other end would have in its place.
                if _is_worked_out(kind, name):
                    del state[name]
                elif not _is_field(kind, name):
                    raise CannotTravel(f"an object of {kind.__name__} has no field `{name}`.")
            vars(value).clear()
            vars(value).update(state)
        return value

    @staticmethod
    def known(of: Any, reader: Reader) -> type | None:
        """The class of this end, if it is one that both ends have."""
        if not isinstance(of, dict) or "own" not in of:
            return None
        kind = reader.own_class(str(of["own"]))
        if kind is None:
            raise CannotTravel(f"the class {of['own']} is not here."[:200])
        return kind

    @staticmethod
    def made(told: dict[str, Any], reader: Reader) -> type:
        """A dataclass like one of the other end."""
        key, name, known = int(told["thing"]), str(told["record"]), reader.codec.classes
        if key in known:
            return known[key]
        fields = []
        for field, hint, default, factory, options in told["fields"][:FIELDS]:
            given: dict[str, Any] = {
                option: value is True for option, value in zip(FIELD_OPTIONS, options, strict=True)
            }
            if default:
                given["default"] = reader.value(default[0])
                if not is_plain_value(given["default"]):
                    raise ValueError("no plain default")
            elif factory is not None:
                given["default_factory"] = FACTORIES[factory]
            fields.append((str(field), heard_hint(reader, hint), dataclasses.field(**given)))
        # Else objects of other fields could be equal.
        if not fields or not all(field[2].compare for field in fields):
            raise ValueError("no fields to compare")
        if len(known) > CLASSES or not all(map(is_name, [name, *(field[0] for field in fields)])):
            raise ValueError("no dataclass")
        settings: dict[str, Any] = {
            option: value is True for option, value in zip(OPTIONS, told["options"], strict=True)
        }
        doc = str(told["doc"])[:1000] if told["doc"] is not None else None
        names = {"__module__": "__main__", "_key_of_stand_in": key, "__doc__": doc}
        known[key] = dataclasses.make_dataclass(name, fields, namespace=names, **settings)
        return known[key]


def _is_worked_out(kind: type, name: str) -> bool:
    """Whether objects of a class work out what they have under that name, and keep it."""
    return isinstance(inspect.getattr_static(kind, name, None), functools.cached_property)


def _is_field(kind: type, name: str) -> bool:
    """Whether what objects of a class have under that name may come from the other end."""
    if name.startswith("__"):
        return False
    own = inspect.getattr_static(kind, name, None)
    if isinstance(own, type) and name in getattr(kind, "__dataclass_fields__", ()):
        return True  # the default of a field
    return not hasattr(own, "__get__") and not callable(own)


def _is_made(kind: Any) -> bool:
    return dataclasses.is_dataclass(kind) and "_key_of_stand_in" in vars(kind)


def is_plain_dataclass(kind: Any) -> bool:
    """Whether a class is a dataclass with nothing of its own but fields of plain defaults."""
    if not dataclasses.is_dataclass(kind) or type(kind) is not type or kind.__bases__ != (object,):
        return False
    if len(kind.__dataclass_fields__) != len(dataclasses.fields(kind)):
        return False  # of fields that are no fields of its objects
    fields = dataclasses.fields(kind)
    if not fields or not all(field.compare for field in fields):
        return False  # objects that differ could be equal
    for field in fields:
        factory = field.default_factory
        if field.default is not dataclasses.MISSING and not is_plain_value(field.default):
            return False
        if factory is not dataclasses.MISSING and factory not in FACTORIES.values():
            return False
    return all(_is_usual(kind, name, value) for name, value in vars(kind).items())


def _is_usual(kind: Any, name: str, value: Any) -> bool:
    """Whether a dataclass without code of its own has such a member."""
    if isinstance(value, types.FunctionType):
        made = value.__code__.co_filename in ("<string>", dataclasses.__file__)
        return made and name.startswith("__")
    if isinstance(value, (property, staticmethod, classmethod)) or name == "__slots__":
        return False
    return name.startswith("__") or name in (*kind.__dataclass_fields__, "_key_of_stand_in")


def is_record_class(kind: Any) -> bool:
    """Whether objects of a class of the instructor's are no more than what is in their `__dict__`.

    They can be made without a call of the class.
    """
    return (
        isinstance(kind, type)
        and kind.__module__ == "__main__"
        and kind.__dictoffset__ != 0
        and kind.__new__ is object.__new__
        and all(base in FOUNDATIONS or base.__module__ == "__main__" for base in kind.__mro__)
    )
