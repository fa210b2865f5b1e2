"""What must hold of every sentence about every finding of all 290 municipalities, in both languages."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

import pytest

from riktmarke.assessment.challenges.findings import IndicatorFinding
from riktmarke.assessment.challenges.kinds import ABOUT_GROUPS, ClaimKind, Listing
from riktmarke.assessment.challenges.runs import ChallengeRun
from riktmarke.presentation.challenge_sentences import (
    claim_sentence,
    finding_sentence,
    gap_finding_sentence,
    improvement_sentence,
    people_sentence,
)
from riktmarke.presentation.claim_rows import claim_rows
from riktmarke.presentation.how_we_know import how_we_know
from riktmarke.presentation.labels import area_name
from riktmarke.presentation.language import Language
from riktmarke.presentation.sentences import Wording
from riktmarke.vocabulary.areas import AreaKind

Looked = Iterator[tuple[object, bool]]  # what was looked at, and whether it is right
MOST_WORDS = {Language.SWEDISH: 45, Language.ENGLISH: 56}
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
BROKEN = re.compile(r"\bnan\b|\binf\b|None|\{|\}|  |\.\.|\s\.|,,|\s,")
# Causes, jargon and a rank on its own: what no short sentence may say.
FORBIDDEN = re.compile(
    r"orsak|beror på|på grund av|därför|leder till|signifikan|p-värde|q-värde|konfidens|\bplats \d|"
    r"\bcause|because|due to|therefore|leads to|significan|p-value|q-value|confidence|\brank\b",
    re.IGNORECASE,
)
HIGHER = re.compile(r"\b(högre|fler|mer) än (?:i|på|för|bland) ")
LOWER = re.compile(r"\b(lägre|färre|mindre) än (?:i|på|för|bland) ")
TOLD = (Listing.CHALLENGE, Listing.STRENGTH, Listing.LARGE_UNCERTAIN)
# For the long accounts: one large, Hedemora, an island, a county of one, the smallest, and some in between.
ACCOUNTS = ("0180", "2083", "1419", "0980", "2403", "1480", "2584", "0114", "1291", "2061", "2521")


def findings(run: ChallengeRun, *codes: str) -> Iterator[tuple[Wording, IndicatorFinding]]:
    """Yield every finding of these municipalities with its wording, or of all."""
    areas = run.dataset.areas
    for area in areas.of_kind(AreaKind.MUNICIPALITY):
        if codes and area.code not in codes:
            continue
        county = area_name(areas[area.county_code or ""])
        for name, finding in run.of(area.code).by_indicator.items():
            definition = run.catalogue[name]
            yield (
                Wording(definition, definition.title, definition.decimals, area.name, county, "Kolada"),
                finding,
            )


def short(wording: Wording, finding: IndicatorFinding, language: Language) -> list[str]:
    """Return every short sentence about a finding."""
    people = [claim for claim in (finding.people,) if claim is not None]
    said = [
        finding_sentence(wording, finding, language),
        improvement_sentence(wording, finding, language),
        gap_finding_sentence(wording, finding, language),
        *(people_sentence(wording, claim, language) for claim in people),
    ]
    return [sentence for sentence in said if sentence]


def short_sentences(wording: Wording, finding: IndicatorFinding, language: Language) -> Looked:
    """Look at every short sentence: whole, dated, short, and of no cause."""
    for sentence in short(wording, finding, language):
        figures = finding.listing in TOLD or re.search(r"\d", sentence)
        right = (
            sentence.endswith(".")
            and (sentence[0].isupper() or sentence[0] == "“")
            and not BROKEN.search(sentence)
            and not FORBIDDEN.search(sentence)
            and (YEAR.search(sentence) or not figures)
            and len(sentence.split(" ")) <= MOST_WORDS[language]
        )
        yield sentence, bool(right)


def verbs(wording: Wording, finding: IndicatorFinding, *, above: bool) -> Looked:
    """Look at what a value above (or below) another is said to be: from the figures of the claim alone.

    Value and reference are as published, the estimate is turned.
    """
    lead = finding.lead
    if lead is None or lead.reference is None or lead.kind not in (ClaimKind.LEVEL, ClaimKind.OVER_YEARS):
        return
    if (lead.value > lead.reference) is above:
        sentence = claim_sentence(wording, finding, lead).rpartition(", ")[2]  # what it is beside others
        said, unsaid = (HIGHER, LOWER) if above else (LOWER, HIGHER)
        yield sentence, bool(said.search(sentence)) and not unsaid.search(sentence)


def worse_off_groups(wording: Wording, finding: IndicatorFinding) -> Looked:
    """Look at whom a gap is said to be worse for."""
    for gap in finding.gaps[:1]:
        assert gap.reference is not None
        word = r"högre (?:för|bland)" if gap.value > gap.reference else r"lägre (?:för|bland)"
        yield gap, bool(re.search(word, gap_finding_sentence(wording, finding)))


@dataclass
class Found:
    """How much a check has looked at, and what was wrong."""

    count: int = 0
    wrong: list[object] = field(default_factory=list)

    def take(self, looked: Looked) -> None:
        """Add what was looked at."""
        for what, right in looked:
            self.count += 1
            if not right:
                self.wrong.append(what)


@pytest.fixture(scope="module")
def found(real_challenges: ChallengeRun) -> dict[str, Found]:
    """What each check found in all municipalities, gone through once: an account takes longer to make than to tell."""
    found: defaultdict[str, Found] = defaultdict(Found)
    for wording, finding in findings(real_challenges):
        for language in Language:
            found[language.value].take(short_sentences(wording, finding, language))
        found["higher"].take(verbs(wording, finding, above=True))
        found["lower"].take(verbs(wording, finding, above=False))
        found["worse off"].take(worse_off_groups(wording, finding))
    return found


@pytest.mark.parametrize("language", Language)
def test_every_sentence_is_whole_dated_short_and_claims_no_cause(found: dict[str, Found], language: Language) -> None:
    assert found[language.value].count > 30_000
    assert found[language.value].wrong == []


@pytest.mark.parametrize("verb", ["higher", "lower"])
def test_the_verb_goes_with_the_published_values(found: dict[str, Found], verb: str) -> None:
    assert found[verb].count > 0
    assert found[verb].wrong == []


def test_the_worse_off_group_is_told_as_the_figures_have_it(found: dict[str, Found]) -> None:
    assert found["worse off"].count > 0
    assert found["worse off"].wrong == []


@pytest.mark.parametrize("language", Language)
def test_the_long_accounts_and_tables_of_eleven_municipalities_are_whole(
    real_challenges: ChallengeRun, language: Language
) -> None:
    wrong = []
    for wording, finding in findings(real_challenges, *ACCOUNTS):
        sections = how_we_know(wording, finding, language)
        said = list(chain.from_iterable(section.sentences for section in sections))
        cells = [cell for section in sections for row in section.rows for cell in row]
        rows = claim_rows(wording, finding, language)
        cells += [value for row in rows for name in row.__slots__ if isinstance(value := getattr(row, name), str)]
        wrong += [text for text in said if BROKEN.search(text) or not text.rstrip("”").endswith(".")]
        wrong += [text for text in cells if BROKEN.search(text)]
        wrong += [str(row) for row in rows if not (row.kind and row.group and row.years and row.verdict)]
        wrong += [str(row) for row in rows if row.claim.kind in ABOUT_GROUPS and "män" not in row.group.lower()
                  and row.claim.other in ("F", "M") and language is Language.SWEDISH]  # fmt: skip
        ranks = [text for text in said if re.search(r"\b(?:plats|rank) \d", text, re.IGNORECASE)]
        wrong += [text for text in ranks if not re.search(r"mellan|between", text)]
    assert wrong == []
