"""check_model: every style of a right model passes, and of a wrong one the cause is named."""

import contextlib
import io
import re

import pytest

from tools.notebooks import setup_cell

SOURCE = setup_cell("7_forecasting")


def models(keras, tf):
    """Right and wrong builders, by name: for the lecture's RNN, and for a forecaster."""
    layers, K = keras.layers, keras.ops
    Input, Model, Sequential = keras.Input, keras.Model, keras.Sequential
    sigmoid = keras.activations.sigmoid

    def stack(*between, kind="SimpleRNN", units=32, act="sigmoid", shape=(16, 64), dense=1,
              before=(), after=(), **options):  # fmt: skip
        return lambda: Sequential([
            Input(shape), *[make() for make in before], getattr(layers, kind)(units, **options),
            *[make() for make in between], layers.Dense(dense, activation=act),
            *[make() for make in after],
        ])  # fmt: skip

    def functional(function):
        def build():
            inputs = Input((16, 64))
            return Model(inputs, function(inputs))

        return build

    def rnn(**options):
        return layers.SimpleRNN(32, **options)

    def dense(**options):
        return layers.Dense(1, **options)

    def over_all(function):
        return functional(
            lambda x: dense(activation="sigmoid")(function(rnn(return_sequences=True)(x)))
        )

    def beside_mean(h):
        return dense(activation="sigmoid")(h) + 0.1 * K.mean(h, axis=-1, keepdims=True)

    def without(change, build=None):
        def changed():
            model = (build or stack())()
            change(model)
            return model

        return changed

    class OfSequential(Sequential):
        def __init__(self):
            super().__init__([Input((16, 64)), rnn(), dense(activation="sigmoid")])

    class OfModel(Model):
        def __init__(self):
            inputs = Input((16, 64))
            super().__init__(inputs=inputs, outputs=dense(activation="sigmoid")(rnn()(inputs)))

    class OwnCall(Model):
        def __init__(self):
            super().__init__()
            self.rnn, self.dense = rnn(), dense(activation="sigmoid")

        def call(self, x):
            return self.dense(self.rnn(x))

    class OwnLayer(layers.Layer):
        def call(self, x):
            return x

    def own_activation(z):
        return z * z

    right = {
        "Sequential": stack(),
        "keras.ops.sigmoid": functional(lambda x: K.sigmoid(dense()(rnn()(x)))),
        "keras.activations.sigmoid": functional(lambda x: sigmoid(dense()(rnn()(x)))),
        "Activation layer": stack(act=None, after=[lambda: layers.Activation("sigmoid")]),
        "last state by slice": over_all(lambda y: y[:, -1, :]),
        "last state by index": over_all(lambda y: y[:, -1]),
        "last state by take": over_all(lambda y: K.take(y, -1, axis=1)),
        "+ 0.0": functional(lambda x: dense(activation="sigmoid")(rnn()(x)) + 0.0),
        "formula": functional(lambda x: 1 / (1 + K.exp(-dense()(rnn()(x))))),
        "subclass of Sequential": lambda: OfSequential(),
        "subclass of Model": lambda: OfModel(),
        "tf.nn.sigmoid": stack(act=tf.nn.sigmoid),
        "function of keras.ops": stack(act=K.sigmoid),
        "return_state": functional(
            lambda x: dense(activation="sigmoid")(rnn(return_state=True)(x)[1])
        ),
        "a cell in RNN": functional(
            lambda x: dense(activation="sigmoid")(layers.RNN(layers.SimpleRNNCell(32))(x))
        ),
        "input_shape": lambda: Sequential([rnn(input_shape=(16, 64)), layers.Dense(1, "sigmoid")]),
        "own loss": without(lambda m: m.compile("adam", loss=lambda y, p: K.mean(y - p))),
        "nested": lambda: Sequential(
            [Input((16, 64)), Sequential([Input((16, 64)), rnn()]), layers.Dense(1, "sigmoid")]
        ),
        "Dropout of 0": stack(lambda: layers.Dropout(0.0)),
        "a seed": stack(kernel_initializer=keras.initializers.GlorotUniform(seed=3)),
        "float64": stack(dtype="float64"),
        "a name": stack(name="rnn"),
    }
    refused = "cannot be rebuilt"
    wrong = {
        "None": (lambda: None, "nothing came back"),
        "unroll": (stack(unroll=True), "unroll=True. Leave it out"),
        "a tuple": (lambda: (stack()(),), "return the model alone"),
        "a layer": (lambda: layers.Dense(1), "this is one Dense layer"),
        "an output": (lambda: dense()(Input((3,))), "not yet a model"),
        "text": (lambda: "model", "no keras.Model"),
        "not built": (lambda: Sequential([rnn(), dense()]), "does not know the sizes"),
        "own call": (lambda: OwnCall(), r"`OwnCall.call`.*" + refused),
        "own layer": (stack(lambda: OwnLayer()), r"`OwnLayer`.*" + refused),
        "half precision": (stack(dtype="mixed_float16"), "layer computes in mixed_float16"),
        "a lambda": (stack(act=lambda z: K.sigmoid(z)), "a lambda as activation.*" + refused),
        "own activation": (stack(act=own_activation), "function `own_activation`.*" + refused),
        "Lambda": (stack(lambda: layers.Lambda(lambda z: z)), "a Lambda layer.*" + refused),
        "mean of states": (stack(lambda: layers.GlobalAveragePooling1D(), return_sequences=True),
                           "the mean of all states"),
        "max of states": (over_all(lambda y: K.max(y, axis=1)), "the largest of all states"),
        "mean by ops": (over_all(lambda y: K.mean(y, axis=1)), "the mean of all states"),
        "mean beside": (functional(lambda x: beside_mean(rnn()(x))), "there is Mean"),
        "first state": (over_all(lambda y: y[:, 0]), "something else than the last state"),
        "flattened": (stack(lambda: layers.Flatten(), return_sequences=True), "side by side"),
        "all states": (stack(return_sequences=True), "every state reaches the Dense layer"),
        "sigmoid twice": (stack(after=[lambda: layers.Activation("sigmoid")]), "applied 2 times"),
        "sigmoid twice by ops": (
            functional(lambda x: K.sigmoid(dense(activation="sigmoid")(rnn()(x)))), "2 times"),
        "linear": (stack(act=None), "no activation. Give it sigmoid"),
        "tanh": (stack(act="tanh"), "tanh where sigmoid was asked for"),
        "softmax": (stack(act="softmax"), "softmax where sigmoid was asked for"),
        "hard sigmoid": (stack(act="hard_sigmoid"), "hard_sigmoid where sigmoid"),
        "relu between": (stack(lambda: layers.ReLU()), "relu was put between"),
        "relu inside": (stack(activation="relu"), "activation='relu'. It should stay 'tanh'"),
        "Dropout": (stack(lambda: layers.Dropout(0.2)), "there is Dropout"),
        "dropout": (stack(dropout=0.2), "dropout=0.2. Leave it out"),
        "recurrent_dropout": (stack(recurrent_dropout=0.2), "recurrent_dropout=0.2. Leave it out"),
        "noise": (stack(lambda: layers.GaussianNoise(0.1)), "there is GaussianNoise"),
        "backwards": (stack(go_backwards=True), "from the last to the first"),
        "no bias": (stack(use_bias=False), "SimpleRNN layer has no bias"),
        "frozen": (without(lambda m: setattr(m, "trainable", False)), "is frozen"),
        "a frozen layer": (stack(trainable=False), "SimpleRNN layer is frozen"),
        "LSTM": (stack(kind="LSTM"), "LSTM stands where SimpleRNN was asked for"),
        "31 units": (stack(units=31), "should be 32, here it is 31"),
        "sizes exchanged": (stack(shape=(64, 16)), "16 and 64 are exchanged"),
        "steps left open": (stack(shape=(None, 64)), "left open"),
        "two outputs": (stack(dense=2), "should have 1 unit, not 2"),
        "two layers": (lambda: Sequential([Input((16, 64)), rnn(return_sequences=True), rnn(),
                                           dense(activation="sigmoid")]), "here it is 2"),
        "no Dense": (lambda: Sequential([Input((16, 64)), rnn()]), "Dense layer is missing"),
        "two Dense": (stack(lambda: layers.Dense(32)), "number of Dense layers should be 1"),
        "both directions": (lambda: Sequential([Input((16, 64)), layers.Bidirectional(rnn()),
                                                dense(activation="sigmoid")]), "both directions"),
        "BatchNormalization": (stack(lambda: layers.BatchNormalization()), "BatchNormalization"),
        "batch size": (lambda: Sequential([Input(batch_shape=(4, 16, 64)), rnn(),
                                           dense(activation="sigmoid")]), "fixed at 4"),
        "regularizer": (stack(kernel_regularizer="l2"), "kernel_regularizer='L2'. Leave it out"),
        "initializer": (stack(kernel_initializer="he_normal"), "stay 'GlorotUniform'"),
        "Masking": (stack(before=[lambda: layers.Masking(0.0)]), "there is Masking"),
        "+ 0.1": (functional(lambda x: dense(activation="sigmoid")(rnn()(x)) + 0.1), "is Add"),
        "no recurrent layer": (lambda: Sequential([Input((16, 64)), layers.Flatten(),
                                                   dense(activation="sigmoid")]), "no SimpleRNN"),
        "a sequence lost": (lambda: Sequential([Input((16, 64)), rnn(), rnn()]), "its last state"),
        "two inputs": (lambda: Model(ends := [Input((16, 64)), Input((16, 64))],
                                     dense(activation="sigmoid")(rnn()(ends[0] + ends[1]))),
                       "one input and one output"),
    }  # fmt: skip

    def forecaster(units=(5, 3), loss="mse", act=None, after=(), shape=(6, 1), **options):
        def build():
            model = Sequential([Input(shape)])
            for place, size in enumerate(units):
                inner = place < len(units) - 1
                model.add(layers.LSTM(size, return_sequences=inner, **options))
            model.add(layers.Dense(1, activation=act))
            for make in after:
                model.add(make())
            if loss != "none":
                model.compile("adam", **({"loss": loss} if loss else {}))
            return model

        return build

    def of_carry():
        inputs = Input((6, 1))
        below = layers.LSTM(5, return_sequences=True)(inputs)
        model = Model(inputs, dense()(layers.LSTM(3, return_state=True)(below)[2]))
        model.compile("adam", "mse")
        return model

    def pinball(y, p):
        return K.mean(K.maximum(0.5 * (y - p), 0.5 * (p - y)))

    losses = keras.losses
    right_two = {
        "text": forecaster(), "own function": forecaster(loss=pinball),
        "lambda": forecaster(loss=lambda y, p: K.mean(abs(y - p))),
        "object": forecaster(loss=losses.Huber()), "list": forecaster(loss=["mae"]),
        "function": forecaster(loss=losses.mean_absolute_error),
    }  # fmt: skip
    wrong_two = {
        "no loss": (forecaster(loss=None), "given no loss"),
        "not compiled": (forecaster(loss="none"), "not compiled"),
        "for classes": (forecaster(loss="binary_crossentropy"), "loss for classes"),
        "for classes, object": (forecaster(loss=losses.BinaryCrossentropy()), "loss for classes"),
        "for classes, function": (forecaster(loss=losses.hinge), "loss for classes"),
        "for classes, dict": (forecaster(loss={"y": "binary_crossentropy"}), "loss for classes"),
        "not known": (forecaster(loss="rmse"), "knows no loss called 'rmse'"),
        "not known, list": (forecaster(loss=["accuracy"]), "knows no loss called 'accuracy'"),
        "exchanged": (forecaster((3, 5)), "wrong order, it should be 5, 3"),
        "tanh behind": (forecaster(after=[lambda: layers.Activation("tanh")]), "through tanh"),
        "relu": (forecaster(act="relu"), "goes through relu"),
        "relu inside": (forecaster(activation="relu"), "activation='relu'"),
        "hard gates": (forecaster(recurrent_activation="hard_sigmoid"), "stay 'sigmoid'"),
        "no forget bias": (forecaster(unit_forget_bias=False), "forget bias does not start at 1"),
        "the carry": (of_carry, "a layer hands on its states"),
        "one layer": (forecaster((5,)), "LSTM layers should be 2, here it is 1"),
        "exchanged sizes": (forecaster(shape=(1, 6)), "6 and 1 are exchanged"),
    }  # fmt: skip
    return right, wrong, right_two, wrong_two


def judged():
    """For every model what check_model says of it: None, or message and cause."""
    names = {"__name__": "__main__"}
    with contextlib.redirect_stdout(io.StringIO()):
        exec(compile(SOURCE, "setup", "exec"), names)
    check, NotRight = names["check_model"], names["NotRight"]
    verdicts, noise = {}, io.StringIO()

    def judge(group, builders, **asked):
        for name, build in builders.items():
            build, words = build if isinstance(build, tuple) else (build, None)
            build.__name__ = "build"
            with contextlib.redirect_stderr(noise):
                try:
                    check(build, **asked)
                    verdicts[group, name] = (words, None, None)
                except NotRight as error:
                    verdicts[group, name] = (words, str(error), error.cause)

    right, wrong, right_two, wrong_two = models(names["keras"], names["tf"])
    classifier = {"shape": (16, 64), "layers": [("SimpleRNN", 32), ("Dense", 1, "sigmoid")]}
    two = {"shape": (6, 1), "layers": [("LSTM", 5), ("LSTM", 3), ("Dense", 1)], "loss": "numbers"}
    judge("right", right, **classifier)
    judge("wrong", wrong, **classifier)
    judge("right", {f"forecaster, {name}": build for name, build in right_two.items()}, **two)
    judge("wrong", {f"forecaster, {name}": build for name, build in wrong_two.items()}, **two)
    judge("hidden", {"mean": wrong["mean of states"][0]}, **classifier, about="the model")
    return verdicts, noise.getvalue()


@pytest.fixture(scope="module")
def said(runner):
    """What the check says of each model; nothing may reach stderr."""
    verdicts, noise = runner.call(judged, [()])[0]
    assert noise == ""
    return verdicts


def test_every_style_of_a_right_model_passes(said):
    right = {name: message for (group, name), (_, message, _) in said.items() if group == "right"}
    assert len(right) > 25
    assert {name: message for name, message in right.items() if message} == {}


def test_every_wrong_model_fails_and_the_cause_is_named(said):
    wrong = {name: rest for (group, name), rest in said.items() if group == "wrong"}
    assert len(wrong) > 55
    bad = {
        name: (message, cause)
        for name, (words, message, cause) in wrong.items()
        if not message or not re.search(words, cause or "", re.S)
    }
    assert bad == {}


def test_a_message_shows_both_models_and_a_hidden_one_neither(said):
    message = said["wrong", "mean of states"][1]
    assert message.split("\n")[:3] == [
        "build() is not right.",
        "  expected: (16, 64) → SimpleRNN(32) → Dense(1, activation='sigmoid'), 3137 weights",
        "  got:      (16, 64) → SimpleRNN(32, return_sequences=True) → GlobalAveragePooling1D"
        " → Dense(1, activation='sigmoid'), 3137 weights",
    ]
    assert said["hidden", "mean"][1] == (
        "build is not right for the model.\n"
        "  Likely cause: the Dense layer reads the mean of all states, not the last state."
    )
