"""What the nudges are called: a heading, and why it matters."""

from collections.abc import Mapping
from dataclasses import dataclass

from riktmarke.editing.nudges.finding import Nudge


@dataclass(frozen=True, slots=True)
class NudgeWords:
    """A heading, a line that says what to do, and what stands before the day of a row; empty where it has none.

    `together`: what can be done for several rows in one go.
    """

    heading: str
    advice: str
    day: str = ""
    together: str = ""


WORDS: Mapping[Nudge, NudgeWords] = {
    Nudge.RUN_OUT: NudgeWords(
        "Styrdokument som har löpt ut",
        "Förläng det, lägg in det som ersätter det, eller ta bort det. På webbplatsen står att det har löpt ut.",
        "gällde till",
    ),
    Nudge.RUNS_OUT: NudgeWords("Styrdokument som löper ut inom 180 dagar", "Förbered ett nytt beslut.", "gäller till"),
    Nudge.NO_FOLLOW_UP: NudgeWords(
        "Åtgärder som har slutat utan uppföljning", "Skriv vad som följde, eller flytta fram slutet.", "slutade"
    ),
    Nudge.DRAFT: NudgeWords(
        "Utkast som väntar",
        "De syns inte på webbplatsen. En redaktör för in beslutet när det är taget, eller visar dem som förslag.",
        together="För in ett beslut om flera på en gång",
    ),
    Nudge.NO_RESPONSIBLE: NudgeWords(
        "Rader som ingen ansvarar för",
        "Ange rollen som ansvarar. Till dess går synpunkter om dem till planens kontakt.",
        together="Sätt ansvarig för flera på en gång",
    ),
    Nudge.NO_ADDRESS: NudgeWords(
        "Roller som synpunkter inte når",
        "Skriv rollens e-postadress. Till dess syns det som invånare skriver bara under Synpunkter, "
        "och ingen får veta att det har kommit.",
    ),
    Nudge.NO_INDICATOR: NudgeWords(
        "Mål utan indikator", "Koppla en indikator, eller skriv varför målet inte kan mätas."
    ),
    Nudge.NO_TARGET: NudgeWords(
        "Indikatorer utan målvärde",
        "Sätt ett målvärde när det är beslutat. Utan ett går det inte att säga om målet nås.",
    ),
    Nudge.TARGET_NOT_BY_SEX: NudgeWords(
        "Målvärden bara för alla tillsammans",
        "Siffrorna finns för kvinnor och män. Sätt målvärden för båda, eller för skillnaden mellan dem.",
    ),
    Nudge.OLD_TEXT: NudgeWords(
        "Texter som är äldre än ett år", "Läs igenom dem, och spara det som har ändrats.", "skriven"
    ),
}
