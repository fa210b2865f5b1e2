"""What is wrong with a plan, in the words of staff's forms: one sentence for each code of `plan_errors.Wrong`."""

from collections.abc import Mapping

from riktmarke.editing.chain.code_words import code_word
from riktmarke.governance.codes import ALLOWED, ChallengeParameter, TargetKind
from riktmarke.governance.plan_errors import Wrong
from riktmarke.governance.plan_schema import Kind
from riktmarke.governance.years import FIRST_YEAR, LAST_YEAR

# {label} is the column in words, {0} and {1} what the code tells about it.
SENTENCES: Mapping[str, str] = {
    "missing": "{label} saknas. Fyll i fältet.",
    "not_of_kind": "{label} går inte att läsa. Rätta det som står där.",
    "unknown": "Det finns inget fält som heter så här.",
    "key": "Nyckeln får bara ha bokstäver a–z, siffror, - och _.",
    "exists": "Det finns redan en sådan rad. Ändra den i stället.",
    "not_there": "{label}: ”{0}” finns inte i planen. Välj något annat.",
    "framework_not_used": "{label}: planen använder inte ramverket till ”{0}”. Lägg till ramverket "
    "under Om planen, eller ta bort länken.",
    "item_shape": "Numret får bara ha bokstäver a–z, siffror, punkt och bindestreck, till exempel 3.4.",
    "circle": "{label}: raden skulle bli en del av sig själv. Välj en annan.",
    "three_levels": "{label}: ett ramverk har högst två nivåer. Välj den översta punkten.",
    "no_decision": "Det som är beslutat måste ha ett beslut. Välj vilket.",
    "decided_proposal": "Det som är beslutat kan inte samtidigt vara ett förslag.",
    "rests_on_draft": "{label}: det som visas på webbplatsen kan inte bygga på ett utkast. Besluta det andra "
    "först, eller låt även det här vara utkast.",
    "not_in_order": "{label} är före början. Rätta ett av dem.",
    "before_decision": "{label} är före dagen för beslutet, {0}. Rätta det, eller välj ett annat beslut.",
    "rule_of_all": "Den regeln gäller alla indikatorer. Lämna {label} tomt.",
    "rule_out_of_range": "Värdet ska vara {0}.",
    "not_with_kind": "{label} hör inte till slaget ”{0}”. Töm fältet, eller välj ett annat slag.",
    "negative_width": "Värdet kan inte vara under 0: det är ett avstånd.",
    "base_year_late": "Året att räkna från måste vara före det år målet ska nås.",
    "year_over": "Året är över. Skriv ett år som inte har varit.",
    "group_not_there": "Indikatorn finns inte för den gruppen. Välj en annan grupp.",
    "no_direction": "Indikatorn har ingen riktning som är bra. Välj ”Ett värde att nå”, minst eller högst.",
    "reach_known": "Katalogen säger redan vilken riktning som är bra. Lämna fältet tomt.",
    "count_not_compared": "Indikatorn är ett antal, så andras antal säger inget. Välj ett annat slag.",
    "off_scale": "Värdet kan aldrig bli så. Skriv det i indikatorns egen enhet, {0}.",
    "superseded_by_other": "Ett målvärde kan bara ersättas av ett för samma indikator.",
    "same_target": "Det finns redan ett målvärde för den gruppen och det året. Ändra det, eller ersätt det.",
    "nothing_decided": "Sådana rader beslutas inte.",
    "key_cannot_change": "Det här känns raden igen på och kan inte ändras. Lägg till en ny rad i stället.",
    "row_gone": "Raden finns inte längre. Någon har tagit bort den.",
}
# What is expected where a value is not of the column's kind.
NOT_OF_KIND: Mapping[Kind, str] = {
    Kind.EMAIL: "{label} ska vara en adress som namn@example.org.",
    Kind.URL: "{label} ska börja med https:// eller http://, som https://kommunen.example/plan.",
    Kind.NUMBER: "{label} ska vara ett tal med högst 15 siffror, varav högst 6 decimaler.",
    **dict.fromkeys(
        (Kind.YEAR, Kind.DATE, Kind.FIRST_DAY, Kind.LAST_DAY),
        f"{{label}}: året ska vara från {FIRST_YEAR} till {LAST_YEAR}.",
    ),
}
ANYTHING_ELSE = "{label}: {what}"


def sentence(wrong: Wrong, *, label: str, kind: Kind | None = None) -> str:
    """Return what is wrong with a column, as a Swedish sentence. `kind`: what the column holds, where that is known."""
    words = SENTENCES.get(wrong.code, ANYTHING_ELSE)
    if wrong.code == "not_of_kind" and kind in NOT_OF_KIND:
        words = NOT_OF_KIND[kind]
    return words.format(*_about(wrong), label=label or "Raden", what=wrong.what)


def _about(wrong: Wrong) -> tuple[str, ...]:
    if wrong.code == "rule_out_of_range":
        return (_range(ChallengeParameter(wrong.about[0])),)
    if wrong.code == "not_with_kind":
        return (code_word(TargetKind, wrong.about[0]),)
    if wrong.code == "off_scale":
        lowest, highest = (one.replace(".", ",") for one in wrong.about)
        return (f"från {lowest} till {highest}" if highest else f"minst {lowest}",)
    return (*wrong.about, "", "")


def _range(parameter: ChallengeParameter) -> str:
    allowed = ALLOWED[parameter]
    number = "ett helt tal" if allowed.whole else "ett tal"
    lowest = "över 0" if allowed.lowest is None else f"från {allowed.lowest}"
    text = f"{number} {lowest}" if allowed.highest is None else f"{number} {lowest} till {allowed.highest}"
    return text.replace(".", ",")
