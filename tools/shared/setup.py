# @title Set-up: run this cell first. { display-mode: "form" }
# It loads the libraries, installs what is missing, and defines the checks that the tests use.
import builtins
import contextlib
import importlib.util
import numbers
import os
import platform
import subprocess
import sys
import types
import warnings

PACKAGES = ("numpy", "matplotlib", "tensorflow")
missing = [name for name in PACKAGES if importlib.util.find_spec(name) is None]
if missing:
    subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", *missing], check=True)


@contextlib.contextmanager
def quiet_libraries():
    """TensorFlow writes start-up notes from C++, past sys.stderr: hold back file descriptor 2."""
    sys.stderr.flush()
    kept = os.dup(2)
    with open(os.devnull, "w") as nowhere:
        os.dup2(nowhere.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
# Keras's advice on Sequential models is no fault of an answer; on stderr it would count as one.
warnings.filterwarnings("ignore", message="Do not pass an `input_shape`", category=UserWarning)
with quiet_libraries(), warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import keras
    import matplotlib.pyplot as plt
    import numpy as np
    import tensorflow as tf

    gpus = tf.config.list_physical_devices("GPU")
    for gpu in gpus:  # share the GPU between notebooks instead of taking all its memory
        tf.config.experimental.set_memory_growth(gpu, True)
    # Newer GPUs round the factors of a product to 11 bits: too coarse to compare with NumPy.
    tf.config.experimental.enable_tensor_float_32_execution(False)


def make_checks(notebook):
    """The checks, over names that no cell can rebind. notebook: the names of its cells."""
    import ast
    import builtins
    import contextlib
    import copy
    import decimal
    import inspect
    import io
    import numbers
    import symtable
    import sys
    import textwrap
    import traceback
    import types
    import warnings
    from collections.abc import Iterable, Iterator

    import keras
    import numpy as np
    import tensorflow as tf

    tables = {}  # expected mistakes, by the name under which a test asks for them
    seen = {}  # by the name of an exercise, the answer whose visible test has passed

    class NotRight(AssertionError):
        """A failed check. Jupyter shows its message alone, without a traceback.

        cause: the likely cause in words, where the check knows one, else None.
        """

        def __init__(self, message, cause=None, say_cause=True):
            if cause and say_cause:
                message = f"{message}\n  Likely cause: {cause}"
            super().__init__(message if len(message) <= 6000 else f"{message[:6000]} ...")
            self.cause = cause

        def _render_traceback_(self):
            """The message as lines that `nbgrader validate`, too, shows whole."""
            return [
                piece
                for line in str(self).splitlines()
                for piece in textwrap.wrap(line, 83, subsequent_indent=" " * 6) or [""]
            ]

    class NotNumbers(Exception):
        """A value is not numbers. The message completes the sentence: this is ..."""

    KINDS = {"b": "truth values", "c": "complex numbers", "U": "text", "S": "bytes", "M": "dates"}

    def is_of_own_class(value):
        """Whether a value is of a class that the notebook defines, and more than its fields.

        In grading such a value stays with the answer, also where it is a number or a dict.
        """
        kind = type(value)
        fields = hasattr(kind, "_fields") or hasattr(kind, "__members__")
        return kind.__module__ == "__main__" and not fields

    def as_numbers(value):
        """The numbers of a value as an array of floats. Raises NotNumbers."""
        if is_of_own_class(value):
            raise NotNumbers(f"an object of type {type(value).__name__}")
        if isinstance(value, (tf.Tensor, tf.Variable, keras.Variable)):
            value = value.numpy()
        if isinstance(value, np.ma.MaskedArray) and np.ma.is_masked(value):
            raise NotNumbers("an array of which some values are masked")
        if isinstance(value, (np.ndarray, np.generic)):
            array = np.asarray(value)
            if array.dtype.kind in "iuf" or array.dtype.name == "bfloat16":
                return array.astype(float)
            if array.dtype.kind != "O":
                raise NotNumbers(KINDS.get(array.dtype.kind, f"an array of {array.dtype}"))
            inner = as_numbers(list(array.ravel()))
            return inner.reshape(array.shape + inner.shape[1:])
        if isinstance(value, (list, tuple, range)):
            parts = [as_numbers(item) for item in value]
            if len({part.shape for part in parts}) > 1:
                raise NotNumbers("no array of numbers with rows of equal length")
            return np.stack(parts) if parts else np.zeros(0)
        if isinstance(value, (str, bytes, bool, complex)):
            words = {str: "text", bytes: "bytes", bool: "a truth value"}
            raise NotNumbers(words.get(type(value), "a complex number"))
        if isinstance(value, (numbers.Real, decimal.Decimal)):
            return np.asarray(float(value))
        kind = type(value)
        if kind.__name__ == "Handle" and kind.__module__ == "grading.wire.handles":
            raise NotNumbers(repr(value).strip("<>"))  # of what class it is, is not known
        raise NotNumbers("None" if value is None else f"an object of type {kind.__name__}")

    def is_same(got, want, tol=1e-6):
        """True if got is want: numbers and arrays of them within tol, all else exactly.

        A number is a number, whatever its type; an int is not a float, and True is no number.
        `...` in want stands for anything.
        """
        try:
            return bool(same(got, want, tol))
        except Exception:  # whatever a strange value does when it is looked at
            return False

    def same(got, want, tol):
        if want is ...:
            return True
        if is_of_own_class(got):
            return False
        if isinstance(got, np.ndarray) and got.ndim == 0 and not isinstance(want, np.ndarray):
            got = got[()]
        if isinstance(want, dict):
            return (
                isinstance(got, dict)
                and len(got) == len(want)
                and all(key in got and is_same(got[key], want[key], tol) for key in want)
            )
        if isinstance(want, (list, tuple)):
            return (
                isinstance(got, (list, tuple))
                and len(got) == len(want)
                and all(is_same(item, wanted, tol) for item, wanted in zip(got, want, strict=True))
            )
        if isinstance(want, (bool, np.bool_)):
            return isinstance(got, (bool, np.bool_)) and got == want
        if isinstance(want, str):
            return isinstance(got, str) and str.__eq__(str(got), str(want))
        if isinstance(want, numbers.Integral):
            whole = isinstance(got, numbers.Integral) and not isinstance(got, (bool, np.bool_))
            return whole and int(got) == int(want)
        if isinstance(want, np.ndarray) and want.dtype.kind not in "iufO":
            got = np.asarray(got)
            return got.dtype.kind == want.dtype.kind and np.array_equal(got, want)
        if isinstance(want, (np.ndarray, numbers.Real)):
            array, wanted = as_numbers(got), as_numbers(want)
            return array.shape == wanted.shape and np.allclose(
                array, wanted, rtol=tol, atol=tol, equal_nan=True
            )
        if isinstance(want, (set, frozenset, bytes)):
            return isinstance(got, type(want)) and got == want
        return got is want

    def show(value, room=400):
        """A value as short text: arrays and lists with at most a few rows, and their shape."""
        try:
            return shown(value, room)
        except Exception:  # whatever a strange value does when it is looked at
            return f"<an object of type {type(value).__name__}>"

    def shown(value, room):
        if isinstance(value, (np.ndarray, tf.Tensor, tf.Variable, keras.Variable)):
            array = value if isinstance(value, np.ndarray) else value.numpy()
            text = np.array2string(array, precision=6, threshold=40, edgeitems=3, separator=", ")
            return text if array.ndim < 2 else f"{text}, shape {array.shape}"
        if isinstance(value, np.generic):
            value = value.item()
        if isinstance(value, float):
            return repr(float(f"{value:.7g}"))  # as precise as any check looks
        if isinstance(value, type) or inspect.isroutine(value):
            return getattr(value, "__name__", "a function")
        if isinstance(value, dict) and any(isinstance(item, np.ndarray) for item in value.values()):
            shapes = [np.shape(item) for item in value.values()]
            if len({*shapes}) == 1:
                return f"{{{', '.join(map(str, value))}: arrays {shapes[0]}}}"
            text = ", ".join(f"{key} {shape}" for key, shape in zip(value, shapes, strict=True))
            return f"a dict of arrays: {text}"
        if type(value) in (list, tuple):
            return shown_items(value, room)
        kind = type(value)
        if kind.__repr__ is object.__repr__ or kind.__module__ == "grading.wire.handles":
            return f"<an object of type {kind.__name__}>"  # one is shown as what stands for it is
        text = repr(value)
        return text if len(text) <= room else f"{text[: room - 90]} ... {text[-60:]}"

    def shown_items(value, room):
        """A list or tuple: as many whole items as fit, then how many more there are."""
        texts: list = []
        left = room
        for item in value:
            text = show(item, max(room // 2, 100))
            if texts and len(text) > left:
                texts.append(f"... {len(value) - len(texts)} more")
                break
            texts.append(text)
            left -= len(text)
        comma = "," if len(value) == 1 and isinstance(value, tuple) else ""
        text = ", ".join(texts) + comma
        return f"[{text}]" if isinstance(value, list) else f"({text})"

    def mistakes(name, *hints):
        """Keep hints (pairs: wrong answer or test, cause) for tests that say hints=name."""
        tables[name] = hints

    def hinted(got, hints, tol):
        """The cause of the first hint that fits, or None.

        A pair is a wrong answer (in which `...` fits anything), a function that tells of an answer
        whether it is wrong so (None needs a pair of its own), a class of exceptions (of those
        whose message says no cause by itself), or an exception whose message holds one of the
        texts of this one; and the cause in words.
        """
        # Whoever has not run the cell with the table is told what is wrong, and no cause.
        for wrong, cause in tables.get(hints, ()) if isinstance(hints, str) else hints:
            with contextlib.suppress(Exception):
                if isinstance(wrong, type) and issubclass(wrong, Exception):
                    fits = isinstance(got, wrong) and not said_by_python(got)
                elif isinstance(wrong, Exception):
                    said = words_of(got) if isinstance(got, type(wrong)) else ""
                    fits = any(text in said for text in wrong.args)
                elif isinstance(wrong, types.FunctionType):
                    fits = not isinstance(got, (BaseException, types.NoneType)) and wrong(got)
                else:
                    fits = is_same(got, wrong, tol)
                if fits:
                    return cause
        return None

    def likely_cause(got, want, hints, tol):
        """The first cause that fits: of hints, a name or pairs; then in general; else None."""
        try:
            if isinstance(got, Iterator):  # a hint would use it up
                return general_cause(got, want, tol)
            if is_of_own_class(got) or is_of_another_kind(got, want):
                return general_cause(got, want, tol)
            cause = one_of_several(got, want, tol) or hinted(got, hints, tol)
            return cause or general_cause(got, want, tol)
        except Exception:  # whatever a strange value does when it is looked at
            return None

    def is_of_another_kind(got, want):
        """Whether got has no numbers or places, as want has: of it, no hint can know anything."""
        if isinstance(want, (list, tuple)):
            return isinstance(got, dict)  # its keys are no places
        if got is None or isinstance(got, (list, tuple, np.ndarray)):
            return False
        if isinstance(want, bool) or not isinstance(want, (np.ndarray, numbers.Real)):
            return False
        try:
            return as_numbers(got) is None
        except NotNumbers:
            return True

    def one_of_several(got, want, tol):
        """The cause if a tuple came back that has what was wanted in it, or None."""
        if not isinstance(got, tuple) or not isinstance(want, (np.ndarray, numbers.Real, str)):
            return None
        if not any(is_same(item, want, tol) for item in got):
            return None
        if len(got) == 1:
            return "this is a tuple of one. Does a comma stand behind it?"
        return f"what was asked for is among the {len(got)} values here. Give it alone."

    def general_cause(got, want, tol):
        """A cause that needs no knowledge of the exercise, or None. It names what is seen to be."""
        kind = type(got).__name__
        if got is None:
            return None if want is None else "this is None, no value."
        if isinstance(got, Iterator) and type(got).__module__ in ("builtins", "itertools"):
            return "zip, map and generators give values one by one. Make a list of them first."
        if can_be_called(got):
            return "this can be called, and is not what the call gives. Are its brackets missing?"
        if isinstance(want, (list, tuple, dict)):
            of = "list" if isinstance(want, list) else type(want).__name__
            kinds = dict if isinstance(want, dict) else (list, tuple)
            if is_of_own_class(got) or not isinstance(got, kinds):
                return f"a {of} was expected, this is of type {kind}."
            return cause_inside(got, want, tol)
        if isinstance(want, str):
            if is_of_own_class(got) or not isinstance(got, str):
                return f"text was expected, this is of type {kind}."
            if got.strip().casefold() == want.strip().casefold():
                return "capital letters or spaces differ."
            return None
        if isinstance(want, (bool, np.bool_)) or not isinstance(want, (np.ndarray, numbers.Real)):
            return None
        wanted = as_numbers(want)
        shape = wanted.shape
        try:
            array = as_numbers(got)
        except NotNumbers as problem:
            return f"{'numbers were' if shape else 'a number was'} expected, this is {problem}."
        if array.shape != shape:
            if array.ndim == 2 and array.T.shape == shape and is_same(array.T, want, tol):
                return "the result is transposed: rows and columns are exchanged."
            if shape == ():
                return f"one number was expected, this is of shape {array.shape}."
            if array.shape == ():
                return f"an array of shape {shape} was expected, this is one number."
            return f"the shape should be {shape}, this one is {array.shape}."
        if isinstance(want, numbers.Integral):
            return f"an int was expected, this is a {kind}." if array == want else None
        if np.isnan(array).any() and not np.isnan(wanted).any():
            return "the result contains NaN, not-a-number."
        if array.ndim == 2 and is_same(array.T, want, tol):
            return "the result is transposed: rows and columns are exchanged."
        if array.ndim and is_same(array[::-1], want, tol):
            return "this is in reverse order, first to last."
        if is_same(np.abs(array), np.abs(wanted), tol):
            if is_same(-array, want, tol) and (wanted < 0).any() and (wanted > 0).any():
                return "the sign is wrong: plus and minus are exchanged."
            return "the sign is wrong." if array.size == 1 else "the sign of some numbers is wrong."
        for digits in (3, 4, 5):  # with fewer, another mistake may give the same
            if array.any() and is_same(array, np.round(wanted, digits), 1e-12):
                return f"this is rounded to {digits} digits after the point. Give it as it is."
        dtype = getattr(getattr(got, "dtype", None), "name", "")
        if dtype in ("float16", "bfloat16") and is_same(got, want, 0.05):
            return f"the type {dtype} keeps three digits or less. Take float, which keeps 15."
        return None

    def can_be_called(value):
        """Whether a value is a function, a class or the like; so, too, what stands for it."""
        kind = type(value)
        if str(kind.__module__).startswith("grading."):  # it has more methods than it answers
            return kind.__name__ == "type"
        return callable(value)

    def cause_inside(got, want, tol):
        """The cause in a list, tuple or dict: its size or keys, then its first wrong part."""
        if isinstance(want, dict):
            lacks = [show(key) for key in want if key not in got]
            extra = [show(key) for key in got if key not in want]
            if lacks or extra:
                words = [f"{', '.join(lacks[:5])} missing"] if lacks else []
                words += [f"{', '.join(extra[:5])} not asked for"] if extra else []
                return f"the keys differ: {'; '.join(words)}."
            places: Iterable = list(want)
        elif len(got) != len(want):
            return f"there should be {len(want)} of them, here are {len(got)}."
        else:
            places = range(len(want))
        place = next(place for place in places if not is_same(got[place], want[place], tol))
        cause = general_cause(got[place], want[place], tol)
        where = f"[{show(place)}]"
        if cause:
            return f"in its part {where}, {cause}"
        return f"its part {where} is wrong." if isinstance(want, dict) else None

    UNSTEADY = (
        "the same call gives another result each time. Is anything random in it, kept from one "
        "call to the next, or read from np.empty before it was filled?"
    )

    NOTHING = "nothing came back. Does every way through it end in `return` and a value?"

    SIGNATURE = ("positional argument", "keyword argument")  # what Python says of a call
    # What Python says of usual mistakes, and what is behind it.
    RAISED = (
        ("sequence by non-int", "a list was multiplied. Turn lists into arrays first: np.asarray."),
        ("for @: 'list'", "Python's lists know no @. Turn them into arrays first: np.asarray."),
        ("'list' and", "an operation that lists do not have. Turn them into arrays: np.asarray."),
        ("and 'list'", "an operation that lists do not have. Turn them into arrays: np.asarray."),
        ("slices, not tuple", "lists have no such index. Turn them into arrays: np.asarray."),
        ("slices, not list", "lists have no such index. Turn them into arrays: np.asarray."),
        ("indices must be", "an index has to be a whole number, no float (`/` gives one)."),
        ("only integers, slices", "an index has to be a whole number, no float (`/` gives one)."),
        ("indices must be of integer", "an index has to be a whole number. Is this one a float?"),
        ("'float' object cannot be interpreted", "a whole number is needed, no float (`/` "
           "gives one)."),
        *((f"'list' object has no attribute '{name}'", "this needs an array, not a list: "
           "np.asarray first.") for name in dir(np.ndarray)),
        ("inhomogeneous", "its parts differ in length. An array needs equal ones."),
        ("array element with a sequence", "one place of an array takes one number, not several."),
        ("too many indices", "there are more indices than the array has axes."),
        ("invalid index to scalar", "a single number was given an index."),
        ("pop from", "there was nothing left to take out with `pop`."),
        (
            "truth value of an array",
            "`if`, `and`, `or`, `in`, `max` and the like ask one value, and this is an array. "
            "Element by element: np.where; whether it was given at all: `is None`.",
        ),
        ("operand 1 does not have enough", "a single number stands behind `@`, not a vector."),
        ("expected ndim=3, found ndim=2", "a recurrent layer reads a sequence (batch, steps, size)."
         " Does the layer below give its last state alone? Let that one return its sequence."
         " Or does the input lack an axis?"),
    )  # fmt: skip

    def cause_of_error(error, hints):
        """The likely cause of an exception, or None."""
        text = words_of(error)
        if isinstance(error, TypeError) and any(words in text for words in SIGNATURE):
            return "a function was called with other arguments than its first line says."
        cause = likely_cause(error, None, hints, 0)
        if cause:
            return cause
        if isinstance(error, RecursionError):
            return "the function calls itself too often, one call inside the other, or without end."
        return said_by_python(error)

    def said_by_python(error):
        """The cause that is behind what Python or NumPy says, or None."""
        text = words_of(error)
        return next((cause for words, cause in RAISED if words in text), None)

    def words_of(error):
        """The message of an exception, at most a few lines of it."""
        try:
            text = str(error)
        except Exception:  # an exception can be the student's own
            text = "(it has no message that can be read)"
        return text if len(text) <= 500 else f"{text[:500]} ..."

    def check_value(what, got, want, hints=(), tol=1e-6, about=None):
        """Compare got with want. Given about (hidden tests), the message shows only that."""
        if is_same(got, want, tol):
            return
        if about:
            lines = [f"{what} is not right for {about}."]
        else:
            lines = [f"{what} is not right."]
            texts = {"  expected: ": show(want), "  got:      ": show(got)}
            kinds = [type(want).__name__, type(got).__name__]
            alike = len({*texts.values()}) == 1
            if alike and kinds[0] != kinds[1]:
                texts = {
                    label: f"{text} ({kind})"
                    for (label, text), kind in zip(texts.items(), kinds, strict=True)
                }
            for label, text in texts.items():
                lines.append(label + text.replace("\n", "\n" + " " * len(label)))
            if alike and kinds[0] == kinds[1]:
                lines.append("  They differ in digits or places that are not shown.")
        raise NotRight("\n".join(lines), likely_cause(got, want, hints, tol))

    def run_call(function, args, kwargs, about):
        """Returns the call as text, its result and its exception. It may not change its arguments.

        A warning, or a line on stderr, is no fault: only stderr would count as one.
        """
        __tracebackhide__ = True
        name = getattr(function, "__name__", None)
        name = name if isinstance(name, str) else "the function"
        parts = [show(value) for value in args] + [f"{key}={show(v)}" for key, v in kwargs.items()]
        text = f"{name}({', '.join(parts)})"
        if len(text) > 100 or "\n" in text:
            parts = [value.replace("\n", "\n    ") for value in parts]
            text = f"{name}(\n    " + ",\n    ".join(parts) + "\n)"
        text = name if about else text
        before = copy.deepcopy((args, kwargs))
        result = error = None
        try:
            with warnings.catch_warnings(record=True), contextlib.redirect_stderr(sys.stdout):
                result = function(*args, **kwargs)
        except NotImplementedError:
            cause = f"{name} is not written yet: its stub is still there."
            raise NotRight(cause, cause, say_cause=False) from None
        except (
            Exception,
            SystemExit,
        ) as raised:  # this is part of the answer
            error = raised
        kinds = (list, tuple, dict, np.ndarray)
        pairs = [*zip(args, before[0], strict=True)]
        pairs += [(value, before[1][key]) for key, value in kwargs.items()]
        if any(isinstance(old, kinds) and not untouched(new, old) for new, old in pairs):
            raise NotRight(
                f"{text} changed its argument. "
                "Work on a copy: the caller still needs the original.",
                "the argument is changed.",
                say_cause=False,
            )
        return text, result, error

    def untouched(new, old):
        """True if new is what old was: the same values, and the keys of dicts in their order."""
        if not is_same(new, old, 0):
            return False
        if isinstance(old, dict):
            return [*new] == [*old] and all(untouched(new[key], old[key]) for key in old)
        if isinstance(old, (list, tuple)):
            return all(map(untouched, new, old))
        return True

    def lines_of(error):
        """Where an exception came from, as lines of text: below the call that a check made."""
        steps = traceback.walk_tb(error.__traceback__)
        kept = [step for step in steps if "__tracebackhide__" not in step[0].f_locals]
        for frame in traceback.StackSummary.extract(kept[-8:]):
            yield f"\n  in {frame.name}, line {frame.lineno}: {frame.line}"

    def is_data(value):
        """Whether a value is nothing but numbers and text, and can be compared with another."""
        if isinstance(value, dict):
            return all(map(is_data, value.values()))
        if isinstance(value, (list, tuple)):
            return all(map(is_data, value))
        if value is None or isinstance(value, (str, bool, set, frozenset, bytes)):
            return True
        try:
            return as_numbers(value) is not None
        except NotNumbers:
            return False

    def repeats(function, args, kwargs, got, tol):
        """Whether the call gives the same again. If not, no hint can know why it is wrong."""
        try:
            if not is_data(got):
                return True
            with contextlib.redirect_stdout(io.StringIO()):  # what it prints was shown
                _, again, error = run_call(function, args, kwargs, about=None)
        except Exception:
            return True
        return error is None and is_same(again, got, tol)

    def check_call(function, *args, want, hints=(), tol=1e-6, about=None, **kwargs):
        """Call function(*args, **kwargs) and compare what it returns with want."""
        text, got, error = run_call(function, args, kwargs, about)
        if error is not None:
            kind = type(error).__name__
            if about:  # what it says may hold what it was called with
                message = f"{text} raised {kind} for {about} (its message is not shown)."
            else:
                message = f"{text} raised {kind}: {words_of(error)}{''.join(lines_of(error))}"
            raise NotRight(message, cause_of_error(error, hints)) from None
        if got is None and want is not None:
            hints = [(None, hinted(None, hints, tol) or NOTHING)]
        elif not is_same(got, want, tol) and not repeats(function, args, kwargs, got, tol):
            hints = [(lambda got: True, UNSTEADY)]
        check_value(text, got, want, hints, tol, about)

    def check_error(function, *args, about, hidden=False, hints=(), **kwargs):
        """Check that the call raises ValueError with a message. about says what is bad in it."""
        text, got, error = run_call(function, args, kwargs, hidden)
        cause = None
        if isinstance(error, ValueError):
            if words_of(error).strip():
                return
            problem = "raised ValueError without a message: say in words what was wrong"
        elif error is not None:
            kind = type(error).__name__
            problem = f"raised {kind}" if hidden else f"raised {kind} ({words_of(error)})"
            if isinstance(error, AssertionError):
                cause = "`assert` raises AssertionError. Write `if ...: raise ValueError(...)`."
            else:
                cause = cause_of_error(error, hints)
        else:
            problem = "raised nothing" if hidden else f"raised nothing and returned {show(got)}"
            if isinstance(got, ValueError) or got is ValueError:
                cause = "`return` stands where `raise` belongs."
            else:
                cause = hinted(got, hints, 0)
        raise NotRight(
            f"{text} should raise ValueError, because of {about}. It {problem}."
            + (f"\n  Likely cause: {cause}" if cause else ""),
            cause or f"{about} is not refused with a ValueError that says why.",
            say_cause=False,
        )

    def passed(name):
        """Say that the visible test of an exercise passed. The last cell wants to know it too."""
        seen[name] = notebook.get(name)
        print(f"{name}: the visible test passes.")

    class TestsApart:
        """Runs test cells over names of their own, where no other cell can reach them.

        What the set-up cell and the tests have bound is theirs, as it is when grading runs them;
        all else they find in the notebook, but never in place of what Python has built in.
        """

        def __init__(self, shell):
            self.own = {**notebook}
            self.is_test = False
            self.tree = ast.parse("")
            self.binds: list = []
            for hook in [*shell.events.callbacks["pre_run_cell"]]:
                if getattr(hook, "__qualname__", "").endswith("TestsApart.look"):  # set up again
                    shell.events.unregister("pre_run_cell", hook)
                    shell.ast_transformers.remove(hook.__self__)
            shell.events.register("pre_run_cell", self.look)
            shell.ast_transformers.append(self)

        def look(self, info):
            """Called before a cell runs: is it a test?"""
            cell = getattr(info, "raw_cell", None) or ""
            titles = ("Visible test", "Hidden test", "Expected mistakes")
            self.is_test = cell.startswith(tuple(f"# @title {title}" for title in titles))
            with contextlib.suppress(SyntaxError):
                symbols = symtable.symtable(cell, "test", "exec").get_symbols()
                self.binds = [
                    symbol.get_name()
                    for symbol in symbols
                    if symbol.is_assigned() or symbol.is_imported() or symbol.is_namespace()
                ]

        def visit(self, tree):
            """Called with the parsed cell; what is returned runs in its place."""
            if not self.is_test:
                return tree
            self.is_test, self.tree = False, tree
            return ast.parse("__import__('sys').modules['course_checks'].tests.run()")

        def run(self):
            """Run the test cell that was put aside."""
            __tracebackhide__ = True
            names = {name: value for name, value in notebook.items() if not hasattr(builtins, name)}
            names |= self.own
            try:
                exec(compile(self.tree, "<test>", "exec"), names)
            except NameError as error:
                inside = error.__traceback__ and error.__traceback__.tb_next
                if inside and inside.tb_next:
                    raise  # it is not the test that asks for it
                text = (
                    f"{error.name} is not there yet: a cell above this one makes it. Run the cells"
                )
                raise NameError(f"{text} above, in order.", name=error.name) from None
            finally:
                new = {name: names[name] for name in self.binds if name in names}
                self.own |= new
                notebook.update(new)

    module = types.ModuleType("course_checks")
    vars(module)["begin"] = lambda: None
    tools = (NotRight, is_same, show, mistakes, check_value, check_call, check_error, passed)
    vars(module).update({tool.__name__: tool for tool in tools}, seen=seen)
    also = (run_call, likely_cause, cause_of_error, words_of)
    vars(module).update({tool.__name__: tool for tool in also})
    shell = notebook["get_ipython"]() if "get_ipython" in notebook else None
    if hasattr(shell, "kernel"):  # a notebook; grading has its own way
        vars(module)["begin"] = lambda: vars(module).update(tests=TestsApart(shell))
    sys.modules["course_checks"] = module
    return module


def apart(function, *args):
    """Run a function over globals of its own: what cells call `copy` or `sum` is nothing to it."""
    names = {"__builtins__": builtins, "__name__": "course_checks"}
    return types.FunctionType(function.__code__, names)(*args)


checks = apart(make_checks, globals())
NotRight, is_same, mistakes = checks.NotRight, checks.is_same, checks.mistakes
check_value, check_call, check_error = checks.check_value, checks.check_call, checks.check_error
passed = checks.passed

# (what else this notebook needs)

device = (
    "GPU: " + tf.config.experimental.get_device_details(gpus[0]).get("device_name", "unknown")
    if gpus
    else "CPU"
)
print(
    f"Python {platform.python_version()}, NumPy {np.__version__}, "
    f"TensorFlow {tf.__version__}, Keras {keras.__version__}, {device}"
)
vars(checks)["begin"]()
