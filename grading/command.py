"""What the commands for a whole class have in common: one assignment, and few words on the way."""

from __future__ import annotations

import logging
import re
from typing import ClassVar

from nbgrader.apps.baseapp import NbGrader
from traitlets import default


class ClassCommand(NbGrader):
    """Comes before the class of the nbgrader command whose flags it has."""

    # Warnings that are no news in a class: what they say is as it should be, or comes at the end.
    no_news: ClassVar[re.Pattern[str]]

    @default("log_level")
    def _log_level_default(self) -> int:
        return logging.WARNING

    def begin(self) -> None:
        """Start as every command does, and take the assignment. Exits if that is not one."""
        NbGrader.start(self)
        if self.log_level >= logging.WARNING:
            self.log.addFilter(lambda record: not self.no_news.match(record.getMessage()))
        given = [*self.extra_args, *filter(None, [self.coursedir.assignment_id])]
        if len(given) != 1:
            self.fail("Name one assignment, as an argument or with --assignment")
        self.coursedir.assignment_id = given[0]
