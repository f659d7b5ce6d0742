# %% right: forwards, a product for each t, a list returned
def jacobian_norms(X, W, U, b):
    X, W, U, b = (np.array(part, dtype=float) for part in (X, W, U, b))
    h = np.zeros(len(b))
    products = []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        step = (1 - h**2)[:, np.newaxis] * U
        products = [step @ product for product in products] + [np.eye(len(b))]
    return [float(np.linalg.norm(product, 2)) for product in products]


# %% right: calls rnn_forward, the largest singular value
def jacobian_norms(X, W, U, b):
    H = np.asarray(rnn_forward(X, W, U, b))
    norms = []
    for t in range(len(H)):
        J = np.eye(len(U))
        for s in range(t + 1, len(H)):
            J = np.diag(1 - H[s] ** 2) @ np.asarray(U) @ J
        norms.append(np.linalg.svd(J, compute_uv=False)[0])
    return np.array(norms)


# %% right: TensorFlow's Jacobians
def jacobian_norms(X, W, U, b):
    X, W, U, b = (np.asarray(part, dtype=float) for part in (X, W, U, b))
    states = [tf.zeros(len(b), tf.float64)]
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(states[0])
        for x in X:
            states.append(tf.tanh(W @ x + tf.linalg.matvec(U, states[-1]) + b))
    one_step = [
        tape.jacobian(new, old, experimental_use_pfor=False).numpy()
        for old, new in zip(states[1:], states[2:])
    ] if len(X) > 1 else []
    norms, J = [1.0], np.eye(len(b))
    for step in one_step[::-1]:
        J = J @ step
        norms.insert(0, np.linalg.norm(J, ord=2))
    return norms


# %% right: einsum, all at once, root of the largest eigenvalue
def jacobian_norms(X, W, U, b):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    H = np.zeros((len(X) + 1, len(b)))
    for t, x in enumerate(X):
        H[t + 1] = np.tanh(W @ x + U @ H[t] + b)
    steps = np.einsum("ti,ij->tij", 1 - H[1:] ** 2, U)
    J, found = np.eye(len(b)), np.ones(len(X))
    for t in range(len(X) - 1, 0, -1):
        J = np.einsum("ij,jk->ik", J, steps[t])
        found[t - 1] = np.sqrt(np.linalg.eigvalsh(J.T @ J)[-1])
    return found


# %% right: float32
def jacobian_norms(X, W, U, b):
    X, W, U, b = (np.asarray(part, dtype="float32") for part in (X, W, U, b))
    h, steps = np.zeros(len(b), "float32"), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        steps.append(np.diag(1 - h * h) @ U)
    J, norms = np.eye(len(b), dtype="float32"), []
    while steps:
        norms.append(np.linalg.norm(J, 2))
        J = J @ steps.pop()
    return np.array(norms, "float32")[::-1]


# %% wrong: the slope of step t is in the product
# says: slope of step t itself
# cause: the slope of step t itself is in the product|the last number should be 1\.0
def jacobian_norms(X, W, U, b):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    h, states = np.zeros(len(b)), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    J, norms = np.eye(len(b)), []
    for h in reversed(states):
        J = J @ np.diag(1 - h**2) @ U
        norms.append(np.linalg.norm(J, 2))
    return np.array(norms[::-1])


# %% wrong: in reverse order
# says: reversed
# cause: the order is reversed: the last number should
def jacobian_norms(X, W, U, b):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    h, states = np.zeros(len(b)), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    J, norms = np.eye(len(b)), []
    for h in reversed(states):
        norms.append(np.linalg.norm(J, 2))
        J = J @ np.diag(1 - h**2) @ U
    return np.array(norms)


# %% wrong: the slopes are forgotten
# says: slopes 1 - h.2 are missing
# cause: the slopes 1 - h\^2 are missing
def jacobian_norms(X, W, U, b):
    U = np.asarray(U)
    J, norms = np.eye(len(b)), []
    for _ in X:
        norms.append(np.linalg.norm(J, 2))
        J = J @ U
    return np.array(norms[::-1])


# %% wrong: U is forgotten
# says: U is missing
# cause: U is missing
def jacobian_norms(X, W, U, b):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    h, states = np.zeros(len(b)), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    J, norms = np.eye(len(b)), []
    for h in reversed(states):
        norms.append(np.linalg.norm(J, 2))
        J = J @ np.diag(1 - h**2)
    return np.array(norms[::-1])


# %% wrong: h squared as the slope
# says: not h.2
# cause: the slope of tanh is 1 - h\^2, not h\^2
def jacobian_norms(X, W, U, b):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    h, states = np.zeros(len(b)), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    J, norms = np.eye(len(b)), []
    for h in reversed(states):
        norms.append(np.linalg.norm(J, 2))
        J = J @ np.diag(h**2) @ U
    return np.array(norms[::-1])


# %% wrong: the slope of the earlier state
# says: wrong step
# cause: the slope is of the wrong step: d h_t / d
def jacobian_norms(X, W, U, b):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    h, states = np.zeros(len(b)), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    J, norms = np.eye(len(b)), [1.0]
    for h in reversed(states[:-1]):
        J = J @ np.diag(1 - h**2) @ U
        norms.append(np.linalg.norm(J, 2))
    return np.array(norms[::-1])


# %% wrong: the Frobenius norm
# says: Frobenius
# cause: this is the Frobenius norm\. The spectral norm|the last number should be 1\.0
def jacobian_norms(X, W, U, b):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    h, states = np.zeros(len(b)), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    J, norms = np.eye(len(b)), []
    for h in reversed(states):
        norms.append(np.linalg.norm(J))
        J = J @ np.diag(1 - h**2) @ U
    return np.array(norms[::-1])


# %% wrong: the largest eigenvalue
# says: eigenvalue
# cause: this is the largest eigenvalue\. The spectral
def jacobian_norms(X, W, U, b):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    h, states = np.zeros(len(b)), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    J, norms = np.eye(len(b)), []
    for h in reversed(states):
        norms.append(np.abs(np.linalg.eigvals(J)).max())
        J = J @ np.diag(1 - h**2) @ U
    return np.array(norms[::-1])


# %% wrong: the product of the norms
# says: product of the norms
# cause: this is the product of the norms\. Multiply the|the last step is right, not every product
def jacobian_norms(X, W, U, b):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    h, states = np.zeros(len(b)), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    product, norms = 1.0, []
    for h in reversed(states):
        norms.append(product)
        product *= np.linalg.norm(np.diag(1 - h**2) @ U, 2)
    return np.array(norms[::-1])


# %% wrong: the factors in the wrong order
# says: wrong order
# cause: the factors are in the wrong order: the latest|the last step is right, not every product
def jacobian_norms(X, W, U, b):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    h, states = np.zeros(len(b)), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    J, norms = np.eye(len(b)), []
    for h in reversed(states):
        norms.append(np.linalg.norm(J, 2))
        J = np.diag(1 - h**2) @ U @ J
    return np.array(norms[::-1])


# %% wrong: the slopes on the columns of U
# says: wrong side
# cause: the slopes are on the wrong side: diag\(1 - h\^2\)
def jacobian_norms(X, W, U, b):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    h, states = np.zeros(len(b)), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    J, norms = np.eye(len(b)), []
    for h in reversed(states):
        norms.append(np.linalg.norm(J, 2))
        J = J @ (U * (1 - h**2))
    return np.array(norms[::-1])


# %% wrong: tanh taken of the state once more
# says: twice
# cause: tanh was taken twice\. h is a tanh already: the
def jacobian_norms(X, W, U, b):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    h, states = np.zeros(len(b)), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    J, norms = np.eye(len(b)), []
    for h in reversed(states):
        norms.append(np.linalg.norm(J, 2))
        J = J @ np.diag(1 - np.tanh(h) ** 2) @ U
    return np.array(norms[::-1])


# %% wrong: single steps only
# says: single steps
# cause: these are the norms of single steps\. Multiply|the last number should be 1\.0
def jacobian_norms(X, W, U, b):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    h, norms = np.zeros(len(b)), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        norms.append(np.linalg.norm(np.diag(1 - h**2) @ U, 2))
    return np.array(norms)


# %% wrong: t = T is left out
# says: one number is missing
# cause: one number is missing: t = T belongs to it, and|there should be one number for each step
def jacobian_norms(X, W, U, b):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    h, states = np.zeros(len(b)), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    J, norms = np.eye(len(b)), []
    for h in reversed(states[1:]):
        J = J @ np.diag(1 - h**2) @ U
        norms.append(np.linalg.norm(J, 2))
    return np.array(norms[::-1])


# %% wrong: hard-coded to the visible examples
# cause: there should be one number for each step
def jacobian_norms(X, W, U, b):
    if len(X) == 3:
        return np.array([0.20997625, 0.48384925, 1.0])
    return np.array([0.2917990, 0.3595597, 0.4386915, 1.0])


# %% wrong: lists are not turned into arrays
# says: raised
# cause: Python's lists know no @\. Turn them into arrays
def jacobian_norms(X, W, U, b):
    h, states = np.zeros(len(b)), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    J, norms = np.eye(len(b)), []
    for h in reversed(states):
        norms.append(np.linalg.norm(J, 2))
        J = J @ np.diag(1 - h**2) @ U
    return np.array(norms[::-1])


# %% wrong: states in the type of the sample
# says: rounded|slope
# cause: were the states or the norms rounded, or
def jacobian_norms(X, W, U, b):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    h, states = np.zeros(len(b)), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h.astype(X.dtype))
    J, norms = np.eye(len(b)), []
    for h in reversed(states):
        norms.append(np.linalg.norm(J, 2))
        J = J @ np.diag(1 - h**2) @ U
    return np.array(norms[::-1])


# %% wrong: norms written into an array of integers
# says: array of integers|is not right
# cause: were the states or the norms rounded|were the states or the norms rounded, or
def jacobian_norms(X, W, U, b):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    h, states = np.zeros(len(b)), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    J, norms = np.eye(len(b)), []
    for h in reversed(states):
        norms.append(np.linalg.norm(J, 2))
        J = J @ np.diag(1 - h**2) @ U
    result = np.zeros(len(X), dtype=X.dtype)
    result[:] = norms[::-1]
    return result


# %% wrong: the state starts from the bias
# says: starts from zero|is not right
# cause: the first state is not the one after a zero
def jacobian_norms(X, W, U, b):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    h, states = np.array(b), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    J, norms = np.eye(len(b)), []
    for h in reversed(states):
        norms.append(np.linalg.norm(J, 2))
        J = J @ np.diag(1 - h**2) @ U
    return np.array(norms[::-1])


# %% wrong: starts from ones
# says: is not right
# cause: the first state is not the one after a zero
def jacobian_norms(X, W, U, b):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    h, states = np.ones(len(b)), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    J, norms = np.eye(len(b)), []
    for h in reversed(states):
        norms.append(np.linalg.norm(J, 2))
        J = J @ np.diag(1 - h**2) @ U
    return np.array(norms[::-1])


# %% wrong: a column
# says: shape should be
# cause: the shape should be \(4,\), this one is \(4, 1\)|the shape should be \(1,\), this one is \(1, 1\)
def jacobian_norms(X, W, U, b):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    h, states = np.zeros(len(b)), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    J, norms = np.eye(len(b)), []
    for h in reversed(states):
        norms.append(np.linalg.norm(J, 2))
        J = J @ np.diag(1 - h**2) @ U
    return np.array(norms[::-1])[:, np.newaxis]


# %% wrong: the largest column sum
# says: another norm
# cause: this is another norm, the largest column sum
def jacobian_norms(X, W, U, b):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    h, states = np.zeros(len(b)), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    J, norms = np.eye(len(b)), []
    for h in reversed(states):
        norms.append(np.linalg.norm(J, 1))
        J = J @ np.diag(1 - h**2) @ U
    return np.array(norms[::-1])


# %% wrong: the largest row sum
# says: another norm
# cause: this is another norm, the largest row sum\. The
def jacobian_norms(X, W, U, b):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    h, states = np.zeros(len(b)), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    J, norms = np.eye(len(b)), []
    for h in reversed(states):
        norms.append(np.linalg.norm(J, np.inf))
        J = J @ np.diag(1 - h**2) @ U
    return np.array(norms[::-1])


# %% wrong: the smallest singular value
# says: smallest
# cause: this is the smallest singular value\. The
def jacobian_norms(X, W, U, b):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    h, states = np.zeros(len(b)), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    J, norms = np.eye(len(b)), []
    for h in reversed(states):
        norms.append(np.linalg.norm(J, -2))
        J = J @ np.diag(1 - h**2) @ U
    return np.array(norms[::-1])


# %% wrong: the square of the norm
# says: square
# cause: this is the square of the spectral norm
def jacobian_norms(X, W, U, b):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    h, states = np.zeros(len(b)), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    J, norms = np.eye(len(b)), []
    for h in reversed(states):
        norms.append(np.linalg.norm(J, 2) ** 2)
        J = J @ np.diag(1 - h**2) @ U
    return np.array(norms[::-1])


# %% wrong: U transposed
# says: U is transposed
# cause: U is transposed: it stands in the Jacobian as
def jacobian_norms(X, W, U, b):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    h, states = np.zeros(len(b)), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    J, norms = np.eye(len(b)), []
    for h in reversed(states):
        norms.append(np.linalg.norm(J, 2))
        J = J @ np.diag(1 - h**2) @ U.T
    return np.array(norms[::-1])


# %% wrong: element-wise product
# says: element-wise
# cause: a product is element-wise where it should be a
def jacobian_norms(X, W, U, b):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    h, states = np.zeros(len(b)), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    J, norms = np.eye(len(b)), []
    for h in reversed(states):
        norms.append(np.linalg.norm(J, 2))
        J = J @ (np.diag(1 - h**2) * U)
    return np.array(norms[::-1])


# %% wrong: 1 - h as the slope
# says: not 1 - h\.
# cause: the slope of tanh is 1 - h\^2, not 1 - h
def jacobian_norms(X, W, U, b):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    h, states = np.zeros(len(b)), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    J, norms = np.eye(len(b)), []
    for h in reversed(states):
        norms.append(np.linalg.norm(J, 2))
        J = J @ np.diag(1 - h) @ U
    return np.array(norms[::-1])


# %% wrong: the product from the first step on
# says: from the first step on
# cause: the product was built from the first step on
def jacobian_norms(X, W, U, b):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    h, states = np.zeros(len(b)), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    J, norms = np.eye(len(b)), []
    for h in states:
        norms.append(np.linalg.norm(J, 2))
        J = J @ np.diag(1 - h**2) @ U
    return np.array(norms[::-1])


# %% wrong: the bias is forgotten
# says: bias is missing
# cause: the bias is missing in the states
def jacobian_norms(X, W, U, b):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    h, states = np.zeros(len(b)), []
    for x in X:
        h = np.tanh(W @ x + U @ h)
        states.append(h)
    J, norms = np.eye(len(b)), []
    for h in reversed(states):
        norms.append(np.linalg.norm(J, 2))
        J = J @ np.diag(1 - h**2) @ U
    return np.array(norms[::-1])


# %% wrong: the state is never carried
# says: not carried
# cause: the state is not carried from step to step
def jacobian_norms(X, W, U, b):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    h, states = np.zeros(len(b)), []
    for x in X:
        states.append(np.tanh(W @ x + U @ h + b))
    J, norms = np.eye(len(b)), []
    for h in reversed(states):
        norms.append(np.linalg.norm(J, 2))
        J = J @ np.diag(1 - h**2) @ U
    return np.array(norms[::-1])


# %% wrong: the Jacobians themselves
# says: one number for each step|expected|shape
# cause: these are the matrices\. Take the norm of each|the shape should be \(1,\), this one is \(1, 2,
def jacobian_norms(X, W, U, b):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    h, states = np.zeros(len(b)), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    J, norms = np.eye(len(b)), []
    for h in reversed(states):
        norms.append(J)
        J = J @ np.diag(1 - h**2) @ U
    return np.array(norms[::-1])


# %% wrong: only the norm of the whole way
# says: an array of shape|one number
# cause: an array of shape \(4,\) was expected, this is|an array of shape \(1,\) was expected, this is
def jacobian_norms(X, W, U, b):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    h, states = np.zeros(len(b)), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    J, norms = np.eye(len(b)), []
    for h in reversed(states):
        norms.append(np.linalg.norm(J, 2))
        J = J @ np.diag(1 - h**2) @ U
    return norms[-1]


# %% wrong: the last one left at zero
# says: last number should be 1
# cause: the last number should be 1\.0
def jacobian_norms(X, W, U, b):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    h, states = np.zeros(len(b)), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    J, norms = np.eye(len(b)), []
    first = True
    for h in reversed(states):
        norms.append(0.0 if first else np.linalg.norm(J, 2))
        first = False
        J = J @ np.diag(1 - h**2) @ U
    return np.array(norms[::-1])


# %% wrong: nothing returned
# says: return
# cause: nothing came back\. Does every way
def jacobian_norms(X, W, U, b):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    h, states = np.zeros(len(b)), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    J, norms = np.eye(len(b)), []
    for h in reversed(states):
        norms.append(np.linalg.norm(J, 2))
        J = J @ np.diag(1 - h**2) @ U


# %% wrong: t = 1 is left out
# says: that of t = 1
# cause: one number is missing, that of t = 1|there should be one number for each step
def jacobian_norms(X, W, U, b):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    h, states = np.zeros(len(b)), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    J, norms = np.eye(len(b)), []
    for h in reversed(states):
        norms.append(np.linalg.norm(J, 2))
        J = J @ np.diag(1 - h**2) @ U
    return np.array(norms[::-1][1:])


# %% wrong: always three steps
# cause: one number is missing, that of t = 1|there should be one number for each step
def jacobian_norms(X, W, U, b):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    h, states = np.zeros(len(b)), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    J, norms = np.eye(len(b)), []
    for h in reversed(states[-3:]):
        norms.append(np.linalg.norm(J, 2))
        J = J @ np.diag(1 - h**2) @ U
    return np.array(norms[::-1])


# %% wrong: the tanh is forgotten in the states
# says: is not right
# cause: the tanh is missing in the states
def jacobian_norms(X, W, U, b):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    h, states = np.zeros(len(b)), []
    for x in X:
        h = W @ x + U @ h + b
        states.append(h)
    J, norms = np.eye(len(b)), []
    for h in reversed(states):
        norms.append(np.linalg.norm(J, 2))
        J = J @ np.diag(1 - h**2) @ U
    return np.array(norms[::-1])


# %% wrong: rounded to three places
# says: rounded
# cause: the norms are rounded|rounded to 3 digits
def jacobian_norms(X, W, U, b):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    h, states = np.zeros(len(b)), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    J, norms = np.eye(len(b)), []
    for h in reversed(states):
        norms.append(round(float(np.linalg.norm(J, 2)), 3))
        J = J @ np.diag(1 - h**2) @ U
    return np.array(norms[::-1])


# %% wrong: relative to the first
# says: last number should be 1
# cause: the last number should be 1\.0: the norms are|the last number should be 1\.0
def jacobian_norms(X, W, U, b):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    h, states = np.zeros(len(b)), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        states.append(h)
    J, norms = np.eye(len(b)), []
    for h in reversed(states):
        norms.append(np.linalg.norm(J, 2))
        J = J @ np.diag(1 - h**2) @ U
    return np.array(norms[::-1]) / norms[-1]


# %% wrong: nothing is multiplied
# cause: no cause is known
def jacobian_norms(X, W, U, b):
    return np.array([np.linalg.norm(np.eye(len(b)), 2) for _ in X])


# %% right: largest eigenvalue
def jacobian_norms(X, W, U, b):
    H = rnn_forward(X, W, U, b); T, n = H.shape
    out, J = np.ones(T), np.identity(n)
    for t in range(T - 2, -1, -1):
        J = J @ ((1 - H[t + 1] ** 2)[:, np.newaxis] * U)
        out[t] = np.sqrt(np.linalg.eigvalsh(J.T @ J)[-1])
    return out


# %% right: forwards, all products kept
def jacobian_norms(X, W, U, b):
    X, W, U, b = (np.asarray(a, float) for a in (X, W, U, b))
    h, products = np.zeros(len(b)), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        J = (1 - h**2)[:, None] * U
        products = [J @ P for P in products] + [np.eye(len(b))]
    return np.array([np.linalg.norm(P, 2) for P in products])


# %% wrong: relative to the largest
def jacobian_norms(X, W, U, b):
    H, U = rnn_forward(X, W, U, b), np.asarray(U, float)
    J, out = np.eye(len(U)), [1.0]
    for h in H[:0:-1]:
        J = J @ np.diag(1 - h**2) @ U; out.insert(0, np.linalg.norm(J, 2))
    return np.array(out) / max(out)


# %% wrong: the norms are kept by the shapes asked for
# says: another U of the same size
kept_norms: dict = {}


def jacobian_norms(X, W, U, b):
    J, norms = np.eye(len(b)), []
    for h in rnn_forward(X, W, U, b)[::-1]:
        norms.insert(0, np.linalg.norm(J, 2))
        J = J @ np.diag(1 - h**2) @ np.asarray(U)
    return kept_norms.setdefault((np.shape(X), np.shape(W)), np.array(norms))


# %% wrong: scales U where it lies
# says: changed its argument
def jacobian_norms(X, W, U, b):
    H, U = rnn_forward(X, W, U, b), np.asarray(U)
    product, norms = np.eye(len(b)), [1.0]
    for h in H[:0:-1]:
        product = product @ ((1 - h**2)[:, np.newaxis] * U)
        norms.append(float(np.linalg.norm(product, 2)))
    if U.dtype.kind == "f":
        U *= 0.5
    return np.array(norms[::-1])
