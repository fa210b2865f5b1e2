"""The challenge run that commands show or make: by the plans in the database, with progress and warnings said."""

import django
from rich.markup import escape

from riktmarke.assessment.challenges.runs import ChallengeRun
from riktmarke.cli.outlook_run import outlook_made
from riktmarke.cli.terminal import err, now, progress_shown
from riktmarke.governance.definitions import Catalogue
from riktmarke.statistics.store import Store
from riktmarke.vocabulary.errors import NoFigures, RiktmarkeError


def challenges_found(store: Store, catalogue: Catalogue, *, again: bool = False) -> ChallengeRun:
    """Return a challenge run that rests on what there is now, making it where something has changed.

    Where plans have targets, the outlook that says how likely they are is made first if it is out of date.

    Raises:
        NoFigures: if there are no figures.
    """
    store.dataset()  # without figures no database is asked for either: asking would make one
    django.setup()
    # imported here: models can only be loaded once Django is set up
    from riktmarke.operations.challenges import ensure_challenges, rules_of_plans, warnings_about
    from riktmarke.operations.outlook import targets_of_plans

    rules = rules_of_plans(outlook_made(store, catalogue) if targets_of_plans(catalogue) else None)
    for warning in warnings_about(rules):
        err.print(escape(warning))
    with progress_shown() as told:
        return ensure_challenges(store, catalogue, rules, at=now(), progress=told, again=again)


def challenges_if_possible(store: Store, catalogue: Catalogue) -> ChallengeRun | None:
    """Return what `challenges_found` does; say why there is none where it cannot be had, and go on without.

    For commands that have more to do than this: what there was before is still there.
    """
    try:
        return challenges_found(store, catalogue)
    except NoFigures:
        return None  # whoever calls has said so
    except (RiktmarkeError, OSError) as error:
        err.print(f"The challenges could not be brought up to date.\n{escape(str(error))}")
        return None
