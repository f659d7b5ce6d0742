"""What the pictures share. Black, white and greys only: they print, and need no colour sight.

A picture is seen on JupyterLab's white page and on its nearly black one, and cannot know which. So
each brings a card of its own to stand on, in a grey that glares on neither, with round corners.
"""

from __future__ import annotations

import io

import matplotlib

matplotlib.use("Agg")

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from PIL import Image, ImageDraw

BLACK, DARK, MIDDLE, LIGHT, PALE = "0.05", "0.3", "0.55", "0.72", "0.93"
CARD = "0.86"
CORNER, DPI = 0.12, 144  # inches; dots an inch


def canvas(width: float, height: float, xmax: float, ymax: float) -> tuple[Figure, Axes]:
    """A figure of width x height inches, with frameless axes from (0, 0) to (xmax, ymax)."""
    figure = Figure(figsize=(width, height))
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, xmax), ylim=(0, ymax))
    axes.axis("off")
    return figure, axes


def png(figure: Figure) -> bytes:
    """The figure on its card, as a small PNG whose corners are transparent."""
    raw = io.BytesIO()
    figure.savefig(raw, dpi=DPI, facecolor=CARD, metadata={"Software": None})
    picture = Image.open(raw).convert("RGB").quantize(32, dither=Image.Dither.NONE)
    # Quantizing knows no transparency: colour 32 is added for the corners, which are cut sharp.
    card = Image.new("L", picture.size, 0)
    right, bottom = (size - 1 for size in picture.size)
    ImageDraw.Draw(card).rounded_rectangle((0, 0, right, bottom), round(CORNER * DPI), fill=255)
    nothing = Image.new("P", picture.size, 32)
    nothing.putpalette([*(picture.getpalette() or [])[:96], 255, 255, 255])
    nothing.paste(picture, (0, 0), card)
    small = io.BytesIO()
    nothing.save(small, "PNG", optimize=True, transparency=32)
    return small.getvalue()


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
