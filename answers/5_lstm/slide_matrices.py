# %% right: an int
slide_matrices = 3

# %% right: counted
slide_matrices = len({"w": "eq. 1", "f": "eq. 2", "h": "eq. 3"})

# %% right: a NumPy integer
slide_matrices = np.int64(9312 // 3104)

# %% wrong: Keras's number
# says: count the equations
# cause: count the equations
slide_matrices = 4

# %% wrong: every array counted
# says: together one set
# cause: together one set
slide_matrices = 9

# %% wrong: the gates only
# says: count the equations
# cause: count the equations
slide_matrices = 2

# %% wrong: W and U counted apart
# says: together one set
# cause: together one set
slide_matrices = 6

# %% wrong: in words
# says: of type str
slide_matrices = "three"

# %% wrong: a float
# says: of type float
slide_matrices = 9312 / 3104

# %% wrong: all four equations
# says: count the equations
# cause: count the equations
slide_matrices = 2 + 2

# %% wrong: a list of them
# says: of type list
slide_matrices = ["w", "f", "h"]

# %% wrong: one matrix
# says: count the equations
# cause: count the equations
slide_matrices = 1
