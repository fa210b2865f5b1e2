"""`riktmarke sync`: live figures from the publishers into the store."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Annotated

import typer
from django.conf import settings

from riktmarke.cli.terminal import configured_catalogue, configured_store, counted, now, out, progress_shown
from riktmarke.governance.definitions import series_needed
from riktmarke.operations import sync as operations
from riktmarke.sources.live import Order
from riktmarke.statistics.snapshots import Snapshot
from riktmarke.statistics.store import Dataset
from riktmarke.vocabulary.errors import RiktmarkeError


@dataclass(frozen=True, slots=True)
class Synced:
    """What a sync brought, and what the store holds now."""

    version: str
    snapshot: str
    continues: str | None
    requests: int
    rows: int
    values: int
    series: int
    areas: int
    first_period: int
    last_period: int
    whole_country: bool
    unknown_fields: list[str]


def sync(
    *,
    area: Annotated[
        str | None, typer.Option(help="a municipality and what it is compared with; without it RIKTMARKE_AREA")
    ] = None,
    everywhere: Annotated[bool, typer.Option("--all", help="the whole country")] = False,
    all_series: Annotated[
        bool, typer.Option("--all-series", help="every series Kolada has, not only those of the catalogue")
    ] = False,
    from_date: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="ask again for what has changed since that day"),
    ] = None,
    full: Annotated[
        bool, typer.Option("--full", help="everything that is held or asked for anew, not only what has changed")
    ] = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="even where the figures in the store come from files")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="print what was done as JSON")] = False,
) -> None:
    """Fetch official figures live from Kolada into the store: what is new since the last time.

    The first time everything is fetched, for one municipality and what it is compared with in a minute or two, for
    the whole country in a quarter of an hour. A sync that is stopped goes on where it was. What the store already
    holds is always brought up to date. Kolada is asked at most five times a second.

    Examples:
      riktmarke sync --area 2083
      riktmarke sync --all
    """
    if area and everywhere:
        raise typer.BadParameter("either --area or --all", param_hint="--all")
    store = configured_store()
    if not (replace or operations.may_be_synced(store)):
        raise RiktmarkeError(
            f"The figures in {store.root} come from files, and live ones would take their place.",
            expected="an empty store, or one with live figures",
            remedy="choose another store (RIKTMARKE_STORE=folder), or say --replace; riktmarke store use goes back.",
        )
    order = Order(
        address=_address(),
        series=None if all_series else series_needed(configured_catalogue()),
        around=None if everywhere else area or settings.RIKTMARKE_AREA,
        since=from_date.date() if from_date else None,
        anew=full,
    )
    with progress_shown() as told:
        dataset = operations.sync(store, order, at=now(), progress=told)
    snapshot = store.snapshots.get(dataset.version.manifest["snapshot"])
    _tell(_synced(snapshot, dataset), as_json=as_json)


def _address() -> str:
    address: str = settings.RIKTMARKE_KOLADA_URL
    if not address:
        raise RiktmarkeError(
            "RIKTMARKE_KOLADA_URL is set to nothing, so no publisher is asked.",
            expected="the address of Kolada's API",
            remedy="leave the setting out, or set it to the address.",
        )
    return address


def _synced(snapshot: Snapshot, dataset: Dataset) -> Synced:
    about, pages = dataset.version.manifest, snapshot.manifest["pages"]
    return Synced(
        version=about["version"],
        snapshot=snapshot.id,
        continues=snapshot.manifest["continues"],
        requests=len(pages),
        rows=sum(page["rows"] for page in pages if page["file"].startswith("data-")),
        areas=len(dataset.areas),
        **{name: about[name] for name in ("values", "series", "first_period", "last_period", "whole_country")},
        unknown_fields=about["unknown_fields"],
    )


def _tell(synced: Synced, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(asdict(synced), ensure_ascii=False))
        return
    out.print(
        f"{counted(synced.rows)} rows in {counted(synced.requests)} answers. The store now holds "
        f"{counted(synced.values)} values of {counted(synced.series)} series, "
        f"{synced.first_period}–{synced.last_period}. Version {synced.version}."
    )
    if synced.unknown_fields:
        out.print(f"Kolada has fields that Riktmärke does not know yet: {', '.join(synced.unknown_fields)}.")
    if not synced.whole_country:
        out.print("The rest of the country: riktmarke sync --all")
    out.print("Next: riktmarke assess --all")
