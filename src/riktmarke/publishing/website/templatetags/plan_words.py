"""Words for the codes of a plan's rows, for templates."""

from django import template

from riktmarke.governance.codes import ActionStatus

register = template.Library()

STATUS_WORDS = {
    ActionStatus.PLANNED.value: "Planerad",
    ActionStatus.ONGOING.value: "Pågår",
    ActionStatus.DONE.value: "Genomförd",
    ActionStatus.STOPPED.value: "Avbruten",
}


@register.filter
def status_word(status: str) -> str:
    """Return how far an action has come, in Swedish."""
    return STATUS_WORDS[status]


@register.filter
def in_address(key: str) -> str:
    """Return the key of a framework's item as it stands in an address, where Wagtail takes no full stops: 3-4."""
    return key.replace(".", "-")
