"""What charts show, in words: the same text as the picture's alternative on a page and inside the SVG itself."""

from collections.abc import Sequence

from riktmarke.assessment.findings import Finding
from riktmarke.governance.definitions import Definition
from riktmarke.presentation.labels import GROUP_NAMES, SWEDEN, listed, period_label, unit_name
from riktmarke.presentation.language import marked, say
from riktmarke.presentation.lines import Line, breaks_within, measured_years
from riktmarke.presentation.numbers import number
from riktmarke.statistics.panels import Panel

# Where all the values of a picture stand, as its words end.
TABLE_BY_YEAR = marked("Alla värden i tabellen År för år.")
TABLE_BELOW = marked("Alla värden i tabellen under bilden.")
PAGE_OF_FIGURES = marked("Alla värden på sidan Siffrorna år för år.")


def time_words(
    panel: Panel,
    lines: Sequence[Line],
    *,
    definition: Definition | None,
    decimals: int,
    where: str = TABLE_BY_YEAR,
) -> str:
    """Return what a chart over time shows: each line from its first to its last measurement, with both years.

    `where` says where all the values stand: they are many, and a picture's words are few.

    Where the series is broken only what comes after the break is told: the values before are not comparable.
    """
    ordered = list(reversed(lines))  # our own first: they are drawn last, on top
    measured = {
        line: sorted(measured_years(panel, area=line.area, group=line.group, definition=definition)) for line in ordered
    }
    every = sorted({year for years in measured.values() for year in years})
    if not every:
        return say("Linjediagram. Inga värden att visa.")
    breaks = breaks_within(definition, every)
    since = breaks[-1] if breaks else every[0]
    unit = unit_name(definition)
    span = f"{every[0]}–{every[-1]}" if every[0] != every[-1] else str(every[0])
    said = [say("Linjediagram {span}{word}", span=span, word=", " + unit if unit else "")]
    if breaks:
        said.append(
            say("Serien bryts {listed}; här sägs bara tiden därefter", listed=listed([str(year) for year in breaks]))
        )
    for place, line in enumerate(ordered):
        values, years = panel.of(line.area, line.group), [year for year in measured[line] if year >= since]
        if not years:
            continue
        name = line.label.replace(",", "") if place == 0 or not line.marker else line.short
        first, last = (
            f"{number(values[year], decimals=decimals)} ({period_label(year, definition)})"
            for year in (years[0], years[-1])
        )
        said.append(
            say("{name}: från {first} till {last}", name=name, first=first, last=last)
            if years[0] != years[-1]
            else f"{name}: {last}"
        )
    return f"{'. '.join(said)}. {say(where)}"


def spine_words(
    findings: Sequence[Finding],
    *,
    own: str,
    county: str,
    definition: Definition | None,
    decimals: int,
    country: str = SWEDEN,
    without: frozenset[str] = frozenset(),
) -> str:
    """Return what a spine shows: each group's range, middle half and median, and where everyone lies in it."""
    unit = unit_name(definition)
    parts = [say("Läget bland alla kommuner{word}", word=", " + unit if unit else "")]
    for finding in findings:
        if finding.value is None or finding.kind_minimum is None or finding.kind_maximum is None:
            continue

        def shown(value: float | None) -> str:
            return "" if value is None else number(value, decimals=decimals)

        peers = finding.peers_weighted if finding.peers_weighted is not None else finding.peers_unweighted
        named = [
            (own, finding.value),
            (county, None if "county" in without else finding.county),
            (country, None if "country" in without else finding.country),
            (say("liknande kommuner"), peers),
        ]
        said = [
            say("från {shown} till {shown2}", shown=shown(finding.kind_minimum), shown2=shown(finding.kind_maximum))
        ]
        if finding.kind_lower_quarter is not None:
            lower, upper = shown(finding.kind_lower_quarter), shown(finding.kind_upper_quarter)
            said.append(
                say(
                    "mittersta hälften {lower} till {upper}, median {shown}",
                    lower=lower,
                    upper=upper,
                    shown=shown(finding.kind_median),
                )
            )
        said.append(", ".join(f"{name} {shown(value)}" for name, value in named if value is not None))
        when = period_label(finding.period, definition) if finding.period else ""
        parts.append(f"{GROUP_NAMES[finding.group]} {when}: {'; '.join(said)}")
    return say("{join}. Värdena står i tabellen Jämfört med andra.", join=". ".join(parts))


def break_words(definition: Definition | None, years: Sequence[int]) -> str:
    """Return what a dotted upright line in the chart stands for; empty where there is none."""
    breaks = breaks_within(definition, years)
    if not breaks:
        return ""
    when = listed([str(year) for year in breaks])
    return say(
        "Den prickade lodräta linjen visar var serien bryts: från och med {when} har mätningen "
        "ändrats, och åren före går inte att jämföra med åren efter.",
        when=when,
    )


def left_out_words(names: Sequence[str], *, definition: Definition | None) -> str:
    """Return why a county, country or municipality in the table is not drawn; empty when everything is."""
    if not names:
        return ""
    why = say("deras värden är av en annan storlek.") if len(names) > 1 else say("värdet är av en annan storlek.")
    if definition is not None and definition.country_not_comparable:
        why = say("jämförelsen är inte rättvisande.")
    if definition is not None and not definition.averaged:
        why = say("ett antal i en kommun säger inget bredvid ett större områdes.")
    return say("{listed} visas bara i tabellen: {why}", listed=listed(list(names)), why=why)
