"""Calibration: the instructor's own solutions, graded by the engine and as stock nbgrader does.

Stock execution is the student's process alone, in the same sandbox, with all tests in it. What is
decided about a test is decided on the instructor's own solution, never on a submission.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader import utils

from grading.execution import (
    AccompanyingFiles,
    Execute,
    Job,
    Result,
    execute,
    servers,
    settings_of,
    suited,
    versions,
)
from grading.log import LogEntry
from grading.names import names_of
from grading.outcomes import Outcome
from grading.submission import STUDENT_PROCESS, is_test, parts_of, runs_among_students
from grading.writing import write_whole

ROUNDS = 5  # of tags: a test may need what another one binds
Run = Callable[[str, str], Result]  # a notebook's name, and its text to run
Settings = dict[str, dict[str, Any]]


def warmed(engine: Execute, paths: Sequence[Path]) -> Settings:
    """The settings by which notebooks are compared; their fork server has started."""
    settings = settings_of(engine)
    settings["ForkServer"] = suited(settings["ForkServer"], paths) | {"warm_up": ""}
    with servers.use(settings) as server:
        server.wait()
    return settings


def runner(settings: Settings, files: AccompanyingFiles, assignment: str = "") -> Run:
    """What runs a notebook with these settings, and with these files beside it."""

    def run(name: str, text: str) -> Result:
        names = {"student": "", "assignment": assignment, "notebook": name}
        return execute(Job(names, text, files, settings, versions(), files))

    return run


@dataclass(frozen=True)
class Mark:
    """What became of a test in a run. said: its error on one line; empty if it has none."""

    points: float
    outcome: Outcome = Outcome.PASSED
    said: str = ""


@dataclass
class Comparison:
    """A test of a notebook: what stock nbgrader gives and what the engine gives, and what helps.

    stock, here: the instructor's own solution. empty_stock, empty_here: the untouched release.
    tagged: whether the test has the tag now. tag: whether it is to get it. settled: whether it has
    stock's points then. written: whether the tag was written into the source. text: the test's.
    """

    notebook: str
    test: str
    most: float
    stock: Mark
    here: Mark
    empty_stock: Mark
    empty_here: Mark
    tagged: bool = False
    tag: bool = False
    settled: bool = True
    written: bool = False
    text: str = ""

    @property
    def equal(self) -> bool:
        """Whether the instructor's solution has the same points."""
        return self.stock.points == self.here.points

    @property
    def lost(self) -> bool:
        """Whether it has fewer points here."""
        return self.here.points < self.stock.points

    @property
    def open(self) -> bool:
        """Whether that is still so: no tag that was written mends it."""
        return self.lost and not (self.written and self.settled)


class Calibration:
    """Compares the two ways to grade the notebooks of an assignment."""

    def __init__(self, run: Run) -> None:
        self.run = run

    def compare(self, name: str, solved: NotebookNode, empty: NotebookNode) -> list[Comparison]:
        """The tests of a notebook. solved: the source. empty: the same without its solutions."""
        tests = [cell for cell in solved.cells if is_test(cell)]
        names = {cell.metadata.nbgrader["grade_id"]: cell for cell in tests}
        tagged = {test for test, cell in names.items() if runs_among_students(cell)}
        stock, here = (self.marks(name, solved, solved, tags) for tags in (names, tagged))
        empty_stock, empty_here = (
            self.marks(name, empty, solved, tags) for tags in (names, tagged)
        )
        comparisons = [
            Comparison(name, test, float(cell.metadata.nbgrader["points"]), stock[test],
                       here[test], empty_stock[test], empty_here[test], tagged=test in tagged,
                       text=cell.source)
            for test, cell in names.items()
        ]  # fmt: skip
        if any(comparison.lost for comparison in comparisons):
            self.settle(comparisons, tests, solved, tagged)
        return comparisons

    def settle(
        self,
        comparisons: Sequence[Comparison],
        tests: Sequence[NotebookNode],
        solved: NotebookNode,
        tagged: set[str],
    ) -> None:
        """Find out which tags give the lost tests what stock nbgrader gives them."""
        name = comparisons[0].notebook
        frank = self.marks(name, solved, solved, tagged, frank=True)
        tags, still = {*tagged}, {comparison.test for comparison in comparisons if comparison.lost}
        for turn in range(ROUNDS):
            lost = still - tags
            # What another lost test should have bound may be all that a test lacks.
            causes = {test for test in lost if not binders(tests, {test}) & lost}
            more = (causes if turn < ROUNDS - 1 else lost) | (binders(tests, still & tags) - tags)
            if not more:
                break
            tags |= more
            again = self.marks(name, solved, solved, tags)
            still = {
                comparison.test
                for comparison in comparisons
                if again[comparison.test].points < comparison.stock.points
            }
        for comparison in comparisons:
            comparison.tag = comparison.test in tags - tagged
            comparison.settled = comparison.test not in still
            if comparison.lost:
                said = frank[comparison.test]
                comparison.here = Mark(
                    comparison.here.points,
                    comparison.here.outcome,
                    said.said or comparison.here.said,
                )

    def marks(
        self,
        name: str,
        book: NotebookNode,
        solved: NotebookNode,
        tags: Iterable[str],
        frank: bool = False,
    ) -> dict[str, Mark]:
        """Run a notebook with these tests in the student's process. What each test gave."""
        book, solved, tags = deepcopy(book), deepcopy(solved), {*tags}
        for cell in (*book.cells, *solved.cells):
            if is_test(cell):
                others = [tag for tag in cell.metadata.get("tags", []) if tag != STUDENT_PROCESS]
                mine = [STUDENT_PROCESS] if cell.metadata.nbgrader["grade_id"] in tags else []
                cell.metadata["tags"] = others + mine
        told = parts_of(solved.cells, {}) | {"frank": frank}
        book.metadata["grading"] = nbformat.from_dict({"instructor": told})
        result = self.run(name, nbformat.writes(book))
        return {
            cell.metadata.nbgrader["grade_id"]: mark_of(cell, result.entry)
            for cell in result.notebook().cells if is_test(cell)
        }  # fmt: skip


def mark_of(cell: NotebookNode, entry: LogEntry) -> Mark:
    """What became of a test that was run."""
    points, _ = utils.determine_grade(cell)
    errors = [output for output in cell.outputs if output.output_type == "error"]
    said = f"{errors[-1].ename}: {errors[-1].evalue}" if errors else ""
    if not said and any(output.get("name") == "stderr" for output in cell.outputs):
        said = "it wrote to standard error, which nbgrader takes for a failure"
    outcome = entry.outcomes.get(cell.metadata.nbgrader["grade_id"], Outcome.NO_RESULT)
    return Mark(points or 0.0, outcome, " ".join(said.split())[:300])


def binders(tests: Sequence[NotebookNode], of: Iterable[str]) -> set[str]:
    """The tests that bind a name which one of these tests, further down, reads."""
    binding: set[str] = set()
    for place, cell in enumerate(tests):
        if cell.metadata.nbgrader["grade_id"] in of:
            needs = names_of(cell.source).needs
            binding |= {
                above.metadata.nbgrader["grade_id"] for above in tests[:place]
                if names_of(above.source).binds & needs
            }  # fmt: skip
    return binding


def tag_in(path: Path, tests: Iterable[str]) -> None:
    """Give these tests of a notebook's file the tag student-process. Nothing else is changed."""
    wanted = {*tests}
    if not wanted:
        return
    document = json.loads(path.read_text(encoding="utf-8"))
    for cell in document["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade_id") in wanted:
            tags = cell["metadata"].setdefault("tags", [])
            tags += [STUDENT_PROCESS] if STUDENT_PROCESS not in tags else []
            cell["metadata"] = dict(sorted(cell["metadata"].items()))
    write_whole(path, json.dumps(document, indent=1, ensure_ascii=False) + "\n")
