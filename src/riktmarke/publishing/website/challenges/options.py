"""What a reader may choose between, each with its address and how many challenges it leaves."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from riktmarke.assessment.challenges.choosing import EVERYONE, GROUPS, within
from riktmarke.assessment.challenges.findings import IndicatorFinding
from riktmarke.assessment.challenges.kinds import Key
from riktmarke.governance.framework_lists import FrameworkList, FrameworkListItem
from riktmarke.presentation.challenge_labels import group_label
from riktmarke.presentation.labels import capitalised, quoted_title
from riktmarke.presentation.language import say
from riktmarke.presentation.titles import short_title_in_tongue, title_in_tongue
from riktmarke.publishing.website.chain.held import Chain
from riktmarke.publishing.website.challenges.account import Account
from riktmarke.publishing.website.challenges.choosing import Chosen, Narrowing, linked_to

GROUPS_IN_SIGHT = ("F", "M", "origin:native_born", "origin:foreign_born")
GLOBAL_GOALS = "agenda-2030"
PLANS_OWN = "focus-areas"  # offered where there is no plan with focus areas of its own
# Offered where there is no plan; others are a region's or a municipality's own.
EVERYBODYS = (GLOBAL_GOALS, "gender-equality", "public-health", PLANS_OWN)


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: what it is called, the query of the address with it made, how many challenges it leaves.

    `swedish`: the label exists in Swedish only.
    """

    label: str
    query: str
    count: int
    chosen: bool
    swedish: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """A heading with its options, of which the first is everything. `in_sight`: it need not be opened."""

    heading: str
    options: tuple[Option, ...]
    in_sight: bool = False

    @property
    def chosen(self) -> str:
        """The label of the option that is chosen; empty for the first, which is everything."""
        return next((option.label for option in self.options[1:] if option.chosen), "")


def choices(account: Account, narrowed: Narrowing, chain: Chain | None) -> list[Choice]:
    """Return the choices of group, focus area and framework, in that order; those without options are left out."""
    found = [
        *_groups(account, narrowed),
        _focus_areas(account, narrowed, chain),
        *_frameworks(account, narrowed, chain),
    ]
    return [choice for choice in found if len(choice.options) > 1]


def _groups(account: Account, narrowed: Narrowing) -> Iterator[Choice]:
    """Women, men and where people were born are in sight; the others are many, and may be opened."""
    kept = [
        finding
        for finding in account.findings.challenges
        if narrowed.indicators is None or finding.indicator in narrowed.indicators
    ]
    chosen, found = narrowed.chosen, [(finding, _found_for(finding)) for finding in kept]
    counts = {
        key: _count(account, (finding for finding, groups in found if any(within(group, key) for group in groups)))
        for key in GROUPS
    }
    everyone = replace(chosen, group=EVERYONE)
    everyone_option = _option(say("Alla grupper"), everyone, _count(account, kept), chosen=chosen.group == EVERYONE)
    options = {
        key: _option(capitalised(group_label(key)), replace(chosen, group=key), count, chosen=chosen.group == key)
        for key, count in counts.items()
        if count or key == chosen.group
    }
    first = tuple(option for key, option in options.items() if key in GROUPS_IN_SIGHT)
    yield Choice(say("Grupp"), (everyone_option, *first), in_sight=True)
    yield Choice(
        say("Fler grupper"), (everyone_option, *(option for option in options.values() if option not in first))
    )


def _found_for(finding: IndicatorFinding) -> set[Key]:
    """Return the groups that something is found worse for."""
    return {claim.group for claim in finding.worse}


def _count(account: Account, findings: Iterable[IndicatorFinding]) -> int:
    """How many challenges findings make, those that show the same thing once."""
    return len({account.findings.thing(finding.indicator) for finding in findings})


def _focus_areas(account: Account, narrowed: Narrowing, chain: Chain | None) -> Choice:
    chosen, left = narrowed.chosen, _left(account, narrowed)
    areas = chain.focus_areas if chain is not None else []
    return Choice(
        say("Fokusområde"),
        (
            _option(say("Alla fokusområden"), replace(chosen, focus=""), left(None), chosen=not chosen.focus),
            *(
                _option(
                    area.title,
                    replace(chosen, focus=area.key),
                    left({indicator.definition for indicator in area.indicators.all()}),
                    chosen=chosen.focus == area.key,
                    swedish=True,
                )
                for area in areas
            ),
        ),
    )


def _frameworks(account: Account, narrowed: Narrowing, chain: Chain | None) -> Iterator[Choice]:
    chosen, left = narrowed.chosen, _left(account, narrowed)
    for framework in _of_the_place(account, chain):
        linked = [(item, linked_to(account.source.catalogue, framework, item)) for item in _offered(framework)]
        options = [
            _option(
                _numbered(item),
                replace(chosen, item=f"{framework.id}/{item.id}"),
                left(indicators),
                chosen=chosen.item == f"{framework.id}/{item.id}",
            )
            for item, indicators in linked
            if indicators
        ]
        every = say("Alla mål i {framework}") if framework.id == GLOBAL_GOALS else say("Allt i {framework}")
        all_of_it = every.format(framework=quoted_title(short_title_in_tongue(framework)))
        everything = _option(all_of_it, replace(chosen, item=""), left(None), chosen=not chosen.item)
        yield Choice(quoted_title(short_title_in_tongue(framework)), (everything, *options))


def _of_the_place(account: Account, chain: Chain | None) -> list[FrameworkList]:
    """The frameworks that the plan uses, where there is one."""
    used = EVERYBODYS if chain is None else [f.key for f in chain.frameworks if f.key != PLANS_OWN]
    return [found for key in used if (found := account.source.frameworks.get(key)) is not None]


def _offered(framework: FrameworkList) -> Iterable[FrameworkListItem]:
    """The framework's goals; where one heading holds all of them, what is below it."""
    goals = framework.goals
    return framework.children(goals[0].id) if len(goals) == 1 else goals


def _numbered(item: FrameworkListItem) -> str:
    return f"{item.id} {title_in_tongue(item)}" if item.id[:1].isdigit() else title_in_tongue(item)


def _left(account: Account, narrowed: Narrowing) -> Callable[[Collection[str] | None], int]:
    """How many challenges of the chosen group an indicator among those given is left in."""
    group = narrowed.chosen.group
    held = [f for f in account.findings.challenges if any(within(own, group) for own in _found_for(f))]

    def left(indicators: Collection[str] | None) -> int:
        return _count(account, (f for f in held if indicators is None or f.indicator in indicators))

    return left


def _option(label: str, chosen_then: Chosen, count: int, *, chosen: bool, swedish: bool = False) -> Option:
    return Option(label, chosen_then.query or "?", count, chosen, swedish)
