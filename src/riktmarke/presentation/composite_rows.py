"""A composite's scores as rows to read and to draw: ranks with the ranks they may be, and what each part gives."""

from collections.abc import Iterable
from dataclasses import dataclass

from riktmarke.assessment.composites.account import ScoreAccount, Standing
from riktmarke.assessment.composites.changes import Level, PartChange
from riktmarke.governance.composites import CompositePart
from riktmarke.governance.definitions import Catalogue, Definition
from riktmarke.presentation.composite_words import (
    LEVELS,
    Name,
    audience_names,
    change_sentence,
    good_direction,
    rank_words,
    reached_sentence,
)
from riktmarke.presentation.labels import counted, counted_unit, period_label, unit_name
from riktmarke.presentation.language import say
from riktmarke.presentation.numbers import EN_DASH, number, rounded, with_unit, years
from riktmarke.presentation.titles import title_in_tongue

SCORE_DECIMALS = 1
PART_DECIMALS = 2


@dataclass(frozen=True, slots=True)
class RankRow:
    """A line of a table of ranks: `name` a municipality or a time. Places are in percent from the first rank.

    `ranks`: "5–15 av 15"; `lowest` to `highest` is where they lie, `at` the score's own; empty where nobody is ranked.
    """

    name: str
    code: str
    own: bool
    ranks: str
    at: str
    lowest: str
    highest: str
    score: str
    together: bool = False


@dataclass(frozen=True, slots=True)
class PartRow:
    """A part of a score: its value, weight and what it gives, the county's best, and what being first takes.

    Values are in `unit`, weights in percent; `best` is empty where the municipality is the best itself, `needed` where
    nothing is enough.
    """

    title: str
    indicator: str
    audiences: str
    why: str
    direction: str
    unit: str
    weight: str
    value: str
    when: str
    gives: str
    best: str
    best_name: str
    needed: str
    reached: tuple[str, ...]
    alone: str


def county_rows(account: ScoreAccount, area: str, name: Name) -> tuple[RankRow, ...]:
    """Return the county's municipalities in the latest year, the highest score first."""
    of = len(account.county)
    return tuple(_rank_row(one, name(one.area), of, own=one.area == area) for one in account.county)


def year_rows(account: ScoreAccount) -> tuple[RankRow, ...]:
    """Return each year of a municipality's score, and last the latest years together where there are as many."""
    of = max(one.of for one in account.history)
    rows = [_rank_row(one, str(one.last), of, own=True) for one in account.history]
    if account.together is not None:
        when = years(account.together.first, account.together.last)
        rows.append(_rank_row(account.together, say("{when} tillsammans", when=when), of, own=True, together=True))
    return tuple(rows)


def _rank_row(one: Standing, name: str, of: int, *, own: bool, together: bool = False) -> RankRow:
    ranked = one.of > 1
    return RankRow(
        name=name,
        code=one.area,
        own=own,
        ranks=_ranks(one) if ranked else "",
        at=_place(one.rank, of) if ranked else "",
        lowest=_place(one.lower, of) if ranked else "",
        highest=_place(one.upper, of) if ranked else "",
        score=number(one.score, decimals=SCORE_DECIMALS),
        together=together,
    )


def _ranks(one: Standing) -> str:
    ranks = str(one.lower) if one.lower == one.upper else f"{one.lower}{EN_DASH}{one.upper}"
    return say("{ranks} av {of}", ranks=ranks, of=one.of)


def _place(rank: int, of: int) -> str:
    return f"{100 * (rank - 1) / max(of - 1, 1):.1f}%"


def together_sentence(account: ScoreAccount) -> str:
    """Return what several years together tell, which may be more than one year; empty where there are not as many."""
    one = account.together
    if one is None or one.of < 2:
        return ""
    count, ranks = counted(one.last - one.first + 1).capitalize(), rank_words(one.lower, one.upper, one.of)
    more = say(" säger mer") if one.upper - one.lower < account.latest.upper - account.latest.lower else ""
    return say(
        "{count} år tillsammans ({years}){more}: {ranks}.",
        count=count,
        years=years(one.first, one.last),
        more=more,
        ranks=ranks,
    )


def together_change_sentence(account: ScoreAccount) -> str:
    """Return how the latest years together differ from as many before; empty where they cannot be set beside them."""
    if account.changed_together is None or account.together is None:
        return ""
    first, last = account.together.first, account.together.last
    before = years(2 * first - last - 1, first - 1)
    return change_sentence(account.changed_together, before, years(first, last))


def part_rows(
    account: ScoreAccount, parts: Iterable[CompositePart], catalogue: Catalogue, name: Name
) -> tuple[PartRow, ...]:
    """Return the parts that a municipality's score is made of in the latest year, in the order of the composite."""
    if account.what is None:
        return ()
    found = {change.indicator: change for change in account.what.parts}
    return tuple(
        _part_row(found[part.indicator], part, catalogue[part.indicator], account.what.values_then, name)
        for part in parts
        if part.indicator in found
    )


def _part_row(
    change: PartChange, part: CompositePart, definition: Definition, then: dict[str, float], name: Name
) -> PartRow:
    best = change.reached[Level.BEST_IN_COUNTY]
    gives = number(change.contribution, decimals=PART_DECIMALS)
    return PartRow(
        title=title_in_tongue(definition),
        indicator=part.indicator,
        audiences=audience_names(part.audiences),
        why=part.why,
        direction=good_direction(definition),
        unit=unit_name(definition),
        weight=_percent(change.weight),
        value=number(change.value, decimals=definition.decimals),
        when=period_label(change.measured_in, definition),
        gives=f"+{gives}" if rounded(change.contribution, decimals=PART_DECIMALS) > 0 else gives,
        best=number(best.value, decimals=definition.decimals) if best.gain > 0 else "",
        best_name=name(change.best_area) if best.gain > 0 else "",
        needed=number(then[part.indicator], decimals=definition.decimals) if part.indicator in then else "",
        reached=tuple(
            reached_sentence(change.reached[level], level, definition)
            for level in LEVELS
            if level in change.reached and change.reached[level].gain > 0
        ),
        alone=alone_sentence(change, definition),
    )


def alone_sentence(change: PartChange, definition: Definition) -> str:
    """Return whether the part alone could make the municipality first; empty where it is there already."""
    if change.first_alone is not None:
        value = _figure(change.first_alone, definition)
        return say("Om bara det här ändrades hade {value} räckt för länets högsta poäng.", value=value)
    if change.reached[Level.BEST_IN_COUNTY].gain > 0:
        return say("Ensam hade den här delen inte räckt för länets högsta poäng.")
    return ""


def weight_words(weight: float) -> str:
    """Return a weight in whole percent: "30 procent"."""
    return with_unit(_percent(weight), say("procent"))


def _percent(share: float) -> str:
    return number(100 * share, decimals=0)


def _figure(value: float, definition: Definition) -> str:
    figure = number(value, decimals=definition.decimals)
    return with_unit(figure, counted_unit(unit_name(definition), figure))
