# %% right: sorted by count, then by character
def predict_next(counts, char):
    if char not in counts:
        return None
    return sorted(counts[char].items(), key=lambda pair: (-pair[1], pair[0]))[0][0]


# %% right: max over the characters in order
def predict_next(table, character):
    followers = table.get(character)
    if not followers:
        return None
    return max(sorted(followers), key=followers.get)


# %% right: a loop that keeps the best
def predict_next(counts, char):
    try:
        followers = counts[char]
    except KeyError:
        return None
    best, most = None, 0
    for after, often in followers.items():
        if often > most or (often == most and after < best):
            best, most = after, often
    return best


# %% right: NumPy's argmax takes the first
def predict_next(counts, char):
    names = sorted(counts.get(char, {}))
    if not names:
        return None
    return names[int(np.argmax([counts[char][name] for name in names]))]


# %% wrong: ties go to the first seen
# says: alphabetically first
def predict_next(counts, char):
    if char not in counts:
        return None
    return max(counts[char], key=counts[char].get)


# %% wrong: ties go to the alphabetically last
# says: alphabetically first
def predict_next(counts, char):
    if char not in counts:
        return None
    return max(counts[char].items(), key=lambda pair: (pair[1], pair[0]))[0]


# %% wrong: an unknown character raises
# says: KeyError
def predict_next(counts, char):
    return min(counts[char], key=lambda after: (-counts[char][after], after))


# %% wrong: an unknown character gives an empty string
# says: return None
def predict_next(counts, char):
    if char not in counts:
        return ""
    return min(counts[char], key=lambda after: (-counts[char][after], after))


# %% wrong: an unknown character gives a space
# says: return None
def predict_next(counts, char):
    if char not in counts:
        return " "
    return min(counts[char], key=lambda after: (-counts[char][after], after))


# %% wrong: how often instead of which
# says: how often it came
def predict_next(counts, char):
    if char not in counts:
        return None
    return max(counts[char].values())


# %% wrong: the character and its count
# says: not a list or a pair
def predict_next(counts, char):
    if char not in counts:
        return None
    return min(counts[char].items(), key=lambda pair: (-pair[1], pair[0]))


# %% wrong: the rarest
# says: rarest
def predict_next(counts, char):
    if char not in counts:
        return None
    return min(counts[char], key=lambda after: (counts[char][after], after))


# %% wrong: the alphabetically first, counts ignored
# says: alphabetically first
def predict_next(counts, char):
    if char not in counts:
        return None
    return min(counts[char])


# %% wrong: counts compared as text
# says: more than one digit
def predict_next(counts, char):
    if char not in counts:
        return None
    most = max(str(often) for often in counts[char].values())
    return min(after for after, often in counts[char].items() if str(often) == most)


# %% wrong: drawn at random
def predict_next(counts, char):
    if char not in counts:
        return None
    followers = counts[char]
    weights = np.array(list(followers.values()), dtype=float)
    rng = np.random.default_rng(7)
    return str(rng.choice(list(followers), p=weights / weights.sum()))


# %% wrong: adds the unknown character to the counts
# says: changed its argument
def predict_next(counts, char):
    followers = counts.setdefault(char, {})
    if not followers:
        return None
    return min(followers, key=lambda after: (-followers[after], after))


# %% wrong: hard-coded to the visible example
# says: not right for
def predict_next(counts, char):
    return {"a": "b", "b": "z", " ": "t"}.get(char)
