"""The editors' sign-in form, with the fields named for password managers (WCAG 2.2, 1.3.5)."""

from typing import Any

from wagtail.admin.forms.auth import LoginForm


class SignInForm(LoginForm):
    """Wagtail's form; only the words and what the browser is told about its fields differ."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].widget.attrs["autocomplete"] = "username"
        self.fields["password"].label = "Lösenord"
        self.fields["password"].widget.attrs["autocomplete"] = "current-password"
