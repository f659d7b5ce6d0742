"""Pictures of thirty megabytes pasted into texts, beside a character that makes each take four."""

from nbformat.v4 import new_markdown_cell

from tests.hostile.case import Case


def change(notebook):
    picture = {"picture.png": {"image/png": "A" * 10 * 2**20}}
    for _ in range(3):
        notebook.cells.append(new_markdown_cell("\U0001f600 ![](attachment:picture.png)",
                                                attachments=picture))  # fmt: skip


CASE = Case(change=change)
