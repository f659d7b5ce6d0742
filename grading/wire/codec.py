"""Values as JSON and arrays, and back: what can cross the wire, and as what."""

from __future__ import annotations

import base64
import contextlib
import importlib
import io
import os
import sys
import types
from collections.abc import Callable, Iterator
from typing import Any, Protocol

import numpy as np

from grading.wire import lent, stand_ins
from grading.wire.arrays import Blobs, array_at, array_of_objects, plain_floats, travels
from grading.wire.errors import CannotTravel, OutOfTime
from grading.wire.handles import Handle, Kept, handle_of, named, own_members
from grading.wire.kinds import Reader, Writer, kinds
from grading.wire.stand_in_classes import heard_of_class, make_class, tell_class
from grading.wire.stand_in_functions import CACHED, RemoteMaker, make_function, tell_function
from grading.wire.stand_ins import Remote, key_of

MAX_BYTES = 160 * 2**20  # of one message
MAX_DEPTH = 40  # of lists within lists
MAX_NODES = 1_000_000  # values in one message
MAX_NUMBERS = 4_000_000  # in the long lists of one message
LONG = 1000  # numbers in a list that goes as an array
MAX_PLACES = 1000  # in a text, of the folder in which an end runs
SMALL = 256  # bytes of an array that is no part of its own
MET = 100  # objects of which it is remembered that they came
# A subclass of these is no stand-in that answers: it would say what the base says for certain.
BASES = (bool, int, float, complex, str, bytes, tuple, frozenset, np.ndarray, np.generic)
CONTAINERS = (list, dict, set, bytearray)  # unless it is a class of the student's own
SCALARS: dict[type, str] = {np.float64: "f8", np.int64: "i8", np.bool_: "b1"}
FUNCTIONS = (
    types.FunctionType, types.BuiltinFunctionType, types.MethodType, types.MethodWrapperType,
    np.ufunc,
)  # fmt: skip
SAID_BY_TEST = ("qualname", "parameters", "annotations", "defaults", "wraps")
DOC = "the docstring of the test's function {}"  # in place of that of a hidden test's
SAID = (*SAID_BY_TEST, "way", "attributes", "doc")
# Functions that make code, read files or reach into a process: each end uses its own.
OF_PROCESS = {
    "_io", "_pickle", "_thread", "ctypes", "gc", "importlib", "importlib._bootstrap", "inspect",
    "io", "marshal", "os", "pickle", "posix", "runpy", "shutil", "signal", "socket", "subprocess",
    "sys", "tempfile", "pandas.io.pickle",
}  # fmt: skip
REACHING = {
    ("builtins", name)
    for name in ("eval", "exec", "compile", "open", "__import__", "getattr", "setattr", "delattr",
                 "vars", "dir", "globals", "locals", "breakpoint")
} | {("numpy", "load"), ("numpy", "fromfile"), ("pandas", "read_pickle")}  # fmt: skip
TELLING = (types.FunctionType, types.MethodType, CACHED)  # what says of itself
# Libraries of which nothing is taken at its word: what is of theirs, is rebuilt or a handle. Of
# Python's own, those whose objects are values.
PROVED = ("abc", "array", "builtins", "collections", "datetime", "decimal", "enum", "fractions",
          "functools", "io", "itertools", "numbers", "operator", "pathlib", "random", "re",
          "statistics", "types", "typing", "uuid", "zoneinfo", "numpy", "keras", "tensorflow",
          "grading")  # fmt: skip
# Classes that both ends have; of others, one tells the other.
SHARED = ("builtins", "numpy", "collections", "datetime", "decimal", "fractions", "pandas", "abc",
          "enum", "typing")  # fmt: skip
# But not these: they make classes, or open files.
UNSHARED = ("type", "memmap", "DataSource", "NpzFile")


class End(Protocol):
    """What a codec asks of the end of the wire that it serves; see Peer."""

    trusting: bool
    modules: frozenset[str]
    beside: frozenset[str]
    withholds: bool
    class_names: frozenset[str]

    def is_record(self, kind: Any) -> bool:
        """Whether both ends have a class from the instructor's cells, whose objects are records."""

    def met_error(self, error: BaseException) -> None:
        """Called with an exception that came as a value."""

    def tensor(self, array: np.ndarray) -> Any:
        """What a tensor of the other end becomes here."""

    def call(self, key: int, name: str, args: tuple, kwargs: dict[str, Any], op: str = "") -> Any:
        """Call a function of the other end, or have it do something with an object."""


class Codec:
    """Turns values into messages and back, for one end of the wire.

    kept holds what this end has lent to the other (functions, and what cannot travel), by key.
    """

    def __init__(self, peer: End) -> None:
        self.peer = peer
        self.kept: dict[int, Any] = {}
        self.keys: dict[int, int] = {}  # id of a kept object -> key
        self.stand_ins: dict[int, Any] = {}  # key of the other end -> its one stand-in here
        self.classes: dict[int, type] = {}  # key of a class of the other end -> its stand-in
        self.met: list[set[str]] = []  # the classes of what came and is not itself, by name
        self.records: dict[int, Any] = {}  # key of the other end -> its record, here
        self.origins: dict[int, int] = {}  # id of such a record -> that key
        self.told: dict[int, Any] = {}  # by id of a class, how this message tells it
        self.written: set[int] = set()  # ids of the records whose fields are in this message
        self.tuples: dict[tuple, type] = {}  # classes of named tuples, by name and fields
        self.reaching = False  # whether what arrives is what an object that answers has said
        self.reached: set[int] = set()  # keys of the functions that came so: its methods
        self.lends = False  # whether something was kept for the other end
        self.to_call: set[int] = set()  # keys of what was kept for the other end to call
        self.looked_into = False  # whether tests ask what functions are made of
        self.docs: dict[str, str] = {}  # what stands over there for a docstring, and that
        self.folder = os.getcwd()  # in which this end runs

    def look_into(self) -> None:
        """From here on, functions of the other end are asked what they are made of."""
        if not self.looked_into:
            self.looked_into = True
            stay = {key: value for key, value in self.stand_ins.items()
                    if type(value) is not types.FunctionType}  # fmt: skip
            self.stand_ins = stay

    def keep(self, value: Any) -> int:
        """The key under which the other end may name value."""
        self.lends = True
        key = self.keys.setdefault(id(value), len(self.keys) + 1)
        self.kept[key] = value
        return key

    def lend(self, value: Any) -> int:
        """The same, of what the other end may call."""
        key = self.keep(value)
        self.to_call.add(key)
        return key

    # -- encoding -------------------------------------------------------------------------------

    def encode(self, value: Any) -> tuple[Any, list[bytes]]:
        """value as JSON's types, and its arrays. Raises CannotTravel if it is too deep or large."""
        self.blobs: list[bytes] = []
        self.nodes = self.size = self.numbers = 0
        self.written.clear()
        self.told.clear()
        try:
            return self.write(value, 0), self.blobs
        except RecursionError:
            raise CannotTravel("a value nested so deep cannot travel.") from None

    def write(self, value: Any, depth: int) -> Any:
        """value as a part of the message that is being written, depth levels down."""
        self.nodes += 1
        if depth > MAX_DEPTH:
            raise CannotTravel(f"a value nested more than {MAX_DEPTH} deep cannot travel.")
        if self.nodes > MAX_NODES:
            raise CannotTravel(f"a value of more than {MAX_NODES} parts cannot travel.")
        kind = type(value)
        if value is None or kind is bool:
            return value
        if kind is str:
            return value if self.folder not in value else self._text(value)
        if kind is int:
            return value if abs(value) < 2**63 else {"int": hex(value)}
        if kind is float:
            return value
        if kind is list:
            if len(value) >= LONG and (numbers := self._numbers(value)) is not None:
                return numbers
            return [self.write(item, depth + 1) for item in value]
        if kind is tuple or kind is set or kind is frozenset:
            return {kind.__name__: [self.write(item, depth + 1) for item in value]}
        if kind is dict:
            return {
                "dict": [
                    [self.write(key, depth + 1), self.write(item, depth + 1)]
                    for key, item in value.items()
                ]
            }
        if kind is np.ndarray:
            return self._array(value, depth)
        if kind in SCALARS:
            return {SCALARS[kind]: value.item()}
        if issubclass(kind, np.generic) and kind.__module__ in ("numpy", "ml_dtypes"):
            return {"scalar": self.blob(plain_floats(np.asarray(value)))}
        if kind is complex:
            return {"complex": [value.real, value.imag]}
        if kind is bytes or kind is bytearray:
            return {kind.__name__: base64.b64encode(value).decode()}
        if kind is range or kind is slice:
            return {kind.__name__: [self.write(getattr(value, part), depth + 1)
                                    for part in ("start", "stop", "step")]}  # fmt: skip
        return self._write_other(value, depth)

    def _text(self, value: str) -> Any:
        """A text in which the folder of this end stands: there it is that of the other end."""
        parts = value.split(self.folder)
        return {"text": parts} if len(parts) <= MAX_PLACES else value

    def _numbers(self, value: list) -> dict[str, Any] | None:
        """A long list of plain numbers of one type, as an array; None if it is another."""
        kind = type(value[0])
        if kind not in (int, float) or any(type(item) is not kind for item in value):
            return None
        self.numbers += len(value)
        if self.numbers > MAX_NUMBERS:
            raise CannotTravel(f"more than {MAX_NUMBERS} numbers cannot travel in lists.")
        try:
            return {"numbers": self.blob(np.array(value, "i8" if kind is int else "f8"))}
        except OverflowError:
            return None

    def _array(self, value: np.ndarray, depth: int) -> Any:
        array = plain_floats(value)
        if array.dtype.kind == "O":
            return self._objects(array, depth)
        if not travels(array.dtype):
            return self._thing(value, f"an array of {array.dtype}")
        locked = {} if value.flags.writeable else {"locked": True}
        return {"array": self.blob(array)} | locked

    def _objects(self, array: np.ndarray, depth: int) -> Any:
        """An array of objects, each of which is written by itself."""
        if array.size > MAX_NODES:
            raise CannotTravel(f"a value of more than {MAX_NODES} parts cannot travel.")
        items = array.ravel().tolist()
        locked = {} if array.flags.writeable else {"locked": True}
        shape = [*array.shape]
        return {"objects": [self.write(item, depth + 1) for item in items], "shape": shape} | locked

    def _write_other(self, value: Any, depth: int) -> Any:
        key = key_of(value)
        if key and (self.stand_ins.get(key) is value or self.classes.get(key) is value):
            return {"yours": key}
        for kind in kinds():
            if kind.module in sys.modules:
                try:
                    told = kind.encode(value, Writer(self, depth))
                except CannotTravel as problem:
                    return self._thing(value, f"{about(value)} that cannot travel: {problem}")
                if told is not None:
                    return told
        if not self.peer.trusting and lent.is_mock(value):
            return {"lent": self.lend(value), "about": about(value)[:100]}
        if not self.peer.trusting and lent.is_lent_object(value):
            name, special = type(value).__name__[:100], lent.special_of(value)
            about_it = about(value)[:100]
            return {"lent": self.lend(value), "about": about_it, "name": name, "special": special}
        if not self.peer.trusting and lent.is_lent_iterator(value):
            return {"steps": self.keep(value), "about": about(value)[:100]}
        if isinstance(value, types.ModuleType):
            return {"module": value.__name__, "thing": self.keep(value)}
        if isinstance(value, type):
            return self.class_of(value)
        if isinstance(value, FUNCTIONS) or (callable(value) and not self._answers(value)):
            return self._function(value, depth)
        if not self._answers(value):
            return self._thing(value, about(value))
        return {
            "object": self.keep(value),
            "classes": classes_of(value),
            "about": about(value)[:100],
            "class": self.class_of(type(value)),
            "module": str(type(value).__module__)[:100],
            "real": is_of_module(type(value)),
            "callable": callable(value),
            "iterator": isinstance(value, Iterator),
            "context": isinstance(value, contextlib.AbstractContextManager),
        }

    def _answers(self, value: Any) -> bool:
        """Whether the other end may ask this end about the value: only of a student's object.

        Not of what a kind or a base could have carried: there nobody's word is needed.
        """
        library = type(value).__module__.partition(".")[0]
        return (
            self.peer.trusting
            and not issubclass(type(value), BASES)
            and not (issubclass(type(value), CONTAINERS) and type(value).__module__ != "__main__")
            and not any(issubclass(type(value), kind.bases()) for kind in kinds())
            and library not in ("keras", "tensorflow", "functools")
        )

    def _thing(self, value: Any, words: str) -> Any:
        return {"thing": self.keep(value), "about": words[:300], "classes": classes_of(value)}

    def class_of(self, kind: type) -> Any:
        """A class as JSON's types: by its name if both ends have it."""
        module, name = kind.__module__, kind.__name__
        if shared_class(module, name) is kind and is_shared(kind, self.peer.trusting):
            return {"type": [module, name]}
        if not self.peer.trusting:
            told = self._thing(kind, f"the class {name}")
            own = shared_class(module, name) is kind and module != "__main__"
            return told | {"type": [module, name]} if own else told
        if self.peer.is_record(kind):
            return {"own": name}
        if id(kind) not in self.told:
            bases = [self.class_of(base) for base in kind.__bases__ if base is not object]
            self.told[id(kind)] = {
                "class": self.keep(kind), "name": str(name)[:100], "bases": bases,
                "main": module == "__main__",
                "callable": any("__call__" in vars(base) for base in kind.__mro__),
                "says": tell_class(kind, Writer(self, 0)),
            }  # fmt: skip
        return self.told[id(kind)]

    def _function(self, value: Any, depth: int) -> Any:
        name = getattr(value, "__name__", None)
        name = name if isinstance(name, str) else type(value).__name__
        module = getattr(value, "__module__", None)
        if not self.peer.trusting and (module in OF_PROCESS or (module, name) in REACHING):
            return self._thing(value, f"the function {name}") | {"type": [module, name]}
        told: dict[str, Any] = {"function": self.lend(value), "name": name[:100]}
        if isinstance(module, str) and getattr(sys.modules.get(module), name, self) is value:
            told["from"] = module[:100]
        if isinstance(value, TELLING):
            says = tell_function(value, Writer(self, depth))
            kept = SAID if self.peer.trusting else SAID_BY_TEST
            told |= {part: said for part, said in says.items() if part in kept}
            if "doc" in says and not self.peer.trusting:
                told["doc"] = self._doc(told["function"], says["doc"])
        return told

    def _doc(self, key: int, doc: str) -> str:
        """The docstring of a test's function; of a hidden test's, what stands for it there."""
        if not self.peer.withholds:
            return doc
        self.docs[DOC.format(key)] = doc
        return DOC.format(key)

    def blob(self, array: np.ndarray) -> int | str:
        """The place of an array in the message; of a small one, itself as a text."""
        self.size += array.nbytes
        if self.size > MAX_BYTES:
            raise CannotTravel(f"more than {MAX_BYTES // 2**20} MB cannot travel at once.")
        file = io.BytesIO()
        np.lib.format.write_array(file, np.asarray(array), allow_pickle=False)
        if array.nbytes <= SMALL:
            return base64.b64encode(file.getvalue()).decode()
        self.blobs.append(file.getvalue())
        return len(self.blobs) - 1

    # -- decoding -------------------------------------------------------------------------------

    def decode(self, document: Any, blobs: Blobs) -> Any:
        """The value of a message. Raises ValueError where the message is malformed."""
        self.heard = self.rows = 0
        try:
            return self.read(document, blobs)
        except (CannotTravel, OutOfTime):
            raise
        except Exception as error:
            raise ValueError(f"malformed message: {error!r}") from None

    def read(self, item: Any, blobs: Blobs) -> Any:
        """The value of a part of a message."""
        if item is None or isinstance(item, (bool, int, float, str)):
            return item
        if isinstance(item, list):
            return [self.read(part, blobs) for part in item]
        tag = next(iter(item))
        content = item[tag]
        match tag:
            case "dict":
                return {self.read(key, blobs): self.read(part, blobs) for key, part in content}
            case "tuple" | "set" | "frozenset":
                kind = {"tuple": tuple, "set": set, "frozenset": frozenset}[tag]
                return kind(self.read(part, blobs) for part in content)
            case "numbers":
                array = array_at(content, blobs)
                self.heard += array.size
                if array.ndim != 1 or array.dtype.kind not in "if" or self.heard > MAX_NUMBERS:
                    raise ValueError("no list of numbers")
                return array.tolist()
            case "text":
                return self.folder.join(map(str, content[:MAX_PLACES]))
            case "f8" | "i8" | "b1":
                return np.dtype(tag).type(content)
            case "array":
                array = array_at(content, blobs)
                array.flags.writeable = not item.get("locked")
                return array
            case "objects":
                array = array_of_objects([self.read(part, blobs) for part in content])
                array = array.reshape([int(size) for size in item["shape"]])
                array.flags.writeable = not item.get("locked")
                return array
            case "scalar":
                return array_at(content, blobs)[()]
            case "int":
                return int(content, 16)
            case "complex":
                return complex(*map(float, content))
            case "bytes" | "bytearray":
                return {"bytes": bytes, "bytearray": bytearray}[tag](base64.b64decode(content))
            case "range":
                return range(*map(int, content))
            case "slice":
                return slice(*(self.read(part, blobs) for part in content))
            case "yours":
                return self.kept[content]
            case "type":
                return self._shared(*content)
            case "thing" if self.peer.trusting and "type" in item:
                return self._imported(item)
            case "module":
                return self._module(str(content)[:100], int(item["thing"]))
            case "class":
                made = self.class_here(item)
                if made is stand_ins.Unasked:
                    return self._maker(int(content), str(item["name"])[:100])
                return made
            case "object":
                value = self._remote(item)
                if not stand_ins.is_asked(value):
                    self.meet(item)
                return value
            case "function":
                return self._stand_in(item, Reader(self, blobs))
            case "lent" | "steps" if self.peer.trusting:
                key, words = int(content), str(item["about"])
                of_test: Any = lent.Lent if tag == "lent" else lent.LentIterator
                if "special" in item:
                    of_test = lent.class_of_lent(str(item["name"]), tuple(item["special"]))
                if key not in self.stand_ins:
                    self.stand_ins[key] = of_test(self.peer.call, key, words)
                return self.stand_ins[key]
            case "thing":
                self.meet(item)
                words = str(item["about"])[:300]
                handle = Kept if self.peer.trusting else handle_of(own_name(item))
                return self.stand_ins.setdefault(int(content), handle(int(content), words))
        for adapter in kinds():
            if adapter.tag == tag:
                return adapter.decode(item, Reader(self, blobs))
        raise ValueError(f"unknown tag {tag!r:.50}")

    def meet(self, item: dict[str, Any]) -> None:
        """Note the classes of what has come and is not itself here."""
        if len(self.met) < MET:
            self.met.append({str(name) for name in item.get("classes", [])[:20]})

    def _shared(self, module: str, name: str) -> type:
        kind = shared_class(module, name)
        shared = kind is not None and is_shared(kind, not self.peer.trusting)
        if kind is None or not shared or module.partition(".")[0] not in SHARED:
            raise ValueError(f"no class {module}.{name}"[:100])
        return kind

    def _imported(self, item: dict[str, Any]) -> Any:
        """The class or function that a test names, of a library that is here too."""
        module, name = item["type"]
        with contextlib.suppress(Exception):
            return getattr(importlib.import_module(module), name)
        key = int(item["thing"])
        return self.stand_ins.setdefault(key, Kept(key, str(item["about"])))

    def _module(self, name: str, key: int) -> Any:
        """Our own module of that name, if the instructor's cells import it."""
        if self.peer.trusting or name in self.peer.modules:
            with contextlib.suppress(ImportError):
                return importlib.import_module(name)
        return self.stand_ins.setdefault(key, handle_of("module")(key, f"the module {name}"))

    def _maker(self, key: int, name: str) -> Handle:
        """What stands for a class of which nothing is told here."""
        if key not in self.stand_ins:
            self.stand_ins[key] = (
                handle_of("type")(key, f"the class {name}") if self.peer.trusting
                else named(RemoteMaker, "type")(key, name, self.peer.call)
            )  # fmt: skip
        return self.stand_ins[key]

    def class_here(self, item: dict[str, Any], depth: int = 0) -> type:
        """The class of this end, or the stand-in, for one that arrives."""
        if "type" in item:
            return self._shared(*item["type"])
        if "own" in item:
            return Reader(self, []).own_class(str(item["own"])) or stand_ins.Unasked
        key = int(item["class"])
        if key not in self.classes:
            name = str(item["name"])[:100]
            if depth > MAX_DEPTH or len(self.classes) > 1000:
                raise ValueError("too many classes")
            bases = [self.class_here(base, depth + 1) for base in item["bases"][:10]]
            known = any(
                issubclass(base, Exception) or "_key_of_stand_in" in own_members(base)
                for base in bases
            )
            reached = self.reaching and item.get("main") is True
            if not known and not reached and name not in self.peer.class_names:
                return stand_ins.Unasked
            says = heard_of_class(item.get("says"), Reader(self, []))
            self.classes[key] = make_class(
                self.peer.call, key, name, bases, item.get("callable") is True, says
            )
        return self.classes[key]

    def _remote(self, item: dict[str, Any]) -> Any:
        key = int(item["object"])
        known = self.stand_ins.get(key)
        if isinstance(known, Remote):
            stand_ins.arrived(known, again=True)
        if known is None:
            words = str(item["about"])[:100]
            kind = self._kind_of_remote(item)
            if kind is not None:
                made: Any = object.__new__(kind)
                stand_ins.settle(made, self.peer.call, key, words)
                stand_ins.arrived(made, again=False)
                self.stand_ins[key] = made
            elif item.get("callable") is True:
                told = {"function": key, "name": words}
                self.stand_ins[key] = make_function(
                    self.peer.call, key, words, told, Reader(self, [])
                )
            else:
                self.stand_ins[key] = handle_of(own_name(item))(key, words)
        return self.stand_ins[key]

    def _kind_of_remote(self, item: dict[str, Any]) -> type | None:
        """As what an object of the other end answers here; None: it does not.

        The instructor's notebook decides that: its own cells define a class of that name, or import
        the library that the object is said to be of. So nothing can pass for a model that has to
        be rebuilt.
        """
        kind = self.class_here(item["class"])
        if issubclass(kind, Remote) and kind is not stand_ins.Unasked:
            return kind
        module, of = str(item["module"]), item["class"]
        name = str(of["type"][1] if "type" in of else of.get("name", ""))
        library = module.partition(".")[0]
        if library in self.peer.modules and library not in PROVED:
            ours = class_of_library(module, name)
            if ours is not None and not any(issubclass(ours, k.bases()) for k in kinds()):
                own = library in self.peer.beside
                return stand_ins.of_library(ours, item.get("real") is True, own)
        if item.get("iterator") is True:
            return stand_ins.of_iterator(module, name, of.get("says", {}).get("names", ()))
        return named(stand_ins.RemoteContext, name) if item.get("context") is True else None

    def _stand_in(self, item: dict[str, Any], reader: Reader) -> Callable[..., Any]:
        key, name = int(item["function"]), str(item["name"])[:100]
        module = str(item.get("from", ""))
        if module.partition(".")[0] in self.peer.beside and module in sys.modules:
            ours = vars(sys.modules[module]).get(name)
            if isinstance(ours, types.FunctionType):  # of a file of the instructor's
                return ours
        if self.reaching:
            self.reached.add(key)
        if key not in self.stand_ins:
            self.stand_ins[key] = make_function(self.peer.call, key, name, item, reader)
        return self.stand_ins[key]

    def answer(self, document: Any, blobs: Blobs, key: int) -> Any:
        """The value of an answer to what the other end's thing of that key was asked.

        What an object that answers has and returns answers too, be it of a class by another name.
        """
        asked = self.classes.get(key, self.stand_ins.get(key))
        self.reaching = key in self.reached or stand_ins.is_asked(asked)
        try:
            return self.decode(document, blobs)
        finally:
            self.reaching = False


def about(value: Any) -> str:
    """What a value is, in words."""
    if isinstance(value, type):
        return f"the class {value.__name__}"
    return f"an object of type {type(value).__name__}"


def classes_of(value: Any) -> list[str]:
    """The names of the classes of a value, but object."""
    return [
        kind.__name__[:100] for kind in type(value).__mro__[:-1] if isinstance(kind.__name__, str)
    ][:20]


def own_name(item: dict[str, Any]) -> Any:
    """The name of the class of what has come, as the other end says it; see classes_of."""
    classes = item.get("classes")
    return next(iter(classes), "object") if isinstance(classes, list) else ""


def shared_class(module: str, name: str) -> type | None:
    """The class that a module has under that name, if it is imported here."""
    value = vars(sys.modules[module]).get(name) if module in sys.modules else None
    return value if isinstance(value, type) else None


def class_of_library(module: str, name: str) -> type | None:
    """The class of a module that is imported here, or that its library imports when it is asked."""
    place: Any = None
    path = ""
    for part in module.split("."):
        path = f"{path}.{part}" if path else part
        place = sys.modules.get(path) or getattr(place, part, None)
        kind = getattr(place, name, None)
        if isinstance(kind, type) and kind.__module__ == module:
            return kind
    return None


def is_shared(kind: type, of_submission: bool) -> bool:
    """Whether a class is one that both ends have, and a submission may name it if it is to."""
    module = str(kind.__module__)
    if module.partition(".")[0] not in SHARED:
        return False
    return not of_submission or (kind.__name__ not in UNSHARED and module[:9] != "pandas.io")


def is_of_module(kind: type) -> bool:
    """Whether a class is the one that its module has under its name."""
    name = kind.__module__
    return isinstance(name, str) and shared_class(name, kind.__name__) is kind
