"""What staff's forms call the tables of a plan and their columns, with a line of help where one is needed."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TableWords:
    """What a table is called: one row, all of them, a new one, and what it is for."""

    one: str
    many: str
    new: str
    about: str


TABLE_WORDS: Mapping[str, TableWords] = {
    "visions": TableWords("vision", "Visioner", "Ny vision", "Vad kommunen vill vara. Den överst i styrkedjan."),
    "overarching_goals": TableWords(
        "övergripande mål", "Övergripande mål", "Nytt övergripande mål", "Målen under visionen."
    ),
    "focus_areas": TableWords("fokusområde", "Fokusområden", "Nytt fokusområde", "Områden som går genom målen."),
    "goals": TableWords("mål", "Mål", "Nytt mål", "Målen i Mål och budget."),
    "indicators": TableWords("indikator", "Indikatorer", "Ny indikator", "Det som visar hur det går för målen."),
    "targets": TableWords("målvärde", "Målvärden", "Nytt målvärde", "Vad en indikator ska nå, till ett år."),
    "actions": TableWords("åtgärd", "Åtgärder", "Ny åtgärd", "Det som görs för att nå målen."),
    "documents": TableWords("styrdokument", "Styrdokument", "Nytt styrdokument", "Strategier, policyer och planer."),
    "decisions": TableWords("beslut", "Beslut", "Nytt beslut", "Vem som beslutade, när, och var det står."),
    "units": TableWords("enhet", "Enheter", "Ny enhet", "Nämnder, förvaltningar, bolag och enheter."),
    "roles": TableWords("roll", "Roller", "Ny roll", "De roller som ansvarar. Aldrig en persons namn."),
    "frameworks": TableWords(
        "eget ramverk", "Egna ramverk", "Nytt eget ramverk", "Listor som kommunen själv länkar till."
    ),
    "framework_items": TableWords(
        "punkt i eget ramverk", "Punkter i egna ramverk", "Ny punkt i eget ramverk", "Punkterna i de egna ramverken."
    ),
    "not_our_task": TableWords(
        "inte vår uppgift",
        "Inte vår uppgift",
        "Ny punkt som inte är vår uppgift",
        "Det kommunen inte styr på, och varför.",
    ),
    "challenge_rules": TableWords(
        "regel för utmaningar",
        "Regler för utmaningar",
        "Ny regel för utmaningar",
        "Gränserna för vad som är en utmaning.",
    ),
}

# By column, and by table and column where it is called something else there.
LABELS: Mapping[str, str] = {
    "title": "Titel",
    "text": "Text",
    "responsible": "Ansvarig roll",
    "proposal": "Visa som förslag",
    "links": "Länkar till ramverk",
    "year": "År",
    "from_year": "Från år",
    "to_year": "Till år",
    "valid_from": "Gäller från",
    "valid_to": "Gäller till",
    "replaces": "Ersätter",
    "vision": "Vision",
    "not_measurable": "Varför det inte kan mätas",
    "composite": "Sammanvägt mått som Riktmärke föreslår",
    "overarching_goals": "Övergripande mål",
    "focus_areas": "Fokusområden",
    "goals": "Mål",
    "indicators": "Indikatorer",
    "documents": "Styrdokument",
    "parent": "Del av",
    "kind": "Slag",
    "url": "Adress till dokumentet",
    "framework": "Ramverk",
    "definition": "Indikator i katalogen",
    "note": "Anmärkning",
    "indicator": "Indikator",
    "group": "Grupp",
    "value": "Värde",
    "comparator": "Jämfört med",
    "reach": "Nås när värdet är",
    "base_year": "Räknas från år",
    "origin": "Ursprung",
    "origin_text": "Ursprung i ord",
    "superseded_by": "Ersatt av",
    "parameter": "Vad regeln gäller",
    "unit": "Enhet",
    "starts": "Börjar",
    "ends": "Slutar",
    "status": "Läge",
    "follow_up": "Uppföljning",
    "item": "Punkt i ramverk",
    "reason": "Skäl",
    "decision": "Beslut",
    "state": "Beslutsläge",
    "body": "Beslutat av",
    "decided_on": "Beslutsdatum",
    "reference": "Diarienummer eller paragraf",
    "source": "Adress till beslutet",
    "name": "Namn",
    "email": "E-post",
    "phone": "Telefon",
    "short_title": "Kort titel",
    "short_title_en": "Kort titel på engelska",
    "version": "Version",
    "licence": "Villkor",
    "translation": "Översättning",
    "translation_en": "Varifrån de engelska titlarna kommer",
    "title_en": "Titel på engelska",
    "introduction": "Inledning",
    "contact": "Kontakt för hela planen",
    "frameworks": "Ramverk som planen använder",
    "links_of_catalogue": "Länkar enligt katalogen",
    "keys": "Ordning",
    "key": "Nyckel",
}
LABELS_OF: Mapping[tuple[str, str], str] = {
    ("frameworks", "source"): "Källa",
    ("framework_items", "item"): "Nummer",
    ("framework_items", "parent"): "Del av punkten med nummer",
    ("roles", "title"): "Roll",
    ("actions", "unit"): "Enhet som gör det",
    ("challenge_rules", "value"): "Värde",
    ("visions", "year"): "Visionens år",
    ("overarching_goals", "year"): "Ska nås år",
    ("targets", "year"): "Ska nås år",
    ("documents", "framework"): "Ramverk som dokumentet självt sätter",
    ("indicators", "proposal"): "Bara ett förslag än",
}

A_DAY = "Skriv ett år, 2027, eller en dag, 2027-06-30."
HELP: Mapping[str, str] = {
    "proposal": "Ett utkast ser bara ni. Ett förslag syns på webbplatsen, med ordet Förslag.",
    "valid_from": A_DAY,
    "valid_to": f"{A_DAY} Webbplatsen säger till när dokumentet har gått ut.",
    "starts": A_DAY,
    "ends": A_DAY,
    "year": "Till exempel 2038.",
    "from_year": "Till exempel 2026.",
    "to_year": "Till exempel 2029.",
    "not_measurable": "Fyll i bara om ingen siffra kan visa hur det går. Texten visas då i stället.",
    "url": "Börjar med https://",
    "source": "Börjar med https://",
    "value": "I indikatorns egen enhet: 85 för 85 procent. Decimalkomma går bra.",
    "origin_text": "Till exempel vilket dokument målet står i.",
    "email": "Rollens adress, inte en persons.",
    "title_en": "Visas på de engelska sidorna.",
    "short_title_en": "Visas på de engelska sidorna.",
    "translation_en": "Skriv på engelska. Visas på de engelska sidorna.",
    "introduction": "Visas överst på planens sidor.",
    "decided_on": "Lämna tomt om dagen inte är känd.",
    "comparator": "Bara för ”minst lika bra som andra”.",
    "base_year": "Det år en förändring räknas från. Tomt: det år beslutet togs.",
}
HELP_OF: Mapping[tuple[str, str], str] = {
    ("frameworks", "source"): "Var listan kommer från.",
    ("framework_items", "parent"): "Tomt för en punkt som står för sig själv.",
    ("framework_items", "item"): "Till exempel 3 eller 3.4.",
    ("challenge_rules", "value"): "Ett tal. Ta bort regeln för att få tillbaka standardvärdet.",
    ("actions", "follow_up"): "Vad som har hänt och vad det ledde till.",
    (
        "targets",
        "value",
    ): "I indikatorns egen enhet: 85 för 85 procent. För ”minst lika bra”: hur mycket sämre som får räknas "
    "som lika bra. För en skillnad: hur stor den får vara.",
    ("targets", "year"): "Det år målet ska vara nått.",
    (
        "indicators",
        "proposal",
    ): "Indikatorn syns på webbplatsen genast. Med krysset står det att kommunen "
    "inte har beslutat att följa den. Ta bort krysset när det är beslutat.",
}


def label(table: str, column: str) -> str:
    """Return what a column is called."""
    return LABELS_OF.get((table, column)) or LABELS.get(column, column)


def help_text(table: str, column: str) -> str:
    """Return what helps somebody to fill in a column; empty where the label is enough."""
    return HELP_OF.get((table, column)) or HELP.get(column, "")
