"""What is said after collecting, in lines."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import dateutil.tz

from lms.members import KEPT, OLDER, OUT, READ, REFUSED, STATUSES, TAKEN, Row
from lms.plan import Plan
from lms.tables import MOST, some


@dataclass(frozen=True)
class Summary:
    """A plan in words. timezone is a name, which the times are given in."""

    plan: Plan
    assignment: str
    notebooks: Sequence[str]
    timezone: str
    no_such: str  # what is said of a notebook that is none of the assignment's

    def lines(self, table: Path, source: Path) -> Iterator[str]:
        """The lines; table has all of it, source is the folder of archives."""
        plan = self.plan
        counts = Counter(row.status for row in plan.rows)
        words = ", ".join(f"{counts[status]} {status}" for status in STATUSES if counts[status])
        yield f"{self.assignment}: {len(plan.taken)} students; {words or 'nothing there'}"
        if times := sorted(when for when in plan.times.values() if when):
            first, last = self.time(times[0]), self.time(times[-1])
            yield f"  submitted {first}" + (f" to {last}" if last != first else "")
        yield from self._who()
        yield from self._which()
        for student, said in sorted(plan.late.items()):
            yield f"  {student}: {said} ({self.time(plan.times[student])})"
        yield from self._strangers()
        if any(row.why == self.no_such for row in plan.rows if row.status == OUT):
            yield (
                f"To take a file for a notebook, copy it into {source} as STUDENT_NOTEBOOK.ipynb,"
                " and collect again"
            )
        if plan.changed:
            yield "Files changed after they were graded, but no time says so. Grade again:"
            for student in plan.changed:
                yield f"  python -m grading autograde {self.assignment} --force --student {student}"
            yield f"and then: python -m grading feedback {self.assignment}"
        yield f"Every file has a line in {table}"

    def _strangers(self) -> Iterator[str]:
        """Who has a submission, and is not in the gradebook, or not any more."""
        if strangers := self.plan.strangers:
            yield (
                f"In submitted/ and not in the gradebook: {some(strangers)}. Who left the course"
                " is graded again, without a name, unless the folder is moved away; who belongs to"
                " it is added by nbgrader db student add ID, or a roster"
            )

    def _who(self) -> Iterator[str]:
        """How many students have all notebooks, and who has which others."""
        groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for student, books in sorted(self.plan.taken.items()):
            groups[tuple(sorted(books))].append(student)
        for names, students in sorted(groups.items(), key=lambda group: (-len(group[1]), group[0])):
            if self.notebooks and set(self.notebooks) <= set(names):
                yield f"  all notebooks: {len(students)} students"
            else:
                yield f"  {', '.join(names)}: {len(students)} students: {some(students)}"

    def _which(self) -> Iterator[str]:
        """The files of which there is something to say; of many that are alike, the first."""
        groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in self.plan.rows:
            if row.why and not row.quiet:
                reason = row.why if row.status in (OUT, REFUSED) else ""
                groups[row.status, reason].append(row)
        order = [READ, KEPT, TAKEN, OLDER, REFUSED, OUT]
        for (status, _), rows in sorted(
            groups.items(), key=lambda group: (order.index(group[0][0]), group[0])
        ):
            for row in rows[:MOST]:
                yield f"  {status}: {'/'.join(row.path)}: {row.why}"
            if more := len(rows) - len(rows[:MOST]):
                yield f"  {status}: and {more} more"

    def time(self, when: datetime | None) -> str:
        """A time of UTC's in the course's zone, which is named."""
        if when is None:
            return "no time"
        there = when.replace(tzinfo=UTC).astimezone(dateutil.tz.gettz(self.timezone))
        return f"{there:%Y-%m-%d %H:%M:%S} {self.timezone}"
