"""`python -m benchmarks.walls [ROUNDS] [NOTEBOOK ...]`: a notebook's seconds behind each wall.

The solved notebooks are graded behind the first wall and behind the second in turns, one at a
time, each by a fork server that is warm. Prints for each notebook the median wall seconds, and the
processor seconds of the submission's two processes, and the ratio of the second wall to the first.
"""

from __future__ import annotations

import copy
import statistics
import sys
import time
from collections import defaultdict

from traitlets.config import Config

from answers.answer_runner import SOURCE, notebooks, read_notebook
from answers.engine_runner import EngineRunner
from grading.execution import Execute, imports_of
from grading.execution.files import NO_FILES
from grading.process import ForkServer
from grading.walls import Wall

WALLS = (Wall.NAMESPACES, Wall.LANDLOCK)
KINDS = ("wall", "processor")


class Behind:
    """Grades solved notebooks behind a wall."""

    def __init__(self, wall: Wall) -> None:
        config = Config({"Sandbox": {"wall": str(wall)}, "RunLog": {"folder": ""}})
        config.ForkServer.preload = imports_of(SOURCE.glob("*.ipynb"))
        self.execute, self.server = Execute(config=config), ForkServer(config=config)
        self.server.wait()

    def seconds(self, name: str) -> tuple[float, float]:
        """The wall seconds of a notebook, and the processor seconds of its two processes.

        Raises SystemExit if a test does not pass.
        """
        notebook = copy.deepcopy(read_notebook(name))
        notebook.metadata["grading"] = {"instructor": EngineRunner.instructor(name)}
        names = {"student": "", "assignment": "", "notebook": name}
        resources = {"nbgrader": names, "metadata": {"path": ""}}
        started = time.perf_counter()
        entry = self.execute.run(notebook, resources, NO_FILES, self.server)
        passed = time.perf_counter() - started
        if set(entry.outcomes.values()) != {"passed"}:
            raise SystemExit(f"{name} behind {self.server.wall}: {entry.outcomes}")
        return passed, sum(report["cpu"] for report in entry.processes.values())


def main() -> int:
    """Run the benchmark and print its table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    places = [Behind(wall) for wall in WALLS]
    print(f"{'notebook':16} {'wall, first':>12} {'second':>8} {'ratio':>6}"
          f" {'processor, first':>17} {'second':>8} {'ratio':>6}")  # fmt: skip
    ratios: dict[str, list[float]] = defaultdict(list)
    for name in sys.argv[2:] or notebooks():
        for place in places:  # to warm up
            place.seconds(name)
        runs = [[place.seconds(name) for place in places] for _ in range(rounds)]
        cells = []
        for number, kind in enumerate(KINDS):
            first, second = (
                statistics.median(run[place][number] for run in runs) for place in range(2)
            )
            ratios[kind].append(second / first)
            cells += [first, second, second / first]
        print("{:16} {:12.3f} {:8.3f} {:6.2f} {:17.3f} {:8.3f} {:6.2f}".format(name, *cells),
              flush=True)  # fmt: skip
    for kind, each in ratios.items():
        print(f"{kind}: second to first {statistics.mean(each):.2f}, {min(each):.2f} to"
              f" {max(each):.2f}")  # fmt: skip
    for place in places:
        place.server.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
