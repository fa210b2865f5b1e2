"""How likely targets are and where figures may stand, as plain sentences in Swedish or English.

Each says to which year the figures go that it rests on. Probabilities are said in words and tenths, never to the
percent; nothing is said of causes; what cannot be said has its reason.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from riktmarke.assessment.outlook.likelihood import Earlier, TargetOutlook
from riktmarke.assessment.outlook.runs import SeriesOutlook
from riktmarke.assessment.outlook.years import years_told
from riktmarke.assessment.targets.kinds import TargetRole
from riktmarke.governance.codes import TargetKind
from riktmarke.governance.definitions import Definition
from riktmarke.presentation.english import english_occasion
from riktmarke.presentation.labels import capitalised, occasion
from riktmarke.presentation.language import Language, spoken_language
from riktmarke.presentation.likelihood_words import chances, likelihood, tenths_of
from riktmarke.presentation.numbers import decimals_apart
from riktmarke.presentation.outlook_aims import aim_words, group_words, wording_of
from riktmarke.presentation.outlook_reasons import no_outlook_reason, target_reason, told
from riktmarke.presentation.sentences import Wording
from riktmarke.presentation.target_status import role_label
from riktmarke.presentation.tongues import TONGUES
from riktmarke.vocabulary.groups import Sex

SV, EN = Language.SWEDISH, Language.ENGLISH
CONFIDENCE = 0.8
STRAYS = 2  # tenths; less than that is how the figures of single years come and go


@dataclass(frozen=True, slots=True)
class _Words:
    """What the sentences are made of."""

    likely: str
    unsaid: str
    unsaid_group: str
    group_first: str
    group: str
    everyone: str
    for_all: str
    going_on: str
    going_unsaid: str
    between: str
    then: str
    moved: str
    same: str
    highest: str
    lowest: str


WORDS: Mapping[Language, _Words] = {
    SV: _Words(
        likely="Med siffror till och med {known} är det {said} att {aim}.",
        unsaid="Kan inte sägas: om {aim}. Skälet: {reason}.",
        unsaid_group="{group} kan det inte sägas: {reason}.",
        group_first="{group} är det {said}",
        group="{group} {said}",
        everyone="för alla tillsammans",
        for_all="Målet är satt för alla.",
        going_on="Med siffror till och med {known}: {chances} att {measure}{group} ligger {spans}.",
        going_unsaid="Kan inte sägas: hur {measure}{group} går vidare. Skälet: {reason}.",
        between="mellan {low} och {high} {when}",
        then=", och ",
        moved="Med siffror till och med {first} hade vi sagt {then}, med siffror till och med {last} {now}.",
        same="Med siffror till och med {first} hade vi sagt detsamma som med siffror till och med {last}: {now}.",
        highest="Däremellan var det som mest {said} ({year}).",
        lowest="Däremellan var det som minst {said} ({year}).",
    ),
    EN: _Words(
        likely="With figures up to and including {known} it is {said} that {aim}.",
        unsaid="Cannot be said: whether {aim}. The reason: {reason}.",
        unsaid_group="{group} it cannot be said: {reason}.",
        group_first="{group} it is {said}",
        group="{group} {said}",
        everyone="for everyone together",
        for_all="The target is set for everyone.",
        going_on="With figures up to and including {known}: {chances} that {measure}{group} lies {spans}.",
        going_unsaid="Cannot be said: how {measure}{group} will develop. The reason: {reason}.",
        between="between {low} and {high} {when}",
        then=", and ",
        moved="With figures up to and including {first} we would have said {then}, with those up to {last} {now}.",
        same="With figures up to and including {first} we would have said the same as with those up to {last}: {now}.",
        highest="In between it was {said} at most ({year}).",
        lowest="In between it was {said} at least ({year}).",
    ),
}


def target_outlook_sentence(
    outlook: TargetOutlook,
    definition: Definition,
    area_name: str,
    language: Language | None = None,
    *,
    role: TargetRole = TargetRole.FINAL,
) -> str:
    """Return how likely a target is, or why that cannot be said, in one sentence.

    "Med siffror till och med 2022 är det osannolikt (ungefär 2 chanser av 10) att ohälsotalet i Hedemora för kvinnor är
    högst 28 dagar 2032." With a `role` it begins with what the target is: "Delmål. …".
    """
    language = language or spoken_language()
    words = WORDS[language]
    aim = aim_words(outlook.asked, definition, area_name, language)
    lead = f"{role_label(role, language)}. " if role_label(role, language) else ""
    if outlook.probability is None or not told(outlook):
        return lead + words.unsaid.format(aim=aim, reason=target_reason(outlook, language))
    said = likelihood(outlook.probability, language).said
    return lead + words.likely.format(known=outlook.known, said=said, aim=aim)


def target_outlook_sentences(
    outlooks: Sequence[TargetOutlook],
    definition: Definition,
    area_name: str,
    language: Language | None = None,
    *,
    role: TargetRole = TargetRole.FINAL,
) -> tuple[str, ...]:
    """Return how likely a target is for each group that is held to it: the one worst off first, everyone last.

    Give it what `AreaOutlook.of_target` returns. The first sentence says the target, the next ones only the groups.
    """
    language = language or spoken_language()
    first, *rest = worst_first(outlooks)
    words, wording = WORDS[language], wording_of(definition, area_name)
    sentences = [target_outlook_sentence(first, definition, area_name, language, role=role)]
    said = [(one, _of_group(one, wording, language)) for one in rest]
    likely = [
        (words.group if place else words.group_first).format(
            group=capitalised(group) if not place else group, said=likelihood(one.probability, language).said
        )
        for place, (one, group) in enumerate((one, group) for one, group in said if told(one))
        if one.probability is not None
    ]
    if likely:
        sentences.append(f"{', '.join(likely)}.")
    sentences += [
        words.unsaid_group.format(group=capitalised(group), reason=target_reason(one, language))
        for one, group in said
        if not told(one)
    ]
    if any(one.implied for one in outlooks):
        sentences.append(words.for_all)
    return tuple(sentences)


def worst_first(outlooks: Sequence[TargetOutlook]) -> list[TargetOutlook]:
    """Return the outlooks of a target with the least likely group first; then those untold, and everyone last."""

    def order(one: TargetOutlook) -> tuple[bool, bool, float]:
        probability = one.probability if one.probability is not None and told(one) else 1.0
        return one.asked.group == Sex.TOTAL, not told(one), probability

    return sorted(outlooks, key=order)


def going_on_sentence(
    series: SeriesOutlook,
    definition: Definition,
    area_name: str,
    language: Language | None = None,
    *,
    years: Sequence[int] | None = None,
) -> str:
    """Return where a figure may stand in some years, with the interval that holds it 8 times of 10; or why not.

    `years`: the usual ones where none are given.

    "Med siffror till och med 2022: ungefär 8 chanser av 10 att ohälsotalet i Hedemora ligger mellan 21,3 och 30,1 dagar
    2030, och mellan 18,0 och 33,2 dagar 2038." Of what is not measured each year the last time up to each year is told.
    """
    language = language or spoken_language()
    words, wording, tongue = WORDS[language], wording_of(definition, area_name), TONGUES[language]
    about = {"measure": tongue.measure(wording), "group": group_words(series.group, wording, language)}
    asked = years or years_told(series.known)
    told_years = sorted({_told_at(series, year) for year in asked} - {None}, key=lambda year: year or 0)
    if series.predictive is None or not told_years:
        reason = no_outlook_reason(series.why_not, series.measured, language)
        return words.going_unsaid.format(**about, reason=reason)
    low, high = series.predictive.interval(CONFIDENCE)
    spans = []
    for year in told_years:
        place = series.predictive.years.index(year or 0)
        ends = _ends(float(low[place]), float(high[place]), wording, language)
        spans.append(words.between.format(**ends, when=_when(year or 0, definition, language)))
    return words.going_on.format(
        known=series.known,
        **about,
        chances=chances(tenths_of(CONFIDENCE), language),
        spans=words.then.join(spans),
    )


def history_sentence(history: Sequence[Earlier], language: Language | None = None) -> str:
    """Return how the likelihood of a target has moved with the figures of each year; empty of fewer than two years."""
    language = language or spoken_language()
    if len(history) < 2:
        return ""
    words, (first, *between, last) = WORDS[language], history
    then, now = tenths_of(first.probability), tenths_of(last.probability)
    shape = words.same if then == now else words.moved
    said = [shape.format(first=first.year, last=last.year, then=chances(then, language), now=chances(now, language))]
    if between:
        low, high = min(between, key=_probability), max(between, key=_probability)
        said += [
            words_of.format(said=chances(tenths_of(one.probability), language), year=one.year)
            for words_of, one, strays in (
                (words.lowest, low, min(then, now) - tenths_of(low.probability)),
                (words.highest, high, tenths_of(high.probability) - max(then, now)),
            )
            if strays >= STRAYS
        ]
    return " ".join(said)


def _probability(earlier: Earlier) -> float:
    return earlier.probability


def _of_group(outlook: TargetOutlook, wording: Wording, language: Language) -> str:
    """For whom, as it begins what is said of a further group: "för män"."""
    if outlook.asked.group == Sex.TOTAL or outlook.asked.kind is TargetKind.GAP:
        return WORDS[language].everyone
    return group_words(outlook.asked.group, wording, language).strip()


def _told_at(series: SeriesOutlook, year: int) -> int | None:
    """The last year that is told up to a year; None where there is none."""
    told_years = series.predictive.years if series.predictive is not None else ()
    return max((one for one in told_years if one <= year), default=None)


def _ends(low: float, high: float, wording: Wording, language: Language) -> dict[str, str]:
    """The ends of an interval, with as many decimals as tell them apart."""
    tongue = TONGUES[language]
    decimals = decimals_apart(low, high, decimals=wording.decimals)
    apart = replace(wording, decimals=decimals)
    return {"low": tongue.number(low, decimals), "high": tongue.figure(apart, high)}


def _when(year: int, definition: Definition, language: Language) -> str:
    return english_occasion(year, definition) if language is EN else occasion(year, definition)
