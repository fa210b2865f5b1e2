"""The pages of docs/methods, made from the specifications: `make docs` writes them."""

import inspect
import sys
from dataclasses import is_dataclass
from pathlib import Path
from typing import Any

from riktmarke import methods
from tests.specification.specification import Check, Example, Specification, read_table, specifications

FOLDER = Path(__file__).parents[2] / "docs" / "methods"
CHAPTERS = {
    "intervals": "Single figures",
    "standardisation": "Rates of different populations",
    "life_tables": "Life tables",
    "comparison": "Comparing with a benchmark",
    "funnel": "Funnels",
    "ranking": "Ranks",
    "shrinkage": "Borrowing strength from other areas",
    "multiplicity": "Many comparisons",
    "inequality": "Inequality between groups",
    "decomposition": "What a difference is made of",
    "quantiles": "Areas in equally large groups",
    "trend": "Trend",
    "progress": "Progress as others judge it",
    "forecasting": "Forecasts",
    "simple_forecasts": "Simple forecasts, that others must beat",
    "calibration": "How wide a forecast must be",
    "scoring": "How good forecasts were",
    "projection": "Projections of a population",
    "summaries": "Means and quarters over areas",
}

# Pages about methods that are no functions of the library: somebody writes them, and nothing else may lie here.
OWN_PAGES = {"challenges.md", "forecasts.md"}
INTRODUCTION = (
    (
        "`riktmarke.methods` is a library of its own: typed, vectorised NumPy, without Django and without the rest of "
        "Riktmärke. It starts in a fraction of a second and is useful in a notebook:"
    ),
    "```python\nfrom riktmarke.methods import proportion\n\nproportion(7, 20)  # 0.35, between 0.18 and 0.57\n```",
    (
        "Arrays broadcast; where a measure sums over age bands, groups or years, they lie along the last axis. What "
        "cannot be computed is never a silent number: one single measure raises `UndefinedMeasure` with the reason; "
        "in an array of measures it is NaN, and `Estimate.reason` holds its `ReasonCode`. Random numbers come only "
        "from a generator that is passed in. The [tutorial](../tutorial/methods.md) goes from counts by age and sex to "
        "a standardised rate, inequality, a trend and a rank with its set. What is called a challenge, and the proof "
        "that the list can be trusted, stand on [a page of their own](challenges.md), and so do "
        "[the forecasts and how near earlier ones came](forecasts.md)."
    ),
    "Each page below is made from a specification that the tests run; `make docs` writes them.",
)


def pages() -> dict[str, str]:
    """Return the text of every page by its name."""
    made = {f"{specification.function}.md": page(specification) for specification in specifications()}
    return made | {"README.md": index(specifications())}


def page(specification: Specification) -> str:
    """Return the page of one function."""
    function = getattr(methods, specification.function)
    module = function.__module__.rpartition(".")[2]
    source = f"../../tests/specification/methods/{specification.function}.toml"
    parts = [
        f"# {specification.english}",
        f"*Swedish: {specification.swedish}*",
        code(f"riktmarke.methods.{module}.{specification.function}{signature(specification.function)}"),
        specification.answers,
        f"*{specification.svarar}*",
        "## Definition",
        code(specification.definition),
        *([bullets(specification.notes)] if specification.notes else []),
        "**Sources**",
        bullets(specification.sources),
        "## Examples",
        *(part for example in specification.examples for part in shown(example)),
        *refusals(specification),
        "## Checked against",
        checks(specification.checks),
        f"[All methods](README.md) · This page is made from [the specification]({source}), which the tests run.",
    ]
    return "\n\n".join(parts) + "\n"


def signature(name: str) -> str:
    """Return the arguments of a function as a reader of the page needs them, without the types of the data."""
    found = inspect.signature(getattr(methods, name))
    plain = [
        parameter.replace(annotation=inspect.Parameter.empty, default=briefly(parameter.default))
        for parameter in found.parameters.values()
    ]
    returned = found.return_annotation
    name = returned if isinstance(returned, str) else getattr(returned, "__name__", str(returned))
    if getattr(returned, "__args__", None):
        name = str(returned).replace("numpy.ndarray[tuple[typing.Any, ...], numpy.dtype[", "array[").replace("]]", "]")
        name = name.replace("riktmarke.methods.estimate.", "").replace("numpy.", "")
    return f"{inspect.Signature(plain)} -> {name}"


class Words(str):
    """Words that are shown without quotation marks."""

    __slots__ = ()
    __repr__ = str.__str__


def briefly(default: Any) -> Any:
    """Return a default as a reader needs it: of settings that are all at their own defaults only the name."""
    kept = not isinstance(default, type) and is_dataclass(default) and default == type(default)()
    return Words(f"{type(default).__name__}()") if kept else default


def shown(example: Example) -> list[str]:
    """Return an example as headings, tables and the call."""
    given = [table(example.given)] if example.given else []
    beside = [code("\n".join(f"{name} = {value}" for name, value in example.with_.items()))] if example.with_ else []
    return [
        f"### {example.sentence}",
        *given,
        *beside,
        code(example.call, "python"),
        table(example.gives),
        f"Expected numbers from: {example.origin}.",
    ]


def refusals(specification: Specification) -> list[str]:
    """Return the calls that are refused, with the words."""
    if not specification.refusals:
        return []
    rows = [f"| `{refusal.call}` | {refusal.error} | {refusal.message} |" for refusal in specification.refusals]
    return ["## What it refuses", "\n".join(["| call | error | message |", "| --- | --- | --- |", *rows])]


def checks(found: list[Check]) -> str:
    """Return what a function was checked against, as a table."""
    rows = [f"| {check.against} | {check.agreement} | `{check.test}` |" for check in found]
    return "\n".join(["| what | agrees within | test |", "| --- | --- | --- |", *rows])


def index(found: list[Specification]) -> str:
    """Return the page that lists all functions by chapter, and what each was checked against."""
    parts = ["# Methods", *INTRODUCTION]
    for module, heading in CHAPTERS.items():
        own = [s for s in found if getattr(methods, s.function).__module__ == f"riktmarke.methods.{module}"]
        if own:
            rows = [
                f"| [`{s.function}`]({s.function}.md) | {s.english} | {s.swedish} | "
                + "; ".join(f"{check.against} ({check.agreement})" for check in s.checks)
                + " |"
                for s in own
            ]
            head = ["| function | what | på svenska | checked against (agrees within) |", "| --- | --- | --- | --- |"]
            parts += [f"## {heading}", "\n".join([*head, *rows])]
    return "\n\n".join(parts) + "\n"


def table(text: str) -> str:
    """Return a table drawn with bars as one of Markdown."""
    columns = read_table(text)
    rows = zip(*columns.values(), strict=True)
    lines = [f"| {' | '.join(columns)} |", f"| {' | '.join('---' for _ in columns)} |"]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)])


def bullets(lines: list[str]) -> str:
    """Return the lines as a list."""
    return "\n".join(f"- {line}" for line in lines)


def code(text: str, language: str = "text") -> str:
    """Return a block of code."""
    return f"```{language}\n{text}\n```"


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    written = pages()
    for stale in {path.name for path in FOLDER.glob("*.md")} - set(written) - OWN_PAGES:
        (FOLDER / stale).unlink()
    for name, text in written.items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    sys.stdout.write(f"Wrote {len(written)} pages into docs/methods.\n")
