"""What 7_forecasting says about random draws, as claims that other seeds are asked to confirm.

CLAIMS holds pairs: the sentence, and a function that says of a seed whether it holds. The
notebook's own cells load the data and define the networks. Where the notebook speaks of the
networks of its ladder, it speaks of medians of three runs; a seed stands for three others then.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from functools import cache
from typing import Any

import nbformat

from answers.answer_runner import SOURCE

RUN = (
    "setup", "load-data", "two-week-steps", "split_in_time", "parts", "windows", "leak",
    "baselines-score", "fit_scaler", "build_forecaster", "rungs", "fit",
)  # fmt: skip
DEFINE = ("stronger", "suspects", "changes", "budget")  # these train too: take what they define


@cache
def names() -> dict[str, Any]:
    """The notebook's names: data, simple forecasts, networks, views."""
    namespace: dict[str, Any] = {"__name__": "__main__"}
    for cell in nbformat.read(SOURCE / "7_forecasting.ipynb", 4).cells:
        if cell.id in RUN:
            exec(compile(cell.source.replace("plt.show()", ""), cell.id, "exec"), namespace)
        elif cell.id in DEFINE:
            tree = ast.parse(cell.source)
            kept = (ast.FunctionDef, ast.ImportFrom)
            tree.body = [
                node
                for node in tree.body
                if isinstance(node, kept) or ast.unparse(node).startswith(("calendar", "counted"))
            ]
            exec(compile(tree, cell.id, "exec"), namespace)
    return namespace


@cache
def simple(name: str, part: str = "validation") -> float:
    """The error of a simple forecast, fitted on the training part, in ppm."""
    forecast = names()[name]
    given = name in ("seasonal_naive", "with_growth")  # there is nothing to fit
    return names()["mae"](forecast if given else forecast("training"), part)


@cache
def error(
    seed: int, rung: str, view: str = "changes", rate: float = 0.01, part: str = "validation"
) -> float:
    """The error of one trained network, in ppm."""
    return names()["mae"](trained(seed, rung, view, rate), part)


def median(seed: int, rung: str, part: str = "validation") -> float:
    """The median error of three runs of a network of the ladder, in ppm."""
    return sorted(error(3 * seed + run, rung, part=part) for run in range(3))[1]


def others(seed: int, rung: str) -> float:
    """The least median error of the other networks of the ladder, in ppm."""
    return min(median(seed, other) for other in names()["rungs"] if other != rung)


@cache
def trained(seed: int, rung: str, view: str, rate: float) -> Any:
    """One network of the ladder, trained with this seed; rung "tanh": Dense with that word."""
    mine = names()
    build = mine["dense"]("tanh") if rung == "tanh" else mine["rungs"][rung]
    return mine["fit"](build, mine[view], seed, rate=rate)


def random_split_flatters(seed: int) -> bool:
    """The two neighbours, scored on windows drawn at random."""
    mine = names()
    np, ends, level = mine["np"], mine["ends"], mine["level"]
    known, asked = ends("training"), ends("validation")
    mixed = np.random.default_rng(seed).permutation(np.concatenate([known, asked]))
    known, asked = np.split(mixed, [len(known)])
    values = mine["two_neighbours"](known, asked)
    return bool(np.abs(values - level[asked + mine["HORIZON"]]).mean() < 0.5)


CLAIMS: list[tuple[str, Callable[[int], bool]]] = [
    ("The random split says that the method is excellent.", random_split_flatters),
    ("On the validation part it is worse than seasonal naive",
     lambda seed: error(seed, "LSTM", "levels") > simple("seasonal_naive")),
    ("The Dense network with tanh fails as well",
     lambda seed: error(seed, "tanh", "levels") > simple("seasonal_naive")),
    ("One word does: `tanh`.",
     lambda seed: error(seed, "Dense", "levels") < error(seed, "tanh", "levels")),
    ("even the relu network is not as good as “seasonal naive + growth”",
     lambda seed: error(seed, "Dense", "levels") > simple("with_growth")),
    ("is now off by half a ppm", lambda seed: 0.42 < median(seed, "LSTM") < 0.62),
    ("what a network of ours adds to that on these years: nothing",
     lambda seed: simple("holt_winters") < min(median(seed, "Dense"), others(seed, "Dense"))),
    ("Of the networks Dense is first", lambda seed: median(seed, "Dense") < others(seed, "Dense")),
    ("both level with linear regression",
     lambda seed: all(abs(median(seed, rung) - simple("linear_regression")) < 0.03
                      for rung in ("Dense", "Conv1D"))),
    ("The LSTM does better on segments than value by value",
     lambda seed: median(seed, "LSTM on segments") < median(seed, "LSTM")),
    ("**The rate decides about the SimpleRNN.**",
     lambda seed: error(seed, "SimpleRNN", rate=0.03) > error(seed, "SimpleRNN", rate=0.003)),
    ("At 0.003 its seeds agree", lambda seed: error(seed, "SimpleRNN", rate=0.003) < 0.54),
    ("Twelve weeks ahead, about 0.44 ppm, over years and levels never seen. Dense reaches it",
     lambda seed: 0.41 < median(seed, "Dense", part="test") < 0.46),
]  # fmt: skip
