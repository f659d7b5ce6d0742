# %% right: the number
n_segments = 16


# %% right: read from the input's shape
n_segments = keras.Input((16, 64)).shape[1]


# %% right: a NumPy int
n_segments = np.int64(16)


# %% wrong: the length of a segment
# says: this is the|numbers a whole sample has
n_segments = 64


# %% wrong: the units
# says: this is the|numbers a whole sample has
n_segments = 32


# %% wrong: as text
# says: expected: 'int'
n_segments = "16"


# %% right: read from the model of the visible test
n_segments = rnn_model.input_shape[1]


# %% right: read from a model built anew
n_segments = int(build_rnn().layers[0].output.shape[1])


# %% wrong: all numbers of a sample
# says: numbers a sample has
n_segments = 16 * 64


# %% wrong: a float
# says: leave the point out
n_segments = 16.0


# %% wrong: the whole shape
# says: one number is asked for
n_segments = rnn_model.input_shape


# %% wrong: the batch
# says: expected: 'int'
n_segments = rnn_model.input_shape[0]
