"""What the models say and what the migrations make of the database are the same."""

from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState


def test_no_migration_is_missing() -> None:
    loader = MigrationLoader(None)  # from the files alone, without a database

    missing = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps)).changes(graph=loader.graph)

    ours = {app.label for app in apps.get_app_configs() if app.name.startswith("riktmarke")}
    assert {label: [str(migration) for migration in missing[label]] for label in ours & missing.keys()} == {}
