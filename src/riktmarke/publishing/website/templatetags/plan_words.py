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
