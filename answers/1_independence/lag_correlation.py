# %% right: NumPy's corrcoef
def lag_correlation(series, lag):
    n = len(series)
    if lag < 1 or lag > n - 2:
        raise ValueError(f"with {n} values the lag must be from 1 to {n - 2}, not {lag}")
    for part in (series[:-lag], series[lag:]):
        if max(part) == min(part):
            raise ValueError("all values of a part are the same, so there is no correlation")
    return np.corrcoef(series[:-lag], series[lag:])[0, 1]


# %% right: a loop over the pairs, plain Python
def lag_correlation(values, k):
    values = [float(value) for value in values]
    count = len(values) - k
    if k < 1 or count < 2:
        raise ValueError("this lag leaves fewer than two points")
    if len(set(values[:count])) == 1 or len(set(values[k:])) == 1:
        raise ValueError("constant: the correlation is not defined")
    mean_a = sum(values[:count]) / count
    mean_b = sum(values[k:]) / count
    top = square_a = square_b = 0.0
    for i in range(count):
        a, b = values[i] - mean_a, values[i + k] - mean_b
        top += a * b
        square_a += a * a
        square_b += b * b
    return top / (square_a * square_b) ** 0.5


# %% right: the mean product of standard scores, float32
def lag_correlation(series, lag):
    series = np.array(series, dtype="float32")
    if lag not in range(1, len(series) - 1):
        raise ValueError("lag out of range")

    def scores(part):
        if len(np.unique(part)) == 1:
            raise ValueError("constant series")
        return (part - part.mean()) / part.std()

    return np.mean(scores(series[:-lag]) * scores(series[lag:]))


# %% right: covariance over both deviations, indices instead of slices
def lag_correlation(series, lag):
    series = np.asarray(series)
    n = series.size
    if not (lag >= 1 and lag <= n - 2):
        raise ValueError(f"no pair of parts for a lag of {lag} and {n} values")
    a = np.take(series, np.arange(n - lag))
    b = np.take(series, np.arange(n - lag) + lag)
    if (a == a[0]).all() or (b == b[0]).all():
        raise ValueError("the series, or one of its parts, never changes")
    return np.cov(a, b)[0, 1] / (np.std(a, ddof=1) * np.std(b, ddof=1))


# %% right: cosine of the angle between the centred parts
def lag_correlation(series, lag):
    series = np.asarray(series, dtype=float)
    if lag < 1 or len(series) - lag < 2:
        raise ValueError("the lag must be at least 1 and leave two points")
    if not (np.diff(series[:-lag]).any() and np.diff(series[lag:]).any()):
        raise ValueError("a constant part has no correlation")
    a, b = (part - np.mean(part) for part in (series[:-lag], series[lag:]))
    return float(a @ b / (np.linalg.norm(a) * np.linalg.norm(b)))


# %% right: exact fractions, a NumPy array of no dimensions
def lag_correlation(series, lag):
    from fractions import Fraction

    if lag < 1 or lag + 2 > len(series):
        raise ValueError("a lag from 1 on that leaves two pairs is needed")
    a, b = ([Fraction(float(v)) for v in part] for part in (series[:-lag], series[lag:]))

    def spread(one, other):
        n = len(one)
        return sum(x * y for x, y in zip(one, other)) - sum(one) * sum(other) / n

    if not spread(a, a) * spread(b, b):
        raise ValueError("a part is constant")
    return np.array(float(spread(a, b)) / np.sqrt(float(spread(a, a) * spread(b, b))))


# %% right: two roots, one after the other
def lag_correlation(series, lag):
    series = np.array(series, dtype=float)
    if len(series) - lag < 2 or lag <= 0:
        raise ValueError(f"lag {lag} does not fit a series of {len(series)}")
    first, second = series[: len(series) - lag], series[lag:]
    if np.ptp(first) * np.ptp(second) == 0:
        raise ValueError("constant")
    first, second = first - first.mean(), second - second.mean()
    return np.dot(first, second) / np.sqrt(np.dot(first, first)) / np.sqrt(np.dot(second, second))


# %% wrong: the autocorrelation with the mean of the whole series
# says: each part has its own
# cause: ^(the mean and the spread of the)
def lag_correlation(series, lag):
    series = np.asarray(series, dtype=float)
    if not 1 <= lag <= len(series) - 2:
        raise ValueError("lag out of range")
    if min(np.ptp(series[:-lag]), np.ptp(series[lag:])) == 0:
        raise ValueError("constant")
    centred = series - series.mean()
    return (centred[:-lag] * centred[lag:]).sum() / (centred**2).sum()


# %% wrong: np.cov divides by n - 1, np.std by n
# says: n - 1
# cause: ^(np.cov divides by n - 1, np.std)
def lag_correlation(series, lag):
    if not 1 <= lag <= len(series) - 2:
        raise ValueError("lag out of range")
    if min(np.ptp(series[:-lag]), np.ptp(series[lag:])) == 0:
        raise ValueError("constant")
    a, b = np.array(series[:-lag]), np.array(series[lag:])
    return np.cov(a, b)[0, 1] / (a.std() * b.std())


# %% wrong: the covariance
# says: covariance
# cause: ^(this is the covariance. Divide by)
def lag_correlation(series, lag):
    if not 1 <= lag <= len(series) - 2:
        raise ValueError("lag out of range")
    if min(np.ptp(series[:-lag]), np.ptp(series[lag:])) == 0:
        raise ValueError("constant")
    a, b = np.array(series[:-lag]), np.array(series[lag:])
    return np.mean((a - a.mean()) * (b - b.mean()))


# %% wrong: the whole table of np.corrcoef
# says: table of four
# cause: ^(np.corrcoef gives a table of|one number was expected, this is)
def lag_correlation(series, lag):
    if not 1 <= lag <= len(series) - 2:
        raise ValueError("lag out of range")
    if min(np.ptp(series[:-lag]), np.ptp(series[lag:])) == 0:
        raise ValueError("constant")
    return np.corrcoef(series[:-lag], series[lag:])


# %% wrong: the diagonal of the table
# says: with itself
# cause: ^(this is the correlation of a part)
def lag_correlation(series, lag):
    if not 1 <= lag <= len(series) - 2:
        raise ValueError("lag out of range")
    if min(np.ptp(series[:-lag]), np.ptp(series[lag:])) == 0:
        raise ValueError("constant")
    return np.corrcoef(series[:-lag], series[lag:])[0, 0]


# %% wrong: wraps around
# says: wraps around
# cause: ^(the series wraps around: its last)
def lag_correlation(series, lag):
    if not 1 <= lag <= len(series) - 2:
        raise ValueError("lag out of range")
    if min(np.ptp(series[:-lag]), np.ptp(series[lag:])) == 0:
        raise ValueError("constant")
    return np.corrcoef(series, np.roll(series, -lag))[0, 1]


# %% wrong: the lag is not used
# says: not used
# cause: ^(this is the correlation for lag)
def lag_correlation(series, lag):
    if not 1 <= lag <= len(series) - 2:
        raise ValueError("lag out of range")
    if min(np.ptp(series[:-lag]), np.ptp(series[lag:])) == 0:
        raise ValueError("constant")
    return np.corrcoef(series[:-1], series[1:])[0, 1]


# %% wrong: one step too far
# says: one too large
# cause: ^(this is the correlation for lag)
def lag_correlation(series, lag):
    if not 1 <= lag <= len(series) - 2:
        raise ValueError("lag out of range")
    if min(np.ptp(series[:-lag]), np.ptp(series[lag:])) == 0:
        raise ValueError("constant")
    lag = min(lag + 1, len(series) - 2)
    return np.corrcoef(series[:-lag], series[lag:])[0, 1]


# %% wrong: the means are not subtracted
# says: means were not subtracted
# cause: ^(the means were not subtracted.)
def lag_correlation(series, lag):
    if not 1 <= lag <= len(series) - 2:
        raise ValueError("lag out of range")
    if min(np.ptp(series[:-lag]), np.ptp(series[lag:])) == 0:
        raise ValueError("constant")
    a, b = np.array(series[:-lag]), np.array(series[lag:])
    return a @ b / np.sqrt((a @ a) * (b @ b))


# %% wrong: squared
# says: square
# cause: ^(this is the square of the)
def lag_correlation(series, lag):
    if not 1 <= lag <= len(series) - 2:
        raise ValueError("lag out of range")
    if min(np.ptp(series[:-lag]), np.ptp(series[lag:])) == 0:
        raise ValueError("constant")
    return np.corrcoef(series[:-lag], series[lag:])[0, 1] ** 2


# %% wrong: the sign is lost
# says: falling line
# cause: ^(the two points .2, 9. and .4, 8.|the sign is wrong)
def lag_correlation(series, lag):
    if not 1 <= lag <= len(series) - 2:
        raise ValueError("lag out of range")
    if min(np.ptp(series[:-lag]), np.ptp(series[lag:])) == 0:
        raise ValueError("constant")
    return abs(np.corrcoef(series[:-lag], series[lag:])[0, 1])


# %% wrong: centres the caller's array
# says: changed its argument
# cause: ^(the argument is changed.)
def lag_correlation(series, lag):
    if not 1 <= lag <= len(series) - 2:
        raise ValueError("lag out of range")
    if min(np.ptp(series[:-lag]), np.ptp(series[lag:])) == 0:
        raise ValueError("constant")
    r = np.corrcoef(series[:-lag], series[lag:])[0, 1]
    mean = sum(series) / len(series)
    for i in range(len(series)):
        series[i] -= mean
    return r


# %% wrong: a lag that leaves one point is let through
# says: leaves one point
# cause: ^(a lag that leaves one point is)
def lag_correlation(series, lag):
    if not 1 <= lag < len(series):
        raise ValueError("lag out of range")
    if lag == len(series) - 1:
        return 1.0
    if min(np.ptp(series[:-lag]), np.ptp(series[lag:])) == 0:
        raise ValueError("constant")
    return np.corrcoef(series[:-lag], series[lag:])[0, 1]


# %% wrong: a constant series gets 0
# says: that is constant
# cause: ^(a series that is constant is not|a constant series is not refused)
def lag_correlation(series, lag):
    if not 1 <= lag <= len(series) - 2:
        raise ValueError("lag out of range")
    if min(np.ptp(series[:-lag]), np.ptp(series[lag:])) == 0:
        return 0.0
    return np.corrcoef(series[:-lag], series[lag:])[0, 1]


# %% wrong: the longest lag is refused
# says: is allowed
# cause: ^(a lag of len.series. - 2 leaves|this lag leaves at least two)
def lag_correlation(series, lag):
    if not 1 <= lag < len(series) - 2:
        raise ValueError("lag out of range")
    if min(np.ptp(series[:-lag]), np.ptp(series[lag:])) == 0:
        raise ValueError("constant")
    return np.corrcoef(series[:-lag], series[lag:])[0, 1]


# %% wrong: hard-coded to the visible example
# says: not right for
def lag_correlation(series, lag):
    if not 1 <= lag <= len(series) - 2:
        raise ValueError("lag out of range")
    if min(np.ptp(series[:-lag]), np.ptp(series[lag:])) == 0:
        raise ValueError("constant")
    return {1: 0.5121475, 2: 0.6433332, 6: -1.0}.get(lag, 0.0)


# %% wrong: nothing is refused
# says: should raise ValueError
# cause: ^(a series that is constant is not|a negative lag is not refused)
def lag_correlation(series, lag):
    return np.corrcoef(series[:-lag], series[lag:])[0, 1]


# %% wrong: prints instead of returning
# says: return
# cause: ^(nothing came back. Does every way)
def lag_correlation(series, lag):
    if not 1 <= lag <= len(series) - 2:
        raise ValueError("lag out of range")
    if min(np.ptp(series[:-lag]), np.ptp(series[lag:])) == 0:
        raise ValueError("constant")
    print(np.corrcoef(series[:-lag], series[lag:])[0, 1])


# %% wrong: only a series that is constant as a whole is refused
# says: last value being constant
# cause: ^(a series without its last value)
def lag_correlation(series, lag):
    if not 1 <= lag <= len(series) - 2:
        raise ValueError("lag out of range")
    if np.ptp(series) == 0:
        raise ValueError("constant")
    with np.errstate(all="ignore"):
        return np.corrcoef(series[:-lag], series[lag:])[0, 1]


# %% wrong: only the first part is looked at
# says: first two values being constant
# cause: ^(a series without its first two)
def lag_correlation(series, lag):
    if not 1 <= lag <= len(series) - 2:
        raise ValueError("lag out of range")
    if np.ptp(series[:-lag]) == 0:
        raise ValueError("constant")
    with np.errstate(all="ignore"):
        return np.corrcoef(series[:-lag], series[lag:])[0, 1]


# %% wrong: a spread that rounding leaves above 0 is let through
# says: that is constant
# cause: ^(a series that is constant is not|a series without its last value)
def lag_correlation(series, lag):
    if not 1 <= lag <= len(series) - 2:
        raise ValueError("lag out of range")
    a, b = np.array(series[:-lag]), np.array(series[lag:])
    if a.std() == 0 or b.std() == 0:
        raise ValueError("constant")
    return np.mean((a - a.mean()) * (b - b.mean())) / (a.std() * b.std())


# %% wrong: a series with two equal values counts as constant
# says: neither part is constant
# cause: ^(neither part is constant: equal)
def lag_correlation(series, lag):
    if not 1 <= lag <= len(series) - 2:
        raise ValueError("lag out of range")
    if len(set(series)) < len(series):
        raise ValueError("constant")
    return np.corrcoef(series[:-lag], series[lag:])[0, 1]


# %% wrong: a lag of 0 is let through
# says: a lag of 0
# cause: ^(a lag of 0 is not refused with a)
def lag_correlation(series, lag):
    if not 0 <= lag <= len(series) - 2:
        raise ValueError("lag out of range")
    n = len(series)
    if min(np.ptp(series[: n - lag]), np.ptp(series[lag:])) == 0:
        raise ValueError("constant")
    return np.corrcoef(series[: n - lag], series[lag:])[0, 1]


# %% wrong: a negative lag is turned round
# says: a negative lag
# cause: ^(a negative lag is not refused)
def lag_correlation(series, lag):
    lag = abs(lag)
    if not 1 <= lag <= len(series) - 2:
        raise ValueError("lag out of range")
    if min(np.ptp(series[:-lag]), np.ptp(series[lag:])) == 0:
        raise ValueError("constant")
    return np.corrcoef(series[:-lag], series[lag:])[0, 1]


# %% wrong: the result has the series' type
# says: cut to whole numbers
# cause: ^(the distances from the mean were)
def lag_correlation(series, lag):
    series = np.asarray(series)
    if not 1 <= lag <= len(series) - 2:
        raise ValueError("lag out of range")
    if min(np.ptp(series[:-lag]), np.ptp(series[lag:])) == 0:
        raise ValueError("constant")
    centred = [(part - part.mean()).astype(series.dtype) for part in (series[:-lag], series[lag:])]
    return centred[0] @ centred[1] / np.sqrt((centred[0] @ centred[0]) * (centred[1] @ centred[1]))


# %% wrong: the spread of the whole series
# says: Each part has its own
# cause: ^(the spread of the whole series)
def lag_correlation(series, lag):
    series = np.asarray(series, dtype=float)
    if not 1 <= lag <= len(series) - 2:
        raise ValueError("lag out of range")
    if min(np.ptp(series[:-lag]), np.ptp(series[lag:])) == 0:
        raise ValueError("constant")
    a, b = series[:-lag], series[lag:]
    return np.mean((a - a.mean()) * (b - b.mean())) / series.var()


# %% wrong: a slope
# says: slope
# cause: ^(this is a slope: the spread of)
def lag_correlation(series, lag):
    series = np.asarray(series, dtype=float)
    if not 1 <= lag <= len(series) - 2:
        raise ValueError("lag out of range")
    if min(np.ptp(series[:-lag]), np.ptp(series[lag:])) == 0:
        raise ValueError("constant")
    return np.polyfit(series[:-lag], series[lag:], 1)[0]


# %% wrong: brackets forgotten in the denominator
# says: brackets
# cause: ^(the second root multiplies|a correlation lies between -1 and)
def lag_correlation(series, lag):
    series = np.asarray(series, dtype=float)
    if not 1 <= lag <= len(series) - 2:
        raise ValueError("lag out of range")
    if min(np.ptp(series[:-lag]), np.ptp(series[lag:])) == 0:
        raise ValueError("constant")
    a, b = series[:-lag] - series[:-lag].mean(), series[lag:] - series[lag:].mean()
    return (a * b).sum() / np.sqrt((a**2).sum()) * np.sqrt((b**2).sum())


# %% wrong: no square roots
# says: square roots
# cause: ^(the square roots in the)
def lag_correlation(series, lag):
    series = np.asarray(series, dtype=float)
    if not 1 <= lag <= len(series) - 2:
        raise ValueError("lag out of range")
    if min(np.ptp(series[:-lag]), np.ptp(series[lag:])) == 0:
        raise ValueError("constant")
    a, b = series[:-lag] - series[:-lag].mean(), series[lag:] - series[lag:].mean()
    return (a * b).sum() / ((a**2).sum() * (b**2).sum())


# %% wrong: refused with TypeError
# says: raised TypeError
# cause: ^(a lag of 0 is not refused with a)
def lag_correlation(series, lag):
    if not 1 <= lag <= len(series) - 2:
        raise TypeError("lag out of range")
    if min(np.ptp(series[:-lag]), np.ptp(series[lag:])) == 0:
        raise ValueError("constant")
    return np.corrcoef(series[:-lag], series[lag:])[0, 1]


# %% wrong: refused without a word
# says: without a message
# cause: ^(a series that is constant is not|a lag of 0 is not refused with a)
def lag_correlation(series, lag):
    if not 1 <= lag <= len(series) - 2:
        raise ValueError
    if min(np.ptp(series[:-lag]), np.ptp(series[lag:])) == 0:
        raise ValueError
    return np.corrcoef(series[:-lag], series[lag:])[0, 1]


# %% wrong: variances instead of standard deviations
# says: square roots
# cause: ^(the square roots in the denominator|a correlation lies between)
def lag_correlation(series, lag):
    series = np.asarray(series, dtype=float)
    if not 1 <= lag <= len(series) - 2:
        raise ValueError(f"a lag of {lag} leaves fewer than two of {len(series)} values")
    a, b = series[:-lag], series[lag:]
    if min(a) == max(a) or min(b) == max(b):
        raise ValueError("a part is constant")
    return float(np.mean((a - a.mean()) * (b - b.mean())) / (np.var(a) * np.var(b)))


# %% wrong: values close to one another count as constant
# says: raised ValueError
# cause: small values that differ
def lag_correlation(series, lag):
    s = np.asarray(series, float)
    if not 1 <= lag <= len(s) - 2:
        raise ValueError("lag")
    if np.ptp(s[:-lag]) < 1e-3 or np.ptp(s[lag:]) < 1e-3:
        raise ValueError("constant")
    return float(np.corrcoef(s[:-lag], s[lag:])[0, 1])


# %% right: statistics module
import statistics

def lag_correlation(series, lag):
    s = [float(v) for v in series]
    if not 1 <= lag <= len(s) - 2:
        raise ValueError("bad lag")
    a, b = s[: len(s) - lag], s[lag:]
    for part in a, b:
        if min(part) == max(part):
            raise ValueError("a part is constant")
    return statistics.correlation(a, b)


# %% right: np.cov, clipped, numpy scalar
def lag_correlation(series, lag):
    s = np.asarray(series, dtype=np.float64)
    if not (lag >= 1 and lag <= s.shape[0] - 2):
        raise ValueError("lag out of range")
    both = np.vstack((s[:-lag], s[lag:]))
    if (both == both[:, :1]).all(axis=1).any():
        raise ValueError("one of the two parts is constant")
    c = np.cov(both, bias=True)
    return np.clip(c[0, 1] / np.sqrt(c[0, 0] * c[1, 1]), -1, 1)


# %% wrong: a spread below 1e-8 counts as constant
# says: small values
# cause: small values that differ
def lag_correlation(series, lag):
    series = np.asarray(series, dtype=float)
    if not 1 <= lag <= len(series) - 2:
        raise ValueError("lag does not lie between 1 and n - 2")
    before, after = series[:-lag], series[lag:]
    if before.std() < 1e-8 or after.std() < 1e-8:
        raise ValueError("the series or a part of it is constant")
    return np.corrcoef(before, after)[0, 1]


# %% right: einsum of standardised parts
def lag_correlation(series, lag):
    s = np.asarray(series, dtype=np.float64)
    if lag not in range(1, len(s) - 1):
        raise ValueError(f"lag={lag!r} out of range")
    pair = np.stack([s[:-lag], s[lag:]])
    if (pair == pair[:, :1]).all(axis=1).any():
        raise ValueError("a part is constant")
    pair = pair - pair.mean(axis=1, keepdims=True)
    pair /= np.sqrt(np.einsum("ij,ij->i", pair, pair))[:, None]
    return float(np.einsum("j,j->", *pair))


# %% right: exact fractions first
from fractions import Fraction
from math import sqrt
def lag_correlation(series, lag):
    v = [Fraction(float(x)) for x in series]
    n = len(v) - lag
    if lag < 1 or n < 2: raise ValueError("lag must leave two points")
    a, b = v[:n], v[lag:]
    ma, mb = sum(a) / n, sum(b) / n
    va, vb = sum((x - ma) ** 2 for x in a), sum((y - mb) ** 2 for y in b)
    if not va or not vb: raise ValueError("no spread")
    return float(sum((x - ma) * (y - mb) for x, y in zip(a, b))) / sqrt(va * vb)


# %% wrong: a part is constant when its ends are equal
def lag_correlation(series, lag):
    s = np.asarray(series, float)
    if not 1 <= lag <= len(s) - 2: raise ValueError("lag must be in 1..n-2")
    a, b = s[:-lag], s[lag:]
    if a[0] == a[-1] or b[0] == b[-1]: raise ValueError("constant")
    return float(np.corrcoef(a, b)[0, 1])


# %% wrong: a part is constant when neighbours are equal
def lag_correlation(series, lag):
    s = np.asarray(series, float)
    if not 1 <= lag <= len(s) - 2: raise ValueError("lag must be in 1..n-2")
    a, b = s[:-lag], s[lag:]
    if a[0] == a[1] or b[0] == b[1]: raise ValueError("constant")
    return float(np.corrcoef(a, b)[0, 1])


# %% right: plain sums
def lag_correlation(series, lag):
    n = len(series)
    if lag < 1 or lag > n - 2:
        raise ValueError(f"the lag is {lag}, for {n} values it goes from 1 to {n - 2}")
    a, b = [float(value) for value in series[: n - lag]], [float(value) for value in series[lag:]]
    if len({*a}) == 1 or len({*b}) == 1:
        raise ValueError("a part is constant")
    mean_a, mean_b = sum(a) / len(a), sum(b) / len(b)
    top = sum((x - mean_a) * (y - mean_b) for x, y in zip(a, b))
    return top / (sum((x - mean_a) ** 2 for x in a) * sum((y - mean_b) ** 2 for y in b)) ** 0.5


# %% wrong: a spread below 1e-12 counts as constant
# says: small values
# cause: small values that differ
def lag_correlation(series, lag):
    series = np.asarray(series, dtype=float)
    if not 1 <= lag <= len(series) - 2:
        raise ValueError("lag does not lie between 1 and n - 2")
    before, after = series[:-lag], series[lag:]
    if np.ptp(before) < 1e-12 or np.ptp(after) < 1e-12:
        raise ValueError("the series or a part of it is constant")
    return np.corrcoef(before, after)[0, 1]


# %% wrong: large values that lie close together count as constant
def lag_correlation(series, lag):
    if not 1 <= lag <= len(series) - 2:
        raise ValueError("the lag does not fit")
    before, after = np.array(series[:-lag], float), np.array(series[lag:], float)
    if np.allclose(before, before[0], atol=0) or np.allclose(after, after[0], atol=0):
        raise ValueError("a part is constant")
    return np.corrcoef(before, after)[0, 1]


# %% wrong: the results are kept by length and lag
# says: another series of the same length
# cause: the answer to the call before
kept_correlations: dict = {}


def lag_correlation(series, lag):
    series = np.asarray(series, dtype=float)
    if not 1 <= lag <= len(series) - 2:
        raise ValueError(f"no lag of {lag} in {len(series)} values")
    before, after = series[:-lag], series[lag:]
    if before.min() == before.max() or after.min() == after.max():
        raise ValueError("one part is constant")
    key = len(series), lag
    if key not in kept_correlations:
        kept_correlations[key] = np.corrcoef(before, after)[0, 1]
    return kept_correlations[key]


# %% wrong: the values are compared before the lag is looked at
# says: an empty series
# cause: an empty series has no first value
def lag_correlation(series, lag):
    series = np.asarray(series, dtype=float)
    if np.all(series == series[0]):
        raise ValueError("the series is constant")
    if not 1 <= lag <= len(series) - 2:
        raise ValueError(f"no lag of {lag} in {len(series)} values")
    before, after = series[:-lag], series[lag:]
    if before.min() == before.max() or after.min() == after.max():
        raise ValueError("one part is constant")
    return np.corrcoef(before, after)[0, 1]
