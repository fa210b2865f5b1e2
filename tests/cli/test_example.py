"""`riktmarke example`: an invented country in the store, and never silently over real figures."""

from collections.abc import Callable
from pathlib import Path

import pytest

from riktmarke.statistics.store import Store
from tests.cli.conftest import Riktmarke

SMALL = ("--municipalities", 12, "--counties", 3, "--series", 2, "--years", "2018-2025")


def test_it_says_what_it_made_and_what_comes_next(riktmarke: Riktmarke) -> None:
    ended = riktmarke("example", *SMALL)

    assert ended.code == 0
    assert "Invented figures" in ended.out
    assert "16 places that do not exist, 2018–2025" in " ".join(ended.out.split())
    assert "riktmarke up --area 3001" in ended.out


def test_the_same_seed_gives_the_same_country(riktmarke: Riktmarke, tmp_path: Path) -> None:
    snapshots = []
    for seed in (5, 5, 6):
        assert riktmarke("example", *SMALL, "--seed", seed).code == 0
        snapshots.append(Store(tmp_path / "store").dataset().version.manifest["snapshot"])

    assert snapshots[0] == snapshots[1] != snapshots[2]


def test_real_figures_are_never_silently_replaced(
    riktmarke: Riktmarke, bulk_folder: Callable[..., Path], tmp_path: Path
) -> None:
    assert riktmarke("import", "kolada-bulk", bulk_folder()).code == 0
    before = Store(tmp_path / "store").dataset_versions.current_name()

    refused = riktmarke("example", *SMALL)

    assert refused.code == 1
    assert "holds real figures" in refused.err
    assert "--replace" in refused.err
    assert Store(tmp_path / "store").dataset_versions.current_name() == before
    assert riktmarke("example", *SMALL, "--replace").code == 0
    assert Store(tmp_path / "store").dataset().version.manifest["example"] is True


def test_figures_that_cannot_be_read_may_be_real_ones(
    riktmarke: Riktmarke, bulk_folder: Callable[..., Path], tmp_path: Path
) -> None:
    assert riktmarke("import", "kolada-bulk", bulk_folder()).code == 0
    (Store(tmp_path / "store").dataset_versions.current().path / "manifest.json").write_text("{", encoding="utf-8")

    assert "holds real figures" in riktmarke("example", *SMALL).err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--years", "2020"), "not two years"),
        (("--years", "2025-2020"), "last_year is 2020"),
        (("--municipalities", 2, "--counties", 3), "municipalities is 2"),
    ],
)
def test_what_cannot_be_made_is_refused(riktmarke: Riktmarke, words: tuple[object, ...], said: str) -> None:
    ended = riktmarke("example", *words)

    assert ended.code == 1
    assert said in ended.err
    assert "Expected:" in ended.err
