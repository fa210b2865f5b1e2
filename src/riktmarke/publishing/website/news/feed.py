"""The latest news as an Atom feed (RFC 4287)."""

from datetime import datetime, time

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.timezone import make_aware
from django.utils.translation import get_language, gettext

from riktmarke.publishing.website.news.listed import ROOT, news
from riktmarke.publishing.website.news.news_view import own_name

AS_MANY = 20


def atom(request: HttpRequest) -> HttpResponse:
    """Answer with the latest twenty pieces of news."""
    language = (get_language() or "sv")[:2]
    prefix = "/en" if language == "en" else ""
    listed = request.build_absolute_uri(f"{prefix}{ROOT}")
    feed = Atom1Feed(
        title=gettext("Nyheter från %(municipality)s") % {"municipality": own_name() or settings.WAGTAIL_SITE_NAME},
        link=listed,
        description="",
        language=language,
        feed_url=request.build_absolute_uri(f"{prefix}{ROOT}atom.xml"),
        author_name=own_name() or settings.WAGTAIL_SITE_NAME,
    )
    for line in news(language)[:AS_MANY]:
        address = request.build_absolute_uri(f"{prefix}{line.address}")
        feed.add_item(
            title=line.title,
            link=address,
            description=line.introduction,
            unique_id=address,
            pubdate=make_aware(datetime.combine(line.day, time(12))),
            updateddate=line.updated,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
