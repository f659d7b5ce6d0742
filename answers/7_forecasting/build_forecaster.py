# %% right: functional
def build_forecaster(steps, units):
    inputs = keras.Input(shape=(steps, 1))
    y = inputs
    for size in units[:-1]:
        y = keras.layers.LSTM(size, return_sequences=True)(y)
    y = keras.layers.LSTM(units[-1])(y)
    model = keras.Model(inputs=inputs, outputs=keras.layers.Dense(1)(y))
    model.compile(optimizer="rmsprop", loss="mse")
    return model


# %% right: Sequential, layers added one by one
def build_forecaster(n_steps, sizes):
    model = keras.models.Sequential()
    model.add(keras.layers.Input(shape=(n_steps, 1)))
    for place in range(len(sizes)):
        model.add(keras.layers.LSTM(sizes[place], return_sequences=place + 1 < len(sizes)))
    model.add(keras.layers.Dense(1, activation="linear"))
    model.compile(keras.optimizers.Adam(0.01), keras.losses.Huber(), metrics=["mae"])
    return model


# %% right: imported from TensorFlow, recursive
def build_forecaster(steps, units):
    from tensorflow.keras.layers import LSTM, Dense, Input
    from tensorflow.keras.models import Model

    def stack(y, sizes):
        if len(sizes) == 1:
            return LSTM(sizes[0])(y)
        return stack(LSTM(sizes[0], return_sequences=True)(y), sizes[1:])

    inputs = Input((steps, 1))
    model = Model(inputs, Dense(units=1, activation=None)(stack(inputs, list(units))))
    model.compile(loss="mean_absolute_error", optimizer=keras.optimizers.SGD())
    return model


# %% right: named layers, input shape given by build
def build_forecaster(steps, units):
    layers = [
        keras.layers.LSTM(size, return_sequences=number < len(units), name=f"lstm_{number}")
        for number, size in enumerate(units, start=1)
    ]
    model = keras.Sequential([*layers, keras.layers.Dense(1, name="output")], name="forecaster")
    model.build((None, steps, 1))
    model.compile(optimizer="nadam", loss="mae")
    return model


# %% right: a loss of one's own
def pinball(y, p):
    return keras.ops.mean(keras.ops.maximum(0.5 * (y - p), 0.5 * (p - y)))


def build_forecaster(steps, units):
    y = inputs = keras.Input((steps, 1))
    for size in units[:-1]:
        y = keras.layers.LSTM(size, return_sequences=True)(y)
    model = keras.Model(inputs, keras.layers.Dense(1)(keras.layers.LSTM(units[-1])(y)))
    model.compile(optimizer="adam", loss=pinball)
    return model


# %% right: a lambda as loss, a function as metric
def build_forecaster(steps, units):
    def worst(y, p):
        return keras.ops.max(keras.ops.abs(y - p))

    model = keras.Sequential([keras.Input((steps, 1))])
    for place, size in enumerate(units, start=1):
        model.add(keras.layers.LSTM(size, return_sequences=place < len(units)))
    model.add(keras.layers.Dense(1))
    model.compile(optimizer="rmsprop", loss=lambda y, p: keras.ops.mean(keras.ops.square(y - p)), metrics=[worst])
    return model


# %% right: a subclass of keras.losses.Loss
class Fourth(keras.losses.Loss):
    def call(self, y_true, y_pred):
        return keras.ops.mean((y_true - y_pred) ** 4, axis=-1)


def build_forecaster(steps, units):
    inputs = keras.Input((steps, 1))
    y = inputs
    for place, size in enumerate(units):
        y = keras.layers.LSTM(size, return_sequences=place < len(units) - 1)(y)
    model = keras.Model(inputs, keras.layers.Dense(1)(y))
    model.compile(keras.optimizers.Adam(1e-3), loss=Fourth())
    return model


# %% right: a subclass of keras.Model that hands its ends on
class Stack(keras.Model):
    def __init__(self, steps, units):
        inputs = keras.Input((steps, 1))
        y = inputs
        for size in units[:-1]:
            y = keras.layers.LSTM(size, return_sequences=True)(y)
        super().__init__(inputs=inputs, outputs=keras.layers.Dense(1)(keras.layers.LSTM(units[-1])(y)))


def build_forecaster(steps, units):
    model = Stack(steps, units)
    model.compile(optimizer="adamw", loss="huber")
    return model


# %% right: the defaults written out
def build_forecaster(steps, units):
    model = keras.Sequential([keras.Input((steps, 1))])
    for place, size in enumerate(units):
        model.add(
            keras.layers.LSTM(
                size,
                activation="tanh",
                recurrent_activation="sigmoid",
                use_bias=True,
                unit_forget_bias=True,
                dropout=0.0,
                return_sequences=place != len(units) - 1,
            )
        )
    model.add(keras.layers.Dense(1, activation=keras.activations.linear))
    model.compile(optimizer=keras.optimizers.SGD(0.1), loss=keras.losses.MeanAbsolutePercentageError())
    return model


# %% wrong: not compiled
# says: not compiled
# cause: the model is not compiled: model\.compile\(optimizer=
def build_forecaster(steps, units):
    layers = [keras.layers.LSTM(size, return_sequences=True) for size in units[:-1]]
    return keras.Sequential(
        [keras.Input((steps, 1)), *layers, keras.layers.LSTM(units[-1]), keras.layers.Dense(1)]
    )


# %% wrong: sigmoid at the end, as in notebook 6
# says: activation
# cause: the output goes through sigmoid\. It
def build_forecaster(steps, units):
    layers = [keras.layers.LSTM(size, return_sequences=True) for size in units[:-1]]
    layers += [keras.layers.LSTM(units[-1]), keras.layers.Dense(1, activation="sigmoid")]
    model = keras.Sequential([keras.Input((steps, 1)), *layers])
    model.compile(optimizer="adam", loss="mae")
    return model


# %% wrong: steps and features exchanged
# says: exchanged
# cause: 6 and 1 are exchanged: steps|4 and 1 are exchanged: steps
def build_forecaster(steps, units):
    layers = [keras.layers.LSTM(size, return_sequences=True) for size in units[:-1]]
    layers += [keras.layers.LSTM(units[-1]), keras.layers.Dense(1)]
    model = keras.Sequential([keras.Input((1, steps)), *layers])
    model.compile(optimizer="adam", loss="mae")
    return model


# %% wrong: every layer returns sequences
# says: every state reaches
# cause: every state reaches the Dense layer
def build_forecaster(steps, units):
    layers = [keras.layers.LSTM(size, return_sequences=True) for size in units]
    model = keras.Sequential([keras.Input((steps, 1)), *layers, keras.layers.Dense(1)])
    model.compile(optimizer="adam", loss="mae")
    return model


# %% wrong: no layer returns sequences
# says: let that one return its sequence
# cause: a recurrent layer reads a sequence
def build_forecaster(steps, units):
    layers = [keras.layers.LSTM(size) for size in units]
    model = keras.Sequential([keras.Input((steps, 1)), *layers, keras.layers.Dense(1)])
    model.compile(optimizer="adam", loss="mae")
    return model


# %% wrong: only the first layer is built
# says: number of LSTM layers
# cause: the number of LSTM layers should
def build_forecaster(steps, units):
    model = keras.Sequential([keras.Input((steps, 1)), keras.layers.LSTM(units[0]), keras.layers.Dense(1)])
    model.compile(optimizer="adam", loss="mae")
    return model


# %% wrong: smallest layer first
# says: wrong order
# cause: the layers stand in the wrong|the number of units should be
def build_forecaster(steps, units):
    units = sorted(units)
    layers = [keras.layers.LSTM(size, return_sequences=True) for size in units[:-1]]
    layers += [keras.layers.LSTM(units[-1]), keras.layers.Dense(1)]
    model = keras.Sequential([keras.Input((steps, 1)), *layers])
    model.compile(optimizer="adam", loss="mae")
    return model


# %% wrong: GRU layers
# says: GRU stands where
# cause: GRU stands where LSTM was asked
def build_forecaster(steps, units):
    layers = [keras.layers.GRU(size, return_sequences=True) for size in units[:-1]]
    layers += [keras.layers.GRU(units[-1]), keras.layers.Dense(1)]
    model = keras.Sequential([keras.Input((steps, 1)), *layers])
    model.compile(optimizer="adam", loss="mae")
    return model


# %% wrong: no Dense at the end
# says: Dense layer is missing
# cause: the Dense layer is missing
def build_forecaster(steps, units):
    layers = [keras.layers.LSTM(size, return_sequences=True) for size in units[:-1]]
    model = keras.Sequential([keras.Input((steps, 1)), *layers, keras.layers.LSTM(units[-1])])
    model.compile(optimizer="adam", loss="mae")
    return model


# %% wrong: the two layers of the visible example
# cause: the number of LSTM layers should
def build_forecaster(steps, units):
    model = keras.Sequential(
        [
            keras.Input((steps, 1)),
            keras.layers.LSTM(units[0], return_sequences=True),
            keras.layers.LSTM(units[-1]),
            keras.layers.Dense(1),
        ]
    )
    model.compile(optimizer="adam", loss="mae")
    return model


# %% wrong: takes the last layer off the caller's list
# says: changed its argument
# cause: the argument is changed
def build_forecaster(steps, units):
    last = units.pop()
    layers = [keras.layers.LSTM(size, return_sequences=True) for size in units]
    layers += [keras.layers.LSTM(last), keras.layers.Dense(1)]
    model = keras.Sequential([keras.Input((steps, 1)), *layers])
    model.compile(optimizer="adam", loss="mae")
    return model


# %% wrong: a Dense layer in between
# says: number of Dense layers
# cause: the number of Dense layers should
def build_forecaster(steps, units):
    layers = [keras.layers.LSTM(size, return_sequences=True) for size in units[:-1]]
    layers += [keras.layers.LSTM(units[-1]), keras.layers.Dense(8), keras.layers.Dense(1)]
    model = keras.Sequential([keras.Input((steps, 1)), *layers])
    model.compile(optimizer="adam", loss="mae")
    return model


# %% wrong: relu inside
# says: activation
# cause: the LSTM layer has activation='relu'\. It
def build_forecaster(steps, units):
    layers = [
        keras.layers.LSTM(size, activation="relu", return_sequences=place < len(units))
        for place, size in enumerate(units, start=1)
    ]
    model = keras.Sequential([
        keras.Input((steps, 1)),
        *layers,
        keras.layers.Dense(1),
    ])
    model.compile(optimizer="adam", loss="mae")
    return model


# %% wrong: sigmoid inside
# says: activation
# cause: the LSTM layer has activation='sigmoid'\. It
def build_forecaster(steps, units):
    layers = [
        keras.layers.LSTM(size, activation="sigmoid", return_sequences=place < len(units))
        for place, size in enumerate(units, start=1)
    ]
    model = keras.Sequential([
        keras.Input((steps, 1)),
        *layers,
        keras.layers.Dense(1),
    ])
    model.compile(optimizer="adam", loss="mae")
    return model


# %% wrong: no activation inside
# says: activation
# cause: the LSTM layer has activation='linear'\. It
def build_forecaster(steps, units):
    layers = [
        keras.layers.LSTM(size, activation=None, return_sequences=place < len(units))
        for place, size in enumerate(units, start=1)
    ]
    model = keras.Sequential([
        keras.Input((steps, 1)),
        *layers,
        keras.layers.Dense(1),
    ])
    model.compile(optimizer="adam", loss="mae")
    return model


# %% wrong: hard sigmoid gates
# says: recurrent_activation
# cause: the LSTM layer has recurrent_activation='hard_sigmoid'\. It
def build_forecaster(steps, units):
    layers = [
        keras.layers.LSTM(size, recurrent_activation="hard_sigmoid", return_sequences=place < len(units))
        for place, size in enumerate(units, start=1)
    ]
    model = keras.Sequential([
        keras.Input((steps, 1)),
        *layers,
        keras.layers.Dense(1),
    ])
    model.compile(optimizer="adam", loss="mae")
    return model


# %% wrong: dropout of inputs
# says: dropout
# cause: the LSTM layer has dropout=0\.2\. Leave
def build_forecaster(steps, units):
    layers = [
        keras.layers.LSTM(size, dropout=0.2, return_sequences=place < len(units))
        for place, size in enumerate(units, start=1)
    ]
    model = keras.Sequential([
        keras.Input((steps, 1)),
        *layers,
        keras.layers.Dense(1),
    ])
    model.compile(optimizer="adam", loss="mae")
    return model


# %% wrong: dropout of states
# says: dropout
# cause: the LSTM layer has recurrent_dropout=0\.2\. Leave
def build_forecaster(steps, units):
    layers = [
        keras.layers.LSTM(size, recurrent_dropout=0.2, return_sequences=place < len(units))
        for place, size in enumerate(units, start=1)
    ]
    model = keras.Sequential([
        keras.Input((steps, 1)),
        *layers,
        keras.layers.Dense(1),
    ])
    model.compile(optimizer="adam", loss="mae")
    return model


# %% wrong: layers without biases
# says: use_bias|bias
# cause: the LSTM layer has no bias
def build_forecaster(steps, units):
    layers = [
        keras.layers.LSTM(size, use_bias=False, return_sequences=place < len(units))
        for place, size in enumerate(units, start=1)
    ]
    model = keras.Sequential([
        keras.Input((steps, 1)),
        *layers,
        keras.layers.Dense(1),
    ])
    model.compile(optimizer="adam", loss="mae")
    return model


# %% wrong: no forget bias of 1
# says: unit_forget_bias|forget
# cause: the forget bias does not start
def build_forecaster(steps, units):
    layers = [
        keras.layers.LSTM(size, unit_forget_bias=False, return_sequences=place < len(units))
        for place, size in enumerate(units, start=1)
    ]
    model = keras.Sequential([
        keras.Input((steps, 1)),
        *layers,
        keras.layers.Dense(1),
    ])
    model.compile(optimizer="adam", loss="mae")
    return model


# %% wrong: read backwards
# says: go_backwards
# cause: the LSTM layer reads the steps
def build_forecaster(steps, units):
    layers = [
        keras.layers.LSTM(size, go_backwards=True, return_sequences=place < len(units))
        for place, size in enumerate(units, start=1)
    ]
    model = keras.Sequential([
        keras.Input((steps, 1)),
        *layers,
        keras.layers.Dense(1),
    ])
    model.compile(optimizer="adam", loss="mae")
    return model


# %% wrong: frozen layers
# says: trainable|trained
# cause: the LSTM layer is frozen: it
def build_forecaster(steps, units):
    layers = [
        keras.layers.LSTM(size, trainable=False, return_sequences=place < len(units))
        for place, size in enumerate(units, start=1)
    ]
    model = keras.Sequential([
        keras.Input((steps, 1)),
        *layers,
        keras.layers.Dense(1),
    ])
    model.compile(optimizer="adam", loss="mae")
    return model


# %% wrong: kernels start at zero
# says: kernel_initializer|start
# cause: the LSTM layer has kernel_initializer='Zeros'\. It
def build_forecaster(steps, units):
    layers = [
        keras.layers.LSTM(size, kernel_initializer="zeros", return_sequences=place < len(units))
        for place, size in enumerate(units, start=1)
    ]
    model = keras.Sequential([
        keras.Input((steps, 1)),
        *layers,
        keras.layers.Dense(1),
    ])
    model.compile(optimizer="adam", loss="mae")
    return model


# %% wrong: weights held small
# says: regulari
# cause: the LSTM layer has kernel_regularizer='L2'\. Leave
def build_forecaster(steps, units):
    layers = [
        keras.layers.LSTM(size, kernel_regularizer="l2", return_sequences=place < len(units))
        for place, size in enumerate(units, start=1)
    ]
    model = keras.Sequential([
        keras.Input((steps, 1)),
        *layers,
        keras.layers.Dense(1),
    ])
    model.compile(optimizer="adam", loss="mae")
    return model


# %% wrong: dropout layers in between
# says: Dropout
# cause: there is Dropout, which was not
def build_forecaster(steps, units):
    layers = [
        keras.layers.LSTM(size, return_sequences=place < len(units))
        for place, size in enumerate(units, start=1)
    ]
    model = keras.Sequential([
        keras.Input((steps, 1)),
        *layers,
        keras.layers.Dropout(0.2),
        keras.layers.Dense(1),
    ])
    model.compile(optimizer="adam", loss="mae")
    return model


# %% wrong: noise on the inputs
# says: GaussianNoise|layer
# cause: there is GaussianNoise, which was not
def build_forecaster(steps, units):
    layers = [
        keras.layers.LSTM(size, return_sequences=place < len(units))
        for place, size in enumerate(units, start=1)
    ]
    model = keras.Sequential([
        keras.Input((steps, 1)),
        keras.layers.GaussianNoise(0.1),
        *layers,
        keras.layers.Dense(1),
    ])
    model.compile(optimizer="adam", loss="mae")
    return model


# %% wrong: inputs normalised first
# says: Normalization|layer
# cause: there is BatchNormalization, which was not
def build_forecaster(steps, units):
    layers = [
        keras.layers.LSTM(size, return_sequences=place < len(units))
        for place, size in enumerate(units, start=1)
    ]
    model = keras.Sequential([
        keras.Input((steps, 1)),
        keras.layers.BatchNormalization(),
        *layers,
        keras.layers.Dense(1),
    ])
    model.compile(optimizer="adam", loss="mae")
    return model


# %% wrong: tanh behind a linear Activation
# says: activation|tanh
# cause: the output goes through tanh\. It
def build_forecaster(steps, units):
    layers = [
        keras.layers.LSTM(size, return_sequences=place < len(units))
        for place, size in enumerate(units, start=1)
    ]
    model = keras.Sequential([
        keras.Input((steps, 1)),
        *layers,
        keras.layers.Dense(1),
        keras.layers.Activation("linear"),
        keras.layers.Activation("tanh"),
    ])
    model.compile(optimizer="adam", loss="mae")
    return model


# %% wrong: relu at the end
# says: activation
# cause: the output goes through relu\. It
def build_forecaster(steps, units):
    layers = [
        keras.layers.LSTM(size, return_sequences=place < len(units))
        for place, size in enumerate(units, start=1)
    ]
    model = keras.Sequential([
        keras.Input((steps, 1)),
        *layers,
        keras.layers.Dense(1, activation="relu"),
    ])
    model.compile(optimizer="adam", loss="mae")
    return model


# %% wrong: a Dense without bias
# says: bias
# cause: the Dense layer has no bias
def build_forecaster(steps, units):
    layers = [
        keras.layers.LSTM(size, return_sequences=place < len(units))
        for place, size in enumerate(units, start=1)
    ]
    model = keras.Sequential([
        keras.Input((steps, 1)),
        *layers,
        keras.layers.Dense(1, use_bias=False),
    ])
    model.compile(optimizer="adam", loss="mae")
    return model


# %% wrong: Dense with one unit for each step
# says: one number|Dense\(1\)
# cause: the Dense layer should have 1
def build_forecaster(steps, units):
    layers = [
        keras.layers.LSTM(size, return_sequences=place < len(units))
        for place, size in enumerate(units, start=1)
    ]
    model = keras.Sequential([
        keras.Input((steps, 1)),
        *layers,
        keras.layers.Dense(steps),
    ])
    model.compile(optimizer="adam", loss="mae")
    return model


# %% wrong: a hidden Dense with relu
# says: Dense|layer
# cause: the number of Dense layers should
def build_forecaster(steps, units):
    layers = [
        keras.layers.LSTM(size, return_sequences=place < len(units))
        for place, size in enumerate(units, start=1)
    ]
    model = keras.Sequential([
        keras.Input((steps, 1)),
        *layers,
        keras.layers.Dense(4, activation="relu"),
        keras.layers.Dense(1),
    ])
    model.compile(optimizer="adam", loss="mae")
    return model


# %% wrong: the mean over all states
# says: final state|last
# cause: the Dense layer reads the mean
def build_forecaster(steps, units):
    layers = [
        keras.layers.LSTM(size, return_sequences=True)
        for place, size in enumerate(units, start=1)
    ]
    model = keras.Sequential([
        keras.Input((steps, 1)),
        *layers,
        keras.layers.GlobalAveragePooling1D(),
        keras.layers.Dense(1),
    ])
    model.compile(optimizer="adam", loss="mae")
    return model


# %% wrong: the maximum over all states
# says: final state|last
# cause: the Dense layer reads the largest
def build_forecaster(steps, units):
    layers = [
        keras.layers.LSTM(size, return_sequences=True)
        for place, size in enumerate(units, start=1)
    ]
    model = keras.Sequential([
        keras.Input((steps, 1)),
        *layers,
        keras.layers.GlobalMaxPooling1D(),
        keras.layers.Dense(1),
    ])
    model.compile(optimizer="adam", loss="mae")
    return model


# %% wrong: all states flattened
# says: final state|last
# cause: the Dense layer reads all states
def build_forecaster(steps, units):
    layers = [
        keras.layers.LSTM(size, return_sequences=True)
        for place, size in enumerate(units, start=1)
    ]
    model = keras.Sequential([
        keras.Input((steps, 1)),
        *layers,
        keras.layers.Flatten(),
        keras.layers.Dense(1),
    ])
    model.compile(optimizer="adam", loss="mae")
    return model


# %% wrong: Bidirectional layers
# says: LSTM
# cause: a layer reads the steps in
def build_forecaster(steps, units):
    layers = [
        keras.layers.Bidirectional(keras.layers.LSTM(size, return_sequences=place < len(units)))
        for place, size in enumerate(units, start=1)
    ]
    model = keras.Sequential([
        keras.Input((steps, 1)),
        *layers,
        keras.layers.Dense(1),
    ])
    model.compile(optimizer="adam", loss="mae")
    return model


# %% wrong: SimpleRNN layers
# says: LSTM
# cause: SimpleRNN stands where LSTM was asked
def build_forecaster(steps, units):
    layers = [
        keras.layers.SimpleRNN(size, return_sequences=place < len(units))
        for place, size in enumerate(units, start=1)
    ]
    model = keras.Sequential([
        keras.Input((steps, 1)),
        *layers,
        keras.layers.Dense(1),
    ])
    model.compile(optimizer="adam", loss="mae")
    return model


# %% wrong: relu between the layers
# says: layer
# cause: relu was put between the layers
def build_forecaster(steps, units):
    layers = [
        keras.layers.LSTM(size, return_sequences=place < len(units))
        for place, size in enumerate(units, start=1)
    ]
    model = keras.Sequential([
        keras.Input((steps, 1)),
        *layers,
        keras.layers.ReLU(),
        keras.layers.Dense(1),
    ])
    model.compile(optimizer="adam", loss="mae")
    return model


# %% wrong: compiled without a loss
# says: loss
# cause: compile\(\) was given no loss, so
def build_forecaster(steps, units):
    layers = [
        keras.layers.LSTM(size, return_sequences=place < len(units))
        for place, size in enumerate(units, start=1)
    ]
    model = keras.Sequential([
        keras.Input((steps, 1)),
        *layers,
        keras.layers.Dense(1),
    ])
    model.compile(optimizer="adam")
    return model


# %% wrong: a loss for yes and no
# says: loss
# cause: binary_crossentropy is a loss for classes
def build_forecaster(steps, units):
    layers = [
        keras.layers.LSTM(size, return_sequences=place < len(units))
        for place, size in enumerate(units, start=1)
    ]
    model = keras.Sequential([
        keras.Input((steps, 1)),
        *layers,
        keras.layers.Dense(1),
    ])
    model.compile(optimizer="adam", loss="binary_crossentropy")
    return model


# %% wrong: a loss for classes
# says: loss
# cause: categorical_crossentropy is a loss for classes
def build_forecaster(steps, units):
    layers = [
        keras.layers.LSTM(size, return_sequences=place < len(units))
        for place, size in enumerate(units, start=1)
    ]
    model = keras.Sequential([
        keras.Input((steps, 1)),
        *layers,
        keras.layers.Dense(1),
    ])
    model.compile(optimizer="adam", loss=keras.losses.CategoricalCrossentropy())
    return model


# %% wrong: a loss for numbered classes
# says: loss
# cause: sparse_categorical_crossentropy is a loss for classes
def build_forecaster(steps, units):
    layers = [
        keras.layers.LSTM(size, return_sequences=place < len(units))
        for place, size in enumerate(units, start=1)
    ]
    model = keras.Sequential([
        keras.Input((steps, 1)),
        *layers,
        keras.layers.Dense(1),
    ])
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    return model


# %% wrong: a loss for margins
# says: loss
# cause: hinge is a loss for classes
def build_forecaster(steps, units):
    layers = [
        keras.layers.LSTM(size, return_sequences=place < len(units))
        for place, size in enumerate(units, start=1)
    ]
    model = keras.Sequential([
        keras.Input((steps, 1)),
        *layers,
        keras.layers.Dense(1),
    ])
    model.compile(optimizer="adam", loss="hinge")
    return model


# %% wrong: frozen after compiling
# says: trainable|trained
# cause: the LSTM layer is frozen: it
def build_forecaster(steps, units):
    layers = [
        keras.layers.LSTM(size, return_sequences=place < len(units))
        for place, size in enumerate(units, start=1)
    ]
    model = keras.Sequential([
        keras.Input((steps, 1)),
        *layers,
        keras.layers.Dense(1),
    ])
    model.compile(optimizer="adam", loss="mae")
    model.trainable = False
    return model


# %% wrong: the first layer frozen
# says: trainable|trained
# cause: the LSTM layer is frozen: it
def build_forecaster(steps, units):
    layers = [
        keras.layers.LSTM(size, return_sequences=place < len(units))
        for place, size in enumerate(units, start=1)
    ]
    model = keras.Sequential([
        keras.Input((steps, 1)),
        *layers,
        keras.layers.Dense(1),
    ])
    model.compile(optimizer="adam", loss="mae")
    model.layers[0].trainable = False
    return model


# %% wrong: a window of any length
# says: steps
# cause: a size of the input is
def build_forecaster(steps, units):
    layers = [
        keras.layers.LSTM(size, return_sequences=place < len(units))
        for place, size in enumerate(units, start=1)
    ]
    model = keras.Sequential([
        keras.Input((None, 1)),
        *layers,
        keras.layers.Dense(1),
    ])
    model.compile(optimizer="adam", loss="mae")
    return model


# %% wrong: the sizes of the visible example
# says: number of LSTM layers
# cause: the number of LSTM layers should
def build_forecaster(steps, units):
    model = keras.Sequential([
        keras.Input((steps, 1)),
        keras.layers.LSTM(5, return_sequences=True),
        keras.layers.LSTM(3),
        keras.layers.Dense(1),
    ])
    model.compile(optimizer="adam", loss="mae")
    return model


# %% wrong: every layer has the first size
# says: each number|size|units
# cause: the number of units should be
def build_forecaster(steps, units):
    layers = [keras.layers.LSTM(units[0], return_sequences=True) for _ in units[1:]]
    model = keras.Sequential([keras.Input((steps, 1)), *layers, keras.layers.LSTM(units[0]), keras.layers.Dense(1)])
    model.compile(optimizer="adam", loss="mae")
    return model


# %% wrong: the layers not built
def build_forecaster(steps, units):
    layers = [keras.layers.LSTM(size, return_sequences=True) for size in units[:-1]]
    return [keras.Input((steps, 1)), *layers, keras.layers.LSTM(units[-1]), keras.layers.Dense(1)]


# %% wrong: compile returned instead of the model
# says: return|came back
# cause: nothing came back\. Does every way
def build_forecaster(steps, units):
    layers = [keras.layers.LSTM(size, return_sequences=True) for size in units[:-1]]
    model = keras.Sequential([keras.Input((steps, 1)), *layers, keras.layers.LSTM(units[-1]), keras.layers.Dense(1)])
    return model.compile(optimizer="adam", loss="mae")


# %% wrong: two inputs a step
# says: should have the shape
# cause: the input should have the shape
def build_forecaster(steps, units):
    layers = [keras.layers.LSTM(size, return_sequences=True) for size in units[:-1]]
    model = keras.Sequential([keras.Input((steps, 2)), *layers, keras.layers.LSTM(units[-1]), keras.layers.Dense(1)])
    model.compile(optimizer="adam", loss="mae")
    return model


# %% wrong: the last layer is told by its size
# says: two of them of equal size
def build_forecaster(steps, units):
    model = keras.Sequential([keras.Input((steps, 1))])
    for size in units:
        model.add(keras.layers.LSTM(size, return_sequences=size != units[-1]))
    model.add(keras.layers.Dense(1))
    model.compile(optimizer="adam", loss="mae")
    return model


# %% wrong: the input lacks the axis of the features
# says: the input lack an axis
# cause: the input lack an axis
def build_forecaster(steps, units):
    model = keras.Sequential([keras.Input((steps,))])
    for size in units[:-1]:
        model.add(keras.layers.LSTM(size, return_sequences=True))
    model.add(keras.layers.LSTM(units[-1]))
    model.add(keras.layers.Dense(1))
    model.compile(optimizer="adam", loss="mae")
    return model


# %% right: subclass of Model
import keras
class Forecaster(keras.Model):
    def __init__(self, steps, units):
        x = i = keras.Input((steps, 1))
        for place, u in enumerate(units, 1):
            x = keras.layers.LSTM(u, return_sequences=place != len(units))(x)
        super().__init__(i, keras.layers.Dense(1)(x))
def build_forecaster(steps, units):
    m = Forecaster(steps, units)
    m.compile("nadam", "mean_squared_error")
    return m


# %% wrong: the steps are unrolled
# says: unroll=True. Leave it out
# cause: unroll=True. Leave it out
def build_forecaster(steps, units):
    below = [keras.layers.LSTM(size, return_sequences=True, unroll=True) for size in units[:-1]]
    last = keras.layers.LSTM(units[-1], unroll=True)
    model = keras.Sequential([keras.Input((steps, 1)), *below, last, keras.layers.Dense(1)])
    model.compile("adam", "mae")
    return model


# %% wrong: a loss for classes, given by the name of the output
# says: binary_crossentropy is a loss for classes
# cause: loss for classes
def build_forecaster(steps, units):
    inputs = y = keras.Input((steps, 1))
    for place, size in enumerate(units):
        y = keras.layers.LSTM(size, return_sequences=place < len(units) - 1)(y)
    model = keras.Model(inputs, keras.layers.Dense(1, name="forecast")(y))
    model.compile(optimizer="adam", loss={"forecast": "binary_crossentropy"})
    return model


# %% right: a loss by the name of the output
def build_forecaster(steps, units):
    inputs = y = keras.Input((steps, 1))
    for place, size in enumerate(units):
        y = keras.layers.LSTM(size, return_sequences=place < len(units) - 1)(y)
    model = keras.Model(inputs, keras.layers.Dense(1, name="forecast")(y))
    model.compile(optimizer="adam", loss={"forecast": "mae"})
    return model


# %% right: recursion over the sizes
def _stack(y, units):
    u, *rest = units
    y = keras.layers.LSTM(u, return_sequences=bool(rest))(y)
    return _stack(y, rest) if rest else y
def build_forecaster(steps, units):
    i = keras.Input(shape=[steps, 1])
    m = keras.Model(i, keras.layers.Dense(1, activation="linear")(_stack(i, units)))
    m.compile(optimizer="nadam", loss=lambda y, p: keras.ops.mean(keras.ops.abs(y - p)), jit_compile=False)
    return m


# %% wrong: a model kept by its steps
# cause: model of another call|second call gives a model or layers of the first
_models = {}
def build_forecaster(steps, units):
    if steps not in _models:
        m = keras.Sequential([keras.Input((steps, 1)), *(keras.layers.LSTM(u, return_sequences=k < len(units) - 1) for k, u in enumerate(units)), keras.layers.Dense(1)])
        m.compile("adam", "mse"); _models[steps] = m
    return _models[steps]


# %% wrong: a model kept by the number of its layers
# cause: model of another call|second call gives a model or layers of the first
_models = {}
def build_forecaster(steps, units):
    n = len(units)
    if n not in _models:
        m = keras.Sequential([keras.Input((steps, 1)), *(keras.layers.LSTM(u, return_sequences=k < n - 1) for k, u in enumerate(units)), keras.layers.Dense(1)])
        m.compile("adam", "mse"); _models[n] = m
    return _models[n]


# %% wrong: a model kept by its sizes
# cause: model of another call|second call gives a model or layers of the first
_models = {}
def build_forecaster(steps, units):
    n = tuple(units)
    if n not in _models:
        m = keras.Sequential([keras.Input((steps, 1)), *(keras.layers.LSTM(u, return_sequences=k < len(n) - 1) for k, u in enumerate(units)), keras.layers.Dense(1)])
        m.compile("adam", "mse"); _models[n] = m
    return _models[n]


# %% wrong: a model kept by its steps and the sum of its sizes
# cause: model of another call|second call gives a model or layers of the first
_models = {}
def build_forecaster(steps, units):
    n = steps, sum(units)
    if n not in _models:
        m = keras.Sequential([keras.Input((steps, 1)), *(keras.layers.LSTM(u, return_sequences=k < len(units) - 1) for k, u in enumerate(units)), keras.layers.Dense(1)])
        m.compile("adam", "mse"); _models[n] = m
    return _models[n]


# %% wrong: use_cudnn=False
# cause: use_cudnn=False
def build_forecaster(steps, units):
    m = keras.Sequential([keras.Input((steps, 1)), *(keras.layers.LSTM(u, return_sequences=k < len(units) - 1, use_cudnn=False) for k, u in enumerate(units)), keras.layers.Dense(1)])
    m.compile("adam", "mse")
    return m


# %% right: a class that makes it
class Maker:
    def __new__(cls, steps, units):
        layers = [keras.Input((steps, 1))]
        layers += [keras.layers.LSTM(size, return_sequences=True) for size in units[:-1]]
        layers += [keras.layers.LSTM(units[-1]), keras.layers.Dense(1)]
        model = keras.Sequential(layers)
        model.compile(optimizer="adam", loss="mse")
        return model


build_forecaster = Maker


# %% right: LSTM cells in an RNN layer
def build_forecaster(steps, units):
    cells = [keras.layers.LSTMCell(size) for size in units]
    model = keras.Sequential(
        [keras.Input((steps, 1)), keras.layers.RNN(cells), keras.layers.Dense(1)]
    )
    model.compile("adam", "mae")
    return model


# %% wrong: cells in an RNN layer, unrolled
# says: unroll
# cause: unroll
def build_forecaster(steps, units):
    cells = [keras.layers.LSTMCell(size) for size in units]
    model = keras.Sequential(
        [keras.Input((steps, 1)), keras.layers.RNN(cells, unroll=True), keras.layers.Dense(1)]
    )
    model.compile("adam", "mae")
    return model


# %% wrong: a model kept by all that it was made for
# says: Whether two calls give weights that start alike
# cause: second call gives a model or layers of the first|model of another call
_models = {}
def build_forecaster(steps, units):
    n = steps, *units
    if n not in _models:
        m = keras.Sequential([keras.Input((steps, 1)), *(keras.layers.LSTM(u, return_sequences=k < len(units) - 1) for k, u in enumerate(units)), keras.layers.Dense(1)])
        m.compile("adam", "mse"); _models[n] = m
    return _models[n]


# %% wrong: the layers are kept, the models are new
# says: Whether two calls give weights that start alike
# cause: second call gives a model or layers of the first
_layers = {}
def build_forecaster(steps, units):
    m = keras.Sequential([keras.Input((steps, 1))])
    for k, u in enumerate(units):
        m.add(_layers.setdefault((k, u, len(units)), keras.layers.LSTM(u, return_sequences=k < len(units) - 1)))
    m.add(keras.layers.Dense(1))
    m.compile("adam", "mse")
    return m


# %% wrong: the seed is set in it
# says: Whether two calls give weights that start alike
# cause: sets the seed
def build_forecaster(steps, units):
    keras.utils.set_random_seed(0)
    m = keras.Sequential([keras.Input((steps, 1)), *(keras.layers.LSTM(u, return_sequences=k < len(units) - 1) for k, u in enumerate(units)), keras.layers.Dense(1)])
    m.compile("adam", "mse")
    return m


# %% right: the seed is set once, before
keras.utils.set_random_seed(0)
def build_forecaster(steps, units):
    m = keras.Sequential([keras.Input((steps, 1)), *(keras.layers.LSTM(u, return_sequences=k < len(units) - 1) for k, u in enumerate(units)), keras.layers.Dense(1)])
    m.compile("adam", "mse")
    return m


# %% wrong: a loss that Keras does not have
# says: Keras knows no loss called 'rmse'
# cause: knows no loss called
def build_forecaster(steps, units):
    m = keras.Sequential([keras.Input((steps, 1)), *(keras.layers.LSTM(u, return_sequences=k < len(units) - 1) for k, u in enumerate(units)), keras.layers.Dense(1)])
    m.compile("adam", loss="rmse")
    return m


# %% wrong: a metric as the loss
# says: Keras knows no loss called 'accuracy'
# cause: knows no loss called
def build_forecaster(steps, units):
    m = keras.Sequential([keras.Input((steps, 1)), *(keras.layers.LSTM(u, return_sequences=k < len(units) - 1) for k, u in enumerate(units)), keras.layers.Dense(1)])
    m.compile(optimizer="adam", loss="accuracy")
    return m


# %% right: losses of Keras by other names of theirs
def build_forecaster(steps, units):
    m = keras.Sequential([keras.Input((steps, 1)), *(keras.layers.LSTM(u, return_sequences=k < len(units) - 1) for k, u in enumerate(units)), keras.layers.Dense(1)])
    m.compile("adam", {1: "MAE", 2: "Huber"}.get(len(units), "log_cosh"))
    return m
