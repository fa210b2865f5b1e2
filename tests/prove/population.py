"""How good the projections of population would have been: the whole back-test, as it stands in its page.

python -m tests.prove.population --data ../shared/data            print the tables
python -m tests.prove.population --data ../shared/data --write    and put them into docs/population-back-test.md
"""

import argparse
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from riktmarke.assessment.population.back_test import CHOSEN_TO, Outcomes, Score, back_test, score
from riktmarke.assessment.population.bands import BANDS
from riktmarke.assessment.population.county_back_test import WAYS, CountyErrors, back_test_counties
from riktmarke.assessment.population.figures import PopulationFigures, population_figures
from riktmarke.assessment.population.history import reconstruct
from riktmarke.sources.ingest import import_from, import_population
from riktmarke.statistics.store import Store

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "population-back-test.md"
BEGINS, ENDS = "<!-- proof: begins -->", "<!-- proof: ends -->"
FIRST_BASE = 2003  # five years of moves before it
SIZES = ((0, 10_000), (10_000, 20_000), (20_000, 50_000), (50_000, 10_000_000))
SHOWN_HORIZONS = (1, 2, 3, 5, 7, 9, 10, 13, 16, 19)
WAYS_IN_WORDS = {
    "projection": "the projection",
    "constant_rates": "its rates, mortality not falling",
    "ageing_only": "ageing without migration",
    "as_today": "as many of each age as in the base year",
}


@dataclass(frozen=True, slots=True, eq=False)
class Proof:
    """What the back-test found.

    Attributes:
        chosen: from the base years that the spreads were chosen on.
        reported: from later ones.
        of_published_ages: from base years with published single ages.
        age_errors: by size in SIZES, persons in 2019 at a wrong age and sex in the reconstruction, per cent.
        counties: by single age.
    """

    chosen: Outcomes
    reported: Outcomes
    of_published_ages: Outcomes
    age_errors: tuple[float, ...]
    counties: CountyErrors


def figures_of(data: Path) -> PopulationFigures:
    """Return the figures in a data folder, imported into a store that is thrown away."""
    at = datetime(2026, 1, 1, tzinfo=UTC)
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder))
        import_from("kolada-bulk", data / "kolada", store, at=at, progress=lambda *_: None)
        import_population("scb-population", data / "population", store, at=at, progress=lambda *_: None)
        return population_figures(store.dataset(), store.population())


def proved(figures: PopulationFigures) -> Proof:
    """Return the whole back-test: some two minutes on one core."""
    plain, known = reconstruct(figures, published=False), reconstruct(figures)
    tested = back_test(plain, range(FIRST_BASE, figures.last_year))
    base = figures.tables.base_year
    return Proof(
        tested.of(tested.base_year <= CHOSEN_TO),
        tested.of(tested.base_year > CHOSEN_TO),
        back_test(known, range(base, figures.last_year)),
        _age_errors(figures, plain.years[base].population, known.years[base].population),
        back_test_counties(figures.tables),
    )


def _age_errors(figures: PopulationFigures, found: np.ndarray, true: np.ndarray) -> tuple[float, ...]:
    people = true.sum((1, 2))
    wrong = np.abs(found - true).sum((1, 2)) / people * 100
    return tuple(float(np.median(wrong[(people >= least) & (people < most)])) for least, most in SIZES)


def tables(proof: Proof) -> str:
    """Return the tables of the page, as Markdown."""
    chosen, reported, published = proof.chosen, proof.reported, proof.of_published_ages
    last = int(reported.base_year.max())
    parts = [
        f"Base years {FIRST_BASE}-{CHOSEN_TO} (the spreads were chosen on them) and {CHOSEN_TO + 1}-{last} (reported):",
        _scores("base years", [(f"to {CHOSEN_TO}", score(chosen)), (f"{CHOSEN_TO + 1} and later", score(reported))]),
        f"By years ahead, base years {CHOSEN_TO + 1} and later:",
        _scores("years ahead", _by_horizon(reported)),
        f"By years ahead, base years to {CHOSEN_TO}:",
        _scores("years ahead", _by_horizon(chosen)),
        f"By size, base years {CHOSEN_TO + 1} and later:",
        _scores("inhabitants", [(_size(s), score(_of_size(reported, s))) for s in SIZES]),
        "By base year, all years ahead:",
        _scores("base year", _by_base_year(chosen) + _by_base_year(reported)),
        f"Broad ages from published single ages (base years {int(published.base_year.min())} and later):",
        _scores("ages", [(band, score(published, place)) for place, band in enumerate(BANDS)]),
        f"Broad ages from reconstructed single ages (base years {CHOSEN_TO + 1} and later):",
        _scores("ages", [(band, score(reported, place)) for place, band in enumerate(BANDS)]),
        "Reconstructed single ages of 2019: persons at a wrong age and sex, per cent of the population (median):",
        _table(["inhabitants", *(_size(s) for s in SIZES)], [["", *(f"{e:.1f}" for e in proof.age_errors)]]),
        "Counties: mean absolute error of the population, and persons at a wrong single age and sex, per cent:",
        _counties(proof.counties),
    ]
    return "\n\n".join(parts)


def _by_horizon(outcomes: Outcomes) -> list[tuple[str, Score]]:
    return [(str(h), score(outcomes.of(outcomes.horizon == h))) for h in SHOWN_HORIZONS if h in outcomes.horizon]


def _by_base_year(outcomes: Outcomes) -> list[tuple[str, Score]]:
    years = np.unique(outcomes.base_year)
    return [(str(int(year)), score(outcomes.of(outcomes.base_year == year))) for year in years]


def _of_size(outcomes: Outcomes, size: tuple[int, int]) -> Outcomes:
    return outcomes.of((outcomes.size >= size[0]) & (outcomes.size < size[1]))


def _size(size: tuple[int, int]) -> str:
    least, most = (f"{number:,}".replace(",", " ") for number in size)
    return f"below {most}" if size[0] == 0 else f"{least} and more" if size[1] > 1_000_000 else f"{least} - {most}"


def _scores(first: str, scored: Sequence[tuple[str, Score]]) -> str:
    drift = not all(np.isnan(s.drift_mape) for _, s in scored)
    heads = [first, "projections", "error", "as today"] + (["drift"] if drift else [])
    rows = []
    for name, s in scored:
        errors = [s.mape, s.naive_mape] + ([s.drift_mape] if drift else [])
        cells = [name, f"{s.rows:,}".replace(",", " "), *(f"{error:.2f}" for error in errors), f"{s.bias:+.2f}"]
        rows.append([*cells, *(f"{share:.0f}" for share in s.coverage)])
    return _table([*heads, "mean error", "50 % covers", "80 % covers", "95 % covers"], rows)


def _counties(errors: CountyErrors) -> str:
    heads = ["", "base year", *(f"{h} years" for h in errors.horizons), *(f"ages, {h} years" for h in errors.horizons)]

    def shown(error: float) -> str:
        return "" if np.isnan(error) else f"{error:.1f}"

    rows = [
        [WAYS_IN_WORDS[way], str(base), *map(shown, errors.total[w, b]), *map(shown, errors.single_ages[w, b])]
        for b, base in enumerate(errors.base_years)
        for w, way in enumerate(WAYS)
    ]
    return _table(heads, rows)


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def written(text: str, page: str) -> str:
    """Return the page with the tables between its marks."""
    start, end = page.index(BEGINS) + len(BEGINS), page.index(ENDS)
    return f"{page[:start]}\n{text}\n{page[end:]}"


def main(show: Callable[[str], object] = sys.stdout.write) -> None:
    """Print the tables, and write them into the page where asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder with kolada/ and population/")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    text = tables(proved(figures_of(given.data)))
    show(text + "\n")
    if given.write:
        PAGE.write_text(written(text, PAGE.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
