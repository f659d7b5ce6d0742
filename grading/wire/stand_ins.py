"""What stands, at one end of the wire, for what stays at the other.

A Handle refuses every use. A Remote stands for an object of the student's own, or of a library
that has no kind of value: it is asked what it is asked, and what it says is its word, not a proof.
So it never says whether it equals something, and nothing of what a test compares it with, adds
to it or looks for in it is shown to it.
"""

from __future__ import annotations

import inspect
import itertools
import linecache
import operator
import textwrap
import types
from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from grading.wire.errors import OF_THE_WIRE, CannotTravel, NoAttribute

if TYPE_CHECKING:
    from grading.wire.kinds import Reader, Writer

Call = Callable[..., Any]  # a peer's call
DOCUMENTATION = 4000  # characters of a docstring
SOURCE = 100_000  # characters of a function's text
PARAMETERS = 50
_refusals = 0


class Handle:
    """What stands for a value that stays on the other side: any use of it says so."""

    def __init__(self, key: int, about: str) -> None:
        object.__setattr__(self, "_Handle__is", (key, about))

    def __repr__(self) -> str:
        return f"<{_state(self)[1]}, which cannot travel out of the student's process>"

    def _refuse(self, *_: Any, **__: Any) -> Any:
        global _refusals
        _refusals += 1
        raise CannotTravel(_refusal(self))

    def __getattr__(self, name: str) -> Any:
        raise NoAttribute(f"{_refusal(self)} (`.{name}` was asked for)")

    __call__ = __iter__ = __len__ = __bool__ = __eq__ = __ne__ = __lt__ = __le__ = _refuse
    __gt__ = __ge__ = __getitem__ = __contains__ = __int__ = __float__ = __index__ = _refuse
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __array__ = _refuse
    __setattr__ = __setitem__ = __enter__ = __next__ = __neg__ = __abs__ = __round__ = _refuse
    __hash__ = object.__hash__


def _refusal(value: Any) -> str:
    return (
        f"this is {_state(value)[1]}. Tests get numbers, text, lists, dicts, arrays, functions "
        "and Keras models from a submission; nothing else leaves the student's process."
    )


def _state(value: Any) -> tuple:
    return object.__getattribute__(value, "_Handle__is")


def refusals() -> int:
    """How often a stand-in has refused something in this process."""
    return _refusals


def key_of(value: Any) -> int:
    """The key under which the other end knows a stand-in; 0 if value is none."""
    kind = type(value)
    if kind is Handle or (issubclass(kind, Remote)):
        return _state(value)[0]
    if isinstance(value, (types.FunctionType, RemoteClass)) or (
        isinstance(value, type) and issubclass(value, Exception)
    ):
        return vars(value).get("_key_of_stand_in", 0)
    return 0


def is_stand_in(value: Any) -> bool:
    """Whether value is an object of the other end."""
    return issubclass(type(value), (Handle, Remote))


# -- objects --------------------------------------------------------------------------------------


class RemoteClass(type):
    """The class of stand-ins for objects of a class of the other end; it is called over there."""

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        __tracebackhide__ = True
        if "_key_of_stand_in" not in vars(cls):
            raise CannotTravel("an object of this kind cannot be made here.")
        made = cls._call(cls._key_of_stand_in, cls.__name__, args, kwargs)
        if type(made) is not Handle and not issubclass(type(made), cls):
            raise CannotTravel(f"calling the class {cls.__name__} did not make an object of it.")
        return made

    def __getattr__(cls, name: str) -> Any:
        __tracebackhide__ = True
        if name.startswith("__") or "_key_of_stand_in" not in vars(cls):
            raise AttributeError(name)
        return cls._call(cls._key_of_stand_in, f"{cls.__name__}.{name}", (name,), {}, op="getattr")


class Remote(metaclass=RemoteClass):
    """What stands for an object of the other end that answers questions."""

    def _ask(self, op: str, *args: Any) -> Any:
        __tracebackhide__ = True
        key, about, call = _state(self)
        try:
            return call(key, f"{op} of {about}", args, {}, op=op)
        except OF_THE_WIRE as error:
            raise error.with_traceback(None) from None

    def __getattr__(self, name: str) -> Any:
        __tracebackhide__ = True
        if name.startswith("__"):
            raise AttributeError(f"`{name}` of {_state(self)[1]} is not asked for over the wire")
        return self._ask("getattr", name)

    def __setattr__(self, name: str, value: Any) -> None:
        self._ask("setattr", name, value)

    def __delattr__(self, name: str) -> None:
        self._ask("delattr", name)

    def __repr__(self) -> str:
        return str(self._ask("repr"))

    def __str__(self) -> str:
        return str(self._ask("str"))

    def __iter__(self) -> Iterator[Any]:
        iterator = self._ask("iter")
        while (step := iterator._ask("next"))[0]:
            yield step[1]

    def __next__(self) -> Any:
        more, item = self._ask("next")
        if not more:
            raise StopIteration
        return item

    def __len__(self) -> int:
        return operator.index(self._ask("len"))

    def __bool__(self) -> bool:
        return self._ask("bool") is True

    def __getitem__(self, key: Any) -> Any:
        return self._ask("getitem", key)

    def __setitem__(self, key: Any, value: Any) -> None:
        self._ask("setitem", key, value)

    def __delitem__(self, key: Any) -> None:
        self._ask("delitem", key)

    def __enter__(self) -> Any:
        return self._ask("enter")

    def __exit__(self, *_: Any) -> None:
        self._ask("exit")

    def _refuse(self, *_: Any, **__: Any) -> Any:
        global _refusals
        _refusals += 1
        raise CannotTravel(
            f"this is {_state(self)[1]}. It stays in the student's process, and so it cannot be "
            "compared, computed with or searched here: ask for its attributes, or what its "
            "methods return."
        )

    __array__ = __contains__ = __int__ = __float__ = __index__ = __complex__ = _refuse
    __round__ = __call_with__ = _refuse
    __hash__ = object.__hash__


def _between(op: str) -> Callable[[Any, Any], Any]:
    """A binary operation: done over there if both operands are from there, else refused."""

    def operation(self: Any, other: Any) -> Any:
        __tracebackhide__ = True
        if self is other and op in ("eq", "ne"):
            return op == "eq"
        if not is_stand_in(other):
            return self._refuse()
        value = self._ask(op, other)
        return value is True if op in COMPARISONS else value

    return operation


COMPARISONS = ("eq", "ne", "lt", "le", "gt", "ge")
ARITHMETIC = ("add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "matmul", "and_", "or_")
for _op in (*COMPARISONS, *ARITHMETIC):
    setattr(Remote, f"__{_op.strip('_')}__", _between(_op))
for _op in ARITHMETIC:  # what a test has on the left is not shown to the object
    setattr(Remote, f"__r{_op.strip('_')}__", Remote._refuse)
for _op in ("neg", "pos", "abs", "invert"):
    setattr(Remote, f"__{_op}__", lambda self, _op=_op: self._ask(_op))


class RemoteCallable(Remote):
    """The same, of an object that can be called."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        __tracebackhide__ = True
        key, about, call = _state(self)
        return call(key, about, args, kwargs)


class Unasked(Remote):
    """In place of the class of an object that is not asked anything."""


class RemoteIterator(Remote):
    """The same, of a generator or another iterator: it is gone through, and asked nothing else."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        raise NoAttribute(f"`{name}` of {_state(self)[1]} is not asked for over the wire")

    def send(self, value: Any) -> Any:
        more, item = self._ask("send", value)
        if not more:
            raise StopIteration(item)
        return item

    def close(self) -> None:
        self._ask("close")

    __setattr__ = __delattr__ = __getitem__ = __len__ = Remote._refuse
    __str__ = __repr__ = object.__repr__

    def __iter__(self) -> Iterator[Any]:
        return self

    def __bool__(self) -> bool:
        return True


@cache
def of_library(kind: type) -> type:
    """The class of stand-ins for objects of a library's class: they have what these have here."""
    known = frozenset(name for name in dir(kind) if not name.startswith("__"))
    special = {*dir(kind)}

    def ask(self: Any, name: str) -> Any:
        __tracebackhide__ = True
        # What has the name of what is fitted (scikit-learn) is not in the class.
        if name not in known and not (name.endswith("_") and "fit" in known):
            raise AttributeError(f"{kind.__name__} has no attribute `{name}`")
        return self._ask("getattr", name)

    base = RemoteCallable if "__call__" in special else Remote
    return RemoteClass(kind.__name__, (base,), {"__getattr__": ask})


def settle(made: Remote, call: Call, key: int, about: str) -> None:
    """Tell a new stand-in for what it stands."""
    object.__setattr__(made, "_Handle__is", (key, about, call))


def make_class(
    call: Call, key: int, name: str, bases: list[type], is_callable: bool = False
) -> type:
    """A stand-in for a class of the other end. Of an exception it is an exception's class.

    is_callable: whether its objects can be called.
    """
    members = {"_key_of_stand_in": key, "__module__": "__main__"}
    name = name if name.isidentifier() else "Unnamed"
    for base in bases:
        if issubclass(base, Exception):
            return type(name, (base,), members)
    own = tuple(base for base in dict.fromkeys(bases) if issubclass(base, Remote))
    members["_call"] = staticmethod(call)
    if is_callable and not any(issubclass(base, RemoteCallable) for base in own):
        own += (RemoteCallable,)
    return RemoteClass(name, own or (Remote,), members)


def _next(iterator: Any) -> tuple[bool, Any]:
    try:
        return True, next(iterator)
    except StopIteration:
        return False, None


def _send(generator: Any, value: Any) -> tuple[bool, Any]:
    try:
        return True, generator.send(value)
    except StopIteration as end:
        return False, end.value


def source_of(function: Any) -> str:
    """The text of a function, as far as it is known."""
    return textwrap.dedent(inspect.getsource(function))[:SOURCE]


# What the student's end does with an object of its own when it is asked to.
OPERATIONS: dict[str, Callable[..., Any]] = {
    "getattr": getattr, "setattr": setattr, "delattr": delattr, "iter": iter, "next": _next,
    "send": _send, "close": operator.methodcaller("close"),
    "len": len, "bool": bool, "str": str, "repr": repr, "source": source_of,
    "setitem": operator.setitem, "delitem": operator.delitem, "getitem": operator.getitem,
    "enter": lambda value: type(value).__enter__(value),
    "exit": lambda value: type(value).__exit__(value, None, None, None),
    "neg": operator.neg, "pos": operator.pos, "abs": abs, "invert": operator.invert,
    **{name: getattr(operator, name) for name in (*COMPARISONS, *ARITHMETIC)},
}  # fmt: skip


# -- functions ------------------------------------------------------------------------------------


def tell(function: types.FunctionType, writer: Writer) -> dict[str, Any]:
    """What a function says of itself: its docstring, its parameters and its annotations."""
    told: dict[str, Any] = {}
    if isinstance(wrapped := vars(function).get("__wrapped__"), types.FunctionType):
        told["wraps"] = writer.value(wrapped)
    if isinstance(function.__doc__, str):
        told["doc"] = function.__doc__[:DOCUMENTATION]
    try:
        signature = inspect.signature(function)
        told["parameters"] = [
            [part.name, int(part.kind), part.default is not part.empty, _simple(part.default)]
            for part in itertools.islice(signature.parameters.values(), PARAMETERS)
        ]
        hints = list(vars(function).get("__annotations__", function.__annotations__).items())
        told["annotations"] = [
            [str(name), writer.value(hint if isinstance(hint, (type, str)) else repr(hint))]
            for name, hint in hints[:PARAMETERS]
        ]
    except Exception:
        told.pop("parameters", None)
    return told


def _simple(default: Any) -> Any:
    """A default that is a short plain value; of another one, its text."""
    if default is None or type(default) in (bool, int, float):
        return default if type(default) is not int or abs(default) < 2**63 else str(default)
    return default[:100] if type(default) is str else f"<{type(default).__name__}>"[:100]


def make_function(
    call: Call, key: int, name: str, told: dict[str, Any], reader: Reader
) -> Callable[..., Any]:
    """A stand-in for a function of the other end, which says of itself what it was told."""

    def function(*args: Any, **kwargs: Any) -> Any:
        __tracebackhide__ = True
        try:
            return call(key, name, args, kwargs)
        except OF_THE_WIRE as error:
            raise error.with_traceback(None) from None

    def source() -> str:
        try:
            return str(call(key, name, (), {}, op="source"))
        except Exception as error:  # as a file that cannot be read
            raise OSError(str(error)) from None

    function.__name__ = function.__qualname__ = name
    doc = told.get("doc")
    function.__doc__ = doc[:DOCUMENTATION] if isinstance(doc, str) else None
    function.__module__ = "__main__"
    function._key_of_stand_in = key  # type: ignore[attr-defined]
    if "wraps" in told and callable(wrapped := reader.value(told["wraps"])):
        function.__wrapped__ = wrapped  # type: ignore[attr-defined]
    if "parameters" not in told:
        return function
    hints = {str(part)[:100]: reader.value(hint) for part, hint in told["annotations"][:PARAMETERS]}
    parameters = [
        inspect.Parameter(
            str(part), inspect._ParameterKind(kind),
            default=default if optional is True else inspect.Parameter.empty,
            annotation=hints.get(str(part), inspect.Parameter.empty),
        )
        for part, kind, optional, default in told["parameters"][:PARAMETERS]
    ]  # fmt: skip
    function.__annotations__ = hints
    function.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        parameters, return_annotation=hints.get("return", inspect.Signature.empty)
    )
    # inspect.getsource looks here, and asks only then.
    filename = f"function {key} of the submission"
    linecache.cache[filename] = (source,)  # type: ignore[assignment]
    function.__code__ = function.__code__.replace(co_filename=filename, co_firstlineno=1)
    return function
