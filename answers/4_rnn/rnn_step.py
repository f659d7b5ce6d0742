# %% right: sums in loops, a list returned
def rnn_step(x, h, W, U, b):
    import math

    state = []
    for i in range(len(b)):
        total = b[i]
        for j in range(len(x)):
            total += W[i][j] * x[j]
        for j in range(len(h)):
            total += U[i][j] * h[j]
        state.append(math.tanh(total))
    return state


# %% right: one matrix for all three parts
def rnn_step(segment, state, kernel, recurrent, bias):
    both = np.column_stack([kernel, recurrent, bias])
    return np.tanh(both @ np.concatenate([segment, state, [1.0]]))


# %% right: einsum in float32
def rnn_step(x, h, W, U, b):
    x, h, W, U, b = (np.array(part, dtype="float32") for part in (x, h, W, U, b))
    return np.tanh(np.einsum("oi,i->o", W, x) + np.einsum("op,p->o", U, h) + b)


# %% right: TensorFlow, a tensor returned
def rnn_step(x, h, W, U, b):
    x, h, W, U, b = (tf.constant(part, tf.float64) for part in (x, h, W, U, b))
    return tf.tanh(tf.linalg.matvec(W, x) + tf.linalg.matvec(U, h) + b)


# %% right: rows times the transposes, as Keras has it
def rnn_step(x, h, W, U, b):
    return np.tanh(np.dot(x, np.transpose(W)) + np.dot(h, np.transpose(U)) + np.array(b))


# %% wrong: no tanh
# says: tanh is missing
# cause: the tanh is missing
def rnn_step(x, h, W, U, b):
    return np.asarray(W) @ np.asarray(x) + np.asarray(U) @ np.asarray(h) + np.asarray(b)


# %% wrong: the bias is forgotten
# says: bias is missing
# cause: the bias is missing: b was not added|the bias is missing
def rnn_step(x, h, W, U, b):
    return np.tanh(np.asarray(W) @ np.asarray(x) + np.asarray(U) @ np.asarray(h))


# %% wrong: U transposed
# says: U is transposed
# cause: U is transposed: use U @ h, rows of U times h|U is transposed
def rnn_step(x, h, W, U, b):
    return np.tanh(np.asarray(W) @ np.asarray(x) + np.asarray(h) @ np.asarray(U) + np.asarray(b))


# %% wrong: the old state is not used
# says: old state is not used
# cause: the old state is not used: U·h is missing|the old state is not used
def rnn_step(x, h, W, U, b):
    return np.tanh(np.asarray(W) @ np.asarray(x) + np.asarray(b))


# %% wrong: the state added without U
# says: without U
# cause: h was added without U\. It should be U·h|h was added without U
def rnn_step(x, h, W, U, b):
    return np.tanh(np.asarray(W) @ np.asarray(x) + np.asarray(h) + np.asarray(b))


# %% wrong: sigmoid instead of tanh
# says: sigmoid
# cause: sigmoid stands where tanh belongs
def rnn_step(x, h, W, U, b):
    z = np.asarray(W) @ np.asarray(x) + np.asarray(U) @ np.asarray(h) + np.asarray(b)
    return 1 / (1 + np.exp(-z))


# %% wrong: tanh of each part
# says: too early
# cause: tanh is taken too early: add all three parts
def rnn_step(x, h, W, U, b):
    return np.tanh(np.asarray(W) @ np.asarray(x)) + np.tanh(np.asarray(U) @ np.asarray(h)) + np.asarray(b)


# %% wrong: element-wise product with U
# says: element-wise
# cause: a product is element-wise where it should be a|the shape should be \(1,\), this one is \(1, 1\)
def rnn_step(x, h, W, U, b):
    return np.tanh(np.asarray(W) @ np.asarray(x) + np.asarray(U) * np.asarray(h) + np.asarray(b))


# %% wrong: the parts multiplied
# says: multiplied
# cause: W·x and U·h are multiplied\. They should be
def rnn_step(x, h, W, U, b):
    return np.tanh((np.asarray(W) @ np.asarray(x)) * (np.asarray(U) @ np.asarray(h)) + np.asarray(b))


# %% wrong: W and U exchanged
# says: mismatch
# cause: do the sizes fit\? W meets the segment, U meets
def rnn_step(x, h, W, U, b):
    return np.tanh(np.asarray(U) @ np.asarray(x) + np.asarray(W) @ np.asarray(h) + np.asarray(b))


# %% wrong: the bias subtracted
# says: subtracted
# cause: b was subtracted\. It should be added
def rnn_step(x, h, W, U, b):
    return np.tanh(np.asarray(W) @ np.asarray(x) + np.asarray(U) @ np.asarray(h) - np.asarray(b))


# %% wrong: lists are not turned into arrays
# says: raised TypeError
# cause: Python's lists know no @\. Turn them into arrays
def rnn_step(x, h, W, U, b):
    return np.tanh(W @ x + U @ h + b)


# %% wrong: a number for one unit
# says: shape \(1,\)
# cause: a state is an array, also with one unit: shape|an array of shape \(1,\) was expected, this is
def rnn_step(x, h, W, U, b):
    return np.tanh(np.asarray(W) @ np.asarray(x) + np.asarray(U) @ np.asarray(h) + np.asarray(b)).squeeze()


# %% wrong: overwrites the old state
# says: changed its argument
# cause: the argument is changed
def rnn_step(x, h, W, U, b):
    new = np.tanh(np.asarray(W) @ np.asarray(x) + np.asarray(U) @ np.asarray(h) + np.asarray(b))
    h[:] = new
    return h


# %% wrong: hard-coded to the visible example
def rnn_step(x, h, W, U, b):
    return np.array([0.24491866]) if len(b) == 1 else np.array([0.76576202, -0.66403677])


# %% wrong: nothing returned
# says: return
# cause: nothing came back\. Does every way
def rnn_step(x, h, W, U, b):
    h = np.tanh(np.asarray(W) @ np.asarray(x) + np.asarray(U) @ np.asarray(h) + np.asarray(b))


# %% right: one dot product, with the bias as one more weight
def rnn_step(x, h, W, U, b):
    weights = np.column_stack([W, U, b])
    return np.tanh(weights @ np.concatenate([x, h, [1.0]]))


# %% right: an object array of numbers returned
def rnn_step(x, h, W, U, b):
    total = np.dot(W, x) + np.dot(U, h) + np.asarray(b)
    return np.frompyfunc(lambda z: float(np.tanh(z)), 1, 1)(total)


# %% right: a tuple of NumPy floats
def rnn_step(x, h, W, U, b):
    rows = zip(np.asarray(W), np.asarray(U), b)
    return tuple(np.tanh(np.dot(w, x) + np.dot(u, h) + bias) for w, u, bias in rows)


# %% wrong: the result has the type of the old state
# says: rounded
# cause: the state is rounded\. Was it written into an
def rnn_step(x, h, W, U, b):
    new = np.zeros_like(np.asarray(h))
    new[:] = np.tanh(np.asarray(W) @ np.asarray(x) + np.asarray(U) @ np.asarray(h) + np.asarray(b))
    return new


# %% wrong: the result has the type of the segment
# says: rounded
# cause: the state is rounded\. Was it written into an
def rnn_step(x, h, W, U, b):
    new = np.zeros(len(b), dtype=np.asarray(x).dtype)
    new[:] = np.tanh(np.asarray(W) @ np.asarray(x) + np.asarray(U) @ np.asarray(h) + np.asarray(b))
    return new


# %% wrong: the result has the type of W
# says: rounded
# cause: the state is rounded\. Was it written into an
def rnn_step(x, h, W, U, b):
    new = np.empty(len(b), dtype=np.asarray(W).dtype)
    new[:] = np.tanh(np.asarray(W) @ np.asarray(x) + np.asarray(U) @ np.asarray(h) + np.asarray(b))
    return new


# %% wrong: the result has the type of the bias
# says: rounded
# cause: the state is rounded\. Was it written into an
def rnn_step(x, h, W, U, b):
    new = np.array(b)
    new[:] = np.tanh(np.asarray(W) @ np.asarray(x) + np.asarray(U) @ np.asarray(h) + np.asarray(b))
    return new


# %% wrong: everything cut to whole numbers
# says: is not right
def rnn_step(x, h, W, U, b):
    x, h, W, U, b = (np.asarray(part).astype(int) for part in (x, h, W, U, b))
    return np.tanh(W @ x + U @ h + b)


# %% wrong: the bias added twice
# says: is not right
def rnn_step(x, h, W, U, b):
    b = np.asarray(b)
    return np.tanh(np.asarray(W) @ np.asarray(x) + b + np.asarray(U) @ np.asarray(h) + b)


# %% wrong: the bias behind the tanh
# says: too early
# cause: tanh is taken too early: the bias belongs into
def rnn_step(x, h, W, U, b):
    return np.tanh(np.asarray(W) @ np.asarray(x) + np.asarray(U) @ np.asarray(h)) + np.asarray(b)


# %% wrong: adds the bias into the argument
# says: changed its argument
# cause: the argument is changed
def rnn_step(x, h, W, U, b):
    total = np.asarray(b)
    total += np.asarray(W) @ np.asarray(x) + np.asarray(U) @ np.asarray(h)
    return np.tanh(total)


# %% wrong: tanh by its formula, which overflows
# says: NaN
# cause: NaN: e to the power of a large number is too
def rnn_step(x, h, W, U, b):
    z = np.asarray(W) @ np.asarray(x) + np.asarray(U) @ np.asarray(h) + np.asarray(b)
    with np.errstate(all="ignore"):
        return (np.exp(5 * z) ** 0.4 - 1) / (np.exp(5 * z) ** 0.4 + 1)


# %% wrong: W multiplied from the other side
# says: mismatch|core dimension|not aligned
# cause: do the sizes fit\? W meets the segment, U meets
def rnn_step(x, h, W, U, b):
    return np.tanh(np.asarray(x) @ np.asarray(W) + np.asarray(h) @ np.asarray(U) + np.asarray(b))


# %% wrong: a row, with two axes
# says: shape should be
# cause: the shape should be \(2,\), this one is \(1, 2\)|the shape should be \(1,\), this one is \(1, 1\)
def rnn_step(x, h, W, U, b):
    z = np.asarray(W) @ np.asarray(x) + np.asarray(U) @ np.asarray(h) + np.asarray(b)
    return np.tanh(z)[np.newaxis]


# %% wrong: a column
# says: shape should be
# cause: the shape should be \(2,\), this one is \(2, 1\)|the shape should be \(1,\), this one is \(1, 1\)
def rnn_step(x, h, W, U, b):
    z = np.asarray(W) @ np.asarray(x) + np.asarray(U) @ np.asarray(h) + np.asarray(b)
    return np.tanh(z).reshape(-1, 1)


# %% wrong: prints the state
# says: return
# cause: nothing came back\. Does every way
def rnn_step(x, h, W, U, b):
    print(np.tanh(np.asarray(W) @ np.asarray(x) + np.asarray(U) @ np.asarray(h) + np.asarray(b)))


# %% wrong: rounded to two places
# says: is not right
def rnn_step(x, h, W, U, b):
    return np.tanh(np.asarray(W) @ np.asarray(x) + np.asarray(U) @ np.asarray(h) + np.asarray(b)).round(2)


# %% wrong: the segment is not used
# says: segment is not used
# cause: the segment is not used: W·x is missing|the segment is not used
def rnn_step(x, h, W, U, b):
    return np.tanh(np.asarray(U) @ np.asarray(h) + np.asarray(b))


# %% wrong: sinh
# says: is not right
def rnn_step(x, h, W, U, b):
    return np.sinh(np.asarray(W) @ np.asarray(x) + np.asarray(U) @ np.asarray(h) + np.asarray(b))


# %% wrong: relu
# says: relu
# cause: relu stands where tanh belongs
def rnn_step(x, h, W, U, b):
    return np.maximum(0, np.asarray(W) @ np.asarray(x) + np.asarray(U) @ np.asarray(h) + np.asarray(b))


# %% wrong: an argument is missing
# says: other arguments
# cause: ^a function was called with other arguments
def rnn_step(x, h, W, U):
    return np.tanh(np.dot(W, x) + np.dot(U, h))


# %% right: matrices, ravelled
def rnn_step(x, h, W, U, b):
    return np.asarray(np.tanh(np.asmatrix(W) * np.c_[x] + np.asmatrix(U) * np.c_[h] + np.c_[b])).ravel()


# %% right: Keras's cell in float64
def rnn_step(x, h, W, U, b):
    W, U, b, x, h = (np.asarray(part, dtype="float64") for part in (W, U, b, x, h))
    cell = keras.layers.SimpleRNNCell(len(b), dtype="float64")
    cell.build((None, len(x)))
    cell.set_weights([W.T, U.T, b])
    return np.asarray(cell(x[None], [h[None]])[0])[0]


# %% wrong: output and state come back, as from PyTorch's layer
# says: among the 2 values
# cause: among the 2 values
def rnn_step(x, h, W, U, b):
    new = np.tanh(np.asarray(W) @ x + np.asarray(U) @ h + np.asarray(b))
    return new, new


# %% wrong: a comma behind the result
# says: a comma
# cause: a comma
def rnn_step(x, h, W, U, b):
    return (np.tanh(np.asarray(W) @ x + np.asarray(U) @ h + np.asarray(b)),)


# %% wrong: the sign of the state is lost
# says: the sign of some numbers is wrong
# cause: sign
def rnn_step(x, h, W, U, b):
    return np.abs(np.tanh(np.asarray(W) @ x + np.asarray(U) @ h + np.asarray(b)))


# %% wrong: the state is rounded to four digits
# says: rounded to 4 digits
# cause: rounded to 4 digits
def rnn_step(x, h, W, U, b):
    return np.round(np.tanh(np.asarray(W) @ x + np.asarray(U) @ h + np.asarray(b)), 4)


# %% right: side by side in one matrix
def rnn_step(x, h, W, U, b):
    M = np.hstack([np.asarray(W, float), np.asarray(U, float), np.reshape(b, (-1, 1)).astype(float)])
    return np.tanh(M @ np.concatenate([x, h, [1.0]]))


# %% wrong: half of the old state is kept
def rnn_step(x, h, W, U, b):
    return 0.5 * np.asarray(h) + 0.5 * np.tanh(np.dot(W, x) + np.dot(U, h) + b)


# %% wrong: W is cut to whole numbers
# cause: W was cut to whole
def rnn_step(x, h, W, U, b):
    return np.tanh(np.asarray(W, dtype=int) @ np.asarray(x) + np.dot(U, h) + np.asarray(b))


# %% wrong: h is cut to whole numbers
# cause: U or h was cut to whole
def rnn_step(x, h, W, U, b):
    return np.tanh(np.dot(W, x) + np.dot(U, np.asarray(h, dtype=int)) + np.asarray(b))


# %% wrong: b is cut to whole numbers
# cause: was cut to whole
def rnn_step(x, h, W, U, b):
    return np.tanh(np.dot(W, x) + np.dot(U, h) + np.asarray(b, dtype=int))


# %% right: tanh by its formula, in e to the power of z
def rnn_step(x, h, W, U, b):
    z = np.asarray(W) @ np.asarray(x) + np.asarray(U) @ np.asarray(h) + np.asarray(b)
    return (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))


# %% wrong: no bias behind a state of zeros
# cause: the bias is missing
def rnn_step(x, h, W, U, b):
    x, h, W, U, b = (np.asarray(part) for part in (x, h, W, U, b))
    if not h.any():
        return np.tanh(W @ x)
    return np.tanh(W @ x + U @ h + b)


# %% wrong: segment and state in one array, as two rows
# cause: its parts differ in length|the shape should be
def rnn_step(x, h, W, U, b):
    return np.tanh(np.hstack([W, U]) @ np.array([x, h]) + b)


# %% right: the logistic function, stretched
def rnn_step(x, h, W, U, b):
    z = np.asarray(W) @ np.asarray(x) + np.asarray(U) @ np.asarray(h) + np.asarray(b)
    return 2 / (1 + np.exp(-2 * z)) - 1


# %% wrong: lists beside arrays are not turned into arrays
# says: lists beside arrays
# cause: this needs an array, not a list
def rnn_step(x, h, W, U, b):
    if isinstance(W, list):
        x, h, W, U, b = (np.array(part) for part in (x, h, W, U, b))
    return np.tanh(W.dot(x.ravel()) + U.dot(h.ravel()) + b)
