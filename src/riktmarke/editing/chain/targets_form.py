"""Targets of one indicator for everybody, women, men and other groups in one go."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from riktmarke.editing.chain.code_words import CODE_WORDS
from riktmarke.editing.chain.deciding_view import NEW_DECISION, DecisionForm, of_decision
from riktmarke.editing.chain.fields import NOT_CHOSEN, read_value
from riktmarke.editing.chain.forms import elsewhere
from riktmarke.editing.chain.problem_words import sentence
from riktmarke.editing.chain.reading import PlanRead, becoming
from riktmarke.editing.chain.row_words import group_word, number_text
from riktmarke.editing.chain.words import help_text, label
from riktmarke.governance.codes import Comparator, Reach, State, TargetKind, TargetOrigin
from riktmarke.governance.known import KnownIndicator
from riktmarke.governance.plan_errors import Wrong
from riktmarke.governance.plan_file import Unread
from riktmarke.governance.plan_schema import TABLES, Row

KINDS = (TargetKind.LEVEL, TargetKind.AS_GOOD_AS, TargetKind.DIRECTION)
FIRST = ("_T", "F", "M")  # what is asked first; the other groups are folded away
DRAFT = "Inget än: det blir ett utkast"
NOBODY_CHOSEN = "Fyll i ett värde för minst en grupp, eller kryssa i vilka grupper målet gäller."
YEAR_OVER = "Ska nås år: året är över. Skriv ett år som inte har varit, eller välj det beslut som togs då."
NEEDS_DECISION = "{group}: målvärdet är beslutat. Välj det beslut som ändrar det."


class TargetsForm(DecisionForm):
    """What an indicator is to reach by a year, for each group that has a value or is ticked."""

    def __init__(
        self,
        read: PlanRead,
        indicator: Row,
        known: KnownIndicator,
        *,
        data: Any = None,
        year: int | None = None,
        today: date,
    ) -> None:
        super().__init__(read, data=data, required=False, draft=DRAFT)
        self.read, self.indicator, self.known, self.today = read, indicator, known, today
        self.overwrites = False
        self.order_fields(["decision"])
        kinds = [kind for kind in KINDS if self._fits(kind)]
        current = current_targets(read, indicator.key, year)
        like = next(iter(current.values()), None)
        self.fields["year"] = forms.CharField(
            label=label("targets", "year"),
            help_text=help_text("targets", "year"),
            initial=year or "",
            widget=forms.TextInput(attrs={"inputmode": "numeric", "size": "6"}),
            error_messages={"required": "Året saknas. Fyll i fältet."},
        )
        self._choose("kind", [(kind.value, CODE_WORDS[TargetKind][kind]) for kind in kinds], like, required=True)
        if TargetKind.AS_GOOD_AS in kinds:
            self._choose("comparator", [NOT_CHOSEN, *_words(Comparator)], like)
        if not known.judged:
            self._choose("reach", _words(Reach), like, required=True)
        self._choose("origin", [one for one in _words(TargetOrigin) if one[0] != "proposal"], like, required=True)
        self.fields["proposal"] = forms.BooleanField(
            label="Visa som förslag",
            help_text="Syns då på webbplatsen med ordet Förslag, tills det är beslutat.",
            initial=bool(like and like.values["origin"] == TargetOrigin.PROPOSAL),
            required=False,
        )
        self.fields["origin_text"] = forms.CharField(
            label=label("targets", "origin_text"),
            help_text=help_text("targets", "origin_text"),
            initial=like.values["origin_text"] if like else "",
            required=False,
        )
        for number, group in enumerate(known.groups):
            held = current.get(group)
            self.fields[f"for_{number}"] = forms.BooleanField(
                label=group_word(group), initial=held is not None, required=False
            )
            self.fields[f"value_{number}"] = forms.CharField(
                label=f"Värde, {group_word(group).lower()}",
                initial=number_text(held.values["value"]) if held else "",
                widget=forms.TextInput(attrs={"inputmode": "decimal", "size": "12"}),
                required=False,
            )

    def _fits(self, kind: TargetKind) -> bool:
        if not self.known.judged:
            return kind is TargetKind.LEVEL
        return kind is not TargetKind.AS_GOOD_AS or self.known.averaged

    def _choose(self, name: str, choices: list[tuple[str, str]], like: Row | None, *, required: bool = False) -> None:
        self.fields[name] = forms.ChoiceField(
            label=label("targets", name),
            help_text=help_text("targets", name),
            choices=choices,
            initial=like.values[name] if like else choices[0][0],
            required=required,
        )

    def groups(self, *, first: bool) -> Iterator[tuple[Any, Any]]:
        """Yield the box and the value of each group that is asked first, or of the others."""
        for number, group in enumerate(self.known.groups):
            if (group in FIRST) is first:
                yield self[f"for_{number}"], self[f"value_{number}"]

    @property
    def first_groups(self) -> list[tuple[Any, Any]]:
        """The groups in sight."""
        return list(self.groups(first=True))

    @property
    def other_groups(self) -> list[tuple[Any, Any]]:
        """The groups that are folded away."""
        return list(self.groups(first=False))

    def clean(self) -> dict[str, Any]:
        """Return what can be read of what was written, with numbers as numbers; some group must have a target."""
        cleaned = super().clean()
        for name in ("year", *(f"value_{number}" for number in range(len(self.known.groups)))):
            column = TABLES["targets"].column("year" if name == "year" else "value")
            if name not in cleaned:
                continue
            try:
                cleaned[name] = read_value(column, cleaned[name])
            except ValidationError as error:
                self.add_error(name, f"{self.fields[name].label}: {error.messages[0]}")
        cleaned = dict(cleaned)  # what is refused from here on can be read
        self.unread = frozenset(self.fields) - frozenset(cleaned)
        if self._over(cleaned):
            self.add_error("year", YEAR_OVER)
        if not list(self._asked(cleaned)):
            self.add_error("for_0", NOBODY_CHOSEN)
        return cleaned

    def _over(self, cleaned: dict[str, Any]) -> bool:
        """Whether it would be a new wish for a year that has been. What was decided in its time is history."""
        history = cleaned.get("decision") or cleaned.get("origin") == TargetOrigin.REFERENCE
        return not history and cleaned.get("year") is not None and cleaned["year"] < self.today.year

    def _asked(self, cleaned: dict[str, Any]) -> Iterator[tuple[int, str]]:
        for number, group in enumerate(self.known.groups):
            if cleaned.get(f"for_{number}") or cleaned.get(f"value_{number}", Unread.UNREAD) is not None:
                yield number, group

    def targets(self) -> list[dict[str, Any]]:
        """Return the targets as a plan file would have them, without their decision."""
        proposal = self.said("proposal") and not self.cleaned_data.get("decision")
        compared = "comparator" in self.fields and self.said("kind") == TargetKind.AS_GOOD_AS
        same = {
            "indicator": self.indicator.key,
            "year": self.said("year"),
            "kind": self.said("kind"),
            "comparator": self.said("comparator") if compared else "",
            "reach": self.said("reach") if "reach" in self.fields else "",
            "origin": TargetOrigin.PROPOSAL.value if proposal else self.said("origin"),
            "origin_text": self.said("origin_text"),
        }
        said = {name: value for name, value in same.items() if value}
        made = []
        for number, group in self._asked(self.cleaned_data):
            value = self.said(f"value_{number}")
            made.append(said | {"group": group} | ({"value": value} if value is not None else {}))
        return made

    def refuse_overwriting(self) -> None:
        """Say at each group whose target is decided that another needs a decision, and remember whether any does."""
        if self.cleaned_data.get("decision"):
            return
        current = current_targets(self.read, self.indicator.key, self.said("year"))
        asked = {group: number for number, group in self._asked(self.cleaned_data)}
        decided = [
            one for one in current.values() if one.values["state"] == State.DECIDED and one.values["group"] in asked
        ]
        self.overwrites = bool(decided)
        for row in decided:
            group = row.values["group"]
            self.add_error(f"value_{asked[group]}", NEEDS_DECISION.format(group=group_word(group)))

    def refuse_targets(self, found: Iterable[Wrong]) -> None:
        """Put what is wrong at the field that it is about: each group's own value, or what they have in common."""
        places = self._places()
        first = next(iter(places.values()), 0)
        for wrong in found:
            place, _, column = wrong.place.rpartition(".")
            if self.has_said(wrong) or (self.overwrites and column == "superseded_by"):
                continue
            if column in NEW_DECISION and place.startswith("decisions"):
                self.add_error(column, of_decision(wrong, column))
            elif place and place != "targets" and place not in places:
                self.add_error(None, elsewhere(wrong, self.read.words))
            else:
                name = f"value_{places.get(place, first)}" if column == "value" else column
                kind = next((one.kind for one in TABLES["targets"].columns if one.name == column), None)
                words = sentence(wrong, label=label("targets", column) if place else "", kind=kind)
                self._tell(name if name in self.fields else None, words)

    def _tell(self, name: str | None, words: str) -> None:
        """Say it at the field, once of what the groups have in common, unless what it is about cannot be read."""
        if name not in self.unread and words not in self.errors.get(name or NON_FIELD_ERRORS, ()):
            self.add_error(name, words)

    def _places(self) -> dict[str, int]:
        """Return how an error names each target that was asked for, with the number of its group."""
        rows = self.read.file.tables["targets"]
        current = current_targets(self.read, self.indicator.key, self.said("year"))
        chosen = self.cleaned_data.get("decision")
        more = {"state": State.DECIDED.value, "decision": chosen} if chosen else {}
        places, last = {}, len(rows)
        for (number, group), target in zip(self._asked(self.cleaned_data), self.targets(), strict=True):
            held = current.get(group)
            as_it_is = held is not None and held.values == becoming("targets", target | more).values
            if held is not None and (as_it_is or held.values["state"] != State.DECIDED):
                places[f"targets[{rows.index(held) + 1}]"] = number
            else:
                last += 1
                places[f"targets[{last}]"] = number
        return places


def current_targets(read: PlanRead, indicator: str, year: int | None) -> dict[str, Row]:
    """Return the targets of an indicator for a year that no other has taken the place of, by group."""
    return {
        row.values["group"]: row
        for row in read.file.tables["targets"]
        if row.values["indicator"] == indicator and row.values["year"] == year and not row.values["superseded_by"]
    }


def _words(codes: Any) -> list[tuple[str, str]]:
    return [(code.value, word) for code, word in CODE_WORDS[codes].items()]
