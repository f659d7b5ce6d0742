# %% right: the number
segment_length = 64


# %% right: from the size of the kernel
segment_length = 2048 // 32


# %% right: a NumPy int
segment_length = np.prod([4, 16])


# %% wrong: the number of segments
# says: another number of the model
segment_length = 16


# %% wrong: all numbers of a sample
# says: another number of the model
segment_length = 16 * 64


# %% wrong: a float
# says: expected: 'int'
segment_length = 64.0
