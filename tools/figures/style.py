"""What the pictures share. Black, white and greys only: they print, and need no colour sight."""

from __future__ import annotations

import matplotlib

matplotlib.use("Agg")

from matplotlib.axes import Axes
from matplotlib.figure import Figure

BLACK, DARK, MIDDLE, LIGHT, PALE = "0.05", "0.3", "0.55", "0.8", "0.92"


def canvas(width: float, height: float, xmax: float, ymax: float) -> tuple[Figure, Axes]:
    """A white figure of width x height inches, frameless axes from (0, 0) to (xmax, ymax)."""
    figure = Figure(figsize=(width, height), facecolor="white")
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, xmax), ylim=(0, ymax))
    axes.axis("off")
    return figure, axes


def box(
    axes: Axes,
    x: float,
    y: float,
    text: str = "",
    *,
    width: float = 1,
    height: float = 1,
    fill: str = "white",
    edge: str = BLACK,
    size: float = 12,
    weight: str = "normal",
) -> None:
    """A box with its lower left corner at (x, y) and text in its middle."""
    from matplotlib.patches import Rectangle

    axes.add_patch(Rectangle((x, y), width, height, facecolor=fill, edgecolor=edge, linewidth=1.2))
    label(
        axes,
        x + width / 2,
        y + height / 2,
        text,
        size=size,
        weight=weight,
        color="white" if fill in (BLACK, DARK) else BLACK,
    )


def label(
    axes: Axes,
    x: float,
    y: float,
    text: str,
    *,
    size: float = 12,
    align: str = "center",
    color: str = BLACK,
    weight: str = "normal",
) -> None:
    """Text at (x, y), centred on its height."""
    axes.text(x, y, text, ha=align, va="center", fontsize=size, color=color, fontweight=weight)


def arrow(
    axes: Axes,
    start: tuple[float, float],
    end: tuple[float, float],
    *,
    color: str = BLACK,
    style: str = "-|>",
    bend: float = 0.0,
) -> None:
    """An arrow from start to end; bend curves it."""
    axes.annotate(
        "",
        end,
        start,
        arrowprops={
            "arrowstyle": style,
            "color": color,
            "linewidth": 1.4,
            "shrinkA": 0,
            "shrinkB": 0,
            "connectionstyle": f"arc3,rad={bend}",
        },
    )
