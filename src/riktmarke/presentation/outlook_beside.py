"""What is told beside a forecast: what it rests on, and how such forecasts have done.

How often forecasts held is a count of what has happened, not a forecast, and is told as one: 79 of 100.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from riktmarke.assessment.outlook.track_record import FIRST_JUDGED, Record
from riktmarke.presentation.language import Language, spoken_language

SV, EN = Language.SWEDISH, Language.ENGLISH
FEWEST_CASES = 200  # of a tenth, for a share of them to be told
PER = 100


@dataclass(frozen=True, slots=True)
class _Words:
    """What the sentences are made of. Counts of what came true are of a hundred."""

    rests_on: str
    tested: str
    untested: str
    far: str


WORDS: Mapping[Language, _Words] = {
    SV: _Words(
        rests_on="Prognosen bygger på hur samma mått har rört sig i {municipalities} kommuner och på hur fel prognoser "
        "gjorda på samma sätt har haft.",
        tested="Prövat i efterhand på prognoser gjorda från {first}: av 100 utfall hamnade {held} inom det område som "
        "skulle rymma 80.",
        untested="Ingen sådan prognos har ännu ett utfall att prövas mot.",
        far="Prognoser är prövade fem år framåt, grovt till tio; längre fram är de inte prövade.",
    ),
    EN: _Words(
        rests_on="The forecast rests on how the same figure has moved in {municipalities} municipalities, and on how "
        "far forecasts made the same way have missed.",
        tested="Tested afterwards on forecasts made from {first}: of 100 outcomes {held} fell within the range that "
        "was to hold 80.",
        untested="No such forecast has an outcome yet to be tested against.",
        far="Forecasts are tested five years ahead, roughly to ten; further ahead they are not tested.",
    ),
}


def rests_on_sentence(record: Record | None, municipalities: int, language: Language | None = None) -> str:
    """Return what a forecast rests on, and how often the 80 per cent intervals of such forecasts have held.

    `record`: of the indicator, its kind or all, as `TrackRecord` has them; None where nothing has been judged.
    """
    language = language or spoken_language()
    words = WORDS[language]
    tested = words.untested
    if record is not None:
        tested = words.tested.format(first=FIRST_JUDGED, held=_of_hundred(record.within_80))
    return f"{words.rests_on.format(municipalities=municipalities)} {tested}"


def far_sentence(language: Language | None = None) -> str:
    """Return how far ahead forecasts are tested, for what is told of more than five years after the figures."""
    language = language or spoken_language()
    return WORDS[language].far


def _of_hundred(share: float) -> int:
    return round(share * PER)
