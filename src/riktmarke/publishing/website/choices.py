"""The lists to choose from, made once per dataset: 290 options and a hundred groups cost more than a page may."""

from functools import cached_property

from django.utils.safestring import SafeString

from riktmarke.publishing.website.places import CountyOfPlaces, by_county, municipality_options
from riktmarke.publishing.website.series_groups import GroupBranch, group_tree
from riktmarke.statistics.store import Dataset


class Choices:
    """What a reader may choose between in one dataset."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset

    @cached_property
    def counties(self) -> tuple[CountyOfPlaces, ...]:
        """All counties with their municipalities."""
        return by_county(self.dataset.areas)

    @cached_property
    def municipality_options(self) -> SafeString:
        """The options of a choice of municipality."""
        return municipality_options(self.dataset.areas)

    @cached_property
    def groups(self) -> tuple[GroupBranch, ...]:
        """The publisher's groups of series."""
        return group_tree(self.dataset.series)
