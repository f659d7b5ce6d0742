"""HTML and code in which each part stands in the one before, or could be the one before."""

from nbformat.v4 import new_code_cell, new_markdown_cell

from tests.hostile.case import Case

TAGS = ["<ul><li>", "<div>", "<div><table><tr><td></div></table>", "<p><b id=1></p>", "<span>",
        "<a href='", "</i>"]  # fmt: skip
CODE = ["a.", "\n\t", '"\\N{', "f'{", "@a."]


def change(notebook):
    notebook.cells += [new_markdown_cell(tag * 20_000) for tag in TAGS]
    notebook.cells += [new_code_cell(f"%%writefile /tmp/code\n{text * 20_000}") for text in CODE]
    shows = f"from IPython.display import HTML\nfor text in {TAGS}:\n"
    notebook.cells.append(new_code_cell(f"{shows}    display(HTML(text * 3000))"))


CASE = Case(change=change, says="&lt;ul&gt;&lt;li&gt;")
