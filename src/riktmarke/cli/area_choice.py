"""Which municipality is shown, when the figures may be of another country than the one it was shown from before."""

from riktmarke.statistics.store import Dataset
from riktmarke.vocabulary.areas import AreaKind
from riktmarke.vocabulary.errors import UnknownArea


def choose_area(dataset: Dataset, *, wanted: str | None, held: str, usual: str) -> tuple[str, str]:
    """Return the municipality to show, and what to say where it is another than was asked for.

    `wanted` was given with the command, `held` is the site's own from before, `usual` the one of the settings. The
    example country has none of Sweden's municipalities: there its first stands in for them.

    Raises:
        UnknownArea: if real figures have no such municipality.
    """
    areas, asked = dataset.areas, wanted or held
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
        note = "" if asked == (wanted or held) else f"The figures know of no {held}: {asked} {area.name} is shown."
        return asked, note
    first = areas.of_kind(AreaKind.MUNICIPALITY)[0]
    return first.code, f"The example country has no {asked}: its {first.code} {first.name} is shown instead."
