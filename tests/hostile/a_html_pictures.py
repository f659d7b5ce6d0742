"""Pictures that are links: of the hub, to sign out who looks at them, and of who counts looks."""

from nbformat.v4 import new_code_cell, new_markdown_cell

from tests.hostile.case import Case

PLACES = ["/hub/logout", "//x.example/a.png", "https://x.example/a.png", "../../../hub/logout",
          "%2e%2e/%2E./hub/logout", "./hub/logout", "\\hub\\logout", "a/..\\..\\hub", "?logout=1",
          ".\t./.\n./hub/logout", " /hub/logout", "blob:https://x.example/a"]  # fmt: skip


def change(notebook):
    tags = [f'<img src="{place}" alt="told">' for place in PLACES]
    notebook.cells.append(
        new_markdown_cell("\n\n".join([*tags, *map("![told]({})".format, PLACES)]))
    )
    shows = "from IPython.display import HTML, Markdown, display"
    notebook.cells.append(new_code_cell(f"{shows}\ndisplay(HTML({' '.join(tags)!r}))"))
    notebook.cells.append(new_markdown_cell("![chart](images/my%20chart.png)"))


CASE = Case(
    change=change,
    says=r'<img src="images/my%20chart\.png" alt="chart"',
    says_not=r'<img[^>]* src="(?!data:|images/)',
)
