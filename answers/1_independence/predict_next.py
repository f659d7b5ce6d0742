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


# %% right: one pass with the order as a key, a NumPy string
def predict_next(counts, char):
    names = np.array(sorted(counts.get(char, {}), key=lambda one: (-counts[char][one], one)))
    return names[0] if len(names) else None


# %% right: a Counter, whose ties are sorted again
def predict_next(counts, char):
    from collections import Counter

    ranked = Counter(counts.get(char, {})).most_common()
    tied = [one for one, often in ranked if often == ranked[0][1]]
    return min(tied, default=None)


# %% wrong: ties go to the first seen
# says: alphabetically first
# cause: ^(b, c and e came equally often. Ties|it came as often as another that)
def predict_next(counts, char):
    if char not in counts:
        return None
    return max(counts[char], key=counts[char].get)


# %% wrong: ties go to the alphabetically last
# says: alphabetically first
# cause: ^(b, c and e came equally often. Ties|it came as often as another that)
def predict_next(counts, char):
    if char not in counts:
        return None
    return max(counts[char].items(), key=lambda pair: (pair[1], pair[0]))[0]


# %% wrong: an unknown character raises
# says: is no key
# cause: ^(q is no key of counts. Ask before|a character that is no key of)
def predict_next(counts, char):
    return min(counts[char], key=lambda after: (-counts[char][after], after))


# %% wrong: an unknown character gives an empty string
# says: return None
# cause: ^(for a character never seen with a)
def predict_next(counts, char):
    if char not in counts:
        return ""
    return min(counts[char], key=lambda after: (-counts[char][after], after))


# %% wrong: an unknown character gives a space
# says: return None
# cause: ^(for a character never seen with a)
def predict_next(counts, char):
    if char not in counts:
        return " "
    return min(counts[char], key=lambda after: (-counts[char][after], after))


# %% wrong: how often instead of which
# says: how often it came
# cause: ^(this is how often it came. The|one character was asked for)
def predict_next(counts, char):
    if char not in counts:
        return None
    return max(counts[char].values())


# %% wrong: the character and its count
# says: among the 2 values
# cause: among the 2 values
def predict_next(counts, char):
    if char not in counts:
        return None
    return min(counts[char].items(), key=lambda pair: (-pair[1], pair[0]))


# %% wrong: the rarest
# says: came least often
# cause: ^(a came least often, and is first|another character came more often.)
def predict_next(counts, char):
    if char not in counts:
        return None
    return min(counts[char], key=lambda after: (counts[char][after], after))


# %% wrong: the alphabetically first, counts ignored
# says: first in the alphabet
# cause: ^(a came least often, and is first|another character came more often.)
def predict_next(counts, char):
    if char not in counts:
        return None
    return min(counts[char])


# %% wrong: counts compared as text
# says: compared as text
# cause: ^(the counts were compared as text,)
def predict_next(counts, char):
    if char not in counts:
        return None
    most = max(str(often) for often in counts[char].values())
    return min(after for after, often in counts[char].items() if str(often) == most)


# %% wrong: drawn at random
# says: not right for
# cause: ^(b, c and e came equally often. Ties|it came as often as another that)
def predict_next(counts, char):
    if char not in counts:
        return None
    followers = counts[char]
    weights = np.array(list(followers.values()), dtype=float)
    rng = np.random.default_rng(7)
    return str(rng.choice(list(followers), p=weights / weights.sum()))


# %% wrong: adds the unknown character to the counts
# says: changed its argument
# cause: ^(the argument is changed.)
def predict_next(counts, char):
    followers = counts.setdefault(char, {})
    if not followers:
        return None
    return min(followers, key=lambda after: (-followers[after], after))


# %% wrong: hard-coded to the visible example
# says: not right for
# cause: ^(None came back for a character)
def predict_next(counts, char):
    return {"a": "b", "b": "z", " ": "t"}.get(char)


# %% wrong: a Counter's most_common decides ties
# says: alphabetically first
# cause: ^(b, c and e came equally often. Ties|it came as often as another that)
def predict_next(counts, char):
    from collections import Counter

    ranked = Counter(counts.get(char, {})).most_common(1)
    return ranked[0][0] if ranked else None


# %% wrong: no answer on a tie
# says: not to None
# cause: ^(b, c and e came equally often. Ties|None came back for a character)
def predict_next(counts, char):
    followers = counts.get(char, {})
    best = [after for after, often in followers.items() if often == max(followers.values())]
    return best[0] if len(best) == 1 else None


# %% wrong: all that tie
# says: One of them was asked for
# cause: ^(b, c and e came equally often. One|one character was asked for)
def predict_next(counts, char):
    if char not in counts:
        return None
    followers = counts[char]
    return "".join(sorted(after for after in followers if followers[after] == max(followers.values())))


# %% wrong: small letters before capitals
# says: tie with a capital
# cause: ^(it came as often as another that)
def predict_next(counts, char):
    if not counts.get(char):
        return None
    return min(counts[char], key=lambda one: (-counts[char][one], one.swapcase()))


# %% wrong: ties in the order of a dictionary, capitals and small letters alike
# says: a tie
# cause: ^(it came as often as another that)
def predict_next(counts, char):
    if not counts.get(char):
        return None
    return min(counts[char], key=lambda one: (-counts[char][one], one.lower()))


# %% wrong: accents left out of the order
# says: accented letter
# cause: ^(it came as often as another that)
def predict_next(counts, char):
    import unicodedata

    if not counts.get(char):
        return None
    return min(counts[char], key=lambda one: (-counts[char][one], unicodedata.normalize("NFD", one)))


# %% wrong: looks the character up without regard to capitals
# says: never came after|never seen
# cause: ^(this character never came after)
def predict_next(counts, char):
    if char.lower() not in counts:
        return None
    followers = counts[char.lower()]
    return min(followers, key=lambda one: (-followers[one], one))


# %% wrong: a space does not count
# says: one of them the space
# cause: ^(it came as often as another that)
def predict_next(counts, char):
    followers = {one: often for one, often in counts.get(char, {}).items() if one != " "}
    return min(followers, key=lambda one: (-followers[one], one), default=None)


# %% wrong: removes the winner from the counts
# says: changed its argument
# cause: ^(the argument is changed.)
def predict_next(counts, char):
    if char not in counts:
        return None
    best = min(counts[char], key=lambda one: (-counts[char][one], one))
    del counts[char][best]
    return best


# %% wrong: the word None
# says: return None
# cause: ^(for a character never seen with a)
def predict_next(counts, char):
    if char not in counts:
        return "None"
    return min(counts[char], key=lambda one: (-counts[char][one], one))


# %% wrong: prints instead of returning
# says: nothing came back
# cause: ^(nothing came back, but b was seen|None came back for a character)
def predict_next(counts, char):
    if char not in counts:
        return None
    print(min(counts[char], key=lambda one: (-counts[char][one], one)))


# %% wrong: the most frequent character of all
# says: never followed
# cause: ^(t never followed b. Look only at|this character never came after)
def predict_next(counts, char):
    if char not in counts:
        return None
    total = {}
    for row in counts.values():
        for after, often in row.items():
            total[after] = total.get(after, 0) + often
    return min(total, key=lambda one: (-total[one], one))


# %% wrong: ties go to the last seen
# says: alphabetically first
# cause: ^(b, c and e came equally often. Ties|it came as often as another that)
def predict_next(counts, char):
    if char not in counts:
        return None
    best, most = None, 0
    for after, n in counts[char].items():
        if n >= most:
            best, most = after, n
    return best


# %% wrong: looks for what comes before
# says: follows most often
# cause: follows most often|None came back
def predict_next(counts, char):
    row = {before: followers[char] for before, followers in counts.items() if char in followers}
    return min(row, key=lambda before: (-row[before], before), default=None)


# %% wrong: never seen is an error
# says: is no error
# cause: is no error
def predict_next(counts, char):
    if char not in counts:
        raise ValueError(f"{char} was never seen")
    return min(counts[char], key=lambda after: (-counts[char][after], after))


# %% wrong: a successor drawn at random
# cause: another result each time|^another character came more often|^(it came as often|d came once|n was seen|a came least|b, c and e came)
import random
def predict_next(counts, char):
    if char not in counts:
        return None
    d = counts[char]
    return random.choices(list(d), weights=d.values())[0]


# %% right: pandas series, sorted index, idxmax
import pandas as pd

def predict_next(counts, char):
    if not counts.get(char):
        return None
    return pd.Series(counts[char]).sort_index().idxmax()


# %% right: match on the row
def predict_next(counts, char):
    match counts.get(char):
        case None | {} if not counts.get(char):
            return None
        case row:
            return sorted(row.items(), key=lambda pair: (-pair[1], pair[0]))[0][0]


# %% wrong: puts the row of the counts in order
# says: changed its argument
# cause: the argument is changed
def predict_next(counts, char):
    if char not in counts:
        return None
    counts[char] = dict(sorted(counts[char].items(), key=lambda pair: (-pair[1], pair[0])))
    return next(iter(counts[char]), None)


# %% right: numpy lexsort
def predict_next(counts, char):
    row = counts.get(char) or {}
    if not row: return None
    keys, values = np.array(list(row)), np.array(list(row.values()))
    return keys[np.lexsort((keys, -values))[0]]


# %% right: reduce and match
from functools import reduce
def predict_next(counts, char):
    match counts:
        case {**rest} if char in rest and rest[char]:
            return reduce(lambda p, q: p if (p[1], -ord(p[0])) > (q[1], -ord(q[0])) else q, rest[char].items())[0]
    return None


# %% wrong: only the first two of a tie are compared
def predict_next(counts, char):
    row = counts.get(char)
    if not row: return None
    (a, m), *rest = sorted(row.items(), key=lambda p: -p[1])[:2]
    return min([a] + [c for c, n in rest if n == m])


# %% wrong: ties by what the character is followed by
def predict_next(counts, char):
    row = counts.get(char)
    return min(row, key=lambda c: (-row[c], len(counts.get(c, {})), c)) if row else None


# %% wrong: counts compared with is
# cause: it came as often as another
def predict_next(counts, char):
    if char not in counts:
        return None
    most = max(counts[char].values())
    return min(after for after, often in counts[char].items() if often is most)
