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


# %% right: asks Keras
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
