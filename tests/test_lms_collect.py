"""Collecting from Canvas and Moodle by nbgrader's command: no member is lost."""

import re

import pytest

from lms.archives import clean
from lms.tables import harmless
from tests.lms import build, course
from tests.lms.cases import CANVAS, HOSTILE, MOODLE, OTHERS, STRANGERS, TEAM_CASES

CASES = {
    f"{kind}: {name}": case
    for kind, cases in {
        "Canvas": CANVAS, "Moodle": MOODLE, "teams": TEAM_CASES, "strangers": STRANGERS,
        "others": OTHERS, "hostile": HOSTILE,
    }.items()
    for name, case in cases.items()
}  # fmt: skip


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_layout(case, tmp_path, capsys):
    """What must be taken is taken, every member has one row, and every row says what it must."""
    archive = course.make(tmp_path)
    build.write(archive, case.files)
    log = course.collect(tmp_path, *case.options)
    assert course.submitted(tmp_path) == case.taken, capsys.readouterr().out + log
    rows = course.table(tmp_path)
    listed = sorted((harmless(archive), harmless(member)) for archive, member in case.listed())
    assert sorted((row["archive"], row["member"]) for row in rows) == listed
    for row in rows:
        place = f"{row['archive']}/{row['member'].removeprefix(chr(39))}"
        status, why = case.said.get(place, ("taken|opened|left out", "^$|members$|a folder$"))
        assert re.fullmatch(status, row["status"]), row
        assert re.search(why, row["why"]), row
    # Nothing but the table and what was taken is left, and nothing lies outside.
    assert {path.name for path in archive.parent.iterdir()} <= {
        "archive", "extracted", "collected.csv", "collected.json",
    }  # fmt: skip
    assert not list(tmp_path.parent.glob(f"*{course.NOTEBOOKS[1]}*"))


def test_how_many_layouts_there_are():
    assert len(CANVAS) >= 40
    assert len(MOODLE) >= 25
    assert len(HOSTILE) >= 25


def test_a_name_with_accents_that_nobody_writes_is_left_as_it_is():
    name = "a" + "\u0301\u0323" * 30_000
    assert clean(name) == name
    assert clean("re\u0301sume\u0301.ipynb") == "r\u00e9sum\u00e9.ipynb"
