"""What an end of the wire does with an object of its own when the other end asks it to."""

from __future__ import annotations

import asyncio
import copy
import importlib
import inspect
import operator
import textwrap
import threading
import types
from collections.abc import AsyncIterator, Callable
from typing import Any

from grading.wire.handles import SOURCE

COMPARISONS = ("eq", "ne", "lt", "le", "gt", "ge")
ARITHMETIC = ("add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "matmul", "and", "or",
              "xor", "lshift", "rshift", "divmod")  # fmt: skip


CONVERSIONS = ("neg", "pos", "abs", "invert", "float", "int", "index", "complex", "round",
               "reversed")  # fmt: skip


def _step(step: Callable[..., Any]) -> Callable[..., tuple[bool, Any]]:
    """A step of an iterator: whether there is more, and what; at its end what it returns."""

    def stepping(iterator: Any, *args: Any) -> tuple[bool, Any]:
        try:
            return True, step(iterator, *args)
        except StopIteration as end:
            return False, end.value

    return stepping


def _exit(value: Any, kind: Any = None) -> bool:
    error = None if kind is None else kind.__new__(kind)
    return bool(type(value).__exit__(value, kind, error, None))


def _run(function: Any, *args: Any, **kwargs: Any) -> Any:
    """Run an async function to its end: in a thread, for a kernel has a loop of its own."""
    done: list[Any] = []

    async def collected() -> Any:
        made = function(*args, **kwargs)
        return [item async for item in made] if isinstance(made, AsyncIterator) else await made

    def work() -> None:
        try:
            done.append((asyncio.run(collected()), None))
        except BaseException as error:
            done.append((None, error))

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join()
    value, error = done[0]
    if error is not None:
        raise error
    return value


def _computing(name: str, way: str) -> Callable[[Any, Any], Any]:
    """An operation of arithmetic. way: r, if the object is on the right; i, if it is in place."""
    plain = divmod if name == "divmod" else getattr(operator, name + "_" * (name in ("and", "or")))
    if way == "r":
        return lambda value, other: plain(other, value)
    return getattr(operator, f"i{name}", plain) if way else plain


def source_of(function: Any) -> str:
    """The text of a function, as far as it is known."""
    return textwrap.dedent(inspect.getsource(function))[:SOURCE]


def _derived(_: type, name: str, bases: tuple, members: dict[str, Any], **options: Any) -> type:
    """A class that a test derives from one of here."""
    body = {"__module__": "__main__", **members}
    return types.new_class(name, bases, options, lambda namespace: namespace.update(body))


def member_of(kind: type, name: str) -> tuple[bool, Any]:
    """What a class has under a name; and whether an object of it has the same, and not a method."""
    static = inspect.getattr_static(kind, name)
    return isinstance(static, (staticmethod, classmethod)), getattr(kind, name)


def _of_pyplot(name: str) -> Callable[..., Any]:
    """A function of pyplot's; of the object nothing is asked."""

    def asked(_: Any, *args: Any, **kwargs: Any) -> Any:
        return getattr(importlib.import_module("matplotlib.pyplot"), name)(*args, **kwargs)

    return asked


OF_PYPLOT = ("gcf", "gca", "get_fignums", "fignum_exists", "get_figlabels", "close", "clf", "cla")
# What the student's end does with an object of its own when it is asked to.
OPERATIONS: dict[str, Callable[..., Any]] = {
    "getattr": getattr, "setattr": setattr, "delattr": delattr, "iter": iter, "hash": hash,
    "dir": dir,
    "next": _step(next), "send": _step(lambda generator, value: generator.send(value)),
    "throw": _step(lambda generator, kind: generator.throw(kind)), "run": _run,
    "close": operator.methodcaller("close"),
    "len": len, "bool": bool, "str": str, "repr": repr, "source": source_of,
    "setitem": operator.setitem, "delitem": operator.delitem, "getitem": operator.getitem,
    "enter": lambda value: type(value).__enter__(value),
    "exit": _exit,
    "aenter": lambda value: _run(type(value).__aenter__, value),
    "aexit": lambda value, kind=None: bool(
        _run(type(value).__aexit__, value, kind, kind and kind.__new__(kind), None)
    ),
    "await": lambda value: _run(lambda: value), "aiter": lambda value: _run(lambda: aiter(value)),
    "neg": operator.neg, "pos": operator.pos, "abs": abs, "invert": operator.invert,
    "float": float, "int": int, "index": operator.index, "complex": complex, "round": round,
    "reversed": reversed, "contains": operator.contains, "vars": lambda value: {**vars(value)},
    "derive": _derived, "member": member_of,
    "copy": copy.copy, "deepcopy": copy.deepcopy, "format": format,
    **{name: getattr(operator, name) for name in COMPARISONS},
    **{f"pyplot.{name}": _of_pyplot(name) for name in OF_PYPLOT},
    **{way + name: _computing(name, way) for name in ARITHMETIC for way in ("", "r", "i")},
}  # fmt: skip
