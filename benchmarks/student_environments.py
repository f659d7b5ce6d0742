"""Each notebook, solved, where students work: whether it runs, what it scores, how long it takes.

A place's environment is installed first if it is not there yet; that takes a minute or two.
Seconds are of the whole run on a machine with nothing else to do: starting the kernel, importing
TensorFlow, and all cells. With --graded, the cells that train are left out, as in grading.

`python -m benchmarks.student_environments [--graded] [--today] [NOTEBOOK ...]`
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from answers.answer_runner import notebooks, points_of_tests
from tools.student_environments import HUB, NEWEST, OLDEST, TODAY, Place, environment, run, solved

PACKAGES = ("tensorflow", "keras", "numpy", "ipython", "ipykernel")


def versions(place: Place) -> str:
    """The versions of Python and the packages that matter, as a place has them."""
    code = (
        "import platform, importlib.metadata as found, sys; "
        "names = (f'{name} {found.version(name)}' for name in sys.argv[1:]); "
        "print('Python', platform.python_version(), *names)"
    )
    command = [str(environment(place)), "-c", code, *PACKAGES]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def measure(place: Place, name: str, whole: bool) -> str:
    """What is to be said of a notebook in a place: score by tests, visible tests, seconds."""
    with tempfile.TemporaryDirectory() as folder:
        made = run(place, solved(name), Path(folder), whole=whole)
    points = points_of_tests(name)
    score = sum(points[test] for test in made.passed if test in points)
    for line in made.complaints():
        print(f"  {place.name}, {name}: {line}")
    runs = "runs" if not made.complaints() else "FAILS"
    return f"{runs} {score}/{sum(points.values())} {made.seconds:.0f} s"


def main() -> int:
    """Print the table. Returns 1 if a notebook does not run everywhere."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--graded", action="store_true", help="leave out the cells that train")
    parser.add_argument("--today", action="store_true", help="also with exactly Colab's versions")
    parser.add_argument("notebooks", nargs="*", help="default: all")
    options = parser.parse_args()
    places = [HUB, OLDEST, *([TODAY] if options.today else []), NEWEST]
    for place in places:
        print(f"{place.name:13}", versions(place), flush=True)
    print(f"\n{'notebook':16}" + "".join(f"{place.name:22}" for place in places))
    failed = False
    for name in options.notebooks or notebooks():
        row = [measure(place, name, not options.graded) for place in places]
        failed = failed or any("FAILS" in each for each in row)
        print(f"{name:16}" + "".join(f"{each:22}" for each in row), flush=True)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
