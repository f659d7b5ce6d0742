"""Kinds of values of Python's library and of SciPy that are plain data in a class of their own."""

from __future__ import annotations

import array
import collections
import functools
import io
import pathlib
import random
import re
import sys
import types
import typing
import uuid
import zoneinfo
from collections import abc
from typing import Any

import numpy as np

from grading.wire.errors import CannotTravel
from grading.wire.hints import are_arguments
from grading.wire.kinds import Kind, Reader, Writer, is_maker
from grading.wire.stand_ins import CODE, Code
from grading.wire.values import check_twister

PATTERN = 10_000  # characters of a regular expression
STREAM = 2**23  # characters or bytes of a stream in memory
LONGEST = 4_000_000  # rows and columns of the sparse matrices of a message
VIEWS: dict[type, str] = {
    type({}.keys()): "keys", type({}.values()): "values", type({}.items()): "items",
    abc.KeysView: "keys", abc.ValuesView: "values", abc.ItemsView: "items",
    type(collections.OrderedDict().keys()): "keys",
    type(collections.OrderedDict().values()): "values",
    type(collections.OrderedDict().items()): "items",
}  # fmt: skip
CONSTANTS = {"Ellipsis": Ellipsis, "NotImplemented": NotImplemented}


def is_constant(value: Any) -> bool:
    """Whether a constant of a function's code is a plain value."""
    if type(value) in (tuple, frozenset):
        return all(map(is_constant, value))
    return value is None or value is ... or type(value) in (bool, int, float, complex, str, bytes)


def content_of(cell: types.CellType) -> list[Any]:
    """What is in a cell of a closure; nothing, if it is empty."""
    try:
        return [cell.cell_contents]
    except ValueError:
        return []


class PlainKind(Kind):
    """Of Python's own library: the views of a dict, buffers, paths, streams in memory, partial
    functions, properties, name spaces, identifiers and constants.
    """

    tag, module = "plain", "builtins"

    def encode(self, value: Any, writer: Writer) -> dict[str, Any] | None:
        kind = type(value)
        if kind in VIEWS:
            return {"plain": VIEWS[kind], "is": [writer.value(item) for item in value]}
        if kind is memoryview and value.c_contiguous and value.format == "B" and value.ndim == 1:
            return {"plain": "memoryview", "is": writer.value(bytes(value))}
        if kind is array.array:
            return {"plain": "array", "is": writer.value(value.tobytes()), "of": value.typecode}
        if kind in (pathlib.PosixPath, pathlib.PurePosixPath, pathlib.PureWindowsPath):
            return {"plain": kind.__name__, "is": writer.value(str(value))}
        if kind is io.StringIO or kind is io.BytesIO:
            return self.stream(value, writer)
        if kind is functools.partial:
            if isinstance(value.func, type) and not is_maker(value.func):
                return None  # it is called over there
            parts = [value.func, [*value.args], value.keywords]
            return {"plain": "partial", "is": [writer.value(part) for part in parts]}
        if kind is property:
            parts = [value.fget, value.fset, value.fdel]
            return {"plain": "property", "is": [writer.value(part) for part in parts]}
        if kind is staticmethod or kind is classmethod:
            return {"plain": kind.__name__, "is": writer.value(value.__func__)}
        if kind is types.SimpleNamespace:
            return {"plain": "namespace", "is": writer.value(vars(value))}
        if kind is types.MappingProxyType:
            return {"plain": "proxy", "is": writer.value({**value})}
        if kind is uuid.UUID:
            return {"plain": "uuid", "is": value.hex}
        if kind is types.CellType:
            return {"plain": "cell", "is": [writer.value(part) for part in content_of(value)]}
        if kind is types.CodeType and writer.codec.peer.trusting:
            told: dict[str, Any] = {name: getattr(value, name) for name in CODE}
            told["co_consts"] = tuple(part for part in value.co_consts if is_constant(part))
            return {"plain": "code", "is": writer.value(told)}
        name = next((name for name, constant in CONSTANTS.items() if constant is value), None)
        return None if name is None else {"plain": "constant", "is": name}

    @staticmethod
    def stream(value: Any, writer: Writer) -> dict[str, Any] | None:
        """A stream in memory: what is in it, and where it stands."""
        if value.closed:
            raise CannotTravel("it is closed.")
        content = value.getvalue()
        if len(content) > STREAM:
            raise CannotTravel(f"more than {STREAM} characters are in it.")
        return {"plain": type(value).__name__, "is": writer.value(content), "at": value.tell()}

    def decode(self, told: dict[str, Any], reader: Reader) -> Any:
        name, content = told["plain"], told["is"]
        match name:
            case "keys":
                return dict.fromkeys(reader.value(item) for item in content).keys()
            case "values":
                return {n: reader.value(item) for n, item in enumerate(content)}.values()
            case "items":
                return dict(reader.value(item) for item in content).items()
            case "memoryview":
                return memoryview(_of(bytes, reader.value(content)))
            case "array":
                return array.array(str(told["of"]), _of(bytes, reader.value(content)))
            case "PosixPath" | "PurePosixPath" | "PureWindowsPath":
                return getattr(pathlib, name)(_of(str, reader.value(content)))
            case "StringIO" | "BytesIO":
                kind = str if name == "StringIO" else bytes
                content = _of(kind, reader.value(content))
                made: Any = getattr(io, name)(content)
                made.seek(min(max(int(told["at"]), 0), len(content)))
                return made
            case "partial":
                function, args, keywords = content
                called = reader.function(function)
                return functools.partial(called, *reader.value(args), **reader.value(keywords))
            case "property":
                return property(*(reader.value(part) for part in content))
            case "staticmethod" | "classmethod":
                wrapper: Any = staticmethod if name == "staticmethod" else classmethod
                return wrapper(reader.function(content))
            case "namespace":
                return types.SimpleNamespace(**reader.value(content))
            case "proxy":
                return types.MappingProxyType(_of(dict, reader.value(content)))
            case "uuid":
                return uuid.UUID(_of(str, content))
            case "cell":
                return types.CellType(*(reader.value(part) for part in content[:1]))
            case "code":
                return Code(reader.value(content))
            case "constant":
                return CONSTANTS[content]
        raise ValueError("no such kind")

    @staticmethod
    def update(old: Any, new: Any) -> None:
        """Make a stream in memory what new is, in place."""
        old.seek(0)
        old.truncate()
        old.write(new.getvalue())
        old.seek(new.tell())


def _of(kind: type, value: Any) -> Any:
    """value, if it is exactly of that type. Raises TypeError."""
    if type(value) is not kind:
        raise TypeError(f"no {kind.__name__}")
    return value


class ZoneKind(Kind):
    """A time zone by its name."""

    tag, module = "zone", "zoneinfo"

    def encode(self, value: Any, writer: Writer) -> dict[str, Any] | None:
        if type(value) is not zoneinfo.ZoneInfo:
            return None
        if value.key is None:
            raise CannotTravel("it has no name.")
        return {"zone": value.key}

    def decode(self, told: dict[str, Any], reader: Reader) -> Any:
        return zoneinfo.ZoneInfo(_of(str, told["zone"])[:100])


class PatternKind(Kind):
    """A regular expression, and what one has found."""

    tag, module = "pattern", "re"

    def encode(self, value: Any, writer: Writer) -> dict[str, Any] | None:
        if type(value) is re.Pattern:
            if len(value.pattern) > PATTERN:
                raise CannotTravel(f"it is longer than {PATTERN} characters.")
            return {"pattern": writer.value(value.pattern), "flags": value.flags}
        if type(value) is re.Match and type(value.string) in (str, bytes):
            return {
                "pattern": writer.value(value.re), "in": writer.value(value.string),
                "from": [value.pos, value.endpos], "found": [*map(list, value.regs)],
            }  # fmt: skip
        return None

    def decode(self, told: dict[str, Any], reader: Reader) -> Any:
        pattern = reader.value(told["pattern"])
        if "in" not in told:
            if type(pattern) not in (str, bytes) or len(pattern) > PATTERN:
                raise ValueError("no pattern")
            # A pattern of text says that it is one (re.U), and may not be told so with some flags.
            return re.compile(pattern, int(told["flags"]) & ~re.DEBUG)
        text, (begin, end) = reader.value(told["in"]), map(int, told["from"])
        regs = tuple(tuple(map(int, pair)) for pair in told["found"])
        for way, start in (("search", begin), ("match", begin), ("fullmatch", begin),
                           ("match", regs[0][0])):  # fmt: skip
            match = getattr(_of(re.Pattern, pattern), way)(text, start, end)
            if match is not None and match.regs == regs:
                return match
        raise CannotTravel("this match is not found here.")


class HintKind(Kind):
    """What `list[int]`, `int | None` or typing.Callable stand for."""

    tag, module = "hint", "typing"

    def encode(self, value: Any, writer: Writer) -> dict[str, Any] | None:
        name: Any = str(getattr(value, "_name", ""))
        if getattr(typing, name, self) is value:  # List, Callable
            return {"hint": name}
        if not isinstance(value, (types.GenericAlias, types.UnionType, typing._GenericAlias)):  # type: ignore[attr-defined]
            return None
        origin = typing.get_origin(value)
        if origin is typing.Union or isinstance(value, types.UnionType):
            name = "Union" if isinstance(value, typing._GenericAlias) else "|"  # type: ignore[attr-defined]
        else:
            name = value._name if isinstance(value, typing._GenericAlias) else ""  # type: ignore[attr-defined]
            if name is None:  # of a class that is no alias's
                return None
        parts = (None if part is types.NoneType else part for part in typing.get_args(value))
        args = [writer.value(part) for part in parts]
        return {"hint": name, "origin": writer.value(origin) if name == "" else None, "of": args}

    def decode(self, told: dict[str, Any], reader: Reader) -> Any:
        name = told["hint"]
        if "of" not in told:
            hint = getattr(typing, _of(str, name))
            if getattr(hint, "_name", None) != name:
                raise ValueError("no hint")
            return hint
        args = tuple(reader.value(part) for part in told["of"])
        if not are_arguments(name, args):
            return typing.Any
        if name == "":
            return types.GenericAlias(reader.value(told["origin"]), args)
        if name == "|":
            return functools.reduce(lambda left, right: left | right, args)
        hint = getattr(typing, "Union" if name == "Optional" else _of(str, name))
        if not hasattr(hint, "_name") or hint.__module__ != "typing":
            raise ValueError("no hint")
        return hint[args]


class MatrixKind(Kind):
    """NumPy's matrices and record arrays, and its dtypes."""

    tag, module = "matrix", "numpy"

    def encode(self, value: Any, writer: Writer) -> dict[str, Any] | None:
        if isinstance(value, np.dtype):
            return {"matrix": "dtype", "is": _told(np.lib.format.dtype_to_descr(value))}
        if type(value) in (np.matrix, np.recarray):
            return {"matrix": type(value).__name__, "is": writer.value(np.array(value))}
        return None

    def decode(self, told: dict[str, Any], reader: Reader) -> Any:
        name, content = told["matrix"], told["is"]
        if name == "dtype":
            return np.lib.format.descr_to_dtype(_heard(content))
        if name not in ("matrix", "recarray"):
            raise ValueError("no matrix")
        made = _of(np.ndarray, reader.value(content))
        return made.view(np.recarray if name == "recarray" else np.matrix)


def _told(descr: Any) -> Any:
    """A dtype's description as JSON's types: a text, or a list of fields."""
    if isinstance(descr, tuple):
        return {"tuple": [_told(part) for part in descr]}
    return [_told(part) for part in descr] if isinstance(descr, list) else descr


def _heard(descr: Any) -> Any:
    if isinstance(descr, dict):
        return tuple(_heard(part) for part in descr["tuple"])
    return [_heard(part) for part in descr] if isinstance(descr, list) else descr


class RandomKind(Kind):
    """The older random generators, of Python's library and of NumPy, with their state."""

    tag, module = "random", "random"

    def encode(self, value: Any, writer: Writer) -> dict[str, Any] | None:
        if type(value) is random.Random:
            return {"random": "Random", "state": writer.value(value.getstate())}
        if type(value) is np.random.RandomState:
            name, keys, *rest = value.get_state()
            if name != "MT19937":
                raise CannotTravel(f"it draws from {name}.")
            return {
                "random": "RandomState",
                "state": [writer.value(part) for part in (keys, *rest)],
            }
        return None

    def decode(self, told: dict[str, Any], reader: Reader) -> Any:
        if told["random"] == "Random":
            made = random.Random(0)
            made.setstate(reader.value(told["state"]))
            return made
        keys, place, has, more = (reader.value(part) for part in told["state"])
        keys = _of(np.ndarray, keys)
        check_twister(keys, int(place))
        state = np.random.RandomState(0)
        state.set_state(("MT19937", keys, int(place), int(has) & 1, float(more)))
        return state


class ScipyKind(Kind):
    """SciPy's sparse matrices; and its results, which are dicts or tuples with names."""

    tag, module = "scipy", "scipy"

    def encode(self, value: Any, writer: Writer) -> dict[str, Any] | None:
        kind = type(value)
        if kind.__module__.partition(".")[0] != "scipy":
            return None
        if kind.__module__.startswith("scipy.sparse._") and hasattr(value, "tocoo"):
            whole = value.tocoo()
            if whole.ndim != 2 or whole.dtype.kind not in "biufc":
                raise CannotTravel("it is no matrix of numbers.")
            if _room(kind.__name__, whole.row, whole.col, *whole.shape) > LONGEST:
                raise CannotTravel(f"it has more than {LONGEST} rows and columns.")
            parts = [writer.array(np.asarray(part)) for part in (whole.data, whole.row, whole.col)]
            return {"scipy": "sparse", "class": kind.__name__, "is": parts, "shape": [*whole.shape]}
        if not issubclass(kind, (dict, tuple)):
            return None
        items = [*dict.items(value)] if issubclass(kind, dict) else [*tuple.__iter__(value)]
        own = {} if issubclass(kind, dict) else dict(getattr(value, "__dict__", {}))
        return {"scipy": kind.__module__, "class": kind.__name__, "is": writer.value(items),
                "own": writer.value(own)}  # fmt: skip

    def decode(self, told: dict[str, Any], reader: Reader) -> Any:
        module, name = str(told["scipy"]), str(told["class"])
        if module == "sparse":
            return self.sparse(name, told, reader)
        kind: Any = vars(sys.modules[module]).get(name)
        if module.partition(".")[0] != "scipy" or not isinstance(kind, type):
            raise ValueError("no result")
        items, own = reader.value(told["is"]), reader.value(told["own"])
        if issubclass(kind, dict):
            made: Any = dict.__new__(kind)
            dict.update(made, items)
        else:
            made = tuple.__new__(kind, items)  # type: ignore[type-var]
            made.__dict__.update(own) if own else None
        return made

    @staticmethod
    def sparse(name: str, told: dict[str, Any], reader: Reader) -> Any:
        """A sparse matrix from its entries."""
        from scipy import sparse

        data, row, col = (reader.array(place) for place in told["is"])
        height, width = map(int, told["shape"])
        kind: Any = vars(sparse).get(name)
        if (
            not isinstance(kind, type)
            or not hasattr(kind, "tocoo")
            or min(height, width) < 0
            or data.dtype.kind not in "biufc"
            or row.dtype.kind + col.dtype.kind != "ii"
        ):
            raise ValueError("no sparse matrix")
        reader.codec.rows += _room(name, row, col, height, width)
        if reader.codec.rows > LONGEST:
            raise ValueError(f"more than {LONGEST} rows and columns of sparse matrices")
        entries = (data, (row, col))
        whole: Any = sparse.coo_array if name.endswith("array") else sparse.coo_matrix
        made = whole(entries, shape=(height, width))
        return made if type(made) is kind else kind(made)


def _room(name: str, row: np.ndarray, col: np.ndarray, height: int, width: int) -> int:
    """What a sparse matrix takes beside its entries; of one by diagonals, they are as long."""
    diagonals = np.unique(col - row).size if name.startswith("dia") else 0
    return height + width + diagonals * width
