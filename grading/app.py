"""The command that autogrades a class: nbgrader autograde's flags, and how many at a time."""

from __future__ import annotations

import datetime
import re
import statistics
import sys
import warnings
from typing import Any

from nbgrader.apps.autogradeapp import AutogradeApp, aliases
from nbgrader.converters import NbGraderException
from sqlalchemy.exc import SAWarning
from traitlets import default

from grading.command import ClassCommand
from grading.many import ClassAutograde, Report

SLOWEST = 5
MOST = 20  # lines about one thing


class AutogradeClassApp(ClassCommand, AutogradeApp):
    """`nbgrader autograde`, many notebooks at a time."""

    name = "grading-autograde"
    description = "Autograde a whole class, many notebooks at a time, in sandboxes"
    no_news = re.compile(r"No submitted file: |Late submission penalty: |.* seconds late$")
    aliases = {  # noqa: RUF012
        **aliases, "jobs": "ClassAutograde.jobs", "scheduler": "ClassAutograde.scheduler"
    }  # fmt: skip
    examples = """
        All that `nbgrader autograde` takes, and:

            python -m grading autograde module7 --jobs 8
            python -m grading autograde module7 --scheduler tcp://10.0.0.5:8786

        It can be interrupted at any moment; the same command goes on from there.
        """

    @default("classes")
    def _classes_default(self) -> list[Any]:
        return [*super()._classes_default(), ClassAutograde]

    def start(self) -> None:
        """Grade, and say what became of it. Exits with 1 if a submission could not be graded."""
        self.begin()
        # nbgrader makes objects that it adds to its session a moment later.
        warnings.filterwarnings("ignore", "Object of type <Submitted", SAWarning)
        converter = None
        try:
            converter = ClassAutograde(coursedir=self.coursedir, parent=self)
            converter.start()
        except NbGraderException as error:
            self.log.error("%s", error)
            sys.exit(1)
        finally:
            if converter is not None:
                print("\n".join(summary(converter.report)))


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
