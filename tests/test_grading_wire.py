"""The wire: what crosses it arrives equal and plain, and nothing that arrives can do harm."""

import fractions
import io
import json
import pickle
import socket
import struct
import threading
import time
import traceback
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from grading import wire
from grading.wire import codec
from grading.worker.referee import Referee
from grading.worker.student import StudentPeer


@pytest.fixture
def ends():
    """A referee and the student's names, the student's end served by a thread."""
    mine, its = socket.socketpair()
    said = io.StringIO()
    referee = Referee(mine, said)
    referee.seconds, referee.repeat_timeout, referee.deadline = 5.0, 0.2, time.monotonic() + 60
    names: dict = {}
    student = StudentPeer(its, names)
    thread = threading.Thread(target=student.serve, daemon=True)
    thread.start()
    yield referee, names
    mine.close()
    thread.join(5)
    assert not thread.is_alive()


def fetched(ends, value):
    """value as the referee gets it from a student's name."""
    referee, names = ends
    names["it"] = value
    return referee.fetch_names(["it"])["it"]


def same(got, want):
    """Equal in value and in exact type; NaN equals NaN."""
    if type(got) is not type(want):
        return False
    if isinstance(want, np.ndarray):
        return (got.dtype, got.shape, got.tobytes()) == (want.dtype, want.shape, want.tobytes())
    if isinstance(want, dict):
        return list(map(repr, got)) == list(map(repr, want)) and all(
            same(one, other) for one, other in zip(got.values(), want.values(), strict=True)
        )
    if isinstance(want, (list, tuple)):
        return len(got) == len(want) and all(map(same, got, want))
    return got == want or (got != got and want != want)


scalars = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.complex_numbers()
    | st.text(st.characters()) | st.binary() | st.floats(width=32).map(np.float32)
    | st.builds(range, st.integers(-9, 9), st.integers(-9, 9), st.integers(1, 3))
)  # fmt: skip
arrays = hnp.arrays(
    hnp.integer_dtypes() | hnp.floating_dtypes(sizes=(32, 64)) | hnp.boolean_dtypes(),
    hnp.array_shapes(min_dims=0, min_side=0, max_side=4),
)
values = st.recursive(
    scalars | arrays,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(st.text() | st.integers() | st.booleans(), inner, max_size=4)
        | st.frozensets(st.integers() | st.text(), max_size=3)
        | st.sets(st.integers() | st.tuples(st.integers(), st.text()), max_size=3)
    ),
    max_leaves=20,
)


class Loop(wire.Peer):
    """An end without a wire, to encode and decode with."""

    def __init__(self, trusting=False):
        self.trusting = trusting
        self.codec = codec.Codec(self)


@given(values)
@settings(max_examples=300, deadline=None)
def test_data_arrives_equal_and_of_the_same_type(value):
    document, blobs = Loop().codec.encode(value)
    text = json.dumps(document).encode()
    assert same(Loop().codec.decode(json.loads(text), blobs), value)


@given(st.binary(max_size=200) | st.builds(lambda a: np.asarray(a).tobytes(), arrays))
@settings(max_examples=300, deadline=None)
def test_bytes_that_are_no_array_are_refused(blob):
    with pytest.raises(ValueError):  # noqa: PT011
        codec.read_array(blob)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(
            ["dict", "tuple", "set", "array", "scalar", "tensor", "int", "complex", "bytes",
             "range", "function", "thing", "yours", "name", "about", "locked"]
        ) | st.text(max_size=4),
        inner, max_size=3,
    ),
    max_leaves=12,
)  # fmt: skip


@given(json_values, st.lists(st.binary(max_size=8), max_size=2))
@settings(max_examples=500, deadline=None)
def test_a_malformed_document_raises_one_kind_of_error(document, blobs):
    try:
        Loop().codec.decode(document, blobs)
    except ValueError:
        pass
    except wire.CannotTravel:
        pass


def header(shape, dtype="<f8"):
    """An .npy file with a header of our choice and eight bytes of data."""
    file = io.BytesIO()
    about = {"descr": dtype, "fortran_order": False, "shape": shape}
    np.lib.format.write_array_header_1_0(file, about)
    return file.getvalue() + bytes(8)


@pytest.mark.parametrize(
    "blob",
    [header((10**13,)), header((2**62, 4)), header((-1,)), header((), "|O"), header((1,) * 40),
     pickle.dumps(1), b"\x93NUMPY\x01\x00"],
    ids=["ten terabytes", "overflow", "negative", "objects", "dimensions", "pickle", "cut off"],
)  # fmt: skip
def test_headers_that_lie_are_refused_before_anything_is_allocated(blob):
    with pytest.raises(ValueError):  # noqa: PT011
        codec.read_array(blob)


def test_an_array_is_a_copy_that_the_test_may_change_unless_it_was_locked(ends):
    array = np.arange(3.0)
    got = fetched(ends, array)
    got += 1
    assert array.tolist() == [0, 1, 2]
    array.flags.writeable = False
    assert not fetched(ends, array).flags.writeable


class Liar(int):
    """Says that it equals everything."""

    def __eq__(self, other):
        return True

    __hash__ = int.__hash__


@pytest.mark.parametrize(
    "value",
    [Liar(3), type("D", (dict,), {"__eq__": lambda *_: True})(a=1), type("S", (str,), {})("z"),
     type("L", (list,), {"__len__": lambda self: 2})(), np.zeros(3).view(type("A", (np.ndarray,),
     {})), type("F", (np.float64,), {})(1), type("X", (fractions.Fraction,), {})(1, 2)],
    ids=lambda value: type(value).__mro__[1].__name__,
)  # fmt: skip
def test_a_subclass_arrives_neither_as_its_base_nor_as_something_that_answers(ends, value):
    got = fetched(ends, value)
    assert type(got) is wire.Handle
    for use in (lambda: got == 3, lambda: len(got), lambda: list(got), lambda: got.x):
        with pytest.raises(wire.CannotTravel, match=type(value).__name__):
            use()


def test_what_cannot_travel_says_so_when_it_is_used(ends):
    got = fetched(ends, object())
    uses = [
        lambda: got == 1, lambda: got + 1, lambda: got(), lambda: bool(got), lambda: got.x,
        lambda: len(got), lambda: got[0], lambda: list(got), lambda: float(got),
        lambda: np.asarray(got), lambda: 1 in got, lambda: got < 1,
    ]  # fmt: skip
    for use in uses:
        with pytest.raises(wire.CannotTravel, match="an object of type object"):
            use()
    assert "object" in repr(got)
    assert not isinstance(got, int)


@pytest.mark.parametrize(
    "value", [np.array([object()]), (i for i in "ab"), iter([1]), int, open, type("X", (), {})()]
)
def test_objects_generators_and_classes_do_not_travel_but_functions_do(ends, value):
    got = fetched(ends, value)
    assert callable(got) == (value is open) or isinstance(got, wire.Handle)


def test_a_value_that_is_too_deep_is_refused_in_words(ends):
    deep: list = []
    deep.append(deep)
    referee, names = ends
    names["it"] = lambda: deep
    with pytest.raises(wire.CannotTravel, match="nested"):
        referee.fetch_names(["it"])["it"]()


def test_a_call_takes_positions_and_names_and_brings_back_the_result(ends):
    divide = fetched(ends, lambda a, b=2, *more, c=0: (a / b, more, c))
    assert divide(9, 3, 4, c=[5]) == (3.0, (4,), [5])
    assert divide.__name__ == "<lambda>"


def test_a_name_that_is_not_defined_is_not_found(ends):
    assert ends[0].fetch_names(["nothing"]) == {}


def test_changes_of_arguments_are_seen_by_the_caller(ends):
    def change(numbers, table, array, pair):
        numbers.append(4)
        numbers[0] = 9
        table["new"] = numbers
        del table["old"]
        array[0] = 7
        pair[1].append("x")

    numbers, table, array, inner = [1, 2], {"old": 0}, np.zeros(2), []
    inside = table["row"] = [5]
    fetched(ends, change)(numbers, table, array, pair=(1, inner))
    assert numbers == [9, 2, 4]
    assert table == {"row": [5], "new": [9, 2, 4]}
    assert table["row"] is inside
    assert array.tolist() == [7, 0]
    assert inner == ["x"]


def test_a_locked_array_cannot_be_changed_by_the_other_side(ends):
    def change(array):
        array[0] = 1

    locked = np.zeros(2)
    locked.flags.writeable = False
    with pytest.raises(ValueError, match="read-only"):
        fetched(ends, change)(locked)


def test_functions_of_the_test_are_called_back_and_may_raise(ends):
    twice = fetched(ends, lambda f, x: f(f(x)))
    assert twice(lambda x: x + 1, 1) == 3

    def refuse(_):
        raise KeyError("not that")

    with pytest.raises(KeyError, match="not that"):
        twice(refuse, 1)


def test_a_function_handed_back_is_the_same_function(ends):
    referee, names = ends
    names["f"], names["is_f"] = (lambda x: x), (lambda g: g is names["f"])
    got = referee.fetch_names(["f", "is_f"])
    assert got["is_f"](got["f"])
    assert referee.fetch_names(["f"])["f"] is got["f"]


def test_an_exception_arrives_with_type_message_and_the_students_lines(ends):
    class OddError(ZeroDivisionError):
        pass

    def divide(x):
        raise OddError(f"cannot divide {x}")

    with pytest.raises(ZeroDivisionError, match="cannot divide 3") as caught:
        fetched(ends, divide)(3)
    assert type(caught.value).__name__ == "OddError"
    last = traceback.extract_tb(caught.value.__traceback__)[-1]
    assert (last.name, last.line) == ("divide", 'raise OddError(f"cannot divide {x}")')


@pytest.mark.parametrize("kind", [SystemExit, KeyboardInterrupt, GeneratorExit])
def test_an_exception_that_would_end_the_test_arrives_as_an_ordinary_one(ends, kind):
    def leave():
        raise kind("away")

    with pytest.raises(RuntimeError, match=f"{kind.__name__}: away"):
        fetched(ends, leave)()


def test_warnings_arrive_as_warnings_and_can_be_made_errors(ends):
    root = fetched(ends, lambda x: np.sqrt(np.float64(x)))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(RuntimeWarning, match="sqrt"):
            root(-1.0)


def test_an_array_changed_in_shape_is_named(ends):
    referee, names = ends
    names["f"] = lambda a: a.resize((4,), refcheck=False)
    with pytest.raises(wire.CannotTravel, match="shape"):
        referee.fetch_names(["f"])["f"](np.zeros(2))


class Rogue:
    """An end that says what it likes."""

    def __init__(self):
        mine, self.socket = socket.socketpair()
        self.referee = Referee(mine, io.StringIO())
        self.referee.seconds, self.referee.repeat_timeout = 0.3, 0.1
        self.referee.deadline = time.monotonic() + 60

    def says(self, *parts: bytes) -> None:
        sizes = struct.pack(f"!I{len(parts)}Q", len(parts), *map(len, parts))
        self.socket.sendall(sizes + b"".join(parts))

    def answers(self, answer: object, *blobs: bytes) -> None:
        self.says(json.dumps({"answer": answer}).encode(), *blobs)


@pytest.mark.parametrize(
    "raw",
    [struct.pack("!I", 0), struct.pack("!I", 10**9), struct.pack("!IQ", 1, 2**40),
     struct.pack("!IQ", 1, 3) + b"{}}", struct.pack("!IQ", 1, 2) + b"[]",
     struct.pack("!IQ", 1, 200_000) + b"[" * 200_000, struct.pack("!IQ", 1, 2) + b"{}"],
    ids=["no part", "many parts", "a terabyte", "no JSON", "a list", "deep", "nothing said"],
)  # fmt: skip
def test_a_process_that_breaks_the_protocol_is_hung_up_on(raw):
    rogue = Rogue()
    rogue.socket.sendall(raw)
    with pytest.raises(wire.Gone):
        rogue.referee.fetch_names(["x"])
    assert "process ended" in rogue.referee.events
    with pytest.raises(wire.Gone):  # and is not asked again
        rogue.referee.fetch_names(["x"])


@pytest.mark.parametrize(
    "found",
    [{"x": 3}, {"x": [{"array": 5}, 0]}, {"x": [{"yours": 99}, 0]}, {"x": [{"what": 0}, 0]},
     {"x": [{"function": "a"}, 0]}, {"x": [{"int": "0x" + "f" * 9}, "a"]}],
    ids=repr,
)  # fmt: skip
def test_a_malformed_value_becomes_something_that_no_test_accepts(found):
    rogue = Rogue()
    rogue.answers({"found": found})
    value = rogue.referee.fetch_names(["x"])["x"]
    with pytest.raises(wire.CannotTravel, match="malformed"):
        assert value == 1


def test_the_other_end_may_ask_the_referee_nothing_but_what_it_was_lent():
    rogue = Rogue()
    rogue.says(json.dumps({"ask": {"get": ["secret"]}}).encode())
    rogue.says(json.dumps({"ask": {"call": 1, "with": [[], {"dict": []}]}}).encode())
    rogue.answers({"found": {}})
    assert rogue.referee.fetch_names(["x"]) == {}
    rogue.socket.settimeout(1)
    assert rogue.socket.recv(10_000).count(b"refused") == 2


def test_silence_ends_at_the_limit_and_asks_for_an_interrupt_once():
    rogue = Rogue()
    started = time.monotonic()
    with pytest.raises(wire.Gone):
        rogue.referee.fetch_names(["x"])
    assert 0.3 <= time.monotonic() - started < 4
    assert rogue.referee.control.getvalue().count("interrupt") == 1
    assert "timed out" in rogue.referee.events


def test_an_answer_after_the_limit_is_too_late_and_the_next_call_has_less_time():
    rogue = Rogue()
    function = rogue.referee.codec.decode({"function": 5, "name": "slow"}, [])

    def late(seconds):
        time.sleep(seconds)
        rogue.answers({"value": 1})

    for seconds, most in ((0.6, 1.5), (0.3, 1.0)):
        threading.Thread(target=late, args=(seconds,)).start()
        started = time.monotonic()
        with pytest.raises(wire.TimedOut, match="slow ran for more than"):
            function()
        assert time.monotonic() - started < most
    assert 5 in rogue.referee.was_late
