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


# %% wrong: not compiled
# says: not compiled
def build_forecaster(steps, units):
    layers = [keras.layers.LSTM(size, return_sequences=True) for size in units[:-1]]
    return keras.Sequential(
        [keras.Input((steps, 1)), *layers, keras.layers.LSTM(units[-1]), keras.layers.Dense(1)]
    )


# %% wrong: sigmoid at the end, as in notebook 6
# says: activation
def build_forecaster(steps, units):
    layers = [keras.layers.LSTM(size, return_sequences=True) for size in units[:-1]]
    layers += [keras.layers.LSTM(units[-1]), keras.layers.Dense(1, activation="sigmoid")]
    model = keras.Sequential([keras.Input((steps, 1)), *layers])
    model.compile(optimizer="adam", loss="mae")
    return model


# %% wrong: steps and features exchanged
# says: exchanged
def build_forecaster(steps, units):
    layers = [keras.layers.LSTM(size, return_sequences=True) for size in units[:-1]]
    layers += [keras.layers.LSTM(units[-1]), keras.layers.Dense(1)]
    model = keras.Sequential([keras.Input((1, steps)), *layers])
    model.compile(optimizer="adam", loss="mae")
    return model


# %% wrong: every layer returns sequences
# says: final state alone
def build_forecaster(steps, units):
    layers = [keras.layers.LSTM(size, return_sequences=True) for size in units]
    model = keras.Sequential([keras.Input((steps, 1)), *layers, keras.layers.Dense(1)])
    model.compile(optimizer="adam", loss="mae")
    return model


# %% wrong: no layer returns sequences
# says: return_sequences=True
def build_forecaster(steps, units):
    layers = [keras.layers.LSTM(size) for size in units]
    model = keras.Sequential([keras.Input((steps, 1)), *layers, keras.layers.Dense(1)])
    model.compile(optimizer="adam", loss="mae")
    return model


# %% wrong: only the first layer is built
# says: for each number
def build_forecaster(steps, units):
    model = keras.Sequential([keras.Input((steps, 1)), keras.layers.LSTM(units[0]), keras.layers.Dense(1)])
    model.compile(optimizer="adam", loss="mae")
    return model


# %% wrong: smallest layer first
# says: wrong order
def build_forecaster(steps, units):
    units = sorted(units)
    layers = [keras.layers.LSTM(size, return_sequences=True) for size in units[:-1]]
    layers += [keras.layers.LSTM(units[-1]), keras.layers.Dense(1)]
    model = keras.Sequential([keras.Input((steps, 1)), *layers])
    model.compile(optimizer="adam", loss="mae")
    return model


# %% wrong: GRU layers
# says: LSTM for each number
def build_forecaster(steps, units):
    layers = [keras.layers.GRU(size, return_sequences=True) for size in units[:-1]]
    layers += [keras.layers.GRU(units[-1]), keras.layers.Dense(1)]
    model = keras.Sequential([keras.Input((steps, 1)), *layers])
    model.compile(optimizer="adam", loss="mae")
    return model


# %% wrong: no Dense at the end
# says: end in Dense
def build_forecaster(steps, units):
    layers = [keras.layers.LSTM(size, return_sequences=True) for size in units[:-1]]
    model = keras.Sequential([keras.Input((steps, 1)), *layers, keras.layers.LSTM(units[-1])])
    model.compile(optimizer="adam", loss="mae")
    return model


# %% wrong: the two layers of the visible example
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
def build_forecaster(steps, units):
    last = units.pop()
    layers = [keras.layers.LSTM(size, return_sequences=True) for size in units]
    layers += [keras.layers.LSTM(last), keras.layers.Dense(1)]
    model = keras.Sequential([keras.Input((steps, 1)), *layers])
    model.compile(optimizer="adam", loss="mae")
    return model


# %% wrong: a Dense layer in between
# says: layer too many
def build_forecaster(steps, units):
    layers = [keras.layers.LSTM(size, return_sequences=True) for size in units[:-1]]
    layers += [keras.layers.LSTM(units[-1]), keras.layers.Dense(8), keras.layers.Dense(1)]
    model = keras.Sequential([keras.Input((steps, 1)), *layers])
    model.compile(optimizer="adam", loss="mae")
    return model
