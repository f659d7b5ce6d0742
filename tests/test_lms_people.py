"""Who is who: nobody becomes another because one thing of several agrees."""

from dataclasses import replace

import pytest

from lms import systems
from lms.errors import LmsError
from lms.people import Person, Roster
from lms.roster import carry_out, import_roster, plan_import, plan_table
from tests.lms import course

SMITH = Person("", "John", "Smith", "john@a.example")


def roster(**people):
    known = Roster()
    for student, person in people.items():
        known.add(student, person)
    return known


def plan(person, lms="moodle", by="user", **known):
    return plan_import([person], roster(**known), systems.find(lms), by)


def outcome(made):
    """What becomes of one line: added, changed, same or odd, and the student."""
    for kind in ("added", "changed"):
        for entry in getattr(made, kind):
            return kind, entry.student
    return ("same", made.same[0]) if made.same else ("odd", "")


# The gradebook has John Smith, john@a.example, as john. A line of Moodle's, and what becomes of it.
LINES = [
    ("the same", Person("", "John", "Smith", "john@a.example"), ("same", "john")),
    ("capitals", Person("", "JOHN", "SMITH", "John@A.example"), ("changed", "john")),
    ("another of that id", Person("", "John", "Wong", "john@b.example"), ("odd", "")),
    ("another first name", Person("", "Johanna", "Smith", "john@b.example"), ("odd", "")),
    ("a new name, the address stays", Person("", "John", "King", "john@a.example"),
     ("changed", "john")),
    ("a new address, the name stays", Person("", "John", "Smith", "john@b.example"),
     ("changed", "john")),
    ("a namesake of another id and address", Person("", "John", "Smith", "js@b.example"),
     ("added", "js")),
    ("a namesake without address", Person("", "John", "Smith", ""), ("same", "john")),
    ("a login that is his id", Person("", "John", "Wong", "", login="john"), ("odd", "")),
    ("an ID number that is his id", Person("", "Jo", "Wong", "w@b.example", number="john"),
     ("added", "w")),
    ("no name of his", Person("", "", "Wong", "john@b.example"), ("odd", "")),
    ("somebody else", Person("", "Jane", "Doe", "jane@a.example"), ("added", "jane")),
]  # fmt: skip


@pytest.mark.parametrize(("person", "wanted"), [line[1:] for line in LINES],
                         ids=[line[0] for line in LINES])  # fmt: skip
def test_who_a_line_of_moodles_is(person, wanted):
    assert outcome(plan(person, john=SMITH)) == wanted


@pytest.mark.parametrize(("known", "wanted"), [
    (Person(), ("changed", "john")),  # an id alone: nothing speaks against it
    (Person("", "John", "Wong"), ("changed", "john")),
    (Person("", "Wong", "John"), ("changed", "john")),  # first and last name the other way round
    (Person("", "", "", "john@b.example"), ("changed", "john")),
    (Person("", "John", "Smith"), ("odd", "")),
    (Person("", "", "", "john@a.example"), ("odd", "")),
    (Person("77", "John", "Smith", "john@a.example"), ("odd", "")),  # the number of another
    (Person("77", "John", "Wong", "john@a.example"), ("changed", "john")),
    (Person("77", "John", "Smith"), ("changed", "john")),  # the number, and no address to differ
])  # fmt: skip
def test_what_the_gradebook_knows_decides(known, wanted):
    line = Person("77" if known.lms_id else "", "John", "Wong", "john@b.example")
    assert outcome(plan(line, john=known)) == wanted


def test_the_odd_line_says_who_is_meant_and_what_can_be_done():
    (line,) = plan(Person("", "John", "Wong", "john@b.example", line=2), john=SMITH).odd
    assert line.startswith("line 2: John Wong: the gradebook's john is another: John Smith, john@a")
    assert "--by" in line
    assert "nbgrader db student add john --email=" in line


JONES = Person("", "John", "Jones", "john@b.example", line=3)


@pytest.mark.parametrize(("line", "said"), [
    (JONES, "would have the id john, which John Smith of line 2 has"),
    (replace(JONES, email="JOHN@a.example"), "has the address of John Smith of line 2"),
    (replace(SMITH, line=3), "the same student as in line 2"),
])  # fmt: skip
def test_of_two_lines_with_one_id_the_second_says_what_they_share(line, said):
    made = plan_import([replace(SMITH, line=2), line], roster(), systems.find("moodle"))
    assert [entry.student for entry in made.added] == ["john"]
    (odd,) = made.odd
    assert odd.startswith(f"line 3: {line.whole}: {said}")


def test_an_address_in_capitals_is_no_other_id():
    line = Person("", "John", "Smith", "JOHN@A.EXAMPLE")
    assert outcome(plan(line, john=Person("", "John", "Smith"))) == ("changed", "john")
    assert outcome(plan(line, john=Person())) == ("changed", "john")
    both = {"john": Person(), "JOHN": Person("", "Joan", "Poe")}
    assert outcome(plan(line, **both)) == ("odd", "")  # the id to the letter is another's


CELLS = [
    ("Ada\nMaria", "ada@x.example"), ("Ada\u202e  Maria\u200b", "\u200bada@x.example\u00a0"),
    ("\x1b[1mAda Maria", "Ada Maria <ada@x.example>"), ("Ada\tMaria", "mailto:ada@x.example"),
]  # fmt: skip


@pytest.mark.parametrize(("first", "address"), CELLS)
def test_what_nobody_sees_in_a_cell_is_no_part_of_it(first, address):
    rows = [["First name", "Last name", "Email address"], [first, "Lovelace", address]]
    (person,) = systems.find("moodle").people(rows, "list.csv")
    assert person.first.removeprefix("[1m") == "Ada Maria"
    assert person.email == "ada@x.example"


@pytest.mark.parametrize(("cell", "number"), [
    ("Participant 1234567", "1234567"), ("Teilnehmer/in 12", "12"), ("12", "12"), ("s12", ""),
    ("ada", ""), ("", ""),
])  # fmt: skip
def test_a_participants_number_is_no_part_of_another_id(cell, number):
    assert systems.find("moodle").identity(cell) == number


@pytest.mark.parametrize(("roles", "student"), [
    ("Student", True), ("Learner", True), ("", True), ("Student, Teaching assistant", True),
    ("Teacher", False), ("Non-editing teacher", False), ("Manager", False), ("TA", False),
])  # fmt: skip
def test_who_teaches_is_no_student(roles, student):
    header = ["First name", "Last name", "Email address", "Roles"]
    rows = [header, ["Tea", "Cher", "t@x.example", roles]]
    (person,) = systems.find("moodle").people(rows, "list.csv")
    assert isinstance(person, Person) == student
    assert student or person == f"line 2: Tea Cher: {roles}, no student"


def test_a_table_in_another_language_is_named_by_its_first_line():
    rows = [["Vorname", "Nachname", "E-Mail-Adresse"], ["Ada", "Lovelace", "ada@x.example"]]
    with pytest.raises(LmsError, match=r"in English.* has: Vorname, Nachname, E-Mail-Adresse"):
        list(systems.find("moodle").people(rows, "list.csv"))


def test_another_way_to_an_id_lets_both_in():
    made = plan(Person("", "John", "Wong", "john@b.example"), by="email", john=SMITH)
    assert outcome(made) == ("added", "john@b.example")


def test_an_address_says_more_than_an_id():
    line = Person("", "John", "Wong", "john@b.example")
    wong = Person("", "John", "Wong", "john@b.example")
    assert outcome(plan(line, john=SMITH, jw=wong)) == ("same", "jw")


def test_a_namesake_who_is_added_is_said_to_be_none_of_the_others():
    (entry,) = plan(Person("", "John", "Smith", "js@b.example"), john=SMITH).added
    assert entry.said == "js (John Smith), not john: John Smith, john@a.example"


@pytest.mark.parametrize(("line", "wanted"), [
    # Canvas keeps a person's id: both name and login may change.
    (Person("5", "Jo", "King", "", login="king@c.example"), ("changed", "john")),
    (Person("6", "John", "Smith", "", login="john@a.example"), ("odd", "")),
    (Person("6", "John", "Smith", "", login="js@a.example"), ("added", "js")),
])  # fmt: skip
def test_an_id_of_canvas_stays(line, wanted):
    known = Person("5", "John", "Smith", "john@a.example")
    assert outcome(plan(line, "canvas", john=known)) == wanted


def test_a_plan_writes_nothing_until_it_is_carried_out(tmp_path):
    course.make(tmp_path, {})
    with course.gradebook(tmp_path) as book:
        made = plan_import([SMITH], Roster.of(book, {}), systems.find("moodle"))
        assert [student.id for student in book.students] == []
        carry_out(made, book)
        assert [student.id for student in book.students] == ["john"]
        again = plan_import([SMITH], Roster.of(book, {}), systems.find("moodle"))
        assert again.same == ("john",)


CANVAS = 'Student,ID,SIS Login ID,Section\n"Poe, Eve",7,eve,A\n'
OWN = "id,first_name,last_name,email\nada,Ada,Lovelace,ada@example.org\n"


@pytest.mark.parametrize(("lms", "text", "said"), [
    ("csv", CANVAS, "a table of Canvas's. Import it as one: python -m lms roster canvas '"),
    ("moodle", CANVAS, "a table of Canvas's"),
    ("canvas", OWN, "nobody is imported: line 2: Lovelace, Ada: no id of Canvas's"),
])  # fmt: skip
def test_a_table_of_another_kind_changes_nothing(tmp_path, lms, text, said):
    course.make(tmp_path, {})
    path, kept = tmp_path / "my list.csv", tmp_path / "kept.csv"
    path.write_text(text)
    with course.gradebook(tmp_path) as book:
        with pytest.raises(LmsError, match=said):
            import_roster(book, path, lms, kept=kept)
        assert book.students == []
    assert not kept.exists()


def test_a_list_of_nobody_known_may_be_another_classs(tmp_path):
    course.make(tmp_path)
    (tmp_path / "old.csv").write_text(CANVAS)
    with course.gradebook(tmp_path) as book:
        said = import_roster(book, tmp_path / "old.csv", "canvas")[-1]
        again = import_roster(book, tmp_path / "old.csv", "canvas")[-1]
    assert "nobody of old.csv was in the gradebook before" in said
    assert "nobody of" not in again


@pytest.mark.parametrize(("ids", "guess", "same", "near"), [
    (["zo\u00eb"], "Zoe\u0308", {"zo\u00eb"}, ["zo\u00eb"]),
    (["bob"], " BOB ", {"bob"}, ["bob"]),
    (["Bob", "bob"], "BOB", {"Bob", "bob"}, ["Bob", "bob"]),
    (["007", "07", "70"], "7", set(), ["007", "07"]),
    (["0", "x0"], "00", set(), ["0"]),
    (["ab"], "a", set(), []),
])  # fmt: skip
def test_an_id_is_the_same_or_nearly_one_of_the_gradebooks(ids, guess, same, near):
    roster = Roster()
    for student in ids:
        roster.add(student, Person())
    assert roster.spelled_as(guess) == same
    assert roster.nearly(guess) == near


OWN = (
    "id,first_name,last_name,email\n007,Zo\u00eb,\u00c5ngstr\u00f6m,z@x.example\nbob,Bob,O'Neil,\n"
)


@pytest.mark.parametrize("data", [
    OWN.encode(), OWN.encode("utf-8-sig"), OWN.encode("utf-16"), OWN.encode("latin-1"),
    OWN.replace(",", ";").encode("cp1252"), OWN.replace(",", "\t").replace("\n", "\r\n").encode(),
    OWN.replace("id,first_name,last_name", "ID,First name,Surname").encode() + b"\n,,,\n",
])  # fmt: skip
def test_ones_own_table_is_read_as_any_spreadsheet_saves_it(tmp_path, data):
    course.make(tmp_path, {})
    (tmp_path / "students.csv").write_bytes(data)
    with course.gradebook(tmp_path) as book:
        said = import_roster(book, tmp_path / "students.csv", "csv")
        zoe, bob = book.find_student("007"), book.find_student("bob")
        assert (zoe.first_name, zoe.last_name) == ("Zo\u00eb", "\u00c5ngstr\u00f6m")
        assert (zoe.email, bob.last_name, bob.email) == ("z@x.example", "O'Neil", None)
    assert "2 added, 0 changed, 0 left alone, 0 odd" in said


def test_lines_of_ones_own_table_that_name_nobody_new_are_told_and_nothing_becomes_empty():
    roster = Roster()
    roster.add("007", Person(first="Zo\u00eb", email="z@x.example"))
    roster.add("gone", Person())
    table = [["id", "last_name", "email"], ["7", "A", ""], ["007", "B", ""], ["ben", "C", ""],
             ["Ben", "D", ""], ["a/b", "E", ""], ["", "F", ""], ["", "", ""]]  # fmt: skip
    made = plan_table(table, "students.csv", roster)
    assert [entry.said for entry in made.added] == ["ben (C)"]
    assert [dict(entry.values) for entry in made.changed] == [{"last_name": "B"}]
    assert made.absent == ("gone",)
    odd = {line.split(":")[0]: line for line in made.odd}
    assert list(odd) == ["line 2", "line 5", "line 6", "line 7"]
    assert "the gradebook has 007" in odd["line 2"]
    assert "has the id of line 4" in odd["line 5"]
    assert "'a/b' cannot be the name of a folder" in odd["line 6"]
    assert "no id" in odd["line 7"]


@pytest.mark.parametrize("rows", [[], [["001", "Ann", "Lee"]], [["name", "mail"], ["a", "b"]]])
def test_a_table_without_ids_is_named_by_its_first_line(rows):
    with pytest.raises(LmsError, match=r"no column is named id.* It has: "):
        plan_table(rows, "students.csv", Roster())
