# %% right: differences
def persistence_mae(series):
    if len(series) < 2:
        raise ValueError("at least two values are needed")
    return np.abs(np.diff(series)).mean()


# %% right: a loop, plain Python
def persistence_mae(values):
    total, count, last = 0.0, 0, None
    for value in values:
        if last is not None:
            total += abs(value - last)
            count += 1
        last = value
    if count == 0:
        raise ValueError("no prediction can be made from so few values")
    return float(total / count)


# %% right: Keras computes the error, float32
def persistence_mae(series):
    series = np.asarray(series, dtype="float32")
    if series.size < 2:
        raise ValueError("need two values or more")
    return keras.losses.MeanAbsoluteError()(series[1:], series[:-1])


# %% right: a sum over pairs divided by n - 1
def persistence_mae(series):
    series = list(series)
    n = len(series)
    if n <= 1:
        raise ValueError(f"{n} values are too few")
    return sum(abs(a - b) for a, b in zip(series, series[1:])) / (n - 1)


# %% right: recursion on the jumps, exact fractions
def persistence_mae(series):
    from fractions import Fraction

    values = [Fraction(float(value)) for value in series]
    if not values[1:]:
        raise ValueError("two values or more, please")

    def jumps(rest):
        return abs(rest[1] - rest[0]) + jumps(rest[1:]) if len(rest) > 1 else 0

    return jumps(values) / Fraction(len(values) - 1)


# %% wrong: the errors cancel
# says: cancel
# cause: ^(the errors cancel: take the|the error is negative: take its)
def persistence_mae(series):
    if len(series) < 2:
        raise ValueError("at least two values are needed")
    return np.diff(series).mean()


# %% wrong: divided by the number of values
# says: four predictions
# cause: ^(divided by 5. Five values have)
def persistence_mae(series):
    if len(series) < 2:
        raise ValueError("at least two values are needed")
    return np.abs(np.diff(series)).sum() / len(series)


# %% wrong: wraps around
# says: wraps around
# cause: ^(the series wraps around: its last)
def persistence_mae(series):
    if len(series) < 2:
        raise ValueError("at least two values are needed")
    return np.abs(np.asarray(series) - np.roll(series, 1)).mean()


# %% wrong: root of the mean square
# says: root
# cause: ^(this is the root of the mean)
def persistence_mae(series):
    if len(series) < 2:
        raise ValueError("at least two values are needed")
    return np.sqrt(np.mean(np.diff(series) ** 2))


# %% wrong: mean square
# says: squared
# cause: ^(these are squared errors.)
def persistence_mae(series):
    if len(series) < 2:
        raise ValueError("at least two values are needed")
    return np.mean(np.diff(series) ** 2)


# %% wrong: the error of the mean
# says: mean as a forecast
# cause: ^(this is the error of the mean as)
def persistence_mae(series):
    if len(series) < 2:
        raise ValueError("at least two values are needed")
    return np.mean(np.abs(np.asarray(series) - np.mean(series)))


# %% wrong: the sum
# says: sum
# cause: ^(this is the sum of the errors.)
def persistence_mae(series):
    if len(series) < 2:
        raise ValueError("at least two values are needed")
    return np.sum(np.abs(np.diff(series)))


# %% wrong: two steps ahead
# says: one step ahead
# cause: ^(these are errors two steps ahead)
def persistence_mae(series):
    if len(series) < 2:
        raise ValueError("at least two values are needed")
    series = np.asarray(series)
    return np.mean(np.abs(series[2:] - series[:-2])) if len(series) > 2 else 0.0


# %% wrong: a single value has the error 0
# says: single value
# cause: ^(a single value is not refused)
def persistence_mae(series):
    if len(series) == 0:
        raise ValueError("no values")
    if len(series) == 1:
        return 0.0
    return np.abs(np.diff(series)).mean()


# %% wrong: eats the list it was given
# says: changed its argument
# cause: ^(the argument is changed.)
def persistence_mae(series):
    if len(series) < 2:
        raise ValueError("at least two values are needed")
    errors = []
    if not isinstance(series, list):
        series = list(series)
    last = series.pop(0)
    while series:
        value = series.pop(0)
        errors.append(abs(value - last))
        last = value
    return sum(errors) / len(errors)


# %% wrong: hard-coded to the visible example
# says: not right for
def persistence_mae(series):
    if len(series) < 2:
        raise ValueError("at least two values are needed")
    return 1.75


# %% wrong: returns nothing
# says: return
# cause: ^(nothing came back. Does every way)
def persistence_mae(series):
    if len(series) < 2:
        raise ValueError("at least two values are needed")
    error = np.abs(np.diff(series)).mean()


# %% wrong: the median
# says: median
# cause: ^(this is the median of the errors.)
def persistence_mae(series):
    if len(series) < 2:
        raise ValueError("at least two values are needed")
    return np.median(np.abs(np.diff(series)))


# %% wrong: the largest error
# says: largest
# cause: ^(this is the largest error)
def persistence_mae(series):
    if len(series) < 2:
        raise ValueError("at least two values are needed")
    return np.max(np.abs(np.diff(series)))


# %% wrong: the errors one by one
# says: one by one
# cause: ^(these are the errors one by one.|one number was expected, this is)
def persistence_mae(series):
    if len(series) < 2:
        raise ValueError("at least two values are needed")
    return [abs(after - before) for before, after in zip(series, series[1:])]


# %% wrong: an empty series has the error 0
# says: an empty series
# cause: ^(an empty series is not refused)
def persistence_mae(series):
    if len(series) == 1:
        raise ValueError("at least two values are needed")
    if len(series) == 0:
        return 0.0
    return np.abs(np.diff(series)).mean()


# %% wrong: two values are refused
# says: two values
# cause: ^(two values are enough: one)
def persistence_mae(series):
    if len(series) <= 2:
        raise ValueError("more values are needed")
    return np.abs(np.diff(series)).mean()


# %% wrong: refused with IndexError
# says: raised IndexError
# cause: ^(a single value is not refused)
def persistence_mae(series):
    if len(series) < 2:
        raise IndexError("at least two values are needed")
    return np.abs(np.diff(series)).mean()


# %% wrong: refused without a word
# says: without a message
# cause: ^(a single value is not refused)
def persistence_mae(series):
    if len(series) < 2:
        raise ValueError
    return np.abs(np.diff(series)).mean()


# %% wrong: not a number instead of an error
# says: a single value
# cause: ^(a single value is not refused)
def persistence_mae(series):
    if len(series) < 2:
        return float("nan")
    return np.abs(np.diff(series)).mean()


# %% wrong: sizes instead of values
# says: sign of a value
# cause: ^(the sign of a value was dropped.)
def persistence_mae(series):
    if len(series) < 2:
        raise ValueError("at least two values are needed")
    return np.abs(np.diff(np.abs(series))).mean()


# %% wrong: relative errors
# says: not right
def persistence_mae(series):
    if len(series) < 2:
        raise ValueError("at least two values are needed")
    series = np.asarray(series, dtype=float)
    return np.mean(np.abs(np.diff(series) / series[1:]))


# %% wrong: the mean in whole numbers
# says: rounded down
# cause: ^(the mean was rounded down: `/`)
def persistence_mae(series):
    if len(series) < 2:
        raise ValueError("at least two values are needed")
    errors = [abs(after - before) for before, after in zip(series, series[1:])]
    return sum(errors) // len(errors)


# %% wrong: rounded to one decimal
# says: rounded
# cause: ^(this was rounded; or)
def persistence_mae(series):
    if len(series) < 2:
        raise ValueError("at least two values are needed")
    return round(float(np.abs(np.diff(series)).mean()), 1)


# %% wrong: divided by n - 2
# says: Divide by how many there are
# cause: ^(divided by 3. Divide by how many)
def persistence_mae(series):
    if len(series) < 2:
        raise ValueError("at least two values are needed")
    return np.abs(np.diff(series)).sum() / max(len(series) - 2, 1)


# %% wrong: wraps around, divided by n - 1
# says: wraps around
# cause: ^(the series wraps around: its last)
def persistence_mae(series):
    if len(series) < 2:
        raise ValueError(f"{len(series)} value: at least 2 are needed")
    total = 0
    for i in range(len(series)):
        total += abs(series[i] - series[i - 1])
    return total / (len(series) - 1)


# %% wrong: the return inside the loop
# says: inside the loop
# cause: ^(the first error alone was counted)
def persistence_mae(series):
    if len(series) < 2:
        raise ValueError(f"{len(series)} value: at least 2 are needed")
    total = 0
    for i in range(1, len(series)):
        total += abs(series[i] - series[i - 1])
        return total / (len(series) - 1)


# %% wrong: the mean inside the loop
# says: inside the loop
# cause: ^(the first error alone|this is a whole number)
def persistence_mae(series):
    if len(series) < 2:
        raise ValueError(f"{len(series)} value: at least 2 are needed")
    errors = []
    for before, value in zip(series, series[1:]):
        errors.append(abs(value - before))
        return float(np.mean(errors))


# %% wrong: the loop goes one too far
# says: one too far
# cause: ^(does the loop go one too far|two values are enough)
def persistence_mae(series):
    if len(series) < 2:
        raise ValueError(f"{len(series)} value: at least 2 are needed")
    return sum(abs(series[i + 1] - series[i]) for i in range(len(series))) / (len(series) - 1)


# %% wrong: the last pair is left out
# says: last error was left out
# cause: last error was left out
def persistence_mae(series):
    if len(series) < 2:
        raise ValueError("at least two values are needed")
    errors = [abs(series[i] - series[i - 1]) for i in range(1, len(series) - 1)]
    return sum(errors) / max(len(errors), 1)


# %% wrong: the first pair is left out
# says: first error was left out
# cause: first error was left out
def persistence_mae(series):
    if len(series) < 2:
        raise ValueError("at least two values are needed")
    errors = [abs(series[i] - series[i - 1]) for i in range(2, len(series))]
    return sum(errors) / (len(series) - 1)


# %% wrong: in order of size
# says: order of size
# cause: order of size
def persistence_mae(series):
    if len(series) < 2:
        raise ValueError("at least two values are needed")
    return np.abs(np.diff(sorted(series))).mean()


# %% wrong: every second pair alone
# cause: no cause is known
def persistence_mae(series):
    if len(series) < 2:
        raise ValueError("at least two values are needed")
    errors = np.abs(np.diff(series))[::2]
    return errors.mean()


# %% wrong: the smallest error
# cause: no cause is known
def persistence_mae(series):
    if len(series) < 2:
        raise ValueError("at least two values are needed")
    return min(abs(after - before) for before, after in zip(series, series[1:]))


# %% wrong: the mean size of what was predicted
# cause: the sign of a value
def persistence_mae(series):
    if len(series) < 2:
        raise ValueError("at least two values are needed")
    return np.abs(series[1:]).mean()


# %% wrong: errors of 0 are left out of the mean
# says: is not right
# cause: errors of 0 were left out
def persistence_mae(series):
    if len(series) < 2:
        raise ValueError("too short")
    e = [abs(b - a) for a, b in zip(series, series[1:]) if a != b]
    return float(np.mean(e)) if e else 0.0


# %% right: sliding windows and einsum, numpy float
def persistence_mae(series):
    series = np.array(series, dtype="f8")
    if len(series) <= 1:
        raise ValueError(f"got {len(series)} value(s), need 2")
    w = np.lib.stride_tricks.sliding_window_view(series, 2)
    return np.abs(np.einsum("ij,j->i", w, [-1.0, 1.0])).mean()


# %% right: windows of two by stride tricks
def persistence_mae(series):
    values = np.asarray(series, dtype=float)
    if values.size < 2:
        raise ValueError(f"{values.size} values give no forecast")
    return np.lib.stride_tricks.sliding_window_view(values, 2).ptp(axis=1).mean() if hasattr(values, "ptp") else np.abs(np.subtract(*np.lib.stride_tricks.sliding_window_view(values, 2).T)).mean()


# %% right: a partial
from functools import partial
def _mae(series, lag):
    a = np.asarray(series, float)
    if len(a) < lag + 1:
        raise ValueError("series must have at least 2 values")
    return float(np.abs(a[lag:] - a[:-lag]).mean())
persistence_mae = partial(_mae, lag=1)


# %% right: match, and a walrus
def persistence_mae(series):
    match (n := len(series)):
        case 0 | 1:
            raise ValueError(f"got {n} value(s), need 2")
    it = iter(series)
    last, total = next(it), 0
    for value in it:
        total, last = total + abs(value - last), value
    return total / (n - 1)


# %% right: recursion with types and a keyword-only argument
from collections.abc import Sequence
def persistence_mae(series: Sequence[float], *, _total: float = 0.0, _count: int = 0) -> float:
    if len(series) < 2:
        if _count == 0:
            raise ValueError("no prediction: fewer than 2 values")
        return float(_total / _count)
    return persistence_mae(series[1:], _total=_total + abs(series[1] - series[0]), _count=_count + 1)


# %% wrong: differences of unsigned numbers wrap around
def persistence_mae(series):
    if len(series) < 2: raise ValueError("too short")
    return float(np.mean(np.diff(np.array(series).astype(np.uint8))))


# %% wrong: half precision on the way in
def persistence_mae(series):
    if len(series) < 2:
        raise ValueError("fewer than two values")
    return float(np.mean(np.abs(np.diff(np.asarray(series).astype(np.float16).astype(float)))))


# %% wrong: an object of a class of one's own
# says: of type Mean
# cause: of type Mean
class Mean:
    def __init__(self, value):
        self.value = value
def persistence_mae(series):
    if len(series) < 2:
        raise ValueError("fewer than two values")
    return Mean(float(np.mean(np.abs(np.diff(series)))))


# %% wrong: the function that computes it comes back
# says: can be called
# cause: can be called
def persistence_mae(series):
    if len(series) < 2:
        raise ValueError("fewer than two values")
    return lambda: float(np.mean(np.abs(np.diff(series))))


# %% wrong: a number of a class of one's own, which grading does not rebuild
# says: of type Error
# cause: of type Error
class Error(float):
    unit = "a step"
def persistence_mae(series):
    if len(series) < 2:
        raise ValueError("fewer than two values")
    return Error(np.mean(np.abs(np.diff(series))))


# %% right: a callable object, an error class of its own
class TooShort(ValueError):
    pass


class Persistence:
    def __call__(self, series):
        if len(series) < 2:
            raise TooShort(f"{len(series)} values, 2 needed")
        return sum(abs(b - a) for a, b in zip(series, series[1:])) / (len(series) - 1)


persistence_mae = Persistence()


# %% wrong: a zero put before the first value
# cause: or the first value counts as an error
def persistence_mae(series):
    if len(series) < 2:
        raise ValueError("two values are needed")
    return np.abs(np.diff(series, prepend=0)).mean()


# %% wrong: two axes asked of one
# cause: there are more indices than
def persistence_mae(series):
    if len(series) < 2:
        raise ValueError("two values are needed")
    series = np.asarray(series)
    return np.abs(series[:, 1] - series[:, 0]).mean()
