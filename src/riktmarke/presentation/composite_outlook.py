"""Who may be first later, in Swedish words: the chance in tenths, the ranks that may be, and how little that rests on.

Nothing is said to be surer than past errors of other indicators allow: a score has none of its own.
"""

from riktmarke.assessment.outlook.foretelling import WhyNoOutlook
from riktmarke.assessment.outlook.origins import FEWEST_YEARS
from riktmarke.assessment.outlook.ranks import RankOutlook
from riktmarke.presentation.composite_words import rank_words
from riktmarke.presentation.labels import counted, quoted_title, uncapitalised
from riktmarke.presentation.language import marked, say
from riktmarke.presentation.likelihood_words import Likelihood, likelihood
from riktmarke.presentation.numbers import years

LOW, HIGH = 0.1, 0.9  # between these shares of the futures lies what comes true eight times in ten
WHY_NOT = {
    WhyNoOutlook.NOT_PUBLISHED: marked("det som vägs ihop har inte mätts i tillräckligt många kommuner"),
    WhyNoOutlook.TOO_FEW_MEASUREMENTS: marked("för få kommuner i länet har mätts"),
    WhyNoOutlook.OUTDATED: marked("den senaste mätningen är för gammal"),
}


def chance_of_first(outlook: RankOutlook, area: int, year: int) -> Likelihood | None:
    """Return how likely it is that an area, by its position, is first in its county in a year; None where not told."""
    chance = outlook.chance_of_first(area, year)
    return None if chance is None else likelihood(chance)


def first_sentence(outlook: RankOutlook, area: int, year: int, *, title: str, municipality: str) -> str:
    """Return the chance of being first with what it rests on; empty where it is not told.

    "Med anmälda brott till och med 2022 är det mycket osannolikt att Hedemora är först i länet 2038: mindre än 1 chans
    av 10."
    """
    said = chance_of_first(outlook, area, year)
    if said is None:
        return ""
    return say(
        "Med {uncapitalised} till och med {known} är det {word} att {municipality} är först i länet {year}: {chances}.",
        uncapitalised=uncapitalised(title),
        known=outlook.known,
        word=said.word,
        municipality=municipality,
        year=year,
        chances=said.chances,
    )


def ranks_ahead_sentence(outlook: RankOutlook, area: int, year: int) -> str:
    """Return what ranks it is eight times in ten: "Åtta gånger av tio blir det plats 5–15 av 15."; empty for none."""
    ranks = outlook.ranks(area, year, low=LOW, high=HIGH)
    if ranks is None:
        return ""
    return say("Åtta gånger av tio blir det {rank_words}.", rank_words=rank_words(*ranks, len(outlook.members)))


def rests_on_sentence(outlook: RankOutlook, year: int) -> str:
    """Return how little a forecast of ranks rests on."""
    seen, ahead = outlook.known - outlook.first + 1, year - outlook.known
    return say(
        "{capitalize} års siffror ({years}) säger lite om {counted} år framåt. Poängen har själv "
        "ingen historia av prognoser att pröva: hur osäker den är har vi räknat ut från hur långt "
        "ifrån prognoser för andra mått har hamnat. Alla kommuner i länet kan ändras, var och en "
        "för sig, och det som rör hela landet lika gör ingen först.",
        capitalize=counted(seen).capitalize(),
        years=years(outlook.first, outlook.known),
        counted=counted(ahead),
    )


def cannot_be_said_sentence(why_not: WhyNoOutlook, *, title: str, year: int, told: tuple[int, ...]) -> str:
    """Return why nobody can say who will be first. `told`: the years that have a score."""
    reason = say(WHY_NOT.get(why_not, ""))
    if not reason:
        seen = f" ({years(told[0], told[-1])})" if told else ""
        reason = say(
            "det har mätts på samma sätt i för få år{seen}, och en prognos behöver minst {counted}",
            seen=seen,
            counted=counted(FEWEST_YEARS),
        )
    return say("{title} {year}: kan inte sägas, för {reason}.", title=quoted_title(title), year=year, reason=reason)


def not_yet_sentence(title: str, year: int) -> str:
    """Return what is said before any forecasts have been made on these figures."""
    return say(
        "{title} {year}: kan inte sägas än, för prognoserna har inte räknats ut på de här siffrorna.",
        title=quoted_title(title),
        year=year,
    )
