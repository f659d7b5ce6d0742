r"""Formulas that could become links that run script: \\href{javascript:...}."""

from nbformat.v4 import new_markdown_cell

from tests.hostile.case import Case

TEXTS = [
    r"$\href{javascript:evil(70)}{x}$",
    r"$$\href{java&#115;cript:evil(71)}{x} \style{position:fixed}{x} \cssId{evil}{x}$$",
    r"\begin{align}\href{javascript:evil(72)}{x}\end{align}",
    r"\\(\href{javascript:evil(73)}{x}\\) \\[\unicode{x}\require{html}\\]",
]


def change(notebook):
    notebook.cells += [new_markdown_cell(text) for text in TEXTS]


# The formulas of a page are MathML without links, or the text that they were. No script draws them.
CASE = Case(
    change=change,
    says=r"\\href\{javascript:evil\(70\)\}",
    says_not=r"(?is)<script|href=.?java|<math(?:(?!</math>).)*(?:href|style=|id=)",
)
