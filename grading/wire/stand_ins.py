"""What stands, at one end of the wire, for what stays at the other.

A Handle refuses every use. A Remote stands for an object of the student's own, or of a library
that has no kind of value: it is asked what it is asked, and what it says is its word, not a proof.
So it never says whether it equals something, and nothing of what a test compares it with, adds
to it or looks for in it is shown to it.
"""

from __future__ import annotations

import dis
import inspect
import itertools
import operator
import types
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from functools import cache
from typing import Any, NoReturn

from grading.wire.errors import OF_THE_WIRE, CannotTravel
from grading.wire.handles import (
    Call,
    Handle,
    Kept,
    is_asked_by_library,
    item_of,
    named,
    own_members,
    refuse,
    state_of,
    untold,
)
from grading.wire.lent import Lent, LentIterator, LentObject
from grading.wire.operations import ARITHMETIC, COMPARISONS, CONVERSIONS

# Methods that compare: what an object of a library says of that is no proof, and is not asked.
COMPARING = ("equals", "equal", "equals_exact", "allclose", "isclose", "eq", "ne", "is_equal",
             "same_as", "almost_equals", "almost_equal", "array_equal", "identical",
             "broadcast_equals")  # fmt: skip
# Special names that a class is asked for: Python looks for them in nothing that stands for another.
PASSIVE = ("__missing__", "__post_init__", "__version__", "__author__")
OF_SKLEARN = "__sklearn_"  # how names begin by which scikit-learn asks its estimators
# Python's own iterators, by name.
_EMPTY: tuple[Any, ...] = (
    (_ for _ in ()), map(len, ()), filter(len, ()), zip(), enumerate(()), reversed(()), iter([]),
    iter(()), iter({}), iter({}.values()), iter({}.items()), iter(set()), iter(""), iter(b""),
    iter(range(0)), reversed([]), iter(int, 0),
)  # fmt: skip
ITERATORS: dict[str, type] = {type(empty).__name__: type(empty) for empty in _EMPTY}
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


# What a class statement says of itself; what a class of the other end says; and what of the
# special methods a class that is derived from it asks it for.
OF_STATEMENT = ("__module__", "__qualname__", "__classcell__", "__firstlineno__",
                "__static_attributes__", "__annotate__")  # fmt: skip
SAYS = ("_key_of_stand_in", "_call", "_names", "_own", "_overrides")
BY_SUPER = ("__str__", "__repr__", "__len__")


class Members(Mapping):
    """What a class of the other end defines, by name."""

    def __init__(self, of: type, names: Any) -> None:
        self.of, self.names = of, tuple(names)

    def __getitem__(self, name: str) -> Any:
        if name not in self.names:
            raise KeyError(name)
        try:
            return getattr(self.of, name)
        except AttributeError:  # it is not asked for
            raise KeyError(name) from None

    def __contains__(self, name: object) -> bool:
        return name in self.names

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
    lent = kind in (Lent, LentIterator) or issubclass(kind, (Handle, LentObject))
    if lent or isinstance(kind, RemoteClass):
        return state_of(value)[0]
    if isinstance(value, (types.FunctionType, type)):
        return own_members(value).get("_key_of_stand_in", 0)
    return 0


def is_stand_in(value: Any) -> bool:
    """Whether value is an object of the other end."""
    kind = type(value)
    return isinstance(kind, RemoteClass) or (issubclass(kind, Handle) and kind is not Kept)


class OfBase:
    """What a class that a test derives from one of the other end finds there by super()."""

    def __init__(self, base: Any, name: str) -> None:
        self.base, self.name = base, name

    def __get__(self, value: Any, kind: Any) -> Any:
        bound, member = self.base._asked("member", self.name)
        if value is None or bound:
            return member
        return member.__get__(value, kind) if hasattr(type(member), "__get__") else member


def asked_first(self: Any, name: str) -> Any:
    """In place of what a class of the instructor's has: the object may have its own."""
    if name.startswith("__") or name in ASKED_WITH:
        return object.__getattribute__(self, name)
    return self._ask("getattr", name)


def derive(name: str, bases: tuple[Any, ...], members: dict[str, Any], options: Any) -> type:
    """A class that a test derives from one of the other end, made there too: its methods are the
    test's, and run here.
    """
    first: Any = next(base for base in bases if "_key_of_stand_in" in own_members(base))
    if "_data" in own_members(first):
        raise CannotTravel(
            f"{name} is derived from a class of the student's that is a number, a text or a tuple, "
            "which stays in the student's process: no object of it can be made here."
        )
    told = {part: member for part, member in members.items() if part not in OF_STATEMENT}
    about = f"a class derived from {first.__name__}"
    made = first._call(first._key_of_stand_in, about, (name, bases, told), options, op="derive")
    says = {part: content for part, content in own_members(made).items() if part in SAYS}
    asked = {part for part in first._names if not part.startswith("__") or part in BY_SUPER}
    asked -= {*ASKED_WITH, *vars(Remote)}.difference(BY_SUPER)
    members_above: dict[str, Any] = {part: OfBase(first, part) for part in asked}
    above = RemoteClass(name, (Remote,), {**members_above, "_by_super": True})
    more = {"_above": True, "_bases": bases, "__getattribute__": asked_first}
    own = RemoteClass(name, (above, *bases), members | says | more)
    first._call.__self__.codec.classes[made._key_of_stand_in] = own
    return own


def lacks(kind: type, name: str, about: str) -> NoReturn:
    """Say that a special name is not there, of a class or its object; or that it is not told, if
    the class of the other end has it.
    """
    if name in own_members(kind).get("_names", ()):
        untold(name, f"`{name}` of {about} is not asked for over the wire")
    raise AttributeError(f"`{name}` of {about} is not asked for over the wire")


class RemoteClass(type):
    """The class of stand-ins for objects of a class of the other end; it is called over there."""

    def __new__(mcs, name: str, bases: tuple, members: dict[str, Any], **options: Any) -> Any:
        derived = any("_key_of_stand_in" in own_members(base) for base in bases)
        if derived and "_key_of_stand_in" not in members:
            return derive(name, bases, members, options)
        return super().__new__(mcs, name, bases, members)

    def __init__(cls, name: str, bases: tuple, members: dict[str, Any], **_: Any) -> None:
        super().__init__(name, bases, members)

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        __tracebackhide__ = True
        made = cls._call(cls._key_of_stand_in, cls.__name__, args, kwargs)
        if isinstance(type(made), RemoteClass) and not issubclass(type(made), cls):
            raise CannotTravel(f"calling the class {cls.__name__} did not make an object of it.")
        if isinstance(type(made), RemoteClass):
            object.__setattr__(made, "_Handle__made", True)
        return made

    def __getattr__(cls, name: str) -> Any:
        __tracebackhide__ = True
        own = name.startswith("__") and name not in ("__members__", *PASSIVE)
        if own or "_key_of_stand_in" not in own_members(cls):
            lacks(cls, name, f"the class {cls.__name__}")
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
        names = own_members(cls).get("_names")
        return [*type.__dir__(cls)] if names is None else [*names]

    @property
    def __bases__(cls) -> tuple[type, ...]:  # type: ignore[override]
        """What the class has above it over there, as it is here."""
        return own_members(cls).get("_bases") or (object,)

    @property
    def __mro__(cls) -> tuple[type, ...]:  # type: ignore[override]
        return tuple(
            kind for kind in type.mro(cls)
            if kind not in (Remote, RemoteCallable) and "_by_super" not in own_members(kind)
        )  # fmt: skip

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


class Remote(metaclass=RemoteClass):
    """What stands for an object of the other end that answers questions."""

    _overrides: list[str] | None = None

    def _ask(self, op: str, *args: Any) -> Any:
        __tracebackhide__ = True
        key, about, call = state_of(self)
        try:
            return call(key, f"{op} of {about}", args, {}, op=op)
        except OF_THE_WIRE as error:
            raise error.with_traceback(None) from None

    def __getattr__(self, name: str) -> Any:
        __tracebackhide__ = True
        if name.startswith("__") and name not in PASSIVE and not name.startswith(OF_SKLEARN):
            lacks(type(self), name, state_of(self)[1])
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
        try:
            return self._ask("vars")
        except TypeError as error:  # it has slots
            raise AttributeError(str(error)) from None

    def _refuse(self, *_: Any, **__: Any) -> Any:
        refuse(
            f"this is {state_of(self)[1]}. It stays in the student's process, and so it cannot be "
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
    if known is BaseException:  # what a testing library fails with
        self._ask(op)
        return False
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
            call = state_of(self)[2]
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


for _op in COMPARISONS:
    setattr(Remote, f"__{_op}__", _between(_op))
# The special methods that a stand-in has if the class that it stands for has them.
SPECIAL: dict[str, Callable[..., Any]] = {
    "__iter__": _iterated,
    "__next__": lambda self: item_of(self._ask("next")),
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
        key, about, call = state_of(self)
        return call(key, about, args, kwargs)


class Unasked(Remote):
    """In place of the class of an object that is not asked anything."""


class Silent(Remote):
    """The same, of what is asked nothing but what its own methods ask."""

    def __getattr__(self, name: str) -> Any:
        untold(name, f"`{name}` of {state_of(self)[1]} is not asked for over the wire")

    __setattr__ = __delattr__ = Remote._refuse
    __str__ = __repr__ = object.__repr__
    __format__ = object.__format__  # type: ignore[assignment]
    __hash__ = object.__hash__


class RemoteIterator(Silent):
    """The same, of an iterator: it is gone through, and asked nothing else."""

    def __getattr__(self, name: str) -> Any:
        if name == "keys":  # dict(iterator) looks for that
            raise AttributeError(name)
        super().__getattr__(name)

    def __iter__(self) -> Iterator[Any]:
        return self

    __next__ = SPECIAL["__next__"]


class RemoteGenerator(RemoteIterator):
    """The same, of what can be sent something."""

    def send(self, value: Any) -> Any:
        return item_of(self._ask("send", value))

    def throw(self, kind: Any, *_: Any) -> Any:
        known = kind if isinstance(kind, type) else type(kind)
        return item_of(self._ask("throw", known))

    def close(self) -> None:
        self._ask("close")


def of_iterator(module: str, name: str, names: Any) -> type:
    """The class of stand-ins for iterators of a class that has these names."""
    kind = ITERATORS.get(name) if module == "builtins" else None
    if module == "itertools":
        kind = vars(itertools).get(name)
    if not isinstance(kind, type):
        return named(RemoteGenerator if "send" in names else RemoteIterator, name)
    return _of_iterator(kind)


@cache
def _of_iterator(kind: type) -> type:
    """The same, of one of Python's own: what it is and has is known here."""
    known = dir(kind)

    def ask(self: Any, name: str) -> Any:
        if name in known:
            untold(name, f"`{name}` of {state_of(self)[1]} is not asked for over the wire")
        raise AttributeError(f"'{kind.__name__}' object has no attribute '{name}'")

    base = RemoteGenerator if kind is types.GeneratorType else RemoteIterator
    members = {"__getattr__": ask, "__class__": property(lambda _: kind), "__module__": "builtins"}
    return RemoteClass(kind.__name__, (base,), members)


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
            untold(
                name,
                f"`{name}` of {state_of(self)[1]} is not asked for: it would compare by its own "
                "word.",
            )
        fitted = name.endswith("_") and "fit" in known
        special = name.startswith("__") and not name.startswith(OF_SKLEARN)
        if special or not (name in known or fitted or open_ended):
            # The object may have it, but that would be more than its class here has.
            of_test = not (special or is_asked_by_library())
            if of_test and real and not name.startswith("_"):
                return self._ask("getattr", name)
            if name in known or of_test:
                untold(name, f"`{name}` of {state_of(self)[1]} is not asked for over the wire")
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
    """The names that the methods of a library's class give values: its objects have these though
    the class has not.
    """
    methods = (method for base in kind.__mro__[:-1] for method in vars(base).values())
    return {name for method in methods for name in attributes_stored(method)}


def attributes_stored(method: Any) -> list[str]:
    """The names of attributes that a function gives values, by its code."""
    if not isinstance(method, types.FunctionType):
        return []
    steps = dis.get_instructions(method)
    return [step.argval for step in steps if step.opname == "STORE_ATTR"]


def settle(made: Any, call: Call, key: int, about: str) -> None:
    """Tell a new stand-in for what it stands."""
    object.__setattr__(made, "_Handle__is", (key, about, call))


class RemoteContext(Silent, RemoteCallable):
    """The same, of what a function for `with` returns: it is entered and left, nothing else."""

    __enter__, __exit__ = SPECIAL["__enter__"], SPECIAL["__exit__"]


# What is told of a function's code. It runs nowhere but where it is.
CODE = ("co_argcount", "co_posonlyargcount", "co_kwonlyargcount", "co_nlocals", "co_stacksize",
        "co_flags", "co_code", "co_consts", "co_names", "co_varnames", "co_freevars",
        "co_cellvars", "co_name", "co_qualname")  # fmt: skip


class Code:
    """What a function of the other end says that it is made of."""

    __class__ = property(lambda _: types.CodeType)  # type: ignore[assignment]

    def __init__(self, parts: dict[str, Any]) -> None:
        vars(self).update({name: parts[name] for name in CODE})


class RemoteFunction(Remote):
    """The same, of a function with attributes of its own; else it is as its plain stand-in."""

    __class__ = property(lambda _: types.FunctionType)  # type: ignore[assignment]
    __doc__ = property(lambda self: state_of(self)[3].__doc__)  # type: ignore[assignment]
    __module__ = property(lambda self: state_of(self)[3].__module__)  # type: ignore[assignment]
    __annotations__ = property(  # type: ignore[assignment]
        lambda self: state_of(self)[3].__annotations__
    )

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        __tracebackhide__ = True
        return state_of(self)[3](*args, **kwargs)

    def __getattr__(self, name: str) -> Any:
        _, about, _, plain, names = state_of(self)
        if name in names or name in ("__code__", "__closure__"):
            made = self._ask("getattr", name)
            if name == "__code__" and type(made) is Code:  # where its text is
                vars(made).update(co_filename=plain.__code__.co_filename, co_firstlineno=1)
            return made
        if name == "__globals__":
            untold(name, f"`{name}` of {about} is not asked for over the wire")
        return getattr(plain, name)

    def __setattr__(self, name: str, value: Any) -> None:
        self._refuse() if name.startswith("__") else self._ask("setattr", name, value)

    def _ask(self, op: str, *args: Any) -> Any:
        key, about, call, *_ = state_of(self)
        return call(key, f"{op} of {about}", args, {}, op=op)

    __str__ = __repr__ = object.__repr__
    __format__ = object.__format__  # type: ignore[assignment]
    __hash__ = object.__hash__


type.__setattr__(RemoteFunction, "__name__", "function")  # in the words of tests
