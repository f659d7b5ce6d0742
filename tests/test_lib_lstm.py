"""lib.lstm: the slide's equations and what is wrong with them, and Keras's LSTM as the oracle."""

import warnings

import keras
import numpy as np
import pytest
import tensorflow as tf
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.lstm import (
    build_lstm,
    carry_step,
    freeze_gate,
    lstm_forward,
    lstm_params,
    lstm_step,
    sigmoid,
)

sizes = st.integers(1, 5)
seeds = st.integers(0, 2**32 - 1)
few = settings(max_examples=20, deadline=None)


def random_sets(rng, gates, l_in, l_out):
    W = {gate: rng.normal(size=(l_out, l_in)) for gate in gates}
    U = {gate: rng.normal(size=(l_out, l_out)) for gate in gates}
    b = {gate: rng.normal(size=l_out) for gate in gates}
    return W, U, b


def keras_layer(W, U, b):
    l_out, l_in = W["i"].shape
    layer = keras.layers.LSTM(l_out, return_sequences=True, return_state=True)
    layer.build((None, None, l_in))
    stacked = [np.concatenate([part[gate] for gate in "ifco"]) for part in (W, U, b)]
    layer.set_weights([stacked[0].T, stacked[1].T, stacked[2]])
    return layer


@given(z=st.lists(st.floats(-1000, 1000), min_size=1))
def test_sigmoid_is_tensorflows_and_symmetric_and_never_overflows(z):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ours, mirrored = sigmoid(z), sigmoid(-np.array(z))
    np.testing.assert_allclose(ours, tf.sigmoid(np.array(z)).numpy(), rtol=1e-9, atol=1e-15)
    np.testing.assert_allclose(ours + mirrored, 1)
    order = np.argsort(z)
    assert (np.diff(ours[order]) >= -1e-15).all()


def test_the_slides_carry_by_hand():
    zero = {gate: np.zeros((1, 1)) for gate in "wfh"}
    bias = {gate: np.zeros(1) for gate in "wfh"}
    h, c = carry_step([3.0], [4.0], [10.0], zero, zero, bias)
    assert (h, c) == (0.5, 7.0)


@given(seed=seeds, l_in=sizes, l_out=sizes)
def test_the_slides_first_carry_is_zero_and_its_h_never_reads_c(seed, l_in, l_out):
    rng = np.random.default_rng(seed)
    sets = random_sets(rng, "wfh", l_in, l_out)
    x, zero = rng.normal(size=l_in), np.zeros(l_out)
    np.testing.assert_array_equal(carry_step(x, zero, zero, *sets)[1], 0)
    h, c = rng.normal(size=(2, l_out))
    np.testing.assert_array_equal(
        carry_step(x, h, c, *sets)[0], carry_step(x, h, 100 * c, *sets)[0]
    )


@given(seed=seeds, l_in=sizes, l_out=sizes, gate=st.sampled_from("wf"))
def test_no_loss_on_the_slides_h_can_feel_w_or_f(seed, l_in, l_out, gate):
    rng = np.random.default_rng(seed)
    W, U, b = random_sets(rng, "wfh", l_in, l_out)
    other = [part | {gate: part[gate] + 1} for part in (W, U, b)]
    states = []
    for sets in ((W, U, b), other):
        h = c = np.zeros(l_out)
        for x in np.sin(np.arange(4 * l_in)).reshape(4, l_in):
            h, c = carry_step(x, h, c, *sets)
        states.append(h)
    np.testing.assert_array_equal(*states)


@given(seed=seeds, l_in=sizes, l_out=sizes)
@few
def test_lstm_step_is_keras_cell(seed, l_in, l_out):
    rng = np.random.default_rng(seed)
    W, U, b = random_sets(rng, "ifco", l_in, l_out)
    x, h, c = rng.normal(size=(3, l_in)), rng.normal(size=(3, l_out)), rng.normal(size=(3, l_out))
    layer = keras_layer(W, U, b)
    keras_x, keras_h, keras_c = (tf.constant(part, tf.float32) for part in (x, h, c))
    _, (keras_h, keras_c) = layer.cell(keras_x, [keras_h, keras_c])
    ours = lstm_step(x, h, c, W, U, b)
    np.testing.assert_allclose(ours, (keras_h, keras_c), atol=1e-5)


@given(seed=seeds, l_out=sizes, keep=st.integers(0, 1), write=st.integers(0, 1))
def test_open_and_shut_gates_keep_forget_and_write(seed, l_out, keep, write):
    rng = np.random.default_rng(seed)
    zero = {gate: np.zeros((l_out, l_out)) for gate in "ifco"}
    candidate, c = rng.normal(size=(2, l_out))
    wide = {"i": 100 * (2 * write - 1), "f": 100 * (2 * keep - 1), "o": 100}
    bias = {gate: np.full(l_out, value) for gate, value in wide.items()} | {"c": candidate}
    new_h, new_c = lstm_step(np.zeros(l_out), np.zeros(l_out), c, zero, zero, bias)
    np.testing.assert_allclose(new_c, keep * c + write * np.tanh(candidate), atol=1e-12)
    np.testing.assert_allclose(new_h, np.tanh(new_c), atol=1e-12)


@pytest.mark.parametrize(("l_in", "l_out", "steps"), [(3, 2, 5), (1, 4, 12), (4, 1, 1)])
def test_lstm_forward_is_keras_layer(l_in, l_out, steps):
    rng = np.random.default_rng(steps)
    sets = random_sets(rng, "ifco", l_in, l_out)
    X = rng.normal(size=(2, steps, l_in))
    keras_H, keras_h, keras_c = keras_layer(*sets)(X.astype("float32"))
    H, C = lstm_forward(X, *sets)
    np.testing.assert_allclose(H, keras_H, atol=1e-5)
    np.testing.assert_allclose(H[:, -1], keras_h, atol=1e-5)
    np.testing.assert_allclose(C[:, -1], keras_c, atol=1e-5)


def test_lstm_forward_is_keras_layer_as_it_starts_forget_bias_and_all():
    layer = keras.layers.LSTM(4, return_sequences=True)
    X = np.random.default_rng(0).normal(size=(2, 9, 3)).astype("float32")
    layer.build(X.shape)
    kernel, recurrent, bias = (np.split(part, 4, axis=-1) for part in layer.get_weights())
    np.testing.assert_array_equal(np.concatenate(bias), [0] * 4 + [1] * 4 + [0] * 8)
    W = {gate: part.T for gate, part in zip("ifco", kernel, strict=True)}
    U = {gate: part.T for gate, part in zip("ifco", recurrent, strict=True)}
    b = dict(zip("ifco", bias, strict=True))
    np.testing.assert_allclose(lstm_forward(X, W, U, b)[0], layer(X), atol=1e-5)


@given(seed=seeds, l_in=sizes, l_out=sizes, steps=st.integers(1, 6))
def test_lstm_forward_is_its_steps_and_looks_at_no_later_input(seed, l_in, l_out, steps):
    rng = np.random.default_rng(seed)
    sets = random_sets(rng, "ifco", l_in, l_out)
    X = rng.normal(size=(steps, l_in))
    H, C = lstm_forward(X, *sets)
    h = c = np.zeros(l_out)
    for x, row_h, row_c in zip(X, H, C, strict=True):
        h, c = lstm_step(x, h, c, *sets)
        np.testing.assert_allclose((row_h, row_c), (h, c))
    later = X.copy()
    later[-1] += 1
    np.testing.assert_array_equal(lstm_forward(later, *sets)[0][:-1], H[:-1])


@given(seed=seeds, l_in=sizes, l_out=sizes)
def test_units_in_another_order_give_the_same_states_in_that_order(seed, l_in, l_out):
    rng = np.random.default_rng(seed)
    W, U, b = random_sets(rng, "ifco", l_in, l_out)
    X, order = rng.normal(size=(2, 4, l_in)), rng.permutation(l_out)
    moved = (
        {gate: W[gate][order] for gate in "ifco"},
        {gate: U[gate][np.ix_(order, order)] for gate in "ifco"},
        {gate: b[gate][order] for gate in "ifco"},
    )
    np.testing.assert_allclose(
        lstm_forward(X, *moved), np.array(lstm_forward(X, W, U, b))[..., order]
    )


def test_lists_do_as_well():
    W, U, b = random_sets(np.random.default_rng(3), "ifco", 3, 2)
    lists = [{gate: value.tolist() for gate, value in part.items()} for part in (W, U, b)]
    X = [[1.0, -2.0, 0.5], [0.0, 1.0, 3.0]]
    np.testing.assert_array_equal(lstm_forward(X, *lists), lstm_forward(np.array(X), W, U, b))


@pytest.mark.parametrize(
    ("l_in", "l_out", "count"), [(64, 32, 12416), (5, 7, 364), (7, 9, 612), (1, 1, 12)]
)
def test_the_count_is_the_lectures_and_keras(l_in, l_out, count):
    layer = keras.layers.LSTM(l_out)
    layer.build((None, None, l_in))
    assert lstm_params(l_in, l_out) == layer.count_params() == count


def test_the_lectures_model():
    model = build_lstm()
    assert (model.input_shape, model.output_shape) == ((None, 16, 64), (None, 1))
    assert [layer.count_params() for layer in model.layers] == [12416, 33]
    assert model.count_params() == 12449


def test_what_does_not_fit_is_named():
    W, U, b = random_sets(np.random.default_rng(0), "ifco", 3, 2)
    x, h = np.zeros(3), np.zeros(2)
    with pytest.raises(ValueError, match="W must have the keys"):
        carry_step(x, h, h, W, U, b)
    with pytest.raises(ValueError, match="U and b do not fit"):
        lstm_step(x, h, h, W, {gate: np.zeros((2, 3)) for gate in "ifco"}, b)
    with pytest.raises(ValueError, match="W and b do not fit"):
        lstm_forward(x, {gate: np.zeros(2) for gate in "ifco"}, U, b)


@given(seed=seeds, l_out=sizes, gate=st.sampled_from("ifo"), value=st.floats(1e-9, 1 - 1e-9))
def test_a_frozen_gate_is_that_number_whatever_comes_in(seed, l_out, gate, value):
    rng = np.random.default_rng(seed)
    sets = random_sets(rng, "ifco", 3, l_out)
    kept = [{key: array.copy() for key, array in part.items()} for part in sets]
    W, U, b = freeze_gate(*sets, gate, value)
    for x, h in zip(rng.normal(size=(4, 3)), rng.normal(size=(4, l_out)), strict=True):
        np.testing.assert_allclose(sigmoid(W[gate] @ x + U[gate] @ h + b[gate]), value)
    for new, old, before in zip((W, U, b), sets, kept, strict=True):
        for key in "ifco":
            np.testing.assert_array_equal(old[key], before[key])
            if key != gate:
                np.testing.assert_array_equal(new[key], old[key])


def test_what_cannot_be_frozen_is_refused():
    sets = random_sets(np.random.default_rng(0), "ifco", 3, 2)
    for gate in ("c", "if", "", "w"):
        with pytest.raises(ValueError, match="gate must be"):
            freeze_gate(*sets, gate, 0.5)
    for value in (0, 1, -0.1, 2, np.nan):
        with pytest.raises(ValueError, match="value must be"):
            freeze_gate(*sets, "f", value)


def carries_and_slopes(step, keys):
    """Of five steps of a variant of the slide's cell: h and c, and each set's largest slope."""
    rng = np.random.default_rng(1)
    sets = random_sets(rng, keys, 3, 2)
    X = rng.normal(size=(5, 3))

    def run():
        h = c = np.zeros(2)
        seen = []
        for x in X:
            z = {key: sets[0][key] @ x + sets[1][key] @ h + sets[2][key] for key in keys}
            h, c = step(z, h, c)
            seen.append((h, c))
        return np.array(seen), float((h - 0.3).sum())

    seen, start = run()
    slopes = {}
    for key in keys:
        differences = []
        for part in sets:
            for place in np.ndindex(part[key].shape):
                old = part[key][place]
                part[key][place] += 1e-3
                differences.append(abs(run()[1] - start))
                part[key][place] = old
        slopes[key] = max(differences)
    return seen, slopes


def test_the_marking_scheme_of_the_three_repairs_is_right():
    def a(z, h, c):
        return sigmoid(z["h"]), sigmoid(z["w"]) * np.tanh(z["k"]) + c * sigmoid(z["f"])

    def b(z, h, c):
        c = sigmoid(z["w"]) * h + c * sigmoid(z["f"])
        return sigmoid(z["h"]) * np.tanh(c), c

    def c(z, h, c):
        c = sigmoid(z["w"]) * h + c * sigmoid(z["f"])
        return sigmoid(z["h"]) + np.tanh(c), c

    seen, slopes = carries_and_slopes(a, "wfhk")
    assert (seen != 0).all()
    assert (slopes["w"], slopes["f"], slopes["k"]) == (0, 0, 0)
    assert slopes["h"] > 0
    seen, slopes = carries_and_slopes(b, "wfh")
    assert (seen == 0).all()
    assert set(slopes.values()) == {0}
    seen, slopes = carries_and_slopes(c, "wfh")
    (h_1, c_1), (_, c_2) = seen[:2]
    assert (c_1 == 0).all()
    assert (h_1 != 0).all()
    assert (c_2 != 0).all()
    assert min(slopes.values()) > 0
