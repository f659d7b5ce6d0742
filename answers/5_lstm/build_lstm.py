# %% right: Sequential
def build_lstm():
    return keras.Sequential(
        [keras.Input((16, 64)), keras.layers.LSTM(32), keras.layers.Dense(1, activation="sigmoid")]
    )


# %% right: layers added one by one, compiled
def build_lstm():
    model = keras.models.Sequential(name="lecture")
    model.add(keras.layers.Input(shape=(16, 64)))
    model.add(keras.layers.LSTM(units=32, return_sequences=False, name="recurrent"))
    model.add(keras.layers.Dense(units=1, activation=keras.activations.sigmoid))
    model.compile("adam", "binary_crossentropy")
    return model


# %% right: functional, the lecture's imports
def build_lstm():
    from tensorflow.keras.layers import LSTM, Dense, Input
    from tensorflow.keras.models import Model

    inputs = Input(shape=(16, 64))
    y = LSTM(32)(inputs)
    y = Dense(1, activation="sigmoid")(y)
    return Model(inputs=inputs, outputs=y)


# %% right: the sigmoid as a layer of its own
def build_lstm():
    inputs = keras.Input((16, 64))
    outputs = keras.layers.Activation("sigmoid")(keras.layers.Dense(1)(keras.layers.LSTM(32)(inputs)))
    return keras.Model(inputs, outputs)


# %% right: Sequential, built by its shape
def build_lstm():
    model = keras.Sequential([keras.layers.LSTM(32), keras.layers.Dense(1, "sigmoid")])
    model.build((None, 16, 64))
    return model


# %% right: Sequential with input_shape, which Keras warns about
def build_lstm():
    model = keras.Sequential()
    model.add(keras.layers.LSTM(32, input_shape=(16, 64)))
    model.add(keras.layers.Dense(1, activation="sigmoid"))
    return model


# %% wrong: a SimpleRNN
# says: SimpleRNN
# cause: SimpleRNN
def build_lstm():
    return keras.Sequential(
        [keras.Input((16, 64)), keras.layers.SimpleRNN(32), keras.layers.Dense(1, activation="sigmoid")]
    )


# %% wrong: a GRU
# says: GRU
# cause: GRU
def build_lstm():
    return keras.Sequential(
        [keras.Input((16, 64)), keras.layers.GRU(32), keras.layers.Dense(1, activation="sigmoid")]
    )


# %% wrong: steps and features exchanged
# says: steps come first
# cause: steps come first
def build_lstm():
    return keras.Sequential(
        [keras.Input((64, 16)), keras.layers.LSTM(32), keras.layers.Dense(1, activation="sigmoid")]
    )


# %% wrong: an output for each step
# says: return_sequences
# cause: return_sequences
def build_lstm():
    return keras.Sequential(
        [
            keras.Input((16, 64)),
            keras.layers.LSTM(32, return_sequences=True),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )


# %% wrong: no activation
# says: no activation
# cause: no activation
def build_lstm():
    return keras.Sequential([keras.Input((16, 64)), keras.layers.LSTM(32), keras.layers.Dense(1)])


# %% wrong: 64 units
# says: should be 32
# cause: should be 32
def build_lstm():
    return keras.Sequential(
        [keras.Input((16, 64)), keras.layers.LSTM(64), keras.layers.Dense(1, activation="sigmoid")]
    )


# %% wrong: both directions
# says: both directions
# cause: both directions
def build_lstm():
    return keras.Sequential(
        [
            keras.Input((16, 64)),
            keras.layers.Bidirectional(keras.layers.LSTM(32)),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )


# %% wrong: no Dense
# says: Dense layer is missing
# cause: Dense layer is missing
def build_lstm():
    return keras.Sequential([keras.Input((16, 64)), keras.layers.LSTM(32)])


# %% wrong: no bias
# says: no bias
# cause: no bias
def build_lstm():
    return keras.Sequential(
        [
            keras.Input((16, 64)),
            keras.layers.LSTM(32, use_bias=False),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )


# %% wrong: relu in the LSTM
# says: activation=.relu
# cause: activation=.relu
def build_lstm():
    return keras.Sequential(
        [
            keras.Input((16, 64)),
            keras.layers.LSTM(32, activation="relu"),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )


# %% wrong: not returned
# says: return
# cause: return
def build_lstm():
    model = keras.Sequential(
        [keras.Input((16, 64)), keras.layers.LSTM(32), keras.layers.Dense(1, activation="sigmoid")]
    )
    model.summary(print_fn=lambda *_, **__: None)


# %% wrong: the output instead of the model
# says: keras.Model
# cause: keras.Model
def build_lstm():
    inputs = keras.Input((16, 64))
    return keras.layers.Dense(1, activation="sigmoid")(keras.layers.LSTM(32)(inputs))


# %% right: the last of all states, cut out
def build_lstm():
    inputs = keras.Input((16, 64))
    states = keras.layers.LSTM(32, return_sequences=True)(inputs)
    outputs = keras.layers.Dense(1, activation="sigmoid")(states[:, -1, :])
    return keras.Model(inputs, outputs)


# %% right: an operation in place of an activation
def build_lstm():
    inputs = keras.Input((16, 64))
    outputs = keras.ops.sigmoid(keras.layers.Dense(1)(keras.layers.LSTM(32)(inputs)))
    return keras.Model(inputs, outputs)


# %% right: a subclass that hands its ends on
def build_lstm():
    class Lecture(keras.Model):
        def __init__(self):
            inputs = keras.Input((16, 64))
            y = keras.layers.Dense(1, activation="sigmoid")(keras.layers.LSTM(32)(inputs))
            super().__init__(inputs=inputs, outputs=y)

    return Lecture()


# %% right: options that are Keras's own, written out
def build_lstm():
    return keras.Sequential([
        keras.Input((16, 64)),
        keras.layers.LSTM(32, activation="tanh", recurrent_activation="sigmoid", unit_forget_bias=True),
        keras.layers.Dense(1, activation="sigmoid"),
    ])


# %% wrong: sigmoid of the sigmoid
# says: applied 2 times
# cause: applied 2 times
def build_lstm():
    return keras.Sequential([
        keras.Input((16, 64)),
        keras.layers.LSTM(32),
        keras.layers.Dense(1, activation="sigmoid"),
        keras.layers.Activation("sigmoid"),
    ])


# %% wrong: a Dropout layer
# says: Dropout
# cause: Dropout
def build_lstm():
    return keras.Sequential([
        keras.Input((16, 64)),
        keras.layers.LSTM(32),
        keras.layers.Dropout(0.2),
        keras.layers.Dense(1, activation="sigmoid"),
    ])


# %% wrong: dropout inside
# says: dropout
# cause: dropout
def build_lstm():
    return keras.Sequential([
        keras.Input((16, 64)),
        keras.layers.LSTM(32, dropout=0.1),
        keras.layers.Dense(1, activation="sigmoid"),
    ])


# %% wrong: recurrent dropout
# says: recurrent_dropout
# cause: recurrent_dropout
def build_lstm():
    return keras.Sequential([
        keras.Input((16, 64)),
        keras.layers.LSTM(32, recurrent_dropout=0.1),
        keras.layers.Dense(1, activation="sigmoid"),
    ])


# %% wrong: hard sigmoid gates
# says: recurrent_activation
# cause: recurrent_activation
def build_lstm():
    return keras.Sequential([
        keras.Input((16, 64)),
        keras.layers.LSTM(32, recurrent_activation="hard_sigmoid"),
        keras.layers.Dense(1, activation="sigmoid"),
    ])


# %% wrong: backwards
# says: from the last to the first
# cause: from the last to the first
def build_lstm():
    return keras.Sequential([
        keras.Input((16, 64)),
        keras.layers.LSTM(32, go_backwards=True),
        keras.layers.Dense(1, activation="sigmoid"),
    ])


# %% wrong: no forget bias of 1
# says: forget bias
# cause: forget bias
def build_lstm():
    return keras.Sequential([
        keras.Input((16, 64)),
        keras.layers.LSTM(32, unit_forget_bias=False),
        keras.layers.Dense(1, activation="sigmoid"),
    ])


# %% wrong: a frozen LSTM
# says: frozen
# cause: frozen
def build_lstm():
    return keras.Sequential([
        keras.Input((16, 64)),
        keras.layers.LSTM(32, trainable=False),
        keras.layers.Dense(1, activation="sigmoid"),
    ])


# %% wrong: a frozen model
def build_lstm():
    model = keras.Sequential([keras.Input((16, 64)), keras.layers.LSTM(32), keras.layers.Dense(1, activation="sigmoid")])
    model.trainable = False
    return model


# %% wrong: relu between
# says: relu was put between
# cause: relu was put between
def build_lstm():
    return keras.Sequential([
        keras.Input((16, 64)),
        keras.layers.LSTM(32),
        keras.layers.Activation("relu"),
        keras.layers.Dense(1, activation="sigmoid"),
    ])


# %% wrong: the mean of all states
# says: mean of all states
# cause: mean of all states
def build_lstm():
    return keras.Sequential([
        keras.Input((16, 64)),
        keras.layers.LSTM(32, return_sequences=True),
        keras.layers.GlobalAveragePooling1D(),
        keras.layers.Dense(1, activation="sigmoid"),
    ])


# %% wrong: the largest of all states
# says: largest of all states
# cause: largest of all states
def build_lstm():
    return keras.Sequential([
        keras.Input((16, 64)),
        keras.layers.LSTM(32, return_sequences=True),
        keras.layers.GlobalMaxPooling1D(),
        keras.layers.Dense(1, activation="sigmoid"),
    ])


# %% wrong: all states side by side
# says: LSTM|side by side
# cause: LSTM|side by side
def build_lstm():
    return keras.Sequential([
        keras.Input((16, 64)),
        keras.layers.LSTM(32, return_sequences=True),
        keras.layers.Flatten(),
        keras.layers.Dense(1, activation="sigmoid"),
    ])


# %% wrong: tanh at the output
# says: tanh
# cause: tanh
def build_lstm():
    return keras.Sequential([
        keras.Input((16, 64)),
        keras.layers.LSTM(32),
        keras.layers.Dense(1, activation="tanh"),
    ])


# %% wrong: two outputs, softmax
# says: 1 unit
# cause: 1 unit
def build_lstm():
    return keras.Sequential([
        keras.Input((16, 64)),
        keras.layers.LSTM(32),
        keras.layers.Dense(2, activation="softmax"),
    ])


# %% wrong: two LSTM layers
# says: number of LSTM layers
# cause: number of LSTM layers
def build_lstm():
    return keras.Sequential([
        keras.Input((16, 64)),
        keras.layers.LSTM(32, return_sequences=True),
        keras.layers.LSTM(32),
        keras.layers.Dense(1, activation="sigmoid"),
    ])


# %% wrong: a Dense layer more
# says: number of Dense layers
# cause: number of Dense layers
def build_lstm():
    return keras.Sequential([
        keras.Input((16, 64)),
        keras.layers.LSTM(32),
        keras.layers.Dense(16),
        keras.layers.Dense(1, activation="sigmoid"),
    ])


# %% wrong: the carry in place of the state
def build_lstm():
    inputs = keras.Input((16, 64))
    _, h, c = keras.layers.LSTM(32, return_state=True)(inputs)
    outputs = keras.layers.Dense(1, activation="sigmoid")(c)
    return keras.Model(inputs, outputs)


# %% wrong: no sizes
# says: keras.Input
# cause: keras.Input
def build_lstm():
    return keras.Sequential([keras.layers.LSTM(32), keras.layers.Dense(1, activation="sigmoid")])


# %% wrong: stateful
# says: stateful
def build_lstm():
    inputs = keras.Input(batch_shape=(1, 16, 64))
    outputs = keras.layers.Dense(1, activation="sigmoid")(keras.layers.LSTM(32, stateful=True)(inputs))
    return keras.Model(inputs, outputs)


# %% wrong: the class in place of a model
def build_lstm():
    return keras.Sequential


# %% wrong: a penalty on the state
# says: ActivityRegularization
# cause: ActivityRegularization
def build_lstm():
    inputs = keras.Input((16, 64))
    state = keras.layers.ActivityRegularization(l1=0.1)(keras.layers.LSTM(32)(inputs))
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(state))


# %% wrong: no gradient reaches the LSTM
# says: StopGradient
# cause: StopGradient
def build_lstm():
    inputs = keras.Input((16, 64))
    state = keras.ops.stop_gradient(keras.layers.LSTM(32)(inputs))
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(state))


# %% right: cropping to the last state
def build_lstm():
    i = keras.Input((16, 64))
    y = keras.layers.LSTM(32, return_sequences=True)(i)
    y = keras.layers.Flatten()(keras.layers.Cropping1D((15, 0))(y))
    return keras.Model(i, keras.layers.Dense(1, activation="sigmoid")(y))


# %% wrong: the forget bias is set to 0 afterwards
# cause: forget bias does not start at 1
def build_lstm():
    m = keras.Sequential([keras.Input((16, 64)), keras.layers.LSTM(32), keras.layers.Dense(1, activation="sigmoid")])
    w = m.layers[0].get_weights(); w[2][:] = 0; m.layers[0].set_weights(w)
    return m


# %% wrong: use_cudnn=False
# cause: use_cudnn=False
def build_lstm():
    inputs = keras.Input((16, 64))
    h = keras.layers.LSTM(32, use_cudnn=False)(inputs)
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(h))


# %% wrong: a mask of a value that no test has
# says: Masking
# cause: Masking
def build_lstm():
    return keras.Sequential(
        [
            keras.Input((16, 64)),
            keras.layers.Masking(-1.0),
            keras.layers.LSTM(32),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )


# %% wrong: starts from the first segment
# says: start from zero
# cause: start from zero
def build_lstm():
    inputs = keras.Input((16, 64))
    first = inputs[:, 0, :32]
    y = keras.layers.LSTM(32)(inputs, initial_state=[first, first])
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(y))
