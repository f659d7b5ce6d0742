# %% right: through tanh
def sigmoid(z):
    return 0.5 * (1 + np.tanh(0.5 * np.asarray(z, dtype=float)))


# %% right: each sign on its own
def sigmoid(values):
    values = np.asarray(values, dtype=float)
    result = np.empty_like(values)
    positive = values >= 0
    result[positive] = 1 / (1 + np.exp(-values[positive]))
    below = np.exp(values[~positive])
    result[~positive] = below / (below + 1)
    return result


# %% right: number by number, nested lists
def sigmoid(z):
    import math

    if np.ndim(z):
        return [sigmoid(item) for item in z]
    return 1 / (1 + math.exp(-z)) if z > -700 else 0.0


# %% right: clipped, float32
def sigmoid(z):
    return 1 / (1 + np.exp(-np.clip(np.asarray(z, dtype="float32"), -60, 60)))


# %% right: the overflow is meant, and not told
def sigmoid(z):
    with np.errstate(over="ignore"):
        return 1 / (1 + np.exp(-np.array(z, dtype=float)))


# %% right: TensorFlow's
def sigmoid(z):
    return tf.sigmoid(np.asarray(z, dtype="float64")).numpy()


# %% wrong: the formula as it stands overflows
# says: overflow
def sigmoid(z):
    return 1 / (1 + np.exp(-np.asarray(z, dtype=float)))


# %% wrong: the other form overflows on the other side
# says: overflow
def sigmoid(z):
    e = np.exp(np.asarray(z, dtype=float))
    return e / (1 + e)


# %% wrong: where() computes both forms
# says: overflow
def sigmoid(z):
    z = np.asarray(z, dtype=float)
    return np.where(z >= 0, 1 / (1 + np.exp(-z)), np.exp(z) / (1 + np.exp(z)))


# %% wrong: inf divided by inf, silenced
# says: infinity
def sigmoid(z):
    with np.errstate(all="ignore"):
        e = np.exp(np.asarray(z, dtype=float))
        return e / (1 + e)


# %% wrong: the sign of z is lost
# says: sign of z
def sigmoid(z):
    z = np.asarray(z, dtype=float)
    small = np.exp(-np.abs(z))
    return np.where(z >= 0, small / (1 + small), 1 / (1 + small))


# %% wrong: tanh
# says: this is tanh
def sigmoid(z):
    return np.tanh(np.asarray(z, dtype=float))


# %% wrong: softmax
# says: softmax
def sigmoid(z):
    z = np.asarray(z, dtype=float)
    e = np.exp(z - z.max())
    return e / e.sum()


# %% wrong: a result array of ints
# says: array of floats first
def sigmoid(z):
    z = np.asarray(z)
    result = np.zeros_like(z)
    result[z >= 0] = 1 / (1 + np.exp(-z[z >= 0]))
    result[z < 0] = np.exp(z[z < 0]) / (1 + np.exp(z[z < 0]))
    return result


# %% wrong: lists are not taken
# says: TypeError
def sigmoid(z):
    return 0.5 * (1 + np.tanh(z / 2))


# %% wrong: the derivative
# says: not right
def sigmoid(z):
    s = 0.5 * (1 + np.tanh(0.5 * np.asarray(z, dtype=float)))
    return s * (1 - s)


# %% wrong: flattened
# says: not right for a two-dimensional
def sigmoid(z):
    flat = 0.5 * (1 + np.tanh(0.5 * np.ravel(z)))
    return flat if np.ndim(z) else flat[0]


# %% wrong: changes the array it was given
# says: changed its argument
def sigmoid(z):
    z = np.asarray(z, dtype=float)
    z *= 0.5
    return 0.5 * (1 + np.tanh(z))
