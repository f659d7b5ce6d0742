# %% right: NumPy's *
def elementwise(v, x):
    v, x = np.asarray(v), np.asarray(x)
    if v.shape != x.shape:
        raise ValueError(f"v has shape {v.shape} and x has shape {x.shape}")
    return v * x


# %% right: a list from a loop
def elementwise(gate, values):
    if len(gate) != len(values):
        raise ValueError("the gate and the values differ in length")
    result = []
    for i in range(len(gate)):
        result.append(gate[i] * values[i])
    return result


# %% right: zip is strict
def elementwise(v, x):
    return np.array([a * b for a, b in zip(v, x, strict=True)])


# %% right: a diagonal matrix, float32
def elementwise(v, x):
    if np.size(v) != np.size(x):
        raise ValueError("lengths differ")
    return np.diag(np.float32(v)) @ np.float32(x)


# %% right: TensorFlow
def elementwise(v, x):
    if len(v) != len(x):
        raise ValueError("lengths differ")
    return tf.multiply(tf.constant(v, tf.float64), tf.constant(x, tf.float64))


# %% wrong: the dot product
# says: dot product
def elementwise(v, x):
    if len(v) != len(x):
        raise ValueError("lengths differ")
    return np.dot(v, x)


# %% wrong: added
# says: were added
def elementwise(v, x):
    if len(v) != len(x):
        raise ValueError("lengths differ")
    return np.asarray(v) + np.asarray(x)


# %% wrong: every pair
# says: only equal places
def elementwise(v, x):
    if len(v) != len(x):
        raise ValueError("lengths differ")
    return np.outer(v, x)


# %% wrong: one behind the other
# says: one behind the other
def elementwise(v, x):
    if len(v) != len(x):
        raise ValueError("lengths differ")
    return np.concatenate([v, x])


# %% wrong: broadcasts a single value
# says: of one value
def elementwise(v, x):
    return np.asarray(v) * np.asarray(x)


# %% wrong: zip cuts off
# says: should raise ValueError, because of an x shorter
def elementwise(v, x):
    return np.array([a * b for a, b in zip(v, x)])


# %% wrong: lists are not converted
# says: TypeError
def elementwise(v, x):
    if len(v) != len(x):
        raise ValueError("lengths differ")
    return v * x


# %% wrong: the last place is left out
# says: the shape should be
def elementwise(v, x):
    if len(v) != len(x):
        raise ValueError("lengths differ")
    return np.array([v[i] * x[i] for i in range(len(v) - 1)])


# %% wrong: overwrites v
# says: changed its argument
def elementwise(v, x):
    if len(v) != len(x):
        raise ValueError("lengths differ")
    for i in range(len(v)):
        v[i] = v[i] * x[i]
    return np.array(v)


# %% wrong: hard-coded to the visible example
def elementwise(v, x):
    if len(v) != len(x):
        raise ValueError("lengths differ")
    return np.array([4.0, 0.0, 1.0, -3.0])
