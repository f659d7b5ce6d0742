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


# %% right: an array of objects that are numbers
def stacked_forward(X, layers):
    for W, U, b in layers:
        X = lstm_states(X, W, U, b)
    return np.array(list(X[-1]), dtype=object)


# %% right: all gates at once
def stacked_forward(X, layers):
    sequence = np.asarray(X, dtype=float)
    for W, U, b in layers:
        W, U, b = (np.concatenate([part[key] for key in ("o", "c", "f", "i")]) for part in (W, U, b))
        h = c = np.zeros(len(b) // 4)
        states = np.empty((len(sequence), len(h)))
        for t, x in enumerate(sequence):
            o, g, f, i = np.split(W @ x + U @ h + b, 4)
            c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
            states[t] = h = sigmoid(o) * np.tanh(c)
        sequence = states
    return sequence[-1]


# %% wrong: no biases
# says: biases are left out
def stacked_forward(X, layers):
    for W, U, b in layers:
        h = c = np.zeros(len(b["i"]))
        H = []
        for x in np.asarray(X, dtype=float):
            z = {k: W[k] @ x + U[k] @ h for k in "ifco"}
            c = sigmoid(z["f"]) * c + sigmoid(z["i"]) * np.tanh(z["c"])
            h = sigmoid(z["o"]) * np.tanh(c)
            H.append(h)
        X = H
    return X[-1]


# %% wrong: no U
# says: U · h is left out
def stacked_forward(X, layers):
    for W, U, b in layers:
        h = c = np.zeros(len(b["i"]))
        H = []
        for x in np.asarray(X, dtype=float):
            z = {k: W[k] @ x + b[k] for k in "ifco"}
            c = sigmoid(z["f"]) * c + sigmoid(z["i"]) * np.tanh(z["c"])
            h = sigmoid(z["o"]) * np.tanh(c)
            H.append(h)
        X = H
    return X[-1]


# %% wrong: no tanh around the carry
# says: tanh around the carry
def stacked_forward(X, layers):
    for W, U, b in layers:
        h = c = np.zeros(len(b["i"]))
        H = []
        for x in np.asarray(X, dtype=float):
            z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
            c = sigmoid(z["f"]) * c + sigmoid(z["i"]) * np.tanh(z["c"])
            h = sigmoid(z["o"]) * c
            H.append(h)
        X = H
    return X[-1]


# %% wrong: no tanh around the candidate
# says: tanh of the candidate
def stacked_forward(X, layers):
    for W, U, b in layers:
        h = c = np.zeros(len(b["i"]))
        H = []
        for x in np.asarray(X, dtype=float):
            z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
            c = sigmoid(z["f"]) * c + sigmoid(z["i"]) * z["c"]
            h = sigmoid(z["o"]) * np.tanh(c)
            H.append(h)
        X = H
    return X[-1]


# %% wrong: a sigmoid around the candidate
# says: not through a sigmoid
def stacked_forward(X, layers):
    for W, U, b in layers:
        h = c = np.zeros(len(b["i"]))
        H = []
        for x in np.asarray(X, dtype=float):
            z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
            c = sigmoid(z["f"]) * c + sigmoid(z["i"]) * sigmoid(z["c"])
            h = sigmoid(z["o"]) * np.tanh(c)
            H.append(h)
        X = H
    return X[-1]


# %% wrong: tanh in the gates
# says: not through a tanh
def stacked_forward(X, layers):
    for W, U, b in layers:
        h = c = np.zeros(len(b["i"]))
        H = []
        for x in np.asarray(X, dtype=float):
            z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
            c = np.tanh(z["f"]) * c + np.tanh(z["i"]) * np.tanh(z["c"])
            h = np.tanh(z["o"]) * np.tanh(c)
            H.append(h)
        X = H
    return X[-1]


# %% wrong: gates i and o exchanged
# says: i and o are exchanged
def stacked_forward(X, layers):
    for W, U, b in layers:
        h = c = np.zeros(len(b["i"]))
        H = []
        for x in np.asarray(X, dtype=float):
            z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
            c = sigmoid(z["f"]) * c + sigmoid(z["o"]) * np.tanh(z["c"])
            h = sigmoid(z["i"]) * np.tanh(c)
            H.append(h)
        X = H
    return X[-1]


# %% wrong: gates f and o exchanged
# says: f and o are exchanged
def stacked_forward(X, layers):
    for W, U, b in layers:
        h = c = np.zeros(len(b["i"]))
        H = []
        for x in np.asarray(X, dtype=float):
            z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
            c = sigmoid(z["o"]) * c + sigmoid(z["i"]) * np.tanh(z["c"])
            h = sigmoid(z["f"]) * np.tanh(c)
            H.append(h)
        X = H
    return X[-1]


# %% wrong: the carry comes back
# says: this is the carry
def stacked_forward(X, layers):
    for W, U, b in layers:
        h = c = np.zeros(len(b["i"]))
        H = []
        for x in np.asarray(X, dtype=float):
            z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
            c = sigmoid(z["f"]) * c + sigmoid(z["i"]) * np.tanh(z["c"])
            h = sigmoid(z["o"]) * np.tanh(c)
            H.append(h)
        X = H
    return c


# %% wrong: the carries are handed on
# says: carries of the first
def stacked_forward(X, layers):
    for W, U, b in layers:
        h = c = np.zeros(len(b["i"]))
        H = []
        for x in np.asarray(X, dtype=float):
            z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
            c = sigmoid(z["f"]) * c + sigmoid(z["i"]) * np.tanh(z["c"])
            h = sigmoid(z["o"]) * np.tanh(c)
            H.append(c)
        X = H
    return h


# %% wrong: the mean of the states
# says: mean of the states
def stacked_forward(X, layers):
    for W, U, b in layers:
        h = c = np.zeros(len(b["i"]))
        H = []
        for x in np.asarray(X, dtype=float):
            z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
            c = sigmoid(z["f"]) * c + sigmoid(z["i"]) * np.tanh(z["c"])
            h = sigmoid(z["o"]) * np.tanh(c)
            H.append(h)
        X = H
    return np.mean(X, axis=0)


# %% wrong: the sum of the states
# says: sum of the states
def stacked_forward(X, layers):
    for W, U, b in layers:
        h = c = np.zeros(len(b["i"]))
        H = []
        for x in np.asarray(X, dtype=float):
            z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
            c = sigmoid(z["f"]) * c + sigmoid(z["i"]) * np.tanh(z["c"])
            h = sigmoid(z["o"]) * np.tanh(c)
            H.append(h)
        X = H
    return np.sum(X, axis=0)


# %% wrong: the last state but one
# says: after the second step
def stacked_forward(X, layers):
    for W, U, b in layers:
        h = c = np.zeros(len(b["i"]))
        H = []
        for x in np.asarray(X, dtype=float):
            z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
            c = sigmoid(z["f"]) * c + sigmoid(z["i"]) * np.tanh(z["c"])
            h = sigmoid(z["o"]) * np.tanh(c)
            H.append(h)
        X = H
    return X[-2] if len(X) > 1 else X[-1]


# %% wrong: reads from the last step to the first
# says: from its last step|from the last to the first|is not right
def stacked_forward(X, layers):
    for W, U, b in layers:
        h = c = np.zeros(len(b["i"]))
        H = []
        for x in np.asarray(X[::-1], dtype=float):
            z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
            c = sigmoid(z["f"]) * c + sigmoid(z["i"]) * np.tanh(z["c"])
            h = sigmoid(z["o"]) * np.tanh(c)
            H.append(h)
        X = H
    return X[-1]


# %% wrong: the cell gates are taken by their place
# says: by their place in the dicts
def stacked_forward(X, layers):
    for layer in layers:
        (Wi, Wf, Wc, Wo), (Ui, Uf, Uc, Uo), (bi, bf, bc, bo) = (part.values() for part in layer)
        h = c = np.zeros(len(bi))
        H = []
        for x in X:
            i, f = sigmoid(Wi @ x + Ui @ h + bi), sigmoid(Wf @ x + Uf @ h + bf)
            c = f * c + i * np.tanh(Wc @ x + Uc @ h + bc)
            h = sigmoid(Wo @ x + Uo @ h + bo) * np.tanh(c)
            H.append(h)
        X = H
    return X[-1]


# %% wrong: states in the type of the sample
# says: whole numbers on the way up|zeros came back
def stacked_forward(X, layers):
    X = np.asarray(X)
    kind = X.dtype
    for W, U, b in layers:
        X = lstm_states(X, W, U, b).astype(kind)
    return X[-1]


# %% wrong: the weights of the first layer for all
# says: first layer were used for both
def stacked_forward(X, layers):
    for layer in layers:
        X = lstm_states(X, *layers[0]) if len(layers[0][2]["i"]) == len(X[0]) else lstm_states(X, *layer)
    return X[-1]


# %% wrong: the weights of the last layer for all
# says: second layer were used for both
def stacked_forward(X, layers):
    for layer in layers:
        fits = layers[-1][0]["i"].shape[1] == len(X[0])
        X = lstm_states(X, *(layers[-1] if fits else layer))
    return X[-1]


# %% wrong: the last layer runs twice
# says: second layer has run twice
def stacked_forward(X, layers):
    for W, U, b in layers:
        X = lstm_states(X, W, U, b)
    return lstm_states(X, W, U, b)[-1] if W["i"].shape[1] == len(X[0]) else X[-1]


# %% wrong: the first three layers, whatever there is
# says: only the first three layers
def stacked_forward(X, layers):
    for W, U, b in layers[:3]:
        X = lstm_states(X, W, U, b)
    return X[-1]


# %% wrong: the final states of all layers
# says: final states of both layers
def stacked_forward(X, layers):
    finals = []
    for W, U, b in layers:
        X = lstm_states(X, W, U, b)
        finals.append(X[-1])
    return finals


# %% wrong: three steps, whatever there are
# says: is not right
def stacked_forward(X, layers):
    X = np.asarray(X)[:3]
    for W, U, b in layers:
        X = lstm_states(X, W, U, b)
    return X[-1]


# %% wrong: the weights are scaled in place
# says: changed its argument
def stacked_forward(X, layers):
    for W, U, b in layers:
        X = lstm_states(X, W, U, b)
        for key in W:
            W[key] *= 1.0000001
            b[key] += 0.5
    return X[-1]


# %% wrong: the states of all samples of the sample, added to the input
# says: is not right
def stacked_forward(X, layers):
    for W, U, b in layers:
        H = lstm_states(X, W, U, b)
        X = H + X if np.shape(H) == np.shape(X) else H
    return X[-1]


# %% wrong: a sample of one step gives zeros
# says: one step
def stacked_forward(X, layers):
    for W, U, b in layers:
        X = lstm_states(X, W, U, b)
    return X[-1] if len(X) > 1 else np.zeros(len(X[0]))


# %% wrong: X has to be an array
# says: AttributeError
def stacked_forward(X, layers):
    for W, U, b in layers:
        H = np.zeros((X.shape[0], len(b["i"])))
        H[:] = lstm_states(X, W, U, b)
        X = H
    return X[-1]


# %% wrong: all layers have the size of the first
# says: raised ValueError
def stacked_forward(X, layers):
    size = len(layers[0][2]["i"])
    for W, U, b in layers:
        h = c = np.zeros(size)
        H = []
        for x in np.asarray(X, dtype=float):
            z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
            c = sigmoid(z["f"]) * c + sigmoid(z["i"]) * np.tanh(z["c"])
            h = sigmoid(z["o"]) * np.tanh(c)
            H.append(h)
        X = H
    return X[-1]


# %% wrong: the final state is handed on as if it were a sample
# says: behind `@`
# cause: behind `@`
def stacked_forward(X, layers):
    for W, U, b in layers:
        X = lstm_states(X, W, U, b)[-1]
    return X


# %% right: step by step through all layers
def stacked_forward(X, layers):
    sig = lambda z: 1 / (1 + np.exp(-z))
    h = [np.zeros(len(b["i"])) for _, _, b in layers]
    c = [np.zeros(len(b["i"])) for _, _, b in layers]
    for x in np.asarray(X, float):
        for n, (W, U, b) in enumerate(layers):
            z = {k: np.asarray(W[k]) @ x + np.asarray(U[k]) @ h[n] + np.asarray(b[k]) for k in "ifco"}
            c[n] = sig(z["f"]) * c[n] + sig(z["i"]) * np.tanh(z["c"])
            h[n] = x = sig(z["o"]) * np.tanh(c[n])
    return h[-1]


# %% right: a generator pipeline
def _layer(xs, W, U, b):
    h = c = np.zeros(len(b["f"]))
    for x in xs:
        i, f, k, o = (np.dot(W[n], x) + np.dot(U[n], h) + b[n] for n in "ifco")
        c = c / (1 + np.exp(-f)) + np.tanh(k) / (1 + np.exp(-i))
        h = np.tanh(c) / (1 + np.exp(-o))
        yield h
def stacked_forward(X, layers):
    stream = iter(np.asarray(X, float))
    for layer in layers: stream = _layer(stream, *layer)
    *_, last = stream
    return last


# %% wrong: a residual sum where sizes fit
def stacked_forward(X, layers):
    X = np.asarray(X, float)
    for layer in layers:
        H = lstm_states(X, *layer); X = H + X if H.shape == X.shape else H
    return X[-1]


# %% wrong: U by its place among the keys of W
def stacked_forward(X, layers):
    states = np.asarray(X, dtype=float)
    for W, U, b in layers:
        states = lstm_states(states, W, dict(zip(W, U.values())), b)
    return states[-1]


# %% wrong: segments of zeros are taken for padding
# cause: (?!)
def stacked_forward(X, layers):
    states = np.asarray(X, dtype=float)
    states = states[np.any(states != 0, axis=1)]
    for layer in layers:
        states = lstm_states(states, *layer)
    return states[-1]
