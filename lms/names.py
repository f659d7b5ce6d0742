"""Names to compare by: of people, and of notebooks as students and browsers spell them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from grading.log import JOINERS

UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
COPY = re.compile(
    rf"(?:[-_ ]Copy[ ]?|[ ]?- Copy \(|[- ]?\(|-)(?P<number>\d+)\)?$|[-_ ]+copy$|-{UUID}$", re.I
)
COPY_OF = re.compile(r"copy of |(?:kopie von|copie de|copia de) ", re.I)
NOTEBOOK = re.compile(r"\.ipynb(?:[ ]?\(\d+\))?(?P<more>(?:\.(?:txt|json|ipynb))*)$", re.I)


def seen(text: str) -> str:
    """A cell's text without what nobody sees: control characters, marks of direction, spaces at
    its ends and more than one between words. Two marks are part of Persian and Indic words.
    """
    kept = (
        char if char in JOINERS or unicodedata.category(char) not in ("Cc", "Cf") else ""
        for char in re.sub(r"\s+", " ", text)
    )
    return "".join(kept).strip()


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
        if name := by_key.get(spelled(stem)):
            remarks += [f"named {file}"] if stem != name else []
            return Found(name, copy, "; ".join(remarks))
    # The name within a longer one, such as lovelace_4_rnn_final: no digit or letter beside it.
    text = f"_{spelled(file[: ending.start()])}_"
    inside = [name for form, name in by_key.items() if f"_{form}_" in text]
    if len(inside) == 1:
        return Found(inside[0], forms[-1][1], "; ".join([*remarks, f"named {file}"]))
    return None


def begins(file: str, stem: str) -> bool:
    """Whether a file's name begins with that of a notebook, before a mark or a word of its own."""
    return f"{spelled(file)}_".startswith(f"{spelled(stem)}_")


def spelled(stem: str) -> str:
    """A notebook's name to compare by: small letters and digits, all else as underscores."""
    return re.sub(r"[\W_]+", "_", unicodedata.normalize("NFKC", stem).casefold()).strip("_")


def _without_marks(stem: str) -> Iterator[tuple[str, int]]:
    """A name, then without one mark of a copy after another, each with the sum of the numbers."""
    copy = 0
    while True:
        yield stem, copy
        if mark := COPY.search(stem):
            copy += int(mark["number"][:9]) if mark["number"] else 1
            stem = stem[: mark.start()].strip()
        elif mark := COPY_OF.match(stem):
            copy, stem = copy + 1, stem[mark.end() :].strip()
        else:
            return
