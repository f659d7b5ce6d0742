# %% right: a loop
def seasonal_naive_mae(series, season):
    if season < 1 or season >= len(series):
        raise ValueError("season must be at least 1 and less than the length of the series")
    total = 0.0
    for i in range(season, len(series)):
        total += abs(series[i] - series[i - season])
    return total / (len(series) - season)


# %% right: zip
def seasonal_naive_mae(values, lag):
    if not 0 < lag < len(values):
        raise ValueError("no value has one a season ago")
    errors = [abs(later - earlier) for earlier, later in zip(values, values[lag:])]
    return sum(errors) / len(errors)


# %% right: Keras's loss, float32
def seasonal_naive_mae(series, season):
    series = np.asarray(series, dtype="float32")
    if season < 1 or season > len(series) - 1:
        raise ValueError("bad season")
    return float(keras.losses.mean_absolute_error(series[season:], series[:-season]))


# %% right: rolled, the first season cut off
def seasonal_naive_mae(series, season):
    series = np.asarray(series, dtype=float)
    if not 1 <= season < series.size:
        raise ValueError("bad season")
    return np.abs(series - np.roll(series, season))[season:].mean()


# %% right: recursive, exact fractions
def seasonal_naive_mae(series, season):
    from fractions import Fraction

    if season < 1 or season >= len(series):
        raise ValueError("season does not fit")

    def total(place):
        if place == len(series):
            return Fraction(0)
        return abs(Fraction(float(series[place])) - Fraction(float(series[place - season]))) + total(place + 1)

    return total(season) / (len(series) - season)


# %% right: a table of two columns, an array without dimensions returned
def seasonal_naive_mae(series, season):
    if season not in range(1, len(series)):
        raise ValueError(f"{season} is not from 1 to {len(series) - 1}")
    table = np.array([[series[i], series[i + season]] for i in range(len(series) - season)], dtype=float)
    return np.array(np.abs(table[:, 0] - table[:, 1]).mean())


# %% wrong: divided by the length of the series
# says: length of the series
# cause: the sum was divided by the
def seasonal_naive_mae(series, season):
    series = np.asarray(series, dtype=float)
    if not 1 <= season < len(series):
        raise ValueError("bad season")
    return np.abs(series[season:] - series[:-season]).sum() / len(series)


# %% wrong: wraps around
# says: wraps around
# cause: the first values were compared with
def seasonal_naive_mae(series, season):
    series = np.asarray(series, dtype=float)
    if not 1 <= season < len(series):
        raise ValueError("bad season")
    return np.abs(series - np.roll(series, season)).mean()


# %% wrong: persistence, the season is not used
# says: not used
# cause: each value is compared with the
def seasonal_naive_mae(series, season):
    series = np.asarray(series, dtype=float)
    if not 1 <= season < len(series):
        raise ValueError("bad season")
    return np.abs(np.diff(series)).mean()


# %% wrong: one place too early
# says: too early
# cause: the forecast comes from one place
def seasonal_naive_mae(series, season):
    series = np.asarray(series, dtype=float)
    if not 1 <= season < len(series):
        raise ValueError("bad season")
    return np.abs(series[season + 1 :] - series[: -season - 1]).mean() if season + 1 < len(series) else 0.0


# %% wrong: one place too late
# says: too late
# cause: the forecast comes from one place
def seasonal_naive_mae(series, season):
    series = np.asarray(series, dtype=float)
    if not 1 <= season < len(series):
        raise ValueError("bad season")
    back = season - 1
    return np.abs(series[back:] - series[: len(series) - back]).mean()


# %% wrong: errors cancel
# says: absolute
# cause: errors up and down cancel: take
def seasonal_naive_mae(series, season):
    series = np.asarray(series, dtype=float)
    if not 1 <= season < len(series):
        raise ValueError("bad season")
    return (series[season:] - series[:-season]).mean()


# %% wrong: root of the mean square
# says: mean square
# cause: this is the root of the
def seasonal_naive_mae(series, season):
    series = np.asarray(series, dtype=float)
    if not 1 <= season < len(series):
        raise ValueError("bad season")
    return np.sqrt(((series[season:] - series[:-season]) ** 2).mean())


# %% wrong: the sum
# says: sum
# cause: this is the sum\. Take the
def seasonal_naive_mae(series, season):
    series = np.asarray(series, dtype=float)
    if not 1 <= season < len(series):
        raise ValueError("bad season")
    return np.abs(series[season:] - series[:-season]).sum()


# %% wrong: always compared with the first season
# says: first season
# cause: every value was compared with the
def seasonal_naive_mae(series, season):
    series = np.asarray(series, dtype=float)
    if not 1 <= season < len(series):
        raise ValueError("bad season")
    first = series[np.arange(len(series)) % season]
    return np.abs(series - first)[season:].mean()


# %% wrong: any season is let through
# says: should raise ValueError
def seasonal_naive_mae(series, season):
    errors = [abs(series[i] - series[i - season]) for i in range(season, len(series))]
    return sum(errors) / max(1, len(errors))


# %% wrong: season of the visible example
def seasonal_naive_mae(series, season):
    series = np.asarray(series, dtype=float)
    if not 1 <= season < len(series):
        raise ValueError("bad season")
    return np.abs(series[3:] - series[:-3]).mean()


# %% wrong: a season as long as the series is let through
# says: should raise ValueError
def seasonal_naive_mae(series, season):
    if not 1 <= season <= len(series):
        raise ValueError("bad season")
    errors = [abs(series[i] - series[i - season]) for i in range(season, len(series))]
    return sum(errors) / max(1, len(errors))


# %% wrong: a season of 0 is let through
# says: should raise ValueError
def seasonal_naive_mae(series, season):
    if not 0 <= season < len(series):
        raise ValueError("bad season")
    errors = [abs(series[i] - series[i - season]) for i in range(season, len(series))]
    return sum(errors) / len(errors)


# %% wrong: a negative season counts from the end
# says: should raise ValueError
# cause: a negative season is not refused
def seasonal_naive_mae(series, season):
    if season == 0 or season >= len(series):
        raise ValueError("bad season")
    series = np.asarray(series, dtype=float)
    return float(np.abs(series[season:] - series[:-season][: len(series[season:])]).mean())


# %% wrong: the greatest season is refused
# says: raised ValueError
def seasonal_naive_mae(series, season):
    if not 1 <= season < len(series) - 1:
        raise ValueError("bad season")
    series = np.asarray(series, dtype=float)
    return np.abs(series[season:] - series[:-season]).mean()


# %% wrong: a season of 1 is refused
# says: raised ValueError
def seasonal_naive_mae(series, season):
    if not 1 < season < len(series):
        raise ValueError("bad season")
    series = np.asarray(series, dtype=float)
    return np.abs(series[season:] - series[:-season]).mean()


# %% wrong: at least two seasons are demanded
# says: raised ValueError
def seasonal_naive_mae(series, season):
    if season < 1 or len(series) < 2 * season:
        raise ValueError("bad season")
    series = np.asarray(series, dtype=float)
    return np.abs(series[season:] - series[:-season]).mean()


# %% wrong: the series cut to whole numbers
# says: fractions
# cause: the values lost their fractions on
def seasonal_naive_mae(series, season):
    series = np.asarray(series).astype(int)
    if not 1 <= season < len(series):
        raise ValueError("bad season")
    return np.abs(series[season:] - series[:-season]).mean()


# %% wrong: the mean square
# says: mean square
# cause: this is the mean square\. Take
def seasonal_naive_mae(series, season):
    series = np.asarray(series, dtype=float)
    if not 1 <= season < len(series):
        raise ValueError("bad season")
    return np.mean((series[season:] - series[:-season]) ** 2)


# %% wrong: the median
# says: median
# cause: this is the median\. Take the
def seasonal_naive_mae(series, season):
    series = np.asarray(series, dtype=float)
    if not 1 <= season < len(series):
        raise ValueError("bad season")
    return np.median(np.abs(series[season:] - series[:-season]))


# %% wrong: the greatest error
# says: greatest error
# cause: this is the greatest error\. Take
def seasonal_naive_mae(series, season):
    series = np.asarray(series, dtype=float)
    if not 1 <= season < len(series):
        raise ValueError("bad season")
    return np.abs(series[season:] - series[:-season]).max()


# %% wrong: the errors one by one
# says: one by one
# cause: these are the errors one by|one number was expected, this is
def seasonal_naive_mae(series, season):
    series = np.asarray(series, dtype=float)
    if not 1 <= season < len(series):
        raise ValueError("bad season")
    return np.abs(series[season:] - series[:-season])


# %% wrong: the absolute value of the mean error
# says: before the mean
# cause: errors up and down cancel: take
def seasonal_naive_mae(series, season):
    series = np.asarray(series, dtype=float)
    if not 1 <= season < len(series):
        raise ValueError("bad season")
    return abs((series[season:] - series[:-season]).mean())


# %% wrong: every season-th value alone
# says: every third value
# cause: every third value was compared with
def seasonal_naive_mae(series, season):
    series = np.asarray(series, dtype=float)
    if not 1 <= season < len(series):
        raise ValueError("bad season")
    return np.abs(np.diff(series[::season])).mean()


# %% wrong: only the last season is scored
# says: last season alone
# cause: this is the mean over the
def seasonal_naive_mae(series, season):
    series = np.asarray(series, dtype=float)
    if not 1 <= season < len(series):
        raise ValueError("bad season")
    return np.abs(series[season:] - series[:-season])[-season:].mean()


# %% wrong: the forecast is the mean of the last season
# says: mean of the season before
# cause: the forecast is the mean of
def seasonal_naive_mae(series, season):
    series = np.asarray(series, dtype=float)
    if not 1 <= season < len(series):
        raise ValueError("bad season")
    return np.mean([abs(series[i] - series[i - season : i].mean()) for i in range(season, len(series))])


# %% wrong: adds the growth of the last season
# says: growth
# cause: the growth of a season was
def seasonal_naive_mae(series, season):
    series = np.asarray(series, dtype=float)
    if not 1 <= season < len(series):
        raise ValueError("bad season")
    change = series[season:] - series[:-season]
    return np.abs(change - change.mean()).mean()


# %% wrong: in percent of the value
# says: percent
# cause: this is the error in percent
def seasonal_naive_mae(series, season):
    series = np.asarray(series, dtype=float)
    if not 1 <= season < len(series):
        raise ValueError("bad season")
    return np.mean(np.abs(series[season:] - series[:-season]) / np.abs(series[season:]))


# %% wrong: prints instead of returning
# says: return
# cause: nothing came back\. Does every way
def seasonal_naive_mae(series, season):
    series = np.asarray(series, dtype=float)
    if not 1 <= season < len(series):
        raise ValueError("bad season")
    print(np.abs(series[season:] - series[:-season]).mean())


# %% wrong: an array alone will do
# cause: an operation that lists do not
def seasonal_naive_mae(series, season):
    if not 1 <= season < len(series):
        raise ValueError("bad season")
    return np.abs(series[season:] - series[:-season]).mean()


# %% wrong: errors of 0 are left out of the mean
# says: is not right
def seasonal_naive_mae(series, season):
    if not 1 <= season < len(series): raise ValueError("season")
    s = np.asarray(series, float); e = np.abs(s[season:] - s[:-season]); e = e[e > 0]; return float(e.mean()) if e.size else 0.0


# %% right: convolution
def seasonal_naive_mae(series, season):
    s = np.asarray(series, dtype=float)
    if season < 1 or season > len(s) - 1: raise ValueError("season")
    k = np.zeros(season + 1); k[0], k[-1] = 1, -1
    return float(np.mean(np.abs(np.convolve(s, k, mode="valid"))))


# %% right: the window of a deque
def seasonal_naive_mae(series, season):
    from collections import deque

    if not 1 <= season < len(series):
        raise ValueError(f"season must lie in 1 .. {len(series) - 1}, it is {season}")
    window, errors = deque(maxlen=season), []
    for value in series:
        if len(window) == season:
            errors.append(abs(float(value) - float(window[0])))
        window.append(value)
    return sum(errors) / len(errors)


# %% wrong: refused without a word
# says: without a message
def seasonal_naive_mae(series, season):
    series = np.asarray(series, dtype=float)
    if not 1 <= season < len(series):
        raise ValueError
    return float(np.abs(series[season:] - series[:-season]).mean())


# %% right: a deque
from collections import deque
def seasonal_naive_mae(series, season):
    if season < 1 or season > len(series) - 1: raise ValueError("season too short or too long")
    past, errors = deque(maxlen=season), []
    for v in series:
        if len(past) == season: errors.append(abs(v - past[0]))
        past.append(v)
    return np.mean(errors)


# %% wrong: each place of the season weighs the same
def seasonal_naive_mae(series, season):
    s = np.asarray(series, float)
    if not 1 <= season < len(s): raise ValueError("season")
    e = np.abs(s[season:] - s[:-season])
    return float(np.mean([e[k::season].mean() for k in range(min(season, len(e)))]))


# %% wrong: subtracts where the series lies
# says: changed its argument
def seasonal_naive_mae(series, season):
    series = np.asarray(series)
    if not 1 <= season < len(series):
        raise ValueError("no value has one a season ago")
    if series.dtype.kind == "f":
        series[season:] -= series[:-season].copy()
        return float(np.abs(series[season:]).mean())
    return float(np.abs(series[season:] - series[:-season]).mean())
