# %% right: a loop that appends slices
def makeSteps(dat, length, dist):
    if np.ndim(dat) != 1:
        raise ValueError("dat has to be one row of values")
    for value in (length, dist):
        if int(value) != value or value < 1:
            raise ValueError("length and dist have to be whole numbers from 1 on")
    rows = []
    start = 0
    while start + length <= len(dat):
        rows.append(list(dat[start : start + length]))
        start += dist
    return np.array(rows) if rows else np.empty((0, length))


# %% right: one table of indices
def makeSteps(values, size, step):
    values = np.asarray(values)
    if values.ndim != 1:
        raise ValueError("the series is not one-dimensional")
    if size != int(size) or size < 1 or step != int(step) or step < 1:
        raise ValueError("the length and the distance must be integers >= 1")
    count = max(0, (len(values) - size) // step + 1)
    return values[np.arange(count)[:, None] * step + np.arange(size)[None, :]]


# %% right: sliding windows, every dist-th of them
def makeSteps(dat, length, dist):
    dat = np.asarray(dat)
    if dat.ndim != 1 or not all(isinstance(n, (int, np.integer)) and n > 0 for n in (length, dist)):
        raise ValueError("need a 1-D series and integers >= 1")
    if len(dat) < length:
        return np.zeros((0, length))
    return np.lib.stride_tricks.sliding_window_view(dat, length)[::dist]


# %% right: recursive, float32
def makeSteps(dat, length, dist):
    dat = np.asarray(dat, dtype="float32")
    if dat.ndim != 1 or length % 1 or dist % 1 or length < 1 or dist < 1:
        raise ValueError("bad series, length or distance")
    if len(dat) < length:
        return np.zeros((0, length), "float32")
    return np.vstack([dat[:length], makeSteps(dat[dist:], length, dist)])


# %% right: TensorFlow's frame
def makeSteps(dat, length, dist):
    if np.ndim(dat) != 1:
        raise ValueError("dat must be one-dimensional")
    if not (isinstance(length, int) and isinstance(dist, int) and length >= 1 and dist >= 1):
        raise ValueError("length and dist must be integers >= 1")
    return tf.signal.frame(np.asarray(dat, dtype=float), length, dist)


# %% wrong: the last segment is forgotten
# says: last segment is missing
def makeSteps(dat, length, dist):
    dat = np.asarray(dat)
    if dat.ndim != 1 or length % 1 or dist % 1 or length < 1 or dist < 1:
        raise ValueError("bad input")
    rows = [dat[start : start + length] for start in range(0, len(dat) - length, dist)]
    return np.array(rows).reshape(-1, length)


# %% wrong: the short tail is kept
# says: rows of equal length
def makeSteps(dat, length, dist):
    dat = list(dat)
    if length < 1 or dist < 1 or length % 1 or dist % 1 or np.ndim(dat) != 1:
        raise ValueError("bad input")
    return [dat[start : start + length] for start in range(0, len(dat), dist)]


# %% wrong: the tail is filled up with zeros
# says: runs past the end
def makeSteps(dat, length, dist):
    if np.ndim(dat) != 1 or length % 1 or dist % 1 or length < 1 or dist < 1:
        raise ValueError("bad input")
    padded = np.concatenate([dat, np.zeros(length)])
    return np.array([padded[s : s + length] for s in range(0, len(dat) - 3, dist)]).reshape(-1, length)


# %% wrong: no overlap, starts a length apart
# says: length. apart
def makeSteps(dat, length, dist):
    dat = np.asarray(dat)
    if dat.ndim != 1 or length % 1 or dist % 1 or length < 1 or dist < 1:
        raise ValueError("bad input")
    return dat[: len(dat) // length * length].reshape(-1, length)


# %% wrong: distance counted from the end of a segment
# says: from start to start
def makeSteps(dat, length, dist):
    dat = np.asarray(dat)
    if dat.ndim != 1 or length % 1 or dist % 1 or length < 1 or dist < 1:
        raise ValueError("bad input")
    rows = [dat[s : s + length] for s in range(0, len(dat) - length + 1, length + dist)]
    return np.array(rows).reshape(-1, length)


# %% wrong: length and distance exchanged
# says: exchanged
def makeSteps(dat, dist, length):
    dat = np.asarray(dat)
    if dat.ndim != 1 or length % 1 or dist % 1 or length < 1 or dist < 1:
        raise ValueError("bad input")
    rows = [dat[s : s + length] for s in range(0, len(dat) - length + 1, dist)]
    return np.array(rows).reshape(-1, length)


# %% wrong: distance not used
# says: not used
def makeSteps(dat, length, dist):
    dat = np.asarray(dat)
    if dat.ndim != 1 or length % 1 or dist % 1 or length < 1 or dist < 1:
        raise ValueError("bad input")
    return np.array([dat[s : s + length] for s in range(len(dat) - length + 1)]).reshape(-1, length)


# %% wrong: starts at the second value
# says: first start
def makeSteps(dat, length, dist):
    dat = np.asarray(dat)
    if dat.ndim != 1 or length % 1 or dist % 1 or length < 1 or dist < 1:
        raise ValueError("bad input")
    rows = [dat[s : s + length] for s in range(1, len(dat) - length + 1, dist)]
    return np.array(rows).reshape(-1, length)


# %% wrong: transposed
# says: transposed
def makeSteps(dat, length, dist):
    dat = np.asarray(dat)
    if dat.ndim != 1 or length % 1 or dist % 1 or length < 1 or dist < 1:
        raise ValueError("bad input")
    rows = [dat[s : s + length] for s in range(0, len(dat) - length + 1, dist)]
    return np.array(rows).reshape(-1, length)[:, ::1].T.copy()


# %% wrong: hard-coded to the lecture's tables
# says: not right for
def makeSteps(dat, length, dist):
    if np.ndim(dat) != 1 or length % 1 or dist % 1 or length < 1 or dist < 1:
        raise ValueError("bad input")
    if length == 4 and len(dat) == 13:
        return np.array([[0, 1, 1, 3], [3, 2, 2, 4], [4, 5, 4, 7], [7, 8, 8, 9]])
    if length == 5:
        return np.array([[0, 1, 1, 3, 2], [3, 2, 2, 4, 5], [4, 5, 4, 7, 8]])
    return np.zeros((0, length))


# %% wrong: eats the list it was given
# says: changed its argument
def makeSteps(dat, length, dist):
    if np.ndim(dat) != 1 or length % 1 or dist % 1 or length < 1 or dist < 1:
        raise ValueError("bad input")
    rows = []
    while len(dat) >= length:
        rows.append(list(dat[:length]))
        if isinstance(dat, list):
            del dat[:dist]
        else:
            dat = dat[dist:]
    return np.array(rows).reshape(-1, length)


# %% wrong: nothing is refused
# says: should raise ValueError
def makeSteps(dat, length, dist):
    dat = np.asarray(dat)
    rows = [dat[s : s + length] for s in range(0, len(dat) - length + 1, dist)]
    return np.array(rows).reshape(-1, length)


# %% wrong: the empty result has no columns
# says: reshape
def makeSteps(dat, length, dist):
    dat = np.asarray(dat)
    if dat.ndim != 1 or length % 1 or dist % 1 or length < 1 or dist < 1:
        raise ValueError("bad input")
    return np.array([dat[s : s + length] for s in range(0, len(dat) - length + 1, dist)])


# %% wrong: returns nothing
# says: return
def makeSteps(dat, length, dist):
    if np.ndim(dat) != 1 or length % 1 or dist % 1 or length < 1 or dist < 1:
        raise ValueError("bad input")
    print([dat[s : s + length] for s in range(0, len(dat) - length + 1, dist)])
