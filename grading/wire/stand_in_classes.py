"""Classes of the other end: what one says of itself, and the stand-in made from that.

A class of exceptions is one here, too. A class that adds to numbers, text or tuples makes these.
"""

from __future__ import annotations

import abc
import contextlib
import dataclasses
import keyword
import types
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from grading.wire.errors import CannotTravel
from grading.wire.handles import DOCUMENTATION, NAMES, PARAMETERS, Call, own_members
from grading.wire.hints import heard_hint
from grading.wire.stand_in_functions import told_hint, told_hints
from grading.wire.stand_ins import (
    ASKED_WITH,
    OF_ALL,
    SPECIAL,
    Remote,
    RemoteCallable,
    RemoteClass,
    arrived,
    asked_first,
    settle,
    special_methods,
)

if TYPE_CHECKING:
    from grading.wire.kinds import Reader, Writer


# Of a class, what is a collection of names.
OF_NAMES = ("__abstractmethods__", "__slots__", "__match_args__")
FIELD_OPTIONS = ("init", "repr", "compare", "kw_only")  # of a dataclass


def tell_class(kind: type, writer: Writer) -> dict[str, Any]:
    """What a class says of itself: its docstring, its annotations and its names."""
    told: dict[str, Any] = {
        "names": [str(name)[:100] for name in dir(kind)[:NAMES]],
        "own": [str(name)[:100] for name in [*vars(kind)][:NAMES]],
        "overrides": [name for name in OF_ALL if getattr(kind, name) is not getattr(object, name)],
    }
    if isinstance(init := vars(kind).get("__init__"), types.FunctionType):
        told["init"] = writer.value(init)
    if (base := data_of(kind)) is not None:
        told["data"] = base.__name__
        told["differs"] = [
            str(name)[:100] for name in dir(kind)
            if getattr(kind, name, None) is not getattr(base, name, told)
        ][:NAMES]  # fmt: skip
    doc = kind.__doc__
    if isinstance(doc, str):
        told["doc"] = doc[:DOCUMENTATION]
    hints = vars(kind).get("__annotations__")
    if isinstance(hints, dict):
        told["annotations"] = told_hints(hints, writer)
    for name in OF_NAMES:
        if isinstance(names := vars(kind).get(name), (tuple, list, frozenset)):
            texts = [str(part)[:100] for part in [*names][:NAMES]]
            told[name] = sorted(texts) if isinstance(names, frozenset) else texts
    if dataclasses.is_dataclass(kind):
        told["fields"] = [
            [field.name, told_hint(field.type, writer),
             [getattr(field, option) is True for option in FIELD_OPTIONS]]
            for field in dataclasses.fields(kind)[:PARAMETERS]
        ]  # fmt: skip
    return told


def heard_of_class(told: Any, reader: Reader) -> dict[str, Any]:
    """What a class has said of itself, as members of its stand-in."""
    if not isinstance(told, dict):
        return {}
    members: dict[str, Any] = {
        f"_{part}": [str(name)[:100] for name in told[part][:NAMES]]
        for part in ("names", "own", "overrides")
        if part in told
    }
    if (base := DATA.get(str(told.get("data")))) is not None:
        members["_data"] = base
        members |= _members_beside(str(name)[:100] for name in told["differs"][:NAMES])
    if isinstance(init := told.get("init"), dict) and "function" in init:
        members["__init__"] = reader.value(init)
    if isinstance(told.get("doc"), str):
        members["__doc__"] = told["doc"][:DOCUMENTATION]
    if "annotations" in told:
        hints = told["annotations"][:PARAMETERS]
        members["__annotations__"] = {
            str(name)[:100]: heard_hint(reader, hint) for name, hint in hints
        }
    if "fields" in told:
        members["__dataclass_fields__"] = {
            str(name)[:100]: _field(str(name)[:100], heard_hint(reader, hint), options)
            for name, hint, options in told["fields"][:PARAMETERS]
        }
    for name in OF_NAMES:
        if isinstance(names := told.get(name), list):
            members[name] = tuple(str(part)[:100] for part in names[:NAMES])
    return members


# What an object can be beside what its class makes of it: that travels as it is. And how it is
# read, whatever the class would have in place of that.
DATA_OF: dict[type, Any] = {
    str: str.__str__, int: int.__index__, float: float.__float__,
    bytes: lambda value: bytes.__getitem__(value, slice(None)),
    tuple: lambda value: tuple.__getitem__(value, slice(None)),
    frozenset: lambda value: frozenset(frozenset.__iter__(value)),
}  # fmt: skip
DATA: dict[str, type] = {kind.__name__: kind for kind in DATA_OF}
_OWN = ("__new__", "__init__", "__eq__", "__ne__", "__hash__", "__getattribute__", "__getattr__",
        "__setattr__", "__delattr__", "__class__", "__dict__", "__slots__", "__doc__",
        "__module__", "__annotations__", "__reduce_ex__")  # fmt: skip


def data_of(kind: type) -> type | None:
    """The class of data that a class adds something to, if its objects are equal as these are."""
    base = next((base for base in DATA.values() if issubclass(kind, base)), None)
    if base is None:
        return None
    alike = ("__eq__", "__ne__", "__getattribute__")
    return base if all(getattr(kind, name) is getattr(base, name) for name in alike) else None


class Beside:
    """A member that objects have beside their data: it is asked for."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, value: Any, kind: Any) -> Any:
        return kind._asked("getattr", self.name) if value is None else (
            value._ask("getattr", self.name))  # fmt: skip


def _members_beside(names: Iterable[str]) -> dict[str, Any]:
    """The members of a class whose objects are data, but for what these names have."""
    members: dict[str, Any] = {
        name: vars(Remote)[name] for name in ("_ask", "_refuse", "__getattr__", "__setattr__")
    }
    special = {*SPECIAL, *vars(Remote)} - {*_OWN}
    for name in names:
        if name in (*ASKED_WITH, "_data"):
            continue
        if not name.startswith("__"):
            members[name] = Beside(name)
        elif name in special:
            members[name] = SPECIAL.get(name) or vars(Remote)[name]
    return members


def make_data(kind: type, data: Any, call: Call, key: int, about: str) -> Any:
    """An object of such a class. Raises ValueError if it is of another kind of data."""
    base = own_members(kind)["_data"]
    if type(data) is not base:
        raise ValueError("no such data")
    made = base.__new__(kind, data)
    settle(made, call, key, about)
    arrived(made, again=False)
    return made


def _field(name: str, hint: Any, options: Any) -> Any:
    """What `dataclasses.fields` says of a field of a class of the other end, but its default."""
    given: dict[str, Any] = {
        option: on is True for option, on in zip(FIELD_OPTIONS, options, strict=True)
    }
    if not name.isidentifier() or keyword.iskeyword(name):
        raise ValueError("no field")
    [made] = dataclasses.fields(
        dataclasses.make_dataclass("Of", [(name, object, dataclasses.field(**given))])
    )
    made.type = hint
    return made


def make_class(
    call: Call,
    key: int,
    name: str,
    bases: list[type],
    is_callable: bool = False,
    says: dict[str, Any] | None = None,
) -> type:
    """A stand-in for a class of the other end. Of an exception it is an exception's class.

    is_callable: whether its objects can be called. says: see heard_of_class. A base that is the
    instructor's is above the stand-in too; what an object has is asked all the same.
    """
    says = {**(says or {})}
    late = {name: says.pop(name) for name in OF_NAMES if name in says}
    members = {"__module__": "__main__", **says, "_key_of_stand_in": key, "_bases": tuple(bases)}
    name = name if name.isidentifier() else "Unnamed"
    errors = tuple(base for base in dict.fromkeys(bases) if issubclass(base, Exception))
    if errors:
        return _make_error_class(call, name, errors, members)
    members["_call"] = staticmethod(call)
    if (data := says.get("_data")) is not None:
        alike = [
            base
            for base in dict.fromkeys(bases)
            if isinstance(base, RemoteClass) and issubclass(base, data)
        ]
        return _with_names(RemoteClass(name, (*alike,) or (data,), members), late)
    own = tuple(base for base in dict.fromkeys(bases) if issubclass(base, Remote))
    members |= special_methods(says.get("_names", ()))
    if is_callable and not any(issubclass(base, RemoteCallable) for base in own):
        own += (RemoteCallable,)
    own = own or (Remote,)
    above = tuple(base for base in dict.fromkeys(bases) if base.__module__ == "__main__" and
                  not issubclass(base, Remote))  # fmt: skip
    if any("_above" in own_members(base) for base in own):
        members |= {"_above": True}
    if above:
        with contextlib.suppress(TypeError):
            metas = dict.fromkeys([RemoteClass, *map(type, above)])
            meta: Any = type("RemoteClass", tuple(kind for kind in metas if kind is not type), {})
            more = {"_above": True, "__getattribute__": asked_first}
            made = meta(name, (*own, *above), members | more)
            made.__abstractmethods__ = frozenset()
            return _with_names(made, late)
    made = _with_names(RemoteClass(name, own, members), late)
    for base in bases:
        if base.__module__ == "collections.abc" and isinstance(base, abc.ABCMeta):
            base.register(made)
    return made


class RemoteErrorClass(type):
    """The class of stand-ins for classes of exceptions: they are made, and asked, over there."""

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        __tracebackhide__ = True
        own = own_members(cls)
        if "_key_of_stand_in" not in own:
            return type.__call__(cls, *args, **kwargs)
        made = own["_call"](own["_key_of_stand_in"], cls.__name__, args, kwargs)
        if not isinstance(made, cls):
            raise CannotTravel(f"calling the class {cls.__name__} did not make an object of it.")
        return made

    def __getattr__(cls, name: str) -> Any:
        __tracebackhide__ = True
        own = own_members(cls)
        if name.startswith("_") or "_key_of_stand_in" not in own:
            raise AttributeError(f"type object '{cls.__name__}' has no attribute '{name}'")
        about = f"getattr of the class {cls.__name__}"
        return own["_call"](own["_key_of_stand_in"], about, (name,), {}, op="getattr")


def _said(self: Any) -> str:
    said = vars(self).get("_said")
    return said if said is not None else Exception.__str__(self)


def _of_error(self: Any, name: str) -> Any:
    """What an exception has over there, beside what it has carried."""
    __tracebackhide__ = True
    key, about, call = vars(self).get("_Handle__is", (0, "", None))
    if name.startswith("_") or not key:
        raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'")
    value = call(key, f"getattr of {about}", (name,), {}, op="getattr")
    return call.__self__.of_error(value)


def key_of_error(error: BaseException) -> int:
    """The key under which the other end knows an exception of its own; 0 if it does not."""
    return int(vars(error).get("_Handle__is", (0,))[0])


def settle_error(error: BaseException, call: Call, told: dict[str, Any]) -> None:
    """Have an exception of the other end's class be known as that, and ask for what it has not
    carried.
    """
    if type(told.get("thing")) is int:
        vars(error)["_Handle__is"] = (told["thing"], type(error).__name__, call)


def _make_error_class(
    call: Call, name: str, bases: tuple[type, ...], members: dict[str, Any]
) -> type:
    """A stand-in for a class of exceptions."""
    members = {key: member for key, member in members.items() if key != "__init__"}
    members |= {"_call": staticmethod(call), "__str__": _said, "__getattr__": _of_error}
    try:
        return RemoteErrorClass(name, bases, members)
    except TypeError:  # there is no such order of classes here
        return RemoteErrorClass(name, bases[:1], members)


def _with_names(made: type, names: dict[str, tuple[str, ...]]) -> type:
    """The same class, with what must not be there while it is made."""
    for name, value in names.items():
        setattr(made, name, frozenset(value) if name == "__abstractmethods__" else value)
    return made
