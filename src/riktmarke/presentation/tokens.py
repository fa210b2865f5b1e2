"""Design tokens, written down once: type, space, colours. The style sheet is generated from them; charts read them.

The palette is a set of pigments on paper: ink and grey for the text, one deep red (the iron red that Swedish houses
are painted with) for the mark, the links and "here", plum and verdigris for women and men. Colours never speak
alone: groups differ in dash and marker too. There are no colours for good and bad: nothing is
tested against chance yet, so nothing is judged.
"""

from dataclasses import dataclass

from riktmarke.vocabulary.groups import Sex

HEADING_FONT = '"Newsreader Display", "Iowan Old Style", "Palatino Linotype", Georgia, serif'
TEXT_FONT = '"Public Sans", "Segoe UI", "Helvetica Neue", Arial, sans-serif'
CHART_FONT = "Public Sans"

PAPER = "#fcfbf8"
SHEET = "#f3f0e9"
INK = "#1b1a17"
MUTED = "#57534a"
RULE = "#d8d2c5"
FIELD_EDGE = "#7d7567"
ACCENT = "#801818"
FOCUS = "#0b4f8a"

COLOURS: dict[str, str] = {
    "paper": PAPER,
    "sheet": SHEET,
    "ink": INK,
    "muted": MUTED,
    "rule": RULE,
    "field-edge": FIELD_EDGE,
    "accent": ACCENT,
    "focus": FOCUS,
}

# Sizes in rem on a scale of 1.25 from 1.0625 (17 px): figures and long Swedish words need room to be read.
TYPE_SCALE: dict[str, str] = {
    "small": "0.875rem",
    "text": "1.0625rem",
    "lead": "1.375rem",
    "h3": "1.3125rem",
    "h2": "1.75rem",
    "h1": "clamp(2.125rem, 1.5rem + 2.6vw, 3.375rem)",
}

SPACES: dict[str, str] = {
    "1": "0.25rem",
    "2": "0.5rem",
    "3": "0.75rem",
    "4": "1rem",
    "5": "1.5rem",
    "6": "2.5rem",
    "7": "4rem",
    "8": "6rem",
}


@dataclass(frozen=True, slots=True)
class GroupStyle:
    """How a population group is drawn: never by colour alone. `dash` is in pixels, empty for an unbroken line."""

    colour: str
    dash: tuple[float, ...]
    marker: str


GROUP_STYLES: dict[Sex, GroupStyle] = {
    Sex.TOTAL: GroupStyle(colour=INK, dash=(), marker="circle"),
    Sex.FEMALE: GroupStyle(colour="#6d2077", dash=(7, 3), marker="triangle-up"),
    Sex.MALE: GroupStyle(colour="#1d7f72", dash=(2, 2.5), marker="square"),
}

COMPARATOR_COLOURS: dict[str, str] = {"county": "#6a6255", "country": "#3f4a57", "other": ACCENT}
COMPARATOR_DASHES: dict[str, tuple[int, ...]] = {"county": (8, 3, 2, 3), "country": (2, 3), "other": (12, 3)}
COMPARATOR_WIDTHS_PX: dict[str, float] = {"county": 1.5, "country": 2.25, "other": 1.5}


def style_properties() -> str:
    """Return the tokens as CSS custom properties, the whole of tokens.css."""
    lines = [f"  --colour-{name}: {value};" for name, value in COLOURS.items()]
    lines += [f"  --group-{sex.name.lower()}: {style.colour};" for sex, style in GROUP_STYLES.items()]
    lines += [f"  --size-{name}: {value};" for name, value in TYPE_SCALE.items()]
    lines += [f"  --space-{name}: {value};" for name, value in SPACES.items()]
    lines += [f"  --font-heading: {HEADING_FONT};", f"  --font-text: {TEXT_FONT};"]
    return "\n".join(
        ["/* Generated from riktmarke.presentation.tokens; change them there. */", ":root {", *lines, "}", ""]
    )
