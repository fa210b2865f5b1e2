"""The lists to choose from, made once per dataset: 290 options and a hundred groups cost more than a page may."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from django.utils.safestring import SafeString
from django.utils.translation import override

from riktmarke.governance.definitions import Catalogue
from riktmarke.presentation.language import Language, spoken_language
from riktmarke.publishing.website.places import CountyOfPlaces, by_county, municipality_options
from riktmarke.publishing.website.series_groups import GroupBranch, group_tree
from riktmarke.statistics.series_search import SeriesSearch
from riktmarke.statistics.store import Dataset


class Choices:
    """What a reader may choose between in one dataset."""

    def __init__(self, dataset: Dataset, catalogue: Catalogue, everyday_words: Mapping[str, Sequence[str]]) -> None:
        self.dataset = dataset
        self._catalogue = catalogue
        self._everyday_words = everyday_words

    @cached_property
    def search(self) -> SeriesSearch:
        """The search over all series, by the publisher's words and ours."""
        own = {series: f"{d.title} {d.phrase} {d.title_en}" for series, d in self._catalogue.items()}
        return SeriesSearch(self.dataset.series, own, self._everyday_words)

    @property
    def counties(self) -> tuple[CountyOfPlaces, ...]:
        """All counties with their municipalities, named in the language that is spoken."""
        return self._places[spoken_language()][0]

    @property
    def municipality_options(self) -> SafeString:
        """The options of a choice of municipality, under counties named in the language that is spoken."""
        return self._places[spoken_language()][1]

    @cached_property
    def _places(self) -> dict[Language, tuple[tuple[CountyOfPlaces, ...], SafeString]]:
        found = {}
        for language in Language:
            with override(language.value):
                found[language] = by_county(self.dataset.areas), municipality_options(self.dataset.areas)
        return found

    @cached_property
    def groups(self) -> tuple[GroupBranch, ...]:
        """The publisher's groups of series."""
        return group_tree(self.dataset.series)
