# %% right: one list for past and future
def forecast_ahead(predict, history, n):
    values = [float(value) for value in history]
    length = len(values)
    for _ in range(n):
        values.append(predict(np.array(values[-length:])))
    return np.array(values[length:])


# %% right: an array filled from the left
def forecast_ahead(predict, history, n):
    length = len(history)
    everything = np.zeros(length + n)
    everything[:length] = history
    for i in range(n):
        everything[length + i] = predict(everything[i : length + i])
    return everything[length:]


# %% right: recursive
def forecast_ahead(predict, history, n):
    history = np.asarray(history, dtype=float)
    if n == 0:
        return np.zeros(0)
    value = predict(history)
    return np.concatenate([[value], forecast_ahead(predict, np.concatenate([history[1:], [value]]), n - 1)])


# %% right: a deque, a list returned
def forecast_ahead(model, past, steps):
    from collections import deque

    window = deque(past, maxlen=len(past))
    future = []
    for _ in range(steps):
        future.append(model(np.array(window)))
        window.append(future[-1])
    return future


# %% right: rolled, float32
def forecast_ahead(predict, history, n):
    window = np.array(history, dtype="float32")
    future = np.empty(n, dtype="float32")
    for i in range(n):
        future[i] = predict(window)
        window = np.roll(window, -1)
        window[-1] = future[i]
    return future


# %% right: a generator
def forecast_ahead(predict, history, n):
    def values():
        window = np.asarray(history, dtype=float).copy()
        while True:
            value = predict(window)
            yield value
            window = np.hstack([window[1:], value])

    return np.fromiter(values(), dtype=float, count=n)


# %% right: every window is built from the history and what came so far
def forecast_ahead(predict, past, count):
    length, future = len(past), []
    while len(future) < count:
        window = np.concatenate([np.array(past, dtype=float), np.array(future, dtype=float)])[-length:]
        future = [*future, float(predict(window))]
    return tuple(future)


# %% wrong: forecasts are not fed back
# says: not fed back
# cause: the same window is used each
def forecast_ahead(predict, history, n):
    window = np.array(history, dtype=float)
    return np.array([predict(window) for _ in range(n)])


# %% wrong: the oldest value stays, the window grows
# says: never drops out
# cause: the oldest value never drops out|`predict` was given a window that
def forecast_ahead(predict, history, n):
    window = [float(value) for value in history]
    future = []
    for _ in range(n):
        future.append(predict(np.array(window)))
        window.append(future[-1])
    return np.array(future)


# %% wrong: appends to the caller's history
# says: changed its argument
# cause: the argument is changed
def forecast_ahead(predict, history, n):
    length = len(history)
    if not isinstance(history, list):
        history = list(history)
    for _ in range(n):
        history.append(predict(np.array(history[-length:])))
    return np.array(history[length:])


# %% wrong: shifts the caller's array in place
# says: changed its argument
# cause: the argument is changed
def forecast_ahead(predict, history, n):
    future = []
    for _ in range(n):
        value = predict(np.asarray(history))
        future.append(value)
        history[:-1] = history[1:]
        history[-1] = value
    return np.array(future, dtype=float)


# %% wrong: the history comes back too
# says: history came back
# cause: the history came back too\. Give|the shape should be \(3,\), this
def forecast_ahead(predict, history, n):
    values = [float(value) for value in history]
    for _ in range(n):
        values.append(predict(np.array(values[-len(history) :])))
    return np.array(values)


# %% wrong: the last window comes back
# says: last window
# cause: the last window came back\. Give|the shape should be \(3,\), this
def forecast_ahead(predict, history, n):
    window = np.array(history, dtype=float)
    for _ in range(n):
        window = np.append(window[1:], predict(window))
    return window


# %% wrong: only the last value comes back
# says: only the last value
# cause: only the last value came back|an array of shape \(3,\) was
def forecast_ahead(predict, history, n):
    window = np.array(history, dtype=float)
    for _ in range(n):
        window = np.append(window[1:], predict(window))
    return window[-1]


# %% wrong: fed in at the wrong end
# says: wrong end
# cause: the forecast was put in at
def forecast_ahead(predict, history, n):
    window = np.array(history, dtype=float)
    future = []
    for _ in range(n):
        value = predict(window)
        future.append(value)
        window = np.insert(window[:-1], 0, value)
    return np.array(future)


# %% wrong: reversed
# says: reversed
# cause: the order is reversed: the next|this is in reverse order, first
def forecast_ahead(predict, history, n):
    window = np.array(history, dtype=float)
    future = []
    for _ in range(n):
        future.insert(0, predict(window))
        window = np.append(window[1:], future[0])
    return np.array(future)


# %% wrong: one value too many
# says: too many
# cause: one value too many|the shape should be \(3,\), this
def forecast_ahead(predict, history, n):
    window = np.array(history, dtype=float)
    future = []
    for _ in range(n + 1):
        future.append(predict(window))
        window = np.append(window[1:], future[-1])
    return np.array(future)


# %% wrong: an integer history cuts off the fractions
# says: fractions
# cause: the forecasts lost their fractions: they
def forecast_ahead(predict, history, n):
    window = np.array(history)
    future = []
    for _ in range(n):
        window = np.roll(window, -1)
        window[-1] = predict(np.roll(window, 1))
        future.append(window[-1])
    return np.array(future)


# %% wrong: no more values than the window has
# cause: the last value is missing: n|the shape should be \(11,\), this
def forecast_ahead(predict, history, n):
    window = np.array(history, dtype=float)
    future = []
    for _ in range(min(n, len(history) + 1)):
        future.append(predict(window))
        window = np.append(window[1:], future[-1])
    return np.array(future)


# %% wrong: a window of three, as in the visible test
# cause: `predict` was given a window that
def forecast_ahead(predict, history, n):
    values = [float(value) for value in history]
    for _ in range(n):
        values.append(predict(np.array(values[-3:])))
    return np.array(values[len(history) :])


# %% wrong: one value short
# says: last value is missing
# cause: the last value is missing: n|the shape should be \(3,\), this
def forecast_ahead(predict, history, n):
    window = np.array(history, dtype=float)
    future = []
    for _ in range(1, n):
        future.append(predict(window))
        window = np.append(window[1:], future[-1])
    return np.array(future)


# %% wrong: the first forecast is not kept
# says: first value is missing
# cause: the first value is missing: keep|the shape should be \(3,\), this
def forecast_ahead(predict, history, n):
    window = np.array(history, dtype=float)
    value = predict(window)
    future = []
    for _ in range(n - 1):
        window = np.append(window[1:], value)
        value = predict(window)
        future.append(value)
    return np.array(future)


# %% wrong: the last known value and the forecasts but the last
# says: last known value
# cause: the first one is the last
def forecast_ahead(predict, history, n):
    window = np.array(history, dtype=float)
    future = []
    for _ in range(n):
        future.append(window[-1])
        window = np.append(window[1:], predict(window))
    return np.array(future)


# %% wrong: the newest drops out instead of the oldest
# says: oldest value never drops out
# cause: the oldest value never drops out
def forecast_ahead(predict, history, n):
    window = np.array(history, dtype=float)
    future = []
    for _ in range(n):
        future.append(predict(window))
        window = np.append(window[:-1], future[-1])
    return np.array(future)


# %% wrong: two drop out each time
# says: kept|length
# cause: the window must keep its length|`predict` was given a window that
def forecast_ahead(predict, history, n):
    window = np.array(history, dtype=float)
    future = []
    for _ in range(n):
        future.append(predict(window) if len(window) else 0.0)
        window = np.append(window[2:], future[-1])
    return np.array(future)


# %% wrong: the window restarts from the history, with the newest forecast
# says: only the newest forecast
# cause: only the newest forecast is in
def forecast_ahead(predict, history, n):
    history = np.array(history, dtype=float)
    window, future = history, []
    for _ in range(n):
        future.append(predict(window))
        window = np.append(history[1:], future[-1])
    return np.array(future)


# %% wrong: forecasts rounded before they are fed back
# says: fractions
# cause: the forecasts lost their fractions: they
def forecast_ahead(predict, history, n):
    window = np.array(history, dtype=float)
    future = []
    for _ in range(n):
        future.append(round(float(predict(window))))
        window = np.append(window[1:], future[-1])
    return np.array(future)


# %% wrong: predict gets a list
# says: a list
# cause: `predict` was given a list or
def forecast_ahead(predict, history, n):
    values = list(history)
    length = len(values)
    for _ in range(n):
        values.append(predict(values[-length:]))
    return np.array(values[length:], dtype=float)


# %% wrong: predict gets a table of one row
# says: one-dimensional
# cause: `predict` was given an array that
def forecast_ahead(predict, history, n):
    values = [float(value) for value in history]
    length = len(values)
    for _ in range(n):
        window = np.array(values[-length:])
        values.append(float(np.squeeze(predict(window.reshape(1, -1) if length > 3 else window))))
    return np.array(values[length:])


# %% wrong: each forecast in a row of its own
# says: shape should be
# cause: the shape should be \(5,\), this|the shape should be \(3,\), this
def forecast_ahead(predict, history, n):
    window = np.array(history, dtype=float)
    future = []
    for _ in range(n):
        future.append([predict(window)])
        window = np.append(window[1:], future[-1])
    return np.array(future)


# %% wrong: the changes instead of the values
# says: these are changes
# cause: these are changes\. What `predict` gives
def forecast_ahead(predict, history, n):
    window = np.array(history, dtype=float)
    future = []
    for _ in range(n):
        value = predict(window)
        future.append(value - window[-1])
        window = np.append(window[1:], value)
    return np.array(future)


# %% wrong: the forecast is added to the last value
# says: added to the last value
# cause: the forecast was added to the
def forecast_ahead(predict, history, n):
    window = np.array(history, dtype=float)
    future = []
    for _ in range(n):
        future.append(window[-1] + predict(window))
        window = np.append(window[1:], future[-1])
    return np.array(future)


# %% wrong: prints instead of returning
# says: return
# cause: nothing came back\. Does every way
def forecast_ahead(predict, history, n):
    window = np.array(history, dtype=float)
    for _ in range(n):
        value = predict(window)
        print(value)
        window = np.append(window[1:], value)


# %% wrong: always five values, as in the visible test
# says: the shape should be
# cause: the shape should be \(3,\), this
def forecast_ahead(predict, history, n):
    window = np.array(history, dtype=float)
    future = []
    for _ in range(5):
        future.append(predict(window))
        window = np.append(window[1:], future[-1])
    return np.array(future)


# %% wrong: predict is not used: the oldest plus the newest
# says: predict
# cause: it should ask `predict`, whatever function
def forecast_ahead(predict, history, n):
    window = np.array(history, dtype=float)
    future = []
    for _ in range(n):
        future.append(window[0] + window[-1])
        window = np.append(window[1:], future[-1])
    return np.array(future)


# %% wrong: an array alone will do
# cause: this needs an array, not a
def forecast_ahead(predict, history, n):
    window = history.copy().astype(float)
    future = []
    for _ in range(n):
        future.append(predict(window))
        window = np.append(window[1:], future[-1])
    return np.array(future)


# %% wrong: the window holds the last n values
# says: as many as `history`
# cause: as many as `history`|keeps its length
def forecast_ahead(predict, history, n):
    values = list(history)
    for _ in range(n):
        values.append(predict(np.array(values[-n:])))
    return np.array(values[len(history) :])


# %% wrong: the forecast takes the place of the oldest value
# says: put in front
# cause: put in front
def forecast_ahead(predict, history, n):
    window, values = np.array(history, dtype=float), []
    for _ in range(n):
        values.append(predict(window))
        window = np.append(values[-1], window[1:])
    return np.array(values)


# %% wrong: nothing is kept
# cause: the shape should be
def forecast_ahead(predict, history, n):
    window = np.array(history, dtype=float)
    for _ in range(n):
        window = np.append(window[1:], predict(window))
    return np.array([])


# %% right: accumulate
from itertools import accumulate
def forecast_ahead(predict, history, n):
    windows = accumulate(range(n), lambda w, _: np.append(w[1:], predict(w)), initial=np.asarray(history, float))
    return np.array([w[-1] for w in windows][1:])


# %% wrong: stops where a value comes again
# says: repeats the last value
def forecast_ahead(predict, history, n):
    window, values = np.array(history, dtype=float), []
    for _ in range(n):
        values.append(predict(window))
        if values[-1] == window[-1]:
            break
        window = np.append(window[1:], values[-1])
    return np.array(values)


# %% wrong: forecasts are remembered by window, whatever predict is
# says: is not right
remembered = {}


def forecast_ahead(predict, history, n):
    window, values = np.array(history, dtype=float), []
    for _ in range(n):
        values.append(remembered.setdefault(tuple(window), predict(window)))
        window = np.append(window[1:], values[-1])
    return np.array(values)


# %% right: one growing array
def forecast_ahead(predict, history, n):
    k = len(history)
    path = np.concatenate([np.asarray(history, float), np.empty(n)])
    for t in range(n): path[k + t] = predict(path[t : t + k].copy())
    return path[k:]


# %% wrong: the value before is fed back
def forecast_ahead(predict, history, n):
    w, out = np.array(history, float), []
    last = w[-1]
    for _ in range(n):
        v = float(predict(w.copy())); w = np.append(w[1:], last); last = v; out.append(v)
    return np.array(out)


# %% wrong: a forecast of 0 is taken for none
def forecast_ahead(predict, history, n):
    window, values = np.array(history, dtype=float), []
    for _ in range(n):
        values.append(float(predict(window) or window[-1]))
        window = np.append(window[1:], values[-1])
    return np.array(values)
