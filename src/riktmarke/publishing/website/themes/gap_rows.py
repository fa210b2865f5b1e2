"""Women and men side by side: each indicator's values, the gap, the same gap elsewhere, and whether it has grown."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from riktmarke.assessment.challenges.claim import Claim
from riktmarke.assessment.challenges.kinds import Against, ClaimKind
from riktmarke.assessment.findings import Finding, Gap
from riktmarke.governance.definitions import Definition
from riktmarke.presentation.labels import (
    UNIT_NAMES,
    county_label,
    is_computed,
    not_split_note,
    period_label,
    stands_for_more_years,
)
from riktmarke.presentation.numbers import number, rounded
from riktmarke.presentation.sentences import Wording
from riktmarke.presentation.titles import title_in_tongue
from riktmarke.publishing.website.challenges.verdicts import VERDICTS
from riktmarke.publishing.website.comparators import found_for
from riktmarke.publishing.website.covered import as_covered
from riktmarke.publishing.website.languages.titles import swedish_text
from riktmarke.publishing.website.themes.state import between_women_and_men
from riktmarke.publishing.website.themes.themed import Themed
from riktmarke.vocabulary.groups import Sex
from riktmarke.vocabulary.polarity import Polarity


@dataclass(frozen=True, slots=True)
class GapRow:
    """An indicator with women's and men's values.

    `gap`, `county` and `country` say who has more, and how much; `county_computed`: whether the county's values are our
    own means. `whom` is worse off, where a direction is good; `sure` is what the test of the gap says, `change` how the
    gap has moved, and `verdict` the list that the indicator stands in. A text is empty where there is nothing to say.
    """

    series: str
    title: str
    unit: str
    period: str
    more_years: bool
    women: str
    men: str
    gap: str
    whom: str
    sure: str
    county: str
    county_computed: bool
    country: str
    change: str
    verdict: str
    verdict_address: str


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """An indicator that is itself a comparison of women and men, or has one value for all, with the reason.

    `county_name`: a mean that is our own work never bears the county's own name.
    """

    series: str
    title: str
    unit: str
    period: str
    more_years: bool
    value: str
    county: str
    county_name: str
    country: str
    why: str
    verdict: str
    verdict_address: str


@dataclass(frozen=True, slots=True)
class Rows:
    """The indicators of a theme: with women and men, without, and those that have no value here."""

    apart: tuple[GapRow, ...]
    together: tuple[ComparedRow, ...]
    without_values: tuple[Definition, ...]

    @property
    def any_more_years(self) -> bool:
        """Whether a value of them stands for more years than are shown."""
        return any(row.more_years for row in (*self.apart, *self.together))


def gap_rows(themed: Themed, definitions: Iterable[Definition]) -> Rows:
    """Return the indicators as rows: those that show women and men, those that do not, those without a value here."""
    apart, together, without = [], [], []
    known = themed.source.dataset().series
    for definition in definitions:
        if definition.series not in known:
            without.append(definition)
            continue
        found = as_covered(found_for(themed.place, themed.findings, definition.series, definition), definition)
        total, women, men = (found[sex] for sex in Sex)
        if women.value is not None and men.value is not None:
            apart.append(_apart(themed, definition, women, men))
        elif any(finding.value is not None for finding in found.values()):
            lead = next(f for f in (total, women, men) if f.value is not None)
            together.append(_together(themed, definition, lead))
        else:
            without.append(definition)
    return Rows(tuple(apart), tuple(together), tuple(without))


def _apart(themed: Themed, definition: Definition, women: Finding, men: Finding) -> GapRow:
    wording = themed.source.wording_of(definition, themed.place)
    same = women.period == men.period
    of_county = same and women.county_basis is men.county_basis and not themed.place.is_whole_county
    verdict, address = _verdict(themed, definition)
    own = _more(women.value, men.value, wording) if same else ""
    period = max(filter(None, (women.period, men.period)))
    return GapRow(
        series=definition.series,
        title=title_in_tongue(definition),
        unit=UNIT_NAMES[definition.unit],
        period=period_label(period, definition),
        more_years=stands_for_more_years(definition),
        women=_figure(women, wording, period),
        men=_figure(men, wording, period),
        gap=own or _("olika år"),
        whom=_worse_off(women.value, men.value, definition, wording) if same else "",
        sure=_sure(themed, definition) if own and own != _("ingen") else "",
        county=_more(women.county, men.county, wording) if of_county else "",
        county_computed=is_computed(women.county_basis) or is_computed(men.county_basis),
        country=_more(women.country, men.country, wording) if same else "",
        change=_change(themed.findings.gap(definition.series), wording) if same else "",
        verdict=verdict,
        verdict_address=address,
    )


def _together(themed: Themed, definition: Definition, lead: Finding) -> ComparedRow:
    wording = themed.source.wording_of(definition, themed.place)
    verdict, address = _verdict(themed, definition)
    if definition.compares_sexes:
        why = _("Är själv en jämförelse av kvinnor och män.")
    elif definition.covers_sex is not None:
        why = _("Gäller bara kvinnor.") if definition.covers_sex is Sex.FEMALE else _("Gäller bara män.")
    else:
        why = swedish_text(not_split_note(definition)) or _("Värden för kvinnor och män saknas här.")
    return ComparedRow(
        series=definition.series,
        title=title_in_tongue(definition),
        unit=UNIT_NAMES[definition.unit],
        period=period_label(lead.period, definition) if lead.period else "",
        more_years=stands_for_more_years(definition),
        value=wording.plain(lead.value) if lead.value is not None else "",
        county=wording.plain(lead.county) if lead.county is not None and not themed.place.is_whole_county else "",
        county_name=county_label(themed.place.county_name, lead.county_basis),
        country=wording.plain(lead.country) if lead.country is not None else "",
        why=why,
        verdict=verdict,
        verdict_address=address,
    )


def _figure(finding: Finding, wording: Wording, period: int) -> str:
    if finding.value is None or finding.period is None:
        return ""
    later = "" if finding.period == period else f" ({period_label(finding.period, wording.definition)})"
    return f"{wording.plain(finding.value)}{later}"


def _more(women: float | None, men: float | None, wording: Wording) -> str:
    """Who has the higher value, and by how much: a sign alone would have to be explained."""
    if women is None or men is None:
        return ""
    if rounded(women - men, decimals=wording.decimals) == 0:
        return _("ingen")
    figure = number(abs(women - men), decimals=wording.decimals)
    return _("kvinnor +%s") % figure if women > men else _("män +%s") % figure


def _worse_off(women: float | None, men: float | None, definition: Definition, wording: Wording) -> str:
    if women is None or men is None or definition.polarity is Polarity.NO_JUDGEMENT:
        return ""
    if rounded(women - men, decimals=wording.decimals) == 0:
        return ""
    women_better = (women > men) is (definition.polarity is Polarity.HIGHER_IS_BETTER)
    return _("sämre för män") if women_better else _("sämre för kvinnor")


def _sure(themed: Themed, definition: Definition) -> str:
    """What the test says: whether the gap is more than chance and what matters, and wider than elsewhere."""
    claims = _claims(themed, definition)
    gap = next((claim for claim in claims if claim.kind is ClaimKind.GAP), None)
    if gap is None:
        return ""
    if gap.se is None:
        return _("osäkerheten är inte känd")
    if not gap.worse:
        return _("liten, eller kan vara slump")
    wider = [claim for claim in claims if claim.kind is ClaimKind.WIDER_GAP and claim.worse]
    if any(claim.against is Against.COUNTRY for claim in wider):
        return _("säker, större än i riket")
    return _("säker, större än hos andra") if wider else _("säker")


def _claims(themed: Themed, definition: Definition) -> list[Claim]:
    account = themed.account
    finding = account.findings.by_indicator.get(definition.series) if account is not None else None
    return [claim for claim in finding.claims if between_women_and_men(claim)] if finding is not None else []


def _change(gap: Gap, wording: Wording) -> str:
    """How the gap has moved since the measurement before, or five years back where that is known."""
    if gap.gap is None or gap.gap_period is None:
        return ""
    five_years = gap.gap_five_year_change
    if five_years is not None:
        return _moved(gap.gap - five_years, gap.gap, gap.gap_period - 5, wording)
    if gap.previous_gap is None or gap.previous_gap_period is None:
        return ""
    return _moved(gap.previous_gap, gap.gap, gap.previous_gap_period, wording)


def _moved(before: float, now: float, since: int, wording: Wording) -> str:
    then, today = (rounded(abs(value), decimals=wording.decimals) for value in (before, now))
    turned = before * now < 0 and then and today
    year = wording.when(since)
    was = number(abs(before), decimals=wording.decimals)
    if turned:
        who = _("kvinnor") if before > 0 else _("män")
        return _("omvänd: %(who)s +%(was)s %(year)s") % {"who": who, "was": was, "year": year}
    if then == today:
        return _("oförändrad sedan %s") % year
    said = _("större: var %(was)s %(year)s") if today > then else _("mindre: var %(was)s %(year)s")
    return said % {"was": was, "year": year}


def _verdict(themed: Themed, definition: Definition) -> tuple[str, str]:
    account = themed.account
    finding = account.findings.by_indicator.get(definition.series) if account is not None else None
    if account is None or finding is None:
        return "", ""
    return VERDICTS[finding.listing], account.address(definition.series)
