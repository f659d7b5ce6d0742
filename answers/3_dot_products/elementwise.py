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


# %% right: an array of objects that are numbers
def elementwise(v, x):
    if len(v) != len(x):
        raise ValueError("the lengths of v and x differ")
    return np.frompyfunc(lambda a, b: a * b, 2, 1)(v, x)


# %% right: exact fractions, in a list
def elementwise(v, x):
    from fractions import Fraction

    if len(v) != len(x):
        raise ValueError(f"{len(v)} values and {len(x)}")
    return [Fraction(a) * Fraction(b) for a, b in zip(v, x)]


# %% right: whole numbers stay whole where both are
def elementwise(v, x):
    v, x = np.asarray(v), np.asarray(x)
    if v.shape != x.shape:
        raise ValueError(f"v has the shape {v.shape}, x {x.shape}")
    result = np.empty(len(v), dtype=np.result_type(v, x))
    for i in range(len(v)):
        result[i] = v[i] * x[i]
    return result


# %% wrong: the result has the type of x
# says: zeros_like
def elementwise(v, x):
    if len(v) != len(x):
        raise ValueError("lengths differ")
    out = np.zeros_like(np.asarray(x))
    for i in range(len(x)):
        out[i] = v[i] * x[i]
    return out


# %% wrong: the result has the type of v
# says: whole numbers came back
def elementwise(v, x):
    if len(v) != len(x):
        raise ValueError("lengths differ")
    out = np.zeros_like(np.asarray(v))
    for i in range(len(x)):
        out[i] = v[i] * x[i]
    return out


# %% wrong: an array of integers
# says: takes? integers only
def elementwise(v, x):
    if len(v) != len(x):
        raise ValueError("lengths differ")
    return np.array([a * b for a, b in zip(v, x)], dtype=int)


# %% wrong: x is made whole first
# says: whole numbers came back|is not right
def elementwise(v, x):
    if len(v) != len(x):
        raise ValueError("lengths differ")
    return np.array(v) * np.array(x, dtype=int)


# %% wrong: a power
# says: is the power
def elementwise(v, x):
    if len(v) != len(x):
        raise ValueError("lengths differ")
    return np.asarray(x, dtype=float) ** np.asarray(v)


# %% wrong: a gate that cuts v at 1
# says: v may hold any numbers
def elementwise(v, x):
    if len(v) != len(x):
        raise ValueError("lengths differ")
    return np.clip(v, 0, 1) * np.asarray(x)


# %% wrong: overwrites x
# says: changed its argument
def elementwise(v, x):
    if len(v) != len(x):
        raise ValueError("lengths differ")
    for i in range(len(x)):
        x[i] = v[i] * x[i]
    return np.array(x)


# %% wrong: only a shorter x is refused
# says: an x longer than v
def elementwise(v, x):
    if len(x) < len(v):
        raise ValueError("x is too short")
    return np.array([a * b for a, b in zip(v, x)])


# %% wrong: only a longer x is refused
# says: an x shorter than v
def elementwise(v, x):
    if len(x) > len(v):
        raise ValueError("x is too long")
    return np.array([a * b for a, b in zip(v, x)])


# %% wrong: a single value is let through
# says: a v of one value
def elementwise(v, x):
    if len(v) != len(x) and 1 not in (len(v), len(x)):
        raise ValueError("lengths differ")
    return np.asarray(v) * np.asarray(x)


# %% wrong: nothing is checked where one is empty
# says: a v without a value
def elementwise(v, x):
    if len(v) and len(x) and len(v) != len(x):
        raise ValueError("lengths differ")
    return np.array([a * b for a, b in zip(v, x)])


# %% wrong: a message is printed
# says: raised nothing
def elementwise(v, x):
    if len(v) != len(x):
        print("the lengths differ")
        return None
    return np.asarray(v) * np.asarray(x)


# %% wrong: an error without words
# says: without a message
def elementwise(v, x):
    if len(v) != len(x):
        raise ValueError
    return np.asarray(v) * np.asarray(x)


# %% wrong: another kind of error
# says: raised IndexError
def elementwise(v, x):
    if len(v) != len(x):
        raise IndexError("lengths differ")
    return np.asarray(v) * np.asarray(x)


# %% wrong: times the number of places
def elementwise(v, x):
    if len(v) != len(x):
        raise ValueError("lengths differ")
    return np.asarray(v) * len(x)


# %% right: keras ops
import keras
def elementwise(v, x):
    v, x = np.asarray(v, "float64"), np.asarray(x, "float64")
    if v.size != x.size: raise ValueError("lengths differ")
    return np.asarray(keras.ops.multiply(v, x))


# %% right: a tf.function
@tf.function
def _product(a, b): return a * b
def elementwise(v, x):
    if len(v) != len(x): raise ValueError("lengths differ")
    return _product(tf.constant(np.asarray(v, float)), tf.constant(np.asarray(x, float))).numpy()


# %% wrong: a place is looked up by its value
# says: values that come again
# cause: equal values are at different places
def elementwise(v, x):
    if len(v) != len(x):
        raise ValueError("v and x differ in length")
    x = list(x)
    return np.array([v[x.index(value)] * value for value in x])


# %% wrong: on the diagonal of a matrix
# cause: the shape should be
def elementwise(v, x):
    if len(v) != len(x):
        raise ValueError("the lengths differ")
    return np.diag(np.multiply(v, x))


# %% wrong: lists beside arrays are not turned into arrays
# says: a list beside an array
# cause: this needs an array, not a list
def elementwise(v, x):
    if len(v) != len(x):
        raise ValueError(f"{len(v)} values and {len(x)} values")
    if isinstance(v, list) and isinstance(x, list):
        v, x = np.array(v), np.array(x)
    return v.ravel() * x.ravel()
