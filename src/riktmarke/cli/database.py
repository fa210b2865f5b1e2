"""The database as the commands need it: Django set up, and every migration made."""

import django

from riktmarke.cli.terminal import progress_shown


def prepare_database() -> None:
    """Set Django up and bring the database up to date; models can only be loaded after it."""
    django.setup()
    # imported here: its connection is known once Django is set up
    from riktmarke.operations.migrating import bring_up_to_date

    with progress_shown() as told:
        told("Preparing the database (half a minute the first time)")
        bring_up_to_date(waiting=lambda: told("Waiting for another process that prepares the database"))
