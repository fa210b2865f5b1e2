"""How likely something is, in words and tens of per cent: never to the percent, and never as good as certain.

The words follow rounded tenths, so that a word and its figure never say different things, and are symmetrical around
"about as likely as not". None claims more than the same word does in the climate panel's scale (Mastrandrea and others,
2010, Guidance note for lead authors of the IPCC fifth assessment report on consistent treatment of uncertainties):
likely is from two thirds there and from three quarters here, very likely above nine tenths in both. Nothing is said to
be surer than that: past errors are of few years, and what happens less than once in ten has rarely been seen.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite

from riktmarke.presentation.language import Language, spoken_language
from riktmarke.presentation.numbers import EN_DASH, rounded

SV, EN = Language.SWEDISH, Language.ENGLISH
LEAST, MOST = 0.1, 0.9  # beyond them only "less than" and "more than" are said
TENTHS = 10


@dataclass(frozen=True, slots=True)
class Band:
    """The tenths that a word stands for, from `first` to `last`; `symbol` tells bands apart without colour."""

    first: int
    last: int
    symbol: str
    words: Mapping[Language, str]


BANDS: tuple[Band, ...] = (
    Band(0, 0, "○", {SV: "mycket osannolikt", EN: "very unlikely"}),
    Band(1, 2, "◔", {SV: "osannolikt", EN: "unlikely"}),
    Band(3, 4, "◔", {SV: "mindre troligt", EN: "less likely than not"}),
    Band(5, 5, "◑", {SV: "ungefär lika troligt som inte", EN: "about as likely as not"}),
    Band(6, 7, "◕", {SV: "mer troligt än inte", EN: "more likely than not"}),
    Band(8, 9, "◕", {SV: "troligt", EN: "likely"}),
    Band(10, 10, "●", {SV: "mycket troligt", EN: "very likely"}),
)


@dataclass(frozen=True, slots=True)
class Likelihood:
    """How likely something is, as it is said.

    `tenths`: 1 to 9, about so many chances in ten; 0 is fewer than one, 10 more than nine. `segments` are the ten parts
    of a bar: "full", "part" for the one that an extreme stops within, and "none".
    """

    word: str
    chances: str
    per_cent: str
    tenths: int
    symbol: str
    segments: tuple[str, ...]

    @property
    def said(self) -> str:
        """The word with its figure, as it stands within a sentence: "osannolikt (ungefär 2 chanser av 10)"."""
        return f"{self.word} ({self.chances})"


def likelihood(probability: float, language: Language | None = None) -> Likelihood:
    """Return how a probability is said.

    Raises:
        ValueError: if it is no number from 0 to 1. What cannot be said has a reason, not a probability.
    """
    language = language or spoken_language()
    if not (isfinite(probability) and 0 <= probability <= 1):
        raise ValueError(f"expected a probability from 0 to 1, such as 0.3, got {probability!r}")
    tenths = tenths_of(probability)
    band = next(band for band in BANDS if band.first <= tenths <= band.last)
    return Likelihood(
        word=band.words[language],
        chances=chances(tenths, language),
        per_cent=_per_cent(tenths, language),
        tenths=tenths,
        symbol=band.symbol,
        segments=_segments(tenths),
    )


def tenths_of(probability: float) -> int:
    """Return the tenths that a probability is said as: rounded half up within 1 to 9, 0 below and 10 above them."""
    if probability < LEAST:
        return 0
    return TENTHS if probability > MOST else int(rounded(probability * TENTHS, decimals=0))


def chances(first: int, language: Language | None = None, *, last: int | None = None) -> str:
    """Return tenths as chances: "ungefär 3 chanser av 10", "mindre än 1 chans av 10"; `last` for a span of them."""
    language = language or spoken_language()
    count = min(max(first, 1), 9)
    figure = str(count) if last is None or last == first else f"{count}{EN_DASH}{last}"
    one, several, of = ("chance", "chances", "in") if language is EN else ("chans", "chanser", "av")
    return f"{_how(first, language)} {figure} {one if figure == '1' else several} {of} {TENTHS}"


def band_rows(language: Language | None = None) -> list[tuple[str, str, str]]:
    """Return the symbol, the word and the chances of each band, for the page that explains the words."""
    language = language or spoken_language()
    return [(band.symbol, band.words[language], chances(band.first, language, last=band.last)) for band in BANDS]


def _how(tenths: int, language: Language) -> str:
    words = {SV: ("mindre än", "ungefär", "mer än"), EN: ("less than", "about", "more than")}[language]
    return words[0] if tenths == 0 else words[2] if tenths == TENTHS else words[1]


def _per_cent(tenths: int, language: Language) -> str:
    unit = "percent" if language is EN else "procent"
    return f"{_how(tenths, language)} {min(max(tenths, 1), 9) * 10} {unit}"


def _segments(tenths: int) -> tuple[str, ...]:
    full = 9 if tenths == TENTHS else tenths
    part = 1 if tenths in (0, TENTHS) else 0
    return ("full",) * full + ("part",) * part + ("none",) * (TENTHS - full - part)
