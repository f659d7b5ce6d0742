"""Kinds of values of Python's own library: exact numbers, dates, collections, masked arrays."""

from __future__ import annotations

import collections
import datetime
import decimal
import enum
import fractions
import functools
import keyword
import math
import sys
import zoneinfo
from typing import Any

import numpy as np

from grading.wire.errors import CannotTravel
from grading.wire.handles import handle_of
from grading.wire.kinds import Kind, Reader, Writer, is_maker

DIGITS = 10_000  # of an exact number
FIELDS = 200  # of a named tuple
CLASSES = 1000  # that are made here for values of the other end
MEMBERS = 1000  # of an enumeration
ENUMS = ("Enum", "IntEnum", "StrEnum", "Flag", "IntFlag")


class FractionKind(Kind):
    """fractions.Fraction."""

    tag, module = "fraction", "fractions"

    def bases(self) -> tuple[type, ...]:
        return (fractions.Fraction,)

    def encode(self, value: Any, writer: Writer) -> dict[str, Any] | None:
        if type(value) is not fractions.Fraction:
            return None
        parts = int(value.numerator), int(value.denominator)  # NumPy's, where it came of NumPy's
        return {"fraction": [writer.value(part) for part in parts]}

    def decode(self, told: dict[str, Any], reader: Reader) -> Any:
        above, below = (reader.value(part) for part in told["fraction"])
        if type(above) is not int or type(below) is not int or below < 1:
            raise ValueError("no fraction")
        return fractions.Fraction(above, below)


class DecimalKind(Kind):
    """decimal.Decimal."""

    tag, module = "decimal", "decimal"

    def bases(self) -> tuple[type, ...]:
        return (decimal.Decimal,)

    def encode(self, value: Any, writer: Writer) -> dict[str, Any] | None:
        if type(value) is not decimal.Decimal:
            return None
        text = str(value)
        if len(text) > DIGITS:
            raise CannotTravel(f"it has more than {DIGITS} digits.")
        return {"decimal": text}

    def decode(self, told: dict[str, Any], reader: Reader) -> Any:
        return decimal.Decimal(str(told["decimal"])[:DIGITS])


class DateKind(Kind):
    """datetime's date, time, datetime, timedelta; a time zone if it is an offset or has a name."""

    tag, module = "date", "datetime"
    names = ("date", "time", "datetime", "timedelta", "timezone")

    def bases(self) -> tuple[type, ...]:
        return tuple(getattr(datetime, name) for name in self.names)

    def encode(self, value: Any, writer: Writer) -> dict[str, Any] | None:
        kind = type(value)
        if not any(kind is getattr(datetime, name) for name in self.names):
            return None
        if kind is datetime.timedelta:
            return {"date": "timedelta", "is": [value.days, value.seconds, value.microseconds]}
        if kind is datetime.timezone:
            return {"date": "timezone", "is": value.utcoffset(None).total_seconds()}
        zone = getattr(value, "tzinfo", None)
        told = {"date": kind.__name__, "fold": getattr(value, "fold", 0)}
        if zone is None or type(zone) is datetime.timezone:
            return told | {"is": value.isoformat()}
        if type(zone) is not zoneinfo.ZoneInfo:
            raise CannotTravel("its time zone is not an offset, and has no name.")
        return told | {"is": value.replace(tzinfo=None).isoformat(), "zone": writer.value(zone)}

    def decode(self, told: dict[str, Any], reader: Reader) -> Any:
        name, content = told["date"], told["is"]
        if name == "timedelta":
            return datetime.timedelta(*map(int, content))
        if name == "timezone":
            offset = float(content)
            if not offset:
                return datetime.UTC
            return datetime.timezone(datetime.timedelta(seconds=offset))
        if name not in ("date", "time", "datetime"):
            raise ValueError("no date")
        value = getattr(datetime, name).fromisoformat(str(content))
        if "zone" in told:
            value = value.replace(tzinfo=reader.value(told["zone"]))
        return value.replace(fold=1) if told.get("fold") == 1 else value


class CollectionKind(Kind):
    """Counter, defaultdict, OrderedDict, ChainMap, deque, and named tuples with their classes."""

    tag, module = "collection", "collections"

    def encode(self, value: Any, writer: Writer) -> dict[str, Any] | None:
        kind = type(value)
        told: dict[str, Any] = {"collection": kind.__name__}
        if kind is collections.Counter or kind is collections.OrderedDict:
            return told | {"is": [[writer.value(k), writer.value(v)] for k, v in value.items()]}
        if kind is collections.defaultdict:
            items = [[writer.value(k), writer.value(v)] for k, v in value.items()]
            default: Any = value.default_factory
            if isinstance(default, type) and not is_maker(default):
                default = functools.partial(default)
            return told | {"is": items, "default": writer.value(default)}
        if kind is collections.deque:
            return told | {"is": [writer.value(item) for item in value], "most": value.maxlen}
        if kind is collections.ChainMap:
            return told | {"is": [writer.value(part) for part in value.maps]}
        if kind is type and issubclass(value, tuple) and is_named_tuple(value):
            defaults = [
                [name, writer.value(default)] for name, default in value._field_defaults.items()
            ]  # type: ignore[attr-defined]
            return {"collection": "class", "name": value.__name__, "fields": [*value._fields],  # type: ignore[attr-defined]
                    "defaults": defaults}  # fmt: skip
        if issubclass(kind, tuple) and is_named_tuple(kind):
            items = [writer.value(item) for item in tuple.__iter__(value)]
            fields = [*kind._fields]  # type: ignore[attr-defined]
            return {"collection": "", "name": kind.__name__, "fields": fields, "is": items}
        return None

    def decode(self, told: dict[str, Any], reader: Reader) -> Any:
        name = told["collection"]
        if name == "deque":
            most = told["most"]
            if most is not None and type(most) is not int:
                raise ValueError("no length")
            return collections.deque((reader.value(item) for item in told["is"]), most)
        if name in ("", "class"):
            made = self.named(told, reader)
            return made if name == "class" else self.filled(made, told, reader)
        if name == "ChainMap":
            return collections.ChainMap(*(reader.value(part) for part in told["is"]))
        items = [(reader.value(key), reader.value(value)) for key, value in told["is"]]
        if name == "Counter":
            counter: Any = collections.Counter()
            counter.update(dict(items))
            return counter
        if name == "OrderedDict":
            return collections.OrderedDict(items)
        if name != "defaultdict":
            raise ValueError("no collection")
        default = None if told["default"] is None else reader.function(told["default"])
        return collections.defaultdict(default, items)

    def named(self, told: dict[str, Any], reader: Reader) -> Any:
        """The class of a named tuple: that of trusted cells, or one like it, always the same."""
        name, fields = str(told["name"])[:100], tuple(map(str, told["fields"][:FIELDS]))
        if not all(map(is_name, [name, *fields])):
            raise ValueError("no named tuple")
        own: Any = reader.own_class(name)
        if own is not None and is_named_tuple(own) and own._fields == fields:
            return own
        made = reader.codec.tuples
        if (name, fields) not in made:
            if len(made) > CLASSES:
                raise ValueError("too many classes")
            own = collections.namedtuple(name, fields, module="__main__")  # type: ignore[misc, no-redef]
            made[name, fields] = own
        own = made[name, fields]
        if defaults := {name: reader.value(default) for name, default in told.get("defaults", [])}:
            own._field_defaults = {
                key: default for key, default in defaults.items() if key in fields
            }
            own.__new__.__defaults__ = tuple(own._field_defaults.values())
        return own

    @staticmethod
    def filled(own: Any, told: dict[str, Any], reader: Reader) -> Any:
        """A named tuple of a class."""
        items = [reader.value(item) for item in told["is"]]
        if len(items) != len(own._fields):
            raise ValueError("no named tuple")
        return tuple.__new__(own, items)


def is_name(text: str) -> bool:
    """Whether text can be the name of a field."""
    return text.isidentifier() and not keyword.iskeyword(text) and not text.startswith("__")


def is_named_tuple(kind: Any) -> bool:
    """Whether a class is one that namedtuple has made, with nothing of its own."""
    fields = vars(kind).get("_fields") if isinstance(kind, type) else None
    if not isinstance(fields, tuple) or kind.__bases__ != (tuple,):
        return False
    plain = collections.namedtuple("plain", fields)  # type: ignore[misc]
    usual = {
        *vars(plain),
        "__annotations__",
        "__orig_bases__",
        "__annotations_cache__",
        "__annotate_func__",
        "__annotate__",
        "__firstlineno__",
        "__static_attributes__",
    }
    return not vars(kind).keys() - usual  # fmt: skip


class EnumKind(Kind):
    """An enumeration and its members: one that the instructor's cells define is theirs, another
    one is made here, if it is nothing but members of plain values.
    """

    tag, module = "enum", "enum"

    def encode(self, value: Any, writer: Writer) -> dict[str, Any] | None:
        kind = type(value)
        if isinstance(value, enum.EnumMeta):
            return self.class_of(value, writer)
        if not isinstance(kind, enum.EnumMeta) or kind.__members__.get(value.name) is not value:
            return None
        if not is_plain_enum(kind) and writer.codec.peer.trusting:
            return None
        own = writer.value(kind) if is_plain_enum(kind) else None
        return {"enum": kind.__name__, "member": value.name, "thing": writer.codec.keep(value),
                "of": own}  # fmt: skip

    @staticmethod
    def class_of(kind: Any, writer: Writer) -> dict[str, Any] | None:
        """An enumeration; None if it has more than members."""
        if not is_plain_enum(kind):
            return None
        members = [[name, writer.value(member.value)] for name, member in kind.__members__.items()]
        return {"enum": kind.__name__, "base": kind.__bases__[-1].__name__, "members": members,
                "thing": writer.codec.keep(kind)}  # fmt: skip

    def decode(self, told: dict[str, Any], reader: Reader) -> Any:
        own: Any = reader.own_class(str(told["enum"]))
        if "member" not in told:
            return own if isinstance(own, enum.EnumMeta) else self.made(told, reader)
        name = str(told["member"])
        if not isinstance(own, enum.EnumMeta) and told.get("of") is not None:
            own = reader.value(told["of"])
        if isinstance(own, enum.EnumMeta) and name in own.__members__:
            return own.__members__[name]
        key, words = int(told["thing"]), f"{str(told['enum'])[:100]}.{name[:100]}"
        return reader.codec.stand_ins.setdefault(key, handle_of(told["enum"])(key, words))

    @staticmethod
    def made(told: dict[str, Any], reader: Reader) -> Any:
        """An enumeration of the other end, made here."""
        key, base, name = int(told["thing"]), str(told["base"]), str(told["enum"])
        known = reader.codec.classes
        if key not in known:
            members = [
                (str(member), reader.value(value)) for member, value in told["members"][:MEMBERS]
            ]
            names = [name, *(member for member, _ in members)]
            if base not in ENUMS or len(known) > CLASSES or not all(map(is_name, names)):
                raise ValueError("no enumeration")
            if not all(is_plain_value(value) for _, value in members):
                raise ValueError("no plain values")
            made: Any = getattr(enum, base)(name, members, module="__main__")
            made._key_of_stand_in = key
            known[key] = made
        return known[key]


def is_plain_value(value: Any) -> bool:
    """Whether a value is a number, a text, None, or a tuple of such."""
    if type(value) is tuple:
        return all(map(is_plain_value, value))
    return value is None or type(value) in (bool, int, float, str)


def is_plain_enum(kind: Any) -> bool:
    """Whether an enumeration has nothing but members of plain values."""
    base = kind.__bases__[-1]
    if base.__module__ != "enum" or base.__name__ not in ENUMS or len(kind.__bases__) > 1:
        return False
    members = kind.__members__
    if not all(is_name(name) and is_plain_value(member.value) for name, member in members.items()):
        return False
    more = {
        name: value
        for name, value in vars(kind).items()
        if name not in members
        and not any(vars(parent).get(name) is value for parent in (*base.__mro__, enum.ReprEnum))
    }
    usual = {"__module__", "__doc__", "__qualname__", "__annotations__", "__new__", "__dict__",
             "__weakref__", "__static_attributes__", "__firstlineno__"}  # fmt: skip
    return all(name in usual or (name.startswith("_") and not callable(value) and
                                 not isinstance(value, property))
               for name, value in more.items())  # fmt: skip


class ListingKind(Kind):
    """Matplotlib's lists of what is in a plot: they print otherwise, or cannot be written to."""

    tag, module = "listing", "matplotlib"

    def encode(self, value: Any, writer: Writer) -> dict[str, Any] | None:
        kind = type(value)
        if kind.__name__ == "silent_list" and kind.__module__ == "matplotlib.cbook":
            return {"listing": [writer.value(item) for item in list.__iter__(value)]}
        if kind.__name__ == "ArtistList" and kind.__module__.startswith("matplotlib."):
            return {"listing": [writer.value(item) for item in [*value]]}
        return None

    def decode(self, told: dict[str, Any], reader: Reader) -> Any:
        return [reader.value(item) for item in told["listing"]]


class LinesKind(Kind):
    """What a shell command of a cell has said: IPython's list of lines."""

    tag, module = "lines", "IPython.utils.text"

    def encode(self, value: Any, writer: Writer) -> dict[str, Any] | None:
        kind = type(value)
        if kind.__name__ != "SList" or kind.__module__ != self.module:
            return None
        return {"lines": [str(line) for line in list.__iter__(value)]}

    def decode(self, told: dict[str, Any], reader: Reader) -> Any:
        lines: Any = sys.modules[self.module]
        return lines.SList([str(line) for line in told["lines"]])


class MaskedKind(Kind):
    """Masked arrays."""

    tag, module = "masked", "numpy.ma"

    def encode(self, value: Any, writer: Writer) -> dict[str, Any] | None:
        if type(value) is not np.ma.MaskedArray:
            return None
        data = np.asarray(value.data)
        if data.dtype.kind not in "biufcSUmM":
            raise CannotTravel(f"it is an array of {data.dtype}.")
        _check_mask(np.ma.getmaskarray(value))
        fill = np.asarray(value.fill_value, data.dtype)
        return {"masked": writer.array(data), "mask": writer.array(np.ma.getmaskarray(value)),
                "fill": writer.array(fill)}  # fmt: skip

    def decode(self, told: dict[str, Any], reader: Reader) -> Any:
        arrays: list[Any] = [reader.array(told[part]) for part in ("masked", "mask", "fill")]
        data, mask, fill = arrays
        if mask.dtype != bool or mask.shape != data.shape or math.prod(fill.shape) != 1:
            raise ValueError("no masked array")
        _check_mask(mask)
        if mask.any() and not reader.trusting and self.module not in reader.codec.peer.modules:
            raise CannotTravel(
                "this is an array of which a part is masked, and so equal to anything; no cell of "
                "the instructor's has one."
            )
        return np.ma.MaskedArray(data, mask, fill_value=fill[()])


def _check_mask(mask: np.ndarray) -> None:
    """Raises CannotTravel if it masks all: NumPy's assertions take that for equal to anything."""
    if mask.size and mask.all():
        raise CannotTravel("it is a masked array of which every element is masked.")


POLYNOMIALS: dict[str, Any] = {
    kind.__name__: kind
    for kind in (
        np.poly1d, np.polynomial.Polynomial, np.polynomial.Chebyshev, np.polynomial.Legendre,
        np.polynomial.Laguerre, np.polynomial.Hermite, np.polynomial.HermiteE,
    )
}  # fmt: skip


class PolynomialKind(Kind):
    """NumPy's polynomials, of both families."""

    tag, module = "polynomial", "numpy"

    def encode(self, value: Any, writer: Writer) -> dict[str, Any] | None:
        name = type(value).__name__
        if POLYNOMIALS.get(name) is not type(value):
            return None
        old = type(value) is np.poly1d
        parts = [value.coeffs] if old else [value.coef, value.domain, value.window]
        if any(type(part) is not np.ndarray or part.dtype.kind not in "iufc" for part in parts):
            raise CannotTravel("its coefficients are not an array of numbers.")
        arrays = [writer.array(part) for part in parts]
        return {"polynomial": name, "of": arrays, "in": value.variable if old else value.symbol}

    def decode(self, told: dict[str, Any], reader: Reader) -> Any:
        kind: Any = POLYNOMIALS[told["polynomial"]]
        parts = [reader.array(place) for place in told["of"]]
        symbol = str(told["in"])[:100]
        if parts[0].ndim != 1 or any(part.dtype.kind not in "iufc" for part in parts):
            raise ValueError("no polynomial")
        if kind is np.poly1d:
            return kind(parts[0], variable=symbol)
        _, domain, window = parts
        return kind(parts[0], domain, window, symbol)


BIT_GENERATORS: dict[str, Any] = {
    kind.__name__: kind for kind in (np.random.PCG64, np.random.PCG64DXSM, np.random.MT19937)
}


def check_twister(keys: Any, place: int) -> None:
    """Raise ValueError if these are no state of NumPy's older generator: nothing there checks where
    in its memory it is to go on.
    """
    is_state = type(keys) is np.ndarray and keys.shape == (624,) and keys.dtype == np.uint32
    if not (is_state and 0 <= place <= 624):
        raise ValueError("no state")


class GeneratorKind(Kind):
    """NumPy's random generators, with their state: here it goes on as it would there.

    Nothing but decode checks where in its memory one is to go on.
    """

    tag, module = "generator", "numpy.random"

    def encode(self, value: Any, writer: Writer) -> dict[str, Any] | None:
        if type(value) is not np.random.Generator:
            return None
        state = value.bit_generator.state
        name = state["bit_generator"]
        if BIT_GENERATORS.get(name) is not type(value.bit_generator):
            raise CannotTravel(f"it draws from {str(name)[:100]}.")
        if name == "MT19937":
            return {"generator": name, "state": [writer.value(state["state"]["key"]),
                                                 int(state["state"]["pos"])]}  # fmt: skip
        numbers = [*state["state"].values(), state["has_uint32"], state["uinteger"]]
        return {"generator": name, "state": [writer.value(int(number)) for number in numbers]}

    def decode(self, told: dict[str, Any], reader: Reader) -> Any:
        name = str(told["generator"])
        if name == "MT19937":
            keys, place = reader.value(told["state"][0]), int(told["state"][1])
            check_twister(keys, place)
            older = np.random.MT19937(0)
            older.state = {"bit_generator": name, "state": {"key": keys, "pos": place}}
            return np.random.Generator(older)
        state, step, has, more = (int(reader.value(number)) for number in told["state"])
        made = BIT_GENERATORS[name](0)
        made.state = {
            "bit_generator": name, "state": {"state": state, "inc": step},
            "has_uint32": has & 1, "uinteger": more & 0xFFFFFFFF,
        }  # fmt: skip
        return np.random.Generator(made)
