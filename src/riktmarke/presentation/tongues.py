"""How figures, times, places and groups are said within a sentence, in each language."""

import re
from collections.abc import Mapping
from typing import Protocol

from riktmarke.assessment.challenges.claim import Claim
from riktmarke.assessment.challenges.kinds import ABOUT_CHANGE, Against, ClaimKind, Key
from riktmarke.governance.definitions import Definition
from riktmarke.presentation import english
from riktmarke.presentation.challenge_labels import against_label, group_label
from riktmarke.presentation.labels import (
    ISLANDS,
    at_place,
    counted,
    counted_unit,
    difference_unit,
    listed,
    occasions,
    period_label,
)
from riktmarke.presentation.language import Language
from riktmarke.presentation.numbers import decimals_to_see, number, with_unit
from riktmarke.presentation.sentences import Wording
from riktmarke.vocabulary.groups import Sex
from riktmarke.vocabulary.units import Unit

# What a difference need not repeat when the value with its whole unit has just been said.
SAID_WITH_THE_VALUE = re.compile(r"\s*\b(koldioxidekvivalenter|of carbon dioxide equivalents|per)\b.*$")
# What stands before a time and is left out after "sedan", and in a table.
AVERAGED = re.compile(r"^(?:i genomsnitt|on average) ")
LEADS_IN = re.compile(r"^(?:(?:i genomsnitt|on average) )?(?:(?:i|vid|in|at) )?")
ONE_OF_FIVE = re.compile(r"^(?:femtedelen|den \w+ inkomstfemtedelen)")
LEVELS = frozenset({Unit.PERCENT, Unit.INDEX, Unit.RATIO, Unit.SEK, Unit.SEK_THOUSANDS_PER_INHABITANT, Unit.YEARS})
COUNTS = frozenset({Unit.PERSONS, Unit.PER_100_000, Unit.PER_10_000, Unit.PER_1000})
COUNTED = COUNTS | {Unit.DAYS, Unit.DAYS_PER_INSURED}  # there are more or fewer of them, not more or less
# Of people: one group has it or not, so that it is said "bland kvinnor"; a mean of them stands "för kvinnor".
OF_PEOPLE = frozenset({Unit.PERCENT, Unit.PER_100_000, Unit.PER_10_000, Unit.PER_1000})


class Tongue(Protocol):
    """A language's way with figures and names; every method returns text for the inside of a sentence."""

    language: Language

    def number(self, value: float, decimals: int) -> str:
        """Return a number without a unit."""

    def figure(self, wording: Wording, value: float) -> str:
        """Return a value with its unit."""

    def difference(self, wording: Wording, value: float, *, brief: bool = False) -> str:
        """Return the size of a difference with its unit, never as nothing where it is something.

        `brief` leaves out what the value's unit has just said.
        """

    def exact(self, wording: Wording, value: float, *, decimals: int) -> str:
        """Return the size of a difference with its unit and just these decimals."""

    def more(self, wording: Wording, *, rises: bool) -> str:
        """Return "fler", "högre" or "mer" (or their opposites), as the unit wants it."""

    def measure(self, wording: Wording) -> str:
        """Return what is measured and where: "ohälsotalet i Hedemora"."""

    def when(self, wording: Wording, claim: Claim) -> str:
        """Return the time that a claim's value stands for."""

    def at_first(self, when: str) -> str:
        """Return a time as it stands first in a sentence, which no figure does."""

    def time(self, wording: Wording, claim: Claim) -> str:
        """Return the same time after "till" and in a table: "2022", "2018–2022", "valet 2022"."""

    def since(self, wording: Wording, period: int) -> str:
        """Return the time after "sedan"."""

    def then(self, wording: Wording, claim: Claim) -> str:
        """Return when the first measurements were that a change is counted from: "2012–2014", "i valen 2002–2010"."""

    def earlier(self, wording: Wording, claim: Claim) -> str:
        """Return the same time after "från": "2012–2014", "valen 2002–2010"."""

    def among(self, wording: Wording, group: Key) -> str:
        """Return for whom a value stands: "bland kvinnor" of shares and rates, otherwise "för kvinnor"."""

    def place(self, wording: Wording, against: Against, group: Key = Sex.TOTAL.value) -> str:
        """Return where is compared with: "i liknande kommuner", "bland kvinnor i liknande kommuner"."""

    def count(self, count: int) -> str:
        """Return a small count as a word."""

    def listed(self, items: list[str]) -> str:
        """Return the items as a list: a, b och c."""


class Swedish:
    """Swedish: the wording's own formats."""

    language = Language.SWEDISH

    def number(self, value: float, decimals: int) -> str:
        """See `Tongue`."""
        return number(value, decimals=decimals)

    def figure(self, wording: Wording, value: float) -> str:
        """See `Tongue`."""
        return wording.figure(value)

    def difference(self, wording: Wording, value: float, *, brief: bool = False) -> str:
        """See `Tongue`."""
        figure = self.number(*_size(wording, value))
        unit = difference_unit(wording.definition)
        return with_unit(figure, counted_unit(SAID_WITH_THE_VALUE.sub("", unit) if brief else unit, figure))

    def exact(self, wording: Wording, value: float, *, decimals: int) -> str:
        """See `Tongue`."""
        figure = self.number(abs(value), decimals)
        return with_unit(figure, counted_unit(difference_unit(wording.definition), figure))

    def more(self, wording: Wording, *, rises: bool) -> str:
        """See `Tongue`."""
        unit = definition_of(wording).unit
        higher, lower = (
            ("högre", "lägre") if unit in LEVELS else ("fler", "färre") if unit in COUNTED else ("mer", "mindre")
        )
        return higher if rises else lower

    def measure(self, wording: Wording) -> str:
        """See `Tongue`."""
        return wording.measure

    def when(self, wording: Wording, claim: Claim) -> str:
        """See `Tongue`."""
        first = first_year(claim)
        if first is not None:
            return occasions(first, claim.period, wording.definition)
        return wording.when(claim.period)

    def at_first(self, when: str) -> str:
        """See `Tongue`."""
        return f"år {when}" if when[:1].isdigit() else when

    def time(self, wording: Wording, claim: Claim) -> str:
        """See `Tongue`."""
        return LEADS_IN.sub("", self.when(wording, claim))

    def since(self, wording: Wording, period: int) -> str:
        """See `Tongue`."""
        return period_label(period, wording.definition)

    def then(self, wording: Wording, claim: Claim) -> str:
        """See `Tongue`."""
        return AVERAGED.sub("", occasions(claim.first_period, claim.first_until, wording.definition))

    def earlier(self, wording: Wording, claim: Claim) -> str:
        """See `Tongue`."""
        return LEADS_IN.sub("", self.then(wording, claim))

    def among(self, wording: Wording, group: Key) -> str:
        """See `Tongue`."""
        of = definition_of(wording)
        name = group_label(group, self.language)
        # "bland" is not said twice, and a fifth of the incomes is one group, not many people
        people = of.unit in OF_PEOPLE and " bland " not in of.phrase and not ONE_OF_FIVE.search(name)
        return f"{'bland' if people else 'för'} {name}"

    def place(self, wording: Wording, against: Against, group: Key = Sex.TOTAL.value) -> str:
        """See `Tongue`."""
        where = at_place(against_label(wording, against, self.language))
        return where if group == Sex.TOTAL else f"{self.among(wording, group)} {where}"

    def count(self, count: int) -> str:
        """See `Tongue`."""
        return counted(count)

    def listed(self, items: list[str]) -> str:
        """See `Tongue`."""
        return listed(items)


class English:
    """English: the indicator by its phrase, or by its title in quotation marks where it has none in English."""

    language = Language.ENGLISH

    def number(self, value: float, decimals: int) -> str:
        """See `Tongue`."""
        return english.english_number(value, decimals=decimals)

    def figure(self, wording: Wording, value: float) -> str:
        """See `Tongue`."""
        figure = self.number(value, decimals=wording.decimals)
        return english.english_with_unit(figure, english.UNITS[definition_of(wording).unit])

    def difference(self, wording: Wording, value: float, *, brief: bool = False) -> str:
        """See `Tongue`."""
        figure = self.number(*_size(wording, value))
        unit = english.DIFFERENCE_UNITS[definition_of(wording).unit]
        return english.english_with_unit(figure, SAID_WITH_THE_VALUE.sub("", unit) if brief else unit)

    def exact(self, wording: Wording, value: float, *, decimals: int) -> str:
        """See `Tongue`."""
        unit = english.DIFFERENCE_UNITS[definition_of(wording).unit]
        return english.english_with_unit(self.number(abs(value), decimals), unit)

    def more(self, wording: Wording, *, rises: bool) -> str:
        """See `Tongue`."""
        if definition_of(wording).unit in LEVELS:
            return "higher" if rises else "lower"
        return "more" if rises else "fewer" if definition_of(wording).unit in COUNTED else "less"

    def measure(self, wording: Wording) -> str:
        """See `Tongue`."""
        where = f"{'on' if wording.area in ISLANDS else 'in'} {wording.area}"
        return f"{english.english_phrase(definition_of(wording))} {where}"

    def when(self, wording: Wording, claim: Claim) -> str:
        """See `Tongue`."""
        first = first_year(claim)
        if first is not None:
            return english.english_occasions(first, claim.period, wording.definition)
        return english.english_occasion(claim.period, wording.definition)

    def at_first(self, when: str) -> str:
        """See `Tongue`."""
        return when

    def time(self, wording: Wording, claim: Claim) -> str:
        """See `Tongue`."""
        return LEADS_IN.sub("", self.when(wording, claim))

    def since(self, wording: Wording, period: int) -> str:
        """See `Tongue`."""
        return english.english_period(period, wording.definition)

    def then(self, wording: Wording, claim: Claim) -> str:
        """See `Tongue`."""
        return AVERAGED.sub("", english.english_occasions(claim.first_period, claim.first_until, wording.definition))

    def earlier(self, wording: Wording, claim: Claim) -> str:
        """See `Tongue`."""
        return LEADS_IN.sub("", self.then(wording, claim))

    def among(self, wording: Wording, group: Key) -> str:  # noqa: ARG002 - the same whatever is measured
        """See `Tongue`."""
        return f"among {group_label(group, self.language)}"

    def place(self, wording: Wording, against: Against, group: Key = Sex.TOTAL.value) -> str:
        """See `Tongue`."""
        where = f"in {against_label(wording, against, self.language)}"
        return where if group == Sex.TOTAL else f"{self.among(wording, group)} {where}"

    def count(self, count: int) -> str:
        """See `Tongue`."""
        return english.english_count(count)

    def listed(self, items: list[str]) -> str:
        """See `Tongue`."""
        return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}" if items else ""


TONGUES: Mapping[Language, Tongue] = {Language.SWEDISH: Swedish(), Language.ENGLISH: English()}


def first_year(claim: Claim) -> int | None:
    """Return the first year of several measurements that a claim's value is the mean of; None where it is of one."""
    if claim.kind is ClaimKind.OVER_YEARS:
        return claim.first_period
    return claim.last_from if claim.kind in (*ABOUT_CHANGE, ClaimKind.GAP_TREND) else None


def definition_of(wording: Wording) -> Definition:
    """Return the definition of what is worded: every finding has one.

    Raises:
        ValueError: if the series has none; nothing is ever found about those.
    """
    if wording.definition is None:
        raise ValueError(f"expected a defined indicator, got the series {wording.title!r}, which nobody has defined")
    return wording.definition


def _size(wording: Wording, value: float) -> tuple[float, int]:
    """Return the size of a difference as it is shown, and its decimals."""
    return abs(value), decimals_to_see(value, decimals=wording.decimals)
