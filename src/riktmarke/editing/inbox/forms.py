"""The forms of one message: answer, pass on, status, erase. Each knows what the message was like when it was read."""

from typing import Any

from django import forms

from riktmarke.dialogue.models import MAX_COMMENT, Message
from riktmarke.dialogue.roles import ResponsibleRole
from riktmarke.dialogue.words import STATUS_WORDS

CHANGED = (
    "Någon har besvarat, lämnat vidare eller ändrat synpunkten sedan du öppnade sidan. Läs vad som har hänt och "
    "skicka sedan igen om det fortfarande behövs."
)


class MessageForm(forms.Form):
    """A form about a message, refused when a colleague has done something with it meanwhile."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, now_seen: int, name: str, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"{name}_%s", label_suffix="", initial={"seen": now_seen}, **kwargs)
        self.now_seen = now_seen
        if self.is_bound:  # whoever reads what has happened and sends again has read it
            self.data = self.data.copy()
            self.sent_seen = self.data.get("seen", "")
            self.data["seen"] = str(now_seen)

    def clean(self) -> dict[str, Any]:
        """Refuse what was written about a message that is not the same any more."""
        said: dict[str, Any] = super().clean()
        if self.sent_seen != str(self.now_seen):
            raise forms.ValidationError(CHANGED)
        return said


class AnswerForm(MessageForm):
    """The answer."""

    text = forms.CharField(
        label="Svar",
        max_length=MAX_COMMENT,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": "Skriv ett svar.", "max_length": f"Skriv högst {MAX_COMMENT} tecken."},
    )

    def __init__(self, *args: Any, message: Message, **kwargs: Any) -> None:
        super().__init__(*args, name="answer", **kwargs)
        self.fields["text"].help_text = (
            "Skickas med e-post till avsändaren, undertecknat med rollen. Hälsning och ärendenummer läggs till. "
            f"Skriv på {'engelska' if message.language == 'en' else 'svenska'}: sidan lästes på det språket."
            if message.email
            else "Avsändaren lämnade ingen e-postadress. Svaret skickas inte till någon, men sparas här."
        )


class ForwardForm(MessageForm):
    """To whom it is passed on."""

    to = forms.ChoiceField(label="Roll", error_messages={"required": "Välj en roll."})
    note = forms.CharField(
        label="Meddelande till rollen",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Läses av den som tar över, inte av avsändaren. Skriv inte avsändarens namn.",
    )

    def __init__(self, *args: Any, message: Message, roles: list[ResponsibleRole], **kwargs: Any) -> None:
        super().__init__(*args, name="forward", **kwargs)
        self.roles = {role.key: role for role in roles if role.key != message.role_key}
        named = [(role.key, _named(role)) for role in self.roles.values()]
        self.fields["to"].choices = [("", "Välj roll"), *named]


class StatusForm(MessageForm):
    """Where it stands."""

    status = forms.ChoiceField(label="Status", choices=[(one.value, word) for one, word in STATUS_WORDS.items()])

    def __init__(self, *args: Any, message: Message, **kwargs: Any) -> None:
        super().__init__(*args, name="status", **kwargs)
        self.initial["status"] = message.status


class EraseForm(MessageForm):
    """Why it is erased."""

    why = forms.CharField(
        label="Varför synpunkten raderas",
        max_length=500,
        help_text="Sparas med vem som raderade och när. Skriv inga namn.",
        error_messages={"required": "Skriv varför synpunkten raderas."},
    )
    sure = forms.BooleanField(
        label="Jag förstår att det inte går att ångra",
        error_messages={"required": "Kryssa i att du förstår att det inte går att ångra."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, name="erase", **kwargs)


def _named(role: ResponsibleRole) -> str:
    whom = f"{role.title} ({role.unit})" if role.unit else role.title
    return whom if role.email else f"{whom}, saknar e-postadress"
