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
# cause: 16 and 64 are exchanged: steps come first
def build_rnn():
    inputs = keras.Input((64, 16))
    y = keras.layers.SimpleRNN(32)(inputs)
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(y))


# %% wrong: every state returned
# says: Only the last should
# cause: every state reaches the Dense layer\. Only the
def build_rnn():
    inputs = keras.Input((16, 64))
    y = keras.layers.SimpleRNN(32, return_sequences=True)(inputs)
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(y))


# %% wrong: no activation on the Dense layer
# says: no activation
# cause: the Dense layer has no activation\. Give it
def build_rnn():
    inputs = keras.Input((16, 64))
    y = keras.layers.SimpleRNN(32)(inputs)
    return keras.Model(inputs, keras.layers.Dense(1)(y))


# %% wrong: the sigmoid on the recurrent layer
# says: should stay 'tanh'
# cause: the SimpleRNN layer has activation='sigmoid'
def build_rnn():
    inputs = keras.Input((16, 64))
    y = keras.layers.SimpleRNN(32, activation="sigmoid")(inputs)
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(y))


# %% wrong: an LSTM
# says: LSTM
# cause: LSTM stands where SimpleRNN was asked for
def build_rnn():
    inputs = keras.Input((16, 64))
    y = keras.layers.LSTM(32)(inputs)
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(y))


# %% wrong: Sequential without an Input
# says: Begin with keras.Input
# cause: Keras does not know the sizes yet\. Begin with
def build_rnn():
    return keras.Sequential([keras.layers.SimpleRNN(32), keras.layers.Dense(1, activation="sigmoid")])


# %% wrong: no Dense layer
# says: Dense layer is missing
# cause: the Dense layer is missing
def build_rnn():
    return keras.Sequential([keras.Input((16, 64)), keras.layers.SimpleRNN(32)])


# %% wrong: without bias
# says: no bias
# cause: the SimpleRNN layer has no bias
def build_rnn():
    inputs = keras.Input((16, 64))
    y = keras.layers.SimpleRNN(32, use_bias=False)(inputs)
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(y))


# %% wrong: the model is not returned
# says: return
# cause: nothing came back\. Does every way
def build_rnn():
    inputs = keras.Input((16, 64))
    y = keras.layers.SimpleRNN(32)(inputs)
    model = keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(y))
    model.summary(print_fn=lambda *_, **__: None)


# %% wrong: reads the segments backwards
# says: last to the first
# cause: the SimpleRNN layer reads the steps from the
def build_rnn():
    inputs = keras.Input((16, 64))
    y = keras.layers.SimpleRNN(32, go_backwards=True)(inputs)
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(y))


# %% wrong: no recurrence, a Dense layer on all numbers
# says: no SimpleRNN
# cause: there is no SimpleRNN layer
def build_rnn():
    inputs = keras.Input((16, 64))
    y = keras.layers.Flatten()(inputs)
    y = keras.layers.Dense(32, activation="tanh")(y)
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(y))


# %% right: Keras's operation in place of an activation
def build_rnn():
    inputs = keras.Input((16, 64))
    y = keras.layers.SimpleRNN(32)(inputs)
    return keras.Model(inputs, keras.ops.sigmoid(keras.layers.Dense(1)(y)))


# %% right: an activation as a function of the output
def build_rnn():
    inputs = keras.Input((16, 64))
    y = keras.layers.SimpleRNN(32)(inputs)
    return keras.Model(inputs, keras.activations.sigmoid(keras.layers.Dense(1)(y)))


# %% right: the last of all states, taken by its index
def build_rnn():
    inputs = keras.Input((16, 64))
    y = keras.layers.SimpleRNN(32, return_sequences=True)(inputs)
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(y[:, -1, :]))


# %% right: a sum with zero
def build_rnn():
    inputs = keras.Input((16, 64))
    y = keras.layers.SimpleRNN(32)(inputs)
    y = y + 0.0
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(y))


# %% right: a subclass that only hands its ends on
def build_rnn():
    class Lecture(keras.Model):
        def __init__(self):
            inputs = keras.Input((16, 64))
            state = keras.layers.SimpleRNN(32)(inputs)
            super().__init__(inputs=inputs, outputs=keras.layers.Dense(1, activation="sigmoid")(state))

    return Lecture()


# %% right: compiled with a loss and a metric of one's own
def build_rnn():
    inputs = keras.Input((16, 64))
    y = keras.layers.SimpleRNN(32)(inputs)
    model = keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(y), name="mine")

    def loss(wanted, got):
        return keras.ops.mean(keras.ops.square(wanted - got))

    model.compile(optimizer="sgd", loss=loss, metrics=[lambda wanted, got: keras.ops.mean(got)])
    return model


# %% right: a layer that passes on what it gets
def build_rnn():
    inputs = keras.Input((16, 64))
    y = keras.layers.SimpleRNN(32)(inputs)
    y = keras.layers.Identity()(y)
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(y))


# %% wrong: the mean of all states
# says: mean of all states
# cause: the Dense layer reads the mean of all states,
def build_rnn():
    inputs = keras.Input((16, 64))
    y = keras.layers.SimpleRNN(32, return_sequences=True)(inputs)
    y = keras.layers.GlobalAveragePooling1D()(y)
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(y))


# %% wrong: the largest of all states
# says: largest of all states
# cause: the Dense layer reads the largest of all
def build_rnn():
    inputs = keras.Input((16, 64))
    y = keras.layers.SimpleRNN(32, return_sequences=True)(inputs)
    y = keras.layers.GlobalMaxPooling1D()(y)
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(y))


# %% wrong: the sum of all states
# says: sum of all states
# cause: the Dense layer reads the sum of all states,
def build_rnn():
    inputs = keras.Input((16, 64))
    y = keras.layers.SimpleRNN(32, return_sequences=True)(inputs)
    y = keras.ops.sum(y, axis=1)
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(y))


# %% wrong: all states side by side
# says: all states side by side
# cause: the Dense layer reads all states side by side,
def build_rnn():
    inputs = keras.Input((16, 64))
    y = keras.layers.SimpleRNN(32, return_sequences=True)(inputs)
    y = keras.layers.Flatten()(y)
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(y))


# %% wrong: the first state
# cause: the Dense layer reads something else than the
def build_rnn():
    inputs = keras.Input((16, 64))
    y = keras.layers.SimpleRNN(32, return_sequences=True)(inputs)
    y = y[:, 0, :]
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(y))


# %% wrong: sigmoid of sigmoid
# says: 2 times
# cause: sigmoid is applied 2 times\. Once is enough
def build_rnn():
    inputs = keras.Input((16, 64))
    y = keras.layers.SimpleRNN(32)(inputs)
    y = keras.layers.Dense(1, activation="sigmoid")(y)
    return keras.Model(inputs, keras.layers.Activation("sigmoid")(y))


# %% wrong: relu between the layers
# says: relu was put between
# cause: relu was put between the layers, where nothing
def build_rnn():
    inputs = keras.Input((16, 64))
    y = keras.layers.SimpleRNN(32)(inputs)
    y = keras.layers.Activation("relu")(y)
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(y))


# %% wrong: relu inside
# says: activation='relu'
# cause: the SimpleRNN layer has activation='relu'\. It
def build_rnn():
    inputs = keras.Input((16, 64))
    y = keras.layers.SimpleRNN(32, activation="relu")(inputs)
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(y))


# %% wrong: a Dropout layer
# says: Dropout.*not asked for
# cause: there is Dropout, which was not asked for
def build_rnn():
    inputs = keras.Input((16, 64))
    y = keras.layers.SimpleRNN(32)(inputs)
    y = keras.layers.Dropout(0.2)(y)
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(y))


# %% wrong: dropout as an option
# says: dropout=0.2
# cause: the SimpleRNN layer has dropout=0\.2\. Leave it
def build_rnn():
    inputs = keras.Input((16, 64))
    y = keras.layers.SimpleRNN(32, dropout=0.2)(inputs)
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(y))


# %% wrong: dropout on the recurrent wires
# says: recurrent_dropout=0.1
# cause: the SimpleRNN layer has recurrent_dropout=0\.1
def build_rnn():
    inputs = keras.Input((16, 64))
    y = keras.layers.SimpleRNN(32, recurrent_dropout=0.1)(inputs)
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(y))


# %% wrong: noise
# says: GaussianNoise
# cause: there is GaussianNoise, which was not asked
def build_rnn():
    inputs = keras.Input((16, 64))
    y = keras.layers.SimpleRNN(32)(inputs)
    y = keras.layers.GaussianNoise(0.1)(y)
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(y))


# %% wrong: frozen
# says: frozen
# cause: the SimpleRNN layer is frozen: it has
def build_rnn():
    inputs = keras.Input((16, 64))
    y = keras.layers.SimpleRNN(32)(inputs)
    model = keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(y))
    model.trainable = False
    return model


# %% wrong: a frozen recurrent layer
# says: frozen
# cause: the SimpleRNN layer is frozen: it has
def build_rnn():
    inputs = keras.Input((16, 64))
    y = keras.layers.SimpleRNN(32, trainable=False)(inputs)
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(y))


# %% wrong: another start of U
# says: recurrent_initializer
# cause: the SimpleRNN layer has
def build_rnn():
    inputs = keras.Input((16, 64))
    y = keras.layers.SimpleRNN(32, recurrent_initializer="glorot_uniform")(inputs)
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(y))


# %% wrong: a regularizer
# says: kernel_regularizer
# cause: the SimpleRNN layer has
def build_rnn():
    inputs = keras.Input((16, 64))
    y = keras.layers.SimpleRNN(32, kernel_regularizer="l2")(inputs)
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(y))


# %% wrong: two recurrent layers
# says: 2\.
# cause: the number of SimpleRNN layers should be 1,
def build_rnn():
    inputs = keras.Input((16, 64))
    y = keras.layers.SimpleRNN(32, return_sequences=True)(inputs)
    y = keras.layers.SimpleRNN(32)(y)
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(y))


# %% wrong: half the units
# says: number of units|units
# cause: the number of units should be 32, here it is
def build_rnn():
    inputs = keras.Input((16, 64))
    y = keras.layers.SimpleRNN(16)(inputs)
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(y))


# %% wrong: two outputs
# says: not 2
# cause: the Dense layer should have 1 unit, not 2
def build_rnn():
    inputs = keras.Input((16, 64))
    y = keras.layers.SimpleRNN(32)(inputs)
    return keras.Model(inputs, keras.layers.Dense(2, activation="sigmoid")(y))


# %% wrong: softmax
# says: softmax
# cause: the output goes through softmax where sigmoid
def build_rnn():
    inputs = keras.Input((16, 64))
    y = keras.layers.SimpleRNN(32)(inputs)
    return keras.Model(inputs, keras.layers.Dense(1, activation="softmax")(y))


# %% wrong: tanh at the end
# says: tanh
# cause: the output goes through tanh where sigmoid was
def build_rnn():
    inputs = keras.Input((16, 64))
    y = keras.layers.SimpleRNN(32)(inputs)
    return keras.Model(inputs, keras.layers.Dense(1, activation="tanh")(y))


# %% wrong: a hard sigmoid
# says: hard_sigmoid
# cause: the output goes through hard_sigmoid where
def build_rnn():
    inputs = keras.Input((16, 64))
    y = keras.layers.SimpleRNN(32)(inputs)
    return keras.Model(inputs, keras.layers.Dense(1, activation="hard_sigmoid")(y))


# %% wrong: a Dense layer more
# says: 2\.
# cause: the number of Dense layers should be 1, here it
def build_rnn():
    inputs = keras.Input((16, 64))
    y = keras.layers.SimpleRNN(32)(inputs)
    y = keras.layers.Dense(8, activation="relu")(y)
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(y))


# %% wrong: both directions
# says: both directions
# cause: a layer reads the steps in both directions
def build_rnn():
    inputs = keras.Input((16, 64))
    y = keras.layers.Bidirectional(keras.layers.SimpleRNN(16))(inputs)
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(y))


# %% wrong: a GRU
# says: GRU
# cause: GRU stands where SimpleRNN was asked for
def build_rnn():
    inputs = keras.Input((16, 64))
    y = keras.layers.GRU(32)(inputs)
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(y))


# %% wrong: a normalisation between
# says: LayerNormalization|BatchNormalization
# cause: there is LayerNormalization, which was not
def build_rnn():
    inputs = keras.Input((16, 64))
    y = keras.layers.SimpleRNN(32)(inputs)
    y = keras.layers.LayerNormalization()(y)
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(y))


# %% wrong: trained
# says: was the model trained
# cause: these are not the values of the start: was the
def build_rnn():
    inputs = keras.Input((16, 64))
    y = keras.layers.SimpleRNN(32)(inputs)
    model = keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(y))
    model.compile("adam", "binary_crossentropy")
    model.train_on_batch(np.ones((4, 16, 64)), np.ones((4, 1)))
    return model


# %% wrong: the output, not the model
# says: not yet a model
# cause: this is an output, not yet a model:
def build_rnn():
    inputs = keras.Input((16, 64))
    y = keras.layers.SimpleRNN(32)(inputs)
    return keras.layers.Dense(1, activation="sigmoid")(y)


# %% wrong: model and layer
# says: model alone
# cause: return the model alone
def build_rnn():
    inputs = keras.Input((16, 64))
    y = keras.layers.SimpleRNN(32)(inputs)
    outputs = keras.layers.Dense(1, activation="sigmoid")(y)
    return keras.Model(inputs, outputs), y


# %% wrong: any number of steps
# says: left open
# cause: a size of the input is left open\. Give both:
def build_rnn():
    inputs = keras.Input((None, 64))
    y = keras.layers.SimpleRNN(32)(inputs)
    return keras.Model(inputs, keras.layers.Dense(1, activation="sigmoid")(y))


# %% wrong: every output doubled
# cause: there is Multiply, which was not asked for
def build_rnn():
    inputs = keras.Input((16, 64))
    y = keras.layers.SimpleRNN(32)(inputs)
    return keras.Model(inputs, 2 * keras.layers.Dense(1, activation="sigmoid")(y))


# %% wrong: a Dense layer without bias
# says: no bias
# cause: the Dense layer has no bias
def build_rnn():
    inputs = keras.Input((16, 64))
    y = keras.layers.SimpleRNN(32)(inputs)
    return keras.Model(inputs, keras.layers.Dense(1, use_bias=False, activation="sigmoid")(y))


# %% right: from config, summary printed
import keras
def build_rnn():
    base = keras.Sequential([keras.Input((16, 64)), keras.layers.SimpleRNN(32), keras.layers.Dense(1, activation="sigmoid")])
    copy = keras.Sequential.from_config(base.get_config())
    copy.summary()
    return copy
model = build_rnn()


# %% wrong: half precision
# says: computes in mixed_float16
# cause: computes in mixed_float16
def build_rnn():
    return keras.Sequential(
        [
            keras.Input((16, 64)),
            keras.layers.SimpleRNN(32, dtype="mixed_float16"),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )


# %% right: a chain by reduce
from functools import reduce
def build_rnn():
    i = keras.Input(shape=(16, 64))
    o = reduce(lambda y, layer: layer(y), [keras.layers.SimpleRNN(units=32), keras.layers.Dense(units=1, activation=keras.activations.sigmoid)], i)
    return keras.Model(inputs=i, outputs=o)


# %% wrong: LayerNormalization without weights
def build_rnn():
    return keras.Sequential([keras.Input((16, 64)), keras.layers.SimpleRNN(32), keras.layers.LayerNormalization(center=False, scale=False), keras.layers.Dense(1, activation="sigmoid")])
