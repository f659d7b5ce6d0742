# %% right: Sequential with an Input
def build_rnn():
    return keras.Sequential(
        [
            keras.Input((16, 64)),
            keras.layers.SimpleRNN(32),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )


# %% right: Sequential, layers added, names given, an own activation layer
def build_rnn():
    model = keras.models.Sequential(name="lecture")
    model.add(keras.layers.InputLayer(shape=(16, 64)))
    model.add(keras.layers.SimpleRNN(units=32, activation="tanh", name="recurrent"))
    model.add(keras.layers.Dense(1))
    model.add(keras.layers.Activation("sigmoid"))
    return model


# %% right: as in the lecture, compiled
def build_rnn():
    from tensorflow.keras.layers import Dense, Input, SimpleRNN
    from tensorflow.keras.models import Model

    inputs = Input(shape=(16, 64))
    y = SimpleRNN(32)(inputs)
    y = Dense(1, activation="sigmoid")(y)
    model = Model(inputs=inputs, outputs=y)
    model.compile(optimizer="adam", loss="binary_crossentropy")
    return model


# %% right: Sequential, built afterwards, activation as a function
def build_rnn():
    model = keras.Sequential()
    model.add(keras.layers.SimpleRNN(32))
    model.add(keras.layers.Dense(1, activation=keras.activations.sigmoid))
    model.build((None, 16, 64))
    return model


# %% right: Sequential with input_shape, which Keras warns about
def build_rnn():
    model = keras.Sequential()
    model.add(keras.layers.SimpleRNN(32, input_shape=(16, 64)))
    model.add(keras.layers.Dense(1, activation="sigmoid"))
    return model


# %% wrong: steps and length exchanged
# says: exchanged
def build_rnn():
    inputs = keras.Input((64, 16))
    y = keras.layers.SimpleRNN(32)(inputs)
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(y))


# %% wrong: every state returned
# says: Only the last should
def build_rnn():
    inputs = keras.Input((16, 64))
    y = keras.layers.SimpleRNN(32, return_sequences=True)(inputs)
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(y))


# %% wrong: no activation on the Dense layer
# says: no activation
def build_rnn():
    inputs = keras.Input((16, 64))
    y = keras.layers.SimpleRNN(32)(inputs)
    return keras.Model(inputs, keras.layers.Dense(1)(y))


# %% wrong: the sigmoid on the recurrent layer
# says: stay Keras's default
def build_rnn():
    inputs = keras.Input((16, 64))
    y = keras.layers.SimpleRNN(32, activation="sigmoid")(inputs)
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(y))


# %% wrong: an LSTM
# says: LSTM
def build_rnn():
    inputs = keras.Input((16, 64))
    y = keras.layers.LSTM(32)(inputs)
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(y))


# %% wrong: Sequential without an Input
# says: Begin with keras.Input
def build_rnn():
    return keras.Sequential([keras.layers.SimpleRNN(32), keras.layers.Dense(1, activation="sigmoid")])


# %% wrong: no Dense layer
# says: Dense layer is missing
def build_rnn():
    return keras.Sequential([keras.Input((16, 64)), keras.layers.SimpleRNN(32)])


# %% wrong: without bias
# says: bias is missing
def build_rnn():
    inputs = keras.Input((16, 64))
    y = keras.layers.SimpleRNN(32, use_bias=False)(inputs)
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(y))


# %% wrong: the model is not returned
# says: model
def build_rnn():
    inputs = keras.Input((16, 64))
    y = keras.layers.SimpleRNN(32)(inputs)
    model = keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(y))
    model.summary(print_fn=lambda *_, **__: None)


# %% wrong: reads the segments backwards
# says: forwards
def build_rnn():
    inputs = keras.Input((16, 64))
    y = keras.layers.SimpleRNN(32, go_backwards=True)(inputs)
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(y))


# %% wrong: no recurrence, a Dense layer on all numbers
# says: flattened
def build_rnn():
    inputs = keras.Input((16, 64))
    y = keras.layers.Flatten()(inputs)
    y = keras.layers.Dense(32, activation="tanh")(y)
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(y))
