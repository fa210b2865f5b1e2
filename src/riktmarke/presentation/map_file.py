"""A map as a picture to keep: title, key, areas and their enlarged parts on one sheet, with its source."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from riktmarke.presentation.map_parts import MapArea, Scale, drawn_areas, names_and_values, swatch, textures
from riktmarke.presentation.map_shapes import Projection
from riktmarke.presentation.rendering import embedded_font
from riktmarke.presentation.svg_text import LINE_PX, MARGIN, TEXT_PX, TITLE_PX, text_line, wrapped
from riktmarke.presentation.tokens import MUTED, PAPER

KEY_WIDTH = 290


@dataclass(frozen=True, slots=True)
class MapPart:
    """A map or an enlarged part of it: what is shown where, and its heading, empty for the map itself."""

    heading: str
    areas: tuple[MapArea, ...]
    projection: Projection
    named: bool = False


@dataclass(frozen=True, slots=True)
class MapWords:
    """What is written around a map: `key` holds the words of each class in order.

    `missing` and `hidden` are those of no value, and empty where no area is so.
    """

    language: str
    title: str
    description: str
    key_heading: str
    key: tuple[str, ...]
    missing: str
    hidden: str
    notes: tuple[str, ...]


def map_file(parts: Sequence[MapPart], scale: Scale, words: MapWords) -> str:
    """Return the map as an SVG that stands on its own, with a name and a description."""
    top = MARGIN + LINE_PX * (1 + len(wrapped(words.title, 78)))
    main, *enlarged = parts
    drawn = [_placed(main, MARGIN, top, scale)]
    right, tallest = MARGIN + main.projection.size[0], main.projection.size[1]
    y, beside = float(top), right + MARGIN
    for part in enlarged:
        drawn.append(_placed(part, beside, y + LINE_PX, scale))
        y += part.projection.size[1] + LINE_PX * 2
        right = max(right, beside + part.projection.size[0])
    x, tallest = right + MARGIN, max(tallest, y - top)
    key, key_height = _key(scale, words)
    width, height = x + KEY_WIDTH, top + max(tallest, key_height) + MARGIN
    title = "".join(
        text_line(line, MARGIN, MARGIN + TITLE_PX + i * LINE_PX, TITLE_PX, bold=True)
        for i, line in enumerate(wrapped(words.title, 78))
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" '
        f'viewBox="0 0 {width:.0f} {height:.0f}" role="img" lang="{words.language}" '
        f'aria-labelledby="title description">'
        f'<title id="title">{escape(words.title)}</title><desc id="description">{escape(words.description)}</desc>'
        f"<style>{embedded_font()}</style>{textures(scale)}"
        f'<g aria-hidden="true"><rect width="100%" height="100%" fill="{PAPER}"/>{title}{"".join(drawn)}'
        f'<g transform="translate({x:.0f} {top})">{key}</g></g></svg>'
    )


def _placed(part: MapPart, x: float, y: float, scale: Scale) -> str:
    """A part with its heading above it; an enlarged one is cut off at its frame."""
    width, height = part.projection.size
    body = drawn_areas(part.areas, part.projection, scale, linked=False)
    if part.named:
        body += names_and_values(part.areas, part.projection, narrow=False)
    if not part.heading:
        return f'<g transform="translate({x:.0f} {y:.0f})">{body}</g>'
    return (
        f'{text_line(part.heading, x, y - 7, TEXT_PX)}<svg x="{x:.0f}" y="{y:.0f}" width="{width:.0f}" '
        f'height="{height:.0f}" viewBox="0 0 {width:.0f} {height:.0f}" overflow="hidden">{body}'
        f'<rect width="{width:.0f}" height="{height:.0f}" fill="none" stroke="{MUTED}"/></svg>'
    )


def _key(scale: Scale, words: MapWords) -> tuple[str, float]:
    y, made = float(LINE_PX), [text_line(words.key_heading, 0, TEXT_PX, TEXT_PX, bold=True)]
    paints = [scale.fill(level) for level in range(scale.classes)] if words.key else []
    lines = list(zip(paints, words.key, strict=True))
    if words.missing:
        lines.append((scale.fill(None), words.missing))
    if words.hidden:
        lines.append((scale.fill(None, hidden=True), words.hidden))
    for paint, told in lines:
        made.append(f'<g transform="translate(0 {y:.0f})">{swatch(paint)}</g>')
        for line in wrapped(told, 32):
            made.append(text_line(line, 44, y + 15, TEXT_PX))
            y += LINE_PX * 0.85
        y += LINE_PX * 0.35
    y += LINE_PX * 0.6
    for note in words.notes:
        for line in wrapped(note, 40):
            made.append(text_line(line, 0, y + TEXT_PX, TEXT_PX - 2, colour=MUTED))
            y += LINE_PX * 0.78
        y += LINE_PX * 0.3
    return "".join(made), y
