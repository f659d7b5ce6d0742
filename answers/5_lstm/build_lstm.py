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
def build_lstm():
    return keras.Sequential(
        [keras.Input((16, 64)), keras.layers.SimpleRNN(32), keras.layers.Dense(1, activation="sigmoid")]
    )


# %% wrong: a GRU
# says: GRU
def build_lstm():
    return keras.Sequential(
        [keras.Input((16, 64)), keras.layers.GRU(32), keras.layers.Dense(1, activation="sigmoid")]
    )


# %% wrong: steps and features exchanged
# says: 16 steps come first
def build_lstm():
    return keras.Sequential(
        [keras.Input((64, 16)), keras.layers.LSTM(32), keras.layers.Dense(1, activation="sigmoid")]
    )


# %% wrong: an output for each step
# says: return_sequences
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
def build_lstm():
    return keras.Sequential([keras.Input((16, 64)), keras.layers.LSTM(32), keras.layers.Dense(1)])


# %% wrong: 64 units
# says: 32 units
def build_lstm():
    return keras.Sequential(
        [keras.Input((16, 64)), keras.layers.LSTM(64), keras.layers.Dense(1, activation="sigmoid")]
    )


# %% wrong: both directions
# says: both directions
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
def build_lstm():
    return keras.Sequential([keras.Input((16, 64)), keras.layers.LSTM(32)])


# %% wrong: no bias
# says: no bias
def build_lstm():
    return keras.Sequential(
        [
            keras.Input((16, 64)),
            keras.layers.LSTM(32, use_bias=False),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )


# %% wrong: relu in the LSTM
# says: activation of the LSTM
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
def build_lstm():
    model = keras.Sequential(
        [keras.Input((16, 64)), keras.layers.LSTM(32), keras.layers.Dense(1, activation="sigmoid")]
    )
    model.summary(print_fn=lambda *_, **__: None)


# %% wrong: the output instead of the model
# says: keras.Model
def build_lstm():
    inputs = keras.Input((16, 64))
    return keras.layers.Dense(1, activation="sigmoid")(keras.layers.LSTM(32)(inputs))
