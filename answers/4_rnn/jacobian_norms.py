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
def jacobian_norms(X, W, U, b):
    U = np.asarray(U)
    J, norms = np.eye(len(b)), []
    for _ in X:
        norms.append(np.linalg.norm(J, 2))
        J = J @ U
    return np.array(norms[::-1])


# %% wrong: U is forgotten
# says: U is missing
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
def jacobian_norms(X, W, U, b):
    X, W, U, b = (np.asarray(part) for part in (X, W, U, b))
    h, norms = np.zeros(len(b)), []
    for x in X:
        h = np.tanh(W @ x + U @ h + b)
        norms.append(np.linalg.norm(np.diag(1 - h**2) @ U, 2))
    return np.array(norms)


# %% wrong: t = T is left out
# says: one number is missing
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
def jacobian_norms(X, W, U, b):
    if len(X) == 3:
        return np.array([0.20997625, 0.48384925, 1.0])
    return np.array([0.2917990, 0.3595597, 0.4386915, 1.0])
