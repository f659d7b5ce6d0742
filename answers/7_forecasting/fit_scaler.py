# %% right: loops
def fit_scaler(train):
    total = 0.0
    for value in train:
        total += value
    mean = total / len(train)
    squares = 0.0
    different = False
    for value in train:
        squares += (value - mean) ** 2
        different = different or value != train[0]
    if not different:
        raise ValueError("all values are the same")
    return mean, (squares / len(train)) ** 0.5


# %% right: a deviation below rounding counts as none
def fit_scaler(train):
    mean, std = np.mean(train), np.std(train)
    if std <= 1e-12 * max(1.0, abs(mean)):
        raise ValueError("std is 0 but for rounding")
    return mean, std


# %% right: a set of the values, exact fractions, a list returned
def fit_scaler(train):
    from fractions import Fraction

    values = [Fraction(float(value)) for value in train]
    if len(set(values)) == 1:
        raise ValueError("only one value, however often")
    mean = sum(values) / len(values)
    return [mean, float(sum((value - mean) ** 2 for value in values) / len(values)) ** 0.5]


# %% right: Keras's Normalization
def fit_scaler(train):
    train = np.asarray(train, dtype=float)
    if (np.diff(train) == 0).all():
        raise ValueError("nothing varies")
    centre = keras.ops.convert_to_numpy(keras.ops.mean(train))
    return centre, np.linalg.norm(train - centre) / np.sqrt(train.size)


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
# cause: the sum of squares was divided
def fit_scaler(train):
    train = np.asarray(train, dtype=float)
    if train.std() == 0:
        raise ValueError("constant")
    return train.mean(), train.std(ddof=1)


# %% wrong: the variance
# says: variance
# cause: this is the variance\. Take its
def fit_scaler(train):
    if np.std(train) == 0:
        raise ValueError("constant")
    return np.mean(train), np.var(train)


# %% wrong: exchanged
# says: exchanged
# cause: the two are exchanged: first the
def fit_scaler(train):
    if np.std(train) == 0:
        raise ValueError("constant")
    return np.std(train), np.mean(train)


# %% wrong: the median
# says: median
# cause: this is the median\. Take the
def fit_scaler(train):
    if np.std(train) == 0:
        raise ValueError("constant")
    return np.median(train), np.std(train)


# %% wrong: smallest value and range
# says: range
# cause: these are the smallest value and
def fit_scaler(train):
    if np.ptp(train) == 0:
        raise ValueError("constant")
    return np.min(train), np.ptp(train)


# %% wrong: mean absolute distance
# says: mean absolute distance
# cause: this is the mean absolute distance
def fit_scaler(train):
    if np.ptp(train) == 0:
        raise ValueError("constant")
    return np.mean(train), np.mean(np.abs(train - np.mean(train)))


# %% wrong: gives back the scaled values
# says: scaled values
# cause: these are the scaled values\. Give|a tuple was expected, this is
def fit_scaler(train):
    if np.ptp(train) == 0:
        raise ValueError("constant")
    return (np.asarray(train) - np.mean(train)) / np.std(train)


# %% wrong: shifts the caller's array
# says: changed its argument
# cause: the argument is changed
def fit_scaler(train):
    mean, std = np.mean(train), np.std(train)
    if std == 0:
        raise ValueError("constant")
    if isinstance(train, np.ndarray):
        train -= mean
    return mean, std


# %% wrong: a constant gives a deviation of 1
# says: should raise ValueError
# cause: by rounding, this standard deviation is|values that are all equal is
def fit_scaler(train):
    return np.mean(train), np.std(train) or 1.0


# %% wrong: hard-coded to the visible example
def fit_scaler(train):
    if np.ptp(train) == 0:
        raise ValueError("constant")
    return 5.0, 3.0


# %% wrong: prints instead of returning
# says: return
# cause: nothing came back\. Does every way
def fit_scaler(train):
    if np.ptp(train) == 0:
        raise ValueError("constant")
    print(np.mean(train), np.std(train))


# %% wrong: std compared with 0, which rounding escapes
# says: by rounding
# cause: by rounding, this standard deviation is
def fit_scaler(train):
    mean, std = np.mean(train), np.std(train)
    if std == 0:
        raise ValueError("constant")
    return mean, std


# %% wrong: squares summed in a loop and compared with 0
# says: by rounding
# cause: by rounding, this standard deviation is
def fit_scaler(train):
    mean = sum(train) / len(train)
    squares = sum((value - mean) ** 2 for value in train)
    if squares == 0:
        raise ValueError("constant")
    return mean, (squares / len(train)) ** 0.5


# %% wrong: a constant is not refused at all
# says: by rounding|should raise ValueError
# cause: by rounding, this standard deviation is|values that are all equal is
def fit_scaler(train):
    return float(np.mean(train)), float(np.std(train))


# %% wrong: only a constant of zeros is refused
# says: should raise ValueError
# cause: by rounding, this standard deviation is|values that are all equal is
def fit_scaler(train):
    if not np.any(train):
        raise ValueError("all zero")
    return np.mean(train), np.std(train)


# %% wrong: first and last value compared
# says: not all, are equal
def fit_scaler(train):
    if train[0] == train[-1]:
        raise ValueError("constant")
    return np.mean(train), np.std(train)


# %% wrong: any two neighbours that are equal are refused
# says: raised ValueError
def fit_scaler(train):
    if (np.diff(train) == 0).any():
        raise ValueError("constant")
    return np.mean(train), np.std(train)


# %% wrong: a spread below 0.01 is refused
# says: not all equal
def fit_scaler(train):
    if np.ptp(train) < 0.01:
        raise ValueError("constant")
    return np.mean(train), np.std(train)


# %% wrong: a constant gives None
# says: should raise ValueError
# cause: values that are all equal is
def fit_scaler(train):
    if np.ptp(train) == 0:
        return None
    return np.mean(train), np.std(train)


# %% wrong: a constant raises an error without a message
# says: without a message
# cause: values that are all equal is
def fit_scaler(train):
    if np.ptp(train) == 0:
        raise ValueError
    return np.mean(train), np.std(train)


# %% wrong: a constant stops an assert
# says: raised AssertionError
# cause: `assert` raises AssertionError\. Write `if
def fit_scaler(train):
    assert np.ptp(train) > 0, "constant"
    return np.mean(train), np.std(train)


# %% wrong: smallest and greatest value
# says: smallest and the greatest
# cause: these are the smallest and the
def fit_scaler(train):
    if np.ptp(train) == 0:
        raise ValueError("constant")
    return np.min(train), np.max(train)


# %% wrong: the deviation from the median
# says: distances from the median
# cause: these are distances from the median
def fit_scaler(train):
    if np.ptp(train) == 0:
        raise ValueError("constant")
    return np.mean(train), np.sqrt(np.mean((np.asarray(train) - np.median(train)) ** 2))


# %% wrong: the root mean square, the mean not subtracted
# says: mean was not subtracted
# cause: the mean was not subtracted before
def fit_scaler(train):
    if np.ptp(train) == 0:
        raise ValueError("constant")
    return np.mean(train), np.sqrt(np.mean(np.asarray(train) ** 2))


# %% wrong: the root not divided by n
# says: not divided
# cause: the sum of squares was not
def fit_scaler(train):
    if np.ptp(train) == 0:
        raise ValueError("constant")
    return np.mean(train), np.sqrt(np.sum((np.asarray(train) - np.mean(train)) ** 2))


# %% wrong: the mean alone
# says: two numbers
# cause: two numbers should come back, the|a tuple was expected, this is
def fit_scaler(train):
    if np.ptp(train) == 0:
        raise ValueError("constant")
    return np.mean(train)


# %% wrong: rounded to two places
# says: rounded
# cause: the results were rounded
def fit_scaler(train):
    if np.ptp(train) == 0:
        raise ValueError("constant")
    return round(float(np.mean(train)), 2), round(float(np.std(train)), 2)


# %% wrong: whole-number division
# says: rounded
# cause: the mean is a whole number
def fit_scaler(train):
    if min(train) == max(train):
        raise ValueError("constant")
    mean = sum(train) // len(train)
    return float(mean), (sum((value - mean) ** 2 for value in train) / len(train)) ** 0.5


# %% wrong: an array alone will do
# cause: this needs an array, not a
def fit_scaler(train):
    if train.max() == train.min():
        raise ValueError("constant")
    return train.mean(), train.std()


# %% wrong: the mean is rounded
# says: is not right
# cause: is a whole number
def fit_scaler(train):
    t = np.asarray(train, float)
    if t.min() == t.max(): raise ValueError("constant")
    return float(round(t.mean())), float(t.std())


# %% right: Welford
def fit_scaler(train):
    mean, m2, n = 0.0, 0.0, 0
    for v in train:
        n += 1
        d = v - mean
        mean += d / n
        m2 += d * (v - mean)
    if min(train) == max(train): raise ValueError("constant part")
    return mean, (m2 / n) ** 0.5


# %% wrong: a spread below 1e-8 is refused
# says: small values that are not all equal
def fit_scaler(train):
    if np.isclose(np.std(train), 0):
        raise ValueError("all values are equal")
    return np.mean(train), np.std(train)


# %% right: Welford's recurrence
def fit_scaler(train):
    if all(x == train[0] for x in train): raise ValueError("no spread")
    mean = m2 = 0.0
    for n, x in enumerate(train, 1):
        d = x - mean; mean += d / n; m2 += d * (x - mean)
    return mean, (m2 / len(train)) ** 0.5


# %% wrong: only the first two values are compared
def fit_scaler(train):
    t = np.asarray(train, float)
    if t[0] == t[1]: raise ValueError("constant")
    return t.mean(), t.std()


# %% wrong: zeros are left out
def fit_scaler(train):
    values = np.asarray(train, dtype=float)
    if np.ptp(values) == 0:
        raise ValueError("all values are equal")
    values = values[values != 0]
    return values.mean(), values.std()


# %% wrong: std compared with a fixed small number
# cause: by rounding
def fit_scaler(train):
    mean, std = np.mean(train), np.std(train)
    if std < 1e-12:
        raise ValueError("all values are equal")
    return mean, std
