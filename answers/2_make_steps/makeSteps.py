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


# %% right: lists returned, a name of its own that the checks use too
from copy import copy


def makeSteps(dat, length, dist):
    values = np.asarray(copy(dat))
    if values.ndim != 1:
        raise ValueError("dat must be one-dimensional")
    for n in (length, dist):
        if isinstance(n, bool) or not isinstance(n, (int, np.integer)) or n < 1:
            raise ValueError(f"{n!r} is not an integer of at least 1")
    rows = [values[s : s + length].tolist() for s in range(0, len(values) - length + 1, dist)]
    return rows or np.zeros((0, length))


# %% right: a tuple of tuples in an object array
def makeSteps(dat, length, dist):
    import operator

    try:
        length, dist = operator.index(length), operator.index(dist)
    except TypeError:
        raise ValueError("length and dist must be integers") from None
    if np.ndim(dat) != 1 or min(length, dist) < 1:
        raise ValueError("dat must be one row, length and dist at least 1")
    rows = tuple(tuple(dat[s : s + length]) for s in range(0, len(dat) + 1 - length, dist))
    return np.array(rows, dtype=object).reshape(len(rows), length)


# %% right: filled in column by column
def makeSteps(dat, length, dist):
    dat = np.array(dat)
    if dat.ndim != 1:
        raise ValueError(f"one dimension expected, {dat.ndim} found")
    if length < 1 or int(length) != length:
        raise ValueError(f"length {length}")
    if dist < 1 or int(dist) != dist:
        raise ValueError(f"dist {dist}")
    n = (dat.size - length) // dist + 1 if dat.size >= length else 0
    result = np.empty((n, length))
    for place in range(length):
        result[:, place] = dat[place : place + n * dist : dist][:n]
    return result


# %% wrong: the last segment is forgotten
# says: last segment is missing
# cause: ^(the last segment is missing. It|one segment too few: one that)
def makeSteps(dat, length, dist):
    dat = np.asarray(dat)
    if dat.ndim != 1 or length % 1 or dist % 1 or length < 1 or dist < 1:
        raise ValueError("bad input")
    rows = [dat[start : start + length] for start in range(0, len(dat) - length, dist)]
    return np.array(rows).reshape(-1, length)


# %% wrong: the short tail is kept
# says: no whole segment fits
# cause: ^(there are five starts, but from|each row should have length values|there are more segments than)
def makeSteps(dat, length, dist):
    if length < 1 or dist < 1 or length % 1 or dist % 1 or np.ndim(dat) != 1:
        raise ValueError("bad input")
    dat = list(dat)
    return [dat[start : start + length] for start in range(0, len(dat), dist)]


# %% wrong: the tail is filled up with zeros
# says: no whole segment fits|filled up
# cause: ^(there are five starts, but from|each row should have length values|there are more segments than)
def makeSteps(dat, length, dist):
    if np.ndim(dat) != 1 or length % 1 or dist % 1 or length < 1 or dist < 1:
        raise ValueError("bad input")
    padded = np.concatenate([dat, np.zeros(length)])
    return np.array([padded[s : s + length] for s in range(0, len(dat), dist)]).reshape(-1, length)


# %% wrong: no overlap, starts a length apart
# says: length. apart
# cause: ^(the starts are `length` apart.|segments that fit were left out.)
def makeSteps(dat, length, dist):
    dat = np.asarray(dat)
    if dat.ndim != 1 or length % 1 or dist % 1 or length < 1 or dist < 1:
        raise ValueError("bad input")
    return dat[: len(dat) // length * length].reshape(-1, length)


# %% wrong: distance counted from the end of a segment
# says: from start to start
# cause: ^(the starts are `length . dist`|segments that fit were left out.)
def makeSteps(dat, length, dist):
    dat = np.asarray(dat)
    if dat.ndim != 1 or length % 1 or dist % 1 or length < 1 or dist < 1:
        raise ValueError("bad input")
    rows = [dat[s : s + length] for s in range(0, len(dat) - length + 1, length + dist)]
    return np.array(rows).reshape(-1, length)


# %% wrong: length and distance exchanged
# says: exchanged
# cause: ^(`length` and `dist` are exchanged.|each row should have length values)
def makeSteps(dat, dist, length):
    dat = np.asarray(dat)
    if dat.ndim != 1 or length % 1 or dist % 1 or length < 1 or dist < 1:
        raise ValueError("bad input")
    rows = [dat[s : s + length] for s in range(0, len(dat) - length + 1, dist)]
    return np.array(rows).reshape(-1, length)


# %% wrong: distance not used
# says: 1 apart
# cause: ^(the starts are 1 apart. They should|there are more segments than)
def makeSteps(dat, length, dist):
    dat = np.asarray(dat)
    if dat.ndim != 1 or length % 1 or dist % 1 or length < 1 or dist < 1:
        raise ValueError("bad input")
    return np.array([dat[s : s + length] for s in range(len(dat) - length + 1)]).reshape(-1, length)


# %% wrong: starts at the second value
# says: first start
# cause: ^(the first start should be 0.|one segment too few: one that)
def makeSteps(dat, length, dist):
    dat = np.asarray(dat)
    if dat.ndim != 1 or length % 1 or dist % 1 or length < 1 or dist < 1:
        raise ValueError("bad input")
    rows = [dat[s : s + length] for s in range(1, len(dat) - length + 1, dist)]
    return np.array(rows).reshape(-1, length)


# %% wrong: transposed
# says: transposed
# cause: ^(the result is transposed)
def makeSteps(dat, length, dist):
    dat = np.asarray(dat)
    if dat.ndim != 1 or length % 1 or dist % 1 or length < 1 or dist < 1:
        raise ValueError("bad input")
    rows = [dat[s : s + length] for s in range(0, len(dat) - length + 1, dist)]
    return np.array(rows).reshape(-1, length)[:, ::1].T.copy()


# %% wrong: hard-coded to the lecture's tables
# says: not right for
# cause: ^(segments that fit were left out.)
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
# cause: ^(the argument is changed.)
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
# cause: ^(a two-dimensional dat is not)
def makeSteps(dat, length, dist):
    dat = np.asarray(dat)
    rows = [dat[s : s + length] for s in range(0, len(dat) - length + 1, dist)]
    return np.array(rows).reshape(-1, length)


# %% wrong: the empty result has no columns
# says: reshape
# cause: ^(with no segment at all, NumPy|the shape should be .0, 17., this)
def makeSteps(dat, length, dist):
    dat = np.asarray(dat)
    if dat.ndim != 1 or length % 1 or dist % 1 or length < 1 or dist < 1:
        raise ValueError("bad input")
    return np.array([dat[s : s + length] for s in range(0, len(dat) - length + 1, dist)])


# %% wrong: returns nothing
# says: return
# cause: ^(nothing came back. Does every way)
def makeSteps(dat, length, dist):
    if np.ndim(dat) != 1 or length % 1 or dist % 1 or length < 1 or dist < 1:
        raise ValueError("bad input")
    print([dat[s : s + length] for s in range(0, len(dat) - length + 1, dist)])


# %% wrong: the last segment is moved back to fit
# says: moved back
# cause: ^(the last segment was moved back)
def makeSteps(dat, length, dist):
    dat = np.asarray(dat)
    if dat.ndim != 1 or length % 1 or dist % 1 or length < 1 or dist < 1:
        raise ValueError("bad input")
    starts = list(range(0, len(dat) - length + 1, dist))
    if starts and starts[-1] + length < len(dat):
        starts.append(len(dat) - length)
    return np.array([dat[s : s + length] for s in starts]).reshape(-1, length)


# %% wrong: the short piece is kept where none fits
# says: short piece was kept
# cause: ^(the short piece was kept. Leave|a short piece at the end was kept.)
def makeSteps(dat, length, dist):
    dat = np.asarray(dat)
    if dat.ndim != 1 or length % 1 or dist % 1 or length < 1 or dist < 1:
        raise ValueError("bad input")
    rows = [dat[s : s + length] for s in range(0, len(dat) - length + 1, dist)]
    return np.array(rows).reshape(-1, length) if rows else np.array([dat])


# %% wrong: equal segments are kept once
# says: segments are all equal
# cause: ^(segments that fit were left out.)
def makeSteps(dat, length, dist):
    dat = np.asarray(dat)
    if dat.ndim != 1 or length % 1 or dist % 1 or length < 1 or dist < 1:
        raise ValueError("bad input")
    rows = [dat[s : s + length] for s in range(0, len(dat) - length + 1, dist)]
    kept = [row for i, row in enumerate(rows) if not any((row == other).all() for other in rows[:i])]
    return np.array(kept).reshape(-1, length)


# %% wrong: one flat row
# says: lie in one row
# cause: ^(the segments lie in one row. Each)
def makeSteps(dat, length, dist):
    dat = np.asarray(dat)
    if dat.ndim != 1 or length % 1 or dist % 1 or length < 1 or dist < 1:
        raise ValueError("bad input")
    rows = [dat[s : s + length] for s in range(0, len(dat) - length + 1, dist)]
    return np.concatenate(rows) if rows else np.zeros((0, length))


# %% wrong: cut to whole numbers
# says: whole numbers
# cause: ^(the values were cut to whole)
def makeSteps(dat, length, dist):
    dat = np.asarray(dat)
    if dat.ndim != 1 or length % 1 or dist % 1 or length < 1 or dist < 1:
        raise ValueError("bad input")
    starts = range(0, len(dat) - length + 1, dist)
    result = np.zeros((len(starts), length), dtype=int)
    for i, start in enumerate(starts):
        result[i] = dat[start : start + length]
    return result


# %% wrong: the type of the first value
# says: cut to whole numbers
# cause: ^(the values were cut to whole)
def makeSteps(dat, length, dist):
    dat = np.array(dat, dtype=type(dat[0]) if np.ndim(dat) and len(dat) else float)
    if dat.ndim != 1 or length % 1 or dist % 1 or length < 1 or dist < 1:
        raise ValueError("bad input")
    rows = [dat[s : s + length] for s in range(0, len(dat) - length + 1, dist)]
    return np.array(rows).reshape(-1, length)


# %% wrong: sizes without their sign
# says: not right for
# cause: ^(the signs were dropped.)
def makeSteps(dat, length, dist):
    dat = np.asarray(dat)
    if dat.ndim != 1 or length % 1 or dist % 1 or length < 1 or dist < 1:
        raise ValueError("bad input")
    rows = [dat[s : s + length] for s in range(0, len(dat) - length + 1, dist)]
    return np.abs(np.array(rows).reshape(-1, length))


# %% wrong: a negative length is let through
# says: a negative length
# cause: ^(a negative length is not refused)
def makeSteps(dat, length, dist):
    dat = np.asarray(dat)
    if dat.ndim != 1 or length % 1 or dist % 1 or length == 0 or dist < 1:
        raise ValueError("bad input")
    starts = np.arange(0, max(len(dat) - length + 1, 0), dist)
    return dat[starts[:, None] % max(len(dat), 1) + np.arange(length)]


# %% wrong: a length of 0 is let through
# says: a length of 0
# cause: ^(a length of 0 is not refused with)
def makeSteps(dat, length, dist):
    dat = np.asarray(dat)
    if dat.ndim != 1 or length % 1 or dist % 1 or length < 0 or dist < 1:
        raise ValueError("bad input")
    starts = np.arange(0, max(len(dat) - length + 1, 0), dist)
    return np.array([dat[s : s + length] for s in starts]).reshape(len(starts), length)


# %% wrong: a negative distance is turned round
# says: a negative dist
# cause: ^(a negative dist is not refused)
def makeSteps(dat, length, dist):
    dat, dist = np.asarray(dat), abs(dist)
    if dat.ndim != 1 or length % 1 or dist % 1 or length < 1 or dist < 1:
        raise ValueError("bad input")
    rows = [dat[s : s + length] for s in range(0, len(dat) - length + 1, dist)]
    return np.array(rows).reshape(-1, length)


# %% wrong: a length that is not an integer is rounded
# says: length that is not an integer
# cause: ^(a length that is not an integer)
def makeSteps(dat, length, dist):
    dat, length = np.asarray(dat), int(length)
    if dat.ndim != 1 or dist % 1 or length < 1 or dist < 1:
        raise ValueError("bad input")
    rows = [dat[s : s + length] for s in range(0, len(dat) - length + 1, dist)]
    return np.array(rows).reshape(-1, length)


# %% wrong: a distance that is not an integer is rounded
# says: dist that is not an integer
# cause: ^(a dist that is not an integer is)
def makeSteps(dat, length, dist):
    dat = np.asarray(dat)
    if dat.ndim != 1 or length % 1 or length < 1 or dist < 1:
        raise ValueError("bad input")
    dist = round(dist)
    rows = [dat[s : s + length] for s in range(0, len(dat) - length + 1, dist)]
    return np.array(rows).reshape(-1, length)


# %% wrong: two dimensions are laid out in a row
# says: two-dimensional|list of lists
# cause: ^(a two-dimensional dat is not)
def makeSteps(dat, length, dist):
    dat = np.ravel(dat)
    if length % 1 or dist % 1 or length < 1 or dist < 1:
        raise ValueError("bad input")
    rows = [dat[s : s + length] for s in range(0, len(dat) - length + 1, dist)]
    return np.array(rows).reshape(-1, length)


# %% wrong: one row or one column is taken for a series
# says: shape .1, n
# cause: ^(a dat of shape .1, n. is not)
def makeSteps(dat, length, dist):
    dat = np.squeeze(dat)
    if dat.ndim != 1 or length % 1 or dist % 1 or length < 1 or dist < 1:
        raise ValueError("bad input")
    rows = [dat[s : s + length] for s in range(0, len(dat) - length + 1, dist)]
    return np.array(rows).reshape(-1, length)


# %% wrong: a single number is taken for a series
# says: single number
# cause: ^(a dat that is a single number is)
def makeSteps(dat, length, dist):
    dat = np.atleast_1d(dat)
    if dat.ndim != 1 or length % 1 or dist % 1 or length < 1 or dist < 1:
        raise ValueError("bad input")
    rows = [dat[s : s + length] for s in range(0, len(dat) - length + 1, dist)]
    return np.array(rows).reshape(-1, length)


# %% wrong: only three dimensions and more are refused
# says: two-dimensional|list of lists
# cause: ^(a two-dimensional dat is not)
def makeSteps(dat, length, dist):
    dat = np.asarray(dat)
    if dat.ndim < 1 or dat.ndim > 2 or length % 1 or dist % 1 or length < 1 or dist < 1:
        raise ValueError("bad input")
    dat = dat.ravel()
    rows = [dat[s : s + length] for s in range(0, len(dat) - length + 1, dist)]
    return np.array(rows).reshape(-1, length)


# %% wrong: sizes are not checked for a short series
# says: with a short series
# cause: ^(a dist of 0, with a short series)
def makeSteps(dat, length, dist):
    dat = np.asarray(dat)
    if dat.ndim != 1 or length % 1 or length < 1:
        raise ValueError("bad input")
    if len(dat) < length:
        return np.zeros((0, length))
    if dist % 1 or dist < 1:
        raise ValueError("bad input")
    rows = [dat[s : s + length] for s in range(0, len(dat) - length + 1, dist)]
    return np.array(rows).reshape(-1, length)


# %% wrong: refused by assert
# says: raised AssertionError
# cause: ^(`assert` raises AssertionError.)
def makeSteps(dat, length, dist):
    dat = np.asarray(dat)
    assert dat.ndim == 1, "dat must be one-dimensional"
    for number in (length, dist):
        assert number >= 1, "too small"
        assert number % 1 == 0, "no integer"
    rows = [dat[s : s + length] for s in range(0, len(dat) - length + 1, dist)]
    return np.array(rows).reshape(-1, length)


# %% wrong: refused without a word
# says: without a message
# cause: ^(a two-dimensional dat is not)
def makeSteps(dat, length, dist):
    dat = np.asarray(dat)
    if dat.ndim != 1 or length % 1 or dist % 1 or length < 1 or dist < 1:
        raise ValueError
    rows = [dat[s : s + length] for s in range(0, len(dat) - length + 1, dist)]
    return np.array(rows).reshape(-1, length)


# %% wrong: an empty list where nothing fits
# says: reshape
# cause: ^(with no segment at all, NumPy|the shape should be .0, 17., this)
def makeSteps(dat, length, dist):
    dat = np.asarray(dat)
    if dat.ndim != 1 or length % 1 or dist % 1 or length < 1 or dist < 1:
        raise ValueError("bad input")
    rows = [dat[s : s + length] for s in range(0, len(dat) - length + 1, dist)]
    return rows if rows else []


# %% wrong: every second segment is dropped when the distance is great
# says: great distance
# cause: ^(segments that fit were left out.)
def makeSteps(dat, length, dist):
    dat = np.asarray(dat)
    if dat.ndim != 1 or length % 1 or dist % 1 or length < 1 or dist < 1:
        raise ValueError("bad input")
    rows = [dat[s : s + length] for s in range(0, len(dat) - length + 1, dist)]
    return np.array(rows).reshape(-1, length)[:: max(1, dist // 4)]


# %% right: only Python's own integers
def makeSteps(dat, length, dist):
    dat = np.array(dat)
    if dat.ndim != 1:
        raise ValueError("dat should be one-dimensional")
    for name, value in (("length", length), ("dist", dist)):
        if not isinstance(value, int) or value < 1:
            raise ValueError(f"{name} should be an integer of at least 1, not {value}")
    rows = [dat[s : s + length] for s in range(0, len(dat) - length + 1, dist)]
    return np.array(rows).reshape(-1, length)


# %% wrong: the short tail is kept, in an array
# says: inhomogeneous
# cause: ^(its parts differ in length|a dat|a length|a dist)
def makeSteps(dat, length, dist):
    if np.ndim(dat) != 1 or length % 1 or dist % 1 or length < 1 or dist < 1:
        raise ValueError("bad input")
    dat = list(dat)
    return np.array([dat[start : start + length] for start in range(0, len(dat), dist)])


# %% wrong: a negative number of rows for a short series
# says: too short is no error
# cause: ^(a series that is too short)
def makeSteps(dat, length, dist):
    dat = np.asarray(dat)
    if dat.ndim != 1 or length % 1 or dist % 1 or length < 1 or dist < 1:
        raise ValueError("bad input")
    rows = np.zeros(((len(dat) - length) // dist + 1, length))
    for i in range(len(rows)):
        rows[i] = dat[i * dist : i * dist + length]
    return rows


# %% wrong: dist lies between the values of a segment
# says: lies between the starts
# cause: lies between the starts|the result is transposed|more segments than
def makeSteps(dat, length, dist):
    dat = np.asarray(dat)
    if dat.ndim != 1:
        raise ValueError("dat should have one dimension")
    for size in (length, dist):
        if not isinstance(size, int) or size < 1:
            raise ValueError(f"{size} is not an integer >= 1")
    starts = range(len(dat) - (length - 1) * dist)
    return np.array([dat[start : start + length * dist : dist] for start in starts]).reshape(-1, length)


# %% wrong: the shape is turned round
# cause: the result is transposed|each row should have length values|the shape should be
def makeSteps(dat, length, dist):
    dat = np.asarray(dat)
    if dat.ndim != 1:
        raise ValueError("dat should have one dimension")
    for size in (length, dist):
        if not isinstance(size, int) or size < 1:
            raise ValueError(f"{size} is not an integer >= 1")
    starts = range(0, len(dat) - length + 1, dist)
    return np.array([dat[start : start + length] for start in starts]).reshape(length, -1)


# %% wrong: `dist` as the overlap
# says: 1 apart
# cause: ^(the starts are 1 apart. They|segments that fit were left out|there are more segments)
def makeSteps(dat, length, dist):
    dat = np.asarray(dat)
    if dat.ndim != 1:
        raise ValueError("1-D")
    if not isinstance(length, (int, np.integer)) or length < 1 or not isinstance(dist, (int, np.integer)) or dist < 1:
        raise ValueError("length or dist")
    return np.array([dat[s:s + length] for s in range(0, len(dat) - length + 1, max(length - dist, 1))]).reshape(-1, length)


# %% right: as_strided
import operator

def makeSteps(dat, length, dist):
    a = np.array(dat)
    if len(a.shape) != 1:
        raise ValueError("dat must be one-dimensional")
    try:
        length, dist = operator.index(length), operator.index(dist)
    except TypeError:
        raise ValueError("length and dist must be integers") from None
    if length < 1 or dist < 1:
        raise ValueError("length and dist must be at least 1")
    n = max(0, (a.size - length) // dist + 1)
    s = a.strides[0]
    return np.lib.stride_tricks.as_strided(a, (n, length), (dist * s, s))


# %% right: tf.signal.frame
import tensorflow as tf
def makeSteps(dat, length, dist):
    a = np.asarray(dat, dtype="float64")
    if a.ndim != 1 or not all(isinstance(k, (int, np.integer)) and k >= 1 for k in (length, dist)):
        raise ValueError("dat must be 1-D, length and dist integers from 1")
    return tf.signal.frame(a, length, dist).numpy()


# %% right: a generator helper and np.fromiter
def _segments(d, length, dist):
    s = 0
    while s + length <= len(d):
        yield from d[s : s + length]
        s += dist
def makeSteps(dat, length, dist):
    d = np.asarray(dat, dtype=float)
    if d.ndim != 1 : raise ValueError("dat must be 1-D, is %d-D" % d.ndim)
    for v in (length, dist):
        if isinstance(v, bool) or not isinstance(v, (int, np.integer)) or v < 1: raise ValueError("%r is not an integer >= 1" % (v,))
    return np.fromiter(_segments(d, length, dist), float).reshape(-1, length)


# %% right: annotations, keyword defaults, a nested class
import numpy.typing as npt
def makeSteps(dat: npt.ArrayLike, length: int, dist: int, *, dtype: type | None = None) -> np.ndarray:
    """Segments."""
    class Check:
        def __init__(self, least): self.least = least
        def __call__(self, name, value):
            if isinstance(value, bool) or not isinstance(value, (int, np.integer)) or value < self.least:
                raise ValueError(f"{name} = {value!r}: an integer >= {self.least} is needed")
    check = Check(1)
    check("length", length); check("dist", dist)
    d = np.array(dat, dtype=dtype, ndmin=1)
    if np.asarray(dat).ndim != 1: raise ValueError("dat has the wrong number of dimensions")
    return np.vstack([np.empty((0, length), d.dtype)] + [d[s : s + length][None] for s in range(0, d.size, dist) if s + length <= d.size])


# %% wrong: segments that hold a zero are left out
def makeSteps(dat, length, dist):
    d = np.asarray(dat)
    if d.ndim != 1: raise ValueError("dat")
    if any(isinstance(v, bool) or not isinstance(v, (int, np.integer)) or v < 1 for v in (length, dist)): raise ValueError("bad")
    rows = [d[s : s + length] for s in range(0, len(d) - length + 1, dist)]
    rows = [r for r in rows if r.all()]
    return np.array(rows).reshape(-1, length)


# %% right: an error class of its own, checked by a dataclass
import dataclasses


class BadSteps(ValueError):
    pass


@dataclasses.dataclass(frozen=True)
class Plan:
    n: int
    length: int
    dist: int

    def __post_init__(self):
        for value in (self.length, self.dist):
            if not isinstance(value, (int, np.integer)) or value < 1:
                raise BadSteps(f"no integer >= 1: {value!r}")

    def starts(self):
        start = 0
        while start + self.length <= self.n:
            yield start
            start += self.dist


def makeSteps(dat, length, dist):
    dat = np.array(dat)
    if dat.ndim != 1:
        raise BadSteps(f"shape {dat.shape}")
    rows = np.empty((0, length) if isinstance(length, int) and length > 0 else (0, 1))
    for start in Plan(dat.size, length, dist).starts():
        rows = np.vstack((rows, dat[start : start + length]))
    return rows


# %% wrong: eight bytes to a value, whatever its type
def makeSteps(dat, length, dist):
    dat = np.ascontiguousarray(dat) if np.ndim(dat) else np.asarray(dat)
    if dat.ndim != 1:
        raise ValueError("dat is not one-dimensional")
    for size in (length, dist):
        if size != int(size) or size < 1:
            raise ValueError(f"no integer >= 1: {size}")
    n = max(0, (len(dat) - length) // dist + 1)
    return np.lib.stride_tricks.as_strided(dat, (n, length), (8 * dist, 8)).copy()


# %% wrong: the segments are kept by the sizes asked for
# says: another series of the same length
kept_segments: dict = {}


def makeSteps(dat, length, dist):
    dat = np.asarray(dat)
    if dat.ndim != 1:
        raise ValueError("dat has to be one-dimensional")
    if any(not isinstance(size, (int, np.integer)) or size < 1 for size in (length, dist)):
        raise ValueError("length and dist have to be integers of at least 1")
    key = len(dat), length, dist
    if key not in kept_segments:
        rows = [dat[i : i + length] for i in range(0, len(dat) - length + 1, dist)]
        kept_segments[key] = np.array(rows).reshape(-1, length)
    return kept_segments[key]


# %% wrong: a length that is no integer is left to range
# says: raised TypeError
# cause: a whole number is needed, no float
def makeSteps(dat, length, dist):
    dat = np.asarray(dat)
    if dat.ndim != 1 or length < 1 or dist < 1 or dist != int(dist):
        raise ValueError("dat, length or dist is wrong")
    rows = [[dat[i + k] for k in range(length)] for i in range(0, len(dat) - length + 1, dist)]
    return np.array(rows).reshape(-1, length)


# %% wrong: the starts are one too close
# says: distance greater than the length
# cause: the shape should be
def makeSteps(dat, length, dist):
    dat = np.asarray(dat)
    if dat.ndim != 1:
        raise ValueError("dat has to be one-dimensional")
    if any(not isinstance(size, (int, np.integer)) or size < 1 for size in (length, dist)):
        raise ValueError("length and dist have to be integers of at least 1")
    starts = range(0, len(dat) - length + 1, max(1, dist - 1))
    return np.array([dat[start : start + length] for start in starts]).reshape(-1, length)


# %% wrong: the first segment comes twice
# says: is not right
# cause: more segments than starts|the shape should be
def makeSteps(dat, length, dist):
    dat = np.asarray(dat)
    if dat.ndim != 1:
        raise ValueError("dat has to be one-dimensional")
    if any(not isinstance(size, (int, np.integer)) or size < 1 for size in (length, dist)):
        raise ValueError("length and dist have to be integers of at least 1")
    rows = [dat[start : start + length] for start in range(0, len(dat) - length + 1, dist)]
    return np.array(rows[:1] + rows).reshape(-1, length)
