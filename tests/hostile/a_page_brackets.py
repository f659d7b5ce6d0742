"""Markdown from each character of which a parser would look to the end of the text, in vain."""

from nbformat.v4 import new_code_cell, new_markdown_cell

from tests.hostile.case import Case

OPENED = ["[", "![", "[x](", "<![CDATA[", "[a](<", "\\begin{a}", "`a``b", "> [", "$a"]


def change(notebook):
    notebook.cells += [new_markdown_cell(text * 30_000) for text in OPENED]
    notebook.cells += [new_markdown_cell("[x](" * 700) for _ in range(300)]
    shows = f"from IPython.display import Markdown\nfor text in {OPENED}:\n"
    notebook.cells.append(new_code_cell(f"{shows}    display(Markdown(text * 3000))"))


CASE = Case(change=change, says=r"<pre>(\[x\]\(){30000}")
