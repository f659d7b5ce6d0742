# %% right: slices, rounded to the nearest
def split_in_time(series, train, val):
    if train <= 0 or train >= 1 or val <= 0 or val >= 1 or train + val >= 1:
        raise ValueError("train and val must be fractions that leave something for the test part")
    a = round(len(series) * train)
    b = round(len(series) * (train + val))
    parts = np.array(series[:a]), np.array(series[a:b]), np.array(series[b:])
    if min(len(part) for part in parts) == 0:
        raise ValueError("the series is too short: a part would be empty")
    return parts


# %% right: np.split, rounded up
def split_in_time(series, train, val):
    for fraction in (train, val, train + val):
        if not 0 < fraction < 1:
            raise ValueError(f"{fraction} is not between 0 and 1")
    ends = np.ceil(np.array([train, train + val]) * len(series) - 1e-9).astype(int)
    parts = np.split(np.asarray(series), ends)
    if any(part.size == 0 for part in parts):
        raise ValueError("a part is empty")
    return parts


# %% right: value by value, lists returned
def split_in_time(values, part_train, part_val):
    if not (0 < part_train < 1 and 0 < part_val < 1 and part_train + part_val < 1):
        raise ValueError("fractions must be in (0, 1) and add up to less than 1")
    n = len(values)
    first, second, third = [], [], []
    for i, value in enumerate(values):
        if i + 1 <= n * part_train:
            first.append(value)
        elif i + 1 <= n * (part_train + part_val):
            second.append(value)
        else:
            third.append(value)
    if not first or not second or not third:
        raise ValueError("too few values for three parts")
    return [first, second, third]


# %% right: two lengths rounded on their own, float32
def split_in_time(series, train, val):
    if not 0 < train < 1 or not 0 < val < 1 or train + val >= 1:
        raise ValueError("bad fractions")
    series = np.array(series, dtype="float32")
    n_train, n_val = int(len(series) * train), int(len(series) * val)
    if n_train == 0 or n_val == 0 or n_train + n_val >= len(series):
        raise ValueError("a part would be empty")
    return series[:n_train], series[n_train : n_train + n_val], series[n_train + n_val :]


# %% wrong: shuffled first
# says: order is not kept
# cause: the order is not kept: what|the order is not kept
def split_in_time(series, train, val):
    if not (0 < train < 1 and 0 < val < 1 and train + val < 1):
        raise ValueError("bad fractions")
    series = np.random.default_rng(0).permutation(series)
    a, b = int(len(series) * train), int(len(series) * (train + val))
    if not 0 < a < b < len(series):
        raise ValueError("a part would be empty")
    return series[:a], series[a:b], series[b:]


# %% wrong: newest first
# says: newest values came first
# cause: the newest values came first\. The|the order is not kept
def split_in_time(series, train, val):
    if not (0 < train < 1 and 0 < val < 1 and train + val < 1):
        raise ValueError("bad fractions")
    series = np.asarray(series)[::-1]
    a, b = int(len(series) * train), int(len(series) * (train + val))
    if not 0 < a < b < len(series):
        raise ValueError("a part would be empty")
    return series[:a], series[a:b], series[b:]


# %% wrong: a value lost at each boundary
# says: lost at a boundary
# cause: values are lost at a boundary|in its part \[1\], the shape
def split_in_time(series, train, val):
    if not (0 < train < 1 and 0 < val < 1 and train + val < 1):
        raise ValueError("bad fractions")
    series = np.asarray(series)
    a, b = int(len(series) * train), int(len(series) * (train + val))
    if not 0 < a < b < len(series):
        raise ValueError("a part would be empty")
    return series[:a], series[a + 1 : b], series[b + 1 :]


# %% wrong: parts that overlap by a value
# says: in two parts
# cause: some values are in two parts|in its part \[0\], the shape
def split_in_time(series, train, val):
    if not (0 < train < 1 and 0 < val < 1 and train + val < 1):
        raise ValueError("bad fractions")
    series = np.asarray(series)
    a, b = int(len(series) * train), int(len(series) * (train + val))
    if not 0 < a < b < len(series):
        raise ValueError("a part would be empty")
    return series[: a + 1], series[a : b + 1], series[b:]


# %% wrong: val taken as a fraction of what is left
# says: fraction of the whole series
# cause: `val` is a fraction of the|the parts are in order, but
def split_in_time(series, train, val):
    if not (0 < train < 1 and 0 < val < 1 and train + val < 1):
        raise ValueError("bad fractions")
    series = np.asarray(series)
    a = round(len(series) * train)
    b = a + max(1, round((len(series) - a) * val))
    if not 0 < a < b < len(series):
        raise ValueError("a part would be empty")
    return series[:a], series[a:b], series[b:]


# %% wrong: validation and test exchanged
# says: exchanged
# cause: the validation and the test part|the parts are in order, but
def split_in_time(series, train, val):
    if not (0 < train < 1 and 0 < val < 1 and train + val < 1):
        raise ValueError("bad fractions")
    series = np.asarray(series)
    a = int(len(series) * train)
    b = len(series) - int(len(series) * val)
    if not 0 < a < b < len(series):
        raise ValueError("a part would be empty")
    return series[:a], series[a:b], series[b:]


# %% wrong: only two parts
# says: three arrays
# cause: three arrays should come back: training|there should be 3 of them
def split_in_time(series, train, val):
    if not (0 < train < 1 and 0 < val < 1 and train + val < 1) or len(series) < 3:
        raise ValueError("bad fractions, or too few values")
    a = int(len(series) * train)
    return np.asarray(series[:a]), np.asarray(series[a:])


# %% wrong: the fractions are ignored
# cause: the parts are in order, but
def split_in_time(series, train, val):
    if not (0 < train < 1 and 0 < val < 1 and train + val < 1) or len(series) < 3:
        raise ValueError("bad fractions, or too few values")
    series = np.asarray(series)
    a, b = len(series) // 2, len(series) * 5 // 8
    return series[:a], series[a:b], series[b:]


# %% wrong: an empty part is let through
# says: too short for three parts
# cause: a series too short for three
def split_in_time(series, train, val):
    if not (0 < train < 1 and 0 < val < 1 and train + val < 1):
        raise ValueError("bad fractions")
    series = np.asarray(series)
    a, b = int(len(series) * train), int(len(series) * (train + val))
    return series[:a], series[a:b], series[b:]


# %% wrong: fractions that leave no test part are let through
# says: add up to
# cause: fractions that add up to 1
def split_in_time(series, train, val):
    if not (0 < train < 1 and 0 < val < 1):
        raise ValueError("bad fractions")
    series = np.asarray(series)
    a, b = int(len(series) * train), int(len(series) * (train + val))
    if train + val < 1 and not 0 < a < b < len(series):
        raise ValueError("a part would be empty")
    return series[:a], series[a:b], series[b:]


# %% wrong: sorts the caller's series
# cause: the argument is changed
def split_in_time(series, train, val):
    if not (0 < train < 1 and 0 < val < 1 and train + val < 1):
        raise ValueError("bad fractions")
    a, b = int(len(series) * train), int(len(series) * (train + val))
    if not 0 < a < b < len(series):
        raise ValueError("a part would be empty")
    series.sort()
    return series[:a], series[a:b], series[b:]


# %% wrong: the second cut at val
# says: first cut plus
# cause: the second cut lies at the|in its part \[1\], the shape
def split_in_time(series, train, val):
    if not (0 < train < 1 and 0 < val < 1 and train + val < 1):
        raise ValueError("bad fractions")
    series = np.asarray(series)
    a, b = int(len(series) * train), int(len(series) * val)
    if len(series) < 3:
        raise ValueError("a part would be empty")
    return series[:a], series[a:b], series[b:]


# %% wrong: three lengths
# says: how long
# cause: these say how long the parts|in its part \[0\], an array
def split_in_time(series, train, val):
    if not (0 < train < 1 and 0 < val < 1 and train + val < 1):
        raise ValueError("bad fractions")
    series = np.asarray(series)
    a, b = int(len(series) * train), int(len(series) * (train + val))
    if not 0 < a < b < len(series):
        raise ValueError("a part would be empty")
    return a, b - a, len(series) - b


# %% wrong: where the cuts are
# says: where the cuts
# cause: these say where the cuts are|there should be 3 of them
def split_in_time(series, train, val):
    if not (0 < train < 1 and 0 < val < 1 and train + val < 1):
        raise ValueError("bad fractions")
    series = np.asarray(series)
    a, b = int(len(series) * train), int(len(series) * (train + val))
    if not 0 < a < b < len(series):
        raise ValueError("a part would be empty")
    return a, b


# %% wrong: places instead of values
# says: places of the values
# cause: these are the places of the|values were changed\. The parts hold|there are values
def split_in_time(series, train, val):
    if not (0 < train < 1 and 0 < val < 1 and train + val < 1):
        raise ValueError("bad fractions")
    series = np.asarray(series)
    a, b = int(len(series) * train), int(len(series) * (train + val))
    if not 0 < a < b < len(series):
        raise ValueError("a part would be empty")
    places = np.arange(len(series))
    return places[:a], places[a:b], places[b:]


# %% wrong: the test part as long as the validation part
# says: last values are missing
# cause: the last values are missing: all|in its part \[2\], the shape
def split_in_time(series, train, val):
    if not (0 < train < 1 and 0 < val < 1 and train + val < 1):
        raise ValueError("bad fractions")
    series = np.asarray(series)
    a, b = int(len(series) * train), int(len(series) * (train + val))
    if not 0 < a < b < len(series):
        raise ValueError("a part would be empty")
    return series[:a], series[a:b], series[b : 2 * b - a]


# %% wrong: every part starts anew at the first value
# says: first value
# cause: each part starts anew at the|values were changed\. The parts hold|there are values
def split_in_time(series, train, val):
    if not (0 < train < 1 and 0 < val < 1 and train + val < 1):
        raise ValueError("bad fractions")
    series = np.asarray(series)
    a, b = int(len(series) * train), int(len(series) * (train + val))
    if not 0 < a < b < len(series):
        raise ValueError("a part would be empty")
    return series[:a], series[: b - a], series[: len(series) - b]


# %% wrong: training and test exchanged
# says: exchanged
# cause: the training and the test part|the order is not kept
def split_in_time(series, train, val):
    if not (0 < train < 1 and 0 < val < 1 and train + val < 1):
        raise ValueError("bad fractions")
    series = np.asarray(series)
    a, b = int(len(series) * train), int(len(series) * (train + val))
    if not 0 < a < b < len(series):
        raise ValueError("a part would be empty")
    return series[b:], series[a:b], series[:a]


# %% wrong: the parts in a dict
# says: of type dict
# cause: three arrays should come back: training|a tuple was expected, this is
def split_in_time(series, train, val):
    if not (0 < train < 1 and 0 < val < 1 and train + val < 1):
        raise ValueError("bad fractions")
    series = np.asarray(series)
    a, b = int(len(series) * train), int(len(series) * (train + val))
    if not 0 < a < b < len(series):
        raise ValueError("a part would be empty")
    return {"train": series[:a], "val": series[a:b], "test": series[b:]}


# %% wrong: put together again
# says: one array
# cause: one array came back\. Cut it|a tuple was expected, this is
def split_in_time(series, train, val):
    if not (0 < train < 1 and 0 < val < 1 and train + val < 1):
        raise ValueError("bad fractions")
    series = np.asarray(series)
    a, b = int(len(series) * train), int(len(series) * (train + val))
    if not 0 < a < b < len(series):
        raise ValueError("a part would be empty")
    return np.concatenate([series[:a], series[a:b], series[b:]])


# %% wrong: each part scaled by its mean
# says: values were changed
# cause: values were changed\. The parts hold|there are values
def split_in_time(series, train, val):
    if not (0 < train < 1 and 0 < val < 1 and train + val < 1):
        raise ValueError("bad fractions")
    series = np.asarray(series)
    a, b = int(len(series) * train), int(len(series) * (train + val))
    if not 0 < a < b < len(series):
        raise ValueError("a part would be empty")
    return tuple(part - part.mean() for part in (series[:a], series[a:b], series[b:]))


# %% wrong: the values cut to whole numbers
# says: there are values
# cause: values were changed\. The parts hold|there are values
def split_in_time(series, train, val):
    if not (0 < train < 1 and 0 < val < 1 and train + val < 1):
        raise ValueError("bad fractions")
    series = np.asarray(series)
    a, b = int(len(series) * train), int(len(series) * (train + val))
    if not 0 < a < b < len(series):
        raise ValueError("a part would be empty")
    series = series.astype(int)
    return series[:a], series[a:b], series[b:]


# %% wrong: each part reversed
# says: order is not kept
# cause: the order is not kept: what|the order is not kept
def split_in_time(series, train, val):
    if not (0 < train < 1 and 0 < val < 1 and train + val < 1):
        raise ValueError("bad fractions")
    series = np.asarray(series)
    a, b = int(len(series) * train), int(len(series) * (train + val))
    if not 0 < a < b < len(series):
        raise ValueError("a part would be empty")
    return series[:a][::-1], series[a:b][::-1], series[b:][::-1]


# %% wrong: every part drawn in turns
# says: order is not kept
# cause: the order is not kept: what|the order is not kept
def split_in_time(series, train, val):
    if not (0 < train < 1 and 0 < val < 1 and train + val < 1):
        raise ValueError("bad fractions")
    series = np.asarray(series)
    a, b = int(len(series) * train), int(len(series) * (train + val))
    if not 0 < a < b < len(series):
        raise ValueError("a part would be empty")
    return series[::2][:a], series[1::8], np.concatenate([series[3::8], series[5::8], series[7::8]])


# %% wrong: prints the parts
# says: return
# cause: nothing came back\. Does every way
def split_in_time(series, train, val):
    if not (0 < train < 1 and 0 < val < 1 and train + val < 1):
        raise ValueError("bad fractions")
    series = np.asarray(series)
    a, b = int(len(series) * train), int(len(series) * (train + val))
    if not 0 < a < b < len(series):
        raise ValueError("a part would be empty")
    print(series[:a], series[a:b], series[b:])


# %% wrong: val is not looked at
# says: should raise ValueError
# cause: `val` = 0 is not refused
def split_in_time(series, train, val):
    if not (0 < train < 1 and train + val < 1):
        raise ValueError("bad fractions")
    series = np.asarray(series)
    a, b = int(len(series) * train), int(len(series) * (train + val))
    if val > 0 and not 0 < a < b < len(series):
        raise ValueError("a part would be empty")
    return series[:a], series[a:b], series[b:]


# %% wrong: train is not looked at
# says: should raise ValueError
# cause: `train` = 0 is not refused
def split_in_time(series, train, val):
    if not (0 < val < 1 and train + val < 1):
        raise ValueError("bad fractions")
    series = np.asarray(series)
    a, b = int(len(series) * train), int(len(series) * (train + val))
    if train > 0 and not 0 < a < b < len(series):
        raise ValueError("a part would be empty")
    return series[:a], series[a:b], series[b:]


# %% wrong: only the sum of the fractions is looked at
# says: should raise ValueError
# cause: `train` = 0 is not refused
def split_in_time(series, train, val):
    if not 0 < train + val < 1:
        raise ValueError("bad fractions")
    series = np.asarray(series)
    a, b = int(len(series) * train), int(len(series) * (train + val))
    if 0 < train and 0 < val and not 0 < a < b < len(series):
        raise ValueError("a part would be empty")
    return series[:a], series[a:b], series[b:]


# %% wrong: a sum of exactly 1 is let through
# says: should raise ValueError
# cause: fractions that add up to 1
def split_in_time(series, train, val):
    if not (0 < train < 1 and 0 < val < 1 and train + val <= 1):
        raise ValueError("bad fractions")
    series = np.asarray(series)
    a, b = int(len(series) * train), int(len(series) * (train + val))
    if train + val < 1 and not 0 < a < b < len(series):
        raise ValueError("a part would be empty")
    return series[:a], series[a:b], series[b:]


# %% wrong: only a short series is refused, an empty part is not
# says: part
# cause: a part came back empty\. Refuse
def split_in_time(series, train, val):
    if not (0 < train < 1 and 0 < val < 1 and train + val < 1):
        raise ValueError("bad fractions")
    series = np.asarray(series)
    a, b = int(len(series) * train), int(len(series) * (train + val))
    if len(series) < 3:
        raise ValueError("a part would be empty")
    return series[:a], series[a:b], series[b:]


# %% wrong: an empty training part is let through
# says: part
# cause: a part came back empty\. Refuse
def split_in_time(series, train, val):
    if not (0 < train < 1 and 0 < val < 1 and train + val < 1):
        raise ValueError("bad fractions")
    series = np.asarray(series)
    a, b = int(len(series) * train), int(len(series) * (train + val))
    if not a < b < len(series):
        raise ValueError("a part would be empty")
    return series[:a], series[a:b], series[b:]


# %% wrong: an empty validation part is let through
# says: part
# cause: a series too short for three
def split_in_time(series, train, val):
    if not (0 < train < 1 and 0 < val < 1 and train + val < 1):
        raise ValueError("bad fractions")
    series = np.asarray(series)
    a, b = int(len(series) * train), int(len(series) * (train + val))
    if not 0 < a <= b < len(series):
        raise ValueError("a part would be empty")
    return series[:a], series[a:b], series[b:]


# %% wrong: fewer than ten values are refused
# says: raised ValueError
def split_in_time(series, train, val):
    if not (0 < train < 1 and 0 < val < 1 and train + val < 1):
        raise ValueError("bad fractions")
    series = np.asarray(series)
    a, b = int(len(series) * train), int(len(series) * (train + val))
    if len(series) < 10:
        raise ValueError("too short")
    return series[:a], series[a:b], series[b:]


# %% wrong: a fraction below 0.1 is refused
# says: raised ValueError
def split_in_time(series, train, val):
    if not (0.1 <= train < 1 and 0.1 <= val < 1 and train + val < 1):
        raise ValueError("bad fractions")
    series = np.asarray(series)
    a, b = int(len(series) * train), int(len(series) * (train + val))
    if not 0 < a < b < len(series):
        raise ValueError("a part would be empty")
    return series[:a], series[a:b], series[b:]


# %% wrong: bad fractions stop an assert
# says: raised AssertionError
# cause: `assert` raises AssertionError\. Write `if
def split_in_time(series, train, val):
    assert 0 < train < 1, "bad fraction"
    assert 0 < val < 1, "bad fraction"
    assert train + val < 1, "bad fractions"
    series = np.asarray(series)
    a, b = int(len(series) * train), int(len(series) * (train + val))
    if not 0 < a < b < len(series):
        raise ValueError("a part would be empty")
    return series[:a], series[a:b], series[b:]


# %% wrong: bad fractions give None
# says: should raise ValueError
# cause: `train` = 0 is not refused
def split_in_time(series, train, val):
    if not (0 < train < 1 and 0 < val < 1 and train + val < 1):
        return None
    series = np.asarray(series)
    a, b = int(len(series) * train), int(len(series) * (train + val))
    if not 0 < a < b < len(series):
        raise ValueError("a part would be empty")
    return series[:a], series[a:b], series[b:]


# %% wrong: an error without a message
# says: without a message
# cause: `train` = 0 is not refused
def split_in_time(series, train, val):
    if not (0 < train < 1 and 0 < val < 1 and train + val < 1):
        raise ValueError
    series = np.asarray(series)
    a, b = int(len(series) * train), int(len(series) * (train + val))
    if not 0 < a < b < len(series):
        raise ValueError("a part would be empty")
    return series[:a], series[a:b], series[b:]


# %% wrong: an array alone will do
# cause: this needs an array, not a
def split_in_time(series, train, val):
    if not (0 < train < 1 and 0 < val < 1 and train + val < 1):
        raise ValueError("bad fractions")
    a, b = int(series.size * train), int(series.size * (train + val))
    if not 0 < a < b < series.size:
        raise ValueError("a part would be empty")
    return series[:a], series[a:b], series[b:]


# %% wrong: a negative fraction counts from the end
# says: negative
# cause: negative
def split_in_time(series, train, val):
    if train >= 1 or val >= 1 or train + val >= 1: raise ValueError("fractions")
    s = np.asarray(series); n = len(s); a, b = int(n * train), int(n * (train + val))
    if min(len(s[:a]), len(s[a:b]), len(s[b:])) == 0: raise ValueError("empty")
    return s[:a], s[a:b], s[b:]


# %% wrong: the last value is lost
# says: last values are missing
# cause: ^(the last values are missing|in its part .2.)
def split_in_time(series, train, val):
    if not 0 < train < 1 or not 0 < val < 1 or train + val >= 1: raise ValueError("fractions")
    s = np.asarray(series); n = len(s); a, b = int(n * train), int(n * (train + val))
    if not 0 < a < b < n: raise ValueError("empty")
    return s[:a], s[a:b], s[b:-1]


# %% right: exact fractions, floor
from fractions import Fraction
def split_in_time(series, train, val):
    t, v = Fraction(train).limit_denominator(10**6), Fraction(val).limit_denominator(10**6)
    if not (0 < t < 1 and 0 < v < 1 and t + v < 1): raise ValueError("fractions must be in (0, 1) and add up to less than 1")
    n = len(series); i, j = n * t // 1, n * (t + v) // 1
    if 0 in (i, j - i, n - j): raise ValueError("a part is empty")
    return np.asarray(series[:i]), np.asarray(series[i:j]), np.asarray(series[j:])


# %% wrong: percent are taken for fractions
# says: percent in place of fractions
# cause: is not refused
def split_in_time(series, train, val):
    train, val = (part / 100 if part > 2 else part for part in (train, val))
    if not (0 < train < 1 and 0 < val < 1 and train + val < 1):
        raise ValueError("train and val must lie between 0 and 1, and leave something to test on")
    series = np.asarray(series)
    a, b = int(len(series) * train), int(len(series) * (train + val))
    if not 0 < a < b < len(series):
        raise ValueError("a part would be empty")
    return series[:a], series[a:b], series[b:]


# %% right: islice of an iterator
from itertools import islice
def split_in_time(series, train, val):
    for f in (train, val, train + val):
        if not 0 < f < 1: raise ValueError(f"{f} is no fraction")
    n = len(series); a = round(n * train); b = round(n * (train + val))
    it = iter(series)
    parts = [list(islice(it, k)) for k in (a, b - a, n - b)]
    if not all(parts): raise ValueError("empty part")
    return tuple(map(np.array, parts))


# %% wrong: the validation part takes one value more
def split_in_time(series, train, val):
    s = np.array(series)
    if not (0 < train < 1) or not (0 < val < 1) or train + val >= 1: raise ValueError("bad fractions")
    a = math.ceil(len(s) * train) if "math" in globals() else -int(-len(s) * train // 1)
    b = a + -int(-len(s) * val // 1) + 1
    if not 0 < a < b < len(s): raise ValueError("empty")
    return s[:a], s[a:b], s[b:]


# %% wrong: remembered by the series and the last part
remembered = {}
def split_in_time(series, train, val):
    if not (0 < train < 1 and 0 < val < 1 and train + val < 1):
        raise ValueError("the fractions do not leave three parts")
    first, second = int(len(series) * train), int(len(series) * (train + val))
    parts = np.split(np.asarray(series), [first, second])
    if not all(map(len, parts)):
        raise ValueError("a part is empty")
    return remembered.setdefault((tuple(series), train), tuple(parts))


# %% wrong: parts in columns
# cause: the shape should be
def split_in_time(series, train, val):
    series = np.asarray(series)
    first, second = int(len(series) * train), int(len(series) * (train + val))
    if not 0 < first < second < len(series):
        raise ValueError("a part would be empty")
    return [part.reshape(-1, 1) for part in np.split(series, [first, second])]


# %% wrong: parts in rows
# cause: the shape should be
def split_in_time(series, train, val):
    series = np.asarray(series)
    first, second = int(len(series) * train), int(len(series) * (train + val))
    if not 0 < first < second < len(series):
        raise ValueError("a part would be empty")
    return [part.reshape(1, -1) for part in np.split(series, [first, second])]


# %% wrong: the parts without their names, as values of a dict
# cause: three arrays should come back|a tuple was expected
def split_in_time(series, train, val):
    series = np.asarray(series)
    first, second = int(len(series) * train), int(len(series) * (train + val))
    if not 0 < first < second < len(series):
        raise ValueError("a part would be empty")
    parts = {"train": series[:first], "val": series[first:second], "test": series[second:]}
    return parts.values()


# %% wrong: the second cut a value early
# says: the validation part lacks a value
# cause: lacks a value|cuts are not where
def split_in_time(series, train, val):
    values = np.asarray(series)
    if not 0 < train < train + val < 1:
        raise ValueError("the fractions leave a part empty")
    first, second = int(len(values) * train), int(len(values) * (train + val)) - 1
    if not 0 < first < second < len(values):
        raise ValueError("a part would be empty")
    return values[:first], values[first:second], values[second:]
