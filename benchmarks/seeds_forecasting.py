"""What 7_forecasting says about random draws, as claims that other seeds are asked to confirm.

CLAIMS holds pairs: the sentence, with the range that it claims, and a function that says of a seed
whether it holds. The notebook's own cells load the data and define the networks; every network is
trained once for a seed.
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
    return names()["mae"](forecast if name == "with_growth" else forecast("training"), part)


@cache
def error(
    seed: int, rung: str, view: str = "changes", rate: float = 0.01, part: str = "validation"
) -> float:
    """The error of one trained network, in ppm."""
    return names()["mae"](trained(seed, rung, view, rate), part)


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
    ("split at random, the two neighbours seem to be off by less than 0.5 ppm",
     random_split_flatters),
    ("an LSTM on levels is worse than seasonal naive on the validation part",
     lambda seed: error(seed, "LSTM", "levels") > 1.26),
    ("so is Dense with tanh; with relu it is better than with tanh, and worse than with_growth",
     lambda seed: error(seed, "tanh", "levels") > 1.26
     and simple("with_growth") < error(seed, "Dense", "levels") < error(seed, "tanh", "levels")),
    ("on anchored windows the LSTM is off by 0.42 to 0.62 ppm",
     lambda seed: 0.42 < error(seed, "LSTM") < 0.62),
    ("Dense is off by 0.37 to 0.42 ppm, about as much as linear regression",
     lambda seed: 0.37 < error(seed, "Dense") < 0.42),
    ("Dense is ahead of the LSTM, on segments or not",
     lambda seed: error(seed, "Dense") < min(error(seed, "LSTM"), error(seed, "LSTM on segments"))),
    ("the LSTM on segments is off by 0.4 to 0.48 ppm",
     lambda seed: 0.4 < error(seed, "LSTM on segments") < 0.48),
    ("none of these is ahead of Holt-Winters",
     lambda seed: simple("holt_winters")
     < min(error(seed, rung) for rung in ("Dense", "LSTM", "LSTM on segments"))),
    ("at a rate of 0.003 the SimpleRNN trains: below 0.54 ppm",
     lambda seed: error(seed, "SimpleRNN", rate=0.003) < 0.54),
    ("at 0.03 it is worse than at 0.003",
     lambda seed: error(seed, "SimpleRNN", rate=0.03) > error(seed, "SimpleRNN", rate=0.003)),
    ("on the test part Dense is off by 0.41 to 0.46 ppm",
     lambda seed: 0.41 < error(seed, "Dense", part="test") < 0.46),
]  # fmt: skip
