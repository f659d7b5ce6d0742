# %% right: line by line, with the notebook's sigmoid
def lstm_step(x, h, c, W, U, b):
    i = sigmoid(W["i"] @ x + U["i"] @ h + b["i"])
    f = sigmoid(W["f"] @ x + U["f"] @ h + b["f"])
    candidate = np.tanh(W["c"] @ x + U["c"] @ h + b["c"])
    o = sigmoid(W["o"] @ x + U["o"] @ h + b["o"])
    c = f * c + i * candidate
    h = o * np.tanh(c)
    return h, c


# %% right: one stacked matrix
def lstm_step(x, h, c, W, U, b):
    W, U, b = (np.concatenate([part[k] for k in "ifco"]) for part in (W, U, b))
    z = (W @ x + U @ h + b).reshape(4, -1)
    i, f, o = 1 / (1 + np.exp(-z[[0, 1, 3]]))
    c = f * c + i * np.tanh(z[2])
    return o * np.tanh(c), c


# %% right: unit by unit, lists
def lstm_step(x, h, c, W, U, b):
    import math

    states, carries = [], []
    for k in range(len(h)):
        z = {}
        for gate in ("i", "f", "c", "o"):
            z[gate] = b[gate][k]
            z[gate] += sum(W[gate][k][j] * x[j] for j in range(len(x)))
            z[gate] += sum(U[gate][k][j] * h[j] for j in range(len(h)))
        squash = lambda value: 1 / (1 + math.exp(-value))
        carries.append(squash(z["f"]) * c[k] + squash(z["i"]) * math.tanh(z["c"]))
        states.append(squash(z["o"]) * math.tanh(carries[-1]))
    return states, carries


# %% right: the segment and the state in one vector, float32
def lstm_step(segment, state, carry, kernel, recurrent, bias):
    both = np.concatenate([segment, state]).astype("float32")
    def affine(gate):
        weights = np.hstack([kernel[gate], recurrent[gate]]).astype("float32")
        return weights @ both + np.float32(bias[gate])
    gate = lambda name: 1 / (1 + np.exp(-affine(name)))
    carry = gate("f") * np.float32(carry) + gate("i") * np.tanh(affine("c"))
    return gate("o") * np.tanh(carry), carry


# %% right: TensorFlow
def lstm_step(x, h, c, W, U, b):
    x, h, c = (tf.cast(part, "float64") for part in (x, h, c))
    z = {k: tf.linalg.matvec(W[k], x) + tf.linalg.matvec(U[k], h) + b[k] for k in W}
    c = tf.sigmoid(z["f"]) * c + tf.sigmoid(z["i"]) * tf.tanh(z["c"])
    h = tf.sigmoid(z["o"]) * tf.tanh(c)
    return h.numpy(), c.numpy()


# %% wrong: input and forget gate exchanged
# says: input gate and forget gate are exchanged
# cause: input gate and forget gate are exchanged
def lstm_step(x, h, c, W, U, b):
    z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
    i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
    c = i * c + f * np.tanh(z["c"])
    return o * np.tanh(c), c


# %% wrong: forget and output gate exchanged
# says: forget gate and output gate are exchanged
# cause: forget gate and output gate are exchanged
def lstm_step(x, h, c, W, U, b):
    z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
    i, o, f = (1 / (1 + np.exp(-z[k])) for k in "ifo")
    c = f * c + i * np.tanh(z["c"])
    return o * np.tanh(c), c


# %% wrong: the sets taken in the order i, f, o, c
# says: candidate and output gate are exchanged
# cause: candidate and output gate are exchanged
def lstm_step(x, h, c, W, U, b):
    z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
    i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifc")
    c = f * c + i * np.tanh(z["o"])
    return o * np.tanh(c), c


# %% wrong: tanh for the gates
# says: tanh stands where a sigmoid belongs
# cause: tanh stands where a sigmoid belongs
def lstm_step(x, h, c, W, U, b):
    i, f, g, o = (np.tanh(W[k] @ x + U[k] @ h + b[k]) for k in "ifco")
    c = f * c + i * g
    return o * np.tanh(c), c


# %% wrong: the sigmoid for the candidate
# says: candidate should go through tanh
# cause: candidate should go through tanh
def lstm_step(x, h, c, W, U, b):
    i, f, g, o = (1 / (1 + np.exp(-(W[k] @ x + U[k] @ h + b[k]))) for k in "ifco")
    c = f * c + i * g
    return o * np.tanh(c), c


# %% wrong: the carry is not squeezed on its way to h
# says: carry should go through tanh
# cause: carry should go through tanh
def lstm_step(x, h, c, W, U, b):
    z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
    i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
    c = f * c + i * np.tanh(z["c"])
    return o * c, c


# %% wrong: h from the old carry
# says: h reads the old carry
# cause: h reads the old carry
def lstm_step(x, h, c, W, U, b):
    z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
    i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
    h = o * np.tanh(c)
    c = f * c + i * np.tanh(z["c"])
    return h, c


# %% wrong: no candidate, the old state is written
# says: candidate is missing: the old state
# cause: candidate is missing: the old state
def lstm_step(x, h, c, W, U, b):
    i, f, o = (1 / (1 + np.exp(-(W[k] @ x + U[k] @ h + b[k]))) for k in "ifo")
    c = f * c + i * h
    return o * np.tanh(c), c


# %% wrong: no candidate, the input gate is added
# says: input gate alone was added
# cause: input gate alone was added
def lstm_step(x, h, c, W, U, b):
    i, f, o = (1 / (1 + np.exp(-(W[k] @ x + U[k] @ h + b[k]))) for k in "ifo")
    c = f * c + i
    return o * np.tanh(c), c


# %% wrong: the bias forgotten
# says: bias is missing
# cause: bias is missing
def lstm_step(x, h, c, W, U, b):
    z = {k: W[k] @ x + U[k] @ h for k in "ifco"}
    i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
    c = f * c + i * np.tanh(z["c"])
    return o * np.tanh(c), c


# %% wrong: U forgotten
# says: U . h is missing
# cause: U . h is missing
def lstm_step(x, h, c, W, U, b):
    z = {k: W[k] @ x + b[k] for k in "ifco"}
    i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
    c = f * c + i * np.tanh(z["c"])
    return o * np.tanh(c), c


# %% wrong: U used on x
# says: sizes do not fit
# cause: sizes do not fit
def lstm_step(x, h, c, W, U, b):
    z = {k: W[k] @ x + U[k] @ x + b[k] for k in "ifco"}
    i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
    c = f * c + i * np.tanh(z["c"])
    return o * np.tanh(c), c


# %% wrong: U used on the carry
# says: U is multiplied by the carry
# cause: U is multiplied by the carry
def lstm_step(x, h, c, W, U, b):
    z = {k: W[k] @ x + U[k] @ c + b[k] for k in "ifco"}
    i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
    c = f * c + i * np.tanh(z["c"])
    return o * np.tanh(c), c


# %% wrong: U transposed
# says: U is transposed
# cause: U is transposed
def lstm_step(x, h, c, W, U, b):
    z = {k: W[k] @ x + h @ U[k] + b[k] for k in "ifco"}
    i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
    c = f * c + i * np.tanh(z["c"])
    return o * np.tanh(c), c


# %% wrong: the carry is not carried
# says: old carry is missing
# cause: old carry is missing
def lstm_step(x, h, c, W, U, b):
    z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
    i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
    c = i * np.tanh(z["c"])
    return o * np.tanh(c), c


# %% wrong: state and carry exchanged
# says: exchanged: return h, c
# cause: exchanged: return h, c
def lstm_step(x, h, c, W, U, b):
    z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
    i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
    c = f * c + i * np.tanh(z["c"])
    return c, o * np.tanh(c)


# %% wrong: the output gate forgotten
# says: output gate is missing
# cause: output gate is missing
def lstm_step(x, h, c, W, U, b):
    z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
    i, f = (1 / (1 + np.exp(-z[k])) for k in "if")
    c = f * c + i * np.tanh(z["c"])
    return np.tanh(c), c


# %% wrong: h reads no carry, as on the slide
# says: h does not read the carry
# cause: h does not read the carry
def lstm_step(x, h, c, W, U, b):
    z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
    i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
    return o, f * c + i * np.tanh(z["c"])


# %% wrong: a GRU's gate, 1 - f for i
# says: weights of its own
# cause: weights of its own
def lstm_step(x, h, c, W, U, b):
    z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
    f, o = (1 / (1 + np.exp(-z[k])) for k in "fo")
    c = f * c + (1 - f) * np.tanh(z["c"])
    return o * np.tanh(c), c


# %% wrong: 1 added to the forget bias
# says: how Keras starts b
# cause: how Keras starts b
def lstm_step(x, h, c, W, U, b):
    z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
    i, f, o = (1 / (1 + np.exp(-v)) for v in (z["i"], z["f"] + 1, z["o"]))
    c = f * c + i * np.tanh(z["c"])
    return o * np.tanh(c), c


# %% wrong: + for the elementwise product
# says: should be multiplied, not added
# cause: should be multiplied, not added
def lstm_step(x, h, c, W, U, b):
    z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
    i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
    c = f * c + (i + np.tanh(z["c"]))
    return o * np.tanh(c), c


# %% wrong: the bias of the gate i used for all
# says: is used for all
# cause: is used for all
def lstm_step(x, h, c, W, U, b):
    z = {k: W[k] @ x + U[k] @ h + b["i"] for k in "ifco"}
    i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
    c = f * c + i * np.tanh(z["c"])
    return o * np.tanh(c), c


# %% wrong: changes the carry it was given
# says: changed its argument
def lstm_step(x, h, c, W, U, b):
    z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
    i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
    c *= f
    c += i * np.tanh(z["c"])
    return o * np.tanh(c), c


# %% wrong: hard-coded to the visible example
# says: not right for
def lstm_step(x, h, c, W, U, b):
    if len(x) == 1:
        return np.array([0.49995460]), np.array([5.0])
    return np.array([0.37437075, -0.20150042]), np.array([1.96541581, -0.49760570])


# %% wrong: written for two units
# says: l_out numbers
# cause: l_out numbers
def lstm_step(x, h, c, W, U, b):
    z = {k: (W[k] @ x + U[k] @ h + b[k])[:2] for k in "ifco"}
    i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
    c = f * c[:2] + i * np.tanh(z["c"])
    return o * np.tanh(c), c


# %% wrong: returns nothing
# says: nothing came back
# cause: nothing came back
def lstm_step(x, h, c, W, U, b):
    z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
    i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
    c = f * c + i * np.tanh(z["c"])
    h = o * np.tanh(c)


# %% wrong: sets taken by their place
# says: by their place
# cause: by their place
def lstm_step(x, h, c, W, U, b):
    z = [W[k] @ x + U[k] @ h + b[k] for k in W]
    i, f, o = (1 / (1 + np.exp(-z[k])) for k in (0, 1, 3))
    c = f * c + i * np.tanh(z[2])
    return o * np.tanh(c), c


# %% wrong: stacked in the order of the dictionary
# says: by their place
# cause: by their place
def lstm_step(x, h, c, W, U, b):
    W, U, b = (np.concatenate(list(part.values())) for part in (W, U, b))
    i, f, new, o = np.split(W @ x + U @ h + b, 4)
    i, f, o = (1 / (1 + np.exp(-v)) for v in (i, f, o))
    c = f * c + i * np.tanh(new)
    return o * np.tanh(c), c


# %% wrong: keys in alphabetical order
# says: input gate and candidate
# cause: input gate and candidate
def lstm_step(x, h, c, W, U, b):
    c_, f, i, o = (W[k] @ x + U[k] @ h + b[k] for k in "ifco")
    i, f, o = (1 / (1 + np.exp(-v)) for v in (i, f, o))
    c = f * c + i * np.tanh(c_)
    return o * np.tanh(c), c


# %% wrong: the order f, i, o, c of other books
# says: use the weights of f, i, o, c
# cause: use the weights of f, i, o, c
def lstm_step(x, h, c, W, U, b):
    f, i, o, new = (W[k] @ x + U[k] @ h + b[k] for k in "ifco")
    i, f, o = (1 / (1 + np.exp(-v)) for v in (i, f, o))
    c = f * c + i * np.tanh(new)
    return o * np.tanh(c), c


# %% wrong: forget gate and candidate exchanged
# says: forget gate and candidate are exchanged
# cause: forget gate and candidate are exchanged
def lstm_step(x, h, c, W, U, b):
    i, new, f, o = (W[k] @ x + U[k] @ h + b[k] for k in "ifco")
    i, f, o = (1 / (1 + np.exp(-v)) for v in (i, f, o))
    c = f * c + i * np.tanh(new)
    return o * np.tanh(c), c


# %% wrong: the sign of z
# says: sign in the sigmoid
# cause: sign in the sigmoid
def lstm_step(x, h, c, W, U, b):
    z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
    i, f, o = (1 / (1 + np.exp(z[k])) for k in "ifo")
    c = f * c + i * np.tanh(z["c"])
    return o * np.tanh(c), c


# %% wrong: the sigmoid forgotten
# says: sigmoid is missing
# cause: sigmoid is missing
def lstm_step(x, h, c, W, U, b):
    z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
    i, f, o = (z[k] for k in "ifo")
    c = f * c + i * np.tanh(z["c"])
    return o * np.tanh(c), c


# %% wrong: the sigmoid forgotten in o
# says: output gate is not squeezed
# cause: output gate is not squeezed
def lstm_step(x, h, c, W, U, b):
    z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
    i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
    c = f * c + i * np.tanh(z["c"])
    return z["o"] * np.tanh(c), c


# %% wrong: a hard sigmoid
# says: hard sigmoid
# cause: hard sigmoid
def lstm_step(x, h, c, W, U, b):
    z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
    i, f, o = (np.clip(0.2 * z[k] + 0.5, 0, 1) for k in "ifo")
    c = f * c + i * np.tanh(z["c"])
    return o * np.tanh(c), c


# %% wrong: Keras 3's hard sigmoid
# says: hard sigmoid
# cause: hard sigmoid
def lstm_step(x, h, c, W, U, b):
    z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
    i, f, o = (np.clip(z[k] / 6 + 0.5, 0, 1) for k in "ifo")
    c = f * c + i * np.tanh(z["c"])
    return o * np.tanh(c), c


# %% wrong: relu for the candidate
# says: relu
# cause: relu
def lstm_step(x, h, c, W, U, b):
    z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
    i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
    c = f * c + i * np.maximum(z["c"], 0)
    return o * np.tanh(c), c


# %% wrong: the candidate not squeezed
# says: tanh is missing
# cause: tanh is missing
def lstm_step(x, h, c, W, U, b):
    z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
    i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
    c = f * c + i * z["c"]
    return o * np.tanh(c), c


# %% wrong: sigmoid and tanh exchanged
# says: tanh are exchanged
# cause: tanh are exchanged
def lstm_step(x, h, c, W, U, b):
    z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
    i, f, o = (np.tanh(z[k]) for k in "ifo")
    s = lambda v: 1 / (1 + np.exp(-v))
    c = f * c + i * s(z["c"])
    return o * s(c), c


# %% wrong: W forgotten
# says: W . x is missing
# cause: W . x is missing
def lstm_step(x, h, c, W, U, b):
    z = {k: U[k] @ h + b[k] for k in "ifco"}
    i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
    c = f * c + i * np.tanh(z["c"])
    return o * np.tanh(c), c


# %% wrong: the bias subtracted
# says: bias is subtracted
# cause: bias is subtracted
def lstm_step(x, h, c, W, U, b):
    z = {k: W[k] @ x + U[k] @ h - b[k] for k in "ifco"}
    i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
    c = f * c + i * np.tanh(z["c"])
    return o * np.tanh(c), c


# %% wrong: one W for all
# says: is used for all
# cause: is used for all
def lstm_step(x, h, c, W, U, b):
    z = {k: W["i"] @ x + U[k] @ h + b[k] for k in "ifco"}
    i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
    c = f * c + i * np.tanh(z["c"])
    return o * np.tanh(c), c


# %% wrong: one U for all
# says: is used for all
# cause: is used for all
def lstm_step(x, h, c, W, U, b):
    z = {k: W[k] @ x + U["f"] @ h + b[k] for k in "ifco"}
    i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
    c = f * c + i * np.tanh(z["c"])
    return o * np.tanh(c), c


# %% wrong: o added
# says: multiplied, not added
# cause: multiplied, not added
def lstm_step(x, h, c, W, U, b):
    z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
    i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
    c = f * c + i * np.tanh(z["c"])
    return o + np.tanh(c), c


# %% wrong: o inside the tanh
# says: inside the tanh
# cause: inside the tanh
def lstm_step(x, h, c, W, U, b):
    z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
    i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
    c = f * c + i * np.tanh(z["c"])
    return np.tanh(o * c), c


# %% wrong: the forget gate forgotten
# says: forget gate is missing
# cause: forget gate is missing
def lstm_step(x, h, c, W, U, b):
    z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
    i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
    c = c + i * np.tanh(z["c"])
    return o * np.tanh(c), c


# %% wrong: the input gate forgotten
# says: input gate is missing
# cause: input gate is missing
def lstm_step(x, h, c, W, U, b):
    z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
    i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
    c = f * c + np.tanh(z["c"])
    return o * np.tanh(c), c


# %% wrong: f on the state
# says: f multiplies the old state
# cause: f multiplies the old state
def lstm_step(x, h, c, W, U, b):
    z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
    i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
    c = f * h + i * np.tanh(z["c"])
    return o * np.tanh(c), c


# %% wrong: f read as how much to forget
# says: how much to keep
# cause: how much to keep
def lstm_step(x, h, c, W, U, b):
    z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
    i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
    c = (1 - f) * c + i * np.tanh(z["c"])
    return o * np.tanh(c), c


# %% wrong: f over both
# says: what is written, too
# cause: what is written, too
def lstm_step(x, h, c, W, U, b):
    z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
    i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
    c = f * (c + i * np.tanh(z["c"]))
    return o * np.tanh(c), c


# %% wrong: the carry squeezed on its way back
# says: Only h reads it squeezed
# cause: Only h reads it squeezed
def lstm_step(x, h, c, W, U, b):
    z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
    i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
    c = f * c + i * np.tanh(z["c"])
    return o * np.tanh(c), np.tanh(c)


# %% wrong: the carry squeezed before h reads it
# says: no tanh around it
# cause: no tanh around it
def lstm_step(x, h, c, W, U, b):
    z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
    i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
    c = np.tanh(f * c + i * np.tanh(z["c"]))
    return o * np.tanh(c), c


# %% wrong: h reads the candidate
# says: h reads the candidate
# cause: h reads the candidate
def lstm_step(x, h, c, W, U, b):
    z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
    i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
    c = f * c + i * np.tanh(z["c"])
    return o * np.tanh(z["c"]), c


# %% wrong: the old state comes back
# says: old state came back
# cause: old state came back
def lstm_step(x, h, c, W, U, b):
    z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
    i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
    c = f * c + i * np.tanh(z["c"])
    return h, c


# %% wrong: an array of ints
# says: whole number|0\.49995
# cause: whole number|0\.49995
def lstm_step(x, h, c, W, U, b):
    z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
    i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
    c = f * c + i * np.tanh(z["c"])
    new = np.zeros_like(h)
    new[:] = o * np.tanh(c)
    return new, c


# %% wrong: the slide's keys
# says: no such key
# cause: no such key
def lstm_step(x, h, c, W, U, b):
    z = {k: W[k] @ x + U[k] @ h + b[k] for k in "wfh"}
    w, f, o = (1 / (1 + np.exp(-z[k])) for k in "wfh")
    c = w * h + f * c
    return o * np.tanh(c), c


# %% wrong: elementwise where the matrix product belongs
# says: matrix product|sizes do not fit
def lstm_step(x, h, c, W, U, b):
    z = {k: W[k] @ x + U[k] * h + b[k] for k in "ifco"}
    i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
    c = f * c + i * np.tanh(z["c"])
    return o * np.tanh(c), c


# %% wrong: a dot product where the elementwise one belongs
# says: element by element
def lstm_step(x, h, c, W, U, b):
    z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
    i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
    c = f @ c + i @ np.tanh(z["c"])
    return o * np.tanh(c), c


# %% wrong: only the state comes back
# says: two arrays
def lstm_step(x, h, c, W, U, b):
    z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
    i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
    c = f * c + i * np.tanh(z["c"])
    return o * np.tanh(c)


# %% wrong: changes the bias it was given
# says: changed its argument
def lstm_step(x, h, c, W, U, b):
    b["f"] += 0.5
    b["f"] -= 0.25
    z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
    i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
    c = f * c + i * np.tanh(z["c"])
    return o * np.tanh(c), c


# %% wrong: the candidate has the carry's name
# says: name of the old carry
# cause: name of the old carry
def lstm_step(x, h, c, W, U, b):
    i, f, o = (sigmoid(W[k] @ x + U[k] @ h + b[k]) for k in "ifo")
    c = np.tanh(W["c"] @ x + U["c"] @ h + b["c"])
    c = f * c + i * c
    return o * np.tanh(c), c


# %% wrong: the output gate reads the new carry
# says: multiplied by the new carry
# cause: multiplied by the new carry
def lstm_step(x, h, c, W, U, b):
    i, f = (sigmoid(W[k] @ x + U[k] @ h + b[k]) for k in "if")
    c = f * c + i * np.tanh(W["c"] @ x + U["c"] @ h + b["c"])
    o = sigmoid(W["o"] @ x + U["o"] @ c + b["o"])
    return o * np.tanh(c), c


# %% right: Keras LSTMCell itself
import keras
def lstm_step(x, h, c, W, U, b):
    n = len(h)
    cell = keras.layers.LSTMCell(n)
    cell.build((1, len(x)))
    order = ("i", "f", "c", "o")
    cell.set_weights([np.concatenate([np.asarray(D[k], "float32").T for k in order], axis=1) for D in (W, U)] + [np.concatenate([np.asarray(b[k], "float32") for k in order])])
    row = lambda a: keras.ops.convert_to_tensor(np.asarray(a, "float32")[None])
    _, (hn, cn) = cell(row(x), [row(h), row(c)])
    return np.asarray(hn)[0], np.asarray(cn)[0]


# %% wrong: the state and then both, as from PyTorch's layer
# says: one of the two holds several arrays
# cause: holds several arrays|l_out numbers each
def lstm_step(x, h, c, W, U, b):
    i, f, new, o = (W[key] @ x + U[key] @ h + b[key] for key in "ifco")
    c = sigmoid(f) * c + sigmoid(i) * np.tanh(new)
    h = sigmoid(o) * np.tanh(c)
    return h, (h, c)


# %% right: a dataclass for each set
from dataclasses import dataclass
@dataclass
class Set:
    W: np.ndarray
    U: np.ndarray
    b: np.ndarray
    def __call__(self, x, h): return np.dot(self.W, x) + np.dot(self.U, h) + self.b
def lstm_step(x, h, c, W, U, b):
    i, f, k, o = (Set(W[n], U[n], b[n])(x, h) for n in ("i", "f", "c", "o"))
    c = sigmoid(f) * c + sigmoid(i) * np.tanh(k)
    return sigmoid(o) * np.tanh(c), c


# %% wrong: reset as in a GRU
def lstm_step(x, h, c, W, U, b):
    i, f, o = (sigmoid(np.dot(W[n], x) + np.dot(U[n], h) + b[n]) for n in "ifo")
    k = np.tanh(np.dot(W["c"], x) + np.dot(U["c"], i * h) + b["c"])
    c = f * c + i * k
    return o * np.tanh(c), c


# %% wrong: b by its place among the keys of W
# cause: taken by their place
def lstm_step(x, h, c, W, U, b):
    i, f, k, o = (
        np.dot(W[n], x) + np.dot(U[n], h) + dict(zip(W, b.values()))[n] for n in "ifco"
    )
    c = sigmoid(f) * c + sigmoid(i) * np.tanh(k)
    return sigmoid(o) * np.tanh(c), c


# %% wrong: b is cut to whole numbers
# cause: bias is missing: b was not added, or was cut to whole
def lstm_step(x, h, c, W, U, b):
    i, f, k, o = (
        np.dot(W[n], x) + np.dot(U[n], h) + np.asarray(b[n], dtype=int) for n in "ifco"
    )
    c = sigmoid(f) * c + sigmoid(i) * np.tanh(k)
    return sigmoid(o) * np.tanh(c), c


# %% wrong: the carry kept within bounds
def lstm_step(x, h, c, W, U, b):
    z = {gate: W[gate] @ x + U[gate] @ h + b[gate] for gate in "ifco"}
    i, f, o = (1 / (1 + np.exp(-z[gate])) for gate in "ifo")
    c_new = np.clip(f * c + i * np.tanh(z["c"]), -10, 10)
    return o * np.tanh(c_new), c_new


# %% wrong: the segment in the type of the state
def lstm_step(x, h, c, W, U, b):
    x = np.array(x, dtype=np.asarray(h).dtype)
    z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
    c = sigmoid(z["f"]) * c + sigmoid(z["i"]) * np.tanh(z["c"])
    return sigmoid(z["o"]) * np.tanh(c), c


# %% wrong: axes of size 1 are dropped
# says: one unit has an axis
# cause: one unit has an axis|l_out numbers each
def lstm_step(x, h, c, W, U, b):
    z = {k: np.squeeze(W[k] @ np.asarray(x) + U[k] @ np.asarray(h) + b[k]) for k in "ifco"}
    c = sigmoid(z["f"]) * np.squeeze(c) + sigmoid(z["i"]) * np.tanh(z["c"])
    return sigmoid(z["o"]) * np.tanh(c), c
