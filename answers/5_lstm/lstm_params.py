# %% right: the lecture's formula
def lstm_params(l_in, l_out):
    return (l_out * l_out + l_out * l_in + l_out) * 4


# %% right: gate by gate, NumPy integers
def lstm_params(n, m):
    total = np.int64(0)
    for gate in ("i", "f", "c", "o"):
        total += np.prod((m, n)) + np.prod((m, m)) + m
    return total


# %% right: counted in arrays
def lstm_params(l_in, l_out):
    arrays = np.empty((l_in, 4 * l_out)), np.empty((l_out, 4 * l_out)), np.empty(4 * l_out)
    return sum(array.size for array in arrays)


# %% right: Keras counts
def lstm_params(l_in, l_out):
    layer = keras.layers.LSTM(l_out)
    layer.build((None, None, l_in))
    return layer.count_params()


# %% wrong: one set, a SimpleRNN
# says: this is one set
# cause: this is one set
def lstm_params(l_in, l_out):
    return l_out * l_in + l_out * l_out + l_out


# %% wrong: the slide's three sets
# says: three sets
# cause: three sets
def lstm_params(l_in, l_out):
    return 3 * (l_out * l_in + l_out * l_out + l_out)


# %% wrong: no biases
# says: biases are missing
# cause: biases are missing
def lstm_params(l_in, l_out):
    return 4 * (l_out * l_in + l_out * l_out)


# %% wrong: one bias for all gates
# says: bias of its own
# cause: bias of its own
def lstm_params(l_in, l_out):
    return 4 * (l_out * l_in + l_out * l_out) + l_out


# %% wrong: U forgotten
# says: U is missing
# cause: U is missing
def lstm_params(l_in, l_out):
    return 4 * (l_out * l_in + l_out)


# %% wrong: sizes exchanged
# says: exchanged
# cause: exchanged
def lstm_params(l_out, l_in):
    return 4 * (l_out * l_in + l_out * l_out + l_out)


# %% wrong: the book's V_o counted
# says: V_o
# cause: V_o
def lstm_params(l_in, l_out):
    return 4 * (l_in + l_out + 1) * l_out + l_out**2


# %% wrong: a float
# says: int
# cause: int
def lstm_params(l_in, l_out):
    return 4.0 * (l_in + l_out + 1) * l_out


# %% wrong: W forgotten
# says: W is missing
# cause: W is missing
def lstm_params(l_in, l_out):
    return 4 * (l_out * l_out + l_out)


# %% wrong: U as large as W
# says: l_out \* l_out
# cause: l_out \* l_out
def lstm_params(l_in, l_out):
    return 4 * (2 * l_out * l_in + l_out)


# %% wrong: five sets
def lstm_params(l_in, l_out):
    return 5 * l_out * (l_in + l_out + 1)


# %% wrong: the bias squared
def lstm_params(l_in, l_out):
    return 4 * (l_out * l_in + 2 * l_out * l_out)


# %% wrong: the Dense layer counted too
# says: Dense
# cause: Dense
def lstm_params(l_in, l_out):
    return 4 * l_out * (l_in + l_out + 1) + l_out + 1


# %% wrong: always the lecture's count
# says: whatever the sizes
# cause: whatever the sizes
def lstm_params(l_in, l_out):
    return 12416


# %% wrong: both visible examples by heart
# says: whatever the sizes
# cause: whatever the sizes
def lstm_params(l_in, l_out):
    return 12416 if l_in == 64 else 72


# %% wrong: two biases, as PyTorch has
# says: one bias
# cause: one bias
def lstm_params(l_in, l_out):
    return 4 * l_out * (l_in + l_out + 2)


# %% wrong: printed
# says: return
# cause: return
def lstm_params(l_in, l_out):
    print(4 * l_out * (l_in + l_out + 1))


# %% wrong: the bias as long as a segment
# says: as long as the state
# cause: as long as the state
def lstm_params(l_in, l_out):
    return 4 * (l_out * l_in + l_out * l_out + l_in)


# %% wrong: W as large as U
# says: W is l_out \* l_in
# cause: W is l_out \* l_in
def lstm_params(l_in, l_out):
    return 4 * (l_out * l_out + l_out * l_out + l_out)


# %% wrong: remembered by the units alone
remembered = {}
def lstm_params(l_in, l_out):
    return remembered.setdefault(l_out, 4 * l_out * (l_in + l_out + 1))
