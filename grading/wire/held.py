"""Collections that are at both ends: what one end changes in them, the other has when it goes on.

An object that is made with a list keeps that list, and has lists that a test may change. Each end
keeps those few small ones under one number, and tells with each call what has become of them.
"""

from __future__ import annotations

import collections
import contextlib
from typing import TYPE_CHECKING, Any

import numpy as np

from grading.wire.errors import CannotTravel

if TYPE_CHECKING:
    from collections.abc import Callable

    from grading.wire.codec import Codec

MOST = 50  # collections
LONGEST = 500  # items in one
BYTES = 2**13  # of an array
PARTS, SIZE = 5000, 2**20  # values in one at any depth, bytes of all arrays in it
COLLECTIONS = (
    list, dict, set, bytearray, collections.deque, collections.defaultdict, collections.Counter,
    collections.OrderedDict,
)  # fmt: skip


def is_held(value: Any) -> bool:
    """Whether a value is a small collection, which can be held at both ends."""
    kind = type(value)
    if kind is np.ndarray:
        plain = value.dtype.kind in "biufc" and value.flags.writeable
        return plain and value.nbytes <= BYTES
    return kind in COLLECTIONS and len(value) <= LONGEST


class Held:
    """The collections that an end holds, by number: those of this end, and of the other."""

    def __init__(self, codec: Codec, update: Callable[[Any, Any], None]) -> None:
        self.codec, self.update = codec, update
        self.values: dict[int, Any] = {}
        self.told: dict[int, Any] = {}  # each as the other end has it
        self.numbers: dict[int, int] = {}  # id -> number
        self.next = 0

    def number(self, value: Any, sign: int = 1) -> int:
        """The number of a collection, a new one if it is not held yet."""
        if known := self.numbers.get(id(value)):
            return known
        self.next += 1
        return sign * self.next

    def hold(self, number: int, value: Any) -> None:
        """Hold a collection, as the other end does from now on."""
        while len(self.values) >= MOST and number not in self.values:
            self.drop(next(iter(self.values)))
        self.values[number], self.numbers[id(value)] = value, number
        self.note(number)

    def drop(self, number: int) -> None:
        """Hold a collection no more."""
        self.numbers.pop(id(self.values.pop(number)), None)
        self.told.pop(number, None)

    def clear(self) -> None:
        """Hold none any more."""
        for number in [*self.values]:
            self.drop(number)

    def note(self, number: int) -> bool:
        """Note how a collection is now. Returns whether that is news to the other end."""
        try:
            now = self.codec.encode(self.values[number])
            if self.codec.nodes > PARTS or self.codec.size > SIZE:
                raise CannotTravel("a collection that has grown is not held.")
        except CannotTravel:
            self.drop(number)
            return False
        news = self.told.get(number) != now
        self.told[number] = now
        return news

    def news(self) -> list[list[Any]]:
        """The collections that have changed here, with their numbers."""
        return [
            [number, self.values[number]] for number in [*self.values]
            if self.note(number) and number in self.values
        ]  # fmt: skip

    def take(self, news: Any) -> None:
        """Change the collections that have changed at the other end."""
        for number, value in news:
            if number in self.values and type(value) is type(self.values[number]):
                with contextlib.suppress(ValueError):  # an array that has been locked since
                    self.update(self.values[number], value)
                self.note(number)
