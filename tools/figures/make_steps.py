"""Pictures of 2_make_steps."""

from __future__ import annotations

from matplotlib.figure import Figure

from tools.figures.style import DARK, LIGHT, PALE, arrow, box, canvas, label

SERIES = [0, 1, 1, 3, 2, 2, 4, 5, 4, 7, 8, 8, 9]


def fig_segments() -> Figure:
    """The thirteen values 0, 1, 1, 3, 2, 2, 4, 5, 4, 7, 8, 8, 9 in a row. Below, four segments of
    length 4: the first covers values 1 to 4, each further one starts three places later, so that
    the last value of a segment is the first of the next. The last segment ends on the last value.
    """
    figure, axes = canvas(7.5, 3.2, 17.5, 7.4)
    label(axes, 3.2, 6.5, "series", align="right")
    for place, value in enumerate(SERIES):
        box(axes, 3.6 + place, 6, str(value))
    for row, start in enumerate(range(0, 10, 3)):
        y = 4.1 - row * 1.05
        label(axes, 3.2, y + 0.45, f"segment {row + 1}", align="right")
        for place in range(start, start + 4):
            shared = place in (3, 6, 9)
            box(
                axes, 3.6 + place, y, str(SERIES[place]), height=0.9, fill=LIGHT if shared else PALE
            )
    arrow(axes, (3.6, 5.45), (7.6, 5.45), style="<|-|>")
    label(axes, 5.6, 5.75, "length 4", size=10)
    arrow(axes, (3.6, 0.55), (6.6, 0.55), style="<|-|>", color=DARK)
    label(axes, 5.1, 0.2, "distance 3", size=10)
    axes.plot([3.6, 3.6], [0.4, 4.1], color=DARK, linestyle=":", linewidth=1)
    axes.plot([6.6, 6.6], [0.4, 3.05], color=DARK, linestyle=":", linewidth=1)
    return figure


def fig_sample() -> Figure:
    """Three rows of five numbers, one row a segment, named x1, x2 and x3. An arrow leads from each
    row to a box, the recurrent layer at steps 1, 2 and 3. The state goes from each box to the
    next; the state after step 3 is the output.
    """
    figure, axes = canvas(7.5, 2.9, 17.5, 6.8)
    for row, start in enumerate((0, 3, 6)):
        x = 0.4 + row * 5.7
        for place in range(5):
            box(
                axes,
                x + place * 0.8,
                0.9,
                str(SERIES[start + place]),
                width=0.8,
                height=0.8,
                fill=PALE,
            )
        label(axes, x + 2, 0.4, rf"$\mathbf{{x}}_{row + 1}$", size=13)
        arrow(axes, (x + 2, 1.8), (x + 2, 3.2))
        box(axes, x + 0.8, 3.2, f"step {row + 1}", width=2.4, height=1.5, fill=LIGHT)
        if row < 2:
            arrow(axes, (x + 3.2, 3.95), (x + 6.5, 3.95))
            label(axes, x + 4.85, 4.4, "state")
    arrow(axes, (13.8, 4.7), (13.8, 5.9))
    label(axes, 13.8, 6.3, "output")
    return figure


def fig_pairs() -> Figure:
    """The series 0, 1, 1, 3, 2, 2, 4 and so on in a row. A segment of four values starts at place s
    and ends at s + length - 1. The target stands horizon places after its end: for horizon 1
    it is the very next value, for horizon 2 the one behind that."""
    figure, axes = canvas(7.5, 2.5, 17.5, 5.8)
    for place, value in enumerate(SERIES):
        fill = PALE if place < 4 else LIGHT if place in (4, 5) else "white"
        box(axes, 2.2 + place, 2.2, str(value), fill=fill)
    arrow(axes, (2.2, 3.6), (6.2, 3.6), style="<|-|>")
    label(axes, 4.2, 4.0, "segment X[i]")
    label(axes, 2.7, 1.75, "s", size=10)
    label(axes, 5.7, 1.75, "s + length - 1", size=10, align="right")
    arrow(axes, (5.7, 2.15), (6.7, 2.15), bend=0.6)
    label(axes, 6.9, 1.0, "horizon 1", size=10)
    arrow(axes, (5.7, 3.25), (7.7, 3.25), bend=-0.5)
    label(axes, 8.0, 4.2, "horizon 2", size=10, align="left")
    label(axes, 8.6, 0.35, "y[i] is the value the arrow points to", size=11)
    return figure
