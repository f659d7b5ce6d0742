# %% right: two loops over indices
def matvec(W, x):
    if np.ndim(W) != 2 or np.ndim(x) != 1:
        raise ValueError("W needs two dimensions and x one")
    m, n = len(W), len(x)
    if len(W[0]) != n:
        raise ValueError("a row of W and x differ in length")
    result = np.zeros(m)
    for i in range(m):
        for j in range(n):
            result[i] += W[i][j] * x[j]
    return result


# %% right: a list of sums
def matvec(weights, segment):
    if np.ndim(weights) != 2:
        raise ValueError("not a matrix")
    if np.ndim(segment) != 1 or np.shape(weights)[1] != np.shape(segment)[0]:
        raise ValueError("the vector does not fit the matrix")
    return [sum(w * s for w, s in zip(row, segment)) for row in weights]


# %% right: products, then a sum along the rows
def matvec(W, x):
    W, x = np.asarray(W), np.asarray(x)
    if W.ndim != 2 or x.ndim != 1 or W.shape[1] != x.shape[0]:
        raise ValueError(f"shapes {W.shape} and {x.shape} do not fit")
    return (W * x).sum(axis=1)


# %% right: with @, float32
def matvec(W, x):
    W, x = np.asarray(W, dtype="float32"), np.asarray(x, dtype="float32")
    if W.ndim != 2 or x.ndim != 1 or W.shape[1] != len(x):
        raise ValueError(f"shapes {W.shape} and {x.shape} do not fit")
    return W @ x


# %% right: a sum of columns
def matvec(W, x):
    W, x = np.array(W, dtype=float), np.array(x, dtype=float)
    if W.ndim != 2 or x.ndim != 1 or W.shape[-1] != x.size:
        raise ValueError("bad shapes")
    total = np.zeros(len(W))
    for j in range(len(x)):
        total = total + W[:, j] * x[j]
    return total


# %% right: einsum, a tensor comes back
def matvec(W, x):
    if np.ndim(W) != 2 or np.ndim(x) != 1 or np.shape(W)[1] != len(x):
        raise ValueError("bad shapes")
    return tf.constant(np.einsum("mn,n->m", W, x))


# %% wrong: * for @
# says: not added up yet
def matvec(W, x):
    W, x = np.asarray(W), np.asarray(x)
    if W.ndim != 2 or x.ndim != 1 or W.shape[1] != x.shape[0]:
        raise ValueError("bad shapes")
    return W * x


# %% wrong: summed down the columns
# says: sum along the rows
def matvec(W, x):
    W, x = np.asarray(W), np.asarray(x)
    if W.ndim != 2 or x.ndim != 1 or W.shape[1] != x.shape[0]:
        raise ValueError("bad shapes")
    return (W * x).sum(axis=0)


# %% wrong: everything summed
# says: one for each row
def matvec(W, x):
    W, x = np.asarray(W), np.asarray(x)
    if W.ndim != 2 or x.ndim != 1 or W.shape[1] != x.shape[0]:
        raise ValueError("bad shapes")
    return (W * x).sum()


# %% wrong: + for the product
# says: were added
def matvec(W, x):
    W, x = np.asarray(W), np.asarray(x)
    if W.ndim != 2 or x.ndim != 1 or W.shape[1] != x.shape[0]:
        raise ValueError("bad shapes")
    return (W + x).sum(axis=1)


# %% wrong: transposed where that fits
# says: columns of W
def matvec(W, x):
    W, x = np.asarray(W), np.asarray(x)
    if W.ndim != 2 or x.ndim != 1 or W.shape[1] != x.shape[0]:
        raise ValueError("bad shapes")
    return x @ W if W.shape[0] == W.shape[1] else W @ x


# %% wrong: transposed
# says: raised ValueError
def matvec(W, x):
    W, x = np.asarray(W), np.asarray(x)
    if W.ndim != 2 or x.ndim != 1 or W.shape[1] != x.shape[0]:
        raise ValueError("bad shapes")
    return x @ W


# %% wrong: the slide's result, rows exchanged
# says: slide prints
def matvec(W, x):
    W, x = np.asarray(W), np.asarray(x)
    if W.ndim != 2 or x.ndim != 1 or W.shape[1] != x.shape[0]:
        raise ValueError("bad shapes")
    return (W @ x)[::-1]


# %% wrong: the sum is not reset
# says: start each row's sum at 0
def matvec(W, x):
    if np.ndim(W) != 2 or np.ndim(x) != 1 or np.shape(W)[1] != len(x):
        raise ValueError("bad shapes")
    total, result = 0, []
    for row in W:
        for weight, value in zip(row, x):
            total += weight * value
        result.append(total)
    return np.array(result)


# %% wrong: off by one, last column left out
# says: last column
def matvec(W, x):
    if np.ndim(W) != 2 or np.ndim(x) != 1 or np.shape(W)[1] != len(x):
        raise ValueError("bad shapes")
    return np.array([sum(row[j] * x[j] for j in range(len(x) - 1)) for row in W])


# %% wrong: a column comes back
# says: one axis too many
def matvec(W, x):
    W, x = np.asarray(W), np.asarray(x)
    if W.ndim != 2 or x.ndim != 1 or W.shape[1] != x.shape[0]:
        raise ValueError("bad shapes")
    return W @ x.reshape(-1, 1)


# %% wrong: no check, zip cuts off what does not fit
# says: should raise ValueError
def matvec(W, x):
    return np.array([sum(w * v for w, v in zip(row, x)) for row in W])


# %% wrong: no check, x of one value is broadcast
# says: should raise ValueError, because of an x of one value
def matvec(W, x):
    W, x = np.asarray(W), np.asarray(x)
    if W.ndim != 2 or x.ndim != 1:
        raise ValueError("wrong number of dimensions")
    return (W * x).sum(axis=1)


# %% wrong: any x that @ takes is taken
# says: two-dimensional x
def matvec(W, x):
    W, x = np.asarray(W), np.asarray(x)
    if W.ndim != 2:
        raise ValueError("W must be a matrix")
    return W @ x


# %% wrong: assert instead of raise
# says: raised AssertionError
def matvec(W, x):
    W, x = np.asarray(W), np.asarray(x)
    assert W.ndim == 2, "W"
    assert x.shape == W.shape[1:], "x"
    return W @ x


# %% wrong: changes W
# says: changed its argument
def matvec(W, x):
    if np.ndim(W) != 2 or np.ndim(x) != 1 or np.shape(W)[1] != len(x):
        raise ValueError("bad shapes")
    for row in W:
        for j in range(len(x)):
            row[j] = row[j] * x[j]
    return np.sum(W, axis=1)


# %% wrong: hard-coded to the lecture's example
def matvec(W, x):
    if np.ndim(W) != 2 or np.ndim(x) != 1 or np.shape(W)[1] != len(x):
        raise ValueError("bad shapes")
    return {5: np.array([1, -1]), 3: np.array([-2, -10]), 2: np.array([19, 43])}.get(len(x), np.zeros(len(W)))


# %% wrong: prints instead of returning
# says: return
def matvec(W, x):
    if np.ndim(W) != 2 or np.ndim(x) != 1 or np.shape(W)[1] != len(x):
        raise ValueError("bad shapes")
    for row in W:
        print(sum(w * v for w, v in zip(row, x)))


# %% right: exact fractions, in a list
def matvec(W, x):
    from fractions import Fraction

    if np.ndim(W) != 2 or np.ndim(x) != 1 or np.shape(W)[1] != len(x):
        raise ValueError("the shapes do not fit")
    return [sum(Fraction(w) * Fraction(v) for w, v in zip(row, x)) for row in W]


# %% right: an array of objects that are numbers
def matvec(W, x):
    W, x = np.asarray(W), np.asarray(x)
    if W.ndim != 2 or x.ndim != 1 or W.shape[1] != x.shape[0]:
        raise ValueError("bad shapes")
    return np.frompyfunc(lambda i: sum(a * b for a, b in zip(W[i], x)), 1, 1)(np.arange(len(W)))


# %% right: each wrong shape has words of its own
def matvec(W, x):
    shape_W, shape_x = np.shape(W), np.shape(x)
    if len(shape_W) != 2:
        raise ValueError(f"W has {len(shape_W)} dimensions")
    if len(shape_x) != 1:
        raise ValueError(f"x has {len(shape_x)} dimensions")
    if shape_W[1] != shape_x[0]:
        raise ValueError("W and x do not fit")
    return np.fromiter((np.multiply(row, x).sum() for row in W), dtype=float, count=len(W))


# %% wrong: an array of integers
# says: takes? integers only
def matvec(W, x):
    W, x = np.asarray(W), np.asarray(x)
    if W.ndim != 2 or x.ndim != 1 or W.shape[1] != x.shape[0]:
        raise ValueError("bad shapes")
    out = np.zeros(len(W), dtype=int)
    for i, row in enumerate(W):
        for weight, value in zip(row, x):
            out[i] += weight * value
    return out


# %% wrong: the result has the type of x
# says: takes? integers only
def matvec(W, x):
    W, x = np.asarray(W), np.asarray(x)
    if W.ndim != 2 or x.ndim != 1 or W.shape[1] != x.shape[0]:
        raise ValueError("bad shapes")
    out = np.zeros(len(W), dtype=x.dtype)
    for i, row in enumerate(W):
        out[i] = (row * x).sum()
    return out


# %% wrong: the result has the type of W
# says: takes? integers only
def matvec(W, x):
    W, x = np.asarray(W), np.asarray(x)
    if W.ndim != 2 or x.ndim != 1 or W.shape[1] != x.shape[0]:
        raise ValueError("bad shapes")
    out = np.zeros(len(W), dtype=W.dtype)
    for i, row in enumerate(W):
        out[i] = (row * x).sum()
    return out


# %% wrong: = for +=
# says: last products alone
def matvec(W, x):
    W, x = np.asarray(W), np.asarray(x)
    if W.ndim != 2 or x.ndim != 1 or W.shape[1] != x.shape[0]:
        raise ValueError("bad shapes")
    out = np.zeros(len(W))
    for i in range(len(W)):
        for j in range(len(x)):
            out[i] = W[i, j] * x[j]
    return out


# %% wrong: starts at the second column
# says: first column is left out|is not right
def matvec(W, x):
    W, x = np.asarray(W), np.asarray(x)
    if W.ndim != 2 or x.ndim != 1 or W.shape[1] != x.shape[0]:
        raise ValueError("bad shapes")
    return (W[:, 1:] * x[1:]).sum(axis=1)


# %% wrong: sizes without sign
# says: is not right
def matvec(W, x):
    W, x = np.asarray(W), np.asarray(x)
    if W.ndim != 2 or x.ndim != 1 or W.shape[1] != x.shape[0]:
        raise ValueError("bad shapes")
    return np.abs(W * x).sum(axis=1)


# %% wrong: a row comes back
# says: one axis too many
def matvec(W, x):
    W, x = np.asarray(W), np.asarray(x)
    if W.ndim != 2 or x.ndim != 1 or W.shape[1] != x.shape[0]:
        raise ValueError("bad shapes")
    return x[np.newaxis] @ W.T


# %% wrong: x is compared with the number of rows
# says: raised ValueError
def matvec(W, x):
    if np.ndim(W) != 2 or np.ndim(x) != 1 or len(W) != len(x):
        raise ValueError("the lengths differ")
    return np.array([sum(w * v for w, v in zip(row, x)) for row in W])


# %% wrong: a one-dimensional W is made a row
# says: one-dimensional W
def matvec(W, x):
    W, x = np.atleast_2d(W), np.asarray(x)
    if W.ndim != 2 or x.ndim != 1 or W.shape[1] != len(x):
        raise ValueError("bad shapes")
    return W @ x


# %% wrong: x is flattened
# says: two-dimensional x
def matvec(W, x):
    W, x = np.asarray(W), np.ravel(x)
    if W.ndim != 2 or W.shape[1] != len(x):
        raise ValueError("bad shapes")
    return W @ x


# %% wrong: a W of more dimensions is taken
# says: three-dimensional W
def matvec(W, x):
    W, x = np.asarray(W), np.asarray(x)
    if W.ndim < 2 or x.ndim != 1 or W.shape[-1] != len(x):
        raise ValueError("bad shapes")
    return W @ x


# %% wrong: only a longer x is refused
# says: an x shorter
def matvec(W, x):
    W, x = np.asarray(W), np.asarray(x)
    if W.ndim != 2 or x.ndim != 1 or W.shape[1] < len(x):
        raise ValueError("bad shapes")
    return np.array([sum(w * v for w, v in zip(row, x)) for row in W])


# %% wrong: only a shorter x is refused
# says: an x longer
def matvec(W, x):
    W, x = np.asarray(W), np.asarray(x)
    if W.ndim != 2 or x.ndim != 1 or W.shape[1] > len(x):
        raise ValueError("bad shapes")
    return np.array([sum(w * v for w, v in zip(row, x)) for row in W])


# %% wrong: an error without words
# says: without a message
def matvec(W, x):
    W, x = np.asarray(W), np.asarray(x)
    if W.ndim != 2 or x.ndim != 1 or W.shape[1] != len(x):
        raise ValueError()
    return W @ x


# %% wrong: prints what is wrong and gives zeros
# says: raised nothing
def matvec(W, x):
    W, x = np.asarray(W), np.asarray(x)
    if W.ndim != 2 or x.ndim != 1 or W.shape[1] != len(x):
        print("shapes do not fit")
        return np.zeros(len(W))
    return W @ x


# %% wrong: W has to be an array
# says: AttributeError
def matvec(W, x):
    x = np.asarray(x)
    if W.ndim != 2 or x.ndim != 1 or W.shape[1] != len(x):
        raise ValueError("bad shapes")
    return W @ x


# %% wrong: x has to be an array
# says: AttributeError
def matvec(W, x):
    W = np.asarray(W)
    if W.ndim != 2 or x.ndim != 1 or W.shape[1] != len(x):
        raise ValueError("bad shapes")
    return W @ x


# %% wrong: appended outside the loop
# says: came back alone
# cause: ^(the last row's answer came back|there should be one number for each)
def matvec(W, x):
    W, x = np.asarray(W), np.asarray(x)
    if W.ndim != 2 or x.ndim != 1 or W.shape[1] != len(x):
        raise ValueError("the shapes do not fit")
    answers = []
    for row in W:
        total = 0
        for weight, value in zip(row, x):
            total += weight * value
    answers.append(total)
    return np.array(answers)


# %% wrong: returned inside the loop
# says: came back alone
# cause: ^(the first row's answer came back|there should be one number for each)
def matvec(W, x):
    W, x = np.asarray(W), np.asarray(x)
    if W.ndim != 2 or x.ndim != 1 or W.shape[1] != len(x):
        raise ValueError("the shapes do not fit")
    answers = []
    for row in W:
        answers.append(sum(weight * value for weight, value in zip(row, x)))
        return np.array(answers)


# %% right: tensordot, negative strides
def matvec(W, x):
    W, x = np.asarray(W)[:, ::-1] if np.ndim(W) == 2 else None, np.asarray(x)
    if W is None or x.ndim != 1 or W.shape[1] != x.size:
        raise ValueError("W must be (m, n), x (n,)")
    return np.tensordot(W, x[::-1], axes=([1], [0]))


# %% right: recursion over the columns
def matvec(W, x, /):
    W, x = np.asarray(W), np.asarray(x)
    if W.ndim != 2 or x.ndim != 1 or W.shape[1] != x.size: raise ValueError("bad shapes")
    def go(j):
        return W[:, j] * x[j] + (go(j + 1) if j + 1 < len(x) else 0)
    return go(0) if len(x) else np.zeros(len(W))


# %% wrong: columns are used where W is square
def matvec(W, x):
    W, x = np.asarray(W), np.asarray(x)
    if W.ndim != 2 or x.ndim != 1 or W.shape[1] != x.size: raise ValueError("bad shapes")
    return x @ W if W.shape[0] == W.shape[1] else W @ x


# %% wrong: the weight is looked up by the value
# says: a value that stands in x twice
# cause: equal values of x have weights
def matvec(W, x):
    if np.ndim(W) != 2 or np.ndim(x) != 1 or np.shape(W)[1] != len(x):
        raise ValueError("the shapes do not fit")
    x = list(x)
    return np.array([sum(row[x.index(value)] * value for value in x) for row in W])


# %% wrong: a row is looked up by its weights
# says: equal rows
# cause: a row that equals another has an answer
def matvec(W, x):
    if np.ndim(W) != 2 or np.ndim(x) != 1 or np.shape(W)[1] != len(x):
        raise ValueError("the shapes do not fit")
    rows = np.asarray(W).tolist()
    answers = np.zeros(len(rows))
    for row in rows:
        answers[rows.index(row)] = sum(weight * value for weight, value in zip(row, x))
    return answers


# %% wrong: only the length of the first row is compared
def matvec(W, x):
    first = W[0] if np.ndim(x) == 1 and isinstance(W, (list, np.ndarray)) and len(W) else 0
    if np.ndim(first) != 1 or len(first) != len(x):
        raise ValueError("the shapes do not fit")
    return [sum(weight * value for weight, value in zip(row, x)) for row in W]


# %% wrong: all products of a row in one place
# cause: one place of an array takes one number
def matvec(W, x):
    W, x = np.asarray(W), np.asarray(x)
    if W.ndim != 2 or x.ndim != 1 or W.shape[1] != len(x):
        raise ValueError(f"W is {W.shape}, x is {x.shape}")
    answers = np.zeros(len(W))
    for i, row in enumerate(W):
        answers[i] = row * x
    return answers


# %% wrong: asks whether an array is true
# cause: and the like ask one value
def matvec(W, x):
    W, x = np.asarray(W), np.asarray(x)
    if W.ndim != 2 or x.ndim != 1 or W.shape[1] != len(x):
        raise ValueError(f"W is {W.shape}, x is {x.shape}")
    if not W:
        return np.zeros(0)
    return W @ x


# %% wrong: a dict of answers
# cause: this is an object of type dict
def matvec(W, x):
    W, x = np.asarray(W), np.asarray(x)
    if W.ndim != 2 or x.ndim != 1 or W.shape[1] != len(x):
        raise ValueError(f"W is {W.shape}, x is {x.shape}")
    return {i: row @ x for i, row in enumerate(W)}


# %% wrong: a single number is taken for an x of one value
# says: single number
def matvec(W, x):
    W, x = np.asarray(W), np.atleast_1d(x)
    if W.ndim != 2 or x.ndim != 1 or W.shape[1] != len(x):
        raise ValueError(f"W of shape {W.shape} and x of shape {x.shape} do not fit")
    return W @ x


# %% wrong: equal products count once
# says: equal rows
# cause: products that are equal
def matvec(W, x):
    W, x = np.asarray(W), np.asarray(x)
    if W.ndim != 2 or x.ndim != 1 or W.shape[1] != len(x):
        raise ValueError(f"W of shape {W.shape} and x of shape {x.shape} do not fit")
    return np.array([sum({weight * value for weight, value in zip(row, x)}) for row in W])


# %% wrong: lists beside arrays are not turned into arrays
# says: a list beside an array
# cause: this needs an array, not a list
def matvec(W, x):
    if isinstance(W, list) and isinstance(x, list):
        W, x = np.array(W), np.array(x)
    if np.ndim(W) != 2 or np.ndim(x) != 1 or np.shape(W)[1] != np.shape(x)[0]:
        raise ValueError("W and x do not fit")
    return np.array([sum(products) for products in W.tolist() * x.reshape(1, -1)])
