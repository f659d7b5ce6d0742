# %% right: NumPy's corrcoef
def lag_correlation(series, lag):
    n = len(series)
    if lag < 1 or lag > n - 2:
        raise ValueError(f"with {n} values the lag must be from 1 to {n - 2}, not {lag}")
    if max(series) == min(series):
        raise ValueError("all values are the same, so there is no correlation")
    return np.corrcoef(series[:-lag], series[lag:])[0, 1]


# %% right: a loop over the pairs, plain Python
def lag_correlation(values, k):
    values = [float(value) for value in values]
    count = len(values) - k
    if k < 1 or count < 2:
        raise ValueError("this lag leaves fewer than two points")
    mean_a = sum(values[:count]) / count
    mean_b = sum(values[k:]) / count
    top = square_a = square_b = 0.0
    for i in range(count):
        a, b = values[i] - mean_a, values[i + k] - mean_b
        top += a * b
        square_a += a * a
        square_b += b * b
    if square_a == 0 or square_b == 0:
        raise ValueError("constant: the correlation is not defined")
    return top / (square_a * square_b) ** 0.5


# %% right: the mean product of standard scores, float32
def lag_correlation(series, lag):
    series = np.array(series, dtype="float32")
    if lag not in range(1, len(series) - 1):
        raise ValueError("lag out of range")
    if len(np.unique(series)) == 1:
        raise ValueError("constant series")

    def scores(part):
        return (part - part.mean()) / part.std()

    return np.mean(scores(series[:-lag]) * scores(series[lag:]))


# %% right: covariance over both deviations, indices instead of slices
def lag_correlation(series, lag):
    series = np.asarray(series)
    n = series.size
    if not (lag >= 1 and lag <= n - 2):
        raise ValueError(f"no pair of parts for a lag of {lag} and {n} values")
    if np.ptp(series) == 0:
        raise ValueError("the series never changes")
    a = np.take(series, np.arange(n - lag))
    b = np.take(series, np.arange(n - lag) + lag)
    return np.cov(a, b)[0, 1] / (np.std(a, ddof=1) * np.std(b, ddof=1))


# %% right: cosine of the angle between the centred parts
def lag_correlation(series, lag):
    series = np.asarray(series, dtype=float)
    if lag < 1 or len(series) - lag < 2:
        raise ValueError("the lag must be at least 1 and leave two points")
    a, b = (part - np.mean(part) for part in (series[:-lag], series[lag:]))
    lengths = np.linalg.norm(a) * np.linalg.norm(b)
    if lengths == 0:
        raise ValueError("a constant part has no correlation")
    return float(a @ b / lengths)


# %% wrong: the autocorrelation with the mean of the whole series
# says: each part has its own
def lag_correlation(series, lag):
    series = np.asarray(series, dtype=float)
    if not 1 <= lag <= len(series) - 2:
        raise ValueError("lag out of range")
    if np.ptp(series) == 0:
        raise ValueError("constant")
    centred = series - series.mean()
    return (centred[:-lag] * centred[lag:]).sum() / (centred**2).sum()


# %% wrong: np.cov divides by n - 1, np.std by n
# says: n - 1
def lag_correlation(series, lag):
    if not 1 <= lag <= len(series) - 2:
        raise ValueError("lag out of range")
    if np.ptp(series) == 0:
        raise ValueError("constant")
    a, b = np.array(series[:-lag]), np.array(series[lag:])
    return np.cov(a, b)[0, 1] / (a.std() * b.std())


# %% wrong: the covariance
# says: covariance
def lag_correlation(series, lag):
    if not 1 <= lag <= len(series) - 2:
        raise ValueError("lag out of range")
    if np.ptp(series) == 0:
        raise ValueError("constant")
    a, b = np.array(series[:-lag]), np.array(series[lag:])
    return np.mean((a - a.mean()) * (b - b.mean()))


# %% wrong: the whole table of np.corrcoef
# says: table of four
def lag_correlation(series, lag):
    if not 1 <= lag <= len(series) - 2:
        raise ValueError("lag out of range")
    if np.ptp(series) == 0:
        raise ValueError("constant")
    return np.corrcoef(series[:-lag], series[lag:])


# %% wrong: the diagonal of the table
# says: with itself
def lag_correlation(series, lag):
    if not 1 <= lag <= len(series) - 2:
        raise ValueError("lag out of range")
    if np.ptp(series) == 0:
        raise ValueError("constant")
    return np.corrcoef(series[:-lag], series[lag:])[0, 0]


# %% wrong: wraps around
# says: wraps around
def lag_correlation(series, lag):
    if not 1 <= lag <= len(series) - 2:
        raise ValueError("lag out of range")
    if np.ptp(series) == 0:
        raise ValueError("constant")
    return np.corrcoef(series, np.roll(series, -lag))[0, 1]


# %% wrong: the lag is not used
# says: not used
def lag_correlation(series, lag):
    if not 1 <= lag <= len(series) - 2:
        raise ValueError("lag out of range")
    if np.ptp(series) == 0:
        raise ValueError("constant")
    return np.corrcoef(series[:-1], series[1:])[0, 1]


# %% wrong: one step too far
# says: one too large
def lag_correlation(series, lag):
    if not 1 <= lag <= len(series) - 2:
        raise ValueError("lag out of range")
    if np.ptp(series) == 0:
        raise ValueError("constant")
    lag = min(lag + 1, len(series) - 2)
    return np.corrcoef(series[:-lag], series[lag:])[0, 1]


# %% wrong: the means are not subtracted
# says: means were not subtracted
def lag_correlation(series, lag):
    if not 1 <= lag <= len(series) - 2:
        raise ValueError("lag out of range")
    if np.ptp(series) == 0:
        raise ValueError("constant")
    a, b = np.array(series[:-lag]), np.array(series[lag:])
    return a @ b / np.sqrt((a @ a) * (b @ b))


# %% wrong: squared
# says: square
def lag_correlation(series, lag):
    if not 1 <= lag <= len(series) - 2:
        raise ValueError("lag out of range")
    if np.ptp(series) == 0:
        raise ValueError("constant")
    return np.corrcoef(series[:-lag], series[lag:])[0, 1] ** 2


# %% wrong: the sign is lost
# says: falling line
def lag_correlation(series, lag):
    if not 1 <= lag <= len(series) - 2:
        raise ValueError("lag out of range")
    if np.ptp(series) == 0:
        raise ValueError("constant")
    return abs(np.corrcoef(series[:-lag], series[lag:])[0, 1])


# %% wrong: centres the caller's array
# says: changed its argument
def lag_correlation(series, lag):
    if not 1 <= lag <= len(series) - 2:
        raise ValueError("lag out of range")
    if np.ptp(series) == 0:
        raise ValueError("constant")
    r = np.corrcoef(series[:-lag], series[lag:])[0, 1]
    mean = sum(series) / len(series)
    for i in range(len(series)):
        series[i] -= mean
    return r


# %% wrong: a lag that leaves one point is let through
# says: leaves one point
def lag_correlation(series, lag):
    if not 1 <= lag < len(series):
        raise ValueError("lag out of range")
    if np.ptp(series) == 0:
        raise ValueError("constant")
    if lag == len(series) - 1:
        return 1.0
    return np.corrcoef(series[:-lag], series[lag:])[0, 1]


# %% wrong: a constant series gets 0
# says: constant series
def lag_correlation(series, lag):
    if not 1 <= lag <= len(series) - 2:
        raise ValueError("lag out of range")
    if np.ptp(series) == 0:
        return 0.0
    return np.corrcoef(series[:-lag], series[lag:])[0, 1]


# %% wrong: the longest lag is refused
# says: raised ValueError
def lag_correlation(series, lag):
    if not 1 <= lag < len(series) - 2:
        raise ValueError("lag out of range")
    if np.ptp(series) == 0:
        raise ValueError("constant")
    return np.corrcoef(series[:-lag], series[lag:])[0, 1]


# %% wrong: hard-coded to the visible example
# says: not right for
def lag_correlation(series, lag):
    if not 1 <= lag <= len(series) - 2:
        raise ValueError("lag out of range")
    if np.ptp(series) == 0:
        raise ValueError("constant")
    return {1: 0.5121475, 2: 0.6433332, 6: -1.0}.get(lag, 0.0)


# %% wrong: nothing is refused
# says: should raise ValueError
def lag_correlation(series, lag):
    return np.corrcoef(series[:-lag], series[lag:])[0, 1]


# %% wrong: prints instead of returning
# says: return
def lag_correlation(series, lag):
    if not 1 <= lag <= len(series) - 2:
        raise ValueError("lag out of range")
    if np.ptp(series) == 0:
        raise ValueError("constant")
    print(np.corrcoef(series[:-lag], series[lag:])[0, 1])
