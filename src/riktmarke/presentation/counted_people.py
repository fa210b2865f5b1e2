"""How many persons or events a claim is about, in words."""

import re

from riktmarke.assessment.challenges.claim import Claim
from riktmarke.assessment.challenges.kinds import ClaimKind
from riktmarke.presentation.challenge_claims import Telling
from riktmarke.presentation.labels import pooled_years
from riktmarke.presentation.language import Language
from riktmarke.presentation.numbers import two_figures
from riktmarke.presentation.tongues import definition_of, first_year
from riktmarke.vocabulary.units import Unit

# "antalet anmälda brott per 100 000 invånare", "andelen invånare med fetma": what there are more or fewer of.
COUNTED_OF = re.compile(r"^(?:antalet|andelen) (.+?)(?: per [\d ]+\w+| i förhållande till .+)?$")
# The same where the phrase does not say it.
COUNTED_BY = {"sysselsättningsgraden": "personer i arbete", "valdeltagandet": "röstande"}
COUNTED = {Language.SWEDISH: "personer som det gäller", Language.ENGLISH: "people"}
EVENTS = {Language.SWEDISH: "fall", Language.ENGLISH: "cases"}


def people_told(telling: Telling, claim: Claim) -> str:
    """Return how many persons or events a claim is about; empty where nobody counts them, or it may be none."""
    people, around = claim.people, claim.people_interval
    if people is None or around is None or around[0] <= 0 <= around[1] or two_figures(abs(people)) < 1:
        return ""
    words, tongue = telling.words, telling.tongue
    of_everyone, of_group = {
        ClaimKind.TREND: (words.people_since, words.people_since_of_group),
        ClaimKind.FALLING_BEHIND: (words.people_behind, words.people_behind_of_group),
    }.get(claim.kind, (words.people, words.people_of_group))
    low, high = sorted(abs(limit) for limit in around)
    return telling.of_group(claim.group, of_everyone, of_group).format(
        place=telling.place(claim),
        then=tongue.then(telling.wording, claim) if claim.first_until else "",
        when=tongue.when(telling.wording, claim),
        group=telling.name(claim.group),
        what=_counted(telling, claim),
        many=words.many[1 if telling.rises(claim) else 0],
        **{
            name: tongue.number(two_figures(value), decimals=0)
            for name, value in (("number", abs(people)), ("low", low), ("high", high))
        },
    )


def _counted(telling: Telling, claim: Claim) -> str:
    """What there would be more or fewer of: by the indicator's own phrase in Swedish."""
    definition = definition_of(telling.wording)
    rate = definition.unit is not Unit.PERCENT
    what = (EVENTS if rate else COUNTED)[telling.language]
    if telling.language is Language.SWEDISH:
        said = COUNTED_OF.match(definition.phrase)
        what = said.group(1) if said else COUNTED_BY.get(definition.phrase.partition(" ")[0], what)
        what = f"personer {what}" if what.startswith(("som ", "i ")) else what
    averaged = first_year(claim) is not None or pooled_years(definition) > 1
    return f"{what} {telling.words.a_year}" if rate and averaged else what
