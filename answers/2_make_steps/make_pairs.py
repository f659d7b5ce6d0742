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


# %% wrong: the target is the last value of its own segment
# says: look-ahead
def make_pairs(dat, length, dist, horizon=1):
    dat = np.asarray(dat)
    if dat.ndim != 1 or any(n % 1 or n < 1 for n in (length, dist, horizon)):
        raise ValueError("bad input")
    starts = np.arange(0, max(len(dat) - length - horizon + 1, 0), dist)
    return dat[starts[:, None] + np.arange(length)], dat[starts + length - 2 + horizon]


# %% wrong: the target is one place too late
# says: one place too late
def make_pairs(dat, length, dist, horizon=1):
    dat = np.asarray(dat)
    if dat.ndim != 1 or any(n % 1 or n < 1 for n in (length, dist, horizon)):
        raise ValueError("bad input")
    starts = np.arange(0, max(len(dat) - length - horizon, 0), dist)
    return dat[starts[:, None] + np.arange(length)], dat[starts + length + horizon]


# %% wrong: a segment without a target is kept
# says: without a target
def make_pairs(dat, length, dist, horizon=1):
    dat = np.asarray(dat)
    if dat.ndim != 1 or any(n % 1 or n < 1 for n in (length, dist, horizon)):
        raise ValueError("bad input")
    starts = np.arange(0, max(len(dat) - length + 1, 0), dist)
    X = dat[starts[:, None] + np.arange(length)]
    return X, np.array([dat[t] for t in starts + length - 1 + horizon if t < len(dat)])


# %% wrong: the missing target wraps around to the start
# says: no target
def make_pairs(dat, length, dist, horizon=1):
    dat = np.asarray(dat)
    if dat.ndim != 1 or any(n % 1 or n < 1 for n in (length, dist, horizon)):
        raise ValueError("bad input")
    starts = np.arange(0, max(len(dat) - length + 1, 0), dist)
    return dat[starts[:, None] + np.arange(length)], np.roll(dat, 1 - length - horizon)[starts]


# %% wrong: the horizon is not used
# says: not used
def make_pairs(dat, length, dist, horizon=1):
    dat = np.asarray(dat)
    if dat.ndim != 1 or any(n % 1 or n < 1 for n in (length, dist, horizon)):
        raise ValueError("bad input")
    starts = np.arange(0, max(len(dat) - length, 0), dist)
    return dat[starts[:, None] + np.arange(length)], dat[starts + length]


# %% wrong: one pair too few
# says: left out
def make_pairs(dat, length, dist, horizon=1):
    dat = np.asarray(dat)
    if dat.ndim != 1 or any(n % 1 or n < 1 for n in (length, dist, horizon)):
        raise ValueError("bad input")
    starts = np.arange(0, max(len(dat) - length - horizon, 0), dist)
    return dat[starts[:, None] + np.arange(length)], dat[starts + length - 1 + horizon]


# %% wrong: the target is the first value of the next segment
# says: first of the next one
def make_pairs(dat, length, dist, horizon=1):
    dat = np.asarray(dat)
    if dat.ndim != 1 or any(n % 1 or n < 1 for n in (length, dist, horizon)):
        raise ValueError("bad input")
    starts = np.arange(0, max(len(dat) - length + 1, 0), dist)
    X = dat[starts[:, None] + np.arange(length)]
    return X[:-1], X[1:, 0]


# %% wrong: all values up to the horizon
# says: one value for each segment
def make_pairs(dat, length, dist, horizon=1):
    dat = np.asarray(dat)
    if dat.ndim != 1 or any(n % 1 or n < 1 for n in (length, dist, horizon)):
        raise ValueError("bad input")
    starts = np.arange(0, max(len(dat) - length - horizon + 1, 0), dist)
    y = dat[starts[:, None] + length + np.arange(horizon)]
    return dat[starts[:, None] + np.arange(length)], y[:, 0] if horizon == 1 else y


# %% wrong: only y comes back
# says: return X, y
def make_pairs(dat, length, dist, horizon=1):
    dat = np.asarray(dat)
    if dat.ndim != 1 or any(n % 1 or n < 1 for n in (length, dist, horizon)):
        raise ValueError("bad input")
    starts = np.arange(0, max(len(dat) - length - horizon + 1, 0), dist)
    return dat[starts + length - 1 + horizon]


# %% wrong: the distance is ignored
def make_pairs(dat, length, dist, horizon=1):
    dat = np.asarray(dat)
    if dat.ndim != 1 or any(n % 1 or n < 1 for n in (length, dist, horizon)):
        raise ValueError("bad input")
    starts = np.arange(0, max(len(dat) - length - horizon + 1, 0))
    return dat[starts[:, None] + np.arange(length)], dat[starts + length - 1 + horizon]


# %% wrong: a horizon of 0 is let through
# says: horizon of 0
def make_pairs(dat, length, dist, horizon=1):
    dat = np.asarray(dat)
    if dat.ndim != 1 or any(n % 1 or n < 1 for n in (length, dist)):
        raise ValueError("bad input")
    starts = np.arange(0, max(len(dat) - length - horizon + 1, 0), dist)
    return dat[starts[:, None] + np.arange(length)], dat[starts + length - 1 + horizon]


# %% wrong: shuffles the caller's series
# says: changed its argument
def make_pairs(dat, length, dist, horizon=1):
    if np.ndim(dat) != 1 or any(n % 1 or n < 1 for n in (length, dist, horizon)):
        raise ValueError("bad input")
    starts = np.arange(0, max(len(dat) - length - horizon + 1, 0), dist)
    values = np.array(dat)
    dat[:] = dat[::-1]
    return values[starts[:, None] + np.arange(length)], values[starts + length - 1 + horizon]
