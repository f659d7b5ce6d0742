"""The commands for a whole class: nbgrader's own with their flags, and how many at a time."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, ClassVar

from nbgrader.apps.autogradeapp import AutogradeApp
from nbgrader.apps.autogradeapp import aliases as autograde_aliases
from nbgrader.apps.baseapp import NbGrader
from nbgrader.apps.generatefeedbackapp import GenerateFeedbackApp
from nbgrader.apps.generatefeedbackapp import aliases as feedback_aliases
from nbgrader.converters import NbGraderException
from sqlalchemy.exc import SQLAlchemyError
from traitlets import default

from grading.batch.autograde import ClassAutograde
from grading.batch.feedback import ClassFeedback
from grading.batch.summary import summary
from grading.execution import notebooks_of, suited
from grading.gradebook_check import words
from grading.process import ForkServer, Sandbox
from grading.sharing import share
from grading.submission import not_handed_in


def _once() -> Callable[[logging.LogRecord], bool]:
    """A filter that lets each error pass once: nbgrader logs some errors, and raises them."""
    told = set()

    def is_new(record: logging.LogRecord) -> bool:
        text = record.getMessage()
        new = record.levelno < logging.ERROR or text not in told
        told.add(text)
        return new

    return is_new


class ClassCommand(NbGrader):
    """Comes before the class of the nbgrader command whose flags it has."""

    # Warnings that are no news in a class: what they say is as it should be, or comes at the end.
    no_news: ClassVar[re.Pattern[str]] = re.compile("(?!)")

    @default("log_level")
    def _log_level_default(self) -> int:
        return logging.WARNING

    def begin(self) -> None:
        """Start as every command does, and take the assignment. Exits if that is not one."""
        NbGrader.start(self)
        share(self.coursedir)
        if self.log_level >= logging.WARNING:
            self.log.addFilter(lambda record: not self.no_news.match(record.getMessage()))
        self.log.addFilter(_once())
        given = [*self.extra_args, *filter(None, [self.coursedir.assignment_id])]
        if len(given) != 1:
            self.fail("Name one assignment, as an argument or with --assignment")
        self.coursedir.assignment_id = given[0]

    @contextmanager
    def ending_in_words(self, what: str) -> Iterator[None]:
        """Exit with 1 and a line where the block fails. what: what a broken gradebook prevents."""
        try:
            yield
        except NbGraderException as error:
            self.fail("%s", error)
        except (SQLAlchemyError, OSError) as error:
            self.fail("%s: %s", what, words(error, self.coursedir.db_url))


class AutogradeClassApp(ClassCommand, AutogradeApp):
    """`nbgrader autograde`, many notebooks at a time."""

    name = "grading-autograde"
    description = "Autograde a whole class, many notebooks at a time, in sandboxes"
    # An error of the database is told once, at the end.
    no_news = re.compile(
        r"No submitted file: |(?s:Traceback .*sqlalchemy\.exc\.)"
        r"|There was an error accessing the nbgrader database"
    )
    aliases = {  # noqa: RUF012
        **autograde_aliases, "jobs": "ClassAutograde.jobs",
        "scheduler": "ClassAutograde.scheduler", "certificates": "ClassAutograde.certificates",
    }  # fmt: skip
    examples = """
        All that `nbgrader autograde` takes, and:

            python -m grading autograde module7 --jobs 8
            python -m grading autograde module7 --scheduler tls://10.0.0.5:8786 \\
                --certificates certificates/grader

        It can be interrupted at any moment; the same command goes on from there.
        """

    @default("classes")
    def _classes_default(self) -> list[Any]:
        return [*super()._classes_default(), ClassAutograde]

    def start(self) -> None:
        """Grade, and say what became of it. Exits with 1 if a submission could not be graded."""
        self.begin()
        with self.ending_in_words("Not graded"):
            converter = ClassAutograde(coursedir=self.coursedir, parent=self)
            try:
                converter.start()
            finally:
                print("\n".join(summary(converter.report)))
                with suppress(SQLAlchemyError):  # of which the run tells
                    print("".join(f"{line}\n" for line in not_handed_in(self.coursedir)), end="")


class StartApp(ClassCommand):
    """`python -m grading start`."""

    name = "grading-start"
    description = "Start the fork server that stays, so that the next grading begins at once"
    examples = """
        While submissions are still collected, say:

            python -m grading start module7

        It ends when nobody has used it for c.ForkServer.stay seconds, or by

            python -m grading stop
        """

    @default("classes")
    def _classes_default(self) -> list[Any]:
        return [*super()._classes_default(), ForkServer, Sandbox]

    def start(self) -> None:
        """Start it, or find it there. Exits with 1 where none can stay."""
        self.begin()
        server = ForkServer(parent=self)
        server.suit(suited(server.trait_values(config=True), notebooks_of(self.coursedir)))
        if not server.stay:
            self.fail("c.ForkServer.stay is 0: none is to stay")
        server.wait()
        if not server.stays:
            self.fail("no fork server can stay on this machine: each grading starts its own")
        print(
            f"The fork server is there, and stays for {server.stay:.0f} s after the last grading. "
            "To end it: python -m grading stop"
        )


class FeedbackClassApp(ClassCommand, GenerateFeedbackApp):
    """`nbgrader generate_feedback`, several students at a time, whoever's grades have changed."""

    name = "grading-feedback"
    description = "Write a class's feedback pages, anew where grades or comments have changed"
    # That pages are made anew, and a setting that nbconvert gives to all. That nothing can be
    # written is told once, at the end.
    no_news = re.compile(
        "Removing existing|Config option `display_data_priority`"
        r"|(?s:Traceback .*OSError: \[Errno (28|30|122)\])"
    )
    aliases = {  # noqa: RUF012
        **feedback_aliases, "jobs": "ClassFeedback.jobs",
        "scheduler": "ClassFeedback.scheduler", "certificates": "ClassFeedback.certificates",
    }  # fmt: skip
    examples = """
        All that `nbgrader generate_feedback` takes, and:

            python -m grading feedback module7 --jobs 8
            python -m grading feedback module7 --scheduler tls://10.0.0.5:8786 \\
                --certificates certificates/grader

        It can be interrupted; the same command goes on from there.
        """

    @default("classes")
    def _classes_default(self) -> list[Any]:
        return [*super()._classes_default(), ClassFeedback]

    def start(self) -> None:
        """Write the pages, and say how many. Exits with 1 if some could not be written."""
        self.begin()
        with self.ending_in_words("No feedback"):
            converter = ClassFeedback(coursedir=self.coursedir, parent=self)
            try:
                converter.start()
            finally:
                print(f"Feedback written for {converter.made} submissions")
                if converter.current:
                    print(f"Up to date already: {converter.current} submissions")
