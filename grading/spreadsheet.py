"""What a spreadsheet must not take for a formula."""

from __future__ import annotations


def harmless(text: str) -> str:
    """A cell's text that a spreadsheet shows and does not run; numbers stay what they are."""
    if text.lstrip()[:1] in ("=", "+", "-", "@", "|", "%") and text != "-":
        try:
            float(text)
        except ValueError:
            return "'" + text
    return text
