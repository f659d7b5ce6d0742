# %% right: loops
def fit_scaler(train):
    total = 0.0
    for value in train:
        total += value
    mean = total / len(train)
    squares = 0.0
    for value in train:
        squares += (value - mean) ** 2
    if squares == 0:
        raise ValueError("all values are the same")
    return mean, (squares / len(train)) ** 0.5


# %% right: mean of squares less square of mean, checked by comparing values
def fit_scaler(values):
    values = np.array(values, dtype=float)
    if (values == values[0]).all():
        raise ValueError("cannot scale a constant")
    mean = np.mean(values)
    return mean, np.sqrt(np.mean(values**2) - mean**2)


# %% right: the statistics module, a list returned
def fit_scaler(train):
    import statistics

    values = [float(value) for value in train]
    if min(values) == max(values):
        raise ValueError("the training part is constant")
    return [statistics.fmean(values), statistics.pstdev(values)]


# %% right: float32, one array returned
def fit_scaler(train):
    train = np.asarray(train, dtype="float32")
    if np.ptp(train) == 0:
        raise ValueError("std would be 0")
    return np.mean(train), np.std(train)


# %% wrong: divided by n - 1
# says: n - 1
def fit_scaler(train):
    train = np.asarray(train, dtype=float)
    if train.std() == 0:
        raise ValueError("constant")
    return train.mean(), train.std(ddof=1)


# %% wrong: the variance
# says: variance
def fit_scaler(train):
    if np.std(train) == 0:
        raise ValueError("constant")
    return np.mean(train), np.var(train)


# %% wrong: exchanged
# says: exchanged
def fit_scaler(train):
    if np.std(train) == 0:
        raise ValueError("constant")
    return np.std(train), np.mean(train)


# %% wrong: the median
# says: median
def fit_scaler(train):
    if np.std(train) == 0:
        raise ValueError("constant")
    return np.median(train), np.std(train)


# %% wrong: smallest value and range
# says: range
def fit_scaler(train):
    if np.ptp(train) == 0:
        raise ValueError("constant")
    return np.min(train), np.ptp(train)


# %% wrong: mean absolute distance
# says: mean absolute distance
def fit_scaler(train):
    if np.ptp(train) == 0:
        raise ValueError("constant")
    return np.mean(train), np.mean(np.abs(train - np.mean(train)))


# %% wrong: gives back the scaled values
# says: scaled values
def fit_scaler(train):
    if np.ptp(train) == 0:
        raise ValueError("constant")
    return (np.asarray(train) - np.mean(train)) / np.std(train)


# %% wrong: shifts the caller's array
# says: changed its argument
def fit_scaler(train):
    mean, std = np.mean(train), np.std(train)
    if std == 0:
        raise ValueError("constant")
    if isinstance(train, np.ndarray):
        train -= mean
    return mean, std


# %% wrong: a constant gives a deviation of 1
# says: should raise ValueError
def fit_scaler(train):
    return np.mean(train), np.std(train) or 1.0


# %% wrong: hard-coded to the visible example
def fit_scaler(train):
    if np.ptp(train) == 0:
        raise ValueError("constant")
    return 5.0, 3.0


# %% wrong: prints instead of returning
# says: return
def fit_scaler(train):
    if np.ptp(train) == 0:
        raise ValueError("constant")
    print(np.mean(train), np.std(train))
