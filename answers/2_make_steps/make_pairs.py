# %% right: a loop over the places of the targets
def make_pairs(dat, length, dist, horizon=1):
    if np.ndim(dat) != 1:
        raise ValueError("dat has to be one row of values")
    for value in (length, dist, horizon):
        if value % 1 or value < 1:
            raise ValueError("length, dist and horizon have to be whole numbers from 1 on")
    X, y = [], []
    for target in range(length - 1 + horizon, len(dat), dist):
        first = target - horizon - length + 1
        X.append(dat[first : first + length])
        y.append(dat[target])
    return np.array(X).reshape(-1, length), np.array(y)


# %% right: makeSteps on windows that hold the target too
def make_pairs(dat, length, dist, horizon=1):
    if not isinstance(horizon, int) or horizon < 1:
        raise ValueError("horizon must be an integer >= 1")
    if not isinstance(length, int) or length < 1:
        raise ValueError("length must be an integer >= 1")
    both = np.asarray(makeSteps(dat, length + horizon, dist))
    return both[:, :length], both[:, -1]


# %% right: lists returned
def make_pairs(series, size, step, ahead=1, **named):
    ahead = named.get("horizon", ahead)
    if np.ndim(series) != 1 or min(size, step, ahead) < 1 or any(n % 1 for n in (size, step, ahead)):
        raise ValueError("need a 1-D series and integers >= 1")
    starts = [s for s in range(0, len(series), step) if s + size - 1 + ahead < len(series)]
    X = [[float(v) for v in series[s : s + size]] for s in starts]
    return X if X else np.zeros((0, size)), [float(series[s + size - 1 + ahead]) for s in starts]


# %% right: Keras makes the windows, float32
def make_pairs(dat, length, dist, horizon=1):
    dat = np.asarray(dat)
    if dat.ndim != 1 or any(n % 1 or n < 1 for n in (length, dist, horizon)):
        raise ValueError("bad series, length, dist or horizon")
    kept = dat[: len(dat) - horizon] if len(dat) > horizon else dat[:0]
    count = max(0, (len(kept) - length) // dist + 1)
    X = np.stack([kept[i * dist : i * dist + length] for i in range(count)]) if count else np.zeros((0, length))
    y = dat[length - 1 + horizon :: dist][:count]
    return X.astype("float32"), y.astype("float32")


# %% right: makeSteps for the segments, tuples returned, a horizon that NumPy counts with
def make_pairs(dat, length, dist, horizon=1):
    if not isinstance(horizon, (int, np.integer)) or horizon <= 0:
        raise ValueError(f"horizon must be an integer of at least 1, not {horizon!r}")
    segments = np.asarray(makeSteps(dat, length, dist))
    last = np.arange(len(segments)) * dist + length - 1
    kept = last + horizon < len(dat)
    return tuple(map(tuple, segments[kept])) if kept.any() else segments[:0], tuple(np.asarray(dat)[last[kept] + horizon])


# %% right: a generator of pairs, object arrays
def make_pairs(series, n, step, horizon=1):
    def whole(number, name):
        if number < 1 or number != int(number):
            raise ValueError(f"{name} is {number}, which is no integer >= 1")
        return int(number)

    n, step, horizon = whole(n, "length"), whole(step, "dist"), whole(horizon, "horizon")
    if np.ndim(series) != 1:
        raise ValueError("the series has not one dimension")

    def pairs():
        start = 0
        while start + n + horizon <= len(series):
            yield list(series[start : start + n]), series[start + n + horizon - 1]
            start += step

    found = list(pairs())
    X = np.array([segment for segment, _ in found], dtype=object).reshape(-1, n)
    return X, np.array([target for _, target in found], dtype=object)


# %% wrong: the target is the last value of its own segment
# says: look-ahead
# cause: ^(look-ahead: the target is the|look-ahead: each target lies)
def make_pairs(dat, length, dist, horizon=1):
    dat = np.asarray(dat)
    if dat.ndim != 1 or any(n % 1 or n < 1 for n in (length, dist, horizon)):
        raise ValueError("bad input")
    starts = np.arange(0, max(len(dat) - length - horizon + 1, 0), dist)
    return dat[starts[:, None] + np.arange(length)], dat[starts + length - 2 + horizon]


# %% wrong: the target is one place too late
# says: one place too late
# cause: ^(the target is one place too late|the targets lie too far ahead)
def make_pairs(dat, length, dist, horizon=1):
    dat = np.asarray(dat)
    if dat.ndim != 1 or any(n % 1 or n < 1 for n in (length, dist, horizon)):
        raise ValueError("bad input")
    starts = np.arange(0, max(len(dat) - length - horizon, 0), dist)
    return dat[starts[:, None] + np.arange(length)], dat[starts + length + horizon]


# %% wrong: a segment without a target is kept
# says: without a target
# cause: ^(X has a segment without a target.|X and y differ in length.)
def make_pairs(dat, length, dist, horizon=1):
    dat = np.asarray(dat)
    if dat.ndim != 1 or any(n % 1 or n < 1 for n in (length, dist, horizon)):
        raise ValueError("bad input")
    starts = np.arange(0, max(len(dat) - length + 1, 0), dist)
    X = dat[starts[:, None] + np.arange(length)]
    return X, np.array([dat[t] for t in starts + length - 1 + horizon if t < len(dat)])


# %% wrong: the missing target wraps around to the start
# says: no target
# cause: ^(the last segment has no target,|there are more pairs than)
def make_pairs(dat, length, dist, horizon=1):
    dat = np.asarray(dat)
    if dat.ndim != 1 or any(n % 1 or n < 1 for n in (length, dist, horizon)):
        raise ValueError("bad input")
    starts = np.arange(0, max(len(dat) - length + 1, 0), dist)
    return dat[starts[:, None] + np.arange(length)], np.roll(dat, 1 - length - horizon)[starts]


# %% wrong: the horizon is not used
# says: not used
# cause: ^(`horizon` is not used: these are|there are more pairs than)
def make_pairs(dat, length, dist, horizon=1):
    dat = np.asarray(dat)
    if dat.ndim != 1 or any(n % 1 or n < 1 for n in (length, dist, horizon)):
        raise ValueError("bad input")
    starts = np.arange(0, max(len(dat) - length, 0), dist)
    return dat[starts[:, None] + np.arange(length)], dat[starts + length]


# %% wrong: one pair too few
# says: left out
# cause: ^(a segment that has a target was)
def make_pairs(dat, length, dist, horizon=1):
    dat = np.asarray(dat)
    if dat.ndim != 1 or any(n % 1 or n < 1 for n in (length, dist, horizon)):
        raise ValueError("bad input")
    starts = np.arange(0, max(len(dat) - length - horizon, 0), dist)
    return dat[starts[:, None] + np.arange(length)], dat[starts + length - 1 + horizon]


# %% wrong: the target is the first value of the next segment
# says: first value of the next
# cause: ^(the target is the first value of|look-ahead: each target lies)
def make_pairs(dat, length, dist, horizon=1):
    dat = np.asarray(dat)
    if dat.ndim != 1 or any(n % 1 or n < 1 for n in (length, dist, horizon)):
        raise ValueError("bad input")
    starts = np.arange(0, max(len(dat) - length + 1, 0), dist)
    X = dat[starts[:, None] + np.arange(length)]
    return X[:-1], X[1:, 0]


# %% wrong: all values up to the horizon
# says: one value for each segment
# cause: ^(y should hold one value for each|y should have one number for each)
def make_pairs(dat, length, dist, horizon=1):
    dat = np.asarray(dat)
    if dat.ndim != 1 or any(n % 1 or n < 1 for n in (length, dist, horizon)):
        raise ValueError("bad input")
    starts = np.arange(0, max(len(dat) - length - horizon + 1, 0), dist)
    y = dat[starts[:, None] + length + np.arange(horizon)]
    return dat[starts[:, None] + np.arange(length)], y[:, 0] if horizon == 1 else y


# %% wrong: only y comes back
# says: return X, y
# cause: ^(two arrays should come back:|a tuple was expected, this is of)
def make_pairs(dat, length, dist, horizon=1):
    dat = np.asarray(dat)
    if dat.ndim != 1 or any(n % 1 or n < 1 for n in (length, dist, horizon)):
        raise ValueError("bad input")
    starts = np.arange(0, max(len(dat) - length - horizon + 1, 0), dist)
    return dat[starts + length - 1 + horizon]


# %% wrong: the distance is ignored
# says: 1 apart
# cause: ^(the starts are 1 apart. They should)
def make_pairs(dat, length, dist, horizon=1):
    dat = np.asarray(dat)
    if dat.ndim != 1 or any(n % 1 or n < 1 for n in (length, dist, horizon)):
        raise ValueError("bad input")
    starts = np.arange(0, max(len(dat) - length - horizon + 1, 0))
    return dat[starts[:, None] + np.arange(length)], dat[starts + length - 1 + horizon]


# %% wrong: a horizon of 0 is let through
# says: horizon of 0
# cause: ^(a horizon of 0 is not refused)
def make_pairs(dat, length, dist, horizon=1):
    dat = np.asarray(dat)
    if dat.ndim != 1 or any(n % 1 or n < 1 for n in (length, dist)):
        raise ValueError("bad input")
    starts = np.arange(0, max(len(dat) - length - horizon + 1, 0), dist)
    return dat[starts[:, None] + np.arange(length)], dat[starts + length - 1 + horizon]


# %% wrong: shuffles the caller's series
# says: changed its argument
# cause: ^(the argument is changed.)
def make_pairs(dat, length, dist, horizon=1):
    if np.ndim(dat) != 1 or any(n % 1 or n < 1 for n in (length, dist, horizon)):
        raise ValueError("bad input")
    starts = np.arange(0, max(len(dat) - length - horizon + 1, 0), dist)
    values = np.array(dat)
    dat[:] = dat[::-1]
    return values[starts[:, None] + np.arange(length)], values[starts + length - 1 + horizon]


# %% wrong: X and y exchanged
# says: exchanged
# cause: ^(X and y are exchanged: return X,|each row of X should have length)
def make_pairs(dat, length, dist, horizon=1):
    dat = np.asarray(dat)
    if dat.ndim != 1 or any(n % 1 or n < 1 for n in (length, dist, horizon)):
        raise ValueError("bad input")
    starts = np.arange(0, max(len(dat) - length - horizon + 1, 0), dist)
    return dat[starts + length - 1 + horizon], dat[starts[:, None] + np.arange(length)]


# %% wrong: y is a column
# says: not a column
# cause: ^(y should have shape .n,.: one|y should have one number for each)
def make_pairs(dat, length, dist, horizon=1):
    dat = np.asarray(dat)
    if dat.ndim != 1 or any(n % 1 or n < 1 for n in (length, dist, horizon)):
        raise ValueError("bad input")
    starts = np.arange(0, max(len(dat) - length - horizon + 1, 0), dist)
    return dat[starts[:, None] + np.arange(length)], dat[starts + length - 1 + horizon][:, None]


# %% wrong: the horizon counts from the start of the segment
# says: lies inside its own
# cause: ^(look-ahead: the target lies|look-ahead: each target lies)
def make_pairs(dat, length, dist, horizon=1):
    dat = np.asarray(dat)
    if dat.ndim != 1 or any(n % 1 or n < 1 for n in (length, dist, horizon)):
        raise ValueError("bad input")
    starts = np.arange(0, max(len(dat) - length - horizon + 1, 0), dist)
    return dat[starts[:, None] + np.arange(length)], dat[starts + horizon]


# %% wrong: the targets are 1 apart
# says: 1 apart
# cause: ^(the targets are 1 apart. Segment)
def make_pairs(dat, length, dist, horizon=1):
    dat = np.asarray(dat)
    if dat.ndim != 1 or any(n % 1 or n < 1 for n in (length, dist, horizon)):
        raise ValueError("bad input")
    starts = np.arange(0, max(len(dat) - length - horizon + 1, 0), dist)
    first = length - 1 + horizon
    return dat[starts[:, None] + np.arange(length)], dat[first : first + len(starts)]


# %% wrong: X holds the target too
# says: holds the target
# cause: ^(X holds the target too. Each row|each row of X should have length)
def make_pairs(dat, length, dist, horizon=1):
    dat = np.asarray(dat)
    if dat.ndim != 1 or any(n % 1 or n < 1 for n in (length, dist, horizon)):
        raise ValueError("bad input")
    starts = np.arange(0, max(len(dat) - length - horizon + 1, 0), dist)
    return dat[starts[:, None] + np.arange(length + 1)], dat[starts + length - 1 + horizon]


# %% wrong: X holds all values up to the target
# says: beyond its segment|holds the target
# cause: ^(X holds the target too. Each row|each row of X should have length)
def make_pairs(dat, length, dist, horizon=1):
    dat = np.asarray(dat)
    if dat.ndim != 1 or any(n % 1 or n < 1 for n in (length, dist, horizon)):
        raise ValueError("bad input")
    starts = np.arange(0, max(len(dat) - length - horizon + 1, 0), dist)
    return dat[starts[:, None] + np.arange(length + horizon)], dat[starts + length - 1 + horizon]


# %% wrong: the horizon counts segments
# says: horizon . dist
# cause: ^(the target is `horizon . dist`|the targets lie too far ahead)
def make_pairs(dat, length, dist, horizon=1):
    dat = np.asarray(dat)
    if dat.ndim != 1 or any(n % 1 or n < 1 for n in (length, dist, horizon)):
        raise ValueError("bad input")
    starts = np.arange(0, max(len(dat) - length, 0), dist)
    target = starts + length - 1 + (1 if horizon == 1 else horizon * dist)
    starts, target = starts[target < len(dat)], target[target < len(dat)]
    return dat[starts[:, None] + np.arange(length)], dat[target]


# %% wrong: y in whole numbers
# says: targets were cut to whole numbers
# cause: ^(the targets were cut to whole)
def make_pairs(dat, length, dist, horizon=1):
    dat = np.asarray(dat)
    if dat.ndim != 1 or any(n % 1 or n < 1 for n in (length, dist, horizon)):
        raise ValueError("bad input")
    starts = np.arange(0, max(len(dat) - length - horizon + 1, 0), dist)
    return dat[starts[:, None] + np.arange(length)], dat[starts + length - 1 + horizon].astype(int)


# %% wrong: y in the type of the first value
# says: targets were cut to whole numbers
# cause: ^(the targets were cut to whole)
def make_pairs(dat, length, dist, horizon=1):
    kind = type(dat[0]) if np.ndim(dat) and len(dat) else float
    dat = np.asarray(dat)
    if dat.ndim != 1 or any(n % 1 or n < 1 for n in (length, dist, horizon)):
        raise ValueError("bad input")
    starts = np.arange(0, max(len(dat) - length - horizon + 1, 0), dist)
    return dat[starts[:, None] + np.arange(length)], dat[starts + length - 1 + horizon].astype(kind)


# %% wrong: X in whole numbers
# says: segments are not
# cause: ^(the targets are right, the)
def make_pairs(dat, length, dist, horizon=1):
    dat = np.asarray(dat)
    if dat.ndim != 1 or any(n % 1 or n < 1 for n in (length, dist, horizon)):
        raise ValueError("bad input")
    starts = np.arange(0, max(len(dat) - length - horizon + 1, 0), dist)
    return dat[starts[:, None] + np.arange(length)].astype(int), dat[starts + length - 1 + horizon]


# %% wrong: the empty X has no columns
# says: shape .0, length.
# cause: ^(with no segment X should have the)
def make_pairs(dat, length, dist, horizon=1):
    dat = np.asarray(dat)
    if dat.ndim != 1 or any(n % 1 or n < 1 for n in (length, dist, horizon)):
        raise ValueError("bad input")
    X, y = [], []
    for start in range(0, len(dat) - length - horizon + 1, dist):
        X.append(dat[start : start + length])
        y.append(dat[start + length - 1 + horizon])
    return np.array(X), np.array(y)


# %% wrong: only dat is checked
# says: of 0
# cause: ^(a length of 0 is not refused with)
def make_pairs(dat, length, dist, horizon=1):
    dat = np.asarray(dat)
    if dat.ndim != 1:
        raise ValueError("bad input")
    starts = np.arange(0, max(len(dat) - length - horizon + 1, 0), dist)
    return dat[starts[:, None] + np.arange(length)], dat[starts + length - 1 + horizon]


# %% wrong: a length of 0 or less is let through
# says: a length of 0|a negative length
# cause: ^(a length of 0 is not refused with)
def make_pairs(dat, length, dist, horizon=1):
    dat = np.asarray(dat)
    if dat.ndim != 1 or length % 1 or any(n % 1 or n < 1 for n in (dist, horizon)):
        raise ValueError("bad input")
    starts = np.arange(0, max(min(len(dat), len(dat) - length - horizon + 1), 0), dist)
    return dat[starts[:, None] + np.arange(length)], dat[(starts + length - 1 + horizon) % max(len(dat), 1)]


# %% wrong: a length that is no integer is rounded
# says: a length that is not an integer
# cause: ^(a length that is not an integer)
def make_pairs(dat, length, dist, horizon=1):
    dat = np.asarray(dat)
    if dat.ndim != 1 or length < 1 or any(n % 1 or n < 1 for n in (dist, horizon)):
        raise ValueError("bad input")
    length = int(length)
    starts = np.arange(0, max(len(dat) - length - horizon + 1, 0), dist)
    return dat[starts[:, None] + np.arange(length)], dat[starts + length - 1 + horizon]


# %% wrong: a dist of 0 or less is let through
# says: a dist of 0|a negative dist
# cause: ^(a dist of 0 is not refused with a)
def make_pairs(dat, length, dist, horizon=1):
    dat = np.asarray(dat)
    if dat.ndim != 1 or dist % 1 or any(n % 1 or n < 1 for n in (length, horizon)):
        raise ValueError("bad input")
    starts = np.arange(0, max(len(dat) - length - horizon + 1, 0), dist or 1)
    return dat[starts[:, None] + np.arange(length)], dat[starts + length - 1 + horizon]


# %% wrong: a dist that is no integer is rounded
# says: a dist that is not an integer
# cause: ^(a dist that is not an integer is)
def make_pairs(dat, length, dist, horizon=1):
    dat = np.asarray(dat)
    if dat.ndim != 1 or dist < 1 or any(n % 1 or n < 1 for n in (length, horizon)):
        raise ValueError("bad input")
    dist = int(dist)
    starts = np.arange(0, max(len(dat) - length - horizon + 1, 0), dist)
    return dat[starts[:, None] + np.arange(length)], dat[starts + length - 1 + horizon]


# %% wrong: a negative horizon is let through
# says: a horizon of 0|a negative horizon
# cause: ^(a negative horizon is not refused)
def make_pairs(dat, length, dist, horizon=1):
    dat = np.asarray(dat)
    if dat.ndim != 1 or horizon % 1 or any(n % 1 or n < 1 for n in (length, dist)):
        raise ValueError("bad input")
    if horizon == 0:
        raise ValueError("bad input")
    starts = np.arange(0, max(min(len(dat), len(dat) - length - horizon + 1), 0), dist)
    return dat[starts[:, None] + np.arange(length)], dat[(starts + length - 1 + horizon) % max(len(dat), 1)]


# %% wrong: a horizon that is no integer is rounded
# says: a horizon that is not an integer
# cause: ^(a horizon that is not an integer)
def make_pairs(dat, length, dist, horizon=1):
    dat = np.asarray(dat)
    if dat.ndim != 1 or horizon < 1 or any(n % 1 or n < 1 for n in (length, dist)):
        raise ValueError("bad input")
    horizon = int(horizon)
    starts = np.arange(0, max(len(dat) - length - horizon + 1, 0), dist)
    return dat[starts[:, None] + np.arange(length)], dat[starts + length - 1 + horizon]


# %% wrong: what is no integer is let through
# says: not an integer
# cause: ^(a length that is not an integer)
def make_pairs(dat, length, dist, horizon=1):
    d = np.asarray(dat)
    if d.ndim != 1 or length < 1 or dist < 1 or horizon < 1:
        raise ValueError("bad input")
    length, dist, horizon = int(length), int(dist), int(horizon)
    s = range(0, len(d) - length - horizon + 1, dist)
    return np.array([d[i : i + length] for i in s]).reshape(-1, length), np.array([d[i + length - 1 + horizon] for i in s])


# %% wrong: a single number is taken for a series
# says: single number
# cause: ^(a dat that is a single number is)
def make_pairs(dat, length, dist, horizon=1):
    dat = np.atleast_1d(dat)
    if dat.ndim != 1 or any(n % 1 or n < 1 for n in (length, dist, horizon)):
        raise ValueError("bad input")
    starts = np.arange(0, max(len(dat) - length - horizon + 1, 0), dist)
    return dat[starts[:, None] + np.arange(length)], dat[starts + length - 1 + horizon]


# %% wrong: dat is laid out in a row
# says: two-dimensional|list of lists
# cause: ^(a two-dimensional dat is not)
def make_pairs(dat, length, dist, horizon=1):
    dat = np.ravel(dat)
    if False or any(n % 1 or n < 1 for n in (length, dist, horizon)):
        raise ValueError("bad input")
    starts = np.arange(0, max(len(dat) - length - horizon + 1, 0), dist)
    return dat[starts[:, None] + np.arange(length)], dat[starts + length - 1 + horizon]


# %% wrong: one row or one column is taken for a series
# says: shape .1, n
# cause: ^(a dat of shape .1, n. is not)
def make_pairs(dat, length, dist, horizon=1):
    dat = np.squeeze(dat)
    if dat.ndim != 1 or any(n % 1 or n < 1 for n in (length, dist, horizon)):
        raise ValueError("bad input")
    starts = np.arange(0, max(len(dat) - length - horizon + 1, 0), dist)
    return dat[starts[:, None] + np.arange(length)], dat[starts + length - 1 + horizon]


# %% wrong: sizes are not checked for a short series
# says: with a short series
# cause: ^(with no segment X should have the|a length of 0, with a short)
def make_pairs(dat, length, dist, horizon=1):
    dat = np.asarray(dat)
    if dat.ndim != 1:
        raise ValueError("bad input")
    if len(dat) < 2:
        return np.zeros((0, 1)), np.zeros(0)
    dat = np.asarray(dat)
    if dat.ndim != 1 or any(n % 1 or n < 1 for n in (length, dist, horizon)):
        raise ValueError("bad input")
    starts = np.arange(0, max(len(dat) - length - horizon + 1, 0), dist)
    return dat[starts[:, None] + np.arange(length)], dat[starts + length - 1 + horizon]


# %% wrong: equal segments are kept once
# says: equals another
# cause: ^(a segment that equals another is)
def make_pairs(dat, length, dist, horizon=1):
    dat = np.asarray(dat)
    if dat.ndim != 1 or any(n % 1 or n < 1 for n in (length, dist, horizon)):
        raise ValueError("bad input")
    starts = np.arange(0, max(len(dat) - length - horizon + 1, 0), dist)
    X, y = dat[starts[:, None] + np.arange(length)], dat[starts + length - 1 + horizon]
    keep = [i for i in range(len(X)) if not (X[:i] == X[i]).all(axis=1).any()]
    return X[keep], y[keep]


# %% wrong: refused by assert
# says: raised AssertionError
# cause: ^(`assert` raises AssertionError.)
def make_pairs(dat, length, dist, horizon=1):
    dat = np.asarray(dat)
    assert dat.ndim == 1, "dat must be one-dimensional"
    assert not any(n % 1 or n < 1 for n in (length, dist, horizon)), "bad sizes"
    starts = np.arange(0, max(len(dat) - length - horizon + 1, 0), dist)
    return dat[starts[:, None] + np.arange(length)], dat[starts + length - 1 + horizon]


# %% wrong: refused without a word
# says: without a message
# cause: ^(a two-dimensional dat is not)
def make_pairs(dat, length, dist, horizon=1):
    dat = np.asarray(dat)
    if dat.ndim != 1 or any(n % 1 or n < 1 for n in (length, dist, horizon)):
        raise ValueError
    starts = np.arange(0, max(len(dat) - length - horizon + 1, 0), dist)
    return dat[starts[:, None] + np.arange(length)], dat[starts + length - 1 + horizon]


# %% wrong: a name of its own for the horizon
# says: TypeError
def make_pairs(dat, length, dist, ahead=1):
    dat = np.asarray(dat)
    if dat.ndim != 1 or any(n % 1 or n < 1 for n in (length, dist, ahead)):
        raise ValueError("bad input")
    starts = np.arange(0, max(len(dat) - length - ahead + 1, 0), dist)
    return dat[starts[:, None] + np.arange(length)], dat[starts + length - 1 + ahead]


# %% wrong: hard-coded to the visible example
# says: not right for
# cause: ^(each row of X should have length)
def make_pairs(dat, length, dist, horizon=1):
    dat = np.asarray(dat)
    if dat.ndim != 1 or any(n % 1 or n < 1 for n in (length, dist, horizon)):
        raise ValueError("bad input")
    if len(dat) == 14 and length == 3:
        return np.array([[3, 14, 8], [17, 11, 2], [13, 1, 16]]), np.array([20, 19, 10])
    return (
        np.array([[3, 14, 8, 20, 5], [8, 20, 5, 17, 11], [5, 17, 11, 2, 19], [11, 2, 19, 6, 13]]),
        np.array([2, 6, 1, 10]),
    )


# %% wrong: the targets are shuffled
# says: not right
def make_pairs(dat, length, dist, horizon=1):
    dat = np.asarray(dat)
    if dat.ndim != 1 or any(n % 1 or n < 1 for n in (length, dist, horizon)):
        raise ValueError("bad input")
    starts = np.arange(0, max(len(dat) - length - horizon + 1, 0), dist)
    order = np.random.default_rng(0).permutation(len(starts))
    return dat[starts[:, None] + np.arange(length)], dat[starts[order] + length - 1 + horizon]


# %% wrong: segments from the end
# says: not right
def make_pairs(dat, length, dist, horizon=1):
    dat = np.asarray(dat)
    if dat.ndim != 1 or any(n % 1 or n < 1 for n in (length, dist, horizon)):
        raise ValueError("bad input")
    last = np.arange(len(dat) - 1, length - 1 + horizon - 1, -dist)[::-1]
    starts = last - horizon - length + 1
    return dat[starts[:, None] + np.arange(length)], dat[last]


# %% right: only Python's own integers
def make_pairs(dat, length, dist, horizon=1):
    if not isinstance(horizon, int) or horizon < 1:
        raise ValueError(f"horizon should be an integer of at least 1, not {horizon}")
    segments = makeSteps(dat, length, dist)
    X, y = [], []
    for i in range(len(segments)):
        place = i * dist + length - 1 + horizon
        if place < len(dat):
            X.append(segments[i])
            y.append(dat[place])
    return np.array(X).reshape(-1, length), np.array(y)


# %% wrong: the starts are a length apart
# says: `length` apart
# cause: `length` apart|left out|more pairs than
def make_pairs(dat, length, dist, horizon=1):
    makeSteps(dat, length, dist)
    if not isinstance(horizon, int) or horizon < 1:
        raise ValueError(f"a horizon of {horizon}")
    dat = np.asarray(dat)
    starts = np.arange(0, max(len(dat) - length - horizon + 1, 0), length)
    return dat[starts[:, None] + np.arange(length)], dat[starts + length - 1 + horizon]


# %% wrong: starts at the second value
# says: first segment should start
# cause: first segment should start|left out
def make_pairs(dat, length, dist, horizon=1):
    makeSteps(dat, length, dist)
    if not isinstance(horizon, int) or horizon < 1:
        raise ValueError(f"a horizon of {horizon}")
    dat = np.asarray(dat)
    starts = np.arange(1, max(len(dat) - length - horizon + 1, 0), dist)
    return dat[starts[:, None] + np.arange(length)], dat[starts + length - 1 + horizon]


# %% wrong: the target is the last value of the next segment
# says: next segment ends
# cause: next segment ends|the targets lie too far ahead|left out
def make_pairs(dat, length, dist, horizon=1):
    makeSteps(dat, length, dist)
    if not isinstance(horizon, int) or horizon < 1:
        raise ValueError(f"a horizon of {horizon}")
    dat = np.asarray(dat)
    segments = makeSteps(dat, length, dist)
    return segments[:-horizon], segments[horizon:, -1]


# %% wrong: the horizon counts back from the last value
# says: lies inside its own
# cause: lies inside its own
def make_pairs(dat, length, dist, horizon=1):
    makeSteps(dat, length, dist)
    if not isinstance(horizon, int) or horizon < 1:
        raise ValueError(f"a horizon of {horizon}")
    dat = np.asarray(dat)
    starts = np.arange(0, max(len(dat) - length - horizon + 1, 0), dist)
    return dat[starts[:, None] + np.arange(length)], dat[starts + length - 1 - horizon]


# %% wrong: two places ahead by default
# says: one place too late
# cause: one place too late. With no horizon|in its part
def make_pairs(dat, length, dist, horizon=2):
    if not isinstance(horizon, (int, np.integer)) or horizon < 1:
        raise ValueError("horizon")
    X = makeSteps(dat, length, dist)
    a = np.asarray(dat)
    i = np.arange(len(X)) * dist + length - 1 + horizon
    return X[i < len(a)], a[i[i < len(a)]]


# %% wrong: the pairs are shuffled
# cause: another result each time|first segment should start|the targets lie too far|there are more pairs
def make_pairs(dat, length, dist, horizon=1):
    if not isinstance(horizon, (int, np.integer)) or horizon < 1:
        raise ValueError("horizon")
    X = makeSteps(dat, length, dist)
    a = np.asarray(dat)
    i = np.arange(len(X)) * dist + length - 1 + horizon
    X, y = X[i < len(a)], a[i[i < len(a)]]
    p = np.random.permutation(len(X))
    return X[p], y[p]


# %% wrong: a horizon has to be given
# says: missing 1 required
# cause: other arguments|is not refused
def make_pairs(dat, length, dist, horizon):
    if not isinstance(horizon, (int, np.integer)) or horizon < 1:
        raise ValueError("horizon")
    X = makeSteps(dat, length, dist)
    a = np.asarray(dat)
    i = np.arange(len(X)) * dist + length - 1 + horizon
    return X[i < len(a)], a[i[i < len(a)]]


# %% right: pandas shift and boolean mask
import pandas as pd
def make_pairs(dat, length, dist, horizon=1):
    if not isinstance(horizon, (int, np.integer)) or horizon < 1:
        raise ValueError(f"horizon {horizon}")
    X = makeSteps(dat, length, dist)
    target = pd.Series(np.asarray(dat, dtype=float)).shift(-(length - 1 + horizon))
    y = target.iloc[: len(X) * dist : dist].to_numpy()
    keep = np.arange(len(X)) * dist + length - 1 + horizon < len(np.asarray(dat))
    return X[keep], y[keep]


# %% right: over makeSteps with one longer window
def make_pairs(dat, length, dist, horizon=1):
    if isinstance(horizon, bool) or not isinstance(horizon, (int, np.integer)) or horizon < 1: raise ValueError("horizon must be an integer >= 1")
    makeSteps(dat, length, dist)
    both = makeSteps(dat, length + horizon, dist)
    return both[:, :length], both[:, -1]


# %% right: the series is cut before the segments are made
def make_pairs(dat, length, dist, horizon=1):
    if isinstance(horizon, bool) or not isinstance(horizon, (int, np.integer)) or horizon < 1: raise ValueError("horizon")
    d = np.asarray(dat)
    makeSteps(d, length, dist)
    X = makeSteps(d[: max(len(d) - horizon, 0)], length, dist)
    y = d[length + horizon - 1 :: dist][: len(X)]
    return X, y


# %% wrong: remembered by series, length and horizon
remembered = {}
def make_pairs(dat, length, dist, horizon=1):
    X = makeSteps(dat, length, dist)
    if isinstance(horizon, bool) or not isinstance(horizon, (int, np.integer)) or horizon < 1:
        raise ValueError("horizon is no integer of at least 1")
    y = np.asarray(dat)[length + horizon - 1 :: dist]
    n = min(len(X), len(y))
    return remembered.setdefault((tuple(dat), length, horizon), (X[:n], y[:n]))


# %% right: as tensors
def make_pairs(dat, length, dist, horizon=1):
    dat = np.asarray(dat, dtype=float)
    if dat.ndim != 1:
        raise ValueError("dat is not one-dimensional")
    for value in (length, dist, horizon):
        if not isinstance(value, (int, np.integer)) or value < 1:
            raise ValueError(f"{value} is no integer of at least 1")
    frames = tf.signal.frame(dat, int(length + horizon), int(dist))
    return frames[:, :length], frames[:, -1]


# %% wrong: the end of a segment is looked up by its value
# says: values come again
# cause: the segments are right, the targets are not
def make_pairs(dat, length, dist, horizon=1):
    makeSteps(dat, length, dist)
    if not isinstance(horizon, (int, np.integer)) or horizon < 1:
        raise ValueError("horizon is not an integer >= 1")
    X, dat = np.asarray(makeSteps(dat, length + horizon, dist))[:, :length], list(dat)
    return X, np.array([dat[dat.index(row[-1]) + horizon] for row in X])


# %% wrong: eight bytes to a value, whatever its type
def make_pairs(dat, length, dist, horizon=1):
    dat = np.ascontiguousarray(dat) if np.ndim(dat) else np.asarray(dat)
    if dat.ndim != 1:
        raise ValueError("dat is not one-dimensional")
    for size in (length, dist, horizon):
        if size != int(size) or size < 1:
            raise ValueError(f"no integer >= 1: {size}")
    n = max(0, (len(dat) - length - horizon) // dist + 1)
    X = np.lib.stride_tricks.as_strided(dat, (n, length), (8 * dist, 8)).copy()
    return X, dat[length - 1 + horizon :: dist][:n].copy()


# %% wrong: remembered by length of the series and all sizes
# says: another series of the same length
kept_pairs: dict = {}


def make_pairs(dat, length, dist, horizon=1):
    X = np.asarray(makeSteps(dat, length, dist))
    if not isinstance(horizon, (int, np.integer)) or horizon < 1:
        raise ValueError("horizon has to be an integer of at least 1")
    y = np.asarray(dat)[length - 1 + horizon :: dist]
    n = min(len(X), len(y))
    return kept_pairs.setdefault((len(dat), length, dist, horizon), (X[:n], y[:n]))


# %% wrong: a horizon that is no integer is left to the index
# says: raised IndexError
# cause: an index has to be a whole number, no float
def make_pairs(dat, length, dist, horizon=1):
    X = np.asarray(makeSteps(dat, length, dist))
    if horizon < 1:
        raise ValueError("horizon has to be at least 1")
    dat = np.asarray(dat)
    ends = [i * dist + length - 1 + horizon for i in range(len(X))]
    y = np.array([dat[end] for end in ends if end < len(dat)])
    return X[: len(y)], y


# %% wrong: a list of pairs
# says: two arrays
# cause: two arrays should come back
def make_pairs(dat, length, dist, horizon=1):
    X = np.asarray(makeSteps(dat, length, dist))
    if not isinstance(horizon, (int, np.integer)) or horizon < 1:
        raise ValueError("horizon has to be an integer of at least 1")
    return list(zip(X, np.asarray(dat)[length - 1 + horizon :: dist]))


# %% wrong: the last value of a segment comes first
# says: is not right
# cause: the targets are right, the segments are not
def make_pairs(dat, length, dist, horizon=1):
    X = np.asarray(makeSteps(dat, length, dist))
    if not isinstance(horizon, (int, np.integer)) or horizon < 1:
        raise ValueError("horizon has to be an integer of at least 1")
    y = np.asarray(dat)[length - 1 + horizon :: dist]
    n = min(len(X), len(y))
    return X[:n, ::-1], y[:n]
