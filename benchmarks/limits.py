"""What the notebooks and the answer library need of the limits on a submission.

Each notebook is graded with its first answers, then with its second ones, and so on; of the control
groups of its processes is read how many processes and threads, open files and megabytes they had at
most. Needs a machine that has control groups, see `python -m grading check`.

`python -m benchmarks.limits [RUNS]`: runs of each notebook (default 70: all answers).
"""

from __future__ import annotations

import sys
import threading
from pathlib import Path

from answers.answer_runner import exercises, notebooks, read_answers
from answers.engine_runner import EngineRunner
from grading.process import cgroups
from grading.process.usage import open_files

PAUSE = 0.02  # seconds between two looks


class Most:
    """Looks at the groups of all submissions on this machine, and keeps the most of each."""

    def __init__(self) -> None:
        mounted = cgroups.mounts()
        self.places = {
            name: Path(mounted[name if name in mounted else ""].folder)
            for name in ("pids", "memory")
        }
        self.tasks = self.files = 0
        self.megabytes = 0.0
        self.over = threading.Event()
        threading.Thread(target=self.look, daemon=True).start()

    def read(self, controller: str, *names: str) -> list[int]:
        """The numbers in the files of that name of all groups; of several names the first there."""
        values = []
        for path in self.places[controller].glob(f"{cgroups.MARK}*/*/"):
            for name in names:
                try:
                    values.append([int(word) for word in (path / name).read_text().split()])
                    break
                except (OSError, ValueError):
                    continue
        return [
            sum(map(open_files, numbers)) if "procs" in names[0] else numbers[0]
            for numbers in values
            if numbers
        ]

    def look(self) -> None:
        """Look again and again."""
        while not self.over.wait(PAUSE):
            self.tasks = max([self.tasks, *self.read("pids", "pids.peak", "pids.current")])
            self.files = max([self.files, *self.read("pids", "cgroup.procs")])
            peaks = self.read("memory", "memory.peak", "memory.max_usage_in_bytes")
            self.megabytes = max([self.megabytes, *(peak / 2**20 for peak in peaks)])


def main() -> int:
    """Print the table."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 70
    engine = EngineRunner()
    print(f"{'notebook':16} {'processes':>10} {'open files':>11} {'megabytes':>10} {'runs':>6}")
    for name in notebooks():
        answers = {
            exercise: [a.code for a in read_answers(name, exercise)] for exercise in exercises(name)
        }
        most, done = Most(), 0
        for number in range(min(runs, max(map(len, answers.values())))):
            engine.run(
                name, {exercise: all_[number % len(all_)] for exercise, all_ in answers.items()}
            )
            done += 1
        most.over.set()
        print(
            f"{name:16} {most.tasks:10} {most.files:11} {most.megabytes:10.0f} {done:6}", flush=True
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
