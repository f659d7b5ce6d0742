"""What stands for a value that stays at the other end and answers nothing: any use says so."""

from __future__ import annotations

import contextlib
import functools
import os
import sys
from collections.abc import Callable, Iterator
from typing import Any, NoReturn

from grading.wire.errors import CannotTravel, NoAttribute

Call = Callable[..., Any]  # a peer's call
DOCUMENTATION = 4000  # characters of a docstring
SOURCE = 100_000  # characters of a function's text
PARAMETERS = 50
NAMES = 500  # that a class says it has
NAME = 100  # characters of a class's
NAMED = 500  # classes of stand-ins under names of the other end's that are kept
LIBRARIES = (*{os.path.realpath(path) for path in (sys.prefix, sys.base_prefix)}, sys.prefix,
             sys.base_prefix, "/usr/", "<frozen")  # fmt: skip
_refusals, _last = 0, ""  # how many in this process, and the words of the last


class Handle:
    """What stands for a value that stays on the other side: any use of it says so."""

    def __init__(self, key: int, about: str) -> None:
        object.__setattr__(self, "_Handle__is", (key, about))

    def __repr__(self) -> str:
        return f"<{state_of(self)[1]}, which cannot travel out of the student's process>"

    def _refuse(self, *_: Any, **__: Any) -> Any:
        refuse(_refusal(self))

    def __getattr__(self, name: str) -> Any:
        untold(name, f"{_refusal(self)} (`.{name}` was asked for)")

    __call__ = __iter__ = __len__ = __bool__ = __eq__ = __ne__ = __lt__ = __le__ = _refuse
    __gt__ = __ge__ = __getitem__ = __contains__ = __int__ = __float__ = __index__ = _refuse
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __array__ = _refuse
    __setattr__ = __setitem__ = __enter__ = __next__ = __neg__ = __abs__ = __round__ = _refuse
    __hash__ = object.__hash__


class Kept(Handle):
    """The same, at the student's end, of what stays with the test."""


def handle_of(name: object) -> type[Handle]:
    """The class of handles for values of a class of that name."""
    return named(Handle, name)


def named(kind: type, name: object) -> Any:
    """A class of stand-ins under the name of the other end's class, for the words of tests.

    The name is what the other end says, so it decides nothing: what they answer is kind's.
    """
    plain = isinstance(name, str) and name.isidentifier() and len(name) <= NAME
    return _named(kind, name) if plain and not str(name).startswith("__") else kind


@functools.lru_cache(NAMED)
def _named(kind: type, name: str) -> type:
    return type(kind)(name, (kind,), {"__module__": kind.__module__})


def _refusal(value: Any) -> str:
    if type(value) is Kept:
        return (
            f"this is {state_of(value)[1]} of the test's, which stays with the test. Answers get "
            "numbers, text, lists, dicts, arrays, functions, iterators, and objects of classes "
            "that a cell above the test defines."
        )
    return (
        f"this is {state_of(value)[1]}. Tests get numbers, text, lists, dicts, arrays, functions "
        "and Keras models from a submission; nothing else leaves the student's process."
    )


def state_of(value: Any) -> tuple:
    """The key of a stand-in, what it is, and what more it knows."""
    return object.__getattribute__(value, "_Handle__is")


def refuse(why: str) -> NoReturn:
    """Refuse a use of a stand-in, in these words."""
    global _refusals, _last
    _refusals, _last = _refusals + 1, why
    raise CannotTravel(why)


def untold(name: str, why: str) -> NoReturn:
    """Say that an attribute is not told, whether it is there or not.

    A test that goes on, as by hasattr(), has found out nothing, and so is not passed: it counts as
    a refusal. Not so if a library looks whether something has a special meaning to it.
    """
    global _refusals, _last
    if not (name.startswith("_") and is_asked_by_library()):
        _refusals, _last = _refusals + 1, why
    raise NoAttribute(why)


def is_asked_by_library() -> bool:
    """Whether the first code above that is not ours lies where Python and its libraries lie."""
    frame: Any = sys._getframe()
    while frame and str(frame.f_globals.get("__name__")).startswith("grading."):
        frame = frame.f_back
    return frame is not None and frame.f_code.co_filename.startswith(LIBRARIES)


@contextlib.contextmanager
def unasked() -> Iterator[None]:
    """What is refused in here no test has asked for, and none goes without it."""
    global _refusals, _last
    before = _refusals, _last
    try:
        yield
    finally:
        _refusals, _last = before


def refusals() -> int:
    """How often a stand-in has refused something in this process."""
    return _refusals


def last_refusal() -> str:
    """The words of the last one."""
    return _last


def own_members(kind: Any) -> Any:
    """What a class, or a function, has in its own `__dict__`, whatever it says of that."""
    of = type if isinstance(kind, type) else type(kind)
    return of.__dict__["__dict__"].__get__(kind)


def item_of(step: Any) -> Any:
    """The item of a step over there; at the end, StopIteration with what it returned."""
    __tracebackhide__ = True
    more, item = step
    if not more:
        raise StopIteration(item)
    return item
