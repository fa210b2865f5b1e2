"""Words for how a projection of the population is made, and for the ages that grow or shrink in it."""

from riktmarke.assessment.population.bands import BANDS
from riktmarke.assessment.population.outlook import PopulationOutlook
from riktmarke.presentation.labels import listed
from riktmarke.presentation.language import say
from riktmarke.presentation.numbers import number
from riktmarke.presentation.population_labels import BAND_NAMES, rough, span
from riktmarke.presentation.population_words import HIGH, LOW, MIDDLE


def age_sentences(outlook: PopulationOutlook, year: int) -> tuple[str, ...]:
    """Return which broad ages grow or shrink with more than nine chances in ten, and which may go either way."""
    place = outlook.place(year)
    grow, shrink, either = [], [], []
    for name, quantiles in zip(BANDS, outlook.bands, strict=True):
        now, low, high = quantiles[MIDDLE, 0], quantiles[LOW, place], quantiles[HIGH, place]
        to = say("{span} år {year}", span=span(low, high), year=year)
        told = say(
            "{band_names} (från {number} år {base_year} till {to})",
            band_names=BAND_NAMES[name],
            number=number(now, decimals=0),
            base_year=outlook.base_year,
            to=to,
        )
        if rough(low - now) > 0:
            grow.append(told)
        elif rough(high - now) < 0:
            shrink.append(told)
        else:
            either.append(BAND_NAMES[name])
    found = (
        (say("Blir fler, med mer än 9 chanser av 10: {listed}.", listed=listed(grow)), grow),
        (say("Blir färre, med mer än 9 chanser av 10: {listed}.", listed=listed(shrink)), shrink),
        (say("Kan bli både fler och färre till {year}: {listed}.", year=year, listed=listed(either)), either),
    )
    return tuple(sentence for sentence, ages in found if ages)


def how_sentences(*, ages_from: int, base_year: int, draws: int, name: str) -> tuple[str, ...]:
    """Return how the projection is made, what is assumed in it, and what it cannot know."""
    made = say(
        "År för år räknas hur många av varje ålder och kön som dör, får barn, flyttar in och "
        "flyttar ut. Det görs {number} gånger, med olika framtider för landet och för {name}. Det "
        "som väntas är den mest rimliga gissningen, lika troligt över som under. ”8 chanser av 10” "
        "betyder att åtta av tio sådana framtider ligger däremellan.",
        number=number(draws, decimals=0),
        name=name,
    )
    assumed = say(
        "Folkmängden efter ettårsålder är publicerad för {ages_from} och är framförd till "
        "{base_year} med de födda, döda, flyttningar och åldersgrupper som är publicerade sedan "
        "dess. Vid vilka åldrar människor flyttar mellan kommuner är inte publicerat här utan "
        "antaget. Dödlighet och fruktsamhet följer landets, anpassade till hur {name} har skilt "
        "sig från landet de senaste tio åren.",
        ages_from=ages_from,
        base_year=base_year,
        name=name,
    )
    unknown = say(
        "Siffrorna slutar {base_year}. Det som har hänt sedan dess, och beslut som redan är "
        "fattade om bostäder eller arbetsplatser, finns inte med. Sådant som inte har hänt i "
        "svenska kommuner sedan 1998 ingår inte i osäkerheten.",
        base_year=base_year,
    )
    return made, assumed, unknown
