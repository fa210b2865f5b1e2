"""The outlook run that commands show or make: of the targets of the plans in the database, with progress said."""

import django
from rich.markup import escape

from riktmarke.assessment.outlook.runs import OutlookRun
from riktmarke.cli.terminal import err, now, progress_shown
from riktmarke.governance.definitions import Catalogue
from riktmarke.statistics.store import Store
from riktmarke.vocabulary.errors import NoFigures, RiktmarkeError


def outlook_made(store: Store, catalogue: Catalogue, *, again: bool = False) -> OutlookRun:
    """Return an outlook run that rests on what there is now, making it where something has changed.

    Raises:
        NoFigures: if there are no figures.
    """
    store.dataset()  # without figures no database is asked for either: asking would make one
    django.setup()
    # imported here: models can only be loaded once Django is set up
    from riktmarke.operations.outlook import ensure_outlook, targets_of_plans

    with progress_shown() as told:
        targets = targets_of_plans(catalogue)
        return ensure_outlook(store, catalogue, targets, at=now(), progress=told, again=again)


def outlook_if_possible(store: Store, catalogue: Catalogue) -> OutlookRun | None:
    """Return what `outlook_made` does, as `challenges_if_possible` does for challenges."""
    try:
        return outlook_made(store, catalogue)
    except NoFigures:
        return None  # whoever calls has said so
    except (RiktmarkeError, OSError) as error:
        err.print(f"The outlook could not be brought up to date.\n{escape(str(error))}")
        return None
