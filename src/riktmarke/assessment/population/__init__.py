"""How many inhabitants there will be: a projection for any municipality, its uncertainty, and what a goal takes.

`projections.PopulationProjections` is the door. Behind it, in the order of the calculation: `figures` (what was
observed), `standards` (the country's schedules by age), `history` (single ages of all municipalities, year by year),
`lasting` and `levels` (how many move, are born and die, and how uncertain that is), `own_ages` (at which ages they
move), `model` (all of it as known at the end of a year), `draws` and `cohorts` (many possible futures), `outlook`,
`scenario` and `requirements` (what is asked of them), and `back_test` (what the same would have said in earlier years).
"""

from riktmarke.assessment.population.bands import BANDS
from riktmarke.assessment.population.outlook import QUANTILES, MiddlePath, PopulationOutlook
from riktmarke.assessment.population.projections import Observed, PopulationProjections, projections_of
from riktmarke.assessment.population.requirements import Stretch, Sustained, WhatItTakes
from riktmarke.assessment.population.scenario import Scenario

__all__ = [
    "BANDS",
    "QUANTILES",
    "MiddlePath",
    "Observed",
    "PopulationOutlook",
    "PopulationProjections",
    "Scenario",
    "Stretch",
    "Sustained",
    "WhatItTakes",
    "projections_of",
]
