# %% right: copies, the inverse of the sigmoid
def freeze_gate(W, U, b, gate, value):
    if gate not in ["i", "f", "o"]:
        raise ValueError("the gates are i, f and o")
    if value <= 0 or value >= 1:
        raise ValueError("the value must lie between 0 and 1")
    W, U, b = dict(W), dict(U), dict(b)
    W[gate] = 0.0 * W[gate]
    U[gate] = 0.0 * U[gate]
    b[gate] = -np.log(1 / value - 1) * np.ones(len(b[gate]))
    return W, U, b


# %% right: all copied deeply, lists for what is new
def freeze_gate(W, U, b, gate, value):
    import copy
    import math

    W, U, b = copy.deepcopy((W, U, b))
    if {"i": 1, "f": 1, "o": 1}.get(gate) is None:
        raise ValueError(f"{gate} is no gate")
    if not (value > 0 and value < 1):
        raise ValueError(f"{value} is not between 0 and 1")
    W[gate] = [[0.0 for number in line] for line in W[gate]]
    U[gate] = [[0.0 for number in line] for line in U[gate]]
    b[gate] = [math.log(value) - math.log(1 - value) for number in b[gate]]
    return [W, U, b]


# %% right: dictionaries built anew, float32
def freeze_gate(kernel, recurrent, bias, name, number):
    if not (isinstance(name, str) and len(name) == 1 and name in "ifo"):
        raise ValueError("not a gate")
    if not 0 < number < 1:
        raise ValueError("not between 0 and 1")
    new = []
    for part, fill in ((kernel, 0), (recurrent, 0), (bias, 2 * np.arctanh(2 * number - 1))):
        new.append({
            key: np.full(array.shape, fill, "float32") if key == name else np.array(array)
            for key, array in part.items()
        })
    return tuple(new)


# %% wrong: the value itself as the bias
# says: the value itself
# cause: the value itself|in its part \[\d\], its part \['.'\] is wrong
def freeze_gate(W, U, b, gate, value):
    if gate not in ("i", "f", "o") or not 0 < value < 1:
        raise ValueError("no such gate, or no such value")
    return (
        {**W, gate: np.zeros_like(W[gate])},
        {**U, gate: np.zeros_like(U[gate])},
        {**b, gate: np.full(len(b[gate]), value)},
    )


# %% wrong: the sigmoid of the value
# says: other way round
# cause: other way round|in its part \[\d\], its part \['.'\] is wrong
def freeze_gate(W, U, b, gate, value):
    if gate not in ("i", "f", "o") or not 0 < value < 1:
        raise ValueError("no such gate, or no such value")
    return (
        {**W, gate: np.zeros_like(W[gate])},
        {**U, gate: np.zeros_like(U[gate])},
        {**b, gate: np.full(len(b[gate]), 1 / (1 + np.exp(-value)))},
    )


# %% wrong: the fraction upside down
# says: upside down
def freeze_gate(W, U, b, gate, value):
    if gate not in ("i", "f", "o") or not 0 < value < 1:
        raise ValueError("no such gate, or no such value")
    return (
        {**W, gate: np.zeros_like(W[gate])},
        {**U, gate: np.zeros_like(U[gate])},
        {**b, gate: np.full(len(b[gate]), np.log((1 - value) / value))},
    )


# %% wrong: the logarithm of the value alone
# says: this is log\(value\)
# cause: this is log\(value\)|in its part \[\d\], its part \['.'\] is wrong
def freeze_gate(W, U, b, gate, value):
    if gate not in ("i", "f", "o") or not 0 < value < 1:
        raise ValueError("no such gate, or no such value")
    return (
        {**W, gate: np.zeros_like(W[gate])},
        {**U, gate: np.zeros_like(U[gate])},
        {**b, gate: np.full(len(b[gate]), np.log(value))},
    )


# %% wrong: the logarithm to base 10
# says: base 10
# cause: base 10|in its part \[\d\], its part \['.'\] is wrong
def freeze_gate(W, U, b, gate, value):
    if gate not in ("i", "f", "o") or not 0 < value < 1:
        raise ValueError("no such gate, or no such value")
    return (
        {**W, gate: np.zeros_like(W[gate])},
        {**U, gate: np.zeros_like(U[gate])},
        {**b, gate: np.full(len(b[gate]), np.log10(value / (1 - value)))},
    )


# %% wrong: the odds, without a logarithm
# says: logarithm is missing
# cause: logarithm is missing|in its part \[\d\], its part \['.'\] is wrong
def freeze_gate(W, U, b, gate, value):
    if gate not in ("i", "f", "o") or not 0 < value < 1:
        raise ValueError("no such gate, or no such value")
    return (
        {**W, gate: np.zeros_like(W[gate])},
        {**U, gate: np.zeros_like(U[gate])},
        {**b, gate: np.full(len(b[gate]), value / (1 - value))},
    )


# %% wrong: the inverse of tanh
# says: turns tanh round
# cause: turns tanh round|in its part \[\d\], its part \['.'\] is wrong
def freeze_gate(W, U, b, gate, value):
    if gate not in ("i", "f", "o") or not 0 < value < 1:
        raise ValueError("no such gate, or no such value")
    return (
        {**W, gate: np.zeros_like(W[gate])},
        {**U, gate: np.zeros_like(U[gate])},
        {**b, gate: np.full(len(b[gate]), np.arctanh(value))},
    )


# %% wrong: W is left as it was
# says: x still reaches
# cause: x still reaches|in its part \[\d\], its part \['.'\] is wrong
def freeze_gate(W, U, b, gate, value):
    if gate not in ("i", "f", "o") or not 0 < value < 1:
        raise ValueError("no such gate, or no such value")
    bias = np.log(value / (1 - value))
    return W, {**U, gate: np.zeros_like(U[gate])}, {**b, gate: np.full(len(b[gate]), bias)}


# %% wrong: U is left as it was
# says: h still reaches
# cause: h still reaches|in its part \[\d\], its part \['.'\] is wrong
def freeze_gate(W, U, b, gate, value):
    if gate not in ("i", "f", "o") or not 0 < value < 1:
        raise ValueError("no such gate, or no such value")
    bias = np.log(value / (1 - value))
    return {**W, gate: np.zeros_like(W[gate])}, U, {**b, gate: np.full(len(b[gate]), bias)}


# %% wrong: the old bias stays
# says: bias is still the old one
# cause: bias is still the old one|in its part \[\d\], its part \['.'\] is wrong
def freeze_gate(W, U, b, gate, value):
    if gate not in ("i", "f", "o") or not 0 < value < 1:
        raise ValueError("no such gate, or no such value")
    return {**W, gate: np.zeros_like(W[gate])}, {**U, gate: np.zeros_like(U[gate])}, dict(b)


# %% wrong: added to the old bias
# says: old bias should go
# cause: old bias should go|in its part \[\d\], its part \['.'\] is wrong
def freeze_gate(W, U, b, gate, value):
    if gate not in ("i", "f", "o") or not 0 < value < 1:
        raise ValueError("no such gate, or no such value")
    return (
        {**W, gate: np.zeros_like(W[gate])},
        {**U, gate: np.zeros_like(U[gate])},
        {**b, gate: b[gate] + np.log(value / (1 - value))},
    )


# %% wrong: one number for all units
# says: a number for each unit
def freeze_gate(W, U, b, gate, value):
    if gate not in ("i", "f", "o") or not 0 < value < 1:
        raise ValueError("no such gate, or no such value")
    return (
        {**W, gate: np.zeros_like(W[gate])},
        {**U, gate: np.zeros_like(U[gate])},
        {**b, gate: np.log(value / (1 - value))},
    )


# %% wrong: a bias of ints
# says: array of floats
# cause: array of floats
def freeze_gate(W, U, b, gate, value):
    if gate not in ("i", "f", "o") or not 0 < value < 1:
        raise ValueError("no such gate, or no such value")
    return (
        {**W, gate: np.zeros_like(W[gate])},
        {**U, gate: np.zeros_like(U[gate])},
        {**b, gate: np.full_like(b[gate], np.log(value / (1 - value)))},
    )


# %% wrong: a zero for the whole matrix
# says: keep their shapes
def freeze_gate(W, U, b, gate, value):
    if gate not in ("i", "f", "o") or not 0 < value < 1:
        raise ValueError("no such gate, or no such value")
    bias = np.log(value / (1 - value))
    return {**W, gate: 0}, {**U, gate: 0}, {**b, gate: np.full(len(b[gate]), bias)}


# %% wrong: writes into what it was given
# says: changed its argument
def freeze_gate(W, U, b, gate, value):
    if gate not in ("i", "f", "o") or not 0 < value < 1:
        raise ValueError("no such gate, or no such value")
    W[gate] = np.zeros_like(W[gate])
    U[gate] = np.zeros_like(U[gate])
    b[gate] = np.full(len(b[gate]), np.log(value / (1 - value)))
    return W, U, b


# %% wrong: new dictionaries, the old arrays written over
# says: changed its argument
def freeze_gate(W, U, b, gate, value):
    if gate not in ("i", "f", "o") or not 0 < value < 1:
        raise ValueError("no such gate, or no such value")
    W, U, b = dict(W), dict(U), {key: array.astype(float) for key, array in b.items()}
    W[gate][:] = 0
    U[gate][:] = 0
    b[gate][:] = np.log(value / (1 - value))
    return W, U, b


# %% wrong: always the forget gate
# says: another gate was changed
def freeze_gate(W, U, b, gate, value):
    if gate not in ("i", "f", "o") or not 0 < value < 1:
        raise ValueError("no such gate, or no such value")
    return (
        {**W, "f": np.zeros_like(W["f"])},
        {**U, "f": np.zeros_like(U["f"])},
        {**b, "f": np.full(len(b["f"]), np.log(value / (1 - value)))},
    )


# %% wrong: all weights to zero
# says: another gate was changed
# cause: another gate was changed|in its part \[\d\], its part \['.'\] is wrong
def freeze_gate(W, U, b, gate, value):
    if gate not in ("i", "f", "o") or not 0 < value < 1:
        raise ValueError("no such gate, or no such value")
    return (
        {key: np.zeros_like(array) for key, array in W.items()},
        {key: np.zeros_like(array) for key, array in U.items()},
        {**b, gate: np.full(len(b[gate]), np.log(value / (1 - value)))},
    )


# %% wrong: the one gate alone comes back
# says: keys i, f, c and o|keys differ
# cause: keys i, f, c and o|keys differ
def freeze_gate(W, U, b, gate, value):
    if gate not in ("i", "f", "o") or not 0 < value < 1:
        raise ValueError("no such gate, or no such value")
    bias = np.full(len(b[gate]), np.log(value / (1 - value)))
    return {gate: np.zeros_like(W[gate])}, {gate: np.zeros_like(U[gate])}, {gate: bias}


# %% wrong: only the biases come back
# says: of type dict
def freeze_gate(W, U, b, gate, value):
    if gate not in ("i", "f", "o") or not 0 < value < 1:
        raise ValueError("no such gate, or no such value")
    return {**b, gate: np.full(len(b[gate]), np.log(value / (1 - value)))}


# %% wrong: the candidate can be frozen too
# says: gate called 'c'
# cause: gate called 'c'
def freeze_gate(W, U, b, gate, value):
    if gate not in ("i", "f", "c", "o"):
        raise ValueError("no such gate")
    if not 0 < value < 1:
        raise ValueError("no such value")
    return (
        {**W, gate: np.zeros_like(W[gate])},
        {**U, gate: np.zeros_like(U[gate])},
        {**b, gate: np.full(len(b[gate]), np.log(value / (1 - value)))},
    )


# %% wrong: two letters of the gates are a gate
# says: gate called 'if'
# cause: part of the text|an unknown gate is not refused
def freeze_gate(W, U, b, gate, value):
    if gate not in "ifo" or not 0 < value < 1:
        raise ValueError("no such gate, or no such value")
    return (
        {**W, gate: np.zeros_like(W[gate])},
        {**U, gate: np.zeros_like(U[gate])},
        {**b, gate: np.full(len(b[gate]), np.log(value / (1 - value)))},
    )


# %% wrong: any value will do
# says: a gate of 1
def freeze_gate(W, U, b, gate, value):
    if gate not in ("i", "f", "o"):
        raise ValueError("no such gate")
    with np.errstate(all="ignore"):
        bias = np.log(np.divide(value, 1 - value))
    return (
        {**W, gate: np.zeros_like(W[gate])},
        {**U, gate: np.zeros_like(U[gate])},
        {**b, gate: np.full(len(b[gate]), bias)},
    )


# %% wrong: zero is let through
# says: not between 0 and 1
# cause: not between 0 and 1
def freeze_gate(W, U, b, gate, value):
    if gate not in ("i", "f", "o") or value < 0 or value >= 1:
        raise ValueError("no such gate, or no such value")
    with np.errstate(divide="ignore"):
        bias = np.log(value / (1 - value))
    return (
        {**W, gate: np.zeros_like(W[gate])},
        {**U, gate: np.zeros_like(U[gate])},
        {**b, gate: np.full(len(b[gate]), bias)},
    )


# %% wrong: a negative value is let through
# says: not between 0 and 1
# cause: not between 0 and 1
def freeze_gate(W, U, b, gate, value):
    if gate not in ("i", "f", "o") or value == 0 or value >= 1:
        raise ValueError("no such gate, or no such value")
    with np.errstate(invalid="ignore"):
        bias = np.log(value / (1 - value))
    return (
        {**W, gate: np.zeros_like(W[gate])},
        {**U, gate: np.zeros_like(U[gate])},
        {**b, gate: np.full(len(b[gate]), bias)},
    )


# %% wrong: what cannot be frozen comes back as None
# says: should raise ValueError
def freeze_gate(W, U, b, gate, value):
    if gate not in ("i", "f", "o") or not 0 < value < 1:
        return None
    return (
        {**W, gate: np.zeros_like(W[gate])},
        {**U, gate: np.zeros_like(U[gate])},
        {**b, gate: np.full(len(b[gate]), np.log(value / (1 - value)))},
    )


# %% wrong: an error without a word
# says: without a message
def freeze_gate(W, U, b, gate, value):
    if gate not in ("i", "f", "o") or not 0 < value < 1:
        raise ValueError
    return (
        {**W, gate: np.zeros_like(W[gate])},
        {**U, gate: np.zeros_like(U[gate])},
        {**b, gate: np.full(len(b[gate]), np.log(value / (1 - value)))},
    )


# %% wrong: nothing is changed
# says: nothing was changed
# cause: nothing was changed|in its part \[\d\], its part \['.'\] is wrong
def freeze_gate(W, U, b, gate, value):
    if gate not in ("i", "f", "o") or not 0 < value < 1:
        raise ValueError("no such gate, or no such value")
    return dict(W), dict(U), dict(b)


# %% wrong: the two ends are values too
# says: a gate of 1
def freeze_gate(W, U, b, gate, value):
    if gate not in ("i", "f", "o") or not 0 <= value <= 1:
        raise ValueError("no such gate, or no such value")
    inside = np.clip(value, 1e-9, 1 - 1e-9)
    return (
        {**W, gate: np.zeros_like(W[gate])},
        {**U, gate: np.zeros_like(U[gate])},
        {**b, gate: np.full(len(b[gate]), np.log(inside / (1 - inside)))},
    )


# %% wrong: an unknown gate is a key that is not there
# says: KeyError came
# cause: KeyError came|an unknown gate
def freeze_gate(W, U, b, gate, value):
    if gate == "c" or not 0 < value < 1:
        raise ValueError("no such gate, or no such value")
    return (
        {**W, gate: np.zeros_like(W[gate])},
        {**U, gate: np.zeros_like(U[gate])},
        {**b, gate: np.full(len(b[gate]), np.log(value / (1 - value)))},
    )


# %% wrong: an unknown gate raises KeyError
# says: KeyError came
# cause: ^(KeyError came instead|an unknown gate)
def freeze_gate(W, U, b, gate, value):
    if not 0 < value < 1: raise ValueError("bad")
    if gate not in ("i", "f", "o"): raise KeyError(gate)
    W, U, b = dict(W), dict(U), dict(b)
    W[gate] = np.zeros_like(W[gate]); U[gate] = np.zeros_like(U[gate]); b[gate] = np.full(len(b[gate]), np.log(value / (1 - value)))
    return W, U, b


# %% right: bisection for the logit
def freeze_gate(W, U, b, gate, value):
    if gate not in list("ifo"): raise ValueError("gate")
    if not 0.0 < value < 1.0: raise ValueError("value")
    lo, hi = -50.0, 50.0
    for _ in range(200):
        mid = (lo + hi) / 2
        lo, hi = (mid, hi) if sigmoid(mid) < value else (lo, mid)
    z = lambda D, v: {k: np.asarray(D[k], float) * 0 + v if k == gate else D[k] for k in D}
    return z(W, 0), z(U, 0), z(b, lo)


# %% wrong: small and capital letters are the same gate
# says: an unknown gate
# cause: an unknown gate is not refused
def freeze_gate(W, U, b, gate, value):
    gate = gate.lower()
    if gate not in ("i", "f", "o"):
        raise ValueError("gate must be i, f or o")
    if not 0 < value < 1:
        raise ValueError("value must lie between 0 and 1")
    return (
        {**W, gate: np.zeros(np.shape(W[gate]))},
        {**U, gate: np.zeros(np.shape(U[gate]))},
        {**b, gate: np.full(np.shape(b[gate]), np.log(value / (1 - value)))},
    )


# %% wrong: without a gate all stays as it is
# says: an unknown gate
# cause: an unknown gate is not refused
def freeze_gate(W, U, b, gate, value):
    if not gate:
        return W, U, b
    if gate not in ("i", "f", "o"):
        raise ValueError("gate must be i, f or o")
    if not 0 < value < 1:
        raise ValueError("value must lie between 0 and 1")
    return (
        {**W, gate: np.zeros(np.shape(W[gate]))},
        {**U, gate: np.zeros(np.shape(U[gate]))},
        {**b, gate: np.full(np.shape(b[gate]), np.log(value / (1 - value)))},
    )


# %% wrong: the biases of the others are cut to whole numbers
# says: in its part \[2\], its part \['.'\] is wrong
# cause: is wrong
def freeze_gate(W, U, b, gate, value):
    if gate not in ("i", "f", "o"):
        raise ValueError("gate must be i, f or o")
    if not 0 < value < 1:
        raise ValueError("value must lie between 0 and 1")
    biases = {key: np.asarray(part).astype(int) for key, part in b.items()}
    return (
        {**W, gate: np.zeros(np.shape(W[gate]))},
        {**U, gate: np.zeros(np.shape(U[gate]))},
        {**biases, gate: np.full(np.shape(b[gate]), np.log(value / (1 - value)))},
    )


# %% right: arctanh
def freeze_gate(W, U, b, gate, value):
    match gate:
        case "i" | "f" | "o": pass
        case _: raise ValueError("a gate is i, f or o")
    if not 0.0 < float(value) < 1.0: raise ValueError("the number must be inside (0, 1)")
    W, U, b = dict(W), dict(U), dict(b)
    W[gate], U[gate] = np.zeros_like(W[gate], dtype=float), np.zeros_like(U[gate], dtype=float)
    b[gate] = np.repeat(2 * np.arctanh(2 * value - 1), len(b[gate]))
    return W, U, b


# %% wrong: all sets are kept in half precision
# cause: float16
def freeze_gate(W, U, b, gate, value):
    if gate not in ("i", "f", "o"): raise ValueError(f"no gate {gate!r}")
    if not 0 < value < 1: raise ValueError(f"{value} is not between 0 and 1")
    W, U, b = ({k: np.asarray(v).astype(np.float16) for k, v in d.items()} for d in (W, U, b))
    W[gate], U[gate] = np.zeros(np.shape(W[gate])), np.zeros(np.shape(U[gate]))
    b[gate] = np.full(len(b[gate]), np.log(value / (1 - value)))
    return W, U, b


# %% wrong: f still reads the segment
# cause: in its part \[0\]|x still reaches the gate
def freeze_gate(W, U, b, gate, value):
    if gate not in ("i", "f", "o") or not 0 < value < 1:
        raise ValueError(f"gate {gate!r} or value {value} will not do")
    bias = np.log(value / (1 - value))
    inputs = W[gate] if gate == "f" and len(b["f"]) > 2 else 0.0 * W[gate]
    return {**W, gate: inputs}, {**U, gate: 0.0 * U[gate]}, {**b, gate: bias + 0.0 * b[gate]}
