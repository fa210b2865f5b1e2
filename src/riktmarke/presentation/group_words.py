"""Swedish words for which groups some indicators show, and for what can be said of each ground of discrimination."""

from riktmarke.governance.group_coverage import GroupCoverage
from riktmarke.presentation.language import marked, say, speaks_english, spoken
from riktmarke.presentation.numbers import NO_BREAK_SPACE
from riktmarke.vocabulary.groups import Ground

GROUND_TITLES = spoken(
    {
        Ground.SEX: marked("Kön"),
        Ground.GENDER_IDENTITY: marked("Könsöverskridande identitet eller uttryck"),
        Ground.ETHNICITY: marked("Etnisk tillhörighet"),
        Ground.RELIGION: marked("Religion eller annan trosuppfattning"),
        Ground.DISABILITY: marked("Funktionsnedsättning"),
        Ground.SEXUAL_ORIENTATION: marked("Sexuell läggning"),
        Ground.AGE: marked("Ålder"),
    }
)
SHOWN_BY = spoken(
    {
        Ground.SEX: marked("kvinnor och män var för sig, eller jämför dem"),
        Ground.GENDER_IDENTITY: marked("könsöverskridande identitet eller uttryck"),
        Ground.ETHNICITY: marked("födelseland, som är en grov ersättning"),
        Ground.RELIGION: marked("religion eller annan trosuppfattning"),
        Ground.DISABILITY: marked("förhållanden för människor med funktionsnedsättning"),
        Ground.SEXUAL_ORIENTATION: marked("sexuell läggning"),
        Ground.AGE: marked("en viss ålder, som kan ställas bredvid andra"),
    }
)
# What must be said of a ground whether it is shown or not.
ALWAYS = {
    Ground.SEX: marked("Den officiella statistiken redovisar två kön, kvinnor och män."),
    Ground.GENDER_IDENTITY: marked(
        "Den officiella statistiken redovisar två kön. Den som varken är kvinna eller man syns inte för sig."
    ),
    Ground.ETHNICITY: marked(
        "Etnisk tillhörighet finns inte i statistiken. Den som är född i landet räknas som inrikes "
        "född, oavsett bakgrund."
    ),
}


def percent(share: float, *, in_words: bool = False) -> str:
    """Return a share as whole per cent; one that is not nothing, or not everything, is never rounded to be so."""
    shown = round(100 * share)
    unit = f"{NO_BREAK_SPACE}{say('procent')}" if in_words else "%" if speaks_english() else f"{NO_BREAK_SPACE}%"
    if shown == 0 and share > 0:
        return say("mindre än 1{unit}", unit=unit)
    return f"{min(shown, 99) if share < 1 else shown}{unit}"


def sex_sentence(coverage: GroupCoverage) -> str:
    """Return how many of the indicators show women and men, as one sentence; nothing where there are no indicators."""
    shown, of = len(coverage.with_sex), len(coverage.indicators)
    verb = say("visar eller jämför") if coverage.sexes.compared else say("visar")
    if not of:
        return ""
    if of == 1:
        return (
            say("Indikatorn {verb} kvinnor och män.", verb=verb)
            if shown
            else say("Indikatorn visar inte kvinnor och män var för sig.")
        )
    if shown == of:
        return say("Alla {of} indikatorer {verb} kvinnor och män.", of=of, verb=verb)
    if not shown:
        return say("Ingen av de {of} indikatorerna visar kvinnor och män var för sig.", of=of)
    return say("{shown} av {of} indikatorer {verb} kvinnor och män.", shown=shown, of=of, verb=verb)


def ground_text(ground: Ground, coverage: GroupCoverage) -> str:
    """Return what the indicators can and cannot show of a ground of discrimination."""
    shown, of = len(coverage.by_ground[ground]), len(coverage.indicators)
    subject = (
        say("{shown} av {of} indikatorer", shown=shown, of=of) if shown else say("Ingen av {of} indikatorer", of=of)
    )
    return " ".join(
        filter(
            None,
            (
                say("{subject} visar {shown_by}.", subject=subject, shown_by=SHOWN_BY[ground]),
                say(ALWAYS.get(ground, "")),
            ),
        )
    )
