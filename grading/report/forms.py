"""Answers told apart by what they say, not by how they are laid out and what they call things."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from grading.accents import composed

PROCESS = Path(__file__).with_name("form_process.py")
EXACT = re.compile(r"(\$[^$]*\$|`[^`]*`)")  # formulas and code, where capitals mean something
FINAL, CLOSING = ".,;:!?…。！？ ", "*_\"'”’»)"
_known: dict[str, str] = {}
_MOST = 50_000  # forms that are kept


def code_forms(texts: Iterable[str]) -> dict[str, str]:
    """The form of each of these texts of code, see form_process.py.

    The form of what is not Python is the text with one space wherever it has any.
    """
    texts = set(texts)  # which other threads of a server ask for, too, and forget
    known = {text: form for text in texts if (form := _known.get(text)) is not None}
    asked = _asked(sorted(texts - known.keys()))
    if len(_known) > _MOST:
        _known.clear()
    _known.update(asked)
    return known | asked


def _asked(texts: list[str]) -> dict[str, str]:
    """The forms, from processes that parse: another one for each text that ends one."""
    forms: dict[str, str] = {}
    while texts:
        # -I: nothing of this folder, of the environment or of the user is imported.
        done = subprocess.run(
            [sys.executable, "-I", str(PROCESS)], text=True, encoding="utf-8", check=False,
            input="".join(f"{json.dumps(text)}\n" for text in texts),
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        made = [json.loads(line) for line in done.stdout.split("\n")[:-1]]
        made += [None] if len(made) < len(texts) else []  # the one that ended it
        for text, form in zip(texts, made, strict=False):
            forms[text] = words_form(text) if form is None else form
        texts = texts[len(made) :]
    return forms


def words_form(text: str) -> str:
    """The form of what is not code: one space wherever there is any."""
    return " ".join(text.split())


def written_form(text: str) -> str:
    """The form of a written answer: without capitals, layout, and the punctuation at its end."""
    parts = EXACT.split(words_form(composed(text)))
    folded = "".join(part if number % 2 else part.casefold() for number, part in enumerate(parts))
    inner = folded.rstrip(CLOSING)
    return (inner.rstrip(FINAL) + folded[len(inner) :]) if inner.strip(FINAL) else folded
