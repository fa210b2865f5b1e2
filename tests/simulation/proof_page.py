"""The table of the proof, as it stands in docs/methods/challenges.md."""

from itertools import pairwise

import numpy as np

from tests.simulation.proof import MUNICIPALITIES, PLANTED, RATES, ROOT, SIZES, Proof, Tally

PAGE = ROOT / "docs" / "methods" / "challenges.md"
BEGINS, ENDS = "<!-- proof: begins -->", "<!-- proof: ends -->"
FEWEST_CALLED = 100
HARD_KINDS = ("LEVEL", "TREND", "FALLING_BEHIND")
AT = (0.005, 0.01, 0.025, 0.05, 0.1)
KINDS = {
    "LEVEL": "worse than others, latest year",
    "OVER_YEARS": "worse than others, over years",
    "TREND": "has become worse",
    "FALLING_BEHIND": "has fallen behind similar ones",
    "POTENTIAL": "a quarter of similar ones clearly better",
    "WIDER_GAP": "gap wider than others'",
    "GAP_TREND": "gap has widened",
    "GAP": "gap between groups (told, no challenge by itself)",
}


def table(proof: Proof) -> str:
    """Return the tables of the proof as Markdown."""
    found = proof.usual
    parts = [_challenges(found), _rules(found), _by_kind(found), _by_size(found), _harder(proof.harder)]
    return "\n\n".join(parts)


def _harder(harder: dict[str, Tally]) -> str:
    heads = (
        "harder countries",
        "countries",
        "called, per municipality",
        "false",
        *(f"false: {KINDS[kind]}" for kind in HARD_KINDS),
    )
    lines = [f"| {' | '.join(heads)} |", "| --- " * len(heads) + "|"]
    for name, found in harder.items():
        _, called, falsely = found.challenges
        kinds = []
        for kind in HARD_KINDS:
            _, _, standing, right = found.claims[kind]
            kinds.append(_percent(1 - right / standing) if standing >= FEWEST_CALLED else "too few to say")
        each = found.countries * MUNICIPALITIES
        cells = (name, str(found.countries), f"{called / each:.1f}", _percent(falsely / called), *kinds)
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def write(found: Proof) -> None:
    """Put the tables into the page, between its marks."""
    text = PAGE.read_text(encoding="utf-8")
    start, end = text.index(BEGINS) + len(BEGINS), text.index(ENDS)
    PAGE.write_text(f"{text[:start]}\n{table(found)}\n{text[end:]}", encoding="utf-8")


def _challenges(found: Tally) -> str:
    each = found.countries * MUNICIPALITIES
    there, called, falsely = found.challenges
    return (
        f"{found.countries} countries of {MUNICIPALITIES} municipalities. In a municipality {there / each:.1f} "
        f"indicators are truly a challenge by some reason and group; {called / each:.1f} are called one, and "
        f"**{_percent(falsely / called)} of these are false**: none of the claims that stand about them is true."
    )


def _rules(found: Tally) -> str:
    each = found.countries * MUNICIPALITIES
    quarter = found.red[np.argmin(abs(np.arange(1, 121) / 120 - 0.25))]
    share, wrong, same = found.red_at(found.false_share)
    rows = [
        (
            "Riktmärke, every reason and group",
            found.challenges[1],
            found.challenges[1] - found.challenges[2],
            found.stable,
        ),
        ("Riktmärke, everyone's level alone", found.totals[1], found.totals[1] - found.totals[2], None),
        ("Kolada's red quarter", quarter[0], quarter[1], found.stable_red),
        ("Fingertips: significantly worse and worsening", found.fingertips[0], found.fingertips[1], None),
    ]
    lines = ["| rule | called, per municipality | true of them | false | called without the last year too |"]
    lines.append("| --- | --- | --- | --- | --- |")
    for name, called, true, stable in rows:
        again = _percent(stable[1] / stable[0]) if stable is not None else ""
        lines.append(f"| {name} | {called / each:.1f} | {true / each:.1f} | {_percent(1 - true / called)} | {again} |")
    as_false = (
        "At the same share of false ones" if wrong <= found.false_share else "Where ranks are the most rarely false"
    )
    same_level = (
        f"{as_false} ({_percent(wrong)}) they may call the worst {_percent(share)} of the municipalities red, and find "
        f"{same:.1f} true ones: **Riktmärke finds {found.true_found / same:.1f} times as many**, with "
        f"{_percent(found.false_share)} false. Where more may be false, ranks come nearer:"
    )
    return "\n\n".join(["\n".join(lines), same_level, _curve(found)])


def _curve(found: Tally) -> str:
    heads = ("true ones found, per municipality, where false are at most", *(_percent(at) for at in AT))
    lines = [f"| {' | '.join(heads)} |", "| --- " * len(heads) + "|"]
    ranks = [found.red_at(at) for at in AT]
    rows = {
        "the worst by rank, as many as that allows": [
            f"{one[2]:.1f}" if one[1] <= at else "–" for at, one in zip(AT, ranks, strict=True)
        ],
        "Riktmärke, everyone's level alone": [_found(found.found_at(at, levels=True)) for at in AT],
        "Riktmärke, every reason and group": [_found(found.found_at(at, levels=False)) for at in AT],
    }
    lines += [f"| {name} | {' | '.join(cells)} |" for name, cells in rows.items()]
    strictest, loosest = RATES[0], RATES[-1]
    return "\n".join(lines) + (
        f"\n\n(Riktmärke with the largest false discovery rate from {strictest:g} to {loosest:g} that keeps the share; "
        f"{found.counted_rates} of the countries.)"
    )


def _found(number: float | None) -> str:
    return "–" if number is None else f"{number:.1f}"


def _by_kind(found: Tally) -> str:
    heads = ("claim", "tested", "true", "called", "false of called", "true ones found", "called good", "false of these")
    lines = [f"| {' | '.join(heads)} |", "| --- " * len(heads) + "|"]
    each = found.countries * MUNICIPALITIES
    for kind, words in KINDS.items():
        claims, true, called, right = found.claims[kind]
        good, truly = found.good[kind]
        cells = (
            words,
            f"{claims / each:.0f}",
            _percent(true / claims),
            f"{called / each:.2f}",
            _percent(1 - right / called) if called >= FEWEST_CALLED else "too few to say",
            _percent(right / true),
            f"{good / each:.2f}",
            "" if not good else _percent(1 - truly / good) if good >= FEWEST_CALLED else "too few to say",
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _by_size(found: Tally) -> str:
    lines = [
        "| truly worse by, in smallest differences that matter | there are, per municipality | called |",
        "| --- | --- | --- |",
    ]
    each = found.countries * MUNICIPALITIES
    for row, (low, high) in enumerate(pairwise(SIZES)):
        there, called = found.by_size[row]
        size = f"more than {low:g}" if np.isinf(high) else f"{low:g}–{high:g}"
        lines.append(f"| {size} | {there / each:.1f} | {_percent(called / there)} |")
    lines += [
        "",
        "| planted on the bad side by, in standard deviations between municipalities | planted | called |",
        "| --- | --- | --- |",
    ]
    for row, (low, high) in enumerate(pairwise(PLANTED)):
        there, called = found.planted[row]
        lines.append(f"| {low:g}–{high:g} | {there} | {_percent(called / there)} |")
    return "\n".join(lines)


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"
