# %% right: functools.reduce
def stacked_forward(X, layers):
    from functools import reduce

    return reduce(lambda sequence, layer: lstm_states(sequence, *layer), layers, X)[-1]


# %% right: recursive
def stacked_forward(sample, stack):
    W, U, b = stack[0]
    H = lstm_states(sample, W, U, b)
    return H[-1] if len(stack) == 1 else stacked_forward(H, stack[1:])


# %% right: written out, step by step through all layers
def stacked_forward(X, layers):
    def squash(z):
        return 1 / (1 + np.exp(-z))

    h = [np.zeros(len(b["i"])) for W, U, b in layers]
    c = [np.zeros(len(b["i"])) for W, U, b in layers]
    for x in np.asarray(X, dtype=float):
        for n, (W, U, b) in enumerate(layers):
            z = {key: np.dot(W[key], x) + np.dot(U[key], h[n]) + b[key] for key in b}
            c[n] = squash(z["f"]) * c[n] + squash(z["i"]) * np.tanh(z["c"])
            h[n] = squash(z["o"]) * np.tanh(c[n])
            x = h[n]
    return h[-1]


# %% right: Keras does it, float32, a tensor comes back
def stacked_forward(X, layers):
    y = np.asarray(X, dtype="float32")[np.newaxis]
    for W, U, b in layers:
        layer = keras.layers.LSTM(len(b["i"]), return_sequences=True)
        layer.build(y.shape)
        layer.set_weights([
            np.concatenate([W[key].T for key in "ifco"], axis=1),
            np.concatenate([U[key].T for key in "ifco"], axis=1),
            np.concatenate([b[key] for key in "ifco"]),
        ])
        y = np.asarray(layer(y))
    return tf.constant(y[0, -1])


# %% right: float32, a list comes back
def stacked_forward(X, layers):
    sequence = np.array(X, dtype="float32")
    for layer in layers:
        sequence = lstm_states(sequence, *layer).astype("float32")
    return sequence[-1].tolist()


# %% wrong: only the first layer runs
# says: first layer's final state
def stacked_forward(X, layers):
    W, U, b = layers[0]
    return lstm_states(X, W, U, b)[-1]


# %% wrong: every layer reads the sample
# says: second layer has read the sample
def stacked_forward(X, layers):
    for W, U, b in layers:
        H = lstm_states(X, W, U, b)
    return H[-1]


# %% wrong: top layer first
# says: wrong order
def stacked_forward(X, layers):
    for W, U, b in reversed(layers):
        X = lstm_states(X, W, U, b)
    return X[-1]


# %% wrong: only the final state is handed on
# says: should read all of them
def stacked_forward(X, layers):
    for W, U, b in layers:
        X = lstm_states(X, W, U, b)[-1:]
    return X[0]


# %% wrong: the state after the first step
# says: after the first step
def stacked_forward(X, layers):
    for W, U, b in layers:
        X = lstm_states(X, W, U, b)
    return X[0]


# %% wrong: all states come back
# says: only the last one is wanted
def stacked_forward(X, layers):
    for W, U, b in layers:
        X = lstm_states(X, W, U, b)
    return X


# %% wrong: one axis too many
# says: \[-1\]
def stacked_forward(X, layers):
    for W, U, b in layers:
        X = lstm_states(X, W, U, b)
    return X[-1:]


# %% wrong: exactly two layers
# says: single layer
def stacked_forward(X, layers):
    H = lstm_states(X, *layers[0])
    return lstm_states(H, *layers[1])[-1]


# %% wrong: the first two layers, whatever there is
# says: three layers
def stacked_forward(X, layers):
    for W, U, b in layers[:2]:
        X = lstm_states(X, W, U, b)
    return X[-1]


# %% wrong: W transposed
# says: W matrices are transposed
def stacked_forward(X, layers):
    for W, U, b in layers:
        X = lstm_states(X, {k: w.T for k, w in W.items()}, U, b)
    return X[-1]


# %% wrong: U transposed
# says: U matrices are transposed
def stacked_forward(X, layers):
    for W, U, b in layers:
        X = lstm_states(X, W, {k: u.T for k, u in U.items()}, b)
    return X[-1]


# %% wrong: the second layer starts from the first one's final state
# says: every layer starts from zeros
def stacked_forward(X, layers):
    h = None
    for W, U, b in layers:
        h = np.zeros(len(b["i"])) if h is None or len(h) != len(b["i"]) else h
        c, H = np.zeros(len(b["i"])), []
        for x in np.asarray(X, dtype=float):
            z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
            c = sigmoid(z["f"]) * c + sigmoid(z["i"]) * np.tanh(z["c"])
            h = sigmoid(z["o"]) * np.tanh(c)
            H.append(h)
        X = H
    return h


# %% wrong: the state is never carried
# says: not carried
def stacked_forward(X, layers):
    for W, U, b in layers:
        X = np.array([lstm_states([x], W, U, b)[0] for x in X])
    return X[-1]


# %% wrong: written out, gates f and i exchanged
# says: exchanged
def stacked_forward(X, layers):
    for W, U, b in layers:
        h = c = np.zeros(len(b["i"]))
        H = []
        for x in np.asarray(X, dtype=float):
            z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
            c = sigmoid(z["i"]) * c + sigmoid(z["f"]) * np.tanh(z["c"])
            h = sigmoid(z["o"]) * np.tanh(c)
            H.append(h)
        X = H
    return h


# %% wrong: takes the layers off the list
# says: changed its argument
def stacked_forward(X, layers):
    while layers:
        X = lstm_states(X, *layers.pop(0))
    return X[-1]


# %% wrong: hard-coded to the visible examples
def stacked_forward(X, layers):
    return np.array([-0.1153083, -0.0705558]) if len(X[0]) == 2 else np.array([-0.0078009, -0.0571781])


# %% wrong: no return
# says: return
def stacked_forward(X, layers):
    for W, U, b in layers:
        X = lstm_states(X, W, U, b)
    X[-1]
