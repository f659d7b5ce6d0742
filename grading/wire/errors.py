"""The wire's own exceptions; and those of the other end: type by name, message, and lines."""

from __future__ import annotations

import builtins
import linecache
import sys
import traceback
from collections.abc import Mapping
from types import TracebackType
from typing import Any

MESSAGE = 4000  # characters of a message that travel
FRAMES = 12
LIBRARIES = ("numpy", "keras", "tensorflow")


class CannotTravel(TypeError):
    """A value that cannot cross the wire was used or sent. The message says what and why."""


class NoAttribute(CannotTravel, AttributeError):
    """An attribute of such a value was asked for: hasattr() and getattr(, , default) may do so."""


class Gone(ConnectionError):
    """The other process ended, or broke the protocol and was hung up on."""


class TimedOut(TimeoutError):
    """The other process did not answer in time."""


class OutOfTime(Exception):
    """The whole test took too long, wherever it was when its time was up."""


OF_THE_WIRE = (CannotTravel, Gone, TimedOut, OutOfTime)


def describe(
    error: BaseException, skip: int, keys: Mapping[int, int] | None = None
) -> dict[str, Any]:
    """error as JSON: its classes by name, its message, and its frames but the first skip.

    keys: of the classes that were lent to the other end, by id.
    """
    try:
        message = str(error)
    except BaseException:
        message = ""
    frames = traceback.extract_tb(error.__traceback__)[skip:][-FRAMES:]
    classes = type(error).__mro__
    return {
        "classes": [[kind.__module__, kind.__name__] for kind in classes],
        "keys": [(keys or {}).get(id(kind), 0) for kind in classes],
        "message": message[:MESSAGE],
        "frames": [[frame.name, frame.lineno or 0, frame.line or ""] for frame in frames],
    }


def rebuild(description: dict[str, Any], lent: Mapping[int, type] | None = None) -> Exception:
    """The exception that was described: of a known class with that name, else derived from one.

    lent: stand-ins for classes of the other end, by key; what is of such a class, is here too.

    An exception that would end a process (SystemExit, KeyboardInterrupt) comes as RuntimeError.
    Raises ValueError if the description is malformed.
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
        if stand_in is not None and issubclass(stand_in, Exception):
            kinds[place] = stand_in
    base = next((kind for kind in kinds if kind is not None), RuntimeError)
    own = classes[0][1] if classes and classes[0][1].isidentifier() else "Exception"
    if base is RuntimeError and own != "RuntimeError":
        message = f"{own}: {message}" if message else own
        own = "RuntimeError" if kinds[0] is None and own in vars(builtins) else own
    made = type(own, (base,), {"__init__": _init, "__str__": _str, "__module__": base.__module__})
    return made(message).with_traceback(_frames(frames))


def _init(self: Any, message: str) -> None:
    self.args = (message,)


def _str(self: Any) -> str:
    return self.args[0]


def known(module: str, name: str) -> type[Exception] | None:
    """The exception or warning class of that name that Python or a library has, if it has one."""
    if module == "builtins":
        kind = vars(builtins).get(name)
    elif module.split(".")[0] in LIBRARIES and module in sys.modules:
        kind = vars(sys.modules[module]).get(name)
    else:
        return None
    if not isinstance(kind, type) or issubclass(kind, BaseExceptionGroup):
        return None  # a group is nothing without its members, which do not travel
    if issubclass(kind, (StopIteration, StopAsyncIteration)):
        return None  # it would end the loop of a test, zip(map(function, ...)), without a word
    return kind if issubclass(kind, Exception) else None


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
