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
    z = {k: tf.linalg.matvec(W[k], x) + tf.linalg.matvec(U[k], h) + b[k] for k in W}
    c = tf.sigmoid(z["f"]) * c + tf.sigmoid(z["i"]) * tf.tanh(z["c"])
    h = tf.sigmoid(z["o"]) * tf.tanh(c)
    return h.numpy(), c.numpy()


# %% wrong: input and forget gate exchanged
# says: input gate and the forget gate are exchanged
def lstm_step(x, h, c, W, U, b):
    z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
    i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
    c = i * c + f * np.tanh(z["c"])
    return o * np.tanh(c), c


# %% wrong: forget and output gate exchanged
# says: forget gate and the output gate are exchanged
def lstm_step(x, h, c, W, U, b):
    z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
    i, o, f = (1 / (1 + np.exp(-z[k])) for k in "ifo")
    c = f * c + i * np.tanh(z["c"])
    return o * np.tanh(c), c


# %% wrong: the sets taken in the order i, f, o, c
# says: candidate and output gate are exchanged
def lstm_step(x, h, c, W, U, b):
    z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
    i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifc")
    c = f * c + i * np.tanh(z["o"])
    return o * np.tanh(c), c


# %% wrong: tanh for the gates
# says: tanh stands where a sigmoid belongs
def lstm_step(x, h, c, W, U, b):
    i, f, g, o = (np.tanh(W[k] @ x + U[k] @ h + b[k]) for k in "ifco")
    c = f * c + i * g
    return o * np.tanh(c), c


# %% wrong: the sigmoid for the candidate
# says: candidate should go through tanh
def lstm_step(x, h, c, W, U, b):
    i, f, g, o = (1 / (1 + np.exp(-(W[k] @ x + U[k] @ h + b[k]))) for k in "ifco")
    c = f * c + i * g
    return o * np.tanh(c), c


# %% wrong: the carry is not squeezed on its way to h
# says: carry should go through tanh
def lstm_step(x, h, c, W, U, b):
    z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
    i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
    c = f * c + i * np.tanh(z["c"])
    return o * c, c


# %% wrong: h from the old carry
# says: h reads the old carry
def lstm_step(x, h, c, W, U, b):
    z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
    i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
    h = o * np.tanh(c)
    c = f * c + i * np.tanh(z["c"])
    return h, c


# %% wrong: no candidate, the old state is written
# says: candidate is missing: the old state
def lstm_step(x, h, c, W, U, b):
    i, f, o = (1 / (1 + np.exp(-(W[k] @ x + U[k] @ h + b[k]))) for k in "ifo")
    c = f * c + i * h
    return o * np.tanh(c), c


# %% wrong: no candidate, the input gate is added
# says: multiplied by the candidate
def lstm_step(x, h, c, W, U, b):
    i, f, o = (1 / (1 + np.exp(-(W[k] @ x + U[k] @ h + b[k]))) for k in "ifo")
    c = f * c + i
    return o * np.tanh(c), c


# %% wrong: the bias forgotten
# says: bias is missing
def lstm_step(x, h, c, W, U, b):
    z = {k: W[k] @ x + U[k] @ h for k in "ifco"}
    i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
    c = f * c + i * np.tanh(z["c"])
    return o * np.tanh(c), c


# %% wrong: U forgotten
# says: U . h is missing
def lstm_step(x, h, c, W, U, b):
    z = {k: W[k] @ x + b[k] for k in "ifco"}
    i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
    c = f * c + i * np.tanh(z["c"])
    return o * np.tanh(c), c


# %% wrong: U used on x
# says: raised ValueError
def lstm_step(x, h, c, W, U, b):
    z = {k: W[k] @ x + U[k] @ x + b[k] for k in "ifco"}
    i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
    c = f * c + i * np.tanh(z["c"])
    return o * np.tanh(c), c


# %% wrong: U used on the carry
# says: U is multiplied by the carry
def lstm_step(x, h, c, W, U, b):
    z = {k: W[k] @ x + U[k] @ c + b[k] for k in "ifco"}
    i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
    c = f * c + i * np.tanh(z["c"])
    return o * np.tanh(c), c


# %% wrong: U transposed
# says: U is transposed
def lstm_step(x, h, c, W, U, b):
    z = {k: W[k] @ x + h @ U[k] + b[k] for k in "ifco"}
    i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
    c = f * c + i * np.tanh(z["c"])
    return o * np.tanh(c), c


# %% wrong: the carry is not carried
# says: old carry is missing
def lstm_step(x, h, c, W, U, b):
    z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
    i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
    c = i * np.tanh(z["c"])
    return o * np.tanh(c), c


# %% wrong: state and carry exchanged
# says: exchanged: return h, c
def lstm_step(x, h, c, W, U, b):
    z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
    i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
    c = f * c + i * np.tanh(z["c"])
    return c, o * np.tanh(c)


# %% wrong: the output gate forgotten
# says: output gate is missing
def lstm_step(x, h, c, W, U, b):
    z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
    i, f = (1 / (1 + np.exp(-z[k])) for k in "if")
    c = f * c + i * np.tanh(z["c"])
    return np.tanh(c), c


# %% wrong: h reads no carry, as on the slide
# says: h does not read the carry
def lstm_step(x, h, c, W, U, b):
    z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
    i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
    return o, f * c + i * np.tanh(z["c"])


# %% wrong: a GRU's gate, 1 - f for i
# says: weights of its own
def lstm_step(x, h, c, W, U, b):
    z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
    f, o = (1 / (1 + np.exp(-z[k])) for k in "fo")
    c = f * c + (1 - f) * np.tanh(z["c"])
    return o * np.tanh(c), c


# %% wrong: 1 added to the forget bias
# says: how Keras starts b
def lstm_step(x, h, c, W, U, b):
    z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
    i, f, o = (1 / (1 + np.exp(-v)) for v in (z["i"], z["f"] + 1, z["o"]))
    c = f * c + i * np.tanh(z["c"])
    return o * np.tanh(c), c


# %% wrong: + for the elementwise product
# says: multiplied by the candidate
def lstm_step(x, h, c, W, U, b):
    z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
    i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
    c = f * c + (i + np.tanh(z["c"]))
    return o * np.tanh(c), c


# %% wrong: the bias of the gate i used for all
# says: not right
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
# says: l_out = 5
def lstm_step(x, h, c, W, U, b):
    z = {k: (W[k] @ x + U[k] @ h + b[k])[:2] for k in "ifco"}
    i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
    c = f * c[:2] + i * np.tanh(z["c"])
    return o * np.tanh(c), c


# %% wrong: returns nothing
# says: two arrays
def lstm_step(x, h, c, W, U, b):
    z = {k: W[k] @ x + U[k] @ h + b[k] for k in "ifco"}
    i, f, o = (1 / (1 + np.exp(-z[k])) for k in "ifo")
    c = f * c + i * np.tanh(z["c"])
    h = o * np.tanh(c)
