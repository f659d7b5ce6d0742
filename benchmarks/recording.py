"""`python -m benchmarks.recording [SUBMISSIONS ...] [--db URL] [--dask]`: what recording costs.

Of a class of so many submissions, 1,000 and 20,000 if none is named, each one notebook, the process
that records is measured while its workers answer at once, with what the engine made of three of
these notebooks: processor and wall seconds a notebook, and the memory at most. What goes to workers
and comes back is pickled as if they were elsewhere; with --dask they are, in a process of their
own, and Dask's part counts. --db: the gradebook, such as postgresql+psycopg2://user@127.0.0.1/name,
whose tables are made anew; SQLite if none is named.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import pickle
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import Executor, Future
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from distributed import Client
from nbgrader.api import Base
from sqlalchemy import create_engine, text

from answers.answer_runner import read_answers
from benchmarks.grading import make_course
from grading.batch import autograde, cluster
from grading.batch.commands import AutogradeClassApp
from grading.execution import Graded, Submission, grade, servers
from tools import sample_course
from tools.demo import run
from tools.local_cluster import Cluster

NOTEBOOK = "4_rnn"
DIFFERENT = 3  # submissions; the others are copies of these
KNOWN = "GRADED_BEFORE"  # a variable of the environment: where what was graded lies


class AtOnce(Executor):
    """Workers that need no time."""

    def submit(self, function: Any, submission: Any) -> Future[Any]:  # type: ignore[override]
        """The answer to a submission, which has been sent and has come back."""
        future: Future[Any] = Future()
        answered = answer(pickle.loads(pickle.dumps(submission)))
        future.set_result(pickle.loads(pickle.dumps(answered)))
        return future


@cache
def graded_before() -> dict[bytes, Graded]:
    """What the engine made of the submissions, by their bytes."""
    return pickle.loads(Path(os.environ[KNOWN]).read_bytes())


def answer(submission: Submission) -> Graded:
    """What a worker would answer."""
    known = graded_before()[submission.file.data]
    names = {key: submission.resources["nbgrader"][key] for key in ("student", "assignment")}
    return replace(known, entry=replace(known.entry, **names))


def command(course: Path, url: str, *options: str) -> None:
    """Run the command that grades a class, in this process."""
    AutogradeClassApp.clear_instance()
    app = AutogradeClassApp.instance()
    app.initialize(["module7", f"--CourseDirectory.root={course}", f"--db={url}", *options])
    app.start()


def record(course: Path, url: str, scheduler: str) -> None:
    """Grade a class whose workers answer at once. Prints the figures, as JSON."""

    @contextlib.contextmanager
    def workers(
        address: str, certificates: str = "", seconds: float = 0.0
    ) -> Iterator[tuple[Executor, int]]:
        yield AtOnce(), 8

    if scheduler:
        autograde.grade = answer
    else:
        cluster.workers = workers
    graded_before()
    started, used = time.perf_counter(), time.process_time()
    command(course, url, f"--scheduler={scheduler or 'none'}")
    spent = time.perf_counter() - started, time.process_time() - used
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"wall": spent[0], "processor": spent[1], "memory": most}))


def remember(course: Path, url: str, place: str) -> None:
    """Grade the submissions by the engine, and keep what it made of them."""
    kept: dict[bytes, Graded] = {}

    def keep(submission: Submission) -> Graded:
        return kept.setdefault(submission.file.data, grade(submission))

    autograde.grade = keep
    command(course, url)
    servers.stop()
    Path(place).write_bytes(pickle.dumps(kept))


def new_gradebook(course: Path, url: str) -> None:
    """A gradebook with the assignment and without students."""
    if url.startswith("sqlite"):
        Path(course, "gradebook.db").unlink(missing_ok=True)
    else:
        engine = create_engine(url)
        Base.metadata.drop_all(engine)
        with engine.begin() as connection:
            connection.execute(text("DROP TABLE IF EXISTS alembic_version"))
        engine.dispose()
    run(course, "generate_assignment", "module7", "--create", "--force", f"--db={url}")


def main() -> int:
    """Run the benchmark and print its figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("submissions", nargs="*", type=int)
    parser.add_argument("--db", default="")
    parser.add_argument("--dask", action="store_true")
    parser.add_argument("--part", nargs="*", help=argparse.SUPPRESS)
    told = parser.parse_args()
    if told.part:
        what, course, url, *more = told.part
        os.chdir(Path(course, "engine"))
        {"record": record, "remember": remember}[what](Path(course), url, *more)
        return 0
    read_answers()
    with tempfile.TemporaryDirectory(prefix="recording-") as folder:
        course, kept = Path(folder, "course"), Path(folder, "kept")
        make_course(course, DIFFERENT, [NOTEBOOK])
        url = told.db or f"sqlite:///{course / 'gradebook.db'}"
        os.environ[KNOWN] = str(kept)

        def part(*arguments: object) -> str:
            done = subprocess.run(
                [sys.executable, "-m", "benchmarks.recording", "--part", *map(str, arguments)],
                env=sample_course.environment(), text=True, capture_output=True, check=False,
            )  # fmt: skip
            if done.returncode:
                raise RuntimeError(done.stderr)
            return done.stdout.splitlines()[-1]

        new_gradebook(course, url)
        part("remember", course, url, kept)
        print(f"{url.partition(':')[0]}, {NOTEBOOK}, "
              f"{'a Dask worker' if told.dask else 'simulated workers'}", flush=True)  # fmt: skip
        for count in told.submissions or (1_000, 20_000):
            shutil.rmtree(course / "autograded", ignore_errors=True)
            for number in range(DIFFERENT, count):
                there = course / "submitted" / f"s{number:05}" / "module7"
                there.mkdir(parents=True, exist_ok=True)
                with contextlib.suppress(FileExistsError):
                    os.link(course / "submitted" / f"s{number % DIFFERENT:03}" / "module7"
                            / f"{NOTEBOOK}.ipynb", there / f"{NOTEBOOK}.ipynb")  # fmt: skip
            new_gradebook(course, url)
            with contextlib.ExitStack() as around:
                scheduler = ""
                if told.dask:
                    place = Path(around.enter_context(tempfile.TemporaryDirectory()))
                    workers = Cluster(place)
                    around.callback(workers.stop)
                    workers.worker("worker")
                    with Client(workers.address, set_as_default=False) as client:
                        client.wait_for_workers(1, timeout=60)
                    scheduler = workers.address
                figures = json.loads(part("record", course, url, scheduler))
            print(f"{count} submissions: {figures['processor'] / count:.4f} s of processor a "
                  f"notebook, {figures['wall'] / count:.4f} of wall; {figures['memory']:.0f} MB",
                  flush=True)  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())
