"""A chart as a picture to keep: what the page says around it, title, source and what to beware of, stands on it."""

import re
from collections.abc import Sequence

from riktmarke.presentation.svg_text import LINE_PX, MARGIN, TEXT_PX, TITLE_PX, text_line, wrapped
from riktmarke.presentation.tokens import MUTED, PAPER

SIZE = re.compile(r'<svg[^>]*? width="([\d.]+)"[^>]*? height="([\d.]+)"')
HEARD = re.compile(r' (?:role|lang|aria-labelledby)="[^"]*"')
LETTER_WIDTH = 0.55  # of the text size
NOTE_LINE = 0.85  # of a line


def kept_picture(svg: str, *, title: str, notes: Sequence[str]) -> str:
    """Return a finished chart with its title above and notes below: a sheet that is read without its page.

    The chart's own name and description stay the sheet's, for those who hear it.

    Raises:
        ValueError: if the chart has no size.
    """
    size = SIZE.match(svg)
    if size is None:
        raise ValueError(f"A chart begins with <svg … width height>, not with {svg[:80]!r}.")
    width, height = float(size[1]), float(size[2])
    room = width - 2 * MARGIN
    heads = wrapped(title, int(room / (TITLE_PX * LETTER_WIDTH)))
    said = [line for note in notes for line in wrapped(note, int(room / ((TEXT_PX - 2) * LETTER_WIDTH)))]
    top = MARGIN + LINE_PX * len(heads)
    foot = top + height + MARGIN
    whole = foot + LINE_PX * NOTE_LINE * len(said) + MARGIN / 2
    lines = [text_line(line, MARGIN, MARGIN + LINE_PX * (i + 0.5), TITLE_PX, bold=True) for i, line in enumerate(heads)]
    lines += [
        text_line(line, MARGIN, foot + LINE_PX * NOTE_LINE * i, TEXT_PX - 2, colour=MUTED)
        for i, line in enumerate(said)
    ]
    opening, rest = svg.split(">", 1)
    heard = "".join(HEARD.findall(opening))
    inner = HEARD.sub("", opening).replace(' xmlns="http://www.w3.org/2000/svg"', "")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{whole:.0f}" '
        f'viewBox="0 0 {width:.0f} {whole:.0f}"{heard}><g aria-hidden="true">'
        f'<rect width="100%" height="100%" fill="{PAPER}"/>{"".join(lines)}</g>{inner} x="0" y="{top}">{rest}</svg>'
    )
