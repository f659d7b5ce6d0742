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
# cause: sign of z
def sigmoid(z):
    z = np.asarray(z, dtype=float)
    small = np.exp(-np.abs(z))
    return np.where(z >= 0, small / (1 + small), 1 / (1 + small))


# %% wrong: tanh
# says: this is tanh
# cause: this is tanh
def sigmoid(z):
    return np.tanh(np.asarray(z, dtype=float))


# %% wrong: softmax
# says: softmax
# cause: softmax
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
# says: list
# cause: list
def sigmoid(z):
    return 0.5 * (1 + np.tanh(z / 2))


# %% wrong: the derivative
# says: derivative
# cause: derivative
def sigmoid(z):
    s = 0.5 * (1 + np.tanh(0.5 * np.asarray(z, dtype=float)))
    return s * (1 - s)


# %% wrong: flattened
# says: shape of z|shape should be
# cause: shape of z|shape should be
def sigmoid(z):
    flat = 0.5 * (1 + np.tanh(0.5 * np.ravel(z)))
    return flat if np.ndim(z) else flat[0]


# %% wrong: changes the array it was given
# says: changed its argument
def sigmoid(z):
    z = np.asarray(z, dtype=float)
    z *= 0.5
    return 0.5 * (1 + np.tanh(z))


# %% wrong: one number at a time, no arrays
# says: array|list
# cause: array|list
def sigmoid(z):
    import math

    return 1 / (1 + math.exp(-z)) if z > -700 else 0.0


# %% wrong: below 0 the form for above
# says: below 0|σ\(\|z\|\)
# cause: below 0|σ\(\|z\|\)
def sigmoid(z):
    small = np.exp(-np.abs(np.asarray(z, dtype=float)))
    return 1 / (1 + small)


# %% wrong: clipped too soon
# says: clipped
# cause: clipped
def sigmoid(z):
    return 1 / (1 + np.exp(-np.clip(np.asarray(z, dtype=float), -5, 5)))


# %% wrong: a hard sigmoid
# says: straight line
# cause: straight line
def sigmoid(z):
    return np.clip(0.2 * np.asarray(z, dtype=float) + 0.5, 0, 1)


# %% wrong: a list comprehension, one level
# says: two-dimensional|number|nested
# cause: two-dimensional|number|nested
def sigmoid(z):
    import math

    return np.array([0.5 * (1 + math.tanh(v / 2)) for v in z])


# %% wrong: tanh without halving z
# says: z / 2
# cause: z / 2
def sigmoid(z):
    return 0.5 * (1 + np.tanh(np.asarray(z, dtype=float)))


# %% wrong: the softplus
# says: softplus
# cause: softplus
def sigmoid(z):
    return np.logaddexp(0, np.asarray(z, dtype=float))


# %% wrong: the logarithm of it
# says: logarithm
# cause: logarithm
def sigmoid(z):
    return -np.logaddexp(0, -np.asarray(z, dtype=float))


# %% wrong: a step
# says: as of a step
# cause: as of a step
def sigmoid(z):
    return (np.asarray(z) > 0).astype(float)


# %% wrong: rounded to two places
# says: rounded
# cause: rounded
def sigmoid(z):
    return np.round(0.5 * (1 + np.tanh(0.5 * np.asarray(z, dtype=float))), 2)


# %% wrong: an if about an array
# says: truth value of an array
# cause: and the like ask one value, and this is an array
def sigmoid(z):
    z = np.asarray(z)
    if z >= 0:
        return 1 / (1 + np.exp(-z))
    return np.exp(z) / (1 + np.exp(z))


# %% wrong: a number is called
# says: not callable
# cause: not callable
def sigmoid(z):
    return 1 / (1 + np.exp(-2(z)))


# %% right: exp of minus logaddexp
def sigmoid(z):
    return np.exp(-np.logaddexp(0, -np.asarray(z, dtype=np.float64)))


# %% right: boolean masks into np.empty_like
def sigmoid(z):
    z = np.asarray(z, dtype=np.float64)
    out = np.empty_like(z)
    out[z >= 0] = 1 / (1 + np.exp(-z[z >= 0]))
    e = np.exp(z[z < 0])
    out[z < 0] = e / (1 + e)
    return out


# %% wrong: axes of size 1 are dropped
def sigmoid(z):
    return 0.5 * (1 + np.tanh(0.5 * np.squeeze(np.asarray(z, dtype=float))))


# %% wrong: infinity over infinity called 0
# cause: (?!)
def sigmoid(z):
    z = np.asarray(z, dtype=float)
    with np.errstate(all="ignore"):
        return np.nan_to_num(np.exp(z) / (np.exp(z) + 1), nan=0.0)


# %% wrong: printed, not returned
# cause: nothing came back
def sigmoid(z):
    print(0.5 * (1 + np.tanh(0.5 * np.asarray(z, dtype=float))))
