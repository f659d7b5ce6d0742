# %% right: the four lines of the slide, with the notebook's sigmoid
def carry_step(x, h, c, W, U, b):
    w = sigmoid(U["w"] @ h + W["w"] @ x + b["w"])
    f = sigmoid(U["f"] @ h + W["f"] @ x + b["f"])
    new_h = sigmoid(U["h"] @ h + W["h"] @ x + b["h"])
    return new_h, w * h + c * f


# %% right: unit by unit, lists
def carry_step(x, h, c, W, U, b):
    import math

    def unit(name, k):
        z = b[name][k]
        for j in range(len(h)):
            z += U[name][k][j] * h[j]
        for j in range(len(x)):
            z += W[name][k][j] * x[j]
        return 1 / (1 + math.exp(-z))

    units = range(len(h))
    return [unit("h", k) for k in units], [unit("w", k) * h[k] + c[k] * unit("f", k) for k in units]


# %% right: one stacked matrix
def carry_step(x, h, c, W, U, b):
    W, U, b = (np.concatenate([part[k] for k in ("w", "f", "h")]) for part in (W, U, b))
    w, f, h_new = np.split(1 / (1 + np.exp(-(W @ x + U @ h + b))), 3)
    return h_new, w * h + f * c


# %% right: einsum, float32, a list comes back
def carry_step(segment, state, carry, kernel, recurrent, bias):
    segment, state, carry = (np.asarray(v, "float32") for v in (segment, state, carry))
    gates = []
    for name in ("w", "f", "h"):
        z = np.einsum("ij,j->i", np.asarray(kernel[name], "float32"), segment)
        z = z + np.einsum("ij,j->i", np.asarray(recurrent[name], "float32"), state)
        gates.append(1 / (1 + np.exp(-(z + np.asarray(bias[name], "float32")))))
    return [gates[2], gates[0] * state + gates[1] * carry]


# %% wrong: state and carry exchanged
# says: exchanged: return h, c
# cause: exchanged: return h, c
def carry_step(x, h, c, W, U, b):
    s = {k: 1 / (1 + np.exp(-(U[k] @ h + W[k] @ x + b[k]))) for k in "wfh"}
    return s["w"] * h + c * s["f"], s["h"]


# %% wrong: tanh for the state, as in notebook 4
# says: tanh stands where
# cause: tanh stands where
def carry_step(x, h, c, W, U, b):
    z = {k: U[k] @ h + W[k] @ x + b[k] for k in "wfh"}
    w, f = 1 / (1 + np.exp(-z["w"])), 1 / (1 + np.exp(-z["f"]))
    return np.tanh(z["h"]), w * h + c * f


# %% wrong: tanh for all
# says: tanh stands where
# cause: tanh stands where
def carry_step(x, h, c, W, U, b):
    s = {k: np.tanh(U[k] @ h + W[k] @ x + b[k]) for k in "wfh"}
    return s["h"], s["w"] * h + c * s["f"]


# %% wrong: the new state is written into the carry
# says: state of the step before
# cause: state of the step before
def carry_step(x, h, c, W, U, b):
    w = 1 / (1 + np.exp(-(U["w"] @ h + W["w"] @ x + b["w"])))
    f = 1 / (1 + np.exp(-(U["f"] @ h + W["f"] @ x + b["f"])))
    h = 1 / (1 + np.exp(-(U["h"] @ h + W["h"] @ x + b["h"])))
    c = w * h + c * f
    return h, c


# %% wrong: gates exchanged
# says: w and f are exchanged
# cause: w and f are exchanged
def carry_step(x, h, c, W, U, b):
    s = {k: 1 / (1 + np.exp(-(U[k] @ h + W[k] @ x + b[k]))) for k in "wfh"}
    return s["h"], s["f"] * h + c * s["w"]


# %% wrong: h reads the carry, as in Keras
# says: does not read the carry
# cause: does not read the carry
def carry_step(x, h, c, W, U, b):
    s = {k: 1 / (1 + np.exp(-(U[k] @ h + W[k] @ x + b[k]))) for k in "wfh"}
    new_c = s["w"] * h + c * s["f"]
    new_h = s["h"] * np.tanh(new_c)
    return new_h, new_c


# %% wrong: the bias forgotten
# says: bias is missing
# cause: bias is missing
def carry_step(x, h, c, W, U, b):
    s = {k: 1 / (1 + np.exp(-(U[k] @ h + W[k] @ x))) for k in "wfh"}
    return s["h"], s["w"] * h + c * s["f"]


# %% wrong: U forgotten
# says: U . h is missing
# cause: U . h is missing
def carry_step(x, h, c, W, U, b):
    s = {k: 1 / (1 + np.exp(-(W[k] @ x + b[k]))) for k in "wfh"}
    return s["h"], s["w"] * h + c * s["f"]


# %% wrong: U transposed
# says: U is transposed
# cause: U is transposed
def carry_step(x, h, c, W, U, b):
    s = {k: 1 / (1 + np.exp(-(h @ U[k] + W[k] @ x + b[k]))) for k in "wfh"}
    return s["h"], s["w"] * h + c * s["f"]


# %% wrong: the old carry is not passed on
# says: old carry is missing
# cause: old carry is missing
def carry_step(x, h, c, W, U, b):
    s = {k: 1 / (1 + np.exp(-(U[k] @ h + W[k] @ x + b[k]))) for k in "wfh"}
    return s["h"], s["w"] * h


# %% wrong: nothing is forgotten
# says: forget gate is missing
# cause: forget gate is missing
def carry_step(x, h, c, W, U, b):
    s = {k: 1 / (1 + np.exp(-(U[k] @ h + W[k] @ x + b[k]))) for k in "wfh"}
    return s["h"], s["w"] * h + c


# %% wrong: + for the elementwise product
# says: should be multiplied
# cause: should be multiplied
def carry_step(x, h, c, W, U, b):
    s = {k: 1 / (1 + np.exp(-(U[k] @ h + W[k] @ x + b[k]))) for k in "wfh"}
    return s["h"], s["w"] + h + c * s["f"]


# %% wrong: a dot product for the elementwise one
# says: should have shape
def carry_step(x, h, c, W, U, b):
    s = {k: 1 / (1 + np.exp(-(U[k] @ h + W[k] @ x + b[k]))) for k in "wfh"}
    return s["h"], s["w"] @ h + c @ s["f"]


# %% wrong: the sigmoid forgotten
# says: sigmoid is missing
# cause: sigmoid is missing
def carry_step(x, h, c, W, U, b):
    z = {k: U[k] @ h + W[k] @ x + b[k] for k in "wfh"}
    return z["h"], z["w"] * h + c * z["f"]


# %% wrong: only the carry comes back
# says: two arrays
def carry_step(x, h, c, W, U, b):
    s = {k: 1 / (1 + np.exp(-(U[k] @ h + W[k] @ x + b[k]))) for k in "wfh"}
    return s["w"] * h + c * s["f"]


# %% wrong: changes the carry it was given
# says: changed its argument
def carry_step(x, h, c, W, U, b):
    s = {k: 1 / (1 + np.exp(-(U[k] @ h + W[k] @ x + b[k]))) for k in "wfh"}
    c *= s["f"]
    c += s["w"] * h
    return s["h"], c


# %% wrong: hard-coded to the visible example
# says: not right for
def carry_step(x, h, c, W, U, b):
    if len(x) == 1:
        return np.array([0.5]), np.array([7.0])
    return np.array([0.38936077, 0.43782350]), np.array([1.58569202, -0.50967474])


# %% wrong: sets taken by their place
# says: by their place
# cause: by their place
def carry_step(x, h, c, W, U, b):
    z = [U[k] @ h + W[k] @ x + b[k] for k in W]
    w, f, new = (1 / (1 + np.exp(-v)) for v in z)
    return new, w * h + c * f


# %% wrong: values of the dictionaries in order
# says: by their place
# cause: by their place
def carry_step(x, h, c, W, U, b):
    gates = []
    for Wk, Uk, bk in zip(W.values(), U.values(), b.values()):
        gates.append(1 / (1 + np.exp(-(Wk @ x + Uk @ h + bk))))
    return gates[2], gates[0] * h + c * gates[1]


# %% wrong: the weights of w and h exchanged
# says: weights of w and h are exchanged
# cause: weights of w and h are exchanged
def carry_step(x, h, c, W, U, b):
    s = {k: 1 / (1 + np.exp(-(U[k] @ h + W[k] @ x + b[k]))) for k in "wfh"}
    return s["w"], s["h"] * h + c * s["f"]


# %% wrong: the sets one place on
# says: in another order
# cause: in another order
def carry_step(x, h, c, W, U, b):
    s = {k: 1 / (1 + np.exp(-(U[k] @ h + W[k] @ x + b[k]))) for k in "wfh"}
    return s["w"], s["f"] * h + c * s["h"]


# %% wrong: w and f read the new state
# says: read the new state
# cause: read the new state
def carry_step(x, h, c, W, U, b):
    h_old, h = h, 1 / (1 + np.exp(-(U["h"] @ h + W["h"] @ x + b["h"])))
    w = 1 / (1 + np.exp(-(U["w"] @ h + W["w"] @ x + b["w"])))
    f = 1 / (1 + np.exp(-(U["f"] @ h + W["f"] @ x + b["f"])))
    return h, w * h_old + c * f


# %% wrong: h first, then all from it
# says: read the new state
# cause: read the new state
def carry_step(x, h, c, W, U, b):
    h = 1 / (1 + np.exp(-(U["h"] @ h + W["h"] @ x + b["h"])))
    w = 1 / (1 + np.exp(-(U["w"] @ h + W["w"] @ x + b["w"])))
    f = 1 / (1 + np.exp(-(U["f"] @ h + W["f"] @ x + b["f"])))
    return h, w * h + c * f


# %% wrong: the sign of z
# says: sign in the sigmoid
# cause: sign in the sigmoid
def carry_step(x, h, c, W, U, b):
    s = {k: 1 / (1 + np.exp(U[k] @ h + W[k] @ x + b[k])) for k in "wfh"}
    return s["h"], s["w"] * h + c * s["f"]


# %% wrong: tanh for the gates alone
# says: in w and f
# cause: in w and f
def carry_step(x, h, c, W, U, b):
    z = {k: U[k] @ h + W[k] @ x + b[k] for k in "wfh"}
    w, f = np.tanh(z["w"]), np.tanh(z["f"])
    return 1 / (1 + np.exp(-z["h"])), w * h + c * f


# %% wrong: W forgotten
# says: W . x is missing
# cause: W . x is missing
def carry_step(x, h, c, W, U, b):
    s = {k: 1 / (1 + np.exp(-(U[k] @ h + b[k]))) for k in "wfh"}
    return s["h"], s["w"] * h + c * s["f"]


# %% wrong: one bias for all
# says: is used for all
# cause: is used for all
def carry_step(x, h, c, W, U, b):
    s = {k: 1 / (1 + np.exp(-(U[k] @ h + W[k] @ x + b["h"]))) for k in "wfh"}
    return s["h"], s["w"] * h + c * s["f"]


# %% wrong: one U for all
# says: is used for all
# cause: is used for all
def carry_step(x, h, c, W, U, b):
    s = {k: 1 / (1 + np.exp(-(U["h"] @ h + W[k] @ x + b[k]))) for k in "wfh"}
    return s["h"], s["w"] * h + c * s["f"]


# %% wrong: U used on the carry
# says: multiplied by the carry
# cause: multiplied by the carry
def carry_step(x, h, c, W, U, b):
    s = {k: 1 / (1 + np.exp(-(U[k] @ c + W[k] @ x + b[k]))) for k in "wfh"}
    return s["h"], s["w"] * h + c * s["f"]


# %% wrong: U used on x
# says: sizes do not fit
# cause: sizes do not fit
def carry_step(x, h, c, W, U, b):
    s = {k: 1 / (1 + np.exp(-(U[k] @ x + W[k] @ h + b[k]))) for k in "wfh"}
    return s["h"], s["w"] * h + c * s["f"]


# %% wrong: elementwise where the matrix product belongs
# says: matrix product|sizes do not fit
def carry_step(x, h, c, W, U, b):
    s = {k: 1 / (1 + np.exp(-(U[k] * h + W[k] @ x + b[k]))) for k in "wfh"}
    return s["h"], s["w"] * h + c * s["f"]


# %% wrong: the gate of the write missing
# says: write gate is missing
# cause: write gate is missing
def carry_step(x, h, c, W, U, b):
    s = {k: 1 / (1 + np.exp(-(U[k] @ h + W[k] @ x + b[k]))) for k in "wfh"}
    return s["h"], h + c * s["f"]


# %% wrong: the old state forgotten in c
# says: w stands alone
# cause: w stands alone
def carry_step(x, h, c, W, U, b):
    s = {k: 1 / (1 + np.exp(-(U[k] @ h + W[k] @ x + b[k]))) for k in "wfh"}
    return s["h"], s["w"] + c * s["f"]


# %% wrong: + for the forget product
# says: f and the old carry should be multiplied
# cause: f and the old carry should be multiplied
def carry_step(x, h, c, W, U, b):
    s = {k: 1 / (1 + np.exp(-(U[k] @ h + W[k] @ x + b[k]))) for k in "wfh"}
    return s["h"], s["w"] * h + (c + s["f"])


# %% wrong: 1 - f for w, as in a GRU
# says: 1 - f
# cause: 1 - f
def carry_step(x, h, c, W, U, b):
    s = {k: 1 / (1 + np.exp(-(U[k] @ h + W[k] @ x + b[k]))) for k in "wfh"}
    return s["h"], (1 - s["f"]) * h + c * s["f"]


# %% wrong: f read as how much to forget
# says: how much to keep
# cause: how much to keep
def carry_step(x, h, c, W, U, b):
    s = {k: 1 / (1 + np.exp(-(U[k] @ h + W[k] @ x + b[k]))) for k in "wfh"}
    return s["h"], s["w"] * h + c * (1 - s["f"])


# %% wrong: f over both
# says: what is written, too
# cause: what is written, too
def carry_step(x, h, c, W, U, b):
    s = {k: 1 / (1 + np.exp(-(U[k] @ h + W[k] @ x + b[k]))) for k in "wfh"}
    return s["h"], s["f"] * (s["w"] * h + c)


# %% wrong: h times tanh of the old carry
# says: does not read the carry
# cause: does not read the carry
def carry_step(x, h, c, W, U, b):
    s = {k: 1 / (1 + np.exp(-(U[k] @ h + W[k] @ x + b[k]))) for k in "wfh"}
    return s["h"] * np.tanh(c), s["w"] * h + c * s["f"]


# %% wrong: tanh around the carry
# says: no tanh around
# cause: no tanh around
def carry_step(x, h, c, W, U, b):
    s = {k: 1 / (1 + np.exp(-(U[k] @ h + W[k] @ x + b[k]))) for k in "wfh"}
    return s["h"], np.tanh(s["w"] * h + c * s["f"])


# %% wrong: a candidate, as in Keras
# says: not a new tanh
# cause: not a new tanh
def carry_step(x, h, c, W, U, b):
    s = {k: 1 / (1 + np.exp(-(U[k] @ h + W[k] @ x + b[k]))) for k in "wfh"}
    z = U["h"] @ h + W["h"] @ x + b["h"]
    return s["h"], s["w"] * np.tanh(z) + c * s["f"]


# %% wrong: the old state comes back
# says: old state came back
# cause: old state came back
def carry_step(x, h, c, W, U, b):
    s = {k: 1 / (1 + np.exp(-(U[k] @ h + W[k] @ x + b[k]))) for k in "wfh"}
    return h, s["w"] * h + c * s["f"]


# %% wrong: the old carry comes back
# says: old carry came back
# cause: old carry came back
def carry_step(x, h, c, W, U, b):
    s = {k: 1 / (1 + np.exp(-(U[k] @ h + W[k] @ x + b[k]))) for k in "wfh"}
    return s["h"], c


# %% wrong: a result in the type of h
# says: whole number|0\.5
# cause: whole number|0\.5
def carry_step(x, h, c, W, U, b):
    s = {k: 1 / (1 + np.exp(-(U[k] @ h + W[k] @ x + b[k]))) for k in "wfh"}
    new_h, new_c = np.zeros_like(h), np.zeros_like(c)
    new_h[:], new_c[:] = s["h"], s["w"] * h + c * s["f"]
    return new_h, new_c


# %% wrong: Keras's keys
# says: no such key
# cause: no such key
def carry_step(x, h, c, W, U, b):
    s = {k: 1 / (1 + np.exp(-(U[k] @ h + W[k] @ x + b[k]))) for k in "ifo"}
    return s["o"], s["i"] * h + c * s["f"]


# %% wrong: written for two units
# says: l_out numbers
# cause: l_out numbers
def carry_step(x, h, c, W, U, b):
    s = {k: (1 / (1 + np.exp(-(U[k] @ h + W[k] @ x + b[k]))))[:2] for k in "wfh"}
    return s["h"], s["w"] * h[:2] + c[:2] * s["f"]


# %% wrong: changes the bias it was given
# says: changed its argument
def carry_step(x, h, c, W, U, b):
    for k in "wfh":
        b[k] += U[k] @ h + W[k] @ x
    s = {k: 1 / (1 + np.exp(-b[k])) for k in "wfh"}
    return s["h"], s["w"] * h + c * s["f"]


# %% right: gates in a dict, whatever their order
def carry_step(x, h, c, W, U, b):
    gates = {name: sigmoid(np.dot(W[name], x) + np.dot(U[name], h) + b[name]) for name in sorted(W)}
    return gates["h"], np.multiply(gates["w"], h) + np.multiply(c, gates["f"])


# %% right: keras ops float32
import keras
def carry_step(x, h, c, W, U, b):
    f32 = lambda a: keras.ops.convert_to_tensor(np.asarray(a, "float32"))
    x, h, c = f32(x), f32(h), f32(c)
    g = {k: keras.ops.sigmoid(keras.ops.matmul(f32(W[k]), x) + keras.ops.matmul(f32(U[k]), h) + f32(b[k])) for k in W}
    return np.asarray(g["h"]), np.asarray(g["w"] * h + c * g["f"])


# %% right: stacked in one product
def carry_step(x, h, c, W, U, b):
    keys = list("wfh")
    z = np.concatenate([W[k] for k in keys]) @ x + np.concatenate([U[k] for k in keys]) @ h + np.concatenate([b[k] for k in keys])
    w, f, new = np.split(0.5 + 0.5 * np.tanh(z / 2), 3)
    return new, w * h + c * f


# %% wrong: U by its place among the keys of W
# cause: taken by their place
def carry_step(x, h, c, W, U, b):
    g = {k: sigmoid(np.dot(Wk, x) + np.dot(Uk, h) + b[k]) for (k, Wk), Uk in zip(W.items(), U.values())}
    return g["h"], g["w"] * h + c * g["f"]


# %% wrong: b by its place among the keys of W
# cause: taken by their place
def carry_step(x, h, c, W, U, b):
    g = {k: sigmoid(np.dot(W[k], x) + np.dot(U[k], h) + bk) for k, bk in zip(W, b.values())}
    return g["h"], g["w"] * h + c * g["f"]


# %% wrong: the carry kept within bounds
def carry_step(x, h, c, W, U, b):
    w, f, new = (sigmoid(W[gate] @ x + U[gate] @ h + b[gate]) for gate in "wfh")
    return new, np.clip(w * h + c * f, -10, 10)


# %% wrong: the segment in the type of the state
def carry_step(x, h, c, W, U, b):
    x = np.array(x, dtype=np.asarray(h).dtype)
    w, f, new = (sigmoid(U[k] @ h + W[k] @ x + b[k]) for k in "wfh")
    return new, w * h + c * f


# %% wrong: columns come back
# says: and a column too
# cause: one axis|l_out numbers each
def carry_step(x, h, c, W, U, b):
    x, h, c = (np.reshape(part, (-1, 1)) for part in (x, h, c))
    w, f, new = (sigmoid(U[k] @ h + W[k] @ x + np.reshape(b[k], (-1, 1))) for k in "wfh")
    return new, w * h + c * f
