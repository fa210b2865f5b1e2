"""The pictures of outlooks, each with an address of its own: a series' group, or what a target is about."""

from django.http import Http404, HttpRequest, HttpResponse

from riktmarke.assessment.outlook.likelihood import TargetOutlook
from riktmarke.governance.definitions import Definition
from riktmarke.presentation.fan import Fan
from riktmarke.presentation.labels import published_as
from riktmarke.presentation.language import say
from riktmarke.publishing.website.figures import figures
from riktmarke.publishing.website.outlook.fan_picture import drawn_fan
from riktmarke.publishing.website.outlook.fans import fan_of_target
from riktmarke.publishing.website.outlook.groups import Asked, asked_of, slug
from riktmarke.publishing.website.outlook.series_section import GROUP, fans
from riktmarke.publishing.website.outlook.source import Outlook, outlook_of
from riktmarke.publishing.website.outlook.target_mark import TARGET, target_mark
from riktmarke.publishing.website.series_files import drawn_chart, frame_of, or_not_found


@or_not_found
def fan(request: HttpRequest, code: str, series: str) -> HttpResponse:
    """Answer with the fan of a group (?grupp=kvinnor) or of a target (?mal=...); ?bredd=smal or mellan for narrower."""
    source = figures()
    outlook, asked = outlook_of(source, source.place(code)), asked_of(source, series)
    if outlook is None or asked is None:
        raise Http404
    wanted = request.GET.get(TARGET, "")
    drawn = _of_target(outlook, asked.definition, wanted) if wanted else _of_group(outlook, asked, request)
    if drawn is None:
        raise Http404
    of = say(
        "{attribution}, {series}, för det som är mätt; prognosen är egen bearbetning.",
        attribution=source.attribution,
        series=published_as(series, asked.definition),
    )
    chart = drawn_fan(drawn, asked.definition, frame_of(request))
    return drawn_chart(request, source, chart, f"riktmarke-{code}-{series}-utsikt.svg", notes=(of,))


def _of_group(outlook: Outlook, asked: Asked, request: HttpRequest) -> Fan | None:
    found = fans(outlook, asked.definition, asked.keys)
    wanted = request.GET.get(GROUP, "")
    return next((drawn for key, (_, drawn) in found.items() if slug(key) == wanted or not wanted), None)


def _of_target(outlook: Outlook, definition: Definition, wanted: str) -> Fan | None:
    found: TargetOutlook | None = next((one for one in outlook.area.targets if target_mark(one.asked) == wanted), None)
    if found is None or found.asked.indicator != definition.series:
        return None
    return fan_of_target(outlook, definition, found)
