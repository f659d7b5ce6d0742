# %% right: the number
n_segments = 16


# %% right: read from the input's shape
n_segments = keras.Input((16, 64)).shape[1]


# %% right: a NumPy int
n_segments = np.int64(16)


# %% wrong: the length of a segment
# says: this is the|numbers a whole sample has
# cause: this is the length of one segment\. One segment
n_segments = 64


# %% wrong: the units
# says: this is the|numbers a whole sample has
# cause: this is the number of units\. One segment goes
n_segments = 32


# %% wrong: as text
# says: expected: 'int'
# cause: the answer is a number: leave the quotation|a number was expected, this is text
n_segments = "16"


# %% right: read from the model of the visible test
n_segments = rnn_model.input_shape[1]


# %% right: read from a model built anew
n_segments = int(build_rnn().layers[0].output.shape[1])


# %% wrong: all numbers of a sample
# says: numbers a sample has
# cause: this is how many numbers a sample has\. How many
n_segments = 16 * 64


# %% wrong: a float
# says: leave the point out
# cause: a count is an int: leave the point out|an int was expected, this is a float
n_segments = 16.0


# %% wrong: the whole shape
# says: one number is asked for
# cause: one number is asked for, not a whole shape|among the \d values
n_segments = rnn_model.input_shape


# %% wrong: the batch
# says: left open
# cause: None is a size that is left open, such as the
n_segments = rnn_model.input_shape[0]


# %% wrong: an object of a class of one's own
# says: of type Sixteen
# cause: of type Sixteen
class Sixteen:
    def __int__(self):
        return 16
n_segments = Sixteen()


# %% wrong: in a list
# says: not a list
# cause: one number is asked for, not a list
n_segments = [16]
