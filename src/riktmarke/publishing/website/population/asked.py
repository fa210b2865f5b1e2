"""What a reader asks for in the address: a scenario and a goal, each field as it was written, with what is wrong."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from riktmarke.assessment.population import Scenario
from riktmarke.assessment.population.scenario import LARGEST_FACTOR, MOST_CHILDREN
from riktmarke.presentation import scenario_words as words
from riktmarke.presentation.language import speaks_english
from riktmarke.presentation.numbers import number, rounded
from riktmarke.presentation.scenario_words import CHILDREN, GOAL, INFLOW, OUTFLOW, YEAR

LARGEST_GOAL = 20_000_000
LONGEST = 40
DECIMALS = {CHILDREN: 2, INFLOW: 0, OUTFLOW: 0, GOAL: 0, YEAR: 0}
THOUSANDS = re.compile(r"[-+]?\d{1,3}(\.\d{3})+")  # 17.500, as some write seventeen thousand five hundred
IN_ENGLISH = re.compile(r"[-+]?\d{1,3}(,\d{3})+")  # 17,500
PLAIN = re.compile(r"[-+]?\d{1,12}(\.\d{1,6})?")


@dataclass(frozen=True, slots=True)
class Goal:
    """A number of inhabitants for a year. `at_least`: on which side it is reached."""

    inhabitants: float
    year: int
    at_least: bool = True


@dataclass(frozen=True, slots=True)
class Given:
    """What applies where nothing is asked: what is expected, the goal of the plan, and the years one may choose."""

    children_per_woman: float
    inflow_per_year: float
    goal: Goal | None
    usual_year: int
    first_year: int
    last_year: int


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the form. `slider`: its two ends and its step; empty where there is none."""

    name: str
    label: str
    hint: str
    written: str
    expected: str
    wrong: str
    slider: tuple[float, float, float] | tuple[()] = ()

    @property
    def decimals(self) -> int:
        """How many decimals the field is written with."""
        return DECIMALS[self.name]

    @property
    def changed(self) -> bool:
        """Whether something else than what is expected is written."""
        return self.written != self.expected

    @property
    def in_address(self) -> str:
        """What is written as an address has it: without the space between thousands."""
        plain = re.sub(r"\s", "", self.written)
        if speaks_english():
            return plain.replace(",", "")
        return plain.rstrip("0").rstrip(",.") if "," in plain or "." in plain else plain


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked. `scenario` is the projection itself, and `goal` None, where a field of theirs is wrong."""

    fields: tuple[Field, ...]
    scenario: Scenario
    goal: Goal | None
    year: int

    @property
    def wrong(self) -> tuple[Field, ...]:
        """The fields that cannot be understood."""
        return tuple(field for field in self.fields if field.wrong)

    @property
    def query(self) -> str:
        """The address's part after ?, with what is changed and right only; empty where nothing is."""
        return urlencode({f.name: f.in_address for f in self.fields if f.changed and not f.wrong})

    @property
    def scenario_query(self) -> str:
        """The same without the goal."""
        kept = (f for f in self.fields if f.name not in (GOAL, YEAR) and f.changed and not f.wrong)
        return urlencode({f.name: f.in_address for f in kept})

    def refused(self, name: str, wrong: str) -> "Asked":
        """Return the same with a field that turned out to be impossible."""
        fields = tuple(replace(field, wrong=wrong) if field.name == name else field for field in self.fields)
        goal = None if name in (GOAL, YEAR) else self.goal
        return replace(self, fields=fields, goal=goal, scenario=self.scenario if name == GOAL else Scenario())


def asked(query: Mapping[str, str], given: Given, *, this_year: int) -> Asked:
    """Return what an address asks for. Nothing written means as expected, and the plan's goal."""
    children, inflow, outflow = (_scenario_field(name, query, given) for name in (CHILDREN, INFLOW, OUTFLOW))
    year = _year_field(query, given, this_year)
    goal = _goal_field(query, given)
    at = int(_read(year.written, YEAR) or given.usual_year) if not year.wrong else given.usual_year
    scenario = Scenario(
        children_per_woman=_changed(children),
        inflow_per_year=_changed(inflow),
        outflow_factor=1.0 if (percent := _changed(outflow)) is None else percent / 100,
    )
    fields = (children, inflow, outflow, goal, year)
    return Asked(fields, scenario, _goal(goal, year, at, given), at)


def _goal(goal: Field, year: Field, at: int, given: Given) -> Goal | None:
    if goal.wrong or year.wrong or not goal.written:
        return None
    inhabitants = _read(goal.written, GOAL)
    if inhabitants is None:
        return None
    own = given.goal
    if own is not None and (inhabitants, at) == (own.inhabitants, own.year):
        return own
    return Goal(inhabitants, at)


def _scenario_field(name: str, query: Mapping[str, str], given: Given) -> Field:
    expected_value, most = {
        CHILDREN: (given.children_per_woman, MOST_CHILDREN),
        INFLOW: (given.inflow_per_year, LARGEST_FACTOR * given.inflow_per_year),
        OUTFLOW: (100.0, 100 * LARGEST_FACTOR),
    }[name]
    expected = _plain(expected_value, DECIMALS[name])
    most = float(rounded(most, decimals=0))
    written = _written(query, name) or expected
    value, wrong = _read(written, name), ""
    if value is None:
        wrong = words.NOT_A_NUMBER[name]
    elif not 0 <= value <= most:
        wrong = words.outside(name, 0, most, decimals=0)
    slider = {
        CHILDREN: (1.0, 3.0, 0.05),
        INFLOW: (float(rounded(0.4 * expected_value, decimals=0)), float(rounded(2 * expected_value, decimals=0)), 1.0),
        OUTFLOW: (50.0, 150.0, 1.0),
    }[name]
    return Field(
        name,
        words.LABELS[name],
        words.hint(name, expected),
        _tidy(written, None if wrong else value, name),
        expected,
        wrong,
        slider,
    )


def _goal_field(query: Mapping[str, str], given: Given) -> Field:
    expected = _plain(given.goal.inhabitants, 0) if given.goal is not None else ""
    written = _written(query, GOAL) if GOAL in query else expected
    value, wrong = _read(written, GOAL), ""
    if written and value is None:
        wrong = words.NOT_A_NUMBER[GOAL]
    elif value is not None and value <= 0:
        wrong = words.too_few(value)
    elif value is not None and value > LARGEST_GOAL:
        wrong = words.outside(GOAL, 1, LARGEST_GOAL, decimals=0)
    tidy = _tidy(written, None if wrong else value, GOAL)
    return Field(GOAL, words.LABELS[GOAL], words.hint(GOAL, expected), tidy, expected, wrong)


def _year_field(query: Mapping[str, str], given: Given, this_year: int) -> Field:
    expected = str(given.usual_year)
    first = max(given.first_year, this_year)
    written = _written(query, YEAR) or expected
    value, wrong = _read(written, YEAR), ""
    if value is None or value != int(value):
        wrong = words.NOT_A_NUMBER[YEAR]
    elif value < first:
        wrong = words.past_year(int(value), first, given.last_year)
    elif value > given.last_year:
        wrong = words.outside(YEAR, first, given.last_year, decimals=0)
    return Field(YEAR, words.LABELS[YEAR], words.hint(YEAR, expected), written, expected, wrong)


def _written(query: Mapping[str, str], name: str) -> str:
    return query.get(name, "").strip()[:LONGEST]


def _tidy(written: str, value: float | None, name: str) -> str:
    """A number as it is written in Swedish; what cannot be answered is kept as it was."""
    if value is None:
        return written
    decimals = next((d for d in range(DECIMALS[name], 4) if float(rounded(value, decimals=d)) == value), 4)
    return _plain(value, decimals)


def _plain(value: float, decimals: int) -> str:
    """A number in a field: in English without the commas that a script, or a Swede, takes for decimal ones."""
    written = number(value, decimals=decimals)
    return written.replace(",", "") if speaks_english() else written


def _changed(field: Field) -> float | None:
    return _read(field.written, field.name) if field.changed and not field.wrong else None


def _read(written: str, name: str) -> float | None:
    """A number as a Swede writes it: decimal comma, spaces between thousands; None where it is none.

    Where English is spoken the comma of 17,500 stands between thousands, in fields of whole numbers.
    """
    text = re.sub(r"\s", "", written).replace("\u2212", "-")
    if speaks_english() and DECIMALS[name] == 0 and IN_ENGLISH.fullmatch(text):
        text = text.replace(",", "")
    text = text.replace(",", ".")
    if DECIMALS[name] == 0 and THOUSANDS.fullmatch(text):
        text = text.replace(".", "")
    return float(text) if PLAIN.fullmatch(text) else None
