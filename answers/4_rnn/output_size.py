# %% right: the number
output_size = 32


# %% right: from the count: 32 * 64 + 32 * 32 + 32 = 3104
output_size = next(n for n in range(1, 100) if n * (64 + n + 1) == 3104)


# %% right: a NumPy int
output_size = np.int32(32)


# %% wrong: the output of the Dense layer
# says: Dense layer
output_size = 1


# %% wrong: all states
# says: only the last state
output_size = 16 * 32


# %% wrong: the length of a segment
# says: another number of the model
output_size = 64


# %% wrong: the shape
# says: expected: 'int'
output_size = (None, 32)
