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
# says: every state reaches the Dense layer
def build_repaired():
    inputs = keras.Input(shape=(12, 4))
    y = keras.layers.LSTM(6, return_sequences=True)(inputs)
    y = keras.layers.LSTM(5, return_sequences=True)(y)
    y = keras.layers.LSTM(3, return_sequences=True)(y)
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(y))


# %% wrong: a RepeatVector makes the shapes fit
# says: RepeatVector
def build_repaired():
    inputs = keras.Input(shape=(12, 4))
    y = keras.layers.LSTM(6, return_sequences=True)(inputs)
    y = keras.layers.RepeatVector(12)(keras.layers.LSTM(5)(y))
    y = keras.layers.LSTM(3)(y)
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(y))


# %% wrong: a Reshape makes one step of the final state
# says: Reshape
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
# says: the mean of all states
def build_repaired():
    inputs = keras.Input(shape=(12, 4))
    y = keras.layers.LSTM(6, return_sequences=True)(inputs)
    y = keras.layers.LSTM(5, return_sequences=True)(y)
    y = keras.layers.GlobalAveragePooling1D()(keras.layers.LSTM(3, return_sequences=True)(y))
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(y))


# %% wrong: the middle layer left out
# says: number of LSTM layers should be 3
def build_repaired():
    inputs = keras.Input(shape=(12, 4))
    y = keras.layers.LSTM(6, return_sequences=True)(inputs)
    y = keras.layers.LSTM(3)(y)
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(y))


# %% wrong: the sigmoid lost
# says: no activation
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


# %% right: a subclass that only hands its ends on
class Stack(keras.Model):
    def __init__(self):
        inputs = y = keras.Input((12, 4))
        for units in [6, 5, 3][:-1]:
            y = keras.layers.LSTM(units, return_sequences=True)(y)
        y = keras.layers.LSTM([6, 5, 3][-1])(y)
        super().__init__(inputs=inputs, outputs=keras.layers.Dense(1, activation="sigmoid")(y))


def build_repaired():
    return Stack()


# %% right: a subclass of Sequential
class Stack(keras.Sequential):
    def __init__(self, units):
        super().__init__([keras.Input((12, 4))])
        for size in units[:-1]:
            self.add(keras.layers.LSTM(size, return_sequences=True))
        self.add(keras.layers.LSTM(units[-1]))
        self.add(keras.layers.Dense(1, activation="sigmoid"))


def build_repaired():
    return Stack([6, 5, 3])


# %% right: an operation of Keras's in place of an activation
def build_repaired():
    inputs = y = keras.Input((12, 4))
    for units in [6, 5, 3][:-1]:
        y = keras.layers.LSTM(units, return_sequences=True)(y)
    y = keras.layers.Dense(1)(keras.layers.LSTM([6, 5, 3][-1])(y))
    return keras.Model(inputs, keras.ops.sigmoid(y))


# %% right: the last state is taken out of the sequence by hand
def build_repaired():
    inputs = y = keras.Input((12, 4))
    for units in [6, 5, 3]:
        y = keras.layers.LSTM(units, return_sequences=True)(y)
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(y[:, -1, :]))


# %% right: the defaults spelt out, names of its own, compiled with a loss of its own
def build_repaired():
    model = keras.Sequential([keras.Input((12, 4))], name="stack")
    for number, units in enumerate([6, 5, 3], start=1):
        model.add(keras.layers.LSTM(
            units, activation="tanh", recurrent_activation="sigmoid", use_bias=True,
            unit_forget_bias=True, dropout=0.0, return_sequences=number < len([6, 5, 3]), name=f"lstm_{number}",
        ))
    model.add(keras.layers.Dense(1, activation="sigmoid", use_bias=True, name="head"))
    model.compile("rmsprop", lambda y, p: keras.ops.mean(keras.ops.square(y - p)))
    return model


# %% wrong: a Dropout layer between
# says: dropout
def build_repaired():
    return keras.Sequential([
        keras.Input((12, 4)),
        keras.layers.LSTM(6, return_sequences=True),
        keras.layers.Dropout(0.2),
        keras.layers.LSTM(5, return_sequences=True),
        keras.layers.LSTM(3),
        keras.layers.Dense(1, activation="sigmoid"),
    ])


# %% wrong: a Dropout layer before Dense
# says: dropout
def build_repaired():
    return keras.Sequential([
        keras.Input((12, 4)),
        keras.layers.LSTM(6, return_sequences=True),
        keras.layers.LSTM(5, return_sequences=True),
        keras.layers.LSTM(3),
        keras.layers.Dropout(0.2),
        keras.layers.Dense(1, activation="sigmoid"),
    ])


# %% wrong: the option dropout
# says: dropout
def build_repaired():
    return keras.Sequential([
        keras.Input((12, 4)),
        keras.layers.LSTM(6, return_sequences=True, dropout=0.2),
        keras.layers.LSTM(5, return_sequences=True, dropout=0.2),
        keras.layers.LSTM(3, dropout=0.2),
        keras.layers.Dense(1, activation="sigmoid"),
    ])


# %% wrong: the option recurrent_dropout
# says: recurrent_dropout|dropout
def build_repaired():
    return keras.Sequential([
        keras.Input((12, 4)),
        keras.layers.LSTM(6, return_sequences=True, recurrent_dropout=0.2),
        keras.layers.LSTM(5, return_sequences=True),
        keras.layers.LSTM(3),
        keras.layers.Dense(1, activation="sigmoid"),
    ])


# %% wrong: relu inside the last LSTM
# says: activation|relu
def build_repaired():
    return keras.Sequential([
        keras.Input((12, 4)),
        keras.layers.LSTM(6, return_sequences=True),
        keras.layers.LSTM(5, return_sequences=True),
        keras.layers.LSTM(3, activation="relu"),
        keras.layers.Dense(1, activation="sigmoid"),
    ])


# %% wrong: hard sigmoid gates
# says: recurrent_activation|hard_sigmoid
def build_repaired():
    return keras.Sequential([
        keras.Input((12, 4)),
        keras.layers.LSTM(6, return_sequences=True, recurrent_activation="hard_sigmoid"),
        keras.layers.LSTM(5, return_sequences=True, recurrent_activation="hard_sigmoid"),
        keras.layers.LSTM(3, recurrent_activation="hard_sigmoid"),
        keras.layers.Dense(1, activation="sigmoid"),
    ])


# %% wrong: relu gates
# says: recurrent_activation|relu
def build_repaired():
    return keras.Sequential([
        keras.Input((12, 4)),
        keras.layers.LSTM(6, return_sequences=True, recurrent_activation="relu"),
        keras.layers.LSTM(5, return_sequences=True),
        keras.layers.LSTM(3),
        keras.layers.Dense(1, activation="sigmoid"),
    ])


# %% wrong: the last LSTM reads backwards
# says: go_backwards
def build_repaired():
    return keras.Sequential([
        keras.Input((12, 4)),
        keras.layers.LSTM(6, return_sequences=True),
        keras.layers.LSTM(5, return_sequences=True),
        keras.layers.LSTM(3, go_backwards=True),
        keras.layers.Dense(1, activation="sigmoid"),
    ])


# %% wrong: the first LSTM reads backwards
# says: go_backwards
def build_repaired():
    return keras.Sequential([
        keras.Input((12, 4)),
        keras.layers.LSTM(6, return_sequences=True, go_backwards=True),
        keras.layers.LSTM(5, return_sequences=True),
        keras.layers.LSTM(3),
        keras.layers.Dense(1, activation="sigmoid"),
    ])


# %% wrong: no forget bias of 1
# says: unit_forget_bias|forget
def build_repaired():
    return keras.Sequential([
        keras.Input((12, 4)),
        keras.layers.LSTM(6, return_sequences=True, unit_forget_bias=False),
        keras.layers.LSTM(5, return_sequences=True, unit_forget_bias=False),
        keras.layers.LSTM(3, unit_forget_bias=False),
        keras.layers.Dense(1, activation="sigmoid"),
    ])


# %% wrong: an LSTM without biases
# says: bias
def build_repaired():
    return keras.Sequential([
        keras.Input((12, 4)),
        keras.layers.LSTM(6, return_sequences=True, use_bias=False),
        keras.layers.LSTM(5, return_sequences=True),
        keras.layers.LSTM(3),
        keras.layers.Dense(1, activation="sigmoid"),
    ])


# %% wrong: a Dense layer without bias
# says: bias|parameters
def build_repaired():
    return keras.Sequential([
        keras.Input((12, 4)),
        keras.layers.LSTM(6, return_sequences=True),
        keras.layers.LSTM(5, return_sequences=True),
        keras.layers.LSTM(3),
        keras.layers.Dense(1, activation="sigmoid", use_bias=False),
    ])


# %% wrong: a frozen model
# says: frozen|trainable
def build_repaired():
    model = keras.Sequential([
        keras.Input((12, 4)),
        keras.layers.LSTM(6, return_sequences=True),
        keras.layers.LSTM(5, return_sequences=True),
        keras.layers.LSTM(3),
        keras.layers.Dense(1, activation="sigmoid"),
    ])
    model.trainable = False
    return model


# %% wrong: a frozen layer
# says: frozen|trainable
def build_repaired():
    return keras.Sequential([
        keras.Input((12, 4)),
        keras.layers.LSTM(6, return_sequences=True, trainable=False),
        keras.layers.LSTM(5, return_sequences=True),
        keras.layers.LSTM(3),
        keras.layers.Dense(1, activation="sigmoid"),
    ])


# %% wrong: stateful
# says: stateful|batch|input shape
def build_repaired():
    return keras.Sequential([
        keras.Input(batch_shape=(None, 12, 4)),
        keras.layers.LSTM(6, return_sequences=True, stateful=True),
        keras.layers.LSTM(5, return_sequences=True),
        keras.layers.LSTM(3),
        keras.layers.Dense(1, activation="sigmoid"),
    ])


# %% wrong: a regularizer
# says: regularizer
def build_repaired():
    return keras.Sequential([
        keras.Input((12, 4)),
        keras.layers.LSTM(6, return_sequences=True, kernel_regularizer="l2"),
        keras.layers.LSTM(5, return_sequences=True, kernel_regularizer="l2"),
        keras.layers.LSTM(3, kernel_regularizer="l2"),
        keras.layers.Dense(1, activation="sigmoid"),
    ])


# %% wrong: weights that start at zero
# says: initializer
def build_repaired():
    return keras.Sequential([
        keras.Input((12, 4)),
        keras.layers.LSTM(6, return_sequences=True, kernel_initializer="zeros"),
        keras.layers.LSTM(5, return_sequences=True, kernel_initializer="zeros"),
        keras.layers.LSTM(3, kernel_initializer="zeros"),
        keras.layers.Dense(1, activation="sigmoid"),
    ])


# %% wrong: a constraint
# says: constraint
def build_repaired():
    return keras.Sequential([
        keras.Input((12, 4)),
        keras.layers.LSTM(6, return_sequences=True, kernel_constraint="non_neg"),
        keras.layers.LSTM(5, return_sequences=True),
        keras.layers.LSTM(3),
        keras.layers.Dense(1, activation="sigmoid"),
    ])


# %% wrong: relu between the layers
# says: relu|Activation
def build_repaired():
    return keras.Sequential([
        keras.Input((12, 4)),
        keras.layers.LSTM(6, return_sequences=True),
        keras.layers.Activation("relu"),
        keras.layers.LSTM(5, return_sequences=True),
        keras.layers.LSTM(3),
        keras.layers.Dense(1, activation="sigmoid"),
    ])


# %% wrong: sigmoid of the sigmoid
# says: sigmoid
def build_repaired():
    return keras.Sequential([
        keras.Input((12, 4)),
        keras.layers.LSTM(6, return_sequences=True),
        keras.layers.LSTM(5, return_sequences=True),
        keras.layers.LSTM(3),
        keras.layers.Dense(1, activation="sigmoid"),
        keras.layers.Activation("sigmoid"),
    ])


# %% wrong: a hard sigmoid at the end
# says: activation|sigmoid
def build_repaired():
    return keras.Sequential([
        keras.Input((12, 4)),
        keras.layers.LSTM(6, return_sequences=True),
        keras.layers.LSTM(5, return_sequences=True),
        keras.layers.LSTM(3),
        keras.layers.Dense(1, activation="hard_sigmoid"),
    ])


# %% wrong: softmax over one value
# says: softmax
def build_repaired():
    return keras.Sequential([
        keras.Input((12, 4)),
        keras.layers.LSTM(6, return_sequences=True),
        keras.layers.LSTM(5, return_sequences=True),
        keras.layers.LSTM(3),
        keras.layers.Dense(1, activation="softmax"),
    ])


# %% wrong: normalized between
# says: LayerNormalization|parameters
def build_repaired():
    return keras.Sequential([
        keras.Input((12, 4)),
        keras.layers.LSTM(6, return_sequences=True),
        keras.layers.LayerNormalization(),
        keras.layers.LSTM(5, return_sequences=True),
        keras.layers.LSTM(3),
        keras.layers.Dense(1, activation="sigmoid"),
    ])


# %% wrong: noise on the sample
# says: GaussianNoise|noise
def build_repaired():
    return keras.Sequential([
        keras.Input((12, 4)),
        keras.layers.GaussianNoise(0.1),
        keras.layers.LSTM(6, return_sequences=True),
        keras.layers.LSTM(5, return_sequences=True),
        keras.layers.LSTM(3),
        keras.layers.Dense(1, activation="sigmoid"),
    ])


# %% wrong: the sample masked
# says: Masking|mask
def build_repaired():
    return keras.Sequential([
        keras.Input((12, 4)),
        keras.layers.Masking(),
        keras.layers.LSTM(6, return_sequences=True),
        keras.layers.LSTM(5, return_sequences=True),
        keras.layers.LSTM(3),
        keras.layers.Dense(1, activation="sigmoid"),
    ])


# %% wrong: the largest of all states
# says: not right|last|pool
def build_repaired():
    return keras.Sequential([
        keras.Input((12, 4)),
        keras.layers.LSTM(6, return_sequences=True),
        keras.layers.LSTM(5, return_sequences=True),
        keras.layers.LSTM(3, return_sequences=True),
        keras.layers.GlobalMaxPooling1D(),
        keras.layers.Dense(1, activation="sigmoid"),
    ])


# %% wrong: the first state instead of the last
# says: not right|last
def build_repaired():
    inputs = y = keras.Input((12, 4))
    for units in [6, 5, 3]:
        y = keras.layers.LSTM(units, return_sequences=True)(y)
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(y[:, 0]))


# %% wrong: both directions
# says: Bidirectional|parameters
def build_repaired():
    return keras.Sequential([
        keras.Input((12, 4)),
        keras.layers.Bidirectional(keras.layers.LSTM(6, return_sequences=True)),
        keras.layers.LSTM(5, return_sequences=True),
        keras.layers.LSTM(3),
        keras.layers.Dense(1, activation="sigmoid"),
    ])


# %% wrong: TimeDistributed at the end
# says: whole sequence|predictions|sequence
def build_repaired():
    return keras.Sequential([
        keras.Input((12, 4)),
        keras.layers.LSTM(6, return_sequences=True),
        keras.layers.LSTM(5, return_sequences=True),
        keras.layers.LSTM(3, return_sequences=True),
        keras.layers.TimeDistributed(keras.layers.Dense(1, activation="sigmoid")),
    ])


# %% wrong: TimeDistributed, and the mean of the predictions
# says: not right|TimeDistributed
def build_repaired():
    return keras.Sequential([
        keras.Input((12, 4)),
        keras.layers.LSTM(6, return_sequences=True),
        keras.layers.LSTM(5, return_sequences=True),
        keras.layers.LSTM(3, return_sequences=True),
        keras.layers.TimeDistributed(keras.layers.Dense(1, activation="sigmoid")),
        keras.layers.GlobalAveragePooling1D(),
    ])


# %% wrong: the class comes back
# says: model|return|call
def build_repaired():
    return keras.Sequential


# %% wrong: an unknown batch size is fixed
# says: number of samples is fixed
def build_repaired():
    return keras.Sequential([
        keras.Input((12, 4), batch_size=8),
        keras.layers.LSTM(6, return_sequences=True),
        keras.layers.LSTM(5, return_sequences=True),
        keras.layers.LSTM(3),
        keras.layers.Dense(1, activation="sigmoid"),
    ])


# %% wrong: a Dense layer more
# says: Dense|parameters
def build_repaired():
    return keras.Sequential([
        keras.Input((12, 4)),
        keras.layers.LSTM(6, return_sequences=True),
        keras.layers.LSTM(5, return_sequences=True),
        keras.layers.LSTM(3),
        keras.layers.Dense(1),
        keras.layers.Dense(1, activation="sigmoid"),
    ])


# %% right: nested model
import keras
def build_repaired():
    lower = keras.Sequential([keras.Input((12, 4)), keras.layers.LSTM(6, return_sequences=True), keras.layers.LSTM(5, return_sequences=True), keras.layers.LSTM(3)], name="stack")
    return keras.Sequential([keras.Input((12, 4)), lower, keras.layers.Dense(1, activation="sigmoid")])


# %% right: inputs and outputs in lists
def build_repaired():
    y = inputs = keras.Input(shape=(12, 4))
    y = keras.layers.LSTM(6, return_sequences=True)(y)
    y = keras.layers.LSTM(5, return_sequences=True)(y)
    y = keras.layers.LSTM(3)(y)
    outputs = keras.layers.Dense(1, activation="sigmoid")(y)
    return keras.Model(inputs=[inputs], outputs=[outputs])


# %% right: the input has a name
def build_repaired():
    y = inputs = keras.Input(shape=(12, 4))
    y = keras.layers.LSTM(6, return_sequences=True)(y)
    y = keras.layers.LSTM(5, return_sequences=True)(y)
    y = keras.layers.LSTM(3)(y)
    return keras.Model({"sample": inputs}, keras.layers.Dense(1, activation="sigmoid")(y))
