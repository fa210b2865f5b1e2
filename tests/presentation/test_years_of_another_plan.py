"""A plan that looks to 2035 has 2035 told, in sentences and beside pictures."""

from riktmarke.presentation.fan import years_of_series
from riktmarke.presentation.fan_words import fan_words
from tests.presentation.outlooks_made import DAYS, plain
from tests.presentation.test_fan import made
from tests.presentation.test_outlook_sentences import series


def test_a_picture_tells_the_year_of_the_plan() -> None:
    said = plain(fan_words(made(years=years_of_series(series()), aimed=2035), definition=DAYS, decimals=1))

    assert "2030: 8 av 10" in said
    assert "2035: 8 av 10" in said
    assert "2038" not in said
