# %% right: Sequential
def build_stacked():
    return keras.Sequential([
        keras.Input(shape=(3, 5)),
        keras.layers.LSTM(7, return_sequences=True),
        keras.layers.LSTM(9),
        keras.layers.Dense(1, activation="sigmoid"),
    ])


# %% right: as on the slide, compiled
def build_stacked():
    from tensorflow.keras.layers import LSTM, Dense, Input
    from tensorflow.keras.models import Model

    inputs = Input(shape=(3, 5))
    y = LSTM(7, return_sequences=True)(inputs)
    y = LSTM(9)(y)
    y = Dense(1, activation="sigmoid")(y)
    model = Model(inputs=inputs, outputs=y)
    model.compile(optimizer="adam", loss="binary_crossentropy")
    return model


# %% right: Sequential with add and input_shape, which Keras warns about
def build_stacked():
    model = tf.keras.Sequential()
    model.add(tf.keras.layers.LSTM(7, return_sequences=True, input_shape=(3, 5)))
    model.add(tf.keras.layers.LSTM(9))
    model.add(tf.keras.layers.Dense(1, activation=tf.nn.sigmoid))
    return model


# %% right: Sequential, built afterwards
def build_stacked():
    model = keras.Sequential([
        keras.layers.LSTM(7, return_sequences=True, name="lower"),
        keras.layers.LSTM(9, name="upper"),
        keras.layers.Dense(1),
        keras.layers.Activation("sigmoid"),
    ])
    model.build((None, 3, 5))
    return model


# %% right: RNN layers around LSTM cells
def build_stacked():
    x = keras.Input((3, 5))
    y = keras.layers.RNN(keras.layers.LSTMCell(7), return_sequences=True)(x)
    y = keras.layers.RNN(keras.layers.LSTMCell(9))(y)
    return keras.Model(x, keras.layers.Dense(1, "sigmoid")(y))


# %% wrong: return_sequences is missing
# says: expected ndim=3, found ndim=2
def build_stacked():
    inputs = keras.Input((3, 5))
    y = keras.layers.LSTM(7)(inputs)
    y = keras.layers.LSTM(9)(y)
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(y))


# %% wrong: both layers return their sequence
# says: still returns its whole sequence
def build_stacked():
    inputs = keras.Input((3, 5))
    y = keras.layers.LSTM(7, return_sequences=True)(inputs)
    y = keras.layers.LSTM(9, return_sequences=True)(y)
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(y))


# %% wrong: no sigmoid
# says: which activation
def build_stacked():
    inputs = keras.Input((3, 5))
    y = keras.layers.LSTM(7, return_sequences=True)(inputs)
    y = keras.layers.LSTM(9)(y)
    return keras.Model(inputs, keras.layers.Dense(1)(y))


# %% wrong: tanh for the sigmoid
# says: output is not right
def build_stacked():
    inputs = keras.Input((3, 5))
    y = keras.layers.LSTM(7, return_sequences=True)(inputs)
    y = keras.layers.LSTM(9)(y)
    return keras.Model(inputs, keras.layers.Dense(1, activation="tanh")(y))


# %% wrong: sizes exchanged
# says: exchanged
def build_stacked():
    inputs = keras.Input((3, 5))
    y = keras.layers.LSTM(9, return_sequences=True)(inputs)
    y = keras.layers.LSTM(7)(y)
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(y))


# %% wrong: SimpleRNN
# says: SimpleRNN
def build_stacked():
    inputs = keras.Input((3, 5))
    y = keras.layers.SimpleRNN(7, return_sequences=True)(inputs)
    y = keras.layers.SimpleRNN(9)(y)
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(y))


# %% wrong: GRU
# says: GRU
def build_stacked():
    inputs = keras.Input((3, 5))
    y = keras.layers.GRU(7, return_sequences=True)(inputs)
    y = keras.layers.GRU(9)(y)
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(y))


# %% wrong: steps and features exchanged
# says: steps come first
def build_stacked():
    inputs = keras.Input((5, 3))
    y = keras.layers.LSTM(7, return_sequences=True)(inputs)
    y = keras.layers.LSTM(9)(y)
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(y))


# %% wrong: the final state of layer 1 repeated instead of its sequence
# says: output is not right
def build_stacked():
    inputs = keras.Input((3, 5))
    y = keras.layers.LSTM(7)(inputs)
    y = keras.layers.RepeatVector(3)(y)
    y = keras.layers.LSTM(9)(y)
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(y))


# %% wrong: relu in the LSTM layers
# says: output is not right
def build_stacked():
    inputs = keras.Input((3, 5))
    y = keras.layers.LSTM(7, activation="relu", return_sequences=True)(inputs)
    y = keras.layers.LSTM(9, activation="relu")(y)
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(y))


# %% wrong: no input shape
# says: keras.Input
def build_stacked():
    return keras.Sequential([
        keras.layers.LSTM(7, return_sequences=True),
        keras.layers.LSTM(9),
        keras.layers.Dense(1, activation="sigmoid"),
    ])


# %% wrong: no return
# says: return
def build_stacked():
    inputs = keras.Input((3, 5))
    y = keras.layers.LSTM(7, return_sequences=True)(inputs)
    y = keras.layers.LSTM(9)(y)
    model = keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(y))


# %% wrong: the output tensor comes back
# says: keras.Input
def build_stacked():
    inputs = keras.Input((3, 5))
    y = keras.layers.LSTM(7, return_sequences=True)(inputs)
    y = keras.layers.LSTM(9)(y)
    return keras.layers.Dense(1, activation="sigmoid")(y)


# %% wrong: no Dense layer
# says: Dense layer is missing
def build_stacked():
    inputs = keras.Input((3, 5))
    y = keras.layers.LSTM(7, return_sequences=True)(inputs)
    return keras.Model(inputs, keras.layers.LSTM(9)(y))
