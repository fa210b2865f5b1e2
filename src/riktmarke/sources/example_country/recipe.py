"""A recipe: everything that decides what an example country looks like, apart from the indicators."""

from dataclasses import dataclass, fields

from riktmarke.vocabulary.errors import RiktmarkeError

COUNTY_PARTS = range(30, 100)  # Swedish municipality codes begin with 01–25: nothing here can be taken for one
PER_COUNTY = 99
EARLIEST, LATEST = 1900, 2100
SHARES = (
    "share_missing",
    "share_provisional",
    "share_without_regions",
    "share_trending",
    "share_shifted",
    "share_widening",
)


@dataclass(frozen=True, slots=True)
class Recipe:
    """What to make. The same recipe and the same indicators always give the same country.

    `plain_series`: series that no definition knows of. `suppress_below`: counts behind a value below this are not
    published; `suppressed_rows` says whether such a cell has a row that says so, or none as in Kolada's bulk files.
    `share_missing`: of a municipality's measurements; `share_provisional`: of the series, their last year;
    `share_without_regions`: of the series, published for municipalities and the country alone. Of the municipalities,
    in each series: `share_trending` have a trend of their own, `share_shifted` are planted far on the bad side,
    `share_widening` have a gap between women and men that widens.

    `middling_noise`: how much chance moves the value of a middling municipality in a middling series, in standard
    deviations between municipalities; series differ about it as official ones do. 0 leaves every series as quiet as
    its numbers of people make it. `lasting_noise`: how much of chance lasts from one year to the next, as a
    correlation: surveys that ask the same people, registers that look back.
    """

    seed: int = 2038
    municipalities: int = 60
    counties: int = 5
    first_year: int = 2000
    last_year: int = 2025
    plain_series: int = 12
    suppress_below: int = 5
    suppressed_rows: bool = True
    share_missing: float = 0.01
    share_provisional: float = 0.25
    share_without_regions: float = 0.2
    share_trending: float = 0.3
    share_shifted: float = 0.05
    share_widening: float = 0.15
    middling_noise: float = 0.0
    lasting_noise: float = 0.0

    def __post_init__(self) -> None:
        _within("seed", self.seed, 0, 2**63 - 1)
        _within("counties", self.counties, 1, len(COUNTY_PARTS))
        _within("municipalities", self.municipalities, self.counties, self.counties * PER_COUNTY)
        _within("first_year", self.first_year, EARLIEST, LATEST)
        _within("last_year", self.last_year, self.first_year + 1, LATEST)
        _within("plain_series", self.plain_series, 0, 20_000)
        _within("suppress_below", self.suppress_below, 0, 1000)
        for name in (*SHARES, "middling_noise"):
            _within(name, getattr(self, name), 0, 1)
        _within("lasting_noise", self.lasting_noise, 0, 0.95)

    @property
    def years(self) -> tuple[int, ...]:
        """The years that are published."""
        return tuple(range(self.first_year, self.last_year + 1))


RECIPE_KEYS = tuple(field.name for field in fields(Recipe))


def _within(name: str, value: float, least: float, most: float) -> None:
    if not least <= value <= most:
        raise RiktmarkeError(
            f"The example country's {name} is {value}.",
            expected=f"{least} to {most}",
            remedy="choose another; riktmarke example --help explains each.",
        )
