# %% right: an int
keras_matrices = 4

# %% right: from the lecture's counts
keras_matrices = 12416 // 3104

# %% right: from the kernel's shape
keras_matrices = np.int64(np.shape(np.zeros((64, 128)))[1] / 32)

# %% wrong: the slide's number
# says: divide the columns
keras_matrices = 3

# %% wrong: every array counted
# says: together are one set
keras_matrices = 12

# %% wrong: W and U counted apart
# says: together are one set
keras_matrices = 8

# %% wrong: all columns
# says: number of columns
keras_matrices = 128

# %% wrong: the three arrays that Keras keeps, and V_o
# says: divide the columns
keras_matrices = 5

# %% wrong: a float
# says: keras_matrices is a float
keras_matrices = 12416 / 3104
