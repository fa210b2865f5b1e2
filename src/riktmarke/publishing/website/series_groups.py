"""The publisher's groups of series as a tree, for the index and the choice in the form."""

from dataclasses import dataclass

from riktmarke.presentation.numbers import NO_BREAK_SPACE
from riktmarke.statistics.series import SeriesGroup, SeriesRegister

# The publisher's titles that say nothing to those outside; all other titles are shown as they are.
DISPLAY_TITLES = {
    "IFO": "Individ- och familjeomsorg (IFO)",
    "Funk.": "Stöd vid funktionsnedsättning",
    "Äldre": "Äldreomsorg",
    "Samhällsb.": "Samhällsbyggnad",
    "Mer": "Fler ämnen",
    "ÖJ & KKiK": "Öppna jämförelser och Kommunens kvalitet i korthet",
}


@dataclass(frozen=True, slots=True)
class GroupBranch:
    """A group with those below it. `count` is how many series it holds, its own and theirs, each once."""

    id: str
    title: str
    count: int
    depth: int
    branches: tuple["GroupBranch", ...]

    @property
    def indented(self) -> str:
        """The title moved in by its depth, for a list of choices that has no other way to show it."""
        return NO_BREAK_SPACE * 3 * max(self.depth - 1, 0) + self.title

    @property
    def below(self) -> tuple["GroupBranch", ...]:
        """All groups below this one, in order, whatever their depth."""
        return tuple(deep for branch in self.branches for deep in (branch, *branch.below))


def display_title(title: str) -> str:
    """Return a group's title as it is shown: abbreviations that only the profession knows are written out."""
    return DISPLAY_TITLES.get(title.strip(), title.strip())


def group_tree(register: SeriesRegister) -> tuple[GroupBranch, ...]:
    """Return the groups at the top with everything below them, without those that hold no series."""
    return _branches(register, parent="", depth=0)


def series_within(register: SeriesRegister, group: SeriesGroup) -> set[str]:
    """Return the ids of the series in a group and in every group below it, as far as the store holds them."""
    held = {series for series in group.series if series in register}
    for child in register.groups:
        if child.parent == group.id and child.id != group.id:
            held |= series_within(register, child)
    return held


def _branches(register: SeriesRegister, *, parent: str, depth: int) -> tuple[GroupBranch, ...]:
    made = (
        GroupBranch(
            id=group.id,
            title=display_title(group.title),
            count=len(series_within(register, group)),
            depth=depth,
            branches=_branches(register, parent=group.id, depth=depth + 1),
        )
        for group in register.groups
        if group.parent == parent
    )
    return tuple(branch for branch in made if branch.count)
