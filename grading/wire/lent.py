"""What stands, at the student's end, for what a test lends: a mock, an iterator, an object of a
class of its own.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from grading.wire.handles import Call, item_of, state_of
from grading.wire.operations import ARITHMETIC, COMPARISONS, CONVERSIONS


class Lent:
    """At the student's end, a mock of a test's: what is done with it is noted over there."""

    def __init__(self, call: Call, key: int, about: str) -> None:
        self.__dict__["_Handle__is"] = (key, about, call)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        key, about, call = state_of(self)
        return call(key, about, args, kwargs)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        key, about, call = state_of(self)
        return call(key, about, (name,), {}, op="getattr")


class LentIterator(Iterator):
    """At the student's end, an iterator of a test's: each step is made over there."""

    def __init__(self, call: Call, key: int, about: str) -> None:
        self.__dict__["_Handle__is"] = (key, about, call)

    def __next__(self) -> Any:
        key, about, call = state_of(self)
        return item_of(call(key, about, (), {}, op="next"))


def is_lent_iterator(value: Any) -> bool:
    """Whether value is an iterator that can be lent: it is gone through, and has no data form."""
    return isinstance(value, Iterator) and not isinstance(value, io.IOBase)


def is_mock(value: Any) -> bool:
    """Whether value is a mock of unittest's."""
    mock = sys.modules.get("unittest.mock")
    return mock is not None and issubclass(type(value), mock.NonCallableMock)


# What a mock says of how it was used, and is told, is for the test alone.
OF_THE_TEST = ("assert_", "call_", "mock_", "method_calls", "called", "call", "return_value",
               "side_effect", "reset_mock", "configure_mock", "attach_mock")  # fmt: skip


def attribute_of_mock(mock: Any, name: str) -> Any:
    """An attribute of a test's mock, for the other end. Raises AttributeError if it may not."""
    if type(name) is not str or name.startswith(("_", *OF_THE_TEST)):
        raise AttributeError(f"`{name}` is not asked for over the wire"[:200])
    return getattr(mock, name)


class LentObject:
    """At the student's end, an object of a class that a test defines: what is done with it, is done
    over there.
    """

    def __init__(self, call: Call, key: int, about: str) -> None:
        object.__setattr__(self, "_Handle__is", (key, about, call))

    def _ask(self, op: str, *args: Any) -> Any:
        key, about, call = state_of(self)
        return call(key, f"{op} of {about}", args, {}, op=op)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self._ask("getattr", name)

    def __setattr__(self, name: str, value: Any) -> None:
        self._ask("setattr", name, value)

    def __delattr__(self, name: str) -> None:
        self._ask("delattr", name)

    @property
    def __dict__(self) -> dict[str, Any]:  # type: ignore[override]
        return self._ask("vars")


def _asking(op: str) -> Callable[..., Any]:
    return lambda self, *args: self._ask(op, *args)


def _called(self: LentObject, *args: Any, **kwargs: Any) -> Any:
    key, about, call = state_of(self)
    return call(key, about, args, kwargs)


# The special methods that such an object has if its class has them; each is an operation.
OF_ALL = ("getattr", "setattr", "delattr", "vars")  # what each has
OF_OBJECTS = (*OF_ALL, "len", "iter", "next", "bool", "str", "repr",
              "hash", "getitem", "setitem", "delitem", "contains", "enter", "exit",
              *COMPARISONS, *CONVERSIONS,
              *(way + name for name in ARITHMETIC for way in ("", "r")))  # fmt: skip
SPECIAL: dict[str, Callable[..., Any]] = {
    **{f"__{op}__": _asking(op) for op in OF_OBJECTS[len(OF_ALL) :]},
    "__next__": lambda self: item_of(self._ask("next")),
    "__exit__": lambda self, kind, error, trace: self._ask("exit", *([kind] if kind else [])),
    "__call__": _called,
}


def special_of(value: Any) -> list[str]:
    """The special methods that the class of a test's object has of its own."""
    return [name for name in SPECIAL if _has(type(value), name)]


def _has(kind: type, name: str) -> bool:
    """Whether a class has a method of its own in the place of what every object has."""
    own = getattr(kind, name, None)
    return own is not None and own is not getattr(object, name, None)


@cache
def class_of_lent(name: str, special: tuple[str, ...]) -> type[LentObject]:
    """The class of what stands for objects of a test's class of that name."""
    members = {method: SPECIAL[method] for method in special}
    if "__eq__" in members and "__hash__" not in members:
        members["__hash__"] = None  # type: ignore[assignment]
    return type(name if name.isidentifier() else "Unnamed", (LentObject,), members)


def is_lent_object(value: Any) -> bool:
    """Whether value is an object of a class that a cell of the test's defines."""
    kind = type(value)
    data = (bool, int, float, complex, str, bytes, bytearray, tuple, list, dict, set, frozenset,
            BaseException, type)  # fmt: skip
    return (
        kind.__module__ == "__main__"
        and type(kind).__module__ in ("builtins", "abc")
        and (not issubclass(kind, data))
    )


def operation_on(value: Any, op: str, operation: Callable[..., Any]) -> Callable[..., Any]:
    """What the other end may do with a test's object: what its class does, stays as it is."""

    def doing(*args: Any, **kwargs: Any) -> Any:
        if op not in OF_ALL and not _has(type(value), f"__{op}__"):
            raise AttributeError(f"`{type(value).__name__}` has no `__{op}__`"[:200])
        if op in ("getattr", "setattr", "delattr"):
            name = args[0]
            of_class = op != "getattr" and callable(getattr(type(value), str(name), None))
            if type(name) is not str or name.startswith("__") or of_class:
                raise AttributeError(f"`{name}` is not for the answer to {op[:3]}"[:200])
        return operation(value, *args, **kwargs)

    return doing
