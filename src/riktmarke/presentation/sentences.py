"""Plain Swedish sentences about a finding. Every sentence says its year; none claims significance, cause or rank."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from riktmarke.assessment.findings import Finding, Gap
from riktmarke.governance.definitions import Definition
from riktmarke.presentation.english import english_phrase
from riktmarke.presentation.explained_words import quoted
from riktmarke.presentation.labels import (
    REASON_TEXTS,
    SWEDEN,
    at_place,
    capitalised,
    counted,
    counted_unit,
    county_label,
    difference_unit,
    is_computed,
    listed,
    not_split_note,
    occasion,
    unit_name,
    weight_text,
)
from riktmarke.presentation.language import marked, say, say_as, speaks_english, spoken_language
from riktmarke.presentation.numbers import number, rounded, with_unit
from riktmarke.presentation.titles import title_in_tongue
from riktmarke.vocabulary.groups import Sex
from riktmarke.vocabulary.reasons import Reason
from riktmarke.vocabulary.units import Unit

NOT_TESTED = marked(
    "Skillnader och förändringar är uträknade rakt av. Det är ännu inte prövat om de är större än vad slumpen kan ge."
)
LATEST = marked("Det senaste värdet i vår hämtning")
ON_UNROUNDED = marked(" (räknat på oavrundade värden)")
LED_BY = re.compile("^(?:i genomsnitt |on average )?(?:i |vid |in |at )?")
SAID_BY_UNIT = re.compile(r" per (?:[\d ]+(?:\w+ )?)?(?:invånare|kund)$")


@dataclass(frozen=True, slots=True)
class Wording:
    """What every sentence about a series needs: how to name it, its decimals, and the names of the areas.

    `series_title`, the publisher's, is used when the series has no definition: nobody has then said how to put it in
    a sentence.
    """

    definition: Definition | None
    series_title: str
    decimals: int
    area: str
    county: str
    publisher: str
    country: str = SWEDEN

    @property
    def title(self) -> str:
        """What the series is headed, in the language that is spoken where it has a title in it."""
        return title_in_tongue(self.definition) if self.definition else self.series_title

    def figure(self, value: float) -> str:
        """Return a value with its unit; the unit only where a definition names it, and an index is one by its name."""
        figure = self.plain(value)
        if self.definition is not None and self.definition.unit is Unit.INDEX:
            return figure
        return with_unit(figure, counted_unit(unit_name(self.definition), figure))

    def plain(self, value: float) -> str:
        """Return a value without its unit."""
        return number(value, decimals=self.decimals)

    def difference(self, value: float) -> str:
        """Return the size of a difference with its unit, percentage points between percentages."""
        figure = self.plain(abs(value))
        return with_unit(figure, counted_unit(difference_unit(self.definition), figure))

    @property
    def subject(self) -> str:
        """How a sentence about the value begins: the phrase, without what the unit after the value says again."""
        return capitalised(self.measure)

    @property
    def measure(self) -> str:
        """The same as it stands within a sentence: "ohälsotalet i Hedemora"."""
        if self.definition is None:
            return say("{lower} för {area}", lower=_lower(say(LATEST)), area=self.area)
        if speaks_english():
            return f"{english_phrase(self.definition)} {at_place(self.area)}"
        phrase, unit = self.definition.phrase, unit_name(self.definition)
        said = SAID_BY_UNIT.sub("", phrase) if SAID_BY_UNIT.search(f" {unit}") else phrase
        return f"{said} {at_place(self.area)}"

    @property
    def compares(self) -> bool:
        """Whether sentences may set the value beside others: never without a definition, never for a count."""
        return self.definition is not None and self.definition.averaged

    @property
    def counts_persons(self) -> bool:
        """Whether the values are numbers of persons, so that women and men are counted, not measured."""
        return self.definition is not None and self.definition.unit is Unit.PERSONS

    def when(self, period: int) -> str:
        """Return the time a value stands for, to end a sentence with."""
        return occasion(period, self.definition)


def latest_sentence(wording: Wording, *, total: Finding, women: Finding, men: Finding) -> str:
    """Return the sentence about the latest value, for everyone and, of the same year, for women and men."""
    lead = _leading(total, women, men)
    if lead is None or lead.value is None or lead.period is None:
        return say("I vår hämtning finns inget värde för {area}.", area=wording.area)
    if lead is not total:
        return _by_sex_only(wording, women=women, men=men)
    said = f"{wording.subject} {say('var') if wording.definition else say('är')} {wording.figure(lead.value)}"
    counted_heads = wording.counts_persons and lead.value >= 0  # a net of people is no number of women and men
    of = "" if counted_heads else say("för ")
    parts = [
        f"{wording.plain(finding.value)} {of}{name}"
        for finding, name in ((women, say("kvinnor")), (men, say("män")))
        if finding.value is not None and finding.period == lead.period
    ]
    time = wording.when(lead.period) if wording.definition else f"({lead.period})"
    return f"{said} {time}{': ' + listed(parts) if parts else ''}."


def age_sentence(found: Mapping[Sex, Finding], *, series_last: int) -> str:
    """Return what the reader must know when the value is older than others: nothing old reads as today.

    `series_last` is the last year that any area has a value for.
    """
    newest = max(finding.period or 0 for finding in found.values())
    if not newest:
        return ""
    parts = []
    if (found[Sex.TOTAL].period or newest) < newest:
        parts.append(say("För kvinnor och män var för sig finns nyare värden, till och med {newest}.", newest=newest))
    if newest < series_last:
        parts.append(say("Andra områden har värden till och med {series_last}.", series_last=series_last))
    return " ".join(parts)


def comparison_sentence(
    wording: Wording, finding: Finding, *, split: bool, without: frozenset[str] = frozenset()
) -> str:
    """Return the sentence that sets the value beside county and country of the same year; empty without either.

    Counts are never compared, for a county always holds more; nor is a series that nobody has defined. `without`:
    "county" or "country" where its values are of another size. `split`: whether women's and men's values were just
    said, so that "det" would be unclear.
    """
    if finding.value is None or finding.period is None or not wording.compares:
        return ""
    said, last = "", ""
    for key, name, other in (
        ("county", _county(wording, finding), finding.county),
        ("country", at_place(wording.country), finding.country),
    ):
        if other is None or key in without:
            continue
        order = _compared(finding.value, other, wording.decimals)
        joint = "" if not said else say(" och ") if order == last else say(" men ")
        # a place may share its verb, "än i Dalarna och i Sverige"; a mean of municipalities may not
        repeated = order == last and not is_computed(finding.county_basis)
        said += f"{joint}{'' if repeated else f'{order} '}{name} ({wording.plain(other)})"
        last = order
    if not said:
        return ""
    whose = {Sex.TOTAL: say("Totalt var det"), Sex.FEMALE: say("För kvinnor var det"), Sex.MALE: say("För män var det")}
    start = whose[finding.group] if split or finding.group is not Sex.TOTAL else say("Det var")
    alone = say(" Kommunen är hela länet.") if finding.county_reason is Reason.WHOLE_COUNTY else ""
    return f"{start} {said} {_same_time(wording, finding.period)}.{alone}"


def peers_sentence(wording: Wording, finding: Finding) -> str:
    """Return the sentence about similar municipalities, weighted and unweighted named; empty without a value."""
    if finding.value is None or finding.period is None or finding.peers_unweighted is None or not wording.compares:
        return ""
    members, size = counted(finding.peers_members), counted(finding.peers_size)
    of = (
        say("de {size}", size=size)
        if finding.peers_members == finding.peers_size
        else say("{members} av de {size}", members=members, size=size)
    )
    said, time = (
        say("Medelvärdet{whose} för {of} liknande kommunerna var", whose=_whose(finding), of=of),
        wording.when(finding.period),
    )
    if finding.peers_weighted is None:
        return say(
            "{said} {figure} {time} (ovägt).", said=said, figure=wording.figure(finding.peers_unweighted), time=time
        )
    return say(
        "{said} {figure} {time} ({weight_text}) och {plain} ovägt.",
        said=said,
        figure=wording.figure(finding.peers_weighted),
        time=time,
        weight_text=weight_text(finding.peers_basis),
        plain=wording.plain(finding.peers_unweighted),
    )


def change_sentence(wording: Wording, finding: Finding, *, split: bool) -> str:
    """Return the sentence about the change since the previous independent measurement, or why there is none."""
    if finding.value is None or finding.period is None:
        return ""
    if finding.change is None or finding.previous_period is None or finding.previous_value is None:
        return REASON_TEXTS[finding.change_reason]
    now, before = wording.when(finding.period), wording.when(finding.previous_period)
    values = {
        Sex.TOTAL: say("Det totala värdet"),
        Sex.FEMALE: say("Värdet för kvinnor"),
        Sex.MALE: say("Värdet för män"),
    }
    whose = values[finding.group] if split or finding.group is not Sex.TOTAL else say("Värdet")
    if rounded(finding.change, decimals=wording.decimals) == 0:
        return say(
            "{whose} är oförändrat från {start} till {end} ({figure}).",
            whose=whose,
            start=_from(before),
            end=_from(now),
            figure=wording.figure(finding.value),
        )
    verb = say("ökat") if finding.change > 0 else say("minskat")
    note = _unrounded(wording, finding.change, finding.value, finding.previous_value)
    return say(
        "{whose} har {verb} med {difference} från {start} till {end}{note}.",
        whose=whose,
        verb=verb,
        difference=wording.difference(finding.change),
        start=_from(before),
        end=_from(now),
        note=note,
    )


def five_year_sentence(wording: Wording, finding: Finding) -> str:
    """Return the sentence about the change over five years; empty where nothing can be said."""
    if finding.value is None or finding.period is None or finding.five_year_change is None:
        return ""
    if finding.previous_period == finding.period - 5 and finding.change is not None:
        return ""  # the previous measurement is that one, and has been said
    span = say(
        "Från {start} till {end}",
        start=_from(wording.when(finding.period - 5)),
        end=_from(wording.when(finding.period)),
    )
    if rounded(finding.five_year_change, decimals=wording.decimals) == 0:
        return say("{span} är det oförändrat.", span=span)
    verb = say("ökat") if finding.five_year_change > 0 else say("minskat")
    return say(
        "{span} har det {verb} med {difference}.",
        span=span,
        verb=verb,
        difference=wording.difference(finding.five_year_change),
    )


def gap_sentence(wording: Wording, gap: Gap, *, women: float | None = None, men: float | None = None) -> str:
    """Return the sentence about the gap between women and men, now and before, or why it is not said.

    `women` and `men` are their values where these stand beside the sentence, so that a gap that the rounded values
    do not give is told as that.
    """
    if gap.gap is None or gap.gap_period is None:
        return quoted(not_split_note(wording.definition), spoken_language()) or REASON_TEXTS[gap.gap_reason]
    if wording.definition is None:
        return ""  # what nobody has defined is shown as published, and both values have been said
    time = wording.when(gap.gap_period)
    heads = min(women or 0, men or 0) >= 0  # a net of people can be below nothing: then nobody is counted
    if rounded(gap.gap, decimals=wording.decimals) == 0:
        said = say("Värdet var detsamma för kvinnor och män {time}.", time=time)
    else:
        note = _unrounded(wording, gap.gap, women, men)
        said = f"{_more(wording, gap.gap, heads=heads)} {time}{note}."
    return " ".join(filter(None, (said, _gap_change(wording, gap, heads=heads))))


def spread_sentence(wording: Wording, finding: Finding) -> str:
    """Return the sentence about the range and quarters of all municipalities of the same year and group."""
    if finding.kind_minimum is None or finding.kind_maximum is None or finding.period is None:
        return REASON_TEXTS[finding.kind_reason]
    said = say(
        "Bland {kind_members} kommuner med ett värde{whose} {same_time} går värdena från {plain} till {figure}.",
        kind_members=finding.kind_members,
        whose=_whose(finding),
        same_time=_same_time(wording, finding.period),
        plain=wording.plain(finding.kind_minimum),
        figure=wording.figure(finding.kind_maximum),
    )
    if finding.kind_lower_quarter is None or finding.kind_upper_quarter is None:
        return said
    return say(
        "{said} Den mittersta hälften ligger mellan {plain} och {plain2}.",
        said=said,
        plain=wording.plain(finding.kind_lower_quarter),
        plain2=wording.plain(finding.kind_upper_quarter),
    )


def _gap_change(wording: Wording, gap: Gap, *, heads: bool) -> str:
    if gap.gap is None or gap.previous_gap is None or gap.previous_gap_period is None:
        if gap.gap_change_reason in (Reason.SAID, Reason.NO_DEFINITION):
            return ""
        return say(
            "Om skillnaden har ändrats går inte att säga: {lower}", lower=_lower(REASON_TEXTS[gap.gap_change_reason])
        )
    time = wording.when(gap.previous_gap_period)
    before = f"År {time}" if time == str(gap.previous_gap_period) else capitalised(time)  # "In 2018" in English
    now, then = (rounded(x, decimals=wording.decimals) for x in (gap.gap, gap.previous_gap))
    if then == 0:
        return say("{before} var värdet detsamma för kvinnor och män.", before=before)
    if now * then <= 0:
        tail = _tail(wording, gap.previous_gap, heads=heads)
        if wording.counts_persons and heads:
            return say("{before} var det {more}.", before=before, more=tail)
        return say("{before} var {it} {more}.", before=before, it=say("det"), more=tail)
    return say("{before} var skillnaden {difference}.", before=before, difference=wording.difference(gap.previous_gap))


def _more(wording: Wording, gap: float, *, heads: bool) -> str:
    tail = _tail(wording, gap, heads=heads)
    if wording.counts_persons and heads:
        return say("Det var {more}", more=tail)
    return say("Värdet var {more}", more=tail)


def _tail(wording: Wording, gap: float, *, heads: bool) -> str:
    """Which of women and men have more, and by how much, as it goes on after "it was"."""
    women, men = say("kvinnor"), say("män")
    more, fewer = (women, men) if gap > 0 else (men, women)
    if wording.counts_persons and heads:
        return say("{number} fler {more} än {fewer}", number=wording.plain(abs(gap)), more=more, fewer=fewer)
    return say(
        "{difference} högre för {more} än för {fewer}", difference=wording.difference(gap), more=more, fewer=fewer
    )


def _unrounded(wording: Wording, difference: float, one: float | None, other: float | None) -> str:
    """What must be added to a difference that its two values, rounded as they are shown, do not give."""
    if one is None or other is None:
        return ""
    shown, left, right = (rounded(value, decimals=wording.decimals) for value in (difference, one, other))
    return "" if shown == left - right else say(ON_UNROUNDED)


def _by_sex_only(wording: Wording, *, women: Finding, men: Finding) -> str:
    parts = [
        say(
            "{figure} för {name} {when}",
            figure=wording.figure(finding.value),
            name=name,
            when=wording.when(finding.period),
        )
        for finding, name in ((women, say("kvinnor")), (men, say("män")))
        if finding.value is not None and finding.period is not None
    ]
    verb = say("var") if wording.definition else say("är")
    return say(
        "{subject} {verb} {listed}. Inget värde är publicerat för alla tillsammans.",
        subject=wording.subject,
        verb=verb,
        listed=listed(parts),
    )


def _whose(finding: Finding) -> str:
    return {Sex.TOTAL: "", Sex.FEMALE: say(" för kvinnor"), Sex.MALE: say(" för män")}[finding.group]


def _county(wording: Wording, finding: Finding) -> str:
    """How the county stands after "än": i Dalarna, or medelvärdet av kommunerna i Dalarna where we computed it."""
    if is_computed(finding.county_basis):
        return county_label(wording.county, finding.county_basis).replace(say("Medel "), say("medelvärdet "), 1)
    return at_place(wording.county)


def _leading(total: Finding, women: Finding, men: Finding) -> Finding | None:
    return next((finding for finding in (total, women, men) if finding.value is not None), None)


def _compared(own: float, other: float, decimals: int) -> str:
    ours, theirs = rounded(own, decimals=decimals), rounded(other, decimals=decimals)
    return say("detsamma som") if ours == theirs else say("högre än") if ours > theirs else say("lägre än")


def _same_time(wording: Wording, period: int) -> str:
    time = wording.when(period)
    return say("samma år ({time})", time=period) if time == say_as("när", "{period}", period=period) else time


def _from(time: str) -> str:
    return LED_BY.sub("", time)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
