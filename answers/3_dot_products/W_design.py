# %% right: nested lists
W_design = [[-1, 0, 0, 0, 1], [1 / 5, 1 / 5, 1 / 5, 1 / 5, 1 / 5]]


# %% right: from unit vectors, float32
W_design = np.zeros((2, 5), dtype="float32")
W_design[0, 0], W_design[0, -1] = -1, 1
W_design[1] = 1 / 5


# %% right: a tensor
W_design = tf.constant([[-1, 0, 0, 0, 1], [0.2] * 5], tf.float64)


# %% right: stacked
last, first = np.eye(5)[4], np.eye(5)[0]
W_design = np.vstack([last - first, np.ones(5) / 5])


# %% wrong: transposed
# says: transposed
W_design = np.array([[-1, 0, 0, 0, 1], [0.2] * 5]).T


# %% wrong: rows exchanged
# says: exchanged
W_design = np.array([[0.2] * 5, [-1, 0, 0, 0, 1]])


# %% wrong: first minus last
# says: first value minus the last
W_design = np.array([[1, 0, 0, 0, -1], [0.2] * 5])


# %% wrong: sum for mean
# says: the sum
W_design = np.array([[-1, 0, 0, 0, 1], [1, 1, 1, 1, 1]])


# %% wrong: last minus the one before
# says: one before it
W_design = np.array([[0, 0, 0, -1, 1], [0.2] * 5])


# %% wrong: first and last added
# says: negative weight
W_design = np.array([[1, 0, 0, 0, 1], [0.2] * 5])


# %% wrong: a quarter instead of a fifth
# says: the second is not
W_design = np.array([[-1, 0, 0, 0, 1], [0.25] * 5])


# %% wrong: the answers for one segment
# says: two answers for one segment
W_design = [2, 3.2]


# %% wrong: fits the visible segment alone
# says: another segment
W_design = np.array([[0, 1, 0, 0, 0], [0, 0, 1.6, 0, 0]])


# %% wrong: a rounded mean
# says: the second is not
W_design = np.array([[-1, 0, 0, 0, 1], [0.2, 0.2, 0.2, 0.2, 0.199]])


# %% wrong: the integer division leaves zeros
# says: the second is not
W_design = np.array([[-1, 0, 0, 0, 1], [1 // 5] * 5])
