"""The catalogue's check: what a definition lacks, and what in it does not hold.

An error is wrong for certain. A warning is for a person: words in a publisher's description are never taken as the
answer, only as a reason to read it. A second reader who has read it stamps the definition; from then on only what
has changed is told.
"""

from collections.abc import Iterator
from datetime import date

from riktmarke.governance.definition_files import without_english
from riktmarke.governance.definitions import Catalogue, Definition, Replacement, with_parts
from riktmarke.governance.framework_lists import FrameworkLists
from riktmarke.governance.published_check import check_against_published
from riktmarke.governance.published_facts import PublishedRegister
from riktmarke.governance.remarks import Remark, Severity
from riktmarke.vocabulary.groups import Dimension, Ground

AGENDA = "agenda-2030"
FOCUS_AREAS = "focus-areas"


def check_catalogue(
    definitions: Catalogue,
    framework_lists: FrameworkLists,
    *,
    as_of: date,
    published: PublishedRegister | None = None,
    read_too: bool = False,
) -> list[Remark]:
    """Return what is missing in the definitions or does not hold, in the order of the catalogue, errors first.

    With `published`, the definitions are held up against what the publisher says and the values show; without it,
    only against themselves and the framework lists. `read_too` also gives the warnings that a second reader has
    answered for.
    """
    found: list[Remark] = []
    for definition in definitions.values():
        remarks = [
            *_links(definition, framework_lists, read_too=read_too),
            *_groups(definition),
            *_english(definition),
            *_reading(definition, as_of),
            *_lifecycle(definition, definitions, published),
        ]
        if published is not None:
            remarks += check_against_published(definition, published, read_too=read_too)
        found += sorted(remarks, key=lambda remark: remark.severity)
    return found


def _links(d: Definition, lists: FrameworkLists, *, read_too: bool) -> Iterator[Remark]:
    if not d.links:
        yield Remark(
            d.series,
            "links",
            Severity.ERROR,
            "it is linked to nothing",
            expected="at least a focus area and a goal or target of Agenda 2030",
            remedy="add the items it concerns; catalogue/frameworks/ lists them.",
        )
        return
    for link in d.links:
        yield from _link(d, link, lists)
    if d.checked_by and not read_too:
        return
    for framework, what in ((FOCUS_AREAS, "focus area"), (AGENDA, "goal or target of Agenda 2030")):
        if framework in lists and not any(link.startswith(f"{framework}/") for link in d.links):
            yield Remark(
                d.series,
                "links",
                Severity.WARNING,
                f"it is linked to no {what}",
                expected=f'at least one link that begins with "{framework}/"',
                remedy="add it; if it belongs to none, a second reader's stamp says so.",
            )


def _link(d: Definition, link: str, lists: FrameworkLists) -> Iterator[Remark]:
    framework, _, item_id = link.partition("/")
    linked = lists.get(framework)
    if linked is None or not linked.linked_by_indicators:
        yield Remark(
            d.series,
            "links",
            Severity.ERROR,
            f"{link!r}: there is no list {framework!r} that indicators link to",
            expected=f"one of {', '.join(name for name, one in lists.items() if one.linked_by_indicators)}",
            remedy="mend the link.",
        )
        return
    item = linked.item(item_id)
    if item is None:
        yield Remark(
            d.series,
            "links",
            Severity.ERROR,
            f"{link!r}: {linked.short_title} has no item {item_id!r}",
            expected=f"an id in catalogue/frameworks/{framework}.toml",
            remedy="mend the link.",
        )
    elif item.parent and f"{framework}/{item.parent}" in d.links:
        yield Remark(
            d.series,
            "links",
            Severity.WARNING,
            f"{link!r} and its goal {item.parent!r} are both linked",
            expected="the target where one fits, otherwise the goal",
            remedy="take one of the two away: a goal's page shows what is linked to its targets too.",
        )


def _groups(d: Definition) -> Iterator[Remark]:
    if not d.split_by_sex and not d.not_split_by_sex:
        yield Remark(
            d.series,
            "not_split_by_sex",
            Severity.ERROR,
            "it is not split by sex and does not say why",
            expected="always sex, or the reason why not",
            remedy="write the reason: why the source cannot show women and men, or does not.",
        )
    if (d.split_by_sex or d.compares_sexes) is not (Ground.SEX in d.grounds):
        yield Remark(
            d.series,
            "grounds",
            Severity.ERROR,
            f"split_by_sex = {str(d.split_by_sex).lower()}, but `grounds` says otherwise",
            expected='"sex" among the grounds if and only if the figures are split by sex',
            remedy="mend the one that is wrong.",
        )
    shows_origin = bool(d.by(Dimension.ORIGIN))
    if shows_origin and Ground.ETHNICITY not in d.grounds:
        yield Remark(
            d.series,
            "grounds",
            Severity.ERROR,
            "it has groups by origin, but ethnicity is not among its grounds",
            expected='"ethnicity", for which country of birth is a rough stand-in',
            remedy="add it to `grounds`.",
        )
    if d.covers_sex is not None and d.composed:
        yield Remark(
            d.series,
            "covers_sex",
            Severity.ERROR,
            "it covers one sex and is composed of both",
            expected="one of the two",
            remedy="take covers_sex away.",
        )


def _english(d: Definition) -> Iterator[Remark]:
    if missing := without_english(d):
        yield Remark(
            d.series,
            f"{missing[0]}_en",
            Severity.WARNING,
            f"it is in Swedish only in {', '.join(missing)}",
            expected="its texts in English too: without them the English pages show the Swedish, marked as Swedish",
            remedy="write each below the Swedish one, under the same key with _en, in the field's standard terms.",
        )


def _reading(d: Definition, as_of: date) -> Iterator[Remark]:
    if d.next_review <= as_of:
        yield Remark(
            d.series,
            "next_review",
            Severity.WARNING,
            f"it was to be read again by {d.next_review.isoformat()}",
            expected=f"a date after {as_of.isoformat()}",
            remedy=f"read it beside the publisher's words (riktmarke catalogue show {d.series}) and set the next date.",
        )
    if d.checked_by and d.checked_by == d.author:
        yield Remark(
            d.series,
            "checked_by",
            Severity.ERROR,
            f"author and second reader are both {d.author!r}",
            expected="another reader than the one who wrote it",
            remedy="have somebody else read it.",
        )


def _lifecycle(d: Definition, definitions: Catalogue, published: PublishedRegister | None) -> Iterator[Remark]:
    known = with_parts(definitions)
    for key, others in (("replaced_by", d.replaced_by), ("replaces", d.replaces)):
        for other in others:
            if other.series in known:
                owner = definitions[known[other.series].part_of or other.series]
                yield from _names_back(d, key, other, owner)
            elif key == "replaced_by" and (published is None or other.series in published):
                yield Remark(
                    d.series,
                    key,
                    Severity.ERROR,
                    f"it is replaced by {other.series}, which has no definition",
                    expected="a definition of what came after, where there are figures",
                    remedy=f"write catalogue/indicators/{other.series}.toml.",
                )


def _names_back(d: Definition, key: str, other: Replacement, owner: Definition) -> Iterator[Remark]:
    """Give a remark if the definition that has the other series does not tell of the same change."""
    back, named = ("replaces", owner.replaces) if key == "replaced_by" else ("replaced_by", owner.replaced_by)
    years = {one.from_year for one in named if one.series in {d.series, *d.all_series}}
    if not years:
        yield Remark(
            d.series,
            key,
            Severity.ERROR,
            f"it names {owner.series} in {key}, but {owner.series} does not name it in {back}",
            expected="both or neither",
            remedy=f'add [[{back}]] with series = "{d.series}" to catalogue/indicators/{owner.series}.toml.',
        )
    elif other.from_year not in years:
        yield Remark(
            d.series,
            key,
            Severity.ERROR,
            f"from_year = {other.from_year}, but {owner.series} says {', '.join(map(str, sorted(years)))} in {back}",
            expected="the same year in both: the first of the newer series",
            remedy="mend the one that is wrong.",
        )
