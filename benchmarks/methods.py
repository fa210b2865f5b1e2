"""The methods beside a plain loop that calls statsmodels or SciPy a row at a time, and beside those libraries' arrays.

A program of its own, so that nothing else stands in its memory: `methods.py` prints its rows as JSON. The loop is
taken over some rows only and counted per row; both sides are timed in turn, and the smallest of their times counts.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from measuring import python

Row = tuple[str, str, str, str]
SEED = 20_261_126
ROUNDS = 5
FASTER_THAN_A_LOOP = 50


@dataclass(frozen=True)
class Race:
    """One method on many rows, the loop over some of them, and another library's own arrays where it has any."""

    name: str
    rows: int
    ours: Callable[[], Any]
    loop: Callable[[], Any]
    looped: int
    other: Callable[[], Any] | None = None
    other_name: str = ""
    goal: int = FASTER_THAN_A_LOOP


def methods_rows() -> Iterator[Row]:
    """Yield the rows of the table, measured in a fresh process."""
    yield from (tuple(row) for row in json.loads(subprocess.check_output(python(Path(__file__)))))
    seconds = min(_import_seconds() for _ in range(ROUNDS))
    yield "import riktmarke.methods, in a process of its own", f"{seconds:.2f} s", "≤ 0.5 s", _met(seconds <= 0.5)


def _import_seconds() -> float:
    text = "import time; t = time.perf_counter(); import riktmarke.methods; print(time.perf_counter() - t)"
    return float(subprocess.check_output([sys.executable, "-c", text]))


def _met(good: bool) -> str:  # noqa: FBT001, a verdict in, its word out
    return "yes" if good else "no"


def _row(race: Race) -> Iterator[Row]:
    ours, loops, others = [], [], []
    for _ in range(ROUNDS if race.looped > 1 else 4 * ROUNDS):  # a single family takes a few milliseconds
        ours.append(_seconds(race.ours))
        if race.looped > 1:
            loops.append(_seconds(race.loop))
        if race.other:
            others.append(_seconds(race.other))
    if loops:
        ratio = (min(loops) / race.looped) / (min(ours) / race.rows)
        said = f"{_spaced(ratio)} times faster ({min(ours) * 1000:.0f} ms)"
        goal = (f"≥ {race.goal}", _met(ratio >= race.goal)) if race.goal else ("", "")
        yield f"{race.name}, {_spaced(race.rows)} rows: beside a loop", said, *goal
    if others:
        beside = min(others) / min(ours)
        yield f"{race.name}: beside {race.other_name}", f"{beside:.2f} times faster", "≥ 1", _met(beside >= 1)


def _spaced(number: float) -> str:
    return f"{number:,.0f}".replace(",", "\N{NO-BREAK SPACE}")


def _seconds(work: Callable[[], Any]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def closed_forms(rng: np.random.Generator) -> Iterator[Race]:
    """Yield the races over a million rows."""
    from scipy import stats
    from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

    from riktmarke import methods

    million, some = 1_000_000, 2_000
    n = rng.integers(20, 20_000, million)
    events = rng.binomial(n, rng.uniform(0, 0.3, million))
    yield Race(
        "proportion",
        million,
        lambda: methods.proportion(events, n),
        lambda: [proportion_confint(x, size, method="wilson") for x, size in zip(events[:some], n[:some], strict=True)],
        some,
        lambda: proportion_confint(events, n, method="wilson"),
        "statsmodels.proportion_confint(arrays)",
    )

    def exact(x: Any) -> tuple[Any, Any]:
        return stats.chi2.ppf(0.025, 2 * x) / 2, stats.chi2.ppf(0.975, 2 * x + 2) / 2

    yield Race(
        "rate",
        million,
        lambda: methods.rate(events, n),
        lambda: [exact(x) for x in events[:some]],
        some,
        lambda: exact(events),
        "scipy.stats.chi2.ppf(arrays)",
    )
    values = rng.normal(50, 10, (million, 8))
    yield Race(
        "mean of 8 values",
        million,
        lambda: methods.mean(values),
        lambda: [stats.ttest_1samp(row, 0).confidence_interval() for row in values[:some]],
        some,
        lambda: stats.ttest_1samp(values, 0, axis=-1).confidence_interval(),
        "scipy.stats.ttest_1samp(arrays)",
    )
    half = million // 2
    x1, n1, x2, n2 = events[:half], n[:half], events[half:], n[half:]
    yield Race(
        "difference_of_proportions",
        half,
        lambda: methods.difference_of_proportions(x1, n1, x2, n2),
        lambda: [confint_proportions_2indep(x1[i], n1[i], x2[i], n2[i], method="newcomb") for i in range(some)],
        some,
        lambda: confint_proportions_2indep(x1, n1, x2, n2, method="newcomb"),
        "statsmodels.confint_proportions_2indep(arrays)",
    )


def families(rng: np.random.Generator) -> Iterator[Race]:
    """Yield the races over families of p-values and small areas."""
    from esda.smoothing import Empirical_Bayes
    from scipy import stats
    from statsmodels.stats.multitest import multipletests

    from riktmarke import methods

    p = rng.uniform(0, 1, 1_000_000)
    many = rng.uniform(0, 1, (100_000, 20))
    yield Race(
        "benjamini_hochberg, families of 20",
        100_000,
        lambda: methods.benjamini_hochberg(many),
        lambda: [multipletests(row, method="fdr_bh") for row in many[:500]],
        500,
        lambda: stats.false_discovery_control(many, axis=-1),
        "scipy.stats.false_discovery_control(arrays)",
        goal=0,  # sorting is all it does, in the loop as well
    )
    yield Race(
        "benjamini_hochberg, one family of a million",
        1,
        lambda: methods.benjamini_hochberg(p),
        lambda: multipletests(p, method="fdr_bh"),
        1,
        lambda: stats.false_discovery_control(p),
        "scipy.stats.false_discovery_control",
    )
    n = rng.integers(20, 20_000, 100_000).astype(float)
    events = rng.binomial(n.astype(int), 0.1).astype(float)
    yield Race(
        "empirical_bayes, one family of 100 000",
        1,
        lambda: methods.empirical_bayes(events, n),
        lambda: Empirical_Bayes(events, n).r,
        1,
        lambda: Empirical_Bayes(events, n).r,
        "esda.smoothing.Empirical_Bayes",
    )


def groups(rng: np.random.Generator) -> Iterator[Race]:
    """Yield the races over 100 000 groups: standardised rates, life tables and inequality."""
    import statsmodels.api as sm
    from scipy import stats

    from riktmarke import methods

    many, some = 100_000, 500
    standard = methods.EUROPEAN_STANDARD_POPULATION_2013
    population = rng.integers(100, 5_000, (many, 19)).astype(float)
    events = rng.poisson(population * np.linspace(0.001, 0.1, 19)).astype(float)

    def direct(x: Any, n: Any) -> tuple[Any, Any, Any]:
        total, weight = x.sum(), standard / standard.sum()
        value, spread = (weight * x / n).sum(), np.sqrt((weight**2 * x / n**2).sum() / total)
        lower, upper = stats.chi2.ppf(0.025, 2 * total) / 2, stats.chi2.ppf(0.975, 2 * total + 2) / 2
        return value, value + spread * (lower - total), value + spread * (upper - total)

    yield Race(
        "directly_standardised_rate, 19 bands",
        many,
        lambda: methods.directly_standardised_rate(events, population, standard),
        lambda: [direct(x, n) for x, n in zip(events[:some], population[:some], strict=True)],
        some,
    )
    reference, size = events.sum(axis=0), population.sum(axis=0)

    def indirect(x: Any, n: Any) -> tuple[Any, Any, Any]:
        total, expected = x.sum(), (n * reference / size).sum()
        lower, upper = stats.chi2.ppf(0.025, 2 * total) / 2, stats.chi2.ppf(0.975, 2 * total + 2) / 2
        return total / expected, lower / expected, upper / expected

    yield Race(
        "indirectly_standardised_ratio, 19 bands",
        many,
        lambda: methods.indirectly_standardised_ratio(events, population, reference, size),
        lambda: [indirect(x, n) for x, n in zip(events[:some], population[:some], strict=True)],
        some,
    )
    share, people = rng.uniform(0.1, 0.9, (many, 5)), rng.integers(500, 5_000, (many, 5)).astype(float)
    error = np.sqrt(share * (1 - share) / people)

    def slope(y: Any, n: Any) -> Any:
        part = n / n.sum()
        return sm.WLS(y, sm.add_constant(np.cumsum(part) - part / 2), weights=part).fit().conf_int()

    yield Race(
        "slope_index_of_inequality, 5 groups",
        many,
        lambda: methods.slope_index_of_inequality(share, people, se=error),
        lambda: [slope(y, n) for y, n in zip(share[:some], people[:some], strict=True)],
        some,
    )

    def logit(y: Any, n: Any) -> Any:
        part = n / n.sum()
        exog = sm.add_constant(np.cumsum(part) - part / 2)
        fit = sm.GLM(y, exog, family=sm.families.Binomial(), var_weights=part).fit()
        return fit.predict([[1, 1], [1, 0]])

    yield Race(
        "summary_measures, 5 ordered groups, all 21 with closed intervals",
        many,
        lambda: methods.summary_measures(share, people, se=error, ordered=True, favourable=True, scale=1),
        lambda: [logit(y, n) for y, n in zip(share[:some], people[:some], strict=True)],
        some,
    )


def series(rng: np.random.Generator) -> Iterator[Race]:
    """Yield the races over 100 000 series of ten years."""
    import statsmodels.api as sm
    from scipy import stats

    from riktmarke import methods

    many, some = 100_000, 500
    years = np.arange(2013, 2023)
    values = rng.normal(50, 5, (many, 10)) + 0.3 * np.arange(10)
    yield Race(
        "theil_sen, 10 years",
        many,
        lambda: methods.theil_sen(values, years),
        lambda: [stats.theilslopes(row, years) for row in values[:some]],
        some,
    )
    yield Race(
        "mann_kendall, 10 years",
        many,
        lambda: methods.mann_kendall(values),
        lambda: [stats.kendalltau(years, row) for row in values[:some]],
        some,
    )
    n = rng.integers(200, 2_000, (many, 5))
    events = rng.binomial(n, 0.2)

    def marker(x: Any, size: Any) -> Any:
        table = np.array([x, size - x])
        chi2 = stats.chi2_contingency(table)
        logit = np.log((x + 0.5) / (size - x + 0.5))
        times = np.arange(5)
        return chi2, [stats.linregress(times[keep], logit[keep]) for keep in (times != gone for gone in range(-1, 5))]

    yield Race(
        "trend_marker, 5 years of counts",
        many,
        lambda: methods.trend_marker(events, n=n),
        lambda: [marker(x, size) for x, size in zip(events[:some], n[:some], strict=True)],
        some,
    )
    values5 = values[:, :5]

    def weighted(row: Any) -> Any:
        times = np.arange(5)
        kept = [times != gone for gone in range(-1, 5)]
        return [sm.WLS(row[some], sm.add_constant(times[some]), weights=np.ones(some.sum())).fit() for some in kept]

    yield Race(
        "trend_marker, 5 years with intervals",
        many,
        lambda: methods.trend_marker(values5, lower=values5 - 2, upper=values5 + 2),
        lambda: [weighted(row) for row in values5[:some]],
        some,
    )


def main() -> None:
    """Run every race and print the rows as JSON."""
    found = []
    for races in (closed_forms, families, groups, series):
        for race in races(np.random.default_rng(SEED)):
            found += list(_row(race))
            sys.stderr.write(f"… {race.name}\n")
    print(json.dumps(found))


if __name__ == "__main__":
    main()
