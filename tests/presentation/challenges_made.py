"""Claims and findings for tests of their words: everything unsaid unless the test says it."""

from dataclasses import replace
from typing import Any

from riktmarke.assessment.challenges.claim import Claim
from riktmarke.assessment.challenges.findings import IndicatorFinding
from riktmarke.assessment.challenges.kinds import Against, ClaimKind, Listing, UncertaintySource
from riktmarke.governance.definitions import Definition, Measurement
from riktmarke.presentation.challenge_sentences import finding_sentence
from riktmarke.presentation.language import Language
from riktmarke.presentation.sentences import Wording
from riktmarke.vocabulary.polarity import Polarity
from riktmarke.vocabulary.units import Unit
from tests.invented_figures import definition

SURE = 1e9  # degrees of freedom: 95 % is 1.96 standard errors
UNSAID: dict[str, Any] = {
    "indicator": "N90001",
    "group": "_T",
    "other": "",
    "against": Against.NOBODY,
    "se": 1.0,
    "free": SURE,
    "margin": 1.0,
    "reference": None,
    "reference_unweighted": None,
    "period": 2022,
    "first_period": 0,
    "first_until": 0,
    "last_from": 0,
    "points": 1,
    "members": 0,
    "size": 0,
    "source": UncertaintySource.OBSERVED,
    "typical": None,
    "shrink": 1.0,
    "persons": None,
    "rank": 0,
    "rank_lower": 0,
    "rank_upper": 0,
    "rank_of": 0,
    "p_worse": None,
    "p_better": None,
    "q_worse": None,
    "q_better": None,
    "worse": False,
    "better": False,
}

LOWER = Polarity.LOWER_IS_BETTER
DAYS = definition("N90001", title="Ohälsotal", phrase="ohälsotalet", unit=Unit.DAYS, polarity=LOWER)
SHARE = definition("N90002", title="Behöriga", phrase="andelen behöriga", unit=Unit.PERCENT)
RATE = definition(
    "N90003",
    title="Anmälda brott",
    phrase="antalet anmälda brott per 100 000 invånare",
    unit=Unit.PER_100_000,
    decimals=0,
    polarity=LOWER,
)
LIVED = definition(
    "N90006",
    title="Medellivslängd",
    phrase="medellivslängden",
    unit=Unit.YEARS,
    measurement=Measurement(window_years=5),
)
VOTED = definition(
    "N90005",
    title="Valdeltagande",
    phrase="valdeltagandet",
    unit=Unit.PERCENT,
    decimals=0,
    measurement=Measurement(schedule=(1994, 4)),
    occasion="valet",
    occasion_en="election",
)
PEOPLE = definition(
    "N90010",
    title="Folkmängd",
    phrase="folkmängden",
    unit=Unit.PERSONS,
    decimals=0,
    averaged=False,
    polarity=Polarity.NO_JUDGEMENT,
)


def claim(kind: ClaimKind, **said: Any) -> Claim:
    """Return a claim with these fields; `estimate` 0 and `value` 0 unless they are said."""
    return Claim(**{**UNSAID, "estimate": 0.0, "value": 0.0, "kind": kind, **said})


def level(value: float, estimate: float, against: Against = Against.SIMILAR, **said: Any) -> Claim:
    """Return a claim about a level that stands for the worse, unless `worse` or `better` says otherwise."""
    stands = {} if {"worse", "better"} & set(said) else {"worse": True}
    return claim(ClaimKind.LEVEL, value=value, estimate=estimate, against=against, **{**stands, **said})


def changed(value: float, estimate: float, kind: ClaimKind = ClaimKind.TREND, **said: Any) -> Claim:
    """Return a change from 2012–2014 to 2020–2022 that stands: for the worse above 0, for the better below."""
    years = {"first_period": 2012, "first_until": 2014, "last_from": 2020}
    stands = {"worse": estimate > 0, "better": estimate < 0}
    return claim(kind, value=value, estimate=estimate, **{**years, **stands, **said})


def listed(*claims: Claim, listing: Listing = Listing.CHALLENGE, **said: Any) -> IndicatorFinding:
    """Return a finding of these claims in a list."""
    return IndicatorFinding("N90001", claims, listing, **said)


def worded(of: Definition, *, area: str = "Hedemora", county: str = "Dalarna") -> Wording:
    """Return the wording of an invented indicator for a municipality."""
    return Wording(of, of.title, of.decimals, area, county, "Kolada")


def plain(text: str) -> str:
    """The sentence with ordinary spaces, so that the expectation can be read."""
    return text.replace("\u00a0", " ")


def said(of: Definition, finding: IndicatorFinding, language: Language = Language.SWEDISH) -> str:
    """The sentence about a finding, with ordinary spaces."""
    return plain(finding_sentence(worded(of), finding, language))


# One indicator in days, of which fewer are better: sicker than others, risen, fallen, behind, and its gap.
SICKER = level(31.6, 4.1)
RISEN = changed(31.2, 2.3)
FALLEN = changed(31.2, -2.3)
BEHIND = changed(4.0, 1.5, ClaimKind.FALLING_BEHIND, reference=2.5, against=Against.SIMILAR)
GAP = claim(ClaimKind.GAP, value=37.6, reference=25.6, estimate=12.0, group="F", other="M", worse=True)
WIDER = replace(GAP, kind=ClaimKind.WIDER_GAP, against=Against.SIMILAR, estimate=3.1, reference=8.9)
WIDENED = changed(12.1, 2.5, ClaimKind.GAP_TREND, reference=9.6, group="F", other="M")
