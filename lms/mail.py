"""Feedback by mail: one file for each student, named by their address."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook

from lms.base import Outlet, Pages
from lms.tables import harmless, some
from lms.zips import packed

# An address that can be the name of a file on any system.
USABLE = re.compile(r"[^\s/\\:*?\"<>|@]+@[^\s/\\:*?\"<>|@]+[^\s/\\:*?\"<>|@.]")


class Mail(Outlet):
    """A mail program that attaches to each message the file named by its address."""

    name, title = "mail", "mail"

    def recipients(
        self, gradebook: Gradebook, origins: Mapping[str, Any]
    ) -> tuple[dict[str, Any], list[str]]:
        """See Outlet: all of the gradebook with an address that nobody else has."""
        people = {
            student.id: {
                "address": (student.email or "").strip(),
                "first_name": student.first_name or "",
                "last_name": student.last_name or "",
            }
            for student in gradebook.students
        }
        counts = Counter(person["address"].casefold() for person in people.values())
        without = [who for who, person in people.items() if not USABLE.fullmatch(person["address"])]
        shared = {
            who: f"{who} ({person['address']})"
            for who, person in people.items()
            if who not in without and counts[person["address"].casefold()] > 1
        }
        lines = [f"without an address in the gradebook: {some(sorted(without))}"] if without else []
        lines += (
            [f"with an address that another has, too: {some(sorted(shared.values()))}"]
            if shared
            else []
        )
        left = {*without, *shared}
        people = {who: person for who, person in people.items() if who not in left}
        return people, lines

    def nobody(self, assignment: str) -> str:
        """See Outlet."""
        return "nobody of the gradebook has an address of their own"

    def pages(self, whence: Any, pages: Iterable[Path]) -> Pages:
        """See Outlet: the one page, or a zip of several."""
        made = list(pages)
        if len(made) == 1:
            return {f"{whence['address']}.html": made[0]}
        return {f"{whence['address']}.zip": packed({page.name: page for page in made})}

    def contents(self, sent: Mapping[str, tuple[Any, Pages]]) -> Pages:
        """See Outlet: a table for a mail merge."""
        table = io.StringIO(newline="")
        writer = csv.writer(table, lineterminator="\n")
        writer.writerow(["address", "first_name", "last_name", "student", "file"])
        for student, (person, pages) in sorted(sent.items()):
            for file in pages:
                cells = [
                    person["address"],
                    person["first_name"],
                    person["last_name"],
                    student,
                    file,
                ]
                writer.writerow([harmless(cell) for cell in cells])
        return {"addresses.csv": table.getvalue().encode()}
