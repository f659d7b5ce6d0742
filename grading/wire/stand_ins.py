"""What stands, at one end of the wire, for what stays at the other.

A Handle refuses every use. A Remote stands for an object of the student's own, or of a library
that has no kind of value: it is asked what it is asked, and what it says is its word, not a proof.
So it never says whether it equals something, and nothing of what a test compares it with, adds
to it or looks for in it is shown to it.
"""

from __future__ import annotations

import asyncio
import contextlib
import copy
import dataclasses
import dis
import functools
import inspect
import io
import itertools
import linecache
import operator
import sys
import textwrap
import threading
import types
import typing
from collections.abc import AsyncIterator, Callable, Generator, Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from grading.wire.errors import OF_THE_WIRE, CannotTravel, NoAttribute
from grading.wire.hints import hint_or, is_hint

if TYPE_CHECKING:
    from grading.wire.kinds import Reader, Writer

Call = Callable[..., Any]  # a peer's call
DOCUMENTATION = 4000  # characters of a docstring
SOURCE = 100_000  # characters of a function's text
PARAMETERS = 50
NAMES = 500  # that a class says it has
KEYWORD = inspect.Parameter.KEYWORD_ONLY
BY_PLACE = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
CACHED = type(functools.cache(len))
# Of a class, what is a collection of names.
OF_NAMES = ("__abstractmethods__", "__slots__", "__match_args__")
FIELD_OPTIONS = ("init", "repr", "compare", "kw_only")  # of a dataclass
# Methods that compare: what an object of a library says of that is no proof, and is not asked.
COMPARING = ("equals", "equal", "equals_exact", "allclose", "isclose", "eq", "ne", "is_equal",
             "same_as", "almost_equals", "almost_equal", "array_equal", "identical",
             "broadcast_equals")  # fmt: skip
# Names of a stand-in that are its own where a class of the instructor's is above it.
ASKED_WITH = ("_call", "_key_of_stand_in", "_ask", "_asked", "_refuse", "_names", "_above", "mro",
              "_own", "_overrides", "_bases")  # fmt: skip
# What a stand-in for a class does itself, as an enumeration does, and its objects need not do.
OF_CLASS = ("__len__", "__iter__", "__getitem__", "__bool__")
# What every class has, and a class may have its own of.
OF_ALL = frozenset(
    name for name in dir(object)
    if isinstance(vars(object).get(name), (types.WrapperDescriptorType, types.MethodDescriptorType))
) - {"__getattribute__", "__reduce_ex__", "__reduce__", "__getstate__", "__sizeof__"}  # fmt: skip
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


class Kept(Handle):
    """The same, at the student's end, of what stays with the test."""


def _refusal(value: Any) -> str:
    if type(value) is Kept:
        return (
            f"this is {_state(value)[1]} of the test's, which stays with the test. Answers get "
            "numbers, text, lists, dicts, arrays, functions, iterators, and objects of classes "
            "that a cell above the test defines."
        )
    return (
        f"this is {_state(value)[1]}. Tests get numbers, text, lists, dicts, arrays, functions "
        "and Keras models from a submission; nothing else leaves the student's process."
    )


def _state(value: Any) -> tuple:
    return object.__getattribute__(value, "_Handle__is")


def refusals() -> int:
    """How often a stand-in has refused something in this process."""
    return _refusals


def own_members(kind: Any) -> Any:
    """What a class, or a function, has in its own `__dict__`, whatever it says of that."""
    of = type if isinstance(kind, type) else type(kind)
    return of.__dict__["__dict__"].__get__(kind)


class Members(Mapping):
    """What a class of the other end defines, by name."""

    def __init__(self, of: type, names: Any) -> None:
        self.of, self.names = of, tuple(names)

    def __getitem__(self, name: str) -> Any:
        if name not in self.names:
            raise KeyError(name)
        return getattr(self.of, name)

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)


def is_asked(value: Any) -> bool:
    """Whether value stands for an object, or a class, that answers all that it would over there."""
    kind = type(value)
    if issubclass(kind, RemoteClass):
        return True
    return isinstance(kind, RemoteClass) and any(
        not {"_key_of_stand_in", "__class__"}.isdisjoint(own_members(base))
        for base in type.mro(kind)
        if base not in (RemoteFunction, object)
    )


def key_of(value: Any) -> int:
    """The key under which the other end knows a stand-in; 0 if value is none."""
    kind = type(value)
    if kind in (Handle, Kept, Lent, LentIterator) or isinstance(kind, RemoteClass):
        return _state(value)[0]
    if isinstance(value, (types.FunctionType, type)):
        return own_members(value).get("_key_of_stand_in", 0)
    return 0


def is_stand_in(value: Any) -> bool:
    """Whether value is an object of the other end."""
    return type(value) is Handle or isinstance(type(value), RemoteClass)


# -- objects --------------------------------------------------------------------------------------


class RemoteClass(type):
    """The class of stand-ins for objects of a class of the other end; it is called over there."""

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        __tracebackhide__ = True
        if "_key_of_stand_in" not in own_members(cls):
            raise CannotTravel(
                f"{cls.__name__} is derived from a class of the student's, which stays in the "
                "student's process: no object of it can be made here."
            )
        made = cls._call(cls._key_of_stand_in, cls.__name__, args, kwargs)
        if type(made) is not Handle and not issubclass(type(made), cls):
            raise CannotTravel(f"calling the class {cls.__name__} did not make an object of it.")
        if is_stand_in(made) and type(made) is not Handle:
            object.__setattr__(made, "_Handle__made", True)
        return made

    def __getattr__(cls, name: str) -> Any:
        __tracebackhide__ = True
        own = name.startswith("__") and name != "__members__"
        if own or "_key_of_stand_in" not in own_members(cls):
            raise AttributeError(f"`{name}` of the class {cls.__name__} is not asked for")
        return cls._asked("getattr", name)

    def __getattribute__(cls, name: str) -> Any:
        """What a class of the instructor's has above it is not taken from there; and what every
        class has is every class's, if the class over there has not its own.
        """
        if name in OF_ALL:
            own = type.__getattribute__(cls, "_overrides")
            if own is not None and name not in own:
                return getattr(object, name)
        if name in OF_CLASS and not any(name in own_members(kind) for kind in type.mro(cls)):
            raise AttributeError(f"type object '{cls.__name__}' has no attribute '{name}'")
        asked = not name.startswith("__") and name not in ASKED_WITH
        if asked and "_above" in own_members(cls):
            return type.__getattribute__(cls, "_asked")("getattr", name)
        return type.__getattribute__(cls, name)

    def _asked(cls, op: str, *args: Any) -> Any:
        __tracebackhide__ = True
        about = f"{op} of the class {cls.__name__}"
        return cls._call(cls._key_of_stand_in, about, args, {}, op=op)

    def __setattr__(cls, name: str, value: Any) -> None:
        if name.startswith("__") or "_key_of_stand_in" not in own_members(cls):
            type.__setattr__(cls, name, value)
        else:
            cls._asked("setattr", name, value)

    def __delattr__(cls, name: str) -> None:
        if name.startswith("__") or "_key_of_stand_in" not in own_members(cls):
            type.__delattr__(cls, name)
        else:
            cls._asked("delattr", name)

    def __dir__(cls) -> list[str]:
        return [*own_members(cls).get("_names", ()), *type.__dir__(cls)]

    @property
    def __bases__(cls) -> tuple[type, ...]:  # type: ignore[override]
        """What the class has above it over there, as it is here."""
        return own_members(cls).get("_bases") or (object,)

    @property
    def __mro__(cls) -> tuple[type, ...]:  # type: ignore[override]
        return tuple(kind for kind in type.mro(cls) if kind not in (Remote, RemoteCallable))

    @property  # type: ignore[misc]
    def __dict__(cls) -> Any:  # type: ignore[override]
        """What the class itself defines over there; each value is asked for."""
        own = own_members(cls)
        names = own.get("_own", ()) if "_key_of_stand_in" in own else own
        return Members(cls, names)

    @property
    def __signature__(cls) -> inspect.Signature | None:
        """What the class is called with, as its `__init__` says."""
        own: Any = cls.__init__  # type: ignore[misc]
        if not isinstance(own, types.FunctionType):
            return None
        first, *rest = inspect.signature(own).parameters.values()
        return inspect.Signature(rest)

    def __bool__(cls) -> bool:
        return True

    def __len__(cls) -> int:
        return operator.index(cls._asked("len"))

    def __iter__(cls) -> Iterator[Any]:
        return iter(cls._asked("iter"))

    def __getitem__(cls, key: Any) -> Any:
        return cls._asked("getitem", key)


def _item(step: Any) -> Any:
    """The item of a step over there; at the end, StopIteration with what it returned."""
    __tracebackhide__ = True
    more, item = step
    if not more:
        raise StopIteration(item)
    return item


class Remote(metaclass=RemoteClass):
    """What stands for an object of the other end that answers questions."""

    _overrides: list[str] | None = None

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

    def __format__(self, spec: str) -> str:
        return str(self._ask("format", spec))

    def __hash__(self) -> int:
        return operator.index(self._ask("hash"))

    def __dir__(self) -> list[str]:
        return [str(name) for name in self._ask("dir")]

    def __copy__(self) -> Any:
        return self._ask("copy")

    def __deepcopy__(self, _: Any) -> Any:
        return self._ask("deepcopy")

    @property
    def __dict__(self) -> dict[str, Any]:  # type: ignore[override]
        return self._ask("vars")

    def _refuse(self, *_: Any, **__: Any) -> Any:
        global _refusals
        _refusals += 1
        raise CannotTravel(
            f"this is {_state(self)[1]}. It stays in the student's process, and so it cannot be "
            "compared, computed with or searched here: ask for its attributes, or what its "
            "methods return."
        )

    __array__ = __reduce_ex__ = _refuse  # type: ignore[assignment]


def arrived(made: Any, again: bool) -> None:
    """Note that an object has arrived; again: that it was here before."""
    object.__setattr__(made, "_Handle__again", again)


def _is_of_test(value: Remote) -> bool:
    """Whether a test has made an object by calling its class, and no answer has returned it since.

    Then it stands in no answer's place, and may see what the test computes with it.
    """
    try:
        made = object.__getattribute__(value, "_Handle__made")
        return made and not object.__getattribute__(value, "_Handle__again")
    except AttributeError:
        return False


def _iterated(self: Any) -> Iterator[Any]:
    iterator = self._ask("iter")
    return iterator if is_stand_in(iterator) else iter(iterator)


def _exited(self: Any, kind: Any, error: Any, _: Any, op: str = "exit") -> bool:
    """It may take an exception for its own, by its class alone; no failure of the test's."""
    if error is None or isinstance(error, (AssertionError, *OF_THE_WIRE)):
        self._ask(op)
        return False
    known = next(base for base in kind.__mro__ if base.__module__ == "builtins")
    return self._ask(op, known) is True


def _between(op: str) -> Callable[[Any, Any], Any]:
    """A binary operation: done over there with what is from there, else refused.

    What a test has made may see a value of the test's that it computes with, or looks for in it;
    one that it compares it with, if the student can read the test.
    """

    def operation(self: Any, other: Any) -> Any:
        __tracebackhide__ = True
        if self is other and op in ("eq", "ne"):
            return op == "eq"
        if not is_stand_in(other):
            call = _state(self)[2]
            peer = getattr(call, "__self__", None)
            withheld = op in COMPARISONS and getattr(peer, "withholds", True)
            if withheld or not _is_of_test(self):
                return self._refuse()
        value = self._ask(op, other)
        return value is True if op in (*COMPARISONS, "contains") else value

    return operation


def _asking(op: str) -> Callable[..., Any]:
    """An operation without a value of the test's."""
    return lambda self, *args: self._ask(op, *args)


def _awaiting(op: str) -> Callable[..., Any]:
    """An operation that is awaited: it is done over there to its end."""

    async def operation(self: Any, *args: Any) -> Any:
        return self._ask(op, *args)

    return operation


async def _left(self: Any, kind: Any, error: Any, trace: Any) -> bool:
    return _exited(self, kind, error, trace, op="aexit")


async def _collected(self: Any) -> AsyncIterator[Any]:
    for item in self._ask("aiter"):
        yield item


COMPARISONS = ("eq", "ne", "lt", "le", "gt", "ge")
ARITHMETIC = ("add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "matmul", "and", "or",
              "xor", "lshift", "rshift", "divmod")  # fmt: skip
CONVERSIONS = ("neg", "pos", "abs", "invert", "float", "int", "index", "complex", "round",
               "reversed")  # fmt: skip
for _op in COMPARISONS:
    setattr(Remote, f"__{_op}__", _between(_op))
# The special methods that a stand-in has if the class that it stands for has them.
SPECIAL: dict[str, Callable[..., Any]] = {
    "__iter__": _iterated,
    "__next__": lambda self: _item(self._ask("next")),
    "__len__": lambda self: operator.index(self._ask("len")),
    "__bool__": lambda self: self._ask("bool") is True,
    "__getitem__": _asking("getitem"),
    "__setitem__": _asking("setitem"),
    "__delitem__": _asking("delitem"),
    "__enter__": _asking("enter"),
    "__exit__": _exited,
    "__contains__": _between("contains"),
    "__aenter__": _awaiting("aenter"),
    "__aexit__": _left,
    "__await__": lambda self: _awaiting("await")(self).__await__(),
    "__aiter__": _collected,
    **{f"__{op}__": _asking(op) for op in CONVERSIONS},
    **{f"__{way}{op}__": _between(way + op) for op in ARITHMETIC for way in ("", "r", "i")},
}


def special_methods(names: Any) -> dict[str, Any]:
    """The special methods of a stand-in whose class has these names."""
    return {name: SPECIAL[name] for name in dict.fromkeys(names) if name in SPECIAL}


class RemoteCallable(Remote):
    """The same, of an object that can be called."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        __tracebackhide__ = True
        key, about, call = _state(self)
        return call(key, about, args, kwargs)


class Unasked(Remote):
    """In place of the class of an object that is not asked anything."""


class Silent(Remote):
    """The same, of what is asked nothing but what its own methods ask."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        raise NoAttribute(f"`{name}` of {_state(self)[1]} is not asked for over the wire")

    __setattr__ = __delattr__ = Remote._refuse
    __str__ = __repr__ = object.__repr__
    __format__ = object.__format__  # type: ignore[assignment]
    __hash__ = object.__hash__


class RemoteIterator(Silent):
    """The same, of a generator or another iterator: it is gone through, and asked nothing else."""

    def send(self, value: Any) -> Any:
        return _item(self._ask("send", value))

    def throw(self, kind: Any, *_: Any) -> Any:
        known = kind if isinstance(kind, type) else type(kind)
        return _item(self._ask("throw", known))

    def close(self) -> None:
        self._ask("close")

    def __iter__(self) -> Iterator[Any]:
        return self

    __next__ = SPECIAL["__next__"]


@cache
def of_library(kind: type, real: bool = False, own: bool = False) -> type:
    """The class of stand-ins for objects of a library's class: they have what these have here.

    real: whether the other end says that they are of that very class: then isinstance() holds, as
    it does for any subclass that a student writes. own: whether it is of an instructor's module:
    then they are asked for all that they have.
    """
    names = dir(kind)
    known = {*names, *_attributes_set(kind)}
    # What it has may be known to the object alone; of what is fitted (scikit-learn), by its name.
    open_ended = own or not {"__getattr__", "__getattribute__"}.isdisjoint(_overridden(kind))

    def ask(self: Any, name: str) -> Any:
        __tracebackhide__ = True
        if name in COMPARING and not own:
            raise NoAttribute(
                f"`{name}` of {_state(self)[1]} is not asked for: it would compare by its own word."
            )
        fitted = name.endswith("_") and "fit" in known
        if name.startswith("__") or not (name in known or fitted or open_ended):
            raise AttributeError(f"{kind.__name__} has no attribute `{name}`")
        return self._ask("getattr", name)

    base = RemoteCallable if "__call__" in names else Remote
    members: dict[str, Any] = {**special_methods(names), "__getattr__": ask}
    if real:
        members["__class__"] = property(lambda _: kind)
    return RemoteClass(kind.__name__, (base,), members)


def _overridden(kind: type) -> set[str]:
    """What the classes of a library's class define, beside what every object has."""
    return {name for base in kind.__mro__[:-1] for name in vars(base)}


def _attributes_set(kind: type) -> set[str]:
    """The names that the methods of a library's class give values, by their code: its objects
    have these though the class has not.
    """
    return {
        step.argval
        for base in kind.__mro__[:-1]
        for method in vars(base).values()
        if isinstance(method, types.FunctionType)
        for step in dis.get_instructions(method)
        if step.opname == "STORE_ATTR"
    }


def settle(made: Any, call: Call, key: int, about: str) -> None:
    """Tell a new stand-in for what it stands."""
    object.__setattr__(made, "_Handle__is", (key, about, call))


class RemoteContext(Silent, RemoteCallable):
    """The same, of what a function for `with` returns: it is entered and left, nothing else."""

    __enter__, __exit__ = SPECIAL["__enter__"], SPECIAL["__exit__"]


class RemoteFunction(Remote):
    """The same, of a function with attributes of its own; else it is as its plain stand-in."""

    __class__ = property(lambda _: types.FunctionType)  # type: ignore[assignment]
    __doc__ = property(lambda self: _state(self)[3].__doc__)  # type: ignore[assignment]

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        __tracebackhide__ = True
        return _state(self)[3](*args, **kwargs)

    def __getattr__(self, name: str) -> Any:
        _, _, _, plain, names = _state(self)
        return self._ask("getattr", name) if name in names else getattr(plain, name)

    def _ask(self, op: str, *args: Any) -> Any:
        key, about, call, *_ = _state(self)
        return call(key, f"{op} of {about}", args, {}, op=op)

    __str__ = __repr__ = object.__repr__
    __format__ = object.__format__  # type: ignore[assignment]
    __hash__ = object.__hash__


class Lent:
    """At the student's end, a mock of a test's: what is done with it is noted over there."""

    def __init__(self, call: Call, key: int, about: str) -> None:
        self.__dict__["_Handle__is"] = (key, about, call)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        key, about, call = _state(self)
        return call(key, about, args, kwargs)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        key, about, call = _state(self)
        return call(key, about, (name,), {}, op="getattr")


class LentIterator(Iterator):
    """At the student's end, an iterator of a test's: each step is made over there."""

    def __init__(self, call: Call, key: int, about: str) -> None:
        self.__dict__["_Handle__is"] = (key, about, call)

    def __next__(self) -> Any:
        key, about, call = _state(self)
        return _item(call(key, about, (), {}, op="next"))


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


def _asked_first(self: Any, name: str) -> Any:
    """In place of what a class of the instructor's has: the object may have its own."""
    if name.startswith("__") or name in ASKED_WITH:
        return object.__getattribute__(self, name)
    return self._ask("getattr", name)


def tell_class(kind: type, writer: Writer) -> dict[str, Any]:
    """What a class says of itself: its docstring, its annotations and its names."""
    told: dict[str, Any] = {
        "names": [str(name)[:100] for name in dir(kind)[:NAMES]],
        "own": [str(name)[:100] for name in [*vars(kind)][:NAMES]],
        "overrides": [name for name in OF_ALL if getattr(kind, name) is not getattr(object, name)],
    }
    if isinstance(init := vars(kind).get("__init__"), types.FunctionType):
        told["init"] = writer.value(init)
    if (base := data_of(kind)) is not None:
        told["data"] = base.__name__
        told["differs"] = [
            str(name)[:100] for name in dir(kind)
            if getattr(kind, name, None) is not getattr(base, name, told)
        ][:NAMES]  # fmt: skip
    doc = kind.__doc__
    if isinstance(doc, str):
        told["doc"] = doc[:DOCUMENTATION]
    hints = vars(kind).get("__annotations__")
    if isinstance(hints, dict):
        told["annotations"] = _hints(hints, writer)
    for name in OF_NAMES:
        if isinstance(names := vars(kind).get(name), (tuple, list, frozenset)):
            told[name] = sorted(str(part)[:100] for part in [*names][:NAMES])
            if not isinstance(names, frozenset):
                told[name] = [str(part)[:100] for part in names[:NAMES]]
    if dataclasses.is_dataclass(kind):
        told["fields"] = [
            [field.name, *_hints({"": field.type}, writer)[0][1:],
             [getattr(field, option) is True for option in FIELD_OPTIONS]]
            for field in dataclasses.fields(kind)[:PARAMETERS]
        ]  # fmt: skip
    return told


def heard_of_class(told: Any, reader: Reader) -> dict[str, Any]:
    """What a class has said of itself, as members of its stand-in."""
    if not isinstance(told, dict):
        return {}
    members: dict[str, Any] = {
        f"_{part}": [str(name)[:100] for name in told[part][:NAMES]]
        for part in ("names", "own", "overrides")
        if part in told
    }
    if (base := DATA.get(str(told.get("data")))) is not None:
        members["_data"] = base
        members |= _members_beside(str(name)[:100] for name in told["differs"][:NAMES])
    if isinstance(init := told.get("init"), dict) and "function" in init:
        members["__init__"] = reader.value(init)
    if isinstance(told.get("doc"), str):
        members["__doc__"] = told["doc"][:DOCUMENTATION]
    if "annotations" in told:
        hints = told["annotations"][:PARAMETERS]
        members["__annotations__"] = {
            str(name)[:100]: hint_or(reader.value(hint)) for name, hint in hints
        }
    if "fields" in told:
        members["__dataclass_fields__"] = {
            str(name)[:100]: _field(str(name)[:100], hint_or(reader.value(hint)), options)
            for name, hint, options in told["fields"][:PARAMETERS]
        }
    for name in OF_NAMES:
        if isinstance(names := told.get(name), list):
            members[name] = tuple(str(part)[:100] for part in names[:NAMES])
    return members


# What an object can be beside what its class makes of it: that travels as it is.
DATA: dict[str, type] = {kind.__name__: kind
                         for kind in (str, int, float, bytes, tuple, frozenset)}  # fmt: skip
_OWN = ("__new__", "__init__", "__eq__", "__ne__", "__hash__", "__getattribute__", "__getattr__",
        "__setattr__", "__delattr__", "__class__", "__dict__", "__slots__", "__doc__",
        "__module__", "__annotations__", "__reduce_ex__")  # fmt: skip


def data_of(kind: type) -> type | None:
    """The class of data that a class adds something to, if its objects are equal as these are."""
    base = next((base for base in DATA.values() if issubclass(kind, base)), None)
    alike = ("__eq__", "__ne__", "__getattribute__")
    same = all(getattr(kind, name) is getattr(base, name) for name in alike)
    return base if same else None


class Beside:
    """A member that objects have beside their data: it is asked for."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, value: Any, kind: Any) -> Any:
        return kind._asked("getattr", self.name) if value is None else (
            value._ask("getattr", self.name))  # fmt: skip


def _members_beside(names: Iterable[str]) -> dict[str, Any]:
    """The members of a class whose objects are data, but for what these names have."""
    members: dict[str, Any] = {
        name: vars(Remote)[name] for name in ("_ask", "_refuse", "__getattr__", "__setattr__")
    }
    for name in names:
        if not name.startswith("__"):
            members[name] = Beside(name)
        elif name in (*SPECIAL, *vars(Remote)) and name not in _OWN:
            members[name] = SPECIAL.get(name) or vars(Remote)[name]
    return members


def make_data(kind: type, data: Any, call: Call, key: int, about: str) -> Any:
    """An object of such a class. Raises ValueError if it is of another kind of data."""
    base = own_members(kind)["_data"]
    if type(data) is not base:
        raise ValueError("no such data")
    made = base.__new__(kind, data)
    settle(made, call, key, about)
    arrived(made, again=False)
    return made


def _field(name: str, hint: Any, options: Any) -> Any:
    """What `dataclasses.fields` says of a field of a class of the other end, but its default."""
    given: dict[str, Any] = {
        option: on is True for option, on in zip(FIELD_OPTIONS, options, strict=True)
    }
    made: Any = dataclasses.field(**given)
    made.name, made.type, made._field_type = name, hint, dataclasses._FIELD  # type: ignore[attr-defined]
    return made


def make_class(
    call: Call,
    key: int,
    name: str,
    bases: list[type],
    is_callable: bool = False,
    says: dict[str, Any] | None = None,
) -> type:
    """A stand-in for a class of the other end. Of an exception it is an exception's class.

    is_callable: whether its objects can be called. says: see heard_of_class. A base that is the
    instructor's is above the stand-in too; what an object has is asked all the same.
    """
    says = {**(says or {})}
    late = {name: says.pop(name) for name in OF_NAMES if name in says}
    members = {"__module__": "__main__", **says, "_key_of_stand_in": key, "_bases": tuple(bases)}
    name = name if name.isidentifier() else "Unnamed"
    errors = tuple(base for base in dict.fromkeys(bases) if issubclass(base, Exception))
    if errors:
        return _make_error_class(call, name, errors, members)
    members["_call"] = staticmethod(call)
    if (data := says.get("_data")) is not None:
        alike = [
            base
            for base in dict.fromkeys(bases)
            if isinstance(base, RemoteClass) and issubclass(base, data)
        ]
        return _with_names(RemoteClass(name, (*alike,) or (data,), members), late)
    own = tuple(base for base in dict.fromkeys(bases) if issubclass(base, Remote))
    members |= special_methods(says.get("_names", ()))
    if is_callable and not any(issubclass(base, RemoteCallable) for base in own):
        own += (RemoteCallable,)
    own = own or (Remote,)
    above = tuple(base for base in dict.fromkeys(bases) if base.__module__ == "__main__" and
                  not issubclass(base, Remote))  # fmt: skip
    if any("_above" in own_members(base) for base in own):
        members |= {"_above": True}
    if above:
        with contextlib.suppress(TypeError):
            metas = dict.fromkeys([RemoteClass, *map(type, above)])
            meta: Any = type("RemoteClass", tuple(kind for kind in metas if kind is not type), {})
            more = {"_above": True, "__getattribute__": _asked_first}
            made = meta(name, (*own, *above), members | more)
            made.__abstractmethods__ = frozenset()
            return _with_names(made, late)
    return _with_names(RemoteClass(name, own, members), late)


class RemoteErrorClass(type):
    """The class of stand-ins for classes of exceptions: they are made, and asked, over there."""

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        __tracebackhide__ = True
        own = own_members(cls)
        if "_key_of_stand_in" not in own:
            return type.__call__(cls, *args, **kwargs)
        made = own["_call"](own["_key_of_stand_in"], cls.__name__, args, kwargs)
        if not isinstance(made, cls):
            raise CannotTravel(f"calling the class {cls.__name__} did not make an object of it.")
        return made

    def __getattr__(cls, name: str) -> Any:
        __tracebackhide__ = True
        own = own_members(cls)
        if name.startswith("_") or "_key_of_stand_in" not in own:
            raise AttributeError(f"type object '{cls.__name__}' has no attribute '{name}'")
        about = f"getattr of the class {cls.__name__}"
        return own["_call"](own["_key_of_stand_in"], about, (name,), {}, op="getattr")


def _said(self: Any) -> str:
    said = vars(self).get("_said")
    return said if said is not None else Exception.__str__(self)


def _of_error(self: Any, name: str) -> Any:
    """What an exception has over there, beside what it has carried."""
    __tracebackhide__ = True
    key, about, call = vars(self).get("_Handle__is", (0, "", None))
    if name.startswith("_") or not key:
        raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'")
    return call(key, f"getattr of {about}", (name,), {}, op="getattr")


def settle_error(error: Exception, call: Call, told: dict[str, Any]) -> None:
    """Have an exception of a student's class ask for what it has not carried."""
    if isinstance(type(error), RemoteErrorClass) and type(told.get("thing")) is int:
        vars(error)["_Handle__is"] = (told["thing"], type(error).__name__, call)


def _make_error_class(
    call: Call, name: str, bases: tuple[type, ...], members: dict[str, Any]
) -> type:
    """A stand-in for a class of exceptions."""
    members = {key: member for key, member in members.items() if key != "__init__"}
    members |= {"_call": staticmethod(call), "__str__": _said, "__getattr__": _of_error}
    try:
        return RemoteErrorClass(name, bases, members)
    except TypeError:  # there is no such order of classes here
        return RemoteErrorClass(name, bases[:1], members)


def _with_names(made: type, names: dict[str, tuple[str, ...]]) -> type:
    """The same class, with what must not be there while it is made."""
    for name, value in names.items():
        setattr(made, name, frozenset(value) if name == "__abstractmethods__" else value)
    return made


def next_of(iterator: Any) -> tuple[bool, Any]:
    """Whether an iterator has more, and what; at its end what it returned."""
    return _step(next)(iterator)


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
    "copy": copy.copy, "deepcopy": copy.deepcopy, "format": format,
    **{name: getattr(operator, name) for name in COMPARISONS},
    **{way + name: _computing(name, way) for name in ARITHMETIC for way in ("", "r", "i")},
}  # fmt: skip


# -- functions ------------------------------------------------------------------------------------


def _hints(hints: dict[str, Any], writer: Writer) -> list[Any]:
    """Annotations: classes, texts and what typing makes, or their text."""

    def hint(value: Any) -> Any:
        return value if isinstance(value, (type, str)) or typing.get_origin(value) else repr(value)

    return [[str(name), writer.value(hint(value))] for name, value in [*hints.items()][:PARAMETERS]]


def _way(function: Any) -> str:
    """How a function runs, if not as others do."""
    if inspect.isgeneratorfunction(function):
        return "generator"
    if inspect.isasyncgenfunction(function):
        return "async generator"
    return "async" if inspect.iscoroutinefunction(function) else ""


def tell(function: Any, writer: Writer) -> dict[str, Any]:
    """What a function says of itself: its docstring, its parameters and its annotations, how it
    runs, and the names of its own attributes.
    """
    told: dict[str, Any] = {"way": _way(function), "qualname": str(function.__qualname__)[:200]}
    names = ["cache_info", "cache_clear", "cache_parameters"] if type(function) is CACHED else [
        name for name in [*vars(function)][:PARAMETERS] if not str(name).startswith("_")
    ]  # fmt: skip
    if names:
        told["attributes"] = names
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
        told["annotations"] = _hints(
            vars(function).get("__annotations__", function.__annotations__), writer
        )
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
    plain = _plain_function(call, key, name, told, reader)
    if not (names := told.get("attributes")):
        return plain
    made: Any = object.__new__(RemoteFunction)
    names = frozenset(str(attribute)[:100] for attribute in names[:PARAMETERS])
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
    function.__doc__ = doc[:DOCUMENTATION] if isinstance(doc, str) else None
    function.__module__ = "__main__"
    function._key_of_stand_in = key  # type: ignore[attr-defined]
    if "wraps" in told and callable(wrapped := reader.value(told["wraps"])):
        function.__wrapped__ = wrapped  # type: ignore[attr-defined]
    if "parameters" not in told:
        return function
    heard = {str(part)[:100]: reader.value(hint) for part, hint in told["annotations"][:PARAMETERS]}
    hints = {part: hint for part, hint in heard.items() if is_hint(hint)}
    parameters = [
        inspect.Parameter(
            str(part), inspect._ParameterKind(kind),
            default=default if optional is True else inspect.Parameter.empty,
            annotation=hints.get(str(part), inspect.Parameter.empty),
        )
        for part, kind, optional, default in told["parameters"][:PARAMETERS]
    ]  # fmt: skip
    function.__annotations__ = hints
    # Its code has no parameters of its own, so nothing but what reads these makes use of them.
    by_name = {part.name: part.default for part in parameters
               if part.default is not inspect.Parameter.empty and part.kind is KEYWORD}  # fmt: skip
    by_place = [part.default for part in parameters if part.kind in BY_PLACE]
    by_place = [default for default in by_place if default is not inspect.Parameter.empty]
    function.__defaults__, function.__kwdefaults__ = tuple(by_place) or None, by_name or None
    function.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        parameters, return_annotation=hints.get("return", inspect.Signature.empty)
    )
    # inspect.getsource looks here, and asks only then.
    filename = f"function {key} of the submission"
    linecache.cache[filename] = (source,)  # type: ignore[assignment]
    function.__code__ = function.__code__.replace(co_filename=filename, co_firstlineno=1)
    return function
