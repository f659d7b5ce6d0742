"""Pictures of 1_independence."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Circle, Rectangle

from tools.figures.style import BLACK, DARK, LIGHT, MIDDLE, PALE, arrow, box, canvas, label


def _panel(figure: Figure, place: int, title: str) -> Axes:
    """Panel number place, 0 to 3 from left to right, with a frame and a title below it."""
    axes = figure.add_axes((0.015 + place * 0.248, 0.17, 0.226, 0.78))
    axes.set(xticks=[], yticks=[], xlim=(0, 10), ylim=(0, 10))
    for side in axes.spines.values():
        side.set_color(MIDDLE)
    figure.text(0.128 + place * 0.248, 0.075, title, ha="center", va="center", fontsize=11)
    return axes


def fig_where() -> Figure:
    """Four panels. Handwriting: the path of a pen as numbered points from 1 to 12. Keyboard: the
    words "see you on" and three suggestions for the next one: Monday, time, the. Price: a
    line that moves up and down and ends in a question mark. Speech: a sound wave with loud
    and quiet parts."""
    figure = Figure(figsize=(7.5, 2.1), facecolor="white")

    pen = _panel(figure, 0, "handwriting")
    t = np.linspace(0, 1, 12)
    angle = 2 * np.pi * (0.08 + 1.25 * t)
    x, y = 2.2 + 5.2 * t + 1.9 * np.cos(angle), 5.2 + 2.9 * np.sin(angle)
    pen.plot(x, y, "-", color=MIDDLE, linewidth=1.2)
    pen.plot(x, y, "o", color=BLACK, markersize=3.5)
    for number in range(0, 12):
        dx, dy = np.cos(angle[number]) * 0.85, np.sin(angle[number]) * 1.05
        label(pen, x[number] + dx, y[number] + dy, str(number + 1), size=7)

    words = _panel(figure, 1, "next word")
    label(words, 0.7, 7.6, "see you on", size=12, align="left")
    words.plot([7.25, 7.25], [6.8, 8.4], color=BLACK, linewidth=1.4)
    for i, word in enumerate(("Monday", "time", "the")):
        box(words, 0.3 + i * 3.2, 2.6, word, width=3, height=2.2, fill=PALE, size=8.5)

    price = _panel(figure, 2, "price")
    steps = np.random.default_rng(3).normal(size=60)
    walk = np.cumsum(steps)
    walk = 2 + 6 * (walk - walk.min()) / np.ptp(walk)
    price.plot(np.linspace(0.5, 8.3, 60), walk, color=BLACK, linewidth=1)
    label(price, 9.1, float(walk[-1]), "?", size=14)

    speech = _panel(figure, 3, "speech")
    place = np.linspace(0, 1, 900)
    bumps = ((0.12, 0.05, 0.8), (0.33, 0.08, 1.0), (0.58, 0.04, 0.5), (0.8, 0.09, 0.9))
    loud = sum(size * np.exp(-(((place - at) / wide) ** 2)) for at, wide, size in bumps)
    wave = np.sin(2 * np.pi * 70 * place) * (0.7 + 0.3 * np.sin(2 * np.pi * 11 * place))
    speech.plot(0.4 + 9.2 * place, 5 + 4 * (loud + 0.04) * wave, color=BLACK, linewidth=0.6)
    return figure


def fig_lag() -> Figure:
    """The series 1, 2, 4, 3, 5 twice, one row above the other. The upper copy is moved two
    places to the left, a lag of 2, so that its 4, 3, 5 stand over 1, 2, 4 of the lower one.
    These three columns are grey: part b over part a. The two values left over on either side
    are paired with none."""
    figure, axes = canvas(7.5, 2.3, 17.5, 5.4)
    series = (1, 2, 4, 3, 5)
    for place, value in enumerate(series):
        above, below = place >= 2, place <= 2
        box(axes, 5 + place, 2.9, str(value), fill=LIGHT if above else "white")
        box(axes, 7 + place, 1.5, str(value), fill=PALE if below else "white")
    label(axes, 4.7, 3.4, "2 values later", align="right")
    label(axes, 6.7, 2.0, "series", align="right")
    label(axes, 10.4, 3.4, "part b: 4, 3, 5", align="left")
    label(axes, 12.4, 2.0, "part a: 1, 2, 4", align="left")
    arrow(axes, (7, 4.4), (5, 4.4))
    label(axes, 7.3, 4.4, "moved by the lag, 2", align="left", size=11)
    for place in range(3):
        axes.plot([7.5 + place] * 2, [2.5, 2.9], color=BLACK, linewidth=1.4)
    label(axes, 8.5, 0.7, "three pairs: (1, 4), (2, 3), (4, 5)", size=11)
    return figure


def _node(axes: Axes, x: float, y: float, text: str) -> None:
    axes.add_patch(Circle((x, y), 0.62, facecolor=PALE, edgecolor=BLACK, linewidth=1.2))
    label(axes, x, y, text, size=13)


def fig_bigram() -> Figure:
    """Left: the word banana, an arc from each letter to the next. Right: the counts as a graph
    of three circles: from b to a once, from a to n twice, from n back to a twice. No arrow
    leads to b."""
    figure, axes = canvas(7.5, 2.2, 17.5, 5.1)
    for place, char in enumerate("banana"):
        box(axes, 0.8 + place, 2.0, char)
        if place < 5:
            arrow(axes, (1.3 + place, 3.1), (2.25 + place, 3.1), bend=-0.7)
    label(axes, 3.8, 4.2, "five pairs of neighbours", size=11)
    label(axes, 3.8, 1.3, "the last a has no successor", size=11)
    for x, char in ((10, "b"), (13, "a"), (16, "n")):
        _node(axes, x, 2.5, char)
    arrow(axes, (10.65, 2.5), (12.35, 2.5))
    label(axes, 11.5, 2.95, "1", size=12)
    arrow(axes, (13.4, 3.0), (15.6, 3.0), bend=-0.35)
    label(axes, 14.5, 3.78, "2", size=12)
    arrow(axes, (15.6, 2.0), (13.4, 2.0), bend=-0.35)
    label(axes, 14.5, 1.22, "2", size=12)
    return figure


def fig_state() -> Figure:
    """Two rows over the characters a, a, b, a. Top, bigram: each character goes into a box of
    its own and a prediction comes out; nothing connects the boxes. Bottom, recurrent network:
    the same, but an arrow called state leads from each box to the next, and all boxes are the
    same calculation."""
    figure, axes = canvas(7.5, 4.3, 17.5, 10.0)
    for y, name, text, fill in (
        (6.1, "bigram", "look up", "white"),
        (1.2, "recurrent\nnetwork", "same step", LIGHT),
    ):
        label(axes, 1.5, y + 1.75, name)
        for place, char in enumerate("aaba"):
            x = 4.2 + place * 3.5
            label(axes, x, y - 0.2, char, size=13, weight="bold")
            arrow(axes, (x, y + 0.2), (x, y + 1))
            box(axes, x - 1, y + 1, text, width=2, height=1.3, fill=fill, size=10)
            arrow(axes, (x, y + 2.3), (x, y + 3.1))
            label(axes, x, y + 3.4, "prediction", size=9)
            if fill == LIGHT:
                arrow(axes, (x + 1, y + 1.65), (x + 2.5, y + 1.65))
                label(axes, x + 1.7, y + 2.05, "state", size=9)
    axes.plot([0.4, 17.1], [5.25, 5.25], color=MIDDLE, linewidth=0.8, linestyle=":")
    return figure


def fig_cnn_rnn() -> Figure:
    """Left, CNN: a grid of pixels; a square of three by three of them is grey, and lines lead
    from it to one value of a second, smaller grid. Right, RNN: a row of four values in order
    of time, each with an arrow into a box, and an arrow from each box to the next."""
    figure, axes = canvas(7.5, 2.8, 17.5, 6.5)
    for row in range(7):
        for column in range(7):
            inside = 2 <= row <= 4 and 1 <= column <= 3
            axes.add_patch(
                Rectangle(
                    (0.4 + column * 0.6, 1.5 + row * 0.6),
                    0.6,
                    0.6,
                    facecolor=LIGHT if inside else "white",
                    edgecolor=DARK,
                    linewidth=0.8,
                )
            )
    for row in range(5):
        for column in range(5):
            axes.add_patch(
                Rectangle(
                    (5.7 + column * 0.5, 2.35 + row * 0.5),
                    0.5,
                    0.5,
                    facecolor=DARK if (row, column) == (2, 1) else "white",
                    edgecolor=DARK,
                    linewidth=0.8,
                )
            )
    for y, target in ((2.7, 3.35), (4.5, 3.85)):
        axes.plot([2.8, 6.2], [y, target], color=BLACK, linewidth=1)
    label(axes, 4.3, 0.7, "CNN: one value sees a\nneighbourhood in space", size=10.5)
    axes.plot([8.9, 8.9], [0.4, 6.1], color=MIDDLE, linewidth=0.8, linestyle=":")
    for place in range(4):
        x = 10.3 + place * 2.0
        box(axes, x - 0.45, 1.7, rf"$x_{place + 1}$", width=0.9, height=0.9, fill=PALE)
        arrow(axes, (x, 2.6), (x, 3.5))
        box(axes, x - 0.6, 3.5, "step", width=1.2, height=1.1, fill=LIGHT, size=9.5)
        arrow(axes, (x, 4.6), (x, 5.5))
        if place < 3:
            arrow(axes, (x + 0.6, 4.05), (x + 1.4, 4.05))
    label(axes, 13.3, 0.7, "RNN: one value sees the\nsteps before it in time", size=10.5)
    return figure
