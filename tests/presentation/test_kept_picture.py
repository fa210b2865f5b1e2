"""A picture to keep: a sheet with the chart, its title above and its notes below, none outside its edges."""

from xml.etree import ElementTree as ET

import pytest

from riktmarke.presentation.kept_picture import kept_picture

CHART = (
    '<svg xmlns="http://www.w3.org/2000/svg" class="marks" width="360" height="380" viewBox="0 0 360 380" role="img" '
    'lang="sv" aria-labelledby="title description"><title id="title">Titel</title><desc id="description">Ord</desc>'
    '<g><rect width="360" height="380"/></g></svg>'
)
SVG = "{http://www.w3.org/2000/svg}"
LONG = "En lång titel om andelen invånare som har svarat på en fråga: Exempelby och Provköping, år för år"


def test_nothing_on_the_sheet_covers_anything_else() -> None:
    sheet = ET.fromstring(kept_picture(CHART, title=LONG, notes=("Källa: Kolada, N90001.", "Axeln är bruten. " * 8)))
    chart = next(element for element in sheet.iter(f"{SVG}svg") if "y" in element.attrib)
    top, foot = float(chart.attrib["y"]), float(chart.attrib["y"]) + float(chart.attrib["height"])
    lines = {float(line.attrib["y"]): line.text or "" for line in sheet.iter(f"{SVG}text")}
    above = [text for y, text in lines.items() if y < top]
    below = {y: text for y, text in lines.items() if y > foot}
    assert " ".join(above) == LONG
    assert len(above) > 1  # too long for one line of a narrow chart
    assert len(above) + len(below) == len(lines)  # none lies over the chart
    assert max(below) < float(sheet.attrib["height"])
    assert all(len(text) * 12 * 0.5 < 360 for text in below.values())
    assert "Källa: Kolada, N90001." in below.values()


def test_the_sheet_is_heard_as_one_picture_with_the_chart_s_own_words() -> None:
    sheet = ET.fromstring(kept_picture(CHART, title="Titel & mer", notes=("<Källa>",)))
    assert sheet.attrib["role"] == "img"
    assert sheet.attrib["aria-labelledby"] == "title description"
    assert [element.text for element in sheet.iter(f"{SVG}title")] == ["Titel"]
    assert [element for element in sheet.iter(f"{SVG}svg") if element.attrib.get("role")] == [sheet]
    assert {line.text for line in sheet.iter(f"{SVG}text")} == {"Titel & mer", "<Källa>"}


def test_what_is_no_drawn_chart_is_refused() -> None:
    with pytest.raises(ValueError, match="width height"):
        kept_picture("<svg viewBox='0 0 1 1'/>", title="Titel", notes=())
