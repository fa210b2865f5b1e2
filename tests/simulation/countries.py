"""Whole countries assessed and scored: which claims stand, which are true, and what other rules would have called."""

from collections import defaultdict
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from riktmarke.assessment.challenges.claim import Claim
from riktmarke.assessment.challenges.claims import Claims, joined, taken
from riktmarke.assessment.challenges.deciding import decide
from riktmarke.assessment.challenges.evidence import claims_of, subject_of
from riktmarke.assessment.challenges.figures import read_figures
from riktmarke.assessment.challenges.findings import IndicatorFinding
from riktmarke.assessment.challenges.kinds import Against, Listing
from riktmarke.assessment.challenges.levels import Subject
from riktmarke.assessment.challenges.listing import plain, settled
from riktmarke.assessment.challenges.parameters import ChallengeParameters
from riktmarke.governance.definitions import Catalogue
from riktmarke.methods.trend import trend_marker
from riktmarke.vocabulary.polarity import Polarity
from tests.simulation.made_country import MadeCountry
from tests.simulation.scoring import TrueIndicator, true_amounts, true_indicator

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Z95 = 1.959963984540054


@dataclass(frozen=True)
class OtherRules:
    """What other rules say of each municipality and indicator, a row each, and by how much it truly is worse.

    `rank_share`: the rank from the worst, as a share of all (Kolada's red quarter is 0.25 and less); `fingertips`:
    significantly worse than the country and significantly worsening; `worse`: by how many margins everyone there is
    truly worse, than the comparator that is the most favourable to the rule. `planted`: how far on the bad side it was
    planted, in standard deviations between municipalities.
    """

    area: NDArray[np.int16]
    indicator: NDArray[np.str_]
    rank_share: Floats
    fingertips: Flags
    worse: Floats
    planted: Floats


@dataclass(frozen=True)
class Scored:
    """All claims about a country's municipalities: which count, and `amount`, how much is true, in margins."""

    claims: Claims
    indicator: NDArray[np.str_]
    worse: Flags
    better: Flags
    amount: Floats
    others: OtherRules

    @property
    def true(self) -> Flags:
        """Whether what would be claimed as worse is so, by more than the margin."""
        flags: Flags = self.amount > 1
        return flags


def scored(
    country: MadeCountry, catalogue: Catalogue, parameters: ChallengeParameters, *, truths: bool = True
) -> Scored:
    """Return every claim about a country, decided municipality by municipality, beside what is true.

    Without `truths` nothing is said to be true, which takes half as long.
    """
    areas = len(country.areas)
    years_back, fewest = np.full(areas, parameters.trend_years), np.full(areas, parameters.fewest_points)
    parts, names, amounts, others = [], [], [], []
    for name, definition in catalogue.items():
        figures = read_figures(country, definition, country.population)
        if figures is None or definition.polarity is Polarity.NO_JUDGEMENT:
            continue
        subject = subject_of(figures, country.who)
        claims = claims_of(subject, years_back=years_back, fewest_points=fewest)
        truth = true_indicator(figures, country.truths, definition, country.who)
        parts.append(claims)
        names.append(np.repeat(name, len(claims.area)))
        amounts.append(true_amounts(claims, truth) if truths else np.full(len(claims.area), np.nan))
        planted = country.truths[definition.all_series[0]].shift
        others.append(_other_rules(subject, truth, planted))
    together = OtherRules(
        *(np.concatenate([getattr(part, name) for part in others]) for name in OtherRules.__dataclass_fields__)
    )
    claims, indicator = joined(parts), np.concatenate(names)
    worse, better, margin = _verdicts(claims, indicator, catalogue, parameters)
    return Scored(claims, indicator, worse, better, np.concatenate(amounts) / margin, together)


def decided_again(scores: Scored, catalogue: Catalogue, parameters: ChallengeParameters) -> Scored:
    """Return the same claims decided by other parameters, of which only the false discovery rate may differ."""
    worse, better, _ = _verdicts(scores.claims, scores.indicator, catalogue, parameters)
    return replace(scores, worse=worse, better=better)


def _verdicts(
    claims: Claims, indicator: NDArray[np.str_], catalogue: Catalogue, parameters: ChallengeParameters
) -> tuple[Flags, Flags, Floats]:
    differences = {name: definition.smallest_difference for name, definition in catalogue.items()}
    worse, better = np.zeros(len(indicator), dtype=bool), np.zeros(len(indicator), dtype=bool)
    margin = np.full(len(indicator), np.nan)
    for area in np.unique(claims.area):
        at = np.flatnonzero(claims.area == area)
        own = taken(claims, at)
        decided = decide(own, indicator[at], differences, parameters)
        margin[at] = decided.margin
        worse[at], better[at] = _counted(plain(own, indicator[at], decided))
    return worse, better, margin


def _counted(claims: list[Claim]) -> tuple[list[bool], list[bool]]:
    """Return which claims count as worse (or stand, for gaps), and which as better, in their order."""
    by_indicator: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_indicator[claim.indicator].append(claim)
    worse: set[int] = set()
    better: set[int] = set()
    for name, of_indicator in by_indicator.items():
        found = IndicatorFinding(name, settled(tuple(of_indicator)), Listing.NO_FIGURE)
        place = {id(claim): id(own) for claim, own in zip(found.claims, of_indicator, strict=True)}
        worse |= {place[id(claim)] for claim in (*found.worse, *found.gaps)}
        better |= {place[id(claim)] for claim in found.better}
    return [id(claim) in worse for claim in claims], [id(claim) in better for claim in claims]


def _other_rules(subject: Subject, truth: TrueIndicator, planted: NDArray[np.float32]) -> OtherRules:
    """What the red quarter and Fingertips' rule say of everyone (of women, where nobody publishes the two together)."""
    at, bad, definition = subject.municipalities, subject.bad, subject.figures.definition
    value, place = subject.latest(subject.figures.values)[0, at], subject.place[0, at]
    there = ~np.isnan(value)
    order = np.argsort(np.argsort(np.where(there, -bad * value, np.inf)))
    rank_share = np.where(there, (order + 1) / max(there.sum(), 1), np.inf)
    margin = definition.smallest_difference
    true = [bad * (truth.level[0, at, place] - theirs[0, at, place]) / margin for theirs in truth.worse_than.values()]
    return OtherRules(
        area=at.astype(np.int16),
        indicator=np.repeat(definition.series, at.size),
        rank_share=rank_share,
        fingertips=there & _fingertips(subject),
        worse=np.fmax.reduce([np.nan_to_num(one, nan=-np.inf) for one in true]),
        planted=np.where(there, planted[at], 0.0),
    )


def _fingertips(subject: Subject) -> Flags:
    at, bad, figures = subject.municipalities, subject.bad, subject.figures
    no = np.zeros(at.size, dtype=bool)
    country = subject.references.get(Against.COUNTRY)
    if country is None:
        return no
    value, se = subject.latest(figures.values)[0, at], subject.latest(subject.uncertainty.se)[0, at]
    with np.errstate(invalid="ignore"):
        significant = bad * (value - subject.latest(country.value)[0, at]) > Z95 * se
    series = np.where(figures.measured[0, at], figures.values[0, at], np.nan)
    error = np.where(subject.uncertainty.se[0, at] > 0, subject.uncertainty.se[0, at], np.nan)
    marker = trend_marker(
        np.where(np.isnan(error), np.nan, series), lower=series - Z95 * error, upper=series + Z95 * error
    )
    worsening = marker.significant & (np.sign(np.nan_to_num(marker.slope)) == bad)
    return significant & worsening
