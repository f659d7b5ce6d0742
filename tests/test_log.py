"""The log's lines are what docs/log.md says, and what is read is what was written."""

import dataclasses
import json
import re

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from answers.answer_runner import ROOT
from grading.batch.summary import Report, summary
from grading.log import VERSION, LogEntry, plain
from grading.outcomes import ADVICE, Outcome
from grading.walls import Wall
from tools import sample_course

PAGE = (ROOT / "docs" / "log.md").read_text()
SCHEMA = json.loads(PAGE.partition("```json\n")[2].partition("```")[0])
names = st.text(min_size=1, max_size=10).map(plain).filter(bool)
texts = st.text(max_size=50).map(plain)
entries = st.builds(
    LogEntry, names, names, names, st.just("0" * 64) | st.just(""), texts, st.lists(texts),
    st.dictionaries(names, st.sampled_from(Outcome)), st.dictionaries(names, texts),
    st.dictionaries(names, texts), st.lists(texts), st.dictionaries(names, st.lists(names)),
    st.lists(names),
    st.dictionaries(names, st.floats(0, 1e6)),
    st.dictionaries(names, st.just({"reason": "ended", "peak": 1.5, "cpu": 0.1})),
    st.dictionaries(names, st.just("0" * 16)),
    st.sampled_from(Wall),
)  # fmt: skip


@given(entries)
def test_an_entry_comes_back_as_it_was_and_fits_the_schema(entry):
    line = entry.to_json()
    assert "\n" not in line
    assert LogEntry.from_json(line) == entry
    jsonschema.validate(json.loads(line), SCHEMA)


def test_the_document_names_every_field_and_every_outcome():
    fields = {field.name for field in dataclasses.fields(LogEntry)} | {"version"}
    assert set(SCHEMA["properties"]) == fields
    assert SCHEMA["properties"]["wall"]["enum"] == [*Wall]
    listed = re.findall(r"^\| (`.*?) \|", PAGE, re.M)
    assert set(re.findall(r"`(\w+)`", " ".join(listed))) == fields
    assert SCHEMA["properties"]["outcomes"]["additionalProperties"]["enum"] == [*Outcome]
    assert SCHEMA["properties"]["version"]["const"] == VERSION


def test_a_graded_class_writes_such_lines(tmp_path):
    course = tmp_path / "course"
    sample_course.make(course, 1)
    assert sample_course.grade(course).returncode == 0
    lines = [line for path in (course / "logs").iterdir() for line in path.read_text().splitlines()]
    assert len(lines) == len(sample_course.NOTEBOOKS)
    for line in lines:
        jsonschema.validate(json.loads(line), SCHEMA)
        entry = LogEntry.from_json(line)
        assert set(entry.processes) == {"student", "referee"}
        assert set(entry.graded_by) == {"tests", "files", "settings", "engine"}


@pytest.mark.parametrize(
    "line",
    ["", "{", "[]", "3", "null", '{"student": "a"}', '{"student": "a", "assignment": "b", '
     '"notebook": "c", "outcomes": []}', '{"student": "a", "assignment": "b", "notebook": "c", '
     '"outcomes": {}, "seconds": {"all": "long"}}', "[" * 100_000],
)  # fmt: skip
def test_a_malformed_line_is_refused(line):
    with pytest.raises(ValueError, match=r"."):
        LogEntry.from_json(line)


def test_an_outcome_that_nobody_knows_is_no_result_and_needs_a_person():
    line = '{"student": "a", "assignment": "b", "notebook": "c", "outcomes": {"t": "odd"}}'
    assert LogEntry.from_json(line).outcomes == {"t": Outcome.NO_RESULT}
    assert Outcome.NO_RESULT.needs_person
    assert {outcome for outcome in Outcome if outcome.advice} == set(ADVICE)
    assert not Outcome.FAILED.needs_person


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("\x1b[1mMatrix size\x1b[0m", "Matrix size"),
        ("\x1b[38;5;196mred\x1b[39;49m \x1b[2J\x1b[10;20Hhere\x1b[K", "red here"),
        ("\x9b31mred\x9bm", "red"),
        ("\x1b]0;a title\x07after", "after"),
        ("\x1b]8;;https://x.example\x1b\\a link\x1b]8;;\x1b\\", "a link"),
        ("\x1bPq#0;2;0;0;0\x1b\\a picture \x90q\x9cand more", "a picture and more"),
        ("\x1b]0;no end\nthe next line", "0;no end\nthe next line"),
        ("\x1bc\x1b(B\x1b#8\x1b=reset", "reset"),
        ("bell\x07, back\x08space, null\0, delete\x7f \x85\x8e", "bell, backspace, null, delete "),
        ("one\r\ntwo\ttabs\x0b\x0c", "one\ntwo\ttabs"),
        ("\u202eesrever\u202c \u2066x\u2069 \u200fy \u2028z", "esrever x y z"),
        ("\x1b\x1b[1mtwice\x1b", "twice"),
        ("naïve café, 漢字 😀 [1m {x} \\x1b[0m", "naïve café, 漢字 😀 [1m {x} \\x1b[0m"),
    ],
    ids=["bold", "csi", "c1 csi", "title", "link", "strings", "no end", "short", "controls",
         "white space", "directions", "doubled", "honest"],
)  # fmt: skip
def test_no_order_for_a_terminal_is_in_the_log(said, kept):
    assert plain(said) == kept
    entry = LogEntry(
        "ada", "hw", "one", repaired=[said], messages={"test": said}, causes={"test": said},
        notes=[said], unreadable=said, processes={"student": {"reason": said}},
    )  # fmt: skip
    told = json.loads(entry.to_json())
    assert told["repaired"] == told["notes"] == [kept]
    assert told["messages"] == told["causes"] == {"test": kept}
    assert (told["unreadable"], told["processes"]["student"]["reason"]) == (kept, kept)
    report = Report(failed={said: said}, current=[], gone=[said])
    report.add(entry)
    assert not [line for line in summary(report) if line != plain(line)]
    raw = json.dumps(told | {"messages": {"test": said}, "notes": [said]})
    older = LogEntry.from_json(raw)  # of a version that did not see to it
    assert (older.messages, older.notes) == ({"test": kept}, [kept])
