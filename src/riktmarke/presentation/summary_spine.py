"""The summary spine: a strip per indicator, from the worst to the best of all municipalities, drawn and in words."""

from dataclasses import dataclass

from riktmarke.assessment.challenges.claim import Claim
from riktmarke.assessment.challenges.findings import IndicatorFinding
from riktmarke.assessment.challenges.kinds import ClaimKind
from riktmarke.assessment.findings import Finding
from riktmarke.presentation.labels import capitalised, period_label
from riktmarke.presentation.language import marked, say, spoken
from riktmarke.presentation.sentences import Wording
from riktmarke.vocabulary.groups import Sex
from riktmarke.vocabulary.polarity import Polarity

ENDS = {
    Polarity.LOWER_IS_BETTER: (marked("sämst"), marked("bäst")),
    Polarity.HIGHER_IS_BETTER: (marked("sämst"), marked("bäst")),
    Polarity.NO_JUDGEMENT: (marked("lägst"), marked("högst")),
}
WHOSE = spoken({Sex.TOTAL: "", Sex.FEMALE: marked("kvinnor"), Sex.MALE: marked("män")})


@dataclass(frozen=True, slots=True)
class Strip:
    """One indicator's strip. Places are in percent from its left end, the worst value, as text for a drawing.

    `quarters` are the ends of the middle half and `interval` those of the own value's uncertainty, empty where
    unknown; `county`, `country` are empty where they have no place. `left` and `right` are the words at the ends.
    `figures` are the values that are drawn beside the own one; `sentence` is the rest, for those who do not see the
    drawing, said after value and year.
    """

    value: str
    period: str
    whose: str
    own: str
    interval: tuple[str, ...]
    quarters: tuple[str, ...]
    county: str
    country: str
    left: str
    right: str
    figures: str
    sentence: str


@dataclass(frozen=True, slots=True)
class _Scale:
    """The values at the two ends of a strip, and the words for them."""

    left: float
    right: float
    words: tuple[str, str]

    def place(self, figure: float) -> str:
        """Return where a value lies, in percent from the left end; at the nearest end where it lies outside."""
        share = (figure - self.left) / (self.right - self.left)
        return f"{100 * min(1.0, max(0.0, share)):.1f}%"

    def places(self, pair: tuple[float, float] | None) -> tuple[str, ...]:
        """Return the places of two values, the left one first; nothing for nothing."""
        if pair is None:
            return ()
        ordered = sorted(pair, reverse=self.right < self.left)
        return self.place(ordered[0]), self.place(ordered[1])

    def holds(self, pair: tuple[float, float]) -> bool:
        """Return whether two values lie no further apart than the ends."""
        return pair[1] - pair[0] <= abs(self.right - self.left)


def strip_of(finding: Finding, account: IndicatorFinding | None, wording: Wording, *, county: str) -> Strip | None:
    """Return the strip of a finding; None where it has no value or all municipalities have the same.

    `account`: what the challenge run says of the indicator, for the uncertainty of the own value; `county`: what the
    county's value is called.
    """
    definition, value, scale = wording.definition, finding.value, _scale(finding, wording)
    if definition is None or value is None or scale is None or finding.period is None:
        return None
    around = own_interval(account, finding)
    return Strip(
        value=wording.figure(value),
        period=period_label(finding.period, definition),
        whose=WHOSE[finding.group],
        own=scale.place(value),
        interval=scale.places(around),
        quarters=scale.places(_quarters(finding)),
        county=scale.place(finding.county) if finding.county is not None else "",
        country=scale.place(finding.country) if finding.country is not None else "",
        left=f"{scale.words[0]} {wording.plain(scale.left)}",
        right=f"{scale.words[1]} {wording.plain(scale.right)}",
        figures=_figures(finding, wording, county),
        sentence=_sentence(finding, wording, scale, around),
    )


def _scale(finding: Finding, wording: Wording) -> _Scale | None:
    low, high = finding.kind_minimum, finding.kind_maximum
    if wording.definition is None or low is None or high is None or low == high:
        return None
    polarity = wording.definition.polarity
    left, right = (high, low) if polarity is Polarity.LOWER_IS_BETTER else (low, high)
    one, other = ENDS[polarity]
    return _Scale(left, right, (say(one), say(other)))


def own_interval(account: IndicatorFinding | None, finding: Finding) -> tuple[float, float] | None:
    """Return the 95 % interval around the value, as the most certain comparison of its year and group has it.

    The comparison's interval holds the uncertainty of what is compared with too, so it is never too narrow.
    """
    claims = account.claims if account is not None else ()
    widths = [width for claim in claims if _same(claim, finding) and (width := _half_width(claim)) is not None]
    if not widths or finding.value is None:
        return None
    return finding.value - min(widths), finding.value + min(widths)


def _same(claim: Claim, finding: Finding) -> bool:
    return claim.kind is ClaimKind.LEVEL and (claim.group, claim.period) == (finding.group.value, finding.period)


def _half_width(claim: Claim) -> float | None:
    return None if claim.interval is None else (claim.interval[1] - claim.interval[0]) / 2


def _quarters(finding: Finding) -> tuple[float, float] | None:
    lower, upper = finding.kind_lower_quarter, finding.kind_upper_quarter
    return None if lower is None or upper is None else (lower, upper)


def _figures(finding: Finding, wording: Wording, county: str) -> str:
    named = ((county, finding.county), (wording.country, finding.country))
    said = [f"{name} {wording.plain(value)}" for name, value in named if value is not None]
    quarters = _quarters(finding)
    if quarters is not None:
        said.append(
            say(
                "mittersta hälften {plain} till {plain2}",
                plain=wording.plain(quarters[0]),
                plain2=wording.plain(quarters[1]),
            )
        )
    return "; ".join(said)


def _sentence(finding: Finding, wording: Wording, scale: _Scale, around: tuple[float, float] | None) -> str:
    ends = say(
        "från {words} {plain} till {words2} {plain2}",
        words=scale.words[0],
        plain=wording.plain(scale.left),
        words2=scale.words[1],
        plain2=wording.plain(scale.right),
    )
    others = say("bland {kind_members} kommuner {ends}", kind_members=finding.kind_members, ends=ends)
    if around is None:
        return f"{capitalised(others)}."
    if not scale.holds(around):
        return say("Osäkrare än hela avståndet mellan kommunerna; {others}.", others=others)
    return say(
        "Osäkerhet mellan {plain} och {plain2}; {others}.",
        plain=wording.plain(around[0]),
        plain2=wording.plain(around[1]),
        others=others,
    )
