"""The checks of the set-up cell: nothing a student binds or returns makes them fail or lie."""

import builtins
import contextlib
import io
import types

import pytest

from answers.shell_runner import shell_of_its_own
from tools.notebooks import setup_cell

ALL = setup_cell("7_forecasting")  # with the check of models


class Trap:
    """A value that every use makes known."""

    def __getattr__(self, name):
        raise RuntimeError(f"a check used a student's name: .{name}")

    def __call__(self, *args, **kwargs):
        raise RuntimeError("a check called a student's name")

    __iter__ = __len__ = __bool__ = __eq__ = __getitem__ = __contains__ = __call__
    __hash__ = object.__hash__


def set_up():
    """The names that the set-up cell leaves behind."""
    names = {"__name__": "__main__"}
    with contextlib.redirect_stdout(io.StringIO()):
        exec(compile(ALL, "setup", "exec"), names)
    return names


def said(check, *args, **options):
    """What a check says: its message and cause, or None where it passes."""
    with contextlib.redirect_stdout(io.StringIO()):
        try:
            check(*args, **options)
        except AssertionError as error:
            if type(error).__name__ != "NotRight":
                raise
            return str(error), error.cause
    return None


def functions_of(checks):
    """The check's functions and, through their closures, all that they call of their own."""
    functions, queue = {}, list(vars(checks).values())
    while queue:
        value = queue.pop()
        function = getattr(value, "__func__", value)
        if isinstance(function, types.FunctionType) and id(function) not in functions:
            functions[id(function)] = function
            with contextlib.suppress(ValueError):  # an empty cell
                queue += [cell.cell_contents for cell in function.__closure__ or ()]
    return list(functions.values())


# -- what runs in a process with TensorFlow: each returns a value that pytest compares -------------


def with_all_names_rebound():
    """What the checks say before, and after every name in reach is bound to a trap."""
    names = set_up()
    functions = functions_of(names["checks"])
    own = [function for function in functions if function.__module__ == "course_checks"]
    shared = [function.__qualname__ for function in own if function.__globals__ is names]
    keras, np = names["keras"], names["np"]

    def build():
        y = inputs = keras.Input((3, 5))
        outputs = keras.layers.Dense(1)(keras.layers.LSTM(2)(y))
        return keras.Model(inputs, outputs)

    def wrong_build():
        inputs = keras.Input((3, 5))
        return keras.Model(inputs, keras.layers.Dense(1)(keras.layers.LSTM(3)(inputs)))

    def divide(a, b):
        if b == 0:
            raise ValueError("b is 0")
        return np.asarray(a) / b

    model = {"shape": (3, 5), "layers": [("LSTM", 2), ("Dense", 1)]}
    cases = [
        ("check_call", (divide, [2.0, 4.0], 2), {"want": np.array([1.0, 2.0])}),
        ("check_call", (divide, [2.0, 4.0], 2), {"want": np.array([1.0, 3.0])}),
        ("check_call", (divide, "z", 2), {"want": 1.0, "about": "text"}),
        ("check_value", ("x", {"a": [1, (2, "z")]}, {"a": [1, (2, "y")]}), {}),
        ("check_error", (divide, 1, 0), {"about": "a zero"}),
        ("check_error", (divide, 1, 2), {"about": "a zero"}),
        ("check_model", (build,), model),
        ("check_model", (wrong_build,), model),
        ("passed", ("divide",), {}),
    ]
    checks = {name: names[name] for name, _, _ in cases}

    def outcomes():
        return [said(checks[name], *args, **options) for name, args, options in cases]

    before = outcomes()
    kept = ("__builtins__", "__name__")
    for name in [*names, *vars(builtins), "copy", "inspect", "traceback", "show", "is_same"]:
        if name not in kept:
            names[name] = Trap()
    return shared, before, outcomes(), len(own)


def compared():
    """For each pair of values, whether they are the same, and what check_value says if not."""
    import collections
    from decimal import Decimal
    from fractions import Fraction

    names = set_up()
    np, tf = names["np"], names["tf"]

    class Odd:
        def _refuse(self, *args, **kwargs):
            raise RuntimeError("odd")

        __eq__ = __array__ = __repr__ = __float__ = __len__ = __iter__ = __str__ = _refuse
        __hash__ = None

    def own(base, *args):
        return type("Own", (base,), {"__module__": "__main__"})(*args)

    ones = np.array([1.0, 2.0])
    pair = collections.namedtuple("pair", "x y", module="__main__")(1, 2)
    same = [
        (pair, (1, 2)), (pair, [1, 2]),
        ([[-1, 0], [Fraction(1, 5)] * 2], np.array([[-1, 0], [0.2, 0.2]])),
        (np.frompyfunc(lambda a, b: a * b, 2, 1)([1, 2], [3.0, 4.0]), np.array([3.0, 8.0])),
        (np.str_("z"), "z"), (np.int64(4), 4), (np.array(4), 4), (Decimal("0.5"), 0.5), (3, 3.0),
        (np.float32(0.2), 0.2), (np.bool_(True), True), ((1, 2), [1, 2]), (range(3), np.arange(3)),
        ({np.str_("a"): np.int64(2)}, {"a": 2}), (collections.Counter("aab"), {"a": 2, "b": 1}),
        (tf.constant([1.0, 2.0]), ones), ([tf.constant(1.0), 2], ones), ((9, ones), (..., ones)),
        (np.array([np.array([1, 2]), np.array([3, 4])], dtype=object), np.array([[1, 2], [3, 4]])),
        (None, None), (np.array(["a"]), np.array(["a"])),
    ]  # fmt: skip
    differ = [
        ("z", 1.0, "this is text"), (["1.0"], np.array([1.0]), "this is text"),
        (1 + 0j, 1.0, "a complex number"), (np.array([1 + 0j]), ones[:1], "complex numbers"),
        (True, 1, "a truth value"), (True, 1.0, "a truth value"), (4.0, 4, "an int was expected"),
        (Odd(), 1.0, "of type Odd"), (Odd(), "z", "of type Odd"), ([Odd()], [1], "of type Odd"),
        (own(float, 1.0), 1.0, "of type Own"), (own(dict, {"a": 1}), {"a": 1}, "of type Own"),
        (own(str, "z"), "z", "of type Own"), (own(list, [1.0, 2.0]), ones, "of type Own"),
        ([own(int, 1), 2], [1, 2], "of type Own"), (own(tuple, (1, 2)), [1, 2], "of type Own"),
        (lambda: 1.0, 1.0, "can be called"), (iter([1.0, 2.0]), ones, "one by one"),
        (io.TextIOWrapper(io.BytesIO()), 1.0, "of type Text"), ({0: 1}, [1], "of type dict"),
        (Odd(), {"a": 1}, "of type Odd"), (Odd(), ones, "of type Odd"), (Odd, 1, "can be called"),
        (np.ma.array([1.0, 2.0], mask=[0, 1]), ones, "masked"), (len, ones, "this can be called"),
        (collections.deque([1.0, 2.0]), ones, "of type deque"), (None, 1.0, "this is None"),
        ([3], 3, "one number was expected, this is of shape (1,)"),
        ([None], np.array([np.nan]), "this is None"), ([[1, 2], [3]], ones, "equal length"),
        (b"z", "z", "text was expected"), (np.zeros(0), 0.3, "shape (0,)"),
        (np.zeros(1), 0.0, "shape (1,)"), (0.0, np.zeros(1), "one number"), ("Z ", "z", "capital"),
        (ones[::-1], ones, "reverse order"), (-ones, ones, "sign"), ([1, 2, 3], [1, 2], "be 2"),
        ({"a": 1}, {"a": 1, "b": 2}, "'b' missing"), ((ones, ones), (ones, -ones), "part [1]"),
        ({"a": ones}, {"a": ones[:1]}, "in its part ['a']"),
        ({"a": 1}, {"a": 2}, "['a'] is wrong"), ([[1.0, 2.0]], ones, "shape"),
        (np.array([np.nan, 2.0]), ones, "NaN"), (np.array([[1, 2], [3, 4]]).T,
         np.array([[1, 2], [3, 4]]), "transposed"), (np.array(["a"]), ones[:1], "text"),
        (10**400, 1.0, None), (1, None, None), ([1, 2], None, None), ((5.0,), 5.0, "a comma"),
        ((3 * ones, ones), ones, "among the 2 values"), (("a", 2), "a", "among the 2 values"),
        ((3 * ones, 2 * ones), ones, "shape"), (-1.0, 1.0, "the sign is wrong."),
        (ones * [1, -1], ones, "sign of some numbers"), (ones / 3, ones, None),
        (0.0, 4e-4, None), (0.5, 0.5121, None),
        (np.round(ones / 7, 4), ones / 7, "rounded to 4 digits"), (0.143, 1 / 7, "to 3 digits"),
        (np.float16([0.1, 0.2]), np.array([0.1, 0.2]), "type float16"),
    ]  # fmt: skip
    wrong = [repr(pair) for pair in same if said(names["check_value"], "x", *pair)]
    for got, want, words in differ:
        message = said(names["check_value"], "x", got, want)
        cause = message[1] if message else "passed"
        if not message or (words is None and cause) or (words and words not in (cause or "")):
            wrong.append(f"{type(got)} {want!r}: {cause}")
    return wrong


def words_of_messages():
    """Messages in which something is not to be said, or is to be said so."""
    names = set_up()
    check_call, check_error, np = names["check_call"], names["check_error"], names["np"]
    names["mistakes"]("half", (0.5, "it is half of it."), (KeyError, "a key is looked for."))

    def raises(error):
        def function(*args):
            raise error

        return function

    def fails(text):
        raise ValueError(f"{text}" * 3000)

    class Dumb(Exception):
        def __str__(self):
            raise RuntimeError

    def warns(x):
        import sys
        import warnings

        warnings.warn("careful", RuntimeWarning, stacklevel=2)
        print("noise", file=sys.stderr)
        return x

    def changes(x):
        x[0] = 9
        return 1

    def reorders(x):
        x["a"] = dict(sorted(x["a"].items()))
        return 1

    err = io.StringIO()
    with contextlib.redirect_stderr(err):
        quiet = said(check_call, warns, 1, want=1)
    layers = [tuple({g: np.zeros((n, 5)) for g in "ifco"} for n in (5, 7, 9)) for _ in range(9)]
    return {
        "letters": said(check_call, raises(ValueError("n")), 1, want=2, about="one case"),
        "secret": said(check_call, raises(ValueError("input 17")), 17, want=2, about="one case"),
        "long": said(check_call, fails, "abc", want=1),
        "dumb": said(check_call, raises(Dumb()), 1, want=1),
        "exit": said(check_call, raises(SystemExit()), 1, want=1),
        "by name": said(check_call, lambda: 0.5, want=1.0, hints="half"),
        "by class": said(check_call, raises(KeyError("k")), want=1.0, hints="half"),
        "lists": said(check_call, lambda a: a @ a, [1, 2], want=5),
        "warning": (quiet, err.getvalue()),
        "changed": said(check_call, changes, [1, 2], want=1),
        "reordered": said(check_call, reorders, {"a": {"b": 1, "a": 2}}, want=1),
        "alike": said(names["check_value"], "x", np.float16([0.1]), np.array([0.1])),
        "assert": said(check_error, raises(AssertionError("no")), 1, about="a one"),
        "return": said(check_error, lambda x: ValueError("no"), 1, about="a one"),
        "empty": said(check_error, raises(ValueError("")), 1, about="a one"),
        "stub": said(check_call, raises(NotImplementedError()), want=1),
        "wall": said(check_call, lambda x: 1, layers, want=2),
    }


def causes_beside_hints():
    """The causes of results and errors for which a hint that fits anything must not speak."""
    names = set_up()
    check_call, np = names["check_call"], names["np"]
    anything = [
        (lambda got: True, "a guess."),
        (TypeError, "a guess."),
        (ValueError("shape", "dimension"), "the sizes."),
    ]
    kept = []

    def keeps(x):
        kept.append(x)
        return len(kept)

    def fails_with(error):
        def function(x):
            raise error

        return function

    def cause_of(function, want=5):
        return said(check_call, function, 3, want=want, hints=anything)[1]

    return {
        "random": cause_of(lambda x: np.random.default_rng().normal(size=3), np.zeros(3)),
        "kept": cause_of(keeps),
        "same again": cause_of(lambda x: x),
        "an object": cause_of(lambda x: object()),
        "generator": cause_of(lambda x: (i for i in range(x)), [0, 1]),
        "map": cause_of(lambda x: map(abs, [x]), np.zeros(1)),
        "nothing": said(check_call, lambda x: None, 3, want=5)[1],
        "nothing, beside a guess": cause_of(lambda x: None),
        "nothing, hinted": said(check_call, lambda x: None, 3, want=5, hints=[(None, "so.")])[1],
        "no argument": cause_of(lambda: 5),
        "one more": cause_of(lambda x, y: 5),
        "exit": cause_of(fails_with(SystemExit(1))),
        "sizes": cause_of(lambda x: np.zeros(3) + np.zeros(4)),
        "unpacking": cause_of(fails_with(ValueError("too many values to unpack"))),
    }


REBOUND = """
from copy import copy
np = keras = 5
check_call = passed = check_value = None
list = len = sum = isinstance = [1]
setting = "a student's"
def show(): pass
"""
TEST = """# @title Visible test: reads names that a student has bound.
setting = 3
def helper(value):
    return sum([value, setting])
check_call(answer, 2, want=np.array([2.0, 5.0]))
check_value("x", [helper(n) for n in list((1, 2))], [4, 5])
passed("answer")
"""
ANSWER = """
setting = "a student's, again"
def answer(x):
    return [x, 5] if list == [1] and setting[0] == "a" else "my own names are not what they were"
"""


def in_a_notebook():
    """What a notebook says where a student has bound the names that a test reads."""
    said = []
    with shell_of_its_own() as shell:
        cells = (
            ALL, ALL, REBOUND, ANSWER, TEST, ANSWER, TEST, ANSWER, TEST.replace("5.0", "6.0"),
            "print(setting)", TEST.replace("# @title ", "# "), "helper",
        )  # fmt: skip
        for source in cells:
            with contextlib.redirect_stdout(io.StringIO()) as out:
                result = shell.run_cell(source)
            error = result.error_in_exec
            said.append(f"{type(error).__name__}: {error}" if error else out.getvalue())
        hooks = len(shell.ast_transformers), len(shell.events.callbacks["pre_run_cell"])
    return said[4:], hooks


def with_cells_left_out():
    """What a test says where a cell that it needs has not run, and where the answer needs one."""
    said = []
    with shell_of_its_own() as shell:
        answer = "def answer():\n    return missing_from_answer"
        test = "# @title Visible test: an example.\ncheck_call(answer, *{}, want=1)"
        for source in (ALL, answer, test.format("example()"), test.format("()"), "print(other)"):
            with contextlib.redirect_stdout(io.StringIO()):
                said.append(str(shell.run_cell(source).error_in_exec))
    return said[2:]


def rounds_products():
    """Whether TensorFlow may round the factors of a product, before and after the set-up cell."""
    from tensorflow.config.experimental import tensor_float_32_execution_enabled

    before = tensor_float_32_execution_enabled()
    set_up()
    return before, tensor_float_32_execution_enabled()


# -- the tests -------------------------------------------------------------------------------------


def test_no_name_of_the_notebook_reaches_the_checks(runner):
    shared, before, after, functions = runner.call(with_all_names_rebound, [()])[0]
    assert functions > 40
    assert shared == []
    assert after == before
    assert [result is None for result in before] == [1, 0, 0, 0, 1, 0, 1, 0, 1]


def test_a_gpu_computes_as_exactly_as_a_processor(runner):
    """With TensorFloat-32, a right `lstm_forward` differs from Keras's layer on an H200."""
    assert runner.call(rounds_products, [()])[0] == (True, False)


def test_numbers_are_numbers_and_odd_values_are_told(runner):
    assert runner.call(compared, [()])[0] == []


def test_messages_quote_nothing_hidden_and_stay_short(runner):
    said = runner.call(words_of_messages, [()])[0]
    hidden = "function raised ValueError for one case (its message is not shown)."
    assert said["letters"] == (hidden, None)
    assert said["secret"] == (hidden, None)
    assert len(said["long"][0]) < 2000
    assert "no message that can be read" in said["dumb"][0]
    assert "raised SystemExit" in said["exit"][0]
    assert said["by name"][1] == "it is half of it."
    assert said["by class"][1] == "a key is looked for."
    assert "np.asarray" in said["lists"][1]
    assert said["warning"] == (None, "")
    assert "changed its argument" in said["changed"][0]
    assert "changed its argument" in said["reordered"][0]
    assert "They differ in digits or places that are not shown." in said["alike"][0]
    assert "`assert` raises AssertionError" in said["assert"][1]
    assert "`return` stands where `raise` belongs" in said["return"][1]
    assert "without a message" in said["empty"][0]
    assert "not written yet" in said["stub"][0]
    wall = said["wall"][0]
    assert len(wall) < 900
    assert "more" in wall
    assert "{i, f, c, o: arrays (5, 5)}" in wall


def test_no_hint_speaks_of_what_it_cannot_know(runner):
    causes = runner.call(causes_beside_hints, [()])[0]
    changing = "the same call gives another result each time"
    assert [causes[name].startswith(changing) for name in ("random", "kept")] == [True, True]
    assert causes["same again"] == "a guess."
    assert causes["an object"] == "a number was expected, this is an object of type object."
    assert causes["nothing"].startswith("nothing came back")
    assert causes["nothing, beside a guess"] == causes["nothing"]
    assert causes["nothing, hinted"] == "so."
    for name in ("generator", "map"):
        assert "one by one" in causes[name]
    for name in ("no argument", "one more"):
        assert "other arguments than its first line" in causes[name]
    assert (causes["exit"], causes["unpacking"], causes["sizes"]) == (None, None, "the sizes.")


def test_a_test_that_needs_a_cell_above_says_so(runner):
    test, answer, own = runner.call(with_cells_left_out, [()])[0]
    assert test.startswith("example is not there yet: a cell above this one makes it.")
    assert "missing_from_answer" in answer
    assert "above" not in answer
    assert own == "name 'other' is not defined"


def test_a_test_runs_over_its_own_names_and_an_answer_over_the_students(runner):
    said, hooks = runner.call(in_a_notebook, [()])[0]
    passes = "answer: the visible test passes.\n"
    first, _, second, _, wrong, own, plain, helper = said
    assert (first, second) == (passes, passes)
    assert wrong.startswith("NotRight: answer(2) is not right.")
    assert own == "3\n"  # what a test binds is there for the cells below, as ever
    assert plain.startswith("AttributeError")  # without its title a cell is like any other
    assert "<function __main__.helper(value)>" in helper
    assert hooks == (1, 1)  # of two set-ups


@pytest.mark.parametrize("name", ["1_independence", "4_rnn"])
def test_only_notebooks_with_models_have_their_check(name):
    assert ("check_model" in setup_cell(name)) == (name == "4_rnn")
    assert ("from grading" in setup_cell(name)) is False


def test_what_a_wrong_answer_prints_is_shown_once(capsys):
    def answer(number):
        print("looking at", number)
        return number

    with pytest.raises(AssertionError):
        set_up()["check_call"](answer, 3, want=4)
    assert capsys.readouterr().out.count("looking at 3") == 1
