"""The wire: what crosses it arrives equal and plain, and nothing that arrives can do harm."""

import builtins
import collections
import contextlib
import dataclasses
import datetime
import decimal
import fractions
import functools
import inspect
import io
import itertools
import json
import math
import pathlib
import pickle
import re
import socket
import struct
import sys
import threading
import time
import traceback
import types
import typing
import warnings
from collections.abc import Sized

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from grading import wire
from grading.wire import codec
from grading.wire.arrays import read_array
from grading.wire.kinds import Reader
from grading.wire.record_kind import is_plain_dataclass
from grading.wire.stand_in_classes import heard_of_class
from grading.wire.stand_ins import COMPARING, of_library, settle
from grading.worker.referee import Referee, without_quotes
from grading.worker.student import StudentPeer
from tests.hostile import a_kinds_forged, a_kinds_lying


@pytest.fixture
def ends():
    """A referee and the student's names, the student's end served by a thread."""
    mine, its = socket.socketpair()
    said = io.StringIO()
    referee = Referee(mine, said)
    referee.seconds, referee.repeat_timeout, referee.deadline = 5.0, 0.2, time.monotonic() + 60
    referee.class_names = frozenset({"Person", "Child", "Spy"})
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
            same(value, wanted) for value, wanted in zip(got.values(), want.values(), strict=True)
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
        read_array(blob)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(
            ["dict", "tuple", "set", "array", "scalar", "tensor", "int", "complex", "bytes",
             "range", "function", "thing", "yours", "name", "about", "locked", "objects",
             "shape", "slice", "type", "module", "class", "bases", "object", "fraction", "decimal",
             "date", "is",
             "collection", "fields", "enum", "member", "masked", "mask", "fill", "model", "pandas",
             "index", "columns", "parameters", "annotations"]
        ) | st.text(max_size=4),
        inner, max_size=3,
    ),
    max_leaves=12,
)  # fmt: skip


@given(json_values, st.lists(st.binary(max_size=8), max_size=2))
@settings(max_examples=500, deadline=None)
def test_a_malformed_document_raises_one_kind_of_error(document, blobs):
    refusal = None
    try:
        Loop().codec.decode(document, blobs)
    except Exception as error:
        refusal = error
    assert type(refusal) in (types.NoneType, ValueError, wire.CannotTravel), repr(refusal)


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
        read_array(blob)


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
    assert isinstance(got, wire.Handle)
    for use in (lambda: got == 3, lambda: len(got), lambda: list(got), lambda: got.x):
        with pytest.raises(wire.CannotTravel, match=type(value).__name__):
            use()


def test_what_cannot_travel_says_so_when_it_is_used(ends):
    got = fetched(ends, Liar(3))
    uses = [
        lambda: got == 1, lambda: got + 1, lambda: got(), lambda: bool(got), lambda: got.x,
        lambda: len(got), lambda: got[0], lambda: list(got), lambda: float(got),
        lambda: np.asarray(got), lambda: 1 in got, lambda: got < 1,
    ]  # fmt: skip
    for use in uses:
        with pytest.raises(wire.CannotTravel, match="an object of type Liar"):
            use()
    assert "Liar" in repr(got)
    assert not isinstance(got, int)


Point = collections.namedtuple("Point", "x y")
masked = np.ma.MaskedArray([1.0, np.nan], [False, True], fill_value=7.0)
zone = datetime.timezone(datetime.timedelta(hours=2))


@pytest.mark.parametrize(
    "value",
    [fractions.Fraction(-1, 3), fractions.Fraction(10**40, 3), decimal.Decimal("0.10"),
     fractions.Fraction(1, 4) * np.int64(3),  # type: ignore[operator]
     decimal.Decimal("NaN"), datetime.date(2020, 2, 29), datetime.timedelta(-1, 5, 7),
     datetime.datetime(2020, 1, 2, 3, 4, 5, 6, zone), datetime.time(1, 2, fold=1), zone,
     collections.Counter("aab"), collections.OrderedDict(b=1, a=[2]), bytearray(b"x"),
     collections.deque([1, {}], 5), slice(1, None, 2), [fractions.Fraction(1, 5)] * 2],
    ids=repr,
)  # fmt: skip
def test_values_of_pythons_own_library_arrive_exactly(ends, value):
    got = fetched(ends, value)
    assert same(got, value) or (repr(got) == repr(value) and type(got) is type(value))


def test_collections_keep_what_makes_them_more_than_their_base(ends):
    groups = collections.defaultdict(list, a=[1])
    got = fetched(ends, groups)
    assert (got["b"], got.default_factory) == ([], list)
    point = fetched(ends, Point(1, [2]))
    assert (point.x, point.y, point._fields, type(point).__name__) == (1, [2], ("x", "y"), "Point")
    assert fetched(ends, collections.deque([1], 1)).maxlen == 1
    with pytest.raises(wire.CannotTravel):
        len(fetched(ends, type("P", (Point,), {"__len__": lambda _: 9})(1, 2)))


def test_arrays_that_are_masked_structured_or_of_exact_numbers_arrive_as_such(ends):
    with pytest.raises(wire.CannotTravel, match="masked"):
        np.testing.assert_allclose(fetched(ends, masked), [1, 5])
    ends[0].modules = frozenset({"numpy.ma"})  # of the instructor's cells
    got = fetched(ends, masked)
    assert type(got) is np.ma.MaskedArray
    assert (got.mean(), got.fill_value, got.mask.tolist()) == (1.0, 7.0, [False, True])
    table = np.array([(1, 2.5)], [("a", int), ("b", float)])
    assert same(fetched(ends, table), table)
    for numbers in ([[1, 2.5], [fractions.Fraction(1, 3), None]], ["a", None], [np.float32(1), 2]):
        array = np.array(numbers, object)
        got = fetched(ends, array)
        assert (got.dtype, got.shape) == (array.dtype, array.shape)
        assert all(map(same, got.ravel(), array.ravel()))
    with pytest.raises(wire.CannotTravel):
        bool(fetched(ends, np.array([Liar(1)], object)))


def test_what_pandas_leaves_out_comes_only_to_tests_of_pandas(ends):
    pd = pytest.importorskip("pandas")
    for value in (
        pd.Series([None, None], dtype="Int64"), pd.Series([1.0, np.nan]), pd.Index([np.nan, 1.0]),
        pd.DataFrame({"a": [None, 5]}, dtype="Int64"),
        pd.Series([pd.NaT]), pd.array([None, 1], dtype="Int64"),
        pd.Series(["a", None], dtype="category"), [pd.Series([np.nan])],
    ):  # fmt: skip
        with pytest.raises(wire.CannotTravel, match="missing values"):
            bool(np.all(fetched(ends, value) == np.array([1, 2])))
    assert (fetched(ends, pd.Series([1.0, 2.0])) == [1, 2]).all()
    ends[0].modules = frozenset({"pandas"})
    assert fetched(ends, pd.Series([1.0, np.nan])).sum() == 1


def pandas_values():
    pd = pytest.importorskip("pandas")
    days = pd.date_range("2020-01-01", periods=3)
    return [
        pd.DataFrame({"a": [1, 2], "b": ["x", None], "c": [1.5, np.nan]}), pd.DataFrame(),
        pd.DataFrame([[1, 2]], columns=["a", "a"]), pd.DataFrame({("a", 1): days, ("b", 2): 3}),
        pd.Series([1, 2], name="a", index=["x", "y"]), pd.Series(days), pd.Series([], dtype=float),
        pd.Series([1, None], dtype="Int64"), pd.Series(["a", "b"], dtype="category"),
        pd.Series([True, None], dtype="boolean"), pd.Series([1, "a", None], dtype=object),
        pd.Series(days.tz_localize("UTC")), pd.Series([0.1], index=days[:1], dtype="float32"),
        days, pd.Index([1, 2], name="n"), pd.RangeIndex(2, 9, 3), pd.Index(["a", "b"]),
        pd.MultiIndex.from_tuples([("a", 1), ("b", 2)], names=["l", None]), days[0],
        days[1] - days[0],
    ]  # fmt: skip


def test_pandas_arrives_with_its_dtypes_index_and_names(ends):
    pd = pytest.importorskip("pandas")
    ends[0].modules = frozenset({"pandas"})
    for value in pandas_values():
        got = fetched(ends, value)
        assert type(got) is type(value)
        if isinstance(value, pd.DataFrame):
            pd.testing.assert_frame_equal(got, value, check_freq=True)
        elif isinstance(value, pd.Series):
            pd.testing.assert_series_equal(got, value)
        elif isinstance(value, pd.Index):
            pd.testing.assert_index_equal(got, value, exact=True)
            assert getattr(got, "freq", None) == getattr(value, "freq", None)
        else:
            assert (got, got.unit) == (value, value.unit)
    assert fetched(ends, pd.NaT) is pd.NaT
    with pytest.raises(wire.CannotTravel):
        len(fetched(ends, type("Own", (pd.DataFrame,), {"shape": (9, 9)})({"a": [1]})))
    with pytest.raises(wire.CannotTravel):
        bool(fetched(ends, pd.Series([Liar(1)], dtype=object)))


def test_a_frame_is_an_argument_and_may_be_changed_in_place(ends):
    pd = pytest.importorskip("pandas")

    def change(frame):
        frame["b"] = frame["a"] * 2
        return frame

    frame = pd.DataFrame({"a": [1, 2]})
    assert fetched(ends, change)(frame) is frame
    assert frame["b"].tolist() == [2, 4]


class Person:
    """A class of a student's."""

    kind = "human"

    def __init__(self, name):
        self.name = name

    def hello(self, other="you"):
        return f"{self.name} greets {other}"

    def __eq__(self, other):
        return True

    def __add__(self, other):
        return Person(self.name + other.name)

    __sub__ = __contains__ = __lt__ = lambda self, other: True
    __hash__ = object.__hash__

    def __len__(self):
        return len(self.name)

    def __iter__(self):
        return iter(self.name)

    def __array__(self, *_, **__):
        return np.arange(3)


def test_a_class_of_the_students_makes_objects_that_answer_for_themselves(ends):
    referee, names = ends
    names.update(Person=Person, me=Person("Ann"), Child=type("Child", (Person,), {}))
    got = referee.fetch_names(["Person", "me", "Child"])
    person, me = got["Person"], got["me"]
    bob = person(name="Bob")
    assert (bob.hello("Ann"), bob.name, person.kind, len(bob)) == (
        "Bob greets Ann",
        "Bob",
        "human",
        3,
    )
    assert [*bob] == ["B", "o", "b"]
    assert isinstance(bob, person)
    assert isinstance(me, person)
    assert isinstance(got["Child"]("Cy"), person)
    assert not isinstance(me, (str, list))
    bob.name = "Bo"
    assert bob.hello() == "Bo greets you"
    assert (me + bob).name == "AnnBo"
    assert not hasattr(me, "age")
    with pytest.raises(AttributeError):
        _ = me.age
    with pytest.raises(TypeError, match="argument"):
        person()


def test_an_object_that_answers_is_not_shown_what_it_is_compared_with(ends):
    seen = []

    class Spy(Person):
        def __getattribute__(self, name):
            seen.append(name)
            return super().__getattribute__(name)

        def __eq__(self, other):
            seen.append(other)
            return True

        __rsub__ = __radd__ = __le__ = __ge__ = __gt__ = __ne__ = __eq__
        __hash__ = None

    me = fetched(ends, Spy("Ann"))
    uses = [
        lambda: me == "secret", lambda: me == 4, lambda: me == 4, lambda: me != 4,
        lambda: me < 4, lambda: me > 4, lambda: me - 4, lambda: 4 - me, lambda: me + "secret",
        lambda: "secret" in me, lambda: float(me), lambda: np.asarray(me), lambda: me in [4],
        lambda: np.allclose(me, [0, 1, 2]),
        lambda: round(me), lambda: [4].index(me), lambda: {4: 1}[me] == 1, lambda: divmod(me, 4),
    ]  # fmt: skip
    for use in uses:
        with pytest.raises((wire.CannotTravel, KeyError, TypeError)):
            use()
    assert not np.array_equal(me, [0, 1, 2])
    assert "secret" not in seen
    assert 4 not in seen


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (type("Four", (), {})(), "Four"),
        (object(), "object"),
        (type("Four", (int,), {"__eq__": lambda *_: True})(4), "Four"),
        (type("Four", (), {}), "type"),
        (sys, "module"),
        (type("Naïve", (), {})(), "Naïve"),
        (type("a line\nof a message", (), {})(), "Handle"),
        (type("__class__", (), {})(), "Handle"),
        (type("N" * 101, (), {})(), "N" * 100),
        (type("<b>", (), {})(), "Handle"),
    ],
)
def test_a_handles_class_has_the_name_of_the_values_class_where_that_is_a_name(ends, value, name):
    got = fetched(ends, value)
    assert isinstance(got, wire.Handle)
    assert type(got).__name__ == name
    with pytest.raises(wire.CannotTravel):
        got == 4  # noqa: B015


def test_what_stands_for_a_function_is_of_a_type_of_that_name(ends):
    def counted():
        counted.calls += 1

    counted.calls = 0
    assert type(fetched(ends, counted)).__name__ == "function"


def test_an_object_answers_only_if_the_instructors_cells_define_or_import_its_class(ends):
    from matplotlib.figure import Figure

    referee, names = ends
    model = type("Model", (), {"count_params": lambda self: 133, "__module__": "keras"})
    fake = type("Figure", (), {"__module__": "matplotlib.figure", "count_params": lambda self: 5,
                               "get_dpi": lambda self: 7})  # fmt: skip
    names.update(own=model(), kind=model, figure=Figure(dpi=50), fake=fake(), lock=object())
    got = referee.fetch_names(["own", "kind", "figure", "lock"])
    for name in got:
        assert isinstance(got[name], wire.Handle)
    referee.codec.stand_ins.clear()
    referee.modules = frozenset({"matplotlib", "keras"})
    got = referee.fetch_names(["own", "kind", "figure", "fake"])
    assert got["figure"].get_dpi() == 50
    assert got["fake"].get_dpi() == 7  # its word: it has what a figure has, and no more
    with pytest.raises(AttributeError):
        got["fake"].count_params()
    assert isinstance(got["own"], wire.Handle)
    assert isinstance(got["kind"], wire.Handle)
    assert isinstance(got["figure"], Figure)
    assert not isinstance(got["fake"], Figure)


def test_a_class_in_a_functions_place_is_called_and_answers_nothing_else(ends):
    class Doubled:
        other = 1

        def __new__(cls, x):
            return 2 * x

    class Own:
        def __init__(self, x):
            if x < 0:
                raise ValueError("x is negative")

    double, own = fetched(ends, Doubled), fetched(ends, Own)
    assert double(4) == 8
    assert double.__name__ == "Doubled"
    assert isinstance(own(3), wire.Handle)
    with pytest.raises(ValueError, match="x is negative"):
        own(-1)
    before = wire.refusals()
    assert not hasattr(double, "other")
    assert wire.refusals() == before + 1  # a test that goes on has found out nothing
    for use in (lambda: double == double, lambda: double(3).x, lambda: len(own), lambda: own.x):
        with pytest.raises((wire.CannotTravel, AttributeError)):
            use()
    with pytest.raises(TypeError):
        isinstance(own(3), own)


def test_the_referees_own_objects_answer_nothing(ends):
    class Own:
        secret = "expected"

    tell = fetched(ends, lambda thing: (type(thing).__name__, getattr(thing, "secret", "no")))
    assert tell(Own()) == ("Kept", "no")
    assert tell(Own) == ("Kept", "no")


def test_the_referee_does_nothing_with_an_object_but_call_it():
    rogue = Rogue()
    lent = rogue.referee.codec.keep(lambda: 5)
    for op in ("getattr", "source", "str", "iter"):
        question = {"call": lent, "op": op, "with": [["__code__"], {"dict": []}]}
        rogue.says(json.dumps({"ask": question}).encode())
    rogue.answers({"found": {}})
    assert rogue.referee.fetch_names(["x"]) == {}
    rogue.socket.settimeout(1)
    assert rogue.socket.recv(10_000).count(b"refused") == 4


def test_generators_and_iterators_are_gone_through_one_by_one(ends):
    count = fetched(ends, lambda n: (i * i for i in range(n)))
    assert list(count(4)) == [0, 1, 4, 9]
    numbers = fetched(ends, itertools.count(3))
    assert [next(numbers), next(numbers)] == [3, 4]
    assert list(itertools.islice(fetched(ends, map(str, range(9))), 2)) == ["0", "1"]


def test_an_exceptions_class_of_the_students_can_be_caught_by_name(ends):
    class TooBig(ValueError):
        pass

    class Other(TooBig):
        pass

    def check(x):
        raise (Other if x > 99 else TooBig)(f"{x} is too big")

    referee, names = ends
    names.update(TooBig=TooBig, check=check)
    got = referee.fetch_names(["TooBig", "check"])
    assert issubclass(got["TooBig"], ValueError)
    for x in (10, 100):
        with pytest.raises(got["TooBig"], match=f"{x} is too big"):
            got["check"](x)


def test_a_function_says_its_docstring_parameters_and_source(ends):
    def f(x: int, *more, k=2, **options: "text") -> list:  # type: ignore[name-defined]  # noqa: F821
        """Doc."""
        return [x for _ in range(k)]

    got = fetched(ends, f)
    assert got.__doc__ == "Doc."
    assert inspect.signature(got) == inspect.signature(f)
    assert got.__annotations__ == f.__annotations__
    assert "for _ in range(k)" in inspect.getsource(got)
    assert inspect.getdoc(fetched(ends, len)) is None


def test_a_module_is_our_own_if_the_instructors_cells_import_it(ends):
    with pytest.raises(wire.CannotTravel, match="the module math"):
        fetched(ends, math).pi()
    ends[0].codec.stand_ins.clear()
    ends[0].modules = frozenset({"math"})
    assert fetched(ends, math) is math


def test_two_names_of_one_list_are_one_and_an_argument_handed_back_is_the_argument(ends):
    referee, names = ends
    names["a"] = names["b"] = [1]
    names["c"], names["back"] = [1], lambda *args, last=None: last or args[0]
    got = referee.fetch_names(["a", "b", "c", "back"])
    assert got["a"] is got["b"]
    assert got["a"] is not got["c"]
    for value in ([1], {"a": 1}, np.ones(2)):
        assert got["back"](value) is value
    last = [2]
    assert got["back"](1, last=last) is last


def test_large_arrays_arrive_and_too_large_ones_are_named(ends, monkeypatch):
    referee, names = ends
    names["a"], names["b"] = np.zeros(5_000_000), np.ones(5_000_000)
    got = referee.fetch_names(["a", "b"])
    assert (got["a"].sum(), got["b"].sum()) == (0, 5_000_000)
    monkeypatch.setattr("grading.worker.student.MAX_BYTES", 60 * 2**20)
    got = referee.fetch_names(["a", "b"])
    assert got["a"].shape == (5_000_000,)
    with pytest.raises(wire.CannotTravel, match="MB at once"):
        _ = got["b"] + 1
    monkeypatch.setattr("grading.wire.peer.MAX_BYTES", 2**20)
    names["f"] = lambda: "x" * 2**20
    with pytest.raises(wire.CannotTravel, match="MB cannot travel at once"):
        referee.fetch_names(["f"])["f"]()


def test_a_course_can_add_a_kind_of_values(monkeypatch):
    class Celsius:
        def __init__(self, degrees):
            self.degrees = degrees

    class CelsiusKind(wire.Kind):
        tag, module = "celsius", "math"

        def encode(self, value, writer):
            return {"celsius": value.degrees} if type(value) is Celsius else None

        def decode(self, told, reader):
            return Celsius(float(told["celsius"]))

    own = (*wire.kinds(), CelsiusKind())
    monkeypatch.setattr("grading.wire.codec.kinds", lambda: own)
    document, blobs = Loop(trusting=True).codec.encode([Celsius(3.0)])
    assert Loop().codec.decode(document, blobs)[0].degrees == 3.0


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


def test_an_exit_is_one_where_a_test_runs_that_it_may_end(ends):
    referee, names = ends
    names["leave"] = lambda: sys.exit(3)
    referee.runs = True
    with pytest.raises(SystemExit) as caught:
        referee.fetch_names(["leave"])["leave"]()
    assert caught.value.code == 3


def test_a_collection_that_an_object_keeps_is_one_on_both_sides(ends):
    class Person:
        def __init__(self, names):
            self.names, self.own = names, {"a": [1]}

        def add(self, name):
            self.names.append(name)
            return len(self.names)

    Person.__module__ = "__main__"
    kind = fetched(ends, Person)
    given_names = ["x"]
    person = kind(given_names)
    assert person.add("y") == 2
    assert given_names == ["x", "y"]
    given_names.append("z")
    assert person.add("end") == 4
    assert person.names is given_names
    own = person.own
    own["a"].append(2)
    assert person.own is own
    assert person.own == {"a": [1, 2]}


def test_what_a_plain_function_was_given_is_not_kept(ends):
    referee, _ = ends
    total = fetched(ends, sum)
    assert total([1, 2]) == 3
    assert fetched(ends, lambda values: values[0])([4]) == 4
    assert referee.held.values == {}


def test_a_name_that_an_answer_sets_anew_is_fetched_again_and_no_name_of_the_tests_is(ends):
    referee, names = ends
    names["count"] = 0

    def up():
        names["count"] += 1
        names["limit"] = 99

    names["up"] = up
    referee.names["limit"] = 5
    referee.given = referee.fetch_names(["count", "up"])
    referee.names.update(referee.given)
    referee.names["up"]()
    assert (referee.names["count"], referee.names["limit"]) == (1, 5)
    referee.rebound([["limit", 7], ["other", 1]])
    assert (referee.names["limit"], "other" in referee.names) == (5, False)


class Fake:
    """An object of a test's own class."""

    __module__ = "__main__"

    def __init__(self):
        self.rows, self._kept = [], 1

    def put(self, row):
        """Keep a row."""
        self.rows.append(row)
        return len(self.rows)

    def __len__(self):
        return len(self.rows)


def test_an_object_of_a_tests_class_does_what_its_class_does_and_keeps_its_methods(ends):
    fake = Fake()
    assert fetched(ends, lambda store: (store.put(3), store.rows, len(store)))(fake) == (1, [3], 1)
    assert fetched(ends, lambda store: store)(fake) is fake

    def mark(store, name, value):
        setattr(store, name, value)

    set_there = fetched(ends, mark)
    set_there(fake, "seen", True)
    assert fake.seen is True
    for name in ("put", "__class__", "__dict__"):
        with pytest.raises(AttributeError):
            set_there(fake, name, 1)
    assert fake.put(4) == 2
    assert fetched(ends, lambda store: store.__dict__)(fake) == vars(fake)


def test_an_exception_of_the_students_goes_through_a_function_of_the_tests_as_itself(ends):
    _, names = ends

    class Rejected(Exception):
        pass

    Rejected.__module__ = "__main__"

    def attempt(function):
        try:
            return function()
        except Rejected as error:
            return f"rejected: {error}"

    names["Rejected"], names["attempt"] = Rejected, attempt
    got = ends[0].fetch_names(["Rejected", "attempt"])

    def refuse():
        raise got["Rejected"]("full")

    assert got["attempt"](refuse) == "rejected: full"


def test_a_database_of_the_tests_comes_back_as_rows_and_nothing_is_run_as_sql(ends):
    import sqlite3

    connection = sqlite3.connect(":memory:")
    connection.execute("create table p (name text)")

    def change(there):
        there.execute("insert into p values ('a')")
        there.execute('create table "x"";drop table p" (n int, m integer check (m > 0))')
        there.execute("create view v as select 1")
        there.commit()

    fetched(ends, change)(connection)
    assert connection.execute("select * from p").fetchall() == [("a",)]
    known = connection.execute("select name, type, sql from sqlite_master").fetchall()
    assert [name for name, _, _ in known] == ["p", 'x";drop table p']
    assert "check" not in known[1][2]


def test_of_a_hidden_test_no_text_of_an_exception_is_unquoted(ends):
    referee, names = ends

    class Told(Exception):
        said = property(lambda self: "called with 77")

        def tell(self):
            return "called with 78"

    Told.__module__ = "__main__"
    names["f"], names["Told"] = (lambda: Told("called with 79")), Told
    got = referee.fetch_names(["f", "Told"])
    referee.hidden = True
    error = got["f"]()
    message = f"{error} {error.said} {error.tell()} " + error.said
    assert without_quotes(message, referee.quotes) == " ".join(["(its message is not shown)"] * 4)


def test_warnings_arrive_as_warnings_and_can_be_made_errors(ends):
    root = fetched(ends, lambda x: np.sqrt(np.float64(x)))
    with warnings.catch_warnings():
        warnings.simplefilter("error", RuntimeWarning)
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
    "names",
    [{"x": 3}, {"x": [{"array": 5}, 0]}, {"x": [{"yours": 99}, 0]}, {"x": [{"what": 0}, 0]},
     {"x": [{"function": "a"}, 0]}, {"x": [{"int": "0x" + "f" * 9}, "a"]}],
    ids=repr,
)  # fmt: skip
def test_a_malformed_value_becomes_something_that_no_test_accepts(names):
    rogue = Rogue()
    rogue.answers({"found": names})
    value = rogue.referee.fetch_names(["x"])["x"]
    with pytest.raises(wire.CannotTravel, match="malformed"):
        assert value == 1


IMAGE = {"image": 0, "mode": "RGB", "size": [1, 1], "format": None, "info": {"dict": []}}


def arrived(document):
    """What the referee makes of a document, with an array of three numbers beside it."""
    file = io.BytesIO()
    np.save(file, np.zeros(3, np.uint8))
    rogue = Rogue()
    rogue.answers({"found": {"x": [document, 0]}}, file.getvalue())
    return rogue.referee.fetch_names(["x"])["x"]


@pytest.mark.parametrize(
    "document",
    [IMAGE | {"size": [10**6, 10**6]}, IMAGE | {"size": [-1, -1]}, IMAGE | {"mode": "P"},
     IMAGE | {"info": 3},
     {"polynomial": "Polynomial", "of": [0, 0, 0], "in": "x"},
     {"polynomial": "eval", "of": [0], "in": "x"}, {"polynomial": "poly1d", "of": [7], "in": "x"},
     {"generator": "MT19937", "state": [1, 3, 0, 0]},
     {"generator": "PCG64", "state": ["a", 3, 0, 0]},
     {"generator": "PCG64", "state": [{"int": "0x" + "f" * 40}, 3, 0, 0]}],
    ids=repr,
)  # fmt: skip
def test_a_malformed_value_of_a_kind_becomes_something_that_no_test_accepts(document):
    value = arrived(document)
    with pytest.raises(wire.CannotTravel, match="malformed"):
        assert value == 1


def test_a_well_formed_image_is_none_of_these():
    assert arrived(IMAGE).getpixel((0, 0)) == (0, 0, 0)


def test_the_other_end_may_ask_the_referee_nothing_but_what_it_was_lent():
    rogue = Rogue()
    rogue.says(json.dumps({"ask": {"get": ["secret"]}}).encode())
    rogue.says(json.dumps({"ask": {"call": 1, "with": [[], {"dict": []}]}}).encode())
    rogue.answers({"found": {}})
    assert rogue.referee.fetch_names(["x"]) == {}
    rogue.socket.settimeout(1)
    assert rogue.socket.recv(10_000).count(b"refused") == 2


def test_who_stops_in_the_middle_of_a_message_is_late_and_who_hangs_up_is_not():
    for happens, event in [("reads nothing", "timed out"), ("says a part", "timed out"),
                           ("hangs up", "process ended")]:  # fmt: skip
        mine, its = socket.socketpair()
        with mine, its:
            referee = Referee(mine, io.StringIO())
            referee.answered, referee.seconds, referee.deadline = True, 0.1, time.monotonic()
            if happens == "says a part":
                its.sendall(bytes(2))
            if happens == "hangs up":
                its.close()
            blobs = [bytes(2**24)] if happens == "reads nothing" else []
            with pytest.raises(wire.Gone):
                referee.ask({}, blobs)
            assert referee.events == [event], happens


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


LOOKS = {
    "is 4": lambda it: it == 4,
    "4 is": lambda it: 4 == it,  # noqa: SIM300
    "is not": lambda it: not it != 4,  # noqa: SIM202
    "is the answer": lambda it: it == {"a": [1, 2.5], "b": "yes"},
    "is among": lambda it: it in [4, "yes"],
    "has": lambda it: 4 in it,
    "is near": lambda it: abs(it - 4) < 1e-6,
    "is near to": lambda it: abs(4 - it) < 1e-6,
    "is all": lambda it: np.array_equal(it, [0, 2, 4]),
    "is close": lambda it: np.allclose(it, 4),
    "is more": lambda it: 3 < it < 5,
    "is a number": lambda it: isinstance(it, (int, float)),
}


@pytest.mark.parametrize("look", LOOKS)
def test_no_subclass_that_is_equal_to_everything_is_equal_to_anything_here(ends, look):
    names: dict = {"np": np, "__name__": "__main__"}
    exec(a_kinds_lying.CASE.first, names)
    for lie in names["LIES"]:
        got, said = fetched(ends, lie), False
        with contextlib.suppress(Exception):
            said = bool(LOOKS[look](got))
        assert not said, (type(lie), got)


def test_no_malformed_kind_does_more_than_raise(ends):
    names: dict = {}
    exec(a_kinds_forged.CASE.first.partition("def answer")[0], names)
    referee, _ = ends
    referee.modules = frozenset({"numpy", "os"})
    for form in names["FORMS"]:
        got = None
        with contextlib.suppress(wire.CannotTravel, ValueError):
            got = referee.codec.decode(form, [])
        assert not isinstance(got, types.BuiltinFunctionType | types.ModuleType), form
        assert not str(type(got).__module__).startswith("grading.worker"), form


EVIL = "__import__('builtins').__dict__.setdefault('was_run', True)"
NO_NAMES_OF_TYPES = [
    EVIL, f'"{EVIL}"', f"list[{EVIL!r}]", "[x for x in y]", "f'{x}'", "lambda: 1", "(x := 1)",
    "int.__subclasses__", "sys.last_value.args[0]", "a[0].b", "__builtins__['eval']", "x + y", "(",
]  # fmt: skip


@pytest.mark.parametrize("text", NO_NAMES_OF_TYPES)
def test_a_text_that_is_no_name_of_types_is_no_annotation_here(text):
    read = Loop().codec.decode
    parameters = [["x", 1, False, None]]
    scalar = {"scalar": Loop().codec.encode(np.str_(text))[0]["scalar"]}
    for hint in (text, scalar, {"hint": "List", "of": [text]},
                 {"hint": "", "origin": {"type": ["builtins", "list"]}, "of": [text]},
                 {"hint": "Callable", "of": [[text], None]}):  # fmt: skip
        if isinstance(hint, dict) and "scalar" in hint and len(text) > 60:
            continue  # a text so long is no part of its message
        told = {"function": 1, "name": "f", "parameters": parameters, "annotations": [["x", hint]]}
        function = read(told, [])
        inspect.signature(function, eval_str=True)
        said = heard_of_class({"names": [], "annotations": [["x", hint]]}, Reader(Loop().codec, []))
        made = read(dataclass_told([["x", hint, [], None, [True] * 3 + [False]]]), [])
        kind = type("K", (), {"__annotations__": said["__annotations__"]})
        for of in (function, kind, made):
            assert set(typing.get_type_hints(of).values()) <= {typing.Any}
    assert not hasattr(builtins, "was_run")


@pytest.mark.parametrize(
    "text",
    ["int", "list[int]", "np.ndarray", "int | None", "Dict[str, 'Person']", "tf.keras.Model"],
)
def test_a_text_that_names_types_is_the_annotation(text):
    told = {"function": 1, "name": "f", "parameters": [], "annotations": [["x", text]]}
    assert Loop().codec.decode(told, []).__annotations__ == {"x": text}


ANNOTATIONS = [
    "npt.ArrayLike", "npt.NDArray[np.float64]", "npt.ArrayLike | None", "list[npt.ArrayLike]",
    "typing.Union[Own, int]", "Own | None", '"Own"', "list[Own]", 'list["Own"]',
    "dict[str, Own]", "collections.abc.Callable[[np.ndarray], float]",
    "typing.Callable[..., Own]", "tuple[np.ndarray, ...]", 'typing.Literal["i", "f"]',
    'typing.Annotated[Own, "units"]', "typing.Annotated[float, Own()]",
    "typing.Optional[list[int | str]]", "typing.Self", 'typing.NewType("Steps", int)', "T",
    "list[T]", "Pair[int]", "Shape", "Named", "Typed", "type[Own]",
    "typing.Iterator[tuple[int, Own]]", "typing.Final[int]", "typing.ClassVar[Own]",
    "np.floating", "np.integer[typing.Any]", "numbers.Real", "fractions.Fraction", "3",
    '{"a": int}', "[int, Own]", "Own()", "print", "len", "lambda: 3", "keras.Model | None",
    "tf.Tensor", "...", "None",
]  # fmt: skip


@pytest.mark.parametrize("text", ANNOTATIONS)
def test_a_function_is_called_whatever_stands_in_its_annotations(ends, text):
    names: dict = {"__name__": "__main__"}
    exec(
        "import collections.abc, typing, numbers, fractions, keras, tensorflow as tf\n"
        "import numpy as np, numpy.typing as npt\nT = typing.TypeVar('T')\nclass Own: pass\n"
        "class Pair(typing.Generic[T]): pass\nclass Shape(typing.Protocol):\n    size: int\n"
        "class Named(typing.NamedTuple):\n    size: Own\n"
        "class Typed(typing.TypedDict):\n    size: Own\n"
        f"def f(x: {text}, *, y: {text} = 1) -> {text}: return x + y",
        names,
    )
    before = wire.refusals()
    got = fetched(ends, names["f"])
    assert got(2) == 3
    assert [*inspect.signature(got).parameters] == ["x", "y"]
    assert wire.refusals() == before  # else the test that calls it would not be passed


def test_a_function_has_no_annotations_of_another_way():
    with pytest.raises(ValueError, match="attributes"):
        Loop().codec.decode({"function": 1, "name": "f", "attributes": ["__annotations__"]}, [])


def dataclass_told(fields, options=(True, True, True, False, False, False)):
    """A dataclass as the other end may tell of it."""
    return {"record": "Made", "class": True, "thing": 77, "fields": fields,
            "options": [*options], "doc": None}  # fmt: skip


def test_what_a_function_of_the_test_raises_shows_the_student_no_line_of_the_test(ends):
    told: list = []
    its = ends[0]

    def check(_):
        try:
            raise KeyError("expected 42")  # the instructor's line
        except KeyError as error:
            raise AssertionError("expected 43") from error

    def look(function):
        try:
            function(1)
        except AssertionError as error:
            told.extend(
                (str(step), traceback.extract_tb(step.__traceback__).format())
                for step in (error, error.__cause__)
                if step is not None
            )

    looking = fetched(ends, look)
    for its.hidden in (False, True):
        looking(check)
    assert "raise AssertionError" not in str(told)
    assert [said for said, _ in told] == ["expected 43", "'expected 42'", ""]


COMPARED = [True, True, True, False]


@pytest.mark.parametrize(
    "fields",
    [[["x", "int", [{"function": 5, "name": "f"}], None, COMPARED]],
     [["x", "int", [{"lent": 5}], None, COMPARED]], [["x", "int", [{"masked": 0}], None, COMPARED]],
     [["x", "int", [{"f8": 1.0}], None, COMPARED]], [["x", "int", [], "eval", COMPARED]],
     [["x", "int", [], None, [True, True, False, False]]], [],
     [["x", "int", [], None, COMPARED], ["y", "int", [], None, [True, True, 0, False]]]],
    ids=repr,
)  # fmt: skip
def test_a_dataclass_of_more_than_plain_fields_that_compare_is_not_made_here(fields):
    with pytest.raises(ValueError, match="malformed"):
        Loop().codec.decode(dataclass_told(fields), [])
    plain = Loop().codec.decode(dataclass_told([["x", "int", [3], None, COMPARED]]), [])
    assert plain() == plain(3) != plain(4)


def test_a_dataclass_with_a_field_that_is_not_compared_is_no_plain_one():
    uncompared = dataclasses.field(compare=False)
    for fields in ([("x", int, uncompared)], [("x", int), ("y", int, uncompared)], []):
        assert not is_plain_dataclass(dataclasses.make_dataclass("D", fields))
    assert is_plain_dataclass(dataclasses.make_dataclass("D", [("x", int)]))


@dataclasses.dataclass
class Own:
    """A class of the instructor's."""

    x: int = 1
    make: type = int
    of = functools.partialmethod(pow, 2)
    kept = functools.lru_cache(pow)
    length = len
    plain = 5

    @functools.cached_property
    def whole(self):
        return 7

    @classmethod
    def new(cls):
        return cls()

    @staticmethod
    def still():
        return 1


def test_no_field_of_an_object_is_in_the_place_of_what_the_instructors_class_does():
    end = Loop()
    end.own_class, end.is_record = {"Own": Own}.get, lambda kind: kind is Own  # type: ignore[attr-defined]

    def heard(name, key=1):
        told = {"record": {"own": "Own"}, "thing": key, "state": [["x", 2], [name, 9]]}
        return end.codec.decode(told, [])

    for name in ("of", "kept", "length", "new", "still", "__init__"):
        with pytest.raises(wire.CannotTravel, match=f"no field `{name}`"):
            heard(name)
    assert heard("whole", 2).whole == 7
    assert (heard("plain", 3).plain, heard("make", 4).make, heard("more", 5).more) == (9, 9, 9)


def typed(module, name):
    """A class of that module, as the other end may name it."""
    return {"type": [module, name]}


@pytest.mark.parametrize(
    "function",
    [typed("builtins", "type"), typed("numpy", "memmap"), typed("numpy", "ndarray"),
     typed("builtins", "map"), typed("builtins", "zip"), typed("decimal", "Decimal"), 3, None,
     {"plain": "partial", "is": [typed("builtins", "int"), [], {"dict": []}]},
     {"hint": "List"}, {"hint": "", "origin": typed("builtins", "list"), "of": [None]},
     {"plain": "constant", "is": "Ellipsis"}],
    ids=repr,
)  # fmt: skip
def test_nothing_that_arrives_calls_what_is_here(function):
    read = Loop().codec.decode
    with pytest.raises(ValueError, match="malformed"):
        read({"plain": "partial", "is": [function, [], {"dict": []}]}, [])
    if function is not None:
        with pytest.raises(ValueError, match="malformed"):
            read({"collection": "defaultdict", "is": [], "default": function}, [])


def test_what_calls_a_function_of_the_submission_or_makes_a_plain_value_arrives(ends):
    assert fetched(ends, functools.partial(lambda a, b: a - b, 5, b=2))() == 3
    assert fetched(ends, functools.partial(int, base=2))("11") == 3
    assert fetched(ends, collections.defaultdict(lambda: 7))["x"] == 7
    assert fetched(ends, collections.defaultdict(None, a=1)) == {"a": 1}


@pytest.mark.parametrize(
    ("module", "name"),
    [("builtins", "type"), ("numpy", "memmap"), ("numpy.lib._datasource", "DataSource"),
     ("numpy", "DataSource"), ("typing", "sys"), ("numpy.lib._datasource", "list")],
)  # fmt: skip
def test_a_class_that_opens_files_or_makes_classes_is_none_that_both_ends_have(module, name):
    with pytest.raises(ValueError, match="no class"):
        Loop().codec.decode(typed(module, name), [])


def test_a_class_that_a_shared_module_has_from_elsewhere_is_none_that_both_ends_have():
    for module in [*sys.modules]:
        if module.partition(".")[0] not in codec.SHARED:
            continue
        for name, kind in [*vars(sys.modules[module]).items()]:
            if isinstance(kind, type) and kind.__module__.partition(".")[0] not in codec.SHARED:
                with pytest.raises(ValueError, match="no class"):
                    Loop().codec.decode(typed(module, name), [])


@pytest.mark.parametrize(
    "array",
    [np.ma.masked, np.ma.masked_all(3), np.ma.masked_all(()), np.ma.MaskedArray([1.0], [True])],
    ids=repr,
)
def test_an_array_that_is_masked_throughout_is_equal_to_nothing(ends, array):
    got = fetched(ends, array)
    for check in (np.testing.assert_array_equal, np.testing.assert_allclose):
        with pytest.raises((wire.CannotTravel, AssertionError, TypeError)):
            check(got, np.array([5.0] * 3)[: max(np.size(array), 1)])
    data, mask, fill = (
        Loop().codec.encode(np.array(part))[0]["array"] for part in ([1.0], [True], 0.0)
    )
    with pytest.raises(wire.CannotTravel, match="masked"):
        Loop().codec.decode({"masked": data, "mask": mask, "fill": fill}, [])


@pytest.mark.parametrize(
    "given",
    [
        ("a", [71, 72]),
        (np.array([71, 72]),),
        (71, "72"),
        (np.float64(71),),
        ("it's 71\n72",),
        ({71: 72},),
    ],
)
def test_an_exception_of_a_hidden_test_hands_on_nothing_that_it_was_called_with(ends, given):
    class OddError(Exception):
        pass

    def refuse(*args):
        error = OddError(*args)
        error.them = args  # type: ignore[attr-defined]
        raise error

    referee, names = ends
    names["refuse"], referee.hidden = refuse, True
    with pytest.raises(Exception) as caught:  # noqa: PT011
        referee.fetch_names(["refuse"])["refuse"](*given)
    error: typing.Any = caught.value
    assert type(error).__name__ == "OddError"
    for said in (f"no: {error!r}", f"no: {error.args}", f"no: {error.them}", f"no: {vars(error)}",
                 f"no: {error}", f"no: {error.args[0]}", f"no: {error.args!r}"):  # fmt: skip
        told = without_quotes(said, referee.quotes)
        assert told.startswith("no: ")
        assert not {"71", "72"} & set(re.findall(r"\d+", told)), told


def test_an_exception_of_a_hidden_test_has_its_texts_and_numbers(ends):
    def refuse():
        error = ValueError("odd", 5)
        error.much = 7  # type: ignore[attr-defined]
        raise error

    referee, names = ends
    names["refuse"], referee.hidden = refuse, True
    with pytest.raises(ValueError, match="odd") as caught:
        referee.fetch_names(["refuse"])["refuse"]()
    assert (caught.value.args, caught.value.much) == (("odd", 5), 7)  # type: ignore[attr-defined]


@pytest.mark.parametrize("dtype", ["<U0", "|S0", [("a", "<U0")], [("a", "|S0"), ("b", "<U0")]])
@pytest.mark.parametrize("shape", [(10**13,), (2**40, 2**20), (2**20,)])
def test_an_array_of_nothing_is_not_large(dtype, shape):
    with pytest.raises(ValueError, match="array"):
        read_array(header(shape, dtype)[:-8])


def test_a_small_array_of_empty_texts_arrives(ends):
    for array in (np.array(["", ""]), np.array([b""]), np.zeros((0, 5)), np.zeros((0, 10**9))):
        assert same(fetched(ends, array), array)


@pytest.mark.parametrize("shapes", [[(10**7, 1)], [(1, 4_000_000)], [(3_000_000, 1)] * 2])
@pytest.mark.parametrize("name", ["csr_matrix", "csc_array", "coo_array"])
def test_sparse_matrices_of_a_message_have_no_more_than_so_many_rows(name, shapes):
    pytest.importorskip("scipy.sparse")
    parts = [Loop().codec.encode(np.zeros(0, kind))[0]["array"] for kind in ("f8", "i4", "i4")]
    told = [{"scipy": "sparse", "class": name, "is": parts, "shape": shape} for shape in shapes]
    with pytest.raises((wire.CannotTravel, ValueError), match="rows"):
        Loop().codec.decode(told, [])


def test_a_sparse_matrix_by_diagonals_is_no_larger_than_the_others():
    pytest.importorskip("scipy.sparse")
    entries = np.ones(20), np.arange(20), np.zeros(20, int)
    told = {"scipy": "sparse", "class": "dia_matrix", "shape": [1000, 10**6]}
    parts = [Loop().codec.encode(part.astype(kind))[0]["array"]
             for part, kind in zip(entries, ("f8", "i4", "i4"), strict=True)]  # fmt: skip
    with pytest.raises(ValueError, match="rows"):
        Loop().codec.decode(told | {"is": parts}, [])


def test_a_sparse_matrix_arrives(ends):
    sparse = pytest.importorskip("scipy.sparse")
    for kind in (sparse.csr_matrix, sparse.csc_array, sparse.coo_array):
        got = fetched(ends, kind(np.eye(3)))
        assert type(got) is kind
        assert got.toarray().tolist() == np.eye(3).tolist()
    assert fetched(ends, [sparse.csr_matrix(np.eye(3))] * 9)[8].sum() == 3


def test_an_object_of_a_library_is_not_asked_whether_it_equals_something(ends):
    from matplotlib.figure import Figure

    shown: list = []

    def yes(_, other):
        shown.append(other)
        return True

    methods = dict.fromkeys(COMPARING, yes)
    for real in (True, False):
        made = of_library(type("Figure", (Figure,), methods), real)
        it: typing.Any = object.__new__(made)
        settle(it, lambda *_, **__: functools.partial(yes, None), 1, "a figure")
        for name in COMPARING:
            with pytest.raises(wire.CannotTravel, match=f"`{name}`"):
                getattr(it, name)("expected")
            assert not hasattr(it, name)
    assert shown == []
    referee, names = ends
    referee.modules, names["it"] = frozenset({"matplotlib"}), Figure(dpi=50)
    assert referee.fetch_names(["it"])["it"].get_dpi() == 50


def test_an_object_of_the_instructors_own_module_is_asked_all_that_it_has():
    it: typing.Any = object.__new__(of_library(type("Own", (), {}), own=True))
    settle(it, lambda key, about, args, kwargs, op: args[0], 1, "an object")
    assert it.equals == "equals"


def made_by_submission(name, bases=(), **members):
    """A class as a notebook defines it."""
    return type(name, bases, {"__module__": "__main__", **members})


def test_only_what_a_test_has_made_computes_with_its_values(ends):
    referee, names = ends
    seen = []

    def add(self, other):
        seen.append(other)
        return 5

    members = dict.fromkeys(("__add__", "__radd__", "__iadd__", "__contains__", "__eq__"), add)
    person = made_by_submission("Person", **members, __hash__=object.__hash__)
    names.update(Person=person, it=person(), give=lambda: given[-1])
    given = []
    person.__init__ = lambda self: given.append(self)
    got = referee.fetch_names(["Person", "it", "give"])
    referee.withholds = False
    for use in (lambda it: it + 2, lambda it: 2 + it, lambda it: 2 in it, lambda it: it == 2):
        made = got["Person"]()
        assert use(made) in (5, True, False)
        assert seen.pop() == 2
        with pytest.raises(wire.CannotTravel):
            use(got["it"])
        assert got["give"]() is made  # now it stands in an answer's place
        with pytest.raises(wire.CannotTravel):
            use(made)
    referee.withholds = True
    with pytest.raises(wire.CannotTravel):
        assert got["Person"]() == 2
    assert seen == []


def test_a_stand_in_has_the_special_methods_that_its_class_has(ends):
    referee, names = ends
    names.update(Person=made_by_submission("Person", __len__=lambda self: 3),
                 Child=made_by_submission("Child", __str__=lambda self: "child"))  # fmt: skip
    got = referee.fetch_names(["Person", "Child"])
    assert isinstance(got["Person"](), Sized)
    assert not isinstance(got["Child"](), Sized)
    assert not hasattr(got["Child"], "__len__")
    assert got["Person"].__str__ is object.__str__
    assert got["Child"].__str__ is not object.__str__
    assert "__str__" in vars(got["Child"])
    assert "__str__" not in vars(got["Person"])


def test_numbers_and_text_with_methods_are_data_unless_they_compare_by_themselves(ends):
    referee, names = ends
    spy = made_by_submission("Spy", (float,), f=lambda self: self + 1, __str__=lambda self: "spy")
    child = made_by_submission("Child", (float,), __eq__=lambda *_: True, __hash__=lambda _: 0)
    other = made_by_submission("Other", (float,), f=lambda self: 1)
    names.update(it=spy(2), lying=child(2), other=other(2), take=lambda value: type(value) is spy)
    got = referee.fetch_names(["it", "lying", "other", "take"])
    assert got["it"] == 2 != 3
    assert (got["it"] * 2, got["it"].f(), str(got["it"])) == (4, 3, "spy")
    assert got["take"](got["it"]) is True
    with pytest.raises(wire.CannotTravel):
        assert got["lying"] == 2
    assert isinstance(got["other"], wire.Handle)


def test_a_tuple_with_methods_is_as_it_is_now(ends):
    referee, names = ends
    person = made_by_submission("Person", (tuple,), f=lambda self: 1)
    it = person(([1], 2))
    names.update(get=lambda: it, grow=lambda: it[0].append(5))
    got = referee.fetch_names(["get", "grow"])
    assert got["get"]()[0] == [1]
    got["grow"]()
    assert got["get"]() == ([1, 5], 2)


def test_an_exception_of_the_submissions_can_be_handed_back(ends):
    referee, names = ends
    low = made_by_submission("Low", (ValueError,))
    it = low("x")
    names.update(Low=low, get=lambda: it, is_it=lambda value: value is it)
    got = referee.fetch_names(["Low", "get", "is_it"])
    assert got["is_it"](got["get"]()) is True


def test_a_group_of_exceptions_of_the_submissions_is_an_exception_here(ends):
    referee, names = ends
    group = made_by_submission("Low", (ExceptionGroup,))

    def fail():
        raise group("both", [ValueError(1)])

    names.update(Low=group, fail=fail)
    with pytest.raises(Exception, match="both") as info:
        referee.fetch_names(["Low", "fail"])["fail"]()
    assert not isinstance(info.value, wire.OF_THE_WIRE)


def test_standard_input_that_is_closed_or_ends_far_away_costs_nothing(ends, monkeypatch):
    referee, names = ends

    def close():
        with sys.stdin as stream:
            return stream.read()

    names.update(close=close, total=3)
    got = referee.fetch_names(["close"])
    names["total"] = 4
    monkeypatch.setattr(sys, "stdin", io.StringIO("a b"))
    assert got["close"]() == "a b"
    referee.said({"read": 2**40})
    assert sys.stdin.tell() == 3


def test_what_an_object_that_answers_has_answers_if_it_is_of_the_submissions_own(ends):
    referee, names = ends
    node = made_by_submission("Node", value=4)
    fake = type("Model", (), {"__module__": "keras", "count": 4})
    person = made_by_submission("Person", node=node(), fake=fake(), find=lambda self: node())
    names.update(it=person(), node=node())
    got = referee.fetch_names(["it", "node"])
    assert isinstance(got["node"], wire.Handle)
    assert isinstance(got["it"].fake, wire.Handle)
    assert (got["it"].node.value, got["it"].find().value) == (4, 4)


def test_an_iterator_of_a_test_is_gone_through_and_asked_nothing_else(ends):
    take = fetched(ends, lambda it, n: [next(it) for _ in range(n)])
    numbers = (number for number in range(9))
    assert take(numbers, 2) == [0, 1]
    assert next(numbers) == 2
    tell = fetched(ends, lambda it: [hasattr(it, name) for name in ("gi_frame", "send", "close")])
    assert tell(numbers) == [False] * 3
    rogue = Rogue()
    lent = rogue.referee.codec.keep(numbers)
    for op in ("getattr", "send", "len"):
        with pytest.raises(ValueError, match="no such function"):
            rogue.referee.function_of({"call": lent, "op": op})


def test_an_exception_of_the_submissions_is_made_over_there_and_has_what_it_has(ends):
    referee, names = ends

    def init(self, need):
        Exception.__init__(self, f"need {need}")
        self.need = need

    low = made_by_submission("Low", (KeyError, ValueError), __init__=init, code=7,
                             twice=property(lambda self: 2 * self.need),
                             __str__=lambda self: f"low {self.need}")  # fmt: skip
    names.update(Low=low, it=low(3), fail=lambda: (_ for _ in ()).throw(low(4)))
    got = referee.fetch_names(["Low", "it", "fail"])
    for error in (got["Low"](3), got["it"]):
        assert type(error) is got["Low"]
        assert (error.need, error.twice, error.args, str(error)) == (3, 6, ("need 3",), "low 3")
    assert issubclass(got["Low"], (KeyError, ValueError))
    assert got["Low"].code == 7
    with pytest.raises(ValueError, match="low 4") as info:
        got["fail"]()
    assert info.value.twice == 8


def test_a_folder_in_a_text_is_that_of_each_end():
    mine, its = Loop(), Loop()
    mine.codec.folder, its.codec.folder = "/tmp/one", "/tmp/two"
    value = {"/tmp/one/a.txt": ["see /tmp/one and /tmp/one/b", pathlib.Path("/tmp/one/c")]}
    assert its.codec.decode(*mine.codec.encode(value)) == {
        "/tmp/two/a.txt": ["see /tmp/two and /tmp/two/b", pathlib.Path("/tmp/two/c")]
    }
    many = "/tmp/one" * 2000
    assert its.codec.decode(*mine.codec.encode(many)) == many
    assert its.codec.decode({"text": [""] * 10**5}, []).count("/tmp/two") == 999


SYMBOL = {"sympy": "Symbol", "of": "x", "index": 0, "given": []}


@pytest.mark.parametrize(
    "document",
    [SYMBOL | {"of": name} for name in ("exec", "__import__", "_x", "a.b", "x;y", "lambda", "")]
    + [SYMBOL | {"given": [["evaluate", True]]}, SYMBOL | {"given": [["real", "print(1)"]]}]
    + [{"sympy": name, "of": ["print(1)"]} for name in ("Add", "sin", "Tuple", "FiniteSet", "And")]
    + [{"sympy": name, "of": [SYMBOL]} for name in ("lambdify", "sympify", "Function", "Lambda")]
    + [{"sympy": "constant", "of": "__class__"}, {"sympy": "Float", "of": [0, 1, 10**9, 1, 53]},
       {"sympy": "Float", "of": [0, "1", 1, 1, 53]}, {"sympy": "Rational", "of": ["print(1)", 1]},
       {"sympy": "MutableDenseMatrix", "size": [10**5, 10**5], "of": [SYMBOL]},
       {"sympy": "Pow", "of": [SYMBOL, {"thing": 1, "about": "me", "classes": []}]}],
    ids=repr,
)  # fmt: skip
def test_a_forged_expression_becomes_something_that_no_test_accepts(document):
    pytest.importorskip("sympy")
    value = arrived(document)
    with pytest.raises(wire.CannotTravel, match="malformed"):
        assert value == 1


def test_expressions_arrive_as_they_are(ends):
    sympy = pytest.importorskip("sympy")
    x, n = sympy.symbols("x n", positive=True)
    values = [
        x**2 + 3 * x * sympy.sin(n) - sympy.Rational(2, 3), sympy.Eq(x, sympy.sqrt(2)), sympy.oo,
        sympy.Float("1.25", 30), sympy.Matrix([[x, 1], [0, n]]), sympy.Interval(0, sympy.pi),
        sympy.Piecewise((x, x > 1), (n, True)), sympy.Integral(sympy.exp(x), (x, 0, 1)),
        sympy.Dummy("u"), sympy.FiniteSet(1, x), sympy.Integer(10) ** 40, sympy.true,
    ]  # fmt: skip
    for value in values:
        got = fetched(ends, value)
        assert type(got) is type(value)
        assert got == value
    own = type("Own", (sympy.Symbol,), {"__eq__": lambda *_: True, "__hash__": lambda _: 4})
    assert not issubclass(type(fetched(ends, own("x"))), sympy.Basic)
    assert not issubclass(type(fetched(ends, sympy.Function("exec")(x))), sympy.Basic)
    assert not issubclass(type(fetched(ends, sympy.Symbol("__import__('os')") + 1)), sympy.Basic)


def test_graphs_arrive_as_they_are_and_are_changed_in_place(ends):
    networkx = pytest.importorskip("networkx")
    for name in ("Graph", "DiGraph", "MultiGraph", "MultiDiGraph"):
        graph = getattr(networkx, name)([(3, 1), (1, 2), (2, 2), (1, "b")], size=4)
        graph.nodes[1]["a"], graph.graph[0] = [1], "zero"
        got = fetched(ends, graph)
        assert type(got) is type(graph)
        assert networkx.utils.graphs_equal(got, graph)
        assert [*got.edges] == [*graph.edges]
        for way in ("adj", "pred"):
            if hasattr(graph, way):
                beside, there = getattr(got, way), getattr(graph, way)
                assert {node: [*beside[node]] for node in got} == {n: [*there[n]] for n in graph}
        grows = fetched(ends, lambda g: g.add_edge("b", "c"))
        grows(got)
        assert ("b", "c") in [edge[:2] for edge in got.edges]
    odd = networkx.Graph()
    odd.add_node(type("Own", (), {"__eq__": lambda *_: True, "__hash__": lambda _: 4})())
    assert isinstance(fetched(ends, odd), wire.Handle)


@pytest.mark.parametrize(
    "document",
    [{"graph": "type"}, {"graph": "DiGraph", "has": {"dict": []}, "nodes": [[[1], {"dict": []}]],
      "edges": []},
     {"graph": "Graph", "has": {"dict": []}, "nodes": [], "edges": [[0, 1, {"dict": []}]]}],
    ids=repr,
)  # fmt: skip
def test_a_forged_graph_becomes_something_that_no_test_accepts(document):
    pytest.importorskip("networkx")
    value = arrived(document)
    with pytest.raises(wire.CannotTravel, match="malformed"):
        assert value == 1


def test_labelled_arrays_and_frames_of_polars_arrive_as_they_are(ends):
    xarray, polars = pytest.importorskip("xarray"), pytest.importorskip("polars")
    array = xarray.DataArray(
        np.arange(6.0).reshape(2, 3), {"x": [1, 2], "t": ("y", ["a", "b", "c"])}, ("x", "y"), "n",
        {"unit": "m"},
    )  # fmt: skip
    data = xarray.Dataset({"n": array, "m": ("y", [1, 2, 3])}, attrs={"by": "me"})
    with pytest.raises(wire.CannotTravel, match="of xarray, which no cell of the instructor's"):
        bool(fetched(ends, array))
    with pytest.raises(wire.CannotTravel, match="of polars, which no cell of the instructor's"):
        bool(fetched(ends, polars.Series([None])))
    ends[0].modules = frozenset({"xarray", "polars"})
    for value in (array, data):
        assert fetched(ends, value).identical(value)
    grows = fetched(ends, lambda data: data.update({"new": data["m"] * 2}))
    grows(data)
    assert data["new"].values.tolist() == [2, 4, 6]
    frame = polars.DataFrame(
        {"a": [1, None], "b": ["x", "y"], "c": [[1.5], []], "d": [datetime.date(2020, 1, 1)] * 2}
    )
    for value in (frame, frame["c"], polars.Series("e", [], dtype=polars.Datetime("ms", "UTC"))):
        got = fetched(ends, value)
        assert type(got) is type(value)
        assert got.equals(value)
    assert fetched(ends, frame.lazy()).collect().equals(frame)
