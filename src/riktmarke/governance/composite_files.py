"""Reading `catalogue/composites/`: one TOML file per composite. catalogue/README.md explains each key."""

from collections.abc import Iterable
from datetime import date
from math import fsum, isclose
from pathlib import Path

from riktmarke.governance.composites import Audience, Composite, CompositeDimension, CompositePart
from riktmarke.governance.definitions import Catalogue
from riktmarke.governance.toml_files import Keys, read_toml
from riktmarke.vocabulary.errors import CatalogueError
from riktmarke.vocabulary.polarity import Polarity

REQUIRED = (
    "title",
    "superlative",
    "says",
    "cannot_say",
    "proposal",
    "reference_years",
    "oldest_years",
    "smallest_share",
    "winsorised_at",
    "dimensions",
    "author",
    "next_review",
)
ENGLISH = ("title_en", "superlative_en", "says_en", "cannot_say_en")
EXPLAINED_IN = "catalogue/README.md"
FEWEST_DEVIATIONS = 1  # winsorised nearer to the middle than this, most of what differs would be cut away
WHOLE = 1e-9  # weights of decimals, such as three of 0.1, add up to 1 but for this


def load_composites(folder: Path, catalogue: Catalogue) -> dict[str, Composite]:
    """Return every composite in the catalogue's `composites/`, keyed by id; none where there is no such folder.

    Raises:
        CatalogueError: naming the file and the key, if a composite does not follow the schema, or rests on an
            indicator that is not there, has no good direction or cannot be compared between municipalities.
    """
    files = sorted((folder / "composites").glob("*.toml"))
    return {file.stem: read_composite(file, catalogue) for file in files}


def read_composite(file: Path, catalogue: Catalogue) -> Composite:
    """Return the composite that a file holds.

    Raises:
        CatalogueError: as `load_composites`.
    """
    keys = Keys(file, read_toml(file), explained_in=EXPLAINED_IN)
    english = "title_en" in keys.raw
    keys.only(required=(*REQUIRED, *(ENGLISH if english else ())), optional=())
    composite = Composite(
        id=file.stem,
        title=keys.text("title"),
        superlative=keys.text("superlative"),
        says=keys.text("says"),
        cannot_say=keys.texts("cannot_say"),
        proposal=keys.of("proposal", bool),
        reference_years=_reference(keys),
        oldest_years=keys.whole("oldest_years", least=0),
        smallest_share=_within(keys, "smallest_share", above=0, to=1),
        winsorised_at=_within(keys, "winsorised_at", above=FEWEST_DEVIATIONS, to=float("inf")),
        dimensions=tuple(_dimension(table, english=english) for table in keys.tables("dimensions")),
        author=keys.text("author"),
        next_review=keys.of("next_review", date),
        title_en=keys.text("title_en", default=""),
        superlative_en=keys.text("superlative_en", default=""),
        says_en=keys.text("says_en", default=""),
        cannot_say_en=keys.texts("cannot_say_en"),
    )
    _as_many_in_english(keys, composite)
    _add_up(keys, "dimensions", [dimension.weight for dimension in composite.dimensions])
    _each_once(keys, "dimensions", "id", [dimension.id for dimension in composite.dimensions])
    _each_once(keys, "dimensions.parts", "indicator", composite.indicators)
    _refuse_what_cannot_be_weighed(keys, composite, catalogue)
    return composite


def _reference(keys: Keys) -> tuple[int, int]:
    table = keys.table("reference_years")
    table.only(required=("first", "last"), optional=())
    first, last = table.year("first"), table.year("last")
    if last < first:
        raise table.refused("last", expected=f"{first} or later", remedy="put the two in order.")
    return first, last


def _as_many_in_english(keys: Keys, composite: Composite) -> None:
    if composite.cannot_say_en and len(composite.cannot_say_en) != len(composite.cannot_say):
        raise keys.refused(
            "cannot_say_en",
            expected=f"as many sentences as in cannot_say: {len(composite.cannot_say)}",
            remedy="translate each of them, in the same order.",
        )


def _dimension(keys: Keys, *, english: bool) -> CompositeDimension:
    told_in = ("title_en", "says_en") if english else ()
    in_english = ("without_en",) if english and "without" in keys.raw else ()
    keys.only(required=("id", "title", "says", "weight", "parts", *told_in, *in_english), optional=("without",))
    parts = tuple(_part(table, english=english) for table in keys.tables("parts"))
    _add_up(keys, "parts", [part.weight for part in parts])
    told = keys.table("without") if "without" in keys.raw else None
    served = {audience for part in parts for audience in part.audiences}
    left = [audience for audience in Audience if audience not in served]
    if told is not None or left:
        given = sorted(told.raw) if told is not None else []
        if given != sorted(left):
            raise keys.refused(
                "without",
                expected=f"[dimensions.without] with {', '.join(left) or 'nothing'}: whom no part is for",
                remedy="say in one sentence why there is nothing for them, or take away who has a part.",
            )
    without = {audience: told.text(audience) for audience in left} if told is not None else {}
    return CompositeDimension(
        id=keys.text("id"),
        title=keys.text("title"),
        says=keys.text("says"),
        weight=_within(keys, "weight", above=0, to=1),
        parts=parts,
        without=without,
        title_en=keys.text("title_en", default=""),
        says_en=keys.text("says_en", default=""),
        without_en=_without_in_english(keys, left) if in_english else {},
    )


def _without_in_english(keys: Keys, left: list[Audience]) -> dict[Audience, str]:
    told = keys.table("without_en")
    told.only(required=left, optional=())
    return {audience: told.text(audience) for audience in left}


def _part(keys: Keys, *, english: bool) -> CompositePart:
    told_in = ("why_en", *(["from_year_why_en"] if "from_year_why" in keys.raw else [])) if english else ()
    keys.only(required=("indicator", "weight", "audiences", "why", *told_in), optional=("from_year", "from_year_why"))
    if ("from_year" in keys.raw) is not ("from_year_why" in keys.raw):
        raise keys.refused(
            "from_year", expected="from_year together with from_year_why", remedy="say both, or neither."
        )
    try:
        audiences = tuple(Audience(audience) for audience in keys.texts("audiences"))
    except ValueError:
        raise keys.refused("audiences", expected=f"a list of {', '.join(Audience)}") from None
    if not audiences:
        raise keys.refused("audiences", expected=f"at least one of {', '.join(Audience)}", remedy="say whom it is for.")
    return CompositePart(
        indicator=keys.text("indicator"),
        weight=_within(keys, "weight", above=0, to=1),
        audiences=audiences,
        why=keys.text("why"),
        from_year=keys.year("from_year") if "from_year" in keys.raw else None,
        from_year_why=keys.text("from_year_why", default=""),
        why_en=keys.text("why_en", default=""),
        from_year_why_en=keys.text("from_year_why_en", default=""),
    )


def _within(keys: Keys, key: str, *, above: float, to: float) -> float:
    value = float(keys.of(key, float))
    if not above < value <= to:
        raise keys.refused(key, expected=f"more than {above:g}, and at most {to:g}", remedy="mend the number.")
    return value


def _add_up(keys: Keys, what: str, weights: Iterable[float]) -> None:
    given = list(weights)
    if not isclose(fsum(given), 1, abs_tol=WHOLE):
        raise CatalogueError(
            f"{keys.file}: the weights of {what} are {', '.join(f'{weight:g}' for weight in given) or 'none'}: "
            f"together {fsum(given):g}.",
            expected="weights that together are 1",
            remedy="mend the weights: each says how much of the score is that one's.",
        )


def _each_once(keys: Keys, where: str, key: str, given: Iterable[str]) -> None:
    seen: set[str] = set()
    for one in given:
        if one in seen:
            raise CatalogueError(
                f"{keys.file}: {where}: {key} = {one!r} stands twice.",
                expected=f"each {key} once in the composite",
                remedy="take one of them away.",
            )
        seen.add(one)


def _refuse_what_cannot_be_weighed(keys: Keys, composite: Composite, catalogue: Catalogue) -> None:
    for dimension, part in composite.parts:
        definition = catalogue.get(part.indicator)
        why = ""
        if definition is None:
            why = "which is not in the catalogue"
        elif definition.polarity is Polarity.NO_JUDGEMENT:
            why = "which has no good direction"
        elif not definition.averaged:
            why = "a count that cannot be compared between municipalities"
        elif definition.composed:
            why = "which has no value for everyone"
        if why:
            raise CatalogueError(
                f"{keys.file}: dimension {dimension.id}: indicator = {part.indicator!r}, {why}.",
                expected="an indicator of the catalogue with a good direction and a level for everyone",
                remedy="take another indicator, or define this one in catalogue/indicators.",
            )
