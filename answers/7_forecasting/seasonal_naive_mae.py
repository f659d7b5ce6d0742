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


# %% wrong: divided by the length of the series
# says: length of the series
def seasonal_naive_mae(series, season):
    series = np.asarray(series, dtype=float)
    if not 1 <= season < len(series):
        raise ValueError("bad season")
    return np.abs(series[season:] - series[:-season]).sum() / len(series)


# %% wrong: wraps around
# says: wraps around
def seasonal_naive_mae(series, season):
    series = np.asarray(series, dtype=float)
    if not 1 <= season < len(series):
        raise ValueError("bad season")
    return np.abs(series - np.roll(series, season)).mean()


# %% wrong: persistence, the season is not used
# says: not used
def seasonal_naive_mae(series, season):
    series = np.asarray(series, dtype=float)
    if not 1 <= season < len(series):
        raise ValueError("bad season")
    return np.abs(np.diff(series)).mean()


# %% wrong: one place too early
# says: too early
def seasonal_naive_mae(series, season):
    series = np.asarray(series, dtype=float)
    if not 1 <= season < len(series):
        raise ValueError("bad season")
    return np.abs(series[season + 1 :] - series[: -season - 1]).mean() if season + 1 < len(series) else 0.0


# %% wrong: one place too late
# says: too late
def seasonal_naive_mae(series, season):
    series = np.asarray(series, dtype=float)
    if not 1 <= season < len(series):
        raise ValueError("bad season")
    back = season - 1
    return np.abs(series[back:] - series[: len(series) - back]).mean()


# %% wrong: errors cancel
# says: absolute
def seasonal_naive_mae(series, season):
    series = np.asarray(series, dtype=float)
    if not 1 <= season < len(series):
        raise ValueError("bad season")
    return (series[season:] - series[:-season]).mean()


# %% wrong: root of the mean square
# says: mean square
def seasonal_naive_mae(series, season):
    series = np.asarray(series, dtype=float)
    if not 1 <= season < len(series):
        raise ValueError("bad season")
    return np.sqrt(((series[season:] - series[:-season]) ** 2).mean())


# %% wrong: the sum
# says: sum
def seasonal_naive_mae(series, season):
    series = np.asarray(series, dtype=float)
    if not 1 <= season < len(series):
        raise ValueError("bad season")
    return np.abs(series[season:] - series[:-season]).sum()


# %% wrong: always compared with the first season
# says: first season
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
