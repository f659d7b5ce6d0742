# %% right: the number
segment_length = 64


# %% right: from the size of the kernel
segment_length = 2048 // 32


# %% right: a NumPy int
segment_length = np.prod([4, 16])


# %% wrong: the number of segments
# says: this is the|numbers a whole sample has
# cause: this is the number of segments\. Which axis of
segment_length = 16


# %% wrong: all numbers of a sample
# says: this is the|numbers a whole sample has
# cause: this is how many numbers a whole sample has
segment_length = 16 * 64


# %% wrong: a float
# says: expected: 'int'
# cause: a count is an int: leave the point out|an int was expected, this is a float
segment_length = 64.0


# %% right: read from the model of the visible test
segment_length = rnn_model.input_shape[-1]


# %% right: the rows of the kernel
segment_length = rnn_model.get_weights()[0].shape[0]


# %% wrong: the units
# says: number of units
# cause: this is the number of units\. Which axis of the
segment_length = 32


# %% wrong: as text
# says: quotation marks
# cause: the answer is a number: leave the quotation|a number was expected, this is text
segment_length = "64"


# %% wrong: the shape of a sample
# says: one number is asked for
# cause: one number is asked for, not a whole shape|among the \d values
segment_length = (16, 64)


# %% wrong: in a list
# says: not a list
# cause: one number is asked for, not a list
segment_length = [64]
