"""What 4_rnn says of random draws, as checks that take a seed: see CLAIMS.

The measurements are the notebook's own functions, read from its cells; the exercises' functions
that they call are lib's. A claim holds for a seed if what the notebook would print with it agrees
with the sentence.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from functools import cache
from typing import Any

import keras
import numpy as np
import tensorflow as tf

from answers.answer_runner import read_notebook
from lib.rnn import from_keras, jacobian_norms, weight_gradient

TANH_1_5 = {"size": 0.1, "steps": 20, "scale": 1.5, "optimizer": keras.optimizers.SGD, "rate": 0.1}


@cache
def notebook_functions() -> dict[str, Any]:
    """The functions and constants that the notebook's measuring cells define."""
    names: dict[str, Any] = {
        "np": np, "tf": tf, "keras": keras, "from_keras": from_keras,
        "jacobian_norms": jacobian_norms, "weight_gradient": weight_gradient,
    }  # fmt: skip
    for cell in read_notebook("4_rnn").cells:
        if cell.id in ("keras-norms", "family", "shares", "memory"):
            tree = ast.parse(cell.source)
            tree.body = [
                node
                for node in tree.body
                if isinstance(node, ast.FunctionDef)
                or (isinstance(node, ast.Assign) and ast.unparse(node.targets[0]).isupper())
            ]
            exec(compile(tree, cell.id, "exec"), names)
    return names


@cache
def norms_of(seed: int) -> dict[float, float]:
    """The median spectral norm over 59 steps of 20 layers of Keras's, by the size of the inputs."""
    by_size = notebook_functions()["keras_norms"]((0.1, 0.3, 1.0, 10.0), seed=seed)
    return {size: float(np.median(rows[59])) for size, rows in by_size.items()}


def norms(size: float, seed: int) -> float:
    """One of norms_of."""
    return norms_of(seed)[size]


@cache
def measured(
    activation: str, size: float, back: int, seed: int, scale: float = 1.0
) -> tuple[float, float]:
    """The median relative gradient so many steps back of 50 layers, and their mean slope."""
    look_back = notebook_functions()["look_back"]
    relative, _, slope = look_back(activation, size, scale=scale, seed=seed)
    return float(np.median(relative[back])), float(slope)


@cache
def last_steps(size: float, seed: int) -> int:
    """How many of the last steps make up 99 % of the gradient of one layer of Keras's."""
    shares, _ = notebook_functions()["keras_shares"](size, seed=seed)
    share_norms = np.linalg.norm(shares, axis=(1, 2))
    return int(notebook_functions()["steps_for"](share_norms, 0.99))


def accuracies(seed: int, activation: Any = tf.tanh, **options: Any) -> np.ndarray:
    """The accuracies of eight nets trained on the memory task."""
    return _accuracies(seed, activation, tuple(sorted(options.items(), key=lambda item: item[0])))


@cache
def _accuracies(seed: int, activation: Any, options: tuple[tuple[str, Any], ...]) -> np.ndarray:
    return notebook_functions()["recall"](activation, seed=seed, **dict(options))[0]


def _exploded(seed: int) -> bool:
    relative, _, _ = notebook_functions()["look_back"]("tanh", 0.001, scale=1.5, seed=seed)
    return bool(5e2 < np.median(relative[59]) < 2e4)


def _two_phases(seed: int) -> bool:
    """States that are tiny, and then in the bend of tanh."""
    _, states, _ = notebook_functions()["look_back"]("tanh", 0.001, scale=1.5, seed=seed)
    return bool(np.abs(states[:10]).mean() < 0.1 and np.abs(states[25:]).mean() > 0.4)


def _slope_explains(seed: int) -> bool:
    pairs = [measured(act, size, 59, seed) for act in ("tanh", "sigmoid") for size in (0.1, 0.3, 1)]
    return all(abs(np.log10(slope**59 / median)) < 3 for median, slope in pairs)


def _too_large(seed: int) -> bool:
    _, gradient_norms = notebook_functions()["recall"](tf.tanh, seed=seed, **TANH_1_5)
    usual = np.median(gradient_norms[:50], axis=0)
    return bool(np.median(gradient_norms.max(axis=0) / usual) > 4)


def _gentle_mean(seed: int, keep: int | None) -> float:
    return float(accuracies(seed, size=0.3, steps=40, keep=keep).mean())


CLAIMS: list[tuple[str, Callable[[int], bool]]] = [
    ("**Inputs of size 0.1**: about a tenth is left over 59 steps.",
     lambda seed: 0.05 < norms(0.1, seed) < 0.2),
    ("**0.3**: between 1e-4 and 1e-3 is left.", lambda seed: 1e-4 < norms(0.3, seed) < 1e-3),
    ("**1**: between 1e-11 and 1e-9.", lambda seed: 1e-11 < norms(1.0, seed) < 1e-9),
    ("**10**: below 1e-40.", lambda seed: norms(10.0, seed) < 1e-40),
    ("Between sizes 0.1 and 1 lie eight to ten powers of ten",
     lambda seed: 8 < np.log10(norms(0.1, seed) / norms(1.0, seed)) < 10),
    ("ten steps back, about 1e-6 or less is left, whatever the inputs.",
     lambda seed: all(measured("sigmoid", size, 10, seed)[0] < 2e-6 for size in (0.1, 0.3, 1.0))),
    ("**tanh**: the order is that of the spectral norms, and the values lie below them.",
     lambda seed: all(measured("tanh", size, 59, seed)[0] < norms(size, seed)
                      for size in (0.1, 0.3, 1.0))
     and measured("tanh", 0.1, 59, seed)[0] > measured("tanh", 0.3, 59, seed)[0]
     > measured("tanh", 1.0, 59, seed)[0]),
    ("The guess is rough: it lies within three powers of ten", _slope_explains),
    ("The sigmoid's slope is near 0.25 at all three sizes",
     lambda seed: all(0.2 < measured("sigmoid", s, 59, seed)[1] < 0.25 for s in (0.1, 0.3, 1.0))),
    ("the mean slope is about 0.95 for inputs of size 0.1 and about 0.85 for 0.3",
     lambda seed: 0.93 < measured("tanh", 0.1, 59, seed)[1] < 0.97
     and 0.82 < measured("tanh", 0.3, 59, seed)[1] < 0.88),
    ("With inputs of size 0.001 there are two phases.", _two_phases),
    ("the gradient of these early inputs has **exploded**, to some thousand times that of the last "
     "one", _exploded),
    (r"even this larger $\mathbf{U}$ does not save the gradient: in most layers it shrinks",
     lambda seed: measured("tanh", 1.0, 59, seed, scale=1.5)[0] < 1),
    ("For inputs of size 1 the last 8 to 15 steps are 99 % of the gradient",
     lambda seed: 8 <= last_steps(1.0, seed) <= 15),
    ("for 0.3 it takes 22 to 40", lambda seed: 22 <= last_steps(0.3, seed) <= 40),
    ("for 0.1 more than 50", lambda seed: last_steps(0.1, seed) > 50),
    ("**Sigmoid**: learns 2 steps.",
     lambda seed: bool(accuracies(seed, tf.sigmoid, size=1.0, steps=2).min() > 0.9)),
    ("At 5 it is at chance or little above, and at chance from 10 on.",
     lambda seed: bool(accuracies(seed, tf.sigmoid, size=1.0, steps=5).mean() < 0.6)
     and all(accuracies(seed, tf.sigmoid, size=1.0, steps=n).max() < 0.56 for n in (10, 20, 40))),
    ("**tanh, size 1**: learns up to 20 steps.",
     lambda seed: all((accuracies(seed, size=1.0, steps=n) > 0.9).sum() >= 7
                      for n in (2, 5, 10, 20))),
    ("At 40 most nets, often all, are at chance.",
     lambda seed: bool((accuracies(seed, size=1.0, steps=40) < 0.56).sum() > 4)),
    ("**tanh, size 0.3**: learns every length here, though at 40 now and then a net is not done "
     "within the budget.",
     lambda seed: all(accuracies(seed, size=0.3, steps=n).min() > 0.9 for n in (2, 5, 10, 20))
     and bool(accuracies(seed, size=0.3, steps=40).mean() > 0.9)),
    ("**No remedy**: at most half of the nets learn.",
     lambda seed: bool((accuracies(seed, **TANH_1_5) > 0.9).sum() <= 4)),
    ("Somewhere on the way the norm of the gradient is several times its usual one", _too_large),
    ("**Clipped**: all eight learn, or all but one.",
     lambda seed: bool((accuracies(seed, **TANH_1_5, limit=1.0) > 0.9).sum() >= 7)),
    ("**Last 10 steps**: most learn here as well",
     lambda seed: bool((accuracies(seed, **TANH_1_5, keep=10) > 0.9).sum() >= 5)),
    ("**The gentle task**: with all steps at least six of the eight nets learn.",
     lambda seed: bool((accuracies(seed, size=0.3, steps=40) > 0.9).sum() >= 6)),
    ("With the last 10 alone the mean falls",
     lambda seed: _gentle_mean(seed, 10) < _gentle_mean(seed, None)),
    ("the mean is far above chance, even with the last step alone",
     lambda seed: min(_gentle_mean(seed, keep) for keep in (10, 1)) > 0.6),
]  # fmt: skip
