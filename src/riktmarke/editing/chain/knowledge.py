"""What the installation knows outside the plans: the catalogue, its composites, the shared frameworks, other words."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest

from riktmarke.governance.actions.changing import Writing
from riktmarke.governance.composite_files import load_composites
from riktmarke.governance.definition_files import load_catalogue
from riktmarke.governance.definitions import Catalogue
from riktmarke.governance.everyday_words import load_everyday_words
from riktmarke.governance.framework_lists import FrameworkLists, load_framework_lists
from riktmarke.governance.known import Known, known_from


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What a plan may refer to, and the words to find it by."""

    known: Known
    catalogue: Catalogue
    frameworks: FrameworkLists
    everyday_words: Mapping[str, tuple[str, ...]]

    def title(self, definition: str) -> str:
        """Return what an indicator is called; its id where the catalogue has lost it."""
        known = self.known.indicators.get(definition)
        return known.title if known else definition


def knowledge() -> Knowledge:
    """Return what this installation knows, read once per process."""
    return _knowledge(Path(settings.RIKTMARKE_CATALOGUE))


@lru_cache(maxsize=4)
def _knowledge(folder: Path) -> Knowledge:
    catalogue = load_catalogue(folder)
    frameworks = load_framework_lists(folder)
    known = known_from(catalogue, frameworks, load_composites(folder, catalogue))
    return Knowledge(known, catalogue, frameworks, load_everyday_words(folder))


def writing_of(request: HttpRequest) -> Writing:
    """Return who writes, when, and what may be referred to, for a request of somebody who has signed in."""
    return Writing(by=request.user.get_username(), at=request.now, known=knowledge().known)
