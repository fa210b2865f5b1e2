"""Invented outlooks for tests of words and pictures: everything harmless unless the test says it."""

from dataclasses import replace
from typing import Any

import numpy as np

from riktmarke.assessment.outlook.calibrating import LEVELS
from riktmarke.assessment.outlook.foretelling import WhyNoOutlook
from riktmarke.assessment.outlook.kinds import OutlookKind
from riktmarke.assessment.outlook.likelihood import TargetOutlook
from riktmarke.assessment.outlook.runs import SeriesOutlook
from riktmarke.assessment.targets.asked import TargetAsked
from riktmarke.governance.codes import TargetKind
from riktmarke.methods import Predictive, Scale
from riktmarke.methods._scales import FittedScale
from riktmarke.vocabulary.polarity import Polarity
from riktmarke.vocabulary.units import Unit
from tests.invented_figures import definition

DAYS = definition(
    "N1", title="Ohälsotal", phrase="ohälsotalet", unit=Unit.DAYS, decimals=1, polarity=Polarity.LOWER_IS_BETTER
)
SHARE = definition("N2", title="Behöriga", phrase="andelen behöriga", unit=Unit.PERCENT, decimals=1)
PEOPLE = definition(
    "N3",
    title="Folkmängd",
    phrase="folkmängden",
    unit=Unit.PERSONS,
    decimals=0,
    averaged=False,
    polarity=Polarity.NO_JUDGEMENT,
)
SPACE = "\u00a0"


def plain(text: str) -> str:
    """Return the text with ordinary spaces, as tests are written."""
    return text.replace(SPACE, " ")


def asked(kind: TargetKind = TargetKind.LEVEL, **given: Any) -> TargetAsked:
    """Return a target: at most 28 days for everyone in 2032 unless the test says otherwise."""
    usual: dict[str, Any] = {"indicator": "N1", "group": "_T", "year": 2032, "at_least": False, "value": 28.0}
    return TargetAsked(kind=kind, **{**usual, **given})


def outlook(probability: float | None = 0.22, target: TargetAsked | None = None, **given: Any) -> TargetOutlook:
    """Return how likely a target is, with figures to 2022; for a `group` of it, that group's."""
    of = target or asked()
    if "group" in given:
        of = replace(of, group=given.pop("group"))
    usual: dict[str, Any] = {"implied": False, "known": 2022, "threshold": 28.0, "at_least": False, "measured": 12}
    return TargetOutlook(asked=of, probability=probability, **{**usual, **given})


def series(
    group: str = "_T", *, middle: float = 25.0, spread: float = 5.0, step: int = 1, **given: Any
) -> SeriesOutlook:
    """Return the outlook of a figure from 2022, normal in its own unit: `middle`, and `spread` in every year."""
    years = tuple(range(2022 + step, 2041, step))
    shape = np.full(len(years), 1.0)
    multiples = np.tile(NORMAL, (len(years), 1))
    told = Predictive(years, FittedScale(Scale.IDENTITY, 0.0), middle * shape, spread * shape, LEVELS, multiples)
    usual: dict[str, Any] = {
        "indicator": "N1",
        "kind": OutlookKind.RATE,
        "known": 2022,
        "predictive": told,
        "why_not": WhyNoOutlook.SAID,
        "measured": 12,
    }
    return SeriesOutlook(group=group, **{**usual, **given})


# The normal quantiles of LEVELS, from a published table (Abramowitz & Stegun, table 26.1, to three decimals).
HALF = [1.645, 1.282, 1.036, 0.842, 0.674, 0.524, 0.385, 0.253, 0.126]
NORMAL = np.array([-2.326, -1.960, *(-z for z in HALF), 0.0, *reversed(HALF), 1.960, 2.326])
