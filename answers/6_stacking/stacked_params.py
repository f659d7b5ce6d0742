# %% right: pairs of neighbouring sizes
def stacked_params(l_in, units):
    sizes = [l_in] + list(units)
    counts = [4 * (low + high + 1) * high for low, high in zip(sizes, sizes[1:])]
    return counts + [sizes[-1] + 1]


# %% right: matrix by matrix
def stacked_params(n_features, layers):
    result = []
    for size in layers:
        W, U, b = size * n_features, size * size, size
        result += [4 * W + 4 * U + 4 * b]
        n_features = size
    return [*result, layers[-1] * 1 + 1]


# %% right: recursive
def stacked_params(l_in, units):
    if not units:
        return [l_in + 1]
    first, *rest = units
    return [4 * (l_in + first + 1) * first] + stacked_params(first, rest)


# %% right: vectorised, NumPy integers
def stacked_params(l_in, units):
    high = np.array(units)
    low = np.concatenate([[l_in], high[:-1]])
    return list(4 * (low + high + 1) * high) + [high[-1] + 1]


# %% right: asks a functional model of Keras's
def stacked_params(l_in, units):
    y = inputs = keras.Input((None, l_in))
    for size in units:
        y = keras.layers.LSTM(size, return_sequences=True)(y)
    model = keras.Model(inputs, keras.layers.Dense(1)(y))
    return [layer.count_params() for layer in model.layers[1:]]


# %% wrong: every layer reads the sample
# says: its l_in is 7
def stacked_params(l_in, units):
    return [4 * (l_in + l_out + 1) * l_out for l_out in units] + [units[-1] + 1]


# %% wrong: no biases in the LSTM layers
# says: biases of the LSTM
def stacked_params(l_in, units):
    counts = []
    for l_out in units:
        counts.append(4 * (l_in + l_out) * l_out)
        l_in = l_out
    return counts + [l_in + 1]


# %% wrong: no bias in the Dense layer
# says: Dense layer has a bias
def stacked_params(l_in, units):
    counts = []
    for l_out in units:
        counts.append(4 * (l_in + l_out + 1) * l_out)
        l_in = l_out
    return counts + [l_in]


# %% wrong: no Dense layer
# says: Dense layer's count is missing
def stacked_params(l_in, units):
    counts = []
    for l_out in units:
        counts.append(4 * (l_in + l_out + 1) * l_out)
        l_in = l_out
    return counts


# %% wrong: the count of a SimpleRNN
# says: an LSTM has four
def stacked_params(l_in, units):
    counts = []
    for l_out in units:
        counts.append((l_in + l_out + 1) * l_out)
        l_in = l_out
    return counts + [l_in + 1]


# %% wrong: three sets, as on the slide
# says: three sets
def stacked_params(l_in, units):
    counts = []
    for l_out in units:
        counts.append(3 * (l_in + l_out + 1) * l_out)
        l_in = l_out
    return counts + [l_in + 1]


# %% wrong: sizes exchanged
# says: exchanged
def stacked_params(l_in, units):
    counts = []
    for l_out in units:
        counts.append(4 * (l_in + l_out + 1) * l_in)
        l_in = l_out
    return counts + [l_in + 1]


# %% wrong: the Dense layer reads the sample
# says: not the sample
def stacked_params(l_in, units):
    sizes = [l_in] + units
    return [4 * (a + b + 1) * b for a, b in zip(sizes, sizes[1:])] + [l_in + 1]


# %% wrong: the sum
# says: this is the sum
def stacked_params(l_in, units):
    sizes = [l_in] + units
    return sum(4 * (a + b + 1) * b for a, b in zip(sizes, sizes[1:])) + sizes[-1] + 1


# %% wrong: puts l_in into the list it was given
# says: changed its argument
def stacked_params(l_in, units):
    units.insert(0, l_in)
    return [4 * (a + b + 1) * b for a, b in zip(units, units[1:])] + [units[-1] + 1]


# %% wrong: from the third layer on, l_in is that of the first
def stacked_params(l_in, units):
    counts = [4 * (l_in + units[0] + 1) * units[0]]
    counts += [4 * (units[0] + size + 1) * size for size in units[1:]]
    return counts + [units[-1] + 1]


# %% wrong: hard-coded to the visible examples
def stacked_params(l_in, units):
    return [364, 612, 10] if l_in == 5 else [72, 4]


# %% right: a tuple comes back
def stacked_params(l_in, units):
    below = (l_in, *units)
    return tuple(4 * n * (m + n + 1) for m, n in zip(below, units)) + (units[-1] + 1,)


# %% right: set by set, W, U and b apart
def stacked_params(l_in, units):
    counts, reads = [], l_in
    for n in units:
        counts.append(sum(n * reads + n * n + n for gate in "ifco"))
        reads = n
    return counts + [reads * 1 + 1]


# %% wrong: floats
# says: ints|float
def stacked_params(l_in, units):
    below = [l_in, *units]
    return [8 * (m + n + 1) * n / 2 for m, n in zip(below, units)] + [units[-1] + 1]


# %% wrong: two biases, as PyTorch has
# says: PyTorch
def stacked_params(l_in, units):
    below = [l_in, *units]
    return [4 * (m + n + 2) * n for m, n in zip(below, units)] + [units[-1] + 1]


# %% wrong: the Dense layer counted as an LSTM
# says: Dense layer is no LSTM
def stacked_params(l_in, units):
    sizes = [l_in, *units, 1]
    return [4 * (m + n + 1) * n for m, n in zip(sizes, sizes[1:])]


# %% wrong: U forgotten
# says: U is missing
def stacked_params(l_in, units):
    below = [l_in, *units]
    return [4 * (m + 1) * n for m, n in zip(below, units)] + [units[-1] + 1]


# %% wrong: W forgotten
# says: W is missing
def stacked_params(l_in, units):
    return [4 * (n + 1) * n for n in units] + [units[-1] + 1]


# %% wrong: one bias for all units of a set
# says: value for each unit
def stacked_params(l_in, units):
    below = [l_in, *units]
    return [4 * ((m + n) * n + 1) for m, n in zip(below, units)] + [units[-1] + 1]


# %% wrong: one b for the four sets
# says: b of its own
def stacked_params(l_in, units):
    below = [l_in, *units]
    return [4 * (m + n) * n + n for m, n in zip(below, units)] + [units[-1] + 1]


# %% wrong: every layer above the first reads the first
# says: third layer reads
def stacked_params(l_in, units):
    below = [l_in] + [units[0]] * len(units)
    return [4 * (m + n + 1) * n for m, n in zip(below, units)] + [units[-1] + 1]


# %% wrong: always two layers
# says: any length
def stacked_params(l_in, units):
    first, second = units
    return [4 * (l_in + first + 1) * first, 4 * (first + second + 1) * second, second + 1]


# %% wrong: the first two layers, whatever there is
# says: three LSTM layers
def stacked_params(l_in, units):
    below = [l_in, *units]
    counts = [4 * (m + n + 1) * n for m, n in zip(below, units)]
    return counts[:2] + [units[-1] + 1]


# %% wrong: top layer first
# says: comes first
def stacked_params(l_in, units):
    below = [l_in, *units]
    return ([4 * (m + n + 1) * n for m, n in zip(below, units)] + [units[-1] + 1])[::-1]


# %% wrong: an array comes back
# says: list was expected
def stacked_params(l_in, units):
    below = [l_in, *units]
    return np.array([4 * (m + n + 1) * n for m, n in zip(below, units)] + [units[-1] + 1])


# %% wrong: the Dense layer reads the first layer
# says: last state, of 9 values
def stacked_params(l_in, units):
    below = [l_in, *units]
    return [4 * (m + n + 1) * n for m, n in zip(below, units)] + [units[0] + 1]


# %% wrong: no return
# says: return
def stacked_params(l_in, units):
    below = [l_in, *units]
    counts = [4 * (m + n + 1) * n for m, n in zip(below, units)] + [units[-1] + 1]


# %% wrong: floats for the LSTM layers alone
# says: should be ints
# cause: should be ints
def stacked_params(l_in, units):
    counts = []
    for size in units:
        counts.append(4.0 * size * (l_in + size + 1))
        l_in = size
    return counts + [l_in + 1]


# %% wrong: an array
# says: a list was expected
# cause: ^a list was expected
def stacked_params(l_in, units):
    sizes = (l_in, *units)
    return np.array([4 * (b * a + b**2 + b) for a, b in zip(sizes, sizes[1:])] + [sizes[-1] + 1])


# %% right: asks Keras
import keras
def stacked_params(l_in, units):
    m = keras.Sequential([keras.Input((2, l_in))] + [keras.layers.LSTM(n, return_sequences=k < len(units) - 1) for k, n in enumerate(units)] + [keras.layers.Dense(1)])
    return [layer.count_params() for layer in m.layers]


# %% right: a walrus
def stacked_params(l_in, units):
    i = l_in
    return [4 * u * (i + (i := u) + 1) for u in units] + [i + 1]


# %% wrong: a dict by number
# cause: a list was expected, this is of type dict
def stacked_params(l_in, units):
    s = [l_in, *units]
    return dict(enumerate([4 * b * (a + b + 1) for a, b in zip(s, s[1:])] + [s[-1] + 1]))


# %% wrong: remembered by the sizes alone
remembered = {}
def stacked_params(l_in, units):
    sizes = [l_in, *units]
    counts = [4 * b * (a + b + 1) for a, b in zip(sizes, sizes[1:])]
    return remembered.setdefault(tuple(units), [*counts, units[-1] + 1])
