"""A country too small for forecasts: nothing is told of anybody, and that is stored as any other run."""

import shutil
from pathlib import Path

from riktmarke.assessment.outlook.foretelling import WhyNoOutlook
from riktmarke.assessment.outlook.runs import run_outlook
from riktmarke.assessment.targets.asked import TargetAsked
from riktmarke.governance.codes import TargetKind
from riktmarke.statistics.store import Store
from tests import invented_figures
from tests.fixtures_figures import RECEIVED, silent


def test_where_too_few_municipalities_are_known_a_run_says_of_every_series_why_nothing_is_told(
    small_store: Store, tmp_path: Path
) -> None:
    shutil.copytree(small_store.root, tmp_path / "store")
    asked = TargetAsked("N90001", "_T", 2030, TargetKind.LEVEL, at_least=True, value=70.0)
    run = run_outlook(
        Store(tmp_path / "store"),
        invented_figures.catalogue(),
        plans={"9101": (asked,)},
        at=RECEIVED,
        progress=silent,
    )

    outlook = run.of("9101")
    assert all(series.predictive is None and series.why_not for series in outlook.series.values())
    (own, *others) = outlook.of_target(asked)
    assert own.why_not is WhyNoOutlook.TOO_NEW
    assert all(one.implied and one.probability is None for one in others)
    assert run.record is None
