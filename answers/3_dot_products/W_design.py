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
# says: divided by 4
W_design = np.array([[-1, 0, 0, 0, 1], [0.25] * 5])


# %% wrong: the answers for one segment
# says: two answers for one segment
W_design = [2, 3.2]


# %% wrong: fits the visible segment alone
# says: expected
W_design = np.array([[0, 1, 0, 0, 0], [0, 0, 1.6, 0, 0]])


# %% wrong: a rounded mean
# says: second does not compute the mean
W_design = np.array([[-1, 0, 0, 0, 1], [0.2, 0.2, 0.2, 0.2, 0.199]])


# %% wrong: the integer division leaves zeros
# says: second row computes 0
W_design = np.array([[-1, 0, 0, 0, 1], [1 // 5] * 5])


# %% right: exact fractions
from fractions import Fraction

W_design = [[-1, 0, 0, 0, 1], [Fraction(1, 5)] * 5]


# %% right: an array of objects that are numbers
W_design = np.array([[-1, 0, 0, 0, 1], [0.2] * 5], dtype=object)


# %% right: a tuple of tuples
W_design = (-1, 0, 0, 0, 1), (0.2, 0.2, 0.2, 0.2, 0.2)


# %% wrong: fits both visible segments alone
# says: every segment of 5 values
segments = np.array([[3, 2, 2, 4, 5], [10, 20, 40, 80, 160]])
W_design = np.linalg.lstsq(segments, np.array([[2, 3.2], [150, 62]]), rcond=None)[0].T


# %% wrong: the last value alone
# says: last value alone
W_design = np.array([[0, 0, 0, 0, 1], [0.2] * 5])


# %% wrong: last minus mean
# says: last value minus the mean
W_design = np.array([[-0.2, -0.2, -0.2, -0.2, 0.8], [0.2] * 5])


# %% wrong: the mean of first and last
# says: first and the last value alone
W_design = np.array([[-1, 0, 0, 0, 1], [0.5, 0, 0, 0, 0.5]])


# %% wrong: only one row
# says: There should be two
W_design = [-1, 0, 0, 0, 1]


# %% wrong: rows that are not equally long
# says: not a table of numbers
W_design = [[-1, 0, 0, 0, 1], [0.2] * 4]


# %% wrong: text
# says: not a table of numbers
W_design = [["last"] * 5, ["mean"] * 5]


# %% wrong: weights for segments of four values
# says: a row needs 5 weights
W_design = [[-1, 0, 0, 1], [0.25] * 4]


# %% wrong: an array of integers cuts the fifth
# says: second row computes 0
W_design = np.zeros((2, 5), dtype=int)
W_design[0, 0], W_design[0, -1] = -1, 1
W_design[1] = 1 / 5


# %% wrong: numbers as text
# says: not a table of numbers
# cause: numbers? (were|was) expected
W_design = [["-1", "0", "0", "0", "1"], ["0.2", "0.2", "0.2", "0.2", "0.2"]]


# %% wrong: ten weights in one row
# says: ten weights
# cause: ^(the ten weights stand in one row|it should have 2 rows)
W_design = [-1, 0, 0, 0, 1, 0.2, 0.2, 0.2, 0.2, 0.2]


# %% right: np.matrix
W_design = np.matrix("-1 0 0 0 1; .2 .2 .2 .2 .2")


# %% right: least squares on random segments
_s = np.random.default_rng(0).normal(size=(20, 5))
W_design = np.linalg.lstsq(_s, np.c_[_s[:, -1] - _s[:, 0], _s.mean(1)], rcond=None)[0].T


# %% wrong: a third axis around the table
W_design = np.array([[[-1, 0, 0, 0, 1], [0.2] * 5]])
