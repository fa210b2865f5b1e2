"""Letters to staff that are sent at once: a link for a password, and what Wagtail tells editors and approvers.

They go by the same mail server as the dialogue's (RIKTMARKE_SMTP_URL), but do not wait in its queue: a link that opens
an account is kept nowhere.
"""

from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from riktmarke.operations.mail import connection_to


class StaffMail(BaseEmailBackend):  # type: ignore[misc]  # Django has no types to inherit
    """Django's way to send, by the mail server of the settings. Without one, nothing is sent."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Send the letters, and return how many went.

        Raises:
            OSError: if the server does not take them, unless the sender said to fail silently.
        """
        if not settings.RIKTMARKE_SMTP_URL:
            return 0
        connection = connection_to(settings.RIKTMARKE_SMTP_URL)
        connection.fail_silently = self.fail_silently
        return int(connection.send_messages(email_messages) or 0)
