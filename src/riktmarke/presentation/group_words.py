"""Swedish words for which groups some indicators show, and for what can be said of each ground of discrimination."""

from riktmarke.governance.group_coverage import GroupCoverage
from riktmarke.presentation.numbers import NO_BREAK_SPACE
from riktmarke.vocabulary.groups import Ground

GROUND_TITLES = {
    Ground.SEX: "Kön",
    Ground.GENDER_IDENTITY: "Könsöverskridande identitet eller uttryck",
    Ground.ETHNICITY: "Etnisk tillhörighet",
    Ground.RELIGION: "Religion eller annan trosuppfattning",
    Ground.DISABILITY: "Funktionsnedsättning",
    Ground.SEXUAL_ORIENTATION: "Sexuell läggning",
    Ground.AGE: "Ålder",
}
SHOWN_BY = {
    Ground.SEX: "kvinnor och män var för sig, eller jämför dem",
    Ground.GENDER_IDENTITY: "könsöverskridande identitet eller uttryck",
    Ground.ETHNICITY: "födelseland, som är en grov ersättning",
    Ground.RELIGION: "religion eller annan trosuppfattning",
    Ground.DISABILITY: "förhållanden för människor med funktionsnedsättning",
    Ground.SEXUAL_ORIENTATION: "sexuell läggning",
    Ground.AGE: "en viss ålder, som kan ställas bredvid andra",
}
# What must be said of a ground whether it is shown or not.
ALWAYS_SAID = {
    Ground.SEX: "Den officiella statistiken redovisar två kön, kvinnor och män.",
    Ground.GENDER_IDENTITY: "Den officiella statistiken redovisar två kön. Den som varken är kvinna eller man syns "
    "inte för sig.",
    Ground.ETHNICITY: "Etnisk tillhörighet finns inte i statistiken. Den som är född i landet räknas som inrikes "
    "född, oavsett bakgrund.",
}


def percent(share: float, *, unit: str = "%") -> str:
    """Return a share as whole per cent; one that is not nothing, or not everything, is never rounded to be so."""
    shown = round(100 * share)
    if shown == 0 and share > 0:
        return f"mindre än 1{NO_BREAK_SPACE}{unit}"
    return f"{min(shown, 99) if share < 1 else shown}{NO_BREAK_SPACE}{unit}"


def sex_sentence(coverage: GroupCoverage) -> str:
    """Return how many of the indicators show women and men, as one sentence; nothing where there are no indicators."""
    shown, of = len(coverage.with_sex), len(coverage.indicators)
    verb = "visar eller jämför" if coverage.sexes.compared else "visar"
    if not of:
        return ""
    if of == 1:
        return f"Indikatorn {verb} kvinnor och män." if shown else "Indikatorn visar inte kvinnor och män var för sig."
    if shown == of:
        return f"Alla {of} indikatorer {verb} kvinnor och män."
    if not shown:
        return f"Ingen av de {of} indikatorerna visar kvinnor och män var för sig."
    return f"{shown} av {of} indikatorer {verb} kvinnor och män."


def ground_text(ground: Ground, coverage: GroupCoverage) -> str:
    """Return what the indicators can and cannot show of a ground of discrimination."""
    shown, of = len(coverage.by_ground[ground]), len(coverage.indicators)
    subject = f"{shown} av {of} indikatorer" if shown else f"Ingen av {of} indikatorer"
    return " ".join(filter(None, (f"{subject} visar {SHOWN_BY[ground]}.", ALWAYS_SAID.get(ground, ""))))
