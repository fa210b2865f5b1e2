"""The tables of the back-test of the forecasts, as they stand in docs/methods/forecasts.md."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from riktmarke.assessment.outlook.concentration import better_without, heaviest, usual_ratios
from riktmarke.assessment.outlook.kinds import kind_of
from riktmarke.assessment.outlook.track_record import SIMPLE_NAMES, Record, TrackRecord
from riktmarke.governance.definition_files import load_catalogue
from riktmarke.methods import Reliability
from tests.prove.forecasts import ROOT, Proof

PAGE = ROOT / "docs" / "methods" / "forecasts.md"
BEGINS, ENDS = "<!-- proof: begins -->", "<!-- proof: ends -->"
KINDS = {
    "amount": "amounts and counts",
    "pooled_years": "several years pooled in a value",
    "rate": "rates per inhabitant",
    "scheduled": "measured on a schedule (elections)",
    "share": "shares, each year",
}
FEWEST_STATED = 200
WORST_SHOWN, BEST_SHOWN = 12, 5
HEADS = ("forecasts", "50 %", "80 %", "95 %", "score", "as last year", "drift", "Theta", "below the best simple")


def tables(proof: Proof) -> str:
    """Return the tables of the page, as Markdown."""
    record = proof.record
    overall = record.overall
    kinds, ahead = list(record.by_kind), list(record.by_ahead)
    cells = record.by_kind_and_ahead
    by_cell = [
        [KINDS[kind], *(_covers(cells[kind, step]) if (kind, step) in cells else "" for step in ahead)]
        for kind in kinds
    ]
    worst = sorted(record.by_indicator.items(), key=lambda item: item[1].within_80)
    parts = [
        (
            f"{_count(overall.cases)} forecasts of {overall.series} series made at the end of {min(record.by_origin)} "
            f"to {max(record.by_origin)}. **The 80 % intervals held {100 * overall.within_80:.1f} % of the outcomes; "
            f"the score is {100 * overall.better_by:.1f} % below that of the best simple forecast** "
            f"({overall.best_simple}), {_versus(proof)}."
        ),
        _scored("all", {"all": overall, **{KINDS[kind]: one for kind, one in record.by_kind.items()}}),
        _scored("years ahead", record.by_ahead),
        _scored("made at the end of", record.by_origin),
        "80 % intervals held, per cent, by kind and years ahead:",
        _table(["kind", *map(str, ahead)], by_cell),
        "More than five years ahead (everyone; made in 2008 and later, judged by what came in 2016 and later):",
        _table(
            ["years ahead", "forecasts", "50 %", "80 %", "95 %"],
            [[str(step), _count(one.cases), *_within(one)] for step, one in record.by_far_ahead.items()],
        ),
        "Probabilities of three targets (no worse than today; as good as the best quarter; half of the way):",
        _stated(record.probabilities),
        "The same more than five years ahead (everyone):",
        _stated(record.far_probabilities) if record.far_probabilities is not None else "Nothing has an outcome yet.",
        f"By kind, one to five years ahead: stated → came true, per cent ({FEWEST_STATED} cases or more):",
        _stated_by_kind(record),
        _indicators_better(record.by_indicator),
        _rests_on(record),
        f"The {WORST_SHOWN} indicators whose 80 % intervals held the least, and the {BEST_SHOWN} that held the most:",
        _scored("indicator", {_titled(name): one for name, one in [*worst[:WORST_SHOWN], *worst[-BEST_SHOWN:]]}),
    ]
    return "\n\n".join(parts)


def write(proof: Proof) -> None:
    """Put the tables into the page, between its marks."""
    text = PAGE.read_text(encoding="utf-8")
    start, end = text.index(BEGINS) + len(BEGINS), text.index(ENDS)
    PAGE.write_text(f"{text[:start]}\n{tables(proof)}\n{text[end:]}", encoding="utf-8")


def _versus(proof: Proof) -> str:
    overall, without = proof.record.overall, proof.without.overall
    return (
        f"a difference of {overall.worse_by:.2f} with a standard error of {overall.worse_by_se:.2f} "
        f"(indicators as clusters); {100 * without.better_by:.1f} % without the indicator that a rule was mended for"
    )


def _stated(said: Reliability) -> str:
    rows = zip(said.cases, said.stated, said.came_true, strict=True)
    return _table(
        ["stated, mean", "came true", "cases"],
        [[f"{100 * stated:.0f} %", f"{100 * came:.0f} %", _count(int(cases))] for cases, stated, came in rows if cases],
    )


def _stated_by_kind(record: TrackRecord) -> str:
    rows = []
    for kind, said in record.by_kind_probabilities.items():
        tenths = zip(said.cases, said.stated, said.came_true, strict=True)
        cells = [f"{100 * at:.0f} → {100 * came:.0f}" if cases >= FEWEST_STATED else "" for cases, at, came in tenths]
        rows.append([KINDS[kind], *cells])
    return _table(["kind", *(f"{10 * tenth}-{10 * tenth + 10} %" for tenth in range(10))], rows)


def _rests_on(record: TrackRecord) -> str:
    name, part = heaviest(record)
    kinds = {series: kind_of(one).value for series, one in load_catalogue(ROOT / "catalogue").items()}
    ratios = "; ".join(
        f"{KINDS[kind]} {ratio:.2f} (of {of})" for kind, (ratio, of) in usual_ratios(record, kinds).items()
    )
    gains = [100 * one.better_by for one in record.by_origin.values()]
    return (
        f"What the gain rests on: {_titled(name)} alone is {100 * part:.0f} % of the summed score. Without the three "
        f"indicators that gain the most the gain is {100 * better_without(record, 3):.1f} %, without the five "
        f"{100 * better_without(record, 5):.1f} %. The {len(gains)} years that forecasts are made in are the real "
        f"sample: they gain {min(gains):.1f} to {max(gains):.1f} % each. The middle indicator's score beside that of "
        f"the best simple forecast of its kind: {ratios}."
    )


def _indicators_better(records: Mapping[str, Record]) -> str:
    ratios = {
        name: np.array([one.crps / getattr(one, name) for one in records.values() if getattr(one, name) > 0])
        for name in SIMPLE_NAMES
    }
    said = "; ".join(
        f"{name} in {int((ratio < 1).sum())} of {ratio.size} (ratio of scores, geometric mean "
        f"{np.exp(np.log(ratio).mean()):.2f})"
        for name, ratio in ratios.items()
    )
    beaten = sum(one.better_by > 0 for one in records.values())
    return (
        f"Each indicator counted once, the score is lower than that of {said}; lower than all three in {beaten} of "
        f"{len(records)}."
    )


def _scored(first: str, records: Mapping[str, Record] | Mapping[int, Record]) -> str:
    rows = [
        [
            str(name),
            _count(one.cases),
            *_within(one),
            *(f"{score:.2f}" for score in (one.crps, one.naive, one.drift, one.theta)),
            f"{100 * one.better_by:+.1f} %",
        ]
        for name, one in records.items()
    ]
    return _table([first, *HEADS], rows)


def _within(one: Record) -> Iterable[str]:
    return (f"{100 * share:.0f}" for share in (one.within_50, one.within_80, one.within_95))


def _covers(one: Record) -> str:
    return f"{100 * one.within_80:.0f}"


def _titled(indicator: str) -> str:
    return f"{load_catalogue(ROOT / 'catalogue')[indicator].title} ({indicator})"


def _count(number: int) -> str:
    return f"{number:,}".replace(",", " ")


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(heads)} |", "| --- " * len(heads) + "|"]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)])
