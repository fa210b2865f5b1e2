"""Why nothing is said of how something may go on, in plain words: every code, in both languages."""

from collections.abc import Mapping
from math import isnan

from riktmarke.assessment.outlook.foretelling import WhyNoOutlook
from riktmarke.assessment.outlook.likelihood import TargetOutlook
from riktmarke.assessment.outlook.origins import FEWEST_INDEPENDENT
from riktmarke.assessment.targets.kinds import WhyNot
from riktmarke.presentation.language import Language, spoken_language
from riktmarke.presentation.target_status import why_not_sentence
from riktmarke.presentation.tongues import TONGUES

SV, EN = Language.SWEDISH, Language.ENGLISH
NO_OUTLOOK: Mapping[Language, Mapping[WhyNoOutlook, str]] = {
    SV: {
        WhyNoOutlook.SAID: "",
        WhyNoOutlook.NOT_PUBLISHED: "inget värde är publicerat för gruppen här",
        WhyNoOutlook.TOO_FEW_MEASUREMENTS: "{measured} här, och det behövs minst {fewest}",
        WhyNoOutlook.OUTDATED: "den senaste mätningen här är för gammal för att säga något om åren framåt",
        WhyNoOutlook.TOO_NEW: "det är mätt för få år, eller i för få kommuner, för att en prognos ska kunna prövas",
        WhyNoOutlook.OVERCLAIMED: "chanser för val och annat som mäts vissa år har i efterhand slagit in mycket "
        "mer sällan än de sades",
    },
    EN: {
        WhyNoOutlook.SAID: "",
        WhyNoOutlook.NOT_PUBLISHED: "no value is published for the group here",
        WhyNoOutlook.TOO_FEW_MEASUREMENTS: "{measured} here, and at least {fewest} are needed",
        WhyNoOutlook.OUTDATED: "the latest measurement here is too old to say anything of the years ahead",
        WhyNoOutlook.TOO_NEW: "it has been measured for too few years, or in too few municipalities, for a forecast to "
        "be tested",
        WhyNoOutlook.OVERCLAIMED: "chances of elections and what else is measured only some years have come true far "
        "less often than stated",
    },
}
PASSED = {SV: "målåret {} har passerat", EN: "the year of the target, {}, has passed"}


def no_outlook_reason(why_not: WhyNoOutlook, measured: int, language: Language | None = None) -> str:
    """Return why nothing is said, to follow a colon: "bara två jämförbara mätningar här, och det behövs minst tre".

    Empty where something is said. `measured`: how many measurements of its own the municipality has.
    """
    language = language or spoken_language()
    return NO_OUTLOOK[language][why_not].format(
        measured=_measured(measured, language), fewest=TONGUES[language].count(FEWEST_INDEPENDENT)
    )


def target_reason(outlook: TargetOutlook, language: Language | None = None) -> str:
    """Return why nothing is said of how likely a target is, to follow a colon; empty where something is."""
    language = language or spoken_language()
    if told(outlook):
        return ""
    if outlook.passed:
        return PASSED[language].format(outlook.asked.year)
    if outlook.no_series is not WhyNot.SAID:
        sentence = why_not_sentence(outlook.no_series, language)
        return f"{sentence[:1].lower()}{sentence[1:]}".removesuffix(".")
    # without a reason of its own no past error had been seen that the probability could be calibrated on
    why_not = outlook.why_not or WhyNoOutlook.TOO_NEW
    return no_outlook_reason(why_not, outlook.measured, language)


def told(outlook: TargetOutlook) -> bool:
    """Whether it is said how likely the target is."""
    return outlook.probability is not None and not isnan(outlook.probability)


def _measured(count: int, language: Language) -> str:
    number = TONGUES[language].count(count)
    if language is EN:
        if count == 0:
            return "there is no comparable measurement"
        return f"there {'is' if count == 1 else 'are'} only {number} comparable measurement{'' if count == 1 else 's'}"
    if count == 0:
        return "ingen jämförbar mätning finns"
    return f"bara {number} {'jämförbar mätning' if count == 1 else 'jämförbara mätningar'}"
