# %% right: factored
def rnn_params(l_in, l_out):
    return l_out * (l_in + l_out + 1)


# %% right: a loop over the units
def rnn_params(inputs, units):
    count = 0
    for _ in range(units):
        count += inputs  # one row of W
        count += units  # one row of U
        count += 1  # its bias
    return count


# %% right: the sizes of three arrays, a NumPy int
def rnn_params(l_in, l_out):
    W, U, b = np.zeros((l_out, l_in)), np.zeros((l_out, l_out)), np.zeros(l_out)
    return np.int64(W.size + U.size + b.size)


# %% wrong: the bias is forgotten
# says: bias is missing
# cause: the bias is missing: one number for each unit|the bias is missing
def rnn_params(l_in, l_out):
    return l_out * l_in + l_out * l_out


# %% wrong: U is forgotten
# says: U is missing
# cause: U is missing, the weights from state to state|U is missing
def rnn_params(l_in, l_out):
    return l_out * l_in + l_out


# %% wrong: sizes exchanged
# says: exchanged
# cause: l_in and l_out are exchanged: U and b have the|l_in and l_out are exchanged
def rnn_params(l_out, l_in):
    return l_out * l_in + l_out * l_out + l_out


# %% wrong: U is (l_in, l_in)
# says: not \(l_in, l_in\)
# cause: U is \(l_out, l_out\), not \(l_in, l_in\)
def rnn_params(l_in, l_out):
    return l_out * l_in + l_in * l_in + l_out


# %% wrong: the bias has l_in numbers
# says: not l_in
# cause: b has l_out numbers, not l_in
def rnn_params(l_in, l_out):
    return l_out * l_in + l_out * l_out + l_in


# %% wrong: the LSTM's count
# says: LSTM
# cause: this is the count of another layer, the LSTM of
def rnn_params(l_in, l_out):
    return 4 * (l_out * l_in + l_out * l_out + l_out)


# %% wrong: a float
# says: an int was expected
# cause: an int was expected, this is a float
def rnn_params(l_in, l_out):
    return l_out * l_in + l_out**2.0 + l_out


# %% wrong: with the Dense layer
# says: Dense layer
# cause: only the SimpleRNN layer counts here, without|only the SimpleRNN layer counts here
def rnn_params(l_in, l_out):
    return l_out * l_in + l_out * l_out + l_out + (l_out + 1 if l_out == 32 else 0)


# %% wrong: hard-coded to the visible examples
# cause: 0 came back: the sizes in the call should
def rnn_params(l_in, l_out):
    return {(3, 2): 12, (64, 32): 3104}.get((l_in, l_out), 0)


# %% right: Keras counts
def rnn_params(l_in, l_out):
    return keras.Sequential([keras.Input((None, l_in)), keras.layers.SimpleRNN(l_out)]).count_params()


# %% wrong: PyTorch's two biases
# says: one b too many
# cause: there is one b too many\. Keras's layer has one|there is one b too many
def rnn_params(l_in, l_out):
    return l_out * l_in + l_out * l_out + 2 * l_out


# %% wrong: one bias for the layer
# says: not one for the whole layer
# cause: b has one number for each unit, not one for the
def rnn_params(l_in, l_out):
    return l_out * l_in + l_out * l_out + 1


# %% wrong: W alone
# says: only W
# cause: only W was counted\. U and b belong to it too
def rnn_params(l_in, l_out):
    return l_out * l_in


# %% wrong: W is forgotten
# says: W is missing
# cause: W is missing, the weights of the segment|W is missing
def rnn_params(l_in, l_out):
    return l_out * l_out + l_out


# %% wrong: a Dense layer behind it
# says: without a Dense layer
# cause: only the SimpleRNN layer counts here, without a|only the SimpleRNN layer counts, no Dense layer
def rnn_params(l_in, l_out):
    return l_out * (l_in + l_out + 1) + l_out + 1


# %% wrong: the GRU's count
# says: GRU
# cause: this is the count of another layer, the GRU
def rnn_params(l_in, l_out):
    return 3 * (l_out * l_in + l_out * l_out + l_out)


# %% wrong: U as wide as a segment
# says: not \(l_out, l_in\)
# cause: U is \(l_out, l_out\), not \(l_out, l_in\)
def rnn_params(l_in, l_out):
    return l_out * l_in + l_out * l_in + l_out


# %% wrong: the shapes, not a count
# says: is not right
# cause: a number was expected, this is no array of
def rnn_params(l_in, l_out):
    return (l_out, l_in), (l_out, l_out), (l_out,)


# %% wrong: as text
# says: is not right
# cause: a number was expected, this is text
def rnn_params(l_in, l_out):
    return str(l_out * l_in + l_out * l_out + l_out)


# %% wrong: prints it
# says: return
# cause: nothing came back\. Does every way
def rnn_params(l_in, l_out):
    print(l_out * l_in + l_out * l_out + l_out)


# %% wrong: twice l_out for its square
# cause: no cause is known
def rnn_params(l_in, l_out):
    return l_out * l_in + 2 * l_out + l_out
