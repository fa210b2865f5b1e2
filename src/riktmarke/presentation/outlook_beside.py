"""What is told beside a likelihood: the pace, what it rests on, how such forecasts have done, and others' judgement.

How often forecasts held is a count of what has happened, not a forecast, and is told as one: 79 of 100.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from riktmarke.assessment.outlook.track_record import FIRST_JUDGED, Record
from riktmarke.assessment.targets.pace import Pace
from riktmarke.assessment.targets.status import TargetStatus
from riktmarke.governance.codes import TargetKind
from riktmarke.governance.definitions import Definition
from riktmarke.methods import Reliability
from riktmarke.presentation.language import Language
from riktmarke.presentation.numbers import years
from riktmarke.presentation.outlook_aims import COMPARATORS, wording_of
from riktmarke.presentation.target_status import others_words, pace_sentences
from riktmarke.presentation.tongues import TONGUES

SV, EN = Language.SWEDISH, Language.ENGLISH
FEWEST_CASES = 200  # of a tenth, for a share of them to be told
PER = 100


@dataclass(frozen=True, slots=True)
class _Words:
    """What the sentences are made of. Counts of what came true are of a hundred."""

    rests_on: str
    tested: str
    untested: str
    came_true: str
    came_true_ends: tuple[str, str]
    others: str


WORDS: Mapping[Language, _Words] = {
    SV: _Words(
        rests_on="Prognosen bygger på hur samma mått har rört sig i {municipalities} kommuner och på hur fel prognoser "
        "gjorda på samma sätt har haft.",
        tested="Prövat i efterhand på prognoser gjorda från {first}: av 100 utfall hamnade {held} inom det område som "
        "skulle rymma 80.",
        untested="Ingen sådan prognos har ännu ett utfall att prövas mot.",
        came_true="Av det som i efterhand hade fått {low} till {high} chanser av 10 slog {held} av 100 in.",
        came_true_ends=(
            "Av det som i efterhand hade fått mindre än 1 chans av 10 slog {held} av 100 in.",
            "Av det som i efterhand hade fått mer än 9 chanser av 10 slog {held} av 100 in.",
        ),
        others="Så skulle andra bedöma det, med sina egna tumregler: {said}.",
    ),
    EN: _Words(
        rests_on="The forecast rests on how the same figure has moved in {municipalities} municipalities, and on how "
        "far forecasts made the same way have missed.",
        tested="Tested afterwards on forecasts made from {first}: of 100 outcomes {held} fell within the range that "
        "was to hold 80.",
        untested="No such forecast has an outcome yet to be tested against.",
        came_true="Of what would have been given {low} to {high} chances in 10, {held} of 100 came true.",
        came_true_ends=(
            "Of what would have been given less than 1 chance in 10, {held} of 100 came true.",
            "Of what would have been given more than 9 chances in 10, {held} of 100 came true.",
        ),
        others="As others would judge it, by their own rules of thumb: {said}.",
    ),
}
SUBJECTS = {TargetKind.LEVEL: "the value", TargetKind.GAP: "the gap", TargetKind.AS_GOOD_AS: "the distance to {}"}


def rests_on_sentence(record: Record | None, municipalities: int, language: Language = SV) -> str:
    """Return what a forecast rests on, and how often the 80 per cent intervals of such forecasts have held.

    `record`: of the indicator, its kind or all, as `TrackRecord` has them; None where nothing has been judged.
    """
    words = WORDS[language]
    tested = words.untested
    if record is not None:
        tested = words.tested.format(first=FIRST_JUDGED, held=_of_hundred(record.within_80))
    return f"{words.rests_on.format(municipalities=municipalities)} {tested}"


def came_true_sentence(record: Reliability, probability: float, language: Language = SV) -> str:
    """Return how often what was as likely as this has come true; empty where too few such cases are known.

    Definition: the tenth that the probability lies in (`methods.reliability`), 0 to below 1 chance in ten and so on.
    """
    words, tenth = WORDS[language], min(int(probability * 10), 9)
    if record.cases[tenth] < FEWEST_CASES:
        return ""
    held = _of_hundred(float(record.came_true[tenth]))
    if tenth in (0, 9):
        return words.came_true_ends[tenth == 9].format(held=held)
    return words.came_true.format(low=tenth, high=tenth + 1, held=held)


def pace_words(status: TargetStatus, definition: Definition, language: Language = SV) -> str:
    """Return the pace that a target takes beside the pace seen; empty where it needs no more of it."""
    if language is SV:
        return " ".join(pace_sentences(status, definition))
    kind = status.asked.kind
    if status.needed is None or kind is TargetKind.DIRECTION:
        return ""
    others = COMPARATORS[EN][status.asked.comparator] if status.asked.comparator is not None else ""
    # how far it is to others shrinks when the difference goes in the good direction
    sign = (-1 if status.asked.at_least else 1) if kind is TargetKind.AS_GOOD_AS else 1
    way = "increase" if sign * status.needed.per_year > 0 else "decrease"
    needed = _difference(status.needed.per_year, definition)
    return (
        f"To reach the target {SUBJECTS[kind].format(others)} has to {way} by {needed} a year to {status.asked.year}. "
        f"{_seen(status.seen, sign, definition)}"
    )


def as_others_sentence(status: TargetStatus, language: Language = SV) -> str:
    """Return what others' rules of thumb would say, marked as theirs; empty where they say nothing."""
    said = others_words(status.others, language)
    return WORDS[language].others.format(said="; ".join(said)) if said else ""


def _seen(pace: Pace | None, sign: int, definition: Definition) -> str:
    if pace is None:
        return "There are fewer than three comparable measurements: the pace so far cannot be said."
    span = f"In {years(pace.first_year, pace.last_year)}"
    if pace.per_year == 0:
        return f"{span} it neither increased nor decreased."
    went = "increased" if sign * pace.per_year > 0 else "decreased"
    return f"{span} it {went} by {_difference(pace.per_year, definition)} a year."


def _difference(value: float, definition: Definition) -> str:
    return TONGUES[EN].difference(wording_of(definition, ""), value)


def _of_hundred(share: float) -> int:
    return round(share * PER)
