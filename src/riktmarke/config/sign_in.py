"""The editors' sign-in form: its fields named for password managers (WCAG 2.2, 1.3.5), and no guessing by trying."""

import secrets
from hashlib import blake2b
from typing import Any

from django.core.exceptions import ValidationError
from wagtail.admin.forms.auth import LoginForm

from riktmarke.editing.access.attempts import Attempts
from riktmarke.publishing.website.feedback.visitors import counted_as

# Five for one name from one place; more for a whole office behind one address, and for a name that many know.
ATTEMPTS = Attempts({"name and address": 5, "address": 30, "name": 50})
TOO_MANY = (
    "För många försök. Vänta en kvart och försök igen, eller be den som sköter installationen om ett nytt lösenord."
)
_SALT = secrets.token_bytes(32)


class SignInForm(LoginForm):
    """Wagtail's form, with our words for a field and a limit to how often it may be tried."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].widget.attrs["autocomplete"] = "username"
        self.fields["password"].label = "Lösenord"
        self.fields["password"].widget.attrs["autocomplete"] = "current-password"

    def clean(self) -> dict[str, Any]:
        """Refuse what has been tried too often, before the password is looked at: right or wrong, it says the same."""
        name = self._hashed(self.cleaned_data.get("username", "").strip().casefold())
        address = counted_as(self.request)
        both = [("name and address", name + address), ("name", name)]
        if not ATTEMPTS.begin([*both, ("address", address)], at=self.request.now):
            raise ValidationError(TOO_MANY, code="too_many")
        said: dict[str, Any] = super().clean()
        if self.user_cache is not None:
            ATTEMPTS.forget(both)
        return said

    @staticmethod
    def _hashed(name: str) -> bytes:
        return blake2b(name.encode(), key=_SALT, digest_size=16).digest()
