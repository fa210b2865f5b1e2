"""What each page got: messages, and whether readers were helped."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from riktmarke.dialogue.queries import page_statistics
from riktmarke.editing.access.guarding import Staff, staff_page
from riktmarke.editing.access.rights import Act

PERIODS = {"30": "De senaste 30 dagarna", "365": "Det senaste året", "3650": "De senaste tio åren"}
USUAL = "365"


@require_safe
@staff_page(Act.ANSWER)
def statistics(request: HttpRequest, *, staff: Staff) -> HttpResponse:
    """Answer with the pages, the most written about first."""
    asked = request.GET.get("dagar", USUAL)
    days = asked if asked in PERIODS else USUAL
    rows = page_statistics(staff.plan.area, since=request.today - timedelta(days=int(days)))
    context = {
        "page_title": "Statistik",
        "staff": staff,
        "periods": PERIODS.items(),
        "days": days,
        "rows": [{"row": row, "share": _share(row.helped, row.not_helped)} for row in rows],
    }
    return render(request, "editing/inbox/statistics.html", context)


def _share(helped: int, not_helped: int) -> str:
    """Return the share that was helped in whole percent; of a few, a share would say more than there is."""
    votes = helped + not_helped
    return f"{round(100 * helped / votes)} %" if votes >= 10 else "–"
