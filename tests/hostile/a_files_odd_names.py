"""Honest, with files whose names hold line breaks, quotes, commands, no UTF-8, or have no end."""

import os

import nbformat

from tests.hostile.case import Case

NAMES = [b"a\nb", b"\x1b[31mred", b"\xff\xfe", b"$(touch evil)", b"-rf", b"~", b"*", b"x" * 255,
         b"'\"", b"a b.ipynb.txt", b"trial.ipynb~", b"%s{0}", b"<script>evil(90)<"]  # fmt: skip


def hand_in(folder, notebook):
    (folder / "trial.ipynb").write_text(nbformat.writes(notebook))
    for name in NAMES:
        with open(os.path.join(os.fsencode(folder), name), "wb") as file:
            file.truncate(30 * 2**20 if b"\xff" in name or b"\x1b" in name else 9)
        os.makedirs(os.path.join(os.fsencode(folder), b"in", name))
        with open(os.path.join(os.fsencode(folder), b"in", name, name), "wb") as file:
            file.write(b"x")


READS = "import os\ndef total(values):\n    assert os.path.exists('*')\n    return sum(values)"
CASE = Case(hand_in=hand_in, cells={"total": READS}, says_not="<script>evil")
