"""Tables that commands write into documents, between two comments."""

from __future__ import annotations

END = "<!-- end -->"


def filled(text: str, begin: str, table: str) -> str:
    """A document's text with the table between the comment begin and the next END."""
    before, _, rest = text.partition(begin)
    return f"{before}{begin}\n{table}\n{END}{rest.partition(END)[2]}"
