"""Which municipality is shown, when the figures may be of another country than the one it was shown from before."""

from django.conf import settings
from django.db import connection

from riktmarke.statistics.areas import AreaTable
from riktmarke.statistics.series_search import folded
from riktmarke.statistics.store import Dataset
from riktmarke.vocabulary.areas import AreaKind
from riktmarke.vocabulary.errors import UnknownArea


def choose_area(dataset: Dataset, *, wanted: str | None, held: str, usual: str) -> tuple[str, str]:
    """Return the municipality to show, and what to say where it is another than was asked for.

    `wanted` was given with the command, as a code or a name, `held` is the site's own from before, `usual` the one of
    the settings. The example country has none of Sweden's municipalities: there its first stands in for them.

    Raises:
        UnknownArea: if real figures have no such municipality.
    """
    areas = dataset.areas
    asked = _code_of(areas, wanted) if wanted else held
    if asked not in areas and wanted is None:
        asked = usual
    if asked in areas or not dataset.version.manifest.get("example"):
        area = areas[asked]
        if area.kind is not AreaKind.MUNICIPALITY:
            raise UnknownArea(
                f"{asked} is {area.name}, not a municipality.",
                expected="the code of one of the municipalities",
                remedy="look it up with riktmarke areas.",
            )
        note = "" if wanted or asked == held else f"The figures know of no {held}: {asked} {area.name} is shown."
        return asked, note
    first = areas.of_kind(AreaKind.MUNICIPALITY)[0]
    return first.code, f"The example country has no {asked}: its {first.code} {first.name} is shown instead."


def own_area() -> str:
    """Return the municipality that the site is for, and before there is a site the one of the settings."""
    # imported here: models can only be loaded once Django is set up
    from riktmarke.publishing.website.models import StartPage

    table = StartPage._meta.db_table  # noqa: SLF001  # the public way to a model's table
    page = StartPage.objects.first() if table in connection.introspection.table_names() else None
    return str(page.own_area if page is not None else settings.RIKTMARKE_AREA)


def _code_of(areas: AreaTable, wanted: str) -> str:
    """Return the code of the municipality with this name; what is no name, or could be of two, as it is."""
    municipalities = areas.of_kind(AreaKind.MUNICIPALITY)
    for alike in (str.casefold, folded):
        found = [area.code for area in municipalities if alike(area.name) == alike(wanted)]
        if len(found) == 1:
            return found[0]
    return wanted
