"""lib.rnn: the layer against Keras, its gradients against TensorFlow, the notebook's findings."""

import keras
import numpy as np
import pytest
import tensorflow as tf
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.rnn import (
    build_rnn,
    from_keras,
    input_gradients,
    jacobian_norms,
    rnn_forward,
    rnn_params,
    rnn_step,
    weight_gradient,
)

sizes = st.integers(1, 5)
seeds = st.integers(0, 2**32 - 1)


def make(seed, steps, l_in, l_out, batch=()):
    rng = np.random.default_rng(seed)
    shapes = [(*batch, steps, l_in), (l_out, l_in), (l_out, l_out), (l_out,), (*batch, l_out)]
    return [rng.normal(size=shape) for shape in shapes]


def keras_layer(l_in, l_out, **options):
    layer = keras.layers.SimpleRNN(l_out, bias_initializer="random_normal", **options)
    layer.build((None, None, l_in))
    return layer


@settings(deadline=None)
@given(seed=seeds, steps=sizes, l_in=sizes, l_out=sizes)
def test_the_states_are_the_steps_one_after_the_other(seed, steps, l_in, l_out):
    X, W, U, b, h = make(seed, steps, l_in, l_out)
    states = rnn_forward(X, W, U, b, h0=h)
    for x, state in zip(X, states, strict=True):
        h = rnn_step(x, h, W, U, b)
        np.testing.assert_allclose(state, h, atol=1e-12)


@settings(deadline=None)
@given(seed=seeds, steps=st.integers(2, 9), cut=st.integers(1, 8), l_in=sizes, l_out=sizes)
def test_a_sequence_can_be_run_in_two_parts(seed, steps, cut, l_in, l_out):
    X, W, U, b, h0 = make(seed, steps, l_in, l_out)
    cut = min(cut, steps - 1)
    first = rnn_forward(X[:cut], W, U, b, h0)
    second = rnn_forward(X[cut:], W, U, b, first[-1])
    np.testing.assert_allclose(np.concatenate([first, second]), rnn_forward(X, W, U, b, h0))


@settings(deadline=None)
@given(seed=seeds, steps=sizes, l_in=sizes, l_out=sizes)
def test_a_batch_is_its_samples_one_by_one(seed, steps, l_in, l_out):
    X, W, U, b, h0 = make(seed, steps, l_in, l_out, batch=(3, 2))
    states, norms = rnn_forward(X, W, U, b, h0), jacobian_norms(X, W, U, b)
    assert states.shape == (3, 2, steps, l_out)
    for place in np.ndindex(3, 2):
        alone = rnn_forward(X[place], W, U, b, h0[place])
        np.testing.assert_allclose(states[place], alone, atol=1e-12)
        np.testing.assert_allclose(norms[place], jacobian_norms(X[place], W, U, b), atol=1e-12)


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 1000), steps=sizes, l_in=sizes, l_out=sizes)
def test_the_states_are_those_of_keras(seed, steps, l_in, l_out):
    keras.utils.set_random_seed(seed)
    layer = keras_layer(l_in, l_out, return_sequences=True)
    X, _, _, _, h0 = make(seed, steps, l_in, l_out, batch=(2,))
    want = layer(X.astype("float32"), initial_state=h0.astype("float32"))
    weights = from_keras(*layer.get_weights())
    np.testing.assert_allclose(rnn_forward(X, *weights, h0), want, atol=1e-5)


@pytest.mark.parametrize(("l_in", "l_out"), [(64, 32), (1, 1), (3, 7)])
def test_the_count_is_that_of_keras(l_in, l_out):
    assert rnn_params(l_in, l_out) == keras_layer(l_in, l_out).count_params()
    X, W, U, b, _ = make(0, 1, l_in, l_out)
    assert rnn_params(l_in, l_out) == W.size + U.size + b.size


def test_the_lectures_numbers():
    model = build_rnn()
    assert rnn_params(64, 32) == 3104
    assert model.count_params() == 3137
    assert (model.input_shape, model.output_shape) == ((None, 16, 64), (None, 1))


@settings(deadline=None)
@given(seed=seeds, steps=st.integers(1, 8), l_in=sizes, l_out=sizes)
def test_jacobians_are_finite_differences_of_the_recurrence(seed, steps, l_in, l_out):
    X, W, U, b, _ = make(seed, steps, l_in, l_out)
    H, norms, eps = rnn_forward(X, W, U, b), jacobian_norms(X, W, U, b), 1e-6
    assert norms.shape == (steps,)
    assert norms[-1] == 1
    for t in range(steps - 1):
        nudges = eps * np.eye(l_out)
        up, down = (
            np.stack([rnn_forward(X[t + 1 :], W, U, b, H[t] + sign * n)[-1] for n in nudges])
            for sign in (1, -1)
        )
        np.testing.assert_allclose(norms[t], np.linalg.norm((up - down) / (2 * eps), 2), atol=1e-6)


@settings(deadline=None)
@given(seed=seeds, steps=st.integers(1, 12), size=sizes, scale=st.floats(0, 2))
def test_an_orthogonal_U_times_s_never_multiplies_by_more_than_s(seed, steps, size, scale):
    X, W, U, b, _ = make(seed, steps, 2, size)
    U = scale * np.linalg.qr(U)[0]
    bound = float(scale) ** np.arange(steps - 1, -1, -1)
    assert (jacobian_norms(X, W, U, b) <= bound * (1 + 1e-9) + 1e-12).all()


@settings(deadline=None)
@given(seed=seeds, steps=st.integers(1, 6), l_in=sizes, l_out=sizes)
def test_shares_are_finite_differences_in_the_weights_of_one_step(seed, steps, l_in, l_out):
    X, W, U, b, g = make(seed, steps, l_in, l_out)
    shares, H, eps = weight_gradient(X, W, U, b, g), rnn_forward(X, W, U, b), 1e-6
    assert shares.shape == (steps, l_out, l_in)
    for t, row, column in np.ndindex(shares.shape):
        nudge = np.zeros_like(W)
        nudge[row, column] = eps
        before = H[t - 1] if t else np.zeros(l_out)
        ends = []
        for sign in (1, -1):
            h = rnn_step(X[t], before, W + sign * nudge, U, b)
            ends.append(rnn_forward(X[t + 1 :], W, U, b, h)[-1] if t + 1 < steps else h)
        np.testing.assert_allclose(
            shares[t, row, column], g @ (ends[0] - ends[1]) / (2 * eps), atol=1e-6
        )


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 1000), steps=sizes, l_in=sizes, l_out=sizes)
def test_the_shares_add_up_to_the_gradient_that_keras_trains_with(seed, steps, l_in, l_out):
    keras.utils.set_random_seed(seed)
    layer = keras_layer(l_in, l_out, dtype="float64")
    X = make(seed, steps, l_in, l_out, batch=(3,))[0]
    with tf.GradientTape() as tape:
        last = layer(X)
        loss = tf.reduce_sum(last**2)
    want, _, _ = tape.gradient(loss, layer.trainable_variables)
    shares = weight_gradient(X, *from_keras(*layer.get_weights()), 2 * last.numpy())
    np.testing.assert_allclose(shares.sum(axis=(0, 1)), np.transpose(want), atol=1e-12)


@pytest.mark.parametrize("activation", ["tanh", "sigmoid"])
@pytest.mark.parametrize("size", [0.1, 1.0])
def test_input_gradients_are_those_of_keras(activation, size):
    keras.utils.set_random_seed(1)
    layer = keras_layer(4, 6, activation=activation)
    X = size * np.random.default_rng(2).normal(size=(3, 12, 4))
    with tf.GradientTape() as tape:
        inputs = tf.constant(X, tf.float32)
        tape.watch(inputs)
        loss = tf.reduce_sum(layer(inputs) ** 2)
    want = np.linalg.norm(tape.gradient(loss, inputs), axis=-1)
    got = input_gradients(X, *from_keras(*layer.get_weights()), activation=activation)
    np.testing.assert_allclose(got, want, rtol=2e-3)


def family(activation, size, scale=1.0, layers=300):
    """Relative gradients (layers, 60), 0 steps back first, of layers as Keras makes them."""
    rng = np.random.default_rng(11)
    limit = np.sqrt(6 / (8 + 16))
    W = rng.uniform(-limit, limit, (layers, 16, 8))
    U = scale * np.linalg.qr(rng.normal(size=(layers, 16, 16)))[0]
    X = size * rng.normal(size=(layers, 60, 8))
    norms = input_gradients(X, W, U, np.zeros((layers, 16)), activation)[:, ::-1]
    return norms / norms[:, :1]


@pytest.mark.parametrize(
    ("activation", "size", "scale", "back", "low", "high"),
    [
        ("sigmoid", 0.1, 1, 10, 1e-8, 1e-5),
        ("sigmoid", 0.3, 1, 10, 1e-8, 1e-5),
        ("sigmoid", 1.0, 1, 10, 1e-8, 1e-5),
        ("sigmoid", 10.0, 1, 10, 1e-14, 1e-9),
        ("tanh", 10.0, 1, 10, 1e-12, 1e-5),
        ("tanh", 0.1, 1, 59, 1e-2, 1e-1),
        ("tanh", 0.3, 1, 59, 1e-5, 1e-3),
        ("tanh", 1.0, 1, 59, 1e-13, 1e-9),
        ("tanh", 0.001, 1.5, 59, 1e2, 1e5),
        ("tanh", 1.0, 1.5, 59, 1e-6, 1e-1),
    ],
)
def test_what_the_notebook_says_of_the_family_holds_for_nine_layers_in_ten(
    activation, size, scale, back, low, high
):
    tenth, most = np.quantile(family(activation, size, scale)[:, back], [0.05, 0.95])
    assert low < tenth
    assert most < high


@pytest.mark.parametrize(
    "bad",
    [
        {"W": np.ones((3, 2))},
        {"U": np.ones((2, 3))},
        {"b": np.ones(3)},
        {"b": np.ones((2, 1))},
        {"X": np.ones((4, 2))},
        {"X": np.ones(3)},
        {"h0": np.ones(3)},
    ],
)
def test_shapes_that_do_not_fit_are_refused(bad):
    good = {"X": np.ones((4, 3)), "W": np.ones((2, 3)), "U": np.ones((2, 2)), "b": np.ones(2)}
    with pytest.raises(ValueError, match="must have"):
        rnn_forward(**(good | bad))


def test_a_gradient_that_does_not_fit_is_refused():
    with pytest.raises(ValueError, match="last axis of g"):
        weight_gradient(np.ones((4, 3)), np.ones((2, 3)), np.ones((2, 2)), np.ones(2), np.ones(3))


def test_sizes_below_one_and_other_activations_are_refused():
    with pytest.raises(ValueError, match="integers >= 1"):
        rnn_params(0, 3)
    with pytest.raises(ValueError, match="activation"):
        input_gradients(np.ones((2, 1)), np.ones((1, 1)), np.ones((1, 1)), np.ones(1), "relu")
