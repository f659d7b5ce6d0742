"""What stands, at the student's end, for what a test lends: a mock, an iterator."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from typing import Any

from grading.wire.handles import Call, item_of, state_of


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
