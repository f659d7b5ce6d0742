"""The command that autogrades a class: nbgrader autograde's flags, and how many at a time."""

from __future__ import annotations

import statistics
import sys
from typing import Any

from nbgrader.apps.autogradeapp import AutogradeApp, aliases
from nbgrader.converters import NbGraderException
from traitlets import default

from grading.many import ClassAutograde, Report

SLOWEST = 5


class AutogradeClassApp(AutogradeApp):
    """`nbgrader autograde`, many notebooks at a time."""

    name = "grading-autograde"
    description = "Autograde a whole class, many notebooks at a time, in sandboxes"
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

    @default("log_level")
    def _log_level_default(self) -> int:
        return 30 if sys.stderr.isatty() else 20

    def start(self) -> None:
        """Grade, and say what became of it. Exits with 1 if a submission could not be graded."""
        super(AutogradeApp, self).start()
        given = [*self.extra_args, *filter(None, [self.coursedir.assignment_id])]
        if len(given) != 1:
            self.fail("Name one assignment, as an argument or with --assignment")
        self.coursedir.assignment_id = given[0]
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
    for title, key in (("Repaired", "repaired"), ("Could not be read", "unreadable"),
                       ("A person must look", "notes")):  # fmt: skip
        found = [entry for entry in entries if entry.get(key)]
        if found:
            lines.append(f"{title}: {len(found)}")
            for entry in found[:20]:
                said = entry[key] if isinstance(entry[key], str) else " ".join(entry[key])
                lines.append(f"  {entry['student']}, {entry['notebook']}: {said[:200]}")
            lines += [f"  and {len(found) - 20} more, see the log"] if len(found) > 20 else []
    if any(not entry.get("sandboxed", True) for entry in entries):
        lines.append("NOT SANDBOXED: submissions ran with your rights")
    for student, why in report.failed.items():
        lines.append(f"Not graded: {student}: {why[:300]}")
    times = sorted(entries, key=lambda entry: -entry["seconds"].get("all", 0))
    if len(times) > SLOWEST:
        half = statistics.median(entry["seconds"].get("all", 0) for entry in times)
        lines.append(f"Slowest (half of all took less than {half:.1f} s)")
        for entry in times[:SLOWEST]:
            spent = entry["seconds"].get("all", 0)
            lines.append(f"  {spent:6.1f} s  {entry['student']}, {entry['notebook']}")
    return lines
