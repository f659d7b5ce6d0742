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
# says: shape of Keras's kernel|still Keras's kernel
# cause: W still has the shape of Keras's kernel|W is still Keras's kernel
def from_keras(kernel, recurrent_kernel, bias):
    return np.asarray(kernel), np.asarray(recurrent_kernel).T, np.asarray(bias)


# %% wrong: the recurrent kernel as it is
# says: still Keras's recurrent kernel
# cause: U is still Keras's recurrent kernel\. It is|U is still Keras's recurrent kernel
def from_keras(kernel, recurrent_kernel, bias):
    return np.asarray(kernel).T, np.asarray(recurrent_kernel), np.asarray(bias)


# %% wrong: reshaped, not transposed
# says: Transpose
# cause: W has the right shape, but its numbers are out
def from_keras(kernel, recurrent_kernel, bias):
    kernel = np.asarray(kernel)
    return kernel.reshape(kernel.shape[::-1]), np.asarray(recurrent_kernel).T, np.asarray(bias)


# %% wrong: W and U exchanged
# says: exchanged
# cause: W and U are exchanged: the order is W, U, b|in its part \[0\], the shape should be \(4, 3\),
def from_keras(kernel, recurrent_kernel, bias):
    return np.asarray(recurrent_kernel).T, np.asarray(kernel).T, np.asarray(bias)


# %% wrong: the bias as a column
# says: b should keep its shape
# cause: b should keep its shape, \(l_out,\)|in its part \[2\], the shape should be \(4,\), this
def from_keras(kernel, recurrent_kernel, bias):
    return np.asarray(kernel).T, np.asarray(recurrent_kernel).T, np.asarray(bias).reshape(-1, 1)


# %% wrong: the bias is left out
# says: three arrays
# cause: three arrays should come back: return W, U, b|there should be 3 of them, here are 2
def from_keras(kernel, recurrent_kernel, bias):
    return np.asarray(kernel).T, np.asarray(recurrent_kernel).T


# %% wrong: lists have no .T
# says: AttributeError
# cause: this needs an array, not a list: np\.asarray
def from_keras(kernel, recurrent_kernel, bias):
    return kernel.T, recurrent_kernel.T, bias


# %% wrong: the bias set to zero
# says: b should be the bias
# cause: b should be the bias as it is
def from_keras(kernel, recurrent_kernel, bias):
    return np.asarray(kernel).T, np.asarray(recurrent_kernel).T, np.zeros(len(bias))


# %% wrong: hard-coded to the visible size
# cause: these are the sizes of the visible example
def from_keras(kernel, recurrent_kernel, bias):
    kernel, recurrent_kernel = np.asarray(kernel)[:3, :2], np.asarray(recurrent_kernel)[:2, :2]
    return kernel.T, recurrent_kernel.T, np.asarray(bias)[:2]


# %% right: np.einsum, a tuple of lists of NumPy numbers
def from_keras(kernel, recurrent_kernel, bias):
    W = np.einsum("io->oi", np.array(kernel))
    U = np.einsum("io->oi", np.array(recurrent_kernel))
    return list(W), list(U), tuple(bias)


# %% wrong: nothing transposed
# says: shape of Keras's kernel|still Keras's kernel
# cause: W still has the shape of Keras's kernel|U is still Keras's recurrent kernel
def from_keras(kernel, recurrent_kernel, bias):
    return np.asarray(kernel), np.asarray(recurrent_kernel), np.asarray(bias)


# %% wrong: in the order b, W, U
# says: b comes first
# cause: b comes first\. The order is W, U, b|in its part \[0\], the shape should be \(4, 3\),
def from_keras(kernel, recurrent_kernel, bias):
    return np.asarray(bias), np.asarray(kernel).T, np.asarray(recurrent_kernel).T


# %% wrong: by name
# says: of type dict
# cause: of type dict
def from_keras(kernel, recurrent_kernel, bias):
    return {"W": np.asarray(kernel).T, "U": np.asarray(recurrent_kernel).T, "b": np.asarray(bias)}


# %% wrong: the recurrent kernel turned round, not transposed
# says: is not right
def from_keras(kernel, recurrent_kernel, bias):
    return np.asarray(kernel).T, np.asarray(recurrent_kernel)[::-1, ::-1], np.asarray(bias)


# %% wrong: whole numbers
# says: is not right
# cause: b should be the bias as it is
def from_keras(kernel, recurrent_kernel, bias):
    W, U = np.asarray(kernel).T.astype(int), np.asarray(recurrent_kernel).T.astype(int)
    return W, U, np.asarray(bias).astype(int)


# %% wrong: transposes the recurrent kernel where it lies
# says: changed its argument
# cause: the argument is changed
def from_keras(kernel, recurrent_kernel, bias):
    recurrent_kernel[:] = np.array(recurrent_kernel).T.copy()
    return np.asarray(kernel).T, np.asarray(recurrent_kernel), np.asarray(bias)


# %% wrong: W and U side by side in one array
# says: three arrays
# cause: three arrays should come back: return W, U, b|a tuple was expected, this is of type ndarray
def from_keras(kernel, recurrent_kernel, bias):
    return np.hstack([np.asarray(kernel).T, np.asarray(recurrent_kernel).T])


# %% wrong: the bias put into W
# says: three arrays
# cause: three arrays should come back: return W, U, b|there should be 3 of them, here are 2
def from_keras(kernel, recurrent_kernel, bias):
    return np.column_stack([np.asarray(kernel).T, bias]), np.asarray(recurrent_kernel).T


# %% wrong: U negated
# says: is not right
# cause: in its part \[1\], the sign is wrong: plus and
def from_keras(kernel, recurrent_kernel, bias):
    return np.asarray(kernel).T, -np.asarray(recurrent_kernel).T, np.asarray(bias)


# %% wrong: nothing returned
# says: return
# cause: nothing came back\. Does every way
def from_keras(kernel, recurrent_kernel, bias):
    W, U, b = np.asarray(kernel).T, np.asarray(recurrent_kernel).T, np.asarray(bias)


# %% wrong: turned by half a turn
# says: has the shape of Keras's kernel
# cause: has the shape of Keras's kernel|the shape should be
def from_keras(kernel, recurrent_kernel, bias):
    return np.flip(kernel), np.flip(recurrent_kernel), np.asarray(bias)


# %% right: pandas T
import pandas as pd
def from_keras(kernel, recurrent_kernel, bias):
    return pd.DataFrame(kernel).T.to_numpy(), pd.DataFrame(recurrent_kernel).T.to_numpy(), pd.Series(bias).to_numpy()


# %% wrong: numbers of 16 bits
# says: float16
# cause: float16|bias as it is
def from_keras(kernel, recurrent_kernel, bias):
    kernel, recurrent, bias = (
        np.asarray(part, dtype=np.float16) for part in (kernel, recurrent_kernel, bias)
    )
    return kernel.T, recurrent.T, bias


# %% right: moveaxis and a named tuple
from collections import namedtuple
Weights = namedtuple("Weights", "W U b")
def from_keras(kernel, recurrent_kernel, bias):
    return Weights(np.moveaxis(np.asarray(kernel), 0, 1), np.swapaxes(np.asarray(recurrent_kernel), 0, 1), np.asarray(bias))


# %% wrong: axes of one are dropped
def from_keras(kernel, recurrent_kernel, bias):
    W, U = np.transpose(kernel), np.transpose(recurrent_kernel)
    return np.squeeze(W), np.squeeze(U), np.asarray(bias)


# %% wrong: the arrays are kept by the shape of the kernel
# says: another layer of one unit
kept_weights: dict = {}


def from_keras(kernel, recurrent_kernel, bias):
    key = np.shape(kernel)
    if key not in kept_weights or key == (3, 2):
        kept_weights[key] = np.array(kernel).T, np.array(recurrent_kernel).T, np.array(bias)
    return kept_weights[key]
