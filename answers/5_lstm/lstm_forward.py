# %% right: step by step, with the notebook's lstm_step
def lstm_forward(X, W, U, b):
    h = c = np.zeros(len(b["i"]))
    H, C = [], []
    for x in X:
        h, c = lstm_step(x, h, c, W, U, b)
        H.append(h)
        C.append(c)
    return np.array(H), np.array(C)


# %% right: all inputs projected at once, arrays filled in
def lstm_forward(X, W, U, b):
    l_out = len(b["c"])
    from_x = {k: np.asarray(X) @ W[k].T + b[k] for k in "ifco"}
    H, C = np.zeros((len(X), l_out)), np.zeros((len(X), l_out))
    h, c = np.zeros(l_out), np.zeros(l_out)
    for t in range(len(X)):
        i, f, o = (1 / (1 + np.exp(-(from_x[k][t] + U[k] @ h))) for k in "ifo")
        c = f * c + i * np.tanh(from_x["c"][t] + U["c"] @ h)
        h = o * np.tanh(c)
        H[t], C[t] = h, c
    return H, C


# %% right: recursive, lists
def lstm_forward(X, W, U, b):
    if len(X) == 0:
        return [], []
    H, C = lstm_forward(X[:-1], W, U, b)
    h = H[-1] if H else np.zeros(len(b["i"]))
    c = C[-1] if C else np.zeros(len(b["i"]))
    z = {k: W[k] @ X[-1] + U[k] @ h + b[k] for k in "ifco"}
    c = c / (1 + np.exp(-z["f"])) + np.tanh(z["c"]) / (1 + np.exp(-z["i"]))
    return H + [np.tanh(c) / (1 + np.exp(-z["o"]))], C + [c]


# %% right: one stacked matrix, float32, einsum
def lstm_forward(sample, kernel, recurrent, bias):
    W, U, b = (
        np.stack([part[k] for k in "ifco"]).astype("float32") for part in (kernel, recurrent, bias)
    )
    h = c = np.zeros(b.shape[1], "float32")
    rows = []
    for x in np.asarray(sample, "float32"):
        z = np.einsum("gij,j->gi", W, x) + np.einsum("gij,j->gi", U, h) + b
        gates = 1 / (1 + np.exp(-z))
        c = gates[1] * c + gates[0] * np.tanh(z[2])
        h = gates[3] * np.tanh(c)
        rows.append((h, c))
    H, C = np.stack(rows, axis=1)
    return [H, C]


# %% right: Keras's own cell
def lstm_forward(X, W, U, b):
    cell = keras.layers.LSTMCell(len(b["i"]))
    cell.build((None, np.shape(X)[1]))
    W, U, b = (np.concatenate([part[k] for k in "ifco"]) for part in (W, U, b))
    cell.set_weights([W.T, U.T, b])
    h = c = tf.zeros((1, len(b) // 4))
    H, C = [], []
    for x in np.asarray(X, "float32"):
        _, (h, c) = cell(x[np.newaxis], [h, c])
        H.append(np.asarray(h)[0])
        C.append(np.asarray(c)[0])
    return np.array(H), np.array(C)


# %% wrong: the state starts at zero in every step
# says: state h is not passed on
# cause: state h is not passed on
def lstm_forward(X, W, U, b):
    c = np.zeros(len(b["i"]))
    H, C = [], []
    for x in X:
        h = np.zeros(len(b["i"]))
        z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
        i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
        c = f * c + i * np.tanh(z["c"])
        h = o * np.tanh(c)
        H.append(h)
        C.append(c)
    return np.array(H), np.array(C)


# %% wrong: the carry starts at zero in every step
# says: carry c is not passed on
# cause: carry c is not passed on
def lstm_forward(X, W, U, b):
    h = np.zeros(len(b["i"]))
    H, C = [], []
    for x in X:
        c = np.zeros(len(b["i"]))
        z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
        i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
        c = f * c + i * np.tanh(z["c"])
        h = o * np.tanh(c)
        H.append(h)
        C.append(c)
    return np.array(H), np.array(C)


# %% wrong: only the last step
# says: only the last step
def lstm_forward(X, W, U, b):
    h = c = np.zeros(len(b["i"]))
    for x in X:
        z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
        i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
        c = f * c + i * np.tanh(z["c"])
        h = o * np.tanh(c)
    return h, c


# %% wrong: states and carries exchanged
# says: exchanged: return H, C
# cause: exchanged: return H, C
def lstm_forward(X, W, U, b):
    h = c = np.zeros(len(b["i"]))
    H, C = [], []
    for x in X:
        z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
        i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
        c = f * c + i * np.tanh(z["c"])
        h = o * np.tanh(c)
        H.append(h)
        C.append(c)
    return np.array(C), np.array(H)


# %% wrong: the zero states are kept as row 0
# says: zero states at the start
def lstm_forward(X, W, U, b):
    H, C = [np.zeros(len(b["i"]))], [np.zeros(len(b["i"]))]
    for x in X:
        z = {k: W[k] @ x + U[k] @ H[-1] + b[k] for k in "ifco"}
        i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
        C.append(f * C[-1] + i * np.tanh(z["c"]))
        H.append(o * np.tanh(C[-1]))
    return np.array(H), np.array(C)


# %% wrong: one array is overwritten at each step
# says: overwritten
# cause: overwritten
def lstm_forward(X, W, U, b):
    h, c = np.zeros(len(b["i"])), np.zeros(len(b["i"]))
    H, C = [], []
    for x in X:
        z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
        i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
        c[:] = f * c + i * np.tanh(z["c"])
        h[:] = o * np.tanh(c)
        H.append(h)
        C.append(c)
    return np.array(H), np.array(C)


# %% wrong: the last step comes first
# says: reverse order
# cause: reverse order
def lstm_forward(X, W, U, b):
    h = c = np.zeros(len(b["i"]))
    H, C = [], []
    for x in X:
        z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
        i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
        c = f * c + i * np.tanh(z["c"])
        h = o * np.tanh(c)
        H.insert(0, h)
        C.insert(0, c)
    return np.array(H), np.array(C)


# %% wrong: the bias forgotten
# says: bias is missing
# cause: bias is missing
def lstm_forward(X, W, U, b):
    h = c = np.zeros(len(b["i"]))
    H, C = [], []
    for x in X:
        z = {k: W[k] @ x + U[k] @ h for k in "ifco"}
        i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
        c = f * c + i * np.tanh(z["c"])
        h = o * np.tanh(c)
        H.append(h)
        C.append(c)
    return np.array(H), np.array(C)


# %% wrong: gates i and f exchanged
# says: input gate and forget gate are exchanged
# cause: input gate and forget gate are exchanged
def lstm_forward(X, W, U, b):
    h = c = np.zeros(len(b["i"]))
    H, C = [], []
    for x in X:
        z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
        f, i, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
        c = f * c + i * np.tanh(z["c"])
        h = o * np.tanh(c)
        H.append(h)
        C.append(c)
    return np.array(H), np.array(C)


# %% wrong: tanh for the gates
# says: tanh stands where
# cause: tanh stands where
def lstm_forward(X, W, U, b):
    h = c = np.zeros(len(b["i"]))
    H, C = [], []
    for x in X:
        i, f, g, o = (np.tanh(W[k] @ x + U[k] @ h + b[k]) for k in "ifco")
        c = f * c + i * g
        h = o * np.tanh(c)
        H.append(h)
        C.append(c)
    return np.array(H), np.array(C)


# %% wrong: U transposed
# says: U is transposed
# cause: U is transposed
def lstm_forward(X, W, U, b):
    h = c = np.zeros(len(b["i"]))
    H, C = [], []
    for x in X:
        z = {k: W[k] @ x + h @ U[k] + b[k] for k in "ifco"}
        i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
        c = f * c + i * np.tanh(z["c"])
        h = o * np.tanh(c)
        H.append(h)
        C.append(c)
    return np.array(H), np.array(C)


# %% wrong: the zero state has the length of a segment
# says: sizes do not fit
# cause: sizes do not fit
def lstm_forward(X, W, U, b):
    h = c = np.zeros(np.shape(X)[1])
    H, C = [], []
    for x in X:
        z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
        i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
        c = f * c + i * np.tanh(z["c"])
        h = o * np.tanh(c)
        H.append(h)
        C.append(c)
    return np.array(H), np.array(C)


# %% wrong: looks ahead, over the sample from its end
# says: run from its end
# cause: run from its end
def lstm_forward(X, W, U, b):
    h = c = np.zeros(len(b["i"]))
    H, C = [], []
    for x in np.asarray(X)[::-1]:
        z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
        i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
        c = f * c + i * np.tanh(z["c"])
        h = o * np.tanh(c)
        H.append(h)
        C.append(c)
    return np.array(H), np.array(C)


# %% wrong: four steps, whatever the sample
# says: a row for each step
def lstm_forward(X, W, U, b):
    h = c = np.zeros(len(b["i"]))
    H, C = [], []
    for t in range(min(4, len(X))):
        z = {k: W[k] @ X[t] + U[k] @ h + b[k] for k in "ifco"}
        i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
        c = f * c + i * np.tanh(z["c"])
        h = o * np.tanh(c)
        H.append(h)
        C.append(c)
    return np.array(H), np.array(C)


# %% wrong: only H comes back
# says: two arrays
def lstm_forward(X, W, U, b):
    h = c = np.zeros(len(b["i"]))
    H = []
    for x in X:
        z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
        i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
        c = f * c + i * np.tanh(z["c"])
        h = o * np.tanh(c)
        H.append(h)
    return np.array(H)


# %% wrong: sets taken by their place
# says: by their place
# cause: by their place
def lstm_forward(X, W, U, b):
    h = c = np.zeros(len(b["i"]))
    H, C = [], []
    for x in X:
        z = [W[k] @ x + U[k] @ h + b[k] for k in W]
        i, f, o = (1 / (1 + np.exp(-z[k])) for k in (0, 1, 3))
        c = f * c + i * np.tanh(z[2])
        h = o * np.tanh(c)
        H.append(h)
        C.append(c)
    return np.array(H), np.array(C)


# %% wrong: gates in the order f, i, o, c
# says: use the weights of f, i, o, c
# cause: use the weights of f, i, o, c
def lstm_forward(X, W, U, b):
    h = c = np.zeros(len(b["i"]))
    H, C = [], []
    for x in X:
        z = dict(zip("fioc", (W[k] @ x + U[k] @ h + b[k] for k in "ifco")))
        i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
        c = f * c + i * np.tanh(z["c"])
        h = o * np.tanh(c)
        H.append(h)
        C.append(c)
    return np.array(H), np.array(C)


# %% wrong: candidate and output gate exchanged
# says: candidate and output gate are exchanged
# cause: candidate and output gate are exchanged
def lstm_forward(X, W, U, b):
    h = c = np.zeros(len(b["i"]))
    H, C = [], []
    for x in X:
        z = dict(zip("ifoc", (W[k] @ x + U[k] @ h + b[k] for k in "ifco")))
        i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
        c = f * c + i * np.tanh(z["c"])
        h = o * np.tanh(c)
        H.append(h)
        C.append(c)
    return np.array(H), np.array(C)


# %% wrong: state and carry exchanged in the loop
# says: exchanged inside the loop
# cause: exchanged inside the loop
def lstm_forward(X, W, U, b):
    h = c = np.zeros(len(b["i"]))
    H, C = [], []
    for x in X:
        c, h = lstm_step(x, h, c, W, U, b)
        H.append(h)
        C.append(c)
    return np.array(H), np.array(C)


# %% wrong: the carry handed over as the state
# says: carry stands where the old state
# cause: carry stands where the old state
def lstm_forward(X, W, U, b):
    h = c = np.zeros(len(b["i"]))
    H, C = [], []
    for x in X:
        z = {k: W[k] @ x + U[k] @ c + b[k] for k in "ifco"}
        i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
        c = f * c + i * np.tanh(z["c"])
        h = o * np.tanh(c)
        H.append(h)
        C.append(c)
    return np.array(H), np.array(C)


# %% wrong: the first step is left out
# says: a step is missing
def lstm_forward(X, W, U, b):
    h = c = np.zeros(len(b["i"]))
    H, C = [], []
    for x in X[1:]:
        z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
        i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
        c = f * c + i * np.tanh(z["c"])
        h = o * np.tanh(c)
        H.append(h)
        C.append(c)
    return np.array(H), np.array(C)


# %% wrong: the last step is left out
# says: a step is missing
def lstm_forward(X, W, U, b):
    h = c = np.zeros(len(b["i"]))
    H, C = [], []
    for x in X[:-1]:
        z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
        i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
        c = f * c + i * np.tanh(z["c"])
        h = o * np.tanh(c)
        H.append(h)
        C.append(c)
    return np.array(H), np.array(C)


# %% wrong: one list with two names
# says: two names
# cause: two names
def lstm_forward(X, W, U, b):
    h = c = np.zeros(len(b["i"]))
    H = C = np.zeros((len(X), len(h)))
    for t, x in enumerate(X):
        z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
        i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
        c = f * c + i * np.tanh(z["c"])
        h = o * np.tanh(c)
        H[t], C[t] = h, c
    return H, C


# %% wrong: starts at one
# says: start at zero
# cause: start at zero
def lstm_forward(X, W, U, b):
    h = c = np.ones(len(b["i"]))
    H, C = [], []
    for x in X:
        z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
        i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
        c = f * c + i * np.tanh(z["c"])
        h = o * np.tanh(c)
        H.append(h)
        C.append(c)
    return np.array(H), np.array(C)


# %% wrong: every step reads the first segment
# says: reads the first segment
# cause: reads the first segment
def lstm_forward(X, W, U, b):
    h = c = np.zeros(len(b["i"]))
    H, C = [], []
    for x in X:
        z = {k: W[k] @ X[0] + U[k] @ h + b[k] for k in "ifco"}
        i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
        c = f * c + i * np.tanh(z["c"])
        h = o * np.tanh(c)
        H.append(h)
        C.append(c)
    return np.array(H), np.array(C)


# %% wrong: states in the sample's type
# says: whole numbers|0\.2310
# cause: whole numbers|0\.2310
def lstm_forward(X, W, U, b):
    X = np.asarray(X)
    h = c = np.zeros(len(b["i"]))
    H, C = np.zeros((2, len(X), len(h)), dtype=X.dtype)
    for t, x in enumerate(X):
        z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
        i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
        c = f * c + i * np.tanh(z["c"])
        h = o * np.tanh(c)
        H[t], C[t] = h, c
    return H, C


# %% wrong: the state before each step
# says: H
# cause: H
def lstm_forward(X, W, U, b):
    h = c = np.zeros(len(b["i"]))
    H, C = [], []
    for x in X:
        H.append(h)
        z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
        i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
        c = f * c + i * np.tanh(z["c"])
        h = o * np.tanh(c)
        C.append(c)
    return np.array(H), np.array(C)


# %% wrong: the forget gate forgotten
# says: forget gate is missing
# cause: forget gate is missing
def lstm_forward(X, W, U, b):
    h = c = np.zeros(len(b["i"]))
    H, C = [], []
    for x in X:
        z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
        i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
        c = c + i * np.tanh(z["c"])
        h = o * np.tanh(c)
        H.append(h)
        C.append(c)
    return np.array(H), np.array(C)


# %% wrong: no candidate, the old state is written
# says: nothing new is written
# cause: nothing new is written
def lstm_forward(X, W, U, b):
    h = c = np.zeros(len(b["i"]))
    H, C = [], []
    for x in X:
        z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
        i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
        c = f * c + i * h
        h = o * np.tanh(c)
        H.append(h)
        C.append(c)
    return np.array(H), np.array(C)


# %% wrong: h not squeezed
# says: through tanh on its way
# cause: through tanh on its way
def lstm_forward(X, W, U, b):
    h = c = np.zeros(len(b["i"]))
    H, C = [], []
    for x in X:
        z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
        i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
        c = f * c + i * np.tanh(z["c"])
        h = o * c
        H.append(h)
        C.append(c)
    return np.array(H), np.array(C)


# %% wrong: the output gate forgotten
# says: output gate is missing
# cause: output gate is missing
def lstm_forward(X, W, U, b):
    h = c = np.zeros(len(b["i"]))
    H, C = [], []
    for x in X:
        z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
        i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
        c = f * c + i * np.tanh(z["c"])
        h = np.tanh(c)
        H.append(h)
        C.append(c)
    return np.array(H), np.array(C)


# %% wrong: 1 added to the forget bias
# says: how Keras starts b
# cause: how Keras starts b
def lstm_forward(X, W, U, b):
    h = c = np.zeros(len(b["i"]))
    H, C = [], []
    for x in X:
        z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
        z["f"] += 1
        i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
        c = f * c + i * np.tanh(z["c"])
        h = o * np.tanh(c)
        H.append(h)
        C.append(c)
    return np.array(H), np.array(C)


# %% wrong: units first, steps second
# says: transposed|\(steps, l_out\)
def lstm_forward(X, W, U, b):
    h = c = np.zeros(len(b["i"]))
    H, C = [], []
    for x in X:
        z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
        i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
        c = f * c + i * np.tanh(z["c"])
        h = o * np.tanh(c)
        H.append(h)
        C.append(c)
    return np.array(H).T, np.array(C).T


# %% wrong: W used on h
# says: sizes do not fit
# cause: sizes do not fit
def lstm_forward(X, W, U, b):
    h = c = np.zeros(len(b["i"]))
    H, C = [], []
    for x in X:
        z = {k: W[k] @ h + U[k] @ x + b[k] for k in "ifco"}
        i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
        c = f * c + i * np.tanh(z["c"])
        h = o * np.tanh(c)
        H.append(h)
        C.append(c)
    return np.array(H), np.array(C)


# %% wrong: row 0 from the second step
# says: reverse|row|step
def lstm_forward(X, W, U, b):
    h = c = np.zeros(len(b["i"]))
    H, C = [], []
    for x in X:
        z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
        i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
        c = f * c + i * np.tanh(z["c"])
        h = o * np.tanh(c)
        H.append(h)
        C.append(c)
    return np.roll(H, 1, axis=0), np.roll(C, 1, axis=0)


# %% wrong: changes the bias it was given
# says: changed its argument
def lstm_forward(X, W, U, b):
    b["f"] += 1
    h = c = np.zeros(len(b["i"]))
    H, C = [], []
    for x in X:
        h, c = lstm_step(x, h, c, W, U, b)
        H.append(h)
        C.append(c)
    return np.array(H), np.array(C)


# %% wrong: arrays like the sample
# says: whole numbers
# cause: whole numbers
def lstm_forward(X, W, U, b):
    H = np.zeros((len(X), len(b["i"])), dtype=X.dtype)
    C = H.copy()
    h = c = np.zeros(len(b["i"]))
    for t, x in enumerate(X):
        h, c = lstm_step(x, h, c, W, U, b)
        H[t], C[t] = h, c
    return H, C


# %% wrong: nothing is written into the carry
# says: nothing new is written
# cause: nothing new is written|row 0 is wrong
def lstm_forward(X, W, U, b):
    h = c = np.zeros(len(b["f"]))
    H, C = [], []
    for x in np.asarray(X):
        f, o = (1 / (1 + np.exp(-(W[gate] @ x + U[gate] @ h + b[gate]))) for gate in "fo")
        c = f * c
        h = o * np.tanh(c)
        H.append(h)
        C.append(c)
    return np.array(H), np.array(C)


# %% wrong: the sample cut to whole numbers
# says: X or W was cut to whole numbers
# cause: X or W was cut to whole numbers
def lstm_forward(X, W, U, b):
    h = c = np.zeros(len(b["f"]))
    H, C = [], []
    for x in np.asarray(X, dtype=int):
        h, c = lstm_step(x, h, c, W, U, b)
        H.append(h)
        C.append(c)
    return np.array(H), np.array(C)


# %% wrong: three values taken from two
# says: values to unpack
# cause: values to unpack
def lstm_forward(X, W, U, b):
    h = c = np.zeros(len(b["i"]))
    H, C = [], []
    for x in X:
        h, c, gates = lstm_step(x, h, c, W, U, b)
        H.append(h)
        C.append(c)
    return np.array(H), np.array(C)


# %% right: accumulate and zip
from itertools import accumulate
def lstm_forward(X, W, U, b):
    zero = np.zeros(len(b["i"]))
    steps = list(accumulate(X, lambda s, x: lstm_step(x, *s, W, U, b), initial=(zero, zero)))[1:]
    H, C = zip(*steps)
    return np.array(H), np.array(C)


# %% right: recursion on the sample without its last step
def lstm_forward(X, W, U, b):
    if len(X) == 0:
        return np.zeros((0, len(b["i"]))), np.zeros((0, len(b["i"])))
    H, C = lstm_forward(X[:-1], W, U, b)
    h, c = (H[-1], C[-1]) if len(H) else (np.zeros(len(b["i"])),) * 2
    h, c = lstm_step(X[-1], h, c, W, U, b)
    return np.vstack([H, h]), np.vstack([C, c])


# %% wrong: U by its place among the keys of W
# cause: taken by their place
def lstm_forward(X, W, U, b):
    U = dict(zip(W, U.values()))
    h = c = np.zeros(len(b["i"]))
    H, C = [], []
    for x in X:
        h, c = lstm_step(x, h, c, W, U, b)
        H.append(h)
        C.append(c)
    return np.array(H), np.array(C)


# %% wrong: sixteen steps, whatever the sample
# cause: shape
def lstm_forward(X, W, U, b):
    h = c = np.zeros(len(b["f"]))
    H, C = [], []
    for x in X[:16]:
        h, c = lstm_step(x, h, c, W, U, b)
        H.append(h)
        C.append(c)
    return np.array(H), np.array(C)


# %% wrong: the four units that are printed
# cause: a column for each unit
def lstm_forward(X, W, U, b):
    h = c = np.zeros(len(b["f"]))
    H, C = [], []
    for x in X:
        h, c = lstm_step(x, h, c, W, U, b)
        H.append(h)
        C.append(c)
    return np.array(H)[:, :4], np.array(C)[:, :4]


# %% wrong: segments of zeros are skipped
def lstm_forward(X, W, U, b):
    h = c = np.zeros(len(b["i"]))
    H, C = [], []
    for x in np.asarray(X, dtype=float):
        if np.any(x):
            h, c = lstm_step(x, h, c, W, U, b)
        H.append(h)
        C.append(c)
    return np.array(H), np.array(C)


# %% wrong: the lists stay from call to call
# cause: differ in length
def lstm_forward(X, W, U, b, H=[], C=[]):
    h = c = np.zeros(len(b["i"]))
    for x in np.asarray(X, dtype=float):
        h, c = lstm_step(x, h, c, W, U, b)
        H.append(h)
        C.append(c)
    return np.array(H), np.array(C)
