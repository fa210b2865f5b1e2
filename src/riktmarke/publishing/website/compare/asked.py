"""Which municipalities and which indicators an address asks to see beside each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from riktmarke.governance.definitions import Definition
from riktmarke.presentation.language import say
from riktmarke.publishing.website.figures import Figures, Place
from riktmarke.publishing.website.subjects import Subject, subjects
from riktmarke.vocabulary.areas import Area, AreaKind

MOST_OTHERS = 4
LONGEST_WORD = 40


@dataclass(frozen=True, slots=True)
class Compared:
    """The choices as they hold: the other municipalities, the subject, and one indicator where one is chosen.

    `wrong` says what was asked for and is left out; `canonical` whether the address says it as `query` does.
    """

    others: tuple[Area, ...]
    subjects: tuple[Subject, ...]
    subject: Subject
    indicator: Definition | None
    wrong: tuple[str, ...]
    canonical: bool

    @property
    def indicators(self) -> tuple[Definition, ...]:
        """The indicators that are shown."""
        return (self.indicator,) if self.indicator else self.subject.indicators

    @property
    def query(self) -> str:
        """The choices as the end of an address."""
        return query_of(self.others, self.subject.key, self.indicator)

    def of_subject(self, key: str) -> str:
        """Return the query of another subject."""
        return query_of(self.others, key, None)

    def of_indicator(self, indicator: Definition) -> str:
        """Return the query of one indicator alone."""
        return query_of(self.others, self.subject.key, indicator)


def query_of(others: Sequence[Area], subject: str, indicator: Definition | None) -> str:
    """Return choices as the end of an address; municipalities stand after each other with commas."""
    said = {
        "med": ",".join(area.code for area in others),
        "omrade": "" if indicator else subject,
        "nyckeltal": indicator.series if indicator else "",
    }
    return urlencode({name: word for name, word in said.items() if word}, safe=",")


def compared(source: Figures, place: Place, asked: QueryDict) -> Compared:
    """Return what is to be compared. What does not exist, and more than four, is told and left out."""
    wrong: list[str] = []
    codes = [code.strip() for part in asked.getlist("med") for code in part.split(",") if code.strip()]
    found = subjects(source)
    indicator = _indicator(source, asked.get("nyckeltal", "").strip(), wrong)
    subject = _subject(found, asked.get("omrade", "").strip(), indicator, wrong)
    others = _others(source, place, codes, wrong)
    form = len(asked.getlist("med")) > 1 or any(not value for _name, value in asked.items())
    return Compared(others, found, subject, indicator, tuple(wrong), canonical=not form)


def _others(source: Figures, place: Place, codes: Sequence[str], wrong: list[str]) -> tuple[Area, ...]:
    areas, kept = source.dataset().areas, []
    for code in dict.fromkeys(codes):
        if code == place.area.code:
            continue
        if code not in areas or areas[code].kind is not AreaKind.MUNICIPALITY:
            wrong.append(say("Det finns ingen kommun med koden {code}.", code=code[:LONGEST_WORD]))
        else:
            kept.append(areas[code])
    if len(kept) > MOST_OTHERS:
        left_out = ", ".join(area.name for area in kept[MOST_OTHERS:])
        wrong.append(say("Högst {most} andra kommuner visas. Bortlämnat: {names}.", most=MOST_OTHERS, names=left_out))
    return tuple(kept[:MOST_OTHERS])


def _indicator(source: Figures, series: str, wrong: list[str]) -> Definition | None:
    if not series:
        return None
    definition = source.definition(series)
    if definition is not None and definition.part_of:
        definition = source.definition(definition.part_of)
    if definition is None or definition.series not in source.dataset().series:
        wrong.append(say("Det finns inget att jämföra som heter ”{name}”.", name=series[:LONGEST_WORD]))
        return None
    return definition


def _subject(found: tuple[Subject, ...], key: str, indicator: Definition | None, wrong: list[str]) -> Subject:
    if indicator is not None:
        return next((one for one in found if indicator in one.indicators), found[0])
    chosen = next((one for one in found if one.key == key), None)
    if key and chosen is None:
        wrong.append(say("Det finns inget område som heter ”{name}”.", name=key[:LONGEST_WORD]))
    return chosen or found[0]
