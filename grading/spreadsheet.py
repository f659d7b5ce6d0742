"""What a spreadsheet must not take for a formula."""

from __future__ import annotations

import re

from grading.log import shown

# What begins a formula where a cell begins: at the start of a text, and after what another
# country's spreadsheet takes for the end of a cell, whatever is quoted; there, quotation marks that
# CSV doubles are an empty quotation. Some are twice as wide.
SIGN = r"[=+\-@|%\uff1d\uff0b\uff0d\uff20]"
FORMULA = re.compile(rf"(^(?=\s*{SIGN})|;(?=[\s\"]*{SIGN}))")


def harmless(text: str) -> str:
    """A cell's text that a spreadsheet shows as one line, and does not run; numbers stay what they
    are.
    """
    text = shown(text)
    if text == "-" or FORMULA.search(text) is None:
        return text
    try:
        float(text)
    except ValueError:
        return FORMULA.sub(r"\1'", text)
    return text
