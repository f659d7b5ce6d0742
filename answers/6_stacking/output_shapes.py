# %% right: a loop that looks for the last layer
def output_shapes(steps, units):
    shapes = []
    for place, size in enumerate(units):
        if place < len(units) - 1:
            shapes.append((None, steps, size))
        else:
            shapes.append((None, size))
    shapes.append((None, 1))
    return shapes


# %% right: unpacked
def output_shapes(n_steps, sizes):
    *lower, top = sizes
    return [(None, n_steps, size) for size in lower] + [(None, top), (None, 1)]


# %% right: recursive
def output_shapes(steps, units):
    if len(units) == 1:
        return [(None, units[0]), (None, 1)]
    return [(None, steps, units[0])] + output_shapes(steps, units[1:])


# %% right: NumPy integers, a tuple of tuples
def output_shapes(steps, units):
    sizes = np.array(units)
    return tuple((None, np.int64(steps), size) for size in sizes[:-1]) + ((None, sizes[-1]), (None, 1))


# %% right: asks Keras
def output_shapes(steps, units):
    y = keras.Input((steps, 3))
    shapes = []
    for place, size in enumerate(units):
        y = keras.layers.LSTM(size, return_sequences=place + 1 < len(units))(y)
        shapes.append(tuple(y.shape))
    return shapes + [tuple(keras.layers.Dense(1)(y).shape)]


# %% wrong: no layer returns its sequence
# says: the steps stay
def output_shapes(steps, units):
    return [(None, size) for size in units] + [(None, 1)]


# %% wrong: every layer returns its sequence
# says: final state alone
def output_shapes(steps, units):
    return [(None, steps, size) for size in units] + [(None, 1)]


# %% wrong: the steps stay to the end
# says: final state alone
def output_shapes(steps, units):
    return [(None, steps, size) for size in units] + [(None, steps, 1)]


# %% wrong: the batch is missing
# says: begins with None
def output_shapes(steps, units):
    return [(steps, size) for size in units[:-1]] + [(units[-1],), (1,)]


# %% wrong: no Dense layer
# says: Dense layer's output shape is missing
def output_shapes(steps, units):
    return [(None, steps, size) for size in units[:-1]] + [(None, units[-1])]


# %% wrong: units before steps
# says: steps come before units
def output_shapes(steps, units):
    return [(None, size, steps) for size in units[:-1]] + [(None, units[-1]), (None, 1)]


# %% wrong: the first layer drops the steps
# says: not the first
def output_shapes(steps, units):
    return [(None, units[0])] + [(None, steps, size) for size in units[1:]] + [(None, 1)]


# %% wrong: always two LSTM layers
# says: IndexError
def output_shapes(steps, units):
    return [(None, steps, units[0]), (None, units[1]), (None, 1)]


# %% wrong: only the first of several returns its sequence
# says: three layers
def output_shapes(steps, units):
    shapes = [(None, steps, units[0])] if len(units) > 1 else []
    return shapes + [(None, size) for size in units[max(1, len(shapes)):]] * (len(units) > 1) + (
        [(None, units[0])] if len(units) == 1 else []) + [(None, 1)]


# %% wrong: empties the list it was given
# says: changed its argument
def output_shapes(steps, units):
    top = units.pop()
    return [(None, steps, size) for size in units] + [(None, top), (None, 1)]


# %% wrong: hard-coded to the visible examples
def output_shapes(steps, units):
    return [(None, 3, 7), (None, 9), (None, 1)] if units == [7, 9] else [(None, 4), (None, 1)]


# %% right: a generator, made a list
def output_shapes(steps, units):
    def all_shapes():
        rest = list(units)
        while len(rest) > 1:
            yield (None, steps, rest.pop(0))
        yield (None, rest[0])
        yield (None, 1)

    return list(all_shapes())


# %% wrong: the batch size is a text
# says: begin with None
def output_shapes(steps, units):
    return [("None", steps, n) for n in units[:-1]] + [("None", units[-1]), ("None", 1)]


# %% wrong: the batch size is 1
# says: begin with None
def output_shapes(steps, units):
    return [(1, steps, n) for n in units[:-1]] + [(1, units[-1]), (1, 1)]


# %% wrong: the steps have become text
# says: is not right
def output_shapes(steps, units):
    return [(None, str(steps), n) for n in units[:-1]] + [(None, units[-1]), (None, 1)]


# %% wrong: the Dense layer gives as many values as it reads
# says: Dense\(1\) gives one value
def output_shapes(steps, units):
    return [(None, steps, n) for n in units[:-1]] + [(None, units[-1])] * 2


# %% wrong: the input's shape counts as a layer's
# says: not the input
def output_shapes(steps, units):
    below = [(None, steps, n) for n in units[:-1]]
    return [(None, steps, 5), *below, (None, units[-1]), (None, 1)]


# %% wrong: a step is used up by each layer
# says: no layer uses up a step
def output_shapes(steps, units):
    below = [(None, steps - k, n) for k, n in enumerate(units[:-1])]
    return [*below, (None, units[-1]), (None, 1)]


# %% wrong: top layer first
# says: first layer's shape comes first
def output_shapes(steps, units):
    shapes = [(None, steps, n) for n in units[:-1]] + [(None, units[-1]), (None, 1)]
    return shapes[::-1]


# %% wrong: only a layer below a larger one returns its sequence
# says: is not right
def output_shapes(steps, units):
    shapes = [
        (None, steps, here) if here < above else (None, here) for here, above in zip(units, units[1:])
    ]
    return [*shapes, (None, units[-1]), (None, 1)]


# %% wrong: samples of one step count as no sequence
# says: is not right
def output_shapes(steps, units):
    below = [(None, steps, n) if steps > 1 else (None, n) for n in units[:-1]]
    return [*below, (None, units[-1]), (None, 1)]


# %% wrong: layers of equal size are looked up by their size
# says: is not right
def output_shapes(steps, units):
    return [(None, n) if n == units[-1] else (None, steps, n) for n in units] + [(None, 1)]


# %% wrong: the result is a dict
# says: list
def output_shapes(steps, units):
    shapes = [(None, steps, n) for n in units[:-1]] + [(None, units[-1]), (None, 1)]
    return dict(enumerate(shapes))


# %% wrong: no return
# says: return
def output_shapes(steps, units):
    shapes = [(None, steps, n) for n in units[:-1]] + [(None, units[-1]), (None, 1)]


# %% wrong: the shapes are text
# says: not text
def output_shapes(steps, units):
    below = [f"(None, {steps}, {n})" for n in units[:-1]]
    return [*below, f"(None, {units[-1]})", "(None, 1)"]


# %% wrong: the steps are always 3
# says: is not right
def output_shapes(steps, units):
    return [(None, 3, n) for n in units[:-1]] + [(None, units[-1]), (None, 1)]


# %% wrong: the shapes are lists
# says: should be a tuple
# cause: should be a tuple
def output_shapes(steps, units):
    return [[None, steps, size] for size in units[:-1]] + [[None, units[-1]], [None, 1]]


# %% wrong: a generator
# says: one by one
# cause: ^zip, map and generators
def output_shapes(steps, units): return (s for s in [(None, steps, n) for n in units[:-1]] + [(None, units[-1]), (None, 1)])


# %% wrong: steps and units exchanged in a sequence
# says: steps come before units
# cause: ^steps come before units
def output_shapes(steps, units): return [(None, n, steps) for n in units[:-1]] + [(None, units[-1]), (None, 1)]


# %% right: namedtuple shapes
from collections import namedtuple
Seq, Vec = namedtuple("Seq", "batch steps units"), namedtuple("Vec", "batch units")
def output_shapes(steps, units):
    return [Seq(None, steps, n) for n in units[:-1]] + [Vec(None, units[-1]), Vec(None, 1)]


# %% wrong: the steps are a float
# says: an int was expected, this is a float
# cause: an int was expected
def output_shapes(steps, units):
    *below, top = units
    return [*((None, float(steps), size) for size in below), (None, top), (None, 1)]


# %% wrong: shapes of TensorFlow's own type
# says: a tuple was expected, this is of type
# cause: a tuple was expected
def output_shapes(steps, units):
    *below, top = units
    shapes = [*((None, steps, size) for size in below), (None, top), (None, 1)]
    return [tf.TensorShape(shape) for shape in shapes]


# %% right: recursion over the sizes
def output_shapes(steps, units):
    head, rest = units[0], units[1:]
    return [(None, steps, head)] + output_shapes(steps, rest) if rest else [(None, head), (None, 1)]


# %% wrong: remembered by the sizes alone
# cause: the steps are the same in every sequence
remembered = {}
def output_shapes(steps, units):
    shapes = [*((None, steps, size) for size in units[:-1]), (None, units[-1]), (None, 1)]
    return remembered.setdefault(tuple(units), shapes)
