"""Choosing many among hundreds without a script: what is chosen, what a search finds, and the rest folded away."""

from typing import Any

from django import forms

from riktmarke.editing.chain.choices import Group, found_among

# So few can be seen all at once.
FEW = 12
SEARCH = "_sok"
SEARCHED = "_sokt"


class PickMany(forms.CheckboxSelectMultiple):
    """Checkboxes under headings, each once. `groups`: what there is; `searched`: the words looked for, if any."""

    template_name = "editing/chain/pick_many.html"
    groups: list[Group]
    searched: str

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.groups = []
        self.searched = ""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Return what the template shows."""
        context = super().get_context(name, value, attrs)
        chosen = {str(one) for one in value or ()}
        every = [(heading, [*choices]) for heading, choices in self.groups]
        count = sum(len(choices) for _, choices in every)
        hits = found_among(every, self.searched) if self.searched.strip() else set()
        identity = context["widget"]["attrs"].get("id", name)
        numbers = {one: number for number, one in enumerate(v for _, choices in every for v, _ in choices)}

        def boxes(wanted: set[str]) -> list[dict[str, Any]]:
            return [
                {"value": one, "label": text, "checked": one in chosen, "id": f"{identity}_{numbers[one]}"}
                for _, choices in every
                for one, text in choices
                if one in wanted
            ]

        rest = numbers.keys() - chosen - hits
        context["pick"] = {
            "name": name,
            "id": identity,
            "few": count <= FEW,
            "every": boxes(set(numbers)),
            "chosen": boxes(chosen),
            "hits": boxes(hits - chosen),
            "rest": [
                {"heading": heading or "Alla andra", "boxes": boxes({one for one, _ in choices} & rest)}
                for heading, choices in every
                if {one for one, _ in choices} & rest
            ],
            "searched": self.searched,
            "search": f"{name}{SEARCH}",
            "was_searched": f"{name}{SEARCHED}",
            "none": not count,
        }
        return context
