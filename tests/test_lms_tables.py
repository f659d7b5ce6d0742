"""Tables and times as spreadsheets and LMS's of many countries write them."""

import datetime

import pytest

from grading.times import Unclear, day_is_first, due_in_utc, read_time, submitted_in_utc
from lms.errors import LmsError
from lms.tables import csv_files, number, parse_csv

# Encodings, each with names of people who write so.
NAMES = {
    "cp1252": ["Zoë Müller-Lüdenscheidt", "José Núñez", "Renée Çelik"],
    "latin-1": ["Zoë Müller", "José Núñez"],
    "mac_roman": ["Zoë Müller", "José Núñez", "Øystein Åberg"],
    "gbk": ["张 伟", "李 娜", "王 小明"],
    "gb18030": ["张 伟", "刘 洋"],
    "big5": ["陳 美玲", "張 偉"],
    "cp932": ["田中 太郎", "鈴木 花子"],
    "cp949": ["김 민준", "이 서연"],
    "cp1250": ["Łukasz Wójcik", "Jiří Dvořák"],
    "cp1251": ["Иван Петров", "Ольга Смирнова"],
    "koi8_r": ["Иван Петров", "Ольга Смирнова"],
    "cp850": ["Zoë Müller", "José Núñez"],
    "utf-16": ["Zoë Müller", "张 伟"],
    "utf-16-le": ["Zoë Müller", "José Núñez"],
    "utf-16-be": ["Zoë Müller", "José Núñez"],
    "utf-32": ["Zoë Müller", "张 伟"],
}
# Encodings whose bytes are as likely something else: the names in the gradebook tell.
TOLD_BY_NAMES = {
    "cp1254": ["Şükrü Yıldız", "Özge Çağlar"],
    "cp874": ["สมชาย ใจดี"],
    "cp1253": ["Γιώργος Παππάς"],
    "cp437": ["Zoë Müller"],
    "iso8859-2": ["Łukasz Wójcik"],
    "iso8859-15": ["Šárka Žižková"],
}


def listed(people, code):
    lines = ["First name,Last name,Email address", "Ada,Lovelace,ada@example.org"]
    lines += [",".join([*person.split(" "), f"s{number}@x.example"])
              for number, person in enumerate(people)]  # fmt: skip
    return "\n".join(lines).encode(code)


def read_names(table):
    return [" ".join(row[:2]) for row in table[2:]]


@pytest.mark.parametrize(("code", "people"), NAMES.items(), ids=NAMES)
def test_a_file_that_is_not_utf8_is_read_as_what_it_is_and_named(code, people):
    table = parse_csv(listed(people, code), "list.csv")
    assert read_names(table) == people
    assert table.remark.startswith("list.csv is not UTF-8: read as ")
    assert people[0].split()[0] in table.remark


@pytest.mark.parametrize(
    ("code", "people"), (NAMES | TOLD_BY_NAMES).items(), ids=NAMES | TOLD_BY_NAMES
)
def test_the_names_of_the_gradebook_tell_the_encoding(code, people):
    known = ["Ada", "Lovelace", *people[0].split(" ")]
    table = parse_csv(listed(people, code), "list.csv", known)
    assert read_names(table) == people
    assert "is not UTF-8" in table.remark


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig"])
def test_of_utf8_nothing_is_said(code):
    table = parse_csv(listed(["Zoë Müller", "张 伟"], code), "list.csv")
    assert (read_names(table), table.remark) == (["Zoë Müller", "张 伟"], "")


@pytest.mark.parametrize("data", [
    b"PK\3\4\0\0\0\0", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", b"\0\5\x16\7\0\2\0\0Mac OS X",
    b"a,b\n\0,\xe9\n", b"\xff\xfea\0,", b'"open',
])  # fmt: skip
def test_what_is_no_table_is_named(data):
    with pytest.raises(LmsError, match=r"^list\.csv: not"):
        parse_csv(data, "list.csv")


SPOILT = "First name,Last name\nZoë,Müller\nJosé,Núñez\n王,伟\n".encode()


@pytest.mark.parametrize(("data", "places"), [
    (SPOILT.replace("ü".encode(), b"\xfc"), ["line 2, 0xFC in Zoë,M\N{REPLACEMENT CHARACTER}ller"]),
    (SPOILT.replace("é".encode(), b"\x8e").replace("伟".encode(), b"\xce\xb0\xff"),
     ["line 3, 0x8E in Jos", "line 4, 0xFF in 王,"]),
    (SPOILT[:-2], ["line 4, 0xE4 0xBC in 王,"]),  # cut off
    (SPOILT.replace(b"\n", b"\r"), []),
])  # fmt: skip
@pytest.mark.parametrize("names", [[], ["Zoë", "José"]])
def test_one_bad_byte_in_utf8_is_shown_and_nothing_guessed(data, places, names):
    if not places:
        assert parse_csv(data, "list.csv", names).remark == ""
        return
    with pytest.raises(LmsError, match=r"^list\.csv is UTF-8 but for some bytes: ") as said:
        parse_csv(data, "list.csv", names)
    assert all(place in str(said.value) for place in places)
    assert "an editor" in str(said.value)


def test_a_quotation_mark_that_is_never_closed_is_named_by_its_line():
    for rest in ('"Ada,1\nBen,2\n', '"Ada,1\n"Ben",2\n'):
        with pytest.raises(LmsError, match=r"line 2: a quotation mark has no other that ends it"):
            parse_csv(f"name,id\n{rest}".encode(), "list.csv")


HEADER = ["Student", "ID", "Section", "One; two, three (99)", "Essay, long (98)"]
ROWS = [HEADER, ["Lovelace, Ada", "1", "A, B; C", "7,5", ""], ["O'Neil, Ben", "2", "", "", "3"]]


def quoted(separator, always=True):
    def cell(text):
        return f'"{text}"' if always or separator in text else text

    return "".join(separator.join(map(cell, row)) + "\r\n" for row in ROWS).encode()


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("always", [True, False])
def test_separators_in_titles_and_names_are_none_of_the_table(separator, always):
    assert parse_csv(quoted(separator, always), "x.csv") == ROWS


def test_a_table_says_its_separator_as_excel_does():
    assert parse_csv(b"sep=;\r\na,x;b\r\n1;2,3,4\r\n", "x.csv") == [["a,x", "b"], ["1", "2,3,4"]]


def test_a_table_of_one_column_and_one_line():
    assert parse_csv(b"name\nAda\n", "x.csv") == [["name"], ["Ada"]]
    assert parse_csv(b"a;b\n", "x.csv") == [["a", "b"]]


@pytest.mark.parametrize(("cell", "wanted"), [
    ("10", 10), ("10.00", 10), ("10,50", 10.5), ("1,000.50", 1000.5), ("1.000,50", 1000.5),
    ("1 000,50", 1000.5), ("-", None), ("", None), ("(read only)", None),
])  # fmt: skip
def test_numbers_of_any_country(cell, wanted):
    assert number(cell) == wanted


def test_files_that_a_system_put_there_are_no_tables(tmp_path):
    for name in ("._Grades.csv", ".Grades.csv", "~$Grades.csv", ".~lock.Grades.csv", "Grades.CSV",
                 "a.csv.txt", "b.csv"):  # fmt: skip
        (tmp_path / name).write_text("a,b\n")
    (tmp_path / "c.csv").symlink_to(tmp_path / "b.csv")
    (tmp_path / "d.csv").mkdir()
    assert [path.name for path in csv_files(tmp_path)] == ["Grades.CSV", "b.csv"]
    assert csv_files(tmp_path / "nothing") == []


# Times

JUNE = datetime.datetime(2026, 6, 2, 23, 10)
READ = [
    "2026-06-02 23:10", "2026-06-02T23:10", "2026-6-2 23:10:00", "2026/06/02 23:10",
    "2026.06.02, 11:10 PM", "20260602T231000", "2026年6月2日 星期二 23:10", "2026-06-02 23.10",
    "Tuesday, 2 June 2026, 11:10 PM", "2 June 2026 23:10", "June 2, 2026 11:10pm",
    "02-Jun-2026 23:10", "Tue, 02/06/2026 23:10", "Tuesday 06/02/2026 11:10 PM",
]  # fmt: skip
UNCLEAR = [
    ("02/06/2026 23:10", "may be 6 February 2026 or 2 June 2026"),
    ("2.6.2026 23:10", "may be 6 February 2026 or 2 June 2026"),
    ("02-06-26 23:10", "may be .* or 6 February 2026 or 2 June 2026"),
    ("2026-06-02 23:10 SGT", "names a time zone that is not known"),
    ("2 June 2026 23:10 CEST", "names a time zone that is not known"),
    ("0026-06-02 23:10", "cannot be read"),
    ("2026-13-02 23:10", "cannot be read"), ("2026-02-30 23:10", "cannot be read"),
    ("32/06/2026", "cannot be read"), ("-", "cannot be read"), ("", "cannot be read"),
    ("23:10", "cannot be read"), ("June 2026", "cannot be read"), ("Tuesday", "cannot be read"),
    ("Dienstag, 2. Juni 2026, 23:10", "cannot be read"), ("2026-06-02 25:10", "cannot be read"),
]  # fmt: skip


@pytest.mark.parametrize("text", READ)
@pytest.mark.parametrize("dayfirst", [None, True, False])
def test_a_time_that_can_be_read_in_one_way(text, dayfirst):
    assert read_time(text, dayfirst) == JUNE


@pytest.mark.parametrize(("text", "why"), UNCLEAR)
def test_a_time_that_cannot_be_read_is_named(text, why):
    with pytest.raises(Unclear, match=why):
        read_time(text)


def test_a_time_says_its_zone():
    assert read_time("2026-06-02T23:10+08:00").utcoffset() == datetime.timedelta(hours=8)
    assert read_time("2026-06-02 23:10 UTC").utcoffset() == datetime.timedelta(0)


@pytest.mark.parametrize("zone", [
    " UTC+8", " +0800", "+0800", " +08", " +8", " +08:00", " Asia/Singapore", " Etc/GMT-8",
])  # fmt: skip
def test_a_due_date_is_that_of_its_zone(zone):
    for time in ("2026-06-02 23:10", "2026-06-02 23:10:00", "2 June 2026 23:10"):
        assert due_in_utc(time + zone) == JUNE - datetime.timedelta(hours=8)
        assert submitted_in_utc(time + zone) == JUNE - datetime.timedelta(hours=8)


@pytest.mark.parametrize("text", [
    "2026-06-02 23:10 SGT", "02/06/2026", "23:10", "June 2026", "2026-06-02 23:10 Asia/Nowhere",
])  # fmt: skip
def test_a_due_date_that_is_unclear_is_refused(text):
    with pytest.raises(Unclear, match=text):
        due_in_utc(text)


@pytest.mark.parametrize(("text", "dayfirst", "month"), [
    ("02/06/2026 23:10", True, 6), ("02/06/2026 23:10", False, 2), ("13/06/2026", False, 6),
    ("06/13/2026", True, 6), ("06/06/2026", None, 6), ("2.6.26 10:00", True, 6),
])  # fmt: skip
def test_the_order_of_day_and_month_may_be_told(text, dayfirst, month):
    assert read_time(text, dayfirst).month == month


@pytest.mark.parametrize(("texts", "wanted"), [
    (["02/06/2026", "13/06/2026"], True), (["02/06/2026", "06/13/2026"], False),
    (["02/06/2026"], None), (["13/06/2026", "06/13/2026"], None), (["06/06/2026", "-", ""], None),
    (["2026-06-13", "02/06/2026"], None), (["Tue, 02/06/2026"], True),
])  # fmt: skip
def test_the_other_dates_of_a_column_tell_the_order(texts, wanted):
    assert day_is_first(texts) is wanted
