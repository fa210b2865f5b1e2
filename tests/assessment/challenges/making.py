"""Small countries and figures for tests of the engine: arrays in, the engine's own types out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from riktmarke.assessment.challenges.claim import Claim
from riktmarke.assessment.challenges.claims import Claims, block, joined, nothing_claimed, taken
from riktmarke.assessment.challenges.evidence import claims_of, subject_of
from riktmarke.assessment.challenges.figures import IndicatorFigures
from riktmarke.assessment.challenges.kinds import Against, ClaimKind, Group, UncertaintySource
from riktmarke.assessment.context import Comparisons, comparisons
from riktmarke.governance.definitions import Definition
from riktmarke.statistics.areas import AreaTable
from riktmarke.statistics.peers import PeerGroup, PeerGroups
from riktmarke.vocabulary.areas import Area, AreaKind
from riktmarke.vocabulary.groups import Sex
from riktmarke.vocabulary.observation_status import STATUSES, ObservationStatus
from riktmarke.vocabulary.polarity import Polarity
from riktmarke.vocabulary.units import Unit
from tests.invented_figures import definition

Floats = NDArray[np.float64]
ALL, WOMEN, MEN = Group(), Group(Sex.FEMALE), Group(Sex.MALE)
NORMAL, SUPPRESSED = (STATUSES.index(s) for s in (ObservationStatus.NORMAL, ObservationStatus.SUPPRESSED))
# Nobody counts whom it is about, so that its uncertainty is what is observed; a lower value is better.
DAYS = definition("N1", unit=Unit.DAYS, polarity=Polarity.LOWER_IS_BETTER)


def codes(*counties: int) -> list[str]:
    """Return the areas of a country: the country, its regions, and so many municipalities in each."""
    regions = [f"00{number:02d}" for number in range(30, 30 + len(counties))]
    own = [f"{region[2:]}{n:02d}" for region, many in zip(regions, counties, strict=True) for n in range(1, many + 1)]
    return ["0000", *regions, *own]


def who(*counties: int, similar: Mapping[str, Sequence[str]] | None = None, country: bool = True) -> Comparisons:
    """Return who is compared with whom in a country with so many municipalities in each county."""
    areas = tuple(area(code) for code in codes(*counties) if country or code != "0000")
    groups = [
        PeerGroup(f"G{code}", code, "övergripande", 2025, tuple(members)) for code, members in (similar or {}).items()
    ]
    return comparisons(AreaTable(areas), PeerGroups(tuple(groups)))


def area(code: str) -> Area:
    """Return the area that a code stands for."""
    if code == "0000":
        return Area(code, "Riket", AreaKind.COUNTRY, None)
    if code.startswith("00"):
        return Area(code, f"Region {code}", AreaKind.REGION, None)
    return Area(code, f"Kommun {code}", AreaKind.MUNICIPALITY, f"00{code[:2]}")


def figures_of(
    values: ArrayLike,
    *,
    of: Definition = DAYS,
    groups: tuple[Group, ...] = (ALL,),
    first_year: int = 2010,
    people: ArrayLike = np.nan,
    inhabitants: ArrayLike = 10_000.0,
    published: ArrayLike = np.nan,
    status: NDArray[np.uint8] | None = None,
) -> IndicatorFigures:
    """Return figures from values (groups, areas, years), or (areas, years) for everyone; the rest is broadcast."""
    array = np.asarray(values, dtype=float)
    array = array[None] if array.ndim == 2 else array
    plain = np.where(np.isnan(array), 0, NORMAL).astype(np.uint8)

    def whole(given: ArrayLike) -> Floats:
        return np.broadcast_to(np.asarray(given, dtype=float), array.shape).copy()

    return IndicatorFigures(
        definition=of,
        groups=groups,
        years=tuple(range(first_year, first_year + array.shape[2])),
        values=array,
        status=plain if status is None else status,
        people=whole(people),
        inhabitants=whole(inhabitants),
        published=whole(published),
    )


def every_claim(
    figures: IndicatorFigures, comparisons_: Comparisons, *, years_back: int = 10, fewest_points: int = 6
) -> Claims:
    """Return every claim about an indicator, with the same parameters for every area."""
    count = len(comparisons_.areas)
    return claims_of(
        subject_of(figures, comparisons_),
        years_back=np.full(count, years_back),
        fewest_points=np.full(count, fewest_points),
    )


def only(claims: Claims, *, kind: ClaimKind | None = None, **fields: object) -> Claims:
    """Return the claims of a kind, and with these values in these columns."""
    keep = np.full(claims.area.shape, True) if kind is None else claims.kind == kind
    for name, value in fields.items():
        keep &= getattr(claims, name) == value
    return taken(claims, keep)


@dataclass(frozen=True)
class Made:
    """Claims made by hand, and the indicator of each."""

    claims: Claims
    indicators: NDArray[np.str_]


def claims_made(*rows: Mapping[str, object]) -> Made:
    """Return claims about one municipality, a row each; `indicator` is N1 and the rest as nothing is known."""
    plain = {"kind": ClaimKind.LEVEL, "group": ALL, "se": 1.0, "value": 10.0, "period": 2022, "source": 3}
    parts, names = [], []
    for row in rows:
        given = {**plain, **row}
        names.append(given.pop("indicator", "N1"))
        kind, group = given.pop("kind"), given.pop("group")
        columns = {name: np.array([value]) for name, value in given.items()}
        parts.append(block(kind, group, np.array([0]), **columns))  # type: ignore[arg-type]
    return Made(joined([nothing_claimed(), *parts]), np.array(names, dtype=np.str_))


PLAIN_CLAIM = Claim(
    indicator="N1",
    kind=ClaimKind.LEVEL,
    group="_T",
    other="",
    against=Against.SIMILAR,
    estimate=0.0,
    se=1.0,
    free=1e6,
    margin=1.0,
    value=10.0,
    reference=10.0,
    reference_unweighted=None,
    period=2022,
    first_period=0,
    first_until=0,
    last_from=0,
    points=1,
    members=7,
    size=7,
    source=UncertaintySource.OBSERVED,
    typical=None,
    shrink=1.0,
    persons=None,
    rank=0,
    rank_lower=0,
    rank_upper=0,
    rank_of=0,
    p_worse=None,
    p_better=None,
    q_worse=None,
    q_better=None,
    worse=False,
    better=False,
)


def claim(kind: ClaimKind = ClaimKind.LEVEL, estimate: float = 0.0, **given: object) -> Claim:
    """Return a tested claim: about everyone beside similar municipalities, and standing only if that is given."""
    return replace(PLAIN_CLAIM, kind=kind, estimate=estimate, **given)  # type: ignore[arg-type]
