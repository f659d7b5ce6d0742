"""`python -m benchmarks.seeds [NOTEBOOK] [SEEDS]`: the sentences that rest on a random draw.

Each notebook's module has CLAIMS: a sentence of the notebook, or the part of it that is tried, and
a function of a seed that says whether it holds. The sentence is a quote: tests/test_notebooks.py
looks for it in the notebook's text. What words such as "a tenth" or "close" allow is the function's
to say. Each claim is tried with ten other seeds than the notebook's, and the share in which it
holds is printed. A claim that trains takes up to two minutes for each seed.
"""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
FIRST = 11  # seed, none of which a notebook uses


def main() -> int:
    """Print a line for each claim. Returns 1 if one fails for more than one seed of ten."""
    names = sorted(path.stem for path in Path(__file__).parent.glob("seeds_*.py"))
    if len(sys.argv) > 1 and not sys.argv[1].isdigit():
        names = [name for name in names if name.removeprefix("seeds_") in sys.argv[1]]
    count = int(sys.argv[-1]) if sys.argv[-1].isdigit() else 10
    weak = 0
    for name in names:
        for sentence, holds in importlib.import_module(f"benchmarks.{name}").CLAIMS:
            good = sum(bool(holds(seed)) for seed in range(FIRST, FIRST + count))
            weak += good < 0.9 * count
            mark = "ok " if good >= 0.9 * count else "BAD"
            print(
                f"{mark} {good:3} of {count}  {name.removeprefix('seeds_')}: {sentence}", flush=True
            )
    return 1 if weak else 0


if __name__ == "__main__":
    sys.exit(main())
