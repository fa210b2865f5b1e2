"""Kolada asked live, over version 3 of its API: areas, groups, descriptions, and values with what changed since.

A fetch is a snapshot of pages exactly as received. The first one brings everything that was wanted; later ones
continue it and bring what has changed, so that the figures are a chain of snapshots folded together.
"""

import hashlib
import json
import shutil
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from riktmarke.sources.adapters.kolada_metadata import (
    ATTRIBUTION,
    LICENCE,
    POPULATION_SERIES,
    PUBLISHER,
    areas_of,
    peers_of,
    plain,
    source_named_in,
    whole_date,
)
from riktmarke.sources.adapters.kolada_plan import Block, Fetched, areas_around, blocks_anew, blocks_to_ask
from riktmarke.sources.adapters.kolada_rows import RowReader, latest_of_each_cell
from riktmarke.sources.client import Answer, PublisherClient, shown
from riktmarke.sources.fetch_folder import FetchFolder, Row, envelope_values
from riktmarke.sources.live import Order, Progress, chain, readable
from riktmarke.sources.manners import IN_A_HURRY, Manners
from riktmarke.statistics.areas import AreaTable, area_table
from riktmarke.statistics.observations import Observations
from riktmarke.statistics.peers import PeerGroup
from riktmarke.statistics.series import SeriesDescription, SeriesGroup
from riktmarke.statistics.snapshots import Snapshot, SnapshotRegister
from riktmarke.statistics.store import Delivery
from riktmarke.vocabulary.errors import RiktmarkeError, UnexpectedPayload

SOURCE = "kolada-api"
PER_PAGE = 5000
LISTS = ("municipality", "municipality_groups", "kpi", "kpi_groups")
VALUES = "data"
ORDER = "order.json.gz"
# An unfinished fetch that is older than this is begun anew: its lists are not today's.
KEEPS = timedelta(days=7)
SOON_S = 9.0


class KoladaApi:
    """The live publisher `kolada-api`."""

    def answers(self, address: str) -> bool:
        """Return whether Kolada can be reached, within SOON_S seconds."""
        answered = threading.Event()

        def ask() -> None:
            with (
                suppress(RiktmarkeError),
                PublisherClient(address, publisher=PUBLISHER, manners=IN_A_HURRY) as client,
            ):
                client.get(client.address("municipality", page=1, per_page=1))
                answered.set()

        # Looking up a name has no time limit of its own: whoever waits for it must not be the one who is asked.
        asking = threading.Thread(target=ask, daemon=True)
        asking.start()
        asking.join(SOON_S)
        return answered.is_set()

    def fetch(
        self,
        order: Order,
        register: SnapshotRegister,
        *,
        at: datetime,
        continues: Snapshot | None,
        progress: Progress,
        manners: Manners | None = None,
    ) -> Snapshot:
        """Fetch what is wanted and not yet held, and return the snapshot of it.

        A fetch that was killed goes on where it was, with the same order; nothing is asked for twice. One that is
        made anew asks for all that is held too, whatever was ordered: the figures never become fewer by it.

        Raises:
            PublisherUnreachable: if Kolada does not answer; what has come is kept for the next fetch.
            UnexpectedPayload: if it answers with something else than documented.
        """
        held = [] if continues is None else (readable(continues) if order.anew else chain(continues))
        before = [] if order.anew else held
        arounds = _arounds(held) if order.anew else set()  # what is fetched anew must not become less
        asked = {
            "source": SOURCE,
            "address": shown(order.address),
            "series": None if order.series is None else sorted({*order.series, POPULATION_SERIES}),
            "around": None if None in arounds else order.around,
            "also_around": sorted(filter(None, arounds - {order.around})),
            "since": None if order.since is None else order.since.isoformat(),
            "continues": before[-1].id if before else None,
            "replaces": continues.id if continues is not None and order.anew else None,
        }
        work = register.unfinished(f"{SOURCE}-{hashlib.sha256(json.dumps(asked).encode()).hexdigest()[:12]}")
        with PublisherClient(order.address, publisher=PUBLISHER, manners=manners) as client:
            folder = FetchFolder(work, client.get, publisher=SOURCE)
            with folder.only_user():
                _forget_abandoned(work, at)
                started = _begun(folder, asked, at)
                pages = _Pages(folder, client)
                lists = {name: list(pages.all(name, name)) for name in LISTS}
                blocks = _blocks(order, lists, held)
                _fetch_values(pages, blocks, progress)
                manifest = folder.manifest()
                told = {**asked, "started": started, "blocks": [block.told() for block in blocks], "pages": manifest}
                return register.adopt(work, at=at, describe={**_RIGHTS, **told})

    def parse(self, snapshot: Snapshot) -> Delivery:
        """Return what the snapshot and those it continues hold together: of every cell the latest value.

        Raises:
            UnexpectedPayload: naming page, cell and what does not fit.
        """
        snapshots = chain(snapshot)
        areas, descriptions = _all_areas(snapshots), _all_descriptions(snapshots)
        reader = RowReader([description.id for description in descriptions], areas)
        observations = latest_of_each_cell(_values(snapshots, reader), areas)
        day = str(snapshot.manifest["received"])[:10]
        return Delivery(
            areas=areas,
            descriptions=descriptions,
            groups=_series_groups(_rows(snapshot, "kpi_groups")),
            peers=_peers(_rows(snapshot, "municipality_groups"), areas),
            observations=observations,
            about={
                "dataset": "kolada",
                "source": SOURCE,
                "snapshot": snapshot.id,
                "population_series": POPULATION_SERIES,
                **_RIGHTS,
                "fetched": day,
                "listed": day,
                "whole_country": None in _arounds(snapshots),
                "around": sorted(filter(None, _arounds(snapshots))),
                "unknown_fields": sorted(reader.unknown_fields),
            },
        )


_RIGHTS = {"publisher": PUBLISHER, "attribution": ATTRIBUTION, "licence": LICENCE}


class _Pages:
    """Kolada's paged lists, kept page by page."""

    def __init__(self, folder: FetchFolder, client: PublisherClient) -> None:
        self._folder = folder
        self._client = client

    def all(self, name: str, path: str, **parameters: object) -> Iterator[Row]:
        """Return the rows of a list, one after the other."""

        def numbered(page: int) -> str:
            return self._client.address(path, page=page, per_page=PER_PAGE, **parameters)

        for rows in self._folder.rows(name, numbered(1), following=numbered, per_page=PER_PAGE):
            yield from rows

    def fetch(self, name: str, path: str, **parameters: object) -> None:
        """Keep every page of a list."""
        for _ in self.all(name, path, **parameters):
            pass


def _forget_abandoned(work: Path, at: datetime) -> None:
    """Remove what is left of other fetches that nobody has gone on with for long."""
    for other in work.parent.glob(f"{SOURCE}-*"):
        if other != work and (at - datetime.fromtimestamp(other.stat().st_mtime, UTC)) > KEEPS:
            shutil.rmtree(other, ignore_errors=True)


def _begun(folder: FetchFolder, asked: Mapping[str, Any], at: datetime) -> str:
    """Return when the fetch in this folder was begun: now, unless it is one to go on with."""
    held = folder.read(ORDER)
    if held is not None and at - datetime.fromisoformat(held["started"]) <= KEEPS:
        return str(held["started"])
    folder.empty()
    started = at.isoformat()
    folder.write(ORDER, {**asked, "started": started})
    return started


def _blocks(order: Order, lists: Mapping[str, Sequence[Row]], held: Sequence[Snapshot]) -> list[Block]:
    areas = areas_of(lists["municipality"], where="municipality")
    if order.around is None:
        codes = list(areas.codes)
    else:
        codes = areas_around(order.around, areas, _peers(lists["municipality_groups"], areas))
    fetched = [Fetched(_until(earlier), tuple(map(Block.read, earlier.manifest["blocks"]))) for earlier in held]
    known = [series for one in fetched for block in one.blocks for series in block.series]
    listed = {row["id"] for row in lists["kpi"]}
    wanted = sorted(listed) if order.series is None else [*order.series, POPULATION_SERIES]
    series = sorted({*wanted, *known} & listed)
    # The area lists of today are all that a fetch made anew knows: a value of another area could not be read.
    return (
        blocks_anew(series, codes, fetched, areas.codes)
        if order.anew
        else blocks_to_ask(series, codes, fetched, since=order.since)
    )


def _arounds(snapshots: Sequence[Snapshot]) -> set[str | None]:
    """Return the municipalities around which something was fetched; None among them for the whole country."""
    manifests = [snapshot.manifest for snapshot in snapshots]
    return {around for told in manifests for around in (told["around"], *told.get("also_around", ()))}


def _until(snapshot: Snapshot) -> date:
    """Return the day whose changes the fetch may have missed some of; a day early, whatever the time zones are."""
    return datetime.fromisoformat(snapshot.manifest["started"]).date() - timedelta(days=1)


def _fetch_values(pages: _Pages, blocks: Sequence[Block], progress: Progress) -> None:
    requests = [request for block in blocks for request in block.requests()]
    for number, (series, areas, since) in enumerate(requests):
        progress("Fetching values from Kolada", number, len(requests))
        changed = {} if since is None else {"from_date": since.isoformat()}
        pages.fetch(f"{VALUES}-{number:05}", f"data/kpi/{','.join(series)}/municipality/{','.join(areas)}", **changed)
    progress("Fetching values from Kolada", len(requests), len(requests))


def _page_rows(snapshot: Snapshot, page: Mapping[str, Any]) -> list[Row]:
    body = snapshot.text(page["file"])
    return envelope_values(Answer(page["url"], b"", json.loads(body)))


def _rows(snapshot: Snapshot, name: str) -> Iterator[Row]:
    """Return the rows of one of the lists; a row that stands on two pages comes once."""
    found: dict[str, Row] = {}
    for page in snapshot.manifest["pages"]:
        if page["file"].rpartition("-")[0] == name:
            found |= {str(row.get("id")): row for row in _page_rows(snapshot, page)}
    yield from found.values()


def _values(snapshots: Sequence[Snapshot], reader: RowReader) -> Iterator[Observations]:
    for snapshot in snapshots:
        for page in snapshot.manifest["pages"]:
            if page["file"].startswith(f"{VALUES}-"):
                yield reader.read(_page_rows(snapshot, page), where=page["url"])


def _all_areas(snapshots: Sequence[Snapshot]) -> AreaTable:
    """Return every area any of the fetches knew of, as the latest knows it."""
    found = {a.code: a for s in snapshots for a in areas_of(_rows(s, "municipality"), where=f"municipality of {s.id}")}
    return area_table(found.values())


def _all_descriptions(snapshots: Sequence[Snapshot]) -> list[SeriesDescription]:
    """Return every series any of the fetches knew of; one that the latest does not know is no longer published."""
    found: dict[str, SeriesDescription] = {}
    for snapshot in snapshots:
        latest = snapshot is snapshots[-1]
        found |= {row["id"]: _description(row, still_published=latest) for row in _rows(snapshot, "kpi")}
    return [found[series] for series in sorted(found)]


def _description(row: Row, *, still_published: bool) -> SeriesDescription:
    text = plain(row.get("description") or "")
    try:
        return SeriesDescription(
            id=row["id"],
            title=row["title"].strip(),
            description=text,
            publisher_source=source_named_in(text),
            split_by_sex=bool(row["is_divided_by_gender"]),
            still_published=still_published,
            next_publication=whole_date(row.get("publication_date") or ""),
        )
    except (KeyError, AttributeError) as error:
        raise UnexpectedPayload(
            f"kpi {row.get('id')!r}: no {error}.",
            expected="id, title and is_divided_by_gender for every series",
            remedy="Kolada has changed its format: the module kolada_api must be changed with it.",
        ) from error


def _series_groups(rows: Iterator[Row]) -> list[SeriesGroup]:
    return [
        SeriesGroup(row["id"], row["title"].strip(), "", tuple(sorted(_members(row)))) for row in rows if _members(row)
    ]


def _peers(rows: Sequence[Row] | Iterator[Row], areas: AreaTable) -> list[PeerGroup]:
    return peers_of(((row["id"], row["title"], member) for row in rows for member in _members(row)), areas)


def _members(row: Row) -> list[str]:
    try:
        return [member["member_id"] for member in row["members"]]
    except (KeyError, TypeError) as error:
        raise UnexpectedPayload(
            f"Group {row.get('id')!r}: its members are {str(row.get('members'))[:100]}.",
            expected="a list of members with member_id and member_title",
            remedy="Kolada has changed its format: the module kolada_api must be changed with it.",
        ) from error
