"""lib.stacking: the lecture's numbers, the laws of stacks, and Keras's own stacks."""

import keras
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.stacking import (
    build_repaired,
    build_stacked,
    output_shapes,
    stacked_forward,
    stacked_params,
)

sizes = st.integers(1, 6)
stacks = st.lists(sizes, min_size=1, max_size=4)


def some_layers(l_in, units, seed=0, scale=1.0):
    rng = np.random.default_rng(seed)
    layers = []
    for below, here in zip([l_in, *units], units, strict=False):
        shapes = ((here, below), (here, here), (here,))
        layers.append(
            tuple({key: scale * rng.normal(size=shape) for key in "ifco"} for shape in shapes)
        )
    return layers


def keras_stack(steps, l_in, units):
    lstm = [keras.layers.LSTM(n, return_sequences=True) for n in units[:-1]]
    return keras.Sequential([keras.Input((steps, l_in)), *lstm, keras.layers.LSTM(units[-1])])


def layers_of(model):
    weights = [np.split(array, 4, axis=-1) for array in model.get_weights()]
    named = [dict(zip("ifco", (part.T for part in parts), strict=True)) for parts in weights]
    return [tuple(named[start : start + 3]) for start in range(0, len(named), 3)]


def test_the_lectures_numbers():
    assert stacked_params(5, [7, 9]) == [364, 612, 10]
    assert stacked_params(64, [32]) == [12416, 33]
    assert output_shapes(3, [7, 9]) == [(None, 3, 7), (None, 9), (None, 1)]
    assert build_stacked().count_params() == 986
    assert build_repaired().count_params() == 616


@pytest.mark.parametrize(
    ("build", "steps", "l_in", "units"),
    [(build_stacked, 3, 5, [7, 9]), (build_repaired, 12, 4, [6, 5, 3])],
)
def test_the_models_have_the_shapes_and_counts_said(build, steps, l_in, units):
    model = build()
    assert model.input_shape == (None, steps, l_in)
    assert [tuple(layer.output.shape) for layer in model.layers] == output_shapes(steps, units)
    assert [layer.count_params() for layer in model.layers] == stacked_params(l_in, units)
    X = np.random.default_rng(0).normal(size=(4, steps, l_in))
    *lstm, kernel, bias = model.get_weights()
    top = keras_stack(steps, l_in, units)
    top.set_weights(lstm)
    linear = stacked_forward(X, layers_of(top)) @ kernel + bias
    np.testing.assert_allclose(np.asarray(model(X)), 1 / (1 + np.exp(-linear)), atol=1e-5)


@settings(max_examples=12, deadline=None)
@given(steps=sizes, l_in=sizes, units=stacks, seed=st.integers(0, 99))
def test_keras_agrees(steps, l_in, units, seed):
    rng = np.random.default_rng(seed)
    model = keras_stack(steps, l_in, units)
    model.set_weights([rng.normal(size=array.shape) for array in model.get_weights()])
    X = rng.normal(size=(2, steps, l_in))
    np.testing.assert_allclose(
        stacked_forward(X, layers_of(model)), np.asarray(model(X)), atol=1e-5
    )
    assert stacked_params(l_in, units)[:-1] == [layer.count_params() for layer in model.layers]
    assert output_shapes(steps, units)[:-1] == [tuple(layer.output.shape) for layer in model.layers]


@given(steps=sizes, l_in=sizes, units=stacks, samples=sizes)
def test_a_batch_is_its_samples_one_by_one(steps, l_in, units, samples):
    layers = some_layers(l_in, units)
    batch = np.random.default_rng(1).normal(size=(samples, steps, l_in))
    one_by_one = [stacked_forward(X, layers) for X in batch]
    np.testing.assert_allclose(stacked_forward(batch, layers), one_by_one, atol=1e-12)
    assert np.shape(one_by_one) == (samples, units[-1])


@given(l_in=sizes, lower=stacks, upper=stacks, steps=sizes)
def test_a_stack_is_the_upper_part_on_the_states_of_the_lower_part(l_in, lower, upper, steps):
    layers = some_layers(l_in, lower + upper)
    X = np.random.default_rng(1).normal(size=(steps, l_in))
    below, above = layers[: len(lower)], layers[len(lower) :]
    states = [stacked_forward(X[: t + 1], below) for t in range(steps)]
    np.testing.assert_allclose(
        stacked_forward(X, layers), stacked_forward(states, above), atol=1e-12
    )


def test_weights_of_zero_leave_every_state_at_zero_and_large_ones_overflow_nowhere():
    X = np.ones((4, 3))
    assert not stacked_forward(X, some_layers(3, [2, 5], scale=0)).any()
    with np.errstate(all="raise"):
        assert np.abs(stacked_forward(X, some_layers(3, [2, 5], scale=1e3))).max() <= 1


@pytest.mark.parametrize("bad", [(5, []), (0, [3]), (5, [3, 0])])
def test_sizes_that_make_no_stack_are_named(bad):
    with pytest.raises(ValueError, match="one layer or more"):
        stacked_params(*bad)


def test_no_layer_and_sizes_that_do_not_fit():
    with pytest.raises(ValueError, match="one layer or more"):
        output_shapes(3, [])
    with pytest.raises(ValueError, match="one layer or more"):
        stacked_forward(np.ones((3, 2)), [])
    with pytest.raises(ValueError, match="mismatch"):
        stacked_forward(np.ones((3, 2)), some_layers(4, [5]))
