"""Pictures of 2_make_steps."""

from __future__ import annotations

from matplotlib.figure import Figure

from tools.figures.style import DARK, LIGHT, MIDDLE, PALE, arrow, box, canvas, label

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


def fig_readings() -> Figure:
    """Three segments of five numbers, read in two ways. Left, segments as steps: one chain of three
    boxes, step 1 to step 3, with one whole segment below each, x1, x2 and x3; the state goes from
    box to box, and the last box gives one output. Right, each segment a sample: three rows, one for
    each segment; in each row five boxes, one for each number, joined by a state, and an output of
    its own at the end.
    """
    figure, axes = canvas(7.5, 3.9, 17.5, 9.1)
    label(axes, 3.9, 8.6, "segments as steps: one sample", size=11, weight="bold")
    label(axes, 13.2, 8.6, "each segment a sample: three samples", size=11, weight="bold")
    axes.plot([8.1, 8.1], [0.3, 8.8], color=MIDDLE, linewidth=0.8, linestyle=":")
    rows = [SERIES[start : start + 5] for start in (0, 3, 6)]
    for step, row in enumerate(rows):
        x = 0.25 + step * 2.6
        for place, value in enumerate(row):
            box(axes, x + 0.65, 4.3 - place * 0.7, str(value), width=0.8, height=0.7, fill=PALE)
        label(axes, x + 1.05, 1.05, rf"$\mathbf{{x}}_{step + 1}$", size=13)
        arrow(axes, (x + 1.05, 5.0), (x + 1.05, 5.7))
        box(axes, x + 0.25, 5.7, f"step {step + 1}", width=1.6, height=1.0, fill=LIGHT, size=10)
        if step < 2:
            arrow(axes, (x + 1.85, 6.2), (x + 2.85, 6.2))
            label(axes, x + 2.35, 6.6, "state", size=9)
    arrow(axes, (6.5, 6.7), (6.5, 7.4))
    label(axes, 6.5, 7.75, "output", size=10)
    for sample, row in enumerate(rows):
        y = 6.0 - sample * 2.5
        label(axes, 9.0, y - 0.2, f"sample {sample + 1}", size=9, weight="bold")
        for step, value in enumerate(row):
            x = 9.8 + step * 1.22
            box(axes, x, y - 0.55, str(value), width=0.8, height=0.7, fill=PALE)
            arrow(axes, (x + 0.4, y + 0.15), (x + 0.4, y + 0.6))
            box(axes, x, y + 0.6, str(step + 1), width=0.8, height=0.8, fill=LIGHT, size=10)
            arrow(axes, (x + 0.8, y + 1.0), (x + 1.22, y + 1.0))
        label(axes, 9.75, y + 1.0, "steps", size=9, align="right")
        label(axes, 15.98, y + 1.0, "output", size=10, align="left")
    return figure


def fig_pairs() -> Figure:
    """The series 0, 1, 1, 3, 2, 2, 4 and so on in a row. A segment of four values starts at place s
    and ends at s + length - 1. The target stands horizon places after its end: for horizon 1
    it is the very next value, for horizon 2 the one behind that."""
    figure, axes = canvas(7.5, 2.5, 17.5, 5.8)
    for place, value in enumerate(SERIES):
        fill = PALE if place < 4 else LIGHT if place in (4, 5) else "white"
        box(axes, 2.2 + place, 2.2, str(value), fill=fill)
    arrow(axes, (2.2, 4.45), (6.2, 4.45), style="<|-|>")
    label(axes, 4.2, 4.85, "segment X[i]")
    label(axes, 2.7, 1.75, "s", size=10)
    label(axes, 5.7, 1.75, "s + length - 1", size=10, align="right")
    arrow(axes, (5.7, 2.15), (6.7, 2.15), bend=0.6)
    label(axes, 6.9, 1.0, "horizon 1", size=10)
    arrow(axes, (5.7, 3.25), (7.7, 3.25), bend=-0.5)
    label(axes, 7.9, 3.75, "horizon 2", size=10, align="left")
    label(axes, 8.6, 0.35, "y[i] is the value the arrow points to", size=11)
    return figure
