# %% right: Sequential
def build_repaired():
    return keras.Sequential([
        keras.Input(shape=(12, 4)),
        keras.layers.LSTM(6, return_sequences=True),
        keras.layers.LSTM(5, return_sequences=True),
        keras.layers.LSTM(3),
        keras.layers.Dense(1, activation="sigmoid"),
    ])


# %% right: a loop over the sizes
def build_repaired():
    y = inputs = keras.Input((12, 4))
    for size in (6, 5):
        y = keras.layers.LSTM(size, return_sequences=True)(y)
    y = keras.layers.LSTM(3, return_sequences=False)(y)
    return keras.Model(inputs, keras.layers.Dense(1, activation=keras.activations.sigmoid)(y))


# %% right: tf.keras, add, and input_shape, which Keras warns about
def build_repaired():
    model = tf.keras.models.Sequential(name="repaired")
    model.add(tf.keras.layers.LSTM(6, return_sequences=True, input_shape=(12, 4)))
    model.add(tf.keras.layers.LSTM(5, return_sequences=True))
    model.add(tf.keras.layers.LSTM(3))
    model.add(tf.keras.layers.Dense(1, activation="sigmoid"))
    model.compile("sgd", "mse")
    return model


# %% right: names kept, built afterwards
def build_repaired():
    model = keras.Sequential([
        keras.layers.LSTM(6, return_sequences=True, name="bottom"),
        keras.layers.LSTM(5, return_sequences=True, name="middle"),
        keras.layers.LSTM(3, name="top"),
        keras.layers.Dense(1, activation="sigmoid"),
    ])
    model.build(input_shape=(None, 12, 4))
    return model


# %% wrong: still broken
# says: expected ndim=3, found ndim=2
def build_repaired():
    inputs = keras.Input(shape=(12, 4))
    y = keras.layers.LSTM(6, return_sequences=True)(inputs)
    y = keras.layers.LSTM(5)(y)
    y = keras.layers.LSTM(3, return_sequences=True)(y)
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(y))


# %% wrong: half mended, the top layer returns its sequence
# says: twelve predictions
def build_repaired():
    inputs = keras.Input(shape=(12, 4))
    y = keras.layers.LSTM(6, return_sequences=True)(inputs)
    y = keras.layers.LSTM(5, return_sequences=True)(y)
    y = keras.layers.LSTM(3, return_sequences=True)(y)
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(y))


# %% wrong: a RepeatVector makes the shapes fit
# says: does not read all the states
def build_repaired():
    inputs = keras.Input(shape=(12, 4))
    y = keras.layers.LSTM(6, return_sequences=True)(inputs)
    y = keras.layers.RepeatVector(12)(keras.layers.LSTM(5)(y))
    y = keras.layers.LSTM(3)(y)
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(y))


# %% wrong: a Reshape makes one step of the final state
# says: does not read all the states
def build_repaired():
    inputs = keras.Input(shape=(12, 4))
    y = keras.layers.LSTM(6, return_sequences=True)(inputs)
    y = keras.layers.Reshape((1, 5))(keras.layers.LSTM(5)(y))
    y = keras.layers.LSTM(3)(y)
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(y))


# %% wrong: Flatten before the Dense layer
# says: side by side
def build_repaired():
    inputs = keras.Input(shape=(12, 4))
    y = keras.layers.LSTM(6, return_sequences=True)(inputs)
    y = keras.layers.LSTM(5, return_sequences=True)(y)
    y = keras.layers.Flatten()(keras.layers.LSTM(3, return_sequences=True)(y))
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(y))


# %% wrong: the mean of the states for the final one
# says: output is not right
def build_repaired():
    inputs = keras.Input(shape=(12, 4))
    y = keras.layers.LSTM(6, return_sequences=True)(inputs)
    y = keras.layers.LSTM(5, return_sequences=True)(y)
    y = keras.layers.GlobalAveragePooling1D()(keras.layers.LSTM(3, return_sequences=True)(y))
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(y))


# %% wrong: the middle layer left out
# says: a layer is missing
def build_repaired():
    inputs = keras.Input(shape=(12, 4))
    y = keras.layers.LSTM(6, return_sequences=True)(inputs)
    y = keras.layers.LSTM(3)(y)
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(y))


# %% wrong: the sigmoid lost
# says: which activation
def build_repaired():
    return keras.Sequential([
        keras.Input(shape=(12, 4)),
        keras.layers.LSTM(6, return_sequences=True),
        keras.layers.LSTM(5, return_sequences=True),
        keras.layers.LSTM(3),
        keras.layers.Dense(1),
    ])


# %% wrong: the lecture's stack
# says: not right
def build_repaired():
    inputs = keras.Input(shape=(3, 5))
    y = keras.layers.LSTM(7, return_sequences=True)(inputs)
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(keras.layers.LSTM(9)(y)))


# %% wrong: steps and features exchanged
# says: steps come first
def build_repaired():
    return keras.Sequential([
        keras.Input(shape=(4, 12)),
        keras.layers.LSTM(6, return_sequences=True),
        keras.layers.LSTM(5, return_sequences=True),
        keras.layers.LSTM(3),
        keras.layers.Dense(1, activation="sigmoid"),
    ])


# %% wrong: the error is swallowed, nothing comes back
# says: return
def build_repaired():
    try:
        inputs = keras.Input(shape=(12, 4))
        y = keras.layers.LSTM(6, return_sequences=True)(inputs)
        y = keras.layers.LSTM(3)(keras.layers.LSTM(5)(y))
        return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(y))
    except ValueError as error:
        print(error)
