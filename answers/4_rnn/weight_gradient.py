# %% right: calls rnn_forward and jacobians, a list of lists
def weight_gradient(X, W, U, b, g):
    H = np.asarray(rnn_forward(X, W, U, b))
    J, shares = np.eye(len(b)), []
    for t in range(len(H) - 1, -1, -1):
        delta = (1 - H[t] ** 2) * (J.T @ np.asarray(g))
        shares.insert(0, [[float(d * x) for x in X[t]] for d in delta])
        J = J @ np.diag(1 - H[t] ** 2) @ np.asarray(U)
    return shares


# %% right: TensorFlow's tape over a copy of W for each step
def weight_gradient(X, W, U, b, g):
    X, W, U, b, g = (tf.constant(part, tf.float64) for part in (X, W, U, b, g))
    copies = tf.repeat(W[tf.newaxis], len(X), axis=0)
    with tf.GradientTape() as tape:
        tape.watch(copies)
        h = tf.zeros_like(b)
        for t in range(len(X)):
            h = tf.tanh(tf.linalg.matvec(copies[t], X[t]) + tf.linalg.matvec(U, h) + b)
        loss = tf.reduce_sum(g * h)
    return tape.gradient(loss, copies).numpy()


# %% right: recursive, from the last step
def weight_gradient(X, W, U, b, g):
    X, W, U, b, g = (np.asarray(part, dtype=float) for part in (X, W, U, b, g))

    def back(t, h):
        new = np.tanh(W @ X[t] + U @ h + b)
        later, down = back(t + 1, new) if t + 1 < len(X) else ([], g)
        delta = (1 - new * new) * down
        return [delta[:, np.newaxis] * X[t], *later], delta @ U

    return np.stack(back(0, np.zeros(len(b)))[0])


# %% right: the deltas first, one einsum, float32
def weight_gradient(X, W, U, b, g):
    X, W, U, b, g = (np.array(part, "float32") for part in (X, W, U, b, g))
    H = np.zeros((len(X) + 1, len(b)), "float32")
    for t, x in enumerate(X):
        H[t + 1] = np.tanh(W @ x + U @ H[t] + b)
    deltas = np.zeros((len(X), len(b)), "float32")
    for t in range(len(X))[::-1]:
        deltas[t] = (1 - H[t + 1] ** 2) * g
        g = U.T @ deltas[t]
    return np.einsum("to,ti->toi", deltas, X)


# %% wrong: the sum over the steps
# says: sum over the steps
# cause: this is the sum over the steps
def weight_gradient(X, W, U, b, g):
    X, W, U, b, g = (np.asarray(part) for part in (X, W, U, b, g))
    h, states = np.zeros(len(b)), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    total = np.zeros(W.shape)
    for x, h in zip(X[::-1], states[::-1]):
        delta = (1 - h**2) * g
        total += np.outer(delta, x)
        g = U.T @ delta
    return total


# %% wrong: the last step first
# says: order is reversed
# cause: the order is reversed: step 1 should come|step 1 should come first
def weight_gradient(X, W, U, b, g):
    X, W, U, b, g = (np.asarray(part) for part in (X, W, U, b, g))
    h, states = np.zeros(len(b)), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    shares = []
    for x, h in zip(X[::-1], states[::-1]):
        delta = (1 - h**2) * g
        shares.append(np.outer(delta, x))
        g = U.T @ delta
    return np.array(shares)


# %% wrong: the slopes are forgotten
# says: slopes 1 - h.2 are missing
# cause: the slopes 1 - h\^2 are missing
def weight_gradient(X, W, U, b, g):
    X, W, U, b, g = (np.asarray(part) for part in (X, W, U, b, g))
    h, states = np.zeros(len(b)), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    shares = []
    for x, h in zip(X[::-1], states[::-1]):
        delta = 1.0 * g
        shares.append(np.outer(delta, x))
        g = U.T @ delta
    return np.array(shares[::-1])


# %% wrong: h squared as the slope
# says: not h.2
# cause: the slope of tanh is 1 - h\^2, not h\^2
def weight_gradient(X, W, U, b, g):
    X, W, U, b, g = (np.asarray(part) for part in (X, W, U, b, g))
    h, states = np.zeros(len(b)), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    shares = []
    for x, h in zip(X[::-1], states[::-1]):
        delta = h**2 * g
        shares.append(np.outer(delta, x))
        g = U.T @ delta
    return np.array(shares[::-1])


# %% wrong: 1 - h as the slope
# says: not 1 - h\.
# cause: the slope of tanh is 1 - h\^2, not 1 - h
def weight_gradient(X, W, U, b, g):
    X, W, U, b, g = (np.asarray(part) for part in (X, W, U, b, g))
    h, states = np.zeros(len(b)), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    shares = []
    for x, h in zip(X[::-1], states[::-1]):
        delta = (1 - h) * g
        shares.append(np.outer(delta, x))
        g = U.T @ delta
    return np.array(shares[::-1])


# %% wrong: tanh taken of the state once more
# says: twice
# cause: tanh was taken twice\. h is a tanh already: the
def weight_gradient(X, W, U, b, g):
    X, W, U, b, g = (np.asarray(part) for part in (X, W, U, b, g))
    h, states = np.zeros(len(b)), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    shares = []
    for x, h in zip(X[::-1], states[::-1]):
        delta = (1 - np.tanh(h) ** 2) * g
        shares.append(np.outer(delta, x))
        g = U.T @ delta
    return np.array(shares[::-1])


# %% wrong: the share made with g
# says: behind the slope
# cause: the share should be made with delta, behind the|the slopes 1 - h\^2 are missing
def weight_gradient(X, W, U, b, g):
    X, W, U, b, g = (np.asarray(part) for part in (X, W, U, b, g))
    h, states = np.zeros(len(b)), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    shares = []
    for x, h in zip(X[::-1], states[::-1]):
        delta = (1 - h**2) * g
        shares.append(np.outer(g, x))
        g = U.T @ delta
    return np.array(shares[::-1])


# %% wrong: U is not transposed on the way back
# says: U should be transposed
# cause: U should be transposed on the way back: U\.T @|U should be transposed on the way back
def weight_gradient(X, W, U, b, g):
    X, W, U, b, g = (np.asarray(part) for part in (X, W, U, b, g))
    h, states = np.zeros(len(b)), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    shares = []
    for x, h in zip(X[::-1], states[::-1]):
        delta = (1 - h**2) * g
        shares.append(np.outer(delta, x))
        g = U @ delta
    return np.array(shares[::-1])


# %% wrong: U is forgotten on the way back
# says: U is missing on the way back
# cause: U is missing on the way back: g = U\.T @ delta|the last share is right, not all before it
def weight_gradient(X, W, U, b, g):
    X, W, U, b, g = (np.asarray(part) for part in (X, W, U, b, g))
    h, states = np.zeros(len(b)), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    shares = []
    for x, h in zip(X[::-1], states[::-1]):
        delta = (1 - h**2) * g
        shares.append(np.outer(delta, x))
        g = delta
    return np.array(shares[::-1])


# %% wrong: g is not carried back
# says: g is not carried back
# cause: g is not carried back: every step uses the g of|g is not carried back
def weight_gradient(X, W, U, b, g):
    X, W, U, b, g = (np.asarray(part) for part in (X, W, U, b, g))
    h, states = np.zeros(len(b)), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    shares = []
    for x, h in zip(X[::-1], states[::-1]):
        delta = (1 - h**2) * g
        shares.append(np.outer(delta, x))
    return np.array(shares[::-1])


# %% wrong: the way back leaves the slope out
# says: lead through the slope
# cause: the way back should lead through the slope: g =|the last share is right, not all before it
def weight_gradient(X, W, U, b, g):
    X, W, U, b, g = (np.asarray(part) for part in (X, W, U, b, g))
    h, states = np.zeros(len(b)), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    shares = []
    for x, h in zip(X[::-1], states[::-1]):
        delta = (1 - h**2) * g
        shares.append(np.outer(delta, x))
        g = U.T @ g
    return np.array(shares[::-1])


# %% wrong: the loss sees every state
# says: not added to
# cause: the loss sees the last state alone: g is|the last share is right, not all before it
def weight_gradient(X, W, U, b, g):
    X, W, U, b, g = (np.asarray(part) for part in (X, W, U, b, g))
    h, states = np.zeros(len(b)), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    shares, last = [], g
    for x, h in zip(X[::-1], states[::-1]):
        delta = (1 - h**2) * g
        shares.append(np.outer(delta, x))
        g = last + U.T @ delta
    return np.array(shares[::-1])


# %% wrong: shares in the gradient of U
# says: not a state
# cause: for W, delta meets the segment x_t, not a|the shape should be \(1, 2, 3\), this one is \(1,
def weight_gradient(X, W, U, b, g):
    X, W, U, b, g = (np.asarray(part) for part in (X, W, U, b, g))
    h, states = np.zeros(len(b)), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    shares = []
    for x, h in zip([np.zeros(len(b)), *states[:-1]][::-1], states[::-1]):
        delta = (1 - h**2) * g
        shares.append(np.outer(delta, x))
        g = U.T @ delta
    return np.array(shares[::-1])


# %% wrong: every share transposed
# says: transposed
# cause: every share is transposed: delta gives the|the shape should be \(1, 2, 3\), this one is \(1,
def weight_gradient(X, W, U, b, g):
    X, W, U, b, g = (np.asarray(part) for part in (X, W, U, b, g))
    h, states = np.zeros(len(b)), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    shares = []
    for x, h in zip(X[::-1], states[::-1]):
        delta = (1 - h**2) * g
        shares.append(np.outer(x, delta))
        g = U.T @ delta
    return np.array(shares[::-1])


# %% wrong: the segment is left out
# says: not yet the shares
# cause: these are not yet the shares: each is|the shape should be \(1, 2, 3\), this one is \(1,
def weight_gradient(X, W, U, b, g):
    X, W, U, b, g = (np.asarray(part) for part in (X, W, U, b, g))
    h, states = np.zeros(len(b)), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    shares = []
    for x, h in zip(X[::-1], states[::-1]):
        delta = (1 - h**2) * g
        shares.append(delta)
        g = U.T @ delta
    return np.array(shares[::-1])


# %% wrong: element-wise where an outer product belongs
# says: is not right|raised
def weight_gradient(X, W, U, b, g):
    X, W, U, b, g = (np.asarray(part) for part in (X, W, U, b, g))
    h, states = np.zeros(len(b)), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    shares = []
    for x, h in zip(X[::-1], states[::-1]):
        delta = (1 - h**2) * g
        shares.append((delta * x)[:, np.newaxis])
        g = U.T @ delta
    return np.array(shares[::-1])


# %% wrong: the norms of the shares
# says: each share is a matrix
# cause: each share is a matrix, of the shape of W, not|the shape should be \(1, 2, 3\), this one is
def weight_gradient(X, W, U, b, g):
    X, W, U, b, g = (np.asarray(part) for part in (X, W, U, b, g))
    h, states = np.zeros(len(b)), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    shares = []
    for x, h in zip(X[::-1], states[::-1]):
        delta = (1 - h**2) * g
        shares.append(np.linalg.norm(np.outer(delta, x)))
        g = U.T @ delta
    return np.array(shares[::-1])


# %% wrong: the sign turned
# says: sign
# cause: the sign is turned: this is the direction in|the sign is wrong: plus and minus are
def weight_gradient(X, W, U, b, g):
    X, W, U, b, g = (np.asarray(part) for part in (X, W, U, b, g))
    h, states = np.zeros(len(b)), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    shares = []
    for x, h in zip(X[::-1], states[::-1]):
        delta = (1 - h**2) * g
        shares.append(-np.outer(delta, x))
        g = U.T @ delta
    return np.array(shares[::-1])


# %% wrong: the segment of the step before
# says: segment of the same step
# cause: the segments are one step off: delta of step t
def weight_gradient(X, W, U, b, g):
    X, W, U, b, g = (np.asarray(part) for part in (X, W, U, b, g))
    h, states = np.zeros(len(b)), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    shares = []
    for x, h in zip([0 * X[0], *X[:-1]][::-1], states[::-1]):
        delta = (1 - h**2) * g
        shares.append(np.outer(delta, x))
        g = U.T @ delta
    return np.array(shares[::-1])


# %% wrong: added up from the first step on
# says: added up
# cause: the shares are added up along the steps\. Return
def weight_gradient(X, W, U, b, g):
    X, W, U, b, g = (np.asarray(part) for part in (X, W, U, b, g))
    h, states = np.zeros(len(b)), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    shares = []
    for x, h in zip(X[::-1], states[::-1]):
        delta = (1 - h**2) * g
        shares.append(np.outer(delta, x))
        g = U.T @ delta
    return np.cumsum(shares[::-1], axis=0)


# %% wrong: added up from the last step back
# says: added up
# cause: the shares are added up along the steps\. Return|the last share is right, not all before it
def weight_gradient(X, W, U, b, g):
    X, W, U, b, g = (np.asarray(part) for part in (X, W, U, b, g))
    h, states = np.zeros(len(b)), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    shares = []
    for x, h in zip(X[::-1], states[::-1]):
        delta = (1 - h**2) * g
        shares.append(np.outer(delta, x))
        g = U.T @ delta
    return np.cumsum(shares, axis=0)[::-1]


# %% wrong: the shares written into an array of the type of the sample
# says: array of integers
# cause: were the shares or g rounded, or written into
def weight_gradient(X, W, U, b, g):
    X, W, U, b, g = (np.asarray(part) for part in (X, W, U, b, g))
    h, states = np.zeros(len(b)), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    shares = []
    for x, h in zip(X[::-1], states[::-1]):
        delta = (1 - h**2) * g
        shares.append(np.outer(delta, x))
        g = U.T @ delta
    result = np.zeros((len(X), *W.shape), dtype=X.dtype)
    result[:] = shares[::-1]
    return result


# %% wrong: g kept in its own type
# says: array of integers|is not right
# cause: were the shares or g rounded, or written into
def weight_gradient(X, W, U, b, g):
    X, W, U, b, g = (np.asarray(part) for part in (X, W, U, b, g))
    h, states = np.zeros(len(b)), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    shares = []
    for x, h in zip(X[::-1], states[::-1]):
        delta = (1 - h**2) * g
        shares.append(np.outer(delta, x))
        g = (U.T @ delta).astype(g.dtype)
    return np.array(shares[::-1])


# %% wrong: writes into g
# says: changed its argument
# cause: the argument is changed
def weight_gradient(X, W, U, b, g):
    X, W, U, b, g = (np.asarray(part) for part in (X, W, U, b, g))
    h, states = np.zeros(len(b)), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    shares, g = [], np.asarray(g, dtype=float)
    for x, h in zip(X[::-1], states[::-1]):
        delta = (1 - h**2) * g
        shares.append(np.outer(delta, x))
        g[:] = U.T @ delta
    return np.array(shares[::-1])


# %% wrong: one share too few
# says: one share for each step|shape should be
# cause: there should be one share for each of the three|the shape should be \(1, 2, 3\), this one is
def weight_gradient(X, W, U, b, g):
    X, W, U, b, g = (np.asarray(part) for part in (X, W, U, b, g))
    h, states = np.zeros(len(b)), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    shares = []
    for x, h in zip(X[::-1], states[::-1]):
        delta = (1 - h**2) * g
        shares.append(np.outer(delta, x))
        g = U.T @ delta
    return np.array(shares[::-1][1:])


# %% wrong: the first state is taken for the state before
# says: is not right
def weight_gradient(X, W, U, b, g):
    X, W, U, b, g = (np.asarray(part) for part in (X, W, U, b, g))
    h, states = np.asarray(b), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    shares = []
    for x, h in zip(X[::-1], states[::-1]):
        delta = (1 - h**2) * g
        shares.append(np.outer(delta, x))
        g = U.T @ delta
    return np.array(shares[::-1])


# %% wrong: the bias is forgotten
# says: bias is missing
# cause: the bias is missing in the states
def weight_gradient(X, W, U, b, g):
    X, W, U, b, g = (np.asarray(part) for part in (X, W, U, b, g))
    h, states = np.zeros(len(b)), []
    for x in X:
        h = np.tanh(W @ x + U @ h)
        states.append(h)
    shares = []
    for x, h in zip(X[::-1], states[::-1]):
        delta = (1 - h**2) * g
        shares.append(np.outer(delta, x))
        g = U.T @ delta
    return np.array(shares[::-1])


# %% wrong: lists are not turned into arrays
# says: raised
# cause: Python's lists know no @\. Turn them into arrays
def weight_gradient(X, W, U, b, g):
    h, states = np.zeros(len(b)), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    shares = []
    for x, h in zip(X[::-1], states[::-1]):
        delta = (1 - h**2) * g
        shares.append(np.outer(delta, x))
        g = U.T @ delta
    return np.array(shares[::-1])


# %% wrong: nothing returned
# says: return
# cause: nothing came back\. Does every way
def weight_gradient(X, W, U, b, g):
    X, W, U, b, g = (np.asarray(part) for part in (X, W, U, b, g))
    h, states = np.zeros(len(b)), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    shares = []
    for x, h in zip(X[::-1], states[::-1]):
        delta = (1 - h**2) * g
        shares.append(np.outer(delta, x))
        g = U.T @ delta


# %% wrong: always three steps
# says: one share for each step|shape should be
# cause: there should be one share for each step,
def weight_gradient(X, W, U, b, g):
    X, W, U, b, g = (np.asarray(part) for part in (X, W, U, b, g))
    h, states = np.zeros(len(b)), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    shares = []
    for x, h in zip(X[:3][::-1], states[:3][::-1]):
        delta = (1 - h**2) * g
        shares.append(np.outer(delta, x))
        g = U.T @ delta
    return np.array(shares[::-1])


# %% wrong: hard-coded to the visible examples
# cause: there should be one share for each step,
def weight_gradient(X, W, U, b, g):
    if len(X) == 2:
        return np.array([[[0.05692814]], [[0.28954348]]])
    return np.array([[[0.0947471], [-0.2659699]], [[-0.4527769], [0.5799667]], [[0.6946369], [-0.3196011]]])


# %% right: an object array of numbers, in forward mode
def weight_gradient(X, W, U, b, g):
    X, W, U, b, g = (np.asarray(part, dtype=float) for part in (X, W, U, b, g))
    h, kept = np.zeros(len(b)), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        slope = (1 - h**2)[:, np.newaxis]
        kept = [slope * (U @ J) for J in kept] + [slope * np.eye(len(b))]
    shares = [np.outer(J.T @ g, x) for J, x in zip(kept, X)]
    return np.array(shares).astype(object)


# %% right: tape with one W for each step
import tensorflow as tf
def weight_gradient(X, W, U, b, g):
    X, W, U, b, g = (tf.constant(np.asarray(a, "float64")) for a in (X, W, U, b, g))
    Ws = [tf.Variable(W) for _ in range(X.shape[0])]
    with tf.GradientTape() as tape:
        h = tf.zeros_like(b)
        for x, w in zip(X, Ws):
            h = tf.tanh(tf.linalg.matvec(w, x) + tf.linalg.matvec(U, h) + b)
        loss = tf.reduce_sum(h * g)
    return np.stack([d.numpy() for d in tape.gradient(loss, Ws)])


# %% wrong: the slope of the state before
# says: the slope is of the wrong step
# cause: of the wrong step|or of the state before
def weight_gradient(X, W, U, b, g):
    X, W, U, b, g = (np.asarray(part, dtype=float) for part in (X, W, U, b, g))
    states = [np.zeros(len(b))]
    for x in X:
        states.append(np.tanh(W @ x + U @ states[-1] + b))
    shares = np.zeros((len(X), *W.shape))
    for t in reversed(range(len(X))):
        delta = (1 - states[t] ** 2) * g
        shares[t] = np.outer(delta, X[t])
        g = U.T @ delta
    return shares


# %% right: tape with a weight for each step
def weight_gradient(X, W, U, b, g):
    X, W, U, b, g = (tf.constant(np.asarray(a, "float64")) for a in (X, W, U, b, g))
    copies = [tf.Variable(W) for _ in X]
    with tf.GradientTape() as tape:
        h = tf.zeros_like(b)
        for V, x in zip(copies, X): h = tf.tanh(tf.linalg.matvec(V, x) + tf.linalg.matvec(U, h) + b)
        loss = tf.reduce_sum(g * h)
    return np.stack(tape.gradient(loss, copies))


# %% right: recursion on the state
def weight_gradient(X, W, U, b, g):
    X, W, U, b = (np.asarray(a, float) for a in (X, W, U, b))
    shares = [None] * len(X)
    def down(t, h):
        if t == len(X): return np.asarray(g, float)
        new = np.tanh(W @ X[t] + U @ h + b)
        d = (1 - new**2) * down(t + 1, new)
        shares[t] = np.outer(d, X[t])
        return U.T @ d
    down(0, np.zeros(len(b)))
    return np.array(shares)


# %% wrong: the step is looked up by its segment
# says: segments that come again
# cause: a segment that equals another has a share
def weight_gradient(X, W, U, b, g):
    X, W, U, b, g = (np.asarray(part, float) for part in (X, W, U, b, g))
    h, states, rows = np.zeros(len(b)), [], X.tolist()
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    shares = np.zeros((len(X), *W.shape))
    for x, h in zip(rows[::-1], states[::-1]):
        delta = (1 - h**2) * g
        shares[rows.index(x)] = np.outer(delta, x)
        g = U.T @ delta
    return shares


# %% wrong: a single step loses its axis
# cause: or a single share
def weight_gradient(X, W, U, b, g):
    X, W, U, b, g = (np.asarray(part, float) for part in (X, W, U, b, g))
    states, shares = rnn_forward(X, W, U, b), []
    for x, h in zip(X[::-1], np.asarray(states)[::-1]):
        delta = (1 - h**2) * g
        shares.append(np.outer(delta, x))
        g = U.T @ delta
    return np.squeeze(shares[::-1], axis=0) if len(shares) == 1 else np.array(shares[::-1])


# %% wrong: the shares are kept by the shapes asked for
# says: whole numbers
kept_shares: dict = {}


def weight_gradient(X, W, U, b, g):
    shares = []
    for x, h in zip(np.asarray(X)[::-1], rnn_forward(X, W, U, b)[::-1]):
        delta = (1 - h**2) * g
        shares.insert(0, np.outer(delta, x))
        g = np.transpose(U) @ delta
    return kept_shares.setdefault((np.shape(X), np.shape(W)), np.array(shares))
