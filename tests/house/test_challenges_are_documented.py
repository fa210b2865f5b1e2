"""What is told of challenges outside the code is so: the plans' defaults, and what the proof came to."""

import re
from dataclasses import asdict
from pathlib import Path

from riktmarke.assessment.challenges.parameters import ChallengeParameters
from riktmarke.governance.codes import ChallengeParameter

PARAMETER = re.compile(r"^\| `(\w+)` \| [^|]+ \| ([^|]+) \| a (?:whole )?number", re.MULTILINE)
PROOF = re.compile(r"<!-- proof: begins -->(.*)<!-- proof: ends -->", re.DOTALL)


def test_the_plans_guide_tells_the_default_of_every_parameter(repository: Path) -> None:
    told = dict(PARAMETER.findall((repository / "plans" / "README.md").read_text(encoding="utf-8")))
    defaults = {name: value for name, value in asdict(ChallengeParameters()).items() if name != "smallest_differences"}

    assert list(told) == [parameter.value for parameter in ChallengeParameter]
    assert told.pop(ChallengeParameter.SMALLEST_DIFFERENCE.value) == "the catalogue's"
    assert {name: float(words) for name, words in told.items()} == defaults


def test_the_page_of_challenges_tells_of_at_least_200_countries_and_at_most_one_false_in_ten(repository: Path) -> None:
    page = (repository / "docs" / "methods" / "challenges.md").read_text(encoding="utf-8")
    (block,) = PROOF.findall(page)
    countries = re.search(r"(\d+) countries of \d+ municipalities", block)
    false = re.search(r"\*\*([\d.]+) % of these are false\*\*", block)

    assert countries is not None, "the proof has not been written: python -m tests.simulation.proof --write"
    assert int(countries[1]) >= 200
    assert false is not None
    assert 0 < float(false[1]) <= 10
