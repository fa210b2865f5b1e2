"""Words for the codes of a plan's rows, for templates."""

from django import template

from riktmarke.governance.codes import ActionStatus
from riktmarke.presentation.language import marked, say

register = template.Library()

STATUS_WORDS = {
    ActionStatus.PLANNED.value: marked("Planerad"),
    ActionStatus.ONGOING.value: marked("Pågår"),
    ActionStatus.DONE.value: marked("Genomförd"),
    ActionStatus.STOPPED.value: marked("Avbruten"),
}


@register.filter
def status_word(status: str) -> str:
    """Return how far an action has come."""
    return say(STATUS_WORDS[status])


@register.filter
def is_example(address: str) -> bool:
    """Return whether the address is one that nobody reads: example.org and its like are kept for examples."""
    return address.rpartition("@")[2].startswith("example.")


@register.filter
def numbered(key: str) -> str:
    """Return the key of a framework's item where it is a number that readers know it by, else nothing."""
    return key if key[:1].isdigit() else ""


@register.filter
def in_address(key: str) -> str:
    """Return the key of a framework's item as it stands in an address, where Wagtail takes no full stops: 3-4."""
    return key.replace(".", "-")
