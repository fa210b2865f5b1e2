"""The part of the Polars script about time: which values are measurements, the latest of them, and its changes."""

from collections.abc import Mapping
from typing import Any

import polars as pl

POPULATION = "N01951"
YEARS_BACK = 5
SAID, NO_DEFINITION, NO_EARLIER, NOT_FIVE_YEARS_AGO, OVERLAPPING, BREAK = 0, 2, 3, 4, 5, 6
DENOMINATOR, BY_POPULATION = 2, 3

CELL = ["series", "area", "group"]
MEASURED_IN_ITS_OWN_WAY = (pl.col("window") > 1) | (pl.col("every") > 1) | (pl.col("at_most") > 1)
Definitions = Mapping[str, Mapping[str, Any]]


def rule_table(definitions: Definitions) -> pl.DataFrame:
    rows = []
    for series, d in definitions.items():
        schedule = d.get("schedule") or {}
        rows.append(
            {
                "series": series,
                "window": d.get("window_years", 1),
                "first": schedule.get("first", 0),
                "every": schedule.get("every_years", 1),
                "at_most": d.get("repeats_at_most", 1),
                "averaged": d["averaged"],
                "weighed": d.get("weighed_by_inhabitants", True),
                "weights": "+".join(d.get("denominators", [])) or POPULATION,
                "basis": DENOMINATOR if d.get("denominators") else BY_POPULATION,
            }
        )
    return pl.DataFrame(rows).with_columns(pl.col("series").cast(pl.Categorical))


def breaks(definitions: Definitions) -> list[tuple[str, int, int]]:
    return [
        (s, broken["first_year"], d.get("window_years", 1))
        for s, d in definitions.items()
        for broken in d.get("breaks", [])
    ]


def independent(observations: pl.DataFrame, rules: pl.DataFrame, definitions: Definitions) -> pl.DataFrame:
    """Return the rows that are measurements of their own, the years of each cell in order."""
    special = rules.filter(MEASURED_IN_ITS_OWN_WAY)
    era = pl.sum_horizontal(
        pl.lit(0), *((pl.col("series") == s) & (pl.col("period") >= first) for s, first, _ in breaks(definitions))
    )
    ruled = observations.join(special, on="series").with_columns(era=era)
    scheduled = (pl.col("period") >= pl.col("first")) & ((pl.col("period") - pl.col("first")) % pl.col("every") == 0)
    ruled = not_repeated(ruled.filter(scheduled | (pl.col("every") == 1)))
    parts = [ruled.filter(pl.col("window") == 1), not_overlapping(ruled.filter(pl.col("window") > 1))]
    plain = observations.filter(~pl.col("series").is_in(special["series"].implode()))
    return pl.concat([plain, *(part.select(observations.columns).sort("period") for part in parts)])


def not_repeated(rows: pl.DataFrame) -> pl.DataFrame:
    by = [*CELL, "era"]
    same = pl.col("value") == pl.col("value").shift(1).over(by)
    next_year = pl.col("period") == pl.col("period").shift(1).over(by) + 1
    return (
        rows.sort([*CELL, "period"])
        .with_columns(run=(~(same & next_year).fill_null(value=False)).cum_sum().over(by))
        .with_columns(place=pl.int_range(pl.len()).over([*by, "run"]))
        .filter(pl.col("place") % pl.col("at_most") == 0)
    )


def not_overlapping(rows: pl.DataFrame) -> pl.DataFrame:
    """Keep windows that share no year, counted from the latest: take the last, drop what overlaps it, again."""
    kept = [rows.clear()]
    while rows.height:
        last = pl.col("period").max().over([*(c for c in CELL if c in rows.columns), "era"])
        kept.append(rows.filter(pl.col("period") == last))
        rows = rows.filter(pl.col("period") <= last - pl.col("window"))
    return pl.concat(kept)


def changes(
    measured: pl.DataFrame, published: pl.DataFrame, rules: pl.DataFrame, definitions: Definitions
) -> pl.DataFrame:
    """Return the latest measurement of each cell and its changes, with reasons."""
    by = [column for column in CELL if column in measured.columns]
    latest = measured.group_by(by).agg(pl.col("value", "period").last())
    unsaid = {
        "previous_value": pl.lit(None, pl.Float64),
        "previous_period": pl.lit(None, pl.Int16),
        "change": pl.lit(None, pl.Float64),
        "change_reason": pl.lit(NO_DEFINITION),
        "five_year_change": pl.lit(None, pl.Float64),
        "five_year_reason": pl.lit(NO_DEFINITION),
    }
    undefined = latest.join(rules, on="series", how="anti").with_columns(**unsaid)
    earlier = (
        measured.join(rules, on="series", how="semi")
        .group_by(by)
        .agg(
            previous_value=pl.col("value").slice(-2, 1).first().filter(pl.len() > 1).first(),
            previous_period=pl.col("period").slice(-2, 1).first().filter(pl.len() > 1).first(),
        )
    )
    defined = latest.join(rules, on="series").join(earlier, on=by).with_columns(then=pl.col("period") - YEARS_BACK)
    five_years_ago = pl.concat(
        values.join(rules.filter(chosen), on="series").select(
            *by, pl.col("period").alias("then"), pl.col("value").alias("value_then")
        )
        for values, chosen in ((published, pl.col("window") > 1), (measured, pl.col("window") == 1))
    )
    change_reason = (
        pl.when(pl.col("previous_value").is_null())
        .then(NO_EARLIER)
        .when(broken("previous_period", definitions))
        .then(BREAK)
        .otherwise(SAID)
    )
    five_year_reason = (
        pl.when(pl.col("window") > YEARS_BACK)
        .then(OVERLAPPING)
        .when(pl.col("value_then").is_null())
        .then(NOT_FIVE_YEARS_AGO)
        .when(broken("then", definitions))
        .then(BREAK)
        .otherwise(SAID)
    )
    said = (
        defined.join(five_years_ago, on=[*by, "then"], how="left")
        .with_columns(change_reason=change_reason, five_year_reason=five_year_reason)
        .with_columns(
            change=pl.when(pl.col("change_reason") == SAID).then(pl.col("value") - pl.col("previous_value")),
            five_year_change=pl.when(pl.col("five_year_reason") == SAID).then(pl.col("value") - pl.col("value_then")),
        )
    )
    return pl.concat([undefined, said.select(undefined.columns)])


def broken(earlier: str, definitions: Definitions) -> pl.Expr:
    """Whether a break lies between two years, or inside the window that the later one stands for."""
    later = pl.col("period")
    return pl.any_horizontal(
        pl.lit(value=False),
        *(
            (pl.col("series") == s) & (first <= later) & ((pl.col(earlier) < first) | (later - window + 1 < first))
            for s, first, window in breaks(definitions)
        ),
    )


def gaps(
    observations: pl.DataFrame, measured: pl.DataFrame, rules: pl.DataFrame, definitions: Definitions
) -> pl.DataFrame:
    """Return the latest gap of each series and area, women minus men, and its changes."""
    by = ["series", "area", "period"]
    women, men = (observations.filter(pl.col("group") == sex).select(*by, "value") for sex in ("F", "M"))
    published = women.join(men, on=by, suffix="_men").select(*by, pl.col("value") - pl.col("value_men"))
    pooled = rules.filter(pl.col("window") > 1)
    era = pl.sum_horizontal(
        pl.lit(0), *((pl.col("series") == s) & (pl.col("period") >= first) for s, first, _ in breaks(definitions))
    )
    anew = measured.filter(pl.col("group") != "_T").select(by).unique()
    windows = not_overlapping(published.join(pooled, on="series").with_columns(era=era))
    either = published.join(pooled, on="series", how="anti").join(anew, on=by, how="semi")
    own = pl.concat([either, windows.select(published.columns)]).sort(by)
    found = changes(own, published, rules, definitions)
    return found.rename({"value": "gap", **{old: new for old, new in GAP_NAMES.items() if old in found.columns}})


GAP_NAMES = {
    "period": "gap_period",
    "previous_value": "previous_gap",
    "previous_period": "previous_gap_period",
    "change": "gap_change",
    "change_reason": "gap_change_reason",
    "five_year_change": "gap_five_year_change",
    "five_year_reason": "gap_five_year_reason",
}
