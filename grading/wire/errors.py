"""The wire's own exceptions; and those of the other end: type by name, message, and lines."""

from __future__ import annotations

import builtins
import linecache
import sys
import traceback
from collections.abc import Mapping
from types import TracebackType
from typing import Any, TypeGuard

MESSAGE = 4000  # characters of a message that travel
FRAMES = 12
ATTRIBUTES = 50  # of an exception
# Libraries whose exceptions are known by name, of Python's own those that a caller would handle.
LIBRARIES = (
    "numpy", "keras", "tensorflow", "pandas", "scipy", "sklearn", "statsmodels", "networkx",
    "sympy", "requests", "_csv", "binascii", "concurrent", "configparser", "copy", "dataclasses",
    "decimal", "graphlib", "ipaddress", "json", "queue", "re", "shutil", "sqlite3", "statistics",
    "string", "struct", "subprocess", "xml", "zipfile", "zlib", "zoneinfo",
)  # fmt: skip


class CannotTravel(Exception):
    """A value that cannot cross the wire was used or sent. The message says what and why."""


class NoAttribute(CannotTravel, AttributeError):
    """An attribute of such a value was asked for, as by hasattr() or getattr(, , default)."""


class Gone(ConnectionError):
    """The other process ended, or broke the protocol and was hung up on."""


class Late(Gone):
    """The other process did not go on in time, in the middle of a message."""


class TimedOut(TimeoutError):
    """The other process did not answer in time."""


class OutOfTime(Exception):
    """The whole test took too long, wherever it was when its time was up."""


NUMBERS = (bool, int, float, complex)  # themselves: a class derived from one may print anything
OF_THE_WIRE = (CannotTravel, Gone, TimedOut, OutOfTime)


def describe(
    error: BaseException,
    skip: int,
    keys: Mapping[int, int] | None = None,
    is_cause: bool = False,
    lines: bool = True,
) -> dict[str, Any]:
    """error as JSON: its classes by name, its message, and its frames but the first skip.

    keys: of the classes that were lent to the other end, by id. is_cause: whether it is told with
    the one that it led to. lines: whether its frames are told, with their text.
    """
    try:
        message = str(error)
    except BaseException:
        message = ""
    steps = [*traceback.walk_tb(error.__traceback__)][skip:][-FRAMES:] if lines else []
    frames = traceback.StackSummary.extract(iter(steps))
    cause = None if is_cause else error.__cause__
    classes = type(error).__mro__
    return {
        "classes": [[kind.__module__, kind.__name__] for kind in classes],
        "keys": [(keys or {}).get(id(kind), 0) for kind in classes],
        "message": message[:MESSAGE],
        "cause": None if cause is None else describe(cause, 0, keys, True, lines),
        "alone": error.__suppress_context__ and cause is None,
        "frames": [[frame.name, frame.lineno or 0, frame.line or ""] for frame in frames],
    }


def carried_by(error: BaseException) -> dict[str, Any]:
    """What an exception carries beside its message: its arguments and its own attributes."""
    own = vars(error).items() if hasattr(error, "__dict__") else ()
    named = [[name, value] for name, value in [*own][:ATTRIBUTES] if _is_plain_name(name)]
    return {"args": [*error.args][:ATTRIBUTES], "own": named}


def _is_plain_name(name: object) -> bool:
    return isinstance(name, str) and name.isidentifier() and not name.startswith("_")


def rebuild(
    description: dict[str, Any],
    lent: Mapping[int, type] | None = None,
    carried: dict[str, Any] | None = None,
    ends: bool = False,
) -> BaseException:
    """The exception that was described: of a known class with that name, else derived from one.

    lent: stand-ins for classes of the other end, by key; what is of such a class, is here too.
    carried: what carried_by() said of it, as it arrived.

    An exception that would end a process (SystemExit, KeyboardInterrupt) comes as RuntimeError;
    ends: SystemExit comes as itself. Raises ValueError if the description is malformed.
    """
    try:
        classes = [(str(module), str(name)[:100]) for module, name in description["classes"]]
        message = str(description["message"])[:MESSAGE]
        frames = [
            (str(name)[:100], min(max(int(line), 1), 10**4), str(text)[:300])
            for name, line, text in description["frames"][:FRAMES]
        ]
        keys = [int(key) for key in description.get("keys", [])]
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"malformed exception: {error!r}") from None
    kinds = [known(module, name) for module, name in classes]
    for place, key in enumerate(keys[: len(kinds)]):
        stand_in = (lent or {}).get(key)
        if stand_in is not None and _is_made_alone(stand_in):
            kinds[place] = stand_in
    base = next((kind for kind in kinds if kind is not None), RuntimeError)
    own = classes[0][1] if classes and classes[0][1].isidentifier() else "Exception"
    if base is RuntimeError and own != "RuntimeError":
        message = f"{own}: {message}" if message else own
        own = "RuntimeError" if kinds[0] is None and own in vars(builtins) else own
    arguments = tuple((carried or {}).get("args", ()))
    if ends and ("builtins", "SystemExit") in classes:
        return SystemExit(*(arguments or (message,))).with_traceback(_frames(frames))
    made = _exact(kinds[0], message, arguments)
    if made is None and kinds and kinds[0] in (lent or {}).values():
        made = base.__new__(base)
        made.args = arguments or (message,)
        vars(made)["_said"] = message
    if made is None:
        members = {"__init__": _init, "__str__": _str, "__module__": base.__module__}
        made = type(own, (base,), members)(message)
        if arguments:
            made.args = arguments
    if isinstance(cause := description.get("cause"), dict):
        made.__cause__ = rebuild(cause | {"cause": None}, lent)
    made.__suppress_context__ = made.__suppress_context__ or description.get("alone") is True
    for name, value in (carried or {}).get("own", ()):
        if _is_plain_name(name) and not hasattr(made, name):
            vars(made)[name] = value
    return made.with_traceback(_frames(frames))


def _exact(kind: type[Exception] | None, message: str, arguments: tuple) -> Exception | None:
    """An exception of that very class, if it is Python's own and says the message by itself."""
    if kind is None or kind.__module__ != "builtins" or kind.__str__ is not BaseException.__str__:
        return None
    if not all(type(argument) in (bool, int, float, str) for argument in arguments):
        return None
    try:
        error = kind(*(arguments or (message,)))
        return error if str(error) == message else None
    except Exception:
        return None


def _is_made_alone(kind: type) -> TypeGuard[type[Exception]]:
    """Whether an exception of a class is made without what it groups."""
    return issubclass(kind, Exception) and not issubclass(kind, BaseExceptionGroup)


def said_only(error: BaseException, quote: type[str]) -> list[str]:
    """Have an exception quote what it says: its message, and all texts that it carries.

    Of the rest it carries numbers alone: else it could hand on what it was called with. Returns
    those numbers, as a message would have them.
    """
    numbers: list[str] = []

    def quoted(value: Any) -> Any:
        if type(value) in NUMBERS or type(value).__module__ == "numpy":
            numbers.extend((repr(value), str(value)))
            return value
        return quote(value if type(value) is str else str(error))

    for name, value in vars(error).items():
        vars(error)[name] = quoted(value)
    error.args = tuple(map(quoted, error.args))
    if isinstance(error, SystemExit):
        error.code = quoted(error.code)
    if isinstance(error.__cause__, Exception):
        numbers += said_only(error.__cause__, quote)
    return numbers


def _init(self: Any, message: str) -> None:
    self.args = (message,)
    self._said = message


def _str(self: Any) -> str:
    return self._said


def known(module: str, name: str) -> type[Exception] | None:
    """The exception or warning class of that name that Python or a library has, if it has one."""
    if module == "builtins":
        kind = vars(builtins).get(name)
    elif module.split(".")[0] in LIBRARIES and module in sys.modules:
        kind = vars(sys.modules[module]).get(name)
    else:
        return None
    if not isinstance(kind, type) or not _is_made_alone(kind):
        return None  # a group is nothing without its members, which do not travel
    if issubclass(kind, (StopIteration, StopAsyncIteration)):
        return None  # it would end the loop of a test, zip(map(function, ...)), without a word
    return kind


def _frames(frames: list[tuple[str, int, str]]) -> TracebackType | None:
    """A traceback that shows these (function, line, text): what the other process said of it."""
    for filename in [name for name in linecache.cache if name.startswith("<submission ")]:
        del linecache.cache[filename]
    chain = None
    for number, (name, line, text) in enumerate(reversed(frames)):
        filename = f"<submission {number}: {name}>"
        linecache.cache[filename] = (0, None, ["\n"] * (line - 1) + [text + "\n"], filename)
        code = compile("raise ZeroDivisionError", filename, "exec")
        try:
            exec(code.replace(co_name=name, co_qualname=name, co_firstlineno=line), {})
        except ZeroDivisionError as error:
            here = error.__traceback__.tb_next  # type: ignore[union-attr]
            if here is not None:
                chain = TracebackType(chain, here.tb_frame, here.tb_lasti, here.tb_lineno)
    return chain
