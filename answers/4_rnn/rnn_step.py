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
def rnn_step(x, h, W, U, b):
    return np.asarray(W) @ np.asarray(x) + np.asarray(U) @ np.asarray(h) + np.asarray(b)


# %% wrong: the bias is forgotten
# says: bias is missing
def rnn_step(x, h, W, U, b):
    return np.tanh(np.asarray(W) @ np.asarray(x) + np.asarray(U) @ np.asarray(h))


# %% wrong: U transposed
# says: U is transposed
def rnn_step(x, h, W, U, b):
    return np.tanh(np.asarray(W) @ np.asarray(x) + np.asarray(h) @ np.asarray(U) + np.asarray(b))


# %% wrong: the old state is not used
# says: old state is not used
def rnn_step(x, h, W, U, b):
    return np.tanh(np.asarray(W) @ np.asarray(x) + np.asarray(b))


# %% wrong: the state added without U
# says: without U
def rnn_step(x, h, W, U, b):
    return np.tanh(np.asarray(W) @ np.asarray(x) + np.asarray(h) + np.asarray(b))


# %% wrong: sigmoid instead of tanh
# says: sigmoid
def rnn_step(x, h, W, U, b):
    z = np.asarray(W) @ np.asarray(x) + np.asarray(U) @ np.asarray(h) + np.asarray(b)
    return 1 / (1 + np.exp(-z))


# %% wrong: tanh of each part
# says: too early
def rnn_step(x, h, W, U, b):
    return np.tanh(np.asarray(W) @ np.asarray(x)) + np.tanh(np.asarray(U) @ np.asarray(h)) + np.asarray(b)


# %% wrong: element-wise product with U
# says: element-wise
def rnn_step(x, h, W, U, b):
    return np.tanh(np.asarray(W) @ np.asarray(x) + np.asarray(U) * np.asarray(h) + np.asarray(b))


# %% wrong: the parts multiplied
# says: multiplied
def rnn_step(x, h, W, U, b):
    return np.tanh((np.asarray(W) @ np.asarray(x)) * (np.asarray(U) @ np.asarray(h)) + np.asarray(b))


# %% wrong: W and U exchanged
# says: mismatch
def rnn_step(x, h, W, U, b):
    return np.tanh(np.asarray(U) @ np.asarray(x) + np.asarray(W) @ np.asarray(h) + np.asarray(b))


# %% wrong: the bias subtracted
# says: subtracted
def rnn_step(x, h, W, U, b):
    return np.tanh(np.asarray(W) @ np.asarray(x) + np.asarray(U) @ np.asarray(h) - np.asarray(b))


# %% wrong: lists are not turned into arrays
# says: raised TypeError
def rnn_step(x, h, W, U, b):
    return np.tanh(W @ x + U @ h + b)


# %% wrong: a number for one unit
# says: shape \(1,\)
def rnn_step(x, h, W, U, b):
    return np.tanh(np.asarray(W) @ np.asarray(x) + np.asarray(U) @ np.asarray(h) + np.asarray(b)).squeeze()


# %% wrong: overwrites the old state
# says: changed its argument
def rnn_step(x, h, W, U, b):
    new = np.tanh(np.asarray(W) @ np.asarray(x) + np.asarray(U) @ np.asarray(h) + np.asarray(b))
    h[:] = new
    return h


# %% wrong: hard-coded to the visible example
def rnn_step(x, h, W, U, b):
    return np.array([0.24491866]) if len(b) == 1 else np.array([0.76576202, -0.66403677])


# %% wrong: nothing returned
# says: return
def rnn_step(x, h, W, U, b):
    h = np.tanh(np.asarray(W) @ np.asarray(x) + np.asarray(U) @ np.asarray(h) + np.asarray(b))
