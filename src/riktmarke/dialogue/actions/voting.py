"""Whether a page helped: one more in the count of its day."""

from datetime import date

from django.db.models import F

from riktmarke.dialogue.actions.writing import all_or_nothing
from riktmarke.dialogue.checking import one_line
from riktmarke.dialogue.models import HelpfulVote


def vote(*, area: str, page: str, helped: bool, day: date) -> None:
    """Count that somebody was helped by a page, or was not. Nothing is kept about who.

    Raises:
        NotKept: if the database is busy; nothing was counted.
    """
    field = "helped" if helped else "not_helped"
    with all_or_nothing():
        row, _ = HelpfulVote.objects.get_or_create(area=area, page=one_line(page, most=500), day=day)
        HelpfulVote.objects.filter(pk=row.pk).update(**{field: F(field) + 1})
