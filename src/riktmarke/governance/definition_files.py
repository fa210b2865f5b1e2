"""Reading the catalogue's files: one TOML file per indicator. catalogue/README.md explains each key."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from riktmarke.governance.definition_records import replacements, series_breaks, suppressed_below
from riktmarke.governance.definitions import Cut, Definition, Measured, Measurement, SeriesBreak
from riktmarke.governance.suppression import load_sources
from riktmarke.governance.toml_files import Keys, read_toml
from riktmarke.vocabulary.errors import CatalogueError
from riktmarke.vocabulary.groups import CATEGORIES, Dimension, Ground, Sex
from riktmarke.vocabulary.polarity import Polarity
from riktmarke.vocabulary.units import Unit

REQUIRED = (
    "title",
    "phrase",
    "unit",
    "decimals",
    "polarity",
    "averaged",
    "source",
    "measured",
    "periodicity_years",
    "split_by_sex",
    "population",
    "smallest_difference",
    "links",
    "grounds",
    "why",
    "author",
    "next_review",
)
# Texts that a definition may have in English too, under the same key with _en.
IN_ENGLISH = (
    "title",
    "phrase",
    "not_split_by_sex",
    "population",
    "smallest_difference_why",
    "why",
    "note",
    "occasion",
    "window_note",
    "country_not_comparable",
)
OPTIONAL = (
    "window_years",
    "window_note",
    "schedule",
    "occasion",
    "repeats_at_most",
    "breaks",
    "denominators",
    "not_split_by_sex",
    "covers_sex",
    "compares_sexes",
    "open_scale",
    "country_not_comparable",
    "weighed_by_inhabitants",
    "uncertainty_series",
    "smallest_difference_why",
    "replaces",
    "replaced_by",
    "suppressed_below",
    "note",
    "cuts",
    "checked_by",
    "checked_on",
    "description_read",
    "family",
    *(f"{key}_en" for key in IN_ENGLISH),
)
# What else a way of measuring needs to be told.
NEEDED_BY = {
    Measured.MOVING_WINDOW: "window_years",
    Measured.ON_SCHEDULE: "schedule",
    Measured.REPEATED_UNTIL_NEXT: "repeats_at_most",
}


def load_catalogue(folder: Path) -> dict[str, Definition]:
    """Return every definition in the folder's `indicators/`, keyed by series, in the order of the file names.

    Raises:
        CatalogueError: naming the file and the key, if a definition does not follow the schema.
    """
    files = sorted((folder / "indicators").glob("*.toml"))
    if not files:
        raise CatalogueError(
            f"No definitions in {folder / 'indicators'}.",
            expected="one TOML file per indicator, named after its series",
            remedy="point RIKTMARKE_CATALOGUE at the folder catalogue/ of the project.",
        )
    catalogue = {file.stem: read_definition(file) for file in files}
    _refuse_shared_groups(folder, catalogue)
    sources = load_sources(folder, (definition.source for definition in catalogue.values()))
    return {
        series: replace(d, source_en=sources[d.source].name_en, source_suppression=sources[d.source].rule)
        for series, d in catalogue.items()
    }


def read_definition(file: Path) -> Definition:
    """Return the definition that a file holds; its source's rule for suppression is the catalogue's to add.

    Raises:
        CatalogueError: naming the file and the key.
    """
    keys = Keys(file, read_toml(file), explained_in="catalogue/README.md")
    keys.only(required=REQUIRED, optional=OPTIONAL)
    measured = keys.code("measured", Measured)
    cuts = _cuts(keys)
    breaks = series_breaks(keys)
    definition = Definition(
        series=file.stem,
        title=keys.text("title"),
        phrase=keys.text("phrase"),
        unit=keys.code("unit", Unit),
        decimals=keys.whole("decimals", least=0),
        polarity=keys.code("polarity", Polarity),
        averaged=keys.of("averaged", bool),
        source=keys.text("source"),
        measured=measured,
        measurement=_measurement(keys, measured, breaks),
        periodicity_years=keys.whole("periodicity_years", least=1),
        split_by_sex=keys.of("split_by_sex", bool),
        not_split_by_sex=keys.text("not_split_by_sex", default=""),
        population=keys.text("population"),
        denominators=keys.texts("denominators"),
        smallest_difference=_positive(keys, "smallest_difference"),
        links=_links(keys),
        grounds=_grounds(keys),
        why=keys.text("why"),
        author=keys.text("author"),
        next_review=keys.of("next_review", date),
        occasion=keys.text("occasion", default=""),
        window_note=keys.text("window_note", default=""),
        covers_sex=_covered(keys),
        compares_sexes=keys.of("compares_sexes", bool, default=False),
        open_scale=keys.of("open_scale", bool, default=False),
        country_not_comparable=keys.text("country_not_comparable", default=""),
        weighed_by_inhabitants=keys.of("weighed_by_inhabitants", bool, default=True),
        uncertainty_series=keys.text("uncertainty_series", default=""),
        smallest_difference_why=keys.text("smallest_difference_why", default=""),
        series_breaks=breaks,
        replaces=replacements(keys, "replaces"),
        replaced_by=replacements(keys, "replaced_by"),
        suppressed_below=suppressed_below(keys),
        note=keys.text("note", default=""),
        cuts=cuts,
        checked_by=keys.text("checked_by", default=""),
        checked_on=keys.of("checked_on", date) if "checked_on" in keys.raw else None,
        description_read=keys.text("description_read", default=""),
        family=keys.text("family", default=""),
        title_en=keys.english("title"),
        phrase_en=keys.english("phrase"),
        not_split_by_sex_en=keys.english("not_split_by_sex"),
        population_en=keys.english("population"),
        smallest_difference_why_en=keys.english("smallest_difference_why"),
        why_en=keys.english("why"),
        note_en=keys.english("note"),
        occasion_en=keys.english("occasion"),
        window_note_en=keys.english("window_note"),
        country_not_comparable_en=keys.english("country_not_comparable"),
    )
    _refuse_contradictions(keys, definition)
    return definition


def without_english(definition: Definition) -> tuple[str, ...]:
    """Return the keys of a definition's texts that it has in Swedish only, in the order that README lists them."""
    texts = [(key, getattr(definition, key), getattr(definition, f"{key}_en")) for key in IN_ENGLISH]
    texts += [("reason", one.reason, one.reason_en) for one in definition.series_breaks]
    texts += [("reason", one.reason, one.reason_en) for one in (*definition.replaces, *definition.replaced_by)]
    return tuple(dict.fromkeys(key for key, swedish, english in texts if swedish and not english))


def _measurement(keys: Keys, measured: Measured, breaks: tuple[SeriesBreak, ...]) -> Measurement:
    for way, key in NEEDED_BY.items():
        if (key in keys.raw) is not (way is measured):
            raise CatalogueError(
                f"{keys.file}: measured = {measured.value!r} {'with' if key in keys.raw else 'without'} {key}.",
                expected=f"{key} together with measured = {way.value!r}, and only then",
                remedy="say how the values come about, once.",
            )
    schedule = keys.of("schedule", dict, default={})
    if schedule and schedule.keys() != {"first", "every_years"}:
        raise keys.refused(
            "schedule",
            expected="schedule = {first = 1994, every_years = 4}",
            remedy="give the first year of measurement and the years between.",
        )
    return Measurement(
        window_years=keys.whole("window_years", least=1, default=1),
        schedule=(schedule["first"], schedule["every_years"]) if schedule else None,
        repeats_at_most=keys.whole("repeats_at_most", least=1, default=1),
        breaks=tuple(one.first_year for one in breaks),
    )


def _positive(keys: Keys, key: str) -> float:
    value = float(keys.of(key, float))
    if value <= 0:
        raise keys.refused(key, expected="more than 0, in the indicator's unit", remedy="mend the number.")
    return value


def _links(keys: Keys) -> tuple[str, ...]:
    links = keys.texts("links")
    for link in links:
        framework, _, item = link.partition("/")
        if not framework or not item:
            raise keys.refused("links", expected='framework and item, such as "agenda-2030/3.4"')
    return links


def _grounds(keys: Keys) -> tuple[Ground, ...]:
    try:
        return tuple(Ground(ground) for ground in keys.texts("grounds"))
    except ValueError:
        raise keys.refused("grounds", expected=f"a list of {', '.join(ground.value for ground in Ground)}") from None


def _covered(keys: Keys) -> Sex | None:
    if "covers_sex" not in keys.raw:
        return None
    if keys.raw["covers_sex"] not in {Sex.FEMALE, Sex.MALE}:
        raise keys.refused(
            "covers_sex", expected='"F" or "M"', remedy="leave the key out for a series that is about everyone."
        )
    return Sex(keys.raw["covers_sex"])


def _cuts(keys: Keys) -> tuple[Cut, ...]:
    given = keys.of("cuts", dict, default={})
    if not given.keys() <= set(Dimension):
        raise keys.refused("cuts", expected=f"tables named {', '.join(Dimension)}")
    cuts = []
    for dimension in Dimension:
        table: object = given.get(dimension, {})
        if not (isinstance(table, dict) and set(table) <= set(CATEGORIES[dimension])):
            raise keys.refused("cuts", expected=f"[cuts.{dimension}] with {', '.join(CATEGORIES[dimension])}")
        if not all(isinstance(series, str) and series for series in table.values()):
            raise keys.refused("cuts", expected="the id of a series for each group")
        cuts += [Cut(dimension, name, table[name]) for name in CATEGORIES[dimension] if name in table]
    return tuple(cuts)


def _refuse_contradictions(keys: Keys, d: Definition) -> None:
    """Refuse what the keys cannot mean together."""
    shows_sex = d.split_by_sex or d.compares_sexes
    cases = (
        ("occasion" in keys.raw and not d.measurement.schedule, "occasion", "occasion without schedule"),
        (d.split_by_sex and bool(d.not_split_by_sex), "not_split_by_sex", "a reason for what is not so"),
        (not d.split_by_sex and not d.not_split_by_sex, "split_by_sex", "no reason in not_split_by_sex"),
        (d.split_by_sex and d.covers_sex is not None, "covers_sex", "split_by_sex and covers_sex"),
        (d.split_by_sex and d.compares_sexes, "compares_sexes", "split_by_sex and compares_sexes"),
        (shows_sex is not (Ground.SEX in d.grounds), "grounds", "grounds and split_by_sex disagree on sex"),
        (bool(d.by(Dimension.SEX)) and len(d.by(Dimension.SEX)) != 2, "cuts", "cuts by sex without both women and men"),
        (d.composed and not d.split_by_sex, "split_by_sex", "composed by sex, yet not split by sex"),
        (bool(d.checked_by) is not bool(d.checked_on), "checked_by", "checked_by and checked_on not together"),
    )
    for wrong, key, what in cases:
        if wrong:
            raise CatalogueError(
                f"{keys.file}: {what} ({key} = {keys.raw.get(key)!r}).",
                expected="keys that can all be true at once",
                remedy=f"mend {key} or what it stands against; catalogue/README.md explains both.",
            )


def _refuse_shared_groups(folder: Path, catalogue: dict[str, Definition]) -> None:
    """Refuse a series that is both an indicator and a group of one, or a group of two."""
    owner: dict[str, str] = {}
    for definition in catalogue.values():
        for cut in definition.cuts:
            other = cut.series if cut.series in catalogue else owner.setdefault(cut.series, definition.series)
            if other != definition.series:
                raise CatalogueError(
                    f"{folder / 'indicators' / definition.series}.toml: cuts.{cut.dimension}.{cut.category} = "
                    f"{cut.series!r}, which {other}.toml has too.",
                    expected="each series in one file",
                    remedy="keep it as an indicator of its own or as a group of one, not both.",
                )
