"""Below which number a source suppresses its figures: `catalogue/sources.toml`, and what a series says of itself.

Every series of the catalogue is published by Kolada, which takes it from a source; the definition's `source` names it.
The source's own rule comes before the publisher's.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from riktmarke.governance.definition_records import suppression_rule
from riktmarke.governance.definitions import Definition, SuppressionRule
from riktmarke.governance.toml_files import Keys, read_toml
from riktmarke.vocabulary.errors import CatalogueError

PUBLISHER = "Kolada"


def threshold_of(definition: Definition) -> SuppressionRule | None:
    """Return the rule by which values of an indicator are suppressed; None where none is known.

    What the series says of itself holds for any series. The source's rule is about people, so it is taken only for
    figures known to be counted on them: those that can show a ground of discrimination, or are about one sex.
    """
    about_people = bool(definition.grounds) or definition.covers_sex is not None
    return definition.suppressed_below or (definition.source_suppression if about_people else None)


def load_source_rules(folder: Path, sources: Iterable[str]) -> dict[str, SuppressionRule]:
    """Return the rule of each of the definitions' `sources` that has one, by its name; none where there is no file.

    Raises:
        CatalogueError: naming the row and the key, a name that stands twice or that no definition has as its source.
    """
    file = folder / "sources.toml"
    if not file.is_file():
        return {}
    keys = Keys(file, read_toml(file), explained_in="catalogue/README.md")
    keys.only(required=("sources",), optional=())
    named = sorted(set(sources))
    rules = _rules(keys, known={PUBLISHER, *named})
    return {name: rule for name in named if (rule := rules.get(name) or rules.get(PUBLISHER))}


def _rules(keys: Keys, *, known: set[str]) -> Mapping[str, SuppressionRule]:
    rules: dict[str, SuppressionRule] = {}
    for table in keys.tables("sources"):
        table.only(required=("name", "threshold", "of", "said_by"), optional=())
        name = table.text("name")
        if name in rules or name not in known:
            raise CatalogueError(
                f"{table.file}: name = {name!r}, which {'stands twice' if name in rules else 'is no source'}.",
                expected=f"{PUBLISHER}, or the `source` of a definition in indicators/, each once",
                remedy="write the name exactly as the definitions do, or take the row away.",
            )
        rules[name] = suppression_rule(table, said_by=table.text("said_by"))
    return rules
