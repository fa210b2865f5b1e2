"""What can be wrong with a message, an answer or an erasure: codes, as the texts for the public are the form's."""

from collections.abc import Mapping

from riktmarke.vocabulary.errors import RiktmarkeError

REQUIRED, TOO_LONG, INVALID, CONTROL_CHARACTERS = "required", "too_long", "invalid", "control_characters"


class RefusedMessage(RiktmarkeError):
    """A message that is not taken. `fields` has a code for each field that is wrong; no text of the sender is kept."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        told = ", ".join(f"{field}: {code}" for field, code in fields.items())
        super().__init__(
            f"The message is not taken ({told}).",
            expected="a comment within its length, and an e-mail address that can be one, or none",
            remedy="correct what is named and send it again.",
        )
        self.fields = dict(fields)


class NotKept(RiktmarkeError):
    """The database could not take it just now; nothing of it was written."""

    def __init__(self) -> None:
        super().__init__(
            "The database is busy with something else, and nothing was written.",
            remedy="try again in a minute.",
        )


class CannotBeDone(RiktmarkeError):
    """Something that cannot be done with this message: it is erased, the text is empty, the role is the same."""


class UnknownMessage(RiktmarkeError):
    """A reference that no message has."""
