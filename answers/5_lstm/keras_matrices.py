# %% right: an int
keras_matrices = 4

# %% right: from the lecture's counts
keras_matrices = 12416 // 3104

# %% right: from the kernel's shape
keras_matrices = np.int64(np.shape(np.zeros((64, 128)))[1] / 32)

# %% right: from the layer of the cell above
keras_matrices = layer.get_weights()[0].shape[1] // layer.units

# %% wrong: the slide's number
# says: there are more
# cause: there are more
keras_matrices = 3

# %% wrong: every array counted
# says: together are one set
# cause: together are one set
keras_matrices = 12

# %% wrong: W and U counted apart
# says: together are one set
# cause: together are one set
keras_matrices = 8

# %% wrong: all columns
# says: number of columns
# cause: number of columns
keras_matrices = 128

# %% wrong: the three arrays that Keras keeps, and V_o
# says: there are fewer
# cause: there are fewer
keras_matrices = 5

# %% wrong: a float
# says: of type float
keras_matrices = 12416 / 3104

# %% wrong: a float, written down
# says: of type float
keras_matrices = 4.0

# %% wrong: in words
# says: of type str
keras_matrices = "four"

# %% wrong: True
# says: of type bool
keras_matrices = True

# %% wrong: the two arrays that are no bias
# says: there are more
# cause: there are more
keras_matrices = 2

# %% wrong: the whole kernel
# says: of type tuple
keras_matrices = (64, 128)

# %% wrong: the number of parameters
keras_matrices = 12416


# %% wrong: None
# says: is of type NoneType
# cause: NoneType|this is None
keras_matrices = None


# %% wrong: an object of a class of one's own
# says: of type Four
# cause: of type Four
class Four:
    pass
keras_matrices = Four()


# %% wrong: a module
# says: of type module
# cause: of type module
import math as keras_matrices
