"""What stands beside a forecast: what it rests on, and how such forecasts have done."""

from riktmarke.assessment.outlook.track_record import Record
from riktmarke.presentation.language import Language
from riktmarke.presentation.outlook_beside import far_sentence, rests_on_sentence

EN = Language.ENGLISH
RECORD = Record(
    cases=1000,
    series=10,
    within_50=0.49,
    within_80=0.788,
    within_95=0.94,
    crps=1.0,
    naive=1.1,
    drift=1.2,
    theta=1.1,
    missed=1.4,
    best_simple="naive",
    worse_by=-0.1,
    worse_by_se=0.05,
)


def test_what_a_forecast_rests_on_and_how_often_its_like_have_held() -> None:
    assert rests_on_sentence(RECORD, 290) == (
        "Prognosen bygger på hur samma mått har rört sig i 290 kommuner och på hur fel prognoser gjorda på samma sätt "
        "har haft. Prövat i efterhand på prognoser gjorda från 2016: av 100 utfall hamnade 79 inom det område som "
        "skulle rymma 80."
    )
    assert rests_on_sentence(RECORD, 290, EN).endswith(
        "Tested afterwards on forecasts made from 2016: of 100 outcomes 79 fell within the range that was to hold 80."
    )


def test_where_nothing_has_been_judged_that_is_said() -> None:
    assert rests_on_sentence(None, 12).endswith("Ingen sådan prognos har ännu ett utfall att prövas mot.")
    assert rests_on_sentence(None, 12, EN).endswith("No such forecast has an outcome yet to be tested against.")


def test_how_far_ahead_forecasts_are_tested() -> None:
    assert far_sentence() == ("Prognoser är prövade fem år framåt, grovt till tio; längre fram är de inte prövade.")
    assert far_sentence(EN).startswith("Forecasts are tested five years ahead")
