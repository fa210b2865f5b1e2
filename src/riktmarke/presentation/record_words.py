"""How good the forecasts have been, in Swedish: what is told on the page of them, from the record alone.

What has come true is a count and is told as one, so many of a hundred; a probability would be told in tenths.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from riktmarke.assessment.outlook.concentration import better_without, heaviest
from riktmarke.assessment.outlook.kinds import OutlookKind
from riktmarke.assessment.outlook.likelihood import OVERCLAIMED
from riktmarke.assessment.outlook.track_record import FIRST_FAR, Record, TrackRecord
from riktmarke.governance.definitions import Catalogue
from riktmarke.methods import Reliability
from riktmarke.presentation.language import marked, say
from riktmarke.presentation.numbers import number, years
from riktmarke.presentation.outlook_beside import FEWEST_CASES
from riktmarke.presentation.titles import title_in_tongue

PER, TENTHS = 100, 10
WITHOUT, WITHOUT_WORD = 3, marked("tre")  # indicators that gain the most, for what is gained without them
FAR_OFF_CHANCES = 0.1  # between what was said and what came, for it to be told in words
SHOWN = 5  # of the best and of the worst indicators
LEAST, MOST = 0.7, 0.9  # of outcomes within the 80 per cent interval; outside is told as not reliable
LEAST_OF_A_YEAR, MOST_OF_A_YEAR = 0.75, 0.85
ASKED, FAR_OFF = 0.8, 0.08  # what the interval should hold, and how far from it is told in words
KINDS: Mapping[OutlookKind, tuple[str, str]] = {
    OutlookKind.AMOUNT: (
        marked("Antal och belopp"),
        marked("antal, kronor och annat som varken är andelar eller räknas per invånare"),
    ),
    OutlookKind.POOLED_YEARS: (
        marked("Flera år i varje värde"),
        marked("varje värde är ett medel av flera år, som i många enkäter"),
    ),
    OutlookKind.RATE: (
        marked("Antal per invånare"),
        marked("händelser, fall eller dagar i förhållande till hur många som bor här"),
    ),
    OutlookKind.REPEATED: (
        marked("Enkäter som inte görs varje år"),
        marked("samma värde står kvar tills nästa mätning"),
    ),
    OutlookKind.SCHEDULED: (marked("Mäts bara vissa år"), marked("val och annat som mäts vart fjärde år")),
    OutlookKind.SHARE: (marked("Andelar"), marked("hur många av hundra, mätt varje år")),
}
# What went wrong when the way of forecasting was tried, which is told whatever figures a store holds.
MENDED = marked(
    "När sättet att räkna prövades, i november 2026 på riktiga siffror till och med 2022, "
    "rättades en brist när prövningen var nästan klar: skalan för ett mått lästes av siffror "
    "som kom senare. En regel för siffror nära noll lades till då. Den ändrade prognosen för "
    "ett enda mått, kommunala cykelvägar. Utan det måttet var slutsatserna desamma."
)
SIMPLE = {"naive": marked("samma som senast"), "drift": marked("en rak linje framåt"), "theta": marked("Theta")}


@dataclass(frozen=True, slots=True)
class HeldRow:
    """How often intervals held: each a count of a hundred. `unreliable`: outside what is asked of them.

    `gained`: how much smaller the error is than that of the best simple forecast; only of indicators.
    """

    name: str
    cases: str
    within_50: str
    within_80: str
    within_95: str
    unreliable: bool = False
    indicator: str = ""
    gained: str = ""


@dataclass(frozen=True, slots=True)
class SharpRow:
    """The mean error of forecasts beside three simple ones, in usual yearly changes, and what is gained."""

    name: str
    own: str
    naive: str
    drift: str
    theta: str
    gained: str


@dataclass(frozen=True, slots=True)
class SaidRow:
    """What was said of chances, how often it came true, and where that stands in the picture."""

    said: str
    stated: str
    came_true: str
    cases: str
    x: int
    y: int


def kind_name(kind: str) -> str:
    """Return what a kind of indicator is called."""
    return say(KINDS[OutlookKind(kind)][0])


def of_hundred(share: float) -> str:
    """Return a share as so many of a hundred."""
    return number(PER * share, decimals=0)


def lead_sentence(record: TrackRecord) -> str:
    """Return the whole in one sentence."""
    overall = record.overall
    span = years(min(record.by_origin), max(record.by_origin))
    return say(
        "Av {number} prognoser, gjorda i efterhand med det som var känt {span}, hamnade "
        "{of_hundred} av 100 utfall inom det område som skulle rymma 80.",
        number=number(overall.cases, decimals=0),
        span=span,
        of_hundred=of_hundred(overall.within_80),
    )


def gained_sentence(record: TrackRecord) -> str:
    """Return how near the forecasts came beside the best simple one."""
    overall = record.overall
    gained = number(abs(PER * overall.better_by), decimals=0)
    how = say("mindre") if overall.better_by > 0 else say("större")
    beaten = sum(one.better_by > 0 for one in record.by_indicator.values())
    return say(
        "Felet är i medeltal {gained} procent {how} än för den bästa av tre enkla prognoser. "
        "Räknat mått för mått är prognosen bättre än alla tre för {beaten} av {len} mått. För de "
        "andra hade en enkel prognos varit minst lika bra.",
        gained=gained,
        how=how,
        beaten=beaten,
        len=len(record.by_indicator),
    )


def held_by_kind(record: TrackRecord) -> tuple[HeldRow, ...]:
    """Return how often intervals held, over all and by kind."""
    kinds = ((kind_name(kind), one) for kind, one in record.by_kind.items())
    return tuple(_held(name, one) for name, one in [(say("Alla mått"), record.overall), *kinds])


def held_by_ahead(record: TrackRecord) -> tuple[HeldRow, ...]:
    """Return how often intervals held by years ahead, further ahead last."""
    near = (_held(_ahead(ahead), one) for ahead, one in record.by_ahead.items())
    return (*near, *(_held(_ahead(ahead), one) for ahead, one in record.by_far_ahead.items()))


def held_by_origin(record: TrackRecord) -> tuple[HeldRow, ...]:
    """Return how often intervals held by the year that forecasts were made in."""
    return tuple(
        _held(str(year), one, least=LEAST_OF_A_YEAR, most=MOST_OF_A_YEAR) for year, one in record.by_origin.items()
    )


def held_in_cells(record: TrackRecord) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return a row for each kind: outcomes of a hundred within the 80 per cent interval, by years ahead."""
    cells = record.by_kind_and_ahead
    return tuple(
        (
            kind_name(kind),
            tuple(
                of_hundred(cells[kind, ahead].within_80) if (kind, ahead) in cells else "" for ahead in record.by_ahead
            ),
        )
        for kind in record.by_kind
    )


def sharp_rows(record: TrackRecord) -> tuple[SharpRow, ...]:
    """Return errors beside simple forecasts, over all, by kind and by years ahead."""
    named = [(say("Alla mått"), record.overall)]
    named += [(kind_name(kind), one) for kind, one in record.by_kind.items()]
    named += [(_ahead(ahead), one) for ahead, one in record.by_ahead.items()]
    return tuple(
        SharpRow(
            name=name,
            own=number(one.crps, decimals=2),
            naive=number(one.naive, decimals=2),
            drift=number(one.drift, decimals=2),
            theta=number(one.theta, decimals=2),
            gained=say("{number} procent", number=number(PER * one.better_by, decimals=0)),
        )
        for name, one in named
    )


def extremes(record: TrackRecord, catalogue: Catalogue) -> tuple[tuple[HeldRow, ...], tuple[HeldRow, ...]]:
    """Return the indicators whose intervals held the least, and those with the most gained on simple forecasts."""
    known = {name: one for name, one in record.by_indicator.items() if name in catalogue and one.cases >= FEWEST_CASES}
    worst = sorted(known.items(), key=lambda item: item[1].within_80)[:SHOWN]
    good = [item for item in known.items() if LEAST <= item[1].within_80 <= MOST]
    best = sorted(good, key=lambda item: -item[1].better_by)[:SHOWN]
    return tuple(_of_indicator(worst, catalogue)), tuple(_of_indicator(best, catalogue))


def said_rows(record: TrackRecord, *, left: int, top: int, side: int) -> tuple[SaidRow, ...]:
    """Return what was said by tenths and what came of it, for tenths with cases enough.

    Places are whole pixels in a square of `side`, whose corner of no chance lies down to the left.
    """
    return _said_rows(record.probabilities, left=left, top=top, side=side)


def far_said_rows(record: TrackRecord) -> tuple[SaidRow, ...]:
    """Return what was said of six to ten years ahead, and what came of it; empty where nothing has come yet."""
    return _said_rows(record.far_probabilities) if record.far_probabilities is not None else ()


def said_by_kind(record: TrackRecord) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return a row for each kind: what came true of a hundred, by the tenth that was said; empty for few cases."""
    return tuple(
        (
            kind_name(kind),
            tuple(
                of_hundred(came) if cases >= FEWEST_CASES else ""
                for cases, came in zip(given.cases, given.came_true, strict=True)
            ),
        )
        for kind, given in record.by_kind_probabilities.items()
    )


def said_heads() -> tuple[str, ...]:
    """Return the tenths that chances are said in."""
    return tuple(_tenth(tenth) for tenth in range(TENTHS))


def rests_on_few_sentence(record: TrackRecord, catalogue: Catalogue) -> str:
    """Return how much of the error is of one indicator, what is gained without the best, and in each year."""
    name, part = heaviest(record)
    title = title_in_tongue(catalogue[name]) if name in catalogue else name
    gains = [one.better_by for one in record.by_origin.values()]
    least, most = (number(PER * end, decimals=0) for end in (min(gains), max(gains)))
    without = number(PER * better_without(record, WITHOUT), decimals=0)
    return say(
        "Medeltalet vilar på få mått: {title} är ensamt {of_hundred} hundradelar av felet, och "
        "utan de {without_word} mått där mest vinns är vinsten {without} procent. Det som är "
        "prövat är egentligen {len} år, och i dem var vinsten {least} till {most} procent.",
        title=title,
        of_hundred=of_hundred(part),
        without_word=say(WITHOUT_WORD),
        without=without,
        len=len(gains),
        least=least,
        most=most,
    )


def _said_rows(given: Reliability, *, left: int = 0, top: int = 0, side: int = 0) -> tuple[SaidRow, ...]:
    rows = []
    for tenth, (cases, stated, came) in enumerate(zip(given.cases, given.stated, given.came_true, strict=True)):
        if cases >= FEWEST_CASES:
            place = round(left + side * stated), round(top + side * (1 - came))
            counts = of_hundred(stated), of_hundred(came), number(int(cases), decimals=0)
            rows.append(SaidRow(_tenth(tenth), *counts, *place))
    return tuple(rows)


def _tenth(tenth: int) -> str:
    return say("mindre än 1") if tenth == 0 else say("mer än 9") if tenth == TENTHS - 1 else f"{tenth}–{tenth + 1}"


def said_sentence(record: TrackRecord) -> str:
    """Return one tenth of the chances in words, and how far the furthest was off."""
    given = record.probabilities
    often = [tenth for tenth, cases in enumerate(given.cases) if cases >= FEWEST_CASES]
    if not often:
        return say("Det finns för få utfall för att säga hur ofta det som sades blev verklighet.")
    tenth = 7 if 7 in often else often[-1]
    furthest = max(abs(float(given.came_true[one] - given.stated[one])) for one in often)
    return say(
        "Av det som i efterhand hade fått i medeltal {of_hundred} chanser av 100 slog "
        "{of_hundred2} av 100 in. Som mest skilde det {number} enheter av 100 mellan det som sades "
        "och det som kom.",
        of_hundred=of_hundred(given.stated[tenth]),
        of_hundred2=of_hundred(given.came_true[tenth]),
        number=number(PER * furthest, decimals=0),
    )


def not_reliable(record: TrackRecord, catalogue: Catalogue) -> tuple[str, ...]:
    """Return where forecasts have not held as they should, each as a sentence."""
    found = [
        say(
            "Prognoser gjorda {year}: {of_hundred} av 100 hamnade inom området som skulle rymma 80. "
            "Alla kommuner delar sådana år, så de fel som en pandemi eller en prisuppgång ger går åt "
            "samma håll.",
            year=year,
            of_hundred=of_hundred(one.within_80),
        )
        for year, one in record.by_origin.items()
        if abs(one.within_80 - ASKED) > FAR_OFF
    ]
    found += [
        say(
            "{kind_name}, {ahead} framåt: {of_hundred} av 100 i stället för 80. Områdena är för {too}.",
            kind_name=kind_name(kind),
            ahead=_ahead(ahead),
            of_hundred=of_hundred(one.within_80),
            too=_too(one),
        )
        for (kind, ahead), one in record.by_kind_and_ahead.items()
        if abs(one.within_80 - ASKED) > FAR_OFF
    ]
    found += [
        say(
            "{kind_name}: felet är inte mindre än för ”{simple}”.",
            kind_name=kind_name(kind),
            simple=say(SIMPLE[one.best_simple]),
        )
        for kind, one in record.by_kind.items()
        if one.better_by <= 0
    ]
    found += _chances_off(record)
    far = [(ahead, one) for ahead, one in record.by_far_ahead.items() if one.within_80 > MOST_OF_A_YEAR]
    if far:
        ahead, one = far[-1]
        found.append(
            say(
                "Långt fram: {ahead} år framåt höll {of_hundred} av 100 av det som skulle rymma 80. "
                "Områdena är hellre för breda än för smala. Det är prövat på siffror för alla, från "
                "{first_far}.",
                ahead=ahead,
                of_hundred=of_hundred(one.within_80),
                first_far=FIRST_FAR,
            )
        )
    worst, _ = extremes(record, catalogue)
    low = [row.name for row in worst if row.unreliable]
    if low:
        found.append(
            say(
                "Enstaka mått: {join}. De har rört sig mer, eller mer lika, än någon prognos sade.", join=", ".join(low)
            )
        )
    return tuple(found)


def _chances_off(record: TrackRecord) -> Iterable[str]:
    """Yield, for each kind and for years far ahead, the tenth that what came was furthest from."""
    for kind, given in record.by_kind_probabilities.items():
        off = _furthest(given)
        if off is not None:
            after = (
                say("Därför sägs inga chanser för dem.") if kind in OVERCLAIMED else say("Läs chanserna som osäkrare.")
            )
            yield say(
                "{kind_name}: där {off} chanser av 100 sades slog {off2} av 100 in. {after}",
                kind_name=kind_name(kind),
                off=off[0],
                off2=off[1],
                after=after,
            )
    far = _furthest(record.far_probabilities) if record.far_probabilities is not None else None
    if far is not None:
        yield (
            say(
                "Chanser sex till tio år framåt: där {far} chanser av 100 sades slog {far2} av 100 in. Så "
                "långt fram säger vi det oftast för lågt att det blir bra.",
                far=far[0],
                far2=far[1],
            )
        )


def _furthest(given: Reliability) -> tuple[str, str] | None:
    often = [tenth for tenth, cases in enumerate(given.cases) if cases >= FEWEST_CASES]
    most = max(often, key=lambda tenth: abs(float(given.came_true[tenth] - given.stated[tenth])), default=None)
    if most is None or abs(float(given.came_true[most] - given.stated[most])) <= FAR_OFF_CHANCES:
        return None
    return of_hundred(given.stated[most]), of_hundred(given.came_true[most])


def _held(name: str, one: Record, *, least: float = LEAST, most: float = MOST, indicator: str = "") -> HeldRow:
    return HeldRow(
        name,
        number(one.cases, decimals=0),
        of_hundred(one.within_50),
        of_hundred(one.within_80),
        of_hundred(one.within_95),
        unreliable=not least <= one.within_80 <= most,
        indicator=indicator,
    )


def _of_indicator(items: Iterable[tuple[str, Record]], catalogue: Catalogue) -> Iterable[HeldRow]:
    for indicator, one in items:
        held = _held(title_in_tongue(catalogue[indicator]), one, indicator=indicator)
        yield replace(held, gained=say("{number} procent", number=number(PER * one.better_by, decimals=0)))


def _ahead(ahead: int) -> str:
    return say("{ahead} år", ahead=ahead)


def _too(one: Record) -> str:
    return say("breda") if one.within_80 > ASKED else say("smala")
