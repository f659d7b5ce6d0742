"""What the names in an LMS's archives say: whose file it is, which try, which notebook.

Canvas (lib/content_zipper.rb) names a file NAME[_LATE]_USER_ATTACHMENT_FILE, or
[LATE_]anon_XXXXX_ATTACHMENT_FILE where grading is anonymous, NAME being the sortable name in small
letters with all but letters, digits and underscores left out. Moodle (mod/assign, downloader.php)
has a folder NAME_NUMBER_assignsubmission_file for each student, with another underscore at the end
before 4.1, or the same before each file name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

MOODLE = re.compile(
    r"(?P<name>.+?)_(?P<number>\d+)_(assignsubmission|assignfeedback)_(?P<plugin>[a-z]+)"
    r"(?:_(?P<file>.*))?",
    re.S,
)
CANVAS_ANONYMOUS = re.compile(
    r"(?P<late>LATE_)?(?P<id>anon_[^\W_]+)_(?P<attachment>\d{1,20})_(?P<file>.+)", re.S
)
CANVAS_TEXT = re.compile(
    r"(?P<name>.*?)(?P<late>_?LATE)?_(?P<id>\d+|anon_[^\W_]+)_(text|link)\.html"
)
UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
COPY = re.compile(
    rf"(?:[-_ ]Copy|[ ]?- Copy \(|[- ]?\(|-)(?P<number>\d+)\)?$|[-_ ]+copy$|-{UUID}$", re.I
)
COPY_OF = re.compile(r"copy of |(?:kopie von|copie de|copia de) ", re.I)
NOTEBOOK = re.compile(r"\.ipynb(?:[ ]?\(\d+\))?(?P<more>(?:\.(?:txt|json|ipynb))*)$", re.I)


@dataclass(frozen=True)
class Owner:
    """What a name says of the student whose file it is.

    lms: "canvas" or "moodle"; id: the LMS's; attachment: Canvas's, which grows with each try.
    prefix: what the LMS wants to find before the name of a file that goes back.
    plugin: Moodle's, "file" for files.
    """

    lms: str
    id: str
    name: str
    file: str = ""
    late: bool = False
    attachment: int = 0
    prefix: str = ""
    plugin: str = "file"


def moodle(part: str) -> Owner | None:
    """The owner that a folder or file of Moodle's names; part is a name without slashes."""
    found = MOODLE.fullmatch(part)
    if not found:
        return None
    file = found["file"] or ""
    prefix = part.removesuffix(file).removesuffix("_") + "_"
    return Owner(
        "moodle", found["number"], found["name"], file, prefix=prefix, plugin=found["plugin"]
    )


def canvas(part: str) -> list[Owner]:
    """The owners that a file name of Canvas's may name, the likeliest first.

    More than one if the student's name or file has numbers between underscores too.
    """
    if found := CANVAS_ANONYMOUS.fullmatch(part):
        prefix = part.removesuffix(found["file"])
        late, number = bool(found["late"]), int(found["attachment"])
        return [Owner("canvas", found["id"], "", found["file"], late, number, prefix)]
    if found := CANVAS_TEXT.fullmatch(part):
        late = bool(found["late"])
        return [Owner("canvas", found["id"], found["name"], "", late, plugin="text")]
    tokens = part.split("_")
    owners = []
    for index in range(1, len(tokens) - 2):
        user, attachment = tokens[index : index + 2]
        if all(re.fullmatch(r"[0-9]{1,20}", token) for token in (user, attachment)):
            name, file = "_".join(tokens[:index]), "_".join(tokens[index + 2 :])
            late = name == "LATE" or name.endswith("_LATE")
            name = name.removesuffix("LATE").removesuffix("_") if late else name
            prefix = "_".join(tokens[: index + 2]) + "_"
            owners.append(Owner("canvas", user, name, file, late, int(attachment), prefix))
    return owners


def key(name: str) -> str:
    """A person's name to compare by: letters and digits alone, without case."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join(char for char in unicodedata.normalize("NFC", folded) if char.isalnum())


def plain_key(name: str) -> str:
    """The same without accents, for an LMS or a browser that drops them."""
    letters = unicodedata.normalize("NFKD", name.replace("ß", "ss").replace("ø", "o"))
    return key("".join(char for char in letters if not unicodedata.combining(char)))


def is_notebook(file: str) -> bool:
    """Whether a file's name is that of a notebook, whatever a browser has added to it."""
    return NOTEBOOK.search(file) is not None


@dataclass(frozen=True)
class Found:
    """Which notebook a file is, the number of its copy (0: none), and what is odd in its name."""

    notebook: str
    copy: int = 0
    remark: str = ""


def notebook(file: str, released: list[str]) -> Found | None:
    """Which of the released notebooks (names without ending) a file is; None: none of them.

    Without a list, its own name without the marks of copies is taken.
    """
    ending = NOTEBOOK.search(file)
    if ending is None:
        return None
    remarks = [f"ends in {ending[0]}"] if ending["more"] else []
    forms = list(_without_marks(file[: ending.start()]))
    if not released:
        stem, copy = forms[-1]
        return Found(stem, copy, "; ".join(remarks)) if stem else None
    by_key = {spelled(name): name for name in released}
    for stem, copy in forms:
        if found := by_key.get(spelled(stem)):
            remarks += [f"named {file}"] if stem != found else []
            return Found(found, copy, "; ".join(remarks))
    # The name within a longer one, such as lovelace_4_rnn_final: no digit or letter beside it.
    text = f"_{spelled(file[: ending.start()])}_"
    inside = [name for form, name in by_key.items() if f"_{form}_" in text]
    if len(inside) == 1:
        return Found(inside[0], forms[-1][1], "; ".join([*remarks, f"named {file}"]))
    return None


def spelled(stem: str) -> str:
    """A notebook's name to compare by: small letters and digits, all else as underscores."""
    return re.sub(r"[\W_]+", "_", unicodedata.normalize("NFKC", stem).casefold()).strip("_")


def _without_marks(stem: str) -> Iterator[tuple[str, int]]:
    """A name, then without one mark of a copy after another, each with the sum of the numbers."""
    copy = 0
    while True:
        yield stem, copy
        if found := COPY.search(stem):
            copy += int(found["number"][:9]) if found["number"] else 1
            stem = stem[: found.start()].strip()
        elif found := COPY_OF.match(stem):
            copy, stem = copy + 1, stem[found.end() :].strip()
        else:
            return
