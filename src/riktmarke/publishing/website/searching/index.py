"""The index over a municipality's site, made once for each state of the site and held while it is the same."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from django.utils.html import strip_tags
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.contrib.routable_page.models import RoutablePageMixin

from riktmarke.governance.definitions import Definition
from riktmarke.presentation.language import Language, spoken_language
from riktmarke.presentation.titles import in_tongue, title_in_tongue
from riktmarke.publishing.website.chain.held import Chain, chain_of
from riktmarke.publishing.website.figures import Figures
from riktmarke.publishing.website.news.pages import NewsIndex, NewsPage
from riktmarke.publishing.website.places import alphabetical
from riktmarke.publishing.website.searching.entries import Entry, Kind, tokens
from riktmarke.publishing.website.searching.matching import Asked, nearest
from riktmarke.publishing.website.searching.plan_entries import mapped_entries, plan_entries
from riktmarke.publishing.website.searching.site_pages import site_pages
from riktmarke.publishing.website.searching.stemming import stem
from riktmarke.publishing.website.text_dates import day
from riktmarke.publishing.website.texts.held import shown, texts_version
from riktmarke.publishing.website.texts.pages import PageText
from riktmarke.publishing.website.texts.written import Written
from riktmarke.statistics.series_search import folded
from riktmarke.vocabulary.areas import AreaKind

HELD = 32  # municipalities and languages; some hundred kilobytes each
NEWS = "/nyheter/"
SHORTEST_WORD = 4  # of the words that misspelt ones are put right by


class Index:
    """The entries of a municipality's site, and the words in them."""

    def __init__(self, entries: tuple[Entry, ...], everyday: Mapping[str, Sequence[str]]) -> None:
        self.entries = entries
        self._everyday = {stem(folded(word).strip()): word for word in everyday}
        words = {word for entry in entries for word in (*entry.titles, *entry.others)}
        words |= {word for word in tokens(everyday) if word.isalpha()}
        self.known = frozenset(words)
        self.vocabulary = tuple(sorted(word for word in words if len(word) >= SHORTEST_WORD and word.isalpha()))
        written = (word for entry in entries for word in f"{entry.title} {entry.keywords}".split())
        self._written = {folded(word).strip(): word.strip(".,:;()") for word in (*everyday, *written)}

    def as_indicators_say(self, wanted: Asked) -> str:
        """Return the words as the indicators' own search knows them: everyday words as listed, others by their stem."""
        return " ".join(self._everyday.get(root, root) for root in wanted.stems)

    def nearest(self, words: str) -> str:
        """Return what misspelt words may have been meant to be, as they are written; empty where nothing is near."""
        found = nearest(words, self.vocabulary, self.known)
        return " ".join(self._written.get(word, word) for word in found.split())


_held: dict[tuple[str, str], tuple[tuple[object, ...], Index]] = {}


def index_of(source: Figures, page: RoutablePageMixin, code: str) -> Index:
    """Return the index of a municipality's site in the language that is spoken; `page` has the site's addresses."""
    chain = chain_of(code)
    state = (source.dataset().version.name, chain, texts_version(), id(source.catalogue))
    key = (code, get_language() or "")
    held = _held.get(key)
    if held is None or held[0] != state:
        if len(_held) >= HELD:
            _held.clear()
        held = _held[key] = (
            state,
            Index(_with_what_is_written(_entries(source, page, code, chain), code), source.everyday_words),
        )
    return held[1]


def forget() -> None:
    """Hold nothing any longer: for tests, whose databases go back in time."""
    _held.clear()


def _entries(source: Figures, page: RoutablePageMixin, code: str, chain: Chain | None) -> Iterator[Entry]:
    yield from site_pages(page, code, planned=chain is not None)
    used: frozenset[str] = frozenset()
    if chain is not None:
        titles = {name: f"{d.title} {d.phrase} {d.title_en}" for name, d in source.catalogue.items()}
        yield from plan_entries(chain, code, titles)
        used = frozenset(framework.key for framework in chain.frameworks)
    yield from mapped_entries(source.frameworks, code, used)
    known = source.dataset().series
    by_word = _everyday_of(source)
    for definition in source.catalogue.values():
        if definition.series in known or definition.composed:
            yield _indicator(definition, code, by_word.get(definition.series, ""))
    areas = source.dataset().areas.of_kind(AreaKind.MUNICIPALITY)
    for area in sorted(areas, key=lambda area: alphabetical(area.name)):
        yield Entry(Kind.MUNICIPALITY, area.name, f"/kommun/{area.code}/", area.code, keywords=area.code, lift=2.0)


def _indicator(definition: Definition, code: str, keywords: str) -> Entry:
    return Entry(
        Kind.INDICATOR,
        title_in_tongue(definition),
        f"/kommun/{code}/nyckeltal/{definition.series}/",
        definition.series,
        text=in_tongue(definition.why, definition.why_en),
        keywords=f"{definition.title} {definition.title_en} {definition.phrase} {keywords} {definition.series}",
    )


def _everyday_of(source: Figures) -> dict[str, str]:
    """The everyday words of each curated indicator: those whose other words stand in its title or phrase."""
    found: dict[str, str] = {}
    said = {
        definition.series: folded(f"{definition.title} {definition.phrase}") for definition in source.catalogue.values()
    }
    for word, others in source.everyday_words.items():
        wanted = [folded(other).split() for other in others]
        for series, words in said.items():
            if any(all(part in words for part in parts) for parts in wanted):
                found[series] = f"{found.get(series, '')} {word}"
    return found


def _with_what_is_written(entries: Iterable[Entry], code: str) -> tuple[Entry, ...]:
    """The entries with the texts that staff have written on those pages, and the pages that staff have made."""
    found = {entry.address: entry for entry in entries}
    for written in _written(code):
        old = found.get(written.address)
        found[written.address] = written if old is None else replace(old, text=f"{old.text} {written.text}".strip())
    return tuple(found.values())


def _written(code: str) -> Iterator[Entry]:
    """What staff have written, in the language that is spoken: texts on pages, and news; of this municipality alone."""
    language = spoken_language()
    for text in PageText.objects.live().public().filter(area=code):
        yield Entry(Kind.PAGE, text.title, text.address, text=_said(text, language))
    index = NewsIndex.objects.live().public().first()
    if index is not None:
        yield Entry(Kind.PAGE, str(_("Nyheter")), NEWS, keywords="aktuellt news", lift=3.0)
    for news in NewsPage.objects.live().public():
        title = news.title_en if language is Language.ENGLISH else news.title
        if title and news.own_area == code:
            text = _said(news, language)
            yield Entry(Kind.NEWS, title, f"{NEWS}{news.slug}/", day(news.day), text=text, lift=1.0)


def _said(page: Written, language: Language) -> str:
    said = shown(page, language.value)
    return " ".join(strip_tags(f"{said.introduction} {said.body}").split())
