# @title Set-up: run this cell first. { display-mode: "form" }
# It loads the libraries, installs what is missing, and defines the checks that the tests use.
import contextlib
import copy
import importlib.util
import inspect
import numbers
import os
import platform
import subprocess
import sys
import traceback
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


class NotRight(AssertionError):
    """A failed check. Jupyter shows its message alone, without a traceback."""

    def _render_traceback_(self):
        return str(self).splitlines()


def is_same(got, want, tol=1e-6):
    """True if got is want: numbers and arrays within tol, all else exactly, types included."""
    if isinstance(want, dict):
        return (
            isinstance(got, dict)
            and got.keys() == want.keys()
            and all(is_same(got[key], value, tol) for key, value in want.items())
        )
    if isinstance(want, (list, tuple)):
        return (
            isinstance(got, (list, tuple))
            and len(got) == len(want)
            and all(is_same(one, other, tol) for one, other in zip(got, want, strict=True))
        )
    if want is None or isinstance(want, (bool, str)):
        return type(got) is type(want) and got == want
    if isinstance(want, numbers.Integral):
        return isinstance(got, numbers.Integral) and not isinstance(got, bool) and got == want
    if isinstance(want, (np.ndarray, numbers.Real)):
        if isinstance(got, (str, bytes, dict, bool)) or got is None:
            return False
        try:
            numbers_got = np.asarray(got, dtype=float)
        except (TypeError, ValueError):
            return False
        numbers_want = np.asarray(want, dtype=float)
        return numbers_got.shape == numbers_want.shape and np.allclose(
            numbers_got, numbers_want, rtol=tol, atol=tol, equal_nan=True
        )
    return got is want


def show(value):
    """A value as short text: arrays and lists with at most a few rows, and their shape."""
    if isinstance(value, (np.ndarray, tf.Tensor)):
        value = np.asarray(value)
        text = np.array2string(value, precision=6, threshold=40, edgeitems=3, separator=", ")
        return text if value.ndim < 2 else f"{text}, shape {value.shape}"
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float):
        return repr(float(f"{value:.7g}"))  # as precise as any check looks
    if callable(value):
        return getattr(value, "__name__", "a function")
    if isinstance(value, dict) and any(isinstance(item, np.ndarray) for item in value.values()):
        text = ", ".join(f"{key} {np.shape(item)}" for key, item in value.items())
        return f"a dict of arrays: {text}"
    if isinstance(value, (list, tuple)):
        text = ", ".join(show(item) for item in value)
        comma = "," if len(value) == 1 else ""
        text = f"[{text}]" if isinstance(value, list) else f"({text}{comma})"
    else:
        text = repr(value)
    return text if len(text) <= 400 else f"{text[:300]} ... {text[-60:]}"


def likely_cause(got, want, hints, tol):
    """The first cause that fits, of hints (pairs: wrong answer or test, cause) or in general."""
    for wrong, cause in hints:
        with contextlib.suppress(Exception):
            if wrong(got) if inspect.isfunction(wrong) else is_same(got, wrong, tol):
                return cause
    if got is None:
        return "nothing came back. Is a `return` missing?"
    if isinstance(want, numbers.Integral) and isinstance(got, numbers.Real):
        return f"an int was expected, this is a {type(got).__name__}." if got == want else None
    if isinstance(want, np.ndarray):
        try:
            array = np.asarray(got, dtype=float)
        except (TypeError, ValueError):
            return "this is not an array of numbers with rows of equal length."
        if array.ndim == 2 and is_same(array.T, want, tol):
            return "the result is transposed: rows and columns are exchanged."
        if array.shape != want.shape:
            return f"the shape should be {want.shape}, this one is {array.shape}."
        if np.isnan(array).any() and not np.isnan(want).any():
            return "the result contains NaN, not-a-number."
    return None


def check_value(what, got, want, hints=(), tol=1e-6, about=None):
    """Compare got with want. Where about is given (hidden tests), the message shows only that."""
    if is_same(got, want, tol):
        return
    if about:
        lines = [f"{what} is not right for {about}."]
    else:
        lines = [f"{what} is not right."]
        for label, value in (("  expected: ", want), ("  got:      ", got)):
            lines.append(label + show(value).replace("\n", "\n" + " " * len(label)))
    cause = likely_cause(got, want, hints, tol)
    raise NotRight("\n".join(lines + ([f"  Likely cause: {cause}"] if cause else [])))


def run_call(function, args, kwargs, about):
    """Returns the call as text, its result and its exception. It may not change its arguments."""
    name = getattr(function, "__name__", "the function")
    shown = [show(value) for value in args] + [f"{key}={show(v)}" for key, v in kwargs.items()]
    text = f"{name}({', '.join(shown)})"
    if len(text) > 100 or "\n" in text:
        shown = [value.replace("\n", "\n    ") for value in shown]
        text = f"{name}(\n    " + ",\n    ".join(shown) + "\n)"
    text = name if about else text
    before = copy.deepcopy((args, kwargs))
    result = error = None
    try:
        result = function(*args, **kwargs)
    except NotImplementedError:
        raise NotRight(f"{name} is not written yet: its stub is still there.") from None
    except Exception as raised:  # whatever the answer raises is part of the answer
        error = raised
    arrays = (list, dict, np.ndarray)
    pairs = [*zip(args, before[0], strict=True)]
    pairs += [(value, before[1][key]) for key, value in kwargs.items()]
    if any(isinstance(old, arrays) and not is_same(new, old, 0) for new, old in pairs):
        raise NotRight(
            f"{text} changed its argument. Work on a copy: the caller still needs the original."
        )
    return text, result, error


def lines_of(error):
    """Where an exception came from, as lines of text: below the call that a check made."""
    steps = traceback.walk_tb(error.__traceback__)
    shown = [step for step in steps if "__tracebackhide__" not in step[0].f_locals][1:]
    for frame in traceback.StackSummary.extract(shown):
        yield f"\n  in {frame.name}, line {frame.lineno}: {frame.line}"


def check_call(function, *args, want, hints=(), tol=1e-6, about=None, **kwargs):
    """Call function(*args, **kwargs) and compare what it returns with want."""
    text, got, error = run_call(function, args, kwargs, about)
    if error is not None:
        where = "" if about else "".join(lines_of(error))
        on = f" for {about}" if about else ""
        message = f"{text} raised {type(error).__name__}{on}: {error}{where}"
        raise NotRight(message) from None
    check_value(text, got, want, hints, tol, about)


def check_error(function, *args, about, hidden=False, **kwargs):
    """Check that the call raises ValueError with a message. about says what is bad in it."""
    text, got, error = run_call(function, args, kwargs, hidden)
    if isinstance(error, ValueError):
        if str(error).strip():
            return
        problem = "raised ValueError without a message: say in words what was wrong"
    elif error is not None:
        problem = f"raised {type(error).__name__} ({error})"
    else:
        problem = "raised nothing" if hidden else f"raised nothing and returned {show(got)}"
    raise NotRight(f"{text} should raise ValueError, because of {about}. It {problem}.")


PASSED: dict = {}  # by the name of an exercise, the answer whose visible test has passed


def passed(name):
    """Say that the visible test of an exercise passed. The last cell wants to know it too."""
    PASSED[name] = globals().get(name)
    print(f"{name}: the visible test passes.")


device = (
    "GPU: " + tf.config.experimental.get_device_details(gpus[0]).get("device_name", "unknown")
    if gpus
    else "CPU"
)
print(
    f"Python {platform.python_version()}, NumPy {np.__version__}, "
    f"TensorFlow {tf.__version__}, Keras {keras.__version__}, {device}"
)
