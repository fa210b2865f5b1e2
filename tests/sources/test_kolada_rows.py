"""Rows of Kolada's API: what they may say, what is let be, and what stops with advice."""

from collections.abc import Callable

import pytest

from riktmarke.sources.adapters import kolada_rows
from riktmarke.vocabulary.errors import UnexpectedPayload
from riktmarke.vocabulary.groups import Sex
from riktmarke.vocabulary.observation_status import ObservationStatus
from tests import invented_figures
from tests.sources.conftest import LiveStore
from tests.sources.kolada_server import KoladaServer, Row, Told
from tests.sources.test_kolada_api import SHARE, cells_of, held


def test_a_null_a_missing_and_a_deleted_value_are_no_values(live: LiveStore) -> None:
    cells = live.server.holdings.cells
    cells[SHARE, "9101", 2022, "T"] = Told(None)
    cells[SHARE, "9101", 2022, "K"] = Told(None, status="Missing")
    cells[SHARE, "9101", 2021, "M"] = Told(12.0, deleted=True)
    panel = live.sync(SHARE).panel(SHARE)

    assert 2022 not in panel.of("9101")
    assert 2022 not in panel.of("9101", Sex.FEMALE)
    assert 2021 not in panel.of("9101", Sex.MALE)
    assert panel.status_of("9101", 2022) is ObservationStatus.MISSING
    assert panel.of("9101")[2021] == invented_figures.level("9101", 2021, "T")


def spoiled(change: Callable[[Row], Row]) -> Callable[[KoladaServer], None]:
    """Change the first row of every page of values."""

    def spoil(server: KoladaServer) -> None:
        rows = server.holdings.rows
        server.holdings.rows = lambda *asked: [  # type: ignore[method-assign]  # a fake of a fake
            change(row) if number == 0 else row for number, row in enumerate(rows(*asked))
        ]

    return spoil


def with_value(**fields: object) -> Callable[[KoladaServer], None]:
    """Change the first value of the first row."""
    return spoiled(lambda row: {**row, "values": [{**row["values"][0], **fields}, *row["values"][1:]]})


ROWS = [
    (with_value(gender="X"), "unknown gender code 'X'", "one of T, K, M"),
    (with_value(gender=None), "unknown gender code None", "one of T, K, M"),
    (with_value(status="Hemlig"), "unknown status 'Hemlig'", "'Missing'"),
    (with_value(value="12,5"), "the value is '12,5'", "a number or null"),
    (with_value(value=True), "the value is True", "a number or null"),
    (spoiled(lambda row: {**row, "municipality": "9999"}), "area is in none", "municipality list"),
    (spoiled(lambda row: {**row, "municipality": "G123"}), "area is in none", "municipality list"),
    (spoiled(lambda row: {**row, "kpi": "N12345"}), "series is in none", "a series with metadata"),
    (spoiled(lambda row: {**row, "period": 67537}), "period is 67537", "a year from 1900 to 2100"),
    (spoiled(lambda row: {**row, "period": "2022-Q1"}), "not as documented", "kpi, municipality, period"),
    (spoiled(lambda row: {**row, "values": None}), "not as documented", "kpi, municipality, period"),
    (spoiled(lambda row: {**row, "values": ["T"]}), "not as documented", "kpi, municipality, period"),
    (spoiled(lambda row: {key: row[key] for key in ("kpi", "period")}), "area is in none", "municipality list"),
]


@pytest.mark.parametrize(
    ("spoil", "said", "expected"), ROWS, ids=[f"{said}-{n}" for n, (_, said, _) in enumerate(ROWS)]
)
def test_a_row_that_does_not_fit_stops_with_where_and_advice(
    live: LiveStore, spoil: Callable[[KoladaServer], None], said: str, expected: str
) -> None:
    spoil(live.server)
    snapshot = live.fetch(SHARE)

    with pytest.raises(UnexpectedPayload) as raised:
        live.kolada.parse(snapshot)
    assert said in raised.value.what
    assert f"{live.server.url}data/kpi/N01951" in raised.value.what
    assert expected in raised.value.expected
    assert len(raised.value.remedy) > 15


def test_a_year_may_be_written_as_text(live: LiveStore) -> None:
    spoiled(lambda row: {**row, "period": str(row["period"])})(live.server)

    assert cells_of(live.kolada.parse(live.fetch())) == held(live.server)


def test_once_a_word_for_it_is_known_a_suppressed_value_is_kept_as_that(
    live: LiveStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(kolada_rows.STATUS_WORDS, "Hemlig", ObservationStatus.SUPPRESSED)
    live.server.holdings.cells[SHARE, "9101", 2021, "T"] = Told(None, status="Hemlig")
    panel = live.sync(SHARE).panel(SHARE)

    assert 2021 not in panel.of("9101")
    assert panel.status_of("9101", 2021) is ObservationStatus.SUPPRESSED
    assert panel.status_of("9102", 2021) is ObservationStatus.NORMAL
