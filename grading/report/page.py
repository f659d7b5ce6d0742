"""A page for the instructor: how a class did in an assignment, and which submissions need a person.

It is made from the gradebook and from the logs of grading runs. What comes from submissions
(names, messages) is text: the template escapes it, and the page runs no script at all.
"""

from __future__ import annotations

import time
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from grading.report import statistics as items
from grading.report.findings import UNFOLDED, Findings

TEMPLATES = Path(__file__).parent / "templates"


def report(findings: Findings, assignment: str, made: str, table: str) -> str:
    """The page. made says when it was made; table is the address of the class's table."""
    grades, logs = findings.grades, findings.logs
    exercises = findings.exercises()
    count = len(grades.submitted)
    missing = sorted(set(grades.roster) - set(grades.submitted))
    return environment().get_template("report.html.j2").render(
        assignment=assignment,
        made=made,
        grades=grades,
        logs=logs,
        graded=time.strftime("%Y-%m-%d %H:%M", time.localtime(logs.newest)),
        logged=len(findings.entries),
        handed_in=len(findings.handed_in),
        missing=findings.people((student, "") for student in missing),
        late=findings.people((student, "") for student in grades.late),
        unfolded=UNFOLDED,
        count=count,
        most=sum(grades.notebooks.values()),
        scores=findings.scores(),
        coded=[row for row in exercises if not row["written"]],
        written=[row for row in exercises if row["written"]],
        table=table,
        hardest=findings.hardest(exercises),
        attention=findings.attention(),
        similar=findings.similar(),
        open=findings.open(),
        times=findings.times(),
        few=items.FEW,
        doubt=items.interval(items.LOW, count),
        thresholds={
            "easy": items.EASY,
            "hard": items.HARD,
            "low": items.LOW,
            "silent": items.SILENT,
        },
    )  # fmt: skip


@cache
def environment(folder: Path = TEMPLATES) -> Environment:
    """Jinja's environment for the pages of a folder: every value is escaped, none may be missing.

    Templates of the report are found as well.
    """
    made = Environment(
        loader=FileSystemLoader([folder, TEMPLATES]),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=printable,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["soft"] = breakable
    made.filters["signed"] = lambda value: f"{value:z.2f}".replace("-", "\u2212")
    made.filters["seconds"] = duration
    return made


def printable(value: Any) -> Any:
    """value without characters that no page may hold: controls, and halves of surrogate pairs."""
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    return "".join(
        letter if letter in "\n\t" or unicodedata.category(letter) not in ("Cc", "Cs") else "\ufffd"
        for letter in value
    )


def breakable(name: str) -> Markup:
    """An identifier that may be broken after its underscores, for narrow columns."""
    return escape(printable(name)).replace("_", Markup("_<wbr>"))


def duration(seconds: float) -> str:
    """Seconds as text, in hours and minutes where there are any."""
    if seconds < 100:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {rest} s"
