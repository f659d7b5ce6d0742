"""What became of a run, in lines of text."""

from __future__ import annotations

import datetime
import statistics
from array import array
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from grading.log import LogEntry, in_words, plain
from grading.outcomes import ADVICE, Outcome
from grading.walls import Wall

SLOWEST = 5
GONE = "Not in the gradebook any more, and not graded; nbgrader db student add takes them back"
NEW = "New in the gradebook, without a name; if it was mistyped, nbgrader db student remove"
MOST = 20  # lines about one thing


@dataclass
class Topic:
    """What is said of one thing: how often there is something, and the first lines."""

    count: int = 0
    lines: list[str] = field(default_factory=list)

    def add(self, line: str) -> None:
        """One more."""
        self.count += 1
        if self.count <= MOST:
            self.lines.append(line)


@dataclass
class Report:
    """What became of a run: counts, and the first lines of what is told, whatever its size; who was
    up to date, and who failed, and why.

    outdated: who was graded by something else than what is now, which notebooks, and what changed;
    again: whether these were graded again. penalties: whose late penalty is another one now.
    gone: who was taken out of the gradebook after a grading, and whose submission is still there;
    new: whom it did not know. unreleased: that what grades is older than the source.
    late: seconds, of those whose submissions were graded. waiting: submissions of the whole class
    with answers that a person must grade.
    """

    notebooks: int = 0
    students: set[str] = field(default_factory=set)
    topics: dict[str, Topic] = field(default_factory=lambda: {title: Topic() for title in TOPICS})
    walls: Counter[Wall] = field(default_factory=Counter)
    unguarded: set[str] = field(default_factory=set)
    spent: array[float] = field(default_factory=lambda: array("f"))
    slowest: list[tuple[float, str]] = field(default_factory=list)
    current: list[str] = field(default_factory=list)
    outdated: dict[str, str] = field(default_factory=dict)
    again: bool = True
    penalties: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    new: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)
    late: dict[str, float] = field(default_factory=dict)
    waiting: int = 0
    unreleased: str = ""
    unchecked: str = ""  # why nothing is known of how the tests compare with stock nbgrader
    jobs: int = 0
    seconds: float = 0.0

    def add(self, entry: LogEntry) -> None:
        """Count a notebook."""
        self.notebooks += 1
        self.students.add(entry.student)
        self.walls[entry.wall] += 1
        self.unguarded |= {f"{entry.notebook}, {test}" for test in entry.unguarded}
        for title, texts in TOPICS.items():
            if text := " ".join(texts(entry)):
                self.topics[title].add(f"{entry.student}, {entry.notebook}: {text[:200]}")
        seconds = entry.seconds.get("all", 0.0)
        self.spent.append(seconds)
        self.slowest.append((-seconds, f"{entry.student}, {entry.notebook}"))
        self.slowest = sorted(self.slowest, key=lambda pair: pair[0])[:SLOWEST]


def summary(report: Report) -> list[str]:
    """What became of a run, in lines of text without orders for a terminal."""
    return [plain(line) for line in _lines(report)]


def _lines(report: Report) -> list[str]:
    count = report.notebooks
    lines = [f"Graded {count} notebooks of {len(report.students)} submissions"]
    if count and report.seconds:
        lines[0] += (
            f" in {report.seconds:.0f} s, {count / report.seconds:.1f} a second, "
            f"{report.jobs} at a time"
        )
    if report.current:
        lines.append(f"Up to date already: {len(report.current)} submissions")
    older = [f"{student}, {what}" for student, what in sorted(report.outdated.items())]
    of_students = {
        f"Graded {'again, by what' if report.again else 'by older than what'} grades now": older,
        GONE: report.gone,
        NEW: report.new,
        "Late": [f"{student}, {spell(seconds)}" for student, seconds in report.late.items()],
        "Late penalty changed": report.penalties,
    }
    topics = {title: Topic(len(told), told[:MOST]) for title, told in of_students.items()}
    for title, topic in {**topics, **report.topics}.items():
        if topic.count:
            lines += [f"{title}: {topic.count}", *(f"  {line}" for line in topic.lines)]
            if topic.count > MOST:
                lines.append(f"  and {topic.count - MOST} more, see the report and logs/")
    if report.walls.keys() - {Wall.NAMESPACES}:
        lines.append(f"Behind {in_words(report.walls)}")
    if report.walls[Wall.NONE]:
        lines.append("NOT SANDBOXED: submissions ran with your rights")
    if report.unguarded:
        names = "; ".join(sorted(report.unguarded))
        lines.append(f"In the student's process, as forgeable as under stock nbgrader: {names}")
    lines += filter(None, [report.unreleased, report.unchecked])
    for student, why in report.failed.items():
        lines.append(f"Not graded: {student}: {why[:300]}")
    if report.waiting:
        lines.append(f"Submissions with written answers to grade by hand: {report.waiting}")
    if count > SLOWEST:
        half = statistics.median(report.spent)
        lines.append(f"Slowest (half of all took less than {half:.1f} s)")
        for seconds, whose in report.slowest:
            lines.append(f"  {-seconds:6.1f} s  {whose}")
    return lines


def tests_of(outcome: Outcome, entry: LogEntry) -> list[str]:
    """The tests that ended so."""
    return [test for test, what in entry.outcomes.items() if what is outcome]


def spell(seconds: float) -> str:
    """A time span in words: "2 days, 3:05:00"."""
    return str(datetime.timedelta(seconds=round(seconds)))


# What is told of notebooks, by the titles: what there is of each to say.
TOPICS: dict[str, Callable[[LogEntry], list[str]]] = {
    "Repaired": lambda entry: entry.repaired,
    "Could not be read": lambda entry: [entry.unreadable],
    **{str(outcome).capitalize(): partial(tests_of, outcome) for outcome in ADVICE},
    "A person must look": lambda entry: entry.notes,
}
