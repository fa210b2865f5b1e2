"""What indicators show of groups is said in right Swedish, and a share is never rounded into nothing or everything."""

import pytest
from django.utils import translation

from riktmarke.governance.definitions import Definition
from riktmarke.governance.group_coverage import GroupCoverage, group_coverage
from riktmarke.presentation.group_words import GROUND_TITLES, ground_text, percent, sex_sentence
from riktmarke.vocabulary.groups import Ground
from tests.invented_figures import definition


def coverage(*, split: int = 0, compared: int = 0, neither: int = 0, **more: object) -> GroupCoverage:
    kinds: list[dict[str, object]] = [
        *({} for _ in range(split)),
        *({"split_by_sex": False, "not_split_by_sex": "Jämför.", "compares_sexes": True} for _ in range(compared)),
        *({"split_by_sex": False, "not_split_by_sex": "Går inte."} for _ in range(neither)),
    ]
    found: dict[str, Definition] = {f"N{n}": definition(f"N{n}", **kind, **more) for n, kind in enumerate(kinds)}
    return group_coverage(found)


@pytest.mark.parametrize(
    ("share", "said"),
    [(0.0, "0 %"), (0.004, "mindre än 1 %"), (0.614, "61 %"), (0.999, "99 %"), (1.0, "100 %")],
)
def test_a_share_is_whole_per_cent(share: float, said: str) -> None:
    assert percent(share).replace("\u00a0", " ") == said


def test_a_share_is_written_as_the_language_writes_it() -> None:
    assert percent(0.614, in_words=True) == "61\u00a0procent"
    with translation.override("en"):
        assert (percent(0.614), percent(0.004)) == ("61%", "less than 1%")
        assert percent(0.614, in_words=True) == "61\u00a0percent"


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ({}, ""),
        ({"split": 1}, "Indikatorn visar kvinnor och män."),
        ({"compared": 1}, "Indikatorn visar eller jämför kvinnor och män."),
        ({"neither": 1}, "Indikatorn visar inte kvinnor och män var för sig."),
        ({"split": 3}, "Alla 3 indikatorer visar kvinnor och män."),
        ({"neither": 3}, "Ingen av de 3 indikatorerna visar kvinnor och män var för sig."),
        ({"split": 31, "neither": 9}, "31 av 40 indikatorer visar kvinnor och män."),
        ({"split": 30, "compared": 1, "neither": 9}, "31 av 40 indikatorer visar eller jämför kvinnor och män."),
    ],
)
def test_how_many_show_women_and_men_is_one_sentence(counts: dict[str, int], said: str) -> None:
    assert sex_sentence(coverage(**counts)) == said


def test_every_ground_of_discrimination_has_its_words_whether_it_is_shown_or_not() -> None:
    nothing = coverage(neither=4)
    assert set(GROUND_TITLES) == set(Ground)
    assert all(ground_text(ground, nothing).startswith("Ingen av 4 indikatorer visar ") for ground in Ground)
    shown = coverage(split=2, grounds=(Ground.SEX, Ground.ETHNICITY))
    assert ground_text(Ground.ETHNICITY, shown).startswith("2 av 2 indikatorer visar födelseland")
    assert "två kön" in ground_text(Ground.GENDER_IDENTITY, shown)
