"""How likely something is, in words: by tenths, never surer than past errors allow, and never by colour alone."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riktmarke.presentation.language import Language
from riktmarke.presentation.likelihood_words import BANDS, band_rows, likelihood, tenths_of

SV, EN = Language.SWEDISH, Language.ENGLISH
PROBABILITIES = st.floats(0, 1)


@pytest.mark.parametrize(
    ("probability", "word", "chances", "per_cent"),
    [
        (0.0, "mycket osannolikt", "mindre än 1 chans av 10", "mindre än 10 procent"),
        (0.0999, "mycket osannolikt", "mindre än 1 chans av 10", "mindre än 10 procent"),
        (0.1, "osannolikt", "ungefär 1 chans av 10", "ungefär 10 procent"),
        (0.22, "osannolikt", "ungefär 2 chanser av 10", "ungefär 20 procent"),
        (0.25, "mindre troligt", "ungefär 3 chanser av 10", "ungefär 30 procent"),
        (0.47, "ungefär lika troligt som inte", "ungefär 5 chanser av 10", "ungefär 50 procent"),
        (0.6, "mer troligt än inte", "ungefär 6 chanser av 10", "ungefär 60 procent"),
        (0.75, "troligt", "ungefär 8 chanser av 10", "ungefär 80 procent"),
        (0.9, "troligt", "ungefär 9 chanser av 10", "ungefär 90 procent"),
        (0.901, "mycket troligt", "mer än 9 chanser av 10", "mer än 90 procent"),
        (1.0, "mycket troligt", "mer än 9 chanser av 10", "mer än 90 procent"),
    ],
)
def test_a_probability_is_said_in_words_and_tenths(probability: float, word: str, chances: str, per_cent: str) -> None:
    said = likelihood(probability)
    assert (said.word, said.chances, said.per_cent) == (word, chances, per_cent)


def test_english_says_the_same() -> None:
    assert likelihood(0.03, EN).said == "very unlikely (less than 1 chance in 10)"
    assert likelihood(0.1, EN).said == "unlikely (about 1 chance in 10)"
    assert likelihood(0.4, EN).per_cent == "about 40 percent"
    assert likelihood(0.97, EN).said == "very likely (more than 9 chances in 10)"


@given(PROBABILITIES)
def test_nothing_is_said_to_the_percent_or_as_certain(probability: float) -> None:
    for language in Language:
        said = likelihood(probability, language)
        assert re.findall(r"\d+", said.said) in [[str(count), "10"] for count in range(1, 10)]
        assert int(re.findall(r"\d+", said.per_cent)[0]) in range(10, 100, 10)
        assert 0 < len(said.segments) == 10
        assert set(said.segments) != {"full"}  # never a whole bar
        assert said.segments.count("full") == min(said.tenths, 9)


@given(PROBABILITIES, PROBABILITIES)
def test_what_is_likelier_is_never_said_to_be_less_likely(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert tenths_of(low) <= tenths_of(high)


@given(st.floats(0.1, 0.9))
def test_the_tenths_lie_within_half_a_tenth(probability: float) -> None:
    assert abs(tenths_of(probability) / 10 - probability) <= 0.05 + 1e-12


def test_every_tenth_has_one_band_and_neighbours_differ_in_word() -> None:
    covered = [tenth for band in BANDS for tenth in range(band.first, band.last + 1)]
    assert covered == list(range(11))
    for language in Language:
        assert len({band.words[language] for band in BANDS}) == len(BANDS)
    assert [band.symbol for band in BANDS] == ["○", "◔", "◔", "◑", "◕", "◕", "●"]


def test_the_bands_are_explained_as_they_are_used() -> None:
    assert band_rows(SV)[:3] == [
        ("○", "mycket osannolikt", "mindre än 1 chans av 10"),
        ("◔", "osannolikt", "ungefär 1–2 chanser av 10"),
        ("◔", "mindre troligt", "ungefär 3–4 chanser av 10"),
    ]
    assert band_rows(EN)[-2:] == [
        ("◕", "likely", "about 8–9 chances in 10"),
        ("●", "very likely", "more than 9 chances in 10"),
    ]


def test_the_bar_of_an_extreme_stops_within_a_segment() -> None:
    assert likelihood(0.02).segments == ("part", *["none"] * 9)
    assert likelihood(0.31).segments == (*["full"] * 3, *["none"] * 7)
    assert likelihood(0.98).segments == (*["full"] * 9, "part")


@pytest.mark.parametrize("wrong", [-0.01, 1.01, float("nan"), float("inf")])
def test_what_is_no_probability_is_refused(wrong: float) -> None:
    with pytest.raises(ValueError, match="a probability from 0 to 1"):
        likelihood(wrong)
