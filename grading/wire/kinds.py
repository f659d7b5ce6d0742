"""Kinds of values that cross the wire as data: each an adapter, to which a course can add.

An entry point of the group `grading.kinds` names a class like Kind. It is asked only where the
library that it is for has been imported, so that no library is needed that a course does not use.
What decode is given comes from a student's process: it builds a value out of data, runs nothing,
and raises where the data is not what encode would have made.
"""

from __future__ import annotations

import collections
import contextlib
import importlib
import sys
import types
from functools import cache
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from grading.wire.arrays import Blobs, array_at
from grading.wire.stand_ins import key_of

if TYPE_CHECKING:
    from grading.wire.codec import Codec

GROUP = "grading.kinds"
# Classes that may be called here by what arrives: they make a plain value of plain values.
MAKERS = (
    list, dict, set, tuple, int, float, str, bool,
    collections.Counter, collections.OrderedDict, collections.deque,
)  # fmt: skip
FUNCTIONS = (types.FunctionType, types.BuiltinFunctionType, types.MethodType)
OURS = {
    "fraction": "grading.wire.values:FractionKind",
    "decimal": "grading.wire.values:DecimalKind",
    "datetime": "grading.wire.values:DateKind",
    "collections": "grading.wire.values:CollectionKind",
    "enum": "grading.wire.values:EnumKind",
    "masked": "grading.wire.values:MaskedKind",
    "pillow": "grading.wire.image_kind:ImageKind",
    "generator": "grading.wire.values:GeneratorKind",
    "polynomial": "grading.wire.values:PolynomialKind",
    "keras": "grading.wire.keras_kind:KerasKind",
    "symbol": "grading.wire.keras_kind:SymbolKind",
    "tensorflow": "grading.wire.keras_kind:TensorKind",
    "matplotlib": "grading.wire.values:ListingKind",
    "lines": "grading.wire.values:LinesKind",
    "pandas": "grading.wire.pandas_kind:PandasKind",
    "plain": "grading.wire.library_kinds:PlainKind",
    "zone": "grading.wire.library_kinds:ZoneKind",
    "pattern": "grading.wire.library_kinds:PatternKind",
    "hint": "grading.wire.library_kinds:HintKind",
    "matrix": "grading.wire.library_kinds:MatrixKind",
    "random": "grading.wire.library_kinds:RandomKind",
    "scipy": "grading.wire.library_kinds:ScipyKind",
    "sympy": "grading.wire.sympy_kind:SympyKind",
    "graph": "grading.wire.course_kinds:GraphKind",
    "labelled": "grading.wire.course_kinds:LabelledKind",
    "polars": "grading.wire.course_kinds:PolarsKind",
    "bunch": "grading.wire.course_kinds:BunchKind",
    "database": "grading.wire.database_kind:DatabaseKind",
    "record": "grading.wire.record_kind:RecordKind",
    "error": "grading.wire.own_kinds:ErrorKind",
    "data": "grading.wire.own_kinds:DataKind",
}


class Writer:
    """What a kind writes with: the parts of its value become parts of the message."""

    def __init__(self, codec: Codec, depth: int) -> None:
        self.codec, self.depth = codec, depth

    def value(self, value: Any) -> Any:
        """A part, as JSON's types."""
        return self.codec.write(value, self.depth + 1)

    def array(self, array: np.ndarray) -> int | str:
        """The place of an array of numbers, text or dates. Raises CannotTravel if too large."""
        return self.codec.blob(array)


class Reader:
    """What a kind reads with."""

    def __init__(self, codec: Codec, blobs: Blobs) -> None:
        self.codec, self.blobs = codec, blobs
        self.trusting = codec.peer.trusting
        self.tensor = codec.peer.tensor

    def value(self, document: Any) -> Any:
        """A part of the value."""
        return self.codec.read(document, self.blobs)

    def function(self, document: Any) -> Any:
        """A part that something here will call: a function of the other end, one that was lent to
        it, or a maker of plain values. Raises ValueError if it is another thing.
        """
        value = self.value(document)
        if not (self.trusting or is_maker(value) or key_of(value) or isinstance(value, FUNCTIONS)):
            raise ValueError("no function of the other end")
        return value

    def array(self, place: Any) -> np.ndarray:
        """An array of the message."""
        return array_at(place, self.blobs)

    def own_class(self, name: str) -> type | None:
        """The class that trusted cells have defined under that name, here."""
        return getattr(self.codec.peer, "own_class", lambda _: None)(name)


def is_maker(value: Any) -> bool:
    """Whether value is one of MAKERS."""
    return any(value is kind for kind in MAKERS)


class Kind:
    """A kind of value. tag: the key under which its values stand in a message."""

    tag: ClassVar[str]
    module: ClassVar[str]  # of the library; nothing is asked before it has been imported

    def bases(self) -> tuple[type, ...]:
        """Classes whose subclasses are never stand-ins that answer for themselves."""
        return ()

    def encode(self, value: Any, writer: Writer) -> dict[str, Any] | None:
        """value as JSON's types, tag first; None if it is of another kind.

        Raises CannotTravel if it is of this kind and cannot be written down exactly.
        """
        raise NotImplementedError

    def decode(self, told: dict[str, Any], reader: Reader) -> Any:
        """The value again. Raises what it likes if told is malformed."""
        raise NotImplementedError

    def changes(self, value: Any) -> bool:
        """Whether a function can change such a value in place, and update() follows it."""
        return False

    def update(self, old: Any, new: Any) -> None:
        """Make old what new is, in place."""
        raise NotImplementedError


@cache
def kinds() -> tuple[Kind, ...]:
    """All kinds: our own, and those of the installed entry points.

    What cannot be loaded is left out: its values cannot travel.
    """
    places = {entry.name: entry.value for entry in entry_points(group=GROUP)} | OURS
    loaded = []
    for place in places.values():
        with contextlib.suppress(ImportError, AttributeError):
            loaded.append(_load(place)())
    return tuple(loaded)


def changing(value: Any) -> Kind | None:
    """The kind that says that a function can change a value in place, None if there is none."""
    known = (kind for kind in kinds() if type(kind).changes is not Kind.changes)
    loaded = (kind for kind in known if kind.module in sys.modules)
    return next((kind for kind in loaded if kind.changes(value)), None)


def _load(place: str) -> type[Kind]:
    module, _, name = place.partition(":")
    return getattr(importlib.import_module(module), name)
