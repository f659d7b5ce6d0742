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
# says: every state reaches the Dense layer
def build_stacked():
    inputs = keras.Input((3, 5))
    y = keras.layers.LSTM(7, return_sequences=True)(inputs)
    y = keras.layers.LSTM(9, return_sequences=True)(y)
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(y))


# %% wrong: no sigmoid
# says: no activation
def build_stacked():
    inputs = keras.Input((3, 5))
    y = keras.layers.LSTM(7, return_sequences=True)(inputs)
    y = keras.layers.LSTM(9)(y)
    return keras.Model(inputs, keras.layers.Dense(1)(y))


# %% wrong: tanh for the sigmoid
# says: tanh where sigmoid
def build_stacked():
    inputs = keras.Input((3, 5))
    y = keras.layers.LSTM(7, return_sequences=True)(inputs)
    y = keras.layers.LSTM(9)(y)
    return keras.Model(inputs, keras.layers.Dense(1, activation="tanh")(y))


# %% wrong: sizes exchanged
# says: wrong order
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
# says: there is RepeatVector
def build_stacked():
    inputs = keras.Input((3, 5))
    y = keras.layers.LSTM(7)(inputs)
    y = keras.layers.RepeatVector(3)(y)
    y = keras.layers.LSTM(9)(y)
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(y))


# %% wrong: relu in the LSTM layers
# says: activation='relu'
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
# says: not yet a model
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


# %% right: a subclass that only hands its ends on
class Stack(keras.Model):
    def __init__(self):
        inputs = y = keras.Input((3, 5))
        for units in [7, 9][:-1]:
            y = keras.layers.LSTM(units, return_sequences=True)(y)
        y = keras.layers.LSTM([7, 9][-1])(y)
        super().__init__(inputs=inputs, outputs=keras.layers.Dense(1, activation="sigmoid")(y))


def build_stacked():
    return Stack()


# %% right: a subclass of Sequential
class Stack(keras.Sequential):
    def __init__(self, units):
        super().__init__([keras.Input((3, 5))])
        for size in units[:-1]:
            self.add(keras.layers.LSTM(size, return_sequences=True))
        self.add(keras.layers.LSTM(units[-1]))
        self.add(keras.layers.Dense(1, activation="sigmoid"))


def build_stacked():
    return Stack([7, 9])


# %% right: an operation of Keras's in place of an activation
def build_stacked():
    inputs = y = keras.Input((3, 5))
    for units in [7, 9][:-1]:
        y = keras.layers.LSTM(units, return_sequences=True)(y)
    y = keras.layers.Dense(1)(keras.layers.LSTM([7, 9][-1])(y))
    return keras.Model(inputs, keras.ops.sigmoid(y))


# %% right: the last state is taken out of the sequence by hand
def build_stacked():
    inputs = y = keras.Input((3, 5))
    for units in [7, 9]:
        y = keras.layers.LSTM(units, return_sequences=True)(y)
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(y[:, -1, :]))


# %% right: the defaults spelt out, names of its own, compiled with a loss of its own
def build_stacked():
    model = keras.Sequential([keras.Input((3, 5))], name="stack")
    for number, units in enumerate([7, 9], start=1):
        model.add(keras.layers.LSTM(
            units, activation="tanh", recurrent_activation="sigmoid", use_bias=True,
            unit_forget_bias=True, dropout=0.0, return_sequences=number < len([7, 9]), name=f"lstm_{number}",
        ))
    model.add(keras.layers.Dense(1, activation="sigmoid", use_bias=True, name="head"))
    model.compile("rmsprop", lambda y, p: keras.ops.mean(keras.ops.square(y - p)))
    return model


# %% wrong: a Dropout layer between
# says: dropout
def build_stacked():
    return keras.Sequential([
        keras.Input((3, 5)),
        keras.layers.LSTM(7, return_sequences=True),
        keras.layers.Dropout(0.2),
        keras.layers.LSTM(9),
        keras.layers.Dense(1, activation="sigmoid"),
    ])


# %% wrong: a Dropout layer before Dense
# says: dropout
def build_stacked():
    return keras.Sequential([
        keras.Input((3, 5)),
        keras.layers.LSTM(7, return_sequences=True),
        keras.layers.LSTM(9),
        keras.layers.Dropout(0.2),
        keras.layers.Dense(1, activation="sigmoid"),
    ])


# %% wrong: the option dropout
# says: dropout
def build_stacked():
    return keras.Sequential([
        keras.Input((3, 5)),
        keras.layers.LSTM(7, return_sequences=True, dropout=0.2),
        keras.layers.LSTM(9, dropout=0.2),
        keras.layers.Dense(1, activation="sigmoid"),
    ])


# %% wrong: the option recurrent_dropout
# says: recurrent_dropout|dropout
def build_stacked():
    return keras.Sequential([
        keras.Input((3, 5)),
        keras.layers.LSTM(7, return_sequences=True, recurrent_dropout=0.2),
        keras.layers.LSTM(9),
        keras.layers.Dense(1, activation="sigmoid"),
    ])


# %% wrong: relu inside the last LSTM
# says: activation|relu
def build_stacked():
    return keras.Sequential([
        keras.Input((3, 5)),
        keras.layers.LSTM(7, return_sequences=True),
        keras.layers.LSTM(9, activation="relu"),
        keras.layers.Dense(1, activation="sigmoid"),
    ])


# %% wrong: hard sigmoid gates
# says: recurrent_activation|hard_sigmoid
def build_stacked():
    return keras.Sequential([
        keras.Input((3, 5)),
        keras.layers.LSTM(7, return_sequences=True, recurrent_activation="hard_sigmoid"),
        keras.layers.LSTM(9, recurrent_activation="hard_sigmoid"),
        keras.layers.Dense(1, activation="sigmoid"),
    ])


# %% wrong: relu gates
# says: recurrent_activation|relu
def build_stacked():
    return keras.Sequential([
        keras.Input((3, 5)),
        keras.layers.LSTM(7, return_sequences=True, recurrent_activation="relu"),
        keras.layers.LSTM(9),
        keras.layers.Dense(1, activation="sigmoid"),
    ])


# %% wrong: the last LSTM reads backwards
# says: go_backwards
def build_stacked():
    return keras.Sequential([
        keras.Input((3, 5)),
        keras.layers.LSTM(7, return_sequences=True),
        keras.layers.LSTM(9, go_backwards=True),
        keras.layers.Dense(1, activation="sigmoid"),
    ])


# %% wrong: the first LSTM reads backwards
# says: go_backwards
def build_stacked():
    return keras.Sequential([
        keras.Input((3, 5)),
        keras.layers.LSTM(7, return_sequences=True, go_backwards=True),
        keras.layers.LSTM(9),
        keras.layers.Dense(1, activation="sigmoid"),
    ])


# %% wrong: no forget bias of 1
# says: unit_forget_bias|forget
def build_stacked():
    return keras.Sequential([
        keras.Input((3, 5)),
        keras.layers.LSTM(7, return_sequences=True, unit_forget_bias=False),
        keras.layers.LSTM(9, unit_forget_bias=False),
        keras.layers.Dense(1, activation="sigmoid"),
    ])


# %% wrong: an LSTM without biases
# says: bias
def build_stacked():
    return keras.Sequential([
        keras.Input((3, 5)),
        keras.layers.LSTM(7, return_sequences=True, use_bias=False),
        keras.layers.LSTM(9),
        keras.layers.Dense(1, activation="sigmoid"),
    ])


# %% wrong: a Dense layer without bias
# says: bias|parameters
def build_stacked():
    return keras.Sequential([
        keras.Input((3, 5)),
        keras.layers.LSTM(7, return_sequences=True),
        keras.layers.LSTM(9),
        keras.layers.Dense(1, activation="sigmoid", use_bias=False),
    ])


# %% wrong: a frozen model
# says: frozen|trainable
def build_stacked():
    model = keras.Sequential([
        keras.Input((3, 5)),
        keras.layers.LSTM(7, return_sequences=True),
        keras.layers.LSTM(9),
        keras.layers.Dense(1, activation="sigmoid"),
    ])
    model.trainable = False
    return model


# %% wrong: a frozen layer
# says: frozen|trainable
def build_stacked():
    return keras.Sequential([
        keras.Input((3, 5)),
        keras.layers.LSTM(7, return_sequences=True, trainable=False),
        keras.layers.LSTM(9),
        keras.layers.Dense(1, activation="sigmoid"),
    ])


# %% wrong: stateful
# says: stateful|batch|input shape
def build_stacked():
    return keras.Sequential([
        keras.Input(batch_shape=(None, 3, 5)),
        keras.layers.LSTM(7, return_sequences=True, stateful=True),
        keras.layers.LSTM(9),
        keras.layers.Dense(1, activation="sigmoid"),
    ])


# %% wrong: a regularizer
# says: regularizer
def build_stacked():
    return keras.Sequential([
        keras.Input((3, 5)),
        keras.layers.LSTM(7, return_sequences=True, kernel_regularizer="l2"),
        keras.layers.LSTM(9, kernel_regularizer="l2"),
        keras.layers.Dense(1, activation="sigmoid"),
    ])


# %% wrong: weights that start at zero
# says: initializer
def build_stacked():
    return keras.Sequential([
        keras.Input((3, 5)),
        keras.layers.LSTM(7, return_sequences=True, kernel_initializer="zeros"),
        keras.layers.LSTM(9, kernel_initializer="zeros"),
        keras.layers.Dense(1, activation="sigmoid"),
    ])


# %% wrong: a constraint
# says: constraint
def build_stacked():
    return keras.Sequential([
        keras.Input((3, 5)),
        keras.layers.LSTM(7, return_sequences=True, kernel_constraint="non_neg"),
        keras.layers.LSTM(9),
        keras.layers.Dense(1, activation="sigmoid"),
    ])


# %% wrong: relu between the layers
# says: relu|Activation
def build_stacked():
    return keras.Sequential([
        keras.Input((3, 5)),
        keras.layers.LSTM(7, return_sequences=True),
        keras.layers.Activation("relu"),
        keras.layers.LSTM(9),
        keras.layers.Dense(1, activation="sigmoid"),
    ])


# %% wrong: sigmoid of the sigmoid
# says: sigmoid
def build_stacked():
    return keras.Sequential([
        keras.Input((3, 5)),
        keras.layers.LSTM(7, return_sequences=True),
        keras.layers.LSTM(9),
        keras.layers.Dense(1, activation="sigmoid"),
        keras.layers.Activation("sigmoid"),
    ])


# %% wrong: a hard sigmoid at the end
# says: activation|sigmoid
def build_stacked():
    return keras.Sequential([
        keras.Input((3, 5)),
        keras.layers.LSTM(7, return_sequences=True),
        keras.layers.LSTM(9),
        keras.layers.Dense(1, activation="hard_sigmoid"),
    ])


# %% wrong: softmax over one value
# says: softmax
def build_stacked():
    return keras.Sequential([
        keras.Input((3, 5)),
        keras.layers.LSTM(7, return_sequences=True),
        keras.layers.LSTM(9),
        keras.layers.Dense(1, activation="softmax"),
    ])


# %% wrong: normalized between
# says: LayerNormalization|parameters
def build_stacked():
    return keras.Sequential([
        keras.Input((3, 5)),
        keras.layers.LSTM(7, return_sequences=True),
        keras.layers.LayerNormalization(),
        keras.layers.LSTM(9),
        keras.layers.Dense(1, activation="sigmoid"),
    ])


# %% wrong: noise on the sample
# says: GaussianNoise|noise
def build_stacked():
    return keras.Sequential([
        keras.Input((3, 5)),
        keras.layers.GaussianNoise(0.1),
        keras.layers.LSTM(7, return_sequences=True),
        keras.layers.LSTM(9),
        keras.layers.Dense(1, activation="sigmoid"),
    ])


# %% wrong: the sample masked
# says: Masking|mask
def build_stacked():
    return keras.Sequential([
        keras.Input((3, 5)),
        keras.layers.Masking(),
        keras.layers.LSTM(7, return_sequences=True),
        keras.layers.LSTM(9),
        keras.layers.Dense(1, activation="sigmoid"),
    ])


# %% wrong: the largest of all states
# says: not right|last|pool
def build_stacked():
    return keras.Sequential([
        keras.Input((3, 5)),
        keras.layers.LSTM(7, return_sequences=True),
        keras.layers.LSTM(9, return_sequences=True),
        keras.layers.GlobalMaxPooling1D(),
        keras.layers.Dense(1, activation="sigmoid"),
    ])


# %% wrong: the mean of all states
# says: not right|last|pool
def build_stacked():
    return keras.Sequential([
        keras.Input((3, 5)),
        keras.layers.LSTM(7, return_sequences=True),
        keras.layers.LSTM(9, return_sequences=True),
        keras.layers.GlobalAveragePooling1D(),
        keras.layers.Dense(1, activation="sigmoid"),
    ])


# %% wrong: the first state instead of the last
# says: not right|last
def build_stacked():
    inputs = y = keras.Input((3, 5))
    for units in [7, 9]:
        y = keras.layers.LSTM(units, return_sequences=True)(y)
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(y[:, 0]))


# %% wrong: both directions
# says: Bidirectional|parameters
def build_stacked():
    return keras.Sequential([
        keras.Input((3, 5)),
        keras.layers.Bidirectional(keras.layers.LSTM(7, return_sequences=True)),
        keras.layers.LSTM(9),
        keras.layers.Dense(1, activation="sigmoid"),
    ])


# %% wrong: TimeDistributed at the end
# says: whole sequence|predictions|sequence
def build_stacked():
    return keras.Sequential([
        keras.Input((3, 5)),
        keras.layers.LSTM(7, return_sequences=True),
        keras.layers.LSTM(9, return_sequences=True),
        keras.layers.TimeDistributed(keras.layers.Dense(1, activation="sigmoid")),
    ])


# %% wrong: TimeDistributed, and the mean of the predictions
# says: not right|TimeDistributed
def build_stacked():
    return keras.Sequential([
        keras.Input((3, 5)),
        keras.layers.LSTM(7, return_sequences=True),
        keras.layers.LSTM(9, return_sequences=True),
        keras.layers.TimeDistributed(keras.layers.Dense(1, activation="sigmoid")),
        keras.layers.GlobalAveragePooling1D(),
    ])


# %% wrong: the class comes back
# says: model|return|call
def build_stacked():
    return keras.Sequential


# %% wrong: an unknown batch size is fixed
# says: number of samples is fixed
def build_stacked():
    return keras.Sequential([
        keras.Input((3, 5), batch_size=8),
        keras.layers.LSTM(7, return_sequences=True),
        keras.layers.LSTM(9),
        keras.layers.Dense(1, activation="sigmoid"),
    ])


# %% wrong: a Dense layer more
# says: Dense|parameters
def build_stacked():
    return keras.Sequential([
        keras.Input((3, 5)),
        keras.layers.LSTM(7, return_sequences=True),
        keras.layers.LSTM(9),
        keras.layers.Dense(1),
        keras.layers.Dense(1, activation="sigmoid"),
    ])


# %% wrong: the second layer reads the first two states alone
# says: all steps in their order
# cause: all steps in their order
def build_stacked():
    inputs = keras.Input((3, 5))
    states = keras.layers.LSTM(7, return_sequences=True)(inputs)
    state = keras.layers.LSTM(9)(states[:, :2])
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(state))


# %% wrong: the second layer reads the states from the last to the first
# says: all steps in their order
# cause: all steps in their order
def build_stacked():
    inputs = keras.Input((3, 5))
    states = keras.layers.LSTM(7, return_sequences=True)(inputs)
    state = keras.layers.LSTM(9)(states[:, ::-1])
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(state))


# %% right: sequences apart from states
def build_stacked():
    i = keras.Input((3, 5))
    seq, *_ = keras.layers.LSTM(7, return_sequences=True, return_state=True)(i)
    return keras.Model(i, keras.layers.Dense(1, "sigmoid")(keras.layers.LSTM(9)(seq)))


# %% wrong: initial states handed up
def build_stacked():
    i = keras.Input((3, 5))
    y, h, c = keras.layers.LSTM(9, return_sequences=True, return_state=True)(i)
    return keras.Model(i, keras.layers.Dense(1, activation="sigmoid")(keras.layers.LSTM(9)(y, initial_state=[h, c])))


# %% wrong: use_cudnn=False
# cause: use_cudnn=False
def build_stacked():
    inputs = keras.Input((3, 5))
    y = keras.layers.LSTM(7, return_sequences=True)(inputs)
    y = keras.layers.LSTM(9, use_cudnn=False)(y)
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(y))


# %% right: inputs and outputs in lists
def build_stacked():
    y = inputs = keras.Input(shape=(3, 5))
    y = keras.layers.LSTM(7, return_sequences=True)(y)
    y = keras.layers.LSTM(9)(y)
    outputs = keras.layers.Dense(1, activation="sigmoid")(y)
    return keras.Model(inputs=[inputs], outputs=[outputs])


# %% right: the input has a name
def build_stacked():
    y = inputs = keras.Input(shape=(3, 5))
    y = keras.layers.LSTM(7, return_sequences=True)(y)
    y = keras.layers.LSTM(9)(y)
    return keras.Model({"sample": inputs}, keras.layers.Dense(1, activation="sigmoid")(y))


# %% wrong: cells whose kernels start at zero
# says: kernel_initializer
# cause: kernel_initializer
def build_stacked():
    cells = [keras.layers.LSTMCell(size, kernel_initializer="zeros") for size in (7, 9)]
    return keras.Sequential(
        [keras.Input((3, 5)), keras.layers.RNN(cells), keras.layers.Dense(1, activation="sigmoid")]
    )
