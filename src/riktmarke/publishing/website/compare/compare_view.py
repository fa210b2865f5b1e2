"""The page where a municipality stands beside others that the reader chooses."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.models import Page

from riktmarke.presentation.charts import MIDDLE, NARROW, WIDE
from riktmarke.presentation.labels import listed, stands_for_more_years
from riktmarke.presentation.language import say
from riktmarke.presentation.titles import title_in_tongue
from riktmarke.publishing.website.answering import Crumb, answered, figure_dates, frame, way_to
from riktmarke.publishing.website.compare.asked import MOST_OTHERS, Compared, compared
from riktmarke.publishing.website.compare.over_time import axis_is_cut, compared_chart, lines_of, whose, year_rows
from riktmarke.publishing.website.compare.table import Beside, Comparison, comparisons, difference_words
from riktmarke.publishing.website.definition_facts import years_fact
from riktmarke.publishing.website.figures import Figures, Place, figures
from riktmarke.vocabulary.areas import Area
from riktmarke.vocabulary.observation_status import ObservationStatus


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell: the leading value, women's and men's, the difference in words, and its column's name.

    `group`: whose value leads, where it is not everyone's; `absent`: why there is none.
    """

    value: str
    group: str
    absent: str
    by_sex: tuple[str, ...]
    difference: str
    label: str
    own: bool
    computed: bool


@dataclass(frozen=True, slots=True)
class ShownRow:
    """An indicator's row."""

    series: str
    title: str
    unit: str
    when: str
    more_years: bool
    query: str
    cells: tuple[ShownCell, ...]


@answered
def compare(request: HttpRequest, page: Page, code: str) -> HttpResponse:
    """Answer with the comparison (?med=2080,2084, omrade= or nyckeltal=); a form's address leads to the short one."""
    source = figures()
    place = source.place(code)
    asked = compared(source, place, request.GET)
    if not asked.canonical and not asked.wrong:
        return redirect(f"/kommun/{code}/jamfor/{'?' if asked.query else ''}{asked.query}")
    names = listed([place.name, *(area.name for area in asked.others)])
    what = title_in_tongue(asked.indicator) if asked.indicator else asked.subject.title
    crumbs = way_to(page, place, Crumb(say("Jämför")))
    title = say("Jämför kommuner")
    head = say("{what}: {names}", what=what, names=names)
    context = frame(page, title=title, head=head, place=place, crumbs=crumbs) | figure_dates(source)
    made = comparisons(source, place, asked.others, asked.indicators)
    context |= {
        "section": "compare",
        "same_page": "jamfor",
        "asked": asked,
        "names": names,
        "what": what,
        "query": asked.query,
        "choices": _choices(source, place, asked),
        "subject_links": [(one.title, asked.of_subject(one.key), one is asked.subject) for one in asked.subjects],
        "columns": _columns(place, asked.others, made),
        "rows": [_row(one, asked) for one in made if one.year],
        "without": [title_in_tongue(one.definition) for one in made if not one.year],
        "differences": any(area.difference is not None for one in made for area in one.areas),
        "any_hidden": any(ObservationStatus.SUPPRESSED in area.statuses for one in made for area in one.areas),
        "any_more_years": any(stands_for_more_years(one.definition) for one in made if one.year),
        "any_computed": any(area.computed for one in made for area in one.areas),
    }
    if asked.indicator is not None:
        context |= _over_time(source, place, asked)
    return render(request, "website/compare/page.html", context)


def _columns(place: Place, others: tuple[Area, ...], made: list[Comparison]) -> list[str]:
    near = [] if place.is_whole_county else [place.county_name]
    compared_with = any(one.definition.averaged for one in made)
    return [place.name, *(area.name for area in others), *([*near, place.country_name] if compared_with else [])]


def _row(one: Comparison, asked: Compared) -> ShownRow:
    return ShownRow(
        series=one.definition.series,
        title=title_in_tongue(one.definition),
        unit=one.unit,
        when=one.when,
        more_years=stands_for_more_years(one.definition),
        query=asked.of_indicator(one.definition),
        cells=tuple(_cell(area, one) for area in one.areas),
    )


def _cell(area: Beside, one: Comparison) -> ShownCell:
    values = dict(zip(one.groups, area.values, strict=True))
    lead = values.get(one.lead)
    names = dict(zip(one.groups, one.group_names, strict=True))
    plain = one.wording.plain
    others = [
        f"{names[sex].lower()} {plain(value)}"
        for sex, value in values.items()
        if sex is not one.lead and value is not None
    ]
    absent = dict(zip(one.groups, area.absent, strict=True)).get(one.lead, "")
    return ShownCell(
        value=plain(lead) if lead is not None else "–",
        group=one.lead_name if lead is not None else "",
        absent=absent,
        by_sex=tuple(others),
        difference=difference_words(area, one),
        label=area.name,
        own=area.own,
        computed=bool(area.computed),
    )


def _choices(source: Figures, place: Place, asked: Compared) -> list[tuple[int, SafeString]]:
    """The options of each of the four choices, one for each other municipality that may be chosen."""
    everyone = source.choices().municipality_options
    own = format_html('<option value="{}">{}</option>', place.area.code, place.area.name)
    without = str(everyone).replace(own, "", 1)
    made = []
    for number in range(MOST_OTHERS):
        options = without
        if number < len(asked.others):
            plain = f'<option value="{asked.others[number].code}">'
            options = options.replace(plain, f"{plain[:-1]} selected>", 1)
        made.append((number + 1, SafeString(options)))  # they come escaped, and a code is four digits
    return made


def _over_time(source: Figures, place: Place, asked: Compared) -> dict[str, Any]:
    assert asked.indicator is not None
    panel = source.dataset().panel(asked.indicator.series)
    lines = lines_of(panel, place, asked.others, asked.indicator)
    ordered = (*lines[::-1],)
    rows = year_rows(panel, ordered, asked.indicator)
    chart = compared_chart(source, place, asked.others, asked.indicator, WIDE)
    return {
        "time_whose": whose(lines, asked.indicator),
        "years_fact": years_fact(asked.indicator),
        "axis_above_zero": axis_is_cut(source, place, asked.others, asked.indicator),
        "time_columns": [line.label for line in ordered],
        "time_rows": rows,
        "time_words": chart.description,
        "time_drawn": len(rows) > 1,
        "time_frames": {"narrow": NARROW, "middle": MIDDLE, "wide": WIDE},
    }
