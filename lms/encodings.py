"""The text of a table in whatever encoding a spreadsheet saved it.

UTF-8 and whatever has a byte order mark is told by its bytes. Of the others no byte is wrong in
most: the one is taken in which the most names are those of people who are known, then the one
whose words look most like words. A file that is UTF-8 but for some bytes is none of these: in
another encoding all its names would be wrong.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterable
from itertools import pairwise

from lms.errors import LmsError

MARKED = {  # the longer first
    codecs.BOM_UTF32_LE: "utf-32", codecs.BOM_UTF32_BE: "utf-32", codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16",
}  # fmt: skip
# Of those that fit equally well the first is taken.
OTHERS = {
    "cp1252": "Windows-1252 (Western)", "latin-1": "Latin-1", "mac_roman": "Mac Roman",
    "gb2312": "GBK (Chinese)", "big5": "Big5 (Chinese)", "cp932": "Shift JIS (Japanese)",
    "gbk": "GBK (Chinese)", "gb18030": "GB 18030 (Chinese)", "cp949": "Windows-949 (Korean)",
    "cp1250": "Windows-1250 (Central European)", "cp1251": "Windows-1251 (Cyrillic)",
    "koi8_r": "KOI8-R (Cyrillic)", "cp1253": "Windows-1253 (Greek)",
    "cp1254": "Windows-1254 (Turkish)", "cp1258": "Windows-1258 (Vietnamese)",
    "cp874": "Windows-874 (Thai)", "cp850": "code page 850", "cp437": "code page 437",
    "iso8859-2": "Latin-2", "iso8859-15": "Latin-9",
}  # fmt: skip
# With which most names begin where the same bytes could be Chinese, Korean or Japanese.
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗郑梁張劉陳楊黃趙吳孫馬羅鄭김이박최정강조윤장임"
STRAY = re.compile("[\udc80-\udcff]+")  # how surrogateescape writes bytes that are no letter
MOST = 5  # places that are named
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def decode(data: bytes, name: str, names: Iterable[str] = ()) -> tuple[str, str]:
    """The text of a file called name, and what is to be said of it; empty: it is UTF-8.

    names: of people who may be in it. Raises LmsError for bytes that are no text.
    """
    marked = next((code for mark, code in MARKED.items() if data.startswith(mark)), "")
    code = marked or _unmarked_utf16(data) or "utf-8"
    try:
        text = data.decode(code)
    except UnicodeError:
        if code != "utf-8":
            raise LmsError(
                f"{name}: not {code.upper()}, as it begins: save it as CSV in UTF-8"
            ) from None
    else:
        if "\0" in text:
            raise LmsError(f"{name}: not a CSV file; a spreadsheet can save it as one")
        return text, "" if code in ("utf-8", "utf-8-sig") else _said(
            name, code.upper(), text, False
        )
    if b"\0" in data:
        raise LmsError(f"{name}: not a CSV file; a spreadsheet can save it as one")
    known = {_folded(name) for name in names if not name.isascii()}
    candidates = {}
    for code in OTHERS:
        try:
            candidates[code] = data.decode(code)
        except UnicodeError:
            continue
    rank = lambda code: (_fits(candidates[code], known), _plausible(candidates[code]))
    code = max(candidates, key=rank)  # Latin-1 is always among them
    fits = _fits(candidates[code], known)
    text = data.decode("utf-8", "surrogateescape")
    if _mostly_utf8(text) and _fits(text, known) >= fits:
        raise LmsError(
            f"{name} is UTF-8 but for some bytes: {_strays(text)}. Put the right letters there in"
            " an editor, or have the list made anew as CSV in UTF-8"
        )
    return candidates[code], _said(name, OTHERS[code], candidates[code], fits > 0)


def _said(name: str, encoding: str, text: str, fits: bool) -> str:
    words = [word for word in WORD.findall(text) if not word.isascii()]
    example = f": {', '.join(dict.fromkeys(words[:3]))}" if words else ""
    why = "which fits the names of the gradebook" if fits else "see whether the names are right"
    return f"{name} is not UTF-8: read as {encoding}, {why}{example}"


def _mostly_utf8(text: str) -> bool:
    """Whether at least as many letters are good UTF-8 as there are stray bytes."""
    stray = sum(map(len, STRAY.findall(text)))
    return sum(not char.isascii() for char in text) >= 2 * stray


def _strays(text: str) -> str:
    """Where the stray bytes are: the line, the bytes, and what stands around them."""
    places = [
        f"line {number}, {' '.join(f'0x{ord(byte) - 0xDC00:02X}' for byte in stray[0])} in "
        + STRAY.sub("\N{REPLACEMENT CHARACTER}", line[max(0, stray.start() - 9) : stray.end() + 9])
        for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1)
        for stray in STRAY.finditer(line)
    ]
    more = len(places) - MOST
    return "; ".join(places[:MOST]) + (f"; and {more} more" if more > 0 else "")


def _unmarked_utf16(data: bytes) -> str:
    """Which UTF-16 has no mark: of most characters in a table one byte is zero; empty: none."""
    half = max(1, len(data) // 2)
    for code, start in (("utf-16-le", 1), ("utf-16-be", 0)):
        if len(data) % 2 == 0 and data[start::2].count(0) > half / 2 and data[0] | data[1]:
            return code
    return ""


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()


def _fits(text: str, known: Iterable[str]) -> int:
    """How many of the known names are in a text."""
    folded = _folded(text)
    return sum(name in folded for name in known)


def _plausible(text: str) -> float:
    """How much a text's words that are not ASCII look like names, a character; 1 or more: all.

    A name is of one script, no capital in it follows a small letter, one of Latin letters has some
    without accents, and no sign touches it.
    """
    score, count, scripts = 0.0, 0, set()
    for word in WORD.findall(text):
        foreign = sum(not char.isascii() for char in word)
        if not foreign:
            continue
        own = {_script(char) for char in word if char.isalpha()}
        scripts |= own
        bare = own == {"LATIN"} and foreign == len(word) > 2
        odd = (
            len(own) > 1
            or bare
            or any(char.islower() and after.isupper() for char, after in pairwise(word))
        )
        score += foreign * (-1 if odd else 1) + (0.5 if word[0] in SURNAMES else 0)
        count += foreign
    signs = sum(not char.isascii() and not char.isalpha() and char not in "’·–\u3000\u0301\u0303"
                and unicodedata.category(char) != "Mn" for char in text)  # fmt: skip
    if {"CJK", "HANGUL"} <= scripts:
        score -= count / 2
    return (score - signs) / (count + signs) if count + signs else 0.0


def _script(char: str) -> str:
    """The script of a letter; Japanese has several, which count as one."""
    script = unicodedata.name(char, "?").split()[0]
    return "CJK" if script in ("HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "HALFWIDTH") else script
