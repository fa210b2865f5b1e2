"""A fan on a page: its address, what it shows in words, and the same figures as a table."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from riktmarke.governance.definitions import Definition
from riktmarke.presentation.chart_words import break_words, left_out_words
from riktmarke.presentation.charts import MIDDLE, NARROW, WIDE, Chart, Frame
from riktmarke.presentation.fan import Fan
from riktmarke.presentation.fan_chart import FAN_HEIGHTS, fan_chart
from riktmarke.presentation.fan_words import CAPTION, fan_table, fan_words, headings
from riktmarke.presentation.labels import quoted_title
from riktmarke.presentation.language import Language, marked, say, spoken_language
from riktmarke.presentation.titles import title_in_tongue

NAMED = {"wide": WIDE, "middle": MIDDLE, "narrow": NARROW}
PICTURES_HELD = 256  # some kilobytes each; one takes some milliseconds to put into words
UNFOLDED = marked("Ingen prognos är ritad: den kan inte sägas.")


@dataclass(frozen=True, slots=True)
class Size:
    """The size of a picture in pixels."""

    width: int
    height: int


FRAMES: Mapping[str, Size] = {name: Size(frame.width, FAN_HEIGHTS[frame]) for name, frame in NAMED.items()}


@dataclass(frozen=True, slots=True)
class FanPicture:
    """A fan as a template shows it. `address` has a query already, so that more may be added to it.

    `who`: whom it is about, where a page has several; `rows`: cells by the headings in `columns`.
    """

    address: str
    title: str
    who: str
    words: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    frames: Mapping[str, Size]


def fan_picture(fan: Fan, definition: Definition, address: str, *, who: str = "", above: str = "") -> FanPicture:
    """Return a fan with everything that stands for it on a page. `above`: what lies above nothing, of a difference."""
    return _fan_picture(fan, definition, address, who=who, above=above, language=spoken_language())


@lru_cache(maxsize=PICTURES_HELD)
def _fan_picture(
    fan: Fan, definition: Definition, address: str, *, who: str, above: str, language: Language
) -> FanPicture:
    """Put a fan into words; `language` is the one that is spoken, so that words of the other are never given back."""
    del language
    decimals = definition.decimals
    table = fan_table(fan, definition=definition, decimals=decimals)
    columns = (*headings(), *(one.name for one in fan.others))
    rows = [(row.year, row.measured, row.middle, *row.bands, row.target, *row.others) for row in table]
    kept = [at for at in range(len(columns)) if at == 0 or any(row[at] for row in rows)]
    said = [
        say(CAPTION if fan.years else UNFOLDED),
        above,
        break_words(definition, [point.year for point in fan.measured]),
        left_out_words(fan.left_out, definition=definition),
    ]
    return FanPicture(
        address=address,
        title=fan_title(fan, definition),
        who=who,
        words=fan_words(fan, definition=definition, decimals=decimals),
        caption=" ".join(filter(None, said)),
        columns=tuple(columns[at] for at in kept),
        rows=tuple(tuple(row[at] for at in kept) for row in rows),
        frames=FRAMES,
    )


def fan_title(fan: Fan, definition: Definition) -> str:
    """Return what a fan is of, for those who meet it alone."""
    return say(
        "{definition_title}: {fan_name}, så kan det gå",
        definition_title=quoted_title(title_in_tongue(definition)),
        fan_name=fan.name,
    )


def drawn_fan(fan: Fan, definition: Definition, frame: Frame) -> Chart:
    """Return the picture itself."""
    title = fan_title(fan, definition)
    return fan_chart(fan, title=title, definition=definition, decimals=definition.decimals, frame=frame)
