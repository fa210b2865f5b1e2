"""What a reader asks for in the address: whom the parts are for, and what each dimension weighs overall."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from riktmarke.governance.composites import Audience, Composite
from riktmarke.presentation.composite_words import AUDIENCES
from riktmarke.presentation.labels import capitalised, quoted_title, uncapitalised
from riktmarke.presentation.language import marked, say
from riktmarke.presentation.numbers import rounded

FOR, WEIGHT = "for", "vikt-"
WHOLE = re.compile(r"\d{1,3}")
MOST = 100
LONGEST = 12
NOT_A_WEIGHT = marked("Skriv ett helt tal från 0 till 100.")
ALL_NOTHING = marked("Någon av delarna måste väga något.")


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice to make, as a link; `chosen` is the one that is made."""

    name: str
    query: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class WeightField:
    """A field of the form of weights: a dimension's title, what is written, and what is wrong with it."""

    name: str
    label: str
    written: str
    wrong: str


@dataclass(frozen=True)
class Asked:
    """What is asked. `weights` is empty where the declared ones apply; `overall`: whether others are asked for."""

    audience: Audience | None
    weights: tuple[tuple[str, int], ...]
    fields: tuple[WeightField, ...]
    audiences: tuple[Choice, ...]
    weightings: tuple[Choice, ...]

    @property
    def hidden(self) -> tuple[tuple[str, str], ...]:
        """What the form of weights keeps of the rest: name and value."""
        return ((FOR, AUDIENCES[self.audience]),) if self.audience is not None else ()


def asked(query: Mapping[str, str], composite: Composite) -> Asked:
    """Return what an address asks for; nothing written means everyone, and the declared weights."""
    named = {name: audience for audience, name in AUDIENCES.items()}
    audience = named.get(query.get(FOR, "").strip().lower())
    declared = {d.id: int(rounded(100 * d.weight, decimals=0)) for d in composite.dimensions}
    written = {d.id: query.get(f"{WEIGHT}{d.id}", "").strip()[:LONGEST] for d in composite.dimensions}
    given = {key: text or str(declared[key]) for key, text in written.items()}
    wrong = {key: _wrong(text) for key, text in given.items()}
    if not any(wrong.values()) and not any(int(text) for text in given.values()):
        wrong = dict.fromkeys(given, say(ALL_NOTHING))
    right = not any(wrong.values())
    weights = {key: int(text) for key, text in given.items()} if right else declared
    same = _alike(weights, declared)
    kept = {FOR: AUDIENCES[audience]} if audience is not None else {}
    asked_for = {} if same else {f"{WEIGHT}{key}": str(weight) for key, weight in weights.items()}
    return Asked(
        audience=audience,
        weights=() if same else tuple(weights.items()),
        fields=tuple(
            WeightField(f"{WEIGHT}{d.id}", d.title, given[d.id], wrong[d.id]) for d in composite.dimensions
        ),
        audiences=(
            Choice(say("Alla delar"), urlencode(asked_for), audience is None),
            *(
                Choice(say("För {name}", name=say(name)), urlencode({FOR: name, **asked_for}), audience is one)
                for one, name in AUDIENCES.items()
            ),
        ),
        weightings=tuple(
            Choice(name, urlencode({**kept, **{f"{WEIGHT}{key}": str(weight) for key, weight in of.items()}}),
                   right and _alike(weights, of))
            for name, of in _ready_made(composite)
        ),
    )  # fmt: skip


def _ready_made(composite: Composite) -> list[tuple[str, dict[str, int]]]:
    """Weightings to choose without writing: all alike, and each dimension alone."""
    keys = [d.id for d in composite.dimensions]
    alone = [
        (
            say("Bara {uncapitalised}", uncapitalised=quoted_title(uncapitalised(d.title))),
            {k: MOST * (k == d.id) for k in keys},
        )
        for d in composite.dimensions
    ]
    alike = say("Hälften var") if len(keys) == 2 else say("Lika mycket var")
    return [(alike, dict.fromkeys(keys, MOST // len(keys))), *alone]


def _wrong(text: str) -> str:
    return "" if WHOLE.fullmatch(text) and int(text) <= MOST else say(NOT_A_WEIGHT)


def _alike(one: Mapping[str, int], other: Mapping[str, int]) -> bool:
    """Whether two weightings are in the same proportion."""
    total, others = sum(one.values()), sum(other.values())
    return all(weight * others == other[key] * total for key, weight in one.items())


def audience_title(audience: Audience | None) -> str:
    """Return whom it is told for, as part of a heading: "Företag"; empty for everyone."""
    return "" if audience is None else capitalised(say(AUDIENCES[audience]))
