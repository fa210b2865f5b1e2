"""What the long account begins with, as patterns: one instance per language."""

from collections.abc import Mapping
from dataclasses import dataclass

from riktmarke.assessment.challenges.kinds import ClaimKind
from riktmarke.presentation.language import Language


@dataclass(frozen=True, slots=True)
class ShortWords:
    """Patterns for `str.format`; `whom` is one of the patterns without a full stop, or the name of a comparator."""

    level: str
    level_of_group: str
    by_kind: Mapping[ClaimKind, str]
    similar: str
    some_similar: str
    middle: str
    difference: str
    difference_unsure: str
    chance: str
    forecasts_tested: str
    too_little: str


SWEDISH = ShortWords(
    level="Vi jämförde med {whom}.",
    level_of_group="Vi jämförde {group} med {group} i {whom}.",
    by_kind={
        ClaimKind.TREND: "Vi jämförde {until} med {since}{of}.",
        ClaimKind.FALLING_BEHIND: "Vi jämförde utvecklingen{of} från {since} till {until} med den i {whom}.",
        ClaimKind.WIDER_GAP: "Vi jämförde skillnaden mellan {group} och {other} med den i {whom}.",
        ClaimKind.GAP_TREND: "Vi jämförde skillnaden mellan {group} och {other}: {until} med {since}.",
        ClaimKind.POTENTIAL: "Vi jämförde med vad minst {some} av {all} liknande kommuner når{of}.",
        ClaimKind.TARGET: "Vi gjorde en prognos{of} till {year} och jämförde med målet.",
    },
    similar="{size} liknande kommuner",
    some_similar="{members} av de {size} liknande kommunerna",
    middle="kommunen i mitten av alla",
    difference="Skillnaden är {difference}; osäkerheten är från {interval}.",
    difference_unsure="Skillnaden är {difference}. Hur osäker den är går inte att räkna ut.",
    chance="Att målet nås är {likely}.",
    forecasts_tested="Hur säkra sådana prognoser är har prövats mot vad som hände efter tidigare år.",
    too_little="En skillnad på mindre än {limit} räknar vi inte.",
)

ENGLISH = ShortWords(
    level="We compared with {whom}.",
    level_of_group="We compared {group} with {group} in {whom}.",
    by_kind={
        ClaimKind.TREND: "We compared {until} with {since}{of}.",
        ClaimKind.FALLING_BEHIND: "We compared the development{of} from {since} to {until} with that in {whom}.",
        ClaimKind.WIDER_GAP: "We compared the gap between {group} and {other} with that in {whom}.",
        ClaimKind.GAP_TREND: "We compared the gap between {group} and {other}: {until} with {since}.",
        ClaimKind.POTENTIAL: "We compared with what at least {some} of {all} similar municipalities reach{of}.",
        ClaimKind.TARGET: "We made a forecast{of} to {year} and compared with the target.",
    },
    similar="{size} similar municipalities",
    some_similar="{members} of the {size} similar municipalities",
    middle="the median municipality of all",
    difference="The difference is {difference}; the uncertainty is from {interval}.",
    difference_unsure="The difference is {difference}. How uncertain it is cannot be worked out.",
    chance="That the target is reached is {likely}.",
    forecasts_tested="How sure such forecasts are was tested on what happened after earlier years.",
    too_little="A difference of less than {limit} we do not count.",
)

SHORT_WORDS: Mapping[Language, ShortWords] = {Language.SWEDISH: SWEDISH, Language.ENGLISH: ENGLISH}
