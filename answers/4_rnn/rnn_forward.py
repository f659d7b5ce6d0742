# %% right: calls rnn_step, a list of lists returned
def rnn_forward(X, W, U, b, h0=None):
    h = [0.0] * len(b) if h0 is None else h0
    states = []
    for x in X:
        h = list(rnn_step(x, h, W, U, b))
        states.append(h)
    return states


# %% right: the inputs' part first, the states written into an array
def rnn_forward(X, W, U, b, h0=None):
    from_inputs = np.asarray(X) @ np.asarray(W).T + np.asarray(b)
    states = np.empty(from_inputs.shape)
    before = np.zeros(len(b)) if h0 is None else np.asarray(h0)
    for step in range(len(states)):
        states[step] = np.tanh(from_inputs[step] + np.asarray(U) @ before)
        before = states[step]
    return states


# %% right: recursive
def rnn_forward(X, W, U, b, h0=None):
    h = np.zeros(len(b)) if h0 is None else np.asarray(h0)
    if len(X) == 0:
        return np.empty((0, len(b)))
    h = np.tanh(np.asarray(W) @ np.asarray(X[0]) + np.asarray(U) @ h + np.asarray(b))
    return np.vstack([h, rnn_forward(X[1:], W, U, b, h)])


# %% right: accumulate, float32
def rnn_forward(X, W, U, b, h0=None):
    from itertools import accumulate

    X, W, U, b = (np.array(part, "float32") for part in (X, W, U, b))
    first = np.zeros(len(b), "float32") if h0 is None else np.array(h0, "float32")
    states = accumulate(X, lambda h, x: np.tanh(W @ x + U @ h + b), initial=first)
    return np.stack(list(states)[1:])


# %% right: loops over units, column vectors
def rnn_forward(X, W, U, b, h0=None):
    X, W, U = np.array(X), np.array(W), np.array(U)
    b = np.array(b).reshape(-1, 1)
    h = np.zeros_like(b, dtype=float) if h0 is None else np.array(h0, dtype=float).reshape(-1, 1)
    columns = []
    for t in range(X.shape[0]):
        h = np.tanh(W.dot(X[t].reshape(-1, 1)) + U.dot(h) + b)
        columns.append(h)
    return np.hstack(columns).T


# %% right: TensorFlow's scan
def rnn_forward(X, W, U, b, h0=None):
    X, W, U, b = (tf.constant(part, tf.float64) for part in (X, W, U, b))
    start = tf.zeros_like(b) if h0 is None else tf.constant(h0, tf.float64)
    return tf.scan(lambda h, x: tf.tanh(tf.linalg.matvec(W, x) + tf.linalg.matvec(U, h) + b), X, start).numpy()


# %% wrong: the state is never carried
# says: not carried
# cause: the state is not carried: every step starts|the state is not carried from step to step
def rnn_forward(X, W, U, b, h0=None):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    h = np.zeros(len(b)) if h0 is None else np.asarray(h0)
    return np.array([np.tanh(W @ x + U @ h + b) for x in X])


# %% wrong: h0 is ignored
# says: h0 is not used
# cause: h0 is not used, or was cut
def rnn_forward(X, W, U, b, h0=None):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    h, states = np.zeros(len(b)), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    return np.array(states)


# %% wrong: h0 is among the rows
# says: h0 should not be among
# cause: there is a row too many\. h0 should not be among|h0 should not be among the rows
def rnn_forward(X, W, U, b, h0=None):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    states = [np.zeros(len(b)) if h0 is None else np.asarray(h0)]
    for x in X:
        states.append(np.tanh(W @ x + U @ states[-1] + b))
    return np.array(states)


# %% wrong: the states before each step
# says: before each step
# cause: these are the states before each step\. Append|these are the states before each step
def rnn_forward(X, W, U, b, h0=None):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    h, states = np.zeros(len(b)) if h0 is None else np.asarray(h0), []
    for x in X:
        states.append(h)
        h = np.tanh(W @ x + U @ h + b)
    return np.array(states)


# %% wrong: only the last state
# says: only the last state
# cause: only the last state came back\. Collect the|only the last state came back
def rnn_forward(X, W, U, b, h0=None):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    h = np.zeros(len(b)) if h0 is None else np.asarray(h0)
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
    return h


# %% wrong: the same array appended each time
# says: same array
# cause: all rows are the last state: the same array was
def rnn_forward(X, W, U, b, h0=None):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    h, states = np.zeros(len(b)) if h0 is None else np.array(h0), []
    for x in X:
        h[:] = np.tanh(W @ x + U @ h + b)
        states.append(h)
    return np.array(states)


# %% wrong: the bias is forgotten
# says: bias is missing
# cause: the bias is missing: b was not added|the bias is missing
def rnn_forward(X, W, U, b, h0=None):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    h, states = np.zeros(len(b)) if h0 is None else np.asarray(h0), []
    for x in X:
        h = np.tanh(W @ x + U @ h)
        states.append(h)
    return np.array(states)


# %% wrong: U transposed
# says: U is transposed
# cause: U is transposed
def rnn_forward(X, W, U, b, h0=None):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    h, states = np.zeros(len(b)) if h0 is None else np.asarray(h0), []
    for x in X:
        h = np.tanh(W @ x + h @ U + b)
        states.append(h)
    return np.array(states)


# %% wrong: the states add up
# says: added to the old one
# cause: the new state was added to the old one\. It
def rnn_forward(X, W, U, b, h0=None):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    h, states = np.zeros(len(b)) if h0 is None else np.asarray(h0), []
    for x in X:
        h = h + np.tanh(W @ x + U @ h + b)
        states.append(h)
    return np.array(states)


# %% wrong: the sum before the tanh is carried on
# says: before the tanh
# cause: the state that is carried on is the sum before
def rnn_forward(X, W, U, b, h0=None):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    h, states = np.zeros(len(b)) if h0 is None else np.asarray(h0), []
    for x in X:
        h = W @ x + U @ h + b
        states.append(np.tanh(h))
    return np.array(states)


# %% wrong: from the last segment to the first
# says: last to the first
# cause: the segments were taken from the last to the
def rnn_forward(X, W, U, b, h0=None):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    h, states = np.zeros(len(b)) if h0 is None else np.asarray(h0), []
    for x in X[::-1]:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    return np.array(states)


# %% wrong: the rows in reverse order
# says: reverse order
# cause: the rows are in reverse order: the first row|the rows are in reverse order
def rnn_forward(X, W, U, b, h0=None):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    h, states = np.zeros(len(b)) if h0 is None else np.asarray(h0), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.insert(0, h)
    return np.array(states)


# %% wrong: writes into h0
# says: changed its argument
# cause: the argument is changed
def rnn_forward(X, W, U, b, h0=None):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    h, states = np.zeros(len(b)) if h0 is None else h0, []
    for x in X:
        h[:] = np.tanh(W @ x + U @ np.asarray(h) + b)
        states.append(np.array(h))
    return np.array(states)


# %% wrong: every step starts from h0
# says: Only the first should
# cause: every step starts from h0\. Only the first|the state is not carried from step to step
def rnn_forward(X, W, U, b, h0=None):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    h, states = np.zeros(len(b)), []
    for x in X:
        h = np.tanh(W @ x + U @ (h if h0 is None else np.asarray(h0)) + b)
        states.append(h)
    return np.array(states)


# %% wrong: transposed
# says: states are columns
# cause: the states are columns\. They should be rows,|there should be one row for each step
def rnn_forward(X, W, U, b, h0=None):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    h, states = np.zeros(len(b)) if h0 is None else np.asarray(h0), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    return np.column_stack(states)


# %% wrong: asks whether h0 is true, which an array cannot say
# says: ambiguous
# cause: is h0 asked whether it is true\? An array is|and the like ask one value, and this is an array
def rnn_forward(X, W, U, b, h0=None):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    h, states = h0 if h0 else np.zeros(len(b)), []
    for x in X:
        h = np.tanh(W @ x + U @ np.asarray(h) + b)
        states.append(h)
    return np.array(states)


# %% wrong: always four steps, as in the visible example
# cause: there should be one row for each step
def rnn_forward(X, W, U, b, h0=None):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    h, states = np.zeros(len(b)) if h0 is None else np.asarray(h0), []
    for x in X[:4]:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    return np.array(states)


# %% wrong: returns at the first step
# says: only the first step
# cause: only the first step came back\. Is the `return`|there should be one row for each step
def rnn_forward(X, W, U, b, h0=None):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    h, states = np.zeros(len(b)) if h0 is None else np.asarray(h0), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
        return np.array(states)


# %% wrong: no tanh, a list of lists, which the message rounds
# says: got: +\[\[0\.65, -0\.35\], \[0\.045, 0\.135\]
# cause: the tanh is missing
def rnn_forward(X, W, U, b, h0=None):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    h, states = np.zeros(len(b)) if h0 is None else np.asarray(h0), []
    for x in X:
        h = W @ x + U @ h + b
        states.append(list(h))
    return states


# %% right: the sample turned round, popped from a list
def rnn_forward(X, W, U, b, h0=None):
    waiting = list(X)[::-1]
    W, U, b = np.asmatrix(W), np.asmatrix(U), np.asmatrix(b).T
    h = 0 * b if h0 is None else np.asmatrix(h0).T
    rows = []
    while waiting:
        h = np.tanh(W * np.asmatrix(waiting.pop()).T + U * h + b)
        rows.append(h.A1)
    return tuple(rows)


# %% right: Keras's own cell, step by step
def rnn_forward(X, W, U, b, h0=None):
    W, U, b = (np.asarray(part, dtype=float) for part in (W, U, b))
    cell = keras.layers.SimpleRNNCell(len(b), dtype="float64")
    cell.build((None, W.shape[1]))
    cell.set_weights([W.T, U.T, b])
    h = np.zeros((1, len(b))) if h0 is None else np.array([h0], dtype=float)
    rows = []
    for x in np.asarray(X, dtype=float):
        h = np.asarray(cell(x[np.newaxis], [h])[0])
        rows.append(h[0])
    return rows


# %% wrong: states in the sample's type
# says: rounded
# cause: the states are rounded\. Were they written into
def rnn_forward(X, W, U, b, h0=None):
    X = np.asarray(X)
    W, U, b = (np.asarray(part, dtype=float) for part in (W, U, b))
    h = np.zeros(len(b)) if h0 is None else np.asarray(h0, dtype=float)
    states = np.zeros((len(X), len(b)), dtype=X.dtype)
    for step, x in enumerate(X):
        h = np.tanh(W @ x + U @ h + b)
        states[step] = h
    return states


# %% wrong: states in the bias's type
# says: rounded
# cause: the states are rounded\. Were they written into
def rnn_forward(X, W, U, b, h0=None):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    h = np.zeros(len(b)) if h0 is None else np.asarray(h0)
    states = np.zeros((len(X), len(b)), dtype=b.dtype)
    for step, x in enumerate(X):
        h = states[step] = np.tanh(W @ x + U @ h + b)
    return states


# %% wrong: the state kept in the type of h0
# says: rounded
# cause: the states are rounded\. Were they written into
def rnn_forward(X, W, U, b, h0=None):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    h = np.zeros(len(b)) if h0 is None else np.array(h0)
    states = []
    for x in X:
        h[:] = np.tanh(W @ x + U @ h + b)
        states.append(h.copy())
    return np.array(states)


# %% wrong: the state starts as a zero like the bias
# says: rounded
# cause: the states are rounded\. Were they written into
def rnn_forward(X, W, U, b, h0=None):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    h = np.zeros_like(b) if h0 is None else np.array(h0, dtype=float)
    states = []
    for x in X:
        h[:] = np.tanh(W @ x + U @ h + b)
        states.append(h.copy())
    return np.array(states)


# %% wrong: the sample cut to whole numbers
# says: is not right
def rnn_forward(X, W, U, b, h0=None):
    X, W, U, b = np.asarray(X, dtype=int), np.asarray(W), np.asarray(U), np.asarray(b)
    h, states = np.zeros(len(b)) if h0 is None else np.asarray(h0), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    return np.array(states)


# %% wrong: the last state is kept for the next call
# says: another result each time|follows a zero state
# cause: another result each time|follows a zero state
def rnn_forward(X, W, U, b, h0=None):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    kept = getattr(rnn_forward, "kept", None)
    h = np.asarray(h0) if h0 is not None else np.zeros(len(b))
    if kept is not None and h0 is None and kept[0].shape == X.shape and kept[1] == len(b):
        h = kept[2]
    states = []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    rnn_forward.kept = (X, len(b), h)
    return np.array(states)


# %% wrong: the last state left out
# says: shape should be
# cause: the shape should be \(4, 2\), this one is \(3, 2\)|there should be one row for each step
def rnn_forward(X, W, U, b, h0=None):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    h, states = np.zeros(len(b)) if h0 is None else np.asarray(h0), []
    for x in X[:-1]:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    return np.array(states)


# %% wrong: a flat row of numbers
# says: shape should be
# cause: the shape should be \(4, 2\), this one is \(8,\)|there should be one row for each step
def rnn_forward(X, W, U, b, h0=None):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    h, states = np.zeros(len(b)) if h0 is None else np.asarray(h0), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.extend(h)
    return np.array(states)


# %% wrong: U is forgotten, the old state added as it is
# says: U is missing
# cause: U is missing: the old state was added as it is|U is missing
def rnn_forward(X, W, U, b, h0=None):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    h, states = np.zeros(len(b)) if h0 is None else np.asarray(h0), []
    for x in X:
        h = np.tanh(W @ x + h + b)
        states.append(h)
    return np.array(states)


# %% wrong: sigmoid
# says: sigmoid
# cause: sigmoid stands where tanh belongs
def rnn_forward(X, W, U, b, h0=None):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    h, states = np.zeros(len(b)) if h0 is None else np.asarray(h0), []
    for x in X:
        h = 1 / (1 + np.exp(-(W @ x + U @ h + b)))
        states.append(h)
    return np.array(states)


# %% wrong: the bias subtracted
# says: subtracted
# cause: b was subtracted\. It should be added
def rnn_forward(X, W, U, b, h0=None):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    h, states = np.zeros(len(b)) if h0 is None else np.asarray(h0), []
    for x in X:
        h = np.tanh(W @ x + U @ h - b)
        states.append(h)
    return np.array(states)


# %% wrong: starts from ones
# says: is not right
# cause: the first state is not the one that follows
def rnn_forward(X, W, U, b, h0=None):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    h, states = np.ones(len(b)) if h0 is None else np.asarray(h0), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    return np.array(states)


# %% wrong: as many steps as there are numbers in a segment
# says: shape should be
# cause: the shape should be \(4, 2\), this one is \(3, 2\)|there should be one row for each step
def rnn_forward(X, W, U, b, h0=None):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    h, states = np.zeros(len(b)) if h0 is None else np.asarray(h0), []
    for step in range(X.shape[1]):
        h = np.tanh(W @ X[step] + U @ h + b)
        states.append(h)
    return np.array(states)


# %% wrong: h0 has to be given
# says: missing 1 required|missing a required
def rnn_forward(X, W, U, b, h0):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    h, states = np.asarray(h0), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    return np.array(states)


# %% wrong: an h0 that is zero somewhere is taken as left out
# says: is not right
# cause: h0 is not used, though it was given
def rnn_forward(X, W, U, b, h0=None):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    h, states = np.zeros(len(b)) if h0 is None or not np.all(h0) else np.asarray(h0), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    return np.array(states)


# %% wrong: prints the states
# says: return
# cause: nothing came back\. Does every way
def rnn_forward(X, W, U, b, h0=None):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    h = np.zeros(len(b)) if h0 is None else np.asarray(h0)
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        print(h)


# %% wrong: the sample must be an array
# says: raised|is not right
# cause: this needs an array, not a list: np\.asarray
def rnn_forward(X, W, U, b, h0=None):
    W, U, b = (np.asarray(part) for part in (W, U, b))
    h = np.zeros(len(b)) if h0 is None else np.asarray(h0)
    states = np.zeros((X.shape[0], len(b)))
    for t in range(X.shape[0]):
        h = states[t] = np.tanh(W @ X[t] + U @ h + b)
    return states


# %% wrong: the state carried only from every other step
# says: is not right
def rnn_forward(X, W, U, b, h0=None):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    h, states = np.zeros(len(b)) if h0 is None else np.asarray(h0), []
    for t, x in enumerate(X):
        new = np.tanh(W @ x + U @ h + b)
        states.append(new)
        h = new if t % 2 == 0 else h
    return np.array(states)


# %% wrong: a first state as long as a segment
# says: A state has l_out numbers
# cause: ^(do the sizes fit)
def rnn_forward(X, W, U, b, h0=None):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    h = np.zeros(X.shape[1]) if h0 is None else np.asarray(h0)
    states = []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    return np.array(states)


# %% wrong: h0 cut to whole numbers
# says: was cut to whole numbers
# cause: or was cut to whole numbers
def rnn_forward(X, W, U, b, h0=None):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    h = np.zeros(len(b)) if h0 is None else np.asarray(h0, dtype=int)
    states = []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    return np.array(states)


# %% wrong: the weights cut to whole numbers
# says: every state is 0
# cause: every state is 0
def rnn_forward(X, W, U, b, h0=None):
    X, W, U, b = (np.asarray(part, dtype=int) for part in (X, W, U, b))
    h = np.zeros(len(b)) if h0 is None else np.asarray(h0)
    states = []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    return np.array(states)


# %% wrong: the program is left
# says: SystemExit
# cause: SystemExit
import sys


def rnn_forward(X, W, U, b, h0=None):
    sys.exit("done")


# %% right: tf.scan
import tensorflow as tf
def rnn_forward(X, W, U, b, h0=None):
    X, W, U, b = (tf.constant(np.asarray(a, "float64")) for a in (X, W, U, b))
    h = tf.zeros_like(b) if h0 is None else tf.constant(np.asarray(h0, "float64"))
    return tf.scan(lambda h, x: tf.tanh(tf.linalg.matvec(W, x) + tf.linalg.matvec(U, h) + b), X, h).numpy()


# %% right: Keras's own layer
import keras
def rnn_forward(X, W, U, b, h0=None):
    X, W, U, b = (np.asarray(a, "float32") for a in (X, W, U, b))
    layer = keras.layers.SimpleRNN(len(b), return_sequences=True)
    layer.build((1, *X.shape))
    layer.set_weights([W.T, U.T, b])
    state = np.zeros((1, len(b)), "float32") if h0 is None else np.asarray(h0, "float32")[None]
    return np.asarray(layer(X[None], initial_state=[keras.ops.convert_to_tensor(state)]))[0]


# %% right: recursion on the last step
def rnn_forward(X, W, U, b, h0=None):
    if len(X) == 0:
        return np.zeros((0, len(b)))
    before = rnn_forward(X[:-1], W, U, b, h0)
    h = before[-1] if len(before) else (np.zeros(len(b)) if h0 is None else h0)
    return np.vstack([before, np.tanh(np.dot(W, X[-1]) + np.dot(U, h) + b)])


# %% right: an object with a state
class Layer:
    def __init__(self, W, U, b, h):
        self.W, self.U, self.b, self.h = W, U, b, h
    def __call__(self, x):
        self.h = rnn_step(x, self.h, self.W, self.U, self.b)
        return self.h
def rnn_forward(X, W, U, b, h0=None):
    layer = Layer(W, U, b, [0.0] * len(b) if h0 is None else h0)
    return np.array([layer(x) for x in X])


# %% wrong: two vectorised passes
def rnn_forward(X, W, U, b, h0=None):
    X, W, U, b = (np.asarray(a, float) for a in (X, W, U, b))
    h = np.zeros(len(b)) if h0 is None else np.asarray(h0, float)
    Z = X @ W.T + b
    H = np.tanh(Z)
    return np.tanh(Z + np.vstack([h, H[:-1]]) @ U.T)


# %% wrong: U is cut to whole numbers
# cause: U was cut to whole
def rnn_forward(X, W, U, b, h0=None):
    U = np.asarray(U, dtype=int)
    h = np.zeros(len(b)) if h0 is None else np.asarray(h0)
    states = []
    for x in X:
        h = np.tanh(np.dot(W, x) + U @ h + b)
        states.append(h)
    return np.array(states)


# %% wrong: the states are kept by segment
# says: segments that come again
# cause: a segment that equals another has a state
def rnn_forward(X, W, U, b, h0=None):
    h, states = np.zeros(len(b)) if h0 is None else np.asarray(h0, float), {}
    for x in X:
        h = np.tanh(np.asarray(W) @ np.asarray(x) + np.asarray(U) @ h + np.asarray(b))
        states[tuple(x)] = h
    return np.array([*states.values()])


# %% wrong: one step gives no row
# says: for one step
# cause: one step, too, gives a row
def rnn_forward(X, W, U, b, h0=None):
    h, states = np.zeros(len(b)) if h0 is None else h0, []
    for x in X:
        h = rnn_step(x, h, W, U, b)
        states.append(h)
    return np.array(states) if len(states) > 1 or len(b) == 1 else states[0]


# %% wrong: the first unit alone
# says: is not right
# cause: the shape should be
def rnn_forward(X, W, U, b, h0=None):
    h, states = np.zeros(len(b)) if h0 is None else h0, []
    for x in X:
        h = rnn_step(x, h, W, U, b)
        states.append(h[0])
    return np.array(states)
