"""The parts of a map as SVG: areas filled by class with colour and texture, their links, their names and values.

The same parts stand in the page, where they are links, and in the file to keep, where nothing is. Only presentation
attributes are used: the pages' content security policy allows no style within them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from riktmarke.presentation.map_shapes import UNITS_PER_PIXEL, Projection
from riktmarke.presentation.tokens import CHART_FONT, INK, MUTED, PAPER
from riktmarke.statistics.boundaries import Outline

NEUTRAL = ("#e9eef2", "#bccddb", "#8aa6bc", "#51758f", "#1f4159")
JUDGED = ("#f7e8e1", "#e8beae", "#d18c77", "#aa4f41", "#6b1414")  # the darker, the worse
CLASSES_DRAWN = {1: (2,), 2: (1, 3), 3: (0, 2, 4), 4: (0, 1, 3, 4), 5: (0, 1, 2, 3, 4)}
LETTER_WIDTH = 0.56  # of the text size
NAME_PX, NAME_PX_NARROW = 13, 27
DARK_FROM = 3  # the shades between which a light border is seen
EDGE_PX = 0.8


@dataclass(frozen=True, slots=True)
class MapArea:
    """An area of a map: `level` is its class or None without a value, `told` its name and value in words.

    `figure` is the value as it stands in the map; `sign` follows it where it is uncertain; `link` is where it leads;
    `hidden` says that the source has a value and does not show it.
    """

    code: str
    name: str
    outline: Outline
    level: int | None
    figure: str
    told: str
    link: str
    own: bool = False
    sign: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Scale:
    """How classes look: how many there are, and whether dark says high or worse."""

    classes: int
    judged: bool
    turned: bool = False

    def shade(self, level: int) -> int:
        """Return which of the five shades a class has."""
        shades = CLASSES_DRAWN[self.classes]
        return shades[-1 - level] if self.turned else shades[level]

    def fill(self, level: int | None, *, hidden: bool = False) -> str:
        """Return the paint of a class: a reference to its texture. What is hidden is told from what there is not."""
        return f"url(#m{('q' if hidden else 'x') if level is None else self.shade(level)})"


def textures(scale: Scale) -> str:
    """Return the definitions of the paints: five shades, each with a texture of its own; no value, and a hidden one."""
    shades = JUDGED if scale.judged else NEUTRAL
    light = shades[0]
    drawn = (
        "",
        f'<circle cx="2" cy="2" r="1" fill="{shades[3]}"/><circle cx="8" cy="8" r="1" fill="{shades[3]}"/>',
        f'<path d="M-1 1l2-2M0 12l12-12M11 13l2-2" stroke="{shades[4]}" stroke-width="1" opacity=".55"/>',
        f'<path d="M0 3h12M0 9h12" stroke="{light}" stroke-width="1.4" opacity=".8"/>',
        "",
    )
    patterns = [_pattern(f"m{i}", shade, texture) for i, (shade, texture) in enumerate(zip(shades, drawn, strict=True))]
    none = f'<path d="M-1 1l2-2M0 12l12-12M11 13l2-2M-1 11l2 2M0 0l12 12M11-1l2 2" stroke="{MUTED}" stroke-width=".8"/>'
    hidden = f'<circle cx="6" cy="6" r="2.2" fill="none" stroke="{MUTED}" stroke-width="1"/>'
    return f"<defs>{''.join(patterns)}{_pattern('mx', '#fff', none)}{_pattern('mq', '#fff', hidden)}</defs>"


def _pattern(name: str, ground: str, texture: str) -> str:
    return (
        f'<pattern id="{name}" width="12" height="12" patternUnits="userSpaceOnUse" '
        f'patternTransform="scale({UNITS_PER_PIXEL * 0.6:g})">'
        f'<rect width="12" height="12" fill="{ground}"/>{texture}</pattern>'
    )


def swatch(paint: str) -> str:
    """Return a key's piece of a paint, 34 by 20 pixels."""
    k = UNITS_PER_PIXEL
    return (
        f'<g transform="scale({1 / k:g})"><rect x="{k / 2:g}" y="{k / 2:g}" width="{33 * k}" height="{19 * k}" '
        f'fill="{paint}" stroke="{MUTED}" stroke-width="{k}"/></g>'
    )


def drawn_areas(
    areas: Sequence[MapArea], projection: Projection, scale: Scale, *, linked: bool, heard: bool = True
) -> str:
    """Return the areas as paths; as links where `linked`, which the keyboard reaches and voices read where `heard`."""
    k = UNITS_PER_PIXEL
    shapes = [_area(area, projection, scale, linked=linked, heard=heard) for area in areas]
    own = next((area for area in areas if area.own), None)
    around = ""
    if own is not None:
        line = f'd="{projection.path(own.outline)}" fill="none" stroke-linejoin="round" pointer-events="none"'
        around = "".join(
            f'<path {line} stroke="{colour}" stroke-width="{width * k:g}"/>'
            for colour, width in ((PAPER, 6.5), (INK, 3))
        )
    return (
        f'<g transform="scale({1 / k:g})" stroke="{MUTED}" stroke-width="{EDGE_PX * k:g}" stroke-linejoin="round" '
        f'fill-rule="evenodd">{"".join(shapes)}{around}</g>'
    )


def _area(area: MapArea, projection: Projection, scale: Scale, *, linked: bool, heard: bool) -> str:
    light = f' stroke="{PAPER}"' if area.level is not None and scale.shade(area.level) >= DARK_FROM else ""
    path = f'<path fill="{scale.fill(area.level, hidden=area.hidden)}"{light} d="{projection.path(area.outline)}"/>'
    if not linked or not area.link:
        return path
    told = escape(area.told)
    spoken = f"aria-label={quoteattr(area.told)}" if heard else 'tabindex="-1"'
    return f'<a href={quoteattr(area.link)} {spoken} data-area="{area.code}"><title>{told}</title>{path}</a>'


def names_and_values(areas: Iterable[MapArea], projection: Projection, *, narrow: bool) -> str:
    """Return names with values where there is room for them: in a narrow map the values alone, twice as large."""
    size = NAME_PX_NARROW if narrow else NAME_PX
    placed: list[tuple[float, float, float, float]] = []
    texts = []
    ordered = sorted(areas, key=lambda a: (not a.own, -projection.boundaries.area(a.outline)))
    for area in ordered:
        figure = f"{area.figure}{area.sign}"
        lines = [figure] if narrow else [area.name, figure]
        x, y = projection.at(area.outline.label)
        half = max(len(line) for line in lines) * size * LETTER_WIDTH / 2
        high = size * 1.1 * len(lines) / 2
        x = min(max(x, half), projection.size[0] - half)
        room, _ = projection.pixels_across(area.outline)
        box = (x - half, y - high, x + half, y + high)
        if half * 2 > room * 1.35 or any(_overlap(box, other) for other in placed):
            continue
        placed.append(box)
        texts.append(_label(lines, x, y, size, own=area.own))
    return (
        f'<g font-family="{CHART_FONT}, sans-serif" font-size="{size}" text-anchor="middle" fill="{INK}" '
        f'stroke="{PAPER}" stroke-width="{size / 3.6:.1f}" stroke-linejoin="round" paint-order="stroke" '
        f'pointer-events="none" aria-hidden="true">{"".join(texts)}</g>'
    )


def _label(lines: Sequence[str], x: float, y: float, size: int, *, own: bool) -> str:
    first = y + size * (0.35 if len(lines) == 1 else -0.2)
    weight = ' font-weight="700"' if own else ""
    return "".join(
        f'<text x="{x:.0f}" y="{first + i * size * 1.1:.0f}"{weight}>{escape(line)}</text>'
        for i, line in enumerate(lines)
    )


def _overlap(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
