"""What became of a run, in lines of text."""

#
from __future__ import annotations

import datetime
import statistics
from typing import Any

from grading.batch.autograde import Report

SLOWEST = 5
MOST = 20  # lines about one thing


def summary(report: Report) -> list[str]:
    """What became of a run, in lines of text."""
    entries = report.entries
    students = {entry["student"] for entry in entries}
    lines = [f"Graded {len(entries)} notebooks of {len(students)} submissions"]
    if entries and report.seconds:
        lines[0] += (
            f" in {report.seconds:.0f} s, {len(entries) / report.seconds:.1f} a second, "
            f"{report.jobs} at a time"
        )
    if report.current:
        lines.append(f"Up to date already: {len(report.current)} submissions")
    told = [
        ("Late", [f"{student}, {spell(seconds)}" for student, seconds in report.late.items()]),
        ("Repaired", about(entries, "repaired")),
        ("Could not be read", about(entries, "unreadable")),
        ("Ran out of time", slow_tests(entries)),
        ("A person must look", about(entries, "notes")),
    ]
    for title, found in told:
        if found:
            lines += [f"{title}: {len(found)}", *(f"  {line}" for line in found[:MOST])]
            if len(found) > MOST:
                lines.append(f"  and {len(found) - MOST} more, see the report and logs/")
    if any(not entry.get("sandboxed", True) for entry in entries):
        lines.append("NOT SANDBOXED: submissions ran with your rights")
    for student, why in report.failed.items():
        lines.append(f"Not graded: {student}: {why[:300]}")
    if report.waiting:
        lines.append(f"Submissions with written answers to grade by hand: {report.waiting}")
    times = sorted(entries, key=lambda entry: -entry["seconds"].get("all", 0))
    if len(times) > SLOWEST:
        half = statistics.median(entry["seconds"].get("all", 0) for entry in times)
        lines.append(f"Slowest (half of all took less than {half:.1f} s)")
        for entry in times[:SLOWEST]:
            spent = entry["seconds"].get("all", 0)
            lines.append(f"  {spent:6.1f} s  {entry['student']}, {entry['notebook']}")
    return lines


def about(entries: list[dict[str, Any]], key: str) -> list[str]:
    """What the log's entries say under a key, a line for each notebook that has it."""
    return [
        f"{one['student']}, {one['notebook']}: "
        + (one[key] if isinstance(one[key], str) else " ".join(one[key]))[:200]
        for one in entries
        if one.get(key)
    ]


def slow_tests(entries: list[dict[str, Any]]) -> list[str]:
    """The tests that ran out of time, a line for each notebook that has such tests."""
    slow = [
        one | {"slow": [name for name, what in one["outcomes"].items() if what == "timed out"]}
        for one in entries
    ]
    return about(slow, "slow")


def spell(seconds: float) -> str:
    """A time span in words: "2 days, 3:05:00"."""
    return str(datetime.timedelta(seconds=round(seconds)))
