"""Keras models over the wire: all of Keras's own parts, and a true word about any other."""

import socket
from typing import Any

import numpy as np
import pytest

keras = pytest.importorskip("keras")
pytest.importorskip("tensorflow")

from grading import parts, wire  # noqa: E402
from grading.wire import codec  # noqa: E402

L, ops = keras.layers, keras.ops


class End(wire.Peer):
    """An end without a wire, to encode and decode with."""

    def __init__(self, trusting=False):
        super().__init__(socket.socket())
        self.trusting = trusting
        self.codec = codec.Codec(self)


def carried(model):
    """A model as the referee gets it."""
    document, blobs = End(trusting=True).codec.encode(model)
    return End().codec.decode(document, blobs)


class Handing(keras.Model):  # type: ignore[name-defined]
    """Only hands its ends on."""

    def __init__(self):
        x = keras.Input((5, 3))
        super().__init__(inputs=x, outputs=L.Dense(1)(L.LSTM(4)(x)))


class Stack(keras.Sequential):  # type: ignore[name-defined]
    """A Sequential of another name."""


def pinball(y, p):
    """A loss of the student's own."""
    return ops.mean(ops.maximum(0.5 * (y - p), 0.5 * (p - y)))


def over_states(what):
    """A model whose output is made by a function of an LSTM's states."""
    x = keras.Input((5, 3))
    return keras.Model(x, what(L.LSTM(4, return_sequences=True)(x)))


MODELS: dict[str, Any] = {
    "ops.sigmoid": lambda: over_states(lambda s: ops.sigmoid(L.Dense(1)(s))),
    "activations.sigmoid": lambda: over_states(lambda s: keras.activations.sigmoid(L.Dense(1)(s))),
    "activations.relu": lambda: over_states(
        lambda s: keras.activations.relu(s, negative_slope=0.1)
    ),
    "slice": lambda: over_states(lambda s: L.Dense(1)(s[:, -1, :])),
    "slice with steps": lambda: over_states(lambda s: s[:, None, ..., ::2]),
    "plus": lambda: over_states(lambda s: L.Dense(1)(s) + 0.0),
    "minus, times, over": lambda: over_states(lambda s: (2 * s - s) / 3.0),
    "concatenate": lambda: over_states(lambda s: ops.concatenate([s, s], axis=-1)),
    "mean": lambda: over_states(lambda s: ops.mean(s, axis=1)),
    "matmul": lambda: over_states(lambda s: ops.matmul(s, ops.transpose(s, (0, 2, 1)))),
    "array": lambda: over_states(lambda s: s * np.array([1.0, 2.0, 3.0, 4.0], "float32")),
    "subclass that hands on": Handing,
    "subclass of Sequential": lambda: Stack([keras.Input((5, 3)), L.LSTM(4), L.Dense(1)]),
    "ops as activation": lambda: keras.Sequential(
        [keras.Input((5, 3)), L.LSTM(4, activation=ops.tanh), L.Dense(1, activation=ops.sigmoid)]
    ),
    "nested": lambda: keras.Sequential([keras.Input((5, 3)), MODELS["slice"](), L.Dense(2)]),
}


@pytest.mark.parametrize("name", MODELS)
def test_a_model_of_keras_own_parts_arrives_as_it_is(name):
    model = MODELS[name]()
    weights = [np.full(part.shape, 0.1 * n) for n, part in enumerate(model.get_weights(), 1)]
    model.set_weights(weights)
    got = carried(model)
    assert type(got).__module__.startswith("keras.")
    assert isinstance(got, keras.Sequential) == isinstance(model, keras.Sequential)
    assert got.count_params() == model.count_params()
    x = np.linspace(-1, 1, 30, dtype="float32").reshape(2, 5, 3)
    np.testing.assert_allclose(np.asarray(got(x)), np.asarray(model(x)), rtol=1e-5)


def test_the_output_of_a_layer_is_told_from_a_model_and_can_be_used_for_nothing():
    inputs = keras.Input((5, 3))
    got = carried(L.LSTM(4, return_sequences=True)(inputs))
    assert isinstance(got, keras.KerasTensor)
    assert not isinstance(got, keras.Model)
    assert (got.shape, got.dtype) == ((None, 5, 4), "float32")
    for use in (L.Dense(1), ops.sigmoid, lambda s: s[:, -1], lambda s: keras.Model(inputs, s)):
        with pytest.raises(wire.CannotTravel, match="output of a layer"):
            use(got)


@pytest.mark.parametrize(
    ("given", "loss"),
    [
        ({"loss": "mse"}, "mse"),
        ({"loss": pinball}, "pinball"),
        ({"loss": lambda y, p: pinball(y, p)}, "<lambda>"),
        ({"loss": type("Own", (keras.losses.Loss,), {"call": lambda self, y, p: p})()}, "Own"),
        ({"loss": keras.losses.Huber(0.5), "metrics": [pinball, "mae"]}, None),
        ({"loss": [pinball]}, None),
    ],
    ids=["name", "function", "lambda", "class", "Keras's, and own metrics", "list"],
)
def test_what_compile_was_given_need_not_travel(given, loss):
    model = keras.Sequential([keras.Input((5, 3)), L.LSTM(2), L.Dense(1)])
    model.compile(optimizer=keras.optimizers.Adam(0.01), **given)
    got = carried(model)
    assert got.compiled
    assert got.loss
    assert (got.loss == "mse") == (given["loss"] == "mse")
    assert float(got.optimizer.learning_rate.numpy()) == pytest.approx(0.01)
    if loss and loss != "mse":
        assert got.loss.__name__ == loss
        with pytest.raises(wire.CannotTravel, match=loss):
            got.evaluate(np.zeros((1, 5, 3)), np.zeros((1, 1)), verbose=0)


def test_an_optimizer_of_ones_own_is_one_and_a_model_without_compile_is_not_compiled():
    model = keras.Sequential([keras.Input((5, 3)), L.Dense(1)])
    assert not carried(model).compiled
    model.compile(optimizer=type("Mine", (keras.optimizers.SGD,), {})(), loss="mse")
    assert isinstance(carried(model).optimizer, keras.optimizers.Optimizer)
    model.compile(optimizer="sgd")
    assert carried(model).loss is None


@pytest.mark.parametrize("use", [False, "auto"])
def test_what_a_layer_was_told_of_cudnn_travels_though_keras_does_not_write_it_down(use):
    inner = keras.Sequential([keras.Input((5, 3)), L.LSTM(2)])
    inner.layers[0].use_cudnn = use
    got = carried(keras.Sequential([keras.Input((5, 3)), inner, L.Dense(1)]))
    assert got.layers[0].layers[0].use_cudnn == use


class Computing(keras.Model):  # type: ignore[name-defined]
    """Computes by itself."""

    def __init__(self):
        super().__init__()
        self.out = L.Dense(1)

    def call(self, x):
        return self.out(x)


class Doubled(L.Layer):  # type: ignore[name-defined]
    """A layer of the student's."""

    def call(self, x):
        return 2 * x


REFUSED = {
    "a lambda as activation": lambda: keras.Sequential(
        [keras.Input((3,)), L.Dense(1, activation=lambda x: x)]
    ),
    "the function `pinball` as activation": lambda: keras.Sequential(
        [keras.Input((3,)), L.Dense(1, activation=pinball)]
    ),
    "a Lambda layer, which runs code that": lambda: keras.Sequential(
        [keras.Input((3,)), L.Lambda(lambda x: x)]
    ),
    "Doubled": lambda: keras.Sequential([keras.Input((3,)), Doubled()]),
    "Computing": Computing,
}


@pytest.mark.parametrize("words", REFUSED)
def test_what_cannot_be_rebuilt_is_refused_by_its_name(words):
    model = REFUSED[words]()
    got = carried(model)
    assert isinstance(got, wire.Handle)
    with pytest.raises(wire.CannotTravel, match=words):
        got.count_params()


@pytest.mark.parametrize("words", REFUSED)
def test_the_notebooks_check_refuses_it_in_the_same_words(words):
    model = REFUSED[words]()
    with pytest.raises(parts.NotKeras) as caught:
        parts.written_down(parts.plain(model))
    with pytest.raises(wire.CannotTravel) as refused:
        carried(model).count_params()
    assert str(caught.value) in str(refused.value)


def test_a_configuration_that_names_anything_else_is_refused():
    told, blobs = End(trusting=True).codec.encode(MODELS["slice"]())
    assert told["model"]["config"]["layers"][2]["module"].startswith("keras.src.ops")
    for module, name in (("keras.src.ops.numpy", "np"), ("keras.src.ops.core", "exec"),
                         ("keras.src.saving.object_registration", "CustomObjectScope"),
                         ("keras.src.ops.numpy", "backend"), ("os", "system")):  # fmt: skip
        layer = told["model"]["config"]["layers"][2]
        layer.update(module=module, class_name=name, registered_name=name)
        with pytest.raises(wire.CannotTravel, match="not one of Keras's own"):
            End().codec.decode(told, blobs)
