"""Which municipality is shown: as asked, as before, or the first that the figures know of."""

from dataclasses import dataclass

import pytest

from riktmarke.cli.area_choice import choose_area
from riktmarke.statistics.areas import AreaTable, area_table
from riktmarke.statistics.store import Dataset
from riktmarke.vocabulary.areas import Area, AreaKind
from riktmarke.vocabulary.errors import UnknownArea

COUNTRY, REGION = Area("0000", "Riket", AreaKind.COUNTRY), Area("0020", "Region Dalarna", AreaKind.REGION)
SWEDISH = (COUNTRY, REGION, *(Area(c, f"Ort {c}", AreaKind.MUNICIPALITY, "0020") for c in ("2083", "2085")))
INVENTED = (COUNTRY, *(Area(c, f"Påhitt {c}", AreaKind.MUNICIPALITY, "0030") for c in ("3001", "3002")))


@dataclass
class Version:
    manifest: dict[str, object]


@dataclass
class Held:
    areas: AreaTable
    version: Version


def chosen(figures: Held, wanted: str | None, held: str, usual: str = "2083") -> tuple[str, str]:
    given: Dataset = figures  # type: ignore[assignment]  # what the choice reads of one
    return choose_area(given, wanted=wanted, held=held, usual=usual)


REAL, EXAMPLE = Held(area_table(SWEDISH), Version({})), Held(area_table(INVENTED), Version({"example": True}))


@pytest.mark.parametrize(
    ("figures", "wanted", "held", "code"),
    [
        (REAL, "2085", "2083", "2085"),
        (REAL, None, "2085", "2085"),
        (REAL, "Ort 2085", "2083", "2085"),
        (REAL, "ort 2085", "2083", "2085"),
        (EXAMPLE, "3002", "2083", "3002"),
        (EXAMPLE, "pahitt 3002", "2083", "3002"),
        (EXAMPLE, None, "3002", "3002"),
    ],
)
def test_what_is_asked_for_or_was_before_needs_no_words(figures: Held, wanted: str, held: str, code: str) -> None:
    assert chosen(figures, wanted, held) == (code, "")


@pytest.mark.parametrize(("wanted", "held"), [(None, "2083"), ("2083", "2083"), ("3999", "3002")])
def test_the_example_s_first_stands_in_and_that_is_said(wanted: str | None, held: str) -> None:
    code, note = chosen(EXAMPLE, wanted, held)

    assert code == "3001"
    assert f"no {wanted or held}: its 3001 Påhitt 3001 is shown" in note


def test_real_figures_after_the_example_bring_the_usual_municipality_back() -> None:
    code, note = chosen(REAL, None, "3001")

    assert code == "2083"
    assert "no 3001: 2083 Ort 2083 is shown" in note


@pytest.mark.parametrize(("wanted", "said"), [("2099", "no area with the code '2099'"), ("0020", "not a municipality")])
def test_with_real_figures_a_wrong_code_is_an_error(wanted: str, said: str) -> None:
    with pytest.raises(UnknownArea, match=said):
        chosen(REAL, wanted, "2083")


def test_a_name_that_may_be_of_two_is_no_name_unless_it_is_written_as_one_of_them() -> None:
    alike = (COUNTRY, *(Area(c, n, AreaKind.MUNICIPALITY, "0030") for c, n in (("3001", "Hano"), ("3002", "Hanö"))))
    figures = Held(area_table(alike), Version({}))

    assert chosen(figures, "hanö", "3001")[0] == "3002"
    with pytest.raises(UnknownArea, match="no area with the code 'hanó'"):
        chosen(figures, "hanó", "3001")
