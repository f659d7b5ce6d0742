# %% right: counted one by one
def count_steps(n_values, length, dist):
    count, rest = 0, n_values - length
    if rest > 10**7:  # counting would take for ever
        return rest // dist + 1
    while rest >= 0:
        count, rest = count + 1, rest - dist
    return count


# %% right: the length of a range
def count_steps(n_values, length, dist):
    return len(range(0, n_values - length + 1, dist))


# %% right: rounded up, NumPy integer
def count_steps(n, size, step):
    return np.int64(max(0, -((n - size + 1) // -step)))


# %% wrong: the first segment is not counted
# says: add 1
def count_steps(n_values, length, dist):
    return max(0, (n_values - length) // dist)


# %% wrong: negative for a short series
# says: negative
def count_steps(n_values, length, dist):
    return (n_values - length) // dist + 1 if n_values >= length else n_values - length


# %% wrong: true division, a float
# says: int
def count_steps(n_values, length, dist):
    return max(0, (n_values - length) / dist + 1)


# %% wrong: rounded up
# says: one too many
def count_steps(n_values, length, dist):
    return max(0, -((n_values - length) // -dist) + 1)


# %% wrong: distance ignored
# says: distance of 1
def count_steps(n_values, length, dist):
    return max(0, n_values - length + 1)


# %% wrong: hard-coded to the visible example
def count_steps(n_values, length, dist):
    return {(13, 4): 4, (13, 5): 3}.get((n_values, length), 0)


# %% wrong: makes the segments to count them
def count_steps(n_values, length, dist):
    return len([0 for start in np.arange(n_values) if start % dist == 0 and start + length <= n_values])
