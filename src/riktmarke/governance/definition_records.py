"""Reading the records in a definition's file: where the series breaks, what it replaces, when values are suppressed."""

from collections import Counter
from itertools import pairwise

from riktmarke.governance.definitions import BreakSource, CountedUnit, Replacement, SeriesBreak, SuppressionRule
from riktmarke.governance.toml_files import Keys
from riktmarke.vocabulary.errors import CatalogueError

SAID_BY_THE_SERIES, SAID_BY_THE_SERIES_EN = "seriens egen beskrivning", "the series' own description"


def series_breaks(keys: Keys) -> tuple[SeriesBreak, ...]:
    """Return the file's [[breaks]], the earliest first.

    Raises:
        CatalogueError: naming the record and the key, or the years that do not follow on each other.
    """
    tables = keys.tables("breaks")
    for table in tables:
        table.only(required=("first_year", "reason", "source"), optional=("reason_en",))
    found = tuple(
        SeriesBreak(
            table.year("first_year"), _sentence(table), table.code("source", BreakSource), _english_sentence(table)
        )
        for table in tables
    )
    for before, after in pairwise(found):
        if after.first_year <= before.first_year:
            raise CatalogueError(
                f"{keys.file}: breaks: first_year = {after.first_year} after {before.first_year}.",
                expected="each year once, the earliest first",
                remedy="put the records in the order of their years, one for each year.",
            )
    return found


def replacements(keys: Keys, key: str) -> tuple[Replacement, ...]:
    """Return the file's [[replaces]] or [[replaced_by]].

    Raises:
        CatalogueError: naming the record and the key, or the series that is named twice or is the file's own.
    """
    tables = keys.tables(key)
    for table in tables:
        table.only(required=("series", "from_year", "reason"), optional=("reason_en",))
    found = tuple(
        Replacement(table.text("series"), table.year("from_year"), _sentence(table), _english_sentence(table))
        for table in tables
    )
    named = Counter(one.series for one in found) + Counter([keys.file.stem])
    for series, times in named.items():
        if times > 1:
            raise CatalogueError(
                f"{keys.file}: {key}: series = {series!r} twice, or the definition's own.",
                expected="other series, each once",
                remedy="take the record away.",
            )
    return found


def suppressed_below(keys: Keys) -> SuppressionRule | None:
    """Return the rule that the series' own description gives, nothing where there is no such key.

    Raises:
        CatalogueError: naming the key.
    """
    if "suppressed_below" not in keys.raw:
        return None
    table = keys.table("suppressed_below")
    table.only(required=("threshold", "of"), optional=())
    return suppression_rule(table, said_by=SAID_BY_THE_SERIES, said_by_en=SAID_BY_THE_SERIES_EN)


def suppression_rule(table: Keys, *, said_by: str, said_by_en: str) -> SuppressionRule:
    """Return the rule in a table with `threshold` and `of`: fewer than two is no threshold."""
    return SuppressionRule(table.whole("threshold", least=2), table.code("of", CountedUnit), said_by, said_by_en)


def _sentence(table: Keys) -> str:
    reason = table.text("reason")
    if not reason.endswith("."):
        raise table.refused(
            "reason", expected="a Swedish sentence with its full stop", remedy="write it out: pages show it as it is."
        )
    return reason


def _english_sentence(table: Keys) -> str:
    reason = table.english("reason")
    if reason and not reason.endswith("."):
        raise table.refused("reason_en", expected="an English sentence with its full stop", remedy="write it out.")
    return reason
