"""What nbgrader's own commands say where the gradebook or a file fails: words, not a traceback."""

from __future__ import annotations

import glob
import logging
import sys
from collections.abc import Callable
from difflib import get_close_matches
from io import TextIOWrapper
from subprocess import CalledProcessError
from types import TracebackType
from typing import Any

from traitlets import TraitError
from traitlets.config import Application, Config

from grading.log import plain

LEADS_ASTRAY = "There was an error accessing the nbgrader database"  # names but one cause of many
TRACEBACK = "Traceback (most recent call last)"
SEE_ABOVE = "above traceback for details"
UNMATCHED = "No notebooks were matched"
STOPPED = "Stopped. The same command goes on from there."


def end_in_words() -> None:
    """Have the command that runs in this process say what is wrong with the gradebook, or a file.

    It ends with 1, as with a traceback. Other errors, and --log-level=DEBUG, have the traceback.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # no name is to end what the terminal cannot write
            stream.reconfigure(errors="backslashreplace")
    app: Any = Application.instance() if Application.initialized() else None
    if not hasattr(app, "coursedir"):
        return
    if app.subcommands and app.subapp is None and app.extra_args:
        _no_such_command(app, app.extra_args[0])
    if app.name == "nbgrader-validate" and app.extra_args:
        missing = [name for name in app.extra_args if not glob.glob(name)]
        if missing:  # of which nbgrader says nothing, and ends with 0
            app.fail("There is no notebook %s", ", ".join(missing))
    if not isinstance(sys.excepthook, Words):
        sys.excepthook = Words(app, sys.excepthook)
    if not any(isinstance(known, Words) for known in app.log.filters):
        app.log.addFilter(Words(app, sys.excepthook))


def stop_if_unread(parent: Any) -> None:
    """Exit with 1 if the course's nbgrader_config.py was not read up to configure(c).

    nbgrader names the error, and goes on by its own settings: submissions would run without a
    sandbox, and who handed in nothing would have 0 points. So nbgrader_config.json, which it reads
    all the same, says that there are settings, and has each command ask for them here, and each
    class that formgrader's buttons start.
    """
    if said := unread(parent.config):
        sys.exit(f"{said}. Mend what is named above, or put that line back. Nothing was done.")


def unread(config: Config) -> str:
    """That the course's settings are not in what was read, in words; empty: they are, or it has
    none.
    """
    told = config.get("CourseConfiguration", {})
    if told.get("is_in") and not told.get("read"):
        return f"{told['is_in']} was not read up to configure(c)"
    return ""


class SettingsAreRead(logging.Filter):
    """Lets all pass. nbgrader_config.json names it in what is to be logged, which each command
    looks at while it reads its settings: if they could not be read, it ends before it starts.
    """

    def __init__(self) -> None:
        super().__init__()
        app: Any = Application.instance() if Application.initialized() else None
        if not hasattr(app, "coursedir"):  # Jupyter's server
            return
        start = app.start

        def started() -> None:
            stop_if_unread(app)
            start()

        app.start = started


def _no_such_command(app: Any, name: str) -> None:
    """Exit with 1: nbgrader would list its commands, and end with 0."""
    command = app.name.replace("-", " ")
    near = get_close_matches(name, app.subcommands, 1)
    hint = f"did you mean {near[0]}?" if near else f"{command} --help lists those that there are"
    app.fail("%s: there is no command %r: %s", command, name, hint)


def in_short(error: BaseException | None, db_url: str) -> str:
    """What an error says of a gradebook, a file, a date or a setting; empty: another kind of it."""
    # What fails has imported nbgrader's database; who asks for less shall not wait for it.
    from grading.gradebook_check import FAILURES, words
    from grading.times import Unclear

    if isinstance(error, Unclear):
        return f"no date: {error}. Write dates as 2027-03-01 23:59:00 UTC"
    if isinstance(error, TraitError):
        return f"no such setting: {error}"
    if isinstance(error, UnicodeDecodeError):
        return f"a file is not in UTF-8 ({error.reason}): save it anew so; see docs/lms.md"
    if isinstance(error, UnicodeEncodeError):
        return f"the name {error.object[:60]!r} is not in UTF-8: rename what is called so"
    if isinstance(error, CalledProcessError):
        return f"this failed: {' '.join(map(str, error.cmd))}. Is the gradebook a gradebook?"
    if isinstance(error, (*FAILURES, OSError)):
        return words(error, db_url)
    return ""


class Words(logging.Filter):
    """Stands in for tracebacks: that which ends a command, and those that it logs on its way."""

    def __init__(self, app: Any, before: Callable[..., Any]) -> None:
        super().__init__()
        self.app, self.before = app, before
        self.replaced = False  # whether a traceback was
        self.unmatched = False  # whether it was said where there are no notebooks

    def of(self, error: BaseException | None) -> str:
        """The words; empty: the error is of another kind, or its traceback was asked for."""
        if isinstance(error, KeyboardInterrupt):
            return STOPPED
        if self.app.log_level <= logging.DEBUG:
            return ""
        return in_short(error, self.app.coursedir.db_url)

    def __call__(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Tell of an error that nobody has caught."""
        if said := self.of(error):
            self.app.log.error("%s", said)
        else:
            self.before(kind, error, trace)

    def filter(self, record: logging.LogRecord) -> bool:
        """Put words in place of a logged traceback, and of what was said before. No line has orders
        for a terminal: it may name what a student has named.
        """
        error, text = sys.exc_info()[1], plain(record.getMessage())
        record.msg, record.args = text, None
        if text.startswith(UNMATCHED):
            if self.unmatched and record.levelno == logging.ERROR:
                record.msg, record.args = "There are no others: nothing was done", None
            self.unmatched = True
            return True
        if error is None or record.levelno < logging.ERROR:
            return not (self.replaced and SEE_ABOVE in text)
        said = self.of(error)
        if said and TRACEBACK in text:
            record.msg, record.args, self.replaced = said, None, True
        return not (said and text.startswith(LEADS_ASTRAY))
