"""The forms for memberships: who, how much, and for which units and roles."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from riktmarke.editing.access.accounts import accounts_called, link_shown_to, may_open_anew
from riktmarke.editing.access.rights import Level
from riktmarke.editing.models import LEVEL_NAMES, Membership
from riktmarke.governance import queries
from riktmarke.governance.models import Plan, Role

ABOUT = {
    Level.ADMINISTRATOR: "allt, och vilka som får göra vad",
    Level.EDITOR: "ändrar allt i planen, för in beslut, svarar på synpunkter",
    Level.CONTRIBUTOR: "skriver utkast och svarar på synpunkter, för egna enheter och roller",
    Level.READER: "ser planen med utkast",
}


class MembershipForm(forms.Form):
    """What a membership says."""

    required_css_class = "required"
    level = forms.ChoiceField(
        label="Behörighet",
        choices=[(level.value, f"{name} – {ABOUT[level]}") for level, name in LEVEL_NAMES.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Välj en behörighet."},
    )
    units = forms.MultipleChoiceField(
        label="Egna enheter",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="En medarbetare får arbeta med det som enheten, och enheter under den, ansvarar för.",
    )
    roles = forms.MultipleChoiceField(
        label="Roller som användaren har",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Raderna hör till rollen: de följer med när någon annan tar över den.",
    )

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["units"].choices = [(unit.key, unit.name) for unit in queries.units(plan)]
        roles = Role.objects.filter(plan=plan).select_related("unit")
        self.fields["roles"].choices = [
            (role.key, f"{role.title} ({role.unit.name})" if role.unit else role.title) for role in roles
        ]
        for name in ("units", "roles"):
            if not self.fields[name].choices:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Refuse a contributor who could contribute to nothing."""
        said: dict[str, Any] = super().clean()
        own = said.get("units") or said.get("roles")
        if said.get("level") == Level.CONTRIBUTOR and not own and not {"units", "roles"} & set(self.errors):
            self.add_error(
                "units" if "units" in self.fields else "level",
                "En medarbetare behöver minst en enhet eller en roll: annars finns inget att arbeta med.",
            )
        return said

    @property
    def said(self) -> dict[str, Any]:
        """What `set_membership` is to be told, of a form that is right."""
        data = self.cleaned_data
        return {"level": Level(data["level"]), "units": data.get("units", []), "roles": data.get("roles", [])}


class NewMemberForm(MembershipForm):
    """A membership, and whose: of an account that exists, or of one to be made for an e-mail address."""

    who = forms.CharField(
        label="Användarnamn eller e-postadress",
        max_length=150,
        help_text="Finns inget konto med e-postadressen skapas ett.",
        error_messages={"required": "Skriv ett användarnamn eller en e-postadress."},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    field_order = ("who", "level", "units", "roles")

    def __init__(self, *args: Any, plan: Plan, giver: Any, **kwargs: Any) -> None:
        super().__init__(*args, plan=plan, **kwargs)
        self._plan = plan
        self._giver = giver
        self.user: Any = None
        self.opens_account = False  # with a new link: the account is new, or somebody else may hold it

    def clean_who(self) -> str:
        """Find the account; none is right for an e-mail address, and several never are."""
        who: str = self.cleaned_data["who"].strip()
        found = accounts_called(who)
        if len(found) > 1:
            raise ValidationError("Flera konton har den adressen. Skriv användarnamnet i stället.")
        if not found:
            try:
                validate_email(who)
            except ValidationError:
                raise ValidationError(
                    "Det finns inget konto med det namnet. Skriv en e-postadress för att skapa ett konto."
                ) from None
            self.opens_account = True
            return who
        self.user = found[0]
        if not self.user.is_active:
            raise ValidationError("Kontot är avstängt. Den som sköter installationen kan öppna det.")
        if Membership.objects.filter(user=self.user, plan=self._plan).exists():
            raise ValidationError("Användaren är redan tillagd i planen. Ändra behörigheten i listan i stället.")
        self.opens_account = link_shown_to(self.user) not in {"", self._giver.get_username()}
        if self.opens_account and not may_open_anew(self._giver, self.user):
            raise ValidationError(
                "Kontot öppnades av en annan administratör. Den som sköter installationen kan lägga till det."
            )
        return who
