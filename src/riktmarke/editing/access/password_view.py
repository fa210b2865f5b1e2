"""Where the holder of an account chooses a password, by a link that an administrator has given."""

from django.contrib import messages
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.views import PasswordResetConfirmView
from django.http import HttpResponse
from django.urls import reverse_lazy

SWEDISH = {"new_password1": "Nytt lösenord", "new_password2": "Samma lösenord en gång till"}
RULES = "Minst tolv tecken, inte bara siffror, och inget av de vanligaste lösenorden."


class ChosenPasswordForm(SetPasswordForm):
    """Django's form, with our words."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        for name, label in SWEDISH.items():
            self.fields[name].label = label
        self.fields["new_password1"].help_text = RULES


class ChoosePassword(PasswordResetConfirmView):
    """Django's page for a link that works once, whether or not a mail server is there to ask for another by."""

    template_name = "editing/choose_password.html"
    form_class = ChosenPasswordForm
    success_url = reverse_lazy("wagtailadmin_login")

    def form_valid(self, form: ChosenPasswordForm) -> HttpResponse:
        """Keep the password, and lead to the door."""
        answer: HttpResponse = super().form_valid(form)
        messages.success(self.request, "Lösenordet är valt. Logga in med det.")
        return answer
