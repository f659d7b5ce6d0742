# %% right: a defaultdict of Counters
def bigram_counts(text):
    from collections import Counter, defaultdict

    counts = defaultdict(Counter)
    for one, after in zip(text, text[1:]):
        counts[one][after] += 1
    return counts


# %% right: plain ifs
def bigram_counts(text):
    table = {}
    previous = None
    for char in text:
        if previous is not None:
            if previous not in table:
                table[previous] = {}
            if char not in table[previous]:
                table[previous][char] = 0
            table[previous][char] += 1
        previous = char
    return table


# %% right: NumPy counts the pairs
def bigram_counts(text):
    if len(text) < 2:
        return {}
    pairs = np.array([text[i : i + 2] for i in range(len(text) - 1)], dtype=object)
    kinds, often = np.unique(pairs, return_counts=True)
    result = {pair[0]: {} for pair in kinds}
    for pair, n in zip(kinds, often):
        result[pair[0]][pair[1]] = n
    return result


# %% right: comprehensions
def bigram_counts(text):
    from collections import Counter

    pairs = Counter(zip(text, text[1:]))
    return {a: {y: n for (x, y), n in pairs.items() if x == a} for a in text[:-1]}


# %% wrong: wraps around
# says: wraps around
# cause: ^(the text wraps around: its last)
def bigram_counts(text):
    counts = {}
    for i in range(len(text)):
        followers = counts.setdefault(text[i], {})
        after = text[(i + 1) % len(text)]
        followers[after] = followers.get(after, 0) + 1
    return counts


# %% wrong: the last pair is missing
# says: last pair
# cause: ^(the last pair is missing.|the run holds three pairs, since)
def bigram_counts(text):
    counts = {}
    for i in range(len(text) - 2):
        followers = counts.setdefault(text[i], {})
        followers[text[i + 1]] = followers.get(text[i + 1], 0) + 1
    return counts


# %% wrong: the last character is a key
# says: not a key
# cause: ^(the last character, c, has no|a character that is never)
def bigram_counts(text):
    counts = {char: {} for char in text}
    for one, after in zip(text, text[1:]):
        counts[one][after] = counts[one].get(after, 0) + 1
    return counts


# %% wrong: what came before
# says: before, not after
# cause: ^(these are the characters before,|the keys differ: '.' not asked)
def bigram_counts(text):
    counts = {}
    for one, after in zip(text, text[1:]):
        row = counts.setdefault(after, {})
        row[one] = row.get(one, 0) + 1
    return counts


# %% wrong: each pair counted once
# says: not counted again
# cause: ^(a pair that occurs again is not)
def bigram_counts(text):
    counts = {}
    for one, after in zip(text, text[1:]):
        counts.setdefault(one, {})[after] = 1
    return counts


# %% wrong: pairs that do not overlap
# says: overlap
# cause: ^(the pairs overlap: da, ab, bb, ...|the run holds three pairs, since)
def bigram_counts(text):
    counts = {}
    for i in range(0, len(text) - 1, 2):
        row = counts.setdefault(text[i], {})
        row[text[i + 1]] = row.get(text[i + 1], 0) + 1
    return counts


# %% wrong: str.count skips overlapping matches
# says: pairs overlap
# cause: ^(the run holds three pairs, since)
def bigram_counts(text):
    counts = {}
    for one, after in zip(text, text[1:]):
        counts.setdefault(one, {})[after] = text.count(one + after)
    return counts


# %% wrong: spaces dropped
# says: space
# cause: ^(the space is a character too.|a character that has a successor)
def bigram_counts(text):
    text = text.replace(" ", "")
    counts = {}
    for one, after in zip(text, text[1:]):
        row = counts.setdefault(one, {})
        row[after] = row.get(after, 0) + 1
    return counts


# %% wrong: everything in small letters
# says: capitals
# cause: ^(a character that has a successor)
def bigram_counts(text):
    text = text.lower()
    counts = {}
    for one, after in zip(text, text[1:]):
        row = counts.setdefault(one, {})
        row[after] = row.get(after, 0) + 1
    return counts


# %% wrong: one flat dict of pairs
# says: dict itself
# cause: ^(each value of the dict should be|the keys differ: 'a' missing;)
def bigram_counts(text):
    counts = {}
    for one, after in zip(text, text[1:]):
        counts[one + after] = counts.get(one + after, 0) + 1
    return counts


# %% wrong: lists of successors
# says: dict itself
# cause: ^(each value of the dict should be|in its part .'a'., a dict was)
def bigram_counts(text):
    counts = {}
    for one, after in zip(text, text[1:]):
        counts.setdefault(one, []).append(after)
    return counts


# %% wrong: shares instead of counts
# says: shares
# cause: ^(these are shares. Counts were|in its part \['a'\], its part \['a'\] is wrong)
def bigram_counts(text):
    counts = {}
    for one, after in zip(text, text[1:]):
        row = counts.setdefault(one, {})
        row[after] = row.get(after, 0) + 1
    return {one: {after: n / sum(row.values()) for after, n in row.items()} for one, row in counts.items()}


# %% wrong: a full table with zeros
# says: counted as 0
# cause: ^(pairs that never occur are|in its part .'A'., the keys)
def bigram_counts(text):
    pairs = list(zip(text, text[1:]))
    return {one: {after: pairs.count((one, after)) for after in set(text)} for one in set(text[:-1])}


# %% wrong: fails on an empty text
# says: no first character
# cause: ^(an empty text has no first)
def bigram_counts(text):
    counts = {}
    previous = text[0]
    for char in text[1:]:
        row = counts.setdefault(previous, {})
        row[char] = row.get(char, 0) + 1
        previous = char
    return counts


# %% wrong: a table kept from call to call
# says: earlier call|not right for
# cause: ^(the keys differ: 'd', 'a', 'b', ')
def bigram_counts(text, counts={}):
    for one, after in zip(text, text[1:]):
        row = counts.setdefault(one, {})
        row[after] = row.get(after, 0) + 1
    return counts


# %% wrong: hard-coded to the visible example
# says: not right for an empty text
# cause: ^(the keys differ: 'd', 'a', 'b', ')
def bigram_counts(text):
    return {"d": {"a": 1}, "a": {"b": 2, "c": 1}, "b": {"b": 1, "a": 1, " ": 1}, " ": {"a": 1}}


# %% wrong: the first pair is missing
# says: first pair
# cause: ^(the first pair is missing.|the run holds three pairs, since)
def bigram_counts(text):
    counts = {}
    for i in range(1, len(text) - 1):
        followers = counts.setdefault(text[i], {})
        followers[text[i + 1]] = followers.get(text[i + 1], 0) + 1
    return counts


# %% wrong: counts as floats
# says: count is an int
# cause: ^(the counts are floats. A count is|in its part .'a'., in its part)
def bigram_counts(text):
    counts = {}
    for one, after in zip(text, text[1:]):
        row = counts.setdefault(one, {})
        row[after] = row.get(after, 0.0) + 1
    return counts


# %% wrong: letters only
# says: space
# cause: ^(the space is a character too:|a character that has a successor)
def bigram_counts(text):
    counts = {}
    for one, after in zip(text, text[1:]):
        if one.isalpha() and after.isalpha():
            row = counts.setdefault(one, {})
            row[after] = row.get(after, 0) + 1
    return counts


# %% wrong: stripped at both ends
# says: begins and ends with a space
# cause: ^(a character that has a successor)
def bigram_counts(text):
    text = text.strip()
    counts = {}
    for one, after in zip(text, text[1:]):
        row = counts.setdefault(one, {})
        row[after] = row.get(after, 0) + 1
    return counts


# %% wrong: punctuation and digits dropped
# says: punctuation|no key
# cause: ^(a character that has a successor)
def bigram_counts(text):
    text = "".join(char for char in text if char.isalpha() or char == " ")
    counts = {}
    for one, after in zip(text, text[1:]):
        row = counts.setdefault(one, {})
        row[after] = row.get(after, 0) + 1
    return counts


# %% wrong: two characters ahead
# says: next one, not
# cause: ^(these are the characters two|the run holds three pairs, since)
def bigram_counts(text):
    counts = {}
    for one, after in zip(text, text[2:]):
        row = counts.setdefault(one, {})
        row[after] = row.get(after, 0) + 1
    return counts


# %% wrong: words instead of characters
# says: characters
# cause: ^(each key should be one character:|the keys differ: 'a' missing.)
def bigram_counts(text):
    words = text.split()
    counts = {}
    for one, after in zip(words, words[1:]):
        row = counts.setdefault(one, {})
        row[after] = row.get(after, 0) + 1
    return counts


# %% wrong: counts one too high
# says: one too high
# cause: ^(every count is one too high: a|in its part \['a'\], its part \['a'\] is wrong)
def bigram_counts(text):
    counts = {}
    for one, after in zip(text, text[1:]):
        row = counts.setdefault(one, {})
        row[after] = row.get(after, 1) + 1
    return counts


# %% wrong: a character's own run is left out
# says: run of one character|no key
# cause: ^(in its part .'b'., the keys|the keys differ: 'a' missing.)
def bigram_counts(text):
    counts = {}
    for one, after in zip(text, text[1:]):
        if one != after:
            row = counts.setdefault(one, {})
            row[after] = row.get(after, 0) + 1
    return counts


# %% wrong: a text of one character raises
# says: text of one character
# cause: ^(a text of one character is)
def bigram_counts(text):
    if len(text) == 1:
        raise ValueError("too short")
    counts = {}
    for one, after in zip(text, text[1:]):
        row = counts.setdefault(one, {})
        row[after] = row.get(after, 0) + 1
    return counts


# %% wrong: prints instead of returning
# says: return
# cause: ^(nothing came back. Does every way)
def bigram_counts(text):
    counts = {}
    for one, after in zip(text, text[1:]):
        row = counts.setdefault(one, {})
        row[after] = row.get(after, 0) + 1
    print(counts)


# %% wrong: a new pair replaces the row
# says: replaces those counted before
# cause: ^(a new pair replaces|a character that has|in its part|the keys differ)
def bigram_counts(text):
    counts: dict = {}
    for one, after in zip(text, text[1:]):
        if one in counts and after in counts[one]:
            counts[one][after] += 1
        else:
            counts[one] = {after: 1}
    return counts


# %% wrong: counts up what is not there yet
# says: cannot be counted up
# cause: ^(a key that is not there cannot)
def bigram_counts(text):
    counts: dict = {}
    for one, after in zip(text, text[1:]):
        counts[one][after] += 1
    return counts


# %% wrong: the loop goes one too far
# says: one too far
# cause: ^(does the loop go one too far|an empty text has)
def bigram_counts(text):
    counts: dict = {}
    for i in range(len(text)):
        row = counts.setdefault(text[i], {})
        row[text[i + 1]] = row.get(text[i + 1], 0) + 1
    return counts


# %% wrong: a pair seen for the first time counts 0
# says: one too low
# cause: one too low|Here are two
def bigram_counts(text):
    counts = {}
    for char, after in zip(text, text[1:]):
        row = counts.setdefault(char, {})
        row[after] = row.get(after, -1) + 1
    return counts


# %% wrong: one row for all characters
# says: keys differ
# cause: keys differ|more pairs than the text has
def bigram_counts(text):
    counts = dict.fromkeys(text[:-1], {})
    for char, after in zip(text, text[1:]):
        counts[char][after] = counts[char].get(after, 0) + 1
    return counts


# %% right: pandas crosstab
import pandas as pd

def bigram_counts(text):
    if len(text) < 2:
        return {}
    frame = pd.DataFrame({"a": list(text[:-1]), "b": list(text[1:])})
    return {a: group["b"].value_counts().to_dict() for a, group in frame.groupby("a")}


# %% right: recursion in halves
def bigram_counts(text):
    if len(text) < 2:
        return {}
    if len(text) == 2:
        return {text[0]: {text[1]: 1}}
    middle = len(text) // 2
    left, right = bigram_counts(text[: middle + 1]), bigram_counts(text[middle:])
    for a, row in right.items():
        mine = left.setdefault(a, {})
        for b, n in row.items():
            mine[b] = mine.get(b, 0) + n
    return left


# %% right: groupby over sorted pairs
from itertools import groupby
def bigram_counts(text):
    pairs = sorted(text[i : i + 2] for i in range(len(text) - 1))
    return {a: {p[1]: sum(1 for _ in same) for p, same in groupby(group)} for a, group in groupby(pairs, key=lambda p: p[0])}


# %% right: comprehension with regex look-ahead
import re
def bigram_counts(text):
    pairs = re.findall(r"(?s)(?=(..))", text)
    return {a: {b: pairs.count(a + b) for b in {p[1] for p in pairs if p[0] == a}} for a in {p[0] for p in pairs}}


# %% wrong: a regular expression whose dot takes no line end
import re
def bigram_counts(text):
    out = {}
    for a, b in re.findall(r"(?=(.)(.))", text):
        out.setdefault(a, {}).setdefault(b, 0)
        out[a][b] += 1
    return out


# %% wrong: a dict of a class of one's own, which grading does not rebuild
# says: of type Table
# cause: of type Table
class Table(dict):
    def __missing__(self, key):
        self[key] = {}
        return self[key]
def bigram_counts(text):
    table = Table()
    for a, b in zip(text, text[1:]):
        table[a][b] = table[a].get(b, 0) + 1
    return table


# %% wrong: the last character is taken out again
# says: KeyError
# cause: or taken out
def bigram_counts(text):
    counts = {}
    for one, after in zip(text, text[1:]):
        row = counts.setdefault(one, {})
        row[after] = row.get(after, 0) + 1
    if text:
        del counts[text[-1]]
    return counts


# %% wrong: counts as text
# says: this is text
# cause: a number was expected, this is text
def bigram_counts(text):
    counts: dict = {}
    for char, after in zip(text, text[1:]):
        row = counts.setdefault(char, {})
        row[after] = str(int(row.get(after, "0")) + 1)
    return counts
