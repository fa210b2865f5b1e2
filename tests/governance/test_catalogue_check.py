"""The catalogue's check tells what is missing and what does not hold, and leaves to people what only people can say."""

from dataclasses import replace
from datetime import date

import pytest

from riktmarke.governance.catalogue_check import check_catalogue
from riktmarke.governance.definitions import Cut, Definition, Measured, Measurement, Replacement
from riktmarke.governance.framework_lists import FrameworkList, FrameworkListItem
from riktmarke.governance.published_facts import PublishedSeries, description_fingerprint, fingerprint
from riktmarke.governance.remarks import Remark, Severity
from riktmarke.vocabulary.groups import Dimension, Ground, Sex
from riktmarke.vocabulary.units import Unit
from tests.invented_figures import definition

TODAY = date(2026, 11, 23)


def framework(name: str, *items: tuple[str, str], linked: bool = True) -> FrameworkList:
    return FrameworkList(
        id=name,
        title=name,
        title_en="",
        short_title=name.title(),
        short_title_en="",
        version="2026",
        source="testerna",
        licence="fri",
        translation="",
        translation_en="",
        linked_by_indicators=linked,
        items=tuple(FrameworkListItem(item, parent, f"Mål {item}", "") for item, parent in items),
    )


LISTS = {
    "agenda-2030": framework("agenda-2030", ("3", ""), ("3.4", "3"), ("4", "")),
    "focus-areas": framework("focus-areas", ("equal-health", "")),
    "grounds": framework("grounds", ("sex", ""), linked=False),
}
SOUND = definition(
    "N1",
    title_en="Something invented",
    phrase_en="the invented share",
    population_en="invented inhabitants",
    why_en="To try the engine.",
    links=("agenda-2030/3.4", "focus-areas/equal-health"),
    grounds=(Ground.SEX,),
)
PUBLISHED = PublishedSeries(
    title="Något som mäts, andel (%)",
    description="Hur stor del som något gäller. Källa: Påhittet.",
    still_published=True,
    first_year=2010,
    last_year=2022,
    has_women=True,
    has_men=True,
    spread=5.0,
    repeated=0.02,
)

ONE_SEX = {
    "split_by_sex": False,
    "not_split_by_sex": "Gäller gravida.",
    "grounds": (),
}


def remarks(*definitions: Definition, english: bool = False, **published: PublishedSeries) -> list[Remark]:
    """What the check says; of texts without English only in the test about them."""
    found = check_catalogue({d.series: d for d in definitions}, LISTS, as_of=TODAY, published=published or None)
    return [remark for remark in found if english or not remark.key.endswith("_en")]


def told(found: list[Remark]) -> list[tuple[Severity, str]]:
    return [(remark.severity, remark.key) for remark in found]


def test_a_sound_definition_gets_no_remark_with_or_without_what_is_published() -> None:
    assert remarks(SOUND, english=True) == []
    assert remarks(SOUND, N1=PUBLISHED) == []


def test_a_definition_is_asked_once_for_all_the_english_that_it_lacks() -> None:
    found = remarks(replace(SOUND, title_en="", note="Bara på svenska."), english=True)

    assert told(found) == [(Severity.WARNING, "title_en")]
    assert found[0].text == "it is in Swedish only in title, note"
    assert "marked as Swedish" in found[0].expected


@pytest.mark.parametrize(
    ("links", "severity", "text"),
    [
        ((), Severity.ERROR, "linked to nothing"),
        (("agenda-2030/3.4",), Severity.WARNING, "linked to no focus area"),
        (("focus-areas/equal-health",), Severity.WARNING, "linked to no goal or target of Agenda 2030"),
        ((*SOUND.links, "agenda-2030/3"), Severity.WARNING, "both linked"),
        ((*SOUND.links, "agenda-2030/3.9"), Severity.ERROR, "no item '3.9'"),
        ((*SOUND.links, "our-own/1"), Severity.ERROR, "no list 'our-own'"),
        ((*SOUND.links, "grounds/sex"), Severity.ERROR, "no list 'grounds'"),
    ],
)
def test_links_lead_to_items_that_exist_and_to_the_target_where_one_fits(
    links: tuple[str, ...], severity: Severity, text: str
) -> None:
    (remark,) = remarks(replace(SOUND, links=links))
    assert (remark.definition, remark.key, remark.severity) == ("N1", "links", severity)
    assert text in remark.text
    assert remark.expected
    assert remark.remedy


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"split_by_sex": False, "grounds": ()}, "not_split_by_sex"),
        ({"grounds": ()}, "grounds"),
        ({"split_by_sex": False, "not_split_by_sex": "Gäller hela kommunen."}, "grounds"),
        ({"cuts": (Cut(Dimension.ORIGIN, "foreign_born", "U1"),)}, "grounds"),
        (
            {"covers_sex": Sex.FEMALE, "cuts": (Cut(Dimension.SEX, "F", "U1"), Cut(Dimension.SEX, "M", "U2"))},
            "covers_sex",
        ),
        ({"checked_by": "testerna", "checked_on": TODAY}, "checked_by"),
    ],
)
def test_keys_that_cannot_both_be_true_are_errors(changes: dict[str, object], key: str) -> None:
    assert told(remarks(replace(SOUND, **changes))) == [(Severity.ERROR, key)]  # type: ignore[arg-type]  # by field


def test_a_review_is_overdue_on_its_day_and_not_the_day_before() -> None:
    due = replace(SOUND, next_review=TODAY)
    assert told(remarks(due)) == [(Severity.WARNING, "next_review")]
    assert remarks(replace(SOUND, next_review=date(2026, 11, 24))) == []


def since(series: str, year: int = 2020) -> tuple[Replacement, ...]:
    return (Replacement(series, year, "Källan är ny."),)


def test_what_came_after_has_a_definition_that_names_what_came_before() -> None:
    old = replace(SOUND, replaced_by=since("N2"))
    assert told(remarks(old)) == [(Severity.ERROR, "replaced_by")]
    assert remarks(old, N1=PUBLISHED) == []  # nothing to define: N2 has no figures yet
    assert told(remarks(old, N1=PUBLISHED, N2=PUBLISHED)) == [(Severity.ERROR, "replaced_by")]
    new = replace(SOUND, series="N2")
    (remark,) = remarks(old, new)
    assert (remark.severity, remark.key) == (Severity.ERROR, "replaced_by")
    assert '[[replaces]] with series = "N1" to catalogue/indicators/N2.toml' in remark.remedy
    assert remarks(old, replace(new, replaces=since("N1"))) == []
    assert told(remarks(SOUND, replace(new, replaces=since("N1")))) == [(Severity.ERROR, "replaces")]


def test_two_that_replace_each_other_say_the_same_year() -> None:
    old, new = replace(SOUND, replaced_by=since("N2")), replace(SOUND, series="N2", replaces=since("N1", 2021))
    found = remarks(old, new)
    assert told(found) == [(Severity.ERROR, "replaced_by"), (Severity.ERROR, "replaces")]
    assert [remark.text for remark in found] == [
        "from_year = 2020, but N2 says 2021 in replaces",
        "from_year = 2021, but N1 says 2020 in replaced_by",
    ]


def test_a_series_that_becomes_a_group_of_another_is_named_back_by_that_other() -> None:
    old = replace(SOUND, replaced_by=since("U1"))
    new = replace(
        SOUND,
        series="N2",
        grounds=(Ground.SEX, Ground.ETHNICITY),
        cuts=(Cut(Dimension.ORIGIN, "foreign_born", "U1"),),
    )
    assert told(remarks(old, new)) == [(Severity.ERROR, "replaced_by")]
    assert remarks(old, replace(new, replaces=since("N1"))) == []


@pytest.mark.parametrize(
    ("changes", "published", "key"),
    [
        ({"denominators": ("N9",)}, {}, "denominators"),
        ({}, {"has_women": False, "has_men": False}, "split_by_sex"),
        ({"split_by_sex": False, "not_split_by_sex": "Nej.", "grounds": ()}, {}, "split_by_sex"),
        (ONE_SEX, {"has_men": False}, "covers_sex"),
        (ONE_SEX | {"covers_sex": Sex.MALE}, {"has_men": False}, "covers_sex"),
        ({"smallest_difference": 0.24}, {}, "smallest_difference"),
        ({"smallest_difference": 5.1}, {}, "smallest_difference"),
        ({"measurement": Measurement(breaks=(2010,))}, {}, "breaks"),
        ({"uncertainty_series": "N1"}, {}, "uncertainty_series"),
    ],
)
def test_what_the_values_contradict_is_an_error(
    changes: dict[str, object], published: dict[str, object], key: str
) -> None:
    wrong, facts = replace(SOUND, **changes), replace(PUBLISHED, **published)  # type: ignore[arg-type]  # by field
    assert told(remarks(wrong, N1=facts)) == [(Severity.ERROR, key)]


@pytest.mark.parametrize("within", [0.25, 1.0, 5.0])
def test_the_smallest_difference_may_be_a_twentieth_to_one_standard_deviation(within: float) -> None:
    assert remarks(replace(SOUND, smallest_difference=within), N1=PUBLISHED) == []


def test_another_smallest_difference_needs_its_reason_and_nothing_more() -> None:
    own = replace(SOUND, smallest_difference=20.0, smallest_difference_why="Fastställd av nämnden.")
    assert remarks(own, N1=PUBLISHED) == []


def test_a_series_that_is_not_in_the_store_is_an_error_and_nothing_else_is_said_of_it() -> None:
    assert told(remarks(SOUND, N9=PUBLISHED)) == [(Severity.ERROR, "series")]


def test_a_composed_indicator_is_held_up_against_both_its_series() -> None:
    cuts = (Cut(Dimension.SEX, "F", "W"), Cut(Dimension.SEX, "M", "M"))
    composed = replace(SOUND, series="livslangd", cuts=cuts, smallest_difference=1.0)
    women = replace(PUBLISHED, has_women=False, has_men=False, spread=1.0)
    assert remarks(composed, W=women, M=women) == []
    assert told(remarks(composed, W=women)) == [(Severity.ERROR, "series")]
    wide = replace(composed, smallest_difference=2.5)
    assert told(remarks(wide, W=women, M=replace(women, spread=3.0))) == [(Severity.ERROR, "smallest_difference")]


WINDOW = {"measured": Measured.MOVING_WINDOW, "measurement": Measurement(window_years=5)}


@pytest.mark.parametrize(
    ("changes", "published", "key"),
    [
        ({"unit": Unit.PERSONS}, {}, "unit"),
        ({}, {"title": "Något som mäts, antal"}, "unit"),
        ({"unit": Unit.PER_1000}, {"title": "Recept per 100 000 inv"}, "unit"),
        ({}, {"description": "Värdet är ett femårsmedelvärde."}, "window_years"),
        ({}, {"description": "Avser år T-3 till T."}, "window_years"),
        ({}, {"description": "Ett glidande medelvärde."}, "window_years"),
        ({}, {"title": "Fall, 3-årsm, andel (%)"}, "window_years"),
        ({}, {"description": "Åren 2019 och 2020 slås ihop."}, "window_years"),
        (WINDOW, {}, "window_years"),
        (WINDOW, {"description": "Femårsmedelvärde, från 2020 ettårsvärden."}, "window_years"),
        ({}, {"description": "Brott i tidsserien 2018."}, "breaks"),
        ({}, {"description": "Ny metod sedan 2018."}, "breaks"),
        ({}, {"description": "Värdena är ej jämförbara med tidigare."}, "breaks"),
        ({}, {"description": "Fr.o.m. 2019 ingår även friskolor."}, "breaks"),
        ({}, {"repeated": 0.41}, "measured"),
        ({}, {"still_published": False}, "replaced_by"),
    ],
)
def test_words_of_the_publisher_are_for_a_person_to_read(
    changes: dict[str, object], published: dict[str, object], key: str
) -> None:
    curious, facts = replace(SOUND, **changes), replace(PUBLISHED, **published)  # type: ignore[arg-type]  # by field
    found = remarks(curious, N1=facts)
    assert (Severity.WARNING, key) in told(found)
    assert {remark.severity for remark in found} == {Severity.WARNING}


@pytest.mark.parametrize(
    ("changes", "published"),
    [
        (WINDOW, {"description": "Värdet är ett femårsmedelvärde."}),
        (WINDOW | {"note": "Källan säger det på sin webbplats."}, {}),
        ({"measurement": Measurement(breaks=(2018,))}, {"description": "Brott i tidsserien 2018."}),
        (ONE_SEX | {"covers_sex": Sex.FEMALE}, {"has_men": False}),
        ({"measured": Measured.ON_SCHEDULE}, {"repeated": 0.75}),
        ({"unit": Unit.PER_100_000}, {"title": "Fall, antal/100 000 inv"}),
        ({}, {"description": "Andel av invånarna den 31 december år T-1."}),
        ({}, {"spread": None, "repeated": None}),
    ],
)
def test_words_that_the_definition_answers_raise_no_question(
    changes: dict[str, object], published: dict[str, object]
) -> None:
    sound, facts = replace(SOUND, **changes), replace(PUBLISHED, **published)  # type: ignore[arg-type]  # by field
    assert remarks(sound, N1=facts) == []


def test_a_question_that_a_second_reader_has_read_is_not_asked_again_until_the_words_change() -> None:
    facts = replace(PUBLISHED, description="Brott i tidsserien 2018.")
    read = replace(SOUND, description_read=fingerprint(facts.title, facts.description))
    assert remarks(read, N1=facts) == []
    again = check_catalogue({"N1": read}, LISTS, as_of=TODAY, published={"N1": facts}, read_too=True)
    assert told(again) == [(Severity.WARNING, "breaks")]
    changed = remarks(read, N1=replace(facts, description="Brott i tidsserien 2018 och 2021."))
    assert told(changed) == [(Severity.WARNING, "description_read"), (Severity.WARNING, "breaks")]


def test_errors_are_told_though_a_second_reader_has_read_the_description() -> None:
    read = replace(SOUND, description_read=fingerprint(PUBLISHED.title, PUBLISHED.description), smallest_difference=9.0)
    assert told(remarks(read, N1=PUBLISHED)) == [(Severity.ERROR, "smallest_difference")]


def test_the_fingerprint_is_the_beginning_of_the_sha_256_of_title_and_description() -> None:
    # printf 'Ohälsotal, dagar\nKälla: Försäkringskassan.' | sha256sum | cut -c1-12
    assert fingerprint("Ohälsotal, dagar", "Källa: Försäkringskassan.") == "39654fb27a2e"
    ours = {"N1": replace(PUBLISHED, title="Ohälsotal, dagar", description="Källa: Försäkringskassan.")}
    assert description_fingerprint(("N1",), ours) == "39654fb27a2e"


def test_the_fingerprint_of_an_indicator_with_groups_changes_when_any_of_them_does() -> None:
    two = {"A": PUBLISHED, "B": PUBLISHED}
    before = description_fingerprint(("A", "B"), two)
    assert before != description_fingerprint(("A",), two)
    assert before != description_fingerprint(("A", "B"), two | {"B": replace(PUBLISHED, title="Annat")})


def test_errors_come_before_warnings_and_definitions_in_the_catalogues_order() -> None:
    both = replace(SOUND, links=("agenda-2030/3.4", "agenda-2030/9"))
    found = remarks(both, replace(both, series="N0"))
    assert [(remark.definition, remark.severity) for remark in found] == [
        ("N1", Severity.ERROR),
        ("N1", Severity.WARNING),
        ("N0", Severity.ERROR),
        ("N0", Severity.WARNING),
    ]
