"""The page of search results: what was found, by kind, and what to do when nothing was."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from riktmarke.presentation.language import marked, say
from riktmarke.publishing.website.answering import Crumb, answered, figure_dates, frame
from riktmarke.publishing.website.figures import Figures, figures
from riktmarke.publishing.website.languages.titles import swedish_tag
from riktmarke.publishing.website.searching.entries import Entry, Kind
from riktmarke.publishing.website.searching.index import Index, index_of
from riktmarke.publishing.website.searching.marking import excerpt, with_marks
from riktmarke.publishing.website.searching.matching import Asked, Hit, asked, find
from riktmarke.vocabulary.errors import UnknownArea

LONGEST = 120
SHOWN, MOST = 6, 60  # of a kind among others, and of a kind alone
TITLES: dict[Kind, Promise] = {
    Kind.PAGE: gettext_lazy("Sidor"),
    Kind.PLAN: gettext_lazy("Kommunens plan"),
    Kind.FRAMEWORK: gettext_lazy("Ramverk"),
    Kind.NEWS: gettext_lazy("Nyheter"),
    Kind.INDICATOR: gettext_lazy("Indikatorer och nyckeltal"),
    Kind.MUNICIPALITY: gettext_lazy("Kommuner"),
}
# What the plan, the frameworks and the catalogue call things: Swedish where it has no English.
WRITTEN_IN_SWEDISH = frozenset({Kind.PLAN, Kind.FRAMEWORK, Kind.INDICATOR})
EXAMPLES = (
    marked("arbetslöshet"),
    marked("psykisk hälsa"),
    marked("skolresultat"),
    marked("trygghet"),
    marked("klimat"),
    marked("jämställdhet"),
)


@dataclass(frozen=True, slots=True)
class Result:
    """A page that was found, with what was asked for marked. The tags say that title and text are in Swedish."""

    title: SafeString
    title_tag: str
    address: str
    about: str
    excerpt: SafeString | str
    excerpt_tag: str


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind: how many, the first of them, and the address of all of them ("" where these are)."""

    key: str
    title: str | Promise
    count: int
    results: tuple[Result, ...]
    rest: str


@dataclass(frozen=True, slots=True)
class Search:
    """A search in the site of a municipality.

    `own`: the one that the site is for; `only`: the one kind asked for; `but`: how many of the words may be missing.
    """

    source: Figures
    index: Index
    words: str
    code: str
    own: str
    only: str
    but: int = 0

    @property
    def wanted(self) -> Asked:
        """What the words ask for."""
        return asked(self.words)

    def address(self, words: str, **more: str) -> str:
        """Return the address of a search for other words, or for one kind, in the same municipality."""
        given = {"q": words} | ({"kommun": self.code} if self.code != self.own else {}) | more
        return f"/sok/?{urlencode(given)}"


@answered
def search(request: HttpRequest, page: Page) -> HttpResponse:
    """Answer with what matches ?q= in the site of a municipality (?kommun=), by kind; ?visa= is one kind alone."""
    source = figures()
    code = _code(request, source, page.own_area)
    words = " ".join(request.GET.get("q", "").replace("\0", " ").split())[:LONGEST]
    index = index_of(source, page, code)
    made = Search(source, index, words, code, page.own_area, request.GET.get("visa", ""))
    groups, instead, but_one = _groups(made), "", False
    if words and not groups:
        instead = index.nearest(words)
        groups = _groups(replace(made, words=instead)) if instead else []
    if words and not groups:
        instead, but_one = "", True
        groups = _groups(replace(made, but=1))
    head = _("Sök: %s") % words if words else _("Sök")
    place = source.place(code)
    context = frame(page, title=_("Sök"), head=head, place=place, crumbs=(Crumb(_("Sök")),)) | figure_dates(source)
    context |= {
        "section": "search",
        "words": words,
        "instead": instead,
        "but_one": but_one,
        "groups": groups,
        "count": sum(group.count for group in groups),
        "only": made.only,
        "all_kinds": made.address(words),
        "examples": [(say(example), made.address(say(example))) for example in EXAMPLES],
        "root": f"/kommun/{code}/",
    }
    return render(request, "website/searching/results.html", context)


def _code(request: HttpRequest, source: Figures, own: str) -> str:
    """The municipality that is asked for, where there is such a one, else our own."""
    code = request.GET.get("kommun", "")
    if code and code != own:
        try:
            return source.place(code).area.code
        except UnknownArea:
            return own
    return own


def _groups(made: Search) -> list[Group]:
    """What was found, the kind of the best hit first."""
    hits: dict[Kind, list[Hit]] = {}
    for hit in find(made.index.entries, made.wanted, but=made.but):
        hits.setdefault(hit.entry.kind, []).append(hit)
    best = {kind: found[0].score for kind, found in hits.items()}
    wanted = [kind for kind in Kind if not made.only or made.only == kind.value]
    ordered = sorted(wanted, key=lambda kind: -best.get(kind, 0.0))
    groups = [_group(made, kind, [hit.entry for hit in hits.get(kind, [])]) for kind in ordered]
    return [group for group in groups if group.count]


def _group(made: Search, kind: Kind, entries: list[Entry]) -> Group:
    if kind is Kind.INDICATOR:
        return _indicators(made, entries)
    shown = entries[: MOST if made.only else SHOWN]
    rest = made.address(made.words, visa=kind.value) if len(entries) > len(shown) and not made.only else ""
    return Group(kind.value, TITLES[kind], len(entries), _results(shown, made.wanted), rest)


def _indicators(made: Search, entries: list[Entry]) -> Group:
    """The curated indicators first, then the other series; all of them are listed where the figures stand too."""
    known = {entry.about for entry in entries}
    said = made.index.as_indicators_say(made.wanted)
    series = (
        [one for one in made.source.choices().search.find(said) if one.id not in known] if said and not made.but else []
    )
    count = len(entries) + len(series)
    root = f"/kommun/{made.code}/"
    others = [
        Entry(Kind.INDICATOR, made.source.title(one), f"{root}nyckeltal/{one.id}/", one.id)
        for one in series[: max(0, SHOWN - len(entries))]
    ]
    rest = f"{root}utforska/?{urlencode({'q': said})}" if count > SHOWN else ""
    shown = _results([*entries[:SHOWN], *others], made.wanted)
    return Group(Kind.INDICATOR.value, TITLES[Kind.INDICATOR], count, shown, rest)


def _results(entries: Iterable[Entry], wanted: Asked) -> tuple[Result, ...]:
    return tuple(
        Result(
            title=with_marks(entry.title, wanted),
            title_tag=swedish_tag(entry.title) if entry.kind in WRITTEN_IN_SWEDISH else "",
            address=entry.address,
            about=entry.about,
            excerpt=excerpt(entry.text, wanted) if entry.text else "",
            excerpt_tag=swedish_tag(entry.text) if entry.kind in WRITTEN_IN_SWEDISH else "",
        )
        for entry in entries
    )
