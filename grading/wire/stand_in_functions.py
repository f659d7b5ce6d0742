"""Functions of the other end: what one says of itself, and the stand-in made from that."""

from __future__ import annotations

import functools
import inspect
import itertools
import linecache
import types
import typing
from collections.abc import AsyncIterator, Callable, Generator
from typing import TYPE_CHECKING, Any

from grading.wire.errors import OF_THE_WIRE
from grading.wire.handles import DOCUMENTATION, PARAMETERS, Call, Handle, state_of
from grading.wire.hints import heard_hint
from grading.wire.stand_ins import RemoteFunction, attributes_stored

if TYPE_CHECKING:
    from grading.wire.kinds import Reader, Writer


CACHED = type(functools.cache(len))


def told_hint(value: Any, writer: Writer) -> Any:
    """An annotation: a class, a text or what typing makes, or its text."""
    kept = isinstance(value, (type, str)) or typing.get_origin(value)
    return writer.value(value if kept else repr(value))


def told_hints(hints: dict[str, Any], writer: Writer) -> list[Any]:
    """Annotations by name."""
    return [[str(name), told_hint(value, writer)] for name, value in [*hints.items()][:PARAMETERS]]


def _way(function: Any) -> str:
    """How a function runs, if not as others do."""
    if inspect.isgeneratorfunction(function):
        return "generator"
    if inspect.isasyncgenfunction(function):
        return "async generator"
    return "async" if inspect.iscoroutinefunction(function) else ""


def _sets_of_its_own(function: Any) -> list[str]:
    """The attributes that a function may give itself when it is called, by its code."""
    if not isinstance(function, types.FunctionType):
        return []
    code = function.__code__
    return attributes_stored(function) if code.co_name in code.co_names + code.co_freevars else []


def tell_function(function: Any, writer: Writer) -> dict[str, Any]:
    """What a function says of itself: its docstring, its parameters and its annotations, how it
    runs, and the names of its own attributes.
    """
    told: dict[str, Any] = {"way": _way(function), "qualname": str(function.__qualname__)[:200]}
    names = ["cache_info", "cache_clear", "cache_parameters"] if type(function) is CACHED else [
        name for name in [*{**vars(function), **dict.fromkeys(_sets_of_its_own(function))}]
        if not str(name).startswith("_")
    ][:PARAMETERS]  # fmt: skip
    if names:
        told["attributes"] = names
    if callable(wrapped := vars(function).get("__wrapped__")):
        told["wraps"] = writer.value(wrapped)
    own = getattr(function, "__defaults__", None), getattr(function, "__kwdefaults__", None)
    told["defaults"] = [
        own[0] and [_simple(default, writer) for default in own[0][:PARAMETERS]],
        own[1] and [[str(name), _simple(default, writer)] for name, default in own[1].items()],
    ]
    if isinstance(function.__doc__, str):
        told["doc"] = function.__doc__[:DOCUMENTATION]
    try:
        signature = inspect.signature(function)
        told["parameters"] = [
            [
                part.name,
                int(part.kind),
                part.default is not part.empty,
                _simple(part.default, writer),
            ]
            for part in itertools.islice(signature.parameters.values(), PARAMETERS)
        ]
        told["annotations"] = told_hints(
            vars(function).get("__annotations__", function.__annotations__), writer
        )
    except Exception:
        told.pop("parameters", None)
    return told


def _is_short(value: Any, deep: int = 3) -> bool:
    """Whether a value is a short plain one, or a short collection of such."""
    if value is None or type(value) in (bool, float):
        return True
    if type(value) is int:
        return abs(value) < 2**63
    if type(value) is str:
        return len(value) <= 100
    parts = [*value, *value.values()] if type(value) is dict else value
    collection = type(value) in (list, tuple, set, frozenset, dict) and len(value) <= 20
    return deep > 0 and collection and all(_is_short(part, deep - 1) for part in parts)


def _simple(default: Any, writer: Writer) -> Any:
    """A default that is a short plain value; of another one, its text."""
    return writer.value(default) if _is_short(default) else f"<{type(default).__name__}>"[:100]


def make_function(
    call: Call, key: int, name: str, told: dict[str, Any], reader: Reader
) -> Callable[..., Any]:
    """A stand-in for a function of the other end, which says of itself what it was told."""
    plain = _plain_function(call, key, name, told, reader)
    names = frozenset(str(name)[:100] for name in told.get("attributes", ())[:PARAMETERS])
    if not (names or reader.codec.looked_into):
        return plain
    made: Any = object.__new__(RemoteFunction)
    if any(attribute.startswith("__") for attribute in names):  # `__annotations__`, say
        raise ValueError("no attributes of a function")
    object.__setattr__(made, "_Handle__is", (key, name, call, plain, names))
    return made


def _running(call: Call, key: int, name: str, way: Any) -> Callable[..., Any]:
    """What a stand-in does: a generator function's is one, an async function's is one."""

    def function(*args: Any, **kwargs: Any) -> Any:
        __tracebackhide__ = True
        try:
            return call(key, name, args, kwargs)
        except OF_THE_WIRE as error:
            raise error.with_traceback(None) from None

    def generator(*args: Any, **kwargs: Any) -> Generator[Any, Any, Any]:
        __tracebackhide__ = True
        return (yield from function(*args, **kwargs))

    async def running(*args: Any, **kwargs: Any) -> Any:
        __tracebackhide__ = True
        return call(key, name, args, kwargs, op="run")

    async def collected(*args: Any, **kwargs: Any) -> AsyncIterator[Any]:
        __tracebackhide__ = True
        for item in call(key, name, args, kwargs, op="run"):
            yield item

    ways = {"generator": generator, "async": running, "async generator": collected}
    return ways.get(way, function)


class RemoteMaker(Handle):
    """What stands for a class that an answer has in a function's place: it has a name and is
    called, no more.
    """

    def __init__(self, key: int, name: str, call: Call) -> None:
        made_by = _running(call, key, name, "")
        object.__setattr__(self, "_Handle__is", (key, f"the class {name}", made_by, name))

    def __getattr__(self, name: str) -> Any:
        return (
            state_of(self)[3] if name in ("__name__", "__qualname__") else super().__getattr__(name)
        )

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        __tracebackhide__ = True
        return state_of(self)[2](*args, **kwargs)


def _plain_function(
    call: Call, key: int, name: str, told: dict[str, Any], reader: Reader
) -> Callable[..., Any]:
    """The same, of its attributes those that every function has."""
    function: Any = _running(call, key, name, told.get("way"))

    def source() -> str:
        try:
            return str(call(key, name, (), {}, op="source"))
        except Exception as error:  # as a file that cannot be read
            raise OSError(str(error)) from None

    function.__name__, function.__qualname__ = name, str(told.get("qualname", name))[:200]
    doc = told.get("doc")
    doc = reader.codec.docs.get(doc, doc) if isinstance(doc, str) else None
    function.__doc__ = doc and doc[:DOCUMENTATION]
    function.__module__ = "__main__"
    function._key_of_stand_in = key  # type: ignore[attr-defined]
    if "wraps" in told and callable(wrapped := reader.value(told["wraps"])):
        function.__wrapped__ = wrapped  # type: ignore[attr-defined]
    if "parameters" not in told:
        return function
    empty = inspect.Parameter.empty
    heard = {
        str(part)[:100]: heard_hint(reader, hint, empty)
        for part, hint in told["annotations"][:PARAMETERS]
    }
    hints = {part: hint for part, hint in heard.items() if hint is not empty}
    parameters = [
        inspect.Parameter(
            str(part), inspect._ParameterKind(kind),
            default=reader.value(default) if optional is True else empty,
            annotation=hints.get(str(part), empty),
        )
        for part, kind, optional, default in told["parameters"][:PARAMETERS]
    ]  # fmt: skip
    function.__annotations__ = hints
    # Its code has no parameters of its own, so nothing but what reads these makes use of them.
    by_place, by_name = told.get("defaults", (None, None))
    if by_place is not None:
        function.__defaults__ = tuple(reader.value(default) for default in by_place[:PARAMETERS])
    if by_name is not None:
        pairs = [(str(part)[:100], reader.value(default)) for part, default in by_name]
        function.__kwdefaults__ = dict(pairs[:PARAMETERS])
    function.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        parameters, return_annotation=hints.get("return", inspect.Signature.empty)
    )
    # inspect.getsource looks here, and asks only then.
    filename = f"function {key} of the submission"
    linecache.cache[filename] = (source,)  # type: ignore[assignment]
    function.__code__ = function.__code__.replace(co_filename=filename, co_firstlineno=1)
    return function
