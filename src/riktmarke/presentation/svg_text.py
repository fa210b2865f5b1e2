"""Text around a picture to keep, as SVG: lines, and where to part them."""

from xml.sax.saxutils import escape

from riktmarke.presentation.tokens import CHART_FONT, INK

MARGIN, LINE_PX = 20, 22
TEXT_PX, TITLE_PX = 14, 18


def text_line(text: str, x: float, y: float, size: int, *, bold: bool = False, colour: str = INK) -> str:
    """Return a line of text whose foot is at y."""
    weight = ' font-weight="700"' if bold else ""
    return (
        f'<text x="{x:.0f}" y="{y:.0f}" font-family="{CHART_FONT}, sans-serif" font-size="{size}"{weight} '
        f'fill="{colour}">{escape(text)}</text>'
    )


def wrapped(text: str, most: int) -> list[str]:
    """Return the text in lines of at most so many letters; a longer word has a line of its own."""
    lines: list[str] = []
    for word in text.split(" "):
        if lines and len(lines[-1]) + 1 + len(word) <= most:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
