"""Times as an instructor, an LMS or a spreadsheet writes them.

A date that begins with the year is year, month, day. 03/06/2025 may be 3 June or 6 March: that is
told by its weekday, by the other dates of its column or by the instructor, and never guessed.

nbgrader takes it for 6 March, +0800 after a time for 800 seconds, a zone that it does not know for
UTC, and what a date lacks from today. So it reads times by what is here.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime

import dateutil.parser
import dateutil.tz
from nbgrader import utils

YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})日?(?!\d)")
NUMBERS = re.compile(r"(?<!\d)(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?![\d:])")
WEEKDAY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)[a-z]*\b|星期.|周.|\(.\)", re.I)
ZONE = re.compile(r"\s([A-Za-z][\w+-]*(/[A-Za-z][\w+-]*)*)$")  # UTC, Europe/Berlin
WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


class Unclear(ValueError):
    """A time that cannot be read, or in more ways than one; says which."""


class Ambiguous(Unclear):
    """A time that can be read in more ways than one."""


_nbgraders = utils.parse_utc


def due_in_utc(time: datetime | str | None) -> datetime | None:
    """A time without its zone, in UTC, as nbgrader's parse_utc has it. Raises Unclear."""
    if not isinstance(time, str):
        return _nbgraders(time)
    zoned = ZONE.search(time.strip())
    zone = zoned and dateutil.tz.gettz(zoned[1])
    if zoned and zone:
        return _nbgraders(read_time(time[: zoned.start()]).replace(tzinfo=zone))
    return _nbgraders(read_time(time))


def submitted_in_utc(time: datetime | str | None) -> datetime | None:
    """The same of a time that a student's own nbgrader wrote; what is unclear nbgrader reads."""
    try:
        return due_in_utc(time)
    except Unclear:
        return _nbgraders(time)


def read_time(text: str, dayfirst: bool | None = None) -> datetime:
    """The time that a text says; without a zone where it names none.

    dayfirst: whether 03/06/2025 is 3 June; None: not known. Raises Unclear.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("error", dateutil.parser.UnknownTimezoneWarning)
        try:
            when = _read(" ".join(text.split()), dayfirst)
        except dateutil.parser.UnknownTimezoneWarning:
            raise Unclear(f"{text!r} names a time zone that is not known") from None
    if not 1970 <= when.year < 2100:
        raise Unclear(f"{text!r} cannot be read")
    return when


def _read(text: str, dayfirst: bool | None) -> datetime:
    """See read_time. Raises UnknownTimezoneWarning, too."""
    text = re.sub(r"(?<=[\sT])(\d{1,2})\.(\d{2})$", r"\1:\2", text)
    with suppress(ValueError):
        return datetime.fromisoformat(text)
    if not (written := _written(text)):
        return _spelled_out(text)
    days = _days(text, written)
    if len(days) > 1 and dayfirst is not None:
        days = {day for day in days if _order(day, written) is dayfirst}
    if len(days) > 1:
        ways = " or ".join(f"{day.day} {day:%B %Y}" for day in sorted(days))
        raise Ambiguous(f"{text!r} may be {ways}")
    rest = WEEKDAY.sub(" ", text.replace(written[0], " ")).strip(" ,T")
    with suppress(ValueError, OverflowError):
        (day,) = days
        midnight = datetime(day.year, day.month, day.day)
        when = dateutil.parser.parse(rest, default=midnight) if rest else midnight
        if when.date() == day:
            return when
    raise Unclear(f"{text!r} cannot be read")


def day_is_first(texts: Iterable[str]) -> bool | None:
    """Whether the dates of a column have the day before the month; None: they do not tell."""
    told = set()
    for text in texts:
        if (written := _written(text)) and len(days := _days(text, written)) == 1:
            told.add(_order(days.pop(), written))
    told.discard(None)
    return told.pop() if len(told) == 1 else None


def _written(text: str) -> re.Match[str] | None:
    """Where a date in numbers alone is."""
    return YEAR_FIRST.search(text) or NUMBERS.search(text)


def _days(text: str, written: re.Match[str]) -> set[date]:
    """The dates that numbers may be; of the weekday that the text has, if it has one."""
    if written.re is YEAR_FIRST:
        orders = [tuple(int(number) for number in written.groups())]
    else:
        first, second, third = int(written[1]), int(written[3]), int(written[4])
        year = third if third > 99 else 2000 + third
        orders = [(year, second, first), (year, first, second)]
        orders += [(2000 + first, second, third)] if third < 100 else []
    days = set()
    for order in orders:
        with suppress(ValueError):
            days.add(date(*order))
    if (weekday := WEEKDAY.search(text)) and weekday[1]:
        number = WEEKDAYS.index(weekday[1].lower())
        days = {day for day in days if day.weekday() == number} or days
    return days


def _order(day: date, written: re.Match[str]) -> bool | None:
    """Whether the day comes first in what was written; None: it is the same either way."""
    if written.re is YEAR_FIRST or day.day == day.month:
        return None
    numbers = int(written[1]), int(written[3])
    orders = {(day.day, day.month): True, (day.month, day.day): False}
    return orders.get(numbers)


def _spelled_out(text: str) -> datetime:
    """The time of a text that spells out the month; all of the date must be there."""
    with suppress(ValueError, OverflowError):
        if not re.search(r"[a-z]{3}", text, re.I):
            raise ValueError
        times = {
            dateutil.parser.parse(text, dayfirst=True, default=datetime(*default))
            for default in ((2000, 1, 1), (2001, 2, 2))
        }
        if len(times) == 1:
            return times.pop()
    raise Unclear(f"{text!r} cannot be read")
