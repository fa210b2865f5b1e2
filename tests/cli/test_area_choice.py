"""Which municipality the site is for: as asked, as before, or the first that the figures know of."""

from dataclasses import dataclass, field

import pytest

from riktmarke.cli.area_choice import choose_area
from riktmarke.operations.figures import Ready
from riktmarke.statistics.areas import area_table
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
    areas: object
    version: Version


@dataclass
class ReadyOf:
    areas: tuple[Area, ...]
    example: bool = False
    dataset: Held = field(init=False)

    def __post_init__(self) -> None:
        self.dataset = Held(area_table(self.areas), Version({"example": True} if self.example else {}))


def chosen(ready: ReadyOf, wanted: str | None, held: str, usual: str = "2083") -> tuple[str, str]:
    given: Ready = ready  # type: ignore[assignment]  # what the choice reads of one
    return choose_area(given, wanted=wanted, held=held, usual=usual)


REAL, EXAMPLE = ReadyOf(SWEDISH), ReadyOf(INVENTED, example=True)


@pytest.mark.parametrize(
    ("ready", "wanted", "held", "code"),
    [
        (REAL, "2085", "2083", "2085"),
        (REAL, None, "2085", "2085"),
        (EXAMPLE, "3002", "2083", "3002"),
        (EXAMPLE, None, "3002", "3002"),
    ],
)
def test_what_is_asked_for_or_was_before_needs_no_words(ready: ReadyOf, wanted: str, held: str, code: str) -> None:
    assert chosen(ready, wanted, held) == (code, "")


@pytest.mark.parametrize(("wanted", "held"), [(None, "2083"), ("2083", "2083"), ("3999", "3002")])
def test_the_example_s_first_stands_in_and_that_is_said(wanted: str | None, held: str) -> None:
    code, note = chosen(EXAMPLE, wanted, held)

    assert code == "3001"
    assert f"no {wanted or held}: the site is for its 3001 Påhitt 3001" in note


def test_real_figures_after_the_example_bring_the_usual_municipality_back() -> None:
    code, note = chosen(REAL, None, "3001")

    assert code == "2083"
    assert "no 3001: the site is for 2083 Ort 2083" in note


@pytest.mark.parametrize(("wanted", "said"), [("2099", "no area with the code '2099'"), ("0020", "not a municipality")])
def test_with_real_figures_a_wrong_code_is_an_error(wanted: str, said: str) -> None:
    with pytest.raises(UnknownArea, match=said):
        chosen(REAL, wanted, "2083")
