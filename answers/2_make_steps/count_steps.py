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


# %% right: one division for both parts
def count_steps(n_values, length, dist):
    steps, _ = divmod(n_values - length, dist)
    return steps + 1 if n_values >= length else 0


# %% right: NumPy rounds down
def count_steps(n_values, length, dist):
    return int(max(np.floor_divide(n_values - length + dist, dist), 0))


# %% wrong: the first segment is not counted
# says: add 1
# cause: ^(one too few. The first segment)
def count_steps(n_values, length, dist):
    return max(0, (n_values - length) // dist)


# %% wrong: negative for a short series
# says: negative
# cause: ^(a count cannot be negative. What|a count cannot be negative.)
def count_steps(n_values, length, dist):
    return (n_values - length) // dist + 1 if n_values >= length else n_values - length


# %% wrong: true division, a float
# says: round down
# cause: ^(`/` gives a fraction. A part of a|a series shorter than length has)
def count_steps(n_values, length, dist):
    return max(0, (n_values - length) / dist + 1)


# %% wrong: rounded up
# says: one too many
# cause: ^(one too many: the last one runs|a series shorter than length has)
def count_steps(n_values, length, dist):
    return max(0, -((n_values - length) // -dist) + 1)


# %% wrong: distance ignored
# says: distance of 1
# cause: ^(this is the count for a distance)
def count_steps(n_values, length, dist):
    return max(0, n_values - length + 1)


# %% wrong: hard-coded to the visible example
# says: another number of values
def count_steps(n_values, length, dist):
    return {(28, 2): 9, (13, 4): 4, (13, 5): 3, (5, 5): 1}.get((n_values, length), 0)


# %% wrong: makes the segments to count them
# says: trillion|stopped
# cause: ^(so many values cannot be made.)
def count_steps(n_values, length, dist):
    return len([0 for start in np.arange(n_values) if start % dist == 0 and start + length <= n_values])


# %% wrong: one value too few is left
# says: ends exactly on the last value
# cause: ^(one too few. The last segment)
def count_steps(n_values, length, dist):
    return (n_values - length - 1) // dist + 1 if n_values > length else int(n_values == length)


# %% wrong: one value too many is left
# says: too few
# cause: ^(one too few. The last segment)
def count_steps(n_values, length, dist):
    return max(0, (n_values - length + 1) // dist)


# %% wrong: rounded up, nothing added
# says: ends exactly on the last value
# cause: ^(one too few. The last segment)
def count_steps(n_values, length, dist):
    return max(0, -((n_values - length) // -dist))


# %% wrong: rounded to the nearest
# says: runs past the end
# cause: ^(one too many: the last one runs|a series shorter than length has)
def count_steps(n_values, length, dist):
    return max(0, round((n_values - length) / dist) + 1)


# %% wrong: length and distance exchanged
# says: exchanged
# cause: ^(`length` and `dist` are exchanged.|a series shorter than length has)
def count_steps(n_values, length, dist):
    return max(0, (n_values - dist) // length + 1)


# %% wrong: distance counted from the end of a segment
# says: length . dist
# cause: ^(the starts are `dist` apart, not)
def count_steps(n_values, length, dist):
    return max(0, (n_values - length) // (length + dist) + 1)


# %% wrong: segments side by side
# says: not .length
# cause: ^(the starts are `dist` apart, not)
def count_steps(n_values, length, dist):
    return n_values // length


# %% wrong: the starts that are inside the series
# says: past the end
# cause: ^(one too many: the last one runs|a series shorter than length has)
def count_steps(n_values, length, dist):
    return -(-n_values // dist)


# %% wrong: length is not used
# says: not right|is not right for
# cause: ^(one too many: the last one runs|a series shorter than length has)
def count_steps(n_values, length, dist):
    return n_values // dist


# %% wrong: a float
# says: a float. An int
# cause: ^(the number is right, but a float.|an int was asked for, this is a)
def count_steps(n_values, length, dist):
    return max(0.0, float((n_values - length) // dist + 1))


# %% wrong: one segment of a series that is too short
# says: no segment
# cause: ^(a series shorter than length has)
def count_steps(n_values, length, dist):
    return max(1, (n_values - length) // dist + 1)


# %% wrong: a series that just fits counts as too short
# says: exactly length values
# cause: ^(a series of exactly length values)
def count_steps(n_values, length, dist):
    return (n_values - length) // dist + 1 if n_values > length else 0


# %% wrong: too short is told by the distance
# says: another number of values
def count_steps(n_values, length, dist):
    return (n_values - length) // dist + 1 if n_values > dist else 0


# %% wrong: None for a series that is too short
# says: not right
# cause: ^(nothing came back. Does every way)
def count_steps(n_values, length, dist):
    if n_values >= length:
        return (n_values - length) // dist + 1


# %% wrong: the size of the answer instead of its absolute value
# says: no segment
# cause: ^(a series shorter than length has)
def count_steps(n_values, length, dist):
    return abs((n_values - length) // dist + 1)


# %% wrong: counts with makeSteps
# says: trillion|stopped
# cause: ^(so many values cannot be made.)
def count_steps(n_values, length, dist):
    return len(makeSteps(np.zeros(n_values), length, dist))


# %% wrong: as text
# says: not right
# cause: ^(a number was expected, this is)
def count_steps(n_values, length, dist):
    return str(max(0, (n_values - length) // dist + 1))


# %% wrong: 1 subtracted, not added
# says: two too few
# cause: two too few|negative
def count_steps(n_values, length, dist):
    return 0 if n_values < length else (n_values - length) // dist - 1


# %% wrong: the difference of two quotients
# cause: no cause is known
def count_steps(n_values, length, dist):
    return int(n_values / dist - length / dist + 1) if n_values >= length else 0


# %% right: binary search
def count_steps(n_values, length, dist):
    low, high = 0, n_values + 1
    while low < high:
        middle = (low + high) // 2
        if middle * dist + length <= n_values:
            low = middle + 1
        else:
            high = middle
    return low


# %% right: bisection
import bisect
def count_steps(n_values, length, dist):
    if n_values < length: return 0
    low, high = 0, n_values
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if middle * dist + length <= n_values else (low, middle - 1)
    return low + 1


# %% wrong: 32-bit integers
def count_steps(n_values, length, dist):
    n, l, d = np.array([n_values, length, dist]).astype(np.int32)
    return int(max(0, (n - l) // d + 1))


# %% wrong: segments of one value never leave a rest
# says: another number of values
def count_steps(n_values, length, dist):
    if length == 1:
        return n_values // dist
    return (n_values - length) // dist + 1 if n_values >= length else 0


# %% wrong: one call for each segment
# says: RecursionError
# cause: calls itself too often
def count_steps(n_values, length, dist):
    return 0 if n_values < length else 1 + count_steps(n_values - dist, length, dist)
