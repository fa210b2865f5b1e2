"""Every claim of a finding as a row of a table, in words and formatted figures."""

from collections.abc import Mapping
from dataclasses import dataclass

from riktmarke.assessment.challenges.claim import Claim
from riktmarke.assessment.challenges.findings import TELLING, IndicatorFinding
from riktmarke.assessment.challenges.kinds import ABOUT_GROUPS, ABOUT_LEVEL, ClaimKind
from riktmarke.assessment.challenges.levels import bad_direction
from riktmarke.presentation.challenge_labels import against_label, group_label
from riktmarke.presentation.labels import capitalised
from riktmarke.presentation.language import Language, spoken_language
from riktmarke.presentation.likelihood_words import likelihood
from riktmarke.presentation.numbers import MINUS, decimals_for, decimals_to_see, rounded
from riktmarke.presentation.sentences import Wording
from riktmarke.presentation.tongues import TONGUES, Tongue, definition_of

SV, EN = Language.SWEDISH, Language.ENGLISH

COLUMNS: Mapping[Language, tuple[str, ...]] = {
    SV: (
        "Påstående om",
        "Grupp",
        "Jämfört med",
        "År",
        "Värde",
        "Jämförelsevärde",
        "Skillnad",
        "Osäkerhet (95 %)",
        "Minsta skillnad som har betydelse",
        "Bedömning",
    ),
    EN: (
        "Claim about",
        "Group",
        "Compared with",
        "Years",
        "Value",
        "Value compared with",
        "Difference",
        "Uncertainty (95 %)",
        "Smallest difference that matters",
        "Judgement",
    ),
}
KINDS: Mapping[Language, Mapping[ClaimKind, str]] = {
    SV: {
        ClaimKind.LEVEL: "nivån",
        ClaimKind.OVER_YEARS: "nivån över flera år",
        ClaimKind.TREND: "förändringen",
        ClaimKind.GAP: "skillnaden mellan grupper",
        ClaimKind.WIDER_GAP: "skillnaden mot andras skillnad",
        ClaimKind.GAP_TREND: "skillnadens förändring",
        ClaimKind.POTENTIAL: "vad liknande kommuner når",
        ClaimKind.TARGET: "målet",
        ClaimKind.FALLING_BEHIND: "utvecklingen mot andras",
    },
    EN: {
        ClaimKind.LEVEL: "the level",
        ClaimKind.OVER_YEARS: "the level over several years",
        ClaimKind.TREND: "the change",
        ClaimKind.GAP: "the gap between groups",
        ClaimKind.WIDER_GAP: "the gap against that of others",
        ClaimKind.GAP_TREND: "the change of the gap",
        ClaimKind.POTENTIAL: "what similar municipalities reach",
        ClaimKind.TARGET: "the target",
        ClaimKind.FALLING_BEHIND: "the development against that of others",
    },
}
# What it is called when it stands for the worse, for the better, and when it is not found.
VERDICTS: Mapping[Language, Mapping[ClaimKind, tuple[str, str, str]]] = {
    SV: {
        ClaimKind.LEVEL: ("sämre", "bättre", "som hos andra"),
        ClaimKind.OVER_YEARS: ("sämre", "bättre", "som hos andra"),
        ClaimKind.TREND: ("har blivit sämre", "har blivit bättre", "ingen förändring som har betydelse"),
        ClaimKind.GAP: ("grupperna skiljer sig åt", "ungefär lika", "ungefär lika"),
        ClaimKind.WIDER_GAP: ("större än hos andra", "mindre än hos andra", "som hos andra"),
        ClaimKind.GAP_TREND: ("har växt", "har minskat", "ingen förändring som har betydelse"),
        ClaimKind.POTENTIAL: ("andra visar att det går", "", "andra är inte klart bättre"),
        ClaimKind.TARGET: ("", "", ""),  # how likely it is
        ClaimKind.FALLING_BEHIND: ("sämre utveckling", "bättre utveckling", "ungefär samma utveckling"),
    },
    EN: {
        ClaimKind.LEVEL: ("worse", "better", "like others"),
        ClaimKind.OVER_YEARS: ("worse", "better", "like others"),
        ClaimKind.TREND: ("has become worse", "has become better", "no change that matters"),
        ClaimKind.GAP: ("the groups differ", "about the same", "about the same"),
        ClaimKind.WIDER_GAP: ("wider than elsewhere", "narrower than elsewhere", "like others"),
        ClaimKind.GAP_TREND: ("has widened", "has narrowed", "no change that matters"),
        ClaimKind.POTENTIAL: ("others show that it can be done", "", "others are not clearly better"),
        ClaimKind.TARGET: ("", "", ""),
        ClaimKind.FALLING_BEHIND: ("worse development", "better development", "about the same development"),
    },
}
UNKNOWN = {SV: "osäkerheten är okänd", EN: "the uncertainty is unknown"}
OPEN = {SV: "går inte att avgöra", EN: "cannot be decided"}
NOT_WORSE = {SV: "som hos andra eller bättre", EN: "like others or better"}
COMPARED_WITH = {SV: "jämfört med", EN: "compared with"}
AGAINST = {SV: "mot", EN: "against"}
TO = {SV: "till", EN: "to"}
UNCOUNTED = {SV: "räknas inte: andra jämförelser säger annat", EN: "does not count: other comparisons say otherwise"}
DISTANCES = {SV: ("avstånd nu {}", "avstånd då {}"), EN: ("distance now {}", "distance then {}")}
# Of a target: how far from it the middle of the forecast is, or past it, and how likely it is that it is reached.
FALLS_SHORT = {SV: ("saknas {}", "passeras med {}"), EN: ("{} short", "passed by {}")}
LIKELY = {SV: "{word} att det nås ({chances})", EN: "{word} to be reached ({chances})"}


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim as it stands in a table; every field but `claim` is text to show, empty where there is nothing.

    `difference` has its sign in the direction of the published values and its unit; `interval` is its 95 % interval
    without the unit; `limit` the smallest difference that matters. Of a target `difference` is what the middle of the
    forecast lacks, and `interval` and `limit` are empty: it is not tested, `verdict` says how likely it is.
    """

    kind: str
    group: str
    against: str
    years: str
    value: str
    reference: str
    difference: str
    interval: str
    limit: str
    verdict: str
    claim: Claim


def claim_columns(language: Language | None = None) -> tuple[str, ...]:
    """Return the headings of the ten text fields of a row, in their order."""
    language = language or spoken_language()
    return COLUMNS[language]


def claim_rows(wording: Wording, finding: IndicatorFinding, language: Language | None = None) -> tuple[ClaimRow, ...]:
    """Return one row per claim: what stands first, everyone before groups.

    The pace is no claim of its own, and is left out.
    """
    language = language or spoken_language()
    ordered = sorted(
        (claim for claim in finding.claims if claim.kind is not ClaimKind.PACE),
        key=lambda c: (not (c.worse or c.better), c.group != "_T", TELLING.index(c.kind), c.against),
    )
    widths = {frozenset((c.group, c.other)): c.estimate for c in finding.claims if c.kind is ClaimKind.GAP}
    return tuple(_row(wording, claim, widths.get(frozenset((claim.group, claim.other))), language) for claim in ordered)


def interval_text(wording: Wording, claim: Claim, language: Language | None = None, *, sign: int | None = None) -> str:
    """Return the 95 % interval of a claim's difference, in the direction of the published values; empty if unknown.

    `sign` 1 counts it in the direction that is bad instead, -1 in the one that is good.
    """
    language = language or spoken_language()
    if claim.interval is None:
        return ""
    tongue = TONGUES[language]
    decimals = decimals_to_see(claim.estimate, decimals=wording.decimals)
    low, high = sorted((sign or _sign(wording, claim)) * end for end in claim.interval)
    if claim.kind is ClaimKind.GAP:
        low = max(low, 0.0)  # which group is worse off is not what is uncertain here: the width is
    return f"{tongue.number(low, decimals)} {TO[language]} {tongue.number(high, decimals)}"


def difference_text(wording: Wording, claim: Claim, language: Language | None = None) -> str:
    """Return a claim's difference with its unit, and its sign in the direction of the published values."""
    language = language or spoken_language()
    if claim.kind is ClaimKind.TARGET:
        short, passed = FALLS_SHORT[language]
        far = TONGUES[language].difference(wording, claim.estimate)
        return (short if claim.estimate >= 0 else passed).format(far)
    return f"{_mark(wording, claim)}{TONGUES[language].difference(wording, claim.estimate)}"


def limit_text(wording: Wording, claim: Claim, language: Language | None = None) -> str:
    """Return the smallest difference that matters, with as many decimals as it has."""
    language = language or spoken_language()
    return TONGUES[language].exact(wording, claim.margin, decimals=decimals_for([claim.margin]))


def verdict_text(claim: Claim, language: Language | None = None) -> str:
    """Return what a claim comes to: what is found, that nothing is, or that it cannot be decided.

    Of a target: how likely it is that it is reached.
    """
    language = language or spoken_language()
    if claim.kind is ClaimKind.TARGET and claim.p_worse is not None:
        likely = likelihood(claim.p_worse, language)
        return LIKELY[language].format(word=likely.word, chances=likely.chances)
    worse, better, nothing = VERDICTS[language][claim.kind]
    if claim.worse or claim.better:
        return worse if claim.worse else better
    if claim.uncounted or claim.interval is None:
        return (UNCOUNTED if claim.uncounted else UNKNOWN)[language]
    low, high = claim.interval
    if high > claim.margin:
        return OPEN[language]
    if low >= -claim.margin or not better:
        return nothing
    return NOT_WORSE[language] if claim.kind in ABOUT_LEVEL else OPEN[language]


def _row(wording: Wording, claim: Claim, width: float | None, language: Language) -> ClaimRow:
    tongue = TONGUES[language]
    value, reference = _figures(wording, claim, width, tongue)
    return ClaimRow(
        kind=capitalised(KINDS[language][claim.kind]),
        group=_group(claim, language),
        against=against_label(wording, claim.against, language),
        years=_years(wording, claim, tongue),
        value=value,
        reference=reference,
        difference=difference_text(wording, claim, language),
        interval=interval_text(wording, claim, language),
        limit="" if claim.kind is ClaimKind.TARGET else limit_text(wording, claim, language),
        verdict=verdict_text(claim, language),
        claim=claim,
    )


def _figures(wording: Wording, claim: Claim, width: float | None, tongue: Tongue) -> tuple[str, str]:
    """The value and what it is compared with: two figures, two widths of a gap, two differences from others."""
    if claim.kind in (ClaimKind.WIDER_GAP, ClaimKind.GAP_TREND) or (claim.kind is ClaimKind.TARGET and claim.other):
        own = width if claim.kind is ClaimKind.WIDER_GAP else claim.value
        return _width(wording, own, tongue), _width(wording, claim.reference, tongue)
    if claim.kind is ClaimKind.FALLING_BEHIND and claim.reference is not None:
        now, then = (_signed(wording, difference, tongue) for difference in (claim.value, claim.reference))
        return DISTANCES[tongue.language][0].format(now), DISTANCES[tongue.language][1].format(then)
    if claim.reference is None:
        return tongue.figure(wording, claim.value), ""
    return tongue.figure(wording, claim.value), tongue.figure(wording, claim.reference)


def _width(wording: Wording, width: float | None, tongue: Tongue) -> str:
    return "" if width is None else tongue.difference(wording, width)


def _signed(wording: Wording, difference: float, tongue: Tongue) -> str:
    return f"{_sign_of(wording, difference)}{tongue.difference(wording, difference)}"


def _group(claim: Claim, language: Language) -> str:
    name = group_label(claim.group, language)
    other = f" {COMPARED_WITH[language]} {group_label(claim.other, language)}" if claim.other else ""
    return capitalised(f"{name}{other}")


def _years(wording: Wording, claim: Claim, tongue: Tongue) -> str:
    if claim.kind is ClaimKind.TARGET:
        return str(claim.first_period)
    if claim.first_until:
        return f"{tongue.time(wording, claim)} {AGAINST[tongue.language]} {tongue.earlier(wording, claim)}"
    return tongue.time(wording, claim)


def _sign(wording: Wording, claim: Claim) -> int:
    """Return -1 where a worse estimate is a lower published value."""
    return 1 if claim.kind in ABOUT_GROUPS else bad_direction(definition_of(wording))


def _mark(wording: Wording, claim: Claim) -> str:
    return "" if claim.kind is ClaimKind.GAP else _sign_of(wording, _sign(wording, claim) * claim.estimate)


def _sign_of(wording: Wording, difference: float) -> str:
    """Return the sign of a difference as it is shown; none where it is shown as nothing."""
    decimals = decimals_to_see(difference, decimals=wording.decimals)
    if rounded(difference, decimals=decimals) == 0:
        return ""
    return "+" if difference > 0 else MINUS
