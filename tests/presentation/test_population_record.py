"""What is told of earlier projections of the population is what the proof wrote, and says on which figures."""

from pathlib import Path

import pytest

from riktmarke.presentation import population_record as record
from riktmarke.presentation.population_record import BY_AHEAD, LATELY, Judged

WHOLE, LATER, EARLIER = (
    "Base years 2003-2012 (the spreads",
    "By years ahead, base years 2013 and later:",
    "By years ahead, base years to 2012:",
)


def page(repository: Path) -> str:
    """The page of the back-test, which `make prove` holds to the calculation."""
    return (repository / "docs" / "population-back-test.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("judged", [LATELY, *BY_AHEAD], ids=lambda judged: judged.ahead or "all")
def test_every_figure_is_the_one_of_the_page(repository: Path, judged: Judged) -> None:
    heading, row = (WHOLE, "2013 and later") if judged.ahead is None else (LATER, str(judged.ahead))
    table = page(repository).partition(EARLIER if judged.earlier else heading)[2]
    cells = next(line.split(" | ") for line in table.splitlines() if line.startswith(f"| {row} | "))

    assert cells[2:5] == [f"{value:.2f}" for value in (judged.error, judged.as_today, judged.drift)]
    assert cells[7] == str(judged.held_of_100)


def test_when_and_on_what_it_was_made_is_what_the_page_says(repository: Path) -> None:
    text = page(repository)

    assert "last made 2026-11-26" in text
    assert record.MADE.replace("\u00a0", " ") == "26 november 2026"
    assert f"| municipalities | {record.FIRST_YEAR}-{record.LAST_YEAR} (moves" in text
    assert f"Base years {record.FIRST_BASE}-{record.CHOSEN_TO} (the spreads were chosen on them)" in text
    assert f"{record.CHOSEN_TO + 1}-{record.LAST_BASE} (reported)" in text


def test_the_sentences_say_the_figures_and_whose_they_are() -> None:
    told = " ".join(record.record_sentences()).replace("\u00a0", " ")

    assert "Det prövades den 26 november 2026 på riktiga siffror 1995–2022" in told
    assert "hamnade 79 av 100 utfall" in told
    assert "2,9 procent fel; att gissa på lika många som då hade gett 6,2" in told
    assert "hamnade bara 68 av 100" in told
    assert "felet i medeltal 1,6 procent" in record.lately_sentence()
    assert "2,9 procents fel och samma ökning som de senaste fem åren 2,0." in record.lately_sentence()


def test_a_projection_from_later_figures_is_not_said_to_be_tried() -> None:
    assert record.later_figures_sentence(2022) == ""
    assert record.record_sentences(2025)[-1] == (
        "Framräkningen här utgår från 2025. På de siffrorna är prövningen inte gjord."
    )


def test_the_rows_have_swedish_numbers_and_say_which_base_years() -> None:
    rows = record.judged_rows()

    assert (rows[0].ahead, rows[0].error, rows[0].held, rows[0].since) == ("1 år", "0,54", "84", "")
    assert rows[-1].since == "från basår till och med 2012"


def test_only_as_far_ahead_as_is_known_the_intervals_are_said_to_have_been_too_narrow() -> None:
    assert record.narrow_sentence(15) == ""
    assert "68 av 100 utfall hamnade där 80 skulle" in record.narrow_sentence(16)
