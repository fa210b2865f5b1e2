"""The table of the proof, as it stands in docs/methods/challenges.md."""

from itertools import pairwise

import numpy as np

from tests.simulation.proof import MUNICIPALITIES, PLANTED, ROOT, SIZES, Tally

PAGE = ROOT / "docs" / "methods" / "challenges.md"
BEGINS, ENDS = "<!-- proof: begins -->", "<!-- proof: ends -->"
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


def table(found: Tally) -> str:
    """Return the tables of the proof as Markdown."""
    return "\n\n".join([_challenges(found), _rules(found), _by_kind(found), _by_size(found)])


def write(found: Tally) -> None:
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
    share, same = found.red_at(found.false_share)
    level_share, level_same = found.red_at(float(found.totals[2] / found.totals[1]))
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
    return "\n".join(lines) + (
        f"\n\nAt the same share of false ones ({_percent(found.false_share)}) a rule of ranks may call the worst "
        f"{_percent(share)} of the municipalities red, and finds {same:.1f} true ones: "
        f"**Riktmärke finds {found.true_found / same:.1f} times as many**. " + _level(found, level_share, level_same)
    )


def _level(found: Tally, share: float, same: float) -> str:
    each = found.countries * MUNICIPALITIES
    own = (found.totals[1] - found.totals[2]) / each
    false = _percent(found.totals[2] / found.totals[1])
    if not same:
        return (
            f"By everyone's level alone, which is all that ranks see, it finds {own:.1f} with {false} false; "
            "no share of ranks is as rarely false."
        )
    return (
        f"By everyone's level alone, which is all that ranks see, it finds {own:.1f} with {false} false, "
        f"{own / same:.1f} times as many as the worst {_percent(share)}."
    )


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
            _percent(1 - right / called),
            _percent(right / true),
            f"{good / each:.2f}",
            _percent(1 - truly / good) if good else "",
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
