"""Pictures of 5_lstm."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle

from tools.figures.style import BLACK, DARK, LIGHT, PALE, arrow, box, canvas, label


def fig_gate() -> Figure:
    """Three columns of three numbers. The carry 3, -2, 5 times the gate 1, 0, 0.5, element by
    element, gives 3, 0, 2.5. Beside the rows stands what happened: the 3 is kept, the -2 is
    forgotten, the 5 is halved."""
    figure, axes = canvas(7.5, 2.6, 17.5, 6)
    rows = [("3", "1", "3", "kept"), ("-2", "0", "0", "forgotten"), ("5", "0.5", "2.5", "halved")]
    for row, (carry, gate, result, word) in enumerate(rows):
        y = 3.4 - row * 1.3
        box(axes, 2.2, y, carry, width=1.8, height=1.1, fill=PALE)
        box(axes, 5.9, y, gate, width=1.8, height=1.1, fill=LIGHT)
        box(axes, 9.6, y, result, width=1.8, height=1.1, fill=PALE)
        label(axes, 12.0, y + 0.55, word, align="left")
    for x, name in ((3.1, "carry"), (6.8, "gate"), (10.5, "result")):
        label(axes, x, 5.2, name)
    label(axes, 4.95, 2.65, "⊙", size=18)
    label(axes, 8.65, 2.65, "=", size=18)
    return figure


def _node(axes: Axes, x: float, y: float, text: str) -> None:
    axes.add_patch(Circle((x, y), 0.36, facecolor="white", edgecolor=BLACK, linewidth=1.2))
    label(axes, x, y, text, size=13)


def _line(axes: Axes, *points: tuple[float, float]) -> None:
    axes.plot([x for x, _ in points], [y for _, y in points], color=BLACK, linewidth=1.4)


def _unit(axes: Axes, x: float, text: str) -> None:
    """A box on the input line, with an arrow into it."""
    arrow(axes, (x, 1.5), (x, 2.4))
    box(axes, x - 0.7, 2.4, text, width=1.4, height=1, fill=LIGHT, size=11)


def _carry(axes: Axes, left: float, step: str) -> None:
    """The carry's line with its forget gate: what both cells share. step is the slide's i or t."""
    arrow(axes, (left + 0.3, 8), (left + 1.14, 8))
    arrow(axes, (left + 1.86, 8), (left + 3.64, 8))
    arrow(axes, (left + 4.36, 8), (left + 8.1, 8))
    _node(axes, left + 1.5, 8, "×")
    _node(axes, left + 4, 8, "+")
    label(axes, left + 0.3, 8.75, rf"$\mathbf{{c}}_{{{step}-1}}$", size=13, align="left")
    label(axes, left + 7.8, 8.75, rf"$\mathbf{{c}}_{step}$", size=13)
    arrow(axes, (left + 1.5, 3.4), (left + 1.5, 7.64))
    arrow(axes, (left + 4, 6.11), (left + 4, 7.64))
    _node(axes, left + 4, 5.75, "×")
    inputs = rf"$\mathbf{{h}}_{{{step}-1}}, \mathbf{{x}}_{step}$"
    label(axes, left + 0.3, 0.95, inputs, size=12, align="left")


def fig_cells() -> Figure:
    """Two cells side by side. In both, the carry runs along the top: times the forget gate f, plus
    something new. Left, the slide's cell: the new thing is the gate w times the old state h, and
    the box sigma h makes the new state from h and x alone. No line leads from the carry to the
    state. Right, Keras's cell: the new thing is the gate i times a candidate from a tanh box of its
    own, and the new state is the gate o times the tanh of the carry."""
    figure, axes = canvas(7.6, 4.1, 18.6, 10.03)
    label(axes, 4.3, 9.6, "the slide's cell", weight="bold")
    _carry(axes, 0, "i")
    _line(axes, (0.3, 1.5), (7, 1.5))
    for x, text in ((1.5, r"$\sigma$  f"), (3.2, r"$\sigma$  w"), (7, r"$\sigma$  h")):
        _unit(axes, x, text)
    _line(axes, (3.2, 3.4), (3.2, 5.75))
    arrow(axes, (3.2, 5.75), (3.64, 5.75))
    _line(axes, (5.1, 4.3), (5.1, 5.75))
    arrow(axes, (5.1, 5.75), (4.36, 5.75))
    label(axes, 5.1, 3.9, r"$\mathbf{h}_{i-1}$", size=12)
    _line(axes, (7, 3.4), (7, 4.4))
    arrow(axes, (7, 4.4), (8.1, 4.4))
    label(axes, 8.45, 4.4, r"$\mathbf{h}_i$", size=13)
    label(axes, 7, 6.3, "no way from\nc to h", size=10, color=DARK)

    label(axes, 14, 9.6, "Keras's cell", weight="bold")
    left = 9.6
    _carry(axes, left, "t")
    _line(axes, (left + 0.3, 1.5), (left + 7, 1.5))
    for x, text in (
        (1.5, r"$\sigma$  f"),
        (3.2, r"$\sigma$  i"),
        (5.1, "tanh c"),
        (7, r"$\sigma$  o"),
    ):
        _unit(axes, left + x, text)
    _line(axes, (left + 3.2, 3.4), (left + 3.2, 5.75))
    arrow(axes, (left + 3.2, 5.75), (left + 3.64, 5.75))
    _line(axes, (left + 5.1, 3.4), (left + 5.1, 5.75))
    arrow(axes, (left + 5.1, 5.75), (left + 4.36, 5.75))
    arrow(axes, (left + 7, 3.4), (left + 7, 4.04))
    arrow(axes, (left + 7, 8), (left + 7, 6.9))
    box(axes, left + 6.35, 5.9, "tanh", width=1.3, height=1, size=11)
    arrow(axes, (left + 7, 5.9), (left + 7, 4.76))
    _node(axes, left + 7, 4.4, "×")
    arrow(axes, (left + 7.36, 4.4), (left + 8.1, 4.4))
    label(axes, left + 8.5, 4.4, r"$\mathbf{h}_t$", size=13)
    axes.plot([9.15, 9.15], [0.5, 9.4], color=DARK, linestyle=":", linewidth=1)
    return figure


def fig_kernel() -> Figure:
    """Keras's kernel for segments of 3 numbers and 2 units: 3 rows and 8 columns, in four blocks of
    2 columns named i, f, c and o. An arrow leads from the block f, 3 rows and 2 columns, to the
    course's W of the forget gate, which is that block transposed: 2 rows and 3 columns."""
    figure, axes = canvas(7.5, 2.5, 17.5, 5.83)
    shades = {"i": PALE, "f": LIGHT, "c": PALE, "o": LIGHT}
    for block, (gate, shade) in enumerate(shades.items()):
        for row in range(3):
            for column in range(2):
                x = 1.6 + block * 2 + column * 0.9
                box(axes, x, 1.3 + row * 0.9, width=0.9, height=0.9, fill=shade)
        label(axes, 2.5 + block * 2, 4.45, gate, size=13)
    label(axes, 5.4, 5.2, "Keras's kernel, (3, 4 · 2)")
    label(axes, 1.3, 2.65, "3", align="right")
    label(axes, 5.4, 0.6, "2 columns a gate", size=11)
    arrow(axes, (10.0, 2.65), (12.4, 2.65))
    label(axes, 11.2, 3.2, "transpose f", size=11)
    for row in range(2):
        for column in range(3):
            place = (12.9 + column * 0.9, 1.75 + row * 0.9)
            box(axes, *place, width=0.9, height=0.9, fill=LIGHT)
    label(axes, 14.25, 4.2, 'W["f"], (2, 3)')
    return figure
