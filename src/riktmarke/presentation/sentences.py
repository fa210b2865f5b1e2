"""Plain Swedish sentences about a finding. Every sentence says its year; none claims significance, cause or rank."""

from dataclasses import dataclass

from riktmarke.assessment.findings import Finding, Gap
from riktmarke.governance.definitions import Definition
from riktmarke.presentation.labels import (
    REASON_TEXTS,
    UNIT_NAMES,
    at_place,
    capitalised,
    difference_unit,
    listed,
    occasion,
    weight_text,
)
from riktmarke.presentation.numbers import number, rounded, with_unit
from riktmarke.presentation.tokens import Verdict
from riktmarke.vocabulary.groups import Sex
from riktmarke.vocabulary.polarity import Polarity
from riktmarke.vocabulary.reasons import Reason

NOT_TESTED = (
    "Skillnader och förändringar är uträknade rakt av. Det är ännu inte prövat om de är större än vad slumpen kan ge."
)


@dataclass(frozen=True, slots=True)
class Wording:
    """What every sentence about a series needs: how to name it, its decimals, and the names of the areas.

    `title` is used when the series has no definition: nobody has then said how to put it in a sentence.
    """

    definition: Definition | None
    title: str
    decimals: int
    area: str
    county: str
    publisher: str

    def figure(self, value: float) -> str:
        """Return a value with its unit; the unit only where a definition names it."""
        return with_unit(self.plain(value), UNIT_NAMES[self.definition.unit] if self.definition else "")

    def plain(self, value: float) -> str:
        """Return a value without its unit."""
        return number(value, decimals=self.decimals)

    def difference(self, value: float) -> str:
        """Return the size of a difference with its unit, percentage points between percentages."""
        return with_unit(self.plain(abs(value)), difference_unit(self.definition))

    def when(self, period: int) -> str:
        """Return the time a value stands for, to end a sentence with."""
        return occasion(period, self.definition)


def latest_sentence(wording: Wording, *, total: Finding, women: Finding, men: Finding) -> str:
    """Return the sentence about the latest value, for everyone and, of the same year, for women and men."""
    lead = _leading(total, women, men)
    if lead is None or lead.value is None or lead.period is None:
        return f"För {wording.area} finns inget publicerat värde."
    if lead is not total:
        return _by_sex_only(wording, women=women, men=men)
    if wording.definition:
        said = f"{capitalised(wording.definition.phrase)} {at_place(wording.area)} var {wording.figure(lead.value)}"
    else:
        said = f"Det senaste publicerade värdet för {wording.area} är {wording.figure(lead.value)}"
    parts = [
        f"{wording.plain(finding.value)} för {name}"
        for finding, name in ((women, "kvinnor"), (men, "män"))
        if finding.value is not None and finding.period == lead.period
    ]
    time = wording.when(lead.period) if wording.definition else f"({lead.period})"
    return f"{said} {time}{': ' + listed(parts) if parts else ''}."


def comparison_sentence(wording: Wording, finding: Finding, *, split: bool) -> str:
    """Return the sentence that sets the value beside county and country of the same year; empty without either.

    `split`: whether women's and men's values were just said, so that "det" would be unclear.
    """
    if finding.value is None or finding.period is None:
        return ""
    named: dict[str, list[str]] = {}
    for name, other in ((wording.county, finding.county), ("Sverige", finding.country)):
        if other is not None:
            order = _compared(finding.value, other, wording.decimals)
            named.setdefault(order, []).append(f"{name} ({wording.plain(other)})")
    if not named:
        return ""
    said = " men ".join(f"{order} i {listed(names)}" for order, names in named.items())
    whose = {Sex.TOTAL: "Totalt var det", Sex.FEMALE: "För kvinnor var det", Sex.MALE: "För män var det"}
    start = whose[finding.group] if split or finding.group is not Sex.TOTAL else "Det var"
    return f"{start} {said} {_same_time(wording, finding.period)}."


def peers_sentence(wording: Wording, finding: Finding) -> str:
    """Return the sentence about similar municipalities, weighted and unweighted named; empty without a value."""
    if finding.value is None or finding.period is None or finding.peers_unweighted is None:
        return ""
    count = f"{finding.peers_members} av {finding.peers_size}"
    said = f"I {count} liknande kommuner var medelvärdet {wording.figure(finding.peers_unweighted)} ovägt"
    if finding.peers_weighted is not None:
        said += f" och {wording.plain(finding.peers_weighted)} {weight_text(finding.peers_basis)}"
    return f"{said}, {_same_time(wording, finding.period)}."


def change_sentence(wording: Wording, finding: Finding, *, split: bool) -> str:
    """Return the sentence about the change since the previous independent measurement, or why there is none."""
    if finding.value is None or finding.period is None:
        return ""
    if finding.change is None or finding.previous_period is None or finding.previous_value is None:
        return REASON_TEXTS[finding.change_reason]
    now, before = wording.when(finding.period), wording.when(finding.previous_period)
    values = {Sex.TOTAL: "Det totala värdet", Sex.FEMALE: "Värdet för kvinnor", Sex.MALE: "Värdet för män"}
    whose = values[finding.group] if split or finding.group is not Sex.TOTAL else "Värdet"
    if rounded(finding.change, decimals=wording.decimals) == 0:
        return f"{whose} är oförändrat från {_from(before)} till {_from(now)} ({wording.figure(finding.value)})."
    verb = "ökat" if finding.change > 0 else "minskat"
    return f"{whose} har {verb} med {wording.difference(finding.change)} från {_from(before)} till {_from(now)}."


def five_year_sentence(wording: Wording, finding: Finding) -> str:
    """Return the sentence about the change over five years; empty where nothing can be said."""
    if finding.value is None or finding.period is None or finding.five_year_change is None:
        return ""
    span = f"Från {_from(wording.when(finding.period - 5))} till {_from(wording.when(finding.period))}"
    if rounded(finding.five_year_change, decimals=wording.decimals) == 0:
        return f"{span} är det oförändrat."
    verb = "ökat" if finding.five_year_change > 0 else "minskat"
    return f"{span} har det {verb} med {wording.difference(finding.five_year_change)}."


def gap_sentence(wording: Wording, gap: Gap) -> str:
    """Return the sentence about the gap between women and men and how it has changed, or why it is not said."""
    if gap.gap is None or gap.gap_period is None:
        note = wording.definition.not_split_by_sex if wording.definition else ""
        return note or REASON_TEXTS[gap.gap_reason]
    time = wording.when(gap.gap_period)
    if rounded(gap.gap, decimals=wording.decimals) == 0:
        said = f"Värdet var detsamma för kvinnor och män {time}."
    else:
        order = "kvinnor än för män" if gap.gap > 0 else "män än för kvinnor"
        said = f"Värdet var {wording.difference(gap.gap)} högre för {order} {time}."
    return " ".join(filter(None, (said, _gap_change(wording, gap))))


def spread_sentence(wording: Wording, finding: Finding) -> str:
    """Return the sentence about the range and quarters of all municipalities of the same year and group."""
    if finding.kind_minimum is None or finding.kind_maximum is None or finding.period is None:
        return REASON_TEXTS[finding.kind_reason]
    said = (
        f"Bland {finding.kind_members} kommuner med ett värde {_same_time(wording, finding.period)} går värdena från "
        f"{wording.plain(finding.kind_minimum)} till {wording.figure(finding.kind_maximum)}."
    )
    if finding.kind_lower_quarter is None or finding.kind_upper_quarter is None:
        return said
    return (
        f"{said} Den mittersta hälften ligger mellan {wording.plain(finding.kind_lower_quarter)} och "
        f"{wording.plain(finding.kind_upper_quarter)}."
    )


def change_verdict(definition: Definition | None, change: float | None, *, decimals: int) -> Verdict:
    """Return whether a change goes the good way, by the definition's polarity and as far as the decimals show."""
    if definition is None or definition.polarity is Polarity.NO_JUDGEMENT:
        return Verdict.NO_JUDGEMENT
    if change is None:
        return Verdict.UNDECIDED
    shown = rounded(change, decimals=decimals)
    if shown == 0:
        return Verdict.SIMILAR
    improves = (shown > 0) == (definition.polarity is Polarity.HIGHER_IS_BETTER)
    return Verdict.BETTER if improves else Verdict.WORSE


def _gap_change(wording: Wording, gap: Gap) -> str:
    if gap.gap is None or gap.previous_gap is None or gap.previous_gap_period is None:
        if gap.gap_change_reason in (Reason.SAID, Reason.NO_DEFINITION):
            return ""
        return f"Om skillnaden har ändrats går inte att säga: {_lower(REASON_TEXTS[gap.gap_change_reason])}"
    before = wording.when(gap.previous_gap_period)
    now, then = (rounded(x, decimals=wording.decimals) for x in (gap.gap, gap.previous_gap))
    if now == then:
        return f"Skillnaden var lika stor {before}."
    if now * then < 0:
        who = "män" if then < 0 else "kvinnor"
        return f"{capitalised(before)} var det i stället {wording.difference(gap.previous_gap)} högre för {who}."
    verb = "vuxit" if abs(now) > abs(then) else "minskat"
    return f"Skillnaden har {verb}: den var {wording.difference(gap.previous_gap)} {before}."


def _by_sex_only(wording: Wording, *, women: Finding, men: Finding) -> str:
    parts = [
        f"{wording.figure(finding.value)} för {name} {wording.when(finding.period)}"
        for finding, name in ((women, "kvinnor"), (men, "män"))
        if finding.value is not None and finding.period is not None
    ]
    subject = capitalised(wording.definition.phrase) if wording.definition else "Det senaste publicerade värdet"
    return f"{subject} {at_place(wording.area)} var {listed(parts)}. Inget värde är publicerat för alla tillsammans."


def _leading(total: Finding, women: Finding, men: Finding) -> Finding | None:
    return next((finding for finding in (total, women, men) if finding.value is not None), None)


def _compared(own: float, other: float, decimals: int) -> str:
    ours, theirs = rounded(own, decimals=decimals), rounded(other, decimals=decimals)
    return "detsamma som" if ours == theirs else "högre än" if ours > theirs else "lägre än"


def _same_time(wording: Wording, period: int) -> str:
    time = wording.when(period)
    return f"samma år ({time})" if time == str(period) else time


def _from(time: str) -> str:
    return time.removeprefix("i genomsnitt ").removeprefix("i ").removeprefix("vid ")


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def group_word(sex: Sex) -> str:
    """Return a group as it stands inside a sentence: alla, kvinnor, män."""
    return {Sex.TOTAL: "alla", Sex.FEMALE: "kvinnor", Sex.MALE: "män"}[sex]
