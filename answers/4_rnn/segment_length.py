# %% right: the number
segment_length = 64


# %% right: from the size of the kernel
segment_length = 2048 // 32


# %% right: a NumPy int
segment_length = np.prod([4, 16])


# %% wrong: the number of segments
# says: this is the|numbers a whole sample has
segment_length = 16


# %% wrong: all numbers of a sample
# says: this is the|numbers a whole sample has
segment_length = 16 * 64


# %% wrong: a float
# says: expected: 'int'
segment_length = 64.0


# %% right: read from the model of the visible test
segment_length = rnn_model.input_shape[-1]


# %% right: the rows of the kernel
segment_length = rnn_model.get_weights()[0].shape[0]


# %% wrong: the units
# says: number of units
segment_length = 32


# %% wrong: as text
# says: quotation marks
segment_length = "64"


# %% wrong: the shape of a sample
# says: one number is asked for
segment_length = (16, 64)
