"""What the long account of a finding says, as patterns: one instance per language."""

from collections.abc import Mapping
from dataclasses import dataclass

from riktmarke.presentation.language import Language
from riktmarke.presentation.titles import EnglishText
from riktmarke.vocabulary.groups import Ground
from riktmarke.vocabulary.polarity import Polarity


@dataclass(frozen=True, slots=True)
class ExplainedWords:
    """Patterns for `str.format`. `quoted` and `within` hold texts of the catalogue that are in Swedish."""

    in_short: str
    figure: str
    compared: str
    tested: str
    ranked: str
    groups: str
    trend: str
    series: str
    source: str
    cannot: str
    quoted: str
    within: str
    about: str
    each_year: str
    pooled: str
    on_schedule: str
    repeated: str
    figure_columns: tuple[str, ...]
    compared_columns: tuple[str, ...]
    weighted_by_population: str
    weighted_by_people: str
    unweighted: str
    country: str
    middle: str
    members: str
    tested_how: str
    chance: str
    chance_small: str
    weakest: str
    rank: str
    rank_of_group: str
    no_groups: str
    change: str
    change_beside: str
    line: str
    no_change: str
    break_: str
    said_by_publisher: str
    said_by_us: str
    replaces: str
    replaced_by: str
    from_source: str
    own_work: str
    suppressed: str
    grounds_missing: str
    polarities: Mapping[Polarity, str]
    grounds: Mapping[Ground, str]


SWEDISH = ExplainedWords(
    in_short="I korthet",
    figure="Siffran",
    compared="Vilka vi jämför med: {group}",
    tested="Hur det är prövat",
    ranked="Plats bland kommunerna",
    groups="Grupper",
    trend="Utvecklingen",
    series="Serien",
    source="Källan och vår egen bearbetning",
    cannot="Vad siffrorna inte kan visa",
    quoted="{text}",
    within=" {text}",
    about="Måttet gäller{population}.",
    each_year="Måttet mäts varje år.",
    pooled="Varje värde står för {count} år tillsammans. Över tid jämförs bara värden som inte delar år med varandra.",
    on_schedule="Måttet mäts med {count} års mellanrum. Däremellan upprepar källan värdet, och upprepningar räknas "
    "inte som mätningar.",
    repeated="Samma värde kan stå kvar i källan i upp till {count} år. Upprepningar räknas inte som mätningar.",
    figure_columns=("Grupp", "Värde", "År", "Osäkerheten är"),
    compared_columns=("Jämförelse", "Värde", "Ovägt medelvärde", "Den i mitten av dem", "Kommuner med värde", "År"),
    weighted_by_people="Medelvärdena är vägda med den befolkning måttet gäller. Bredvid står det ovägda, som Kolada "
    "visar.",
    weighted_by_population="Medelvärdena är vägda med befolkningen. Bredvid står det ovägda, som Kolada visar.",
    unweighted="I medelvärdena räknas varje kommun lika, för måttet gäller inte människor.",
    country="Värdet för {country} är källans eget.",
    middle="Kommunen i mitten är medianen: lika många kommuner ligger över som under.",
    members="{members} av {size}",
    tested_how="Ett påstående håller bara om slumpen sällan ger en så stor skillnad där den verkliga är för liten för "
    "att ha betydelse. Om varje kommun prövas så många påståenden att något kunde hålla av en slump; därför prövas de "
    "tillsammans, med större krav. Sämre eller bättre än ett medelvärde räknas bara där det gäller också mot kommunen "
    "i mitten av dem som ingår. Osäkerheten för det som håller är tagen så bred att den rymmer det verkliga i 95 fall "
    "av 100 av dem som berättas. Skillnaderna är räknade på oavrundade värden.",
    chance="Av hundra påståenden med minst så starkt stöd som det i första meningen väntas högst {count} vara en "
    "slump (q-värde {q}).",
    chance_small="Av hundra påståenden med minst så starkt stöd som det i första meningen väntas inte ens ett vara "
    "en slump (q-värde {q}).",
    weakest="Det svagaste av de {count} påståenden som håller har q-värdet {q}.",
    rank="Plats {rank} av {of} kommuner {when}, med osäkerheten mellan {lower} och {upper}. Plats 1 är bäst.",
    rank_of_group="För {group}: plats {rank} av {of} kommuner {when}, med osäkerheten mellan {lower} och {upper}. "
    "Plats 1 är bäst.",
    no_groups="Inga skillnader mellan grupper har prövats för det här måttet.",
    change="{group}: {value} i genomsnitt {until}, mot {reference} {since}. Skillnaden är {difference} (osäkerhet: "
    "{interval}).",
    change_beside="{group}: utvecklingen från {since} till {until} var {difference} {developed} än {place} (osäkerhet: "
    "{interval}).",
    line="{group}: längs en rät linje genom {points} oberoende mätningar från {first} till {last} har värdet {changed} "
    "med {difference} (osäkerhet: {interval}).",
    no_change="De oberoende mätningarna är för få för att säga något om utvecklingen.",
    break_="Värden från och med {year} jämförs inte med tidigare, enligt {said_by}. {reason}",
    said_by_publisher="källan",
    said_by_us="vår bedömning av siffrorna",
    replaces="Serien tog vid {year} efter serien {series}. {reason}",
    replaced_by="Serien följdes {year} av serien {series}. {reason}",
    from_source="Källa: {publisher}. Siffrorna kommer från{source}.",
    own_work="Egen bearbetning: medelvärden av kommuner, skillnader, osäkerhet, linjer och prövningar har vi räknat ut "
    "själva.",
    suppressed="Värden med färre än {threshold} {of} bakom sig visas inte. Gränsen är känd från:{said_by}.",
    grounds_missing="Siffrorna visar inte skillnader efter: {grounds}.",
    polarities={
        Polarity.HIGHER_IS_BETTER: "Ett högre värde är bättre.",
        Polarity.LOWER_IS_BETTER: "Ett lägre värde är bättre.",
        Polarity.NO_JUDGEMENT: "Vi säger inte om högt eller lågt är bättre.",
    },
    grounds={
        Ground.SEX: "kön",
        Ground.GENDER_IDENTITY: "könsöverskridande identitet eller uttryck",
        Ground.ETHNICITY: "etnisk tillhörighet",
        Ground.RELIGION: "religion eller annan trosuppfattning",
        Ground.DISABILITY: "funktionsnedsättning",
        Ground.SEXUAL_ORIENTATION: "sexuell läggning",
        Ground.AGE: "ålder",
    },
)

ENGLISH = ExplainedWords(
    in_short="In short",
    figure="The figure",
    compared="Whom we compare with: {group}",
    tested="How it was tested",
    ranked="Rank among municipalities",
    groups="Groups",
    trend="The trend",
    series="The series",
    source="The source and our own work",
    cannot="What the figures cannot show",
    quoted="In Swedish: “{text}”",
    within=", in Swedish: “{text}”",
    about="The indicator is about{population}.",
    each_year="The indicator is measured every year.",
    pooled="Each value stands for {count} years together. Over time only values that share no years are compared.",
    on_schedule="The indicator is measured once in {count} years. In between the source repeats the value, and repeats "
    "are not counted as measurements.",
    repeated="The same value may stand in the source for up to {count} years. Repeats are not counted as measurements.",
    figure_columns=("Group", "Value", "Years", "The uncertainty is"),
    compared_columns=(
        "Compared with",
        "Value",
        "Unweighted mean",
        "The median of them",
        "Municipalities with a value",
        "Years",
    ),
    weighted_by_people="The means are weighted by the people the indicator is about. Beside them stands the unweighted "
    "mean that Kolada shows.",
    weighted_by_population="The means are weighted by population. Beside them stands the unweighted mean that Kolada "
    "shows.",
    unweighted="Each municipality counts the same in the means, since the indicator is not about people.",
    country="The value for {country} is the source's own.",
    middle="The median municipality has as many municipalities above it as below it.",
    members="{members} of {size}",
    tested_how="A claim holds only if chance seldom gives so large a difference where the real one is too small to "
    "matter. So many claims are tested about each municipality that some could hold by chance; they are therefore "
    "tested together, and more is asked of each. Worse or better than a mean counts only where it holds against the "
    "median of the municipalities in it too. The uncertainty of what holds is so wide that it covers the real "
    "difference in 95 of 100 that are told. The differences are worked out from unrounded values.",
    chance="Of a hundred claims with at least as much support as that in the first sentence, at most {count} are "
    "expected to be chance (q-value {q}).",
    chance_small="Of a hundred claims with at least as much support as that in the first sentence, not even one is "
    "expected to be chance (q-value {q}).",
    weakest="The weakest of the {count} claims that hold has the q-value {q}.",
    rank="Rank {rank} of {of} {when}, with its uncertainty between {lower} and {upper}. Rank 1 is the best.",
    rank_of_group="Among {group}: rank {rank} of {of} {when}, with its uncertainty between {lower} and {upper}. Rank 1 "
    "is the best.",
    no_groups="No gaps between groups are tested for this indicator.",
    change="{group}: {value} on average in {until}, against {reference} in {since}. The difference is {difference} "
    "(uncertainty: {interval}).",
    change_beside="{group}: the development from {since} to {until} was {difference} {developed} than {place} "
    "(uncertainty: {interval}).",
    line="{group}: along a straight line through {points} independent measurements from {first} to {last}, the value "
    "has {changed} by {difference} (uncertainty: {interval}).",
    no_change="The independent measurements are too few to say anything about the trend.",
    break_="Values from {year} on are not compared with earlier ones, according to {said_by}. {reason}",
    said_by_publisher="the source",
    said_by_us="our own reading of the figures",
    replaces="The series took over in {year} from the series {series}. {reason}",
    replaced_by="The series was followed in {year} by the series {series}. {reason}",
    from_source="Source: {publisher}. The figures come from{source}.",
    own_work="Our own work: means of municipalities, differences, uncertainty, lines and tests are worked out by us.",
    suppressed="Values with fewer than {threshold} {of} behind them are not shown. The limit is known from{said_by}.",
    grounds_missing="The figures do not show differences by: {grounds}.",
    polarities={
        Polarity.HIGHER_IS_BETTER: "A higher value is better.",
        Polarity.LOWER_IS_BETTER: "A lower value is better.",
        Polarity.NO_JUDGEMENT: "We do not say whether high or low is better.",
    },
    grounds={
        Ground.SEX: "sex",
        Ground.GENDER_IDENTITY: "transgender identity or expression",
        Ground.ETHNICITY: "ethnicity",
        Ground.RELIGION: "religion or other belief",
        Ground.DISABILITY: "disability",
        Ground.SEXUAL_ORIENTATION: "sexual orientation",
        Ground.AGE: "age",
    },
)

EXPLAINED_WORDS: Mapping[Language, ExplainedWords] = {Language.SWEDISH: SWEDISH, Language.ENGLISH: ENGLISH}


def quoted(text: str, language: Language) -> str:
    """Return a text of the catalogue as it stands in an account: Swedish is quoted in English; empty for none."""
    return text if isinstance(text, EnglishText) or not text else EXPLAINED_WORDS[language].quoted.format(text=text)


def within(text: str, language: Language) -> str:
    """Return a text of the catalogue as it goes on in a sentence after a word: " text", ", in Swedish: “text”"."""
    return f" {text}" if isinstance(text, EnglishText) else EXPLAINED_WORDS[language].within.format(text=text)
