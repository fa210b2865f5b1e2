"""The sources of the figures, `catalogue/sources.toml`: their English names, and below which number they suppress.

Every series of the catalogue is published by Kolada, which takes it from a source; the definition's `source` names it.
The source's own rule comes before the publisher's.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from riktmarke.governance.definition_records import suppression_rule
from riktmarke.governance.definitions import Definition, SuppressionRule
from riktmarke.governance.toml_files import Keys, read_toml
from riktmarke.vocabulary.errors import CatalogueError

PUBLISHER = "Kolada"
RULE = ("threshold", "of", "said_by")  # all of them, or none


def threshold_of(definition: Definition) -> SuppressionRule | None:
    """Return the rule by which values of an indicator are suppressed; None where none is known.

    What the series says of itself holds for any series. The source's rule is about people, so it is taken only for
    figures known to be counted on them: those that can show a ground of discrimination, or are about one sex.
    """
    about_people = bool(definition.grounds) or definition.covers_sex is not None
    return definition.suppressed_below or (definition.source_suppression if about_people else None)


@dataclass(frozen=True, slots=True)
class Source:
    """What the catalogue says of a source: its name in English, empty for none, and its rule for suppression."""

    name_en: str = ""
    rule: SuppressionRule | None = None


def load_sources(folder: Path, sources: Iterable[str]) -> dict[str, Source]:
    """Return what is said of each of the definitions' `sources`, by its name; nothing of any where there is no file.

    A source without a rule of its own has the publisher's.

    Raises:
        CatalogueError: naming the row and the key, a name that stands twice or that no definition has as its source.
    """
    file, named = folder / "sources.toml", sorted(set(sources))
    if not file.is_file():
        return dict.fromkeys(named, Source())
    keys = Keys(file, read_toml(file), explained_in="catalogue/README.md")
    keys.only(required=("sources",), optional=())
    rows = _rows(keys, known={PUBLISHER, *named})
    general = rows.get(PUBLISHER, Source()).rule
    found = {name: rows.get(name, Source()) for name in named}
    return {name: Source(source.name_en, source.rule or general) for name, source in found.items()}


def _rows(keys: Keys, *, known: set[str]) -> Mapping[str, Source]:
    rows: dict[str, Source] = {}
    for table in keys.tables("sources"):
        rule = any(key in table.raw for key in RULE)
        table.only(
            required=("name", *(RULE if rule else ("name_en",))),
            optional=("name_en", "said_by_en") if rule else (),
        )
        name = table.text("name")
        if name in rows or name not in known:
            raise CatalogueError(
                f"{table.file}: name = {name!r}, which {'stands twice' if name in rows else 'is no source'}.",
                expected=f"{PUBLISHER}, or the `source` of a definition in indicators/, each once",
                remedy="write the name exactly as the definitions do, or take the row away.",
            )
        rows[name] = Source(table.english("name"), _rule(table) if rule else None)
    return rows


def _rule(table: Keys) -> SuppressionRule:
    return suppression_rule(table, said_by=table.text("said_by"), said_by_en=table.english("said_by"))
