"""Which of the publisher's series the catalogue needs: what a sync fetches when nobody asks for more."""

from riktmarke.governance.definitions import Catalogue


def series_needed(catalogue: Catalogue) -> tuple[str, ...]:
    """Return the ids of every indicator's series, its groups' series, denominators and published uncertainty."""
    found = {
        series
        for definition in catalogue.values()
        for series in (*definition.all_series, *definition.denominators, definition.uncertainty_series)
    }
    return tuple(sorted(found - {""}))
