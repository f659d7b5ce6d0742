"""Layouts of archives, a case each: what there is, what is taken, what is said of the rest.

Canvas's names are those of its lib/content_zipper.rb, Moodle's those of its
mod/assign/classes/downloader.php (before 4.1: mod/assign/locallib.php); see docs/lms.md.
"""

from __future__ import annotations

import tarfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.lms.build import (
    LATER,
    claimed,
    corrupted,
    deep,
    encrypted,
    flat_gz,
    legacy,
    link,
    listing,
    lying,
    method,
    much_said,
    named_by_field,
    tar_of,
    tarred,
    twice,
    without_flag,
    zip_with,
    zipped,
)

A, B, C = b'{"cells": ["A"]}', b'{"cells": ["B"]}', b'{"cells": ["C"]}'
STEPS, RNN = "2_make_steps", "4_rnn"
ADA, BEN, ZOE = "lovelaceada_12345", "oneilben_12346", "müllerlüdenscheidtzoë_12347"
SMALL = ["--LMSExtractor.max_file=100000", "--LMSExtractor.max_nested_total=150000",
         "--LMSExtractor.max_nested_members=20", "--LMSExtractor.max_members=60",
         "--LMSExtractor.max_total=400000"]  # fmt: skip
MADE_UP = r"(a folder|made by|hidden|checkpoint)"


@dataclass
class Case:
    """A layout. files: the archive folder; a dictionary is a zip.

    taken: the bytes of each notebook that must be collected, by student and name.
    said: for a member, as archive/member, its status and a pattern for why.
    Other members must be taken, or be folders and archives that were opened.
    members: all members there are; by default as the standard library lists them.
    """

    files: dict
    taken: dict[tuple[str, str], bytes] = field(default_factory=dict)
    said: dict[str, tuple[str, str]] = field(default_factory=dict)
    options: list[str] = field(default_factory=list)
    members: list[tuple[str, str]] | None = None
    after: Callable[[Path], None] | None = None  # changes the folder, for links and the like

    def listed(self) -> list[tuple[str, str]]:
        """All members, as the table must name them."""
        if self.members is not None:
            return sorted(self.members)
        rows = []
        for name, data in self.files.items():
            rows += listing(name, zipped(data) if isinstance(data, dict) else data)
        folders = {part for name in self.files for part in _parents(name)}
        return sorted(rows + [(folder, "") for folder in folders])


def _parents(name: str) -> list[str]:
    parts = name.split("/")[:-1]
    return ["/".join(parts[: number + 1]) for number in range(len(parts))]


def canvas(files: dict, **more) -> Case:
    """A download of Canvas's: submissions.zip."""
    return Case({"submissions.zip": files}, **more)


def moodle(files: dict, **more) -> Case:
    """A download of Moodle's."""
    return Case({"RNN-Module 7-4711.zip": files}, **more)


def both(student: str) -> dict[tuple[str, str], bytes]:
    """A student whose notebooks are A and B."""
    return {(student, STEPS): A, (student, RNN): B}


S, M = "submissions.zip/", "RNN-Module 7-4711.zip/"
HOMEWORK = {f"{STEPS}.ipynb": A, f"{RNN}.ipynb": B}
MOODLE_ADA = "Ada Lovelace_1234567_assignsubmission_file_"
BOMB = {f"{STEPS}.ipynb": b"0" * 5_000_000}

CANVAS = {
    "one file for each notebook": canvas(
        {f"{ADA}_900_{STEPS}.ipynb": A, f"{ADA}_901_{RNN}.ipynb": B}, taken=both("ada")
    ),
    "late": canvas(
        {f"lovelaceada_LATE_12345_900_{STEPS}.ipynb": A},
        taken={("ada", STEPS): A},
        said={S + f"lovelaceada_LATE_12345_900_{STEPS}.ipynb": ("taken", "late")},
    ),
    "second try": canvas({f"{ADA}_950_{STEPS}-1.ipynb": A}, taken={("ada", STEPS): A}),
    "tenth try": canvas(
        {f"{ADA}_950_{STEPS}-123e4567-e89b-12d3-a456-426614174000.ipynb": A},
        taken={("ada", STEPS): A},
    ),
    "second try in a second download": Case(
        {
            "submissions.zip": {f"{ADA}_900_{STEPS}.ipynb": A},
            "submissions (1).zip": {f"{ADA}_950_{STEPS}-1.ipynb": B},
        },
        {("ada", STEPS): B},
        {S + f"{ADA}_900_{STEPS}.ipynb": ("older", "newer: submissions")},
    ),
    "attachment says more than the copy's number": canvas(
        {f"{ADA}_950_{STEPS}.ipynb": A, f"{ADA}_900_{STEPS}-3.ipynb": B},
        taken={("ada", STEPS): A},
        said={S + f"{ADA}_900_{STEPS}-3.ipynb": ("older", "newer")},
    ),
    "the same download twice": Case(
        {
            "submissions.zip": {f"{ADA}_900_{STEPS}.ipynb": A},
            "submissions (1).zip": {f"{ADA}_900_{STEPS}.ipynb": A},
        },
        {("ada", STEPS): A},
        {f"submissions (1).zip/{ADA}_900_{STEPS}.ipynb": ("older", "newer")},
    ),
    "downloaded again by a browser": canvas(
        {f"{ADA}_900_{STEPS} (1).ipynb": A, f"{BEN}_901_{RNN}(2).ipynb": B},
        taken={("ada", STEPS): A, ("ben", RNN): B},
    ),
    "copied in JupyterLab": canvas(
        {f"{ADA}_900_{STEPS}-Copy1.ipynb": A}, taken={("ada", STEPS): A}
    ),
    "copied in Colab": canvas({f"{ADA}_900_Copy of {STEPS}.ipynb": A}, taken={("ada", STEPS): A}),
    "copy of a copy": canvas(
        {f"{ADA}_900_Copy of {STEPS}-Copy2 (1)-1.ipynb": A}, taken={("ada", STEPS): A}
    ),
    "copied by Windows": canvas({f"{ADA}_900_{RNN} - Copy (2).ipynb": A}, taken={("ada", RNN): A}),
    "one zip a student": canvas({f"{ADA}_900_homework.zip": HOMEWORK}, taken=both("ada")),
    "one tar.gz a student": canvas(
        {f"{ADA}_900_homework.tar.gz": tarred(HOMEWORK)}, taken=both("ada")
    ),
    "tgz and tar": canvas(
        {
            f"{ADA}_900_homework.tgz": tarred(HOMEWORK),
            f"{BEN}_901_homework.tar": tarred({f"{RNN}.ipynb": C}, "w"),
        },
        taken={**both("ada"), ("ben", RNN): C},
    ),
    "one notebook gzipped": canvas(
        {f"{ADA}_900_{STEPS}.ipynb.gz": flat_gz(A)},
        taken={("ada", STEPS): A},
        said={S + f"{ADA}_900_{STEPS}.ipynb.gz/{ADA}_900_{STEPS}.ipynb": ("taken", "named")},
        members=[
            ("submissions.zip", ""),
            ("submissions.zip", f"{ADA}_900_{STEPS}.ipynb.gz"),
            ("submissions.zip", f"{ADA}_900_{STEPS}.ipynb.gz/{ADA}_900_{STEPS}.ipynb"),
        ],
    ),
    "7z and others": canvas(
        {
            f"{ADA}_900_homework.7z": b"7z\xbc\xaf\x27\x1c rest",
            f"{ADA}_901_h.rar": b"Rar!\x1a\x07\x00",
            f"{ADA}_902_h.tar.xz": b"\xfd7zXZ\x00",
            f"{ADA}_903_h.tar.bz2": b"BZh9",
            f"{ADA}_904_h.zip": b"7z\xbc\xaf\x27\x1c rest",
            f"{BEN}_905_{RNN}.ipynb": B,
        },
        taken={("ben", RNN): B},
        said={
            S + f"{ADA}_{name}": ("refused", f"a {kind} archive.*pack it as zip")
            for name, kind in (
                ("900_homework.7z", "7z"),
                ("901_h.rar", "rar"),
                ("902_h.tar.xz", "xz"),
                ("903_h.tar.bz2", "bz2"),
                ("904_h.zip", "7z"),
            )
        },
        members=[
            ("submissions.zip", name)
            for name in (
                "",
                f"{ADA}_900_homework.7z",
                f"{ADA}_901_h.rar",
                f"{ADA}_902_h.tar.xz",
                f"{ADA}_903_h.tar.bz2",
                f"{ADA}_904_h.zip",
                f"{BEN}_905_{RNN}.ipynb",
            )
        ],
    ),
    "folders in a zip": canvas(
        {
            f"{ADA}_900_h.zip": {
                "my work/": b"",
                f"my work/week 7/{STEPS}.ipynb": A,
                f"my work/{RNN}.ipynb": B,
            }
        },
        taken=both("ada"),
    ),
    "an older version in a folder of the zip": canvas(
        {f"{ADA}_900_h.zip": {f"old/{STEPS}.ipynb": B, f"{STEPS}.ipynb": A}},
        taken={("ada", STEPS): A},
        said={S + f"{ADA}_900_h.zip/old/{STEPS}.ipynb": ("older", "newer")},
    ),
    "a later copy in the zip": canvas(
        {f"{ADA}_900_h.zip": {f"{STEPS}.ipynb": A, f"{STEPS}-Copy1.ipynb": B}},
        taken={("ada", STEPS): B},
        said={S + f"{ADA}_900_h.zip/{STEPS}.ipynb": ("older", "Copy1")},
    ),
    "a zip in a zip": canvas({f"{ADA}_900_h.zip": {"again.zip": HOMEWORK}}, taken=both("ada")),
    "a text entry and a link": canvas(
        {
            f"{ADA}_text.html": b"<p>Hello",
            "oneilben_LATE_12346_link.html": b"<a>",
            f"{ZOE}_9_{RNN}.ipynb": A,
        },
        taken={("zoe", RNN): A},
        said={
            S + f"{ADA}_text.html": ("left out", "a text entry"),
            S + "oneilben_LATE_12346_link.html": ("left out", "a text entry"),
        },
    ),
    "an HTML export beside": canvas(
        {f"{ADA}_900_{STEPS}.html": b"<p>", f"{ADA}_901_{STEPS}.ipynb": A},
        taken={("ada", STEPS): A},
        said={S + f"{ADA}_900_{STEPS}.html": ("left out", "not a notebook")},
    ),
    "the test student": canvas(
        {f"studenttest_777_900_{RNN}.ipynb": A},
        said={S + f"studenttest_777_900_{RNN}.ipynb": ("left out", "Canvas's test student")},
    ),
    "anonymous grading": canvas(
        {f"anon_aB3x9_900_{RNN}.ipynb": A, f"LATE_anon_Zz912_901_{RNN}.ipynb": B},
        said={
            S + f"anon_aB3x9_900_{RNN}.ipynb": ("left out", "graded anonymously"),
            S + f"LATE_anon_Zz912_901_{RNN}.ipynb": ("left out", "graded anonymously"),
        },
    ),
    "anonymous grading, told who": canvas(
        {f"anon_aB3x9_900_{RNN}.ipynb": A, f"LATE_anon_Zz912_901_{RNN}.ipynb": B},
        taken={("ada", RNN): A, ("ben", RNN): B},
        said={
            S + f"anon_aB3x9_900_{RNN}.ipynb": ("taken", "by c.LMSExtractor.students"),
            S + f"LATE_anon_Zz912_901_{RNN}.ipynb": ("taken", "students; late"),
        },
        options=[
            "--LMSExtractor.students=anon_aB3x9=ada",
            "--LMSExtractor.students=anon_Zz912=ben",
        ],
    ),
    "nobody of the gradebook": canvas(
        {f"doejane_55_900_{RNN}.ipynb": A, f"{ADA}_901_{RNN}.ipynb": B},
        taken={("ada", RNN): B},
        said={
            S + f"doejane_55_900_{RNN}.ipynb": (
                "left out",
                "no student of the gradebook is doejane, id 55",
            )
        },
    ),
    "a group": canvas(
        {f"theaustins_88_900_{RNN}.ipynb": A},
        said={S + f"theaustins_88_900_{RNN}.ipynb": ("left out", "no student")},
    ),
    "accents": canvas({f"{ZOE}_900_{RNN}.ipynb": A}, taken={("zoe", RNN): A}),
    "accents as macOS writes them": canvas(
        {"mu\u0308llerlu\u0308denscheidtzoe\u0308_12347_900_4_rnn.ipynb": A},
        taken={("zoe", RNN): A},
        members=[("submissions.zip", ""), ("submissions.zip", f"{ZOE}_900_{RNN}.ipynb")],
    ),
    "other scripts": canvas({f"陳美_12350_900_{RNN}.ipynb": A}, taken={("mei", RNN): A}),
    "a preferred name": canvas(
        {f"lovelacecountess_12345_900_{RNN}.ipynb": A},
        taken={("ada", RNN): A},
        said={
            S + f"lovelacecountess_12345_900_{RNN}.ipynb": (
                "taken",
                "the LMS calls ada lovelacecountess",
            )
        },
    ),
    "no id in the gradebook, found by name": canvas(
        {f"núñezjosé_60_900_{RNN}.ipynb": A}, taken={("jose", RNN): A}
    ),
    "two of a name, no ids": canvas(
        {f"núñezjosé_60_900_{RNN}.ipynb": A, f"nunezjose_61_901_{RNN}.ipynb": B},
        said={
            S + f"núñezjosé_60_900_{RNN}.ipynb": ("left out", "ids 60, 61 have this name"),
            S + f"nunezjose_61_901_{RNN}.ipynb": ("left out", "ids 60, 61 have this name"),
        },
    ),
    "namesakes told apart by ids": canvas(
        {f"zhangwei_12348_900_{RNN}.ipynb": A, f"zhangwei_12349_901_{RNN}.ipynb": B},
        taken={("wei1", RNN): A, ("wei2", RNN): B},
    ),
    "a namesake who is not in the gradebook": canvas(
        {f"lovelaceada_66_900_{RNN}.ipynb": A},
        said={S + f"lovelaceada_66_900_{RNN}.ipynb": ("left out", "no student")},
    ),
    "numbers in the file's name": canvas(
        {f"{ADA}_900_12346_34_{STEPS}.ipynb": A},
        taken={("ada", STEPS): A},
        said={S + f"{ADA}_900_12346_34_{STEPS}.ipynb": ("taken", "named")},
    ),
    "a name with a number that is another's id": canvas(
        {f"eve_12346_70_900_{RNN}.ipynb": A},
        said={S + f"eve_12346_70_900_{RNN}.ipynb": ("left out", "no student|several ways")},
    ),
    "a file in a zip named as another's": canvas(
        {"doejane_55_900_h.zip": {f"{ADA}_901_{RNN}.ipynb": A}},
        said={S + f"doejane_55_900_h.zip/{ADA}_901_{RNN}.ipynb": ("left out", "no student")},
    ),
    "unpacked by the instructor": Case(
        {
            f"submissions/{ADA}_900_{STEPS}.ipynb": A,
            f"submissions/{ADA}_901_h.zip": {f"{RNN}.ipynb": B},
        },
        both("ada"),
    ),
    "unpacked into the folder itself": Case({f"{ADA}_900_{STEPS}.ipynb": A}, {("ada", STEPS): A}),
    "endings": canvas(
        {
            f"{ADA}_900_{STEPS}.IPYNB": A,
            f"{ADA}_901_{RNN}.ipynb.txt": B,
            f"{BEN}_902_{STEPS}.ipynb.json": C,
            f"{BEN}_903_{RNN}.ipynb (1).txt": A,
        },
        taken={**both("ada"), ("ben", STEPS): C, ("ben", RNN): A},
        said={
            S + f"{ADA}_901_{RNN}.ipynb.txt": ("taken", "ends in"),
            S + f"{BEN}_902_{STEPS}.ipynb.json": ("taken", "ends in"),
            S + f"{BEN}_903_{RNN}.ipynb (1).txt": ("taken", "ends in"),
        },
    ),
    "named freely": canvas(
        {f"{ADA}_900_Lovelace {STEPS} FINAL.ipynb": A, f"{BEN}_901_2 Make Steps.ipynb": B},
        taken={("ada", STEPS): A, ("ben", STEPS): B},
        said={
            S + f"{ADA}_900_Lovelace {STEPS} FINAL.ipynb": ("taken", "named"),
            S + f"{BEN}_901_2 Make Steps.ipynb": ("taken", "named"),
        },
    ),
    "no notebook of the assignment": canvas(
        {
            f"{ADA}_900_Untitled3.ipynb": A,
            f"{ADA}_901_14_rnn.ipynb": B,
            f"{ADA}_902_{STEPS}_and_{RNN}.ipynb": C,
        },
        said={
            S + f"{ADA}_{name}": ("left out", "no notebook of this assignment.*2_make_steps, 4_rnn")
            for name in ("900_Untitled3.ipynb", "901_14_rnn.ipynb", f"902_{STEPS}_and_{RNN}.ipynb")
        },
    ),
    "an empty file": canvas(
        {f"{ADA}_900_{RNN}.ipynb": A, f"{ADA}_901_{RNN}-1.ipynb": b""},
        taken={("ada", RNN): A},
        said={S + f"{ADA}_901_{RNN}-1.ipynb": ("left out", "an empty file")},
    ),
    "pictures and data beside": canvas(
        {f"{ADA}_900_plot.png": b"png", f"{ADA}_901_data.csv": b"a,b", f"{ADA}_902_{RNN}.ipynb": A},
        taken={("ada", RNN): A},
        said={
            S + f"{ADA}_900_plot.png": ("left out", "not a notebook"),
            S + f"{ADA}_901_data.csv": ("left out", "not a notebook"),
        },
    ),
    "no submission at all": canvas({}),
}

WORKSHEET = (
    b"Identifier,Full name,ID number,Email address,Status,Grade,Maximum Grade,Grade can be changed,"
    b"Last modified (submission),Last modified (grade),Feedback comments\n"
    b'Participant 1234567,Ada Lovelace,s1,ada@example.org,Submitted for grading,,100.00,Yes,'
    b'"Sunday, 1 June 2025, 10:05 AM",-,\n'
    b'Participant 1234570,Wei Zhang,s4,wei1@example.org,Submitted - 1 day late,,100.00,Yes,'
    b'"Tuesday, 3 June 2025, 9:30 PM",-,\n'
    b"Participant 1234571,Wei Zhang,s5,wei2@example.org,Submitted for grading,,100.00,Yes,"
    b'"Sunday, 1 June 2025, 11:05 AM",-,\n'
)  # fmt: skip

# Where students submit in teams. Wei Zhang's team is not Ada's; Nobody Else has left the course.
TEAMS = (
    "Identifier,Full name,Email address,Group,Last modified (submission)\n"
    'Participant 12,Ada Lovelace,ada@example.org,The Austins,"Sunday, 1 June 2025, 10:05 AM"\n'
    'Participant 13,Ben O\'Neil,ben@example.org,The Austins,"Sunday, 1 June 2025, 10:05 AM"\n'
    'Participant 14,Nobody Else,else@example.org,The Austins,"Sunday, 1 June 2025, 10:05 AM"\n'
    'Participant 15,Wei Zhang,wei2@example.org,G-2,"Sunday, 1 June 2025, 10:05 AM"\n'
    "Participant 16,José Núñez,jose@example.org,Default group,-\n"
).encode()


def team(name: str, file: str = f"{RNN}.ipynb") -> str:
    """A member of a download in which a team, or a member of one, has a folder."""
    return f"{name}_assignsubmission_file/{file}"


TEAM_CASES = {
    "a team's one folder, since 4.1": Case(
        {"m.zip": {team("The Austins_77"): A}, "w.csv": TEAMS},
        {("ada", RNN): A, ("ben", RNN): A},
        {
            "w.csv/": ("read", "grading worksheet"),
            "m.zip/" + team("The Austins_77"): ("taken", "team The Austins; no.*Nobody Else"),
        },
    ),
    "a team whose number is a participant's": Case(
        {"m.zip": {team("G-2_12"): A}, "w.csv": TEAMS},
        {("wei2", RNN): A},
        {"w.csv/": ("read", ""), "m.zip/" + team("G-2_12"): ("taken", "team G-2")},
    ),
    "a team that no table knows, and whose number is a participant's": Case(
        {"m.zip": {team("Others_12"): A}, "w.csv": TEAMS},
        said={"w.csv/": ("read", ""), "m.zip/" + team("Others_12"): ("left out", "no student")},
    ),
    "those of no team": Case(
        {"m.zip": {team("Default group"): A}, "w.csv": TEAMS},
        {("jose", RNN): A},
        {"w.csv/": ("read", ""), "m.zip/" + team("Default group"): ("taken", "team Default")},
    ),
    "those of no team, unknown": moodle(
        {team("Default group"): A},
        said={M + team("Default group"): ("left out", "is a team: put the grading worksheet")},
    ),
    "a team's zip": Case(
        {"m.zip": {team("The Austins_77", "h.zip"): HOMEWORK}, "w.csv": TEAMS},
        both("ada") | both("ben"),
        {"w.csv/": ("read", "")}
        | {
            "m.zip/" + team("The Austins_77", f"h.zip/{name}"): ("taken", "team")
            for name in HOMEWORK
        },
    ),
    "a team's second try": Case(
        {
            "a.zip": {team("The Austins_77"): A},
            "b.zip": zipped({team("The Austins_77"): B}, LATER),
            "w.csv": TEAMS,
        },
        {("ada", RNN): B, ("ben", RNN): B},
        {
            "w.csv/": ("read", ""),
            "a.zip/" + team("The Austins_77"): ("older", "newer: b.zip"),
            "b.zip/" + team("The Austins_77"): ("taken", "team"),
        },
    ),
    "a folder for each member, before 4.1": moodle(
        {
            team("The Austins-Ada Lovelace_12"): A,
            team("The Austins-Ben ONeil_13"): A,
            team("G-2-Zoë Müller-Lüdenscheidt_14"): B,
            team("G-2-José Núñez_15"): B,
        },
        taken={("ada", RNN): A, ("ben", RNN): A, ("zoe", RNN): B, ("jose", RNN): B},
        said={
            M + team(name): ("taken", "^team (The Austins|G-2)$")
            for name in (
                "The Austins-Ada Lovelace_12",
                "The Austins-Ben ONeil_13",
                "G-2-Zoë Müller-Lüdenscheidt_14",
                "G-2-José Núñez_15",
            )
        },
    ),
    "a member of no team, before 4.1": moodle(
        {team("Default group-Ada Lovelace_12"): A},
        taken={("ada", RNN): A},
        said={M + team("Default group-Ada Lovelace_12"): ("taken", "team Default group")},
    ),
    "a folder for each member, with the grading worksheet": Case(
        {"m.zip": {team("G-2-Wei Zhang_15"): A}, "w.csv": TEAMS},
        {("wei2", RNN): A},
        {"w.csv/": ("read", "")},
    ),
    "a first name with a hyphen is no team": moodle(
        {team("Anne-Ada Lovelace_12"): A, team("Ben ONeil_13"): B, team("Anne-Lou Poe_14"): C},
        taken={("ben", RNN): B},
        said={
            M + team("Anne-Ada Lovelace_12"): ("left out", "no student"),
            M + team("Anne-Lou Poe_14"): ("left out", "no student"),
        },
    ),
    "a team, told by the instructor": moodle(
        {team("The Austins_77"): A},
        taken={("ada", RNN): A},
        said={M + team("The Austins_77"): ("taken", "by c.LMSExtractor.students")},
        options=["--LMSExtractor.students=The Austins=ada"],
    ),
}

# A name or a number alone makes nobody another person.
SHEET = "Identifier,Full name,Email address,ID number,Last modified (submission)\n"
STRANGERS = {
    "a namesake of another address": Case(
        {
            "m.zip": {team("Ada Lovelace_12"): A},
            "w.csv": f"{SHEET}Participant 12,Ada Lovelace,al@else.example,,-\n".encode(),
        },
        said={
            "w.csv/": ("read", ""),
            "m.zip/" + team("Ada Lovelace_12"): ("left out", "ada is another: Ada Lovelace, ada@"),
        },
    ),
    "an address of another name": Case(
        {
            "m.zip": {team("Ada King_12"): A},
            "w.csv": f"{SHEET}Participant 12,Ada King,ada@example.org,,-\n".encode(),
        },
        {("ada", RNN): A},
        {
            "w.csv/": ("read", ""),
            "m.zip/" + team("Ada King_12"): ("taken", "time '-' cannot be read"),
        },
    ),
    "another's ID number": Case(
        {
            "m.zip": {team("Eve Poe_12"): A},
            "w.csv": f"{SHEET}Participant 12,Eve Poe,eve@else.example,ada,-\n".encode(),
        },
        said={
            "w.csv/": ("read", ""),
            "m.zip/" + team("Eve Poe_12"): ("left out", "ada is another"),
        },
    ),
    "a participant's number that another had before": Case(
        {
            "m.zip": {team("Eve Poe_12345"): A},
            "w.csv": f"{SHEET}Participant 12345,Eve Poe,eve@else.example,,-\n".encode(),
        },
        said={
            "w.csv/": ("read", ""),
            "m.zip/" + team("Eve Poe_12345"): ("left out", "ada is another"),
        },
    ),
}

MOODLE = {
    "folders, before 4.1": moodle(
        {f"{MOODLE_ADA}/{STEPS}.ipynb": A, f"{MOODLE_ADA}/{RNN}.ipynb": B}, taken=both("ada")
    ),
    "folders, since 4.1": moodle(
        {f"{MOODLE_ADA[:-1]}/{STEPS}.ipynb": A, f"{MOODLE_ADA[:-1]}/{RNN}.ipynb": B},
        taken=both("ada"),
    ),
    "without folders": moodle(
        {f"{MOODLE_ADA}{STEPS}.ipynb": A, f"{MOODLE_ADA}{RNN}.ipynb": B}, taken=both("ada")
    ),
    "folders of the student's": moodle(
        {f"{MOODLE_ADA}/week 7/{STEPS}.ipynb": A, f"{MOODLE_ADA}/week 7/more/{RNN}.ipynb": B},
        taken=both("ada"),
    ),
    "folders with lines of their own": moodle(
        {f"{MOODLE_ADA}/": b"", f"{MOODLE_ADA}/{STEPS}.ipynb": A}, taken={("ada", STEPS): A}
    ),
    "a zip a student": moodle({f"{MOODLE_ADA}/homework.zip": HOMEWORK}, taken=both("ada")),
    "a zip a student, without folders": moodle(
        {f"{MOODLE_ADA}homework.zip": HOMEWORK}, taken=both("ada")
    ),
    "a tar.gz a student": moodle({f"{MOODLE_ADA}/h.tar.gz": tarred(HOMEWORK)}, taken=both("ada")),
    "online text": moodle(
        {
            "Ada Lovelace_1234567_assignsubmission_onlinetext_/onlinetext.html": b"<p>",
            "Ben ONeil_1234568_assignsubmission_onlinetext_onlinetext.html": b"<p>",
            f"{MOODLE_ADA}/{RNN}.ipynb": A,
        },
        taken={("ada", RNN): A},
        said={
            M + "Ada Lovelace_1234567_assignsubmission_onlinetext_/onlinetext.html": (
                "left out",
                "text entry",
            ),
            M + "Ben ONeil_1234568_assignsubmission_onlinetext_onlinetext.html": (
                "left out",
                "text entry",
            ),
        },
    ),
    "apostrophes dropped": moodle(
        {f"Ben ONeil_1234568_assignsubmission_file_/{RNN}.ipynb": A}, taken={("ben", RNN): A}
    ),
    "apostrophes kept": moodle(
        {f"Ben O'Neil_1234568_assignsubmission_file_/{RNN}.ipynb": A}, taken={("ben", RNN): A}
    ),
    "last name first": moodle(
        {f"Lovelace Ada_1234567_assignsubmission_file_/{RNN}.ipynb": A}, taken={("ada", RNN): A}
    ),
    "accents": moodle(
        {f"Zoë Müller-Lüdenscheidt_1234569_assignsubmission_file_/{RNN}.ipynb": A},
        taken={("zoe", RNN): A},
    ),
    "accents dropped": moodle(
        {f"Zoe Muller-Ludenscheidt_1234569_assignsubmission_file_/{RNN}.ipynb": A},
        taken={("zoe", RNN): A},
    ),
    "UTF-8 without saying so": Case(
        {
            "m.zip": without_flag(
                zipped({f"José Núñez_1234572_assignsubmission_file_/{RNN}.ipynb": A})
            )
        },
        {("jose", RNN): A},
        members=[
            ("m.zip", ""),
            ("m.zip", f"José Núñez_1234572_assignsubmission_file_/{RNN}.ipynb"),
        ],
    ),
    "macOS's names, without saying so": Case(
        {
            "m.zip": without_flag(
                zipped(
                    {f"Jose\u0301 Nu\u0301n\u0303ez_1234572_assignsubmission_file_/{RNN}.ipynb": A}
                )
            )
        },
        {("jose", RNN): A},
        members=[
            ("m.zip", ""),
            ("m.zip", f"José Núñez_1234572_assignsubmission_file_/{RNN}.ipynb"),
        ],
    ),
    "code page 437": Case(
        {
            "m.zip": legacy(
                f"José Núñez_1234572_assignsubmission_file_/{RNN}.ipynb".encode("cp437"), A
            )
        },
        {("jose", RNN): A},
        members=[
            ("m.zip", ""),
            ("m.zip", f"José Núñez_1234572_assignsubmission_file_/{RNN}.ipynb"),
        ],
    ),
    "a name in Info-ZIP's extra field": Case(
        {
            "m.zip": named_by_field(
                f"José Núñez_1234572_assignsubmission_file_/{RNN}.ipynb",
                f"Jos_ N__ez_1234572_assignsubmission_file_/{RNN}.ipynb".encode(),
                A,
            )
        },
        {("jose", RNN): A},
        members=[
            ("m.zip", ""),
            ("m.zip", f"José Núñez_1234572_assignsubmission_file_/{RNN}.ipynb"),
        ],
    ),
    "other scripts": moodle(
        {f"美 陳_1234573_assignsubmission_file_/{RNN}.ipynb": A}, taken={("mei", RNN): A}
    ),
    "namesakes": moodle(
        {
            f"Wei Zhang_1234570_assignsubmission_file_/{RNN}.ipynb": A,
            f"Wei Zhang_1234571_assignsubmission_file_/{RNN}.ipynb": B,
        },
        said={
            M + f"Wei Zhang_123457{number}_assignsubmission_file_/{RNN}.ipynb": (
                "left out",
                "several students have this name: wei1, wei2",
            )
            for number in (0, 1)
        },
    ),
    "namesakes, with the grading worksheet": Case(
        {
            "m.zip": {
                f"Wei Zhang_1234570_assignsubmission_file_/{RNN}.ipynb": A,
                f"Wei Zhang_1234571_assignsubmission_file_/{RNN}.ipynb": B,
            },
            "Grades-RNN-Module 7-4711.csv": WORKSHEET,
        },
        {("wei1", RNN): A, ("wei2", RNN): B},
        {"Grades-RNN-Module 7-4711.csv/": ("read", "grading worksheet")},
    ),
    "a name that two have in the LMS": moodle(
        {
            f"Ada Lovelace_1234567_assignsubmission_file_/{RNN}.ipynb": A,
            f"Ada Lovelace_1234599_assignsubmission_file_/{RNN}.ipynb": B,
        },
        said={
            M + f"Ada Lovelace_{number}_assignsubmission_file_/{RNN}.ipynb": (
                "left out",
                "ids 1234567, 1234599 have this name",
            )
            for number in (1234567, 1234599)
        },
    ),
    "blind marking": moodle(
        {f"Participant_1234567_assignsubmission_file_/{RNN}.ipynb": A},
        said={
            M + f"Participant_1234567_assignsubmission_file_/{RNN}.ipynb": (
                "left out",
                "no student of the gradebook is Participant, id 1234567",
            )
        },
    ),
    "blind marking, with the grading worksheet": Case(
        {
            "m.zip": {f"Participant_1234567_assignsubmission_file_/{RNN}.ipynb": A},
            "w.csv": WORKSHEET,
        },
        {("ada", RNN): A},
        {"w.csv/": ("read", "grading worksheet")},
    ),
    "a team": moodle(
        {
            f"The Austins_12_assignsubmission_file_/{RNN}.ipynb": A,
            f"Default group_assignsubmission_file_/{STEPS}.ipynb": B,
        },
        said={
            M + f"The Austins_12_assignsubmission_file_/{RNN}.ipynb": ("left out", "no student"),
            M + f"Default group_assignsubmission_file_/{STEPS}.ipynb": ("left out", "is a team"),
        },
    ),
    "several copies": moodle(
        {
            f"{MOODLE_ADA}/{RNN}.ipynb": A,
            f"{MOODLE_ADA}/{RNN} (1).ipynb": B,
            f"{MOODLE_ADA}/{RNN} (2).ipynb": C,
        },
        taken={("ada", RNN): C},
        said={
            M + f"{MOODLE_ADA}/{RNN}.ipynb": ("older", r"newer: .*\(2\)"),
            M + f"{MOODLE_ADA}/{RNN} (1).ipynb": ("older", r"newer: .*\(2\)"),
        },
    ),
    "two downloads": Case(
        {
            "b.zip": zipped({f"{MOODLE_ADA}/{RNN}.ipynb": A}),
            "a.zip": zipped({f"{MOODLE_ADA}/{RNN}.ipynb": B}, LATER),
        },
        {("ada", RNN): B},
        {f"b.zip/{MOODLE_ADA}/{RNN}.ipynb": ("older", "newer: a.zip")},
    ),
    "a file named as another student's": moodle(
        {f"{MOODLE_ADA}Ben ONeil_1234568_assignsubmission_file_{RNN}.ipynb": A},
        taken={("ada", RNN): A},
        said={
            M + f"{MOODLE_ADA}Ben ONeil_1234568_assignsubmission_file_{RNN}.ipynb": (
                "taken",
                "named",
            )
        },
    ),
    "a folder in a zip named as another student's": moodle(
        {"Jane Doe_55_assignsubmission_file_/h.zip": {f"{MOODLE_ADA}/{RNN}.ipynb": A}},
        said={
            M + f"Jane Doe_55_assignsubmission_file_/h.zip/{MOODLE_ADA}/{RNN}.ipynb": (
                "left out",
                "no student",
            )
        },
    ),
    "unpacked by the instructor": Case({f"RNN/{MOODLE_ADA}/{RNN}.ipynb": A}, {("ada", RNN): A}),
}

JUNK = (
    "._Grades.csv", ".DS_Store", "__MACOSX/._Grades.csv", "Thumbs.db", "ehthumbs.db", "desktop.ini",
    "~$Grades.csv", ".~lock.Grades.csv#", "x/@eaDir/Grades.csv", ".Trashes/Grades.csv",
    "$RECYCLE.BIN/Grades.csv", ".ipynb_checkpoints/Grades-checkpoint.csv",
)  # fmt: skip
OTHERS = {
    "beside the archives, made by a machine": Case(
        {
            "m.zip": {f"{MOODLE_ADA}/{RNN}.ipynb": A},
            "Grades.csv": WORKSHEET,
            **dict.fromkeys(JUNK, b"\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X"),
        },
        {("ada", RNN): A},
        {"Grades.csv/": ("read", "")}
        | {f"{name}/": ("left out", "made by|hidden|checkpoint|office") for name in JUNK},
    ),
    "an honest notebook of zeros": canvas(
        {f"{ADA}_900_{RNN}.ipynb": b"0," * 2_000_000}, taken={("ada", RNN): b"0," * 2_000_000}
    ),
    "zeros in a zip and a tar.gz": canvas(
        {
            f"{ADA}_900_h.zip": {f"{RNN}.ipynb": b"0" * 1_300_000},
            f"{BEN}_901_h.tgz": tarred({f"{RNN}.ipynb": b"0" * 1_300_000}),
        },
        taken={(who, RNN): b"0" * 1_300_000 for who in ("ada", "ben")},
    ),
    "made by a machine": canvas(
        {
            f"{ADA}_900_h.zip": {
                f"{RNN}.ipynb": A,
                f"__MACOSX/._{RNN}.ipynb": b"x",
                "__MACOSX/": b"",
                ".DS_Store": b"x",
                f".ipynb_checkpoints/{RNN}-checkpoint.ipynb": B,
                f"._{STEPS}.ipynb": b"x",
                "Thumbs.db": b"x",
                "desktop.ini": b"x",
                ".git/config": b"x",
            },
            "__MACOSX/._x.zip": b"x",
        },
        taken={("ada", RNN): A},
        said={S + "__MACOSX/._x.zip": ("left out", MADE_UP)}
        | {
            S + f"{ADA}_900_h.zip/{name}": ("left out", MADE_UP)
            for name in (
                f"__MACOSX/._{RNN}.ipynb",
                ".DS_Store",
                f".ipynb_checkpoints/{RNN}-checkpoint.ipynb",
                f"._{STEPS}.ipynb",
                "Thumbs.db",
                "desktop.ini",
                ".git/config",
            )
        },
    ),
    "loose files by the pattern": Case(
        {f"ada_{STEPS}.ipynb": A, f"ada_{RNN}.ipynb": B}, both("ada")
    ),
    "the pattern, in a zip": Case(
        {"class.zip": {f"ada_{STEPS}.ipynb": A, f"x/ben_{RNN}.ipynb": B}},
        {("ada", STEPS): A, ("ben", RNN): B},
    ),
    "the pattern, in a folder and a tar.gz": Case(
        {f"group/ada_{STEPS}.ipynb": A, "more.tar.gz": tarred({f"ben_{RNN}.ipynb": B})},
        {("ada", STEPS): A, ("ben", RNN): B},
    ),
    "the pattern, a copy": Case(
        {"class.zip": {f"ada_{RNN}.ipynb": A, f"ada_{RNN}-1.ipynb": B}},
        {("ada", RNN): B},
        {f"class.zip/ada_{RNN}.ipynb": ("older", "newer")},
    ),
    "the pattern, nobody of the gradebook": Case(
        {f"new_{RNN}.ipynb": A},
        {("new", RNN): A},
        {f"new_{RNN}.ipynb/": ("taken", "not in the gradebook yet")},
    ),
    "the pattern, a student's id with numbers": Case(
        {f"s_12_{RNN}.ipynb": A},
        {("s_12", RNN): A},
        {f"s_12_{RNN}.ipynb/": ("taken", "not in the gradebook yet")},
    ),
    "the pattern, spaces around the id": Case(
        {"class.zip": {f" ben_{RNN}.ipynb": A, f"Ada _{RNN}.ipynb": B}},
        {("ben", RNN): A, ("ada", RNN): B},
    ),
    "the pattern, of the course's own": Case(
        {f"hw-{RNN}-ada.ipynb": A, f"ada_{RNN}.ipynb": B},
        {("ada", RNN): A},
        {f"ada_{RNN}.ipynb/": ("left out", "named_regexp")},
        [r"--FileNameCollectorPlugin.named_regexp=.*/hw-(?P<file_id>\w+)-(?P<student_id>\w+)"],
    ),
    "the pattern, more words": Case(
        {f"ada_{RNN}_final.ipynb": A, f"ben_{STEPS} (2).ipynb": B, f"zoe_{RNN.upper()}.ipynb": C},
        {("ada", RNN): A, ("ben", STEPS): B, ("zoe", RNN): C},
        {f"zoe_{RNN.upper()}.ipynb/": ("taken", "")},
    ),
    "the pattern, a notebook of another assignment": Case(
        {"ada_5_lstm.ipynb": A, f"ada_{RNN}s.ipynb": B, f"{RNN}_ada.ipynb": C},
        said={
            f"{name}/": ("left out", "STUDENT_NOTEBOOK.ipynb; they are 2_make_steps, 4_rnn")
            for name in ("ada_5_lstm.ipynb", f"ada_{RNN}s.ipynb", f"{RNN}_ada.ipynb")
        },
    ),
    "the pattern, an id that is a folder": Case(
        {f".._{RNN}.ipynb": A, f".x_{RNN}.ipynb": A, f"*_{RNN}.ipynb": A},
        said={
            f".._{RNN}.ipynb/": ("left out", "hidden|cannot be"),
            f".x_{RNN}.ipynb/": ("left out", "hidden"),
            f"*_{RNN}.ipynb/": ("left out", "cannot be the name of a folder"),
        },
    ),
    "no pattern at all": Case(
        {f"{RNN}.ipynb": A, "notes.txt": b"x", "list.csv": b"a,b\n"},
        said={
            f"{RNN}.ipynb/": ("left out", "not named as Canvas or Moodle"),
            "notes.txt/": ("left out", "not a notebook"),
            "list.csv/": ("left out", "not a notebook"),
        },
    ),
    "Canvas, Moodle and the pattern at once": Case(
        {
            "submissions.zip": {f"{ADA}_900_{STEPS}.ipynb": A},
            "m.zip": {f"Ben ONeil_1234568_assignsubmission_file_/{RNN}.ipynb": B},
            f"zoe_{RNN}.ipynb": C,
        },
        {("ada", STEPS): A, ("ben", RNN): B, ("zoe", RNN): C},
    ),
    "an LMS's names in a student's zip of no LMS": Case(
        {"class.zip": {"mallory.zip": {f"{MOODLE_ADA}/{RNN}.ipynb": A}}},
        said={f"class.zip/mallory.zip/{MOODLE_ADA}/{RNN}.ipynb": ("left out", "not named as")},
    ),
    "a formula for a name": canvas(
        {"=cmd|' /C calc'!A0.ipynb": A},
        said={S + "=cmd|' /C calc'!A0.ipynb": ("left out", "not named as")},
    ),
}


def hostile(data, said: dict[str, tuple[str, str]], members: list[str], **more) -> Case:
    """What a student called Ben hands in beside Ada's honest notebook, as h.zip or another."""
    name = more.pop("name", "h.zip")
    whole = f"{BEN}_901_{name}"
    return Case(
        {"submissions.zip": {f"{ADA}_900_{RNN}.ipynb": A, whole: data}},
        {("ada", RNN): A} | more.pop("also", {}),
        {S + whole + at: words for at, words in said.items()},
        more.pop("options", SMALL),
        [("submissions.zip", member) for member in ("", f"{ADA}_900_{RNN}.ipynb", whole)]
        + [("submissions.zip", f"{whole}/{member}") for member in members],
    )


def refused(member: str, why: str, data: bytes, **more) -> Case:
    """An archive of one member that is refused."""
    return hostile(data, {f"/{member}": ("refused", why)}, [member], **more)


HOSTILE = {
    "leads out": refused(f"../../{RNN}.ipynb", "leads out", zip_with(f"../../{RNN}.ipynb", B)),
    "leads out by backslashes": refused(
        f"..\\..\\{RNN}.ipynb", "leads out", zip_with(f"..\\..\\{RNN}.ipynb", B)
    ),
    "leads out of a tar": refused(
        f"../{RNN}.ipynb", "leads out", tarred({f"../{RNN}.ipynb": B}), name="h.tgz"
    ),
    "absolute": refused(f"/tmp/{RNN}.ipynb", "absolute", zip_with(f"/tmp/{RNN}.ipynb", B)),
    "absolute in a tar": refused(
        f"/tmp/{RNN}.ipynb", "absolute", tarred({f"/tmp/{RNN}.ipynb": B}, "w"), name="h.tar"
    ),
    "a drive": refused(f"C:\\{RNN}.ipynb", "absolute", zip_with(f"C:\\{RNN}.ipynb", B)),
    "a symbolic link": refused(f"{RNN}.ipynb", "a link", link(f"{RNN}.ipynb", "/etc/passwd")),
    "links and devices in a tar": hostile(
        tar_of(
            (f"{RNN}.ipynb", tarfile.SYMTYPE, "/etc/passwd"),
            (f"{STEPS}.ipynb", tarfile.LNKTYPE, "/etc/shadow"),
            ("pipe", tarfile.FIFOTYPE, ""),
            ("null", tarfile.CHRTYPE, ""),
            ("disk", tarfile.BLKTYPE, ""),
        ),
        {
            f"/{name}": ("refused", "a link or a device")
            for name in (f"{RNN}.ipynb", f"{STEPS}.ipynb", "pipe", "null", "disk")
        },
        [f"{RNN}.ipynb", f"{STEPS}.ipynb", "pipe", "null", "disk"],
        name="h.tar",
    ),
    "control characters": refused(
        "4_rnn\ufffd[2J.ipynb", "control characters", zip_with("4_rnn\x1b[2J.ipynb", B)
    ),
    "an endless name": refused(
        "x" * 2000 + ".ipynb", "more than 1000", zip_with("x" * 2000 + ".ipynb", B)
    ),
    "a bomb by its ratio": refused(
        f"{RNN}.ipynb",
        "unpacks to more than 200 times",
        zipped({f"{RNN}.ipynb": b"0" * 20_000_000}),
        options=[],
    ),
    "a bomb that says it is small": refused(
        f"{RNN}.ipynb", "damaged", lying(f"{RNN}.ipynb", b"0" * 2_000_000, 1000)
    ),
    "a file too large": refused(
        f"{RNN}.ipynb", "larger than", zipped({f"{RNN}.ipynb": bytes(range(256)) * 500})
    ),
    "too much in all": hostile(
        zipped({f"{STEPS}.ipynb": bytes(range(256)) * 390, "x.bin": bytes(range(256)) * 390}),
        {"/x.bin": ("refused", "holds too much")},
        [f"{STEPS}.ipynb", "x.bin"],
        also={("ben", STEPS): bytes(range(256)) * 390},
    ),
    "too much in all of a tar.gz": hostile(
        tarred({f"{STEPS}.ipynb": B, "x.bin": b"0" * 90_000, "y.bin": b"0" * 90_000, "z": b""}),
        {
            "": ("refused", "too much.*3 of its files were read"),
            "/x.bin": ("left out", "not a notebook"),
            "/y.bin": ("refused", "too much"),
        },
        [f"{STEPS}.ipynb", "x.bin", "y.bin"],
        name="h.tgz",
        also={("ben", STEPS): B},
    ),
    "too many files": hostile(
        zipped({f"{number}.txt": b"x" for number in range(30)}),
        {f"/{number}.txt": ("left out", "not a notebook") for number in range(20)}
        | {f"/{number}.txt": ("refused", "too many") for number in range(20, 30)},
        [f"{number}.txt" for number in range(30)],
    ),
    "a directory of thousands": hostile(
        zipped({f"{number:04}": b"" for number in range(3000)}),
        {"": ("refused", "too many files")},
        [],
        options=["--LMSExtractor.max_nested_members=20"],
    ),
    "too many files in a tar": hostile(
        tarred({f"{number:02}.txt": b"x" for number in range(30)}, "w"),
        {f"/{number:02}.txt": ("left out", "not a notebook") for number in range(20)}
        | {"": ("refused", "too many files.*20 of its files")},
        [f"{number:02}.txt" for number in range(20)],
        name="h.tar",
    ),
    **{
        f"much that {kind!r} says about a file": hostile(
            much_said({f"{STEPS}.ipynb": B, f"{RNN}.ipynb": B}, about, kind),
            {"": ("refused", "too much is said about one file; 1 of its files")},
            [f"{STEPS}.ipynb"],
            name="h.tar",
            also={("ben", STEPS): B},
            options=[],
        )
        for kind, about in (
            (tarfile.XHDTYPE, b"".join(b"12 %07x=\n" % number for number in range(40_000))),
            (tarfile.XGLTYPE, b"".join(b"12 %07x=\n" % number for number in range(40_000))),
            (tarfile.GNUTYPE_LONGNAME, b"x" * 500_000),
        )
    },
    "a file in a tar that goes far beyond its end": hostile(
        claimed({f"{STEPS}.ipynb": B, f"{RNN}.ipynb": B}, 2**36),
        {
            "/claims.ipynb": ("refused", "larger than"),
            "": ("refused", "unpacks to too much.*2 of its files"),
        },
        [f"{STEPS}.ipynb", "claims.ipynb"],
        name="h.tar",
        also={("ben", STEPS): B},
        options=[],
    ),
    "a file in a tar that is shorter than nothing": hostile(
        claimed({f"{STEPS}.ipynb": B, f"{RNN}.ipynb": B}, -1),
        {"/claims.ipynb": ("refused", "shorter than nothing")},
        [f"{STEPS}.ipynb", "claims.ipynb", f"{RNN}.ipynb"],
        name="h.tar",
        also={("ben", STEPS): B, ("ben", RNN): B},
        options=[],
    ),
    "archives in archives": hostile(
        deep(B, f"{RNN}.ipynb", 6),
        {"/level4.zip/level3.zip": ("refused", "4 deep")},
        ["level4.zip", "level4.zip/level3.zip"],
    ),
    "many bombs in one": hostile(
        zipped({f"{number}.zip": zipped({"x": b"0" * 90_000}) for number in range(3)}),
        {
            "/0.zip/x": ("left out", "not a notebook"),
            "/1.zip/x": ("refused", "too much"),
            "/2.zip/x": ("refused", "too much"),
        },
        [member for number in range(3) for member in (f"{number}.zip", f"{number}.zip/x")],
    ),
    "encrypted": refused(f"{RNN}.ipynb", "encrypted", encrypted(zipped({f"{RNN}.ipynb": B}))),
    "packed by LZMA": refused(
        f"{RNN}.ipynb", "not read .number 14", method(zipped({f"{RNN}.ipynb": B}), 14)
    ),
    "a wrong checksum": refused(f"{RNN}.ipynb", "damaged", corrupted(zipped({f"{RNN}.ipynb": B}))),
    "cut short": hostile(zipped(HOMEWORK)[:-30], {"": ("refused", "damaged")}, []),
    "not a zip": hostile(b"I could not pack it", {"": ("refused", "damaged")}, []),
    "an empty zip file": hostile(b"", {"": ("refused", "damaged")}, []),
    "a tar.gz cut short": hostile(
        tarred(HOMEWORK)[:-40], {"": ("refused", "damaged")}, [], name="h.tar.gz"
    ),
    "a gzipped bomb": hostile(
        flat_gz(b"0" * 5_000_000), {"": ("refused", "too much")}, [], name=f"{RNN}.ipynb.gz"
    ),
    "one name twice": hostile(
        twice(f"{RNN}.ipynb", B, C),
        {f"/{RNN}.ipynb": ("older|taken", "")},
        [f"{RNN}.ipynb", f"{RNN}.ipynb"],
        also={("ben", RNN): C},
    ),
}
