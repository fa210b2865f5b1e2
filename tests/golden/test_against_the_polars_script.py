"""The whole country, every series and every column, computed once more by a plain Polars script."""

from pathlib import Path
from types import ModuleType

import pytest

from riktmarke.assessment.runs import Run
from riktmarke.statistics.store import Store
from tests.fixtures_figures import made_once


@pytest.fixture(scope="session")
def recomputed(
    benchmark_scripts: dict[str, ModuleType],
    real_store: Store,
    repository: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    def recompute(out: Path) -> None:
        out.mkdir()
        benchmark_scripts["polars_baseline"].main(real_store.dataset().version.path, repository / "catalogue", out)

    return made_once(tmp_path_factory, "polars-findings", recompute)


@pytest.mark.parametrize(("name", "rows"), [("findings", 800_000), ("gaps", 180_000)])
def test_the_engine_and_the_script_agree_on_every_cell(
    benchmark_scripts: dict[str, ModuleType], country_run: Run, recomputed: Path, name: str, rows: int
) -> None:
    agreement = benchmark_scripts["agreement"]
    ours = agreement.read_findings(country_run.version.path, name)
    theirs = agreement.read_findings(recomputed, name)

    assert ours.height > rows
    assert agreement.differences(ours, theirs) == {}


def test_a_difference_would_be_seen(benchmark_scripts: dict[str, ModuleType], recomputed: Path) -> None:
    agreement = benchmark_scripts["agreement"]
    gaps = agreement.read_findings(recomputed, "gaps").head(1000)
    moved = gaps.with_columns(gap=gaps["gap"] * (1 + 1e-6) + 1e-6, gap_period=gaps["gap_period"] + 1)

    assert agreement.differences(gaps, moved) == {"gap": 1000, "gap_period": 1000}
    assert agreement.differences(gaps, gaps.drop("gap_change")) == {"gap_change is only in one": 1000}
