"""Which measures are shown first for a municipality: `catalogue/overview.toml`."""

from pathlib import Path

from riktmarke.governance.definitions import Catalogue
from riktmarke.governance.toml_files import Keys, read_toml
from riktmarke.vocabulary.errors import CatalogueError


def load_overview(folder: Path, catalogue: Catalogue) -> tuple[str, ...]:
    """Return the indicators to show first, in order; all of the catalogue where there is no such file.

    Raises:
        CatalogueError: naming what the catalogue does not define.
    """
    file = folder / "overview.toml"
    if not file.is_file():
        return tuple(catalogue)
    keys = Keys(file, read_toml(file), explained_in="catalogue/README.md")
    keys.only(required=("series",), optional=())
    wanted = keys.texts("series")
    unknown = [series for series in wanted if series not in catalogue]
    if unknown:
        raise CatalogueError(
            f"{file}: series has {', '.join(unknown)}, which nothing in indicators/ defines.",
            expected="ids of indicators in the catalogue",
            remedy="correct the id, take it away, or write the definition.",
        )
    return wanted
