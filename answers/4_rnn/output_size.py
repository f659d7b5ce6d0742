# %% right: the number
output_size = 32


# %% right: from the count: 32 * 64 + 32 * 32 + 32 = 3104
output_size = next(n for n in range(1, 100) if n * (64 + n + 1) == 3104)


# %% right: a NumPy int
output_size = np.int32(32)


# %% wrong: the output of the Dense layer
# says: Dense layer
# cause: this is the output of the Dense layer\. The
output_size = 1


# %% wrong: all states
# says: only the last state
# cause: only the last state is handed on, not all of
output_size = 16 * 32


# %% wrong: the length of a segment
# says: this is the|numbers a whole sample has
# cause: this is the length of a segment\. The output is
output_size = 64


# %% wrong: the shape
# says: expected: 'int'
# cause: one number is asked for, not a whole shape|among the \d values
output_size = (None, 32)


# %% right: read from the model of the visible test
output_size = rnn_model.get_weights()[2].shape[0]


# %% right: the units of the layer
output_size = next(layer.units for layer in build_rnn().layers if isinstance(layer, keras.layers.SimpleRNN))


# %% wrong: the number of segments
# says: number of segments
# cause: this is the number of segments\. The output is a
output_size = 16


# %% wrong: the number of weights
# says: number of weights
# cause: this is the number of weights\. The output is a
output_size = 3104


# %% wrong: a float
# says: leave the point out
# cause: a count is an int: leave the point out|an int was expected, this is a float
output_size = 32.0


# %% wrong: in a list
# says: not a list
# cause: one number is asked for, not a list
output_size = [32]
