"""A target in depth, for the page of a goal: its likelihood, the fan with its table, and what would have been said."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from riktmarke.assessment.outlook.likelihood import TargetOutlook
from riktmarke.governance.codes import TargetKind
from riktmarke.governance.definitions import Definition
from riktmarke.publishing.website.chain.planned import Planned
from riktmarke.publishing.website.chain.target_lines import TargetLine
from riktmarke.publishing.website.outlook.earlier_said import EarlierSaid, earlier_said
from riktmarke.publishing.website.outlook.fan_picture import FanPicture, fan_picture
from riktmarke.publishing.website.outlook.fans import above_words, fan_of_target
from riktmarke.publishing.website.outlook.groups import slug
from riktmarke.publishing.website.outlook.series_section import GROUP, fans
from riktmarke.publishing.website.outlook.source import Outlook
from riktmarke.publishing.website.outlook.target_mark import TARGET, target_mark
from riktmarke.publishing.website.outlook.target_outlook_line import group_name
from riktmarke.publishing.website.outlook.tested_words import tested_words
from riktmarke.publishing.website.population.strip import PopulationStrip, population_strip


@dataclass(frozen=True, slots=True)
class TargetDepth:
    """A target in depth. `anchor`: where it stands on the page.

    `picture`: the fan of who is worst off, `others` of the other groups; None where there is nothing to draw, or
    where it is `drawn_above`, with another target of the same group.
    `rests_on`: what the forecast is made of. `population`: what the projection of the population says of it.
    """

    line: TargetLine
    anchor: str
    picture: FanPicture | None = None
    others: tuple[FanPicture, ...] = ()
    drawn_above: str = ""
    earlier: EarlierSaid | None = None
    rests_on: tuple[str, ...] = ()
    population: PopulationStrip | None = None


def targets_in_depth(planned: Planned, outlook: Outlook | None, lines: Iterable[TargetLine]) -> list[TargetDepth]:
    """Return the targets in depth, in the order of the lines. No picture is shown twice."""
    drawn: dict[str, str] = {}  # where on the page, by the picture's address
    found = []
    for number, line in enumerate(lines, start=1):
        depth = _depth(outlook, line, planned.source.catalogue[line.series], number, drawn)
        if line.target_row is not None and line.likelihood is not None and line.likelihood.projected:
            depth = replace(depth, population=population_strip(planned, line.target_row))
        found.append(depth)
    return found


def _depth(
    outlook: Outlook | None, line: TargetLine, definition: Definition, number: int, drawn: dict[str, str]
) -> TargetDepth:
    found, anchor = line.likelihood, f"malvarde-{number}"
    if outlook is None or found is None or line.outlook is None:
        return TargetDepth(line, anchor)
    several = len(found.groups) > 1
    every = [_picture(outlook, definition, one, who=group_name(one) if several else "") for one in found.groups]
    pictures = [picture for picture in every if picture is not None]
    new = [picture for picture in pictures if picture.address not in drawn]
    above = "" if new or not pictures else drawn[pictures[0].address]
    drawn.update({picture.address: anchor for picture in new})
    return TargetDepth(
        line=line,
        anchor=anchor,
        picture=new[0] if new else None,
        others=tuple(new[1:]),
        drawn_above=above,
        earlier=earlier_said(found.first.history),
        rests_on=tested_words(outlook, definition, ahead=found.own.asked.year - found.own.known)
        if line.outlook.said is not None and not found.projected
        else (),
    )


def _picture(outlook: Outlook, definition: Definition, one: TargetOutlook, *, who: str) -> FanPicture | None:
    """The fan of the group with all its levels marked, or of the difference that the target is about."""
    series, key = f"/kommun/{outlook.place.area.code}/nyckeltal/{definition.series}/", one.asked.group
    if one.asked.kind is TargetKind.LEVEL:
        found = fans(outlook, definition, (key,)).get(key)
        fan, address = found[1] if found is not None else None, f"{series}utsikt.svg?{GROUP}={slug(key)}"
    else:
        fan, address = fan_of_target(outlook, definition, one), f"{series}utsikt.svg?{TARGET}={target_mark(one.asked)}"
    if fan is None:
        return None
    return fan_picture(fan, definition, address, who=who, above=above_words(outlook, definition, one))
