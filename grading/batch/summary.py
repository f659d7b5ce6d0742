"""What became of a run, in lines of text."""

from __future__ import annotations

import datetime
import statistics
from collections.abc import Callable, Iterable
from functools import partial

from grading.batch.autograde import Report
from grading.log import LogEntry, walls
from grading.outcomes import ADVICE, Outcome
from grading.walls import Wall

SLOWEST = 5
GONE = "Not in the gradebook any more, and not graded; nbgrader db student add takes them back"
MOST = 20  # lines about one thing


def summary(report: Report) -> list[str]:
    """What became of a run, in lines of text."""
    entries = report.entries
    students = {entry.student for entry in entries}
    lines = [f"Graded {len(entries)} notebooks of {len(students)} submissions"]
    if entries and report.seconds:
        lines[0] += (
            f" in {report.seconds:.0f} s, {len(entries) / report.seconds:.1f} a second, "
            f"{report.jobs} at a time"
        )
    if report.current:
        lines.append(f"Up to date already: {len(report.current)} submissions")
    older = [f"{student}, {what}" for student, what in sorted(report.outdated.items())]
    topics = [
        (f"Graded {'again, by what' if report.again else 'by older than what'} grades now", older),
        (GONE, report.gone),
        ("Late", [f"{student}, {spell(seconds)}" for student, seconds in report.late.items()]),
        ("Late penalty changed", report.penalties),
        ("Repaired", about(entries, lambda entry: entry.repaired)),
        ("Could not be read", about(entries, lambda entry: [entry.unreadable])),
        *(
            (str(outcome).capitalize(), about(entries, partial(tests_of, outcome)))
            for outcome in ADVICE
        ),
        ("A person must look", about(entries, lambda entry: entry.notes)),
    ]
    for title, told in topics:
        if told:
            lines += [f"{title}: {len(told)}", *(f"  {line}" for line in told[:MOST])]
            if len(told) > MOST:
                lines.append(f"  and {len(told) - MOST} more, see the report and logs/")
    if any(entry.wall is not Wall.NAMESPACES for entry in entries):
        lines.append(f"Behind {walls(entries)}")
    if any(not entry.sandboxed for entry in entries):
        lines.append("NOT SANDBOXED: submissions ran with your rights")
    unguarded = {f"{entry.notebook}, {test}" for entry in entries for test in entry.unguarded}
    if unguarded:
        names = "; ".join(sorted(unguarded))
        lines.append(f"In the student's process, as forgeable as under stock nbgrader: {names}")
    if report.unchecked:
        lines.append(report.unchecked)
    for student, why in report.failed.items():
        lines.append(f"Not graded: {student}: {why[:300]}")
    if report.waiting:
        lines.append(f"Submissions with written answers to grade by hand: {report.waiting}")
    times = sorted(entries, key=lambda entry: -entry.seconds.get("all", 0))
    if len(times) > SLOWEST:
        half = statistics.median(entry.seconds.get("all", 0) for entry in times)
        lines.append(f"Slowest (half of all took less than {half:.1f} s)")
        for entry in times[:SLOWEST]:
            spent = entry.seconds.get("all", 0)
            lines.append(f"  {spent:6.1f} s  {entry.student}, {entry.notebook}")
    return lines


def about(entries: Iterable[LogEntry], texts: Callable[[LogEntry], list[str]]) -> list[str]:
    """What texts says of the entries, a line for each notebook of which it says anything."""
    lines = [(entry, " ".join(texts(entry))) for entry in entries]
    return [f"{entry.student}, {entry.notebook}: {text[:200]}" for entry, text in lines if text]


def tests_of(outcome: Outcome, entry: LogEntry) -> list[str]:
    """The tests that ended so."""
    return [test for test, what in entry.outcomes.items() if what is outcome]


def spell(seconds: float) -> str:
    """A time span in words: "2 days, 3:05:00"."""
    return str(datetime.timedelta(seconds=round(seconds)))
