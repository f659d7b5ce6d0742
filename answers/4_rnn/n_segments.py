# %% right: the number
n_segments = 16


# %% right: read from the input's shape
n_segments = keras.Input((16, 64)).shape[1]


# %% right: a NumPy int
n_segments = np.int64(16)


# %% wrong: the length of a segment
# says: another number of the model
n_segments = 64


# %% wrong: the units
# says: another number of the model
n_segments = 32


# %% wrong: as text
# says: expected: 'int'
n_segments = "16"
