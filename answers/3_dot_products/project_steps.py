# %% right: one product
def project_steps(W, X):
    return np.asarray(X) @ np.asarray(W).T


# %% right: loops and lists
def project_steps(W, X):
    return [[sum(w * v for w, v in zip(row, segment)) for row in W] for segment in X]


# %% right: einsum, float32
def project_steps(weights, sample):
    return np.einsum("mn,tn->tm", np.float32(weights), np.float32(sample))


# %% right: built on matvec
def project_steps(W, X):
    rows = []
    for x in X:
        rows.append(matvec(W, x))
    return np.stack(rows)


# %% right: recursive
def project_steps(W, X):
    first = np.dot(W, X[0])[np.newaxis]
    return first if len(X) == 1 else np.concatenate([first, project_steps(W, X[1:])])


# %% right: TensorFlow
def project_steps(W, X):
    return tf.linalg.matmul(tf.constant(X, tf.float64), tf.constant(W, tf.float64), transpose_b=True)


# %% wrong: transposed result
# says: transposed
def project_steps(W, X):
    return np.asarray(W) @ np.asarray(X).T


# %% wrong: X @ W where that fits
# says: this is X @ W
def project_steps(W, X):
    W, X = np.asarray(W), np.asarray(X)
    return X @ W if W.shape[0] == W.shape[1] else X @ W.T


# %% wrong: X @ W
# says: raised ValueError
def project_steps(W, X):
    return np.asarray(X) @ np.asarray(W)


# %% wrong: only the first segment
# says: all three
def project_steps(W, X):
    for x in X:
        return np.asarray(W) @ np.asarray(x)


# %% wrong: only the last segment
# says: all three
def project_steps(W, X):
    for x in X:
        result = np.asarray(W) @ np.asarray(x)
    return result


# %% wrong: the last segment is left out
# says: a segment is missing
def project_steps(W, X):
    return np.array([np.asarray(W) @ np.asarray(X[t]) for t in range(len(X) - 1)]).reshape(-1, len(W))


# %% wrong: results add up
# says: add up from step to step
def project_steps(W, X):
    return np.cumsum(np.asarray(X) @ np.asarray(W).T, axis=0)


# %% wrong: one array for all rows
# says: new row each time
def project_steps(W, X):
    row, rows = np.zeros(len(W)), []
    for x in X:
        row[:] = np.asarray(W) @ np.asarray(x)
        rows.append(row)
    return np.array(rows)


# %% wrong: * for @
# says: not yet added up
def project_steps(W, X):
    return np.array([np.asarray(W) * np.asarray(x) for x in X])


# %% wrong: the slide's order
# says: exchanged
def project_steps(W, X):
    return (np.asarray(X) @ np.asarray(W).T)[:, ::-1]


# %% wrong: hard-coded to three segments
def project_steps(W, X):
    return np.array([np.dot(W, X[t]) for t in (0, 1, 2)])


# %% wrong: overwrites the sample
# says: changed its argument
def project_steps(W, X):
    for t in range(len(X)):
        X[t] = list(np.dot(W, X[t]))
    return np.array(X)


# %% right: an array of objects that are numbers
def project_steps(W, X):
    return np.asarray(X, dtype=object) @ np.asarray(W, dtype=object).T


# %% right: a list of arrays
def project_steps(W, X):
    return [np.inner(W, x) for x in X]


# %% right: filled in, column by column
def project_steps(W, X):
    H = np.empty((len(X), len(W)))
    for i, row in enumerate(W):
        H[:, i] = (np.asarray(X) * row).sum(axis=1)
    return H


# %% wrong: the result has the type of X
# says: whole numbers came back
def project_steps(W, X):
    W, X = np.asarray(W), np.asarray(X)
    H = np.zeros((len(X), len(W)), dtype=X.dtype)
    for t, x in enumerate(X):
        H[t] = W @ x
    return H


# %% wrong: the result has the type of W
# says: whole numbers came back
def project_steps(W, X):
    W, X = np.asarray(W), np.asarray(X)
    H = np.zeros((len(X), len(W)), dtype=W.dtype)
    for t, x in enumerate(X):
        H[t] = W @ x
    return H


# %% wrong: a table as large as the sample
# says: shape
def project_steps(W, X):
    H = np.zeros_like(np.asarray(X, dtype=float))
    for t, x in enumerate(X):
        H[t, : len(W)] = np.asarray(W) @ x
    return H


# %% wrong: the first segment, again and again
# says: result of the first segment
def project_steps(W, X):
    return np.array([np.asarray(W) @ X[0] for _ in X])


# %% wrong: the last step first
# says: reverse order
def project_steps(W, X):
    return np.array([np.asarray(W) @ x for x in reversed(X)])


# %% wrong: one long vector
# says: one behind the other
def project_steps(W, X):
    return np.concatenate([np.asarray(W) @ x for x in X])


# %% wrong: axes of one are dropped
# says: the shape should be
def project_steps(W, X):
    return np.squeeze(np.asarray(X) @ np.asarray(W).T)


# %% wrong: as many rows as W has
# says: shape|segment is missing
def project_steps(W, X):
    return np.array([np.asarray(W) @ X[t] for t in range(min(len(W), len(X)))])


# %% wrong: the rows are normalized
# says: is not right
def project_steps(W, X):
    W = np.asarray(W, dtype=float)
    return np.asarray(X) @ (W / np.linalg.norm(W, axis=1, keepdims=True)).T


# %% wrong: changes W
# says: changed its argument
def project_steps(W, X):
    for row in range(len(W)):
        W[row] = [1.0 * weight for weight in W[row]]
        W[row][0] += 0.0
        W[row][-1] *= -1
    return np.asarray(X) @ np.asarray(W).T


# %% wrong: no return
# says: return
def project_steps(W, X):
    H = np.asarray(X) @ np.asarray(W).T


# %% wrong: W has to be an array
# says: AttributeError
def project_steps(W, X):
    return np.asarray(X) @ W.T


# %% wrong: X has to be an array
# says: not right|raised
def project_steps(W, X):
    return np.array([np.asarray(W) @ X[t, :] for t in range(len(X))])


# %% wrong: W @ X
# says: one row of X at a time
# cause: ^(do the sizes fit)
def project_steps(W, X):
    return np.array(W) @ np.array(X)


# %% wrong: the results of all segments added up
# says: were added up
# cause: ^(the results of the three segments were added up|the shape should be)
def project_steps(W, X):
    return (np.asarray(X) @ np.asarray(W).T).sum(axis=0)


# %% right: pandas
import pandas as pd
def project_steps(W, X):
    return pd.DataFrame(X).dot(pd.DataFrame(W).T).to_numpy()


# %% right: vectorize with a signature
def project_steps(W, X):
    return np.vectorize(lambda x, W: W @ x, signature="(n),(m,n)->(m)")(np.asarray(X), np.asarray(W))


# %% wrong: sums of the segments so far
def project_steps(W, X):
    return np.cumsum(np.asarray(X), axis=0) @ np.asarray(W).T


# %% right: a Dense layer
def project_steps(W, X):
    W, X = np.asarray(W, "float64"), np.asarray(X, "float64")
    layer = keras.layers.Dense(len(W), use_bias=False, dtype="float64")
    layer.build((None, W.shape[1]))
    layer.set_weights([W.T])
    return layer(X).numpy()


# %% wrong: the results are kept by segment
# says: a segment that comes twice
# cause: a segment that equals another has a row
def project_steps(W, X):
    return np.array([*{tuple(x): np.asarray(W) @ np.asarray(x) for x in X}.values()])


# %% wrong: a segment is looked up by its values
# says: a segment that comes twice
# cause: a segment that equals another has a row
def project_steps(W, X):
    X = np.asarray(X).tolist()
    answers = np.zeros((len(X), len(W)))
    for x in X:
        answers[X.index(x)] = np.asarray(W) @ np.asarray(x)
    return answers


# %% wrong: lists beside arrays are not turned into arrays
# says: a list beside an array
# cause: this needs an array, not a list
def project_steps(W, X):
    if isinstance(W, list) and isinstance(X, list):
        W, X = np.array(W), np.array(X)
    return X @ W.T
