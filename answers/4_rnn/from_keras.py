# %% right: comprehensions, lists returned
def from_keras(kernel, recurrent_kernel, bias):
    W = [[row[unit] for row in kernel] for unit in range(len(bias))]
    U = [[row[unit] for row in recurrent_kernel] for unit in range(len(bias))]
    return W, U, list(bias)


# %% right: np.transpose, a list of three, float32
def from_keras(a, b, c):
    return [np.transpose(a).astype("float32"), np.transpose(b).astype("float32"), np.array(c, "float32")]


# %% right: swapped axes of copies
def from_keras(kernel, recurrent_kernel, bias):
    W, U = (np.array(part).swapaxes(0, 1).copy() for part in (kernel, recurrent_kernel))
    b = np.array(bias)
    return (W, U, b)


# %% right: TensorFlow
def from_keras(kernel, recurrent_kernel, bias):
    return tf.transpose(kernel).numpy(), tf.transpose(recurrent_kernel).numpy(), np.asarray(bias)


# %% wrong: the kernel as it is
# says: still Keras's kernel
def from_keras(kernel, recurrent_kernel, bias):
    return np.asarray(kernel), np.asarray(recurrent_kernel).T, np.asarray(bias)


# %% wrong: the recurrent kernel as it is
# says: still Keras's recurrent kernel
def from_keras(kernel, recurrent_kernel, bias):
    return np.asarray(kernel).T, np.asarray(recurrent_kernel), np.asarray(bias)


# %% wrong: reshaped, not transposed
# says: Transpose
def from_keras(kernel, recurrent_kernel, bias):
    kernel = np.asarray(kernel)
    return kernel.reshape(kernel.shape[::-1]), np.asarray(recurrent_kernel).T, np.asarray(bias)


# %% wrong: W and U exchanged
# says: exchanged
def from_keras(kernel, recurrent_kernel, bias):
    return np.asarray(recurrent_kernel).T, np.asarray(kernel).T, np.asarray(bias)


# %% wrong: the bias as a column
# says: b should keep its shape
def from_keras(kernel, recurrent_kernel, bias):
    return np.asarray(kernel).T, np.asarray(recurrent_kernel).T, np.asarray(bias).reshape(-1, 1)


# %% wrong: the bias is left out
# says: three arrays
def from_keras(kernel, recurrent_kernel, bias):
    return np.asarray(kernel).T, np.asarray(recurrent_kernel).T


# %% wrong: lists have no .T
# says: AttributeError
def from_keras(kernel, recurrent_kernel, bias):
    return kernel.T, recurrent_kernel.T, bias


# %% wrong: the bias set to zero
# says: b should be the bias
def from_keras(kernel, recurrent_kernel, bias):
    return np.asarray(kernel).T, np.asarray(recurrent_kernel).T, np.zeros(len(bias))


# %% wrong: hard-coded to the visible size
def from_keras(kernel, recurrent_kernel, bias):
    kernel, recurrent_kernel = np.asarray(kernel)[:3, :2], np.asarray(recurrent_kernel)[:2, :2]
    return kernel.T, recurrent_kernel.T, np.asarray(bias)[:2]


# %% right: np.einsum, a tuple of lists of NumPy numbers
def from_keras(kernel, recurrent_kernel, bias):
    W = np.einsum("io->oi", np.array(kernel))
    U = np.einsum("io->oi", np.array(recurrent_kernel))
    return list(W), list(U), tuple(bias)


# %% wrong: nothing transposed
# says: still Keras's kernel
def from_keras(kernel, recurrent_kernel, bias):
    return np.asarray(kernel), np.asarray(recurrent_kernel), np.asarray(bias)


# %% wrong: in the order b, W, U
# says: b comes first
def from_keras(kernel, recurrent_kernel, bias):
    return np.asarray(bias), np.asarray(kernel).T, np.asarray(recurrent_kernel).T


# %% wrong: by name
# says: by name
def from_keras(kernel, recurrent_kernel, bias):
    return {"W": np.asarray(kernel).T, "U": np.asarray(recurrent_kernel).T, "b": np.asarray(bias)}


# %% wrong: the recurrent kernel turned round, not transposed
# says: is not right
def from_keras(kernel, recurrent_kernel, bias):
    return np.asarray(kernel).T, np.asarray(recurrent_kernel)[::-1, ::-1], np.asarray(bias)


# %% wrong: whole numbers
# says: is not right
def from_keras(kernel, recurrent_kernel, bias):
    W, U = np.asarray(kernel).T.astype(int), np.asarray(recurrent_kernel).T.astype(int)
    return W, U, np.asarray(bias).astype(int)


# %% wrong: transposes the recurrent kernel where it lies
# says: changed its argument
def from_keras(kernel, recurrent_kernel, bias):
    recurrent_kernel[:] = np.array(recurrent_kernel).T.copy()
    return np.asarray(kernel).T, np.asarray(recurrent_kernel), np.asarray(bias)


# %% wrong: W and U side by side in one array
# says: three arrays
def from_keras(kernel, recurrent_kernel, bias):
    return np.hstack([np.asarray(kernel).T, np.asarray(recurrent_kernel).T])


# %% wrong: the bias put into W
# says: three arrays
def from_keras(kernel, recurrent_kernel, bias):
    return np.column_stack([np.asarray(kernel).T, bias]), np.asarray(recurrent_kernel).T


# %% wrong: U negated
# says: is not right
def from_keras(kernel, recurrent_kernel, bias):
    return np.asarray(kernel).T, -np.asarray(recurrent_kernel).T, np.asarray(bias)


# %% wrong: nothing returned
# says: return
def from_keras(kernel, recurrent_kernel, bias):
    W, U, b = np.asarray(kernel).T, np.asarray(recurrent_kernel).T, np.asarray(bias)
