"""The page `docs/catalogue.md`: what the catalogue covers, written from its files alone."""

from collections.abc import Iterable, Iterator, Sequence

from riktmarke.governance.coverage import (
    FrameworkCoverage,
    by_dimension,
    by_focus_area,
    by_framework,
    by_ground,
    by_sex,
    read_by_another,
)
from riktmarke.governance.definitions import Catalogue
from riktmarke.governance.framework_lists import FrameworkLists
from riktmarke.presentation.labels import UNIT_NAMES
from riktmarke.vocabulary.groups import Dimension

GROUNDS_LIST = "discrimination-grounds"
HEAD = """# What the catalogue covers

Written from the files in `catalogue/`: do not edit. `riktmarke catalogue coverage --markdown >docs/catalogue.md` writes
it anew, and a test fails when it has fallen behind. Titles are in Swedish, as readers meet them. What is *not the
municipality's task* is a decision in each plan, not here: an item without an indicator only says that none is defined.
"""
DIMENSION_NAMES = {
    Dimension.SEX: "women and men",
    Dimension.ORIGIN: "native-born and foreign-born",
    Dimension.EDUCATION: "level of education",
    Dimension.INCOME: "fifths of income",
}


def coverage_page(definitions: Catalogue, lists: FrameworkLists) -> str:
    """Return the page as Markdown."""
    sections = [
        _in_short(definitions),
        _focus_areas(definitions, lists),
        _sexes(definitions),
        _groups(definitions),
        _grounds(definitions, lists),
        *(_framework(covered) for covered in by_framework(definitions, lists)),
        _indicators(definitions),
    ]
    return "\n".join([HEAD, *("\n".join(section) + "\n" for section in sections)])


def _in_short(definitions: Catalogue) -> Iterator[str]:
    sexes, read = by_sex(definitions), read_by_another(definitions)
    yield f"- **{len(definitions)}** indicators, resting on {len(_series(definitions))} of the publisher's series."
    yield f"- **{len(sexes.split)}** of them show women and men, and {len(sexes.compared)} are comparisons of women and"
    yield f"  men ({sexes.share_split:.0%} together); the others say why not."
    yield f"- **{len(read)}** have been read a second time against the publisher's own description"
    yield "  (`checked_by` in each says by whom)."


def _focus_areas(definitions: Catalogue, lists: FrameworkLists) -> Iterator[str]:
    yield "## By focus area\n"
    yield from _table(
        ("focus area", "indicators", "show women and men", "read a second time"),
        (
            (
                covered.item.title,
                len(covered.reached_by),
                sum(definitions[name].split_by_sex for name in covered.reached_by),
                sum(bool(definitions[name].checked_by) for name in covered.reached_by),
            )
            for covered in by_focus_area(definitions, lists).items
        ),
    )


def _sexes(definitions: Catalogue) -> Iterator[str]:
    sexes = by_sex(definitions)
    yield "## By sex, and the reason where it is not shown\n"
    yield from _table(
        ("why women and men are not shown", "indicators", "which"),
        ((reason, len(names), ", ".join(names)) for reason, names in sexes.not_split.items()),
    )


def _groups(definitions: Catalogue) -> Iterator[str]:
    yield "## By kind of group\n"
    yield from _table(
        ("groups", "indicators", "which"),
        (
            (DIMENSION_NAMES[dimension], len(names), _named_unless_many(names))
            for dimension, names in by_dimension(definitions).items()
        ),
    )


def _grounds(definitions: Catalogue, lists: FrameworkLists) -> Iterator[str]:
    titles = {item.id: item.title for item in lists[GROUNDS_LIST].items}
    yield "## By ground of discrimination\n"
    yield "Which grounds the figures can show. Official statistics know two sexes, and country of birth is a rough"
    yield "stand-in for ethnicity.\n"
    yield from _table(
        ("ground", "indicators", "which"),
        ((titles[ground], len(names), _named_unless_many(names)) for ground, names in by_ground(definitions).items()),
    )


def _framework(covered: FrameworkCoverage) -> Iterator[str]:
    framework = covered.framework
    yield f"## {framework.title}\n"
    yield f"Source: {framework.source}."
    if framework.translation:
        yield f"Titles below the goals: {framework.translation}."
    yield ""
    goals = {goal.id for goal in framework.goals}
    shown = [one for one in covered.items if one.reached_by or one.item.id in goals]
    yield from _table(
        ("item", "title", "indicators", "linked to it"),
        (
            (
                f"**{one.item.id}**" if one.item.id in goals else one.item.id,
                one.item.title,
                len(one.reached_by),
                ", ".join(one.linked),
            )
            for one in shown
        ),
    )
    below = [item.id for item in framework.items if item.parent]
    without = [item.id for item in covered.without if item.parent]
    if without:
        yield f"\nWithout an indicator, {len(without)} of the {len(below)} below the goals: {', '.join(without)}."


def _indicators(definitions: Catalogue) -> Iterator[str]:
    yield "## All indicators\n"
    yield from _table(
        ("id", "title", "unit", "women and men", "source"),
        (
            (
                f"[{d.series}](../catalogue/indicators/{d.series}.toml)",
                d.title,
                UNIT_NAMES[d.unit],
                "yes" if d.split_by_sex else "compared" if d.compares_sexes else "no",
                d.source,
            )
            for d in definitions.values()
        ),
    )


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{' --- |' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(str(cell).replace('|', '/') for cell in row)} |"


def _named_unless_many(names: tuple[str, ...], *, most: int = 30) -> str:
    return ", ".join(names) if len(names) <= most else "see the column in the last table"


def _series(definitions: Catalogue) -> set[str]:
    return {series for d in definitions.values() for series in d.all_series}
