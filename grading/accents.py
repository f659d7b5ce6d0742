"""Accents upon accents: to put those of a letter in order takes a step for each two of them.

Python does that to each name in its text, and whoever compares texts that people write does it too.
"""

from __future__ import annotations

from unicodedata import combining, normalize

MOST = 100  # upon one letter; in the languages that have most of them there are a few


def too_many(text: str) -> bool:
    """Whether a letter of a text has more accents than anybody writes."""
    if text.isascii():
        return False
    in_a_row = 0
    for letter in text:
        in_a_row = in_a_row + 1 if combining(letter) else 0
        if in_a_row > MOST:
            return True
    return False


def composed(text: str) -> str:
    """A text with each letter and its accents as one character, where there is one; one that has
    too many as it is.
    """
    return text if too_many(text) else normalize("NFC", text)
