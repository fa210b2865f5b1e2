"""The measures of the engine as a plain Polars script: the honest baseline, and an oracle for the tests.

It imports nothing of Riktmärke. It reads a version of the dataset (Parquet) and the definitions (TOML), computes
every figure and reason of the engine's findings for all series at once on all cores, and writes two Parquet files.

    python benchmarks/polars_baseline.py DATASET CATALOGUE OUT
"""

import sys
import tomllib
from pathlib import Path

import polars as pl
from polars_changes import BY_POPULATION, CELL, POPULATION, SAID, Definitions, changes, gaps, independent, rule_table

COUNTRY = "0000"
SMALLEST_SHARE = 0.5
FEWEST_AREAS = 8

NOT_PUBLISHED, NOT_APPLICABLE, WHOLE_COUNTY, TOO_LITTLE, NO_SIMILAR = 7, 8, 9, 10, 11
NO_WEIGHTS, NOT_AVERAGED, TOO_FEW, NOT_WEIGHED = 13, 14, 15, 16
NOTHING, PUBLISHED = 0, 1

SLOT = ["series", "group", "period"]
WEIGHT = ["weights", "group", "period"]


def read_definitions(catalogue: Path) -> Definitions:
    """Return the definitions by series; a series that is a group of an indicator is defined as the indicator is."""
    found = {f.stem: tomllib.loads(f.read_text(encoding="utf-8")) for f in (catalogue / "indicators").glob("*.toml")}
    for whole in list(found.values()):
        part = {key: value for key, value in whole.items() if key not in {"cuts", "denominators"}}
        found |= {series: part for cut in whole.get("cuts", {}).values() for series in cut.values()}
    return found


def composed(observations: pl.DataFrame, definitions: Definitions) -> pl.DataFrame:
    """Return the observations with those of indicators that have one series for women and one for men."""
    names = {(series, group): whole for whole, d in definitions.items() for group, series in sexes(d).items()}
    parts = [
        observations.filter((pl.col("series") == series) & (pl.col("group") == "_T")).with_columns(
            series=pl.lit(whole).cast(pl.Categorical), group=pl.lit(group).cast(pl.Categorical)
        )
        for (series, group), whole in names.items()
    ]
    return pl.concat([observations, *parts])


def sexes(definition: dict[str, object]) -> dict[str, str]:
    return definition.get("cuts", {}).get("sex", {})


def compute(dataset: Path, definitions: Definitions) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the findings (a row per series, area and group with a figure) and the gaps between women and men."""
    observations = (
        pl.scan_parquet(dataset / "observations.parquet").select(pl.col(CELL).cast(pl.Categorical), "period", "value")
    ).collect()
    observations = composed(observations, definitions)
    areas = pl.read_parquet(dataset / "areas.parquet").select(
        pl.col("code").cast(pl.Categorical).alias("area"),
        pl.col("county_code").cast(pl.Categorical).alias("in_county"),
        pl.col("kind").cast(pl.Categorical),
    )
    rules = rule_table(definitions)
    measured = independent(observations, rules, definitions)
    findings = (
        changes(measured, observations, rules, definitions)
        .join(areas, on="area")
        .join(rules.select("series", "averaged", "weighed", "weights", "basis"), on="series", how="left")
        .with_columns(
            pl.col("averaged").fill_null(value=True),
            pl.col("weighed").fill_null(value=True),
            pl.col("weights").fill_null(POPULATION),
            pl.col("basis").fill_null(BY_POPULATION),
        )
    )
    weights = weight_table(observations, definitions)
    # A slot is a series, group and year that is somebody's latest: only its values are ever compared with.
    slots = findings.select(*SLOT, "weights").unique().with_row_index("slot")
    findings = findings.join(slots.drop("weights"), on=SLOT)
    at_slots = (
        observations.join(slots, on=SLOT)
        .join(weights, on=[*WEIGHT, "area"], how="left")
        .join(areas, on="area")
        .select("slot", "area", "value", "weight", "in_county", "kind")
        .with_columns(
            product=pl.col("value") * pl.col("weight"), unweightable=~(pl.col("weight") > 0).fill_null(value=False)
        )
    )
    findings = with_country(findings, at_slots)
    findings = with_county(findings, at_slots, weights, areas)
    findings = with_peers(findings, at_slots, weights, similar(dataset, areas))
    findings = with_spread(findings, at_slots)
    findings = findings.drop("slot", "averaged", "weighed", "weights", "basis", "kind", "in_county").with_columns(
        value_reason=SAID
    )
    return findings, gaps(observations, measured, rules, definitions).with_columns(gap_reason=SAID)


def weight_table(observations: pl.DataFrame, definitions: Definitions) -> pl.DataFrame:
    sets = {tuple(d.get("denominators", [])) or (POPULATION,) for d in definitions.values()} | {(POPULATION,)}
    return pl.concat(
        observations.filter(pl.any_horizontal(pl.col("series") == name for name in names))
        .group_by("area", "group", "period")
        .agg(weight=pl.col("value").sum(), parts=pl.len())
        .filter(pl.col("parts") == len(names))
        .select("area", "group", "period", "weight", weights=pl.lit("+".join(names)))
        for names in sorted(sets)
    )


def with_country(findings: pl.DataFrame, at_slots: pl.DataFrame) -> pl.DataFrame:
    country = at_slots.filter(pl.col("area") == COUNTRY).select("slot", pl.col("value").alias("country"))
    country_reason = (
        pl.when(pl.col("area") == COUNTRY)
        .then(NOT_APPLICABLE)
        .when(pl.col("country").is_null())
        .then(NOT_PUBLISHED)
        .otherwise(SAID)
    )
    return findings.join(country, on="slot", how="left").with_columns(
        country=pl.when(pl.col("area") != COUNTRY).then("country"), country_reason=country_reason
    )


# Of members with a value; null where one of them has no weight, because leaving it out would change who is counted.
SUMS = {
    "product": pl.col("product").sum(),
    "weight_used": pl.col("weight").sum(),
    "unweightable": pl.col("unweightable").any(),
    "plain": pl.col("value").mean(),
    "members": pl.len().cast(pl.Int64),
}
MEAN = pl.when(~pl.col("unweightable")).then(pl.col("product") / pl.col("weight_used"))
MEAN_COLUMNS = ["product", "weight_used", "unweightable", "plain", "members", "mean", "weight_known", "size"]


def mean_reason() -> pl.Expr:
    return (
        pl.when(~pl.col("averaged"))
        .then(NOT_AVERAGED)
        .when(~pl.col("weighed"))
        .then(NOT_WEIGHED)
        .when(pl.col("members") == 0)
        .then(NOT_PUBLISHED)
        .when(pl.col("mean").is_null())
        .then(NO_WEIGHTS)
        .when(pl.col("weight_used") / pl.col("weight_known") < SMALLEST_SHARE)
        .then(TOO_LITTLE)
        .otherwise(SAID)
    )


def with_county(
    findings: pl.DataFrame, at_slots: pl.DataFrame, weights: pl.DataFrame, areas: pl.DataFrame
) -> pl.DataFrame:
    sizes = areas.filter(pl.col("in_county").is_not_null()).group_by("in_county").agg(size=pl.len().cast(pl.Int64))
    known = (
        weights.filter(pl.col("weight") > 0)
        .join(areas, on="area")
        .group_by(*WEIGHT, "in_county")
        .agg(weight_known=pl.col("weight").sum())
    )
    published = at_slots.filter(pl.col("kind") == "region").select(
        "slot", pl.col("area").alias("in_county"), pl.col("value").alias("published")
    )
    findings = findings.join(published, on=["slot", "in_county"], how="left")
    wanting = findings.filter(pl.col("published").is_null() & pl.col("in_county").is_not_null())
    means = (
        at_slots.join(wanting.select("slot", "in_county").unique(), on=["slot", "in_county"])
        .group_by("slot", "in_county")
        .agg(**SUMS)
        .with_columns(mean=MEAN)
    )
    there, elsewhere = pl.col("published").is_not_null(), pl.col("in_county").is_null()
    computed = ~there & ~elsewhere
    reason = (
        pl.when(elsewhere)
        .then(NOT_APPLICABLE)
        .when(there)
        .then(SAID)
        .when(pl.col("size") == 1)
        .then(WHOLE_COUNTY)
        .otherwise(mean_reason())
    )
    said = pl.col("county_reason") == SAID
    return (
        findings.join(means, on=["slot", "in_county"], how="left")
        .join(known, on=[*WEIGHT, "in_county"], how="left")
        .join(sizes, on="in_county", how="left")
        .with_columns(pl.col("members").fill_null(0))
        .with_columns(county_reason=reason)
        .with_columns(
            county=pl.when(said).then(pl.coalesce("published", "mean")),
            county_basis=pl.when(~said).then(NOTHING).when(there).then(PUBLISHED).otherwise("basis"),
            county_members=pl.when(computed).then("members").otherwise(0),
            county_size=pl.when(computed).then("size").otherwise(0),
        )
        .drop("published", *MEAN_COLUMNS)
    )


def similar(dataset: Path, areas: pl.DataFrame) -> pl.DataFrame:
    """Return the members of each area's latest group of similar areas."""
    groups = pl.read_parquet(dataset / "peers.parquet").filter(pl.col("field") == "övergripande").sort("year")
    return (
        groups.group_by("area", maintain_order=True)
        .last()
        .explode("members")
        .select(pl.col("area", "members").cast(pl.Categorical))
        .rename({"members": "member"})
        .join(areas, on="area", how="semi")
    )


def with_peers(
    findings: pl.DataFrame, at_slots: pl.DataFrame, weights: pl.DataFrame, peers: pl.DataFrame
) -> pl.DataFrame:
    sizes = peers.group_by("area").agg(size=pl.len().cast(pl.Int64))
    known = (
        weights.filter(pl.col("weight") > 0)
        .join(peers, left_on="area", right_on="member", suffix="_of")
        .group_by(*WEIGHT, pl.col("area_of").alias("area"))
        .agg(weight_known=pl.col("weight").sum())
    )
    means = (
        findings.select("slot", "area")
        .join(peers, on="area")
        .join(at_slots.drop("in_county", "kind").rename({"area": "member"}), on=["slot", "member"])
        .group_by("slot", "area")
        .agg(**SUMS)
        .with_columns(mean=MEAN)
    )
    alone, country = pl.col("size").is_null(), pl.col("area") == COUNTRY
    plain = pl.when(~pl.col("averaged")).then(NOT_AVERAGED).when(pl.col("members") > 0).then(SAID)
    reasons = {
        name: pl.when(country).then(NOT_APPLICABLE).when(alone).then(NO_SIMILAR).otherwise(otherwise)
        for name, otherwise in (
            ("peers_reason", mean_reason()),
            ("peers_unweighted_reason", plain.otherwise(NOT_PUBLISHED)),
        )
    }
    said = pl.col("peers_reason") == SAID
    return (
        findings.join(means, on=["slot", "area"], how="left")
        .join(known, on=[*WEIGHT, "area"], how="left")
        .join(sizes, on="area", how="left")
        .with_columns(pl.col("members").fill_null(0))
        .with_columns(**reasons)
        .with_columns(
            peers_weighted=pl.when(said).then("mean"),
            peers_basis=pl.when(said).then("basis").otherwise(NOTHING),
            peers_unweighted=pl.when(pl.col("peers_unweighted_reason") == SAID).then("plain"),
            peers_members=pl.col("members"),
            peers_size=pl.col("size").fill_null(0),
        )
        .drop(MEAN_COLUMNS)
    )


def with_spread(findings: pl.DataFrame, at_slots: pl.DataFrame) -> pl.DataFrame:
    value = pl.col("value")
    spread = (
        at_slots.filter(pl.col("kind") != "country")
        .group_by("slot", "kind")
        .agg(
            kind_minimum=value.min(),
            kind_lower_quarter=value.quantile(0.25, "linear"),
            kind_median=value.median(),
            kind_upper_quarter=value.quantile(0.75, "linear"),
            kind_maximum=value.max(),
            kind_members=pl.len().cast(pl.Int64),
        )
    )
    figures = [name for name in spread.columns if name.startswith("kind_") and name != "kind_members"]
    kind_reason = (
        pl.when(pl.col("kind") == "country")
        .then(NOT_APPLICABLE)
        .when(pl.col("kind_members") < FEWEST_AREAS)
        .then(TOO_FEW)
        .otherwise(SAID)
    )
    return (
        findings.join(spread, on=["slot", "kind"], how="left")
        .with_columns(kind_reason=kind_reason, kind_members=pl.col("kind_members").fill_null(0))
        .with_columns(pl.when(pl.col("kind_reason") == SAID).then(pl.col(name)).alias(name) for name in figures)
    )


def main(dataset: Path, catalogue: Path, out: Path) -> None:
    findings, gap_rows = compute(dataset, read_definitions(catalogue))
    for name, table in (("findings", findings), ("gaps", gap_rows)):
        codes = pl.selectors.matches("_(reason|basis|members|size)$").cast(pl.Int16)
        table.with_columns(codes).sort("area").write_parquet(out / f"{name}.parquet", compression="lz4")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
