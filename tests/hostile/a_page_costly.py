"""Small texts that take a page long: colours, attributes, formulas, headings, odd languages."""

from nbformat.v4 import new_code_cell, new_markdown_cell

from tests.hostile.case import Case

COLOURS = ["'\\x1b[31mx' * 40_000", "'\\x1b[' + '1;' * 90_000 + 'm'"]
PAGES = [
    "'<b ' + ' '.join(f'a{n}' for n in range(25_000)) + '>x</b>'",
    "'<b ' + '/'.join(f'a{n}' for n in range(25_000)) + '>x</b>'",
    "'<span class=tex>$' + r'\\color{red}' * 40 + '}' * 500 + '$</span>' * 200",
]
TEXTS = ["a\n-\n", "a=\n=\n", "# a\n", "1. a\n"]


def change(notebook):
    notebook.cells += [new_markdown_cell(text * 60_000) for text in TEXTS]
    notebook.cells.append(new_markdown_cell("```gherkin\n" + "\t\n" * 900 + "```"))
    notebook.cells += [new_code_cell(f"print({text})") for text in COLOURS]
    shows = "from IPython.display import HTML, display\n"
    notebook.cells += [new_code_cell(f"{shows}display(HTML({text}))") for text in PAGES]


CASE = Case(change=change, says="&lt;b a0 a1 a2")
